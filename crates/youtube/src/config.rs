//! What a reader is given.

use std::time::Duration;

use chat::SourceId;
use jiff::Timestamp;
use url::Url;

use crate::Target;

/// What [`run`](crate::run) needs.
#[derive(Debug, Clone)]
pub struct Config {
    /// Makes the requests. It must follow redirects, as it does by default.
    pub client: reqwest::Client,
    /// YouTube's address: `https://www.youtube.com`, or a local stand-in's.
    pub base_url: Url,
    /// The source that the events belong to.
    pub source: SourceId,
    /// Whose chat to read.
    pub target: Target,
    /// How long to wait for what.
    pub timings: Timings,
    /// Tells the time, for items that YouTube gives none.
    pub clock: fn() -> Timestamp,
    /// Spreads retries, so that many readers don't come back at once.
    pub rng: fastrand::Rng,
}

/// How long to wait for what. The defaults are what YouTube's own page would bear.
#[derive(Debug, Clone)]
pub struct Timings {
    /// From poll to poll while messages come.
    pub busy: Duration,
    /// After a poll that brought none.
    pub quiet: Duration,
    /// After two or more that brought none. Longer than about 8 s would lose messages: YouTube keeps
    /// no more.
    pub idle: Duration,
    /// The longest that one request may take.
    pub request: Duration,
    /// The first retry, and each of the first five.
    pub retry: Duration,
    /// The longest between two retries.
    pub retry_at_most: Duration,
    /// After YouTube says that we ask too much, doubled each time.
    pub limited: Duration,
    /// The longest that it then takes.
    pub limited_at_most: Duration,
    /// Between two looks for a stream that is not live yet.
    pub look: Duration,
    /// Between two looks where a person has to do something first.
    pub look_rarely: Duration,
}

impl Default for Timings {
    fn default() -> Self {
        Self {
            busy: Duration::from_secs(1),
            quiet: Duration::from_secs(2),
            idle: Duration::from_secs(3),
            request: Duration::from_secs(10),
            retry: Duration::from_secs(1),
            retry_at_most: Duration::from_secs(30),
            limited: Duration::from_mins(1),
            limited_at_most: Duration::from_mins(5),
            look: Duration::from_secs(30),
            look_rarely: Duration::from_mins(1),
        }
    }
}

/// How often a poll or a look is tried again at the same pace before the pauses grow.
pub(crate) const QUICK_RETRIES: u32 = 5;

impl Timings {
    /// From poll to poll, after so many polls in a row that brought no message.
    pub(crate) fn pace(&self, quiet_polls: u32) -> Duration {
        match quiet_polls {
            0 => self.busy,
            1 => self.quiet,
            _ => self.idle,
        }
    }

    /// The pause after so many failures in a row. `spread`, from 0 to 1, shortens the long ones.
    pub(crate) fn retry_after(&self, failures: u32, spread: f64) -> Duration {
        let doublings = failures.saturating_sub(QUICK_RETRIES);
        if doublings == 0 {
            return self.retry;
        }
        doubled(self.retry, doublings).min(self.retry_at_most).mul_f64(1.0 - spread / 2.0)
    }

    /// The pause after YouTube has said so many times before that we ask too much.
    pub(crate) fn limited_after(&self, before: u32) -> Duration {
        doubled(self.limited, before).min(self.limited_at_most)
    }
}

fn doubled(duration: Duration, times: u32) -> Duration {
    duration.saturating_mul(2_u32.saturating_pow(times))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds<const N: usize>(pauses: [Duration; N]) -> [u64; N] {
        pauses.map(|pause| pause.as_secs())
    }

    #[test]
    fn polls_slow_down_with_the_chat_and_never_so_far_as_to_lose_messages() {
        let timings = Timings::default();
        let paces = [0, 1, 2, 3, u32::MAX].map(|quiet| timings.pace(quiet));
        assert_eq!(seconds(paces), [1, 2, 3, 3, 3]);
    }

    #[test]
    fn pauses_grow_after_quick_retries_up_to_a_limit() {
        let timings = Timings::default();
        let pauses = [1, 5, 6, 7, 10, u32::MAX].map(|failures| timings.retry_after(failures, 0.0));
        assert_eq!(seconds(pauses), [1, 1, 2, 4, 30, 30]);
        assert_eq!(seconds([timings.retry_after(10, 1.0)]), [15], "spread by up to a half");
        let pauses = [0, 1, 2, 3, u32::MAX].map(|before| timings.limited_after(before));
        assert_eq!(seconds(pauses), [60, 120, 240, 300, 300]);
    }
}
