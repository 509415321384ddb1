//! How often the address that services call may be called.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// Calls in a window. A service that is refused tries again later.
const MOST: usize = 120;
const WINDOW: Duration = Duration::from_mins(1);

/// The calls of the last minute.
#[derive(Debug, Default)]
pub(super) struct Calls(VecDeque<Instant>);

impl Calls {
    /// Whether there may be one more now.
    pub(super) fn take(&mut self, now: Instant) -> bool {
        while self.0.front().is_some_and(|first| now.duration_since(*first) >= WINDOW) {
            self.0.pop_front();
        }
        let may = self.0.len() < MOST;
        if may {
            self.0.push_back(now);
        }
        may
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_so_many_a_minute_and_no_more() {
        let (mut calls, start) = (Calls::default(), Instant::now());
        assert!((0..MOST).all(|_| calls.take(start)));
        assert!(!calls.take(start + WINDOW / 2));
        assert!(calls.take(start + WINDOW), "the first ones are over");
    }
}
