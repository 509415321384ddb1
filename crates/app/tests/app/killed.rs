//! Killed at any moment.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{App, View, World, privmsg};

/// How often: some in the tests of a change, all before a release, which takes half an hour
/// (`THOROUGH=1`).
const SOME: u16 = 10;
const ALL: u16 = 500;
/// Channels that are there at most: one is added and one removed in each round.
const CHANNELS: usize = 8;
/// What a page gets at its start, and more.
const IN_SIGHT: usize = 100;
/// What was shown longer than this before the end is in the history. It is written after 200 ms at most;
/// the rest is for a machine that is busy with other tests.
const KEPT: Duration = Duration::from_millis(500);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn invariant_8_killed_at_any_moment_it_starts_again() {
    let world = World::new().await;
    let mut app = world.start().await;
    let overlay_key = app.overlay_key().to_owned();
    app.add_live("twitch", "ada").await;
    let thorough = std::env::var("THOROUGH").is_ok_and(|value| value == "1");
    let kills = if thorough { ALL } else { SOME };
    let load = tokio::spawn(numbered_messages(world.twitch.clone()));
    let mut sources = vec!["ada".to_owned()];
    let (mut of_shown, mut started_in) = (0, Vec::new());
    let seed = fastrand::u64(..);
    let mut random = fastrand::Rng::with_seed(seed);

    for round in 1..=kills {
        let after = Duration::from_millis(random.u64(600..1_300));
        let mut page = app.overlay().await;
        let shown = tokio::spawn(async move { shown_until_the_end(&mut page).await });
        let end = tokio::time::Instant::now() + after;
        let name = format!("channel_{round}");
        app.add("twitch", &name).await;
        sources.push(name);
        if sources.len() > CHANNELS {
            let id = app.get("/api/sources").await.is(200)[1]["id"].clone();
            let id = id.as_str().expect("it has an id");
            app.delete(&format!("/api/sources/{id}")).await.is(204);
            sources.remove(1);
        }
        app.patch("/api/settings", json!({"focus": {"seconds": round}})).await.is(200);
        tokio::time::sleep_until(end).await;
        let killed = Instant::now();
        app.kill();
        let place = format!("kill {round} after {after:?}, seed {seed}");
        assert_eq!(integrity(&world.data_dir()), "ok", "{place}");

        let start = Instant::now();
        app = world.start().await;
        started_in.push(start.elapsed());
        assert_eq!(app.overlay_key(), overlay_key, "{place}");
        let settings = app.get("/api/settings").await.is(200);
        assert_eq!(settings["focus"]["seconds"], round, "{place}");
        assert_eq!(channels(&app).await, sources, "{place}");
        let shown = shown.await.expect("no panic");
        let due = shown.iter().filter(|(_, at)| killed.saturating_duration_since(*at) > KEPT);
        let due: Vec<&String> = due.map(|(text, _)| text).collect();
        let kept = history(&app, &due).await;
        let lost: Vec<_> = due.iter().filter(|text| !kept.contains(**text)).collect();
        assert!(lost.is_empty(), "{} of {} lost, {lost:?}: {place}", lost.len(), due.len());
        of_shown += due.len();
        println!("{round}: {} messages were due, 0 lost", due.len());
    }
    load.abort();
    assert!(of_shown > usize::from(kills) * IN_SIGHT, "chat ran on the pages: {of_shown}");
    started_in.sort();
    let median = started_in[started_in.len() / 2];
    let longest = started_in.last().expect("it was killed");
    println!(
        "killed {kills} times, each database whole: of {of_shown} messages and of settings 0 lost; \
         ready again after {median:?}, {longest:?} at most"
    );
}

/// A thousand a second, whoever listens.
async fn numbered_messages(twitch: fake_platforms::FakeTwitch) {
    let mut tick = tokio::time::interval(Duration::from_millis(25));
    for number in 0_u64.. {
        tick.tick().await;
        let line = |n| privmsg("ada", "ann", &format!("m{number}-{n}"), &format!("{number}-{n}"));
        let lines: Vec<String> = (0..25).map(line).collect();
        twitch.send_lines(&lines).await;
    }
}

/// What comes on the screen of a page, and when, until the application is gone.
async fn shown_until_the_end(page: &mut View) -> Vec<(String, Instant)> {
    let mut shown = Vec::new();
    loop {
        let texts = page.ever.drain(..);
        shown.extend(texts.map(|text| (text, Instant::now())));
        if page.step_or_close().await.is_some() {
            return shown;
        }
    }
}

/// The texts of the history, from now back to where it has all of these.
async fn history(app: &App, wanted: &[&String]) -> std::collections::HashSet<String> {
    let mut texts = std::collections::HashSet::new();
    let mut before = String::new();
    loop {
        let path = format!("/api/messages?limit=1000{before}");
        let found = app.get(&path).await.is(200);
        let found = found.as_array().expect("a list");
        texts.extend(found.iter().filter_map(|m| m["text"].as_str()).map(str::to_owned));
        let has_all = wanted.iter().all(|text| texts.contains(*text));
        let Some(oldest) = found.last().filter(|_| !has_all && found.len() == 1000) else {
            return texts;
        };
        before = format!("&before={}", oldest["id"].as_str().expect("an id"));
    }
}

async fn channels(app: &App) -> Vec<String> {
    let sources = app.get("/api/sources").await.is(200);
    let channel = |source: &Value| source["channel"].as_str().unwrap_or_default().to_owned();
    sources.as_array().expect("a list").iter().map(channel).collect()
}

/// What SQLite says of the file as the kill left it. A copy is asked, so that the application itself
/// has to recover the original.
fn integrity(data_dir: &Path) -> String {
    let copy = tempfile::tempdir().expect("a folder");
    for name in ["multichat.db", "multichat.db-wal"] {
        let from = data_dir.join(name);
        if from.exists() {
            std::fs::copy(from, copy.path().join(name)).expect("it can be copied");
        }
    }
    let database = rusqlite::Connection::open(copy.path().join("multichat.db"));
    let database = database.expect("it opens");
    let verdict = database.query_row("PRAGMA integrity_check", [], |row| row.get(0));
    verdict.expect("it can be checked")
}
