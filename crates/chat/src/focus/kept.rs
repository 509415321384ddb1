//! What of the queue is on the disk.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Decision, Focus, Item, Suggestion};
use crate::MessageId;

/// The queue, what was on screen, and what was decided, as it is kept between runs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    queue: Vec<Item>,
    shown: Vec<Item>,
    at: usize,
    on: bool,
    is_ahead: bool,
    is_halted: bool,
    suggestions: Vec<Suggestion>,
    decided: Vec<Decision>,
    refused: Vec<MessageId>,
}

impl Focus {
    /// All of it, to be kept.
    #[must_use]
    pub fn kept(&self) -> Kept {
        Kept {
            queue: self.queue.clone(),
            shown: self.shown.iter().cloned().collect(),
            at: self.at,
            on: self.on,
            is_ahead: self.is_ahead,
            is_halted: self.is_halted,
            suggestions: self.suggestions.clone(),
            decided: self.decided.iter().cloned().collect(),
            refused: self.refused.values().copied().collect(),
        }
    }

    /// What an earlier run left. What was on screen has the whole of its time again.
    #[must_use]
    pub fn restored(kept: Kept, now: Duration) -> Self {
        let Kept { queue, shown, at, on, is_ahead, is_halted, suggestions, decided, refused } =
            kept;
        let mut focus = Self {
            queue,
            at: at.min(shown.len().saturating_sub(1)),
            on: on && !shown.is_empty(),
            is_ahead: is_ahead && !on && at == 0 && !shown.is_empty(),
            shown: shown.into(),
            since: now,
            is_halted,
            suggestions: suggestions.into_iter().filter(|s| !s.marks.is_empty()).collect(),
            decided: decided.into(),
            ..Self::default()
        };
        for id in refused {
            focus.refused.insert(id, id);
        }
        focus
    }
}
