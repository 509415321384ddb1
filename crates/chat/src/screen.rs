//! What clients see, and every change of it by number.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::{Change, Frame, Message, MessageId, Reason, Recent, Resume, Snapshot, quote, view};

/// Messages and changes of an ordinary screen. A feed has as many as the hub: what is removed from
/// the hub's reaches every client that may still have it.
pub(crate) const RING: usize = 1_000;

/// What clients see: the newest messages, and as many changes as can be resumed over.
///
/// The ring and the log of changes are of one size, so that every message of an `Add` in the log is
/// in the ring, unless it was removed. One that changed later may have left by its age.
#[derive(Debug)]
pub(crate) struct Screen {
    epoch: String,
    seq: u64,
    size: usize,
    ring: VecDeque<Entry>,
    changes: VecDeque<Arc<Frame>>,
    gone: Recent<MessageId, Reason>,
}

/// A message at its place among the others.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The message.
    pub message: Arc<Message>,
    /// Whether we have hidden it. It keeps its place, and may come back.
    pub is_hidden: bool,
}

impl From<Message> for Placed {
    fn from(message: Message) -> Self {
        Self { message: Arc::new(message), is_hidden: false }
    }
}

/// A message that is on screen, or would be if we had not hidden it.
#[derive(Debug)]
struct Entry {
    /// The message's, here as well: a search for it reads one piece of memory, not one a message.
    id: MessageId,
    message: Arc<Message>,
    hidden: bool,
}

impl Screen {
    /// An empty one for so many messages. `epoch` is new for every one.
    pub(crate) fn new(epoch: String, size: usize) -> Self {
        Self {
            epoch,
            seq: 0,
            size,
            ring: VecDeque::with_capacity(size),
            changes: VecDeque::with_capacity(size),
            gone: Recent::new(size),
        }
    }

    /// Puts a message there that nobody has to be told of.
    pub(crate) fn put(&mut self, message: Arc<Message>) {
        self.push(Entry { id: message.id, message, hidden: false });
    }

    /// Keeps the place of a message that is not shown now.
    pub(crate) fn put_hidden(&mut self, message: Arc<Message>) {
        self.push(Entry { id: message.id, message, hidden: true });
    }

    fn push(&mut self, entry: Entry) {
        if self.ring.len() == self.size {
            self.ring.pop_front();
        }
        self.ring.push_back(entry);
    }

    /// Adds a message at the end.
    pub(crate) fn add(&mut self, message: Arc<Message>) -> Arc<Frame> {
        self.put(Arc::clone(&message));
        self.number(Change::Add(message))
    }

    /// The message with this id, shown or hidden by us.
    pub(crate) fn get(&self, id: &MessageId) -> Option<&Arc<Message>> {
        self.ring.iter().rev().find(|entry| entry.id == *id).map(|entry| &entry.message)
    }

    /// Whether the message with this id is one of the last so many that are shown.
    pub(crate) fn is_in_sight(&self, id: &MessageId, last: usize) -> bool {
        let shown = self.ring.iter().rev().filter(|entry| !entry.hidden);
        shown.take(last).any(|entry| entry.id == *id)
    }

    /// Whether the message with this id is shown.
    pub(crate) fn shows(&self, id: &MessageId) -> bool {
        self.ring.iter().rev().any(|entry| entry.id == *id && !entry.hidden)
    }

    /// Puts a message in the place of the one with its id. `None` where nobody sees a difference.
    pub(crate) fn replace(&mut self, message: Arc<Message>) -> Option<Arc<Frame>> {
        let entry = self.ring.iter_mut().rev().find(|entry| entry.id == message.id)?;
        let is_new = !view::looks_the_same(&entry.message, &message);
        entry.message = Arc::clone(&message);
        let is_seen = is_new && !entry.hidden;
        is_seen.then(|| self.number(Change::Replace(message)))
    }

    /// Changes what nobody sees of a message.
    pub(crate) fn amend(
        &mut self,
        id: &MessageId,
        change: impl FnOnce(&mut Message),
    ) -> Option<Arc<Message>> {
        let entry = self.ring.iter_mut().find(|entry| entry.id == *id)?;
        change(Arc::make_mut(&mut entry.message));
        Some(Arc::clone(&entry.message))
    }

    /// Takes the quotes off these messages, or puts them back.
    pub(crate) fn requote(
        &mut self,
        quotes: impl Fn(&Message) -> bool,
        is_gone: bool,
    ) -> Vec<Arc<Frame>> {
        let mut seen = Vec::new();
        for entry in self.ring.iter_mut().filter(|entry| quotes(&entry.message)) {
            if quote::set_gone(&mut entry.message, is_gone) && !entry.hidden {
                seen.push(Arc::clone(&entry.message));
            }
        }
        seen.into_iter().map(|message| self.number(Change::Replace(message))).collect()
    }

    /// All messages that are here, those that we have hidden too.
    pub(crate) fn messages(&self) -> impl Iterator<Item = &Arc<Message>> {
        self.ring.iter().map(|entry| &entry.message)
    }

    /// Takes off what a removal reaches, and calls `each` with it. What we hid ourselves keeps its
    /// place; what its platform removed does not come back.
    pub(crate) fn remove(
        &mut self,
        reaches: impl Fn(&Message) -> bool,
        reason: Reason,
        mut each: impl FnMut(&Message),
    ) -> Option<Arc<Frame>> {
        let mut ids = Vec::new();
        for entry in self.ring.iter_mut().filter(|entry| reaches(&entry.message)) {
            each(&entry.message);
            self.gone.insert(entry.id, reason);
            if !entry.hidden {
                ids.push(entry.id);
            }
            entry.hidden = true;
        }
        if reason != Reason::Hidden {
            self.ring.retain(|entry| !reaches(&entry.message));
        }
        (!ids.is_empty()).then(|| self.number(Change::Remove { ids, reason }))
    }

    /// Brings back a message that was hidden.
    pub(crate) fn unhide(&mut self, id: &MessageId) -> Option<Arc<Frame>> {
        let at = self.ring.iter().position(|entry| entry.id == *id && entry.hidden)?;
        let before = self.ring.iter().skip(at + 1).find(|entry| !entry.hidden);
        let before = before.map(|entry| entry.id);
        let entry = self.ring.get_mut(at)?;
        entry.hidden = false;
        let message = Arc::clone(&entry.message);
        self.gone.remove(id);
        Some(self.number(Change::Insert { message, before }))
    }

    /// The newest `limit` messages.
    pub(crate) fn snapshot(&self, limit: usize) -> Snapshot {
        let visible = self.ring.iter().rev().filter(|entry| !entry.hidden);
        let mut messages: Vec<_> =
            visible.take(limit).map(|entry| Arc::clone(&entry.message)).collect();
        messages.reverse();
        Snapshot { epoch: self.epoch.clone(), seq: self.seq, messages, ages: Vec::new() }
    }

    /// The number of the last change, and all messages at their places, oldest first.
    pub(crate) fn everything(&self) -> (u64, Vec<Placed>) {
        let placed =
            |entry: &Entry| Placed { message: Arc::clone(&entry.message), is_hidden: entry.hidden };
        (self.seq, self.ring.iter().map(placed).collect())
    }

    /// All changes after the one that a client has, as they stand now: what was removed since is in
    /// them as removed only. `None` if the client must take a snapshot.
    pub(crate) fn resume(&self, client: &Resume) -> Option<Vec<Arc<Frame>>> {
        let missing = self.seq.checked_sub(client.after)?;
        let missing = usize::try_from(missing).ok()?;
        if client.epoch != self.epoch || missing > self.changes.len() {
            return None;
        }
        let missed = self.changes.iter().skip(self.changes.len() - missing);
        missed.map(|frame| self.as_it_stands(frame)).collect()
    }

    fn number(&mut self, change: Change) -> Arc<Frame> {
        self.seq += 1;
        let frame = Arc::new(Frame::new(self.seq, change));
        if self.changes.len() == self.size {
            self.changes.pop_front();
        }
        self.changes.push_back(Arc::clone(&frame));
        frame
    }

    /// A change with the message as it is now. `None` where nobody knows that: it has become too old
    /// since, or what it came back before has left, so that a client that was away would not know
    /// where it goes.
    fn as_it_stands(&self, frame: &Arc<Frame>) -> Option<Arc<Frame>> {
        let (Change::Add(old) | Change::Replace(old) | Change::Insert { message: old, .. }) =
            &frame.change
        else {
            return Some(Arc::clone(frame));
        };
        if let Some(reason) = self.gone.get(&old.id) {
            let change = Change::Remove { ids: vec![old.id], reason: *reason };
            return Some(Arc::new(Frame::new(frame.seq, change)));
        }
        let message = Arc::clone(self.get(&old.id)?);
        let change = match &frame.change {
            Change::Insert { before: Some(before), .. } if !self.shows(before) => return None,
            _ if Arc::ptr_eq(old, &message) => return Some(Arc::clone(frame)),
            Change::Insert { before, .. } => Change::Insert { message, before: *before },
            Change::Replace(_) => Change::Replace(message),
            _ => Change::Add(message),
        };
        Some(Arc::new(Frame::new(frame.seq, change)))
    }
}
