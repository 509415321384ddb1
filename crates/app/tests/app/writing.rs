//! Writing to both platforms from one place, and moderating them.

use fake_platforms::FakeIdentity;
use fake_platforms::identity::{IdentityFault, Refusal};
use fake_platforms::youtube::{Fault, Limits};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{App, CHANNEL, VIDEO, View, World, privmsg, sent, until};

/// An application whose person has signed in as `ada` on both platforms, with all rights.
async fn signed_in(world: &World, identity: &FakeIdentity) -> App {
    identity.write_to(&world.twitch, &world.youtube);
    identity.set_interval(1);
    let mut command = world.command(&["--port", "0"]);
    command.envs(identity.env()).env("MULTICHAT_BROWSER", "true");
    let app = world.started(command).await;
    app.post("/api/vault/keep", json!({"how": "this_run"})).await.is(200);
    let rights = json!({"rights": ["send", "moderate"]});
    let begun = app.post("/api/accounts/twitch/connect", rights.clone()).await.is(200);
    assert!(identity.confirm(begun["code"].as_str().expect("a code"), "ada"));
    let begun = app.post("/api/accounts/youtube/connect", rights).await.is(200);
    let page = begun["verification_url"].as_str().expect("a page");
    assert_eq!(sent(app.http.get(page)).await.status, 200, "the browser's part");
    until("both are signed in", async || {
        let accounts = app.get("/api/accounts").await.is(200);
        let mut accounts = accounts.as_array().expect("a list").iter();
        let is_known = |a: &Value| a["state"] == "connected" && a["user_id"].is_string();
        accounts.all(is_known).then_some(())
    })
    .await;
    app
}

/// The messages with this text that are on screen, by platform.
fn platforms<'a>(overlay: &'a View, text: &str) -> Vec<&'a str> {
    let shown = overlay.messages.iter().filter(|message| message["text"] == text);
    let mut names: Vec<_> = shown.filter_map(|message| message["platform"].as_str()).collect();
    names.sort_unstable();
    names
}

async fn id_of(overlay: &mut View, text: &str) -> Value {
    overlay.message(text).await["id"].clone()
}

#[tokio::test]
async fn what_is_sent_is_shown_once_and_what_is_moderated_leaves() {
    let world = World::new().await;
    let identity = FakeIdentity::start().await.expect("a free port");
    world.live_on_youtube();
    identity.make_moderator("@ada", CHANNEL);
    let app = signed_in(&world, &identity).await;
    let twitch = app.add_live("twitch", "ada").await;
    let youtube = app.add_live("youtube", "@grace").await;
    let mut overlay = app.overlay().await;

    let both = json!({"text": "hello everyone", "sources": [twitch, youtube]});
    let results = app.post("/api/chat/send", both).await.is(200);
    assert_eq!(
        results,
        json!([{"source": twitch, "ok": true}, {"source": youtube, "ok": true}]),
        "a result for each"
    );
    let is_on_both = |view: &View| platforms(view, "hello everyone") == ["twitch", "youtube"];
    overlay.until("it is on both", is_on_both).await;

    world.twitch.say("ada", "Bob", "one to answer").await;
    let id = id_of(&mut overlay, "one to answer").await;
    let reply = json!({"text": "an answer", "sources": [twitch], "reply_to": id});
    assert_eq!(app.post("/api/chat/send", reply).await.is(200)[0]["ok"], true);
    let is_reply = |m: &Value| m["platform"] == "twitch" && m["reply_to"]["id"] == id;
    overlay.until("the answer", |view| view.messages.iter().any(is_reply)).await;

    world.twitch.say("ada", "Bob", "bad one").await;
    let id = id_of(&mut overlay, "bad one").await;
    app.post("/api/moderation/delete", json!({"message_id": id})).await.is(204);
    overlay.gone("bad one").await;
    app.post("/api/moderation/delete", json!({"message_id": id})).await.refused(409);

    world.twitch.say("ada", "Bob", "bad two").await;
    let id = id_of(&mut overlay, "bad two").await;
    let timeout = json!({"message_id": id, "seconds": 60, "reason": "spam"});
    app.post("/api/moderation/timeout", timeout).await.is(204);
    overlay.gone("bad two").await;

    world.youtube.chat(VIDEO, "@bob", "bad three").expect("a chat");
    let id = id_of(&mut overlay, "bad three").await;
    app.post("/api/moderation/delete", json!({"message_id": id})).await.is(204);
    overlay.gone("bad three").await;

    world.youtube.chat(VIDEO, "@bob", "bad four").expect("a chat");
    let author = overlay.message("bad four").await["author"]["id"].clone();
    let bob = json!({"source": youtube, "author_id": author});
    let timeout = json!({"source": youtube, "author_id": author, "seconds": 60});
    app.post("/api/moderation/timeout", timeout).await.is(204);
    overlay.gone("bad four").await;
    app.post("/api/moderation/unban", bob.clone()).await.is(204);
    let error = app.post("/api/moderation/unban", bob).await.refused(409);
    assert_eq!(error["code"], "unknown_ban");

    let times = overlay.ever.iter().filter(|text| *text == "hello everyone").count();
    assert_eq!(times, 2, "once for each platform, and never again");
    let written = app.history().await.into_iter().filter(|m| m["text"] == "hello everyone");
    assert_eq!(written.count(), 2);
    app.stop().await;
}

#[tokio::test]
async fn of_what_a_platform_does_not_answer_nobody_knows_and_it_can_be_taken_back() {
    let world = World::new().await;
    let identity = FakeIdentity::start().await.expect("a free port");
    let app = signed_in(&world, &identity).await;
    let source = app.add_live("twitch", "ada").await;
    let new = json!({"name": "Mo", "rights": ["send", "timeout"]});
    let made = app.post("/api/moderators", new).await.is(201);
    let key = made["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a key");
    let by_mo = async |path: &str, body: Value| {
        sent(app.request(Method::POST, path).bearer_auth(key).json(&body)).await
    };
    let last = async || app.get("/api/audit?limit=1").await.is(200)[0].clone();
    let mut overlay = app.overlay().await;

    // In the first case it was done; in the second not, and there is nothing to lift.
    for (text, fault) in [("bad one", IdentityFault::Lost), ("bad two", IdentityFault::Down)] {
        world.twitch.say("ada", "Bob", text).await;
        let bob = id_of(&mut overlay, text).await;
        identity.fail("/twitch/helix/moderation/bans", fault, Some(1));
        let timeout = json!({"message_id": bob, "seconds": 60});
        let refused = by_mo("/api/moderation/timeout", timeout).await.refused(504);
        assert_eq!(refused["code"], "no_answer");
        let entry = last().await;
        assert_eq!((&entry["deed"], &entry["platform"]), (&json!("timed_out"), &json!("twitch")));
        assert_eq!((&entry["unknown"], &entry["can_undo"]), (&json!(true), &json!(true)));
        app.post("/api/audit/undo", Value::Null).await.is(200);
        assert_eq!(last().await["undone"], true, "{text}");
        let bob = json!({"message_id": bob});
        let error = app.post("/api/moderation/unban", bob).await.refused(409);
        assert_eq!(error["code"], "not_banned", "{text}");
    }

    identity.fail("/twitch/helix/chat/messages", IdentityFault::Lost, Some(1));
    let hello = json!({"text": "hello", "sources": [source]});
    assert_eq!(by_mo("/api/chat/send", hello).await.is(200)[0]["code"], "no_answer");
    let entry = last().await;
    assert_eq!((&entry["deed"], &entry["unknown"]), (&json!("sent"), &json!(true)));
    assert_eq!(entry["can_undo"], false);
    app.stop().await;
}

#[tokio::test]
async fn what_a_moderator_does_by_a_command_is_told_as_what_it_is_and_can_be_taken_back() {
    let world = World::new().await;
    let identity = FakeIdentity::start().await.expect("a free port");
    let app = signed_in(&world, &identity).await;
    let source = app.add_live("twitch", "ada").await;
    let new = json!({"name": "Mo", "rights": ["send", "delete", "timeout"]});
    let made = app.post("/api/moderators", new).await.is(201);
    let key = made["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a key");
    let by_mo = async |text: &str, reply_to: Option<&Value>| {
        let line = json!({"text": text, "sources": [source, source], "reply_to": reply_to});
        let asked = app.request(Method::POST, "/api/chat/send").bearer_auth(key).json(&line);
        let results = sent(asked).await.is(200);
        assert_eq!((results.as_array().map(Vec::len), &results[0]["ok"]), (Some(1), &json!(true)));
        app.get("/api/audit?limit=1").await.is(200)[0].clone()
    };
    let mut overlay = app.overlay().await;
    world.twitch.say("ada", "Bob", "a bad one").await;
    let bob = id_of(&mut overlay, "a bad one").await;

    let entry = by_mo("/delete", Some(&bob)).await;
    assert_eq!((&entry["deed"], &entry["message"]), (&json!("deleted"), &bob));
    assert_eq!(entry["can_undo"], false);

    let entry = by_mo("/timeout bob 10m", None).await;
    assert_eq!((&entry["deed"], &entry["seconds"]), (&json!("timed_out"), &json!(600)));
    assert_eq!((&entry["author_name"], &entry["platform"]), (&json!("bob"), &json!("twitch")));
    assert_eq!(entry["can_undo"], true);
    app.post("/api/audit/undo", Value::Null).await.is(200);
    assert_eq!(app.get("/api/audit?limit=1").await.is(200)[0]["undone"], true);
    let error = app.post("/api/moderation/unban", json!({"message_id": bob})).await;
    assert_eq!(error.refused(409)["code"], "not_banned");

    let health = sent(app.request(Method::GET, "/api/health").bearer_auth(key)).await.is(200);
    let account = &health["accounts"][0];
    assert_eq!(account["state"], "connected");
    assert_eq!((&account["scopes"], &account["user_id"]), (&json!([]), &Value::Null), "{account}");
    assert_eq!(health["donations"], json!([]), "the streamer's own");
    app.stop().await;
}

#[tokio::test]
async fn invariant_9_what_is_taken_back_lifts_no_ban_of_the_streamer_s() {
    let world = World::new().await;
    let identity = FakeIdentity::start().await.expect("a free port");
    let app = signed_in(&world, &identity).await;
    let source = app.add_live("twitch", "ada").await;
    let new = json!({"name": "Mo", "rights": ["hide", "send", "timeout"]});
    let made = app.post("/api/moderators", new).await.is(201);
    let key = made["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a key");
    let by_mo = async |path: &str, body: Value| {
        sent(app.request(Method::POST, path).bearer_auth(key).json(&body)).await
    };
    let mut overlay = app.overlay().await;
    let line = |text: &str| json!({"text": text, "sources": [source]});
    for (number, by_command) in [false, true].into_iter().enumerate() {
        let text = format!("bad {number}");
        world.twitch.say("ada", "Bob", &text).await;
        let bob = json!({"message_id": id_of(&mut overlay, &text).await});
        let (by_mouse, by_name) =
            (json!({"message_id": bob["message_id"], "seconds": 60}), line("/timeout bob 10m"));
        if by_command {
            by_mo("/api/chat/send", by_name).await.is(200);
            app.post("/api/moderation/ban", bob.clone()).await.is(204);
        } else {
            by_mo("/api/moderation/timeout", by_mouse).await.is(204);
            let banned = app.post("/api/chat/send", line("/ban @Bob")).await.is(200);
            assert_eq!(banned[0]["ok"], true, "{banned}");
        }
        let entry = app.get("/api/audit?limit=1").await.is(200)[0].clone();
        assert_eq!((&entry["deed"], &entry["can_undo"]), (&json!("timed_out"), &json!(false)));
        app.post("/api/audit/undo", Value::Null).await.refused(404);
        let number = &entry["number"];
        app.post(&format!("/api/audit/{number}/undo"), Value::Null).await.refused(409);
        app.post("/api/moderation/unban", bob).await.is(204);
    }

    // What can't be taken back now is said once, and keeps nothing else from it.
    world.twitch.say("ada", "Ann", "a good one").await;
    world.twitch.say("ada", "Bob", "bad again").await;
    let (good, bad) =
        (id_of(&mut overlay, "a good one").await, id_of(&mut overlay, "bad again").await);
    let good = good.as_str().expect("an id");
    by_mo(&format!("/api/messages/{good}/hide"), Value::Null).await.is(204);
    let timeout = json!({"message_id": bad, "seconds": 60});
    by_mo("/api/moderation/timeout", timeout).await.is(204);
    app.call(Method::DELETE, "/api/accounts/twitch", Value::Null).await.is(204);
    let error = app.post("/api/audit/undo", Value::Null).await.refused(409);
    assert_eq!(error["code"], "not_signed_in");
    app.post("/api/audit/undo", Value::Null).await.is(200);
    overlay.message("a good one").await;
    let error = app.post("/api/audit/undo", Value::Null).await.refused(409);
    assert_eq!(error["code"], "not_signed_in", "it is the only one that is left");
    app.stop().await;
}

#[tokio::test]
async fn what_can_not_be_sent_says_why_for_each_source() {
    let world = World::new().await;
    let app = world.start().await;
    let twitch = app.add_live("twitch", "ada").await;
    let youtube = app.add("youtube", "@nobody").await;
    let wanted = json!({"text": "hello", "sources": [twitch, youtube, "src-none", twitch]});
    let results = app.post("/api/chat/send", wanted).await.is(200);
    let results = results.as_array().expect("a list");
    let codes: Vec<_> = results.iter().map(|result| result["code"].clone()).collect();
    assert_eq!(codes, ["not_signed_in", "not_live", "not_found"], "one for each source");
    for result in results {
        assert_eq!(result["ok"], false);
        assert!(result["message"].is_string() && result["hint"].is_string(), "{result}");
    }
    for (field, wrong) in [
        ("text", json!({"text": "  ", "sources": [twitch]})),
        ("text", json!({"text": "two\nlines", "sources": [twitch]})),
        ("sources", json!({"text": "hello", "sources": []})),
    ] {
        assert_eq!(app.post("/api/chat/send", wrong).await.refused(422)["field"], field);
    }
    let limits = app.get("/api/chat/limits").await.is(200);
    assert_eq!(limits, json!({"twitch": 500, "youtube": 200}));

    let mut overlay = app.overlay().await;
    world.twitch.send_line(&privmsg("ada", "ann", "1", "hello")).await;
    let id = id_of(&mut overlay, "hello").await;
    for (path, body, status, code) in [
        ("delete", json!({"message_id": id}), 409, "not_signed_in"),
        ("ban", json!({"source": twitch, "author_id": "1"}), 409, "not_signed_in"),
        ("ban", json!({"message_id": "0".repeat(32)}), 404, "not_found"),
        ("ban", json!({"source": "src-none", "author_id": "1"}), 404, "not_found"),
        ("ban", json!({"message_id": id, "author_id": "1"}), 422, "invalid"),
        ("delete", json!({"source": twitch, "author_id": "1"}), 422, "invalid"),
        ("timeout", json!({"message_id": id}), 422, "invalid"),
        ("timeout", json!({"message_id": id, "seconds": 1_209_601}), 422, "invalid"),
        ("unban", json!({}), 422, "invalid"),
    ] {
        let error = app.post(&format!("/api/moderation/{path}"), body).await.refused(status);
        assert_eq!(error["code"], code, "{path}: {error}");
    }
}

#[tokio::test]
async fn a_command_is_done_for_each_source_and_is_never_a_message() {
    let world = World::new().await;
    let identity = FakeIdentity::start().await.expect("a free port");
    world.live_on_youtube();
    identity.make_moderator("@ada", CHANNEL);
    let app = signed_in(&world, &identity).await;
    let twitch = app.add_live("twitch", "ada").await;
    let youtube = app.add_live("youtube", "@grace").await;
    let mut overlay = app.overlay().await;
    let both = |text: &str| json!({"text": text, "sources": [twitch, youtube]});
    let codes = async |text: &str| {
        let results = app.post("/api/chat/send", both(text)).await.is(200);
        [0, 1].map(|at| results[at]["code"].as_str().unwrap_or("ok").to_owned())
    };
    assert_eq!(codes("/timeout bob 1m").await, ["ok", "ok"]);
    assert_eq!(codes("/me waves").await, ["ok", "no_command"]);
    assert_eq!(codes("/slow").await, ["missing_right", "no_command"]);
    let unknown = app.post("/api/chat/send", both("/bann bob")).await.refused(422);
    assert_eq!(unknown["field"], "text");
    assert_eq!(unknown["hint"], "Write // instead of / to send it as a message.");
    let alone = app.post("/api/chat/send", both("/delete")).await.refused(422);
    assert_eq!(alone["field"], "reply_to");

    world.youtube.chat(VIDEO, "@cat", "bad one").expect("a chat");
    let id = id_of(&mut overlay, "bad one").await;
    let delete = json!({"text": "/delete", "sources": [youtube], "reply_to": id});
    assert_eq!(app.post("/api/chat/send", delete).await.is(200)[0]["ok"], true);
    overlay.gone("bad one").await;

    assert_eq!(codes("//slow is a command").await, ["ok", "ok"]);
    let is_on_both = |view: &View| platforms(view, "/slow is a command") == ["twitch", "youtube"];
    overlay.until("it is on both", is_on_both).await;
    let told =
        app.history().await.into_iter().filter_map(|m| m["text"].as_str().map(str::to_owned));
    let slashed: Vec<_> = told.filter(|text| text.starts_with('/')).collect();
    assert!(slashed.iter().all(|text| text == "/slow is a command"), "{slashed:?}");
    app.stop().await;
}

#[tokio::test]
async fn a_quota_that_a_send_finds_used_up_is_not_asked_of_by_who_reads() {
    let world = World::new().await;
    let identity = FakeIdentity::start().await.expect("a free port");
    world.youtube.set_limits(Limits::endless());
    world.live_on_youtube();
    let app = signed_in(&world, &identity).await;
    let youtube = app.add_live("youtube", "@grace").await;
    let (status, reason) = (403, "quotaExceeded".to_owned());
    let refusal = Refusal::YouTube { status, reason, message: "no more".into() };
    identity.refuse("/youtube/v3/liveChat/messages", refusal);
    let message = json!({"text": "hello", "sources": [youtube]});
    let sent = app.post("/api/chat/send", message).await.is(200);
    assert_eq!(sent[0]["code"], "quota_exceeded", "{sent}");

    let before = identity.stats().requests;
    world.youtube.fail("/", Fault::Status(500), None);
    until("it is said that there is nothing left", async || {
        let sources = app.get("/api/sources").await.is(200);
        let detail = sources[0]["detail"].as_str()?;
        detail.contains("used up").then_some(())
    })
    .await;
    let asked = |all: &std::collections::BTreeMap<String, u64>| -> u64 {
        let youtube = all.iter().filter(|(path, _)| path.starts_with("/youtube/v3/"));
        youtube.map(|(_, times)| times).sum()
    };
    assert_eq!(asked(&identity.stats().requests), asked(&before));
}

#[tokio::test]
async fn a_command_finds_a_chatter_by_the_name_that_is_shown_in_whatever_script() {
    let world = World::new().await;
    let identity = FakeIdentity::start().await.expect("a free port");
    let app = signed_in(&world, &identity).await;
    let source = app.add_live("twitch", "ada").await;
    let mut overlay = app.overlay().await;
    world.twitch.say("ada", "表示名", "something bad").await;
    overlay.message("something bad").await;
    let send = async |text: &str| {
        let line = json!({"text": text, "sources": [source]});
        app.post("/api/chat/send", line).await.is(200)[0].clone()
    };
    assert_eq!(send("/timeout @表示名 2m").await["ok"], true);
    overlay.gone("something bad").await;
    assert_eq!(send("/untimeout @表示名").await["ok"], true, "after their messages have gone");
    assert_eq!(send("/timeout @知らない人 2m").await["code"], "nobody");
    app.stop().await;
}
