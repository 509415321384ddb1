//! Rewards, polls, Hype Trains and followers of one's own channel, beside its chat.

use fake_platforms::twitch::room_id;
use serde_json::{Value, json};

use crate::own_channel::{sign_in, started};
use crate::support::{App, View, World, until};

const FOLLOW: &str = "channel.follow";
const REWARD: &str = "channel.channel_points_custom_reward_redemption.add";

fn redemption(id: &str, title: &str, said: &str) -> Value {
    json!({
        "id": id, "broadcaster_user_id": room_id("ada"), "user_id": "7", "user_login": "ann",
        "user_name": "Ann", "user_input": said, "status": "unfulfilled",
        "reward": {"id": "w1", "title": title, "cost": 100, "prompt": ""},
        "redeemed_at": "2026-11-24T12:00:00Z",
    })
}

fn follow() -> Value {
    json!({
        "user_id": "8", "user_login": "fay", "user_name": "Fay",
        "broadcaster_user_id": room_id("ada"), "followed_at": "2026-11-24T12:00:00Z",
    })
}

#[tokio::test]
async fn who_follows_is_shown_once_where_that_was_asked_for_and_notices_are_shown() {
    let world = World::new().await;
    world.identity.repeat_events(2);
    let app = started(&world).await;
    app.add_live("twitch", "ada").await;
    sign_in(&world, &app, &["followers"]).await;
    says(&app, "The new followers of your channel are shown.").await;
    world.identity.subscribed(1).await;
    let mut overlay = app.overlay().await;
    let quiet = json!({"name": "quiet", "options": {"hidden": ["notice"]}});
    let quiet = app.post("/api/overlays", quiet).await.is(201);
    let key = quiet["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("an address");
    let mut quiet = View::open(&app.ws(key)).await;
    for _ in 0..2 {
        world.identity.event(FOLLOW, "ada", &follow());
    }
    overlay.until("a follower", |view| !view.messages.is_empty()).await;
    let shown = overlay.messages.last().expect("it is there").clone();
    assert_eq!(shown["kind"], "notice");
    assert_eq!(shown["system"], "Fay follows the channel now");
    world.twitch.say("ada", "Bob", "welcome").await;
    overlay.message("welcome").await;
    quiet.message("welcome").await;
    let notices = |view: &View| view.messages.iter().filter(|m| m["kind"] == "notice").count();
    assert_eq!((notices(&overlay), notices(&quiet)), (1, 0));
    app.stop().await;
}

/// What the account says of the events, once it begins so.
async fn says(app: &App, beginning: &str) -> String {
    until(beginning, async || {
        let accounts = app.get("/api/accounts").await.is(200);
        let said = accounts[0]["events"].as_str()?;
        said.starts_with(beginning).then(|| said.to_owned())
    })
    .await
}

#[tokio::test]
async fn rewards_without_a_text_and_polls_are_shown_once_beside_chat() {
    let world = World::new().await;
    world.identity.repeat_events(2);
    let app = started(&world).await;
    let source = app.add_live("twitch", "ada").await;
    sign_in(&world, &app, &[]).await;
    let missing = says(&app, "Rewards without a text").await;
    assert!(missing.ends_with("Allow more to show them."), "{missing}");
    assert_eq!(world.identity.stats().event_sockets, 0, "nobody is asked for nothing");

    sign_in(&world, &app, &["events"]).await;
    says(&app, "The rewards, polls and Hype Trains of your channel are shown.").await;
    let mut overlay = app.overlay().await;
    let system = |text: &'static str| {
        move |view: &crate::support::View| view.messages.iter().any(|m| m["system"] == text)
    };
    world.identity.event(REWARD, "ada", &redemption("r1", "Hydrate", ""));
    overlay.until("a reward", system("Ann redeemed Hydrate")).await;
    let shown = overlay.messages.last().expect("it is there").clone();
    assert_eq!((&shown["kind"], &shown["source"]), (&json!("redemption"), &json!(source)));
    assert_eq!(shown["amount"], "100 points");

    // One with a text comes by both ways.
    world.identity.event(REWARD, "ada", &redemption("r2", "Say it", "out loud"));
    let line = format!(
        "@custom-reward-id=w2;display-name=Ann;emotes=;id=chat-1;room-id={};tmi-sent-ts=1;\
         user-id=7 :ann!ann@ann.tmi.twitch.tv PRIVMSG #ada :out loud",
        room_id("ada"),
    );
    world.twitch.send_line(&line).await;
    overlay.message("out loud").await;

    let choice = |title: &str, votes: u32| json!({"id": title, "title": title, "votes": votes});
    let poll = |status: &str, yes: u32, no: u32| {
        json!({"id": "p1", "title": "Left?", "status": status,
            "choices": [choice("Yes", yes), choice("No", no)]})
    };
    let is_poll = |votes: u32| {
        move |view: &crate::support::View| {
            let polls = view.messages.iter().filter(|message| message["kind"] == "poll");
            polls.map(|poll| poll["poll"]["votes"].clone()).collect::<Vec<_>>() == [json!(votes)]
        }
    };
    world.identity.event("channel.poll.begin", "ada", &poll("", 0, 0));
    overlay.until("a poll", is_poll(0)).await;
    world.identity.event("channel.poll.progress", "ada", &poll("", 3, 1));
    overlay.until("its votes", is_poll(4)).await;
    world.identity.event("channel.poll.end", "ada", &poll("completed", 3, 2));
    overlay.until("its result", is_poll(5)).await;

    let train = |level: u32| json!({"id": "t1", "level": level, "total": 700, "goal": 1800});
    world.identity.event("channel.hype_train.begin", "ada", &train(1));
    world.identity.event("channel.hype_train.progress", "ada", &train(1));
    world.identity.event("channel.hype_train.progress", "ada", &train(2));
    world.identity.event("channel.hype_train.end", "ada", &train(2));
    overlay.until("a Hype Train", system("The Hype Train has ended at level 2")).await;
    let is_notice = |message: &&Value| message["kind"] == "notice";
    assert_eq!(overlay.messages.iter().filter(is_notice).count(), 3, "its levels and its end");
    assert_eq!(world.identity.event(FOLLOW, "ada", &follow()), 0, "nobody has asked for followers");

    let rewards = |message: &&Value| message["kind"] == "redemption";
    assert_eq!(overlay.messages.iter().filter(rewards).count(), 2, "{:?}", overlay.messages);
    assert_eq!(app.history().await.iter().filter(rewards).count(), 2);

    world.identity.drop_event_sockets();
    world.identity.until(|stats| stats.event_sockets == 2).await;
    world.identity.subscribed(8).await;
    world.identity.event(REWARD, "ada", &redemption("r3", "Stretch", ""));
    overlay.until("it goes on", system("Ann redeemed Stretch")).await;

    let next = json!({"id": "p2", "title": "And now?", "choices": [choice("Yes", 0)]});
    world.identity.event("channel.poll.begin", "ada", &next);
    let has = |question: &'static str| {
        move |view: &crate::support::View| {
            view.messages.iter().any(|message| message["poll"]["question"] == question)
        }
    };
    overlay.until("another poll", has("And now?")).await;
    world.identity.revoke_subscriptions("channel.poll", "version_removed");
    says(&app, "The rewards and Hype Trains of your channel are shown. Its polls are not").await;
    overlay.until("of whose end nobody would tell", |view| !has("And now?")(view)).await;

    app.post(&format!("/api/sources/{source}/stop"), Value::Null).await.is(204);
    world.identity.event_sockets(0).await;
    let account = app.get("/api/accounts").await.is(200)[0].clone();
    assert_eq!(account.get("events"), None, "nothing is read");
    app.stop().await;
}
