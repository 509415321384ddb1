//! The YouTube stand-in, seen by a plain HTTP client.
#![expect(clippy::expect_used, clippy::panic, reason = "a test may panic, and so may its parts")]

mod channels;
mod chat;
mod faults;
mod viewer;
