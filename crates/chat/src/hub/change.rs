//! What a hub tells: its clients, and the history.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use crate::{Message, MessageId, Reason, Removal, view};

/// A change that clients see, with its number.
#[derive(Debug)]
pub struct Frame {
    /// One higher than the last one's.
    pub seq: u64,
    /// What changes.
    pub change: Change,
    json: OnceLock<String>,
}

/// What changes on a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A new message, last.
    Add(Arc<Message>),
    /// The message with this id has another text.
    Replace(Arc<Message>),
    /// A message that was hidden is back.
    Insert {
        /// The message.
        message: Arc<Message>,
        /// The message after it; `None` where it is the last.
        before: Option<MessageId>,
    },
    /// These leave.
    Remove {
        /// Their ids.
        ids: Vec<MessageId>,
        /// Why.
        reason: Reason,
    },
}

/// What an event led to.
#[derive(Debug, Default)]
pub struct Applied {
    /// What clients see of it.
    pub frame: Option<Arc<Frame>>,
    /// And then: messages that quote what has left, or is back, as they are now.
    pub requoted: Vec<Arc<Frame>>,
    /// What the history keeps of it.
    pub record: Option<Record>,
}

/// What the history keeps of an event.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    /// A new message, perhaps one that was removed before it came.
    Message(Arc<Message>, Option<Reason>),
    /// A message has another text.
    Replaced(Arc<Message>),
    /// Something was removed.
    Removed {
        /// What, and why.
        removal: Removal,
        /// Messages that it reaches by a copy alone, which its target does not name.
        by_copy: Vec<MessageId>,
    },
    /// A message is not hidden any more.
    Unhidden(MessageId),
}

/// Everything that is on screen, as of a sequence number.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// Names this run of the hub: sequence numbers of another one mean nothing.
    pub epoch: String,
    /// The number of the last change in it.
    pub seq: u64,
    /// Oldest first.
    pub messages: Vec<Arc<Message>>,
    /// How long each of them has been on screen, where that is known.
    pub ages: Vec<Duration>,
}

/// Where a client that was connected before stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resume {
    /// The epoch it knows.
    pub epoch: String,
    /// The last change that it has.
    pub after: u64,
}

impl Frame {
    pub(crate) fn new(seq: u64, change: Change) -> Self {
        Self { seq, change, json: OnceLock::new() }
    }

    /// The change as clients get it, encoded once for all of them.
    pub fn json(&self) -> &str {
        self.json.get_or_init(|| view::change_json(self.seq, &self.change))
    }
}
