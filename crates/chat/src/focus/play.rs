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
            None if self.is_playing() => self.alone().map(|(_, ripe_at)| ripe_at).min(),
            None => None,
        }
    }

    /// Whether an empty screen takes the first of the queue by itself.
    fn is_playing(&self) -> bool {
        self.advance.to_next && !self.is_halted && self.current().is_none()
    }

    /// What comes on screen by itself: its place in the queue, and from when on. What an overlay keeps
    /// from viewers waits for the streamer, whichever moderator picked it.
    fn alone(&self) -> impl Iterator<Item = (usize, Duration)> {
        self.queue.iter().enumerate().filter_map(|(place, item)| match item.is_owners() {
            true => Some((place, Duration::ZERO)),
            false if item.is_moderators() && self.rules.is_unwanted(&item.message) => None,
            false => Some((place, item.picked + self.advance.hold)),
        })
    }

    /// Takes the first that comes on screen by itself by now. What must wait keeps no other back.
    fn take_ripe(&mut self, now: Duration) -> Option<Item> {
        let (place, _) = self.alone().find(|(_, ripe_at)| *ripe_at <= now)?;
        Some(self.queue.remove(place))
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
        if !self.advance.to_next {
            self.on = false;
        } else if !is_from_queue {
            self.go_on(now);
        } else if let Some(item) = self.take_ripe(now) {
            self.show(item, now);
        } else {
            self.on = false;
        }
    }

    /// Starts what goes on by itself, where nothing is on screen.
    pub(super) fn play(&mut self, now: Duration) -> bool {
        if !self.is_playing() {
            return false;
        }
        // Not forward over what was shown: that needs a person.
        let ripe = self.take_ripe(now);
        let starts = ripe.is_some();
        if let Some(item) = ripe {
            self.show(item, now);
        }
        starts
    }
}
