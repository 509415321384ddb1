//! A declared stream and the log of what happened in its chat.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::token::Chat;

/// Actions that the first answer holds as recent history.
const RECENT: u64 = 75;

/// What a stream is doing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StreamState {
    /// On air, with a chat.
    #[default]
    Live,
    /// A waiting room, with a chat.
    Upcoming,
    /// Over: `/live` no longer points at it.
    Ended,
    /// The channel exists, this video does not.
    None,
    /// On air for members; logged out there is no chat.
    MembersOnly,
    /// On air without a chat.
    ChatDisabled,
}

impl StreamState {
    pub(super) const fn is_on_air(self) -> bool {
        matches!(self, Self::Live | Self::MembersOnly | Self::ChatDisabled)
    }
}

/// A stream and the channel it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stream {
    /// The video id, 11 characters.
    pub video: String,
    /// The channel id: `UC` and 22 characters.
    pub channel: String,
    /// The channel's handles, with or without `@`. `/c/` and `/user/` find it by them too.
    #[serde(default)]
    pub handles: Vec<String>,
    /// The title.
    #[serde(default)]
    pub title: String,
    /// What it is doing.
    #[serde(default)]
    pub state: StreamState,
}

impl Stream {
    /// A live stream of a channel with one handle.
    #[must_use]
    pub fn live(handle: &str, channel: &str, video: &str) -> Self {
        Self {
            video: video.to_owned(),
            channel: channel.to_owned(),
            handles: vec![handle.to_owned()],
            title: format!("{} is live", handle.trim_start_matches('@')),
            state: StreamState::Live,
        }
    }

    pub(super) fn handle(&self) -> &str {
        self.handles.first().map_or("unnamed", |handle| handle.trim_start_matches('@'))
    }

    pub(super) fn belongs_to(&self, handle: &str) -> bool {
        let wanted = handle.trim_start_matches('@');
        self.handles.iter().any(|own| own.trim_start_matches('@').eq_ignore_ascii_case(wanted))
    }
}

/// How the answers of a stream tell the client when to come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Continuation {
    /// "You will be pushed; come back after this many milliseconds at the latest." Usual.
    Invalidation(u64),
    /// "Come back after this many milliseconds."
    Timed(u64),
    /// "Start over."
    Reload,
}

/// How much of the chat the server holds and hands out.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Actions in one answer.
    pub per_answer: usize,
    /// Newest actions that are kept; who comes later has lost the older ones. YouTube itself keeps
    /// about 200.
    pub kept: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { per_answer: 200, kept: 2000 }
    }
}

struct Entry {
    action: Value,
    low_value: bool,
}

/// What happened in one chat, by position.
#[derive(Default)]
pub(super) struct Log {
    entries: VecDeque<Entry>,
    /// The position of the oldest entry still kept.
    base: u64,
}

impl Log {
    pub(super) fn push(&mut self, action: Value, low_value: bool, limits: Limits) {
        self.entries.push_back(Entry { action, low_value });
        while self.entries.len() > limits.kept {
            self.entries.pop_front();
            self.base += 1;
        }
    }

    /// What a client at this position gets, and the position after it.
    pub(super) fn since(
        &self,
        position: Option<u64>,
        chat: Chat,
        limits: Limits,
    ) -> (Vec<Value>, u64) {
        let head = self.base + self.entries.len() as u64;
        let from = position.unwrap_or(head.saturating_sub(RECENT)).clamp(self.base, head);
        let skipped = usize::try_from(from - self.base).unwrap_or(usize::MAX);
        let mut actions = Vec::new();
        let mut next = from;
        for entry in self.entries.iter().skip(skipped) {
            if actions.len() == limits.per_answer {
                break;
            }
            next += 1;
            if chat == Chat::All || !entry.low_value {
                actions.push(entry.action.clone());
            }
        }
        (actions, next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_that_comes_too_late_has_lost_the_oldest() {
        let limits = Limits { per_answer: 2, kept: 3 };
        let mut log = Log::default();
        for number in 0..5 {
            log.push(number.into(), number == 3, limits);
        }
        let all = |position| log.since(Some(position), Chat::All, limits);
        assert_eq!(all(0), (vec![2.into(), 3.into()], 4), "0 and 1 are no longer kept");
        assert_eq!(all(4), (vec![4.into()], 5));
        assert_eq!(all(5), (vec![], 5), "nothing new");
        assert_eq!(all(99), (vec![], 5), "a position from the future");
        let top = log.since(None, Chat::Top, limits);
        assert_eq!(top, (vec![2.into(), 4.into()], 5), "3 is of low value");
    }
}
