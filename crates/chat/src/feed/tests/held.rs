//! What waits for a person, and what comes back.

use super::*;
use crate::{Removal, Target};

/// A feed that holds what has `idiot` in it, gifts for these people, and one for a name that is held.
fn holding_gifts(tempo: Tempo) -> (Feed, impl Fn(&[&str]) -> Message) {
    let words = Words::new(["idiot".to_owned()]).unwrap();
    let rules = Rules { words, on_word: OnWord::Hold, ..Rules::default() };
    let gift = |names: &[&str]| {
        let kind = Kind::Gift {
            event: crate::GiftEvent::Batch,
            count: 3,
            plan: None,
            recipients: names.iter().map(|name| (*name).to_owned()).collect(),
            batch: None,
            anonymous: false,
        };
        Message { kind, body: vec![], ..message(2) }
    };
    (Feed::new("e".into(), rules, tempo), gift)
}

#[test]
fn what_a_word_stops_waits_for_a_person() {
    let words = Words::new(["idiot".to_owned()]).unwrap();
    let rules = Rules { words, on_word: OnWord::Hold, ..Rules::default() };
    let mut feed = Feed::new("e".into(), rules, Tempo::default());
    let bad = |number| Message { body: vec![Fragment::plain("idiot")], ..message(number) };
    feed.take(&add(bad(1)), SECOND);
    feed.take(&add(bad(2)), SECOND);
    assert_eq!((shown(&feed).len(), feed.held().len(), feed.counts().held), (0, 2, 2));
    feed.take(&deleted(2), SECOND);
    assert!(feed.pass(&id(2), SECOND).is_none(), "its platform has the last word");
    assert_eq!(feed.pass(&id(1), SECOND).map(|frames| frames.len()), Some(1));
    assert_eq!(shown(&feed), [id(1)]);
    assert!(feed.held().is_empty());
}

#[test]
fn what_waits_has_another_version_at_each_change_and_is_replaced_in_its_place() {
    let words = Words::new(["idiot".to_owned()]).unwrap();
    let rules = Rules { words, on_word: OnWord::Hold, ..Rules::default() };
    let mut feed = Feed::new("e".into(), rules, Tempo::default());
    let bad = |text: &str| Message { body: vec![Fragment::plain(text)], ..message(1) };
    let mut versions = vec![feed.held_version()];
    let mut changed = |feed: &Feed| {
        let version = feed.held_version();
        let is_new = !versions.contains(&version);
        versions.push(version);
        is_new
    };
    feed.take(&add(message(2)), SECOND);
    assert!(!changed(&feed), "nothing waits");
    feed.take(&add(bad("idiot")), SECOND);
    assert!(changed(&feed));
    feed.take(&Change::Replace(Arc::new(bad("an idiot"))), SECOND);
    assert!(changed(&feed));
    assert_eq!(feed.held()[0].0.text(), "an idiot");
    feed.take(&Change::Replace(Arc::new(bad("a friend"))), SECOND);
    assert!(changed(&feed));
    assert_eq!(shown(&feed), [id(2), id(1)], "there is nothing in it any more");
    feed.take(&Change::Replace(Arc::new(bad("idiot"))), SECOND);
    assert!(changed(&feed), "it waits again");
    assert_eq!((shown(&feed), feed.held().len()), (vec![id(2)], 1));
    feed.take(&deleted(1), SECOND);
    assert!(changed(&feed));
    feed.take(&add(Message { id: id(3), ..bad("idiot") }), SECOND);
    assert!(changed(&feed));
    feed.take(&deleted(3), SECOND);
    assert!(changed(&feed));
    assert!(feed.held().is_empty());
}

#[test]
fn what_meets_a_word_on_screen_waits_for_a_person_and_comes_back_at_its_place() {
    let (mut feed, gift) = holding_gifts(Tempo::default());
    let replaced = |names: &[&str]| Change::Replace(Arc::new(gift(names)));
    for change in [add(message(1)), add(gift(&["Ada"])), add(message(3))] {
        feed.take(&change, SECOND);
    }
    feed.take(&replaced(&["Ada", "idiot"]), SECOND);
    assert_eq!((shown(&feed), feed.held().len()), (vec![id(1), id(3)], 1));
    // It goes on while it waits.
    let all = gift(&["Ada", "idiot", "Bob"]);
    feed.take(&Change::Replace(Arc::new(all.clone())), SECOND);
    assert_eq!((shown(&feed).len(), feed.held().len()), (2, 1));
    assert_eq!(*feed.held()[0].0, all);
    let frames = feed.pass(&id(2), 9 * SECOND).unwrap();
    let back = Change::Insert { message: Arc::new(all.clone()), before: Some(id(3)) };
    assert!(matches!(&frames[..], [frame] if frame.change == back), "{frames:?}");
    assert_eq!(shown(&feed), [id(1), id(2), id(3)]);
    assert_eq!(feed.snapshot_at(9, 10 * SECOND).ages[1], SECOND, "it is seen anew");
    // What is added to it later is let pass with it.
    feed.take(&replaced(&["Ada", "idiot", "Bob", "Eve"]), SECOND);
    assert_eq!((shown(&feed).len(), feed.held().len(), feed.counts().shown), (3, 0, 3));
}

#[test]
fn what_meets_a_word_in_the_hold_waits_for_a_person() {
    let tempo = Tempo { hold: 5 * SECOND, ..Tempo::default() };
    let (mut feed, gift) = holding_gifts(tempo);
    feed.take(&add(gift(&["Ada"])), SECOND);
    feed.take(&Change::Replace(Arc::new(gift(&["idiot"]))), 2 * SECOND);
    assert!(feed.tick(60 * SECOND).is_empty());
    assert_eq!((feed.held().len(), feed.counts().stopped), (1, 0));
    assert_eq!(feed.pass(&id(2), 60 * SECOND).map(|frames| frames.len()), Some(1));
    assert_eq!(shown(&feed), [id(2)]);
}

#[test]
fn what_waits_is_not_brought_back_by_anything_but_a_persons_word() {
    let (mut feed, gift) = holding_gifts(Tempo::default());
    feed.take(&add(gift(&["Ada"])), SECOND);
    feed.take(&add(message(3)), SECOND);
    let bad = Arc::new(gift(&["idiot"]));
    feed.take(&Change::Replace(Arc::clone(&bad)), SECOND);
    // The streamer hides it, and takes that back.
    feed.take(&Change::Remove { ids: vec![id(2)], reason: Reason::Hidden }, SECOND);
    assert!(feed.held().is_empty());
    assert!(feed.bring_back(&id(2)).is_none());
    let back = Change::Insert { message: Arc::clone(&bad), before: Some(id(3)) };
    assert!(feed.take(&back, SECOND).is_empty());
    assert_eq!((shown(&feed), feed.held().len()), (vec![id(3)], 1));
    // Other rules, that hold it as well.
    let words = Words::new(["idi*".to_owned()]).unwrap();
    let rules = Rules { words, on_word: OnWord::Hold, ..Rules::default() };
    begin_again(&mut feed, rules, &[Arc::clone(&bad), Arc::new(message(3))]);
    assert_eq!((shown(&feed), feed.held().len()), (vec![id(3)], 1));
    feed.pass(&id(2), SECOND);
    assert_eq!(shown(&feed), [id(2), id(3)], "its place is kept over that");
    feed.take(&Change::Remove { ids: vec![id(2)], reason: Reason::Deleted }, SECOND);
    assert_eq!(shown(&feed), [id(3)]);
}

#[test]
fn a_message_that_is_hidden_and_shown_again_has_its_place() {
    let mut feed = feed(Tempo::default());
    for number in 1..=3 {
        feed.take(&add(message(number)), SECOND);
    }
    feed.take(&Change::Remove { ids: vec![id(2)], reason: Reason::Hidden }, SECOND);
    assert_eq!(shown(&feed), [id(1), id(3)]);
    let back = Change::Insert { message: Arc::new(message(2)), before: Some(id(3)) };
    feed.take(&back, SECOND);
    assert_eq!(shown(&feed), [id(1), id(2), id(3)]);
}

#[test]
fn a_person_lets_a_message_pass_before_its_hold_is_over() {
    let mut feed = feed(Tempo { hold: 5 * SECOND, ..Tempo::default() });
    feed.take(&add(message(1)), SECOND);
    feed.take(&add(message(2)), SECOND);
    assert_eq!(feed.pass(&id(2), 2 * SECOND).map(|frames| frames.len()), Some(1));
    assert_eq!(shown(&feed), [id(2)]);
    assert!(feed.pass(&id(2), 2 * SECOND).is_none(), "it has passed");
    feed.tick(6 * SECOND);
    assert_eq!(shown(&feed), [id(2), id(1)]);
}

#[test]
fn what_was_hidden_comes_back_to_a_feed_that_has_it_longer_than_the_hub() {
    let mut feed = feed(Tempo::default());
    for number in 1..=2 {
        feed.take(&add(message(number)), SECOND);
    }
    let hidden = Removal {
        target: Target::Message { id: id(1) },
        reason: Reason::Hidden,
        at: Timestamp::UNIX_EPOCH,
    };
    feed.take_away(&hidden);
    assert_eq!(shown(&feed), [id(2)]);
    assert!(feed.bring_back(&id(1)).is_some());
    let back = Change::Insert { message: Arc::new(message(1)), before: Some(id(2)) };
    assert!(feed.take(&back, SECOND).is_empty(), "it is there once");
    assert_eq!(shown(&feed), [id(1), id(2)]);
}

#[test]
fn what_is_deleted_while_it_is_held_is_quoted_by_nothing_that_is_held_or_shown() {
    let answer = |number| {
        let reply_to = Some(Reply { id: Some(id(1)), text: "hello 1".into(), ..Reply::default() });
        add(Message { reply_to, ..message(number) })
    };
    let mut feed = feed(Tempo { hold: 5 * SECOND, ..Tempo::default() });
    feed.take(&add(message(1)), SECOND);
    feed.take(&answer(2), SECOND);
    feed.pass(&id(2), 2 * SECOND);
    feed.take(&answer(3), 2 * SECOND);
    // Of what the hub does not have any more, it tells nothing but the removal.
    let deleted = Removal {
        target: Target::Message { id: id(1) },
        reason: Reason::Deleted,
        at: Timestamp::UNIX_EPOCH,
    };
    let [requoted] = &feed.take_away(&deleted)[..] else { panic!("the one on screen") };
    assert!(!requoted.json().contains("hello 1"), "{}", requoted.json());
    feed.tick(9 * SECOND);
    assert_eq!(shown(&feed), [id(2), id(3)]);
    let quoting = |message: &Arc<Message>| message.quote().is_some();
    assert!(!feed.snapshot(9).messages.iter().any(quoting));
}
