//! The task that owns one overlay's feed.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chat::{Change, Feed, Frame, MessageId, Rules, Tempo};
use jiff::Timestamp;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::sync::{OwnedMutexGuard, broadcast, mpsc};

use super::{KeptBack, Order};
use crate::hub::{BEHIND, Told};
use crate::overlay_options::RuleOptions;
use crate::{Engine, Subscription};

/// From one telling of what waits for a person to the next: all of it is told each time.
const HELD_APART: Duration = Duration::from_millis(250);

/// For how long nobody may have listened, that overlays go on where they were. What was deleted meanwhile
/// nobody has heard.
const SHORT_BREAK: Duration = Duration::from_mins(2);

/// What the hub tells, one after the other.
struct Heard {
    hub: broadcast::Receiver<Told>,
    /// Some of it is lost: the feed was too far behind.
    has_missed: bool,
}

impl Heard {
    /// The next that is there, whatever was missed before it. `None`: the hub is gone.
    async fn next(&mut self) -> Option<Told> {
        loop {
            match self.hub.recv().await {
                Ok(told) => return Some(told),
                Err(RecvError::Lagged(_)) => self.has_missed = true,
                Err(RecvError::Closed) => return None,
            }
        }
    }

    /// All that was told already, up to the change with the number `last`.
    fn catch_up(&mut self, last: u64, mut take: impl FnMut(Told)) {
        loop {
            match self.hub.try_recv() {
                Ok(Told::Changed(frame)) if frame.seq > last => return,
                Ok(told) => take(told),
                Err(TryRecvError::Lagged(_)) => self.has_missed = true,
                Err(TryRecvError::Empty | TryRecvError::Closed) => return,
            }
        }
    }
}

/// Owns a feed, and goes on for as long as its overlay is there.
pub(super) struct FeedTask {
    engine: Engine,
    id: String,
    /// The options that the feed's rules were made of.
    rules: RuleOptions,
    feed: Feed,
    /// The version of what it keeps back that was told.
    held: u64,
    /// When it may be told again.
    held_at: Instant,
    frames: broadcast::Sender<Arc<Frame>>,
}

impl FeedTask {
    /// Of this overlay's feed, with what people have let pass before.
    pub(super) fn new(engine: Engine, id: &str, passed: Vec<MessageId>) -> Self {
        Self {
            engine,
            id: id.to_owned(),
            rules: RuleOptions::default(),
            // It begins by the overlay's rules before anybody sees it.
            feed: Feed::new(epoch(), Rules::default(), Tempo::default()).with_passed(passed),
            held: 0,
            held_at: Instant::now(),
            frames: broadcast::channel(BEHIND).0,
        }
    }

    pub(super) async fn run(mut self, mut inbox: OwnedMutexGuard<mpsc::Receiver<Order>>) {
        let started = Instant::now();
        let mut overlays = self.engine.overlays();
        let mut settings = self.engine.0.settings.subscribe();
        let Some(mut hub) = self.begin(None, started).await else { return };
        loop {
            let untold = self.held != self.feed.held_version();
            let held_at = self.held_at;
            let next = self.feed.next();
            let due = async {
                match next {
                    Some(next) => tokio::time::sleep_until((started + next).into()).await,
                    None => std::future::pending().await,
                }
            };
            // Every arm is cancel-safe: it waits, and takes nothing before it is chosen.
            let again = tokio::select! {
                told = hub.next() => match told {
                    Some(told) => {
                        let now = started.elapsed();
                        self.take(&told, now);
                        hub.catch_up(u64::MAX, |told| self.take(&told, now));
                        hub.has_missed
                    }
                    // At the end there is no other. Else what the other one has is all there is.
                    None => { hub.has_missed = true; true }
                },
                order = inbox.recv() => match order {
                    Some(order) => { self.obey(order, started); false }
                    None => return,
                },
                () = tokio::time::sleep_until(held_at.into()), if untold => {
                    self.tell_held();
                    false
                }
                () = due => { self.publish(|feed| feed.tick(started.elapsed())); false }
                Ok(()) = overlays.changed() => self.follow_options(started),
                Ok(()) = settings.changed() => self.follow_options(started),
            };
            if again {
                let Some(begun) = self.begin(Some(hub), started).await else { return };
                hub = begun;
            }
        }
    }

    /// Takes up what the hub has now, after what it has told up to then: each message is held and
    /// paced as it came. Who followed the feed begins anew.
    async fn begin(&mut self, known: Option<Heard>, started: Instant) -> Option<Heard> {
        let (seq, mut messages, hub) = self.engine.0.hub.follow().await.ok()?;
        let (now, at) = (started.elapsed(), Timestamp::now());
        let oldest = self.engine.0.started.elapsed() + SHORT_BREAK;
        messages.retain(|placed| placed.message.age(at) <= oldest);
        if let Some(mut known) = known {
            known.catch_up(seq, |told| self.take(&told, now));
            if known.has_missed {
                self.feed.keep_only(&messages);
            }
        }
        let options = self.engine.overlay(&self.id).ok()?.options;
        self.rules = options.rule_options();
        self.feed.set_tempo(options.tempo(self.engine.settings().chat_speed));
        self.feed.begin_again(epoch(), options.rules(), &messages, now, at);
        self.frames = broadcast::channel(BEHIND).0;
        Some(Heard { hub, has_missed: false })
    }

    fn take(&mut self, told: &Told, now: Duration) {
        self.publish(|feed| match told {
            Told::Changed(frame) => feed.take(&frame.change, now),
            Told::Removed(removal) => feed.take_away(removal),
            Told::Unhidden(id) => feed.bring_back(id).into_iter().collect(),
            Told::Amended(message) => feed.take(&Change::Replace(Arc::clone(message)), now),
        });
    }

    fn obey(&mut self, order: Order, started: Instant) {
        // Who is gone before its answer needs none.
        match order {
            Order::Subscribe(resume, limit, answer) => {
                drop(answer.send(Subscription::begin(
                    &self.frames,
                    resume,
                    |client| self.feed.resume(client),
                    || self.feed.snapshot_at(limit, started.elapsed()),
                )));
            }
            Order::Pass(id, answer) => {
                let passed = self.feed.pass(&id, started.elapsed());
                let was_held = passed.is_some();
                self.publish(|_| passed.unwrap_or_default());
                self.tell_held();
                answer.send(was_held).unwrap_or_default();
            }
            Order::KeptBack(answer) => {
                let (counts, held) = (self.feed.counts(), self.feed.held());
                drop(answer.send(KeptBack { counts, held }));
            }
            #[cfg(test)]
            Order::Fall => panic!("a fault of the feed"),
        }
    }

    /// Goes as fast as it is set now. True where other rules are set.
    fn follow_options(&mut self, started: Instant) -> bool {
        let Ok(overlay) = self.engine.overlay(&self.id) else {
            return false;
        };
        let speed = self.engine.settings().chat_speed;
        self.feed.set_tempo(overlay.options.tempo(speed));
        self.publish(|feed| feed.tick(started.elapsed()));
        overlay.options.rule_options() != self.rules
    }

    fn tell_held(&mut self) {
        if self.held != self.feed.held_version() {
            self.held = self.feed.held_version();
            self.held_at = Instant::now() + HELD_APART;
            self.engine.tell_held(&self.id, &self.feed);
        }
    }

    fn publish(&mut self, change: impl FnOnce(&mut Feed) -> Vec<Arc<Frame>>) {
        for frame in change(&mut self.feed) {
            // An error says that nobody follows now.
            self.frames.send(frame).unwrap_or_default();
        }
    }
}

fn epoch() -> String {
    uuid::Uuid::new_v4().simple().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn that_something_was_missed_stays_known_when_the_rest_is_there() {
        let (hub, told) = broadcast::channel(4);
        let id = |number: u32| MessageId::of(chat::Platform::Twitch, &number.to_string());
        for number in 0..10 {
            hub.send(Told::Unhidden(id(number))).unwrap();
        }
        let mut heard = Heard { hub: told, has_missed: false };
        assert!(matches!(heard.next().await, Some(Told::Unhidden(first)) if first == id(6)));
        let mut rest = 0;
        heard.catch_up(u64::MAX, |_| rest += 1);
        heard.catch_up(u64::MAX, |_| rest += 1);
        assert_eq!((rest, heard.has_missed), (3, true));
    }
}
