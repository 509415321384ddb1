//! The filters of the history, beside a plain scan of the same messages.

#![allow(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

use std::sync::Arc;

use chat::{
    Author, AuthorId, Flags, Fragment, Kind, Message, MessageId, Platform, Reason, Record, Removal,
    SourceId, Target,
};
use jiff::Timestamp;
use store::{Query, Store};

const MESSAGES: usize = 3_000;
/// The second in which the first was read; ten are read in each.
const BEGAN: i64 = 1_700_000_000;
const TEXTS: [&str; 10] = [
    "hello there",
    "HELLO you",
    "gg",
    "x",
    "",
    "50% off_sale",
    "草",
    "日本語テキスト",
    "a\\b \"quoted\" AND",
    "Größe",
];
const SEARCHES: [&str; 16] = [
    "hello",
    "LO T",
    "g",
    "gg",
    "%",
    "_s",
    "50% off",
    "草",
    "日本語",
    "本語テキ",
    "\\b",
    "\"qu",
    "größe",
    "nothing",
    "nu\0l",
    "viewer",
];

/// What a row of the history is, told apart from the history.
struct Said {
    message: Message,
    written: i64,
    removed: Option<Reason>,
}

fn said(number: usize, random: &mut fastrand::Rng) -> Said {
    let platform = [Platform::Twitch, Platform::Twitch, Platform::YouTube][random.usize(..3)];
    let name = format!("viewer{}", random.u8(..40));
    let message = Message {
        id: MessageId::of(platform, &number.to_string()),
        native_id: number.to_string(),
        platform,
        source: SourceId::new(["one", "two"][random.usize(..2)]),
        at: Timestamp::UNIX_EPOCH,
        author: Some(Author {
            id: AuthorId::new(&name),
            name: name.to_uppercase(),
            login: None,
            color: None,
            roles: vec![],
            badges: vec![],
            avatar: None,
            pronouns: None,
        }),
        kind: [Kind::Chat, Kind::Chat, Kind::Action][random.usize(..3)].clone(),
        body: vec![Fragment::plain(TEXTS[random.usize(..TEXTS.len())])],
        system: None,
        amount: None,
        reply_to: None,
        flags: Flags::default(),
    };
    let removed = (random.u8(..10) == 0).then_some(Reason::Deleted);
    Said { message, written: BEGAN + i64::try_from(number / 10).unwrap(), removed }
}

/// What `LIKE` takes for the same: ASCII letters of either case.
fn holds(text: &str, part: &str) -> bool {
    text.to_ascii_lowercase().contains(&part.to_ascii_lowercase())
}

fn fits(Said { message, written, removed }: &Said, query: &Query) -> bool {
    let author = message.author.as_ref().unwrap();
    let second = |time: Timestamp| time.as_second();
    query.text.as_ref().is_none_or(|part| holds(&message.text(), part) || holds(&author.name, part))
        && query.author.as_ref().is_none_or(|wanted| {
            author.id.as_str() == wanted || author.name.eq_ignore_ascii_case(wanted)
        })
        && query.platform.is_none_or(|platform| message.platform == platform)
        && query.source.as_ref().is_none_or(|source| message.source == *source)
        && query.kind.as_ref().is_none_or(|kind| message.kind.name() == kind)
        && query.from.is_none_or(|from| *written >= second(from))
        && query.to.is_none_or(|to| *written < second(to))
        && query.removed.is_none_or(|wanted| removed.is_some() == wanted)
}

fn filled(folder: &std::path::Path, random: &mut fastrand::Rng) -> (Store, Vec<Said>) {
    let (store, _) = Store::open(folder).unwrap();
    let all: Vec<Said> = (0..MESSAGES).map(|number| said(number, random)).collect();
    for Said { message, removed, .. } in &all {
        store.record(Record::Message(Arc::new(message.clone()), *removed));
    }
    store.flush();
    let database = rusqlite::Connection::open(folder.join("multichat.db")).unwrap();
    database.execute("UPDATE message SET written = ?1 + (number - 1) / 10", [BEGAN]).unwrap();
    (store, all)
}

fn any_query(random: &mut fastrand::Rng, all: &[Said]) -> Query {
    let time = |random: &mut fastrand::Rng| {
        Timestamp::from_second(BEGAN + random.i64(-20..i64::try_from(MESSAGES).unwrap() / 10 + 20))
            .unwrap()
    };
    let sometimes = |random: &mut fastrand::Rng| random.u8(..3) == 0;
    Query {
        limit: random.u32(1..200),
        before: sometimes(random).then(|| all[random.usize(..all.len())].message.id),
        text: random.bool().then(|| SEARCHES[random.usize(..SEARCHES.len())].to_owned()),
        author: sometimes(random).then(|| {
            let name = format!("viewer{}", random.u8(..42));
            if random.bool() { name.to_uppercase() } else { name }
        }),
        platform: sometimes(random)
            .then(|| [Platform::Twitch, Platform::YouTube, Platform::Donations][random.usize(..3)]),
        source: sometimes(random).then(|| SourceId::new(["one", "two", "none"][random.usize(..3)])),
        kind: sometimes(random).then(|| ["chat", "action", "raid"][random.usize(..3)].to_owned()),
        with_gaps: random.bool(),
        from: sometimes(random).then(|| time(random)),
        to: sometimes(random).then(|| time(random)),
        removed: sometimes(random).then(|| random.bool()),
    }
}

#[test]
fn any_filters_together_find_what_a_plain_scan_does() {
    let mut random = fastrand::Rng::with_seed(7);
    let folder = tempfile::tempdir().unwrap();
    let (store, all) = filled(folder.path(), &mut random);
    let mut found_any = 0;
    for _ in 0..1_500 {
        let query = any_query(&mut random, &all);
        let older = query.before.map_or(all.len(), |before| {
            all.iter().position(|said| said.message.id == before).unwrap()
        });
        let expected: Vec<_> = all[..older]
            .iter()
            .rev()
            .filter(|said| fits(said, &query))
            .take(query.limit as usize)
            .map(|said| (said.message.native_id.clone(), said.removed))
            .collect();
        let found = store.history(&query).unwrap().into_iter();
        let found: Vec<_> = found.map(|found| (found.message.native_id, found.removed)).collect();
        assert_eq!(found, expected, "{query:?}");
        found_any += usize::from(!found.is_empty());
    }
    assert!(found_any > 300, "most would ask for nothing: {found_any}");
}

#[test]
fn pages_have_neither_gaps_nor_doubles_while_chat_goes_on() {
    let mut random = fastrand::Rng::with_seed(8);
    let folder = tempfile::tempdir().unwrap();
    let (store, all) = filled(folder.path(), &mut random);
    for text in [None, Some("hello"), Some("gg")] {
        let mut query = Query { limit: 37, text: text.map(str::to_owned), ..Query::default() };
        let mut pages: Vec<String> = Vec::new();
        let mut late = 0;
        loop {
            let found = store.history(&query).unwrap();
            let Some(last) = found.last() else { break };
            query.before = Some(last.message.id);
            pages.extend(found.into_iter().map(|found| found.message.native_id));
            // New messages come, and one that was shown is taken away.
            let Said { mut message, .. } = said(MESSAGES, &mut random);
            message.native_id = format!("late {text:?} {late}");
            message.id = MessageId::of(Platform::Twitch, &message.native_id);
            store.record(Record::Message(Arc::new(message), None));
            let removal = Removal {
                target: Target::Message { id: query.before.unwrap() },
                reason: Reason::Deleted,
                at: Timestamp::UNIX_EPOCH,
            };
            store.record(Record::Removed { removal, by_copy: Vec::new() });
            late += 1;
        }
        pages.retain(|id| !id.starts_with("late"));
        let query = Query { text: text.map(str::to_owned), ..Query::default() };
        let expected: Vec<String> = all
            .iter()
            .rev()
            .filter(|said| fits(said, &query))
            .map(|said| said.message.native_id.clone())
            .collect();
        assert_eq!(pages, expected, "{text:?}");
    }
}
