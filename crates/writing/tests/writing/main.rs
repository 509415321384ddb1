//! Writing and moderating, against stand-ins that speak the platforms' own errors.
#![expect(clippy::unwrap_used, clippy::panic, reason = "what a test does not expect fails it")]

mod commands;
mod errors;
mod rig;
mod twitch;
mod youtube;
