//! A feed that begins anew: its rules have changed, or it has missed something.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::{Feed, Rules, STOPPED, go_on_counting, moment};
use crate::screen::{self, Placed, Screen};
use crate::{Message, MessageId, Reason, Recent};

impl Feed {
    /// Begins anew by other rules, with the hub's `messages` at the moment `now`, which is `at` by
    /// this computer's clock. What was skipped stays so, what waits goes on waiting, and what the
    /// feed has longer than the hub stays. What it never met is there at once, if its hold is over.
    /// What we have hidden keeps its place.
    pub fn begin_again(
        &mut self,
        epoch: String,
        rules: Rules,
        messages: &[Placed],
        now: Duration,
        at: Timestamp,
    ) {
        self.rules = rules;
        let older = self.beyond(messages);
        let screen = std::mem::replace(&mut self.screen, Screen::new(epoch, screen::RING));
        let holding: HashMap<_, _> =
            self.holding.drain(..).map(|(due, message)| (message.id, (due, message))).collect();
        let pacing: HashMap<_, _> =
            self.pace.drain().map(|(since, message)| (message.id, (since, message))).collect();
        self.stopped = Recent::new(STOPPED);
        self.stops += 1;
        let older = older.iter().map(|message| (message, false));
        let messages = messages.iter().map(|placed| (&placed.message, placed.is_hidden));
        for (message, is_hidden) in older.chain(messages) {
            let is_unshown = self.unshown.contains(&message.id);
            if is_hidden {
                let mut hidden = Arc::clone(message);
                let was_there = screen.get(&message.id);
                if let Some(was_there) = was_there {
                    go_on_counting(&mut hidden, was_there);
                }
                // One that was never shown is held, if it comes back before its time.
                if !is_unshown && (was_there.is_some() || self.left_of_hold(message, at).is_none())
                {
                    self.screen.put_hidden(hidden);
                }
                continue;
            }
            let Some(mut admitted) = self.admit(message).filter(|_| !is_unshown) else {
                // What was seen and waits for a person now keeps its place.
                if self.stopped.contains(&message.id) && screen.get(&message.id).is_some() {
                    self.screen.put_hidden(Arc::clone(message));
                }
                continue;
            };
            if let Some(shown) = screen.get(&message.id) {
                go_on_counting(&mut admitted, shown);
                self.screen.put(admitted);
            } else if let Some((due, held)) = holding.get(&message.id) {
                go_on_counting(&mut admitted, held);
                self.holding.push_back((*due, admitted));
            } else if let Some((since, waiting)) = pacing.get(&message.id) {
                go_on_counting(&mut admitted, waiting);
                self.pace.push(admitted, *since);
            } else if let Some(left) = self.left_of_hold(&admitted, at) {
                self.holding.push_back((now + left, admitted));
            } else {
                self.note_age(&admitted, now, at);
                self.screen.put(admitted);
            }
        }
        self.holding.make_contiguous().sort_by_key(|(due, _)| *due);
    }

    /// Changes of the hub were missed, removals among them: of what is here, only that stays which
    /// the hub still has.
    pub fn keep_only(&mut self, messages: &[Placed]) {
        let known = ids(messages.iter().filter(|placed| !placed.is_hidden));
        self.remove(|message| !known.contains(&message.id), Reason::Hidden);
    }

    /// What is here and not in the hub's ring any more: a feed that shows little, or holds long, has
    /// messages longer.
    fn beyond(&self, messages: &[Placed]) -> Vec<Arc<Message>> {
        let known = ids(messages);
        let shown = self.screen.snapshot(usize::MAX).messages;
        let stopped = self.stopped.values().map(|(message, _)| message);
        let holding = self.holding.iter().map(|(_, message)| message);
        let waiting = stopped.chain(self.pace.waiting()).chain(holding).cloned();
        shown.into_iter().chain(waiting).filter(|message| !known.contains(&message.id)).collect()
    }

    /// How long a message that comes late can still be stopped; `None`: no longer.
    fn left_of_hold(&self, message: &Message, at: Timestamp) -> Option<Duration> {
        self.tempo.hold.checked_sub(message.age(at)).filter(|left| !left.is_zero())
    }

    /// It would have been shown when its hold was over.
    fn note_age(&mut self, message: &Message, now: Duration, at: Timestamp) {
        if !self.shown.contains(&message.id) {
            let seen = message.age(at).saturating_sub(self.tempo.hold);
            self.shown.insert(message.id, moment(now) - moment(seen));
        }
    }
}

fn ids<'a>(messages: impl IntoIterator<Item = &'a Placed>) -> HashSet<MessageId> {
    messages.into_iter().map(|placed| placed.message.id).collect()
}
