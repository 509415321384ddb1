//! Killed while a moderator acts: what is done is told of, and what is told of is done.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{App, World, privmsg, until};

const KILLS: u32 = 6;
/// What is done at once, in each round: half of it queued, half of it hidden.
const ACTS: usize = 60;

/// Messages of this round: the text and the id of each.
async fn say(world: &World, app: &App, round: u32) -> Vec<(String, String)> {
    let texts: Vec<_> = (0..ACTS).map(|number| format!("r{round}-{number}")).collect();
    let lines: Vec<_> = texts.iter().map(|text| privmsg("ada", "ann", text, text)).collect();
    world.twitch.send_lines(&lines).await;
    until("all are in the history", async || {
        let history = app.get("/api/messages?limit=500").await.is(200);
        let history = history.as_array()?.clone();
        let id = |text: &String| {
            let found = history.iter().find(|message| message["text"] == **text)?;
            Some((text.clone(), found["id"].as_str()?.to_owned()))
        };
        texts.iter().map(id).collect::<Option<Vec<_>>>()
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_did_and_its_entry_are_one_through_any_kill() {
    let world = World::new().await;
    let mut app = world.start().await;
    app.add_live("twitch", "ada").await;
    let new = json!({"name": "Mo", "rights": ["queue", "hide"]});
    let made = app.post("/api/moderators", new).await.is(201);
    let key =
        made["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a key").to_owned();
    let seed = fastrand::u64(..);
    let mut random = fastrand::Rng::with_seed(seed);
    let (mut done, mut not_done) = (0, 0);

    for round in 1..=KILLS {
        let said = say(&world, &app, round).await;
        for (at, (_, id)) in said.iter().enumerate() {
            let request = if at % 2 == 0 {
                let ids = json!({"message_ids": [id]});
                app.request(Method::POST, "/api/focus/queue").json(&ids)
            } else {
                app.request(Method::POST, &format!("/api/messages/{id}/hide"))
            };
            // Nobody hears the answers of a program that is killed.
            drop(tokio::spawn(request.bearer_auth(&key).send()));
        }
        let after = Duration::from_millis(random.u64(5..250));
        tokio::time::sleep(after).await;
        app.kill();

        app = world.start().await;
        let place = format!("kill {round} after {after:?}, seed {seed}");
        let audit = app.get("/api/audit?limit=500").await.is(200);
        let focus = app.get("/api/focus").await.is(200);
        let history = app.get("/api/messages?limit=500").await.is(200);
        let has = |list: &Value, fits: &dyn Fn(&Value) -> bool| {
            list.as_array().expect("a list").iter().any(fits)
        };
        for (at, (text, id)) in said.iter().enumerate() {
            let (deed, is_so) = if at % 2 == 0 {
                ("queued", has(&focus["queue"], &|item| item["id"] == **id))
            } else {
                let hidden =
                    |message: &Value| message["id"] == **id && message["removed"] == "hidden";
                ("hid", has(&history, &hidden))
            };
            let is_told = has(&audit, &|entry| entry["deed"] == deed && entry["message"] == **id);
            assert_eq!(is_so, is_told, "{text} is {deed}, and that is told of: {place}");
            if is_so { done += 1 } else { not_done += 1 }
        }
        // The next round begins with an empty queue, which is longer than a round.
        for (_, id) in &said {
            app.call(Method::DELETE, &format!("/api/focus/queue/{id}"), Value::Null).await;
        }
        app.in_state(
            app.get("/api/sources").await.is(200)[0]["id"].as_str().expect("an id"),
            "live",
        )
        .await;
    }
    assert!(done > 0 && not_done > 0, "{done} done, {not_done} not: the kills came in between");
}
