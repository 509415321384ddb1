//! A message that somebody picked, and whose word is on it.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::Message;

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "snake_case")]
pub enum By {
    /// The streamer, in the dashboard, the dock or by a script of theirs.
    Owner,
    /// A moderator.
    Moderator {
        /// Our id of them.
        id: String,
        /// What the streamer calls them.
        name: String,
    },
    /// A rule.
    Rule {
        /// Why it picked the message, in words.
        why: String,
    },
}

impl By {
    /// Their name, or what the rule is called.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Owner => "Streamer",
            Self::Moderator { name, .. } => name,
            Self::Rule { why } => why,
        }
    }
}

/// A message that is shown, or will be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word of the streamer's on its own")]
pub struct Item {
    /// The message.
    pub message: Arc<Message>,
    /// Who picked it.
    pub by: By,
    /// No timer takes it off the screen.
    pub pinned: bool,
    /// The streamer has put it where it is.
    pub(super) placed: bool,
    /// The streamer has made another's pick theirs. Who picked it first is still told.
    #[serde(default)]
    pub(super) owned: bool,
    /// The streamer has picked it as well: queued or pinned it, shown it by name or gone back to it.
    /// It stays when the first pick is taken back.
    #[serde(default)]
    pub(super) chosen: bool,
    /// When a rule or a moderator picked it, by the caller's clock; in an earlier run, at its start.
    #[serde(skip)]
    pub(super) picked: Duration,
    /// The rule that had picked it before a moderator did, in words: it stays the rule's when the
    /// moderator's pick is taken back.
    #[serde(default)]
    pub(super) rule: Option<String>,
}

impl Item {
    /// Somebody's pick, as it is at first.
    pub(super) fn new(message: Arc<Message>, by: By) -> Self {
        Self {
            message,
            by,
            pinned: false,
            placed: false,
            owned: false,
            chosen: false,
            picked: Duration::ZERO,
            rule: None,
        }
    }

    /// Whether the streamer's word is on it, so that nobody else takes it away.
    pub(super) fn is_owners(&self) -> bool {
        self.by == By::Owner || self.placed || self.owned
    }

    /// Whether it is a moderator's alone.
    pub(super) fn is_moderators(&self) -> bool {
        matches!(self.by, By::Moderator { .. }) && !self.is_owners()
    }

    /// The streamer picks it as well.
    pub(super) fn choose(&mut self) {
        self.owned = true;
        self.chosen = true;
    }

    /// The rule that picked it, if one did.
    pub(super) fn into_rule(self) -> Option<String> {
        match self.by {
            By::Rule { why } => Some(why),
            _ => self.rule,
        }
    }

    /// Whether it waits behind what people picked.
    pub(super) fn is_of_rule(&self) -> bool {
        matches!(self.by, By::Rule { .. }) && !self.placed
    }
}
