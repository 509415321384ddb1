//! What must hold whatever a platform sends.
//!
//! Each [`Target`] takes any bytes and panics where something does not hold. libFuzzer looks for
//! such bytes (`cargo xtask fuzz`), and the tests try every seed.
#![expect(
    clippy::panic,
    clippy::expect_used,
    reason = "a panic is how a target says what is wrong"
)]

mod answer;
mod client;
mod event;
mod feed;
mod line;
pub mod mutate;
mod page;

use jiff::Timestamp;

/// Something that takes what a platform sends.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// As in `targets.json`, which says where its seeds are.
    pub name: &'static str,
    /// Takes an input; panics where something does not hold.
    pub run: fn(&[u8]),
    /// How inputs are changed, beside byte by byte.
    pub grammar: mutate::Grammar,
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target { name: "line", run: line::line, grammar: mutate::Grammar::Bytes },
    Target { name: "tags", run: line::tags, grammar: mutate::Grammar::Lines },
    Target { name: "emotes", run: line::emotes, grammar: mutate::Grammar::Bytes },
    Target { name: "answer", run: answer::answer, grammar: mutate::Grammar::Json },
    Target { name: "page", run: page::page, grammar: mutate::Grammar::Bytes },
    Target { name: "token", run: page::token, grammar: mutate::Grammar::Bytes },
    Target { name: "feed", run: feed::feed, grammar: mutate::Grammar::Lines },
];

/// The target of this name.
#[must_use]
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// The time of all that a platform does not date.
const NOW: Timestamp = Timestamp::UNIX_EPOCH;
