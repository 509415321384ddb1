//! Until when a chat was read, and what was missed since.

use std::time::Duration;

use chat::{ChatEvent, Message, Platform, Report};
use jiff::Timestamp;
use tokio::time::Instant;

use crate::{run::Reader, voice::Gone};

/// Until when a chat was read.
pub(crate) struct Last {
    pub(crate) video: String,
    /// When the last answer was asked for. What was written while it was on its way is not in it.
    pub(crate) at: Instant,
    /// The time on YouTube's clock: it goes on while the machine sleeps, and nobody sets it here.
    pub(crate) date: Option<Timestamp>,
}

impl Last {
    /// How long chat was not read until the next answer, if that is longer than what was written is
    /// `kept`.
    pub(crate) fn missed(
        &self,
        at: Instant,
        date: Option<Timestamp>,
        kept: Duration,
    ) -> Option<Duration> {
        let between = |(before, after): (Timestamp, Timestamp)| {
            let between = Duration::try_from(after.duration_since(before)).ok()?;
            Some(between).filter(|between| *between > kept + DATES_DIFFER)
        };
        let by_date = self.date.zip(date).and_then(between).unwrap_or_default();
        Some(at.duration_since(self.at).max(by_date)).filter(|missed| *missed > kept)
    }
}

/// By so much more the times of two answers may differ than the answers do: they are in seconds,
/// and not from one machine.
const DATES_DIFFER: Duration = Duration::from_secs(2);

impl Reader {
    /// Marks what may be missing of a stream that is not read any more: it ended while YouTube did
    /// not answer.
    pub(crate) async fn mark_rest(&mut self) -> Result<(), Gone> {
        match self.last.take() {
            Some(last) => self.mark_since(&last, self.timings.kept).await,
            None => Ok(()),
        }
    }

    pub(crate) async fn mark_since(&mut self, last: &Last, kept: Duration) -> Result<(), Gone> {
        let Some(missed) = last.missed(Instant::now(), self.web.date, kept) else {
            return Ok(());
        };
        let until = (self.clock)();
        let from = until.checked_sub(missed).unwrap_or(until);
        let gap = Message::gap(Platform::YouTube, self.decoder.source(), from, until);
        self.voice.tell(Report::Event(ChatEvent::Message(Box::new(gap)))).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_seen_by_either_clock_and_not_by_a_second_more_or_less() {
        let (now, date) = (Instant::now(), Timestamp::UNIX_EPOCH);
        let last = Last { video: String::new(), at: now, date: Some(date) };
        let kept = Duration::from_secs(10);
        for (ours, theirs, missed) in [
            (3, Some(3), None),
            (10, Some(12), None),
            (11, Some(9), Some(11)),
            (1, Some(8 * 3600), Some(8 * 3600)),
            (1, Some(-3600), None),
            (11, None, Some(11)),
        ] {
            let at = now + Duration::from_secs(ours);
            let then = theirs.map(|seconds| date + jiff::SignedDuration::from_secs(seconds));
            let expected = missed.map(Duration::from_secs);
            assert_eq!(last.missed(at, then, kept), expected, "{ours} s here, {theirs:?} there");
        }
    }
}
