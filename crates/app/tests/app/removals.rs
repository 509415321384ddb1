//! What is removed leaves every screen at once and never comes back.

use serde_json::{Value, json};

use crate::support::{App, VIDEO, View, World, millis, privmsg, until};

/// The `removed` of each message of the history, by its text.
async fn removed(app: &App, text: &str) -> Value {
    let history = app.history().await;
    let found = history.iter().find(|message| message["text"] == text);
    found.unwrap_or_else(|| panic!("{text} is in the history"))["removed"].clone()
}

/// A line of Twitch that removes: its tags, and what follows the channel.
fn clear(command: &str, tags: &str, what: &str) -> String {
    let now = millis();
    format!("@room-id=1;tmi-sent-ts={now}{tags} :tmi.twitch.tv {command} #ada{what}")
}

/// Says it on Twitch, under an id made of the text, and waits until it is on screen.
async fn say(world: &World, overlay: &mut View, login: &str, text: &str) {
    let id = text.replace(' ', "-");
    world.twitch.send_line(&privmsg("ada", login, &id, text)).await;
    overlay.message(text).await;
}

#[tokio::test]
async fn what_twitch_removes_leaves_at_once_and_the_history_says_why() {
    let world = World::new().await;
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    app.add_live("twitch", "ben").await;
    let mut overlay = app.overlay().await;
    world.twitch.send_line(&privmsg("ben", "ann", "other", "other channel")).await;
    overlay.message("other channel").await;

    for (login, text, reason, line) in [
        ("ann", "m1", "deleted", clear("CLEARMSG", ";login=ann;target-msg-id=m1", " :m1")),
        (
            "bob",
            "m2",
            "timeout",
            clear("CLEARCHAT", ";ban-duration=60;target-user-id=u-bob", " :bob"),
        ),
        ("cyd", "m3", "ban", clear("CLEARCHAT", ";target-user-id=u-cyd", " :cyd")),
        ("dee", "m4", "cleared", clear("CLEARCHAT", "", "")),
    ] {
        let stays = format!("stays {text}");
        say(&world, &mut overlay, "eve", &stays).await;
        say(&world, &mut overlay, login, text).await;
        world.twitch.send_line(&line).await;
        overlay.gone(text).await;
        let others_stay = reason != "cleared";
        assert_eq!(overlay.texts().contains(&stays), others_stay, "{reason} of {login} alone");
        assert_eq!(removed(&app, text).await, reason);
    }
    assert_eq!(overlay.texts(), ["other channel"], "a channel's clear is its own");
    assert_eq!(app.shown().await, ["other channel"]);
    assert_eq!(removed(&app, "other channel").await, Value::Null);
}

#[tokio::test]
async fn what_is_removed_stays_in_no_answer_to_it_and_what_is_unhidden_comes_back() {
    let world = World::new().await;
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    let mut overlay = app.overlay().await;
    let answer = |login: &str, quoted: &str, by: &str, text: &str| {
        let id = text.replace(' ', "-");
        let parent = format!(
            "@reply-parent-display-name={by};reply-parent-msg-body={quoted};\
             reply-parent-msg-id={quoted};reply-parent-user-id=u-{by};\
             reply-parent-user-login={by};"
        );
        privmsg("ada", login, &id, text).replacen('@', &parent, 1)
    };
    let quoted = |overlay: &View, text: &str| {
        let found = overlay.messages.iter().find(|message| message["text"] == text);
        found.expect("it is on screen")["reply_to"]["text"].clone()
    };
    for (login, text, line) in [
        ("ann", "slur", clear("CLEARMSG", ";login=ann;target-msg-id=slur", " :slur")),
        ("bob", "spam", clear("CLEARCHAT", ";target-user-id=u-bob", " :bob")),
    ] {
        say(&world, &mut overlay, login, text).await;
        let to_it = format!("to {text}");
        world.twitch.send_line(&answer("eve", text, login, &to_it)).await;
        overlay.message(&to_it).await;
        assert_eq!(quoted(&overlay, &to_it), text);

        world.twitch.send_line(&line).await;
        let is_off = |view: &View| quoted(view, &to_it) == Value::Null;
        overlay.until("the quote is off", is_off).await;
        let late = format!("late to {text}");
        world.twitch.send_line(&answer("eve", text, login, &late)).await;
        overlay.message(&late).await;
        assert_eq!(quoted(&overlay, &late), Value::Null);
        let new = app.overlay().await;
        assert_eq!((quoted(&new, &to_it), quoted(&new, &late)), (Value::Null, Value::Null));
    }

    say(&world, &mut overlay, "cyd", "aside").await;
    world.twitch.send_line(&answer("eve", "aside", "cyd", "to that")).await;
    overlay.message("to that").await;
    let id = overlay.message("aside").await["id"].clone();
    let id = id.as_str().expect("an id");
    for (does, is) in [("hide", Value::Null), ("unhide", json!("aside"))] {
        app.post(&format!("/api/messages/{id}/{does}"), json!({})).await.is(204);
        overlay.until(does, |view| quoted(view, "to that") == is).await;
    }
    app.stop().await;
}

#[tokio::test]
async fn what_youtube_removes_leaves_and_the_history_says_why() {
    let world = World::new().await;
    world.live_on_youtube();
    let app = world.start().await;
    app.add_live("youtube", "@grace").await;
    let mut overlay = app.overlay().await;
    let deleted = world.youtube.chat(VIDEO, "@ann", "deleted").expect("it is declared");
    for (name, text) in [("@bob", "first of two"), ("@eve", "stays"), ("@bob", "second of two")] {
        world.youtube.chat(VIDEO, name, text).expect("it is declared");
    }
    let bob = overlay.message("second of two").await;
    let bob = bob["author"]["id"].as_str().expect("an author");

    world.youtube.remove(VIDEO, &deleted).expect("it is declared");
    world.youtube.remove_author(VIDEO, bob).expect("it is declared");
    overlay.gone("deleted").await;
    overlay.gone("second of two").await;
    assert_eq!(overlay.texts(), ["stays"]);
    assert_eq!(removed(&app, "deleted").await, "deleted");
    for text in ["first of two", "second of two"] {
        let reason = removed(&app, text).await;
        assert!(["ban", "timeout"].iter().any(|r| reason == *r), "{text}: {reason}");
    }
}

#[tokio::test]
async fn invariant_2_what_was_removed_before_it_came_is_never_shown() {
    let world = World::new().await;
    let app = world.start().await;
    let id = app.add_live("twitch", "ada").await;
    let mut overlay = app.overlay().await;
    let late = privmsg("ada", "ann", "m1", "too late");
    world.twitch.send_line(&clear("CLEARMSG", ";login=ann;target-msg-id=m1", " :x")).await;
    world.twitch.send_line(&late).await;
    say(&world, &mut overlay, "eve", "after it").await;
    assert_eq!(overlay.ever, ["after it"], "it was never sent");
    assert_eq!(app.shown().await, ["after it"], "and is in no snapshot");
    assert_eq!(removed(&app, "too late").await, "deleted", "the history has it, marked");

    app.stop().await;
    let app = world.start().await;
    app.in_state(&id, "live").await;
    let mut overlay = app.overlay().await;
    world.twitch.send_line(&late).await;
    say(&world, &mut overlay, "eve", "after the restart").await;
    assert_eq!(overlay.ever, ["after it", "after the restart"], "nor after a restart");
}

#[tokio::test]
async fn what_was_removed_stays_away_after_a_restart() {
    let world = World::new().await;
    let app = world.start().await;
    let id = app.add_live("twitch", "ada").await;
    let mut overlay = app.overlay().await;
    for (login, text) in [("ann", "m1"), ("bob", "m2"), ("eve", "hidden"), ("eve", "stays")] {
        say(&world, &mut overlay, login, text).await;
    }
    let again = [("ann", "m1"), ("bob", "m2"), ("eve", "hidden")]
        .map(|(login, text)| privmsg("ada", login, text, text));
    let hidden = overlay.message("hidden").await["id"].as_str().expect("an id").to_owned();
    app.post(&format!("/api/messages/{hidden}/hide"), json!(null)).await.is(204);
    for line in [
        clear("CLEARMSG", ";login=ann;target-msg-id=m1", " :m1"),
        clear("CLEARCHAT", ";ban-duration=60;target-user-id=u-bob", " :bob"),
    ] {
        world.twitch.send_line(&line).await;
    }
    overlay.until("one message", |view| view.texts() == ["stays"]).await;
    app.stop().await;

    let app = world.start().await;
    assert_eq!(app.shown().await, ["stays"]);
    for (text, reason) in [("m1", "deleted"), ("m2", "timeout"), ("hidden", "hidden")] {
        assert_eq!(removed(&app, text).await, reason, "{text}");
    }
    // Twitch says it again, as a reconnect may.
    app.in_state(&id, "live").await;
    let mut overlay = app.overlay().await;
    world.twitch.send_lines(&again).await;
    say(&world, &mut overlay, "eve", "new").await;
    assert_eq!(overlay.ever, ["stays", "new"]);
}

#[tokio::test]
async fn a_hidden_message_leaves_and_comes_back_to_its_place() {
    let world = World::new().await;
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    let mut overlay = app.overlay().await;
    for text in ["one", "two", "three"] {
        say(&world, &mut overlay, "ann", text).await;
    }
    let two = overlay.message("two").await["id"].as_str().expect("an id").to_owned();
    let (hide, unhide) =
        (format!("/api/messages/{two}/hide"), format!("/api/messages/{two}/unhide"));

    app.post(&unhide, json!(null)).await.refused(409);
    app.post(&hide, json!(null)).await.is(204);
    overlay.gone("two").await;
    assert_eq!(app.shown().await, ["one", "three"]);
    assert_eq!(removed(&app, "two").await, "hidden");
    app.post(&unhide, json!(null)).await.is(204);
    overlay.message("two").await;
    assert_eq!(overlay.texts(), ["one", "two", "three"], "where it was");
    assert_eq!(app.shown().await, ["one", "two", "three"]);
    assert_eq!(removed(&app, "two").await, Value::Null);

    world.twitch.send_line(&clear("CLEARMSG", ";login=ann;target-msg-id=two", " :two")).await;
    overlay.gone("two").await;
    let error = app.post(&unhide, json!(null)).await.refused(409);
    assert_eq!(error["code"], "not_hidden", "what Twitch deleted stays away");
    assert_eq!(app.shown().await, ["one", "three"]);

    for id in ["0123456789abcdef0123456789abcdef", "none", "..%2f"] {
        app.post(&format!("/api/messages/{id}/hide"), json!(null)).await.refused(404);
    }
}

#[tokio::test]
async fn what_is_hidden_and_then_deleted_can_not_be_brought_back() {
    let world = World::new().await;
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    let mut overlay = app.overlay().await;
    say(&world, &mut overlay, "ann", "both").await;
    let id = overlay.message("both").await["id"].as_str().expect("an id").to_owned();
    app.post(&format!("/api/messages/{id}/hide"), json!(null)).await.is(204);
    overlay.gone("both").await;
    world.twitch.send_line(&clear("CLEARCHAT", ";target-user-id=u-ann", " :ann")).await;
    until("the ban is in the history", async || {
        (removed(&app, "both").await == "ban").then_some(())
    })
    .await;
    app.post(&format!("/api/messages/{id}/unhide"), json!(null)).await.refused(409);
    assert!(app.shown().await.is_empty());
}

#[tokio::test]
async fn what_a_removed_channel_brought_leaves_as_nobody_hears_what_is_deleted_there() {
    let world = World::new().await;
    let app = world.start().await;
    let first = app.add_live("twitch", "ada").await;
    app.add_live("twitch", "ben").await;
    let focus = app.post("/api/overlays", json!({"kind": "focus"})).await.is(201);
    let focus = focus["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a key");
    let mut overlay = app.overlay().await;
    let mut focus = View::open(&app.ws(focus)).await;
    let cheer = privmsg("ada", "ann", "m1", "Cheer100 slur").replacen('@', "@bits=100;", 1);
    for line in [cheer, privmsg("ben", "bob", "m2", "stays"), privmsg("ada", "ann", "m3", "waits")]
    {
        world.twitch.send_line(&line).await;
    }
    let slur = overlay.message("Cheer100 slur").await["id"].clone();
    let waits = overlay.message("waits").await["id"].clone();
    app.post("/api/focus/show", json!({"message_id": slur})).await.is(200);
    app.post("/api/focus/queue", json!({"message_ids": [waits]})).await.is(200);
    focus
        .until("it is on screen", |view| {
            view.focus.as_ref().is_some_and(|focus| focus["id"] == slur)
        })
        .await;
    let thanks = async || app.get("/api/support").await.is(200)["view"].get("thanks").is_some();
    until("it is thanked for", async || thanks().await.then_some(())).await;

    app.delete(&format!("/api/sources/{first}")).await.is(204);
    overlay.gone("Cheer100 slur").await;
    focus.until("it is off", |view| view.focus == Some(Value::Null)).await;
    until("it is not thanked for", async || (!thanks().await).then_some(())).await;
    assert_eq!(app.get("/api/focus").await.is(200)["queue"], json!([]));
    assert_eq!(app.shown().await, ["stays"]);
    assert_eq!(removed(&app, "waits").await, Value::Null, "its history is as it was");

    app.post(&format!("/api/sources/{first}/restore"), json!({})).await.is(201);
    app.in_state(&first, "live").await;
    say(&world, &mut overlay, "eve", "new").await;
    app.delete(&format!("/api/sources/{first}")).await.is(204);
    overlay.gone("new").await;
    let again = app.add_live("twitch", "ada").await;
    assert_eq!(app.shown().await, ["stays"], "what it says from then on is shown");
    say(&world, &mut overlay, "ann", "next").await;
    app.stop().await;

    let app = world.start().await;
    assert_eq!(app.shown().await, ["stays", "next"], "also after a restart");
    app.in_state(&again, "live").await;
    let mut overlay = app.overlay().await;
    world.twitch.send_line(&clear("CLEARCHAT", ";target-user-id=u-ann", " :ann")).await;
    overlay.gone("next").await;
    assert_eq!(app.shown().await, ["stays"]);
}
