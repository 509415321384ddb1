//! What was bought before the ledger kept what has no amount.

#![allow(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

use std::sync::Arc;

use chat::{
    Amount, Flags, Fragment, GiftEvent, Kind, Message, MessageId, Platform, Record, Shared,
    SourceId, SubscriptionEvent, Tier,
};
use rusqlite::Connection;
use store::{Ledger, LedgerQuery, Store};

fn message(native_id: &str, kind: Kind) -> Message {
    Message {
        id: MessageId::of(Platform::Twitch, native_id),
        native_id: native_id.into(),
        platform: Platform::Twitch,
        source: SourceId::new("s"),
        at: "2026-11-22T18:00:00Z".parse().unwrap(),
        author: None,
        kind,
        body: vec![Fragment::plain("many thanks")],
        system: Some(format!("what the platform says of {native_id}")),
        amount: None,
        reply_to: None,
        flags: Flags::default(),
    }
}

fn super_chat(native_id: &str) -> Message {
    let amount =
        Amount { text: "$5.00".into(), micros: Some(5_000_000), currency: Some("USD".into()) };
    let kind = Kind::SuperChat { tier: Tier::new(2) };
    Message { amount: Some(amount), ..message(native_id, kind) }
}

fn subscription(event: SubscriptionEvent, plan: &str) -> Kind {
    Kind::Subscription { event, plan: Some(plan.into()), months: Some(3), streak: None }
}

fn gift(event: GiftEvent, count: u32) -> Kind {
    let (plan, recipients) = (Some("1000".into()), Vec::new());
    Kind::Gift { event, count, plan, recipients, batch: None, anonymous: false }
}

/// Some of it bought, some paid, and some neither, as it came.
fn said() -> Vec<Message> {
    let level = || Some("Gold".to_owned());
    let mut said = vec![
        message("renewed", subscription(SubscriptionEvent::Renewed, "2000")),
        super_chat("first"),
        message("forward", subscription(SubscriptionEvent::PayForward, "1000")),
        message("five", gift(GiftEvent::Batch, 5)),
        message("received", gift(GiftEvent::Received, 1)),
        message("talk", Kind::Chat),
        super_chat("second"),
        message("member", Kind::Membership { level: level(), upgraded: false }),
        message("milestone", Kind::Milestone { months: Some(2), level: level() }),
        super_chat("third"),
        message("prime", subscription(SubscriptionEvent::New, "Prime")),
    ];
    let mut pinned = message("pinned", gift(GiftEvent::Single, 1));
    pinned.flags.repeats = Some(said[3].id);
    let mut elsewhere = message("elsewhere", gift(GiftEvent::Single, 1));
    let (origin, room) = (elsewhere.id, Some("7".into()));
    elsewhere.flags.shared = Some(Shared { origin, room, name: None, copies: Vec::new() });
    let mut test = message("test", gift(GiftEvent::Single, 1));
    test.source = SourceId::new(SourceId::TEST);
    said.extend([pinned, elsewhere, test]);
    said
}

fn ledger(store: &Store, text: Option<&str>) -> Ledger {
    let text = text.map(str::to_owned);
    let query = LedgerQuery { limit: 99, text, made_up: Some(false), ..LedgerQuery::default() };
    store.ledger_with_totals(&query).unwrap()
}

/// Everything but what is read.
fn told(Ledger { entries, totals, bought }: Ledger) -> String {
    let entries: Vec<_> = entries.into_iter().map(|entry| (entry.message, entry.removed)).collect();
    let totals: Vec<_> = totals.into_iter().map(|total| (total.currency, total.micros)).collect();
    let bought: Vec<_> =
        bought.into_iter().map(|total| (total.kind, total.plan, total.count)).collect();
    format!("{entries:#?} {totals:#?} {bought:#?}")
}

#[test]
fn what_was_bought_before_it_was_kept_is_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = Store::open(folder.path()).unwrap();
    for message in said() {
        store.record(Record::Message(Arc::new(message), None));
    }
    let kept = ledger(&store, None);
    let ids: Vec<_> = kept.entries.iter().map(|entry| entry.message.native_id.clone()).collect();
    let expected = ["prime", "third", "milestone", "member", "second", "five", "first", "renewed"];
    assert_eq!(ids, expected);
    drop(store);

    let database = Connection::open(folder.path().join("multichat.db")).unwrap();
    let older = "
        DELETE FROM paid WHERE bought IS NOT NULL;
        UPDATE message SET written = 1000 + 10 * number;
        UPDATE paid SET written = (SELECT written FROM message WHERE message.id = paid.id);
        INSERT INTO message (id, platform, source, kind, author, text, message)
        VALUES ('x', 'twitch', 's', 'gift', '', '', 'damaged');
        DROP TABLE youtube_ban;
        PRAGMA user_version = 16";
    database.execute_batch(older).unwrap();
    drop(database);

    let (store, _) = Store::open(folder.path()).unwrap();
    let late = ledger(&store, None);
    for entry in &late.entries {
        assert_eq!(entry.read, entry.message.bought().is_some(), "{:?}", entry.message.kind);
    }
    assert_eq!(told(late), told(kept));
    assert_eq!(ledger(&store, Some("says of five")).entries.len(), 1, "it is found");
    assert_eq!(ledger(&store, Some("$5.00")).entries.len(), 3, "and so is what was there");
    let at = said()[3].at;
    let since = LedgerQuery { limit: 99, since: Some(at), ..LedgerQuery::default() };
    assert!(store.ledger(&since).unwrap().iter().any(|e| e.message.native_id == "five"));
}
