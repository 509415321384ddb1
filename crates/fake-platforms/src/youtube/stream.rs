//! A declared stream and the log of what happened in its chat.

use std::collections::VecDeque;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::time::Instant;

use super::token::Chat;

/// Actions that the first answer holds as recent history.
const RECENT: u64 = 75;

/// The start of a stream that was given none.
const START: i64 = 1_771_333_200;

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
    /// Only its owner may see it: the page asks to sign in, the chat is refused with 403.
    Private,
}

impl StreamState {
    /// Whether the channel's pages show it to somebody who is not signed in.
    pub(super) const fn is_listed(self) -> bool {
        !matches!(self, Self::None | Self::Private)
    }

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
    /// When it went on air, in seconds since 1970; of a waiting room, when it is to. Left out, it
    /// is 2026-02-17 13:00 UTC.
    #[serde(default)]
    pub started: Option<i64>,
    /// Only who knows its video id finds it.
    #[serde(default)]
    pub unlisted: bool,
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
            started: None,
            unlisted: false,
        }
    }

    pub(super) fn start(&self) -> i64 {
        self.started.unwrap_or(START)
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Continuation {
    /// "You will be pushed; come back after this many milliseconds at the latest." Usual.
    Invalidation(u64),
    /// "Come back after this many milliseconds."
    Timed(u64),
    /// "Start over."
    Reload,
    /// "Start over", with Top chat whatever was read.
    ReloadTop,
    /// A kind that no client knows, with a token that is good.
    Unknown,
}

/// How much of the chat the server holds and hands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Actions in one answer; YouTube hands out all there are.
    pub per_answer: usize,
    /// So many of the newest actions are kept, whatever their age.
    pub kept: usize,
    /// Actions younger than this many milliseconds are kept, however many there are. What is
    /// neither is lost to a client that comes for it later.
    pub kept_ms: u64,
}

impl Default for Limits {
    /// YouTube's: about 200 actions or 10 s. Nothing says what a busy chat's window really is; to
    /// clients it looked like this.
    fn default() -> Self {
        Self { per_answer: usize::MAX, kept: 200, kept_ms: 10_000 }
    }
}

impl Limits {
    /// Nothing is lost, however late a client comes.
    #[must_use]
    pub const fn endless() -> Self {
        Self { per_answer: usize::MAX, kept: usize::MAX, kept_ms: 0 }
    }
}

struct Entry {
    action: Value,
    low_value: bool,
    number: Option<u64>,
    at: Instant,
}

/// What a client gets for a token.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Since {
    pub(super) actions: Vec<Value>,
    /// The numbers of those actions that have one.
    pub(super) numbers: Vec<u64>,
    /// The position after the last of them.
    pub(super) position: u64,
    /// Actions that the token asked for and that are no longer kept.
    pub(super) lost: u64,
}

/// What happened in one chat, by position.
#[derive(Default)]
pub(super) struct Log {
    entries: VecDeque<Entry>,
    /// The position of the oldest entry still kept.
    base: u64,
}

impl Log {
    pub(super) fn push(
        &mut self,
        action: Value,
        low_value: bool,
        number: Option<u64>,
        limits: Limits,
    ) {
        self.entries.push_back(Entry { action, low_value, number, at: Instant::now() });
        self.forget(limits);
    }

    fn forget(&mut self, limits: Limits) {
        let age = Duration::from_millis(limits.kept_ms);
        while self.entries.len() > limits.kept
            && self.entries.front().is_some_and(|oldest| oldest.at.elapsed() >= age)
        {
            self.entries.pop_front();
            self.base += 1;
        }
    }

    /// The ids of the text messages that are kept.
    pub(super) fn items(&self) -> impl Iterator<Item = &str> {
        let id = "/addChatItemAction/item/liveChatTextMessageRenderer/id";
        self.entries.iter().filter_map(move |entry| entry.action.pointer(id)?.as_str())
    }

    /// What a client at this position gets.
    pub(super) fn since(&mut self, position: Option<u64>, chat: Chat, limits: Limits) -> Since {
        self.forget(limits);
        let head = self.base + self.entries.len() as u64;
        let wanted = position.unwrap_or(head.saturating_sub(RECENT));
        let from = wanted.clamp(self.base, head);
        let skipped = usize::try_from(from - self.base).unwrap_or(usize::MAX);
        let lost = if position.is_some() { from.saturating_sub(wanted) } else { 0 };
        let mut since = Since { position: from, lost, ..Since::default() };
        for entry in self.entries.iter().skip(skipped) {
            if since.actions.len() == limits.per_answer {
                break;
            }
            since.position += 1;
            if chat == Chat::All || !entry.low_value {
                since.actions.push(entry.action.clone());
                since.numbers.extend(entry.number);
            }
        }
        since
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_client_that_comes_too_late_has_lost_the_oldest() {
        let limits = Limits { per_answer: 2, kept: 3, kept_ms: 10_000 };
        let mut log = Log::default();
        for number in 0..5 {
            log.push(number.into(), number == 3, Some(number), limits);
        }
        assert_eq!(log.since(Some(0), Chat::All, limits).actions, [0, 1], "young, so kept");
        tokio::time::advance(Duration::from_secs(10)).await;
        let all = |log: &mut Log, position| log.since(Some(position), Chat::All, limits);
        let late =
            Since { actions: vec![2.into(), 3.into()], numbers: vec![2, 3], position: 4, lost: 2 };
        assert_eq!(all(&mut log, 0), late, "0 and 1 are no longer kept");
        assert_eq!(all(&mut log, 4).actions, [4]);
        let nothing = Since { position: 5, ..Since::default() };
        assert_eq!(all(&mut log, 5), nothing, "nothing new");
        assert_eq!(all(&mut log, 99), nothing, "a position from the future");
        let top = log.since(None, Chat::Top, limits);
        let expected =
            Since { actions: vec![2.into(), 4.into()], numbers: vec![2, 4], position: 5, lost: 0 };
        assert_eq!(top, expected, "3 is of low value, and who starts has lost nothing");
    }

    #[tokio::test(start_paused = true)]
    async fn without_limits_nothing_is_lost() {
        let mut log = Log::default();
        for number in 0..1000 {
            log.push(number.into(), false, None, Limits::endless());
        }
        tokio::time::advance(Duration::from_hours(1)).await;
        let since = log.since(Some(0), Chat::All, Limits::endless());
        assert_eq!((since.actions.len(), since.lost), (1000, 0));
    }
}
