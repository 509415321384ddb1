//! What was missed, what is not known, and which way is taken: told to the streamer, not to viewers.

use fake_platforms::youtube::Stream;
use serde_json::{Value, json};

use crate::support::{App, CHANNEL, VIDEO, World, privmsg, until};

/// The marks in the history that a chat was not read.
async fn gaps(app: &App) -> Vec<Value> {
    let found = app.get("/api/messages?kind=gap").await.is(200);
    found.as_array().expect("a list").clone()
}

async fn source(app: &App, id: &str) -> Value {
    app.in_state(id, "live").await
}

#[tokio::test]
async fn a_lost_connection_leaves_a_mark_in_the_history_and_none_on_the_overlay() {
    let world = World::new().await;
    let app = world.start().await;
    let id = app.add_live("twitch", "ada").await;
    let mut overlay = app.overlay().await;
    world.twitch.send_line(&privmsg("ada", "ann", "m1", "before")).await;
    overlay.message("before").await;
    assert!(gaps(&app).await.is_empty(), "nothing was missed");

    world.twitch.drop_connections();
    let gap = until("a mark", async || gaps(&app).await.pop()).await;
    assert_eq!((&gap["source"], &gap["platform"]), (&json!(id), &json!("twitch")));
    let words = gap["system"].as_str().expect("it says what it is");
    assert!(words.contains("could not be read"), "{words}");
    world.twitch.send_line(&privmsg("ada", "ann", "m2", "after")).await;
    overlay.message("after").await;
    assert!(overlay.messages.iter().all(|m| m["kind"] != "gap"), "viewers are told nothing");

    app.stop().await;
    let app = world.start().await;
    assert_eq!(app.shown().await, ["before", "after"], "nor after a restart");
    assert_eq!(gaps(&app).await.len(), 1, "it stays in the history");
}

#[tokio::test]
async fn a_report_tells_how_the_unknown_is_built_and_nothing_that_anybody_wrote() {
    let world = World::new().await;
    world.live_on_youtube();
    let app = world.start().await;
    let id = app.add_live("youtube", "@grace").await;
    let mut overlay = app.overlay().await;
    let renderer = json!({"id": "secretid", "message": {"runs": [{"text": "secretword"}]},
        "authorExternalChannelId": "secretchannel", "newField": {"style": "STYLE_NEW"}});
    let action = json!({"addChatItemAction": {"item": {"liveChatHologramRenderer": renderer}}});
    world.youtube.action(VIDEO, action).expect("it is declared");
    overlay.message("secretword").await;

    let source = source(&app, &id).await;
    assert_eq!(source["health"], "degraded", "not all of it is understood: {source}");
    assert_eq!(source["unknown_kinds"], json!(["liveChatHologramRenderer"]));
    let saved = app.post("/api/diagnostics", Value::Null).await.is(200);
    let path = saved["path"].as_str().expect("it says where");
    let report = std::fs::read_to_string(path).expect("it is there");
    assert!(report.contains("liveChatHologramRenderer"), "{report}");
    assert!(report.contains("newField") && report.contains("STYLE_NEW"), "its shape: {report}");
    for secret in ["secret", "grace", VIDEO, CHANNEL, app.overlay_key()] {
        assert!(!report.contains(secret), "{secret} is nobody's business: {report}");
    }
}

#[tokio::test]
async fn of_several_live_streams_the_earliest_is_read_until_another_is_chosen() {
    const OTHER: &str = "d3mc8uc2TFB";
    let world = World::new().await;
    let second = Stream { started: Some(1_790_000_600), ..Stream::live("@grace", CHANNEL, OTHER) };
    let first = Stream { started: Some(1_790_000_000), ..Stream::live("@grace", CHANNEL, VIDEO) };
    world.youtube.declare(first);
    world.youtube.declare(second);
    let app = world.start().await;
    let id = app.add_live("youtube", "@grace").await;
    let mut overlay = app.overlay().await;
    world.youtube.chat(VIDEO, "@Bea", "in the first").expect("it is declared");
    world.youtube.chat(OTHER, "@Bea", "in the other").expect("it is declared");
    overlay.message("in the first").await;

    let streams = until("a choice", async || {
        let streams = source(&app, &id).await["streams"].clone();
        streams.as_array().is_some_and(|streams| streams.len() == 2).then_some(streams)
    })
    .await;
    assert_eq!((&streams[0]["id"], &streams[0]["chosen"]), (&json!(VIDEO), &json!(true)));
    assert_eq!((&streams[1]["id"], &streams[1]["chosen"]), (&json!(OTHER), &json!(false)));

    let choose = format!("/api/sources/{id}/stream");
    app.post(&choose, json!({"stream": "c2lb7tb1SEX"})).await.is(404);
    app.post(&choose, json!({"stream": OTHER})).await.is(204);
    overlay.message("in the other").await;
    app.post(&choose, json!({"stream": null})).await.is(204);
    world.youtube.chat(VIDEO, "@Bea", "in the first again").expect("it is declared");
    overlay.message("in the first again").await;
}

#[tokio::test]
async fn a_proxy_that_fails_is_passed_by_and_one_with_a_password_is_refused() {
    let world = World::new().await;
    world.live_on_youtube();
    let app = world.start().await;
    let secret = json!({"youtube": {"proxies": ["http://ada:hunter2@proxy.example:8080"]}});
    let refused = app.patch("/api/settings", secret).await.is(422).to_string();
    assert!(refused.contains("youtube.proxies[0]"), "it names the field: {refused}");
    assert!(!refused.contains("hunter2"), "a password is repeated nowhere: {refused}");

    let id = app.add_live("youtube", "@grace").await;
    // Nothing listens on port 1.
    let proxies = json!({"youtube": {"proxies": ["http://127.0.0.1:1", "direct"]}});
    app.patch("/api/settings", proxies).await.is(200);
    let mut overlay = app.overlay().await;
    let routes = until("a way that works", async || {
        let routes = source(&app, &id).await["routes"].clone();
        (routes[1]["works"] == true).then_some(routes)
    })
    .await;
    assert_eq!(routes[0]["name"], "127.0.0.1:1");
    assert_eq!((&routes[0]["used"], &routes[0]["works"]), (&json!(false), &json!(false)));
    assert_eq!((&routes[1]["name"], &routes[1]["used"]), (&json!("direct"), &json!(true)));
    world.youtube.chat(VIDEO, "@Bea", "by the other way").expect("it is declared");
    overlay.message("by the other way").await;
}
