//! What a platform shows above its chat, as messages of the feed: a pinned message, a poll.
//!
//! A card that was taken away does not come back, as no message does. What is shown above the chat
//! again has another card.

use jiff::Timestamp;

use crate::{Flags, Kind, Message, MessageId, Platform, Poll, Reason, Removal, SourceId, Target};

/// The card of a pinned message. It leaves when the message is removed, or is not pinned any more.
pub(super) fn pin(id: MessageId, message: Message) -> Message {
    Message {
        id,
        kind: Kind::Pin,
        flags: Flags { repeats: Some(message.id), ..message.flags },
        ..message
    }
}

/// The card of a poll as it stands. The next one with the same id takes its place.
pub(super) fn poll(
    id: MessageId,
    source: SourceId,
    platform: Platform,
    at: Timestamp,
    poll: Poll,
) -> Message {
    let question = Some(poll.question.clone()).filter(|question| !question.is_empty());
    Message {
        id,
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

/// Takes a card away: what was pinned is so no more, or the result of a poll comes as a message of
/// the platform's.
pub(super) fn take_away(id: MessageId, at: Timestamp) -> Removal {
    Removal { target: Target::Message { id }, reason: Reason::Deleted, at }
}

/// The id of the card of a message that is pinned for the time with this number, from 0 on.
pub(super) fn pin_id(message: MessageId, time: u32) -> MessageId {
    // An id is already told apart by its platform.
    MessageId::of(Platform::Demo, &nth(format!("pin {message}"), time))
}

/// The id of the card of a poll that is shown for the time with this number, from 0 on.
pub(super) fn poll_id(platform: Platform, poll: &str, time: u32) -> MessageId {
    MessageId::of(platform, &nth(format!("poll {poll}"), time))
}

fn nth(name: String, time: u32) -> String {
    if time == 0 { name } else { format!("{name} {time}") }
}
