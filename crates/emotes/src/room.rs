//! The places that have emotes.

use chat::{Platform, Provider};

/// A channel, by its platform's id of it: Twitch's user id, YouTube's channel id.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Room {
    /// Where it is.
    pub platform: Platform,
    /// The platform's id.
    pub id: String,
}

/// Where a list of emotes counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    /// In every channel.
    Global,
    /// In one.
    Room(Room),
}

/// A list of emotes: whose, and where it counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Set {
    pub(crate) provider: Provider,
    pub(crate) scope: Scope,
}
