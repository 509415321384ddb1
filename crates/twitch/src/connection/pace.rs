//! How long to wait before the next attempt.

use std::time::Duration;

use super::Timing;

/// Pauses that grow with every failure, and stay between the first and the longest. Tripling keeps it under 25 attempts in 10 minutes without
/// a server, and the first pauses short.
#[derive(Debug)]
pub(crate) struct Pace {
    first: Duration,
    longest: Duration,
    failures: u32,
    rng: fastrand::Rng,
}

impl Pace {
    pub(crate) fn new(timing: &Timing, rng: fastrand::Rng) -> Self {
        Self { first: timing.first_pause, longest: timing.longest_pause, failures: 0, rng }
    }

    /// The pause after one more failure.
    pub(crate) fn after_failure(&mut self) -> Duration {
        let pause = self.first.saturating_mul(3_u32.saturating_pow(self.failures));
        self.failures = self.failures.saturating_add(1);
        let pause = pause.min(self.longest);
        // Much shorter than the longest would be more attempts than there may be.
        let least = pause.mul_f64(0.95).max(self.first);
        let most = pause.mul_f64(1.2).min(self.longest);
        least + most.saturating_sub(least).mul_f64(self.rng.f64())
    }

    /// Forgets the failures.
    pub(crate) fn succeeded(&mut self) {
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
        for seed in 0..10_000 {
            let mut pace = pace(seed);
            let mut waited = Duration::ZERO;
            let mut attempts = 0;
            while waited < Duration::from_mins(10) {
                attempts += 1;
                waited += pace.after_failure();
            }
            assert!(attempts <= 25, "{attempts} attempts within 10 minutes");
        }
    }

    #[test]
    fn pauses_start_short_and_start_again_after_success() {
        let short = Duration::from_millis(500)..=Duration::from_millis(600);
        let bounds = Duration::from_millis(500)..=Duration::from_secs(30);
        for seed in 0..100 {
            let mut pace = pace(seed);
            assert!(short.contains(&pace.after_failure()), "a single drop is over quickly");
            for _ in 0..100 {
                let pause = pace.after_failure();
                assert!(bounds.contains(&pause), "{pause:?}");
            }
            pace.succeeded();
            assert!(short.contains(&pace.after_failure()), "old failures do not count");
        }
    }
}
