//! The task that owns the hub, and with it the focus queue: what is removed from chat leaves both
//! in one step.

mod stage;
mod watch;

use std::sync::Arc;
use std::time::Duration;

use chat::{
    Act, Advance, Applied, By, ChatEvent, Frame, HighlightRules, Hub, Message, MessageId, Place,
    Placed, Reason, Recent, Record, Removal, Resume, Snapshot, Target,
};
use jiff::Timestamp;
use store::{AuditChange, FocusState, Store, Untold};
use tokio::sync::watch::{Receiver, Sender};
use tokio::sync::{Mutex, OwnedMutexGuard, broadcast, mpsc, oneshot};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub use self::stage::OnStage;
use self::stage::Stage;
use crate::audit::Doer;
use crate::{Deed, EngineError, Result};

/// Orders waiting for the hub. A source that is faster than the hub waits, and so does its platform.
const WAITING: usize = 1_024;
/// Chat that is faster than this goes on in groups: feeds and sockets are woken for each group, not
/// for each message. It is the time in which a page draws one picture.
const BREATH: Duration = Duration::from_millis(16);
/// Frames that a client may be behind before it must take a snapshot.
pub(crate) const BEHIND: usize = 1_024;
/// What a new run takes up of the last one.
const RESTORED_MESSAGES: u32 = 100;
/// A restart in the middle of a stream shows what was on screen; the next day's start does not.
const RESTORED_SECONDS: u32 = 15 * 60;
const RESTORED_REMOVALS: u32 = 10_000;
/// As many as a platform hands out to who begins to read; each costs the start a look at the disk.
const RESTORED_REMOVED: u32 = 200;
/// Between the fall of a task that owns chat and the next one: a fault that comes at once again must not
/// fill the log.
pub(crate) const AFTER_FALL: Duration = Duration::from_secs(1);
/// Messages of which it is known that the streamer has decided on them, before the audit list has it.
const DECIDED: usize = 1_000;

/// A way to the hub.
#[derive(Debug, Clone)]
pub(crate) struct HubHandle {
    orders: mpsc::Sender<Order>,
    task: TaskTracker,
    stopping: CancellationToken,
    stage: Receiver<Arc<OnStage>>,
    untold: Untold,
    /// How often its task fell.
    falls: Receiver<u32>,
}

#[derive(Debug)]
enum Order {
    Event(Box<ChatEvent>),
    Knows(MessageId, oneshot::Sender<bool>),
    Shown(MessageId, oneshot::Sender<MessageId>),
    Hide(MessageId, Doer, oneshot::Sender<Result<()>>),
    Unhide(MessageId, Doer, Option<Waited>, oneshot::Sender<Result<()>>),
    Subscribe(Option<Resume>, usize, oneshot::Sender<Subscription>),
    Follow(oneshot::Sender<(u64, Vec<Placed>, broadcast::Receiver<Told>)>),
    Messages(Vec<MessageId>, oneshot::Sender<Vec<Option<Arc<Message>>>>),
    Act(Box<Act>, Doer, oneshot::Sender<Result<u64>>),
    Direct(Advance, Box<HighlightRules>),
    /// A fault.
    #[cfg(test)]
    Fall,
}

/// A message and where it was in the queue, until it was hidden.
pub(crate) type Waited = (Arc<Message>, Place);

/// What feeds are told: they may have messages longer than the hub.
#[derive(Debug, Clone)]
pub(crate) enum Told {
    /// Something in the hub's own ring has changed.
    Changed(Arc<Frame>),
    /// Something was removed. What of it is in the ring is told as a change as well, after this.
    Removed(Arc<Removal>),
    /// Something is not hidden any more; it may be told as a change as well, after this.
    Unhidden(MessageId),
    /// A message is another one, which nobody sees on the hub's own screen: it has left it, is hidden
    /// there, looks the same, or has one more copy.
    Amended(Arc<Message>),
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

/// What the last run left of chat and of the focus queue.
pub(crate) struct LastRun {
    hub: Hub,
    stage: Stage,
}

impl LastRun {
    pub(crate) fn load(store: &Store) -> Result<Self> {
        let hub = watch::restored(store)?;
        let stage = Stage::load(store, &hub)?;
        Ok(Self { hub, stage })
    }

    /// Starts the hub with it.
    pub(crate) fn start(self, store: &Store) -> HubHandle {
        let Self { hub, stage } = self;
        let (orders, inbox) = mpsc::channel(WAITING);
        let (on_stage, untold) = (stage.follow(), stage.untold());
        let (frames, for_feeds) = (broadcast::channel(BEHIND).0, broadcast::channel(BEHIND).0);
        let hub_task =
            HubTask { hub, stage, decided: decided(), frames, for_feeds, store: store.clone() };
        let (task, stopping) = (TaskTracker::new(), CancellationToken::new());
        let fell = Sender::new(0);
        let falls = fell.subscribe();
        task.spawn(watch::over(hub_task, Arc::new(Mutex::new(inbox)), stopping.clone(), fell));
        task.close();
        HubHandle { orders, task, stopping, stage: on_stage, untold, falls }
    }
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

    /// The message that is shown for this one, of a chat that sources share.
    pub(crate) async fn shown(&self, id: MessageId) -> Result<MessageId> {
        let (answer, answered) = oneshot::channel();
        self.order(Order::Shown(id, answer)).await?;
        answered.await.map_err(stopped)
    }

    /// Hands the hub an event; waits while it is busy.
    pub(crate) async fn event(&self, event: ChatEvent) -> Result<()> {
        self.order(Order::Event(Box::new(event))).await
    }

    /// Hides a message. A moderator is refused what the streamer has on screen or queued: it would
    /// leave both.
    pub(crate) async fn hide(&self, id: MessageId, doer: Doer) -> Result<()> {
        let (answer, answered) = oneshot::channel();
        self.order(Order::Hide(id, doer, answer)).await?;
        answered.await.map_err(stopped)?
    }

    /// Puts a hidden message back, also in the queue where it `waited` there.
    pub(crate) async fn unhide(
        &self,
        id: MessageId,
        doer: Doer,
        waited: Option<Waited>,
    ) -> Result<()> {
        let (answer, answered) = oneshot::channel();
        self.order(Order::Unhide(id, doer, waited, answer)).await?;
        answered.await.map_err(stopped)?
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

    /// All that is there, and all that comes after it: one step.
    pub(crate) async fn follow(&self) -> Result<(u64, Vec<Placed>, broadcast::Receiver<Told>)> {
        let (answer, answered) = oneshot::channel();
        self.order(Order::Follow(answer)).await?;
        answered.await.map_err(stopped)
    }

    /// The messages with these ids, of the last ones that passed through here.
    pub(crate) async fn messages(&self, ids: Vec<MessageId>) -> Result<Vec<Option<Arc<Message>>>> {
        let (answer, answered) = oneshot::channel();
        self.order(Order::Messages(ids, answer)).await?;
        answered.await.map_err(stopped)
    }

    /// The focus queue as it is, and as it changes.
    pub(crate) fn stage(&self) -> Receiver<Arc<OnStage>> {
        self.stage.clone()
    }

    /// Does something with the focus queue. Answers with the number of the state that has it.
    pub(crate) async fn act(&self, act: Act, doer: Doer) -> Result<u64> {
        let (answer, answered) = oneshot::channel();
        self.order(Order::Act(Box::new(act), doer, answer)).await?;
        answered.await.map_err(stopped)?
    }

    /// What was done with the focus queue and is not in the audit list yet.
    pub(crate) fn untold(&self) -> &Untold {
        &self.untold
    }

    /// How often the hub failed and was begun again.
    pub(crate) fn falls(&self) -> Receiver<u32> {
        self.falls.clone()
    }

    /// How the focus queue goes on by itself, and what is queued by itself.
    pub(crate) async fn direct(&self, advance: Advance, rules: HighlightRules) -> Result<()> {
        self.order(Order::Direct(advance, Box::new(rules))).await
    }

    async fn order(&self, order: Order) -> Result<()> {
        self.orders.send(order).await.map_err(stopped)
    }
}

/// Nothing that the streamer has decided on yet.
fn decided() -> Recent<MessageId, ()> {
    Recent::new(DECIDED)
}

fn stopped<E>(_: E) -> EngineError {
    EngineError::Internal("it is shutting down".into())
}

/// The task that owns the hub and the focus queue.
struct HubTask {
    hub: Hub,
    stage: Stage,
    /// Messages that the streamer has hidden or brought back. What they decided before, the audit list
    /// knows.
    decided: Recent<MessageId, ()>,
    frames: broadcast::Sender<Arc<Frame>>,
    for_feeds: broadcast::Sender<Told>,
    store: Store,
}

impl HubTask {
    async fn run(
        mut self,
        mut inbox: OwnedMutexGuard<mpsc::Receiver<Order>>,
        stopping: CancellationToken,
    ) {
        loop {
            let due = self.stage.due();
            // Every arm is cancel-safe: an order is taken whole or not at all.
            tokio::select! {
                () = stopping.cancelled() => break,
                order = inbox.recv() => match order {
                    Some(order) => self.take(order),
                    None => break,
                },
                () = due => self.stage.tick(),
            }
            // One at a time: where one is fallen over, those behind it are the next task's.
            for _ in 0..WAITING {
                let Ok(order) = inbox.try_recv() else { break };
                self.take(order);
            }
            self.stage.publish();
            stopping.run_until_cancelled(tokio::time::sleep(BREATH)).await;
        }
        // What was handed in before the end belongs to the history.
        inbox.close();
        while let Some(order) = inbox.recv().await {
            self.take(order);
        }
        self.stage.publish_last();
    }

    fn take(&mut self, order: Order) {
        // Who is gone before its answer needs none.
        match order {
            Order::Event(event) => {
                let applied = self.hub.apply(*event);
                self.publish(applied, Vec::new(), None);
            }
            Order::Knows(id, answer) => {
                answer.send(self.hub.knows(&id)).unwrap_or_default();
            }
            Order::Shown(id, answer) => drop(answer.send(self.hub.shown(&id))),
            Order::Hide(id, doer, answer) => drop(answer.send(self.hide(id, &doer))),
            Order::Unhide(id, doer, waited, answer) => {
                drop(answer.send(self.unhide(id, &doer, waited)));
            }
            Order::Subscribe(resume, limit, answer) => {
                let begun = Subscription::begin(
                    &self.frames,
                    resume,
                    |client| self.hub.resume(client),
                    || self.hub.snapshot(limit),
                );
                drop(answer.send(begun));
            }
            Order::Follow(answer) => {
                let told = self.for_feeds.subscribe();
                let (seq, messages) = self.hub.everything();
                drop(answer.send((seq, messages, told)));
            }
            Order::Messages(ids, answer) => {
                let found = ids.iter().map(|id| self.hub.message(id).cloned()).collect();
                drop(answer.send(found));
            }
            Order::Act(act, doer, answer) => {
                drop(answer.send(self.stage.act(*act, &doer, &self.hub)));
            }
            Order::Direct(advance, rules) => self.stage.direct(advance, *rules),
            #[cfg(test)]
            Order::Fall => panic!("a fault of the hub"),
        }
    }

    /// Whether a message is shown the streamer says last.
    fn may_decide_on(&self, id: &MessageId, doer: &Doer) -> Result<()> {
        let is_decided = doer.by != By::Owner && self.decided.contains(id);
        if is_decided { Err(EngineError::Overruled) } else { Ok(()) }
    }

    fn note_decision(&mut self, id: MessageId, doer: &Doer) {
        if doer.by == By::Owner {
            self.decided.insert(id, ());
        }
    }

    fn hide(&mut self, id: MessageId, doer: &Doer) -> Result<()> {
        let id = self.hub.shown(&id);
        self.may_decide_on(&id, doer)?;
        if doer.by != By::Owner {
            if self.stage.is_owners(&id) {
                return Err(EngineError::Overruled);
            }
            // It is as they want it, and none of their doing.
            if self.hub.is_removed(&id) {
                return Ok(());
            }
        }
        let told = doer.told(&Deed::Hid { message: id }, self.stage.place_of(&id))?;
        let target = Target::Message { id };
        let removal = Removal { target, reason: Reason::Hidden, at: Timestamp::now() };
        self.note_decision(id, doer);
        let applied = self.hub.apply(ChatEvent::Removed(removal));
        self.publish(applied, told, None);
        Ok(())
    }

    /// Where the message can't wait in the queue any more, it is on the overlays all the same.
    fn unhide(&mut self, id: MessageId, doer: &Doer, waited: Option<Waited>) -> Result<()> {
        let id = self.hub.shown(&id);
        self.may_decide_on(&id, doer)?;
        let told = doer.told(&Deed::Unhid { message: id }, None)?;
        let applied = self.hub.unhide(&id).ok_or(EngineError::NotHidden)?;
        self.note_decision(id, doer);
        let queue =
            waited.and_then(|(message, place)| self.stage.put_back(message, place, &self.hub));
        self.publish(applied, told, queue);
        Ok(())
    }

    /// Hands what has happened to be written, with what the audit list tells of it and the queue where
    /// it has changed with it; then tells of it.
    fn publish(
        &mut self,
        Applied { frame, requoted, record }: Applied,
        audit: Vec<AuditChange>,
        queue: Option<FocusState>,
    ) {
        let told = match &record {
            Some(Record::Removed { removal, .. }) => Some(Told::Removed(Arc::new(removal.clone()))),
            Some(Record::Unhidden(id)) => Some(Told::Unhidden(*id)),
            Some(Record::Replaced(message)) if frame.is_none() => {
                Some(Told::Amended(Arc::clone(message)))
            }
            _ => None,
        };
        // First of all: who is told of a message finds it in the history.
        if let Some(record) = &record {
            self.stage.take(record, &self.hub);
        }
        if record.is_some() || !audit.is_empty() {
            self.store.record_told(record, audit, queue);
        }
        // An error of these says that nobody follows now.
        if let Some(told) = told {
            self.for_feeds.send(told).unwrap_or_default();
        }
        for frame in frame.into_iter().chain(requoted) {
            self.for_feeds.send(Told::Changed(Arc::clone(&frame))).unwrap_or_default();
            self.frames.send(frame).unwrap_or_default();
        }
    }
}
