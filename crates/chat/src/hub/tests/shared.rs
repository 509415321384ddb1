//! What several channels share is shown once, and leaves with any of its copies.

use super::*;
use crate::Shared;

/// A copy in the chat of `source` of what was written in room 1 as `origin`.
pub(super) fn copy(number: u8, source: &str, origin: u8) -> Message {
    let mut copy = message(number, 1, 0);
    copy.source = SourceId::new(source);
    copy.flags.shared =
        Some(Shared { origin: id(origin), room: None, name: None, copies: Vec::new() });
    copy
}

#[test]
fn a_message_that_two_channels_share_is_shown_once() {
    for (first, second) in [(1, 2), (2, 1)] {
        let mut hub = Hub::new("e", OPTIONS);
        let source = |number| if number == 1 { "one" } else { "two" };
        add(&mut hub, copy(first, source(first), 1));
        let double = add(&mut hub, copy(second, source(second), 1));
        assert!(double.frame.is_none(), "it is there already");
        let Some(Record::Replaced(shown)) = double.record else { panic!("the first knows of it") };
        assert_eq!(shown.id, id(first), "the history has it once");
        hub.apply(removal(Target::Message { id: id(second) }, Reason::Deleted, 0));
        assert!(on_screen(&hub).is_empty(), "whichever copy is deleted, it leaves");
    }
}

#[test]
fn a_shared_message_leaves_with_a_ban_in_either_channel_whenever_it_comes() {
    let (one, two) = (copy(1, "one", 1), copy(2, "two", 1));
    let message = |message: &Message| ChatEvent::Message(Box::new(message.clone()));
    for events in [
        [message(&one), message(&two), ban_in("two")],
        [message(&one), ban_in("two"), message(&two)],
        [ban_in("two"), message(&one), message(&two)],
        [ban_in("two"), message(&two), message(&one)],
    ] {
        let mut hub = Hub::new("e", OPTIONS);
        for event in &events {
            hub.apply(event.clone());
        }
        assert!(on_screen(&hub).is_empty(), "a moderator of ours does not want it: {events:?}");
    }
}

#[test]
fn the_history_learns_of_what_a_removal_reaches_by_a_copy() {
    let mut hub = Hub::new("e", OPTIONS);
    add(&mut hub, copy(1, "one", 1));
    add(&mut hub, copy(2, "two", 1));
    let Some(Record::Removed { by_copy, .. }) = hub.apply(ban_in("two")).record else {
        panic!("a removal is recorded")
    };
    assert_eq!(by_copy, [id(1)], "the ban names the other channel alone");
}

#[test]
fn copies_are_known_after_a_restart() {
    for event in [removal(Target::Message { id: id(2) }, Reason::Deleted, 0), ban_in("two")] {
        let mut hub = Hub::new("e", OPTIONS);
        add(&mut hub, copy(1, "one", 1));
        let double = add(&mut hub, copy(2, "two", 1));
        let Some(Record::Replaced(stored)) = double.record else { panic!("it is stored") };
        let mut next_run = Hub::new("e2", OPTIONS);
        next_run.restore(Vec::new(), vec![Message::clone(&stored)]);
        assert_eq!(on_screen(&next_run), [id(1)]);
        let again = add(&mut next_run, copy(2, "two", 1));
        assert!(again.frame.is_none() && again.record.is_none(), "it is known");
        next_run.apply(event);
        assert!(on_screen(&next_run).is_empty(), "what removes the copy removes it");
    }
}

#[test]
fn what_changes_a_copy_that_is_not_shown_changes_nothing() {
    let mut hub = Hub::new("e", OPTIONS);
    add(&mut hub, copy(1, "one", 1));
    add(&mut hub, copy(2, "two", 1));
    let mut other = copy(2, "two", 1);
    other.body = vec![Fragment::plain("more")];
    let replaced = hub.apply(ChatEvent::Replaced { target: id(2), message: Box::new(other) });
    assert!(replaced.frame.is_none() && replaced.record.is_none(), "it is nowhere");
}
