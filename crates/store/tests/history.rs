//! The history, on a real file.

#![allow(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

use std::sync::Arc;
use std::time::Duration;

use chat::{
    Author, AuthorId, Flags, Fragment, Kind, Message, MessageId, Platform, Reason, Record, Removal,
    SourceId, Target,
};
use store::{Query, Store, StoreError};

fn message(native_id: &str, author: &str, text: &str) -> Message {
    Message {
        id: MessageId::of(Platform::Twitch, native_id),
        native_id: native_id.into(),
        platform: Platform::Twitch,
        source: SourceId::new("s"),
        at: "2026-11-22T18:00:00Z".parse().unwrap(),
        author: Some(Author {
            id: AuthorId::new(author),
            name: author.to_uppercase(),
            login: None,
            color: None,
            roles: vec![],
            badges: vec![],
            avatar: None,
            pronouns: None,
        }),
        kind: Kind::Chat,
        body: vec![Fragment::plain(text)],
        system: None,
        amount: None,
        reply_to: None,
        flags: Flags::default(),
    }
}

fn removal(target: Target, reason: Reason) -> Record {
    let at = "2026-11-22T18:00:01Z".parse().unwrap();
    Record::Removed { removal: Removal { target, reason, at }, by_copy: Vec::new() }
}

fn filled(folder: &std::path::Path) -> Store {
    let (store, quarantine) = Store::open(folder).unwrap();
    assert_eq!(quarantine, None);
    for (id, author, text) in
        [("1", "ada", "100% sure"), ("2", "bob", "100 sure"), ("3", "ada", "x_y")]
    {
        let record = Record::Message(Arc::new(message(id, author, text)), None);
        store.record(record);
    }
    store
}

fn ids(store: &Store, query: &Query) -> Vec<String> {
    let limit = if query.limit == 0 { 10 } else { query.limit };
    let found = store.history(&Query { limit, ..query.clone() }).unwrap();
    found.into_iter().map(|found| found.message.native_id).collect()
}

#[test]
fn a_query_sees_what_was_recorded_before_it_newest_first() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    assert_eq!(ids(&store, &Query::default()), ["3", "2", "1"]);
    assert_eq!(ids(&store, &Query { limit: 1, ..Query::default() }), ["3"]);
    let before = Some(MessageId::of(Platform::Twitch, "3"));
    assert_eq!(ids(&store, &Query { before, ..Query::default() }), ["2", "1"]);
}

#[test]
fn messages_are_found_by_their_ids_each_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let ids = ["3", "none", "1", "3"].map(|id| MessageId::of(Platform::Twitch, id));
    let found = store.messages(&ids).unwrap();
    let found = found.iter().map(|found| found.as_ref().map(|found| &*found.message.native_id));
    assert_eq!(found.collect::<Vec<_>>(), [Some("3"), None, Some("1"), Some("3")]);
    assert!(store.messages(&[]).unwrap().is_empty());
}

#[test]
fn a_search_finds_letters_of_any_alphabet_in_either_case() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    for (id, text) in [("u1", "Übung macht den Meister"), ("u2", "ÄPFEL für ÅSA"), ("u3", "ПРИВЕТ")]
    {
        store.record(Record::Message(Arc::new(message(id, "ann", text)), None));
    }
    let search = |text: &str| ids(&store, &Query { text: Some(text.into()), ..Query::default() });
    for (text, id) in
        [("übung", "u1"), ("ÜBUNG", "u1"), ("äpfel", "u2"), ("привет", "u3"), ("åsa", "u2")]
    {
        assert_eq!(search(text), [id], "{text}");
    }
    assert_eq!(search("üb"), ["u1"], "also by two letters");
}

#[test]
fn a_search_takes_its_text_literally() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let search = |text: &str| ids(&store, &Query { text: Some(text.into()), ..Query::default() });
    assert_eq!(search("100%"), ["1"], "a percent sign is no wildcard");
    assert_eq!(search("_"), ["3"], "an underscore is no wildcard");
    assert_eq!(search("SURE"), ["2", "1"], "case does not matter");
    assert_eq!(search("' OR TRUE --"), Vec::<String>::new());
    let author = Some("ADA".to_owned());
    assert_eq!(ids(&store, &Query { author, ..Query::default() }), ["3", "1"]);
}

#[test]
fn an_unknown_message_can_not_be_a_beginning() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let before = Some(MessageId::of(Platform::Twitch, "none"));
    let error = store.history(&Query { limit: 1, before, ..Query::default() }).unwrap_err();
    assert!(matches!(error, StoreError::Missing("message")), "{error}");
}

#[test]
fn what_was_removed_says_why_and_is_not_taken_up_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let ban = Target::Author { source: SourceId::new("s"), author: AuthorId::new("ada") };
    store.record(removal(ban, Reason::Ban));
    let hide = Target::Message { id: MessageId::of(Platform::Twitch, "2") };
    store.record(removal(hide, Reason::Hidden));
    drop(store);

    let (store, _) = Store::open(folder.path()).unwrap();
    let (removals, messages) = store.tail(10, 10, 60).unwrap();
    let hidden: Vec<_> = messages.iter().map(|placed| placed.is_hidden).collect();
    assert_eq!((removals.len(), hidden), (2, vec![true]), "what its platform removed is gone");
    let banned = ["3", "1"].map(|name| (MessageId::of(Platform::Twitch, name), Reason::Ban));
    assert_eq!(store.removed_lately(10).unwrap(), banned);
    assert_eq!(store.removed_lately(1).unwrap(), banned[..1]);
    let reasons: Vec<_> = store
        .history(&Query { limit: 10, ..Query::default() })
        .unwrap()
        .into_iter()
        .map(|found| found.removed)
        .collect();
    assert_eq!(reasons, [Some(Reason::Ban), Some(Reason::Hidden), Some(Reason::Ban)]);

    let unhidden = MessageId::of(Platform::Twitch, "2");
    store.record(Record::Unhidden(unhidden));
    store.flush();
    let (removals, messages) = store.tail(10, 10, 60).unwrap();
    let hidden: Vec<_> = messages.iter().map(|placed| placed.is_hidden).collect();
    assert_eq!((removals.len(), hidden), (1, vec![false]), "and it is shown again");
}

#[test]
fn what_can_not_be_written_waits_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    store.flush();
    // A trigger that refuses stands for a disk that does.
    let other = rusqlite::Connection::open(folder.path().join("multichat.db")).unwrap();

    other
        .execute_batch(
            "CREATE TRIGGER refuse BEFORE INSERT ON message BEGIN SELECT RAISE(ABORT, 'no'); END",
        )
        .unwrap();
    store.record(Record::Message(Arc::new(message("4", "ada", "late")), None));
    store.flush();
    assert!(store.in_trouble(), "it is said");
    other.execute_batch("DROP TRIGGER refuse").unwrap();
    store.flush();
    assert!(!store.in_trouble());
    assert_eq!(ids(&store, &Query::default()), ["4", "3", "2", "1"], "nothing is lost");
}

#[test]
fn a_first_batch_waits_for_what_another_connection_writes() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(filled(folder.path()));
    let other = rusqlite::Connection::open(folder.path().join("multichat.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let (done, written) = std::sync::mpsc::channel();
    let flushing = std::thread::spawn({
        let store = Arc::clone(&store);
        move || {
            store.flush();
            done.send(()).unwrap();
        }
    });
    // Without waiting it gives up at once.
    assert!(written.recv_timeout(Duration::from_millis(300)).is_err(), "it waits");
    other.execute_batch("COMMIT").unwrap();
    flushing.join().unwrap();
    assert!(!store.in_trouble());
    assert_eq!(ids(&store, &Query::default()), ["3", "2", "1"]);
}

#[test]
fn what_is_long_ago_is_found_as_surely_as_what_is_new() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let seldom = ["Größe 100%", "naïve", "x_y_z", "🎉🎉🎉", "日本語テキスト", "a\\b\\c", "ab"];
    let mut said: Vec<(String, String)> = Vec::new();
    for number in 0..21_500_usize {
        // Each is said once, among the first.
        let text = match seldom.get(number / 10).filter(|_| number.is_multiple_of(10)) {
            Some(text) => format!("so {text} is"),
            None => format!("word{} and {}", number % 97, number % 89),
        };
        let id = format!("n{number}");
        let author = format!("viewer{}", number % 1_000);
        store.record(Record::Message(Arc::new(message(&id, &author, &text)), None));
        said.push((id, format!("{text} {}", author.to_uppercase())));
        if number.is_multiple_of(5_000) {
            store.flush();
        }
    }
    let more = ["word13", "VIEWER77", "viewer999", "and 8", "nobody said this", "so naïve"];
    for text in seldom.into_iter().chain(more) {
        let holds = |known: &String| known.to_lowercase().contains(&text.to_lowercase());
        let fits = said.iter().rev().filter(|(_, known)| holds(known)).map(|(id, _)| id.clone());
        let expected: Vec<String> = fits.take(300).collect();
        let query = Query { text: Some(text.into()), limit: 300, ..Query::default() };
        let found: Vec<String> =
            ids(&store, &query).into_iter().filter(|id| id.starts_with('n')).collect();
        assert_eq!(found, expected, "{text:?}");
    }
    store.record(Record::Replaced(Arc::new(message("n10", "viewer10", "other words"))));
    let search = |text: &str| ids(&store, &Query { text: Some(text.into()), ..Query::default() });
    assert_eq!(search("naïve"), Vec::<String>::new(), "it has another text now");
    assert_eq!(search("other words"), ["n10"]);
}

#[test]
fn the_index_of_words_is_that_of_the_messages_whatever_becomes_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let of = |platform, id: &str, text: &str| {
        let made = Message { platform, ..message(id, "ada", text) };
        Arc::new(Message { id: MessageId::of(platform, id), ..made })
    };
    let chat = |id: &str, text: &str| of(Platform::Twitch, id, text);
    let demo = |id: &str| {
        let made = Message::clone(&of(Platform::Demo, id, "words of the demo"));
        Arc::new(Message { source: SourceId::new(SourceId::STAND_IN), ..made })
    };
    let has = |store: &Store, text: &str| {
        ids(store, &Query { text: Some(text.into()), ..Query::default() })
    };
    let check = || {
        let database = rusqlite::Connection::open(folder.path().join("multichat.db")).unwrap();
        let sql = "INSERT INTO message_words (message_words, rank) VALUES ('integrity-check', 1)";
        database.execute(sql, []).map(drop)
    };

    let (store, _) = Store::open(folder.path()).unwrap();
    store.record(Record::Message(chat("1", "old words"), None));
    // In one batch: it comes, and has other words.
    store.record(Record::Replaced(chat("1", "newer words")));
    store.record(Record::Message(demo("2"), None));
    assert_eq!(has(&store, "newer words"), ["1"]);
    store.record(Record::Replaced(chat("1", "newest words")));
    store.record(Record::Message(demo("3"), None));
    assert_eq!(
        (has(&store, "newest words"), has(&store, "newer words")),
        (vec!["1".into()], vec![])
    );
    drop(store);
    assert_eq!(check(), Ok(()));

    // The messages of demo chat that stands in go with the run, and those that come next have their numbers.
    let (store, _) = Store::open(folder.path()).unwrap();
    store.record(Record::Message(chat("4", "words of the next run"), None));
    assert_eq!(has(&store, "words"), ["4", "1"]);
    drop(store);
    assert_eq!(check(), Ok(()));
}
