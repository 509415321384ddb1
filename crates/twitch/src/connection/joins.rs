//! How often this process may join.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// The joins of the last while, of all channels together.
///
/// The default is Twitch's limit for joins and for log-ins, 20 in 10 seconds
/// (<https://dev.twitch.tv/docs/chat/#rate-limits>). Each connection of ours is one of both. Twitch
/// counts them for each account; how it counts those without one nobody says, so all of this
/// process count together.
#[derive(Debug)]
pub struct Joins {
    most: usize,
    within: Duration,
    /// When the last ones were, oldest first.
    made: Mutex<VecDeque<Instant>>,
}

impl Joins {
    /// At most so many joins within this time.
    #[must_use]
    pub fn new(most: usize, within: Duration) -> Self {
        Self { most: most.max(1), within, made: Mutex::default() }
    }

    /// Counts a join, if there may be one now. If not: when to ask again. Another one may be
    /// first then.
    pub fn may_join(&self, now: Instant) -> Result<(), Instant> {
        // A count that was left in the middle of a change is a count still.
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        while made.front().is_some_and(|join| *join + self.within <= now) {
            made.pop_front();
        }
        match made.front() {
            Some(oldest) if made.len() >= self.most => Err(*oldest + self.within),
            _ => {
                made.push_back(now);
                Ok(())
            }
        }
    }
}

impl Default for Joins {
    fn default() -> Self {
        Self::new(20, Duration::from_secs(10))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_never_more_joins_within_the_time() {
        let joins = Joins::default();
        let start = Instant::now();
        let mut rng = fastrand::Rng::with_seed(1);
        let mut made = Vec::new();
        let mut now = start;
        while made.len() < 500 {
            now += Duration::from_millis(rng.u64(0..200));
            match joins.may_join(now) {
                Ok(()) => made.push(now),
                Err(again) => {
                    assert!(again > now, "or it would be asked for ever");
                    now = again;
                    assert_eq!(joins.may_join(now), Ok(()), "alone, it is told exactly");
                    made.push(now);
                }
            }
        }
        for window in made.windows(21) {
            let [first, .., last] = window else { unreachable!("there are 21") };
            assert!(*last - *first >= Duration::from_secs(10), "21 joins within 10 seconds");
        }
        let took = now - start;
        assert!(
            took < Duration::from_secs(10 * 500 / 20),
            "and not slower than it may be: {took:?}"
        );
    }
}
