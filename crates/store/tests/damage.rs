//! A database that was damaged while nobody looked.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use chat::{Message, Platform, Record, SourceId};
use rusqlite::Connection;
use store::{Damage, Key, OverlayRow, SourceRow, Store};

const FILE: &str = "multichat.db";

/// All that a person has set.
#[derive(Debug, PartialEq)]
struct Kept {
    settings: BTreeMap<String, serde_json::Value>,
    sources: Vec<SourceRow>,
    overlays: Vec<OverlayRow>,
    dock: Option<Key>,
}

fn kept(store: &Store) -> Kept {
    Kept {
        settings: store.settings().unwrap(),
        sources: store.sources().unwrap(),
        overlays: store.overlays().unwrap(),
        dock: store.page_key("dock").unwrap(),
    }
}

fn set_up(folder: &Path) -> Kept {
    let (store, damage) = Store::open(folder).unwrap();
    assert_eq!(damage, None);
    store.set_settings(&BTreeMap::from([("chat_speed".into(), 31.into())])).unwrap();
    for (number, enabled) in [(1, true), (2, false)] {
        let channel = format!("channel_{number}");
        let id = SourceId::new(&*channel);
        let source = SourceRow { id, platform: Platform::Twitch, channel, enabled };
        store.add_source(&source).unwrap();
        store.add_overlay(&overlay(number)).unwrap();
    }
    store.set_page_key("dock", &Key::known("the key of the dock".into())).unwrap();
    kept(&store)
}

fn overlay(number: u32) -> OverlayRow {
    OverlayRow {
        id: format!("ovl-{number}"),
        name: format!("Overlay {number} — naïve"),
        kind: "chat".into(),
        key: Key::known(format!("key {number}")),
        theme: "dark-purple".into(),
        custom_css: ".message { color: red }\n".repeat(100),
        options: "{}".into(),
    }
}

#[test]
fn every_table_is_kept_or_is_history() {
    let folder = tempfile::tempdir().unwrap();
    drop(Store::open(folder.path()).unwrap());
    let database = Connection::open(folder.path().join(FILE)).unwrap();
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    let mut statement = database.prepare(sql).unwrap();
    let names = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let names: Vec<_> = names.map(Result::unwrap).collect();
    let file = fs::read_to_string(folder.path().join("multichat.settings.json")).unwrap();
    let is_kept = |name: &String| file.contains(&format!("\"name\": \"{name}\""));
    let (kept, other): (Vec<_>, Vec<_>) = names.into_iter().partition(is_kept);
    let is_of_search =
        |name: &String| ["message_words", "paid_words"].iter().any(|of| name.starts_with(of));
    let (search, other): (Vec<_>, Vec<_>) = other.into_iter().partition(is_of_search);
    assert_eq!(
        kept,
        ["moderator", "obs_source", "overlay", "page_key", "setting", "source", "support"]
    );
    let history = [
        "audit",
        "donation_channel",
        "focus",
        "indexed",
        "message",
        "paid",
        "quota",
        "removal",
        "seal",
        "youtube_ban",
    ];
    assert_eq!(other, history, "a new table is in KEPT, or named here");
    for index in ["message_words", "paid_words"] {
        assert!(search.iter().any(|name| name == index), "history and ledger can be searched");
    }
}

#[test]
fn a_file_that_is_no_database_any_more_costs_no_setting() {
    for (what, bytes) in
        [("other bytes", "no database".repeat(9_000)), ("a short file", "x".into())]
    {
        let folder = tempfile::tempdir().unwrap();
        let before = set_up(folder.path());
        fs::write(folder.path().join(FILE), bytes).unwrap();
        let (store, damage) = Store::open(folder.path()).unwrap();
        let Some(Damage::PutAside { aside, restored: true }) = damage else {
            panic!("{what}: {damage:?}");
        };
        assert!(aside.exists(), "nothing is deleted");
        assert_eq!(kept(&store), before, "{what}");
        drop(store);
        let (store, damage) = Store::open(folder.path()).unwrap();
        assert_eq!((kept(&store), damage), (before, None), "the next start has nothing to say");
    }
}

#[test]
fn a_file_that_is_gone_or_empty_costs_no_setting() {
    for empty in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let before = set_up(folder.path());
        let path = folder.path().join(FILE);
        if empty { fs::write(&path, "") } else { fs::remove_file(&path) }.unwrap();
        let (store, damage) = Store::open(folder.path()).unwrap();
        assert_eq!((kept(&store), damage), (before, Some(Damage::Gone)));
    }
}

#[test]
fn a_setting_that_is_not_what_was_written_is_as_it_was_and_the_history_stays() {
    let folder = tempfile::tempdir().unwrap();
    let before = set_up(folder.path());
    let path = folder.path().join(FILE);
    let mut bytes = fs::read(&path).unwrap();
    // Wherever SQLite has it: in the table, and in the index of keys.
    let places: Vec<usize> =
        (0..bytes.len() - 5).filter(|at| bytes[*at..].starts_with(b"key 1")).collect();
    for at in places {
        bytes[at + 4] = b'7';
    }
    fs::write(&path, bytes).unwrap();
    let (store, damage) = Store::open(folder.path()).unwrap();
    let restored = Some(Damage::Settings { restored: true });
    assert_eq!((kept(&store), damage), (before, restored), "SQLite itself finds nothing wrong");
}

#[test]
fn without_the_log_everything_that_was_set_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let before = set_up(folder.path());
    let (store, _) = Store::open(folder.path()).unwrap();
    store.set_page_key("dock", &Key::known("another".into())).unwrap();
    let copy = tempfile::tempdir().unwrap();
    fs::copy(folder.path().join(FILE), copy.path().join(FILE)).unwrap();
    drop(store);
    let (store, damage) = Store::open(copy.path()).unwrap();
    let dock = Some(Key::known("another".into()));
    assert_eq!((kept(&store), damage), (Kept { dock, ..before }, None));
}

#[test]
fn a_snapshot_that_is_damaged_itself_is_not_believed() {
    let folder = tempfile::tempdir().unwrap();
    set_up(folder.path());
    let snapshot = folder.path().join("multichat.settings.json");
    let text = fs::read_to_string(&snapshot).unwrap().replace("channel_1", "channel_7");
    fs::write(&snapshot, text).unwrap();
    fs::write(folder.path().join(FILE), "no database".repeat(9_000)).unwrap();
    let (store, damage) = Store::open(folder.path()).unwrap();
    assert!(matches!(damage, Some(Damage::PutAside { restored: false, .. })), "{damage:?}");
    assert_eq!(store.sources().unwrap(), []);
}

#[test]
fn before_the_schema_goes_on_what_is_set_is_kept_for_good() {
    let folder = tempfile::tempdir().unwrap();
    let database = Connection::open(folder.path().join(FILE)).unwrap();
    for step in [include_str!("../src/schema/1.sql"), include_str!("../src/schema/2.sql")] {
        database.execute_batch(step).unwrap();
    }
    let row = "INSERT INTO source VALUES ('a', 'twitch', 'ada', 1)";
    database.execute_batch(&format!("{row}; PRAGMA user_version = 2")).unwrap();
    drop(database);
    let (store, damage) = Store::open(folder.path()).unwrap();
    assert_eq!((store.sources().unwrap().len(), damage), (1, None));
    let before = folder.path().join("multichat.settings.before-3.json");
    assert!(fs::read_to_string(before).unwrap().contains("\"ada\""));
}

#[test]
fn damage_that_writing_meets_is_looked_for_at_the_next_start_however_large_the_file_is() {
    let folder = tempfile::tempdir().unwrap();
    let before = set_up(folder.path());
    let (store, _) = Store::open(folder.path()).unwrap();
    // The index of words is emptied behind its back, and the file is larger than what is looked
    // through at each start.
    let other = Connection::open(folder.path().join(FILE)).unwrap();
    let large = "CREATE TABLE large (of BLOB); INSERT INTO large VALUES (zeroblob(70000000))";
    other
        .execute_batch(&format!("{large}; DROP TABLE large; DELETE FROM message_words_data"))
        .unwrap();
    drop(other);
    let at = "2026-11-22T18:00:00Z".parse().unwrap();
    let message = Message::gap(Platform::Twitch, &SourceId::new("s"), at, at);
    store.record(Record::Message(Arc::new(message), None));
    store.flush();
    assert!(store.in_trouble() && store.is_damaged(), "it is said");
    drop(store);
    let path = folder.path().join(FILE);
    assert!(!path.with_extension("db-wal").exists(), "the run ended well");
    let (store, damage) = Store::open(folder.path()).unwrap();
    assert!(matches!(damage, Some(Damage::PutAside { restored: true, .. })), "{damage:?}");
    assert_eq!(kept(&store), before);
    drop(store);
    let (store, damage) = Store::open(folder.path()).unwrap();
    assert_eq!((kept(&store), damage), (before, None), "the next start has nothing to say");
}

/// The figure: 200 places of the file, each in a folder of its own.
#[test]
fn damage_at_two_hundred_places_costs_no_start_and_no_setting() {
    let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(2_026);
    let mut random = fastrand::Rng::with_seed(seed);
    let origin = tempfile::tempdir().unwrap();
    let before = set_up(origin.path());
    let (mut aside, mut in_place, mut unseen) = (0, 0, 0);
    for round in 0..200 {
        let folder = tempfile::tempdir().unwrap();
        for file in [FILE, "multichat.settings.json"] {
            fs::copy(origin.path().join(file), folder.path().join(file)).unwrap();
        }
        let path = folder.path().join(FILE);
        let mut bytes = fs::read(&path).unwrap();
        let at = random.usize(..bytes.len());
        let length = random.usize(1..=16).min(bytes.len() - at);
        for byte in &mut bytes[at..at + length] {
            *byte = random.u8(..);
        }
        fs::write(&path, bytes).unwrap();
        let place = format!("round {round}, {length} bytes at {at}, seed {seed}");
        let (store, damage) = Store::open(folder.path()).unwrap_or_else(|e| panic!("{e}: {place}"));
        assert_eq!(kept(&store), before, "{place}: {damage:?}");
        match damage {
            Some(Damage::PutAside { .. } | Damage::Gone) => aside += 1,
            Some(Damage::Settings { .. }) => in_place += 1,
            None => unseen += 1,
        }
    }
    println!(
        "starts 200 of 200, settings lost 0; put aside {aside}, restored in place {in_place}, \
         nothing of the settings touched {unseen}"
    );
}
