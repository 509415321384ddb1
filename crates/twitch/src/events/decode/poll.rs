//! Polls as they stand, and their ends.

use chat::{Poll, PollChoice, Recent};
use serde_json::Value;

use super::text;

/// Polls that are remembered. A channel has one at a time.
const POLLS: usize = 64;

/// What is known of the channel's polls, by their ids.
#[derive(Debug)]
pub(super) struct Polls(Recent<String, Known>);

#[derive(Debug, Clone, Copy)]
struct Known {
    votes: u64,
    ended: bool,
}

impl Polls {
    pub(super) fn new() -> Self {
        Self(Recent::new(POLLS))
    }

    /// The poll as it stands. One that is told late changes nothing.
    pub(super) fn stands(&mut self, event: &Value) -> Option<Poll> {
        let poll = read(event)?;
        let votes = poll.votes.unwrap_or_default();
        let known = self.0.get(&poll.id);
        if known.is_some_and(|known| known.ended || known.votes > votes) {
            return None;
        }
        self.0.insert(poll.id.clone(), Known { votes, ended: false });
        Some(poll)
    }

    /// The poll as it ended, told once, and whether it was told before that it goes on.
    pub(super) fn ends(&mut self, event: &Value) -> Option<(Poll, bool)> {
        let poll = read(event)?;
        let known = self.0.get(&poll.id).copied();
        if known.is_some_and(|known| known.ended) {
            return None;
        }
        let votes = poll.votes.unwrap_or_default();
        self.0.insert(poll.id.clone(), Known { votes, ended: true });
        Some((poll, known.is_some()))
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
