//! `NOTICE`: what Twitch tells the one who is connected.

use chat::{ChatEvent, Kind, Message, ModeChange};

use super::{Decoded, line::Line, short, tags::Tag};

/// The words with which Twitch refuses a login. These notices have no tags.
const REFUSALS: [&str; 5] = [
    "Error logging in",
    "Login authentication failed",
    "Login unsuccessful",
    "Improperly formatted auth",
    "Invalid NICK",
];

/// A change of the room's rules is for viewers too; everything else is not.
pub(super) fn decode(line: &Line<'_>) -> Decoded {
    let text = line.last_param();
    let Some(code) = line.tag(Tag::MsgId) else {
        let words = text.trim_end_matches('.');
        return if REFUSALS.contains(&words) {
            Decoded::Refused(words.to_owned())
        } else {
            Decoded::Nothing
        };
    };
    match change(code) {
        None => Decoded::Notice { code: short(code), text: text.to_owned() },
        Some((mode, on)) => {
            let change = ModeChange { mode: mode.to_owned(), on };
            let message =
                Message { system: Some(text.to_owned()), ..line.message(Kind::Mode { change }) };
            Decoded::Event(ChatEvent::Message(Box::new(message)))
        }
    }
}

fn change(code: &str) -> Option<(&'static str, bool)> {
    Some(match code {
        "emote_only_on" => ("emote_only", true),
        "emote_only_off" => ("emote_only", false),
        "followers_on" | "followers_on_zero" => ("followers_only", true),
        "followers_off" => ("followers_only", false),
        "r9k_on" => ("unique", true),
        "r9k_off" => ("unique", false),
        "slow_on" => ("slow", true),
        "slow_off" => ("slow", false),
        "subs_on" => ("subscribers_only", true),
        "subs_off" => ("subscribers_only", false),
        _ => return None,
    })
}
