//! Which addresses failed lately, so that no host is asked for the same again and again.

use std::time::Duration;

use chat::ImageId;
use tokio::time::Instant;

use crate::{
    error::{ImageError, Trouble},
    lru::Lru,
};

/// How long an address rests that failed once; twice as long each further time.
const FIRST_REST: Duration = Duration::from_secs(10);
const LONGEST_REST: Duration = Duration::from_mins(10);
/// How long a refused picture rests: as it is, it will be refused again.
const REFUSED_REST: Duration = Duration::from_hours(1);
/// So many are remembered.
const MOST: u64 = 10_000;

#[derive(Debug)]
struct Failure {
    error: ImageError,
    rests_until: Instant,
    rest: Duration,
}

/// The addresses that failed.
#[derive(Debug)]
pub(crate) struct Failures(Lru<ImageId, Failure>);

impl Failures {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self(Lru::new(MOST))
    }

    /// How it failed, if it is to be left alone.
    pub(crate) fn lately(&mut self, key: ImageId, now: Instant) -> Option<ImageError> {
        let failure = self.0.get(&key)?;
        (now < failure.rests_until).then(|| failure.error.clone())
    }

    /// It failed.
    pub(crate) fn note(&mut self, key: ImageId, error: ImageError, now: Instant) {
        let rest = match error {
            ImageError::Refused(_) => REFUSED_REST,
            // Of no address can be said from these that it does not work.
            ImageError::Unknown | ImageError::Unavailable(Trouble::Busy | Trouble::Stopped) => {
                return;
            }
            ImageError::Unavailable(_) => match self.0.get(&key) {
                Some(Failure { error: ImageError::Unavailable(_), rest, .. }) => {
                    (*rest * 2).min(LONGEST_REST)
                }
                _ => FIRST_REST,
            },
        };
        self.0.insert(key, Failure { error, rests_until: now + rest, rest }, 1);
    }

    /// It works.
    pub(crate) fn forget(&mut self, key: ImageId) {
        self.0.remove(&key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Refusal;

    #[test]
    fn an_address_rests_longer_each_time_and_no_longer_than_ten_minutes() {
        let (mut failures, mut now) = (Failures::new(), Instant::now());
        let (key, slow) = (ImageId::of("a"), ImageError::from(Trouble::Slow));
        for seconds in [10, 20, 40, 80, 160, 320, 600, 600] {
            failures.note(key, slow.clone(), now);
            let rest = Duration::from_secs(seconds);
            let almost = now + rest.saturating_sub(Duration::from_millis(1));
            assert_eq!(failures.lately(key, almost), Some(slow.clone()), "{seconds} s");
            now += rest;
            assert_eq!(failures.lately(key, now), None, "{seconds} s");
        }
        failures.forget(key);
        failures.note(key, slow, now);
        assert_eq!(failures.lately(key, now + FIRST_REST), None, "it had worked in between");
    }

    #[test]
    fn a_refused_picture_rests_an_hour_and_what_is_our_doing_not_at_all() {
        let (mut failures, now) = (Failures::new(), Instant::now());
        let key = ImageId::of("a");
        failures.note(key, Trouble::Busy.into(), now);
        assert_eq!(failures.lately(key, now), None);
        failures.note(key, Refusal::Kind.into(), now);
        assert_eq!(failures.lately(key, now + Duration::from_mins(59)), Some(Refusal::Kind.into()));
        assert_eq!(failures.lately(key, now + Duration::from_hours(1)), None);
    }

    #[test]
    fn memory_is_bounded() {
        let (mut failures, now) = (Failures::new(), Instant::now());
        for number in 0..MOST + 10 {
            failures.note(ImageId::of(&number.to_string()), Trouble::Slow.into(), now);
        }
        assert_eq!(failures.0.weight(), MOST);
        assert_eq!(failures.lately(ImageId::of("0"), now), None, "the oldest was forgotten");
    }
}
