//! The history, through the whole application: filters, pages, files.

use serde_json::{Value, json};

use crate::support::{App, World, until};

/// What a viewer writes on Twitch.
fn line(id: &str, name: &str, text: &str) -> String {
    format!(
        "@badges=;color=;display-name={name};emotes=;id={id};room-id=1;tmi-sent-ts={};\
         user-id=u-{name} :{name}!{name}@{name}.tmi.twitch.tv PRIVMSG #ada :{text}",
        crate::support::millis(),
    )
}

/// The texts that are found, newest first.
async fn texts(app: &App, query: &str) -> Vec<String> {
    let found: Value = app.get(&format!("/api/messages?{query}")).await.is(200);
    let found = found.as_array().expect("a list").iter();
    found.map(|message| message["text"].as_str().expect("a text").to_owned()).collect()
}

#[tokio::test]
async fn a_made_up_message_is_in_the_history_when_it_is_answered() {
    let world = World::new().await;
    let app = world.start().await;
    for _ in 0..20 {
        let new = json!({"kind": "chat", "platform": "twitch"});
        let made = app.post("/api/test-message", new).await.is(200);
        let newest = app.get("/api/messages?limit=1").await.is(200);
        assert_eq!(newest[0]["id"], made["id"]);
    }
}

#[tokio::test]
async fn the_history_is_filtered_and_saved_as_files() {
    let world = World::new().await;
    let app = world.start().await;
    let source = app.add_live("twitch", "ada").await;
    let said = [("ann", "=1+1 \"quoted\""), ("bob", "hello you"), ("ann", "goodbye")];
    let lines: Vec<String> = said
        .iter()
        .enumerate()
        .map(|(at, (name, text))| line(&format!("h{at}"), name, text))
        .collect();
    world.twitch.send_lines(&lines).await;
    until("three are kept", async || {
        (texts(&app, "platform=twitch").await.len() == 3).then_some(())
    })
    .await;
    world.twitch.delete("ada", "bob", "h1").await;
    until("one is removed", async || {
        (texts(&app, "platform=twitch&removed=true").await == ["hello you"]).then_some(())
    })
    .await;

    let all = ["goodbye", "hello you", "=1+1 \"quoted\""];
    assert_eq!(texts(&app, &format!("source={source}")).await, all);
    let empty = "limit=&before=&q=&author=&platform=twitch&kind=&source=&from=&to=&removed=";
    assert_eq!(texts(&app, empty).await, all, "what is empty is not asked for");
    assert_eq!(texts(&app, "author=ANN").await, [all[0], all[2]]);
    assert_eq!(texts(&app, "platform=twitch&removed=false").await, [all[0], all[2]]);
    assert_eq!(texts(&app, "q=ello").await, [all[1]]);
    assert_eq!(texts(&app, "platform=twitch&from=2020-01-01T00:00:00Z").await, all);
    assert!(texts(&app, "platform=twitch&to=2020-01-01T00:00:00Z").await.is_empty());
    app.get("/api/messages?from=yesterday").await.refused(422);
    app.get("/api/messages.csv?to=never").await.refused(422);
    app.get("/api/messages?removed=maybe").await.refused(400);

    let table = app.get("/api/messages.csv?platform=twitch").await;
    assert_eq!(table.header("content-type"), Some("text/csv; charset=utf-8"));
    let name = table.header("content-disposition").expect("it has a name");
    assert!(name.starts_with("attachment; filename=\"chat-20"), "{name}");
    assert_eq!(table.text.lines().count(), 4, "a head and three rows: {}", table.text);
    assert!(table.text.contains(r#""'=1+1 ""quoted""""#), "{}", table.text);
    let file = app.get("/api/messages.json?platform=twitch&limit=1").await.is(200);
    let said: Vec<&Value> =
        file.as_array().expect("a list").iter().map(|message| &message["text"]).collect();
    assert_eq!(json!(said), json!(all), "all of them, whatever the limit");
    let text = app.get("/api/messages.txt?q=hello").await.text;
    assert!(text.ends_with("[twitch] [deleted] bob: hello you\n"), "{text}");
}

#[tokio::test]
async fn a_dock_reads_the_history_and_saves_no_file_of_it() {
    let world = World::new().await;
    let app = world.start().await;
    let dock = app.get("/api/dock").await.is(200);
    let dock = dock["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a key");
    for (path, status) in [("/api/messages", 200), ("/api/messages.csv", 403)] {
        let request = app.request(reqwest::Method::GET, path).bearer_auth(dock);
        let answer = crate::support::sent(request).await;
        assert_eq!(answer.status, status, "{path}");
    }
}
