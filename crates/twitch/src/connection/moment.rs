//! When a connection was heard.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;

/// A moment by both clocks: the one that dates messages, and the one that nobody sets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    wall: Timestamp,
    steady: Instant,
}

impl Moment {
    pub(super) fn now(now: fn() -> Timestamp) -> Self {
        Self { wall: now(), steady: Instant::now() }
    }

    /// How long ago this was, then.
    pub(super) fn until(self, later: Self) -> Duration {
        later.steady.saturating_duration_since(self.steady)
    }

    /// From this moment to a later one, by the later one's clock. The clock may have been set
    /// meanwhile, and the steady one stands still while the machine sleeps. So the longer time is
    /// taken: a gap that is too short hides a loss, one that is too long hides nothing.
    pub(super) fn gap(self, later: Self) -> (Timestamp, Timestamp) {
        let steady = SignedDuration::try_from(self.until(later)).unwrap_or(SignedDuration::MAX);
        let lasted = steady.max(later.wall.duration_since(self.wall));
        (later.wall.checked_sub(lasted).unwrap_or(self.wall), later.wall)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_as_long_as_either_clock_says() {
        let start = Moment { wall: Timestamp::UNIX_EPOCH, steady: Instant::now() };
        let after = |steady, wall| {
            let wall = start.wall + SignedDuration::from_secs(wall);
            let (from, until) =
                start.gap(Moment { wall, steady: start.steady + Duration::from_secs(steady) });
            assert_eq!(until, wall, "it ends now");
            until.duration_since(from).as_secs()
        };
        assert_eq!(after(7, 7), 7);
        assert_eq!(after(7, 8 * 3600), 8 * 3600, "the machine slept");
        assert_eq!(after(7, -3600), 7, "the clock was set back");
    }
}
