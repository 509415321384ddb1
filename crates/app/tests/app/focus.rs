//! The focus queue, and the overlay that shows one message.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{App, View, World, privmsg};

/// An application that reads `ada`, with these messages in it. Gives their ids, in order.
async fn with_messages(world: &World, texts: &[&str]) -> (App, Vec<String>) {
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    let mut overlay = app.overlay().await;
    let mut ids = Vec::new();
    for text in texts {
        world.twitch.send_line(&privmsg("ada", text, text, text)).await;
        ids.push(overlay.message(text).await["id"].as_str().expect("an id").to_owned());
    }
    (app, ids)
}

/// A focus overlay that is made for this test, and its page's socket.
async fn stage(app: &App) -> View {
    let made = app.post("/api/overlays", json!({"name": "Focus", "kind": "focus"})).await.is(201);
    assert_eq!(made["kind"], "focus");
    let url = made["url"].as_str().expect("an address");
    View::open(&app.ws(url.rsplit('/').next().expect("a key"))).await
}

/// Takes frames until this is on screen; `None`: nothing.
async fn shows(stage: &mut View, id: Option<&String>) {
    let wanted = id.map_or(Value::Null, |id| json!(id));
    let is = |view: &View| view.focus.as_ref().is_some_and(|current| current["id"] == wanted);
    stage.until(&format!("{wanted} on screen"), is).await;
}

fn ids(list: &Value) -> Vec<&str> {
    let list = list.as_array().expect("a list");
    list.iter().map(|message| message["id"].as_str().expect("an id")).collect()
}

async fn queue(app: &App, ids: &[&String]) -> Value {
    app.post("/api/focus/queue", json!({"message_ids": ids})).await.is(200)
}

async fn post(app: &App, path: &str) -> Value {
    app.post(&format!("/api/focus/{path}"), json!({})).await.is(200)
}

#[tokio::test]
async fn picked_messages_are_shown_one_after_the_other_in_their_order() {
    let world = World::new().await;
    let (app, messages) = with_messages(&world, &["one", "two", "three"]).await;
    let [one, two, three] = messages.as_slice() else { panic!("three") };
    let mut stage = stage(&app).await;
    shows(&mut stage, None).await;
    assert_eq!(app.get("/api/focus").await.is(200)["current"], Value::Null);

    let queued = queue(&app, &[three, one]).await;
    assert_eq!(ids(&queued["queue"]), [three, one]);
    let queued = queue(&app, &[one, two]).await;
    assert_eq!(ids(&queued["queue"]), [three, one, two], "what is queued stays");
    let shown = post(&app, "next").await;
    assert_eq!((&shown["current"]["id"], ids(&shown["queue"])), (&json!(three), vec![&**one, two]));
    assert_eq!(shown["current"]["text"], "three");
    shows(&mut stage, Some(three)).await;
    post(&app, "next").await;
    shows(&mut stage, Some(one)).await;
    post(&app, "previous").await;
    shows(&mut stage, Some(three)).await;
    post(&app, "next").await;
    shows(&mut stage, Some(one)).await;
    let cleared = post(&app, "clear").await;
    assert_eq!(ids(&cleared["queue"]), [two], "the queue stays");
    shows(&mut stage, None).await;
    app.post("/api/focus/show", json!({"message_id": two})).await.is(200);
    shows(&mut stage, Some(two)).await;
    assert_eq!(app.get("/api/focus").await.is(200)["queue"], json!([]));
    assert!(stage.frames.iter().all(|kind| kind != "snapshot"), "it gets no chat");
}

#[tokio::test]
async fn the_order_is_the_streamers_and_what_is_refused_changes_nothing() {
    let world = World::new().await;
    let (app, messages) = with_messages(&world, &["one", "two", "three"]).await;
    let [one, two, three] = messages.as_slice() else { panic!("three") };
    queue(&app, &[one, two, three]).await;
    let order = json!({"message_ids": [three, one, two]});
    let ordered = app.call(Method::PUT, "/api/focus/queue", order).await.is(200);
    assert_eq!(ids(&ordered["queue"]), [three, one, two]);
    let without = app.call(Method::DELETE, &format!("/api/focus/queue/{one}"), Value::Null).await;
    assert_eq!(ids(&without.is(200)["queue"]), [three, two]);

    let before = app.get("/api/focus").await.is(200);
    let nobodys = "0".repeat(32);
    for (method, path, body, status) in [
        (Method::POST, "queue", json!({"message_ids": [one, nobodys]}), 404),
        (Method::POST, "queue", json!({"message_ids": ["x"]}), 404),
        (Method::POST, "queue", json!({"message_ids": one}), 422),
        (Method::POST, "queue", json!({"ids": [one]}), 422),
        (Method::POST, "queue", json!([]), 422),
        (Method::PUT, "queue", json!({"message_ids": [one]}), 404),
        (Method::PUT, "queue", json!({"message_ids": [two, two]}), 422),
        (Method::DELETE, &format!("queue/{one}"), Value::Null, 404),
        (Method::POST, "show", json!({"message_id": nobodys}), 404),
        (Method::POST, "show", json!({}), 422),
        (Method::POST, &format!("suggestions/{two}/accept"), json!({}), 404),
        (Method::POST, &format!("suggestions/{two}/reject"), json!({}), 404),
    ] {
        app.call(method, &format!("/api/focus/{path}"), body).await.refused(status);
        assert_eq!(app.get("/api/focus").await.is(200), before, "{path}");
    }
}

#[tokio::test]
async fn what_its_platform_deletes_leaves_queue_and_screen_and_cant_be_queued() {
    let world = World::new().await;
    let (app, messages) = with_messages(&world, &["one", "two", "three", "four"]).await;
    let [one, two, three, four] = messages.as_slice() else { panic!("four") };
    let mut stage = stage(&app).await;
    queue(&app, &[one, two, three, four]).await;
    post(&app, "next").await;
    shows(&mut stage, Some(one)).await;
    world.twitch.send_line("@login=one;target-msg-id=one :tmi.twitch.tv CLEARMSG #ada :one").await;
    shows(&mut stage, None).await;
    let ban = "@room-id=1;target-user-id=u-two :tmi.twitch.tv CLEARCHAT #ada :two";
    world.twitch.send_line(ban).await;
    app.post(&format!("/api/messages/{three}/hide"), json!({})).await.is(204);
    let mut owner = View::open(&app.ws(app.text("api_token"))).await;
    let only_four = |view: &View| view.focus.as_ref().is_some_and(|f| ids(&f["queue"]) == [four]);
    owner.until("only one is left", only_four).await;
    for gone in [one, two, three] {
        let body = json!({"message_ids": [gone]});
        let error = app.post("/api/focus/queue", body).await.refused(409);
        assert_eq!(error["code"], "removed");
        let queued = queue(&app, &[gone, four]).await;
        assert_eq!(ids(&queued["queue"]), [four], "it spoils nothing for those picked with it");
        let ordered = json!({"message_ids": [gone, four]});
        app.call(Method::PUT, "/api/focus/queue", ordered).await.is(200);
        app.post("/api/focus/show", json!({"message_id": gone})).await.refused(409);
    }
    let shown = post(&app, "previous").await;
    assert_eq!(shown["current"], Value::Null, "it does not come back");
}

#[tokio::test]
async fn killed_between_any_two_steps_the_queue_is_as_it_was() {
    let world = World::new().await;
    let (mut app, messages) = with_messages(&world, &["one", "two", "three"]).await;
    let [one, two, three] = messages.as_slice() else { panic!("three") };
    let one_id = json!({"message_id": one});
    // They are written when this is answered: a message that a kill takes can't be suggested.
    app.history().await;
    for (path, body) in [
        ("queue", json!({"message_ids": [two, three]})),
        ("next", json!({})),
        ("suggestions", json!({"message_id": one, "note": "funny"})),
        ("clear", json!({})),
        ("previous", json!({})),
        (&format!("suggestions/{one}/accept"), json!({})),
        ("show", one_id.clone()),
    ] {
        let done = app.post(&format!("/api/focus/{path}"), body).await.is(200);
        app.kill();
        app = world.start().await;
        assert_eq!(app.get("/api/focus").await.is(200), done, "killed after {path}");
    }
    let source = app.get("/api/sources").await.is(200)[0]["id"].as_str().expect("an id").to_owned();
    app.in_state(&source, "live").await;
    // What was deleted while the queue was not looked at is not in it any more.
    world
        .twitch
        .send_line("@login=three;target-msg-id=three :tmi.twitch.tv CLEARMSG #ada :x")
        .await;
    let mut owner = View::open(&app.ws(app.text("api_token"))).await;
    owner
        .until("it is gone", |view| view.focus.as_ref().is_some_and(|f| f["queue"] == json!([])))
        .await;
    // What a platform deletes has no caller to answer to: it is written soon after.
    app.history().await;
    app.kill();
    let app = world.start().await;
    let focus = app.get("/api/focus").await.is(200);
    assert_eq!((&focus["queue"], &focus["current"]["id"]), (&json!([]), &json!(one)));
}

#[tokio::test]
async fn super_chats_are_queued_by_one_switch_and_behind_what_a_person_picked() {
    let world = World::new().await;
    let (app, messages) = with_messages(&world, &["one"]).await;
    let test = json!({"kind": "superchat", "platform": "youtube"});
    app.post("/api/test-message", test.clone()).await.is(200);
    assert_eq!(app.get("/api/focus").await.is(200)["queue"], json!([]), "off at first");
    app.patch("/api/settings", json!({"focus": {"auto_superchats": true}})).await.is(200);
    let made = app.post("/api/test-message", test.clone()).await.is(200);
    app.post("/api/test-message", json!({"kind": "chat", "platform": "youtube"})).await.is(200);
    let id = made["id"].as_str().expect("an id");
    let queued = queue(&app, &[&messages[0]]).await;
    assert_eq!(ids(&queued["queue"]), [&messages[0], id]);
    assert_eq!(
        (&queued["queue"][1]["auto"], &queued["queue"][0]["auto"]),
        (&json!("Super Chat"), &Value::Null)
    );

    app.patch("/api/settings", json!({"focus": {"auto": {"least": {"USD": 50_000, "EUR": 50_000, "CAD": 50_000, "JPY": 50_000}}}}))
        .await
        .is(200);
    app.post("/api/test-message", test).await.is(200);
    let queued = app.get("/api/focus").await.is(200);
    assert_eq!(ids(&queued["queue"]), [&messages[0], id], "it is not enough");
}

#[tokio::test]
async fn what_an_overlay_can_still_stop_comes_on_screen_by_nobody_but_the_streamer() {
    let world = World::new().await;
    let (app, _) = with_messages(&world, &[]).await;
    let overlays = app.get("/api/overlays").await.is(200);
    let path = format!("/api/overlays/{}", overlays[0]["id"].as_str().expect("an id"));
    let mut stage = stage(&app).await;
    shows(&mut stage, None).await;
    let focus = json!({"focus": {"auto_superchats": true, "auto_advance": true}});
    app.patch("/api/settings", focus).await.is(200);
    let blocked: Vec<_> = ('a'..='z').map(|letter| format!("{letter}*")).collect();
    let words = json!({"blocked": blocked, "then": "hold"});
    app.patch(&path, json!({"options": {"feed": {"words": words}}})).await.is(200);
    let test = json!({"kind": "superchat", "platform": "youtube"});
    app.post("/api/test-message", test.clone()).await.is(200);
    let feed = json!({"hold": 30, "words": {"blocked": []}});
    app.patch(&path, json!({"options": {"feed": feed}})).await.is(200);
    let made = app.post("/api/test-message", test).await.is(200);
    let id = made["id"].as_str().expect("an id").to_owned();
    let mut owner = View::open(&app.ws(app.text("api_token"))).await;
    let waits = |view: &View| view.focus.as_ref().is_some_and(|f| ids(&f["queue"]) == [&*id]);
    owner.until("the second waits, and the first is not picked", waits).await;
    app.patch(&path, json!({"options": {"feed": {"hold": 0}}})).await.is(200);
    shows(&mut stage, Some(&id)).await;
}

#[tokio::test]
async fn with_a_timer_the_queue_plays_by_itself() {
    let world = World::new().await;
    let (app, messages) = with_messages(&world, &["one", "two"]).await;
    let [one, two] = messages.as_slice() else { panic!("two") };
    let mut stage = stage(&app).await;
    shows(&mut stage, None).await;
    let settings = json!({"focus": {"seconds": 1, "auto_advance": true}});
    app.patch("/api/settings", settings).await.is(200);
    queue(&app, &[one, two]).await;
    shows(&mut stage, Some(one)).await;
    shows(&mut stage, Some(two)).await;
    shows(&mut stage, None).await;
}
