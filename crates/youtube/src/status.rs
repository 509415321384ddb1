//! How a reader is, in sentences for a person.

use chat::{Health, SourceState, Status};

use crate::{Target, routes::Proxy, session::View, stream::Found, web::WebError};

fn status(state: SourceState, detail: String) -> Status {
    Status::new(state, detail)
}

pub(crate) fn looking(target: &Target) -> Status {
    let what = match target {
        Target::Video(_) => format!("Looking for the video {target}"),
        channel => format!("Looking for the live stream of {channel}"),
    };
    status(SourceState::Connecting, what)
}

/// Chat arrives. `sight`: how much of it is understood; `proxy`: the way that it comes, where it is
/// not the direct one.
pub(crate) fn live(title: &str, view: View, sight: Health, proxy: Option<Proxy>) -> Status {
    let title: String = title.chars().take(100).collect();
    let way = proxy.map(|proxy| format!(" through the proxy{proxy}")).unwrap_or_default();
    let (detail, health) = match (sight, view) {
        (Health::Blind, _) => (
            format!(
                "YouTube sends the chat of “{title}”, and nothing of it can be understood: it has \
                 changed. Look for a new version of this application."
            ),
            Health::Blind,
        ),
        (Health::Degraded, View::All) => (
            format!(
                "Reading “{title}”{way}, but some of what YouTube sends is not understood. Look for \
                 a new version of this application."
            ),
            Health::Degraded,
        ),
        (Health::Degraded, View::TopChat) => (
            format!(
                "Reading Top chat only{way}: YouTube did not offer all messages of “{title}”, and \
                 some of what it sends is not understood. Look for a new version of this \
                 application."
            ),
            Health::Degraded,
        ),
        (_, View::All) => (format!("Reading all chat of “{title}”{way}"), Health::Ok),
        (_, View::TopChat) => (
            format!(
                "Reading Top chat only{way}: YouTube did not offer all messages of “{title}”, so \
                 those that it holds to be spam are missing."
            ),
            Health::Degraded,
        ),
    };
    status(SourceState::Live, detail).with_health(health)
}

/// Nothing has come for too long.
pub(crate) fn stalled() -> Status {
    let detail = "YouTube has stopped answering. Reading starts over by itself.";
    status(SourceState::Backoff, detail.to_owned())
}

pub(crate) fn ended(target: &Target) -> Status {
    match target {
        // A video has no next stream.
        Target::Video(_) => found(target, &Found::NotLive),
        channel => status(
            SourceState::Waiting,
            format!("The stream of {channel} has ended. Chat starts by itself with the next one."),
        ),
    }
}

const ENDED: &str = "This video is not live. Add its channel by @handle instead: then chat starts \
                     by itself with every stream.";

/// YouTube's own reason why a live stream has no chat.
pub(crate) fn refused(words: &str) -> Status {
    let words: String = words.chars().take(200).collect();
    let detail = format!(
        "YouTube shows no chat for this stream and says: “{words}” It is tried again by itself."
    );
    status(SourceState::Failed, detail)
}

/// Why there is no chat to read from what was found.
pub(crate) fn found(target: &Target, found: &Found) -> Status {
    use SourceState::{Failed, NeedsAuth, Waiting};
    let (state, detail) = match (found, target) {
        (Found::Live(_), target) => return looking(target),
        (Found::ChatOff, _) => (
            Failed,
            "Chat is turned off for this stream. Once it is turned on in YouTube Studio, it starts \
             here by itself."
                .to_owned(),
        ),
        (Found::MembersOnly, _) => (
            NeedsAuth,
            "This stream is for members only, and YouTube shows its chat to signed-in members \
             alone. Chat starts by itself with the next public stream."
                .to_owned(),
        ),
        (Found::Private, _) => (
            NeedsAuth,
            "This video is private. Make it public or unlisted in YouTube Studio: then chat starts \
             by itself."
                .to_owned(),
        ),
        (Found::Missing, Target::Video(id)) => (
            Failed,
            format!(
                "YouTube has no video {id}. Check the address; for a channel of that name, add \
                 @{id}."
            ),
        ),
        (Found::Missing, channel) => (
            Failed,
            format!(
                "YouTube has no channel {channel}. Check the spelling, or paste the address of its \
                 page."
            ),
        ),
        (Found::Upcoming, Target::Video(_)) => (
            Waiting,
            "This stream has not begun. Chat starts by itself when it does.".to_owned(),
        ),
        (Found::NotLive | Found::Channel, Target::Video(_)) => (Failed, ENDED.to_owned()),
        (Found::Upcoming | Found::NotLive | Found::Channel, channel) => (
            Waiting,
            format!("{channel} is not live. Chat starts by itself when the stream does."),
        ),
    };
    status(state, detail)
}

/// Why a request failed. `proxy`: the way that it went, where it was not the direct one;
/// `refused`: YouTube has refused again and again.
pub(crate) fn failure(error: &WebError, proxy: Option<Proxy>, refused: bool) -> Status {
    let detail = match (error, proxy) {
        (WebError::Unreachable(_), None) => "YouTube can't be reached. Check the internet \
             connection; it is tried again by itself."
            .to_owned(),
        (WebError::Unreachable(_), Some(proxy)) => format!(
            "YouTube can't be reached through the proxy{proxy}. Check the proxy; it is tried \
             again by itself."
        ),
        (WebError::Certificate(_), None) => "Somebody else answers in YouTube's place: the \
             certificate is not YouTube's. Open a browser, this network may want a log-in first; \
             it is tried again by itself."
            .to_owned(),
        (WebError::Certificate(_), Some(proxy)) => format!(
            "The proxy{proxy} answers in YouTube's place: the certificate is not YouTube's. Use \
             another proxy; it is tried again by itself."
        ),
        (WebError::Limited { .. }, None) => "YouTube says that this computer asks too much. \
             Reading goes on by itself in some minutes; until then, close other programs that \
             read YouTube chat."
            .to_owned(),
        (WebError::Limited { .. }, Some(proxy)) => format!(
            "YouTube says that the proxy{proxy} asks too much. Reading goes on by itself in some \
             minutes; if this stays, use another proxy."
        ),
        (WebError::Consent, None) => {
            "YouTube asks about cookies before it shows the stream. It is \
             tried again by itself; if this stays, try another network."
                .to_owned()
        }
        (WebError::Consent, Some(proxy)) => format!(
            "Through the proxy{proxy} YouTube asks about cookies before it shows the stream. It \
             is tried again by itself; if this stays, use another proxy."
        ),
        (WebError::Unreadable, _) => "YouTube's answer could not be read. It is tried again by \
             itself; if this stays, look for a new version of this application."
            .to_owned(),
        (WebError::Status(_), proxy) if refused => format!(
            "YouTube refuses to show this chat{}. It is tried again every few minutes; if this \
             stays, try another network or a proxy.",
            proxy.map(|proxy| format!(" to the proxy{proxy}")).unwrap_or_default()
        ),
        (WebError::Status(status), _) => {
            let code = status.as_u16();
            format!("YouTube answered with error {code}. It is tried again by itself.")
        }
    };
    status(SourceState::Backoff, detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_understood_does_not_hide_that_it_is_top_chat_only() {
        let degraded = live("art", View::TopChat, Health::Degraded, None);
        for words in ["Reading Top chat only", "is not understood"] {
            assert!(degraded.detail.contains(words), "{words:?} in {:?}", degraded.detail);
        }
    }

    #[test]
    fn a_video_that_is_over_is_so_in_one_way() {
        let video = Target::Video("c2lb7tb1SEA".to_owned());
        assert_eq!(ended(&video), found(&video, &Found::NotLive), "whoever notices it");
    }
}
