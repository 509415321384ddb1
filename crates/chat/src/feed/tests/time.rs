//! Hold, pace and repeats, on a clock of our own.

use proptest::prelude::*;

use super::*;
use crate::{Placed, Removal, Role, Target};

const SECOND: Duration = Duration::from_secs(1);

fn feed(tempo: Tempo) -> Feed {
    Feed::new("e".into(), Rules::default(), tempo)
}

fn add(message: Message) -> Change {
    Change::Add(Arc::new(message))
}

fn deleted(number: u32) -> Change {
    Change::Remove { ids: vec![id(number)], reason: Reason::Deleted }
}

/// Begins anew at a moment when everything is long ago.
fn begin_again(feed: &mut Feed, rules: Rules, messages: &[Arc<Message>]) {
    let later = Timestamp::from_second(1_000_000).unwrap();
    feed.begin_again("f".into(), rules, &shown_all(messages), Duration::ZERO, later);
}

/// These at their places, and none of them hidden.
fn shown_all(messages: &[Arc<Message>]) -> Vec<Placed> {
    messages.iter().map(|message| Message::clone(message).into()).collect()
}

fn shown(feed: &Feed) -> Vec<MessageId> {
    feed.snapshot(usize::MAX).messages.iter().map(|message| message.id).collect()
}

fn paid(number: u32) -> Message {
    Message { kind: Kind::Cheer { bits: 100 }, ..message(number) }
}

fn by_moderator(number: u32) -> Message {
    let mut message = message(number);
    message.author.as_mut().unwrap().roles = vec![Role::Moderator];
    message
}

#[test]
fn what_is_removed_in_the_hold_is_never_seen() {
    let mut feed = feed(Tempo { hold: 5 * SECOND, ..Tempo::default() });
    assert!(feed.take(&add(message(1)), SECOND).is_empty());
    assert!(feed.take(&add(message(2)), 2 * SECOND).is_empty());
    assert_eq!(feed.next(), Some(6 * SECOND));
    assert!(feed.take(&deleted(1), 3 * SECOND).is_empty(), "nobody has to be told");
    assert!(feed.tick(6 * SECOND).is_empty());
    assert_eq!(feed.tick(7 * SECOND).len(), 1);
    assert_eq!(shown(&feed), [id(2)]);
    assert_eq!(feed.counts().stopped, 1);
    assert_eq!(feed.next(), None);
}

#[test]
fn how_long_a_message_is_shown_counts_from_when_it_came_out_of_the_hold() {
    let tempo = Tempo { hold: 5 * SECOND, collapse_repeats: true, ..Tempo::default() };
    let mut feed = feed(tempo);
    let at = |second| Timestamp::from_second(second).unwrap();
    let ages = |feed: &Feed, now: u32| feed.snapshot_at(9, now * SECOND).ages;
    let words = |number| {
        let body = vec![Fragment::plain("the same long text again")];
        add(Message { body, ..message(number) })
    };
    feed.take(&words(1), SECOND);
    feed.tick(6 * SECOND);
    assert_eq!(ages(&feed, 10), [4 * SECOND]);
    // Shown before the feed's clock began, and one that the feed never met.
    let older = Arc::new(Message { at: at(1_000), ..message(2) });
    feed.begin_again("f".into(), Rules::default(), &shown_all(&[older]), 20 * SECOND, at(1_060));
    assert_eq!(shown(&feed), [id(1), id(2)]);
    assert_eq!(ages(&feed, 20), [14 * SECOND, 55 * SECOND]);
    feed.take(&words(3), 21 * SECOND);
    assert_eq!(ages(&feed, 23), [2 * SECOND, 58 * SECOND], "said once more, it begins anew");
}

#[test]
fn a_shorter_hold_counts_for_what_waits() {
    let mut feed = feed(Tempo { hold: 30 * SECOND, ..Tempo::default() });
    feed.take(&add(message(1)), SECOND);
    feed.set_tempo(Tempo { hold: 2 * SECOND, ..Tempo::default() });
    assert_eq!(feed.tick(3 * SECOND).len(), 1);
}

#[test]
fn the_pace_is_kept_and_what_was_paid_for_comes_first() {
    let mut feed = feed(Tempo { speed: Some(15), ..Tempo::default() });
    // 6 for the name and 7 for `hello 1`: 0.87 s each.
    assert_eq!(feed.take(&add(message(1)), Duration::ZERO).len(), 1, "there is time");
    for number in 2..5 {
        assert!(feed.take(&add(message(number)), Duration::ZERO).is_empty());
    }
    feed.take(&add(paid(5)), Duration::ZERO);
    while let Some(next) = feed.next().filter(|next| *next < 4 * SECOND) {
        feed.tick(next);
    }
    assert_eq!(shown(&feed), [id(1), id(5), id(2), id(3), id(4)]);
    assert_eq!(feed.counts().skipped, 0);
}

#[test]
fn what_was_skipped_is_counted_and_stays_away() {
    let mut feed = feed(Tempo { speed: Some(1), ..Tempo::default() });
    let messages: Vec<_> = (0..10).map(|number| Arc::new(message(number))).collect();
    for message in &messages {
        feed.take(&Change::Add(Arc::clone(message)), Duration::ZERO);
    }
    feed.tick(60 * SECOND);
    assert_eq!(feed.counts().skipped, 9);
    begin_again(&mut feed, Rules::default(), &messages);
    assert_eq!(shown(&feed), [id(0)]);
}

#[test]
fn the_same_text_is_shown_once_with_its_count() {
    let mut feed = feed(Tempo { collapse_repeats: true, ..Tempo::default() });
    let copy = |number| {
        let words = ["GREAT", "great ", "great\u{e0000}"][number as usize % 3];
        let text = format!("this is a {words} copy of it");
        Message { body: vec![Fragment::plain(text)], ..message(number) }
    };
    for number in 1..=37 {
        feed.take(&add(copy(number)), SECOND);
    }
    assert_eq!(shown(&feed), [id(1)]);
    assert_eq!(feed.snapshot(1).messages[0].flags.times, Some(37));
    assert_eq!(feed.counts().repeated, 36);
    feed.take(&deleted(1), SECOND);
    feed.take(&add(copy(38)), SECOND);
    assert_eq!(shown(&feed), [id(38)], "the next one stands for itself");
    feed.take(&add(copy(39)), 100 * SECOND);
    assert_eq!(shown(&feed), [id(38), id(39)], "it is long ago");
}

#[test]
fn what_is_repeated_has_the_time_of_its_last_and_keeps_it() {
    let tempo = Tempo { collapse_repeats: true, ..Tempo::default() };
    let mut feed = feed(tempo);
    let at = |second| Timestamp::from_second(second).unwrap();
    let copy = |number: u32| {
        let text = Fragment::plain("the same long text again");
        Message { body: vec![text], at: at(number.into()), ..message(number) }
    };
    feed.take(&add(copy(1)), SECOND);
    feed.take(&add(copy(5)), SECOND);
    let newest = |feed: &Feed| {
        let snapshot = feed.snapshot(1);
        (snapshot.messages[0].flags.times, snapshot.messages[0].at)
    };
    assert_eq!(newest(&feed), (Some(2), at(5)));
    feed.take(&Change::Replace(Arc::new(copy(1))), SECOND);
    assert_eq!(newest(&feed), (Some(2), at(5)), "replaced");
    let all = [Arc::new(copy(1)), Arc::new(copy(5))];
    begin_again(&mut feed, Rules::default(), &all);
    assert_eq!(newest(&feed), (Some(2), at(5)), "begun again");
}

#[test]
fn a_text_whose_first_message_is_on_no_screen_any_more_is_shown_anew() {
    let mut feed = feed(Tempo { collapse_repeats: true, ..Tempo::default() });
    let copy = |number| {
        let text = Fragment::plain("the same long text again");
        Message { body: vec![text], ..message(number) }
    };
    feed.take(&add(copy(1)), SECOND);
    for number in 0..u32::try_from(screen::RING).unwrap() {
        feed.take(&add(message(10 + number)), SECOND);
    }
    feed.take(&add(copy(2)), SECOND);
    assert_eq!(shown(&feed).last(), Some(&id(2)));
    assert_eq!(feed.counts().repeated, 0);
}

#[test]
fn what_was_hidden_is_counted_once_however_often_the_feed_begins() {
    let hiding = || Rules { hidden: ["chat".to_owned()].into(), ..Rules::default() };
    let mut feed = Feed::new("e".into(), hiding(), Tempo::default());
    feed.take(&add(message(1)), SECOND);
    begin_again(&mut feed, hiding(), &[Arc::new(message(1))]);
    assert_eq!(feed.counts().hidden, 1);
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
fn rules_are_tried_on_what_was_written() {
    let mut messages: Vec<_> = (0..50).map(|number| Arc::new(message(number))).collect();
    messages.push(Arc::new(by_moderator(50)));
    messages.push(Arc::new(paid(51)));
    let rules = Rules { hidden: ["cheer".to_owned()].into(), ..Rules::default() };
    let tempo = Tempo { speed: Some(10), ..Tempo::default() };
    let trials = Feed::try_on(rules, tempo, messages);
    let count = |outcome| trials.iter().filter(|trial| trial.outcome == outcome).count();
    assert_eq!(trials.len(), 52);
    assert_eq!(count(Outcome::Hidden), 1);
    assert!(count(Outcome::Skipped) > 30 && count(Outcome::Shown) > 2);
    assert_eq!(trials[50].outcome, Outcome::Shown, "a moderator is not skipped");
}

/// What may happen.
#[derive(Debug, Clone)]
enum Step {
    Say(u32, bool, bool),
    Delete(u32),
    Wait(u64),
    Hold(u64),
    Speed(Option<u16>),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..200u32, any::<bool>(), any::<bool>()).prop_map(|(n, paid, moderator)| Step::Say(n, paid && n % 7 == 0, moderator)),
        1 => (0..200u32).prop_map(Step::Delete),
        2 => (0..8_000u64).prop_map(Step::Wait),
        1 => (0..31u64).prop_map(Step::Hold),
        1 => prop_oneof![Just(None), (1..80u16).prop_map(Some)].prop_map(Step::Speed),
    ]
}

proptest! {
    /// Whatever the tempo: each message is shown at most once, none that was deleted is on screen,
    /// none that must be shown is skipped, and each is shown, skipped, stopped or waits.
    #[test]
    fn invariant_1_and_2_hold_behind_hold_and_pace(steps in prop::collection::vec(step(), 1..200)) {
        let mut feed = feed(Tempo::default());
        let mut tempo = Tempo::default();
        let mut now = Duration::ZERO;
        let (mut said, mut gone) = (std::collections::BTreeMap::new(), Vec::new());
        let (mut added, mut seq) = (Vec::new(), 0);
        for step in steps {
            let frames = match step {
                Step::Say(number, paid_for, moderator) => {
                    if said.contains_key(&number) { continue; }
                    said.insert(number, paid_for || moderator);
                    let message = if paid_for { paid(number) }
                        else if moderator { by_moderator(number) } else { message(number) };
                    feed.take(&add(message), now)
                }
                Step::Delete(number) => {
                    if !said.contains_key(&number) { continue; }
                    gone.push(number);
                    feed.take(&deleted(number), now)
                }
                Step::Wait(millis) => {
                    let end = now + Duration::from_millis(millis);
                    let mut frames = Vec::new();
                    while let Some(next) = feed.next().filter(|next| *next <= end) {
                        now = now.max(next);
                        frames.extend(feed.tick(now));
                    }
                    now = end;
                    frames
                }
                Step::Hold(seconds) => {
                    tempo.hold = Duration::from_secs(seconds);
                    feed.set_tempo(tempo);
                    feed.tick(now)
                }
                Step::Speed(speed) => {
                    tempo.speed = speed;
                    feed.set_tempo(tempo);
                    feed.tick(now)
                }
            };
            for frame in frames {
                seq += 1;
                prop_assert_eq!(frame.seq, seq);
                if let Change::Add(message) = &frame.change {
                    prop_assert!(!added.contains(&message.id), "shown twice");
                    added.push(message.id);
                }
            }
            for number in &gone {
                prop_assert!(!shown(&feed).contains(&id(*number)));
            }
        }
        while let Some(next) = feed.next() {
            now = now.max(next);
            for frame in feed.tick(now) {
                if let Change::Add(message) = &frame.change {
                    added.push(message.id);
                }
            }
        }
        for (number, must) in &said {
            let is_shown = added.contains(&id(*number));
            prop_assert!(!must || is_shown || gone.contains(number), "{} was skipped", number);
        }
        let counts = feed.counts();
        let shown = added.len() as u64;
        prop_assert_eq!(counts.shown, shown);
        prop_assert_eq!(shown + counts.skipped + counts.stopped, said.len() as u64);
    }
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
    assert!(feed.take_away(&removal(by_somebody_else)).is_none());
    assert_eq!((shown(&feed).len(), feed.held().len()), (1, 1));
    let frame = feed.take_away(&removal(Target::Source { source: SourceId::new("s") })).unwrap();
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
    let young = Arc::new(Message { at: at(1_050), ..message(4) });
    let old = Arc::new(Message { at: at(1_000), ..message(5) });
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
fn a_ban_in_another_channel_reaches_a_copy_that_the_feed_was_told_of() {
    let mut feed = feed(Tempo::default());
    feed.take(&add(message(1)), SECOND);
    let copy = crate::SharedCopy { id: id(9), source: SourceId::new("other") };
    let shared = crate::Shared { origin: id(8), room: None, name: None, copies: vec![copy] };
    let flags = crate::Flags { shared: Some(shared), ..crate::Flags::default() };
    feed.note_copies(&Message { flags, ..message(1) });
    let ban = Removal {
        target: Target::Author { source: SourceId::new("other"), author: AuthorId::new("1") },
        reason: Reason::Ban,
        at: Timestamp::UNIX_EPOCH,
    };
    assert!(feed.take_away(&ban).is_some());
    assert!(shown(&feed).is_empty());
}
