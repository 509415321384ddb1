//! What goes on by itself, and when.

use std::time::Duration;

use super::{Advance, Focus, Item};

impl Focus {
    /// Goes on by itself like this from now on. True where something changes at once.
    pub fn set_advance(&mut self, advance: Advance, now: Duration) -> bool {
        let before = std::mem::replace(&mut self.advance, advance);
        if (before.after, before.to_next) != (advance.after, advance.to_next) {
            // A timer that is set while a message is shown gives it the whole of its time.
            self.since = now;
        }
        self.play(now)
    }

    /// When the next thing happens by itself.
    #[must_use]
    pub fn next_due(&self) -> Option<Duration> {
        match self.current() {
            Some(item) if item.pinned => None,
            Some(_) => self.advance.after.map(|after| self.since + after),
            None if self.is_playing() => self.queue.first().map(|item| self.ripe_at(item)),
            None => None,
        }
    }

    /// Whether an empty screen takes the first of the queue by itself.
    fn is_playing(&self) -> bool {
        self.advance.to_next && !self.is_halted && self.current().is_none()
    }

    /// From when on it comes on screen by itself.
    fn ripe_at(&self, item: &Item) -> Duration {
        match item.is_of_rule() && !item.is_owners() {
            true => item.picked + self.advance.hold,
            false => Duration::ZERO,
        }
    }

    /// Lets time pass. True where something changed.
    pub fn tick(&mut self, now: Duration) -> bool {
        let is_due = self.next_due().is_some_and(|due| due <= now);
        if is_due && self.current().is_none() {
            self.play(now);
        } else if is_due {
            self.go_on_alone(now);
        }
        is_due
    }

    /// Goes on without a person: what may still be stopped leaves an empty screen until then.
    pub(super) fn go_on_alone(&mut self, now: Duration) {
        let is_from_queue = !self.is_ahead && self.at + 1 >= self.shown.len();
        let waits = is_from_queue && self.queue.first().is_none_or(|item| self.ripe_at(item) > now);
        if !self.advance.to_next || waits {
            self.on = false;
        } else {
            self.go_on(now);
        }
    }

    /// Starts what goes on by itself, where nothing is on screen.
    pub(super) fn play(&mut self, now: Duration) -> bool {
        let starts =
            self.is_playing() && self.queue.first().is_some_and(|item| self.ripe_at(item) <= now);
        if starts {
            // Not forward over what was shown: that needs a person.
            let item = self.queue.remove(0);
            self.show(item, now);
        }
        starts
    }
}
