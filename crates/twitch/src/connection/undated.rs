//! Lines that Twitch neither names nor dates, when two connections bring them.

use std::{collections::VecDeque, time::Duration};

use tokio::time::Instant;

/// How long the second of two connections may be behind. Longer than both are read.
const BEHIND: Duration = Duration::from_secs(5);

/// How many lines are remembered. In a second, Twitch tells of one or two changed rules.
const REMEMBERED: usize = 16;

/// The last lines of this sort while several connections are read, each with the number of the one
/// that brought it, until another one brings it too. What one brings twice happened twice.
#[derive(Debug, Default)]
pub(super) struct Undated {
    lines: VecDeque<(Instant, u64, String)>,
}

impl Undated {
    /// Whether the line is to be reported that connection number `by` brings. `several`: whether
    /// another connection is read too.
    pub(super) fn is_first(&mut self, line: &str, by: u64, several: bool, now: Instant) -> bool {
        if !several {
            self.lines.clear();
            return true;
        }
        self.lines.retain(|(heard, ..)| now.duration_since(*heard) <= BEHIND);
        let twin = |(_, other, known): &(_, u64, String)| *other != by && known == line;
        if let Some(place) = self.lines.iter().position(twin) {
            self.lines.remove(place);
            return false;
        }
        if self.lines.len() == REMEMBERED {
            self.lines.pop_front();
        }
        self.lines.push_back((now, by, line.to_owned()));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_twice_is_told_twice_and_what_two_connections_tell_once() {
        let mut undated = Undated::default();
        let now = Instant::now();
        let mut alone = |line| undated.is_first(line, 1, false, now);
        assert!(alone("on") && alone("off") && alone("on"), "switched thrice within a moment");
        let mut is_first = |line, by, seconds| {
            undated.is_first(line, by, true, now + Duration::from_secs(seconds))
        };
        assert!(is_first("on", 1, 0));
        assert!(!is_first("on", 2, 2), "the other one is behind");
        assert!(is_first("off", 2, 2), "or before");
        assert!(is_first("on", 2, 3));
        assert!(!is_first("off", 1, 4));
        assert!(!is_first("on", 1, 4));
        assert!(is_first("off", 1, 5));
        assert!(is_first("on", 2, 60) && is_first("off", 2, 60) && is_first("on", 2, 60));
        assert!(!is_first("on", 1, 61) && !is_first("off", 1, 61) && !is_first("on", 1, 61));
        for number in 0..100 {
            undated.is_first(&number.to_string(), 1, true, now);
        }
        assert!(undated.lines.len() <= REMEMBERED, "it is bounded");
    }
}
