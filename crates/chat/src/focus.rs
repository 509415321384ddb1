//! Which single message is on stream, and which come after it.
//!
//! A queue that people and rules fill, and one message on screen. Who may do what follows from who
//! acts: the streamer's word stands over that of moderators, and a person's over that of a rule.
//! [`Focus::follow`] hears of everything that happens in chat; what is removed there is in none of it
//! afterwards.

mod act;
mod item;
mod kept;
mod order;
mod play;
mod put_back;
mod room;
mod rules;
mod take_back;
#[cfg(test)]
mod tests;
mod view;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use self::act::{Act, FocusError};
pub use self::item::{By, Item};
pub use self::kept::Kept;
pub use self::put_back::Place;
pub use self::rules::{GIFTS, HighlightRules};
pub use self::view::{DecisionView, FocusView, ItemView, MarkView, SuggestionView};
use crate::hub::reaches;
use crate::{Hub, Message, MessageId, Recent, Record};

/// Messages that wait, and suggestions.
pub(crate) const MOST_QUEUED: usize = 500;
/// What rules may have waiting: the oldest of it goes first. Nothing paid is lost by it, the ledger
/// has it all.
const MOST_AUTOMATIC: usize = 200;
/// How far back one can go.
const MOST_SHOWN: usize = 50;
/// Decisions that moderators see, and messages that the streamer said no to.
const MOST_DECIDED: usize = 50;
const MOST_REFUSED: usize = 2_000;

/// A message that moderators want to be talked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The message.
    pub message: Arc<Message>,
    /// Who marked it, the first one first. Never empty.
    pub marks: Vec<Mark>,
}

/// A moderator's mark on a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Whose.
    pub by: By,
    /// What they say of it.
    pub note: String,
    /// When.
    pub at: Timestamp,
}

/// What became of a suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The message.
    pub id: MessageId,
    /// Whether it was queued.
    pub accepted: bool,
    /// When.
    pub at: Timestamp,
}

/// How the queue goes on by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Advance {
    /// How long a message stays; `None`: until somebody goes on.
    pub after: Option<Duration>,
    /// Whether the next one follows it, and the first one needs nobody.
    pub to_next: bool,
    /// How long a pick that is not the streamer's waits before it comes on screen by itself: as long as
    /// it can still be stopped on the overlays.
    pub hold: Duration,
}

/// The queue and what is on screen. See the module.
#[derive(Debug, Clone)]
pub struct Focus {
    queue: Vec<Item>,
    /// What the streamer has taken out all at once, until they do so again: it can be put back.
    taken_out: Vec<Item>,
    /// What was on screen, in that order. The one at `at` is the last that was put there.
    shown: VecDeque<Item>,
    at: usize,
    /// Whether the one at `at` is on screen.
    on: bool,
    /// The one at `at` was gone back from, and what was before it is removed: it comes next.
    is_ahead: bool,
    /// Since when, by the caller's clock.
    since: Duration,
    /// The streamer has cleared the screen: nothing comes onto it by itself.
    is_halted: bool,
    suggestions: Vec<Suggestion>,
    decided: VecDeque<Decision>,
    /// What the streamer took out or rejected: nobody else brings it back.
    refused: Recent<MessageId, MessageId>,
    advance: Advance,
    rules: Arc<HighlightRules>,
}

impl Default for Focus {
    fn default() -> Self {
        Self {
            queue: Vec::new(),
            taken_out: Vec::new(),
            shown: VecDeque::new(),
            at: 0,
            on: false,
            is_ahead: false,
            since: Duration::ZERO,
            is_halted: false,
            suggestions: Vec::new(),
            decided: VecDeque::new(),
            refused: Recent::new(MOST_REFUSED),
            advance: Advance::default(),
            rules: Arc::default(),
        }
    }
}

impl Focus {
    /// What is on screen.
    #[must_use]
    pub fn current(&self) -> Option<&Item> {
        self.shown.get(self.at).filter(|_| self.on)
    }

    /// What waits, the next one first.
    #[must_use]
    pub fn queue(&self) -> &[Item] {
        &self.queue
    }

    /// What the streamer has on screen or in the queue: picked, accepted, placed, pinned or shown by
    /// them.
    pub fn owners(&self) -> impl Iterator<Item = &Message> {
        let here = self.queue.iter().chain(self.current());
        here.filter(|item| item.is_owners()).map(|item| item.message.as_ref())
    }

    /// What moderators marked, the oldest first.
    #[must_use]
    pub fn suggestions(&self) -> &[Suggestion] {
        &self.suggestions
    }

    /// Picks by these rules from now on. True where something leaves by them at once.
    pub fn set_rules(&mut self, rules: HighlightRules, now: Duration) -> bool {
        self.rules = Arc::new(rules);
        self.drop_unwanted(now)
    }

    /// What a rule has picked leaves where an overlay keeps it from viewers by now. True where
    /// something did.
    fn drop_unwanted(&mut self, now: Duration) -> bool {
        let rules = Arc::clone(&self.rules);
        let stays = |item: &Item| {
            !item.is_of_rule() || item.is_owners() || !rules.is_unwanted(&item.message)
        };
        let before = (self.queue.len(), self.shown.len());
        self.queue.retain(stays);
        self.drop_shown(|item| !stays(item), now);
        before != (self.queue.len(), self.shown.len())
    }

    /// Follows what happens in chat: what is removed leaves, and is quoted by nothing, what is
    /// replaced has its new text, and what a rule picks is queued. `hub` has taken it already. True
    /// where something changed.
    pub fn follow(&mut self, record: &Record, hub: &Hub, now: Duration) -> bool {
        match record {
            Record::Message(message, None) => match self.rules.pick(message) {
                Some(why) => self.pick(message, why, now),
                None => false,
            },
            Record::Replaced(message) => {
                let is_here = self.replace(message);
                if is_here {
                    self.drop_unwanted(now);
                }
                is_here
            }
            Record::Removed { removal, .. } => {
                let leaves = self.retain(|message| !reaches(&removal.target, message), now);
                self.requote(record, hub, now) || leaves
            }
            Record::Unhidden(_) => self.requote(record, hub, now),
            Record::Message(_, Some(_)) => false,
        }
    }

    /// Takes off quotes of what has left, and puts back those of what has come back. True where
    /// there were any.
    fn requote(&mut self, record: &Record, hub: &Hub, now: Duration) -> bool {
        let has_requoted = hub.settle_quotes(record, self.messages_mut());
        if has_requoted {
            self.drop_unwanted(now);
        }
        has_requoted
    }

    /// Quotes nothing that was removed while nobody followed.
    pub fn settle_quotes(&mut self, hub: &Hub) {
        for message in self.messages_mut() {
            hub.settle_quote(message);
        }
    }

    /// Takes a rule's pick. What is known here, or what the streamer said no to, is not taken.
    fn pick(&mut self, message: &Arc<Message>, why: String, now: Duration) -> bool {
        let id = message.id;
        if self.is_queued(&id) || self.refused.contains(&id) || self.was_shown(&id) {
            return false;
        }
        let automatic = |item: &Item| item.is_of_rule() && !item.is_owners();
        if self.queue.iter().filter(|item| automatic(item)).count() >= MOST_AUTOMATIC
            && let Some(oldest) = self.queue.iter().position(automatic)
        {
            self.queue.remove(oldest);
        }
        let way = if message.is_paid() { self.gives_way_to(&[id]) } else { Vec::new() };
        if self.make_room(&way, 1).is_err() {
            return false;
        }
        self.queue.push(Item { picked: now, ..Item::new(Arc::clone(message), By::Rule { why }) });
        self.play(now);
        true
    }

    /// All messages that are in it.
    pub fn messages(&self) -> impl Iterator<Item = &Arc<Message>> {
        let items = self.queue.iter().chain(&self.taken_out).chain(&self.shown);
        let items = items.map(|item| &item.message);
        items.chain(self.suggestions.iter().map(|suggestion| &suggestion.message))
    }

    /// All of them, to be put as they stand now.
    fn messages_mut(&mut self) -> impl Iterator<Item = &mut Arc<Message>> {
        let items = self.queue.iter_mut().chain(&mut self.taken_out).chain(&mut self.shown);
        let items = items.map(|item| &mut item.message);
        items.chain(self.suggestions.iter_mut().map(|suggestion| &mut suggestion.message))
    }

    /// Drops what `stays` refuses, wherever it is. True where something was dropped.
    pub fn retain(&mut self, stays: impl Fn(&Message) -> bool, now: Duration) -> bool {
        let count = |focus: &Self| focus.queue.len() + focus.shown.len() + focus.suggestions.len();
        let before = count(self);
        self.queue.retain(|item| stays(&item.message));
        self.taken_out.retain(|item| stays(&item.message));
        self.suggestions.retain(|suggestion| stays(&suggestion.message));
        self.drop_shown(|item| !stays(&item.message), now);
        count(self) != before
    }

    /// Drops these of what is, or was, on screen.
    fn drop_shown(&mut self, drops: impl Fn(&Item) -> bool, now: Duration) {
        let was_on = self.current().is_some();
        let earlier = self.shown.iter().take(self.at).filter(|item| drops(item)).count();
        let is_gone = self.shown.get(self.at).is_some_and(&drops);
        self.shown.retain(|item| !drops(item));
        self.at -= earlier;
        if is_gone {
            // What was on screen before it is the last again, and is not on screen. With nothing
            // before it, what one had gone back from stands in its place.
            self.is_ahead = self.at == 0 && !self.shown.is_empty();
            self.at = self.at.saturating_sub(1);
            self.on = false;
        }
        if is_gone && was_on {
            self.go_on_alone(now);
        }
    }

    /// Puts another text in a message's place, wherever it is. True where it is here.
    fn replace(&mut self, message: &Arc<Message>) -> bool {
        let mut found = false;
        for known in self.messages_mut().filter(|known| known.id == message.id) {
            *known = Arc::clone(message);
            found = true;
        }
        found
    }

    fn is_queued(&self, id: &MessageId) -> bool {
        self.queue.iter().any(|item| item.message.id == *id)
    }

    fn was_shown(&self, id: &MessageId) -> bool {
        self.shown.iter().any(|item| item.message.id == *id)
    }

    /// Puts a person's pick behind those of others, and before those of rules.
    fn push(&mut self, item: Item) {
        // What the streamer put among rules' picks, or behind them, holds no person's pick back.
        let first = self.queue.iter().position(Item::is_of_rule);
        self.queue.insert(first.unwrap_or(self.queue.len()), item);
    }

    /// Puts it on screen. What one had gone back over is no longer ahead.
    fn show(&mut self, item: Item, now: Duration) {
        self.shown.truncate(if self.is_ahead { 0 } else { self.at + 1 });
        if self.shown.back().is_none_or(|last| last.message.id != item.message.id) {
            self.shown.push_back(item);
        }
        if self.shown.len() > MOST_SHOWN {
            self.shown.pop_front();
        }
        self.at = self.shown.len().saturating_sub(1);
        self.put_on(now);
    }

    fn put_on(&mut self, now: Duration) {
        self.on = true;
        self.is_ahead = false;
        self.since = now;
        self.is_halted = false;
    }

    /// Forward over what was shown before, then the first of the queue; with nothing left, an empty
    /// screen.
    fn go_on(&mut self, now: Duration) {
        if self.is_ahead {
            self.put_on(now);
        } else if self.at + 1 < self.shown.len() {
            self.at += 1;
            self.put_on(now);
        } else if self.queue.is_empty() {
            self.on = false;
        } else {
            let item = self.queue.remove(0);
            self.show(item, now);
        }
    }
}
