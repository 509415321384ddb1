//! Events of one's own channel, from a stand-in that repeats them, sends its clients elsewhere and
//! breaks off.

#![expect(clippy::expect_used, clippy::panic, reason = "what a test does not expect fails it")]

mod rig;
mod standing;
mod storm;
