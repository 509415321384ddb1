//! Where a message was in the queue, and putting it back there.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{By, Focus, FocusError, Item};
use crate::{Message, MessageId};

/// Where a message was in the queue, by its neighbours, and whose pick it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    by: By,
    pinned: bool,
    after: Option<MessageId>,
    before: Option<MessageId>,
}

impl Default for Place {
    /// The end of the queue, as the streamer's own pick.
    fn default() -> Self {
        Self { by: By::Owner, pinned: false, after: None, before: None }
    }
}

impl Focus {
    /// Where this message is in the queue, if it is.
    #[must_use]
    pub fn place_of(&self, id: &MessageId) -> Option<Place> {
        let at = self.position(id)?;
        let item = self.queue.get(at)?;
        let id_at = |at: Option<usize>| Some(self.queue.get(at?)?.message.id);
        Some(Place {
            by: item.by.clone(),
            pinned: item.pinned,
            after: id_at(at.checked_sub(1)),
            before: id_at(at.checked_add(1)),
        })
    }

    /// Puts a message back behind the one that it was behind, or before the one that it was before;
    /// where neither waits any more, as a new pick. It is the streamer's then. One that waits, or is
    /// on screen, stays where it is, and what the streamer has taken out since stays out.
    pub(super) fn put_back(
        &mut self,
        message: Arc<Message>,
        place: Place,
    ) -> Result<(), FocusError> {
        let Place { by, pinned, after, before } = place;
        let id = message.id;
        let is_on = self.current().is_some_and(|item| item.message.id == id);
        if is_on || self.is_queued(&id) {
            return Ok(());
        }
        if self.refused.contains(&id) {
            return Err(FocusError::Overruled);
        }
        self.make_room(&self.gives_way_to(&[id]), 1)?;
        let behind = after.and_then(|id| self.position(&id)).map(|at| at + 1);
        let at = behind.or_else(|| before.and_then(|id| self.position(&id)));
        let item = Item { pinned, owned: true, ..Item::new(message, by) };
        match at {
            Some(at) => self.queue.insert(at, item),
            None => self.push(item),
        }
        Ok(())
    }

    fn position(&self, id: &MessageId) -> Option<usize> {
        self.queue.iter().position(|item| item.message.id == *id)
    }
}
