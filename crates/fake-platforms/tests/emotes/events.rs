//! 7TV's sockets.

use fake_platforms::emotes::{Badge, Emote, Platform, Provider, Service, user_id};
use serde_json::{Value, json};

use crate::client::{CHANNEL, End, Listener, Viewer, at, soon};

const TV: Provider = Provider::SevenTv;
const TWITCH: Platform = Platform::Twitch;

/// A client that was greeted.
async fn listener(viewer: &Viewer) -> Listener {
    let url = format!("{}?app=test&version=1", viewer.emotes.seventv_events_url());
    let mut listener = Listener::connect(&url).await;
    let hello = listener.next().await;
    assert_eq!(at(&hello, "/op"), &json!(1), "{hello}");
    for field in ["heartbeat_interval", "session_id", "subscription_limit", "instance"] {
        assert!(hello.pointer("/d").and_then(|data| data.get(field)).is_some(), "{hello}");
    }
    listener
}

async fn subscribed(viewer: &Viewer) -> (Listener, String) {
    let set = viewer.emotes.set(TV, TWITCH, CHANNEL, &[Emote::named("first")]);
    let mut listener = listener(viewer).await;
    let ack = listener.subscribe("emote_set.update", json!({"object_id": set})).await;
    assert_eq!(at(&ack, "/op"), &json!(5), "{ack}");
    assert_eq!(at(&ack, "/d/data/condition/object_id"), &json!(set));
    (listener, set)
}

/// What changed, of a message that tells of it.
fn change<'a>(message: &'a Value, set: &str, field: &str) -> &'a Value {
    assert_eq!(at(message, "/op"), &json!(0), "{message}");
    assert_eq!(at(message, "/d/type"), &json!("emote_set.update"));
    assert_eq!(at(message, "/d/body/id"), &json!(set));
    at(message, &format!("/d/body/{field}/0"))
}

#[tokio::test]
async fn a_subscriber_hears_of_every_change_of_its_set() {
    let viewer = Viewer::new().await;
    let (mut listener, set) = subscribed(&viewer).await;
    assert_eq!(viewer.emotes.push(TV, TWITCH, CHANNEL, &Emote::moving("new")), 1);
    assert_eq!(viewer.emotes.rename(TV, TWITCH, CHANNEL, "new", "newer"), 1);
    assert_eq!(viewer.emotes.pull(TV, TWITCH, CHANNEL, "first"), 1);
    assert_eq!(viewer.emotes.pull(TV, TWITCH, CHANNEL, "first"), 0, "it is gone");
    assert_eq!(viewer.emotes.push(TV, TWITCH, "another", &Emote::named("x")), 0);
    let pushed = listener.next().await;
    assert_eq!(at(change(&pushed, &set, "pushed"), "/value/name"), &json!("new"));
    assert_eq!(at(change(&pushed, &set, "pushed"), "/value/data/animated"), &json!(true));
    let renamed = listener.next().await;
    let names =
        ["/old_value/name", "/value/name"].map(|name| at(change(&renamed, &set, "updated"), name));
    assert_eq!(names, [&json!("new"), &json!("newer")]);
    let pulled = listener.next().await;
    assert_eq!(at(change(&pulled, &set, "pulled"), "/old_value/name"), &json!("first"));
    assert!(listener.is_silent().await, "nothing of another channel");
    let found = viewer.json(&format!("{}/emote-sets/{set}", viewer.emotes.seventv_url())).await;
    assert_eq!(crate::client::each(&found, "/emotes", "name"), ["newer"]);
}

#[tokio::test]
async fn a_switch_is_told_to_who_follows_the_user() {
    let viewer = Viewer::new().await;
    let (mut listener, old) = subscribed(&viewer).await;
    let user = user_id(TWITCH, CHANNEL);
    listener.subscribe("user.update", json!({"object_id": user})).await;
    viewer.emotes.declare_set("other", &[Emote::named("theirs")]);
    assert_eq!(viewer.emotes.switch(TWITCH, CHANNEL, "other"), 1);
    let told = listener.next().await;
    assert_eq!(at(&told, "/d/type"), &json!("user.update"));
    let set = at(&told, "/d/body/updated/0/value/0");
    assert_eq!(
        set,
        &json!({"key": "emote_set", "old_value": {"id": old}, "value": {"id": "other"}})
    );
    let url = format!("{}/users/twitch/{CHANNEL}", viewer.emotes.seventv_url());
    assert_eq!(at(&viewer.json(&url).await, "/emote_set_id"), &json!("other"));
}

#[tokio::test]
async fn a_badge_is_told_to_the_channel_now_and_later() {
    let viewer = Viewer::new().await;
    viewer.emotes.set_badge(Badge::new(TV, "62f9", "Contributor", &[]));
    let here = json!({"ctx": "channel", "platform": "TWITCH", "id": CHANNEL});
    let mut early = listener(&viewer).await;
    early.subscribe("cosmetic.create", here.clone()).await;
    early.subscribe("entitlement.*", here.clone()).await;
    assert_eq!(viewer.emotes.grant(CHANNEL, "1234", "62f9"), 1);
    assert_eq!(viewer.emotes.grant(CHANNEL, "1234", "unknown"), 0);
    let cosmetic = early.next().await;
    assert_eq!(at(&cosmetic, "/d/body/object/data/tooltip"), &json!("Contributor"));
    let url = "/d/body/object/data/host/url";
    assert_eq!(at(&cosmetic, url), &json!("//cdn.7tv.app/badge/62f9"));
    let entitlement = early.next().await;
    assert_eq!(at(&entitlement, "/d/type"), &json!("entitlement.create"));
    assert_eq!(at(&entitlement, "/d/body/object/ref_id"), &json!("62f9"));
    assert_eq!(at(&entitlement, "/d/body/object/user/connections/0/id"), &json!("1234"));
    let mut late = listener(&viewer).await;
    late.subscribe("entitlement.create", here).await;
    assert_eq!(at(&late.next().await, "/d/body"), at(&entitlement, "/d/body"));
    viewer.emotes.revoke(CHANNEL, "1234", "62f9");
    assert_eq!(at(&early.next().await, "/d/type"), &json!("entitlement.delete"));
}

#[tokio::test]
async fn mistakes_end_the_connection_with_their_codes() {
    let viewer = Viewer::new().await;
    let set = json!({"type": "emote_set.update", "condition": {"object_id": "x"}});
    for (messages, code) in [
        (vec![json!({"op": 99})], 4001),
        (vec![json!({"op": 35, "d": {}})], 4002),
        (vec![json!({"op": 35, "d": set}), json!({"op": 35, "d": set})], 4009),
        (vec![json!({"op": 36, "d": set})], 4010),
    ] {
        let mut listener = listener(&viewer).await;
        for message in &messages {
            listener.send(message).await;
        }
        let end = loop {
            let heard = listener.next().await;
            if at(&heard, "/op") == &json!(7) {
                break heard;
            }
        };
        assert_eq!(at(&end, "/d/code"), &json!(code));
        assert_eq!(listener.heard().await, Err(End::Closed(code)));
    }
}

#[tokio::test]
async fn subscriptions_are_counted_while_they_last() {
    let viewer = Viewer::new().await;
    let (mut listener, set) = subscribed(&viewer).await;
    soon(viewer.emotes.subscribed(&set, 1)).await;
    let name = format!("emote_set.update:{set}");
    let stats = viewer.emotes.stats().seventv;
    assert_eq!((stats.open, stats.subscriptions.get(&name)), (1, Some(&1)));
    listener
        .send(
            &json!({"op": 36, "d": {"type": "emote_set.update", "condition": {"object_id": set}}}),
        )
        .await;
    assert_eq!(at(&listener.next().await, "/d/command"), &json!("UNSUBSCRIBE"));
    assert_eq!(viewer.emotes.push(TV, TWITCH, CHANNEL, &Emote::named("x")), 0);
    drop(listener);
    soon(viewer.emotes.connected(Service::SevenTv, 0)).await;
    let stats = viewer.emotes.stats().seventv;
    assert_eq!((stats.accepted, stats.open, stats.subscriptions.len()), (1, 0, 0));
}

#[tokio::test]
async fn sockets_end_in_every_way() {
    let viewer = Viewer::new().await;
    let mut told = listener(&viewer).await;
    viewer.emotes.reconnect();
    assert_eq!(at(&told.next().await, "/op"), &json!(4));
    assert_eq!(told.heard().await, Err(End::Closed(4006)));
    let mut ended = listener(&viewer).await;
    viewer.emotes.end_streams(4007, "maintenance");
    assert_eq!(at(&ended.next().await, "/d/code"), &json!(4007));
    assert_eq!(ended.heard().await, Err(End::Closed(4007)));
    let mut closed = listener(&viewer).await;
    viewer.emotes.close(Service::SevenTv, 1000);
    assert_eq!(closed.heard().await, Err(End::Closed(1000)));
    let mut dropped = listener(&viewer).await;
    viewer.emotes.drop_sockets();
    assert_eq!(dropped.heard().await, Err(End::Broken));
    soon(viewer.emotes.connected(Service::SevenTv, 0)).await;
    assert_eq!(viewer.emotes.stats().seventv.accepted, 4);
}

#[tokio::test]
async fn the_server_says_that_it_is_there_unless_the_line_is_dead() {
    let viewer = Viewer::new().await;
    viewer.emotes.set_heartbeat(20);
    let (mut listener, _) = subscribed(&viewer).await;
    assert_eq!(at(&listener.next().await, "/op"), &json!(2));
    viewer.emotes.stall(true);
    // One that was on its way may still come.
    while !listener.is_silent().await {}
    viewer.emotes.push(TV, TWITCH, CHANNEL, &Emote::named("lost"));
    viewer.emotes.stall(false);
    assert_eq!(
        at(&listener.next().await, "/op"),
        &json!(2),
        "alive again, and nothing made up for"
    );
}
