//! The emote services and image hosts, as clients meet them.
#![expect(clippy::expect_used, clippy::panic, reason = "a test may panic, and so may its parts")]

mod bttv;
mod client;
mod events;
mod faults;
mod ffz;
mod images;
mod pronouns;
mod seventv;
