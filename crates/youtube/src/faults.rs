//! What to do after a failure: as YouTube's own page does, and other clients that run for days.

use std::time::Duration;

use reqwest::StatusCode;
use tokio::time::Instant;

use crate::{Timings, config::QUICK_RETRIES, web::WebError};

/// What may help.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// The same request, after a pause.
    Again(Duration),
    /// From the page on, after a pause.
    StartOver(Duration),
    /// Nothing: the stream is over.
    Ended,
}

/// With new visitor data, a refused chat may be shown.
const NEW_VISITORS: u32 = 2;

/// The failures since reading last went well.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    failures: u32,
    /// 400: the token is wrong.
    rejected: u32,
    /// 403: we may not read.
    forbidden: u32,
    /// How often YouTube said that we ask too much, and when it last did.
    limited: u32,
    limited_at: Option<Instant>,
    /// Until then YouTube does not want to be asked.
    wait_until: Option<Instant>,
}

impl Faults {
    /// A failure, and what may help. `spread`, from 0 to 1, lengthens the long pauses.
    pub(crate) fn remedy(&mut self, error: &WebError, timings: &Timings, spread: f64) -> Remedy {
        match error {
            WebError::Limited { retry_after } => {
                let pause = timings.limited_after(self.limited);
                self.limited = self.limited.saturating_add(1);
                self.limited_at = Some(Instant::now());
                let pause = retry_after
                    .map_or(pause, |asked| asked.clamp(timings.retry, timings.limited_at_most));
                self.wait_until = Some(Instant::now() + pause);
                Remedy::StartOver(pause)
            }
            WebError::Status(StatusCode::NOT_FOUND | StatusCode::GONE) => Remedy::Ended,
            WebError::Status(StatusCode::BAD_REQUEST) if self.rejected == 0 => {
                self.rejected = 1;
                Remedy::StartOver(Duration::ZERO)
            }
            WebError::Status(StatusCode::FORBIDDEN) => {
                self.forbidden = self.forbidden.saturating_add(1);
                if self.forbidden <= NEW_VISITORS {
                    return Remedy::StartOver(timings.retry);
                }
                self.wait_until = Some(Instant::now() + timings.refused);
                Remedy::StartOver(timings.refused)
            }
            error => {
                self.failures = self.failures.saturating_add(1);
                let may_pass = match error {
                    WebError::Unreachable(_) | WebError::Unreadable => true,
                    WebError::Status(status) => status.is_server_error(),
                    _ => false,
                };
                // Nobody there is asked less often than somebody who has a moment's trouble.
                let quick =
                    if matches!(error, WebError::Unreachable(_)) { 2 } else { QUICK_RETRIES };
                let pause = timings.retry_after(self.failures, quick, spread);
                if may_pass && self.failures <= QUICK_RETRIES {
                    Remedy::Again(pause)
                } else {
                    Remedy::StartOver(pause)
                }
            }
        }
    }

    /// Whether YouTube has refused again and again.
    pub(crate) fn is_refused(&self) -> bool {
        self.forbidden > NEW_VISITORS
    }

    /// Whether YouTube does not want to be asked now.
    pub(crate) fn must_wait(&self) -> bool {
        self.wait_until.is_some_and(|until| Instant::now() < until)
    }

    /// Whether YouTube said lately that we ask too much.
    pub(crate) fn is_limited(&self) -> bool {
        self.limited > 0
    }

    /// Reading goes well. What YouTube said of asking too much is remembered for a while.
    pub(crate) fn passed(&mut self, timings: &Timings) {
        let at = self.limited_at.filter(|at| at.elapsed() < timings.limited_at_most);
        let limited = if at.is_some() { self.limited } else { 0 };
        *self = Self { limited, limited_at: at, ..Self::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(code: u16) -> WebError {
        WebError::Status(StatusCode::from_u16(code).expect("a status"))
    }

    fn pauses(error: &WebError, times: usize) -> Vec<(bool, u64)> {
        let mut faults = Faults::default();
        let one = |_| match faults.remedy(error, &Timings::default(), 0.0) {
            Remedy::Again(pause) => (true, pause.as_secs()),
            Remedy::StartOver(pause) => (false, pause.as_secs()),
            Remedy::Ended => panic!("{error} does not end a stream"),
        };
        (0..times).map(one).collect()
    }

    #[test]
    fn every_failure_has_its_remedy() {
        let again = [(true, 1); 5];
        for error in [status(500), status(503), WebError::Unreadable] {
            let pauses = pauses(&error, 12);
            assert_eq!(pauses[..5], again, "{error}: quickly at first");
            assert_eq!(pauses[5..7], [(false, 2), (false, 4)], "{error}: then from the page on");
            assert_eq!(pauses[11], (false, 30), "{error}: and never rarer");
        }
        assert_eq!(pauses(&status(400), 3), [(false, 0), (false, 1), (false, 1)], "at once, once");
        assert_eq!(pauses(&status(403), 4), [(false, 1), (false, 1), (false, 300), (false, 300)]);
        let limited = WebError::Limited { retry_after: None };
        assert_eq!(pauses(&limited, 4), [(false, 60), (false, 120), (false, 240), (false, 300)]);
        let asked = WebError::Limited { retry_after: Some(Duration::from_secs(90)) };
        assert_eq!(pauses(&asked, 2), [(false, 90), (false, 90)], "as long as it asks");
        assert_eq!(pauses(&WebError::Consent, 2), [(false, 1), (false, 1)], "from the page on");
        let ended = Faults::default().remedy(&status(404), &Timings::default(), 0.0);
        assert_eq!(ended, Remedy::Ended);
    }

    #[test]
    fn a_server_that_is_down_for_ten_minutes_is_asked_at_most_25_times() {
        // The remedy looks at the kind of error alone.
        let client = net::client().build().expect("a client");
        let nobody = client.get("no address").build().expect_err("it is none");
        let nobody = WebError::Unreachable(nobody);
        let mut faults = Faults::default();
        let (mut waited, mut requests) = (Duration::ZERO, 1);
        loop {
            waited += match faults.remedy(&nobody, &Timings::default(), 0.0) {
                Remedy::Again(pause) | Remedy::StartOver(pause) => pause,
                Remedy::Ended => panic!("it is not over"),
            };
            if waited > Duration::from_mins(10) {
                break;
            }
            requests += 1;
        }
        assert!(requests <= 25, "{requests}");
    }

    #[tokio::test(start_paused = true)]
    async fn what_youtube_asks_us_to_wait_is_known_until_it_is_over() {
        let timings = Timings::default();
        let limited = WebError::Limited { retry_after: None };
        for (errors, wait) in [
            (vec![limited], timings.limited),
            (vec![status(403), status(403), status(403)], timings.refused),
        ] {
            let mut faults = Faults::default();
            for error in &errors {
                assert!(!faults.must_wait(), "a moment's trouble is nothing to wait for");
                faults.remedy(error, &timings, 0.0);
            }
            assert!(faults.must_wait(), "after {errors:?}");
            tokio::time::advance(wait).await;
            assert!(!faults.must_wait(), "that is over");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_went_wrong_is_forgotten_and_too_much_a_while_later() {
        let timings = Timings::default();
        let mut faults = Faults::default();
        for error in [status(400), status(403), status(403), status(403)] {
            faults.remedy(&error, &timings, 0.0);
        }
        assert!(faults.is_refused(), "again and again");
        faults.remedy(&WebError::Limited { retry_after: None }, &timings, 0.0);
        faults.passed(&timings);
        assert!(!faults.is_refused() && faults.is_limited(), "one is forgotten, one is not yet");
        tokio::time::advance(timings.limited_at_most).await;
        faults.passed(&timings);
        assert!(!faults.is_limited(), "it went well for long enough");
    }
}
