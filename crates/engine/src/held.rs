//! What waits for a person: messages that the rules of an overlay keep back until somebody decides.

use std::collections::BTreeMap;
use std::sync::Arc;

use chat::{Because, Feed, Message};
use tokio::sync::watch;

use crate::Engine;

/// A message that waits, and what it met.
pub type HeldMessage = (Arc<Message>, Because);

/// What waits, by the overlays that keep it back. Those that keep nothing back are not in it.
#[derive(Debug, Clone, Default)]
pub struct Held(BTreeMap<String, Arc<[HeldMessage]>>);

impl Held {
    /// All of it: each message once, whichever overlay keeps it back.
    #[must_use]
    pub fn each_once(&self) -> Vec<&HeldMessage> {
        let mut all: Vec<&HeldMessage> = Vec::new();
        for held in self.0.values().flat_map(|held| held.iter()) {
            if !all.iter().any(|(message, _)| message.id == held.0.id) {
                all.push(held);
            }
        }
        all
    }

    /// What this overlay keeps back now. Gives whether that is a change.
    fn set(&mut self, overlay: &str, held: Vec<HeldMessage>) -> bool {
        if held.is_empty() {
            return self.0.remove(overlay).is_some();
        }
        self.0.insert(overlay.to_owned(), held.into());
        true
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

    /// An overlay that is gone keeps nothing back.
    pub(crate) fn forget_held(&self, overlay: &str) {
        self.0.held.send_if_modified(|held| held.set(overlay, Vec::new()));
    }
}
