//! What is done, by its kind.

use chat::{AuthorId, MessageId, SourceId};
use serde::{Deserialize, Serialize};
use writing::{Command, Line};

use crate::{OnStage, Result};

pub(super) const PASSED: &str = "passed";
pub(crate) const HID: &str = "hid";
pub(crate) const UNHID: &str = "unhid";
pub(crate) const TIMED_OUT: &str = "timed_out";

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields))]
pub enum Deed {
    /// Marked a message for the streamer.
    Suggested {
        /// The message.
        #[cfg_attr(feature = "typescript", ts(type = "string"))]
        message: MessageId,
        /// What they said of it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        #[cfg_attr(feature = "typescript", ts(as = "Option<String>"))]
        note: String,
    },
    /// Queued a message that was marked.
    Accepted {
        /// The message.
        #[cfg_attr(feature = "typescript", ts(type = "string"))]
        message: MessageId,
    },
    /// Said no to a message that was marked.
    Rejected {
        /// The message.
        #[cfg_attr(feature = "typescript", ts(type = "string"))]
        message: MessageId,
    },
    /// Queued a message.
    Queued {
        /// The message.
        #[cfg_attr(feature = "typescript", ts(type = "string"))]
        message: MessageId,
    },
    /// Took a message out of the queue.
    Unqueued {
        /// The message.
        #[cfg_attr(feature = "typescript", ts(type = "string"))]
        message: MessageId,
    },
    /// Took a message off the overlays.
    Hid {
        /// The message.
        #[cfg_attr(feature = "typescript", ts(type = "string"))]
        message: MessageId,
    },
    /// Brought a message back onto the overlays.
    Unhid {
        /// The message.
        #[cfg_attr(feature = "typescript", ts(type = "string"))]
        message: MessageId,
    },
    /// Let a message pass that an overlay held.
    Passed {
        /// The message.
        #[cfg_attr(feature = "typescript", ts(type = "string"))]
        message: MessageId,
    },
    /// Wrote to the chats.
    Sent {
        /// What.
        text: String,
    },
    /// Deleted a message on its platform.
    Deleted {
        /// The message.
        #[cfg_attr(feature = "typescript", ts(type = "string"))]
        message: MessageId,
    },
    /// Timed somebody out.
    TimedOut {
        /// The message for which it was done, if it was one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "typescript", ts(type = "string"))]
        message: Option<MessageId>,
        /// Where, if no message says it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "typescript", ts(type = "string"))]
        source: Option<SourceId>,
        /// Whom, if no message says it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "typescript", ts(type = "string"))]
        author: Option<AuthorId>,
        /// Whom, as they were called in a command, if no id says it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// For how long.
        seconds: u32,
    },
}

impl Deed {
    /// What it is to send this line, and to which of the sources each: a command is what it does.
    ///
    /// # Errors
    ///
    /// It begins with `/`, and is no command.
    pub fn of_line(
        line: &str,
        sources: &[SourceId],
        reply_to: Option<MessageId>,
    ) -> Result<Vec<(Self, Vec<SourceId>)>> {
        let deed = match (writing::read(line)?, reply_to) {
            (Line::Command(Command::Timeout { who, seconds, .. }), _) if !sources.is_empty() => {
                let mut each: Vec<(Self, Vec<SourceId>)> = Vec::new();
                for source in sources {
                    let of_one = vec![source.clone()];
                    if each.iter().any(|(_, known)| *known == of_one) {
                        continue;
                    }
                    let deed = Self::TimedOut {
                        message: None,
                        source: Some(source.clone()),
                        author: None,
                        name: Some(who.clone()),
                        seconds,
                    };
                    each.push((deed, of_one));
                }
                return Ok(each);
            }
            (Line::Command(Command::Delete), Some(message)) => Self::Deleted { message },
            _ => Self::Sent { text: line.to_owned() },
        };
        Ok(vec![(deed, sources.to_vec())])
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Suggested { .. } => "suggested",
            Self::Accepted { .. } => "accepted",
            Self::Rejected { .. } => "rejected",
            Self::Queued { .. } => "queued",
            Self::Unqueued { .. } => "unqueued",
            Self::Hid { .. } => HID,
            Self::Unhid { .. } => UNHID,
            Self::Passed { .. } => PASSED,
            Self::Sent { .. } => "sent",
            Self::Deleted { .. } => "deleted",
            Self::TimedOut { .. } => TIMED_OUT,
        }
    }

    pub(super) fn message(&self) -> Option<MessageId> {
        match self {
            Self::Suggested { message, .. }
            | Self::Accepted { message }
            | Self::Rejected { message }
            | Self::Queued { message }
            | Self::Unqueued { message }
            | Self::Hid { message }
            | Self::Unhid { message }
            | Self::Passed { message }
            | Self::Deleted { message } => Some(*message),
            Self::TimedOut { message, .. } => *message,
            Self::Sent { .. } => None,
        }
    }

    /// What is written to, or deleted on, a platform is not ours to take back, and a mark only while
    /// it waits.
    pub(super) fn can_be_undone(&self, whose: &str, on_stage: &OnStage) -> bool {
        match self {
            Self::Sent { .. } | Self::Deleted { .. } => false,
            Self::Suggested { message, .. } => on_stage.is_marked_by(*message, whose),
            _ => true,
        }
    }
}
