//! What rules pick, and what people do with it.

use super::*;
use crate::feed::{Rules, Words};

/// Picks Super Chats, and plays them by itself after their hold.
fn playing(hold: Duration) -> Focus {
    let mut focus = Focus::default();
    focus.set_rules(HighlightRules { superchats: true, ..HighlightRules::default() }, NOW);
    focus.set_advance(Advance { to_next: true, hold, ..Advance::default() }, NOW);
    focus
}

#[test]
fn what_a_rule_had_picked_before_a_moderator_is_the_rules_again_when_that_is_taken_back() {
    let mut focus = playing(NOW);
    focus.set_advance(Advance::default(), NOW);
    follow(&mut focus, &said(&super_chat(1, "USD", 5)), NOW);
    follow(&mut focus, &said(&super_chat(2, "USD", 5)), NOW);
    focus.act(queue(&[2, 3]), &moderator(), AT, NOW).expect("theirs to queue");
    assert_eq!(queued(&focus), [id(2), id(3), id(1)]);
    owner_does(&mut focus, Act::TakeBack(id(2), "mod-1".into()));
    assert_eq!(queued(&focus), [id(3), id(2), id(1)], "it waits among those of rules");
    assert_eq!(focus.queue()[1].by, By::Rule { why: "Super Chat".into() });
    focus.act(queue(&[2]), &moderator(), AT, NOW).expect("nobody has said no to it");
}

#[test]
fn what_is_the_rules_again_is_held_as_it_was() {
    let seconds = Duration::from_secs;
    let mut focus = playing(seconds(10));
    owner_does(&mut focus, queue(&[3]));
    follow(&mut focus, &said(&super_chat(1, "USD", 5)), seconds(2));
    focus.act(queue(&[1]), &moderator(), AT, seconds(3)).expect("theirs to queue");
    let take_back = Act::TakeBack(id(1), "mod-1".into());
    focus.act(take_back, &By::Owner, AT, seconds(4)).expect("theirs to take back");
    follow(&mut focus, &removal_of(3), seconds(5));
    assert_eq!((current(&focus), focus.next_due()), (None, Some(seconds(12))));
}

#[test]
fn what_gets_a_blocked_word_later_leaves_queue_and_screen_unless_the_streamer_has_picked_it() {
    let mut focus = playing(NOW);
    let words = Words::new(["spoiler".to_owned()]).expect("a word");
    let blocks = HighlightRules {
        superchats: true,
        overlays: vec![Rules { words, ..Rules::default() }],
        ..HighlightRules::default()
    };
    for number in [1, 2, 3] {
        follow(&mut focus, &said(&super_chat(number, "USD", 5)), NOW);
    }
    owner_does(&mut focus, Act::Pin(id(3), true));
    focus.set_rules(blocks, NOW);
    assert_eq!((current(&focus), queued(&focus)), (Some(id(1)), vec![id(2), id(3)]));
    for number in [1, 2, 3] {
        let text = "a spoiler".to_owned();
        let body = vec![crate::Fragment::Text { text }];
        let again = Message { body, ..(*super_chat(number, "USD", 5)).clone() };
        follow(&mut focus, &Record::Replaced(Arc::new(again)), NOW);
    }
    assert_eq!((current(&focus), queued(&focus)), (Some(id(3)), vec![]));
}

#[test]
fn a_message_that_waits_can_be_marked_and_a_no_to_the_mark_leaves_it_in_the_queue() {
    let mut focus = playing(NOW);
    focus.set_advance(Advance::default(), NOW);
    follow(&mut focus, &said(&super_chat(1, "USD", 5)), NOW);
    let mark = Act::Suggest(one(1), "ask them why".into());
    focus.act(mark.clone(), &moderator(), AT, NOW).expect("theirs to mark");
    assert_eq!(focus.suggestions()[0].marks[0].note, "ask them why");
    owner_does(&mut focus, Act::Reject(id(1)));
    assert_eq!((queued(&focus), focus.suggestions().len()), (vec![id(1)], 0));

    focus.act(mark, &moderator(), AT, NOW).expect("it was no word on the message");
    owner_does(&mut focus, Act::Accept(id(1)));
    assert_eq!((queued(&focus), is_owners(&focus, 1)), (vec![id(1)], true));
}

#[test]
fn what_can_still_be_stopped_on_the_overlays_does_not_come_on_screen_by_itself() {
    let seconds = Duration::from_secs;
    let mut focus = playing(seconds(10));
    follow(&mut focus, &said(&super_chat(1, "USD", 5)), seconds(2));
    assert_eq!((current(&focus), focus.next_due()), (None, Some(seconds(12))));
    assert!(!focus.tick(seconds(11)));
    assert!(focus.tick(seconds(12)));
    assert_eq!(current(&focus), Some(id(1)));

    follow(&mut focus, &said(&super_chat(2, "USD", 5)), seconds(13));
    focus.act(queue(&[3]), &By::Owner, AT, seconds(14)).expect("theirs to queue");
    follow(&mut focus, &removal_of(1), seconds(14));
    assert_eq!(current(&focus), Some(id(3)), "what the streamer picked needs no hold");
    follow(&mut focus, &removal_of(3), seconds(15));
    assert_eq!((current(&focus), focus.next_due()), (None, Some(seconds(23))));
    focus.act(Act::Next, &By::Owner, AT, seconds(16)).expect("theirs to show");
    assert_eq!(current(&focus), Some(id(2)), "nor what they bring on themselves");
}

#[test]
fn what_an_overlay_keeps_from_viewers_for_its_words_or_its_author_is_not_picked() {
    let hides = |rules: Rules| HighlightRules {
        superchats: true,
        overlays: vec![Rules::default(), rules],
        ..HighlightRules::default()
    };
    let paid = super_chat(1, "USD", 5);
    let text = paid.text();
    let word = text.split_whitespace().next().expect("it says something");
    let words = Words::new([word.to_owned()]).expect("a word");
    let users = [paid.author.as_ref().expect("somebody").name.to_lowercase()].into();
    for rules in [
        Rules { words, on_word: crate::feed::OnWord::Hold, ..Rules::default() },
        Rules { users, ..Rules::default() },
    ] {
        assert_eq!(hides(rules).pick(&paid), None);
    }
    let only_chat = Rules { hidden: ["super_chat".to_owned()].into(), ..Rules::default() };
    assert!(
        hides(only_chat).pick(&paid).is_some(),
        "what an overlay leaves out can be shown alone"
    );
}

fn removal_of(number: u8) -> Record {
    let mut hub = Hub::new("e", HubOptions::default());
    let removed = removal(Target::Message { id: id(number) }, Reason::Deleted, 5);
    hub.apply(removed).record.expect("it is removed")
}

/// A focus that plays by itself what can't be stopped any more, beside an overlay that keeps back what
/// has this word.
fn keeping_back(word: &str, hold: Duration) -> Focus {
    let mut focus = playing(hold);
    let words = Words::new([word.to_owned()]).expect("a word");
    let overlays = vec![Rules { words, ..Rules::default() }];
    focus.set_rules(HighlightRules { overlays, ..HighlightRules::default() }, NOW);
    focus
}

#[test]
fn what_a_moderator_picked_waits_for_the_hold_and_keeps_nothing_of_the_streamer_s_back() {
    let seconds = Duration::from_secs;
    let mut focus = playing(seconds(10));
    focus.act(queue(&[1]), &moderator(), AT, seconds(2)).expect("theirs to queue");
    assert_eq!((current(&focus), focus.next_due()), (None, Some(seconds(12))));
    focus.act(queue(&[2]), &By::Owner, AT, seconds(3)).expect("theirs to queue");
    assert_eq!((current(&focus), queued(&focus)), (Some(id(2)), vec![id(1)]));
    follow(&mut focus, &removal_of(2), seconds(4));
    assert_eq!(current(&focus), None);
    assert!(focus.tick(seconds(12)));
    assert_eq!(current(&focus), Some(id(1)));
}

#[test]
fn what_an_overlay_keeps_back_comes_on_screen_by_the_streamer_alone() {
    let seconds = Duration::from_secs;
    let mut focus = keeping_back("spoiler", seconds(10));
    let text = "a spoiler".to_owned();
    let body = vec![crate::Fragment::Text { text }];
    let waits = Arc::new(Message { body, ..message(1, 1, 0) });
    focus.act(Act::Queue(vec![waits]), &moderator(), AT, seconds(2)).expect("theirs to queue");
    assert_eq!((focus.next_due(), focus.tick(seconds(60))), (None, false));
    focus.act(queue(&[2]), &moderator(), AT, seconds(60)).expect("theirs to queue");
    assert!(focus.tick(seconds(70)), "it keeps no other back");
    assert_eq!((current(&focus), queued(&focus)), (Some(id(2)), vec![id(1)]));
    focus.act(Act::Next, &By::Owner, AT, seconds(71)).expect("theirs to show");
    assert_eq!(current(&focus), Some(id(1)));
}

/// The id of a message of its own: there are more of these than a byte has numbers.
fn numbered_id(number: usize) -> MessageId {
    MessageId::of(crate::Platform::Twitch, &format!("of many {number}"))
}

#[test]
fn invariant_9_the_streamer_and_what_was_paid_find_room_and_no_moderator_takes_all_of_it() {
    let mut focus = playing(NOW);
    focus.set_advance(Advance::default(), NOW);
    let one = |number| Arc::new(Message { id: numbered_id(number), ..message(1, 1, 0) });
    let numbered = |numbers: std::ops::Range<usize>| Act::Queue(numbers.map(one).collect());
    let of = |number: u8| By::Moderator { id: number.to_string(), name: "Mo".into() };
    let too_many = focus.act(numbered(0..51), &of(0), AT, NOW);
    assert_eq!(too_many, Err(FocusError::TooManyQueued));
    for number in 0..10 {
        let first = usize::from(number) * 50;
        focus.act(numbered(first..first + 50), &of(number), AT, NOW).expect("so many are theirs");
    }
    assert_eq!(focus.act(queue(&[1]), &moderator(), AT, NOW), Err(FocusError::Full));
    owner_does(&mut focus, queue(&[1, 2]));
    let waiting = queued(&focus);
    assert_eq!((waiting.len(), &waiting[498..]), (500, [id(1), id(2)].as_slice()));
    assert!(waiting.contains(&numbered_id(497)) && !waiting.contains(&numbered_id(498)));
    assert!(follow(&mut focus, &said(&super_chat(3, "USD", 5)), NOW));
    assert_eq!((queued(&focus).len(), queued(&focus).last()), (500, Some(&id(3))));
    assert!(!queued(&focus).contains(&numbered_id(497)), "the newest of moderators gave way");
}

#[test]
fn what_is_taken_out_at_once_can_be_put_back_at_once_without_what_has_left_chat() {
    let mut focus = playing(NOW);
    focus.set_advance(Advance::default(), NOW);
    focus.act(queue(&[1, 2]), &moderator(), AT, NOW).expect("theirs to queue");
    owner_does(&mut focus, queue(&[3]));
    follow(&mut focus, &said(&super_chat(4, "USD", 5)), NOW);
    let theirs = focus.act(Act::UnqueueAll, &moderator(), AT, NOW);
    assert_eq!(theirs, Err(FocusError::OwnersAlone));
    owner_does(&mut focus, Act::UnqueueAll);
    assert!(queued(&focus).is_empty());
    let again = focus.act(queue(&[1]), &moderator(), AT, NOW);
    assert_eq!(again, Err(FocusError::Overruled), "what the streamer took out stays out");
    owner_does(&mut focus, Act::UnqueueAll);
    owner_does(&mut focus, queue(&[5]));
    follow(&mut focus, &removal_of(2), NOW);
    owner_does(&mut focus, Act::PutAllBack);
    assert_eq!(queued(&focus), [id(1), id(3), id(5), id(4)]);
    owner_does(&mut focus, Act::PutAllBack);
    assert_eq!(queued(&focus).len(), 4, "once");
    focus.act(Act::Unqueue(id(1)), &moderator(), AT, NOW).expect("theirs, as it was");
}
