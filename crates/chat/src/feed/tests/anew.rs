//! A feed that begins anew, and one that has what the hub has no more.

use super::*;
use crate::{Removal, Target};

#[test]
fn what_was_hidden_is_counted_once_however_often_the_feed_begins() {
    let hiding = || Rules { hidden: ["chat".to_owned()].into(), ..Rules::default() };
    let mut feed = Feed::new("e".into(), hiding(), Tempo::default());
    feed.take(&add(message(1)), SECOND);
    begin_again(&mut feed, hiding(), &[Arc::new(message(1))]);
    assert_eq!(feed.counts().hidden, 1);
}

#[test]
fn what_is_removed_from_the_hubs_screen_is_removed_from_a_feeds_however_old_it_is() {
    let mut feed = feed(Tempo::default());
    let ring = u32::try_from(screen::RING).unwrap();
    for number in 0..ring {
        feed.take(&add(message(number)), SECOND);
    }
    let oldest = Change::Remove { ids: vec![id(0)], reason: Reason::Deleted };
    let frames = feed.take(&oldest, SECOND);
    assert!(matches!(&frames[..], [frame] if frame.change == oldest), "{frames:?}");
}

#[test]
fn what_is_removed_is_removed_from_a_feed_that_has_it_longer_than_the_hub() {
    let removal = |target| Removal { target, reason: Reason::Deleted, at: Timestamp::UNIX_EPOCH };
    let words = Words::new(["idiot".to_owned()]).unwrap();
    let rules = Rules { words, on_word: OnWord::Hold, ..Rules::default() };
    let hold = Tempo { hold: 30 * SECOND, ..Tempo::default() };
    let mut feed = Feed::new("e".into(), rules, Tempo::default());
    feed.take(&add(message(1)), SECOND);
    feed.take(&add(Message { body: vec![Fragment::plain("idiot")], ..message(2) }), SECOND);
    feed.set_tempo(hold);
    feed.take(&add(message(3)), SECOND);
    let by_somebody_else =
        Target::Author { source: SourceId::new("s"), author: AuthorId::new("2") };
    assert!(feed.take_away(&removal(by_somebody_else)).is_empty());
    assert_eq!((shown(&feed).len(), feed.held().len()), (1, 1));
    let frame = feed.take_away(&removal(Target::Source { source: SourceId::new("s") })).remove(0);
    assert_eq!(frame.change, Change::Remove { ids: vec![id(1)], reason: Reason::Deleted });
    assert!(feed.pass(&id(2), SECOND).is_none() && feed.tick(60 * SECOND).is_empty());
    assert_eq!(feed.counts().stopped, 1);
}

#[test]
fn other_rules_lose_nothing_that_waits_and_show_nothing_before_its_time() {
    let words = || Words::new(["idiot".to_owned()]).unwrap();
    let rules = || Rules { words: words(), on_word: OnWord::Hold, ..Rules::default() };
    let tempo = Tempo { hold: 30 * SECOND, ..Tempo::default() };
    let mut feed = Feed::new("e".into(), rules(), tempo);
    let at = |second| Timestamp::from_second(second).unwrap();
    feed.take(&add(paid(1)), Duration::ZERO);
    feed.take(&add(Message { body: vec![Fragment::plain("idiot")], ..message(2) }), SECOND);
    feed.tick(30 * SECOND);
    feed.take(&add(paid(3)), 31 * SECOND);
    // The hub has none of these any more, but one that this feed never met.
    let came = |second, message: Message| {
        let flags = crate::Flags { received: Some(at(second)), ..message.flags };
        Arc::new(Message { flags, ..message })
    };
    // When it was written says nothing: it came late, or by another clock.
    let young = came(1_050, message(4));
    let old = came(1_000, Message { at: at(9_000), ..message(5) });
    feed.begin_again("f".into(), rules(), &shown_all(&[old, young]), 40 * SECOND, at(1_060));
    assert_eq!(shown(&feed), [id(1), id(5)]);
    assert_eq!(feed.held().len(), 1, "what waits for a person still does");
    feed.tick(59 * SECOND);
    assert_eq!(shown(&feed), [id(1), id(5)]);
    assert_eq!(feed.next(), Some(60 * SECOND));
    feed.tick(60 * SECOND);
    feed.tick(61 * SECOND);
    assert_eq!(shown(&feed), [id(1), id(5), id(4), id(3)]);
}

#[test]
fn what_waits_for_its_turn_keeps_its_count_when_the_feed_begins_again() {
    let tempo = Tempo { speed: Some(1), collapse_repeats: true, ..Tempo::default() };
    let mut feed = feed(tempo);
    let copy = |number| {
        let text = Fragment::plain("the same long text again");
        Arc::new(Message { body: vec![text], ..message(number) })
    };
    feed.take(&add(message(1)), SECOND);
    feed.take(&Change::Add(copy(2)), SECOND);
    feed.take(&Change::Add(copy(3)), SECOND);
    begin_again(&mut feed, Rules::default(), &[copy(2), copy(3)]);
    feed.set_tempo(Tempo { speed: None, ..tempo });
    feed.tick(2 * SECOND);
    assert_eq!(feed.snapshot(1).messages[0].flags.times, Some(2));
}

#[test]
fn after_missed_changes_only_that_stays_which_the_hub_still_has() {
    let mut feed = feed(Tempo { hold: 5 * SECOND, ..Tempo::default() });
    for number in 1..=2 {
        feed.take(&add(message(number)), Duration::ZERO);
    }
    feed.tick(5 * SECOND);
    feed.take(&add(message(3)), 6 * SECOND);
    feed.keep_only(&shown_all(&[Arc::new(message(2))]));
    feed.tick(60 * SECOND);
    assert_eq!(shown(&feed), [id(2)]);
}

#[test]
fn a_ban_in_another_channel_reaches_a_copy_that_the_feed_was_told_of() {
    let mut feed = feed(Tempo::default());
    feed.take(&add(message(1)), SECOND);
    let copy = crate::SharedCopy { id: id(9), source: SourceId::new("other") };
    let shared = crate::Shared { origin: id(8), room: None, name: None, copies: vec![copy] };
    let flags = crate::Flags { shared: Some(shared), ..crate::Flags::default() };
    feed.take(&Change::Replace(Arc::new(Message { flags, ..message(1) })), SECOND);
    let ban = Removal {
        target: Target::Author { source: SourceId::new("other"), author: AuthorId::new("1") },
        reason: Reason::Ban,
        at: Timestamp::UNIX_EPOCH,
    };
    assert!(!feed.take_away(&ban).is_empty());
    assert!(shown(&feed).is_empty());
}
