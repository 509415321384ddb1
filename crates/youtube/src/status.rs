//! How a reader is, in sentences for a person.

use chat::{SourceState, Status};

use crate::{Target, session::View, stream::Found, web::WebError};

fn status(state: SourceState, detail: String) -> Status {
    Status { state, detail }
}

pub(crate) fn looking(target: &Target) -> Status {
    let what = match target {
        Target::Video(_) => format!("Looking for the video {target}"),
        channel => format!("Looking for the live stream of {channel}"),
    };
    status(SourceState::Connecting, what)
}

pub(crate) fn live(title: &str, view: View) -> Status {
    let title: String = title.chars().take(100).collect();
    let detail = match view {
        View::All => format!("Reading all chat of “{title}”"),
        View::TopChat => format!(
            "Reading Top chat only: YouTube did not offer all messages of “{title}”, so those that \
             it holds to be spam are missing."
        ),
    };
    status(SourceState::Live, detail)
}

pub(crate) fn ended(target: &Target) -> Status {
    let detail = match target {
        Target::Video(_) => ENDED.to_owned(),
        channel => {
            format!("The stream of {channel} has ended. Chat starts by itself with the next one.")
        }
    };
    status(SourceState::Waiting, detail)
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

/// Why a request failed.
pub(crate) fn failure(error: &WebError) -> Status {
    let detail = match error {
        WebError::Unreachable(_) => {
            "YouTube can't be reached. Check the internet connection; it is tried again by itself."
        }
        WebError::Limited { .. } => {
            "YouTube says that this computer asks too much. Reading goes on by itself in some \
             minutes; until then, close other programs that read YouTube chat."
        }
        WebError::Consent => {
            "YouTube asks about cookies before it shows the stream. It is tried again by itself; \
             if this stays, try another network."
        }
        WebError::Unreadable => {
            "YouTube's answer could not be read. It is tried again by itself; if this stays, look \
             for a new version of this application."
        }
        WebError::Status(status) => {
            let detail = format!(
                "YouTube answered with error {}. It is tried again by itself.",
                status.as_u16()
            );
            return self::status(SourceState::Backoff, detail);
        }
    };
    status(SourceState::Backoff, detail.to_owned())
}
