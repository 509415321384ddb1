//! What moderators may do, and that the streamer's word stands.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Answer, App, View, World, privmsg, sent, until};

struct Moderator {
    id: String,
    key: String,
}

async fn invite(app: &App, name: &str, rights: &[&str]) -> Moderator {
    let new = json!({"name": name, "rights": rights});
    let made = app.post("/api/moderators", new).await.is(201);
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let url = text(&made["url"]);
    assert!(url.contains("/moderate/"), "{url}");
    Moderator { id: text(&made["id"]), key: url.rsplit('/').next().expect("a key").to_owned() }
}

impl Moderator {
    async fn call(&self, app: &App, method: Method, path: &str, body: Value) -> Answer {
        let request = app.request(method, path).bearer_auth(&self.key);
        sent(if body.is_null() { request } else { request.json(&body) }).await
    }

    async fn post(&self, app: &App, path: &str, body: Value) -> Answer {
        self.call(app, Method::POST, path, body).await
    }
}

/// An application with one message. Gives the message's id.
async fn with_message(world: &World) -> (App, String) {
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    let mut overlay = app.overlay().await;
    world.twitch.send_line(&privmsg("ada", "ann", "1", "hello")).await;
    let id = overlay.message("hello").await["id"].as_str().expect("an id").to_owned();
    (app, id)
}

#[tokio::test]
async fn what_waits_for_a_person_is_told_to_those_who_may_decide_it() {
    let world = World::new().await;
    let (app, _) = with_message(&world).await;
    let hider = invite(&app, "Mo", &["hide"]).await;
    let guest = invite(&app, "Gus", &["suggest"]).await;
    let overlays = app.get("/api/overlays").await.is(200);
    let path = format!("/api/overlays/{}", overlays[0]["id"].as_str().expect("an id"));
    let words = json!({"blocked": ["spoiler"], "then": "hold"});
    app.patch(&path, json!({"options": {"feed": {"words": words}}})).await.is(200);
    // Another overlay holds the same.
    app.post(&format!("{path}/duplicate"), json!({})).await.is(201);

    let mut told = vec![View::open(&app.ws(app.text("api_token"))).await];
    world.twitch.send_line(&privmsg("ada", "ann", "a", "spoiler A")).await;
    for key in [app.get("/api/dock").await.is(200)["url"].as_str(), Some(&hider.key)] {
        let key = key.and_then(|key| key.rsplit('/').next()).expect("a key").to_owned();
        told.push(View::open(&app.ws(&key)).await);
    }
    let waits = async |told: &mut Vec<View>, texts: &[&str]| {
        for view in told {
            view.until(&format!("{texts:?} wait"), |view| {
                view.held.as_ref().is_some_and(|held| held == texts)
            })
            .await;
        }
    };
    waits(&mut told, &["spoiler A"]).await;
    world.twitch.send_line(&privmsg("ada", "ann", "b", "spoiler B")).await;
    waits(&mut told, &["spoiler A", "spoiler B"]).await;
    world.twitch.send_line("@login=ann;target-msg-id=a :tmi.twitch.tv CLEARMSG #ada :x").await;
    waits(&mut told, &["spoiler B"]).await;
    let held = hider.call(&app, Method::GET, "/api/held", Value::Null).await.is(200);
    let id = held[0]["message"]["id"].as_str().expect("an id");
    hider.post(&app, &format!("/api/messages/{id}/pass"), Value::Null).await.is(204);
    waits(&mut told, &[]).await;

    let mut guest = View::open(&app.ws(&guest.key)).await;
    guest.until("the focus queue", |view| view.focus.is_some()).await;
    assert_eq!(guest.held, None);
}

#[tokio::test]
async fn each_right_opens_its_own_calls_and_no_others() {
    let world = World::new().await;
    let (app, message) = with_message(&world).await;
    let ids = json!({"message_ids": [message]});
    let id = json!({"message_id": message});
    let calls = [
        (Method::GET, "/api/me".to_owned(), Value::Null, "", 200),
        (Method::GET, "/api/health".to_owned(), Value::Null, "", 200),
        (Method::GET, "/api/messages".to_owned(), Value::Null, "", 200),
        (Method::GET, "/api/sources".to_owned(), Value::Null, "", 200),
        (Method::GET, "/api/focus".to_owned(), Value::Null, "", 200),
        (Method::POST, "/api/focus/suggestions".to_owned(), id.clone(), "suggest", 200),
        (Method::POST, "/api/focus/queue".to_owned(), ids.clone(), "queue", 200),
        (Method::DELETE, format!("/api/focus/queue/{message}"), Value::Null, "queue", 200),
        (Method::POST, format!("/api/messages/{message}/hide"), Value::Null, "hide", 204),
        (Method::POST, format!("/api/messages/{message}/unhide"), Value::Null, "hide", 204),
        (Method::POST, format!("/api/messages/{message}/pass"), Value::Null, "hide", 409),
        (Method::GET, "/api/held".to_owned(), Value::Null, "hide", 200),
        (Method::GET, "/api/chat/limits".to_owned(), Value::Null, "send", 200),
        (Method::GET, "/api/chat/commands".to_owned(), Value::Null, "send", 200),
        (Method::GET, "/api/chat/emotes".to_owned(), Value::Null, "send", 200),
        (Method::POST, "/api/chat/send".to_owned(), Value::Null, "send", 415),
        (Method::POST, "/api/moderation/delete".to_owned(), Value::Null, "delete", 415),
        (Method::POST, "/api/moderation/timeout".to_owned(), Value::Null, "timeout", 415),
    ];
    for right in ["suggest", "queue", "hide", "send", "delete", "timeout"] {
        let moderator = invite(&app, right, &[right]).await;
        for (method, path, body, needs, status) in &calls {
            let answer = moderator.call(&app, method.clone(), path, body.clone()).await;
            let expected = if needs.is_empty() || *needs == right { *status } else { 403 };
            assert_eq!(answer.status, expected, "{right}: {method} {path}: {}", answer.text);
        }
    }
    let all = ["suggest", "queue", "hide", "send", "delete", "timeout"];
    let trusted = invite(&app, "trusted", &all).await;
    for (method, path) in [
        (Method::PUT, "/api/focus/queue"),
        (Method::POST, "/api/focus/next"),
        (Method::POST, "/api/focus/previous"),
        (Method::POST, "/api/focus/clear"),
        (Method::POST, "/api/focus/show"),
        (Method::POST, "/api/focus/suggestions/x/accept"),
        (Method::POST, "/api/focus/suggestions/x/reject"),
        (Method::POST, "/api/moderation/ban"),
        (Method::POST, "/api/moderation/unban"),
        (Method::GET, "/api/moderators"),
        (Method::POST, "/api/moderators"),
        (Method::GET, "/api/audit"),
        (Method::POST, "/api/audit/undo"),
        (Method::GET, "/api/settings"),
        (Method::PATCH, "/api/settings"),
        (Method::GET, "/api/overlays"),
        (Method::GET, "/api/accounts"),
        (Method::GET, "/api/dock"),
        (Method::POST, "/api/sources"),
        (Method::POST, "/api/listeners/stop"),
        (Method::POST, "/api/test-message"),
        (Method::GET, "/api/diagnostics"),
        (Method::POST, "/api/quit"),
    ] {
        let answer = trusted.call(&app, method.clone(), path, Value::Null).await;
        assert_eq!(answer.status, 403, "{method} {path}");
    }
    let health = trusted.call(&app, Method::GET, "/api/health", Value::Null).await.is(200);
    assert_eq!(health["warnings"], json!([]), "what is wrong here is the streamer's");
    for page in ["dashboard", "dock", "overlay"] {
        let answer = sent(app.request(Method::GET, &format!("/{page}/{}", trusted.key))).await;
        assert!([403, 404].contains(&answer.status), "{page}: {}", answer.status);
    }
}

#[tokio::test]
async fn a_revoked_moderator_is_out_at_once_and_so_is_one_whose_time_is_over() {
    let world = World::new().await;
    let (app, _) = with_message(&world).await;
    let moderator = invite(&app, "Mo", &["suggest"]).await;
    let mut open = View::open(&app.ws(&moderator.key)).await;
    open.message("hello").await;
    let path = format!("/api/moderators/{}", moderator.id);
    app.call(Method::DELETE, &path, Value::Null).await.is(204);
    assert_eq!(open.closed().await, 1008, "its sockets end");
    moderator.call(&app, Method::GET, "/api/focus", Value::Null).await.refused(401);
    sent(app.request(Method::GET, &format!("/moderate/{}", moderator.key))).await.refused(404);
    app.call(Method::DELETE, &path, Value::Null).await.refused(404);

    let soon = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(2);
    let new = json!({"name": "Guest", "rights": ["suggest"], "expires_at": soon.to_string()});
    let made = app.post("/api/moderators", new).await.is(201);
    let key = made["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a key");
    let mut open = View::open(&app.ws(key)).await;
    assert_eq!(open.closed().await, 1008, "its time is over");
    sent(app.request(Method::GET, "/api/focus").bearer_auth(key)).await.refused(401);

    for (new, field) in [
        (json!({"name": " ", "rights": []}), "name"),
        (json!({"name": "Mo", "rights": ["everything"]}), "rights"),
        (json!({"name": "Mo", "rights": [], "expires_at": "2001-01-01T00:00:00Z"}), "expires_at"),
    ] {
        let error = app.post("/api/moderators", new).await.refused(422);
        assert_eq!(error["field"], field);
    }
}

#[tokio::test]
async fn moderators_are_there_after_a_restart() {
    let world = World::new().await;
    let app = world.start().await;
    let moderator = invite(&app, "Mo", &["suggest", "hide", "hide"]).await;
    let known = app.get("/api/moderators").await.is(200);
    assert_eq!(known[0]["rights"], json!(["suggest", "hide"]), "each right once");
    app.kill();
    let app = world.start().await;
    let again = app.get("/api/moderators").await.is(200);
    assert_eq!((&again[0]["id"], &again[0]["name"]), (&json!(moderator.id), &json!("Mo")));
    let me = moderator.call(&app, Method::GET, "/api/me", Value::Null).await.is(200);
    assert_eq!((&me["name"], &me["scope"]), (&json!("Mo"), &json!("moderator")));
}

#[tokio::test]
async fn invariant_9_the_owners_word_wins() {
    let world = World::new().await;
    let (app, message) = with_message(&world).await;
    let moderator = invite(&app, "Mo", &["suggest", "queue", "hide"]).await;
    let id = json!({"message_id": message, "note": "  funny\n one "});
    let told = moderator.post(&app, "/api/focus/suggestions", id.clone()).await.is(200);
    let suggestion = &told["suggestions"][0];
    assert_eq!((&suggestion["by"], &suggestion["note"]), (&json!("Mo"), &json!("funny one")));
    let rejected = format!("/api/focus/suggestions/{message}/reject");
    let told = app.post(&rejected, json!({})).await.is(200);
    assert_eq!((&told["suggestions"], &told["queue"]), (&json!([]), &json!([])));
    assert_eq!(told["decided"][0]["accepted"], false);
    let error = moderator.post(&app, "/api/focus/suggestions", id).await.refused(409);
    assert_eq!(error["code"], "overruled");
    let ids = json!({"message_ids": [message]});
    moderator.post(&app, "/api/focus/queue", ids.clone()).await.refused(409);
    app.post("/api/focus/queue", ids).await.is(200);
    let queued = format!("/api/focus/queue/{message}");
    moderator.call(&app, Method::DELETE, &queued, Value::Null).await.refused(409);

    let (hide, unhide) =
        (format!("/api/messages/{message}/hide"), format!("/api/messages/{message}/unhide"));
    app.post(&hide, json!({})).await.is(204);
    let error = moderator.post(&app, &unhide, json!({})).await.refused(409);
    assert_eq!(error["code"], "overruled", "what the streamer hid stays hidden");
    app.post(&unhide, json!({})).await.is(204);
    moderator.post(&app, &hide, json!({})).await.refused(409);
}

#[tokio::test]
async fn the_list_says_who_did_what_and_one_key_takes_it_back() {
    let world = World::new().await;
    let (app, message) = with_message(&world).await;
    let moderator = invite(&app, "Mo", &["suggest", "queue", "hide"]).await;
    let ids = json!({"message_ids": [message]});
    moderator.post(&app, "/api/focus/queue", ids).await.is(200);
    moderator.post(&app, &format!("/api/messages/{message}/hide"), json!({})).await.is(204);
    let listed = app.get("/api/audit").await.is(200);
    assert_eq!((&listed[0]["deed"], &listed[1]["deed"]), (&json!("hid"), &json!("queued")));
    assert_eq!((&listed[0]["by"], &listed[0]["text"]), (&json!("Mo"), &json!("hello")));
    assert_eq!((&listed[0]["author_name"], &listed[0]["can_undo"]), (&json!("ann"), &json!(true)));
    let is_hidden = async || (!app.shown().await.contains(&"hello".to_owned())).then_some(());
    until("it is hidden", is_hidden).await;

    app.post("/api/audit/undo", json!({})).await.is(200);
    until("it is back", async || (is_hidden().await.is_none()).then_some(())).await;
    moderator.post(&app, &format!("/api/messages/{message}/hide"), json!({})).await.refused(409);
    let ids = json!({"message_ids": [message]});
    app.post("/api/focus/queue", ids.clone()).await.is(200);
    app.call(Method::DELETE, &format!("/api/focus/queue/{message}"), Value::Null).await.is(200);
    app.post("/api/audit/undo", json!({})).await.is(200);
    app.post("/api/audit/undo", json!({})).await.refused(404);
    let listed = app.get("/api/audit").await.is(200);
    assert!(listed.as_array().expect("a list").iter().all(|entry| entry["can_undo"] == false));
    moderator.post(&app, "/api/focus/queue", ids).await.refused(409);
}

/// An application with these messages. Gives their ids.
async fn with_messages<const N: usize>(world: &World, texts: [&str; N]) -> (App, [String; N]) {
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    let mut overlay = app.overlay().await;
    let mut ids = Vec::new();
    for text in texts {
        world.twitch.send_line(&privmsg("ada", "ann", text, text)).await;
        ids.push(overlay.message(text).await["id"].as_str().expect("an id").to_owned());
    }
    (app, ids.try_into().expect("as many as texts"))
}

fn queued(focus: &Value) -> Vec<&str> {
    let queue = focus["queue"].as_array().expect("a list");
    queue.iter().map(|item| item["id"].as_str().expect("an id")).collect()
}

#[tokio::test]
async fn a_moderator_hides_nothing_that_the_streamer_queued_accepted_or_shows() {
    let world = World::new().await;
    let (app, [one, two, three, four]) =
        with_messages(&world, ["one", "two", "three", "four"]).await;
    let rights = ["suggest", "queue", "hide", "send", "delete", "timeout"];
    let moderator = invite(&app, "Mo", &rights).await;
    app.post("/api/focus/show", json!({"message_id": one})).await.is(200);
    app.post("/api/focus/queue", json!({"message_ids": [two]})).await.is(200);
    let mark = json!({"message_id": three});
    moderator.post(&app, "/api/focus/suggestions", mark).await.is(200);
    let accepted = format!("/api/focus/suggestions/{three}/accept");
    let told = app.post(&accepted, json!({})).await.is(200);
    assert_eq!(told["queue"][1]["by"], "Mo", "who marked it is still told");
    moderator.post(&app, "/api/focus/queue", json!({"message_ids": [four]})).await.is(200);
    let unqueue = format!("/api/focus/queue/{three}");
    moderator.call(&app, Method::DELETE, &unqueue, Value::Null).await.refused(409);
    let hide = |id: &str| format!("/api/messages/{id}/hide");
    for id in [&one, &two, &three] {
        let error = moderator.post(&app, &hide(id), json!({})).await.refused(409);
        assert_eq!(error["code"], "overruled");
        for (path, body) in [
            ("moderation/delete", json!({"message_id": id})),
            ("moderation/timeout", json!({"message_id": id, "seconds": 60})),
            ("chat/send", json!({"text": "/delete", "reply_to": id, "sources": ["s"]})),
        ] {
            let error = moderator.post(&app, &format!("/api/{path}"), body).await.refused(409);
            assert_eq!(error["code"], "overruled", "{path}: it would leave as well");
        }
    }
    let sources = app.get("/api/sources").await.is(200);
    let source = sources[0]["id"].as_str().expect("an id");
    for (who, sources) in [("Ann", [source]), ("@ann", [source]), ("u-ann", [source])] {
        let command = json!({"text": format!("/timeout {who} 60"), "sources": sources});
        let error = moderator.post(&app, "/api/chat/send", command).await.refused(409);
        assert_eq!(error["code"], "overruled", "what {who} wrote would leave");
    }
    let elsewhere = json!({"text": "/timeout ann 60", "sources": ["s"]});
    let answer = moderator.post(&app, "/api/chat/send", elsewhere).await;
    assert!(!answer.text.contains("overruled"), "nothing of it is here: {}", answer.text);
    let delete = json!({"message_id": four});
    let answer = moderator.post(&app, "/api/moderation/delete", delete).await;
    assert!(!answer.text.contains("overruled"), "nobody but Mo has picked it: {}", answer.text);
    let told = app.get("/api/focus").await.is(200);
    assert_eq!(
        (&told["current"]["id"], queued(&told)),
        (&json!(one), vec![&*two, &*three, &*four])
    );
    moderator.post(&app, &hide(&four), json!({})).await.is(204);
    app.post(&hide(&two), json!({})).await.is(204);
    until("the streamer hides what they like", async || {
        (queued(&app.get("/api/focus").await.is(200)) == [&three]).then_some(())
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_back_is_what_this_moderator_did_and_nothing_else() {
    let world = World::new().await;
    let (app, [one, two, three]) = with_messages(&world, ["one", "two", "three"]).await;
    let mo = invite(&app, "Mo", &["suggest", "queue"]).await;
    let flo = invite(&app, "Flo", &["suggest", "queue"]).await;
    let undo = async || app.post("/api/audit/undo", json!({})).await;
    app.post("/api/focus/queue", json!({"message_ids": [one]})).await.is(200);
    mo.post(&app, "/api/focus/queue", json!({"message_ids": [one, two, two]})).await.is(200);
    app.post("/api/focus/next", json!({})).await.is(200);
    let told = app.post("/api/focus/next", json!({})).await.is(200);
    assert_eq!(told["current"]["id"], json!(two));
    undo().await.is(200);
    let told = app.get("/api/focus").await.is(200);
    assert_eq!(told["current"], Value::Null, "it is off the screen");
    undo().await.refused(404);
    app.post("/api/focus/previous", json!({})).await.is(200);
    let told = app.get("/api/focus").await.is(200);
    assert_eq!(told["current"]["id"], json!(one), "the streamer's own pick was none of theirs");

    for moderator in [&mo, &flo] {
        let mark = json!({"message_id": three});
        moderator.post(&app, "/api/focus/suggestions", mark).await.is(200);
    }
    undo().await.is(200);
    let told = app.get("/api/focus").await.is(200);
    let marks = told["suggestions"][0]["marked_by"].as_array().expect("a list");
    assert_eq!(marks.iter().map(|mark| mark["by"].as_str()).collect::<Vec<_>>(), [Some("Mo")]);
}

#[tokio::test]
async fn what_is_brought_back_waits_where_it_was_and_what_the_streamer_shows_stays_on() {
    let world = World::new().await;
    let (app, [one, two, three]) = with_messages(&world, ["one", "two", "three"]).await;
    let mo = invite(&app, "Mo", &["queue", "hide"]).await;
    let undo = async || app.post("/api/audit/undo", json!({})).await;
    let waits = async || app.get("/api/focus").await.is(200);
    mo.post(&app, "/api/focus/queue", json!({"message_ids": [one, two, three]})).await.is(200);
    let unqueue = format!("/api/focus/queue/{two}");
    mo.call(&app, Method::DELETE, &unqueue, Value::Null).await.is(200);
    assert_eq!(queued(&waits().await), [&one, &three]);
    undo().await.is(200);
    assert_eq!(queued(&waits().await), [&one, &two, &three], "where it was");
    assert_eq!(waits().await["queue"][1]["by"], "Mo", "whose pick it was is still told");
    mo.post(&app, &format!("/api/messages/{one}/hide"), json!({})).await.is(204);
    assert_eq!(queued(&waits().await), [&two, &three]);
    undo().await.is(200);
    assert_eq!(queued(&waits().await), [&one, &two, &three], "also what was hidden");

    app.post("/api/focus/show", json!({"message_id": one})).await.is(200);
    for left in [vec![&two], vec![], vec![]] {
        undo().await.is(200);
        let told = waits().await;
        assert_eq!(
            (queued(&told), &told["current"]["id"]),
            (left.iter().map(|id| id.as_str()).collect(), &json!(one))
        );
    }
    undo().await.refused(404);
    let listed = app.get("/api/audit").await.is(200);
    let undone = |entry: &&Value| entry["undone"] == true;
    assert_eq!(listed.as_array().expect("a list").iter().filter(undone).count(), 5);
}

#[tokio::test]
async fn a_mark_is_listed_with_its_note_and_with_what_became_of_it() {
    let world = World::new().await;
    let (app, message) = with_message(&world).await;
    let moderator = invite(&app, "Mo", &["suggest"]).await;
    let mark = json!({"message_id": message, "note": " ask this "});
    moderator.post(&app, "/api/focus/suggestions", mark).await.is(200);
    let listed = app.get("/api/audit").await.is(200);
    assert_eq!((&listed[0]["note"], &listed[0]["can_undo"]), (&json!("ask this"), &json!(true)));

    app.post(&format!("/api/focus/suggestions/{message}/reject"), json!({})).await.is(200);
    let listed = app.get("/api/audit").await.is(200);
    let said = |at: usize| (listed[at]["deed"].clone(), listed[at]["by_streamer"].clone());
    assert_eq!(said(0), (json!("rejected"), json!(true)));
    assert_eq!(said(1), (json!("suggested"), json!(false)));
    assert_eq!(listed[1]["can_undo"], false, "nothing is left to take back");
    app.post("/api/audit/undo", json!({})).await.refused(404);
}

#[tokio::test]
async fn a_command_needs_the_right_of_what_it_does_and_the_rest_is_the_streamer_s() {
    let world = World::new().await;
    let (app, message) = with_message(&world).await;
    let source = app.get("/api/sources").await.is(200)[0]["id"].clone();
    let writer = invite(&app, "writer", &["send"]).await;
    let all = ["suggest", "queue", "hide", "send", "delete", "timeout"];
    let trusted = invite(&app, "trusted", &all).await;
    let said = |text: &str| json!({"text": text, "sources": [source], "reply_to": message});
    for (text, of_writer, of_trusted) in [
        ("hello", 200, 200),
        ("/me waves", 200, 200),
        ("//ban ann", 200, 200),
        (" /ban ann", 200, 200),
        ("/delete", 403, 200),
        ("/timeout ann 60", 403, 200),
        ("/ban ann", 403, 403),
        ("/unban ann", 403, 403),
        ("/clear", 403, 403),
        ("/raid ann", 403, 403),
        ("/w ann psst", 403, 403),
        ("/nothing", 422, 422),
    ] {
        for (moderator, status) in [(&writer, of_writer), (&trusted, of_trusted)] {
            let answer = moderator.post(&app, "/api/chat/send", said(text)).await;
            assert_eq!(answer.status, status, "{text}: {}", answer.text);
        }
    }
    let names = async |moderator: &Moderator| {
        let list = moderator.call(&app, Method::GET, "/api/chat/commands", Value::Null).await;
        let list = list.is(200).as_array().expect("a list").clone();
        list.iter().map(|command| command["name"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&writer).await, ["me"]);
    assert_eq!(names(&trusted).await, ["delete", "me", "timeout"]);
}

#[tokio::test]
async fn by_which_ways_the_streamer_reads_is_for_no_moderator() {
    let world = World::new().await;
    let app = world.start().await;
    let proxies = json!({"youtube": {"proxies": ["http://10.1.2.3:8080", "direct"]}});
    app.call(Method::PATCH, "/api/settings", proxies).await.is(200);
    app.add("youtube", "@ada").await;
    let moderator = invite(&app, "Mo", &[]).await;
    until("the ways are known", async || {
        let sources = app.get("/api/sources").await.is(200);
        sources[0]["routes"].is_array().then_some(())
    })
    .await;
    for path in ["/api/sources", "/api/health"] {
        let told = moderator.call(&app, Method::GET, path, Value::Null).await.is(200);
        assert!(!told.to_string().contains("10.1.2.3"), "{path}: {told}");
    }
}
