//! The WebSocket, as `docs/protocol.md` has it. [`View`] checks in every test that each change is
//! numbered one higher than the last and that nothing is added twice.

use futures_util::SinkExt;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use crate::support::{App, Socket, View, World, privmsg, until};

async fn reading_ada(world: &World) -> App {
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    app
}

/// Sends so many numbered messages in one go.
async fn burst(world: &World, numbers: std::ops::Range<usize>) {
    let line = |n: usize| privmsg("ada", "ann", &format!("m{n}"), &n.to_string());
    let lines: Vec<String> = numbers.map(line).collect();
    world.twitch.send_lines(&lines).await;
}

/// The first overlay's path in the API.
async fn default_overlay(app: &App) -> String {
    let overlays = app.get("/api/overlays").await.is(200);
    format!("/api/overlays/{}", overlays[0]["id"].as_str().expect("an id"))
}

#[tokio::test]
async fn a_new_client_gets_what_is_on_screen_and_how_to_look() {
    let world = World::new().await;
    let app = reading_ada(&world).await;
    let mut early = app.overlay().await;
    burst(&world, 0..100).await;
    early.message("99").await;
    let mut late = app.overlay().await;
    assert_eq!(late.frames, ["snapshot"]);
    assert_eq!((&late.epoch, late.seq), (&early.epoch, early.seq));
    let newest: Vec<String> = (40..100).map(|n| n.to_string()).collect();
    assert_eq!(late.texts(), newest, "the newest, oldest first");
    late.step().await;
    let look = late.look.take().expect("the look comes right after");
    assert_eq!(look["theme"], "dark-purple");
    let sheet = look["theme_css"].as_str().expect("an address");
    let sheet = app.http.get(format!("{}{sheet}", app.text("base_url"))).send().await;
    assert_eq!(sheet.expect("it answers").status(), 200, "the sheet is there");
}

#[tokio::test]
async fn a_client_that_comes_back_gets_what_it_missed_and_nothing_else() {
    let world = World::new().await;
    let app = reading_ada(&world).await;
    let url = app.ws(app.overlay_key());
    let (mut away, mut there) = (app.overlay().await, app.overlay().await);
    burst(&world, 0..3).await;
    away.message("2").await;
    burst(&world, 3..9).await;
    there.message("8").await;
    let five = there.message("5").await["id"].as_str().expect("an id").to_owned();
    app.post(&format!("/api/messages/{five}/hide"), json!(null)).await.is(204);
    there.gone("5").await;

    let before = away.ever.len();
    away.resume(&url).await;
    assert_eq!(away.frames, ["resume"]);
    assert_eq!(away.ever[before..], ["3", "4", "6", "7", "8"], "what left in between is not shown");
    assert_eq!((away.seq, &away.messages), (there.seq, &there.messages));

    away.resume(&url).await;
    assert_eq!(away.frames, ["resume"]);
    assert_eq!(away.messages, there.messages, "who missed nothing gets nothing");
}

#[tokio::test]
async fn what_was_hidden_comes_back_at_its_place_after_a_restart_and_on_a_new_overlay() {
    let world = World::new().await;
    let app = reading_ada(&world).await;
    burst(&world, 0..3).await;
    let mut overlay = app.overlay().await;
    overlay.message("2").await;
    let one = overlay.message("1").await["id"].as_str().expect("an id").to_owned();
    app.post(&format!("/api/messages/{one}/hide"), json!(null)).await.is(204);
    overlay.gone("1").await;
    app.post("/api/messages/none/unhide", json!(null)).await.refused(404);
    app.stop().await;

    let app = world.start().await;
    let mut overlay = app.overlay().await;
    assert_eq!(overlay.texts(), ["0", "2"]);
    let new = app.post("/api/overlays", json!({"name": "Second"})).await.is(201);
    let key = new["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("an address");
    let mut second = View::open(&app.ws(key)).await;
    assert_eq!(second.texts(), ["0", "2"]);
    app.post(&format!("/api/messages/{one}/unhide"), json!(null)).await.is(204);
    for view in [&mut overlay, &mut second] {
        view.message("1").await;
        assert_eq!(view.texts(), ["0", "1", "2"]);
    }
}

#[tokio::test]
async fn a_client_that_can_not_be_resumed_gets_a_snapshot() {
    let world = World::new().await;
    let app = reading_ada(&world).await;
    let url = app.ws(app.overlay_key());
    let mut there = app.overlay().await;
    burst(&world, 0..5).await;
    there.message("4").await;

    let mut other_run = app.overlay().await;
    other_run.epoch = "of-another-run".into();
    other_run.resume(&url).await;
    assert_eq!(other_run.frames, ["snapshot"]);
    assert_eq!(other_run.messages, there.messages);

    let mut from_the_future = app.overlay().await;
    from_the_future.seq += 1_000;
    from_the_future.resume(&url).await;
    assert_eq!(from_the_future.frames, ["snapshot"]);
    assert_eq!(from_the_future.seq, there.seq);

    let (mut too_old, number) = (app.overlay().await, there.seq);
    burst(&world, 5..1_200).await;
    there.until("all of them", |view| view.seq == number + 1_195).await;
    too_old.resume(&url).await;
    assert_eq!(too_old.frames, ["snapshot"], "more was missed than is kept");
    assert_eq!(too_old.texts().last(), Some(&"1199".to_owned()));
}

#[tokio::test]
async fn after_a_restart_a_page_goes_on_with_what_was_on_screen() {
    let world = World::new().await;
    let app = reading_ada(&world).await;
    let mut page = app.overlay().await;
    burst(&world, 0..5).await;
    page.message("4").await;
    let (port, epoch) = (app.port().to_string(), page.epoch.clone());
    app.stop().await;
    let app = world.start_with(&["--port", &port]).await;
    page.resume(&app.ws(app.overlay_key())).await;
    assert_ne!(page.epoch, epoch, "numbers of another run mean nothing");
    assert_eq!(page.texts(), ["0", "1", "2", "3", "4"]);
}

#[tokio::test]
async fn what_was_read_long_before_a_start_is_on_no_overlay_for_nobody_knows_whether_it_was_deleted()
 {
    let world = World::new().await;
    let app = reading_ada(&world).await;
    let mut page = app.overlay().await;
    burst(&world, 0..5).await;
    page.message("4").await;
    app.stop().await;
    let database = rusqlite::Connection::open(world.data_dir().join("multichat.db"));
    let earlier = "UPDATE message SET message = json_set(message, '$.flags.received',
        '2026-01-01T00:00:00Z') WHERE text <> '4'";
    let changed =
        database.and_then(|database| database.execute(earlier, [])).expect("it can be written");
    assert_eq!(changed, 4);
    let app = world.start().await;
    assert_eq!(app.overlay().await.texts(), ["4"], "a short break loses nothing");
    let overlays = app.get("/api/overlays").await.is(200);
    let path = format!("/api/overlays/{}", overlays[0]["id"].as_str().expect("an id"));
    let rules = json!({"options": {"feed": {"command_prefixes": ["!"]}}});
    app.patch(&path, rules).await.is(200);
    burst(&world, 5..6).await;
    let mut page = app.overlay().await;
    page.message("5").await;
    assert_eq!(page.texts(), ["4", "5"], "nor do other rules bring them");
    let dashboard = View::open(&app.ws(app.text("api_token"))).await;
    assert_eq!(dashboard.texts(), ["0", "1", "2", "3", "4", "5"]);
}

/// Through a storm of messages and removals, with clients that come and go at other moments, each
/// ends with the same screen as a client that connects at the end.
#[tokio::test]
async fn invariant_3_snapshot_and_stream_are_the_same_screen_for_everybody() {
    let world = World::new().await;
    let app = reading_ada(&world).await;
    let url = app.ws(app.overlay_key());
    let mut clients = [app.overlay().await, app.overlay().await, app.overlay().await];
    let mut sent = 0;
    for round in 1..=20_usize {
        burst(&world, sent..sent + 40).await;
        sent += 40;
        let gone = format!(
            "@login=ann;room-id=1;target-msg-id=m{} :tmi.twitch.tv CLEARMSG #ada :x",
            sent - round
        );
        world.twitch.send_line(&gone).await;
        for (number, client) in clients.iter_mut().enumerate() {
            if round % (number + 2) == 0 {
                client.resume(&url).await;
            } else {
                client.step().await;
            }
        }
    }
    burst(&world, 10_000..10_001).await;
    for client in &mut clients {
        client.message("10000").await;
    }
    let newest = app.overlay().await;
    assert_eq!(newest.messages.len(), 60, "a full screen");
    for client in &clients {
        let from = client.messages.len().saturating_sub(60);
        assert!(newest.messages.ends_with(&client.messages[from..]), "{:?}", client.texts());
        assert_eq!(client.seq, newest.seq);
    }
    let everything: Vec<Value> = app.history().await.into_iter().rev().collect();
    let visible = everything.iter().filter(|message| message.get("removed").is_none());
    let texts: Vec<_> = visible.map(|message| message["text"].clone()).collect();
    assert_eq!(texts.len(), 20 * 40 - 20 + 1, "nothing is lost");
    assert_eq!(texts[texts.len() - 60..], newest.texts(), "the history is the same chat");
}

#[tokio::test]
async fn a_client_that_never_reads_hurts_nobody_and_is_let_go() {
    const STALLED: usize = 20;
    let world = World::new().await;
    let app = reading_ada(&world).await;
    let mut reading = app.overlay().await;
    let mut stalled: Vec<Socket> = Vec::new();
    for _ in 0..STALLED {
        stalled.push(app.overlay().await.socket);
    }
    let before = app.memory();
    let long = "x".repeat(480);
    for round in 0..40 {
        let line =
            |n: usize| privmsg("ada", "ann", &format!("{round}-{n}"), &format!("{long} {n}"));
        let lines: Vec<String> = (0..200).map(line).collect();
        world.twitch.send_lines(&lines).await;
        let last = format!("{long} 199");
        let end = reading.seq + 200;
        reading.until("this round", |view| view.seq >= end).await;
        assert_eq!(reading.texts().last(), Some(&last));
        reading.messages.clear();
    }
    assert!(!reading.frames[1..].iter().any(|frame| frame == "snapshot"), "it never lagged");
    let grown = app.memory().saturating_sub(before);
    assert!(grown < 64 << 20, "{STALLED} stalled clients cost {} MiB", grown >> 20);
    until("the stalled ones are let go", async || {
        let health = app.get("/api/health").await.is(200);
        (health["counters"]["overlays_connected"] == 1).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_client_that_talks_is_closed_and_changes_nothing() {
    let world = World::new().await;
    let app = world.start_with(&["--port", "0", "--demo"]).await;
    for message in
        [Message::text(r#"{"type":"hello"}"#), Message::binary(vec![0, 1, 2]), Message::text("")]
    {
        for key in [app.overlay_key(), app.text("api_token")] {
            let mut client = View::open(&app.ws(key)).await;
            client.socket.send(message.clone()).await.expect("it can be sent");
            assert_eq!(client.closed().await, 1008, "{message:?}");
        }
    }
    let mut client = app.overlay().await;
    let much = Message::text("x".repeat(1 << 20));
    client.socket.send(much).await.unwrap_or_default();
    let code = client.closed().await;
    assert!([1006, 1008, 1009].contains(&code), "a megabyte: {code}");

    let mut polite = app.overlay().await;
    polite.socket.send(Message::Ping("x".into())).await.expect("it can be sent");
    polite.until("demo chat goes on", |view| !view.ever.is_empty()).await;
}

#[tokio::test]
async fn a_new_key_closes_the_old_address_at_once() {
    let world = World::new().await;
    let app = world.start_with(&["--port", "0", "--demo"]).await;
    let (mut old, url) = (app.overlay().await, app.text("overlay_url").to_owned());
    let overlay = default_overlay(&app).await;
    let other = app.post("/api/overlays", json!({"name": "Other"})).await.is(201);
    let other = other["url"].as_str().expect("an address").rsplit('/').next().expect("a key");
    let mut untouched = View::open(&app.ws(other)).await;

    let rotated = app.post(&format!("{overlay}/rotate-key"), json!(null)).await.is(200);
    assert_eq!(old.closed().await, 1008);
    let page = app.http.get(&url).send().await.expect("it answers");
    assert_eq!(page.status(), 404, "the old page");
    let again = tokio_tungstenite::connect_async(app.ws(app.overlay_key())).await;
    match again {
        Err(tokio_tungstenite::tungstenite::Error::Http(answer)) => {
            assert_eq!(answer.status(), 401, "the old key");
        }
        other => panic!("the old key was let in: {:?}", other.map(|_| ())),
    }
    let new = rotated["url"].as_str().expect("an address");
    assert_ne!(new, url);
    let page = app.http.get(new).send().await.expect("it answers");
    assert_eq!(page.status(), 200, "the new page");
    View::open(&app.ws(new.rsplit('/').next().expect("a key"))).await;
    untouched.until("demo chat", |view| !view.messages.is_empty()).await;
    until("the file names the new address", async || {
        let file = std::fs::read_to_string(world.data_dir().join("runtime.json"));
        file.expect("it is there").contains(new).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_new_look_is_told_at_once() {
    let world = World::new().await;
    let app = world.start().await;
    let mut page = app.overlay().await;
    page.until("the first look", |view| view.look.is_some()).await;
    let overlay = default_overlay(&app).await;

    let theme = json!({"theme": "bright-green"});
    app.patch(&overlay, theme).await.is(200);
    page.until("the theme", |view| {
        view.look.as_ref().is_some_and(|l| l["theme"] == "bright-green")
    })
    .await;
    let css = json!({"custom_css": ".text { color: red }"});
    app.patch(&overlay, css).await.is(200);
    let is_red =
        |view: &View| view.look.as_ref().is_some_and(|l| l["custom_css"] == ".text { color: red }");
    page.until("the custom CSS", is_red).await;

    let foreign = json!({"custom_css": "a{}\nb{background:url(https://evil.test/x)}"});
    let error = app.patch(&overlay, foreign).await.refused(422);
    assert_eq!(error["field"], "custom_css");
    assert!(error["message"].as_str().is_some_and(|m| m.contains("line 2")), "{error}");
    app.patch(&overlay, json!({"theme": "none"})).await.refused(422);
    assert!(is_red(&page), "a refusal changes nothing");
    assert_eq!(app.get("/api/overlays").await.is(200)[0]["theme"], "bright-green");
}

#[tokio::test]
async fn the_owner_is_told_how_everything_is() {
    let world = World::new().await;
    let app = world.start().await;
    let mut owner = View::open(&app.ws(app.text("api_token"))).await;
    owner.step().await;
    assert_eq!(owner.frames, ["snapshot", "status"]);
    assert!(owner.look.is_none(), "it is no overlay");
    let id = app.add("twitch", "ada").await;
    let is_live = |view: &View| {
        let status = view.status.as_ref().expect("it came");
        status["sources"][0]["id"] == id.as_str() && status["sources"][0]["state"] == "live"
    };
    owner.until("the new source is live", is_live).await;
    let _overlay = app.overlay().await;
    owner
        .until("the overlay is counted", |view| {
            view.status.as_ref().is_some_and(|s| s["counters"]["overlays_connected"] == 1)
        })
        .await;
}
