//! The queue as clients get it.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;

use super::{By, Decision, Focus, Item, Mark, Suggestion};
use crate::{MessageId, MessageView};

/// What is on screen, what follows, and what moderators marked.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Focus"))]
pub struct FocusView<'a> {
    /// What the focus overlay shows.
    #[cfg_attr(feature = "typescript", ts(type = "FocusItem | null"))]
    current: Option<ItemView<'a>>,
    /// What follows, the next one first.
    #[cfg_attr(feature = "typescript", ts(type = "Array<FocusItem>"))]
    queue: Vec<ItemView<'a>>,
    /// What moderators marked, the oldest first.
    #[cfg_attr(feature = "typescript", ts(type = "Array<Suggestion>"))]
    suggestions: Vec<SuggestionView<'a>>,
    /// What became of the last suggestions, the newest first.
    decided: Vec<DecisionView>,
    /// Whether there is something before what is on screen.
    can_go_back: bool,
}

impl Focus {
    /// What is on screen, as viewers see it: where nobody has looked at it, as the overlays of chat
    /// show it.
    #[must_use]
    pub fn seen(&self) -> Option<Cow<'_, Item>> {
        let item = self.current()?;
        if item.is_owners() || !item.is_of_rule() {
            return Some(Cow::Borrowed(item));
        }
        match self.rules.as_shown(&item.message)? {
            Cow::Borrowed(_) => Some(Cow::Borrowed(item)),
            Cow::Owned(shown) => {
                Some(Cow::Owned(Item { message: Arc::new(shown), ..item.clone() }))
            }
        }
    }
}

/// A message with who picked it.
#[derive(Debug, Serialize)]
pub struct ItemView<'a> {
    #[serde(flatten)]
    message: MessageView<'a>,
    /// The moderator who picked it.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a str>,
    /// The rule that picked it, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    auto: Option<&'a str>,
    /// No timer takes it off the screen.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pinned: bool,
}

/// A message that moderators want to be talked about.
#[derive(Debug, Serialize)]
pub struct SuggestionView<'a> {
    #[serde(flatten)]
    message: MessageView<'a>,
    /// Who marked it first.
    by: &'a str,
    /// What they say of it.
    note: &'a str,
    /// All who marked it.
    marked_by: Vec<MarkView<'a>>,
}

/// A moderator's mark.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Mark"))]
pub struct MarkView<'a> {
    /// Whose.
    by: &'a str,
    /// What they say.
    note: &'a str,
    /// RFC 3339, UTC.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    at: Timestamp,
}

/// What became of a suggestion.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Decision"))]
pub struct DecisionView {
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    message_id: MessageId,
    /// Whether it was queued.
    accepted: bool,
    /// RFC 3339, UTC.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    at: Timestamp,
}

impl<'a> FocusView<'a> {
    /// All of it.
    #[must_use]
    pub fn new(focus: &'a Focus) -> Self {
        let decision = |&Decision { id, accepted, at }: &Decision| DecisionView {
            message_id: id,
            accepted,
            at,
        };
        Self {
            current: focus.current().map(ItemView::new),
            queue: focus.queue.iter().map(ItemView::new).collect(),
            suggestions: focus.suggestions.iter().map(SuggestionView::new).collect(),
            decided: focus.decided.iter().map(decision).collect(),
            can_go_back: if focus.on {
                focus.at > 0
            } else {
                !focus.is_ahead && !focus.shown.is_empty()
            },
        }
    }
}

impl<'a> ItemView<'a> {
    /// One message of the queue, or the one on screen.
    #[must_use]
    pub fn new(item: &'a Item) -> Self {
        let (by, auto) = match &item.by {
            By::Owner => (None, None),
            By::Moderator { name, .. } => (Some(name.as_str()), None),
            By::Rule { why } => (None, Some(why.as_str())),
        };
        Self { message: MessageView::new(&item.message), by, auto, pinned: item.pinned }
    }
}

impl<'a> SuggestionView<'a> {
    fn new(suggestion: &'a Suggestion) -> Self {
        let first = suggestion.marks.first();
        Self {
            message: MessageView::new(&suggestion.message),
            by: first.map_or("", |mark| mark.by.name()),
            note: first.map_or("", |mark| mark.note.as_str()),
            marked_by: suggestion.marks.iter().map(MarkView::new).collect(),
        }
    }
}

impl<'a> MarkView<'a> {
    fn new(mark: &'a Mark) -> Self {
        Self { by: mark.by.name(), note: &mark.note, at: mark.at }
    }
}
