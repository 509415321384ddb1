//! How much may be sent, and when: what a platform would refuse is not sent at all.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// Over so long platforms count. Twitch's is 30 s, counted where requests arrive: the rest is for
/// their way.
pub(crate) const WINDOW: Duration = Duration::from_secs(31);
/// What can't go within this is not sent.
pub(crate) const PATIENCE: Duration = Duration::from_secs(4);
/// The most that any [`Limit`] allows.
const MOST: usize = 100;

/// What a platform takes from one account.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit {
    /// Messages in [`WINDOW`], in all rooms together.
    pub(crate) most: usize,
    /// Between two messages in one room.
    pub(crate) gap: Duration,
}

/// When what was sent lately went out, and what waits goes. It knows no clock of its own.
///
/// A window and no bucket that refills: that one lets almost twice as many through in the window
/// in which it was full at first, and Twitch counts windows.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    /// Oldest first; the last of them may be to come.
    taken: VecDeque<Instant>,
    rooms: HashMap<String, Instant>,
}

impl Pace {
    /// When the next message may go, in the order of the calls; or after how long to ask again,
    /// where that is later than [`PATIENCE`] allows.
    pub(crate) fn take(
        &mut self,
        room: &str,
        limit: Limit,
        now: Instant,
    ) -> Result<Instant, Duration> {
        let mut at = self.taken.back().map_or(now, |last| now.max(*last));
        // With this one gone out of the window there is room for another.
        let blocking = self.taken.len().checked_sub(limit.most);
        if let Some(blocking) = blocking.and_then(|index| self.taken.get(index)) {
            at = at.max(*blocking + WINDOW);
        }
        if let Some(last) = self.rooms.get(room) {
            at = at.max(*last + limit.gap);
        }
        let wait = at - now;
        if wait > PATIENCE {
            return Err(wait);
        }
        if self.taken.len() == MOST {
            self.taken.pop_front();
        }
        self.taken.push_back(at);
        self.rooms.retain(|_, last| *last + WINDOW > now);
        self.rooms.insert(room.to_owned(), at);
        Ok(at)
    }
}

/// Those who want to send, in line.
#[derive(Debug, Default)]
pub(crate) struct Queue(Mutex<Pace>);

impl Queue {
    /// Waits for its turn. An error is after how long to try again.
    pub(crate) async fn turn(&self, room: &str, limit: Limit) -> Result<(), Duration> {
        let at = {
            let mut pace = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            pace.take(room, limit, Instant::now())?
        };
        tokio::time::sleep_until(at).await;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const AS_MODERATOR: Limit = Limit { most: 100, gap: Duration::ZERO };
    const AS_VIEWER: Limit = Limit { most: 20, gap: Duration::from_secs(1) };

    proptest! {
        /// Whatever is asked for and when: no window holds more than it may, no room's messages are
        /// closer than they may be, nobody waits for longer than is said, order is kept, and who is
        /// told when to come again is taken then.
        #[test]
        fn no_platform_ever_gets_more_than_it_takes(
            asked in prop::collection::vec((0_u64..3_000, 0_u8..3, any::<bool>()), 1..400)
        ) {
            let mut pace = Pace::default();
            let mut now = Instant::now();
            let mut sent: Vec<(Instant, u8, bool)> = Vec::new();
            for (after, room, moderates) in asked {
                // Half of them come at once.
                now += Duration::from_millis(after.saturating_sub(1_500));
                let limit = if moderates { AS_MODERATOR } else { AS_VIEWER };
                match pace.take(&room.to_string(), limit, now) {
                    Ok(at) => {
                        prop_assert!(at >= now && at - now <= PATIENCE);
                        prop_assert!(sent.last().is_none_or(|(last, ..)| *last <= at));
                        if !moderates {
                            let same = sent.iter().rev().find(|(_, in_room, _)| *in_room == room);
                            prop_assert!(same.is_none_or(|(last, ..)| at - *last >= limit.gap));
                        }
                        sent.push((at, room, moderates));
                        let within = sent.iter().filter(|(then, ..)| at - *then < WINDOW).count();
                        prop_assert!(within <= limit.most, "{within} of {}", limit.most);
                    }
                    Err(wait) => {
                        prop_assert!(wait > PATIENCE && wait <= WINDOW + PATIENCE);
                        let again = pace.take(&room.to_string(), limit, now + wait);
                        prop_assert_eq!(again, Ok(now + wait), "it was told to come then");
                        sent.push((now + wait, room, moderates));
                        now += wait;
                    }
                }
            }
        }
    }

    #[tokio::test(start_paused = true)]
    async fn of_thirty_at_once_twenty_go_and_ten_are_told_when_to_come_again() {
        let queue = Queue::default();
        let limit = Limit { most: 20, gap: Duration::ZERO };
        let mut refused = Vec::new();
        for _ in 0..30 {
            if let Err(wait) = queue.turn("room", limit).await {
                refused.push(wait);
            }
        }
        assert_eq!(refused, vec![WINDOW; 10], "none was lost silently");
        tokio::time::advance(WINDOW).await;
        assert_eq!(queue.turn("room", limit).await, Ok(()));
    }

    #[tokio::test(start_paused = true)]
    async fn who_may_write_once_a_second_waits_for_it() {
        let (queue, start) = (Queue::default(), Instant::now());
        for _ in 0..3 {
            queue.turn("room", AS_VIEWER).await.expect("a turn");
        }
        assert_eq!(start.elapsed().as_secs(), 2);
    }
}
