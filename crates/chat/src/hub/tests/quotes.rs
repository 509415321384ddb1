//! What is removed stays in no answer to it.

use super::*;

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

proptest! {
    #[test]
    fn nothing_on_screen_quotes_what_has_left_and_all_quotes_of_what_is_there_are_shown(
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
