//! The focus queue beside the hub.

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use chat::{
    Act, Advance, By, Focus, FocusView, HighlightRules, Hub, ItemView, Message, MessageId, Place,
    Record,
};
use jiff::Timestamp;
use store::{FocusState, Store, Untold};
use tokio::sync::watch;

use crate::audit::Doer;
use crate::{EngineError, Result};

/// The focus queue as it was at one moment.
#[derive(Debug, Default)]
pub struct OnStage {
    /// One higher than that of the state before it.
    pub version: u64,
    focus: Focus,
    view: OnceLock<String>,
    current: OnceLock<String>,
}

impl OnStage {
    /// All of it as clients get it: [`FocusView`] as JSON, encoded once for all of them.
    pub fn view(&self) -> &str {
        self.view.get_or_init(|| json(&FocusView::new(&self.focus)))
    }

    /// What is on screen: an [`ItemView`] as JSON, or `null`.
    pub fn current(&self) -> &str {
        self.current.get_or_init(|| json(&self.focus.seen().as_deref().map(ItemView::new)))
    }

    /// Whether the moderator of this id has marked the message, and nobody has decided.
    pub(crate) fn is_marked_by(&self, message: MessageId, whose: &str) -> bool {
        let marked = self.focus.suggestions().iter().find(|marked| marked.message.id == message);
        marked.is_some_and(|marked| marked.marks.iter().any(|mark| mark.by.is_moderator(whose)))
    }

    /// What the streamer has on screen or in the queue.
    pub(crate) fn owners(&self) -> impl Iterator<Item = &Message> {
        self.focus.owners()
    }

    /// All messages in it.
    pub(crate) fn messages(&self) -> impl Iterator<Item = &Arc<Message>> {
        self.focus.messages()
    }

    /// All of it, to be kept, with what the audit list does not tell of it yet.
    pub(crate) fn kept(&self, untold: Untold) -> FocusState {
        FocusState { version: self.version, kept: self.focus.kept(), untold }
    }
}

/// Strings, numbers and lists of them: the encoder has nothing that it could refuse.
fn json(view: &impl serde::Serialize) -> String {
    serde_json::to_string(view).unwrap_or_default()
}

/// How often those who follow are told of what rules pick, which may be as fast as chat.
const CALM: Duration = Duration::from_millis(100);

/// The queue, with its clock and those who follow it.
pub(super) struct Stage {
    focus: Focus,
    started: Instant,
    news: Option<News>,
    told: Instant,
    followers: watch::Sender<Arc<OnStage>>,
    untold: Untold,
}

/// What nobody was told of yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum News {
    /// A rule has picked something, or a text is another.
    CanWait,
    /// A person has done something, or something must leave.
    CanNotWait,
}

impl Stage {
    /// What an earlier run left, but for what was removed since.
    pub(super) fn load(store: &Store, hub: &Hub) -> Result<Self> {
        let mut focus = Focus::restored(store.focus()?.unwrap_or_default(), Duration::ZERO);
        let removed = store.removed_of(focus.messages().map(|message| message.id))?;
        focus.retain(
            |message| hub.removal_of(message).is_none() && !removed.contains(&message.id),
            Duration::ZERO,
        );
        focus.settle_quotes(hub);
        let followers =
            watch::Sender::new(Arc::new(OnStage { focus: focus.clone(), ..OnStage::default() }));
        let now = Instant::now();
        Ok(Self {
            focus,
            started: now,
            news: None,
            told: now,
            followers,
            untold: Untold::default(),
        })
    }

    /// What another stage needs to take over from this one.
    pub(super) fn successor(&self) -> Successor {
        Successor {
            started: self.started,
            followers: self.followers.clone(),
            untold: self.untold.clone(),
        }
    }

    pub(super) fn follow(&self) -> watch::Receiver<Arc<OnStage>> {
        self.followers.subscribe()
    }

    /// Ends when something happens by itself.
    pub(super) fn due(&self) -> impl Future<Output = ()> + use<> {
        let timer = self.focus.next_due().map(|due| self.started + due);
        let news = self.news.map(|_| self.told + CALM);
        let due = timer.into_iter().chain(news).min();
        async move {
            match due {
                Some(due) => tokio::time::sleep_until(due.into()).await,
                None => std::future::pending().await,
            }
        }
    }

    pub(super) fn tick(&mut self) {
        let changed = self.focus.tick(self.started.elapsed());
        self.note(changed, News::CanNotWait);
    }

    /// Follows what happens in chat.
    pub(super) fn take(&mut self, record: &Record, hub: &Hub) {
        let changed = self.focus.follow(record, hub, self.started.elapsed());
        let leaves = matches!(record, Record::Removed { .. });
        self.note(changed, if leaves { News::CanNotWait } else { News::CanWait });
    }

    pub(super) fn direct(&mut self, advance: Advance, rules: HighlightRules) {
        let now = self.started.elapsed();
        let leaves = self.focus.set_rules(rules, now);
        let plays = self.focus.set_advance(advance, now);
        self.note(leaves || plays, News::CanNotWait);
    }

    /// Does what somebody wants, and answers with the number of the state that has it. What was
    /// removed meanwhile is refused; of several, the others are queued.
    pub(super) fn act(&mut self, mut act: Act, doer: &Doer, hub: &Hub) -> Result<u64> {
        if let Act::Queue(messages) = &mut act
            && messages.iter().any(|message| hub.removal_of(message).is_none())
        {
            messages.retain(|message| hub.removal_of(message).is_none());
        }
        let mut named = act.messages_mut().iter();
        if let Some(reason) = named.find_map(|message| hub.removal_of(message)) {
            return Err(EngineError::Removed(reason));
        }
        for message in act.messages_mut() {
            hub.settle_quote(message);
        }
        let told = doer.told_of(&act, &self.focus)?;
        self.focus.act(act, &doer.by, Timestamp::now(), self.started.elapsed())?;
        self.note(true, News::CanNotWait);
        let version = self.followers.borrow().version + 1;
        self.untold.add(version, told);
        Ok(version)
    }

    /// Puts a message back where it was, if it can wait there, and gives the queue that has it, to
    /// be written with what else brings it back.
    pub(super) fn put_back(
        &mut self,
        message: Arc<Message>,
        place: Place,
        hub: &Hub,
    ) -> Option<FocusState> {
        let put_back = self.act(Act::PutBack(message, place), &By::Owner.into(), hub);
        put_back.ok()?;
        // A state of its own: none that is written later has less under the same version.
        self.publish();
        Some(self.followers.borrow().kept(self.untold()))
    }

    /// Where a message is in the queue.
    pub(super) fn place_of(&self, id: &MessageId) -> Option<Place> {
        self.focus.place_of(id)
    }

    /// Whether the streamer has it on screen or in the queue.
    pub(super) fn is_owners(&self, id: &MessageId) -> bool {
        self.focus.owners().any(|message| message.id == *id)
    }

    /// What is not in the audit list yet.
    pub(super) fn untold(&self) -> Untold {
        self.untold.clone()
    }

    /// Tells of what has changed, also of what could wait.
    pub(super) fn publish_last(&mut self) {
        self.news = self.news.map(|_| News::CanNotWait);
        self.publish();
    }

    fn note(&mut self, changed: bool, news: News) {
        if changed {
            self.news = self.news.max(Some(news));
        }
    }

    /// Tells of what has changed.
    pub(super) fn publish(&mut self) {
        match self.news {
            None => return,
            Some(News::CanWait) if self.told.elapsed() < CALM => return,
            Some(News::CanWait | News::CanNotWait) => self.news = None,
        }
        self.told = Instant::now();
        let version = self.followers.borrow().version + 1;
        let now = OnStage { version, focus: self.focus.clone(), ..OnStage::default() };
        self.followers.send_replace(Arc::new(now));
    }
}

/// What outlives a stage.
pub(super) struct Successor {
    started: Instant,
    followers: watch::Sender<Arc<OnStage>>,
    untold: Untold,
}

impl Successor {
    /// A stage with the queue as it was seen last, but for what the hub knows to be removed.
    pub(super) fn take_over(self, hub: &Hub) -> Stage {
        let Self { started, followers, untold } = self;
        let mut focus = followers.borrow().focus.clone();
        focus.retain(|message| hub.removal_of(message).is_none(), started.elapsed());
        focus.settle_quotes(hub);
        // What changed, if anything did, is told.
        let (news, told) = (Some(News::CanNotWait), Instant::now());
        Stage { focus, started, news, told, followers, untold }
    }
}
