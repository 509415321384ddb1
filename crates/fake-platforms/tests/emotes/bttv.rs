//! `BetterTTV`.

use fake_platforms::emotes::{Badge, Emote, Platform, Provider, Service};
use serde_json::json;

use crate::client::{CHANNEL, Listener, Viewer, YOUTUBE, at, each, soon};

const BTTV: Provider = Provider::Bttv;

#[tokio::test]
async fn lists_have_their_shapes() {
    let viewer = Viewer::new().await;
    let api = viewer.emotes.bttv_url();
    let global = viewer.json(&format!("{api}/cached/emotes/global")).await;
    let codes = each(&global, "", "code");
    for code in [":tf:", "bttvNice", "SoSnowy", "w!"] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
    let shared = Emote { shared: true, width: 56, height: 28, ..Emote::moving("theirs") };
    let emotes = [Emote::named("own"), shared];
    let set = viewer.emotes.set(BTTV, Platform::Twitch, CHANNEL, &emotes);
    let user = viewer.json(&format!("{api}/cached/users/twitch/{CHANNEL}")).await;
    assert_eq!(at(&user, "/id"), &json!(set));
    assert_eq!(each(&user, "/channelEmotes", "code"), ["own"]);
    assert_eq!(each(&user, "/sharedEmotes", "code"), ["theirs"]);
    assert_eq!(at(&user, "/sharedEmotes/0/width"), &json!(56));
    assert_eq!(at(&user, "/sharedEmotes/0/imageType"), &json!("gif"));
    viewer.emotes.set(BTTV, Platform::YouTube, YOUTUBE, &[]);
    assert_eq!(viewer.status(&format!("{api}/cached/users/youtube/{YOUTUBE}")).await, 200);
    let missing = viewer.get(&format!("{api}/cached/users/twitch/1")).await;
    assert_eq!(missing.status(), 404);
    assert!(missing.text().await.expect("a body").contains("\"message\""));
    viewer.emotes.set_badge(Badge::new(BTTV, "dev", "Developer", &["12", "34"]));
    let badges = viewer.json(&format!("{api}/cached/badges")).await;
    assert_eq!(each(&badges, "", "providerId"), ["12", "34"]);
    let svg = "https://cdn.betterttv.net/badges/dev.svg";
    assert_eq!(at(&badges, "/1/badge/svg"), &json!(svg));
}

#[tokio::test]
async fn who_has_joined_hears_of_changes() {
    let viewer = Viewer::new().await;
    viewer.emotes.set(BTTV, Platform::Twitch, CHANNEL, &[]);
    let mut listener = Listener::connect(&viewer.emotes.bttv_events_url()).await;
    let name = format!("twitch:{CHANNEL}");
    let join = json!({"name": "join_channel", "data": {"name": name}});
    listener.send(&join).await;
    soon(viewer.emotes.subscribed(&name, 1)).await;
    let twitch = Platform::Twitch;
    let emote = Emote::moving("catJAM");
    assert_eq!(viewer.emotes.push(BTTV, twitch, CHANNEL, &emote), 1);
    assert_eq!(viewer.emotes.push(BTTV, Platform::YouTube, CHANNEL, &emote), 0, "another channel");
    assert_eq!(viewer.emotes.rename(BTTV, twitch, CHANNEL, "catJAM", "catNAP"), 1);
    assert_eq!(viewer.emotes.pull(BTTV, twitch, CHANNEL, "catNAP"), 1);
    let created = listener.next().await;
    assert_eq!(at(&created, "/name"), &json!("emote_create"));
    assert_eq!(at(&created, "/data/channel"), &json!(name));
    assert_eq!(at(&created, "/data/emote/code"), &json!("catJAM"));
    assert_eq!(at(&created, "/data/emote/user/name"), &json!("maker"));
    let id = at(&created, "/data/emote/id");
    let updated = json!({"channel": name, "emote": {"id": id, "code": "catNAP"}});
    assert_eq!(listener.next().await, json!({"name": "emote_update", "data": updated}));
    let deleted = json!({"channel": name, "emoteId": id});
    assert_eq!(listener.next().await, json!({"name": "emote_delete", "data": deleted}));
    listener.send(&json!({"name": "part_channel", "data": {"name": name}})).await;
    listener.send(&json!({"name": "join_channel", "data": {"name": "twitch:1"}})).await;
    soon(viewer.emotes.subscribed("twitch:1", 1)).await;
    assert_eq!(viewer.emotes.push(BTTV, twitch, CHANNEL, &emote), 0, "it has left");
    drop(listener);
    soon(viewer.emotes.connected(Service::Bttv, 0)).await;
    assert_eq!(viewer.emotes.stats().bttv.subscribed, 2);
}
