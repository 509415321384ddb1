//! A change of what is on screen, as the WebSocket sends it.

use serde::Serialize;

use super::MessageView;
use crate::{Change, MessageId};

/// Bytes that most changes fit into.
const USUAL: usize = 1024;

/// A numbered change, as the WebSocket sends it.
#[derive(Debug, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Change"))]
pub enum ChangeView<'a> {
    /// A new message, last.
    Add {
        /// The change's number.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        seq: u64,
        /// The message.
        add: MessageView<'a>,
    },
    /// The message with this id has another text.
    Replace {
        /// The change's number.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        seq: u64,
        /// The message.
        replace: MessageView<'a>,
    },
    /// A message that was hidden is back.
    Insert {
        /// The change's number.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        seq: u64,
        /// The message and its place.
        insert: InsertView<'a>,
    },
    /// These leave.
    Remove {
        /// The change's number.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        seq: u64,
        /// Which, and why.
        remove: RemoveView<'a>,
    },
}

/// A message that comes back, as clients get it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Insertion"))]
pub struct InsertView<'a> {
    message: MessageView<'a>,
    /// The message after it; `null` where it is the last.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    before: Option<MessageId>,
}

/// Messages that leave, as clients get it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Removal"))]
pub struct RemoveView<'a> {
    #[cfg_attr(feature = "typescript", ts(type = "Array<string>"))]
    ids: &'a [MessageId],
    #[cfg_attr(feature = "typescript", ts(type = "RemovalReason"))]
    reason: &'static str,
}

impl<'a> ChangeView<'a> {
    fn new(seq: u64, change: &'a Change) -> Self {
        match change {
            Change::Add(message) => Self::Add { seq, add: MessageView::new(message) },
            Change::Replace(message) => Self::Replace { seq, replace: MessageView::new(message) },
            Change::Insert { message, before } => Self::Insert {
                seq,
                insert: InsertView { message: MessageView::new(message), before: *before },
            },
            Change::Remove { ids, reason } => {
                Self::Remove { seq, remove: RemoveView { ids, reason: reason.name() } }
            }
        }
    }
}

pub(crate) fn change_json(seq: u64, change: &Change) -> String {
    let mut json = Vec::with_capacity(USUAL);
    // Strings, numbers and lists of them: the encoder has nothing that it could refuse.
    serde_json::to_writer(&mut json, &ChangeView::new(seq, change)).unwrap_or_default();
    String::from_utf8(json).unwrap_or_default()
}
