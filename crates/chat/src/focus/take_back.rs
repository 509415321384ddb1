//! What the streamer takes back of what a moderator did.

use std::time::Duration;

use jiff::Timestamp;

use super::{By, Focus, FocusError, Item};
use crate::MessageId;

impl By {
    /// Whether it is the moderator of this id, whatever they are called by now.
    #[must_use]
    pub fn is_moderator(&self, whose: &str) -> bool {
        matches!(self, Self::Moderator { id, .. } if id == whose)
    }
}

impl Focus {
    /// What they queued leaves queue and screen, and nobody but the streamer brings it back. What
    /// another person queued stays, and so does what the streamer has picked as well since: it is
    /// theirs alone then. What a rule had picked before is the rule's again.
    pub(super) fn take_back(
        &mut self,
        id: MessageId,
        whose: &str,
        now: Duration,
    ) -> Result<(), FocusError> {
        let theirs = |item: &Item| item.message.id == id && item.by.is_moderator(whose);
        let here = self.queue.iter_mut().chain(&mut self.shown);
        let mut found = false;
        for item in here.filter(|item| theirs(item)) {
            found = true;
            if item.chosen {
                item.by = By::Owner;
            } else if let Some(why) = item.rule.take() {
                item.by = By::Rule { why };
            }
        }
        if !found {
            return Err(FocusError::NotQueued);
        }
        let stays = |item: &Item| item.message.id == id && !theirs(item);
        if !self.queue.iter().chain(&self.shown).any(stays) {
            self.refused.insert(id, id);
        }
        self.queue.retain(|item| !theirs(item));
        self.taken_out.retain(|item| !theirs(item));
        // Behind what people picked, where a rule's pick waits.
        if self.queue.iter().any(|item| item.message.id == id && item.is_of_rule())
            && let Some(item) = self.take_out(&id)
        {
            self.push(item);
        }
        if self.shown.iter().any(theirs) {
            self.drop_shown(theirs, now);
        }
        Ok(())
    }

    /// Their mark is gone. With the last mark on a message the streamer has said no to it.
    pub(super) fn unmark(
        &mut self,
        id: MessageId,
        whose: &str,
        at: Timestamp,
    ) -> Result<(), FocusError> {
        let marked = self.suggestions.iter_mut().find(|marked| marked.message.id == id);
        let marks = &mut marked.ok_or(FocusError::NotSuggested)?.marks;
        if !marks.iter().any(|mark| mark.by.is_moderator(whose)) {
            return Err(FocusError::NotSuggested);
        }
        if marks.iter().all(|mark| mark.by.is_moderator(whose)) {
            return self.reject(id, at);
        }
        marks.retain(|mark| !mark.by.is_moderator(whose));
        Ok(())
    }
}
