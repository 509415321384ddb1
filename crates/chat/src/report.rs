//! What a running source tells its owner.

use serde::{Deserialize, Serialize};

use crate::ChatEvent;

/// What a running source tells its owner.
#[derive(Debug, Clone, PartialEq)]
pub enum Report {
    /// Something happened in the chat.
    Event(ChatEvent),
    /// How the source is now.
    Status(Status),
    /// Input that could not be shown. Nothing a platform sends may stop a source: it is counted,
    /// logged without its text, and passed over.
    Passed(Passed),
}

/// Input that was passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passed {
    /// It breaks its own grammar.
    Malformed,
    /// It is longer than anything honest.
    Oversized,
    /// It is well-formed and of a kind that we don't know: the platform's name of the kind, cut to
    /// a sane length.
    Unknown(String),
}

/// How a source is, and what that means to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Its state.
    pub state: SourceState,
    /// One sentence: what is, and what to do if there is something to do.
    pub detail: String,
}

/// The state of a source. It is in exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceState {
    /// Not listened to.
    Off,
    /// On the way.
    Connecting,
    /// Chat arrives.
    Live,
    /// Known, and not live yet: it starts by itself.
    Waiting,
    /// The connection failed; it is tried again by itself.
    Backoff,
    /// Only an account can go on.
    NeedsAuth,
    /// Only a person can go on.
    Failed,
}

impl SourceState {
    /// Whether a person is needed.
    #[must_use]
    pub fn needs_a_person(self) -> bool {
        matches!(self, Self::NeedsAuth | Self::Failed)
    }
}
