//! Platforms that misbehave.

use fake_platforms::youtube::{Fault, GET_LIVE_CHAT};
use serde_json::json;

use crate::support::{App, VIDEO, World, privmsg};

/// The folder's logs, as one text.
pub(crate) fn logs(world: &World) -> String {
    let folder = std::fs::read_dir(world.data_dir().join("logs")).expect("there is a log");
    let files = folder.map(|file| file.expect("it can be listed").path());
    files.map(|file| std::fs::read_to_string(file).expect("it is text")).collect()
}

async fn count(app: &App, id: &str, what: &str) -> u64 {
    let source = app.in_state(id, "live").await;
    source["counts"][what].as_u64().expect("a number")
}

#[tokio::test]
async fn invariant_4_nothing_that_twitch_sends_stops_its_source() {
    let world = World::new().await;
    let app = world.start().await;
    let id = app.add_live("twitch", "ada").await;
    let mut overlay = app.overlay().await;
    let too_long = "secretword ".repeat(10_000);
    let garbage = [
        "garbage \u{0}\u{1}\u{7f} secretword",
        "@",
        "@;;=;=;= :",
        ":",
        "@badges=;id= :a!b@c PRIVMSG",
        "@id=x;emotes=25:9999999999-0,-1-5,a-b/;tmi-sent-ts=-1;user-id=1 :a!a@a PRIVMSG #ada :secretword",
        "@target-msg-id= :tmi.twitch.tv CLEARMSG #ada",
        "@msg-id=new :tmi.twitch.tv USERNOTICE #ada :secretword",
        ":tmi.twitch.tv NEWCOMMAND #ada :secretword",
        &too_long,
    ];
    for (number, line) in garbage.iter().enumerate() {
        world.twitch.send_raw(line).await;
        world
            .twitch
            .send_line(&privmsg("ada", "ann", &format!("m{number}"), &format!("after {number}")))
            .await;
        overlay.message(&format!("after {number}")).await;
    }
    assert_eq!(world.twitch.stats().joins["#ada"], 1, "over the first connection");
    let (malformed, unknown) =
        (count(&app, &id, "malformed").await, count(&app, &id, "unknown").await);
    assert!(malformed >= 3, "it is counted: {malformed}");
    assert!(unknown >= 1, "it is counted: {unknown}");

    // More than any frame of Twitch: the connection is given up, and another one made.
    world.twitch.send_raw(&"x".repeat(2 << 20)).await;
    while world.twitch.stats().joins["#ada"] < 2 {
        world.twitch.joined("#ada", 1).await;
        tokio::task::yield_now().await;
    }
    app.in_state(&id, "live").await;
    world.twitch.send_line(&privmsg("ada", "ann", "last", "after all")).await;
    overlay.message("after all").await;
    app.stop().await;
    assert!(!logs(&world).contains("secretword"), "no text of chat is logged");
}

#[tokio::test]
async fn invariant_4_nothing_that_youtube_sends_stops_its_source() {
    let world = World::new().await;
    world.live_on_youtube();
    let app = world.start().await;
    let id = app.add_live("youtube", "@grace").await;
    let mut overlay = app.overlay().await;
    for action in [
        json!(null),
        json!("text"),
        json!([1, 2]),
        json!({}),
        json!({"newAction": {"item": 1}}),
        json!({"addChatItemAction": null}),
        json!({"addChatItemAction": {"item": {"newRenderer": {"id": "x"}}}}),
        json!({"addChatItemAction": {"item": {"liveChatTextMessageRenderer": {"message": 5, "id": []}}}}),
        json!({"removeChatItemAction": {"targetItemId": {}}}),
    ] {
        world.youtube.action(VIDEO, action).expect("it is declared");
    }
    world.youtube.chat(VIDEO, "@ann", "after the garbage").expect("it is declared");
    overlay.message("after the garbage").await;
    for fault in [Fault::Truncated, Fault::Html, Fault::HangUp] {
        let text = format!("after {fault:?}");
        world.youtube.fail(GET_LIVE_CHAT, fault, Some(1));
        world.youtube.chat(VIDEO, "@ann", &text).expect("it is declared");
        overlay.message(&text).await;
    }
    assert!(count(&app, &id, "unknown").await >= 1, "what is new is counted");
    assert!(count(&app, &id, "malformed").await >= 1, "what is broken is counted");
}

#[tokio::test]
async fn invariant_5_no_failure_of_one_platform_touches_the_other() {
    let world = World::new().await;
    world.live_on_youtube();
    let app = world.start().await;
    let twitch = app.add_live("twitch", "ada").await;
    let youtube = app.add_live("youtube", "@grace").await;
    let mut overlay = app.overlay().await;
    let (twitch_since, youtube_since) = (
        app.in_state(&twitch, "live").await["since"].clone(),
        app.in_state(&youtube, "live").await["since"].clone(),
    );

    world.youtube.fail("/", Fault::HangUp, None);
    let down = app.in_state(&youtube, "backoff").await;
    assert!(down["detail"].as_str().is_some_and(|d| d.contains("tried again")), "{down}");
    world.twitch.say("#ada", "Ann", "while YouTube is down").await;
    overlay.message("while YouTube is down").await;
    assert_eq!(app.in_state(&twitch, "live").await["since"], twitch_since);
    world.youtube.heal();
    world.youtube.chat(VIDEO, "@bea", "YouTube is back").expect("it is declared");
    overlay.message("YouTube is back").await;
    let back = app.in_state(&youtube, "live").await["since"].clone();
    assert_ne!(back, youtube_since, "it says since when");

    world.twitch.refuse(true);
    world.twitch.drop_connections();
    let down = app.in_state(&twitch, "backoff").await;
    assert!(down["detail"].as_str().is_some_and(|d| d.contains("Trying again")), "{down}");
    world.youtube.chat(VIDEO, "@bea", "while Twitch is down").expect("it is declared");
    overlay.message("while Twitch is down").await;
    assert_eq!(app.in_state(&youtube, "live").await["since"], back);
    world.twitch.refuse(false);
    app.in_state(&twitch, "live").await;
    world.twitch.say("#ada", "Ann", "Twitch is back").await;
    overlay.message("Twitch is back").await;
}
