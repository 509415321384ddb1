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
    /// The streams of the channel that are live now, the earliest first. Fewer than two: there is
    /// nothing to choose.
    Streams(Vec<LiveStream>),
    /// The ways to the platform that a person has set, in their order.
    Routes(Vec<Route>),
    /// The platform's id of the stream whose chat is read now; `None` when it is not any more. Only
    /// where a channel's chat is that of its streams.
    Reading(Option<String>),
    /// The names of the emotes that the platform has for this chat, as they are written there. Only
    /// where it tells them with the chat.
    Emotes(Vec<String>),
    /// What the channel is called there: its handle, its name. Only where a person may have named it
    /// by something else, an id or a stream.
    Names(Vec<String>),
    /// What reading costs, while it costs something; `None` when it does not any more.
    Quota(Option<Quota>),
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
    /// It is well-formed and of a kind that we don't know.
    Unknown(Unknown),
}

/// Input of a kind that we don't know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// The platform's name of the kind, cut to a sane length.
    pub kind: String,
    /// How it is built: its keys and the types of its values, and nothing that anybody wrote. For a
    /// report that a person can send in.
    pub shape: String,
}

/// How a source is, and what that means to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Its state.
    pub state: SourceState,
    /// How much of its chat is read.
    pub health: Health,
    /// One sentence: what is, and what to do if there is something to do.
    pub detail: String,
}

impl Status {
    /// A source in this state. Chat that is live is read whole.
    #[must_use]
    pub fn new(state: SourceState, detail: impl Into<String>) -> Self {
        use SourceState::{Backoff, Failed, NeedsAuth};
        let is_down = matches!(state, Backoff | NeedsAuth | Failed);
        let health = if is_down { Health::Down } else { Health::Ok };
        Self { state, health, detail: detail.into() }
    }

    /// The same, read only this much.
    #[must_use]
    pub fn with_health(self, health: Health) -> Self {
        Self { health, ..self }
    }
}

/// How much of a source's chat is read. Ordered: the worst comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// All of it, or there is none to read now.
    Ok,
    /// Some of it is missing or not understood.
    Degraded,
    /// The platform answers, and nothing of what it sends is understood.
    Blind,
    /// None of it.
    Down,
}

/// A way to a platform: directly, or through a proxy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Route {
    /// `direct`, or the proxy's host and port.
    pub name: String,
    /// Whether requests go this way now.
    pub used: bool,
    /// Whether it works, as far as it was tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub works: Option<bool>,
}

/// What a platform lets an application ask in a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Quota {
    /// Units that are spent today.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub spent: u64,
    /// Units that are left.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub left: u64,
    /// When they begin anew.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub resets_at: jiff::Timestamp,
    /// When they are used up at this pace; `None` where they last until they begin anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "string"))]
    pub lasts_until: Option<jiff::Timestamp>,
}

/// A stream of a channel that has several at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LiveStream {
    /// The platform's id of it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it began, where told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "string"))]
    pub started: Option<jiff::Timestamp>,
    /// Whether its chat is the one that is read.
    pub chosen: bool,
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
