//! The tasks that own the overlays' feeds: one for each overlay, as long as it is there.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chat::{By, Feed, FeedCounts, Frame, MessageId, Recent, Resume, Rules, Tempo, Trial};
use jiff::Timestamp;
use serde_json::Value;
use store::Fate;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::sync::{broadcast, mpsc, oneshot};
use tokio_util::sync::CancellationToken;

use crate::held::HeldMessage;
use crate::hub::{BEHIND, Told};
use crate::overlay_options::RuleOptions;
use crate::overlays::of_chat;
use crate::{Deed, Engine, EngineError, Query, Result, Subscription, blocking};

/// Orders waiting for a feed.
const WAITING: usize = 64;
/// From one telling of what waits for a person to the next: all of it is told each time.
const HELD_APART: Duration = Duration::from_millis(250);
/// Messages that rules are tried on.
const TRIED: u32 = 1_000;

/// Messages that are known as let pass. A feed remembers no more.
const PASSED: usize = 500;

/// The feeds, and what all of them know.
#[derive(Debug)]
pub(crate) struct Feeds {
    /// The ways to them, by overlay.
    ways: Mutex<HashMap<String, FeedHandle>>,
    /// What people have let pass, in this run and lately before it: an overlay that is added does not
    /// hold it again.
    passed: Mutex<Recent<MessageId, ()>>,
}

#[derive(Debug, Clone)]
struct FeedHandle {
    orders: mpsc::Sender<Order>,
    stop: CancellationToken,
}

/// What a feed keeps back.
#[derive(Debug)]
pub struct KeptBack {
    /// How many messages it has kept back so far, and why.
    pub counts: FeedCounts,
    /// Those that its rules keep for a person to decide, and what they met.
    pub held: Vec<HeldMessage>,
}

#[derive(Debug)]
enum Order {
    Subscribe(Option<Resume>, usize, oneshot::Sender<Subscription>),
    Pass(MessageId, oneshot::Sender<bool>),
    KeptBack(oneshot::Sender<KeptBack>),
}

impl Engine {
    /// Follows what an overlay gets. Snapshot and subscription are one step.
    pub async fn follow_overlay(
        &self,
        id: &str,
        resume: Option<Resume>,
        limit: usize,
    ) -> Result<Subscription> {
        let (answer, answered) = oneshot::channel();
        self.order(id, Order::Subscribe(resume, limit, answer)).await?;
        answered.await.map_err(|_| EngineError::NotFound("overlay"))
    }

    /// What an overlay's feed keeps back.
    pub async fn kept_back(&self, id: &str) -> Result<KeptBack> {
        let (answer, answered) = oneshot::channel();
        self.order(id, Order::KeptBack(answer)).await?;
        answered.await.map_err(|_| EngineError::NotFound("overlay"))
    }

    /// Lets a message pass onto every overlay that keeps it for a person to decide. The entry in the
    /// audit list is what is kept of it.
    pub async fn pass(&self, id: MessageId, by: By) -> Result<()> {
        let engine = self.clone();
        let passing = async move { engine.pass_now(id).await };
        self.noted(&by, Deed::Passed { message: id }, passing, |()| Fate::Done).await
    }

    async fn pass_now(&self, id: MessageId) -> Result<()> {
        // A feed that starts meanwhile knows of it too.
        let is_new = self.0.feeds.passed().insert(id, ());
        let mut was_held = false;
        let overlays: Vec<String> = self.0.feeds.handles().keys().cloned().collect();
        for overlay in overlays {
            let (answer, answered) = oneshot::channel();
            if self.order(&overlay, Order::Pass(id, answer)).await.is_ok() {
                was_held |= answered.await.unwrap_or(false);
            }
        }
        if was_held {
            self.tell_passed(id);
            self.0.support.paid();
            return Ok(());
        }
        if is_new {
            self.0.feeds.passed().remove(&id);
        }
        Err(EngineError::NotHeld)
    }

    /// What an overlay's rules, with `patch` merged into its options, would have made of the last
    /// thousand messages. Nothing is changed.
    pub async fn try_rules(&self, id: &str, patch: &Value) -> Result<Vec<Trial>> {
        let options = self.overlay(id)?.options.patched(patch)?;
        let query = Query { limit: TRIED, ..Query::default() };
        let mut found = self.history(query).await?;
        found.reverse();
        let messages = found.into_iter().map(|found| Arc::new(found.message));
        // What marks a gap in the history is on no overlay.
        let messages = messages.filter(|message| !message.kind.is_for_history_alone()).collect();
        let tempo = options.tempo(self.settings().chat_speed);
        blocking(move || Ok(Feed::try_on(options.rules(), tempo, messages))).await
    }

    /// Starts the feeds of new overlays, and ends those of overlays that are gone.
    pub(crate) fn tend_feeds(&self) {
        let overlays = Arc::clone(&self.0.overlays.borrow());
        let overlays: Vec<_> = of_chat(&overlays).collect();
        let mut handles = self.0.feeds.handles();
        handles.retain(|id, feed| {
            let stays = overlays.iter().any(|overlay| overlay.id == *id);
            if !stays {
                feed.stop.cancel();
            }
            stays
        });
        for overlay in overlays {
            if !handles.contains_key(&overlay.id) {
                handles.insert(overlay.id.clone(), self.start_feed(&overlay.id));
            }
        }
    }

    fn start_feed(&self, id: &str) -> FeedHandle {
        let (orders, inbox) = mpsc::channel(WAITING);
        let stop = self.0.stopping.child_token();
        let passed: Vec<MessageId> = self.0.feeds.passed().keys().copied().collect();
        let owner = Owner {
            engine: self.clone(),
            id: id.to_owned(),
            rules: RuleOptions::default(),
            // It begins by the overlay's rules before anybody sees it.
            feed: Feed::new(epoch(), Rules::default(), Tempo::default()).with_passed(passed),
            held: 0,
            held_at: Instant::now(),
            frames: broadcast::channel(BEHIND).0,
        };
        let (ends, engine, id) = (stop.clone(), self.clone(), id.to_owned());
        self.spawn(async move {
            ends.run_until_cancelled(owner.run(inbox)).await;
            engine.forget_held(&id);
        });
        FeedHandle { orders, stop }
    }

    async fn order(&self, overlay: &str, order: Order) -> Result<()> {
        let orders = self.0.feeds.handles().get(overlay).map(|feed| feed.orders.clone());
        let orders = orders.ok_or(EngineError::NotFound("overlay"))?;
        orders.send(order).await.map_err(|_| EngineError::NotFound("overlay"))
    }
}

impl Feeds {
    /// None yet, and what people have let pass in earlier runs, oldest first.
    pub(crate) fn new(earlier: Vec<MessageId>) -> Self {
        let mut passed = Recent::new(PASSED);
        for id in earlier {
            passed.insert(id, ());
        }
        Self { ways: Mutex::default(), passed: Mutex::new(passed) }
    }

    fn handles(&self) -> MutexGuard<'_, HashMap<String, FeedHandle>> {
        self.ways.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What people have let pass lately.
    pub(crate) fn passed(&self) -> MutexGuard<'_, Recent<MessageId, ()>> {
        self.passed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn epoch() -> String {
    uuid::Uuid::new_v4().simple().to_string()
}

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

struct Owner {
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

impl Owner {
    async fn run(mut self, mut inbox: mpsc::Receiver<Order>) {
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
        let (snapshot, hub) = self.engine.0.hub.follow().await.ok()?;
        let now = started.elapsed();
        if let Some(mut known) = known {
            known.catch_up(snapshot.seq, |told| self.take(&told, now));
            if known.has_missed {
                self.feed.keep_only(&snapshot.messages);
            }
        }
        let options = self.engine.overlay(&self.id).ok()?.options;
        self.rules = options.rule_options();
        self.feed.set_tempo(options.tempo(self.engine.settings().chat_speed));
        let (rules, messages) = (options.rules(), &snapshot.messages);
        self.feed.begin_again(epoch(), rules, messages, now, Timestamp::now());
        self.frames = broadcast::channel(BEHIND).0;
        Some(Heard { hub, has_missed: false })
    }

    fn take(&mut self, told: &Told, now: Duration) {
        self.publish(|feed| match told {
            Told::Changed(frame) => feed.take(&frame.change, now),
            Told::Removed(removal) => feed.take_away(removal).into_iter().collect(),
            Told::Unhidden(id) => feed.bring_back(id).into_iter().collect(),
            Told::Amended(message) => {
                feed.note_copies(message);
                Vec::new()
            }
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

#[cfg(test)]
mod tests {
    use chat::Platform;
    use serde_json::json;

    use super::*;
    use crate::{OverlayPatch, testing};

    #[tokio::test]
    async fn an_overlay_that_is_added_does_not_hold_what_was_let_pass() {
        let folder = tempfile::tempdir().expect("a folder");
        let engine = testing::engine(folder.path()).await;
        // All that is written is held.
        let blocked: Vec<_> = ('a'..='z').map(|letter| format!("{letter}*")).collect();
        let options = Some(json!({"feed": {"words": {"blocked": blocked, "then": "hold"}}}));
        let patch = OverlayPatch { options, ..OverlayPatch::default() };
        let first = engine.overlays().borrow()[0].id.clone();
        engine.update_overlay(&first, patch).await.expect("it holds");
        let mut held = engine.held();
        let mut made = async || {
            let message = engine.test_message("chat", Platform::Twitch).await.expect("it is made");
            let is_there = held
                .wait_for(|held| held.each_once().iter().any(|(held, _)| held.id == message.id));
            is_there.await.expect("it is held");
            message.id
        };
        let (passed, waits) = (made().await, made().await);
        engine.pass(passed, By::Owner).await.expect("it was held");
        let second = engine.duplicate_overlay(&first).await.expect("it is added");
        let kept_back = engine.kept_back(&second.id).await.expect("it is there").held;
        let ids: Vec<_> = kept_back.iter().map(|(message, _)| message.id).collect();
        // Demo chat may be there too.
        let ids: Vec<_> = ids.into_iter().filter(|id| [passed, waits].contains(id)).collect();
        assert_eq!(ids, [waits], "of {passed} it is decided");
        let again = engine.pass(passed, By::Owner).await;
        assert!(matches!(again, Err(EngineError::NotHeld)), "{again:?}");
        engine.stop().await;
    }

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
