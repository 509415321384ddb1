//! How fast recorded chat is sent.

use std::time::Duration;

use tokio::time::{Instant, Interval, MissedTickBehavior, interval};

/// Shortest time between two batches: below it timers are too coarse, so more go out at once.
const SHORTEST_TICK: Duration = Duration::from_millis(5);

/// An even rate, or the same rate bunched into one burst each second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// Messages a second; 0 or less sends all of them at once.
    pub rate: f64,
    /// Sends what is due once a second.
    pub burst: bool,
}

impl Pace {
    /// An even rate of so many a second.
    #[must_use]
    pub const fn even(rate: f64) -> Self {
        Self { rate, burst: false }
    }

    /// Splits `items` into batches, each of which comes when it is due.
    pub(crate) fn batches<T>(self, items: &[T]) -> Batches<'_, T> {
        let tick = if self.rate <= 0.0 || self.burst {
            Duration::from_secs(1)
        } else {
            Duration::from_secs_f64(1.0 / self.rate).max(SHORTEST_TICK)
        };
        let mut ticks = interval(tick);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Batches { pace: self, rest: items, done: 0, tick, ticks, start: Instant::now() }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count of messages: positive, and far below 2^53"
    )]
    fn due(self, elapsed: Duration) -> usize {
        // The small addend keeps 1/rate·rate from rounding down to one message too few.
        (elapsed.as_secs_f64() * self.rate + 1e-6) as usize
    }
}

/// The batches of [`Pace::batches`].
pub(crate) struct Batches<'a, T> {
    pace: Pace,
    rest: &'a [T],
    done: usize,
    tick: Duration,
    ticks: Interval,
    start: Instant,
}

impl<'a, T> Batches<'a, T> {
    /// The next batch, never an empty one; `None` after the last.
    pub(crate) async fn next(&mut self) -> Option<&'a [T]> {
        while !self.rest.is_empty() {
            self.ticks.tick().await;
            let due = if self.pace.rate <= 0.0 {
                self.rest.len()
            } else {
                self.pace.due(self.start.elapsed() + self.tick).saturating_sub(self.done)
            };
            let (batch, later) = self.rest.split_at(due.min(self.rest.len()));
            self.rest = later;
            self.done += batch.len();
            if !batch.is_empty() {
                return Some(batch);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn an_even_rate_spreads_messages_and_a_burst_bunches_them() {
        let items: Vec<u32> = (0..100).collect();
        for (pace, batches) in
            [(Pace::even(50.0), 100), (Pace { rate: 50.0, burst: true }, 2), (Pace::even(0.0), 1)]
        {
            let start = Instant::now();
            let mut seen = Vec::new();
            let mut count = 0;
            let mut due = pace.batches(&items);
            while let Some(batch) = due.next().await {
                seen.extend_from_slice(batch);
                count += 1;
            }
            assert_eq!(seen, items, "every message once and in order, {pace:?}");
            assert_eq!(count, batches, "batches of {pace:?}");
            assert!(start.elapsed() <= Duration::from_secs(2), "100 at 50 a second, {pace:?}");
        }
    }
}
