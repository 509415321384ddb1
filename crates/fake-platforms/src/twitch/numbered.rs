//! Numbered messages, and exactly which of them anybody was sent.

use std::collections::BTreeSet;
use std::time::Duration;

use serde::Deserialize;
use tokio::sync::mpsc;

use super::world::Outgoing;
use super::{FakeTwitch, lines, with_hash};
use crate::Pace;

/// Numbered messages to say, and what happens on the way.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The channel, with or without `#`.
    pub channel: String,
    /// How many messages.
    pub count: u64,
    /// Messages a second; 0, the default, is all at once.
    #[serde(default)]
    pub rate: f64,
    /// After each of these numbers all connections are reset, once their clients have read
    /// everything up to it.
    #[serde(default)]
    pub drops_at: BTreeSet<u64>,
    /// After each of these numbers all clients are told to reconnect.
    #[serde(default)]
    pub reconnects_at: BTreeSet<u64>,
    /// How long after RECONNECT the connections are closed, in milliseconds; 5,000 if left out.
    #[serde(default = "grace")]
    pub grace_ms: u64,
    /// Up to so many of the messages that are due go into one frame; 1 if left out.
    #[serde(default = "one")]
    pub per_frame: usize,
}

const fn grace() -> u64 {
    5000
}

const fn one() -> usize {
    1
}

impl Plan {
    /// So many messages at this rate, each in its own frame and nothing in between.
    #[must_use]
    pub fn new(channel: &str, count: u64, rate: f64) -> Self {
        Self {
            channel: channel.to_owned(),
            count,
            rate,
            drops_at: BTreeSet::new(),
            reconnects_at: BTreeSet::new(),
            grace_ms: grace(),
            per_frame: one(),
        }
    }
}

impl FakeTwitch {
    /// Says numbered messages and returns when all that could be written to clients was. The first
    /// one says `#1`, and a later call goes on where the last one ended. Whoever is there or not,
    /// all of them are said; which ones reached somebody is in [`super::TwitchStats::numbered`].
    pub async fn numbered(&self, plan: Plan) {
        let channel = with_hash(&plan.channel);
        let first = 1 + self.world.borrow().stats.numbered.get(&channel).map_or(0, |all| all.said);
        let end = first.saturating_add(plan.count);
        let numbers: Vec<u64> = (first..end).collect();
        let pace = Pace::even(plan.rate);
        let mut due = pace.batches(&numbers);
        while let Some(batch) = due.next().await {
            let is_last = |number: &u64| {
                plan.drops_at.contains(number) || plan.reconnects_at.contains(number)
            };
            for quiet in batch.split_inclusive(is_last) {
                for frame in quiet.chunks(plan.per_frame.max(1)) {
                    self.say_numbers(&channel, frame).await;
                }
                let Some(last) = quiet.last() else { continue };
                if plan.drops_at.contains(last) {
                    self.deliver(None, &Outgoing::Reset).await;
                }
                if plan.reconnects_at.contains(last) {
                    self.reconnect(Duration::from_millis(plan.grace_ms)).await;
                }
            }
        }
        let (barrier, mut passed) = mpsc::channel(1);
        self.deliver(Some(&channel), &Outgoing::Barrier(barrier)).await;
        // Nobody sends: it ends when the last connection has dropped its end.
        passed.recv().await;
        self.world.send_modify(|world| {
            let counted = world.stats.numbered.entry(channel).or_default();
            counted.settled = counted.settled.max(end - 1);
        });
    }

    async fn say_numbers(&self, channel: &str, numbers: &[u64]) {
        let (Some(&first), Some(&last)) = (numbers.first(), numbers.last()) else {
            return;
        };
        let line = |number: &u64| lines::privmsg(channel, "Counter", &format!("#{number}")).1;
        let lines = numbers.iter().map(line).collect();
        self.world.send_modify(|world| {
            world.stats.lines_sent += numbers.len() as u64;
            world.stats.numbered.entry(channel.to_owned()).or_default().said = last;
        });
        let outgoing = Outgoing::Numbered(channel.to_owned(), first, lines);
        self.deliver(Some(channel), &outgoing).await;
    }

    /// Waits until [`Self::numbered`] is done with this number of the channel.
    pub async fn settled(&self, channel: &str, number: u64) {
        let channel = with_hash(channel);
        self.until(|world| {
            world.stats.numbered.get(&channel).map_or(0, |counted| counted.settled) >= number
        })
        .await;
    }
}
