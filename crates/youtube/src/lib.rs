//! Reads YouTube live chat without account or key: InnerTube, decoded into chat events.
//!
//! [`parse`](Target::parse) takes what a person pastes, [`run`] finds the live stream, follows its
//! chat and the next stream's, and [`Decoder`] turns YouTube's JSON into [`chat::ChatEvent`]s.
//!
//! InnerTube is what YouTube's own web page calls. It is neither documented nor promised, so
//! nothing here relies on a shape: every field may be absent, every item stands alone, and what is
//! not understood is counted and passed over.

mod amount;
mod answer;
mod author;
mod banner;
mod config;
mod decode;
mod item;
mod json;
mod page;
mod poll;
mod recent;
mod run;
mod session;
mod status;
mod stream;
mod target;
mod text;
mod token;
mod web;

pub use config::{Config, Timings};
pub use decode::Decoder;
pub use run::run;
pub use target::{Target, TargetError};
