//! Reads Twitch chat: anonymous IRC over WebSocket, decoded into chat events.
//!
//! [`channel`] reads what a person pastes, [`decode`] turns lines into events and is pure, and
//! [`run`] keeps a connection to one channel until it is cancelled. [`events`] reads what Twitch
//! tells of a channel to whose it is, as far as chat has nothing of it.
//!
//! What Twitch sends is described at <https://dev.twitch.tv/docs/chat/irc/>; where the recordings
//! in `tests/fixtures/twitch` differ from it, the recordings are followed.

pub mod channel;
mod connection;
pub mod decode;
pub mod events;

pub use channel::{ChannelError, Login};
pub use connection::{Config, Joins, Timing, run};
pub use decode::{Decoded, Decoder};
