//! The task that owns the hub.

use std::sync::Arc;
use std::time::Duration;

use chat::{Applied, ChatEvent, Frame, Hub, HubOptions, MessageId, Resume, Snapshot};
use store::Store;
use tokio::sync::{broadcast, mpsc, oneshot};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::{EngineError, Result};

/// Orders waiting for the hub. A source that is faster than the hub waits, and so does its platform.
const WAITING: usize = 1_024;
/// Chat that is faster than this goes on in groups: feeds and sockets are woken for each group, not
/// for each message. It is half the time in which a page draws one picture.
const BREATH: Duration = Duration::from_millis(8);
/// Frames that a client may be behind before it must take a snapshot.
pub(crate) const BEHIND: usize = 1_024;
/// What a new run takes up of the last one.
const RESTORED_MESSAGES: u32 = 100;
/// A restart in the middle of a stream shows what was on screen; the next day's start does not.
const RESTORED_SECONDS: u32 = 15 * 60;
const RESTORED_REMOVALS: u32 = 10_000;

/// A way to the hub.
#[derive(Debug, Clone)]
pub(crate) struct HubHandle {
    orders: mpsc::Sender<Order>,
    task: TaskTracker,
    stopping: CancellationToken,
}

#[derive(Debug)]
enum Order {
    Event(Box<ChatEvent>),
    Knows(MessageId, oneshot::Sender<bool>),
    Unhide(MessageId, oneshot::Sender<bool>),
    Subscribe(Option<Resume>, usize, oneshot::Sender<Subscription>),
}

/// What a client that follows the feed gets: where to begin, and all that comes after it.
#[derive(Debug)]
pub struct Subscription {
    /// Where to begin.
    pub first: First,
    /// Every frame after it. A receiver that lags, or that is closed while the application goes on,
    /// must subscribe again.
    pub frames: broadcast::Receiver<Arc<Frame>>,
}

impl Subscription {
    /// What a client gets that was there before, or not. Nobody else moves the feed meanwhile: this
    /// and the snapshot are one step.
    pub(crate) fn begin(
        frames: &broadcast::Sender<Arc<Frame>>,
        resume: Option<Resume>,
        missed: impl FnOnce(&Resume) -> Option<Vec<Arc<Frame>>>,
        snapshot: impl FnOnce() -> Snapshot,
    ) -> Self {
        let frames = frames.subscribe();
        let resumed = resume.and_then(|client| {
            let frames = missed(&client)?;
            Some(First::Resume { epoch: client.epoch, frames })
        });
        Self { first: resumed.unwrap_or_else(|| First::Snapshot(snapshot())), frames }
    }
}

/// Where a client begins.
#[derive(Debug)]
pub enum First {
    /// With this instead of all it has.
    Snapshot(Snapshot),
    /// With these on top of what it has.
    Resume {
        /// The epoch that goes on.
        epoch: String,
        /// What it missed.
        frames: Vec<Arc<Frame>>,
    },
}

/// Starts the hub with what the last run left.
pub(crate) fn start(store: &Store) -> Result<HubHandle> {
    let mut hub = Hub::new(uuid::Uuid::new_v4().simple().to_string(), HubOptions::default());
    let (removals, messages) =
        store.tail(RESTORED_REMOVALS, RESTORED_MESSAGES, RESTORED_SECONDS)?;
    hub.restore(removals, messages);
    let (orders, inbox) = mpsc::channel(WAITING);
    let owner = Owner { hub, frames: broadcast::channel(BEHIND).0, store: store.clone() };
    let (task, stopping) = (TaskTracker::new(), CancellationToken::new());
    task.spawn(owner.run(inbox, stopping.clone()));
    task.close();
    Ok(HubHandle { orders, task, stopping })
}

impl HubHandle {
    /// Ends it, with everything that it was handed before.
    pub(crate) async fn stop(&self) {
        self.stopping.cancel();
        self.task.wait().await;
    }

    /// Whether the message has passed through here, shown or not.
    pub(crate) async fn knows(&self, id: MessageId) -> Result<bool> {
        let (answer, answered) = oneshot::channel();
        self.order(Order::Knows(id, answer)).await?;
        answered.await.map_err(stopped)
    }

    /// Hands the hub an event; waits while it is busy.
    pub(crate) async fn event(&self, event: ChatEvent) -> Result<()> {
        self.order(Order::Event(Box::new(event))).await
    }

    /// Whether the message was hidden, and is not any more.
    pub(crate) async fn unhide(&self, id: MessageId) -> Result<bool> {
        let (answer, answered) = oneshot::channel();
        self.order(Order::Unhide(id, answer)).await?;
        answered.await.map_err(stopped)
    }

    pub(crate) async fn subscribe(
        &self,
        resume: Option<Resume>,
        limit: usize,
    ) -> Result<Subscription> {
        let (answer, answered) = oneshot::channel();
        self.order(Order::Subscribe(resume, limit, answer)).await?;
        answered.await.map_err(stopped)
    }

    async fn order(&self, order: Order) -> Result<()> {
        self.orders.send(order).await.map_err(stopped)
    }
}

fn stopped<E>(_: E) -> EngineError {
    EngineError::Internal("it is shutting down".into())
}

struct Owner {
    hub: Hub,
    frames: broadcast::Sender<Arc<Frame>>,
    store: Store,
}

impl Owner {
    async fn run(mut self, mut inbox: mpsc::Receiver<Order>, stopping: CancellationToken) {
        let mut orders = Vec::new();
        // `recv_many` is cancel-safe: an order is taken whole or not at all.
        while let Some(1..) =
            stopping.run_until_cancelled(inbox.recv_many(&mut orders, WAITING)).await
        {
            orders.drain(..).for_each(|order| self.take(order));
            stopping.run_until_cancelled(tokio::time::sleep(BREATH)).await;
        }
        // What was handed in before the end belongs to the history.
        inbox.close();
        while let Some(order) = inbox.recv().await {
            self.take(order);
        }
    }

    fn take(&mut self, order: Order) {
        match order {
            Order::Event(event) => {
                let applied = self.hub.apply(*event);
                self.publish(applied);
            }
            Order::Knows(id, answer) => {
                answer.send(self.hub.knows(&id)).unwrap_or_default();
            }
            Order::Unhide(id, answer) => {
                let applied = self.hub.unhide(&id);
                let was_hidden = applied.is_some();
                self.publish(applied.unwrap_or_default());
                answer.send(was_hidden).unwrap_or_default();
            }
            Order::Subscribe(resume, limit, answer) => {
                let begun = Subscription::begin(
                    &self.frames,
                    resume,
                    |client| self.hub.resume(client),
                    || self.hub.snapshot(limit),
                );
                // A client that is gone before its answer needs none.
                drop(answer.send(begun));
            }
        }
    }

    fn publish(&self, Applied { frame, record }: Applied) {
        if let Some(frame) = frame {
            // An error says that nobody follows now.
            self.frames.send(frame).unwrap_or_default();
        }
        if let Some(record) = record {
            self.store.record(record);
        }
    }
}
