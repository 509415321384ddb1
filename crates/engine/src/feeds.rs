//! The overlays' feeds, and the ways to them.

mod task;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chat::{By, Feed, FeedCounts, MessageId, Recent, Resume, Trial};
use serde_json::Value;
use store::Fate;
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;

use self::task::FeedTask;
use crate::held::HeldMessage;
use crate::hub::AFTER_FALL;
use crate::overlays::of_chat;
use crate::{Deed, Engine, EngineError, Query, Result, Subscription, blocking};

/// Orders waiting for a feed.
const WAITING: usize = 64;
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
    /// Held while a message is let pass.
    passing: tokio::sync::Mutex<()>,
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
    /// A fault.
    #[cfg(test)]
    Fall,
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
        // Of two people who let it pass at once, the second is told that it was not held any more.
        let _one = self.0.feeds.passing.lock().await;
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
        let messages = found.into_iter().map(|found| Arc::new(found.message)).collect();
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
        let (engine, id, ends) = (self.clone(), id.to_owned(), stop.clone());
        self.spawn(async move {
            engine.feed_until(ends, &id, inbox).await;
            engine.forget_held(&id);
        });
        FeedHandle { orders, stop }
    }

    /// Has a feed at work until `stop`: where one falls by a panic, another begins with what the hub
    /// has. Orders wait for it.
    async fn feed_until(&self, stop: CancellationToken, id: &str, inbox: mpsc::Receiver<Order>) {
        let inbox = Arc::new(tokio::sync::Mutex::new(inbox));
        loop {
            let passed: Vec<MessageId> = self.0.feeds.passed().keys().copied().collect();
            let feed = FeedTask::new(self.clone(), id, passed);
            let orders = Arc::clone(&inbox).lock_owned().await;
            let run = stop.clone().run_until_cancelled_owned(feed.run(orders));
            if tokio::spawn(run).await.is_ok() {
                return;
            }
            self.warn_of_fall();
            stop.run_until_cancelled(tokio::time::sleep(AFTER_FALL)).await;
        }
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
        Self {
            ways: Mutex::default(),
            passed: Mutex::new(passed),
            passing: tokio::sync::Mutex::default(),
        }
    }

    fn handles(&self) -> MutexGuard<'_, HashMap<String, FeedHandle>> {
        self.ways.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What people have let pass lately.
    pub(crate) fn passed(&self) -> MutexGuard<'_, Recent<MessageId, ()>> {
        self.passed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use chat::{ChatEvent, Message, Platform};
    use serde_json::json;

    use super::*;
    use crate::{First, OverlayPatch, testing};

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
        assert_eq!(ids, [waits], "of {passed} it is decided");
        let again = engine.pass(passed, By::Owner).await;
        assert!(matches!(again, Err(EngineError::NotHeld)), "{again:?}");
        engine.stop().await;
    }

    /// Until a snapshot of the overlay says so.
    async fn shown(engine: &Engine, overlay: &str, is_so: impl Fn(&[Arc<Message>]) -> bool) {
        loop {
            let begun = engine.follow_overlay(overlay, None, 100).await.expect("it is there");
            let First::Snapshot(snapshot) = begun.first else { panic!("nothing was there before") };
            if is_so(&snapshot.messages) {
                return;
            }
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn what_is_still_on_an_overlay_is_replaced_there_though_the_hub_has_long_lost_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let engine = testing::engine(folder.path()).await;
        let overlay = engine.overlays().borrow()[0].id.clone();
        let options = Some(json!({"feed": {"platforms": ["youtube"]}}));
        let patch = OverlayPatch { options, ..OverlayPatch::default() };
        engine.update_overlay(&overlay, patch).await.expect("it shows YouTube alone");
        let old = engine.test_message("chat", Platform::YouTube).await.expect("it is made");
        shown(&engine, &overlay, |messages| messages.len() == 1).await;
        for number in 0..1_100 {
            let id = MessageId::of(Platform::Twitch, &number.to_string());
            let message = Message { id, platform: Platform::Twitch, ..old.clone() };
            let event = ChatEvent::Message(Box::new(message));
            engine.0.hub.event(event).await.expect("it runs");
        }
        let system = Some("another text".to_owned());
        let message = Box::new(Message { system: system.clone(), ..old.clone() });
        let replaced = ChatEvent::Replaced { target: old.id, message };
        engine.0.hub.event(replaced).await.expect("it runs");
        shown(&engine, &overlay, |messages| messages[0].system == system).await;
        engine.stop().await;
    }

    #[tokio::test]
    async fn after_a_panic_an_overlay_goes_on_and_it_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let engine = testing::engine(folder.path()).await;
        let overlay = engine.overlays().borrow()[0].id.clone();
        engine.test_message("chat", Platform::Twitch).await.expect("it is made");
        shown(&engine, &overlay, |messages| messages.len() == 1).await;
        engine.order(&overlay, Order::Fall).await.expect("it is taken");
        engine.test_message("chat", Platform::Twitch).await.expect("it is made");
        shown(&engine, &overlay, |messages| messages.len() == 2).await;
        let is_said = engine.0.warnings.said().iter().any(|said| said.code == "chat_fell");
        assert!(is_said, "it is told");
        engine.stop().await;
    }
}
