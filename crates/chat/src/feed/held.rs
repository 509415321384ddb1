//! What waits for a person, and what comes back.

use std::sync::Arc;
use std::time::Duration;

use super::{Because, Feed, go_on_counting, moment};
use crate::{Frame, Message, MessageId, Reason};

impl Feed {
    /// A person lets a message pass that waits for one, or whose hold is not over.
    pub fn pass(&mut self, id: &MessageId, now: Duration) -> Option<Vec<Arc<Frame>>> {
        let message = match self.stopped.get(id) {
            Some((message, _)) => Arc::clone(message),
            None => {
                let at = self.holding.iter().position(|(_, message)| message.id == *id)?;
                self.holding.remove(at)?.1
            }
        };
        self.unstop(id);
        self.passed.insert(*id, ());
        // What was on screen before it met a word has its place there.
        let back = self.unhide(&message);
        if back.is_some() {
            self.shown.insert(*id, moment(now));
        } else {
            self.pace.push(message, now);
        }
        Some(back.into_iter().chain(self.tick(now)).collect())
    }

    /// The messages that wait for a person, and which rule stopped them.
    #[must_use]
    pub fn held(&self) -> Vec<(Arc<Message>, Because)> {
        self.stopped.values().cloned().collect()
    }

    /// A number that is another one whenever [`held`](Self::held) is.
    #[must_use]
    pub fn held_version(&self) -> u64 {
        self.stops
    }

    /// Keeps a message for a person that is seen, or waits to be, and has met a word since. On screen
    /// it keeps its place.
    pub(super) fn keep_back(
        &mut self,
        message: &Arc<Message>,
        because: Because,
    ) -> Option<Arc<Frame>> {
        let id = message.id;
        let waiting = self.waiting(&id).cloned();
        if waiting.is_none() && !self.screen.shows(&id) && !self.stopped.contains(&id) {
            return None;
        }
        let mut message = Arc::clone(message);
        if let Some(before) = waiting.as_ref().or_else(|| self.screen.get(&id)) {
            go_on_counting(&mut message, before);
        }
        self.stop(&message, because);
        self.holding.retain(|(_, waiting)| waiting.id != id);
        self.pace.remove(|waiting| waiting.id == id);
        self.repeats.forget(&id);
        let frame = self.screen.remove(|shown| shown.id == id, Reason::Hidden, |_| {});
        self.screen.replace(message);
        frame
    }

    /// Brings back a message that is hidden, as it is now, if its rules show it.
    pub(super) fn unhide(&mut self, message: &Arc<Message>) -> Option<Arc<Frame>> {
        let hidden = Arc::clone(self.screen.get(&message.id)?);
        let mut message = self.admit(message)?;
        go_on_counting(&mut message, &hidden);
        self.screen.replace(message);
        self.screen.unhide(&hidden.id)
    }

    pub(super) fn stop(&mut self, message: &Arc<Message>, because: Because) {
        self.stopped.insert(message.id, (Arc::clone(message), because));
        self.stops += 1;
    }

    pub(super) fn unstop(&mut self, id: &MessageId) {
        if self.stopped.contains(id) {
            self.stopped.remove(id);
            self.stops += 1;
        }
    }
}
