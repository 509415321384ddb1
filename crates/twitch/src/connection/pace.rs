//! How long to wait before the next attempt.

use std::time::Duration;

use super::Timing;

/// Pauses that grow with every failure. Tripling keeps it under 25 attempts in 10 minutes without
/// a server, and the first pauses short.
#[derive(Debug)]
pub(super) struct Pace {
    first: Duration,
    longest: Duration,
    failures: u32,
    rng: fastrand::Rng,
}

impl Pace {
    pub(super) fn new(timing: &Timing, rng: fastrand::Rng) -> Self {
        Self { first: timing.first_pause, longest: timing.longest_pause, failures: 0, rng }
    }

    /// The pause after one more failure.
    pub(super) fn after_failure(&mut self) -> Duration {
        let pause = self.first.saturating_mul(3_u32.saturating_pow(self.failures));
        self.failures = self.failures.saturating_add(1);
        self.scattered(pause.min(self.longest))
    }

    /// Forgets the failures.
    pub(super) fn succeeded(&mut self) {
        self.failures = 0;
    }

    /// The pause, moved by up to a fifth, so that those who lost the same server at the same time
    /// do not all come back at the same time.
    pub(super) fn scattered(&mut self, pause: Duration) -> Duration {
        pause.mul_f64(0.8 + 0.4 * self.rng.f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(seed: u64) -> Pace {
        Pace::new(&Timing::default(), fastrand::Rng::with_seed(seed))
    }

    #[test]
    fn a_server_that_is_down_for_ten_minutes_is_tried_at_most_25_times() {
        for seed in 0..100 {
            let mut pace = pace(seed);
            let mut waited = Duration::ZERO;
            let mut attempts = 1;
            while waited < Duration::from_mins(10) {
                waited += pace.after_failure();
                attempts += 1;
            }
            assert!(attempts <= 26, "{} attempts within 10 minutes", attempts - 1);
        }
    }

    #[test]
    fn pauses_start_short_and_start_again_after_success() {
        let mut pace = pace(1);
        let short = Duration::from_millis(400)..=Duration::from_millis(600);
        assert!(short.contains(&pace.after_failure()), "a single drop is over quickly");
        for _ in 0..1_000 {
            assert!(pace.after_failure() <= Duration::from_secs(36), "never longer");
        }
        pace.succeeded();
        assert!(short.contains(&pace.after_failure()), "old failures do not count");
    }
}
