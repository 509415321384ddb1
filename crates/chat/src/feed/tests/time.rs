//! Hold, pace and repeats, on a clock of our own.

use proptest::prelude::*;

use super::*;

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
    let flags = crate::Flags { received: Some(at(1_000)), ..crate::Flags::default() };
    let older = Arc::new(Message { flags, ..message(2) });
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

/// A long message that was paid for.
fn long(number: u32) -> Message {
    Message { body: vec![Fragment::plain("blah ".repeat(60))], ..paid(number) }
}

/// Sends ordinary messages, one after so long, each time with one that was paid for where `paid` says
/// so, and gives how many of the ordinary ones came.
fn come_beside(feed: &mut Feed, apart: Duration, is_paid: impl Fn(u32) -> bool) -> usize {
    let mut now = Duration::ZERO;
    for number in 0..60 {
        while let Some(next) = feed.next().filter(|next| *next < now) {
            feed.tick(next);
        }
        if is_paid(number) {
            feed.take(&add(long(1_000 + number)), now);
        }
        feed.take(&add(message(number)), now);
        now += apart;
    }
    (0..60).filter(|number| feed.screen.shows(&id(*number))).count()
}

#[test]
fn one_who_pays_again_and_again_does_not_silence_the_others() {
    let tempo = Tempo { speed: Some(30), ..Tempo::default() };
    let mut at_once = feed(tempo);
    for number in 100..120 {
        at_once.take(&add(long(number)), Duration::ZERO);
    }
    let came = come_beside(&mut at_once, Duration::from_millis(1_500), |_| false);
    assert!(came > 50, "{came} of 60 came");
    assert!((100..120).all(|number| at_once.screen.shows(&id(number))), "no cheer is lost");
    assert_eq!(at_once.counts().shown + at_once.counts().skipped, 80, "each is counted");

    // Each is read for nine seconds, and the next comes after six.
    let mut always = feed(tempo);
    let came = come_beside(&mut always, Duration::from_millis(1_500), |number| number % 4 == 0);
    assert!(came > 30, "{came} of 60 came");
    assert!((0..13).all(|n| always.screen.shows(&id(1_000 + n * 4))), "no cheer is lost");
}

#[test]
fn another_speed_begins_anew() {
    let slow = Tempo { speed: Some(1), ..Tempo::default() };
    for then in [Some(200), None] {
        let mut feed = feed(slow);
        feed.take(&add(long(1)), Duration::ZERO);
        feed.set_tempo(slow);
        assert!(feed.take(&add(message(2)), SECOND).is_empty(), "it is read still");
        feed.set_tempo(Tempo { speed: then, ..slow });
        assert_eq!(feed.tick(2 * SECOND).len(), 1);
        feed.set_tempo(Tempo { speed: Some(2), ..slow });
        assert_eq!(feed.take(&add(message(3)), 3 * SECOND).len(), 1);
    }
    let mut feed = feed(slow);
    feed.take(&add(long(1)), Duration::ZERO);
    feed.take(&add(message(2)), 19 * SECOND);
    assert_eq!(feed.tick(20 * SECOND).len(), 1, "nobody reads one message for minutes");
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
fn a_text_that_comes_again_after_many_others_is_in_sight_again() {
    let mut feed = feed(Tempo { collapse_repeats: true, ..Tempo::default() });
    let copy = |number| {
        let text = Fragment::plain("this is a great copy of it");
        Message { body: vec![text], ..message(number) }
    };
    feed.take(&add(copy(1)), SECOND);
    for number in 2..=12 {
        feed.take(&add(message(number)), SECOND);
    }
    feed.take(&add(copy(13)), SECOND);
    assert_eq!(shown(&feed).last(), Some(&id(12)), "the first is in sight yet");
    feed.take(&add(message(14)), SECOND);
    feed.take(&add(copy(15)), SECOND);
    assert_eq!(shown(&feed).last(), Some(&id(15)));
}

#[test]
fn a_sign_at_a_words_end_makes_no_other_text() {
    let tempo = Tempo { collapse_repeats: true, ..Tempo::default() };
    let mut feed = feed(tempo);
    let say = |number: u32, text: &str| {
        add(Message { body: vec![Fragment::plain(text)], ..message(number) })
    };
    for (number, text) in (1..).zip([
        "copy pasta is great",
        "Copy  pasta is GREAT!",
        "“copy, pasta… is great” ?",
        "copy。pasta is great",
        "copy pasta is not great",
        "¯\\_(ツ)_/¯ ¯\\_(ツ)_/¯",
        "(╯°□°)╯ ┻━┻ (╯°□°)╯ ┻━┻",
        "?!?!?!?!?!?!?!",
        "?!?!?!?!?!?!?!",
        ".............",
    ]) {
        feed.take(&say(number, text), SECOND);
    }
    let apart = [1, 4, 5, 6, 7, 8, 10].map(id);
    assert_eq!(shown(&feed), apart, "what is in a word or drawn in signs counts");
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
