//! The one order of everything.
//!
//! The hub takes events in the order in which they arrive from all sources, drops what it has seen,
//! remembers what was removed, and numbers every change that a client can see. A removal wins
//! whatever its order of arrival: the message is in no later snapshot, and one whose removal came
//! first is never shown.

mod cards;
mod change;
mod gifts;
mod quotes;
#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;

use jiff::Timestamp;

pub use self::change::{Applied, Change, Frame, Record, Resume, Snapshot};
use crate::screen::{self, Placed, Screen};
use crate::{
    AuthorId, ChatEvent, Message, MessageId, Reason, Recent, Removal, SharedCopy, SourceId, Target,
};

/// How much a hub remembers.
#[derive(Debug, Clone, Copy)]
pub struct HubOptions {
    /// Messages that a snapshot can hold, and changes that a client can resume over.
    pub ring: usize,
    /// Ids known as seen or as removed, authors and sources known as cleared: of each kind so many.
    pub memory: usize,
}

impl Default for HubOptions {
    fn default() -> Self {
        Self { ring: screen::RING, memory: 20_000 }
    }
}

/// The one order of everything. See the module.
#[derive(Debug)]
pub struct Hub {
    screen: Screen,
    seen: Recent<MessageId, ()>,
    /// Which copy of a message that several channels share is shown.
    shared: Recent<MessageId, MessageId>,
    /// The copies that are not shown, and lines of what is on one card: what is shown in their place.
    doubles: Recent<MessageId, MessageId>,
    removed: Recent<MessageId, Reason>,
    cleared_authors: Recent<(SourceId, AuthorId), Cleared>,
    cleared_sources: Recent<SourceId, Cleared>,
}

/// Up to when, and why.
#[derive(Debug, Clone, Copy)]
struct Cleared {
    until: Timestamp,
    reason: Reason,
}

impl Hub {
    /// An empty hub. `epoch` must be new for every run.
    pub fn new(epoch: impl Into<String>, options: HubOptions) -> Self {
        Self {
            screen: Screen::new(epoch.into(), options.ring),
            seen: Recent::new(options.memory),
            shared: Recent::new(options.memory),
            doubles: Recent::new(options.memory),
            removed: Recent::new(options.memory),
            cleared_authors: Recent::new(options.memory),
            cleared_sources: Recent::new(options.memory),
        }
    }

    /// Takes up what an earlier run left: removals first, then messages, oldest first.
    pub fn restore(
        &mut self,
        removals: Vec<Removal>,
        messages: impl IntoIterator<Item = impl Into<Placed>>,
    ) {
        for removal in removals {
            self.remember(&removal);
        }
        for Placed { mut message, is_hidden } in messages.into_iter().map(Into::into) {
            self.see(&message);
            if is_hidden && !self.removed.contains(&message.id) {
                self.removed.insert(message.id, Reason::Hidden);
            }
            if let Some(shared) = &message.flags.shared {
                self.shared.insert(shared.origin, message.id);
                for copy in &shared.copies {
                    self.seen.insert(copy.id, ());
                    self.doubles.insert(copy.id, message.id);
                }
            }
            if message.kind.is_for_history_alone() {
                continue;
            }
            self.settle_quote(&mut message);
            match self.removal_of(&message) {
                None => self.screen.put(message),
                Some(Reason::Hidden) => self.screen.put_hidden(message),
                Some(_) => {}
            }
        }
    }

    /// Takes the next event.
    pub fn apply(&mut self, event: ChatEvent) -> Applied {
        match event {
            ChatEvent::Message(message) if gifts::is_of_batch(&message) => {
                self.replace(message.id, *message)
            }
            ChatEvent::Message(message) => self.add(*message),
            ChatEvent::Replaced { target, message } => self.replace(target, *message),
            ChatEvent::Removed(removal) => self.remove(removal),
            ChatEvent::Pinned { message } => {
                let card = self.card(|time| cards::pin_id(message.id, time));
                self.add(cards::pin(card, *message))
            }
            ChatEvent::Unpinned { id, at } => {
                let card = self.card(|time| cards::pin_id(id, time));
                self.remove(cards::take_away(card, at))
            }
            ChatEvent::Poll { source, platform, at, poll } => {
                let card = self.card(|time| cards::poll_id(platform, &poll.id, time));
                self.replace(card, cards::poll(card, source, platform, at, poll))
            }
            ChatEvent::PollClosed { platform, at, id } => {
                let card = self.card(|time| cards::poll_id(platform, &id, time));
                self.remove(cards::take_away(card, at))
            }
            // Not part of the feed: the source that sends it keeps it in its own state.
            ChatEvent::Room { .. } | ChatEvent::Goal { .. } => Applied::default(),
        }
    }

    /// Whether this message has passed through here, shown or not.
    #[must_use]
    pub fn knows(&self, id: &MessageId) -> bool {
        self.seen.contains(id)
    }

    /// Whether this message was hidden or removed, as far back as is remembered.
    #[must_use]
    pub fn is_removed(&self, id: &MessageId) -> bool {
        self.removed.contains(id)
    }

    /// The message that is shown for this one: itself, or the copy that another source has brought
    /// before, of a chat that both share.
    #[must_use]
    pub fn shown(&self, id: &MessageId) -> MessageId {
        *self.doubles.get(id).unwrap_or(id)
    }

    /// A message of the last ones that passed through here, hidden or not.
    #[must_use]
    pub fn message(&self, id: &MessageId) -> Option<&Arc<Message>> {
        self.screen.get(&self.shown(id))
    }

    /// Takes a message back onto the overlays. `None` if it is not hidden by us.
    pub fn unhide(&mut self, id: &MessageId) -> Option<Applied> {
        if self.removed.get(id) != Some(&Reason::Hidden) {
            return None;
        }
        self.removed.remove(id);
        let frame = self.screen.unhide(id);
        let record = Record::Unhidden(*id);
        let requoted = self.requote(&record);
        Some(Applied { frame, requoted, record: Some(record) })
    }

    /// What is on screen now: the newest `limit` messages.
    #[must_use]
    pub fn snapshot(&self, limit: usize) -> Snapshot {
        self.screen.snapshot(limit)
    }

    /// The number of the last change, and all messages at their places, also those that we have
    /// hidden, oldest first.
    #[must_use]
    pub fn everything(&self) -> (u64, Vec<Placed>) {
        self.screen.everything()
    }

    /// All changes after the one that a client has, as they stand now: what was removed since is in
    /// them as removed only. `None` if the client must take a snapshot.
    #[must_use]
    pub fn resume(&self, client: &Resume) -> Option<Vec<Arc<Frame>>> {
        self.screen.resume(client)
    }

    /// Which of its cards something has now: the first that no platform has taken away.
    fn card(&self, id_of: impl Fn(u32) -> MessageId) -> MessageId {
        let is_gone = |id: &MessageId| self.removed.get(id).is_some_and(|r| *r != Reason::Hidden);
        (0..u32::MAX).map(&id_of).find(|id| !is_gone(id)).unwrap_or_else(|| id_of(u32::MAX))
    }

    fn add(&mut self, message: Message) -> Applied {
        if !self.see(&message) {
            return Applied::default();
        }
        if message.kind.is_for_history_alone() {
            let record = Record::Message(Arc::new(message), None);
            return Applied { record: Some(record), ..Applied::default() };
        }
        if let Some(shown) = self.shown_in_place_of(&message) {
            return self.add_copy(shown, &message);
        }
        let mut message = Arc::new(message);
        self.settle_quote(&mut message);
        if let Some(reason) = self.removal_of(&message) {
            let record = Some(Record::Message(message, Some(reason)));
            return Applied { record, ..Applied::default() };
        }
        let frame = Some(self.screen.add(Arc::clone(&message)));
        Applied { frame, record: Some(Record::Message(message, None)), ..Applied::default() }
    }

    /// Takes note that it is here. False where it was.
    fn see(&mut self, message: &Message) -> bool {
        if gifts::is_of_batch(message) {
            // Its platform takes it away by the name of the line that made it.
            let line = MessageId::of(message.platform, &message.native_id);
            self.doubles.insert(line, message.id);
        }
        self.seen.insert(message.id, ())
    }

    /// The copy that another source of ours has brought before, from a chat that it shares.
    fn shown_in_place_of(&mut self, message: &Message) -> Option<MessageId> {
        let origin = message.flags.shared.as_ref()?.origin;
        let shown = self.shared.get(&origin).copied();
        if shown.is_none() {
            self.shared.insert(origin, message.id);
        }
        shown
    }

    /// Takes a copy of a message that is shown: whatever removes the one removes the other.
    fn add_copy(&mut self, shown: MessageId, copy: &Message) -> Applied {
        self.doubles.insert(copy.id, shown);
        if let Some(reason) = self.removal_of(copy) {
            let target = Target::Message { id: shown };
            return self.remove(Removal { target, reason, at: copy.at });
        }
        let copy = SharedCopy { id: copy.id, source: copy.source.clone() };
        let amended = self.screen.amend(&shown, |message| {
            if let Some(shared) = &mut message.flags.shared {
                shared.copies.push(copy);
            }
        });
        Applied { record: amended.map(Record::Replaced), ..Applied::default() }
    }

    fn replace(&mut self, target: MessageId, mut message: Message) -> Applied {
        let is_removed = self.removed.get(&target).is_some_and(|reason| *reason != Reason::Hidden);
        if is_removed || self.doubles.contains(&target) {
            return Applied::default();
        }
        message.id = target;
        if !self.seen.contains(&message.id) {
            return self.add(message);
        }
        // What goes on changing is known for as long as it does.
        self.seen.remove(&message.id);
        self.seen.insert(message.id, ());
        if let Some(known) = self.screen.get(&message.id)
            && gifts::is_known(known, &mut message)
        {
            return Applied::default();
        }
        let mut message = Arc::new(message);
        self.settle_quote(&mut message);
        let record = Some(Record::Replaced(Arc::clone(&message)));
        Applied { frame: self.screen.replace(message), record, ..Applied::default() }
    }

    fn remove(&mut self, mut removal: Removal) -> Applied {
        if let Target::Message { id } = &mut removal.target {
            *id = self.shown(id);
        }
        if let Target::Message { id } = &removal.target
            && let Some(known) = self.removed.get(id)
            && (*known != Reason::Hidden || removal.reason == Reason::Hidden)
        {
            return Applied::default();
        }
        self.remember(&removal);
        let (mut by_copy, removed) = (Vec::new(), &mut self.removed);
        let (target, reason) = (&removal.target, removal.reason);
        let frame = self.screen.remove(
            |message| reaches(target, message),
            reason,
            |message| {
                removed.insert(message.id, reason);
                if !covers(target, message, &message.source) {
                    by_copy.push(message.id);
                }
            },
        );
        let record = Record::Removed { removal, by_copy };
        let requoted = self.requote(&record);
        Applied { frame, requoted, record: Some(record) }
    }

    fn remember(&mut self, removal: &Removal) {
        let Removal { target, reason, at } = removal;
        let cleared = |known: Option<&Cleared>| Cleared {
            // An older removal that arrives late takes nothing back of a newer one.
            until: known.map_or(*at, |known| known.until.max(*at)),
            reason: *reason,
        };
        match target {
            Target::Message { id } => {
                self.removed.insert(*id, *reason);
            }
            Target::Author { source, author } => {
                let key = (source.clone(), author.clone());
                let cleared = cleared(self.cleared_authors.get(&key));
                self.cleared_authors.insert(key, cleared);
            }
            Target::Source { source } => {
                let cleared = cleared(self.cleared_sources.get(source));
                self.cleared_sources.insert(source.clone(), cleared);
            }
            // It may be added again, and is heard then.
            Target::Left { .. } => {}
        }
    }

    /// Why this message must not be shown, if a removal that came before covers it.
    #[must_use]
    pub fn removal_of(&self, message: &Message) -> Option<Reason> {
        let ids = [Some(message.id), message.flags.repeats];
        if let Some(reason) = ids.iter().flatten().find_map(|id| self.removed.get(id)) {
            return Some(*reason);
        }
        let author = message.author.as_ref().filter(|_| !self.cleared_authors.is_empty());
        let author = author.and_then(|author| {
            self.cleared_authors.get(&(message.source.clone(), author.id.clone()))
        });
        let source = self.cleared_sources.get(&message.source);
        let covering = [author, source].into_iter().flatten().find(|c| message.at <= c.until);
        covering.map(|cleared| cleared.reason)
    }
}

/// Whether a removal covers a message, the one that it repeats, or a copy of it.
pub(crate) fn reaches(target: &Target, message: &Message) -> bool {
    message.sources().any(|source| covers(target, message, source))
        || matches!(target, Target::Message { id } if message.flags.repeats == Some(*id))
}

/// Whether a removal covers a message that came from `source`.
fn covers(target: &Target, message: &Message, source: &SourceId) -> bool {
    match target {
        Target::Message { id } => message.id == *id,
        Target::Author { source: of, author } => {
            source == of && message.author.as_ref().is_some_and(|a| a.id == *author)
        }
        Target::Source { source: of } => source == of,
        // Copies of it that others have brought are none of its.
        Target::Left { source: of } => message.source == *of,
    }
}
