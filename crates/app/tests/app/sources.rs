//! Channels: added, read, stopped, started, removed.

use fake_platforms::twitch::ChannelKind;
use fake_platforms::youtube::{Stream, StreamState};
use serde_json::json;

use crate::support::{CHANNEL, VIDEO, World};

#[tokio::test]
async fn a_channel_is_added_by_whatever_a_person_would_paste() {
    let world = World::new().await;
    let app = world.start().await;
    for (platform, pasted, channel) in [
        ("twitch", "Ada_L", "ada_l"),
        ("twitch", " @ada_l ", "ada_l"),
        ("twitch", "https://www.twitch.tv/Ada_L", "ada_l"),
        ("twitch", "m.twitch.tv/ada_l/", "ada_l"),
        ("twitch", "https://www.twitch.tv/popout/ada_l/chat?popout=", "ada_l"),
        ("youtube", "@grace", "@grace"),
        ("youtube", "https://www.youtube.com/@grace/live", "@grace"),
        ("youtube", "https://m.youtube.com/@grace?si=x", "@grace"),
        ("youtube", CHANNEL, CHANNEL),
        ("youtube", "https://www.youtube.com/channel/UCAoy6rzhSf4ydcYjJw3WoVg/streams", CHANNEL),
        ("youtube", "https://youtu.be/c2lb7tb1SEA?t=5", VIDEO),
        ("youtube", "https://www.youtube.com/watch?v=c2lb7tb1SEA&list=x", VIDEO),
        ("youtube", "https://www.youtube.com/live/c2lb7tb1SEA", VIDEO),
    ] {
        let new = json!({"platform": platform, "channel": pasted});
        let source = app.post("/api/sources", new).await.is(201);
        assert_eq!(source["platform"], platform);
        assert_eq!(source["channel"], channel, "{pasted}");
        let id = source["id"].as_str().expect("it has an id");
        app.delete(&format!("/api/sources/{id}")).await.is(204);
    }
    assert_eq!(app.get("/api/sources").await.is(200), json!([]), "all are gone again");
}

#[tokio::test]
async fn both_platforms_come_as_one_chat_in_the_order_of_arrival() {
    let world = World::new().await;
    world.live_on_youtube();
    let app = world.start().await;
    let mut overlay = app.overlay().await;
    let twitch = app.add_live("twitch", "ada").await;
    let youtube = app.add_live("youtube", "@grace").await;

    let mut said = Vec::new();
    for turn in 0..2 {
        said.push(format!("twitch {turn}"));
        world.twitch.say("#ada", "Ann", &format!("twitch {turn}")).await;
        overlay.message(&format!("twitch {turn}")).await;
        said.push(format!("youtube {turn}"));
        world.youtube.chat(VIDEO, "@Bea", &format!("youtube {turn}")).expect("it is declared");
        overlay.message(&format!("youtube {turn}")).await;
    }
    let texts = overlay.texts();
    assert!(texts.ends_with(&said), "{said:?} must be last in {texts:?}");
    let (first, second) = (overlay.message("twitch 0").await, overlay.message("youtube 0").await);
    assert_eq!((&first["platform"], &first["source"]), (&json!("twitch"), &json!(twitch)));
    assert_eq!((&second["platform"], &second["source"]), (&json!("youtube"), &json!(youtube)));

    let history = app.history().await;
    let newest: Vec<_> = history.iter().take(4).rev().map(|m| m["text"].clone()).collect();
    assert_eq!(newest, said, "the history has the same order, newest first");
    let sources = app.get("/api/sources").await.is(200);
    assert_eq!(sources[0]["counts"]["messages"], 2, "{sources}");
    assert_eq!(sources[1]["counts"]["messages"], 2, "{sources}");
}

#[tokio::test]
async fn a_source_that_waits_to_look_again_looks_when_somebody_starts_it() {
    let world = World::new().await;
    let app = world.start().await;
    let id = app.add("youtube", "@grace").await;
    app.in_state(&id, "failed").await;
    world.live_on_youtube();
    app.post(&format!("/api/sources/{id}/start"), json!({})).await.is(204);
    // By itself it looks again a minute later, which is longer than this waits.
    app.in_state(&id, "live").await;
    app.stop().await;
}

#[tokio::test]
async fn what_names_no_channel_is_refused_and_changes_nothing() {
    let world = World::new().await;
    let app = world.start().await;
    app.add("twitch", "ada").await;
    for (platform, channel, field) in [
        ("twitch", "", "channel"),
        ("twitch", "two words", "channel"),
        ("twitch", "https://www.twitch.tv/videos/123", "channel"),
        ("twitch", "https://www.youtube.com/@grace", "channel"),
        ("youtube", "", "channel"),
        ("youtube", "https://www.twitch.tv/ada", "channel"),
        ("youtube", "https://evil.test/@grace", "channel"),
        ("kick", "ada", "platform"),
        ("donations", "ada", "platform"),
    ] {
        let new = json!({"platform": platform, "channel": channel});
        let error = app.post("/api/sources", new).await.refused(422);
        assert_eq!(error["field"], field, "{platform} {channel}: {error}");
    }
    for body in [json!({}), json!({"platform": "twitch"}), json!([1]), json!("ada")] {
        app.post("/api/sources", body).await.refused(422);
    }
    let again = json!({"platform": "twitch", "channel": "https://twitch.tv/ADA"});
    app.post("/api/sources", again).await.refused(409);
    app.delete("/api/sources/none").await.refused(404);
    app.post("/api/sources/none/start", json!(null)).await.refused(404);
    let sources = app.get("/api/sources").await.is(200);
    assert_eq!(sources.as_array().map(Vec::len), Some(1), "{sources}");
}

#[tokio::test]
async fn one_source_and_all_of_them_stop_and_start_when_told() {
    let world = World::new().await;
    let app = world.start().await;
    let (ada, ben) = (app.add_live("twitch", "ada").await, app.add_live("twitch", "ben").await);

    app.post(&format!("/api/sources/{ada}/stop"), json!(null)).await.is(204);
    app.in_state(&ada, "off").await;
    world.twitch.connected(1).await;
    app.post(&format!("/api/sources/{ada}/start"), json!(null)).await.is(204);
    app.in_state(&ada, "live").await;

    app.post("/api/listeners/stop", json!(null)).await.is(204);
    for id in [&ada, &ben] {
        app.in_state(id, "off").await;
    }
    world.twitch.connected(0).await;
    let health = app.get("/api/health").await.is(200);
    assert_eq!((&health["listening"], &health["face"]), (&json!(false), &json!("off")), "{health}");
    app.post("/api/listeners/start", json!(null)).await.is(204);
    for id in [&ada, &ben] {
        app.in_state(id, "live").await;
    }

    app.delete(&format!("/api/sources/{ada}")).await.is(204);
    world.twitch.connected(1).await;
    let sources = app.get("/api/sources").await.is(200);
    assert_eq!(sources.as_array().map(Vec::len), Some(1), "one is left: {sources}");
}

#[tokio::test]
async fn sources_are_there_after_a_restart_as_they_were_left() {
    let world = World::new().await;
    let app = world.start().await;
    let (ada, ben) = (app.add("twitch", "ada").await, app.add("twitch", "ben").await);
    app.post(&format!("/api/sources/{ben}/stop"), json!(null)).await.is(204);
    app.stop().await;

    let app = world.start().await;
    let source = app.in_state(&ada, "live").await;
    assert_eq!((&source["platform"], &source["channel"]), (&json!("twitch"), &json!("ada")));
    app.in_state(&ben, "off").await;
}

#[tokio::test]
async fn without_a_window_demo_chat_comes_when_it_is_asked_for_and_stays_in_the_history() {
    let world = World::new().await;
    let app = world.start().await;
    assert_eq!(app.get("/api/sources").await.is(200), json!([]));
    let demo = json!({"platform": "demo", "channel": "demo"});
    app.post("/api/sources", demo.clone()).await.is(201);
    app.in_state("demo", "live").await;
    app.post("/api/sources", demo).await.refused(409);
    let mut overlay = app.overlay().await;
    overlay.until("demo chat", |view| !view.messages.is_empty()).await;
    app.stop().await;

    let app = world.start().await;
    assert_ne!(app.history().await, [json!(null); 0], "it was there");
    assert_eq!(app.shown().await, [""; 0], "and does not come back by itself");
    let demo = json!({"platform": "demo"});
    app.post("/api/sources", demo).await.refused(422);
    let demo = json!({"platform": "demo", "channel": ""});
    app.post("/api/sources", demo).await.is(201);
    let mut overlay = app.overlay().await;
    overlay.until("demo chat", |view| !view.messages.is_empty()).await;
    app.delete("/api/sources/demo").await.is(204);
    overlay.until("an empty screen", |view| view.messages.is_empty()).await;
    assert_eq!(app.get("/api/sources").await.is(200), json!([]));
}

#[tokio::test]
async fn demo_chat_that_was_asked_for_stays_beside_the_channels() {
    let world = World::new().await;
    let app = world.start_with(&["--port", "0", "--demo"]).await;
    app.add_live("twitch", "ada").await;
    let mut overlay = app.overlay().await;
    let before = overlay.seq;
    overlay.until("more demo chat", |view| view.seq >= before + 2).await;
    assert!(overlay.messages.iter().any(|m| m["platform"] == "demo"));
    app.in_state("demo", "live").await;
}

#[tokio::test]
async fn a_channel_that_can_not_be_read_says_why_and_what_to_do() {
    let world = World::new().await;
    world.twitch.set_channel("#nobody", ChannelKind::Missing);
    world.twitch.set_channel("#gone", ChannelKind::Suspended);
    world
        .youtube
        .declare(Stream { state: StreamState::Upcoming, ..Stream::live("@grace", CHANNEL, VIDEO) });
    let app = world.start().await;
    for (platform, channel, state, words) in [
        ("twitch", "gone", "failed", "suspended"),
        ("youtube", "@grace", "waiting", "starts by itself"),
        ("youtube", "@nobody", "failed", "Check the spelling"),
        ("twitch", "nobody", "failed", "Twitch knows no channel called nobody"),
    ] {
        let id = app.add(platform, channel).await;
        let source = app.in_state(&id, state).await;
        let detail = source["detail"].as_str().expect("a sentence");
        assert!(detail.contains(words), "{platform} {channel}: {detail}");
    }
    let health = app.get("/api/health").await.is(200);
    assert_eq!(health["face"], "attention", "the tray shows that somebody is needed");
}
