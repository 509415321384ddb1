//! What is removed stays in no answer to it.

use super::shared::copy;
use super::*;
use crate::quote;

fn answer(number: u8, quoted: u8, by: u8) -> Message {
    let reply = Reply {
        id: Some(id(quoted)),
        author_id: Some(AuthorId::new(by.to_string())),
        author: format!("author {by}"),
        text: "hello".into(),
        ..Reply::default()
    };
    Message { reply_to: Some(reply), ..message(number, 9, 100) }
}

fn said(message: Message) -> ChatEvent {
    ChatEvent::Message(Box::new(message))
}

/// Those on screen that quote something.
fn quoting(hub: &Hub) -> Vec<MessageId> {
    let messages = hub.snapshot(usize::MAX).messages;
    messages.iter().filter(|message| message.quote().is_some()).map(|message| message.id).collect()
}

/// A message of author 1 and the answer 2 to it.
fn answered() -> Hub {
    let mut hub = Hub::new("e", OPTIONS);
    hub.apply(said(message(1, 1, 0)));
    hub.apply(said(answer(2, 1, 1)));
    assert_eq!(quoting(&hub), [id(2)]);
    hub
}

#[test]
fn what_is_removed_is_quoted_no_more_whatever_removes_it() {
    let deleted = removal(Target::Message { id: id(1) }, Reason::Deleted, 200);
    let hidden = removal(Target::Message { id: id(1) }, Reason::Hidden, 200);
    for gone in [deleted, hidden, ban(1, 200)] {
        let mut hub = answered();
        let applied = hub.apply(gone);
        assert!(matches!(applied.frame.unwrap().change, Change::Remove { .. }));
        let [requoted] = &applied.requoted[..] else { panic!("{:?}", applied.requoted) };
        assert!(requoted.json().contains("hello") && !requoted.json().contains("reply_to"));
        assert_eq!(on_screen(&hub), [id(2)], "the answer itself stays");
        hub.apply(said(answer(3, 1, 1)));
        assert_eq!(quoting(&hub), [], "nor by one that comes later");
        let replaced = Box::new(answer(2, 1, 1));
        hub.apply(ChatEvent::Replaced { target: id(2), message: replaced });
        assert_eq!(quoting(&hub), [], "nor where its text is told anew");
    }
}

#[test]
fn of_whom_something_was_removed_only_what_is_there_is_quoted() {
    let mut hub = answered();
    hub.apply(ban(1, 200));
    hub.apply(said(answer(3, 77, 1)));
    assert_eq!(quoting(&hub), [], "nobody knows when that was written");
    hub.apply(said(message(4, 1, 300)));
    hub.apply(said(answer(5, 4, 1)));
    hub.apply(said(answer(6, 78, 2)));
    assert_eq!(quoting(&hub), [id(5), id(6)], "after the timeout; and somebody else");
}

#[test]
fn what_comes_back_is_quoted_again() {
    let mut hub = answered();
    hub.apply(removal(Target::Message { id: id(1) }, Reason::Hidden, 200));
    assert_eq!(quoting(&hub), []);
    let back = hub.unhide(&id(1)).unwrap();
    assert_eq!((back.requoted.len(), quoting(&hub)), (1, vec![id(2)]));
}

#[test]
fn after_a_restart_nothing_that_was_removed_before_is_quoted() {
    let before = answered();
    let kept = before.everything().1;
    let kept = kept.iter().map(|placed| serde_json::to_string(&*placed.message).unwrap());
    let kept: Vec<Message> = kept.map(|kept| serde_json::from_str(&kept).unwrap()).collect();
    let at = Timestamp::from_millisecond(200).unwrap();
    let gone = Removal { target: Target::Message { id: id(1) }, reason: Reason::Deleted, at };
    let mut hub = Hub::new("f", OPTIONS);
    hub.restore(vec![gone], kept.clone());
    assert_eq!((on_screen(&hub), quoting(&hub)), (vec![id(2)], vec![]));
    let mut other = Hub::new("g", OPTIONS);
    other.restore(Vec::new(), kept);
    assert_eq!(quoting(&other), [id(2)]);
}

#[test]
fn what_is_written_anew_and_has_become_old_is_not_told_again_with_a_quote_of_what_was_removed() {
    let mut hub = answered();
    (10..16).for_each(|number| drop(hub.apply(said(message(number, 2, 0)))));
    let away = Resume { epoch: "e".into(), after: hub.snapshot(0).seq };
    let mut other = answer(2, 1, 1);
    other.body = vec![Fragment::plain("more")];
    hub.apply(ChatEvent::Replaced { target: id(2), message: Box::new(other) });
    assert!(hub.resume(&away).is_some_and(|frames| frames[0].json().contains("reply_to")));
    (16..18).for_each(|number| drop(hub.apply(said(message(number, 2, 0)))));
    assert!(hub.message(&id(2)).is_none(), "it is too old");
    hub.apply(removal(Target::Message { id: id(1) }, Reason::Deleted, 200));
    assert!(hub.resume(&away).is_none(), "nobody knows what it quotes: it takes a snapshot");
}

/// An answer in the chat of `source`, to the message that has this number there.
fn answer_in(source: &str, number: u8, quoted: u8) -> Message {
    Message { reply_to: answer(number, quoted, 1).reply_to, ..copy(number, source, number) }
}

#[test]
fn what_another_channels_copy_is_quoted_from_is_named_by_the_copy_that_is_shown() {
    let mut hub = Hub::new("e", OPTIONS);
    add(&mut hub, copy(1, "one", 1));
    add(&mut hub, copy(2, "two", 1));
    let Some(Record::Message(answer, None)) = add(&mut hub, answer_in("two", 3, 2)).record else {
        panic!("it is shown")
    };
    assert_eq!(answer.quote().and_then(|reply| reply.id), Some(id(1)));
    let deleted = hub.apply(removal(Target::Message { id: id(2) }, Reason::Deleted, 200));
    let Some(Record::Removed { removal, .. }) = deleted.record else { panic!("it is removed") };
    assert!(quote::reaches(&removal.target, &answer), "so whoever keeps it knows of its removal");
}

#[test]
fn a_ban_in_a_channel_takes_off_quotes_in_those_that_share_its_chat_however_old_they_are() {
    let mut hub = Hub::new("e", OPTIONS);
    add(&mut hub, copy(1, "one", 1));
    add(&mut hub, copy(2, "two", 1));
    for number in 10..17 {
        add(&mut hub, message(number, 2, 0));
    }
    let by = |number, source, origin| Message {
        author: message(number, 9, 0).author,
        reply_to: answer(number, 2, 1).reply_to,
        ..copy(number, source, origin)
    };
    add(&mut hub, by(3, "two", 3));
    add(&mut hub, by(4, "one", 3));
    assert_eq!((hub.message(&id(1)), quoting(&hub)), (None, vec![id(3)]), "it is too old");
    hub.apply(ban_in("one"));
    assert_eq!((on_screen(&hub).last(), quoting(&hub)), (Some(&id(3)), vec![]));
}

proptest! {
    #[test]
    fn nothing_shown_or_resumed_quotes_what_has_left_and_all_quotes_of_what_is_there_are_shown(
        steps in steps()
    ) {
        let mut hub = Hub::new("e", OPTIONS);
        let mut gone = HashSet::new();
        for step in &steps {
            for frame in run(&mut hub, step) {
                match &frame.change {
                    Change::Remove { ids, .. } => gone.extend(ids.iter().copied()),
                    Change::Insert { message, .. } => drop(gone.remove(&message.id)),
                    Change::Add(_) | Change::Replace(_) => {}
                }
            }
            if let Step::Delete(number) = step {
                gone.insert(id(*number));
            }
            let seq = hub.snapshot(0).seq;
            for after in seq.saturating_sub(OPTIONS.ring as u64)..seq {
                let missed = hub.resume(&Resume { epoch: "e".into(), after });
                for frame in missed.into_iter().flatten() {
                    let (Change::Add(message)
                    | Change::Replace(message)
                    | Change::Insert { message, .. }) = &frame.change
                    else {
                        continue;
                    };
                    let quoted = message.quote().and_then(|reply| reply.id);
                    prop_assert!(!quoted.is_some_and(|id| gone.contains(&id)), "{quoted:?} is told");
                }
            }
            let there = on_screen(&hub);
            for (place, message) in hub.snapshot(usize::MAX).messages.iter().enumerate() {
                let of = message.reply_to.as_ref().and_then(|reply| reply.id);
                let quoted = message.quote().and_then(|reply| reply.id);
                prop_assert!(!quoted.is_some_and(|id| gone.contains(&id)), "{quoted:?} is gone");
                let is_before = of.is_some_and(|id| there[..place].contains(&id));
                prop_assert!(!is_before || quoted.is_some(), "{of:?} is on screen");
            }
        }
    }
}
