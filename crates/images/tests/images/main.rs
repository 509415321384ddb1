//! Pictures from hosts that do what they should not, over real connections.
#![expect(clippy::expect_used, reason = "a test may panic, and so may its parts")]

mod asking;
mod fetching;
mod host;
mod keeping;
