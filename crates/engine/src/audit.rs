//! Who did what, and taking it back.
//!
//! What moderators do is noted, and of what the streamer does their answers: what they hid or brought
//! back, which stands, and what became of a mark.

mod deed;
mod doer;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chat::{Act, FocusError, Fragment, Message, MessageId, PartView, Place, Platform};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use store::{AuditRow, Fate, Found, Store};
use writing::WritingError;

pub use self::deed::Deed;
use self::deed::PASSED;
pub(crate) use self::deed::{HID, TIMED_OUT, UNHID};
pub(crate) use self::doer::Doer;
use crate::{Engine, EngineError, Moderation, OnStage, Result, Whom};

/// Entries that are looked through for one that can be undone.
const LOOKED_THROUGH: u32 = 200;
/// So much of a message is noted, in characters.
const EXCERPT: usize = 120;

/// What people have let pass lately, oldest first: no overlay holds it again in this run.
pub(crate) fn passed(store: &Store) -> Result<Vec<MessageId>> {
    Ok(store.last_with_deed(PASSED, LOOKED_THROUGH)?)
}

/// An entry of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields))]
#[expect(clippy::struct_excessive_bools, reason = "each is a field of its own in the API")]
pub struct AuditEntry {
    /// Its number, higher than those before it.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub number: i64,
    /// RFC 3339, UTC.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub at: Timestamp,
    /// What they were called.
    pub by: String,
    /// Whether it was the streamer.
    pub by_streamer: bool,
    /// What was done.
    #[serde(flatten)]
    pub deed: Deed,
    /// Who wrote the message that it was done to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author_name: Option<String>,
    /// The beginning of that message, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The same in its parts, with their pictures.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "Array<Part>"))]
    pub body: Option<Value>,
    /// The streamer has taken it back.
    pub undone: bool,
    /// It is being done: the platform has not answered yet.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<bool>"))]
    pub pending: bool,
    /// Nobody knows whether it was done: the platform's answer was lost, or the application ended
    /// before it came.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<bool>"))]
    pub unknown: bool,
    /// Where it was done, as far as that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "Platform"))]
    pub platform: Option<Platform>,
    /// Whether it can be taken back.
    pub can_undo: bool,
}

impl AuditEntry {
    fn tell_of(&mut self, Message { platform, author, body, .. }: &Message) -> Result<()> {
        let parts = beginning(body);
        self.platform = Some(*platform);
        self.author_name = author.as_ref().map(|author| author.name.clone());
        self.text = Some(parts.iter().map(Fragment::words).collect());
        let parts = parts.iter().map(|part| PartView::new(part, *platform));
        self.body = Some(crate::patch::to_value(&parts.collect::<Vec<_>>())?);
        Ok(())
    }
}

impl Engine {
    /// What was done lately, newest first; or before the entry with the number `before`.
    pub async fn audit(&self, limit: u32, before: Option<i64>) -> Result<Vec<AuditEntry>> {
        let on_stage = self.on_stage();
        let entries = self.with_store(move |store| {
            let rows = store.audit(limit, before)?.into_iter();
            let entries: Vec<_> = rows.filter_map(|row| entry(row, &on_stage)).collect();
            let about: Vec<_> = entries.iter().filter_map(|entry| entry.deed.message()).collect();
            let found = store.messages(&about)?;
            let about: HashMap<_, _> = about.into_iter().zip(found).collect();
            Ok((entries, about))
        });
        let mut told = Vec::new();
        let (entries, about) = entries.await?;
        for mut entry in entries {
            let found = entry.deed.message().and_then(|id| about.get(&id)?.as_ref());
            if let Some(Found { message, .. }) = found {
                self.0.images.know_all_of(message);
                entry.tell_of(message)?;
            } else if let Deed::TimedOut { source: Some(source), name, .. } = &entry.deed {
                entry.platform = self.0.sources.platform(source);
                entry.author_name.clone_from(name);
            }
            told.push(entry);
        }
        Ok(told)
    }

    /// Takes back the last thing that a moderator did and that can be. Answers with its number. What
    /// could not be taken back, as while nobody is signed in, is said, and comes behind all others
    /// from then on.
    pub async fn undo_last(&self) -> Result<i64> {
        let rows = self.with_store(|store| store.audit(LOOKED_THROUGH, None)).await?;
        let theirs = rows.into_iter().filter(|row| row.who.is_some() && !row.undone);
        let on_stage = self.on_stage();
        let theirs = theirs.filter_map(|row| entry(row, &on_stage)).filter(|entry| entry.can_undo);
        let mut theirs: Vec<i64> = theirs.map(|entry| entry.number).collect();
        {
            let refused = self.0.undo_refused.lock();
            theirs.sort_by_key(|number| refused.contains(number));
        }
        let mut refused = EngineError::NotFound("entry");
        for number in theirs {
            match self.undo(number).await {
                Ok(()) => return Ok(number),
                // What nobody can lift from here stands before no other.
                Err(
                    error @ (EngineError::NotFound(_)
                    | EngineError::NotUndoable
                    | EngineError::Writing(WritingError::UnknownBan)),
                ) => refused = error,
                Err(error) => {
                    self.0.undo_refused.lock().insert(number);
                    return Err(error);
                }
            }
        }
        Err(refused)
    }

    /// Takes back something that was done, to its end: a client that hangs up leaves no half of it.
    pub async fn undo(&self, number: i64) -> Result<()> {
        let engine = self.clone();
        self.to_its_end(async move { engine.undo_now(number).await }).await
    }

    async fn undo_now(&self, number: i64) -> Result<()> {
        let row = self.with_store(move |store| store.audit_entry(number)).await?;
        let whose = row.who.clone().ok_or(EngineError::NotUndoable)?;
        let place = doer::place_in(&row);
        let entry = entry(row, &self.on_stage()).filter(|entry| entry.can_undo);
        let entry = entry.ok_or(EngineError::NotUndoable)?;
        let doer = Doer::who_undoes(number);
        let undone = match entry.deed {
            Deed::Suggested { message, .. } => self.act_as(Act::Unmark(message, whose), doer).await,
            Deed::Queued { message } => self.act_as(Act::TakeBack(message, whose), doer).await,
            Deed::Unqueued { message } => {
                self.put_back(message, place.unwrap_or_default(), doer).await
            }
            Deed::Hid { message } => {
                let waited = match place {
                    Some(place) => self.even_hidden(message).await?.zip(Some(place)),
                    None => None,
                };
                self.unhide_as(message, doer, waited).await
            }
            Deed::Unhid { message } | Deed::Passed { message } => self.hide_as(message, doer).await,
            Deed::TimedOut { source: Some(source), name: Some(name), .. } => {
                let lifted = self.unban_by_name(&source, name).await;
                return self.mark_lifted(number, lifted).await;
            }
            Deed::TimedOut { message, source, author, .. } => {
                let author = source.zip(author);
                let author = author.map(|(source, author)| Whom::Author { source, author });
                let mut lifted = Err(EngineError::NotUndoable);
                for whom in message.map(Whom::Message).into_iter().chain(author) {
                    lifted = self.moderate(whom, Moderation::Unban, &doer.by).await;
                    // Whom a message names that is not known any more, their id names too.
                    if !matches!(lifted, Err(EngineError::NotFound(_) | EngineError::Removed(_))) {
                        break;
                    }
                }
                return self.mark_lifted(number, lifted).await;
            }
            Deed::Sent { .. }
            | Deed::Deleted { .. }
            | Deed::Accepted { .. }
            | Deed::Rejected { .. } => return Err(EngineError::NotUndoable),
        };
        match undone {
            // It is marked in the step that took it back.
            Ok(()) => Ok(()),
            // What the streamer has taken out since stays out.
            Err(EngineError::Focus(FocusError::Overruled)) => {
                self.with_store(move |store| store.overrule(&[number])).await?;
                Err(EngineError::NotUndoable)
            }
            refused => {
                gone(refused)?;
                self.mark_undone(number).await
            }
        }
    }

    async fn put_back(&self, id: MessageId, place: Place, doer: Doer) -> Result<()> {
        let message = self.find_one(id).await?;
        self.act_as(Act::PutBack(message, place), doer).await
    }

    /// A message, also where it is hidden.
    async fn even_hidden(&self, id: MessageId) -> Result<Option<Arc<Message>>> {
        if let Some(near) = self.0.hub.messages(vec![id]).await?.pop().flatten() {
            return Ok(Some(near));
        }
        let found = self.with_store(move |store| store.message(&id)).await?;
        Ok(found.map(|found| {
            self.0.images.know_all_of(&found.message);
            Arc::new(found.message)
        }))
    }

    /// That nobody is kept from writing any more is what was wanted.
    async fn mark_lifted(&self, number: i64, lifted: Result<()>) -> Result<()> {
        match lifted {
            Ok(()) | Err(EngineError::Writing(WritingError::NotBanned(_))) => {
                self.mark_undone(number).await
            }
            refused => refused,
        }
    }

    async fn mark_undone(&self, number: i64) -> Result<()> {
        self.with_store(move |store| store.mark_undone(number)).await
    }

    pub(crate) fn on_stage(&self) -> Arc<OnStage> {
        Arc::clone(&self.0.hub.stage().borrow())
    }
}

/// The entries that could not be taken back when that was asked for, in this run.
#[derive(Debug, Default)]
pub(crate) struct UndoRefused(Mutex<HashSet<i64>>);

impl UndoRefused {
    fn lock(&self) -> MutexGuard<'_, HashSet<i64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// As much of a message as is told. An emote is there whole, or not at all.
fn beginning(body: &[Fragment]) -> Vec<Fragment> {
    let mut left = EXCERPT;
    let mut parts = Vec::new();
    for part in body {
        let length = part.text().chars().count();
        if length > left {
            if let Fragment::Text { text } = part {
                parts.push(Fragment::plain(text.chars().take(left).collect::<String>()));
            }
            break;
        }
        left -= length;
        parts.push(part.clone());
    }
    parts
}

/// What is not there any more, or not so any more, need not be taken back: an entry that can't be
/// would stand before all others for ever.
fn gone(done: Result<()>) -> Result<()> {
    match done {
        Err(
            EngineError::Focus(FocusError::NotQueued | FocusError::NotSuggested)
            | EngineError::NotHidden
            | EngineError::Removed(_)
            | EngineError::NotFound(_),
        ) => Ok(()),
        other => other,
    }
}

/// One that this version can't read (a newer one wrote it) is left alone, and out.
fn entry(row: AuditRow, on_stage: &OnStage) -> Option<AuditEntry> {
    let AuditRow { number, at, who, name, entry, undone, fate } = row;
    let deed: Deed = serde_json::from_value(entry)
        .inspect_err(|error| tracing::warn!(%error, "an entry of the audit list can't be read"))
        .ok()?;
    // Taken back before it is done, it would be done after that. To take back what perhaps was not
    // done harms nobody.
    let pending = fate == Fate::Pending;
    let can_undo = !undone
        && matches!(fate, Fate::Done | Fate::Unknown)
        && who.as_ref().is_some_and(|who| deed.can_be_undone(who, on_stage));
    Some(AuditEntry {
        number,
        at,
        by: name,
        by_streamer: who.is_none(),
        deed,
        author_name: None,
        text: None,
        body: None,
        undone,
        pending,
        unknown: fate == Fate::Unknown,
        platform: None,
        can_undo,
    })
}
