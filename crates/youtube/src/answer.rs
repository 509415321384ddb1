//! One answer of `get_live_chat`: how it goes on.

use std::time::Duration;

use serde_json::Value;

use crate::{
    json::{self, str_at},
    text, token,
};

/// How an answer says that the chat goes on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Ask again with this token, at the latest after this time.
    Continue { token: String, at_latest: Option<Duration> },
    /// The chat is over, or has become a replay.
    Ended,
    /// YouTube says why there is no chat.
    Refused(String),
}

/// Continuations of a live chat. Others belong to replays.
const LIVE: [&str; 3] =
    ["invalidationContinuationData", "timedContinuationData", "reloadContinuationData"];

const REPLAY: [&str; 2] = ["liveChatReplayContinuationData", "playerSeekContinuationData"];

pub(crate) fn next(answer: &Value) -> Next {
    let continuations =
        json::list_at(answer, "/continuationContents/liveChatContinuation/continuations");
    let live = continuations.iter().find_map(|continuation| {
        let data = LIVE.iter().find_map(|name| continuation.get(name))?;
        let timeout = json::number_at(data, "/timeoutMs").and_then(|ms| u64::try_from(ms).ok());
        Some(Next::Continue {
            token: str_at(data, "/continuation")?.to_owned(),
            at_latest: timeout.map(Duration::from_millis),
        })
    });
    let refused = || {
        let words = text::words(answer.pointer("/contents/messageRenderer/text"))?;
        Some(Next::Refused(words))
    };
    live.or_else(refused).unwrap_or(Next::Ended)
}

/// The name of a continuation that belongs neither to a live chat nor to a replay.
pub(crate) fn unknown_continuation(answer: &Value) -> Option<&str> {
    let continuations =
        json::list_at(answer, "/continuationContents/liveChatContinuation/continuations");
    let mut names = continuations.iter().filter_map(json::only_entry).map(|(name, _)| name);
    names.find(|name| !LIVE.contains(name) && !REPLAY.contains(name))
}

/// The views that the header of a first answer offers: Top chat, then all messages. By place, for
/// their titles are in the reader's language.
fn views(answer: &Value) -> &[Value] {
    let menu = "/continuationContents/liveChatContinuation/header/liveChatHeaderRenderer\
                /viewSelector/sortFilterSubMenuRenderer/subMenuItems";
    json::list_at(answer, menu)
}

/// The token of all messages, where the answer offers one that names a video.
pub(crate) fn all_messages(answer: &Value) -> Option<&str> {
    let view = views(answer).get(1)?;
    let token = str_at(view, "/continuation/reloadContinuationData/continuation")?;
    (!token::is_stub(token)).then_some(token)
}

/// Whether an answer says that it is of Top chat.
pub(crate) fn is_top_chat(answer: &Value) -> bool {
    views(answer).first().is_some_and(|view| json::flag_at(view, "/selected"))
}
