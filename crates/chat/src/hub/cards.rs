//! What a platform shows above its chat, as messages of the feed: a pinned message, a poll.

use jiff::Timestamp;

use crate::{Flags, Kind, Message, MessageId, Platform, Poll, Reason, Removal, SourceId, Target};

/// The card of a pinned message. It leaves when the message is removed, or is not pinned any more.
pub(super) fn pin(message: Message) -> Message {
    Message {
        id: pin_id(message.id),
        kind: Kind::Pin,
        flags: Flags { repeats: Some(message.id), ..message.flags },
        ..message
    }
}

/// Takes the card of this message away.
pub(super) fn unpin(id: MessageId, at: Timestamp) -> Removal {
    Removal { target: Target::Message { id: pin_id(id) }, reason: Reason::Deleted, at }
}

/// The card of a poll as it stands. The next one with the same id takes its place.
pub(super) fn poll(source: SourceId, platform: Platform, at: Timestamp, poll: Poll) -> Message {
    let question = Some(poll.question.clone()).filter(|question| !question.is_empty());
    Message {
        id: poll_id(platform, &poll.id),
        native_id: poll.id.clone(),
        platform,
        source,
        at,
        author: None,
        kind: Kind::Poll { poll },
        body: Vec::new(),
        system: question,
        amount: None,
        reply_to: None,
        flags: Flags::default(),
    }
}

/// Takes the card of a poll away: its result comes as a message of the platform's.
pub(super) fn close_poll(platform: Platform, id: &str, at: Timestamp) -> Removal {
    Removal { target: Target::Message { id: poll_id(platform, id) }, reason: Reason::Deleted, at }
}

fn pin_id(id: MessageId) -> MessageId {
    // An id is already told apart by its platform.
    MessageId::of(Platform::Demo, &format!("pin {id}"))
}

fn poll_id(platform: Platform, id: &str) -> MessageId {
    MessageId::of(platform, &format!("poll {id}"))
}
