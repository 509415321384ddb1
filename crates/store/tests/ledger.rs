//! The ledger, on a real file.

#![allow(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

use std::collections::HashSet;
use std::sync::Arc;

use chat::{
    Amount, Author, AuthorId, BOUGHT_KINDS, Flags, Fragment, GiftEvent, Kind, Message, MessageId,
    Platform, Reason, Record, Removal, SourceId, SubscriptionEvent, Target, Tier,
};
use store::{BoughtTotal, Entry, Ledger, LedgerQuery, Store, Total};

fn paid(native_id: &str, author: &str, text: &str, amount: Option<(&str, i64, &str)>) -> Message {
    Message {
        id: MessageId::of(Platform::YouTube, native_id),
        native_id: native_id.into(),
        platform: Platform::YouTube,
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
        kind: Kind::SuperChat { tier: Tier::new(2) },
        body: vec![Fragment::plain(text)],
        system: None,
        amount: amount.map(|(text, micros, currency)| Amount {
            text: text.into(),
            micros: Some(micros),
            currency: Some(currency.into()),
        }),
        reply_to: None,
        flags: Flags::default(),
    }
}

fn add(store: &Store, message: Message) {
    store.record(Record::Message(Arc::new(message), None));
}

fn open(folder: &std::path::Path) -> Store {
    Store::open(folder).unwrap().0
}

fn all() -> LedgerQuery {
    LedgerQuery { limit: 100, ..LedgerQuery::default() }
}

fn ids(store: &Store, query: &LedgerQuery) -> Vec<String> {
    store.ledger(query).unwrap().into_iter().map(|entry| entry.message.native_id).collect()
}

fn filled(folder: &std::path::Path) -> Store {
    let store = open(folder);
    add(&store, paid("1", "ada", "100% sure", Some(("$5.00", 5_000_000, "USD"))));
    add(&store, paid("2", "bob", "hello", Some(("$0.10", 100_000, "USD"))));
    add(&store, paid("3", "ada", "x_y", Some(("¥500", 500_000_000, "JPY"))));
    add(&store, paid("4", "eve", "what is this?", None));
    store
}

#[test]
fn only_what_is_paid_is_kept_and_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    add(&store, paid("1", "ada", "100% sure", Some(("$5.00", 5_000_000, "USD"))));
    add(&store, Message { kind: Kind::Chat, ..paid("5", "ada", "just talk", None) });
    let reward = Kind::Redemption { reward: "w1".into() };
    let points = Amount { text: "100 points".into(), micros: None, currency: None };
    let redeemed = Message { amount: Some(points), ..paid("7", "ada", "hydrate", None) };
    add(&store, Message { kind: reward, ..redeemed });
    let pin = Flags { repeats: Some(MessageId::of(Platform::YouTube, "1")), ..Flags::default() };
    add(
        &store,
        Message { flags: pin, ..paid("6", "ada", "pinned", Some(("$5.00", 5_000_000, "USD"))) },
    );
    assert_eq!(ids(&store, &all()), ["4", "3", "2", "1"]);
}

#[test]
fn sums_are_exact_and_by_currency() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    for number in 0..10 {
        add(&store, paid(&format!("c{number}"), "ada", "", Some(("$0.10", 100_000, "USD"))));
    }
    let huge = i64::MAX;
    add(&store, paid("h1", "ada", "", Some(("?", huge, "IRR"))));
    add(&store, paid("h2", "ada", "", Some(("?", huge, "IRR"))));
    let totals = store.ledger_totals(&all()).unwrap();
    let of = |code: Option<&str>| {
        totals.iter().find(|total| total.currency.as_deref() == code).unwrap().clone()
    };
    assert_eq!(of(Some("USD")).micros, 6_100_000, "5.00 and eleven times 0.10");
    assert_eq!(of(Some("JPY")).micros, 500_000_000);
    assert_eq!(of(Some("IRR")).micros, 2 * i128::from(huge), "more than fits in one number");
    let unknown = Total { currency: None, charity: false, micros: 0, count: 1, unread: 1 };
    assert_eq!(of(None), unknown, "what could not be read is counted");
}

/// How many, and of which tier or level.
type HowMany = (u32, Option<&'static str>);

/// What is bought has no amount: the kinds, and for each whether it was paid for, how many, of which
/// tier.
fn purchases() -> Vec<(Kind, Option<HowMany>)> {
    let gift = |event, count, plan: &str| Kind::Gift {
        event,
        count,
        plan: Some(plan.into()),
        recipients: vec![],
        batch: None,
        anonymous: false,
    };
    let subscription = |event, plan: &str| Kind::Subscription {
        event,
        plan: Some(plan.into()),
        months: Some(3),
        streak: None,
    };
    vec![
        (gift(GiftEvent::Batch, 20, "1000"), Some((20, Some("1000")))),
        (gift(GiftEvent::Single, 1, "1000"), Some((1, Some("1000")))),
        (gift(GiftEvent::Received, 1, "Fans"), None),
        (gift(GiftEvent::Reward, 5, "1000"), None),
        (subscription(SubscriptionEvent::New, "3000"), Some((1, Some("3000")))),
        (subscription(SubscriptionEvent::Renewed, "Prime"), Some((1, Some("Prime")))),
        (subscription(SubscriptionEvent::PayForward, "1000"), None),
        (Kind::Membership { level: Some("Fans".into()), upgraded: false }, Some((1, Some("Fans")))),
        (Kind::Milestone { months: Some(6), level: None }, Some((1, None))),
        (Kind::Raid { viewers: 10 }, None),
    ]
}

#[test]
fn what_was_bought_is_kept_with_how_many_and_which_and_is_in_no_sum_of_money() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let money = store.ledger_totals(&all()).unwrap();
    let kinds = purchases().into_iter().filter(|(_, bought)| bought.is_some());
    let kinds: HashSet<_> = kinds.map(|(kind, _)| kind.name()).collect();
    assert_eq!(kinds, HashSet::from(BOUGHT_KINDS));
    let mut expected = vec!["4", "3", "2", "1"].into_iter().map(str::to_owned).collect::<Vec<_>>();
    for (number, (kind, bought)) in purchases().into_iter().enumerate() {
        let id = format!("b{number}");
        let message = Message { kind, ..paid(&id, "ada", "", None) };
        let is = message.bought().map(|bought| (bought.count, bought.plan));
        assert_eq!(is, bought, "{:?}", message.kind);
        if bought.is_some() {
            expected.insert(0, id);
        }
        add(&store, message);
    }
    assert_eq!(ids(&store, &all()), expected);
    let Ledger { totals, bought, .. } = store.ledger_with_totals(&all()).unwrap();
    assert_eq!(totals, money, "sums of money are as they were");
    let total = |kind: &str, plan: Option<&str>, count, unread| BoughtTotal {
        kind: kind.into(),
        plan: plan.map(str::to_owned),
        count,
        unread,
    };
    assert_eq!(
        bought,
        [
            total("gift", Some("1000"), 21, 2),
            total("membership", Some("Fans"), 1, 1),
            total("milestone", None, 1, 1),
            total("subscription", Some("3000"), 1, 1),
            total("subscription", Some("Prime"), 1, 1),
        ]
    );
    let given = LedgerQuery { given: true, ..all() };
    assert_eq!(ids(&store, &given), ["4", "3", "2", "1"], "of money alone");
}

#[test]
fn a_gift_that_grows_is_counted_once_as_it_is_at_last() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let gift = |count| {
        let (kind, _) = purchases().swap_remove(0);
        let Kind::Gift { event, plan, recipients, batch, anonymous, .. } = kind else { panic!() };
        let kind = Kind::Gift { event, count, plan, recipients, batch, anonymous };
        Message { kind, ..paid("g", "ada", "", None) }
    };
    add(&store, gift(1));
    store.record(Record::Replaced(Arc::new(gift(5))));
    let Ledger { entries, bought, .. } = store.ledger_with_totals(&all()).unwrap();
    assert_eq!((entries.len(), bought[0].count), (1, 5));
}

#[test]
fn what_went_to_a_charity_has_a_sum_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let amount = Some(("$50.00", 50_000_000, "USD"));
    let kind = Kind::Charity { charity: "Doctors".into() };
    add(&store, Message { kind, ..paid("c", "ada", "", amount) });
    let usd = |charity| {
        let totals = store.ledger_totals(&all()).unwrap();
        let of = |total: &&Total| total.currency.as_deref() == Some("USD");
        totals.iter().filter(of).find(|total| total.charity == charity).unwrap().micros
    };
    assert_eq!((usd(false), usd(true)), (5_100_000, 50_000_000));
    let given = LedgerQuery { given: true, ..all() };
    assert_eq!(ids(&store, &given), ["4", "3", "2", "1"], "nothing of it is the streamer's");
    assert_eq!(ids(&store, &all())[0], "c", "and it is in the ledger");
}

#[test]
fn a_query_finds_what_fits() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let text = |text: &str| LedgerQuery { text: Some(text.into()), ..all() };
    assert_eq!(ids(&store, &text("100%")), ["1"]);
    assert_eq!(ids(&store, &text("ADA")), ["3", "1"], "by author");
    assert_eq!(ids(&store, &text("$5")), ["1"], "by amount");
    let usd = LedgerQuery { currency: Some("USD".into()), ..all() };
    assert_eq!(ids(&store, &usd), ["2", "1"]);
    assert_eq!(store.ledger_totals(&usd).unwrap().len(), 1, "totals are of what is shown");
    let before = LedgerQuery { before: Some(MessageId::of(Platform::YouTube, "3")), ..all() };
    assert_eq!(ids(&store, &before), ["2", "1"]);
    let later = LedgerQuery { since: Some("2026-11-22T18:00:01Z".parse().unwrap()), ..all() };
    assert_eq!(ids(&store, &later), Vec::<String>::new());
}

#[test]
fn read_marks_stay_and_cover_what_was_seen() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let id = |native: &str| MessageId::of(Platform::YouTube, native);
    store.mark_paid_until(&id("2")).unwrap();
    let unread = LedgerQuery { unread: Some(true), ..all() };
    assert_eq!(ids(&store, &unread), ["4", "3"], "what came later was not seen");
    store.mark_paid(&id("1"), false).unwrap();
    store.mark_paid(&id("4"), true).unwrap();
    // The platform tells it again, with another text.
    store.record(Record::Replaced(Arc::new(paid("4", "eve", "changed", None))));
    drop(store);
    let store = open(folder.path());
    assert_eq!(ids(&store, &unread), ["3", "1"]);
    assert!(store.mark_paid(&id("none"), true).is_err());
}

#[test]
fn what_its_platform_removes_stays_with_that_noted() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let at = "2026-11-22T18:00:01Z".parse().unwrap();
    let remove = |target, reason| {
        let removal = Removal { target, reason, at };
        store.record(Record::Removed { removal, by_copy: Vec::new() });
    };
    remove(Target::Message { id: MessageId::of(Platform::YouTube, "2") }, Reason::Deleted);
    let author = AuthorId::new("ada");
    remove(Target::Author { source: SourceId::new("s"), author }, Reason::Ban);
    let removed: Vec<_> = store.ledger(&all()).unwrap().into_iter().map(|e| e.removed).collect();
    let (ban, deleted) = (Some(Reason::Ban), Some(Reason::Deleted));
    assert_eq!(removed, [None, ban, deleted, ban]);
    assert_eq!(store.ledger_totals(&all()).unwrap().iter().map(|t| t.count).sum::<u64>(), 4);
}

#[test]
fn tests_are_in_no_sum_and_gone_with_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let amount = Some(("$5.00", 5_000_000, "USD"));
    add(&store, Message { source: SourceId::new(SourceId::TEST), ..paid("t", "a", "", amount) });
    let entries = store.ledger(&all()).unwrap();
    assert!(matches!(entries.as_slice(), [Entry { made_up: true, .. }]), "{entries:?}");
    let made_up = |made_up| ids(&store, &LedgerQuery { made_up: Some(made_up), ..all() }).len();
    assert_eq!((made_up(true), made_up(false)), (1, 0));
    assert_eq!(store.ledger_totals(&all()).unwrap(), []);
    drop(store);
    assert_eq!(ids(&open(folder.path()), &all()), Vec::<String>::new());
}

/// More at once than the writer takes, as when the disk does not answer for a while.
#[test]
fn of_a_storm_no_paid_message_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let (mut paid_for, mut said) = (0, 0);
    for number in 0..60_000_u32 {
        let native = number.to_string();
        if number % 50 == 0 {
            add(&store, paid(&native, "ada", "", Some(("$1.00", 1_000_000, "USD"))));
            paid_for += 1;
        } else {
            add(&store, Message { kind: Kind::Chat, ..paid(&native, "bob", "talk", None) });
            said += 1;
        }
    }
    let totals = store.ledger_totals(&all()).unwrap();
    let expected = i128::from(paid_for) * 1_000_000;
    assert_eq!(totals.first().map(|total| total.micros), Some(expected));
    assert!(store.lost() > 0, "of {said} others some had to go, or this test tests nothing");
}

#[test]
fn what_an_older_version_kept_is_in_the_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let older = folder.path().join("older");
    std::fs::create_dir(&older).unwrap();
    drop(filled(folder.path()));
    let connection = rusqlite::Connection::open(older.join("multichat.db")).unwrap();
    for step in [
        include_str!("../src/schema/1.sql"),
        include_str!("../src/schema/2.sql"),
        include_str!("../src/schema/3.sql"),
    ] {
        connection.execute_batch(step).unwrap();
    }
    let newer = folder.path().join("multichat.db").display().to_string();
    connection.execute("ATTACH ?1 AS newer", [newer]).unwrap();
    let take = "INSERT INTO main.message SELECT * FROM newer.message; PRAGMA main.user_version = 3";
    connection.execute_batch(take).unwrap();
    drop(connection);
    let store = open(&older);
    assert_eq!(ids(&store, &all()), ["4", "3", "2", "1"]);
    let totals = store.ledger_totals(&all()).unwrap();
    assert!(totals.iter().any(|total| total.micros == 5_100_000), "{totals:?}");
}

/// A piece of a text that is in one entry or in many, or is no text at all.
fn piece(random: &mut fastrand::Rng) -> String {
    const LETTERS: [&str; 16] =
        ["a", "B", "c", "%", "_", "\\", "\"", "'", "é", "É", "ß", "日", "本", "🎉", " ", "$5"];
    (0..random.usize(1..7)).map(|_| LETTERS[random.usize(0..LETTERS.len())]).collect()
}

/// Letters of ASCII in either case, as `LIKE` compares; others as they are written, all small, all large
/// or with a large one at the beginning.
fn has(text: &str, part: &str) -> bool {
    let small = part.to_lowercase();
    let first = small.chars().take(1).flat_map(char::to_uppercase);
    let begun: String = first.chain(small.chars().skip(1)).collect();
    let text = text.to_ascii_lowercase();
    [part.to_owned(), part.to_uppercase(), begun, small]
        .iter()
        .filter(|spelled| spelled.chars().count() == part.chars().count())
        .any(|spelled| text.contains(&spelled.to_ascii_lowercase()))
}

/// Whatever is written, changed, and looked for: what the index finds is what reading all finds.
#[test]
fn a_search_finds_what_reading_all_of_it_finds() {
    let folder = tempfile::tempdir().unwrap();
    let mut random = fastrand::Rng::with_seed(11);
    let mut store = open(folder.path());
    let mut said = Vec::new();
    let mut looked_for = 0;
    for round in 0..6 {
        for _ in 0..60 {
            let number = said.len();
            let (author, text) = (piece(&mut random), piece(&mut random));
            let amount = random.bool().then_some(("$5.00", 5_000_000, "USD"));
            add(&store, paid(&number.to_string(), &author, &text, amount));
            said.push((author.to_uppercase(), text, amount));
        }
        for _ in 0..10 {
            let number = random.usize(0..said.len());
            let (author, text) = (piece(&mut random), piece(&mut random));
            let new = paid(&number.to_string(), &author, &text, said[number].2);
            store.record(Record::Replaced(Arc::new(new)));
            said[number] = (author.to_uppercase(), text, said[number].2);
        }
        for _ in 0..150 {
            let part = if random.bool() {
                piece(&mut random)
            } else {
                said[random.usize(0..said.len())].1.clone()
            };
            let fits = |(author, text, amount): &(String, String, Option<(&str, i64, &str)>)| {
                let amount = amount.map_or("", |(amount, ..)| amount);
                has(author, &part) || has(&format!("{text} {amount}"), &part)
            };
            let expected: Vec<_> = (0..said.len())
                .rev()
                .filter(|at| fits(&said[*at]))
                .map(|at| at.to_string())
                .collect();
            let query = LedgerQuery { text: Some(part.clone()), limit: 10_000, ..all() };
            let Ledger { entries, totals, .. } = store.ledger_with_totals(&query).unwrap();
            let found: Vec<_> = entries.into_iter().map(|entry| entry.message.native_id).collect();
            assert_eq!(found, expected, "round {round}: {part:?}");
            let count: u64 = totals.iter().map(|total| total.count).sum();
            assert_eq!(count, expected.len() as u64, "round {round}: sums of {part:?}");
            looked_for += usize::from(part.chars().count() >= 3 && !expected.is_empty());
        }
        drop(store);
        store = open(folder.path());
    }
    assert!(looked_for > 100, "of {looked_for} texts some were in the index");
}

/// A database of before the index, with what was paid then.
#[test]
fn what_was_paid_before_there_was_an_index_is_found() {
    let folder = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    let connection = rusqlite::Connection::open(folder.path().join("multichat.db")).unwrap();
    let back = "
        DROP INDEX paid_totals; ALTER TABLE paid DROP COLUMN bought;
        ALTER TABLE paid DROP COLUMN plan; ALTER TABLE paid DROP COLUMN count;
        ALTER TABLE paid DROP COLUMN charity; ALTER TABLE audit DROP COLUMN fate;
        CREATE INDEX paid_totals ON paid (made_up, currency, micros, is_read);
        DROP TABLE paid_words; DROP TRIGGER paid_words_insert; DROP TRIGGER paid_words_delete;
        DROP TRIGGER paid_words_update; DROP INDEX message_source; DROP INDEX message_platform;
        DROP INDEX message_removed; DROP TABLE indexed; DROP TABLE donation_channel; DROP TABLE youtube_ban;
        CREATE INDEX message_author_id ON message (author_id);
        CREATE TRIGGER message_words_insert AFTER INSERT ON message BEGIN SELECT 1; END;
        PRAGMA user_version = 10";
    connection.execute_batch(back).unwrap();
    drop(connection);
    let store = open(folder.path());
    let text = |text: &str| LedgerQuery { text: Some(text.into()), ..all() };
    assert_eq!(ids(&store, &text("is this")), ["4"]);
    add(&store, paid("5", "eve", "and this is new", None));
    assert_eq!(ids(&store, &text("this")), ["5", "4"]);
}

#[test]
fn entries_and_sums_are_of_one_moment() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let writer = store.clone();
    let writing = std::thread::spawn(move || {
        for number in 0..3_000 {
            add(&writer, paid(&number.to_string(), "ada", "", Some(("$1.00", 1_000_000, "USD"))));
            if number % 50 == 0 {
                writer.flush();
            }
        }
    });
    let everything = LedgerQuery { limit: 10_000, ..all() };
    let (mut looks, mut between) = (0, 0);
    while !writing.is_finished() {
        let Ledger { entries, totals, .. } = store.ledger_with_totals(&everything).unwrap();
        let count = totals.first().map_or(0, |total| total.count);
        assert_eq!(entries.len() as u64, count, "look {looks}");
        looks += 1;
        between += u64::from(count > 0 && count < 3_000);
    }
    writing.join().unwrap();
    assert!(between > 0, "of {looks} looks some were while it was written");
}
