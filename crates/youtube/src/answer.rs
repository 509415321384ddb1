//! One answer of `get_live_chat`: how it goes on.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    json::{self, str_at},
    session::View,
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
    /// It is built in a way that we don't know: the name of what is new.
    Changed(String),
}

/// Continuations of a live chat. Others belong to replays.
const LIVE: [&str; 3] =
    ["invalidationContinuationData", "timedContinuationData", "reloadContinuationData"];

const CONTINUATIONS: &str = "/continuationContents/liveChatContinuation/continuations";

const REPLAY: [&str; 2] = ["liveChatReplayContinuationData", "playerSeekContinuationData"];

fn is_known(name: &str) -> bool {
    LIVE.contains(&name) || REPLAY.contains(&name)
}

/// A continuation and its name.
fn named(continuation: &Value) -> Option<(&str, &Value)> {
    json::entry(continuation, is_known)
}

/// What an answer without a chat has.
const BARE: [&str; 3] = ["frameworkUpdates", "responseContext", "trackingParams"];

pub(crate) fn next(answer: &Value) -> Next {
    let continuations = json::list_at(answer, CONTINUATIONS);
    let known = continuations.iter().filter_map(named);
    // A new kind of continuation holds a token as the others do.
    let entry = known
        .filter(|(name, _)| !REPLAY.contains(name))
        .min_by_key(|(name, _)| !LIVE.contains(name));
    let live = entry.and_then(|(_, data)| {
        let timeout = json::number_at(data, "/timeoutMs").and_then(|ms| u64::try_from(ms).ok());
        Some(Next::Continue {
            token: str_at(data, "/continuation")?.to_owned(),
            at_latest: timeout.map(Duration::from_millis),
        })
    });
    let refused = || {
        let words = text::words(json::at(answer, "/contents/messageRenderer/text"))?;
        Some(Next::Refused(words))
    };
    let changed = || unknown_part(answer).map(|name| Next::Changed(name.to_owned()));
    live.or_else(refused).or_else(changed).unwrap_or(Next::Ended)
}

/// The name of the way in which an answer goes on, where it is not known.
pub(crate) fn unknown_continuation(answer: &Value) -> Option<(&str, &Value)> {
    let mut all = json::list_at(answer, CONTINUATIONS).iter().filter_map(named);
    all.find(|(name, _)| !is_known(name))
}

/// The name of the part for which an answer can't be the last one of a chat that is over.
fn unknown_part(answer: &Value) -> Option<&str> {
    let Some(contents) = answer.get("continuationContents") else {
        let Some(parts) = answer.as_object() else { return Some("answer") };
        return parts.keys().map(String::as_str).find(|name| !BARE.contains(name));
    };
    if contents.get("liveChatContinuation").is_none() {
        return Some("continuationContents");
    }
    let continuations = json::list_at(answer, CONTINUATIONS);
    let mut names = continuations.iter().map(|c| named(c).map_or("", |(name, _)| name));
    names.find(|name| !REPLAY.contains(name))
}

/// What YouTube sent for us to show, action by action.
pub(crate) fn actions(answer: &Value) -> &[Value] {
    json::list_at(answer, "/continuationContents/liveChatContinuation/actions")
}

/// The names of the emoji that a first answer says can be written in its chat. Those that are
/// letters of their own have none.
pub(crate) fn emotes(answer: &Value) -> Vec<String> {
    let all = json::list_at(answer, "/continuationContents/liveChatContinuation/emojis");
    all.iter().filter_map(text::emote).map(|emote| emote.text).collect()
}

/// The page of a chat in its own window, as the first answer that it is.
pub(crate) fn of_popout(mut page: Value) -> Value {
    match page.pointer_mut("/contents/liveChatRenderer").map(Value::take) {
        Some(chat) => json!({"continuationContents": {"liveChatContinuation": chat}}),
        None => json!({"contents": page.get_mut("contents").map(Value::take)}),
    }
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

/// The view that an answer says it is of.
pub(crate) fn view(answer: &Value) -> Option<View> {
    let is_selected = |view: &Value| json::flag_at(view, "/selected");
    match views(answer) {
        [top, ..] if is_selected(top) => Some(View::TopChat),
        [_, all, ..] if is_selected(all) => Some(View::All),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chat(continuations: &Value) -> Value {
        json!({"continuationContents": {"liveChatContinuation": {"continuations": continuations}}})
    }

    #[test]
    fn an_end_is_told_from_a_change() {
        for answer in [
            json!({"responseContext": {}, "trackingParams": "x"}),
            chat(&json!([])),
            chat(&json!([{"liveChatReplayContinuationData": {"continuation": "x"}}])),
            json!({"continuationContents": {"liveChatContinuation": {}}}),
        ] {
            assert_eq!(next(&answer), Next::Ended, "{answer}");
        }
        for (answer, name) in [
            (
                json!({"responseContext": {}, "continuationContentsV2": {}}),
                "continuationContentsV2",
            ),
            (json!({"continuationContents": {"chat": {}}}), "continuationContents"),
            (chat(&json!([{"pushContinuationData": {"push": "x"}}])), "pushContinuationData"),
            (chat(&json!([{"timedContinuationData": {"token": "x"}}])), "timedContinuationData"),
            (json!([]), "answer"),
        ] {
            assert_eq!(next(&answer), Next::Changed(name.to_owned()), "{answer}");
        }
        let new = chat(&json!([{"pushContinuationData": {"continuation": "x"}}]));
        assert!(
            matches!(next(&new), Next::Continue { token, .. } if token == "x"),
            "a token is one"
        );
        let beside = json!([{"aNewThing": {}, "timedContinuationData": {"continuation": "x"}}]);
        assert_eq!(unknown_continuation(&chat(&beside)), None, "a known one is not hidden");
        let name = unknown_continuation(&new).map(|(name, _)| name);
        assert_eq!(name, Some("pushContinuationData"), "and it is told");
    }
}
