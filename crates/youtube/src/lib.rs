//! Reads YouTube live chat without account or key: InnerTube, decoded into chat events. Where that
//! fails the official API stands in, for who has a sign-in or a key.
//!
//! [`parse`](Target::parse) takes what a person pastes, [`run`] finds the live stream, follows its
//! chat and the next stream's, and [`Decoder`] turns YouTube's JSON into [`chat::ChatEvent`]s.
//!
//! InnerTube is what YouTube's own web page calls. It is neither documented nor promised, so
//! nothing here relies on a shape: every field may be absent, every item stands alone, and what is
//! not understood is counted and passed over.

mod above;
mod amount;
mod answer;
mod author;
mod banner;
mod config;
mod decode;
mod faults;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
mod gift;
mod gifts;
mod handles;
mod item;
mod json;
mod last;
mod look;
mod mode;
#[cfg(test)]
mod mutation;
mod official;
mod page;
mod poll;
mod read;
mod routes;
mod run;
mod session;
mod shape;
mod sight;
mod signals;
mod status;
mod stream;
mod streams;
mod target;
mod text;
mod token;
mod voice;
mod web;

pub use config::{Config, DIRECT, Route, Timings};
pub use decode::Decoder;
pub use official::{Access, Asked, NoPass, Official, Pass, Quota, Spent, With};
pub use run::run;
pub use target::{Target, TargetError};
