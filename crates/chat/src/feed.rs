//! What one overlay gets of chat, and when.
//!
//! A feed follows the [`Hub`](crate::Hub): its rules say what it gets and in which words, its hold
//! how long each message can still be stopped, its pace how fast messages come. It has numbers and
//! an epoch of its own, so that what it keeps back leaves no trace. It has no clock: whoever runs
//! it tells the time, counted from any moment, and asks again when [`Feed::next`] says so.

mod anew;
mod contraction;
mod held;
mod letters;
mod pace;
mod reading;
mod repeats;
mod rules;
#[cfg(test)]
mod tests;
mod text;
mod trial;
mod words;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use self::pace::Pace;
use self::repeats::Repeats;
pub use self::rules::{Because, LinksFrom, OnExcess, OnWord, Rules, Verdict};
pub use self::trial::{Outcome, Trial};
pub use self::words::{NoWord, Words};
use crate::hub::reaches;
use crate::quote;
use crate::screen::{self, Screen};
use crate::{Change, Frame, Message, MessageId, Reason, Recent, Removal, Resume, Snapshot};

/// Messages that wait for a person's word: the oldest are forgotten.
const STOPPED: usize = 500;
/// Messages known as never shown: more than a new start of the feed gets to see.
const UNSHOWN: usize = 4_000;

/// As many messages as a page has in sight, or nearly. What is said again after more of them was not
/// read a moment ago.
const IN_SIGHT: usize = 12;

/// How fast a feed goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tempo {
    /// How long each message can still be stopped before it is shown.
    pub hold: Duration,
    /// Letters a second; `None`: as they come.
    pub speed: Option<u16>,
    /// Whether the same text, again and again, is shown once with its count.
    pub collapse_repeats: bool,
}

/// What a feed has kept from its overlay, since it was begun.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FeedCounts {
    /// Messages that were shown.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub shown: u64,
    /// Messages that a rule kept away.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub hidden: u64,
    /// Messages that repeated another one.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub repeated: u64,
    /// Messages that were skipped because chat was faster than its pace.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub skipped: u64,
    /// Messages that were removed before anybody saw them.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub stopped: u64,
    /// Messages that wait for a person now.
    pub held: usize,
}

/// What one overlay gets. See the module.
#[derive(Debug)]
pub struct Feed {
    rules: Rules,
    tempo: Tempo,
    screen: Screen,
    /// Messages that can still be stopped, with when they may be shown.
    holding: VecDeque<(Duration, Arc<Message>)>,
    pace: Pace,
    repeats: Repeats,
    /// Messages that wait for a person, and which rule stopped them.
    stopped: Recent<MessageId, (Arc<Message>, Because)>,
    /// How often those have changed.
    stops: u64,
    /// Messages that a person has let pass.
    passed: Recent<MessageId, ()>,
    /// Messages that were skipped, or that another one stands for.
    unshown: Recent<MessageId, ()>,
    /// When messages were shown, or said once more. What is older than the feed's clock, before it.
    shown: Recent<MessageId, SignedDuration>,
    counts: FeedCounts,
}

impl Feed {
    /// An empty feed. `epoch` is new for every feed.
    #[must_use]
    pub fn new(epoch: String, rules: Rules, tempo: Tempo) -> Self {
        let mut feed = Self {
            rules,
            tempo,
            screen: Screen::new(epoch, screen::RING),
            holding: VecDeque::new(),
            pace: Pace::default(),
            repeats: Repeats::new(),
            stopped: Recent::new(STOPPED),
            stops: 0,
            passed: Recent::new(STOPPED),
            unshown: Recent::new(UNSHOWN),
            shown: Recent::new(screen::RING),
            counts: FeedCounts::default(),
        };
        feed.pace.set_speed(tempo.speed);
        feed
    }

    /// With what people have let pass in an earlier run.
    #[must_use]
    pub fn with_passed(mut self, ids: impl IntoIterator<Item = MessageId>) -> Self {
        for id in ids {
            self.passed.insert(id, ());
        }
        self
    }

    /// How fast it goes from now on.
    pub fn set_tempo(&mut self, tempo: Tempo) {
        let longer = tempo.hold.saturating_sub(self.tempo.hold);
        let shorter = self.tempo.hold.saturating_sub(tempo.hold);
        for (due, _) in &mut self.holding {
            *due = (*due + longer).saturating_sub(shorter);
        }
        self.pace.set_speed(tempo.speed);
        self.tempo = tempo;
    }

    /// Takes the hub's next change.
    pub fn take(&mut self, change: &Change, now: Duration) -> Vec<Arc<Frame>> {
        let mut frames: Vec<_> = match change {
            Change::Add(message) => self.add(message, now).into_iter().collect(),
            Change::Replace(message) => self.replace(message, now).into_iter().collect(),
            Change::Insert { message, .. } => {
                let frame = match self.screen.get(&message.id) {
                    // It is back already, by `bring_back`.
                    Some(_) if self.screen.shows(&message.id) => self.replace(message, now),
                    Some(_) => self.unhide(message),
                    None => self.add(message, now),
                };
                frame.into_iter().collect()
            }
            Change::Remove { ids, reason } => {
                self.remove(|message| ids.contains(&message.id), *reason).into_iter().collect()
            }
        };
        frames.extend(self.tick(now));
        frames
    }

    /// Takes away what a removal reaches, also what the hub does not have any more, and quotes of it.
    pub fn take_away(&mut self, removal: &Removal) -> Vec<Arc<Frame>> {
        let gone = self.remove(|message| reaches(&removal.target, message), removal.reason);
        let quotes = |message: &Message| quote::reaches(&removal.target, message);
        let holding = self.holding.iter_mut().map(|(_, message)| message);
        for message in holding.chain(self.pace.waiting_mut()).filter(|message| quotes(message)) {
            quote::set_gone(message, true);
        }
        let stopped = self.stopped.values_mut().map(|(message, _)| message);
        for message in stopped.filter(|message| quotes(message)) {
            self.stops += u64::from(quote::set_gone(message, true));
        }
        gone.into_iter().chain(self.screen.requote(quotes, true)).collect()
    }

    /// Brings back what was hidden, also what the hub does not have any more.
    pub fn bring_back(&mut self, id: &MessageId) -> Option<Arc<Frame>> {
        let message = Arc::clone(self.screen.get(id)?);
        if self.screen.shows(id) { None } else { self.unhide(&message) }
    }

    /// Shows what is due by now.
    pub fn tick(&mut self, now: Duration) -> Vec<Arc<Frame>> {
        while let Some((_, message)) = self.holding.pop_front_if(|(due, _)| *due <= now) {
            self.pace.push(message, now);
        }
        let due = self.pace.due(now);
        for id in self.pace.take_skipped() {
            self.counts.skipped += 1;
            self.unshown.insert(id, ());
            self.repeats.forget(&id);
        }
        self.counts.shown += due.len() as u64;
        for message in &due {
            self.shown.insert(message.id, moment(now));
        }
        due.into_iter().map(|message| self.screen.add(message)).collect()
    }

    /// When to [`tick`](Self::tick) again.
    #[must_use]
    pub fn next(&self) -> Option<Duration> {
        let held = self.holding.front().map(|(due, _)| *due);
        [held, self.pace.next()].into_iter().flatten().min()
    }

    /// What is on screen now.
    #[must_use]
    pub fn snapshot(&self, limit: usize) -> Snapshot {
        self.screen.snapshot(limit)
    }

    /// The same, with how long each has been there at the moment `now`.
    #[must_use]
    pub fn snapshot_at(&self, limit: usize, now: Duration) -> Snapshot {
        let mut snapshot = self.screen.snapshot(limit);
        let age = |message: &Arc<Message>| {
            let shown = self.shown.get(&message.id).copied().unwrap_or(moment(now));
            Duration::try_from(moment(now) - shown).unwrap_or_default()
        };
        snapshot.ages = snapshot.messages.iter().map(age).collect();
        snapshot
    }

    /// What a client missed; `None` if it must take a snapshot.
    #[must_use]
    pub fn resume(&self, client: &Resume) -> Option<Vec<Arc<Frame>>> {
        self.screen.resume(client)
    }

    /// What it has kept from its overlay.
    #[must_use]
    pub fn counts(&self) -> FeedCounts {
        FeedCounts { held: self.stopped.len(), ..self.counts }
    }

    /// The message as its rules show it, if they do.
    fn admit(&mut self, message: &Arc<Message>) -> Option<Arc<Message>> {
        match self.rules.judge(message) {
            Verdict::Show => Some(Arc::clone(message)),
            Verdict::Change(changed, _) => Some(Arc::new(*changed)),
            Verdict::Hold(_) if self.passed.contains(&message.id) => Some(Arc::clone(message)),
            Verdict::Hold(because) => {
                self.stop(message, because);
                None
            }
            Verdict::Hide(_) => None,
        }
    }

    fn add(&mut self, message: &Arc<Message>, now: Duration) -> Option<Arc<Frame>> {
        let Some(message) = self.admit(message) else {
            self.counts.hidden += u64::from(!self.stopped.contains(&message.id));
            return None;
        };
        if self.tempo.collapse_repeats
            && let Some((first, times)) = self.repeats.note(&message, now)
        {
            if self.waiting(&first).is_some() || self.screen.is_in_sight(&first, IN_SIGHT) {
                self.counts.repeated += 1;
                self.unshown.insert(message.id, ());
                return self.count(&first, times, message.at, now);
            }
            // The one that stood for it has left the screen, or is about to.
            self.repeats.forget(&first);
            self.repeats.note(&message, now);
        }
        if self.tempo.hold.is_zero() {
            self.pace.push(message, now);
        } else {
            self.holding.push_back((now + self.tempo.hold, message));
        }
        None
    }

    /// Says on a message how often it was written, and when last.
    fn count(
        &mut self,
        id: &MessageId,
        times: u32,
        at: Timestamp,
        now: Duration,
    ) -> Option<Arc<Frame>> {
        let count = |message: &mut Message| {
            message.flags.times = Some(times);
            message.at = at;
        };
        if let Some(waiting) = self.waiting(id) {
            count(Arc::make_mut(waiting));
            return None;
        }
        let mut message = Message::clone(self.screen.get(id)?);
        count(&mut message);
        self.shown.insert(*id, moment(now));
        self.screen.replace(Arc::new(message))
    }

    fn replace(&mut self, message: &Arc<Message>, now: Duration) -> Option<Arc<Frame>> {
        let id = message.id;
        let verdict = self.rules.judge(message);
        let mut message = match verdict {
            Verdict::Hold(because) if !self.passed.contains(&id) => {
                return self.keep_back(message, because);
            }
            _ if self.stopped.contains(&id) => {
                self.unstop(&id);
                let was_shown = self.screen.get(&id).is_some();
                return if was_shown { self.unhide(message) } else { self.add(message, now) };
            }
            Verdict::Hide(_) if !self.passed.contains(&id) => {
                let frame = self.remove(|other| other.id == id, Reason::Hidden);
                // As it is now, it may not come back.
                self.screen.replace(Arc::clone(message));
                return frame;
            }
            Verdict::Change(changed, _) => Arc::new(*changed),
            _ => Arc::clone(message),
        };
        if let Some(waiting) = self.waiting(&id) {
            go_on_counting(&mut message, waiting);
            *waiting = message;
            return None;
        }
        go_on_counting(&mut message, self.screen.get(&id)?);
        self.screen.replace(message)
    }

    fn remove(&mut self, reaches: impl Fn(&Message) -> bool, reason: Reason) -> Option<Arc<Frame>> {
        let mut gone = self.pace.remove(&reaches);
        self.holding.retain(|(_, message)| {
            let is_gone = reaches(message);
            if is_gone {
                gone.push(message.id);
            }
            !is_gone
        });
        self.counts.stopped += gone.len() as u64;
        let stopped = self.stopped.values().map(|(message, _)| message);
        let stopped: Vec<_> = stopped.filter(|m| reaches(m)).map(|m| m.id).collect();
        for id in &stopped {
            self.unstop(id);
        }
        let frame = self.screen.remove(reaches, reason, |message| gone.push(message.id));
        for id in &gone {
            self.repeats.forget(id);
        }
        frame
    }

    fn waiting(&mut self, id: &MessageId) -> Option<&mut Arc<Message>> {
        let held = self.holding.iter_mut().map(|(_, message)| message);
        held.chain(self.pace.find(id)).find(|message| message.id == *id)
    }
}

/// Copies from what was `shown` before how often it was written, and when last.
fn go_on_counting(message: &mut Arc<Message>, shown: &Message) {
    if shown.flags.times.is_some() {
        let message = Arc::make_mut(message);
        message.flags.times = shown.flags.times;
        message.at = shown.at;
    }
}

/// A moment of the feed's clock, from which others that were before its beginning can be counted.
fn moment(now: Duration) -> SignedDuration {
    SignedDuration::try_from(now).unwrap_or(SignedDuration::MAX)
}
