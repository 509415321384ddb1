//! What is wrong with a source: what the application does about it, and what a person can do.

use chat::{Health, SourceState};
use serde::Serialize;

/// What is wrong with a source. That something is says its state, and why its detail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SourceTrouble {
    /// What the application does about it.
    pub does: String,
    /// What a person can do, beyond what the detail says; empty: nothing.
    pub hint: String,
    /// Whether it needs a person: the rest mends itself.
    pub needs_person: bool,
}

impl SourceTrouble {
    /// What is wrong with a source that is so; `None`: nothing.
    #[must_use]
    pub fn of(state: SourceState, health: Health, meets_unknown: bool) -> Option<Self> {
        let (does, hint) = match state {
            SourceState::Backoff => (
                "It is tried again by itself, and what was missed is fetched where the platform \
                 has it.",
                "",
            ),
            // Whether one that failed is tried again, its own words say.
            SourceState::Failed => {
                (OTHERS, "“Try again”, beside the channel under Chat, looks at once.")
            }
            SourceState::NeedsAuth => (
                OTHERS,
                "Make the stream public where it is set up, or wait for the next one. Signing in \
                 here does not help.",
            ),
            SourceState::Live if matches!(health, Health::Degraded | Health::Blind) => {
                let can_be_reported = health == Health::Blind || meets_unknown;
                let hint = if can_be_reported { REPORT } else { "" };
                ("It goes on with what it can read.", hint)
            }
            SourceState::Off
            | SourceState::Connecting
            | SourceState::Live
            | SourceState::Waiting => return None,
        };
        let needs_person = state.needs_a_person() || health == Health::Blind;
        Some(Self { does: does.into(), hint: hint.into(), needs_person })
    }
}

const OTHERS: &str = "Your other chats go on.";
const REPORT: &str = "“Save a report”, beside the channel under Chat, makes a file. Add it to a report on \
                      the project's page at GitHub, under “Issues”, and a later version can read this.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mends_itself_asks_nothing_of_a_person() {
        let trouble = SourceTrouble::of(SourceState::Backoff, Health::Down, false).expect("it is");
        assert_eq!((trouble.hint.as_str(), trouble.needs_person), ("", false));
        for state in [SourceState::Off, SourceState::Connecting, SourceState::Waiting] {
            assert_eq!(SourceTrouble::of(state, Health::Ok, false), None, "{state:?}");
        }
        assert_eq!(SourceTrouble::of(SourceState::Live, Health::Ok, false), None);
    }

    #[test]
    fn what_needs_a_person_says_what_they_can_do() {
        for state in [SourceState::NeedsAuth, SourceState::Failed] {
            let trouble = SourceTrouble::of(state, Health::Down, false).expect("it is");
            assert!(trouble.needs_person && !trouble.hint.is_empty(), "{state:?}");
        }
    }

    #[test]
    fn a_report_is_asked_for_of_what_is_new_to_this_version_and_of_nothing_else_that_is_missing() {
        let live = |health, unknown| {
            let trouble = SourceTrouble::of(SourceState::Live, health, unknown).expect("it is");
            (trouble.hint.contains("Save a report"), trouble.needs_person)
        };
        assert_eq!(live(Health::Degraded, false), (false, false));
        assert_eq!(live(Health::Degraded, true), (true, false));
        assert_eq!(live(Health::Blind, false), (true, true));
    }
}
