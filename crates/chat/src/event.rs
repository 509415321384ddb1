//! What a platform tells us.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{AuthorId, Message, MessageId, Platform, SourceId};

/// Something that happened in a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChatEvent {
    /// A new message.
    Message(Box<Message>),
    /// The platform put another text in a message's place (after moderation, or a count that grew).
    Replaced {
        /// The message whose place it takes.
        target: MessageId,
        /// What stands there now.
        message: Box<Message>,
    },
    /// Something must leave the screen.
    Removed(Removal),
    /// The rules of the room, whole or in part.
    Room {
        /// The source of the room.
        source: SourceId,
        /// What is known of them.
        modes: RoomModes,
    },
    /// A message was pinned above the chat.
    Pinned {
        /// The message. It may be one that was in the feed before.
        message: Box<Message>,
    },
    /// What was pinned is not any more.
    Unpinned {
        /// The message, by its own id.
        id: MessageId,
        /// When, as near as is known.
        at: Timestamp,
    },
    /// A poll began, or its votes changed.
    Poll {
        /// The source of the room.
        source: SourceId,
        /// Where it is held.
        platform: Platform,
        /// When, as near as is known.
        at: Timestamp,
        /// The poll as it stands.
        poll: Poll,
    },
    /// A poll was closed.
    PollClosed {
        /// Where it was held.
        platform: Platform,
        /// When, as near as is known.
        at: Timestamp,
        /// The platform's id of it.
        id: String,
    },
    /// A goal was set, or came nearer.
    Goal {
        /// The source of the room.
        source: SourceId,
        /// The goal as it stands.
        goal: Goal,
    },
}

impl ChatEvent {
    /// The message that it brings, if it brings one.
    #[must_use]
    pub fn message(&self) -> Option<&Message> {
        match self {
            Self::Message(message) | Self::Replaced { message, .. } | Self::Pinned { message } => {
                Some(message)
            }
            _ => None,
        }
    }

    /// The same, to note on it what is known of it beside.
    pub fn message_mut(&mut self) -> Option<&mut Message> {
        match self {
            Self::Message(message) | Self::Replaced { message, .. } | Self::Pinned { message } => {
                Some(message)
            }
            _ => None,
        }
    }
}

/// Something must leave the screen, and stay away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    /// What.
    pub target: Target,
    /// Why.
    pub reason: Reason,
    /// When, by the platform's clock where it tells, else the time of the newest message before
    /// it. An author's or a whole chat's removal covers what is on screen, and what was written up
    /// to then but arrives later.
    pub at: Timestamp,
}

/// What is removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Target {
    /// One message.
    Message {
        /// Its id.
        id: MessageId,
    },
    /// All of one author's messages in one source.
    Author {
        /// The source.
        source: SourceId,
        /// The author.
        author: AuthorId,
    },
    /// All messages of a source.
    Source {
        /// The source.
        source: SourceId,
    },
    /// What was brought by a source that the streamer has removed: nobody hears any more what its
    /// platform takes away. The history keeps it as it is.
    Left {
        /// The source.
        source: SourceId,
    },
}

/// Why something was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// A moderator or its author deleted it.
    Deleted,
    /// Its author may not write for a while.
    Timeout,
    /// Its author was banned.
    Ban,
    /// The whole chat was cleared.
    Cleared,
    /// The streamer took it off the overlays, on this machine alone.
    Hidden,
}

impl Reason {
    /// The reason's name in the API and the store.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Deleted => "deleted",
            Self::Timeout => "timeout",
            Self::Ban => "ban",
            Self::Cleared => "cleared",
            Self::Hidden => "hidden",
        }
    }

    /// The reason with this [name](Self::name).
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Deleted, Self::Timeout, Self::Ban, Self::Cleared, Self::Hidden]
            .into_iter()
            .find(|r| r.name() == name)
    }
}

/// The rules of a room. `None`: not told, as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoomModes {
    /// The platform's id of the room: Twitch's user id of the channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// Seconds between one person's messages; 0 is off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slow_seconds: Option<u32>,
    /// Minutes that one must have followed; -1 is off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub followers_minutes: Option<i64>,
    /// Only emotes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emote_only: Option<bool>,
    /// Only subscribers or members.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscribers_only: Option<bool>,
    /// No text twice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unique: Option<bool>,
}

/// A poll as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poll {
    /// The platform's id of it.
    pub id: String,
    /// What is asked.
    pub question: String,
    /// What can be answered, in order.
    pub choices: Vec<PollChoice>,
    /// Votes in all, where told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<u64>,
}

/// A goal of the streamer's that viewers pay towards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// The platform's id of it.
    pub id: String,
    /// How far it is, in the platform's words: `Super Chat goal progress: $20 out of $100`.
    pub progress: String,
}

/// One answer of a poll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollChoice {
    /// Its text.
    pub text: String,
    /// Its share in thousandths, where told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permille: Option<u16>,
}
