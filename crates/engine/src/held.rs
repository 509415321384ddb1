//! What waits for a person: messages that the rules of an overlay keep back until somebody decides.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use chat::{Because, Feed, Message, MessageId};
use tokio::sync::watch;

use crate::Engine;

/// A message that waits, and what it met.
pub type HeldMessage = (Arc<Message>, Because);

/// Messages that are told as let pass. None waits for long: an overlay's hold is half a minute at most.
const TOLD: usize = 100;

/// What waits, and what does not wait any more.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// By the overlays that keep it back. Those that keep nothing back are not in it.
    by_overlay: BTreeMap<String, Arc<[HeldMessage]>>,
    /// What people let pass last, the newest last: it is held nowhere, whatever time is left.
    passed: VecDeque<MessageId>,
}

impl Held {
    /// What people let pass lately.
    pub fn passed(&self) -> impl Iterator<Item = &MessageId> {
        self.passed.iter()
    }

    /// All of it: each message once, whichever overlay keeps it back.
    #[must_use]
    pub fn each_once(&self) -> Vec<&HeldMessage> {
        let mut all: Vec<&HeldMessage> = Vec::new();
        for held in self.by_overlay.values().flat_map(|held| held.iter()) {
            if !all.iter().any(|(message, _)| message.id == held.0.id) {
                all.push(held);
            }
        }
        all
    }

    /// What this overlay keeps back now. Gives whether that is a change.
    fn set(&mut self, overlay: &str, held: Vec<HeldMessage>) -> bool {
        if held.is_empty() {
            return self.by_overlay.remove(overlay).is_some();
        }
        self.by_overlay.insert(overlay.to_owned(), held.into());
        true
    }

    fn pass(&mut self, id: MessageId) {
        self.passed.push_back(id);
        if self.passed.len() > TOLD {
            self.passed.pop_front();
        }
    }
}

impl Engine {
    /// Follows what waits for a person.
    #[must_use]
    pub fn held(&self) -> watch::Receiver<Held> {
        self.0.held.subscribe()
    }

    /// Tells what an overlay's feed keeps back now.
    pub(crate) fn tell_held(&self, overlay: &str, feed: &Feed) {
        self.0.held.send_if_modified(|held| held.set(overlay, feed.held()));
    }

    /// Tells that a message was let pass.
    pub(crate) fn tell_passed(&self, id: MessageId) {
        self.0.held.send_modify(|held| held.pass(id));
    }

    /// An overlay that is gone keeps nothing back.
    pub(crate) fn forget_held(&self, overlay: &str) {
        self.0.held.send_if_modified(|held| held.set(overlay, Vec::new()));
    }
}
