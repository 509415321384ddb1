//! What was paid, through the whole application.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{App, World, until};

/// A cheer whose message id is known before it is sent.
fn cheer(id: &str, bits: u32, text: &str) -> String {
    format!(
        "@badges=;bits={bits};color=#1E90FF;display-name=ann;emotes=;id={id};room-id=1;\
         tmi-sent-ts={};user-id=u-ann :ann!ann@ann.tmi.twitch.tv PRIVMSG #ada :Cheer{bits} {text}",
        crate::support::millis(),
    )
}

async fn ledger(app: &App, query: &str) -> Value {
    app.get(&format!("/api/ledger?limit=1000{query}")).await.is(200)
}

/// Newest first.
fn entries(ledger: &Value) -> Vec<Value> {
    ledger["entries"].as_array().expect("a list").clone()
}

/// The sum in a currency, and of how many.
fn total(ledger: &Value, currency: &str) -> (String, u64) {
    let totals = ledger["totals"].as_array().expect("a list");
    let found = totals.iter().find(|total| total["currency"] == currency);
    let value = found.and_then(|total| total["value"].as_str()).unwrap_or("0");
    (value.to_owned(), found.and_then(|total| total["count"].as_u64()).unwrap_or(0))
}

#[tokio::test]
async fn what_is_paid_is_listed_summed_marked_and_saved_as_a_table() {
    let world = World::new().await;
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    let lines = [cheer("a", 100, "=1+1"), cheer("b", 1_500, "hello, \"you\""), cheer("c", 1, "x")];
    world.twitch.send_lines(&lines).await;
    let all = until("three are paid", async || {
        let all = ledger(&app, "&platform=twitch").await;
        // Entries and sums are of one moment, whichever it is.
        assert_eq!(entries(&all).len() as u64, total(&all, "BITS").1, "{all}");
        (entries(&all).len() == 3).then_some(all)
    })
    .await;
    assert_eq!(total(&all, "BITS"), ("1601".to_owned(), 3));
    let newest = entries(&all).remove(0);
    assert_eq!((&newest["value"], &newest["currency"]), (&json!("1"), &json!("BITS")));
    assert_eq!(newest["message"]["amount"], "1 bit");

    let found = ledger(&app, "&q=you").await;
    assert_eq!(entries(&found).len(), 1);
    assert_eq!(total(&found, "BITS"), ("1500".to_owned(), 1), "totals are of what is found");
    assert!(entries(&ledger(&app, "&currency=usd").await).is_empty());
    assert!(entries(&ledger(&app, "&platform=youtube").await).is_empty());

    let id = |at: usize| entries(&all)[at]["message"]["id"].as_str().expect("an id").to_owned();
    app.post("/api/ledger/read", json!({"until": id(1)})).await.is(204);
    app.post(&format!("/api/ledger/{}/unread", id(2)), Value::Null).await.is(204);
    let unread = entries(&ledger(&app, "&unread=true&platform=twitch").await);
    assert_eq!(unread.len(), 2, "the newest, and the one that was marked so");
    app.post(&format!("/api/ledger/{}/read", "0".repeat(32)), Value::Null).await.refused(404);
    app.post("/api/ledger/read", json!({})).await.refused(422);
    app.get("/api/ledger?since=yesterday").await.refused(422);
    app.get("/api/ledger?bogus=1").await.refused(400);

    let table = app.get("/api/ledger.csv").await;
    assert_eq!(table.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(table.text.lines().count(), 4, "a head and three rows: {}", table.text);
    assert!(table.text.contains(r#""Cheer1500 hello, ""you""""#), "{}", table.text);

    // Removed on its platform, it stays, with that noted.
    world.twitch.delete("ada", "ann", "b").await;
    until("it is noted", async || {
        let all = entries(&ledger(&app, "&platform=twitch").await);
        (all.len() == 3 && all[1]["message"]["removed"] == "deleted").then_some(())
    })
    .await;
}

#[tokio::test]
async fn what_is_bought_is_in_list_and_table_with_how_many_and_which() {
    let world = World::new().await;
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    let notice = |id: &str, tags: &str| {
        format!(
            "@badges=;color=;display-name=ann;emotes=;flags=;id={id};login=ann;mod=0;{tags};room-id=1;\
             subscriber=0;system-msg=x;tmi-sent-ts={};user-id=u-ann :tmi.twitch.tv USERNOTICE #ada",
            crate::support::millis()
        )
    };
    let lines = [
        cheer("c", 100, "x"),
        notice("g", "msg-id=submysterygift;msg-param-mass-gift-count=20;msg-param-sub-plan=1000"),
        notice("s", "msg-id=resub;msg-param-cumulative-months=7;msg-param-sub-plan=Prime"),
    ];
    world.twitch.send_lines(&lines).await;
    let all = until("three are there", async || {
        let all = ledger(&app, "&platform=twitch").await;
        (entries(&all).len() == 3).then_some(all)
    })
    .await;
    assert_eq!(entries(&all)[0]["bought"], json!({"count": 1, "plan": "Prime"}));
    assert_eq!(entries(&all)[1]["bought"], json!({"count": 20, "plan": "1000"}));
    assert!(entries(&all)[2].get("bought").is_none());
    assert_eq!(all["totals"].as_array().map(Vec::len), Some(1), "bits alone: {}", all["totals"]);
    assert_eq!(
        all["bought"],
        json!([
            {"kind": "gift", "plan": "1000", "count": 20, "unread": 1},
            {"kind": "subscription", "plan": "Prime", "count": 1, "unread": 1},
        ])
    );
    let table = app.get("/api/ledger.csv").await.text;
    assert!(table.lines().any(|line| line.ends_with(r#","20","1000""#)), "{table}");
    assert!(table.lines().next().is_some_and(|head| head.ends_with(r#""id","count","plan""#)));
}

#[tokio::test]
async fn an_overlay_or_a_dock_does_not_read_the_ledger() {
    let world = World::new().await;
    let app = world.start().await;
    let dock = app.get("/api/dock").await.is(200);
    let dock =
        dock["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a key").to_owned();
    for key in [app.overlay_key(), &dock] {
        for path in ["/api/ledger", "/api/ledger.csv", "/api/donations"] {
            let request = app.request(reqwest::Method::GET, path).bearer_auth(key);
            crate::support::sent(request).await.refused(403);
        }
    }
}

#[tokio::test]
async fn a_test_is_in_no_sum_and_no_table_and_gone_after_a_restart() {
    let world = World::new().await;
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    let before = entries(&ledger(&app, "").await).len();
    let test = json!({"kind": "superchat", "platform": "youtube"});
    app.post("/api/test-message", test).await.is(200);
    let all = ledger(&app, "").await;
    assert_eq!(entries(&all).len(), before + 1, "demo chat may have come before");
    assert_eq!(entries(&all)[0]["made_up"], true);
    assert_eq!(all["totals"], json!([]));
    assert_eq!(app.get("/api/ledger.csv").await.text.lines().count(), 1);
    app.stop().await;
    let app = world.start().await;
    assert!(entries(&ledger(&app, "").await).is_empty());
}

/// Five thousand a second, one in twenty paid for, killed in the middle: what the history has, the
/// ledger has, and of what came to its end, nothing is missing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_storm_no_paid_message_is_lost() {
    const PER_SECOND: u32 = 5_000;
    const SECONDS: u32 = 4;
    let world = World::new().await;
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    let storm = async |from: u32| {
        let mut tick = tokio::time::interval(Duration::from_millis(50));
        let (mut paid, began) = (0_u32, Instant::now());
        for batch in 0..SECONDS * 20 {
            tick.tick().await;
            let lines: Vec<String> = (0..PER_SECOND / 20)
                .map(|n| {
                    let number = from + batch * 1_000 + n;
                    if number.is_multiple_of(20) {
                        paid += 1;
                        cheer(&format!("p{number}"), 7, "storm")
                    } else {
                        crate::support::privmsg("ada", "bob", &format!("m{number}"), "storm")
                    }
                })
                .collect();
            world.twitch.send_lines(&lines).await;
        }
        (paid, began.elapsed())
    };
    let (paid, took) = storm(0).await;
    let expected = ((7 * paid).to_string(), u64::from(paid));
    until("all are there", async || {
        (total(&ledger(&app, "").await, "BITS") == expected).then_some(())
    })
    .await;
    let health = app.get("/api/health").await.is(200);
    println!(
        "storm: {} in {took:?}, {paid} paid, none lost; history lost {}",
        PER_SECOND * SECONDS,
        health["counters"]["history_lost"]
    );

    let (_, ()) = tokio::join!(storm(1_000_000), async {
        // In the middle: some of this storm is in the ledger, and most is still to come.
        until("the second storm is in the ledger", async || {
            (total(&ledger(&app, "").await, "BITS").1 > expected.1).then_some(())
        })
        .await;
        app.kill();
    });
    let app = world.start().await;
    let mut history = 0;
    let mut before = String::new();
    loop {
        let path = format!("/api/messages?kind=cheer&limit=1000{before}");
        let found = app.get(&path).await.is(200);
        let found = found.as_array().expect("a list");
        history += found.len() as u64;
        let Some(last) = found.last() else { break };
        before = format!("&before={}", last["id"].as_str().expect("an id"));
    }
    let (_, kept) = total(&ledger(&app, "").await, "BITS");
    assert!(history > u64::from(paid), "it was killed in the middle");
    assert_eq!(kept, history, "what the history has, the ledger has");
}
