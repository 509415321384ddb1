//! What somebody did and what the audit list tells of it: both are on the disk, or neither.

#![allow(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

use std::sync::Arc;

use chat::{
    Flags, Focus, Fragment, Kind, Message, MessageId, Platform, Reason, Record, Removal, SourceId,
    Target,
};
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::json;
use store::{AuditChange, Fate, FocusState, NewAuditRow, Store, Untold};

fn message() -> Message {
    Message {
        id: MessageId::of(Platform::Twitch, "1"),
        native_id: "1".into(),
        platform: Platform::Twitch,
        source: SourceId::new("s"),
        at: Timestamp::UNIX_EPOCH,
        author: None,
        kind: Kind::Chat,
        body: vec![Fragment::plain("hello")],
        system: None,
        amount: None,
        reply_to: None,
        flags: Flags::default(),
    }
}

fn hiding() -> Record {
    let target = Target::Message { id: message().id };
    let removal = Removal { target, reason: Reason::Hidden, at: Timestamp::UNIX_EPOCH };
    Record::Removed { removal, by_copy: Vec::new() }
}

fn told() -> Vec<AuditChange> {
    vec![AuditChange::Done(NewAuditRow {
        at: Timestamp::UNIX_EPOCH,
        who: Some("mod-1".into()),
        name: "Mo".into(),
        deed: "hid",
        message: Some(message().id),
        entry: json!({"deed": "hid", "message": message().id}),
    })]
}

/// A state of the queue, and what tells of it.
fn state(version: u64, kept: chat::Kept, told: Vec<AuditChange>) -> FocusState {
    let untold = Untold::default();
    untold.add(version, told);
    FocusState { version, kept, untold }
}

/// A queue with a message in it.
fn queue() -> chat::Kept {
    let mut focus = Focus::default();
    let act = chat::Act::Queue(vec![Arc::new(message())]);
    focus.act(act, &chat::By::Owner, Timestamp::UNIX_EPOCH, std::time::Duration::ZERO).unwrap();
    focus.kept()
}

/// From now on nothing gets into, or within, this table.
fn refuse(folder: &std::path::Path, table: &str, how: &str) {
    let connection = Connection::open(folder.join("multichat.db")).unwrap();
    let sql = format!(
        "CREATE TRIGGER no_{table} BEFORE {how} ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END"
    );
    connection.execute_batch(&sql).unwrap();
}

fn allow(folder: &std::path::Path, table: &str) {
    let connection = Connection::open(folder.join("multichat.db")).unwrap();
    connection.execute_batch(&format!("DROP TRIGGER no_{table}")).unwrap();
}

/// Whether the message is hidden, and whether that is told of.
fn hidden_and_told(folder: &std::path::Path) -> (bool, bool) {
    let connection = Connection::open(folder.join("multichat.db")).unwrap();
    let is = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, bool>(0)).unwrap();
    (
        is("SELECT EXISTS (SELECT 1 FROM removal)"),
        is("SELECT EXISTS (SELECT 1 FROM audit WHERE deed = 'hid')"),
    )
}

#[test]
fn where_one_of_both_can_not_be_written_neither_is_and_later_both_are() {
    for (table, how) in [("audit", "INSERT"), ("removal", "INSERT")] {
        let folder = tempfile::tempdir().unwrap();
        let (store, _) = Store::open(folder.path()).unwrap();
        store.record(Record::Message(Arc::new(message()), None));
        store.flush();
        refuse(folder.path(), table, how);
        store.record_told(Some(hiding()), told(), None);
        store.flush();
        assert!(store.in_trouble());
        assert_eq!(hidden_and_told(folder.path()), (false, false), "{table} is refused");
        allow(folder.path(), table);
        store.flush();
        assert_eq!(hidden_and_told(folder.path()), (true, true), "{table} is free again");
        assert_eq!(store.audit(9, None).unwrap().len(), 1, "and told of once");
    }
}

#[test]
fn the_queue_is_kept_with_what_is_told_of_it_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = Store::open(folder.path()).unwrap();
    for (table, how) in [("audit", "INSERT"), ("focus", "INSERT")] {
        refuse(folder.path(), table, how);
        assert!(store.keep_focus(&state(1, queue(), told())).is_err());
        assert!(store.focus().unwrap().is_none(), "{table} is refused");
        assert!(store.audit(9, None).unwrap().is_empty(), "{table} is refused");
        allow(folder.path(), table);
    }
    store.keep_focus(&state(1, queue(), told())).unwrap();
    assert_eq!(store.focus().unwrap(), Some(queue()));
    let number = store.audit(9, None).unwrap()[0].number;

    refuse(folder.path(), "audit", "UPDATE");
    let taken_back = state(2, chat::Kept::default(), vec![AuditChange::Undone(number)]);
    assert!(store.keep_focus(&taken_back).is_err());
    assert_eq!(store.focus().unwrap(), Some(queue()), "what is not told of is not taken back");
    allow(folder.path(), "audit");
    store.keep_focus(&taken_back).unwrap();
    assert!(store.audit(9, None).unwrap()[0].undone);
    assert!(store.keep_focus(&taken_back).is_ok());
    assert_eq!(store.audit(9, None).unwrap().len(), 1, "told of once");
}

#[test]
fn what_comes_back_and_the_queue_that_it_comes_back_to_are_one() {
    for (table, how) in [("focus", "INSERT"), ("removal", "DELETE"), ("audit", "INSERT")] {
        let folder = tempfile::tempdir().unwrap();
        let (store, _) = Store::open(folder.path()).unwrap();
        store.record(Record::Message(Arc::new(message()), None));
        store.record_told(Some(hiding()), Vec::new(), None);
        store.flush();
        refuse(folder.path(), table, how);
        let back = state(1, queue(), told());
        store.record_told(Some(Record::Unhidden(message().id)), Vec::new(), Some(back));
        store.flush();
        assert!(store.in_trouble());
        let is_there = || {
            let removed = store.message(&message().id).unwrap().unwrap().removed;
            let told = !store.audit(9, None).unwrap().is_empty();
            (removed.is_none(), store.focus().unwrap().is_some(), told)
        };
        assert_eq!(is_there(), (false, false, false), "{table} is refused");
        allow(folder.path(), table);
        store.flush();
        assert_eq!(is_there(), (true, true, true), "{table} is free again");
    }
}

#[test]
fn an_older_queue_is_not_written_over_a_newer_one_and_is_told_of_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = Store::open(folder.path()).unwrap();
    store.keep_focus(&state(2, queue(), Vec::new())).unwrap();
    let older = state(1, chat::Kept::default(), told());
    store.record_told(Some(hiding()), Vec::new(), Some(older));
    store.flush();
    assert_eq!(store.focus().unwrap(), Some(queue()));
    assert_eq!(store.audit(9, None).unwrap().len(), 1);
}

#[test]
fn what_was_not_done_is_told_of_no_more_and_what_was_let_pass_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = Store::open(folder.path()).unwrap();
    let passed = |native_id: &str| NewAuditRow {
        at: Timestamp::UNIX_EPOCH,
        who: None,
        name: "Streamer".into(),
        deed: "passed",
        message: Some(MessageId::of(Platform::Twitch, native_id)),
        entry: json!({}),
    };
    let numbers = ["1", "2", "3", "lost"].map(|id| store.note(&passed(id)).unwrap());
    let fates = |store: &Store| {
        let told = store.audit(9, None).unwrap().into_iter();
        told.map(|row| (row.number, row.fate)).collect::<Vec<_>>()
    };
    assert!(fates(&store).iter().all(|(_, fate)| *fate == Fate::Pending));
    assert!(store.last_with_deed("passed", 9).unwrap().is_empty(), "nothing is known to be done");
    let became = [Fate::Done, Fate::Done, Fate::Refused, Fate::Unknown];
    for (number, fate) in numbers.into_iter().zip(became) {
        store.settle_note(number, fate).unwrap();
    }
    store.mark_undone(numbers[1]).unwrap();
    let known = store.last_with_deed("passed", 9).unwrap();
    assert_eq!(known, [MessageId::of(Platform::Twitch, "1")]);
    let told = [(numbers[3], Fate::Unknown), (numbers[1], Fate::Done), (numbers[0], Fate::Done)];
    assert_eq!(fates(&store), told);
    assert!(store.audit_entry(numbers[2]).is_err());
    let next = store.note(&passed("4")).unwrap();
    assert!(next > numbers[2], "who has seen {} does not take back {next} by it", numbers[2]);

    drop(store);
    let (store, _) = Store::open(folder.path()).unwrap();
    assert_eq!(store.audit_entry(next).unwrap().fate, Fate::Unknown, "its answer never comes");
    assert_eq!(store.audit_entry(numbers[0]).unwrap().fate, Fate::Done);
    assert!(store.audit_entry(numbers[2]).is_err(), "what was refused stays so");
}
