//! Talks to OBS over its WebSocket, as far as putting browser sources into scenes needs it.
//!
//! The protocol is obs-websocket v5, which OBS has built in since version 28
//! (<https://github.com/obsproject/obs-websocket/blob/master/docs/generated/protocol.md>). The
//! client is ours because the crate obws 0.15 reads no answers of an OBS before 30.2 (Debian 12 has
//! 29.0), and brings a second WebSocket implementation with certificates of its own, for a dozen of
//! questions.
//!
//! [`Connection`] asks, one question after the other; [`Shape`] says how large a source is and where
//! it goes; [`Kept`] is what was taken out and may come back; [`address`] knows our own addresses among all that streamers have in their scenes. What
//! becomes of an overlay is the engine's to decide.
//!
//! *Invariant:* a password proves itself by a hash and is never sent; nothing is asked of OBS that
//! tells where or with which key it streams.

pub mod address;
mod connection;
mod error;
mod kept;
mod shape;
mod studio;
mod wire;

pub use address::of_version_4;
pub use connection::{Connection, PATIENCE};
pub use error::ObsError;
pub use kept::{Back, Kept};
pub use shape::{Canvas, Shape};
pub use studio::{Browser, Item, ItemOf, Page, Scenes, Shown, Versions};
