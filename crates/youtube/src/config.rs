//! What a reader is given.

use std::time::Duration;

use chat::SourceId;
use jiff::Timestamp;
use tokio::sync::watch;
use url::Url;

use crate::{Official, Target};

/// What [`run`](crate::run) needs.
#[derive(Debug, Clone)]
pub struct Config {
    /// The ways to YouTube, in the order in which they are tried. Never empty.
    pub routes: Vec<Route>,
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
    /// Changes when the machine woke from sleep or its network changed: what is on its way may be
    /// dead, and what could not be reached may be there.
    pub wake: watch::Receiver<u64>,
    /// The video that a person chose, where the channel has several live at once.
    pub choice: watch::Receiver<Option<String>>,
    /// What stands in while YouTube's page can't be read.
    pub official: Option<Official>,
}

/// The name of the way without a proxy.
pub const DIRECT: &str = "direct";

/// A way to YouTube.
#[derive(Debug, Clone)]
pub struct Route {
    /// [`DIRECT`], or the proxy's host and port.
    pub name: String,
    /// Makes the requests. It must follow redirects, as it does by default.
    pub client: reqwest::Client,
}

/// How long to wait for what. The defaults are what YouTube's own page would bear.
#[derive(Debug, Clone)]
pub struct Timings {
    /// From poll to poll while messages come, and for three polls after that.
    pub busy: Duration,
    /// For the next three polls.
    pub quiet: Duration,
    /// After that. Longer than about 8 s would lose messages: YouTube keeps
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
    /// After YouTube has refused a chat again and again.
    pub refused: Duration,
    /// Without an answer for so long, reading starts over from the page.
    pub stall: Duration,
    /// A token that stays the same and brings nothing new for so long is given up.
    pub stale: Duration,
    /// How long YouTube keeps what was written: who comes later has missed something.
    pub kept: Duration,
    /// Between two looks for further streams of the channel while one is read.
    pub streams: Duration,
    /// The longest that a page of them may keep the chat waiting.
    pub aside: Duration,
    /// How long a way to YouTube that failed is left alone while there is another.
    pub rest: Duration,
    /// After so long without YouTube's page the official API stands in.
    pub official: Duration,
    /// Between two tries of the page meanwhile, at first and at most.
    pub probe: Duration,
    /// The longest.
    pub probe_at_most: Duration,
}

impl Default for Timings {
    fn default() -> Self {
        Self {
            busy: Duration::from_secs(1),
            quiet: Duration::from_secs(2),
            idle: Duration::from_secs(3),
            request: Duration::from_secs(8),
            retry: Duration::from_secs(1),
            retry_at_most: Duration::from_secs(30),
            limited: Duration::from_mins(1),
            limited_at_most: Duration::from_mins(5),
            look: Duration::from_secs(25),
            look_rarely: Duration::from_mins(1),
            refused: Duration::from_mins(5),
            stall: Duration::from_secs(30),
            stale: Duration::from_mins(2),
            kept: Duration::from_secs(10),
            streams: Duration::from_mins(5),
            aside: Duration::from_secs(3),
            rest: Duration::from_mins(5),
            official: Duration::from_secs(5),
            probe: Duration::from_secs(30),
            probe_at_most: Duration::from_mins(2),
        }
    }
}

/// How often a poll or a look is tried again at the same pace before the pauses grow.
pub(crate) const QUICK_RETRIES: u32 = 5;

impl Timings {
    /// From poll to poll, after so many polls in a row that brought no message. YouTube may ask for
    /// less, and never gets us below the pace of a busy chat. `limited`: it said that we ask too much.
    pub(crate) fn pace(
        &self,
        quiet_polls: u32,
        at_latest: Option<Duration>,
        limited: bool,
    ) -> Duration {
        let floor = if limited { self.busy * 3 } else { self.busy };
        let pace = match quiet_polls {
            0..3 => self.busy,
            3..6 => self.quiet,
            _ => self.idle,
        };
        at_latest.map_or(pace, |at_latest| pace.min(at_latest)).max(floor)
    }

    /// The pause after so many failures in a row, of which the first `quick` are tried again soon.
    /// `spread`, from 0 to 1, lengthens the others by up to a fifth.
    pub(crate) fn retry_after(&self, failures: u32, quick: u32, spread: f64) -> Duration {
        let doublings = failures.saturating_sub(quick);
        if doublings == 0 {
            return self.retry;
        }
        doubled(self.retry, doublings).min(self.retry_at_most).mul_f64(1.0 + spread / 5.0)
    }

    /// The pause after YouTube has said so many times before that we ask too much.
    pub(crate) fn limited_after(&self, before: u32) -> Duration {
        doubled(self.limited, before).min(self.limited_at_most)
    }
}

/// Doubled so many times.
pub(crate) fn doubled(duration: Duration, times: u32) -> Duration {
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
        let paces = [0, 2, 3, 5, 6, u32::MAX].map(|quiet| timings.pace(quiet, None, false));
        assert_eq!(seconds(paces), [1, 1, 2, 2, 3, 3]);
        let limited = [0, 3, 6].map(|quiet| timings.pace(quiet, None, true));
        assert_eq!(seconds(limited), [3, 3, 3], "a third of the requests, and none is lost");
    }

    proptest::proptest! {
        #[test]
        fn no_poll_comes_within_a_second_and_none_after_five(
            quiet: u32,
            at_latest in proptest::option::of(0_u64..100_000),
            limited: bool,
        ) {
            let at_latest = at_latest.map(Duration::from_millis);
            let pace = Timings::default().pace(quiet, at_latest, limited);
            let fits = (Duration::from_secs(1)..=Duration::from_secs(5)).contains(&pace);
            proptest::prop_assert!(fits, "{pace:?}");
        }
    }

    #[test]
    fn pauses_grow_after_quick_retries_up_to_a_limit() {
        let timings = Timings::default();
        let after = |failures| timings.retry_after(failures, 5, 0.0);
        assert_eq!(seconds([1, 5, 6, 7, 10, u32::MAX].map(after)), [1, 1, 2, 4, 30, 30]);
        assert_eq!(seconds([timings.retry_after(10, 5, 1.0)]), [36], "spread by up to a fifth");
        let pauses = [0, 1, 2, 3, u32::MAX].map(|before| timings.limited_after(before));
        assert_eq!(seconds(pauses), [60, 120, 240, 300, 300]);
    }
}
