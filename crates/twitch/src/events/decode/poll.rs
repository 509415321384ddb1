//! Polls as they stand, and their ends: what ends unheard is taken away too.

use chat::{Poll, PollChoice, Recent};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::text;

/// Polls that are remembered. A channel has one at a time.
const POLLS: usize = 64;

/// How long after its end it is waited for word of it.
const GRACE: SignedDuration = SignedDuration::from_secs(10);

/// What is known of the channel's polls, by their ids.
#[derive(Debug)]
pub(super) struct Polls(Recent<String, Known>);

#[derive(Debug, Clone, Copy)]
enum Known {
    /// It stands like this, until then.
    Runs {
        votes: u64,
        until: Option<Timestamp>,
    },
    /// Its time is over, or nobody tells of it any more.
    Closed,
    Ended,
}

impl Polls {
    pub(super) fn new() -> Self {
        Self(Recent::new(POLLS))
    }

    /// The poll as it stands. One that is told late changes nothing.
    pub(super) fn stands(&mut self, event: &Value) -> Option<Poll> {
        let poll = read(event)?;
        let votes = poll.votes.unwrap_or_default();
        match self.0.get(&poll.id) {
            Some(Known::Runs { votes: known, .. }) if *known > votes => return None,
            Some(Known::Closed | Known::Ended) => return None,
            Some(Known::Runs { .. }) | None => {}
        }
        let ends_at = text(event, "/ends_at").and_then(|at| at.parse::<Timestamp>().ok());
        let until = ends_at.and_then(|at| at.checked_add(GRACE).ok());
        self.0.insert(poll.id.clone(), Known::Runs { votes, until });
        Some(poll)
    }

    /// The poll as it ended, told once, and whether it was told last that it goes on.
    pub(super) fn ends(&mut self, event: &Value) -> Option<(Poll, bool)> {
        let poll = read(event)?;
        let known = self.0.get(&poll.id).copied();
        if matches!(known, Some(Known::Ended)) {
            return None;
        }
        self.0.insert(poll.id.clone(), Known::Ended);
        Some((poll, matches!(known, Some(Known::Runs { .. }))))
    }

    /// When the next one is closed for want of word of its end.
    pub(super) fn next_end(&self) -> Option<Timestamp> {
        let until = |known: &Known| match known {
            Known::Runs { until, .. } => *until,
            Known::Closed | Known::Ended => None,
        };
        self.0.values().filter_map(until).min()
    }

    /// Closes those whose end was missed; without a time, all.
    pub(super) fn close(&mut self, now: Option<Timestamp>) -> Vec<String> {
        let is_over = |id: &&String| match self.0.get(*id) {
            Some(Known::Runs { until, .. }) => {
                now.is_none_or(|now| until.is_some_and(|until| until <= now))
            }
            _ => false,
        };
        let over: Vec<String> = self.0.keys().filter(is_over).cloned().collect();
        for id in &over {
            self.0.insert(id.clone(), Known::Closed);
        }
        over
    }
}

fn read(event: &Value) -> Option<Poll> {
    let choices = event.get("choices").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let votes = |choice: &Value| choice.get("votes").and_then(Value::as_u64);
    let total = choices
        .iter()
        .filter_map(votes)
        .fold(None, |sum: Option<u64>, votes| Some(sum.unwrap_or(0).saturating_add(votes)));
    let share = |choice: &Value| {
        let (votes, total) = (votes(choice)?, total.filter(|total| *total > 0)?);
        let permille = u128::from(votes) * 1_000 / u128::from(total);
        u16::try_from(permille).ok()
    };
    let choice = |choice: &Value| PollChoice {
        text: text(choice, "/title").unwrap_or_default().to_owned(),
        permille: share(choice),
    };
    Some(Poll {
        id: text(event, "/id")?.to_owned(),
        question: text(event, "/title").unwrap_or_default().to_owned(),
        choices: choices.iter().map(choice).collect(),
        votes: total,
    })
}
