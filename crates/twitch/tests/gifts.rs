//! Gifts to many at once are one message, whatever comes in whatever order.
#![expect(clippy::panic, reason = "what a test does not expect fails it")]

use std::collections::{BTreeSet, HashMap};

use chat::{ChatEvent, GiftEvent, Kind, Message, MessageId, SourceId};
use jiff::Timestamp;
use proptest::prelude::*;
use twitch::{Decoded, Decoder};

fn line(id: &str, code: &str, batch: &str, params: &str, words: &str) -> String {
    format!(
        "@display-name=Ada;id={id};login=ada;msg-id={code};msg-param-community-gift-id={batch};\
         {params};msg-param-sub-plan=1000;system-msg={words};tmi-sent-ts=1700000000000;user-id=42 \
         :tmi.twitch.tv USERNOTICE #grace"
    )
}

fn announced(batch: &str, count: usize) -> String {
    let params = format!("msg-param-mass-gift-count={count}");
    line(
        &format!("{batch}-all"),
        "submysterygift",
        batch,
        &params,
        &format!("Ada\\sgave\\s{count}!"),
    )
}

fn single(batch: &str, number: usize) -> String {
    let params = format!("msg-param-recipient-display-name=Viewer{number}");
    let words = format!("Ada\\sgave\\sone\\sto\\sViewer{number}!");
    line(&format!("{batch}-{number}"), "subgift", batch, &params, &words)
}

/// What is on the screen after these lines, in the order of its first appearance.
fn shown(decoder: &mut Decoder, lines: &[String]) -> Vec<Message> {
    let mut order: Vec<MessageId> = Vec::new();
    let mut messages = HashMap::new();
    for line in lines {
        match decoder.decode(line, Timestamp::UNIX_EPOCH) {
            Decoded::Event(ChatEvent::Message(message)) => {
                assert!(!order.contains(&message.id), "{line:?} is told again");
                order.push(message.id);
                messages.insert(message.id, *message);
            }
            Decoded::Event(ChatEvent::Replaced { target, message }) => {
                assert_eq!(target, message.id, "it stays the same message");
                let before = messages.insert(target, (*message).clone());
                assert!(before.is_some(), "only what is shown is replaced");
                assert_ne!(before, Some(*message), "only by something new");
            }
            Decoded::Nothing => {}
            other => panic!("{line:?} became {other:?}"),
        }
    }
    order.iter().filter_map(|id| messages.remove(id)).collect()
}

/// What tells one gift from another, the order of names aside.
fn told(message: &Message) -> (GiftEvent, u32, BTreeSet<String>, Option<String>) {
    match &message.kind {
        Kind::Gift { event, count, recipients, .. } => {
            let names: BTreeSet<_> = recipients.iter().cloned().collect();
            assert_eq!(names.len(), recipients.len(), "each is named once");
            (*event, *count, names, message.system.clone())
        }
        other => panic!("a gift became {other:?}"),
    }
}

fn decoder() -> Decoder {
    Decoder::new(SourceId::new("s1"))
}

#[test]
fn a_gift_to_one_stays_alone_and_other_batches_stay_apart() {
    let mut decoder = decoder();
    let lines = [single("a", 1), announced("b", 2), single("b", 1), single("b", 2), single("c", 1)];
    let shown = shown(&mut decoder, &lines);
    let events: Vec<_> = shown.iter().map(|message| told(message).0).collect();
    assert_eq!(events, [GiftEvent::Single, GiftEvent::Batch, GiftEvent::Single]);
}

#[test]
fn more_than_was_announced_counts_and_the_words_of_a_batch_that_was_lost_are_ours() {
    let mut decoder = decoder();
    let mut lines = vec![announced("a", 2)];
    lines.extend((0..5).map(|number| single("a", number)));
    let [more] = &*shown(&mut decoder, &lines) else { panic!("one message") };
    assert_eq!((told(more).1, told(more).3.as_deref()), (5, Some("Ada gave 2!")));

    let lines: Vec<_> = (0..3).map(|number| single("b", number)).collect();
    let [lost] = &*shown(&mut decoder, &lines) else { panic!("one message") };
    let words = "Ada gifted 3 subscriptions!".to_owned();
    assert_eq!((told(lost).0, told(lost).1, told(lost).3), (GiftEvent::Batch, 3, Some(words)));
}

#[test]
fn the_names_are_bounded_and_each_gift_counts() {
    let mut decoder = decoder();
    let lines: Vec<_> = (0..1_000).map(|number| single("a", number)).collect();
    let [many] = &*shown(&mut decoder, &lines) else { panic!("one message") };
    let (_, count, names, _) = told(many);
    assert_eq!((count, names.len()), (1_000, 100));
}

#[test]
fn batches_are_forgotten_in_the_end() {
    let mut decoder = decoder();
    let first = shown(&mut decoder, &[announced("a", 2)]);
    for number in 0..1_000 {
        shown(&mut decoder, &[announced(&format!("other{number}"), 2)]);
    }
    let again = shown(&mut decoder, &[announced("a", 2)]);
    assert_eq!(first, again, "or they would be kept for ever");
}

proptest! {
    #[test]
    fn whatever_the_order_and_however_often_it_ends_the_same(
        count in 1_usize..12,
        // Two connections bring each line, one after the other or mixed.
        order in proptest::collection::vec(any::<prop::sample::Index>(), 30),
        first in any::<prop::sample::Index>(),
    ) {
        let mut straight = vec![announced("a", count)];
        straight.extend((0..count).map(|number| single("a", number)));
        let expected: Vec<_> = shown(&mut decoder(), &straight).iter().map(told).collect();
        prop_assert_eq!(expected.len(), 1);

        let mut mixed = [straight.clone(), straight].concat();
        let length = mixed.len();
        mixed.rotate_left(first.index(length));
        for (place, other) in order.iter().enumerate() {
            mixed.swap(place % length, other.index(length));
        }
        let ends: Vec<_> = shown(&mut decoder(), &mixed).iter().map(told).collect();
        prop_assert_eq!(ends, expected);
    }
}
