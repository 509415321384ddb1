//! Pins and polls.

use super::*;
use crate::hub::cards;

#[test]
fn a_pin_is_a_card_that_leaves_with_its_message() {
    let pinned = || ChatEvent::Pinned { message: Box::new(message(1, 1, 0)) };
    let delete = || removal(Target::Message { id: id(1) }, Reason::Deleted, 0);
    for events in [[pinned(), delete()], [delete(), pinned()], [pinned(), ban_in("s")]] {
        let mut hub = Hub::new("e", OPTIONS);
        let mut next_run = Hub::new("e2", OPTIONS);
        for event in events.clone() {
            hub.apply(event);
        }
        assert!(on_screen(&hub).is_empty(), "what it repeats was removed: {events:?}");
        next_run.restore(Vec::new(), vec![cards::pin(cards::pin_id(id(1), 0), message(1, 1, 0))]);
        next_run.apply(delete());
        assert!(on_screen(&next_run).is_empty(), "after a restart too");
    }
    let mut hub = Hub::new("e", OPTIONS);
    add(&mut hub, message(1, 1, 0));
    hub.apply(pinned());
    assert_eq!(on_screen(&hub).len(), 2, "it stands beside its message");
    hub.apply(ChatEvent::Unpinned { id: id(1), at: Timestamp::UNIX_EPOCH });
    assert_eq!(on_screen(&hub), [id(1)], "the message stays");
    hub.apply(pinned());
    hub.apply(pinned());
    assert_eq!(on_screen(&hub).len(), 2, "it is pinned again: told twice, it is one card");
    hub.apply(ChatEvent::Unpinned { id: id(1), at: Timestamp::UNIX_EPOCH });
    assert_eq!(on_screen(&hub), [id(1)], "and not any more");
    hub.apply(delete());
    hub.apply(pinned());
    assert!(on_screen(&hub).is_empty(), "what was removed is not shown as pinned");
}

#[test]
fn a_poll_is_one_card_that_counts() {
    let vote = |permille| ChatEvent::Poll {
        source: SourceId::new("s"),
        platform: Platform::YouTube,
        at: Timestamp::UNIX_EPOCH,
        poll: crate::Poll {
            id: "p".into(),
            question: "Left?".into(),
            choices: vec![crate::PollChoice { text: "Yes".into(), permille: Some(permille) }],
            votes: None,
        },
    };
    let mut hub = Hub::new("e", OPTIONS);
    assert!(matches!(hub.apply(vote(0)).frame.unwrap().change, Change::Add(_)));
    assert!(matches!(hub.apply(vote(500)).frame.unwrap().change, Change::Replace(_)));
    assert_eq!(on_screen(&hub).len(), 1);
    let platform = Platform::YouTube;
    hub.apply(ChatEvent::PollClosed { platform, at: Timestamp::UNIX_EPOCH, id: "p".into() });
    assert!(on_screen(&hub).is_empty(), "its result comes as a message");
    hub.apply(vote(500));
    hub.apply(vote(600));
    assert_eq!(on_screen(&hub).len(), 1, "its stream is read again while it goes on");
}
