//! What the list tells of what somebody does, before it is done: it is written in one step with it.

use chat::{Act, By, Focus, Message, MessageId, Place};
use jiff::Timestamp;
use store::{AuditChange, AuditRow, Fate, NewAuditRow};
use writing::WritingError;

use super::Deed;
use crate::{Engine, EngineError, Result};

/// Who does something, and the entry of the list that is taken back by it.
#[derive(Debug, Clone)]
pub(crate) struct Doer {
    pub(crate) by: By,
    undoes: Option<i64>,
}

impl From<By> for Doer {
    fn from(by: By) -> Self {
        Self { by, undoes: None }
    }
}

impl Doer {
    /// The streamer, who takes back the entry with this number.
    pub(super) fn who_undoes(number: i64) -> Self {
        Self { by: By::Owner, undoes: Some(number) }
    }

    /// What the list tells of an act, before it is done. Of what the streamer does with the queue,
    /// their answers alone need a list.
    pub(crate) fn told_of(&self, act: &Act, focus: &Focus) -> Result<Vec<AuditChange>> {
        let is_moderator = matches!(self.by, By::Moderator { .. });
        let mut place = None;
        let deeds = match act {
            // What waits as it is was none of their doing, and is not to be taken back as theirs.
            Act::Queue(messages) if is_moderator => {
                let mut new: Vec<MessageId> = Vec::new();
                for Message { id, .. } in messages.iter().map(AsRef::as_ref) {
                    if focus.would_queue(id, &self.by) && !new.contains(id) {
                        new.push(*id);
                    }
                }
                new.into_iter().map(|message| Deed::Queued { message }).collect()
            }
            Act::Unqueue(message) if is_moderator => {
                place = focus.place_of(message);
                vec![Deed::Unqueued { message: *message }]
            }
            Act::Suggest(message, note) if is_moderator => {
                vec![Deed::Suggested { message: message.id, note: note.clone() }]
            }
            Act::Accept(message) => vec![Deed::Accepted { message: *message }],
            Act::Reject(message) => vec![Deed::Rejected { message: *message }],
            _ => Vec::new(),
        };
        let mut told = Vec::new();
        for deed in deeds {
            told.extend(row(&self.by, &deed, place.clone())?.map(AuditChange::Done));
        }
        if self.by == By::Owner {
            for message in focus.gives_way(act) {
                let deed = Deed::Unqueued { message };
                told.extend(row(&self.by, &deed, None)?.map(AuditChange::Done));
            }
        }
        told.extend(self.undoes.map(AuditChange::Undone));
        Ok(told)
    }

    /// What the list tells of a hiding, or of bringing back. `place`: where in the queue the message was
    /// until then.
    pub(crate) fn told(&self, deed: &Deed, place: Option<Place>) -> Result<Vec<AuditChange>> {
        let done = row(&self.by, deed, place)?.map(AuditChange::Done);
        // To take something back is no word of its own: what was before that can be taken back too.
        let is_word = self.by == By::Owner && self.undoes.is_none();
        let decided = deed.message().filter(|_| is_word).map(AuditChange::Decided);
        Ok(decided.into_iter().chain(done).chain(self.undoes.map(AuditChange::Undone)).collect())
    }
}

/// Where an entry has the place in the queue.
const PLACE: &str = "place";

/// An entry to be written. What rules do is told nowhere.
fn row(by: &By, deed: &Deed, place: Option<Place>) -> Result<Option<NewAuditRow>> {
    let who = match by {
        By::Owner => None,
        By::Moderator { id, .. } => Some(id.clone()),
        By::Rule { .. } => return Ok(None),
    };
    let mut entry = crate::patch::to_value(deed)?;
    if let (Some(entry), Some(place)) = (entry.as_object_mut(), place) {
        entry.insert(PLACE.into(), crate::patch::to_value(&place)?);
    }
    Ok(Some(NewAuditRow {
        at: Timestamp::now(),
        who,
        name: by.name().to_owned(),
        deed: deed.name(),
        message: deed.message(),
        entry,
    }))
}

/// Where the message of an entry was in the queue, if it was there.
pub(super) fn place_in(row: &AuditRow) -> Option<Place> {
    serde_json::from_value(row.entry.get(PLACE)?.clone()).ok()
}

impl Engine {
    /// Does what this database has no part in, and tells of it first: whatever happens meanwhile,
    /// nothing is done that the list does not tell of. Until it is answered the entry is pending;
    /// what was not done is told of no more, and where the answer was lost nobody knows. `fate`: what
    /// an answer says.
    pub async fn noted<T: Send + 'static>(
        &self,
        by: &By,
        deed: Deed,
        act: impl Future<Output = Result<T>> + Send + 'static,
        fate: impl FnOnce(&T) -> Fate + Send + 'static,
    ) -> Result<T> {
        let row = row(by, &deed, None)?;
        let engine = self.clone();
        let doing = async move {
            let number = match row {
                Some(row) => Some(engine.with_store(move |store| store.note(&row)).await?),
                None => None,
            };
            let done = act.await;
            let fate = match &done {
                Ok(answer) => fate(answer),
                // Also where it was broken off, as by the end of the application.
                Err(EngineError::Writing(WritingError::NoAnswer(_)) | EngineError::Internal(_)) => {
                    Fate::Unknown
                }
                Err(_) => Fate::Refused,
            };
            if let Some(number) = number {
                let settled = engine.with_store(move |store| store.settle_note(number, fate));
                // What became of it is the answer, and not that this can't be written.
                if let Err(error) = settled.await {
                    tracing::error!(%error, number, "an entry of the audit list stays pending");
                }
            }
            done
        };
        self.to_its_end(doing).await
    }
}
