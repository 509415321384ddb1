//! Lines that Twitch neither names nor dates, when two connections bring them.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};

/// How long the second of two connections may be behind. Longer than both are read.
const BEHIND: SignedDuration = SignedDuration::from_secs(5);

/// How many lines are remembered. In a second, Twitch tells of one or two changed rules.
const REMEMBERED: usize = 16;

/// The last lines of this sort. The same rule switched twice within [`BEHIND`] is shown once.
#[derive(Debug, Default)]
pub(super) struct Undated {
    lines: VecDeque<(Timestamp, String)>,
}

impl Undated {
    /// Whether the line was not heard just before.
    pub(super) fn is_new(&mut self, line: &str, now: Timestamp) -> bool {
        // The clock may have been set back meanwhile.
        self.lines.retain(|(heard, _)| now.duration_since(*heard).abs() <= BEHIND);
        if self.lines.iter().any(|(_, known)| known == line) {
            return false;
        }
        if self.lines.len() == REMEMBERED {
            self.lines.pop_front();
        }
        self.lines.push_back((now, line.to_owned()));
        true
    }
}
