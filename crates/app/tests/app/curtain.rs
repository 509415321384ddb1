//! The curtain before every overlay.

use serde_json::{Value, json};

use crate::support::{App, View, World, sent, until};

async fn draw(app: &App, drawn: bool) {
    app.post("/api/curtain", json!({ "drawn": drawn })).await.is(204);
}

#[tokio::test]
async fn every_overlay_is_told_and_what_happens_behind_it_stays() {
    let world = World::new().await;
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    let other = app.post("/api/overlays", json!({"name": "Other", "kind": "chat"})).await.is(201);
    let key = other["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("an address");
    let mut pages = [app.overlay().await, View::open(&app.ws(key)).await];
    draw(&app, true).await;
    for page in &mut pages {
        page.until("it is drawn", |page| page.curtain).await;
    }
    let status = app.get("/api/health").await.is(200);
    assert_eq!(status["curtain"], true);

    let line = crate::support::privmsg("ada", "ann", "gone", "never seen");
    world.twitch.send_lines(&[line]).await;
    world.twitch.say("#ada", "Ann", "written behind it").await;
    for page in &mut pages {
        page.message("written behind it").await;
    }
    let deleted = "@target-msg-id=gone;login=ann;tmi-sent-ts=1 :tmi.twitch.tv CLEARMSG #ada :x";
    world.twitch.send_lines(&[deleted.to_owned()]).await;
    for page in &mut pages {
        page.gone("never seen").await;
    }
    let late = app.overlay().await;
    assert!(late.curtain, "the frame that brings the chat says that none is to be shown");
    assert_eq!(late.texts(), ["written behind it"]);

    draw(&app, false).await;
    for page in &mut pages {
        page.until("it is lifted", |page| !page.curtain).await;
        assert_eq!(page.texts(), ["written behind it"], "the current chat, and nothing deleted");
    }
    let mut away = late;
    away.resume(&app.ws(app.overlay_key())).await;
    assert_eq!((away.frames.as_slice(), away.curtain), (&["resume".to_owned()][..], false));
}

#[tokio::test]
async fn it_is_the_docks_to_draw_and_no_overlays() {
    let world = World::new().await;
    let app = world.start().await;
    let dock = app.get("/api/dock").await.is(200);
    let dock = dock["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("an address");
    let ask = |key: &str, body: Value| {
        let call = app.request(reqwest::Method::POST, "/api/curtain");
        sent(call.bearer_auth(key).json(&body))
    };
    ask(app.overlay_key(), json!({"drawn": true})).await.refused(403);
    ask(dock, json!({"drawn": "yes"})).await.refused(422);
    ask(dock, json!({})).await.refused(422);
    assert!(!app.overlay().await.curtain, "what is refused changes nothing");
    ask(dock, json!({"drawn": true})).await.is(204);
    assert!(app.overlay().await.curtain);
}

#[tokio::test]
async fn that_the_disk_does_not_take_it_is_told_until_it_does() {
    let world = World::new().await;
    let app = world.start().await;
    let told = async |stands| {
        until(&format!("it is told: {stands}"), async || {
            let health = app.get("/api/health").await.is(200);
            let mut warnings = health["warnings"].as_array().expect("a list").iter();
            let is_told = warnings.any(|warning| warning["code"] == "chat_hidden_not_kept");
            (is_told == stands).then_some(())
        })
        .await;
    };
    let in_the_way = world.data_dir().join("chat-hidden.new");
    std::fs::create_dir(&in_the_way).expect("a folder");
    draw(&app, true).await;
    told(true).await;
    draw(&app, false).await;
    told(false).await;
    draw(&app, true).await;
    told(true).await;
    std::fs::remove_dir(&in_the_way).expect("it is there");
    draw(&app, true).await;
    told(false).await;
    assert!(world.data_dir().join("chat-hidden").is_file(), "it is kept");
}

#[tokio::test]
async fn it_stays_drawn_over_a_restart_which_says_so_until_it_is_lifted() {
    let world = World::new().await;
    let app = world.start().await;
    let is_told = async |app: &App| {
        let health = app.get("/api/health").await.is(200);
        let warnings = health["warnings"].as_array().expect("a list");
        warnings.iter().any(|warning| warning["code"] == "chat_hidden")
    };
    draw(&app, true).await;
    assert!(!is_told(&app).await, "who has just drawn it knows");
    app.stop().await;

    let app = world.start().await;
    assert!(app.overlay().await.curtain, "chat that was hidden is not shown by surprise");
    assert!(is_told(&app).await, "nobody wonders a week later where the chat is");
    draw(&app, false).await;
    assert!(!is_told(&app).await);
    draw(&app, true).await;
    assert!(world.data_dir().join("chat-hidden").is_file(), "what is answered is kept");
    app.kill();

    let app = world.start().await;
    assert!(app.overlay().await.curtain, "nor by a crash");
    draw(&app, false).await;
    app.stop().await;
    let app = world.start().await;
    assert!(!app.overlay().await.curtain, "what was lifted stays so");
}
