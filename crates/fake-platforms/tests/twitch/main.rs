//! The Twitch stand-in, seen by a plain WebSocket client.
#![expect(clippy::expect_used, reason = "a test may panic, and so may its parts")]

mod chat;
mod client;
mod faults;
mod numbered;
