//! YouTube's official API stands in, in the whole application.

use std::time::Instant;

use fake_platforms::youtube::{Fault, Limits};
use serde_json::{Value, json};

use crate::support::{Answer, App, VIDEO, World, until};

const KEY: &str = "AIzaSyA-key-of-a-test-0123456789";

/// An application that has a key, and reads a stream.
async fn with_key(world: &World) -> App {
    world.identity.write_to(&world.twitch, &world.youtube);
    world.youtube.set_limits(Limits::endless());
    world.live_on_youtube();
    let app = world.start().await;
    app.post("/api/vault/keep", json!({"how": "this_run"})).await.is(200);
    put_key(&app, json!({"key": KEY})).await.is(204);
    app
}

async fn put_key(app: &App, body: Value) -> Answer {
    app.call(reqwest::Method::PUT, "/api/accounts/youtube/key", body).await
}

async fn source(app: &App, holds: impl Fn(&Value) -> bool) -> Value {
    until("the source is so", async || {
        let sources = app.get("/api/sources").await.is(200);
        sources.as_array()?.iter().find(|source| holds(source)).cloned()
    })
    .await
}

#[tokio::test]
async fn chat_goes_on_by_the_official_api_and_says_what_that_costs() {
    let world = World::new().await;
    let app = with_key(&world).await;
    app.add_live("youtube", "@grace").await;
    let mut overlay = app.overlay().await;
    world.youtube.chat(VIDEO, "@bob", "by the page").expect("a chat");
    overlay.message("by the page").await;

    world.youtube.fail("/", Fault::Status(500), None);
    let failed = Instant::now();
    world.youtube.chat(VIDEO, "@bob", "by the api").expect("a chat");
    overlay.message("by the api").await;
    println!("{:.1} s until the official API carried on", failed.elapsed().as_secs_f64());
    let read = source(&app, |source| source["quota"].is_object()).await;
    assert_eq!(read["state"], "live");
    let detail = read["detail"].as_str().expect("a sentence");
    assert!(detail.contains("by YouTube's official API"), "{detail}");
    // The look whether the key is good, the look for the chat, the stream.
    assert_eq!(read["quota"]["spent"], 7, "{read}");
    assert_eq!(read["quota"]["left"], 9_993);
    assert!(read["quota"]["resets_at"].is_string());
    let account = app.get("/api/accounts").await.is(200)[1].clone();
    assert_eq!(account["api_key"], "set");

    for text in ["by the page", "by the api"] {
        let times = overlay.ever.iter().filter(|ever| *ever == text).count();
        assert_eq!(times, 1, "{text}");
    }
    app.delete("/api/accounts/youtube/key").await.is(204);
    assert_eq!(app.get("/api/accounts").await.is(200)[1]["api_key"], "none");
    app.stop().await;
    assert_eq!(found(&world, KEY), 0, "the key is written nowhere");
}

#[tokio::test]
async fn a_key_that_is_wrong_is_refused_in_words_and_units_are_remembered() {
    let world = World::new().await;
    let app = with_key(&world).await;
    let refused = put_key(&app, json!({"key": "AIza wrong"})).await;
    assert_eq!(refused.refused(422)["field"], "key");
    world.identity.set_keys(false);
    let refused = put_key(&app, json!({"key": "AIzaOther"})).await;
    let error = refused.refused(422);
    assert_eq!(error["code"], "api_key_refused");
    assert!(!error.to_string().contains("AIzaOther"), "{error}");
    world.identity.set_keys(true);
    app.stop().await;

    let app = with_key(&world).await;
    app.add_live("youtube", "@grace").await;
    world.youtube.fail("/", Fault::Status(403), None);
    let read = source(&app, |source| source["quota"].is_object()).await;
    assert_eq!(read["quota"]["spent"], 9, "three looks at keys, one for the chat, one stream");
    app.stop().await;
}

/// How often this is in what the application wrote.
fn found(world: &World, secret: &str) -> usize {
    let mut folders = vec![world.data_dir()];
    let mut found = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).expect("a file");
                let is_it = |part: &[u8]| part == secret.as_bytes();
                found += bytes.windows(secret.len()).filter(|part| is_it(part)).count();
            }
        }
    }
    found
}
