//! What stands above the chat: a pinned message, a poll. Each stays until YouTube takes it away, or
//! another stream is read.

use chat::{ChatEvent, MessageId, Platform};
use jiff::Timestamp;

/// What stands there now.
#[derive(Debug, Default)]
pub(crate) struct Above {
    pinned: Option<Pinned>,
    /// YouTube's id of it.
    poll: Option<String>,
}

#[derive(Debug)]
struct Pinned {
    /// What takes it away names it.
    action: Option<String>,
    message: MessageId,
}

impl Above {
    /// A message was pinned, by this action.
    pub(crate) fn pin(&mut self, action: Option<&str>, message: MessageId) {
        self.pinned = Some(Pinned { action: action.map(str::to_owned), message });
    }

    /// What came by this action was taken away. The message, if it was one: other banners come and
    /// go while it stays pinned.
    pub(crate) fn unpin(&mut self, action: &str) -> Option<MessageId> {
        let taken = self.pinned.take_if(|pinned| pinned.action.as_deref() == Some(action));
        taken.map(|pinned| pinned.message)
    }

    /// A poll goes on.
    pub(crate) fn poll(&mut self, id: &str) {
        if self.poll.as_deref() != Some(id) {
            self.poll = Some(id.to_owned());
        }
    }

    /// A poll was closed.
    pub(crate) fn close(&mut self, id: &str) {
        self.poll.take_if(|poll| poll == id);
    }

    /// Takes all of it away.
    pub(crate) fn clear(&mut self, at: Timestamp) -> Vec<ChatEvent> {
        let unpinned = self.pinned.take().map(|Pinned { message, .. }| message);
        let unpinned = unpinned.map(|id| ChatEvent::Unpinned { id, at });
        let platform = Platform::YouTube;
        let closed = self.poll.take().map(|id| ChatEvent::PollClosed { platform, at, id });
        unpinned.into_iter().chain(closed).collect()
    }
}
