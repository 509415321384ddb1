use proptest::prelude::*;

use super::*;
use crate::hub::tests::{ban, id, message, removal};
use crate::{Amount, ChatEvent, Hub, HubOptions, Kind, Reason, Reply, Target, Tier};

mod property;
mod rules;
mod seen;

const AT: Timestamp = Timestamp::UNIX_EPOCH;
const NOW: Duration = Duration::ZERO;

fn one(number: u8) -> Arc<Message> {
    Arc::new(message(number, number, 0))
}

fn super_chat(number: u8, currency: &str, whole: i64) -> Arc<Message> {
    let kind = Kind::SuperChat { tier: Tier::new(1) };
    let amount = Amount {
        text: format!("{whole} {currency}"),
        micros: Some(whole * 1_000_000),
        currency: Some(currency.into()),
    };
    Arc::new(Message { kind, amount: Some(amount), ..message(number, number, 0) })
}

/// Follows what happens in a chat in which nothing else has happened.
fn follow(focus: &mut Focus, record: &Record, now: Duration) -> bool {
    focus.follow(record, &Hub::new("e", HubOptions::default()), now)
}

fn moderator() -> By {
    By::Moderator { id: "mod-1".into(), name: "Mo".into() }
}

fn owner_does(focus: &mut Focus, act: Act) {
    focus.act(act, &By::Owner, AT, NOW).expect("the streamer may do it");
}

fn queue(numbers: &[u8]) -> Act {
    Act::Queue(numbers.iter().map(|number| one(*number)).collect())
}

fn queued(focus: &Focus) -> Vec<MessageId> {
    focus.queue().iter().map(|item| item.message.id).collect()
}

fn current(focus: &Focus) -> Option<MessageId> {
    focus.current().map(|item| item.message.id)
}

fn is_owners(focus: &Focus, number: u8) -> bool {
    focus.owners().any(|message| message.id == id(number))
}

fn said(message: &Arc<Message>) -> Record {
    Record::Message(Arc::clone(message), None)
}

/// An answer to the ninth message.
fn answer(number: u8) -> Message {
    let reply_to = Some(Reply { id: Some(id(9)), text: "hello".into(), ..Reply::default() });
    Message { reply_to, ..message(number, number, 0) }
}

#[test]
fn what_is_hidden_stays_in_no_answer_that_waits_or_is_shown_until_it_is_back() {
    let mut hub = Hub::new("e", HubOptions::default());
    let mut focus = Focus::default();
    let answers = [answer(1), answer(2), message(3, 3, 0)].map(Arc::new);
    owner_does(&mut focus, Act::Queue(answers.into()));
    owner_does(&mut focus, Act::Next);
    let quotes =
        |focus: &Focus| focus.messages().filter(|message| message.quote().is_some()).count();
    assert_eq!(quotes(&focus), 2);

    let hides = removal(Target::Message { id: id(9) }, Reason::Hidden, 0);
    let hidden = hub.apply(hides).record.expect("it is told");
    assert!(focus.follow(&hidden, &hub, NOW), "clients are told");
    assert_eq!(quotes(&focus), 0);
    assert_eq!((current(&focus), queued(&focus)), (Some(id(1)), vec![id(2), id(3)]));
    assert!(!focus.follow(&hidden, &hub, NOW), "once");

    let back = hub.unhide(&id(9)).and_then(|applied| applied.record).expect("it is told");
    assert!(focus.follow(&back, &hub, NOW), "clients are told");
    assert_eq!(quotes(&focus), 2);
}

#[test]
fn messages_are_shown_in_the_order_in_which_they_were_picked() {
    let mut focus = Focus::default();
    owner_does(&mut focus, queue(&[3, 1]));
    owner_does(&mut focus, Act::Next);
    owner_does(&mut focus, queue(&[2, 1]));
    assert_eq!(current(&focus), Some(id(3)));
    assert_eq!(queued(&focus), [id(1), id(2)], "what is queued already stays where it is");
}

#[test]
fn previous_goes_back_and_next_goes_forward_again() {
    let mut focus = Focus::default();
    owner_does(&mut focus, queue(&[1, 2, 3]));
    owner_does(&mut focus, Act::Next);
    owner_does(&mut focus, Act::Next);
    owner_does(&mut focus, Act::Previous);
    assert_eq!(current(&focus), Some(id(1)));
    owner_does(&mut focus, Act::Previous);
    assert_eq!(current(&focus), Some(id(1)), "there is nothing before it");
    owner_does(&mut focus, Act::Next);
    assert_eq!((current(&focus), queued(&focus)), (Some(id(2)), vec![id(3)]));
}

#[test]
fn clear_shows_nothing_and_leaves_the_queue_and_previous_brings_it_back() {
    let mut focus = Focus::default();
    owner_does(&mut focus, queue(&[1, 2]));
    owner_does(&mut focus, Act::Next);
    owner_does(&mut focus, Act::Clear);
    assert_eq!((current(&focus), queued(&focus)), (None, vec![id(2)]));
    owner_does(&mut focus, Act::Previous);
    assert_eq!(current(&focus), Some(id(1)));
}

#[test]
fn next_with_nothing_queued_leaves_an_empty_screen() {
    let mut focus = Focus::default();
    owner_does(&mut focus, Act::Next);
    assert_eq!(current(&focus), None);
    owner_does(&mut focus, Act::Show(one(1)));
    owner_does(&mut focus, Act::Next);
    assert_eq!(current(&focus), None);
}

#[test]
fn a_new_order_takes_what_it_names_first_and_refuses_what_is_not_queued() {
    let mut focus = Focus::default();
    owner_does(&mut focus, queue(&[1, 2, 3]));
    owner_does(&mut focus, Act::Order(vec![id(3), id(1)]));
    assert_eq!(queued(&focus), [id(3), id(1), id(2)]);
    for (order, error) in
        [(vec![id(9)], FocusError::NotQueued), (vec![id(1), id(1)], FocusError::Twice)]
    {
        assert_eq!(focus.act(Act::Order(order), &By::Owner, AT, NOW), Err(error));
        assert_eq!(queued(&focus), [id(3), id(1), id(2)], "what is refused changes nothing");
    }
    owner_does(&mut focus, Act::Order(vec![id(2), id(9), id(1)]));
    assert_eq!(queued(&focus), [id(2), id(1), id(3)], "what has left meanwhile keeps no other");
}

#[test]
fn a_rule_never_pushes_aside_what_a_person_queued() {
    let mut focus = Focus::default();
    focus.set_rules(HighlightRules { superchats: true, ..HighlightRules::default() }, NOW);
    owner_does(&mut focus, queue(&[1]));
    assert!(follow(&mut focus, &said(&super_chat(2, "USD", 5)), NOW));
    owner_does(&mut focus, queue(&[3]));
    assert_eq!(queued(&focus), [id(1), id(3), id(2)], "a person's pick goes before a rule's");
    owner_does(&mut focus, Act::Order(vec![id(2)]));
    owner_does(&mut focus, queue(&[4]));
    assert_eq!(queued(&focus), [id(2), id(1), id(3), id(4)], "where the streamer put it, it stays");
}

#[test]
fn one_that_is_dragged_makes_no_rules_pick_a_persons_but_itself() {
    let mut focus = Focus::default();
    focus.set_rules(HighlightRules { superchats: true, ..HighlightRules::default() }, NOW);
    owner_does(&mut focus, queue(&[1, 2, 3]));
    for number in [4, 5, 6] {
        assert!(follow(&mut focus, &said(&super_chat(number, "USD", 5)), NOW));
    }
    // As a dashboard sends it: all of the queue, with one in another place.
    owner_does(&mut focus, Act::Order([3, 1, 2, 4, 5, 6].map(id).to_vec()));
    owner_does(&mut focus, queue(&[7]));
    assert_eq!(queued(&focus), [3, 1, 2, 7, 4, 5, 6].map(id), "before what rules picked");
    owner_does(&mut focus, Act::Order([3, 1, 2, 7, 4, 6, 5].map(id).to_vec()));
    owner_does(&mut focus, queue(&[8]));
    assert_eq!(queued(&focus), [3, 1, 2, 7, 8, 4, 6, 5].map(id), "also where one was put there");
    owner_does(&mut focus, Act::Unqueue(id(8)));
    owner_does(&mut focus, Act::Order([5, 3, 1, 2, 7, 4, 6].map(id).to_vec()));
    let mut may = |number| focus.act(Act::Unqueue(id(number)), &moderator(), AT, NOW);
    assert_eq!(may(5), Err(FocusError::Overruled), "the streamer put it there");
    assert_eq!(may(4), Ok(()), "it was only passed");
}

#[test]
fn what_the_streamer_accepts_picks_or_pins_is_theirs_and_who_picked_it_is_told() {
    let mut focus = Focus::default();
    focus.set_rules(HighlightRules { superchats: true, ..HighlightRules::default() }, NOW);
    let may = |focus: &mut Focus, act| focus.act(act, &moderator(), AT, NOW);
    assert_eq!(may(&mut focus, Act::Suggest(one(1), String::new())), Ok(()));
    owner_does(&mut focus, Act::Accept(id(1)));
    assert_eq!(may(&mut focus, queue(&[2, 3, 4])), Ok(()));
    owner_does(&mut focus, queue(&[2]));
    owner_does(&mut focus, Act::Pin(id(3), true));
    assert!(follow(&mut focus, &said(&super_chat(5, "USD", 5)), NOW));
    owner_does(&mut focus, Act::Pin(id(5), true));
    assert_eq!(may(&mut focus, queue(&[5])), Ok(()), "it is queued");
    for number in [1, 2, 3, 5] {
        let taken = may(&mut focus, Act::Unqueue(id(number)));
        assert_eq!(taken, Err(FocusError::Overruled), "{number}");
        assert!(is_owners(&focus, number));
    }
    assert_eq!(queued(&focus), [1, 2, 3, 4, 5].map(id), "each stays where it was");
    assert!(focus.queue()[..4].iter().all(|item| item.by == moderator()));
    assert!(!is_owners(&focus, 4));
    assert_eq!(may(&mut focus, Act::Unqueue(id(4))), Ok(()));
    owner_does(&mut focus, queue(&[5]));
    let picked = &focus.queue()[3];
    assert!(picked.by == By::Owner && picked.pinned, "it stays pinned");
}

#[test]
fn a_pin_is_the_streamers_word_on_a_message_wherever_it_is() {
    let mut focus = Focus::default();
    owner_does(&mut focus, Act::Show(one(1)));
    focus.act(queue(&[1]), &moderator(), AT, NOW).expect("it is not in the queue");
    owner_does(&mut focus, Act::Pin(id(1), true));
    let refused = focus.act(Act::Unqueue(id(1)), &moderator(), AT, NOW);
    assert_eq!(refused, Err(FocusError::Overruled));
    assert!(focus.queue().iter().chain(focus.current()).all(|item| item.pinned));
    owner_does(&mut focus, Act::Pin(id(1), false));
    assert!(focus.queue().iter().chain(focus.current()).all(|item| !item.pinned));
}

#[test]
fn what_the_streamer_brings_onto_the_screen_is_theirs_and_what_a_timer_does_is_not() {
    let mut focus = Focus::default();
    focus.act(queue(&[1, 2, 3]), &moderator(), AT, NOW).expect("theirs to queue");
    owner_does(&mut focus, Act::Next);
    assert!(is_owners(&focus, 1));
    owner_does(&mut focus, Act::Show(one(3)));
    assert!(is_owners(&focus, 3));
    let seconds = Duration::from_secs;
    focus.set_advance(
        Advance { after: Some(seconds(10)), to_next: true, ..Advance::default() },
        NOW,
    );
    assert!(focus.tick(seconds(10)));
    assert_eq!((current(&focus), is_owners(&focus, 2)), (Some(id(2)), false));
    assert!(!is_owners(&focus, 3), "it is nowhere any more");
}

#[test]
fn rules_pick_by_amount_and_currency() {
    let rules = HighlightRules {
        superchats: true,
        least: [("USD".to_owned(), 10), ("JPY".to_owned(), 1_000)].into(),
        ..HighlightRules::default()
    };
    for (number, (currency, whole, taken)) in [
        ("USD", 9, false),
        ("USD", 10, true),
        ("JPY", 999, false),
        ("JPY", 1_000, true),
        ("EUR", 1, true),
    ]
    .into_iter()
    .enumerate()
    {
        let number = u8::try_from(number).expect("few");
        let picked = rules.pick(&super_chat(number, currency, whole));
        assert_eq!(picked.is_some(), taken, "{whole} {currency}");
    }
    assert_eq!(HighlightRules::default().pick(&super_chat(9, "USD", 500)), None, "off at first");
}

#[test]
fn a_donation_is_picked_by_its_own_rule_and_by_amount() {
    let kind = Kind::Donation { provider: "kofi".into() };
    let given = Message { kind, ..(*super_chat(1, "EUR", 3)).clone() };
    let rules = HighlightRules { superchats: true, ..HighlightRules::default() };
    assert_eq!(rules.pick(&given), None, "it is no Super Chat");
    let mut rules = HighlightRules { donations: true, ..HighlightRules::default() };
    assert_eq!(rules.pick(&given).as_deref(), Some("Donation"));
    rules.least.insert("EUR".into(), 5);
    assert_eq!(rules.pick(&given), None, "it is not enough");
}

#[test]
fn what_the_streamer_takes_out_nobody_else_brings_back() {
    let mut focus = Focus::default();
    focus.set_rules(HighlightRules { superchats: true, ..HighlightRules::default() }, NOW);
    let paid = super_chat(1, "USD", 5);
    follow(&mut focus, &said(&paid), NOW);
    owner_does(&mut focus, Act::Unqueue(id(1)));
    assert!(!follow(&mut focus, &said(&paid), NOW), "a rule does not ask twice");
    let again = focus.act(Act::Queue(vec![Arc::clone(&paid)]), &moderator(), AT, NOW);
    assert_eq!(again, Err(FocusError::Overruled));
    let suggested =
        focus.act(Act::Suggest(Arc::clone(&paid), String::new()), &moderator(), AT, NOW);
    assert_eq!(suggested, Err(FocusError::Overruled));
    owner_does(&mut focus, Act::Queue(vec![paid]));
    assert_eq!(queued(&focus), [id(1)], "the streamer may");
}

#[test]
fn a_moderator_takes_out_what_is_not_the_streamers_and_runs_nothing() {
    let mut focus = Focus::default();
    owner_does(&mut focus, queue(&[1]));
    focus.act(queue(&[2]), &moderator(), AT, NOW).expect("theirs to queue");
    let mut may = |act| focus.act(act, &moderator(), AT, NOW);
    assert_eq!(may(Act::Unqueue(id(1))), Err(FocusError::Overruled));
    assert_eq!(may(Act::Unqueue(id(2))), Ok(()));
    for act in [Act::Next, Act::Previous, Act::Clear, Act::Show(one(3)), Act::Order(vec![id(1)])] {
        assert_eq!(may(act), Err(FocusError::OwnersAlone));
    }
    assert_eq!((current(&focus), queued(&focus)), (None, vec![id(1)]));
}

#[test]
fn a_suggestion_waits_for_the_streamer_and_what_was_decided_is_told() {
    let mut focus = Focus::default();
    for number in [1, 2, 3] {
        let act = Act::Suggest(one(number), format!("note {number}"));
        focus.act(act, &moderator(), AT, NOW).expect("moderators suggest");
    }
    assert!(queued(&focus).is_empty());
    owner_does(&mut focus, Act::Accept(id(2)));
    owner_does(&mut focus, Act::Reject(id(1)));
    owner_does(&mut focus, queue(&[3]));
    assert_eq!(queued(&focus), [id(2), id(3)]);
    assert!(focus.suggestions().is_empty(), "what the streamer queues is accepted");
    let told: Vec<_> = focus.decided.iter().map(|d| (d.id, d.accepted)).collect();
    assert_eq!(told, [(id(3), true), (id(1), false), (id(2), true)]);
    let gone = focus.act(Act::Accept(id(1)), &By::Owner, AT, NOW);
    assert_eq!(gone, Err(FocusError::NotSuggested));
}

#[test]
fn what_was_gone_back_from_comes_next_also_if_what_was_before_it_is_deleted() {
    let mut focus = Focus::default();
    owner_does(&mut focus, queue(&[1, 2, 3]));
    owner_does(&mut focus, Act::Next);
    owner_does(&mut focus, Act::Next);
    owner_does(&mut focus, Act::Previous);
    assert!(focus.retain(|message| message.id != id(1), NOW));
    assert_eq!(current(&focus), None);
    let mut focus = Focus::restored(focus.kept(), NOW);
    owner_does(&mut focus, Act::Previous);
    assert_eq!(current(&focus), None, "there is nothing before it");
    owner_does(&mut focus, Act::Next);
    assert_eq!((current(&focus), queued(&focus)), (Some(id(2)), vec![id(3)]));
    owner_does(&mut focus, Act::Next);
    assert_eq!((current(&focus), queued(&focus)), (Some(id(3)), vec![]));
}

#[test]
fn what_a_moderator_queued_is_taken_back_from_queue_and_screen_and_what_others_did_stays() {
    let mut focus = Focus::default();
    focus.act(queue(&[1, 2, 3]), &moderator(), AT, NOW).expect("theirs to queue");
    owner_does(&mut focus, queue(&[4]));
    owner_does(&mut focus, Act::Next);
    let mut take_back = |number, whose: &str| {
        focus.act(Act::TakeBack(id(number), whose.to_owned()), &By::Owner, AT, NOW)
    };
    assert_eq!(take_back(1, "mod-1"), Ok(()), "on screen");
    assert_eq!(take_back(2, "mod-1"), Ok(()), "queued");
    assert_eq!(take_back(3, "mod-2"), Err(FocusError::NotQueued), "another's");
    assert_eq!(take_back(4, "mod-1"), Err(FocusError::NotQueued), "the streamer's");
    assert_eq!((current(&focus), queued(&focus)), (None, vec![id(3), id(4)]));
    owner_does(&mut focus, Act::Previous);
    assert_eq!(current(&focus), None, "it does not come back");
    let again = focus.act(queue(&[1]), &moderator(), AT, NOW);
    assert_eq!(again, Err(FocusError::Overruled));
    let theirs = focus.act(Act::TakeBack(id(3), "mod-1".into()), &moderator(), AT, NOW);
    assert_eq!(theirs, Err(FocusError::OwnersAlone));
}

#[test]
fn a_mark_is_taken_back_alone_and_the_last_one_is_a_no() {
    let mut focus = Focus::default();
    let other = By::Moderator { id: "mod-2".into(), name: "Flo".into() };
    for by in [&moderator(), &other] {
        focus.act(Act::Suggest(one(1), String::new()), by, AT, NOW).expect("moderators suggest");
    }
    owner_does(&mut focus, Act::Unmark(id(1), "mod-1".into()));
    let marks: Vec<_> = focus.suggestions()[0].marks.iter().map(|mark| mark.by.name()).collect();
    assert_eq!(marks, ["Flo"]);
    let again = focus.act(Act::Unmark(id(1), "mod-1".into()), &By::Owner, AT, NOW);
    assert_eq!(again, Err(FocusError::NotSuggested));
    owner_does(&mut focus, Act::Unmark(id(1), "mod-2".into()));
    assert!(focus.suggestions().is_empty());
    let told: Vec<_> = focus.decided.iter().map(|d| (d.id, d.accepted)).collect();
    assert_eq!(told, [(id(1), false)]);
}

#[test]
fn a_timer_takes_off_what_is_not_pinned_and_goes_on_where_it_may() {
    let seconds = Duration::from_secs;
    let mut focus = Focus::default();
    focus.set_advance(Advance { after: Some(seconds(10)), ..Advance::default() }, NOW);
    owner_does(&mut focus, queue(&[1, 2]));
    assert_eq!(current(&focus), None, "nothing plays by itself");
    owner_does(&mut focus, Act::Next);
    assert!(!focus.tick(seconds(9)));
    assert!(focus.tick(seconds(10)));
    assert_eq!((current(&focus), queued(&focus)), (None, vec![id(2)]));

    focus.set_advance(
        Advance { after: Some(seconds(10)), to_next: true, ..Advance::default() },
        seconds(20),
    );
    assert_eq!(current(&focus), Some(id(2)), "it plays what waits");
    focus.act(Act::Pin(id(2), true), &By::Owner, AT, seconds(21)).expect("it is on screen");
    assert_eq!(focus.next_due(), None, "what is pinned stays");
    focus.act(Act::Pin(id(2), false), &By::Owner, AT, seconds(50)).expect("it is on screen");
    assert_eq!(focus.next_due(), Some(seconds(60)), "and has its whole time again");
    owner_does(&mut focus, Act::Clear);
    owner_does(&mut focus, queue(&[3]));
    assert_eq!(current(&focus), None, "the streamer's empty screen stays empty");
}

#[test]
fn what_is_deleted_leaves_screen_queue_and_suggestions_at_once() {
    let mut hub = Hub::new("e", HubOptions::default());
    let mut focus = Focus::default();
    owner_does(&mut focus, queue(&[1, 2, 3]));
    owner_does(&mut focus, Act::Next);
    focus.act(Act::Suggest(one(4), String::new()), &moderator(), AT, NOW).expect("one");
    for number in [1, 2, 4] {
        let target = Target::Message { id: id(number) };
        let applied = hub.apply(removal(target, Reason::Deleted, 5));
        assert!(follow(&mut focus, &applied.record.expect("it is told"), NOW));
    }
    let applied = hub.apply(ban(3, 5));
    assert!(follow(&mut focus, &applied.record.expect("it is told"), NOW), "also without a lookup");
    assert_eq!((current(&focus), queued(&focus)), (None, vec![]));
    assert!(focus.suggestions().is_empty());
    owner_does(&mut focus, Act::Previous);
    assert_eq!(current(&focus), None, "nor does it come back");
}

#[test]
fn what_the_streamer_has_picked_as_well_since_stays_when_the_first_pick_is_taken_back() {
    let picked = |then: &[Act]| {
        let mut focus = Focus::default();
        focus.act(queue(&[1, 2]), &moderator(), AT, NOW).expect("theirs to queue");
        for act in then {
            owner_does(&mut focus, act.clone());
        }
        let by = |id| Act::TakeBack(id, "mod-1".to_owned());
        focus.act(by(id(1)), &By::Owner, AT, NOW).expect("it is theirs");
        (current(&focus), queued(&focus), focus)
    };
    let show = || Act::Show(one(1));
    let (next, previous) = (|| Act::Next, || Act::Previous);
    for then in [
        vec![show()],
        vec![next(), show()],
        vec![next(), next(), show()],
        vec![next(), next(), previous()],
        vec![next(), Act::Clear, previous()],
        vec![next(), Act::Pin(id(1), true)],
    ] {
        let (on, _, mut focus) = picked(&then);
        assert_eq!(on, Some(id(1)), "{then:?}");
        assert!(is_owners(&focus, 1));
        let again = focus.act(Act::TakeBack(id(1), "mod-1".into()), &By::Owner, AT, NOW);
        assert_eq!(again, Err(FocusError::NotQueued), "it is nobody else's any more");
    }
    let (_, waits, _) = picked(&[queue(&[1])]);
    assert_eq!(waits, [id(1), id(2)], "queued by both");
    let (on, _, _) = picked(&[next()]);
    assert_eq!(on, None, "what only came next is the moderator's pick");
    let (on, _, _) = picked(&[next(), previous()]);
    assert_eq!(on, None, "there was nothing to go back to");
}

#[test]
fn what_is_put_back_is_where_it_was_as_far_as_its_neighbours_are_there() {
    // Of 1, 2, 3, 4 the third is taken out; then these are.
    for (then, expected) in [
        (vec![], vec![1, 2, 3, 4]),
        (vec![2], vec![1, 3, 4]),
        (vec![4], vec![1, 2, 3]),
        (vec![1, 2], vec![3, 4]),
        (vec![2, 4], vec![1, 3]),
    ] {
        let mut focus = Focus::default();
        focus.act(queue(&[1, 2, 3, 4]), &moderator(), AT, NOW).expect("theirs to queue");
        let place = focus.place_of(&id(3)).expect("it waits");
        for number in [3].into_iter().chain(then) {
            focus.act(Act::Unqueue(id(number)), &moderator(), AT, NOW).expect("theirs");
        }
        owner_does(&mut focus, Act::PutBack(one(3), place));
        assert_eq!(queued(&focus), expected.into_iter().map(id).collect::<Vec<_>>());
        assert!(is_owners(&focus, 3), "the streamer has put it there");
        let item = focus.queue().iter().find(|item| item.message.id == id(3)).expect("it waits");
        assert_eq!(item.by, moderator(), "and whose pick it was is still told");
    }
}

#[test]
fn what_waits_again_or_is_on_screen_is_not_put_back() {
    let mut focus = Focus::default();
    owner_does(&mut focus, queue(&[1, 2]));
    let place = focus.place_of(&id(2)).expect("it waits");
    owner_does(&mut focus, Act::PutBack(one(2), place.clone()));
    assert_eq!(queued(&focus), [id(1), id(2)]);
    owner_does(&mut focus, Act::Show(one(2)));
    owner_does(&mut focus, Act::PutBack(one(2), place.clone()));
    assert_eq!((current(&focus), queued(&focus)), (Some(id(2)), vec![id(1)]));
    let theirs = focus.act(Act::PutBack(one(3), place), &moderator(), AT, NOW);
    assert_eq!(theirs, Err(FocusError::OwnersAlone));
    owner_does(&mut focus, Act::PutBack(one(3), Place::default()));
    assert_eq!(queued(&focus), [id(1), id(3)], "at the end, where no place is known");
    assert_eq!(focus.place_of(&id(9)), None);
}
