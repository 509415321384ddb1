//! Who polled which chat, how often, and whether twice at once.

use std::collections::VecDeque;

use serde::Serialize;
use tokio::sync::watch;
use tokio::time::Instant;

use super::World;

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
    /// Milliseconds between the starts of one poll and the next, the last ones, oldest first.
    pub gaps_ms: VecDeque<u64>,
    #[serde(skip)]
    last: Option<Instant>,
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
    pub(super) fn answered(self) {
        self.count(|polls| polls.answered += 1);
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
