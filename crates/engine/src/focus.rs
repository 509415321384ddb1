//! The focus queue: single messages for the screen, picked by people and by rules.

use std::sync::Arc;
use std::time::Duration;

use chat::{Act, Advance, By, HighlightRules, Message, MessageId};
use tokio::sync::watch;

use crate::audit::Doer;
use crate::overlays::of_chat;
use crate::{Engine, EngineError, OnStage, Result, Warning};

/// Messages that are queued in one call.
const MOST_AT_ONCE: usize = 500;
/// The longest note on a suggestion, in characters.
const LONGEST_NOTE: usize = 500;
/// How long a disk that refuses is left alone.
const RETRY: Duration = Duration::from_secs(1);

impl Engine {
    /// The focus queue as it is, and as it changes.
    #[must_use]
    pub fn focus(&self) -> watch::Receiver<Arc<OnStage>> {
        self.0.hub.stage()
    }

    /// Tells the hub how the queue goes on by itself, and what is queued by itself: nothing that an
    /// overlay keeps from viewers, nor before its hold is over.
    pub(crate) async fn direct_focus(&self) -> Result<()> {
        let settings = self.settings();
        let hold = Duration::from_secs(self.longest_hold().into());
        let overlays = Arc::clone(&self.0.overlays.borrow());
        let overlays = of_chat(&overlays);
        let overlays = overlays.map(|overlay| overlay.options.rules().of_manners()).collect();
        let advance = Advance { hold, ..settings.focus.advance() };
        let rules = HighlightRules { overlays, ..settings.focus.rules() };
        self.0.hub.direct(advance, rules).await
    }

    /// Queues messages, in this order. Of several, those that were removed meanwhile are left out.
    pub async fn queue(&self, ids: Vec<MessageId>, by: By) -> Result<()> {
        if ids.len() > MOST_AT_ONCE {
            let message = format!("at most {MOST_AT_ONCE} messages are queued at once");
            return Err(EngineError::invalid("message_ids", message));
        }
        let messages = self.find(ids).await?;
        self.act(Act::Queue(messages), by).await
    }

    /// Shows a message now, queued or not.
    pub async fn show(&self, id: MessageId) -> Result<()> {
        let message = self.find_one(id).await?;
        self.act(Act::Show(message), By::Owner).await
    }

    /// Marks a message for the streamer to decide.
    pub async fn suggest(&self, id: MessageId, note: &str, by: By) -> Result<()> {
        let note: String = note.split_whitespace().collect::<Vec<_>>().join(" ");
        if note.chars().count() > LONGEST_NOTE {
            let message = format!("a note has at most {LONGEST_NOTE} characters");
            return Err(EngineError::invalid("note", message));
        }
        let message = self.find_one(id).await?;
        self.act(Act::Suggest(message, note), by).await
    }

    /// Does something with the queue. When this returns, it is done, on the disk, and told of in the
    /// audit list where that has it. Where the disk refuses it, it is done all the same, a warning says
    /// so, and it is written once it can be.
    pub async fn act(&self, act: Act, by: By) -> Result<()> {
        self.act_as(act, by.into()).await
    }

    pub(crate) async fn act_as(&self, act: Act, doer: Doer) -> Result<()> {
        let version = self.0.hub.act(act, doer).await?;
        let mut tried = self.0.focus_kept.subscribe();
        let tried = tried.wait_for(|kept| kept.tried >= version).await;
        tried.map(drop).map_err(|error| EngineError::Internal(error.to_string()))
    }

    pub(crate) async fn find_one(&self, id: MessageId) -> Result<Arc<Message>> {
        let found = self.find(vec![id]).await?.pop();
        found.ok_or(EngineError::NotFound("message"))
    }

    /// These messages: those of the last minutes are at hand, older ones are in the history. What was
    /// removed is left out; where nothing is left, that is the answer.
    async fn find(&self, ids: Vec<MessageId>) -> Result<Vec<Arc<Message>>> {
        let near = self.0.hub.messages(ids.clone()).await?;
        let far = ids.iter().zip(&near).filter(|(_, near)| near.is_none());
        let far: Vec<MessageId> = far.map(|(id, _)| *id).collect();
        let mut far = match far.is_empty() {
            true => Vec::new(),
            false => self.with_store(move |store| store.messages(&far)).await?,
        }
        .into_iter();
        let mut messages = Vec::with_capacity(ids.len());
        let mut removed = None;
        for near in near {
            let message = if let Some(near) = near {
                near
            } else {
                let found = far.next().flatten().ok_or(EngineError::NotFound("message"))?;
                if let Some(reason) = found.removed {
                    removed = Some(reason);
                    continue;
                }
                self.0.images.know_all_of(&found.message);
                Arc::new(found.message)
            };
            if message.kind.is_for_history_alone() {
                return Err(EngineError::NotFound("message"));
            }
            messages.push(message);
        }
        match removed {
            Some(reason) if messages.is_empty() => Err(EngineError::Removed(reason)),
            _ => Ok(messages),
        }
    }

    /// Keeps every state of the queue that is still the last one when the disk is free.
    pub(crate) async fn keep_focus(self) {
        let mut stage = self.focus();
        while stage.changed().await.is_ok() {
            let now = Arc::clone(&stage.borrow_and_update());
            if !self.keep_state(&now).await {
                // People see what they did; what is written is the last state, once it can be.
                stage.mark_changed();
                tokio::time::sleep(RETRY).await;
            }
        }
    }

    /// Keeps the last state, at the end.
    pub(crate) async fn keep_focus_now(&self) {
        let now = Arc::clone(&self.focus().borrow());
        if now.version > self.0.focus_kept.borrow().written {
            self.keep_state(&now).await;
        }
    }

    async fn keep_state(&self, now: &Arc<OnStage>) -> bool {
        let (state, untold) = (Arc::clone(now), self.0.hub.untold().clone());
        let kept = self.with_store(move |store| store.keep_focus(&state.kept(untold))).await;
        match &kept {
            Ok(()) => self.clear_warning(NOT_KEPT),
            Err(error) => {
                tracing::error!(%error, "the focus queue could not be written");
                self.warn(Warning {
                    code: NOT_KEPT,
                    message: "The queue of messages works, but can't be written.".into(),
                    hint: "Check that the disk is not full and can be written. It goes on by \
                           itself."
                        .into(),
                });
            }
        }
        self.0.focus_kept.send_modify(|known| {
            known.tried = now.version;
            if kept.is_ok() {
                known.written = now.version;
            }
        });
        kept.is_ok()
    }
}

/// The versions of the queue that were handed to the disk and that it took, the last of each.
#[derive(Debug, Default)]
pub(crate) struct FocusKept {
    tried: u64,
    written: u64,
}

const NOT_KEPT: &str = "focus_not_kept";
