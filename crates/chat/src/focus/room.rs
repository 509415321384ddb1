//! Who gives way in a full queue, and all of it taken out at once.

use std::time::Duration;

use super::{Act, Focus, FocusError, Item, MOST_QUEUED};
use crate::MessageId;

impl Focus {
    /// What leaves a full queue by what the streamer does: moderators' picks, the newest first.
    #[must_use]
    pub fn gives_way(&self, act: &Act) -> Vec<MessageId> {
        match act {
            Act::Queue(messages) => {
                let ids: Vec<_> = messages.iter().map(|message| message.id).collect();
                self.gives_way_to(&ids)
            }
            Act::PutBack(message, _) => self.gives_way_to(&[message.id]),
            Act::Accept(id) => self.gives_way_to(&[*id]),
            _ => Vec::new(),
        }
    }

    /// What leaves so that these find room.
    pub(super) fn gives_way_to(&self, coming: &[MessageId]) -> Vec<MessageId> {
        let mut new: Vec<_> = coming.iter().filter(|id| !self.is_queued(id)).collect();
        new.sort_unstable();
        new.dedup();
        let too_many = (self.queue.len() + new.len()).saturating_sub(MOST_QUEUED);
        let theirs = self.queue.iter().rev().filter(|item| item.is_moderators());
        let ids = theirs.map(|item| item.message.id).filter(|id| !coming.contains(id));
        ids.take(too_many).collect()
    }

    /// Makes room for so many more, by what gives way. Where that is not enough nothing has changed.
    pub(super) fn make_room(&mut self, way: &[MessageId], more: usize) -> Result<(), FocusError> {
        if self.queue.len() + more > MOST_QUEUED + way.len() {
            return Err(FocusError::Full);
        }
        self.queue.retain(|item| !way.contains(&item.message.id));
        Ok(())
    }

    /// Nobody but the streamer brings back what leaves by it.
    pub(super) fn unqueue_all(&mut self) {
        if self.queue.is_empty() {
            return;
        }
        self.taken_out = std::mem::take(&mut self.queue);
        for id in self.taken_out.iter().map(|item| item.message.id) {
            self.refused.insert(id, id);
        }
    }

    /// Before what came since, but for what waits again or is on screen, and as much as there is room
    /// for.
    pub(super) fn put_all_back(&mut self, now: Duration) {
        let current = self.current().map(|item| item.message.id);
        let mut back = std::mem::take(&mut self.taken_out);
        back.retain(|item| Some(item.message.id) != current && !self.is_queued(&item.message.id));
        back.truncate(MOST_QUEUED.saturating_sub(self.queue.len()));
        for item in &back {
            self.refused.remove(&item.message.id);
        }
        let (of_rules, of_people): (Vec<_>, Vec<_>) = back.into_iter().partition(Item::is_of_rule);
        self.queue.splice(0..0, of_people);
        self.queue.extend(of_rules);
        self.drop_unwanted(now);
    }
}
