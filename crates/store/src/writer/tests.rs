//! What waits, and what is written of it.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

use chat::{Message, Platform, Reason, Record, SourceId};
use rusqlite::Connection;

use super::{Beside, Order, Step, Trouble, Writer, Writing, take};
use crate::focus::Newest;
use crate::suspicion::Suspicion;
use crate::{Query, Store};

/// A message that can't be written.
pub(super) const FAULT: &str = "a fault";

#[test]
fn what_replaces_a_message_that_waits_comes_in_its_place() {
    let at = "2026-11-22T18:00:00Z".parse().unwrap();
    let gap = Message::gap(Platform::Twitch, &SourceId::new("s"), at, at);
    let message = |native_id: &str, system: &str| {
        let id = chat::MessageId::of(Platform::Twitch, native_id);
        Arc::new(Message { id, system: Some(system.into()), ..gap.clone() })
    };
    let removed = Some(Reason::Hidden);
    let mut batch = Vec::new();
    take(&mut batch, Record::Message(message("1", "a"), removed).into());
    take(&mut batch, Record::Message(message("2", "b"), None).into());
    take(&mut batch, Record::Replaced(message("1", "c")).into());
    take(&mut batch, Record::Replaced(message("1", "d")).into());
    let late = Message { source: SourceId::new("t"), ..Message::clone(&message("2", "e")) };
    take(&mut batch, Record::Replaced(Arc::new(late)).into());
    let told = |step: &Step| match &step.record {
        Some(Record::Message(message, why)) => (message.system.clone().unwrap(), *why),
        Some(Record::Replaced(message)) => (message.system.clone().unwrap(), None),
        other => panic!("{other:?}"),
    };
    let told: Vec<_> = batch.iter().map(told).collect();
    let expected = [("d", removed), ("b", None), ("e", None)];
    assert_eq!(told, expected.map(|(system, why)| (system.to_owned(), why)));
}

#[test]
fn steps_are_written_in_their_order_also_those_that_the_channel_had_no_room_for() {
    let (orders, inbox) = sync_channel(2);
    let (trouble, beside) = (Arc::<Trouble>::default(), Arc::<Beside>::default());
    let mut writing = Writing {
        connection: Connection::open_in_memory().unwrap(),
        batch: Vec::new(),
        trouble: Arc::clone(&trouble),
        beside: Arc::clone(&beside),
        suspicion: Arc::new(Suspicion::of(Path::new("no database"))),
        newest: Newest::default(),
        most: None,
    };
    let writer = Writer { orders: Some(orders.clone()), thread: None, trouble, beside };
    let at = "2026-11-22T18:00:00Z".parse().unwrap();
    let talk = Message::gap(Platform::Twitch, &SourceId::new("s"), at, at);
    let id = |name: &str| chat::MessageId::of(Platform::Twitch, name);
    let unhidden = |name: &str| Record::Unhidden(id(name));
    let (done, _) = sync_channel(1);
    orders.send(Order::Flush(done)).unwrap();
    writer.record(unhidden("first").into());
    writer.record(unhidden("there is no room for it").into());
    let first = inbox.recv().unwrap();
    writer.record(Record::Message(Arc::new(talk), None).into());
    assert_eq!(writing.gather(first, &inbox).len(), 1, "who asked is told");
    let order: Vec<_> = writing.batch.iter().map(|step| step.record.as_ref().unwrap()).collect();
    let [Record::Unhidden(_), Record::Unhidden(second), Record::Message(..)] = order[..] else {
        panic!("{order:?}");
    };
    assert_eq!(*second, id("there is no room for it"));
    assert_eq!(writer.lost(), 0);
}

#[test]
fn a_record_over_which_the_thread_falls_costs_itself_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = Store::open(folder.path()).unwrap();
    let at = "2026-11-22T18:00:00Z".parse().unwrap();
    let gap = Message::gap(Platform::Twitch, &SourceId::new("s"), at, at);
    for native_id in ["1", FAULT, "2"] {
        let id = chat::MessageId::of(Platform::Twitch, native_id);
        let message = Message { id, native_id: native_id.into(), ..gap.clone() };
        store.record(Record::Message(Arc::new(message), None));
    }
    store.flush();
    assert!(store.take_fall(), "it is said");
    assert_eq!((store.lost(), store.in_trouble()), (1, false));
    let kept = store.history(&Query { limit: 10, with_gaps: true, ..Query::default() }).unwrap();
    let kept: Vec<_> = kept.iter().map(|found| found.message.native_id.as_str()).collect();
    assert_eq!(kept, ["2", "1"]);
}
