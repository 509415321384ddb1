//! What the providers have, as messages get it: from stand-ins that speak their protocols, their
//! errors included.

#![expect(clippy::expect_used, clippy::panic, reason = "what a test does not expect fails it")]

mod avatars;
mod badges;
mod faults;
mod helix;
mod live;
mod sets;
mod support;
