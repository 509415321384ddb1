//! What people do with the queue.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::{By, Decision, Focus, Item, MOST_DECIDED, MOST_QUEUED, Mark, Place, Suggestion};
use crate::{Message, MessageId};

/// What one moderator may have waiting: suggestions for a decision, and messages in the queue.
const MOST_OF_ONE: usize = 50;

/// What somebody does.
#[derive(Debug, Clone)]
pub enum Act {
    /// Queues these, in this order. What is queued stays where it is; what another person queued is
    /// the streamer's from then on, if they queue it too.
    Queue(Vec<Arc<Message>>),
    /// Puts what is queued into this order; what is not named follows, as it was.
    Order(Vec<MessageId>),
    /// Takes one out of the queue.
    Unqueue(MessageId),
    /// Takes all out of the queue.
    UnqueueAll,
    /// Puts back what was taken out all at once the last time.
    PutAllBack,
    /// Shows one now, queued or not.
    Show(Arc<Message>),
    /// Shows the next: the one that was gone back from, else the first of the queue, else nothing.
    Next,
    /// Shows again what was shown before.
    Previous,
    /// Shows nothing. The queue stays.
    Clear,
    /// Whether a timer may take it off the screen. What is pinned is the streamer's.
    Pin(MessageId, bool),
    /// Marks one for the streamer to decide, with a note.
    Suggest(Arc<Message>, String),
    /// Queues one that is suggested.
    Accept(MessageId),
    /// Says no to one that is suggested. One that waits in the queue all the same stays there.
    Reject(MessageId),
    /// Takes out of the queue, and off the screen, what the moderator of this id queued.
    TakeBack(MessageId, String),
    /// Takes back the mark of the moderator of this id.
    Unmark(MessageId, String),
    /// Puts one back into the queue where it was.
    PutBack(Arc<Message>, Place),
}

impl Act {
    /// The messages that it brings.
    pub fn messages_mut(&mut self) -> &mut [Arc<Message>] {
        match self {
            Self::Queue(messages) => messages,
            Self::Show(message) | Self::Suggest(message, _) | Self::PutBack(message, _) => {
                std::slice::from_mut(message)
            }
            _ => &mut [],
        }
    }
}

/// Why something was not done. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FocusError {
    /// It is not in the queue.
    #[error("this message is not in the queue")]
    NotQueued,
    /// It is named twice.
    #[error("a message is named twice")]
    Twice,
    /// It is not suggested.
    #[error("this message is not suggested")]
    NotSuggested,
    /// The streamer has decided otherwise.
    #[error("the streamer has decided on this message")]
    Overruled,
    /// It is for the streamer alone.
    #[error("only the streamer may do this")]
    OwnersAlone,
    /// There is no room.
    #[error("the queue is full")]
    Full,
    /// This moderator has too many suggestions open.
    #[error("too many of your suggestions wait for a decision")]
    TooManySuggestions,
    /// This moderator has too many in the queue.
    #[error("too many of your messages are in the queue")]
    TooManyQueued,
}

impl Focus {
    /// Does what somebody wants, if they may. `at` is for people, `now` for the timer.
    ///
    /// # Errors
    /// [`FocusError`]: then nothing has changed.
    pub fn act(
        &mut self,
        act: Act,
        by: &By,
        at: Timestamp,
        now: Duration,
    ) -> Result<(), FocusError> {
        match act {
            Act::Queue(messages) => self.queue_all(messages, by, at, now),
            Act::Unqueue(id) => self.unqueue(id, by),
            Act::Suggest(message, note) => self.suggest(message, Mark { by: by.clone(), note, at }),
            _ if *by != By::Owner => Err(FocusError::OwnersAlone),
            Act::UnqueueAll => {
                self.unqueue_all();
                Ok(())
            }
            Act::PutAllBack => {
                self.put_all_back(now);
                Ok(())
            }
            Act::Order(ids) => self.order(&ids),
            Act::Show(message) => {
                self.show_now(message, now, at);
                Ok(())
            }
            Act::Next => {
                self.is_halted = false;
                self.go_on(now);
                self.own_current();
                Ok(())
            }
            Act::Previous => {
                if self.go_back(now) {
                    self.choose_current();
                }
                Ok(())
            }
            Act::Clear => {
                self.on = false;
                self.is_halted = true;
                Ok(())
            }
            Act::Pin(id, pinned) => self.pin(id, pinned, now),
            Act::Accept(id) => self.accept(id, at),
            Act::Reject(id) => self.reject(id, at),
            Act::TakeBack(id, whose) => self.take_back(id, &whose, now),
            Act::Unmark(id, whose) => self.unmark(id, &whose, at),
            Act::PutBack(message, place) => self.put_back(message, place),
        }?;
        self.play(now);
        Ok(())
    }

    fn queue_all(
        &mut self,
        messages: Vec<Arc<Message>>,
        by: &By,
        at: Timestamp,
        now: Duration,
    ) -> Result<(), FocusError> {
        let owner = *by == By::Owner;
        let mut new: Vec<Arc<Message>> = Vec::new();
        let mut known: Vec<MessageId> = Vec::new();
        for message in messages {
            if !owner && self.refused.contains(&message.id) {
                return Err(FocusError::Overruled);
            }
            if self.is_picked(&message.id, by) {
                known.push(message.id);
            } else if new.iter().all(|other| other.id != message.id) {
                new.push(message);
            }
        }
        // A rule's pick that a person picks as well is theirs from then on, and needs no more room.
        let more = new.iter().filter(|message| !self.is_queued(&message.id)).count();
        let mut way = Vec::new();
        if owner {
            let ids: Vec<_> = new.iter().map(|message| message.id).chain(known.clone()).collect();
            way = self.gives_way_to(&ids);
        } else {
            let theirs = |item: &&Item| item.by == *by && item.is_moderators();
            if self.queue.iter().filter(theirs).count() + new.len() > MOST_OF_ONE {
                return Err(FocusError::TooManyQueued);
            }
        }
        self.make_room(&way, more)?;
        for message in new {
            if owner {
                self.refused.remove(&message.id);
            }
            self.decide(message.id, true, at);
            let before = self.take_out(&message.id);
            let pinned = before.as_ref().is_some_and(|item| item.pinned);
            let picked = before.as_ref().map_or(now, |item| item.picked);
            let rule = before.and_then(Item::into_rule);
            self.push(Item { pinned, picked, rule, ..Item::new(message, by.clone()) });
        }
        if owner {
            let known = |item: &&mut Item| known.contains(&item.message.id);
            self.queue.iter_mut().filter(known).for_each(Item::choose);
        }
        Ok(())
    }

    /// Whether it changes anything if this person queues it.
    #[must_use]
    pub fn would_queue(&self, id: &MessageId, by: &By) -> bool {
        !self.is_picked(id, by)
    }

    /// Whether it stays as and where it is if this person picks it: another person has it in the
    /// queue, or it is the streamer's and not for others to move.
    fn is_picked(&self, id: &MessageId, by: &By) -> bool {
        let found = self.queue.iter().find(|item| item.message.id == *id);
        found.is_some_and(|item| !item.is_of_rule() || (*by != By::Owner && item.is_owners()))
    }

    pub(super) fn take_out(&mut self, id: &MessageId) -> Option<Item> {
        let place = self.queue.iter().position(|item| item.message.id == *id)?;
        Some(self.queue.remove(place))
    }

    /// What the streamer put on screen by name, or went back to, they have picked as well.
    fn choose_current(&mut self) {
        if let Some(item) = self.shown.get_mut(self.at).filter(|_| self.on) {
            item.choose();
        }
    }

    /// What the streamer brought onto the screen by going on is theirs.
    fn own_current(&mut self) {
        if let Some(item) = self.shown.get_mut(self.at).filter(|_| self.on) {
            item.owned = true;
        }
    }

    fn unqueue(&mut self, id: MessageId, by: &By) -> Result<(), FocusError> {
        let item = self.queue.iter().find(|item| item.message.id == id);
        let item = item.ok_or(FocusError::NotQueued)?;
        if *by == By::Owner {
            self.refused.insert(id, id);
        } else if item.is_owners() {
            return Err(FocusError::Overruled);
        }
        self.queue.retain(|item| item.message.id != id);
        Ok(())
    }

    fn show_now(&mut self, message: Arc<Message>, now: Duration, at: Timestamp) {
        let id = message.id;
        let queued = self.take_out(&id);
        let item = queued.unwrap_or_else(|| Item::new(message, By::Owner));
        self.refused.remove(&id);
        self.decide(id, true, at);
        self.show(item, now);
        self.choose_current();
    }

    /// True where there is something to go back to.
    fn go_back(&mut self, now: Duration) -> bool {
        // Where the screen was cleared, what was there comes back.
        let comes_back = !self.on && !self.is_ahead && !self.shown.is_empty();
        let goes_back = self.on && self.at > 0;
        if goes_back {
            self.at -= 1;
        }
        if goes_back || comes_back {
            self.put_on(now);
        }
        goes_back || comes_back
    }

    fn pin(&mut self, id: MessageId, pinned: bool, now: Duration) -> Result<(), FocusError> {
        let current = self.shown.get_mut(self.at).filter(|_| self.on);
        let items = current.into_iter().chain(&mut self.queue);
        let mut is_here = false;
        // One that was queued again while it is on screen is meant in both places.
        for item in items.filter(|item| item.message.id == id) {
            is_here = true;
            item.pinned = pinned;
            if pinned {
                item.choose();
            }
        }
        if !is_here {
            return Err(FocusError::NotQueued);
        }
        // One that is let go has the whole of its time again.
        if self.current().is_some_and(|current| current.message.id == id) {
            self.since = now;
        }
        Ok(())
    }

    fn suggest(&mut self, message: Arc<Message>, mark: Mark) -> Result<(), FocusError> {
        if mark.by != By::Owner && self.refused.contains(&message.id) {
            return Err(FocusError::Overruled);
        }
        let is_known = self.suggestions.iter().any(|known| known.message.id == message.id);
        let by_them = |suggestion: &&Suggestion| suggestion.marks.iter().any(|m| m.by == mark.by);
        if !is_known {
            if self.suggestions.len() >= MOST_QUEUED {
                return Err(FocusError::Full);
            }
            if self.suggestions.iter().filter(by_them).count() >= MOST_OF_ONE {
                return Err(FocusError::TooManySuggestions);
            }
            self.suggestions.push(Suggestion { message, marks: vec![mark] });
            return Ok(());
        }
        for suggestion in self.suggestions.iter_mut().filter(|s| s.message.id == message.id) {
            match suggestion.marks.iter_mut().find(|known| known.by == mark.by) {
                Some(known) => known.note.clone_from(&mark.note),
                None => suggestion.marks.push(mark.clone()),
            }
        }
        Ok(())
    }

    fn accept(&mut self, id: MessageId, at: Timestamp) -> Result<(), FocusError> {
        let place = self.suggestions.iter().position(|s| s.message.id == id);
        let place = place.ok_or(FocusError::NotSuggested)?;
        if !self.is_queued(&id) {
            self.make_room(&self.gives_way_to(&[id]), 1)?;
        }
        let Suggestion { message, marks } = self.suggestions.remove(place);
        let by = marks.into_iter().next().map_or(By::Owner, |mark| mark.by);
        self.refused.remove(&id);
        self.note(id, true, at);
        if let Some(item) = self.queue.iter_mut().find(|item| item.message.id == id)
            && !item.is_of_rule()
        {
            item.owned = true;
        } else {
            let pinned = self.take_out(&id).is_some_and(|item| item.pinned);
            self.push(Item { pinned, owned: true, ..Item::new(message, by) });
        }
        Ok(())
    }

    pub(super) fn reject(&mut self, id: MessageId, at: Timestamp) -> Result<(), FocusError> {
        if !self.suggestions.iter().any(|suggestion| suggestion.message.id == id) {
            return Err(FocusError::NotSuggested);
        }
        self.decide(id, false, at);
        // What waits was picked for a reason of its own, and stays.
        if !self.is_queued(&id) {
            self.refused.insert(id, id);
        }
        Ok(())
    }

    /// A suggestion, if it is one, is decided.
    fn decide(&mut self, id: MessageId, accepted: bool, at: Timestamp) {
        let before = self.suggestions.len();
        self.suggestions.retain(|suggestion| suggestion.message.id != id);
        if self.suggestions.len() != before {
            self.note(id, accepted, at);
        }
    }

    fn note(&mut self, id: MessageId, accepted: bool, at: Timestamp) {
        self.decided.push_front(Decision { id, accepted, at });
        self.decided.truncate(MOST_DECIDED);
    }
}
