//! The rules of the chat, as YouTube tells them: in words.

use chat::{Kind, Message, ModeChange, RoomModes};
use serde_json::Value;

use crate::{author, item::sentences, json::str_at, text};

/// What YouTube calls a rule, and we do.
const MODES: [(&str, &str); 3] = [
    ("slow mode", "slow"),
    ("members-only", "members_only"),
    ("subscribers-only", "subscribers_only"),
];

/// `Slow mode is on`, `@ada turned off subscribers-only mode`.
pub(crate) fn change(message: &mut Message, fields: &Value) {
    let words = text::words(fields.get("text"));
    let icon = str_at(fields, "/icon/iconType").unwrap_or_default();
    let lower = words.as_deref().unwrap_or_default().to_lowercase();
    let known = MODES.iter().find(|(phrase, _)| lower.contains(phrase));
    let mode = known.map_or_else(|| icon.to_ascii_lowercase(), |(_, mode)| (*mode).to_owned());
    let on = !lower.split(|c: char| !c.is_alphanumeric()).any(|word| word == "off");
    message.kind = Kind::Mode { change: ModeChange { mode, on } };
    message.system = sentences([words, text::words(fields.get("subtext"))], ". ");
}

/// The rules that a message tells: it says that one changed, or is YouTube's word at the start
/// (`Subscribers-only mode. Messages that appear are from …`).
pub(crate) fn told(message: &Message) -> Option<RoomModes> {
    let words = message.system.as_deref().unwrap_or_default().to_lowercase();
    let (mode, on) = match &message.kind {
        Kind::Mode { change } => (change.mode.as_str(), change.on),
        Kind::Notice { .. } if !message.flags.unknown_kind => {
            (MODES.iter().find(|(phrase, _)| words.starts_with(phrase))?.1, true)
        }
        _ => return None,
    };
    match mode {
        "slow" => {
            let seconds = if on { seconds(&words)? } else { 0 };
            Some(RoomModes { slow_seconds: Some(seconds), ..RoomModes::default() })
        }
        "members_only" | "subscribers_only" => {
            Some(RoomModes { subscribers_only: Some(on), ..RoomModes::default() })
        }
        _ => None,
    }
}

/// `Send a message every 60 seconds`.
fn seconds(words: &str) -> Option<u32> {
    let (_, every) = words.split_once("every ")?;
    let count = author::first_number(every).unwrap_or(1);
    let unit = every.trim_start_matches(|c: char| !c.is_alphabetic());
    if unit.starts_with("minute") { count.checked_mul(60) } else { Some(count) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seconds_of_slow_mode_are_read() {
        for (words, expected) in [
            ("slow mode is on. send a message every 60 seconds", Some(60)),
            ("send a message every 5 minutes", Some(300)),
            ("send a message every second", Some(1)),
            ("slow mode is on", None),
        ] {
            assert_eq!(seconds(words), expected, "{words:?}");
        }
    }
}
