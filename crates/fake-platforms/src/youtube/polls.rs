//! Who polled which chat, how often, and whether twice at once.

use std::collections::VecDeque;

use serde::Serialize;
use tokio::sync::watch;
use tokio::time::Instant;

use super::World;
use crate::Numbers;

/// Gaps that are remembered for each stream.
const REMEMBERED: usize = 10_000;

/// The polls of one stream's chat.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Polls {
    /// Polls that came in.
    pub started: u64,
    /// Polls that were answered, rightly or wrongly; the rest were given up by the client.
    pub answered: u64,
    /// Polls being answered now.
    pub in_flight: u64,
    /// The most there were at the same time.
    pub max_in_flight: u64,
    /// Actions that a poll asked for too late: they were no longer kept. Each poll with the same
    /// old token counts them again.
    pub lost: u64,
    /// The numbered messages (see [`super::FakeYouTube::numbered`]) that were in right answers.
    pub handed_out: Numbers,
    /// Milliseconds between the starts of one poll and the next, the last ones, oldest first.
    pub gaps_ms: VecDeque<u64>,
    #[serde(skip)]
    last: Option<Instant>,
}

/// What a right answer holds; it goes with the response, and is not on a spoiled one.
#[derive(Clone, Default)]
pub(super) struct Held {
    pub(super) numbers: Vec<u64>,
    pub(super) lost: u64,
}

/// A poll being answered.
pub(super) struct Poll {
    world: watch::Sender<World>,
    video: String,
}

pub(super) fn begin(world: &watch::Sender<World>, video: &str) -> Poll {
    world.send_modify(|world| {
        let polls = world.stats.polls.entry(video.to_owned()).or_default();
        let now = Instant::now();
        if let Some(last) = polls.last.replace(now) {
            if polls.gaps_ms.len() == REMEMBERED {
                polls.gaps_ms.pop_front();
            }
            let gap = now.duration_since(last).as_millis();
            polls.gaps_ms.push_back(u64::try_from(gap).unwrap_or(u64::MAX));
        }
        polls.started += 1;
        polls.in_flight += 1;
        polls.max_in_flight = polls.max_in_flight.max(polls.in_flight);
    });
    Poll { world: world.clone(), video: video.to_owned() }
}

impl Poll {
    /// Counts the answer, and what was in it if it was a right one.
    pub(super) fn answered(self, held: Option<&Held>) {
        self.count(|polls| {
            polls.answered += 1;
            if let Some(held) = held {
                polls.lost += held.lost;
                held.numbers.iter().for_each(|&number| polls.handed_out.insert(number));
            }
        });
    }

    fn count(&self, change: impl FnOnce(&mut Polls)) {
        self.world.send_modify(|world| {
            change(world.stats.polls.entry(self.video.clone()).or_default());
        });
    }
}

// A client that gives up drops the request's future, and with it this.
impl Drop for Poll {
    fn drop(&mut self) {
        self.count(|polls| polls.in_flight -= 1);
    }
}
