//! Lines of Twitch IRC.

use chat::{ChatEvent, Fragment, Message, SourceId};
use twitch::{Decoded, Decoder};

use crate::{NOW, event};

/// A line as it is.
pub(crate) fn line(input: &[u8]) {
    // A WebSocket's text is UTF-8: what is not never comes here.
    let Ok(line) = str::from_utf8(input) else { return };
    decode(line);
}

/// Tags by name and value, escaped as they must be: `COMMAND text`, then `name=value` a line.
pub(crate) fn tags(input: &[u8]) {
    let Ok(input) = str::from_utf8(input) else { return };
    let mut lines = input.split('\n');
    let (command, text) = lines.next().and_then(|line| line.split_once(' ')).unwrap_or_default();
    if command.is_empty() || !command.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return;
    }
    let is_name = |name: &str| {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-_/+.".contains(&b);
        !name.is_empty() && name.bytes().all(allowed)
    };
    let pairs: Vec<_> = lines.filter_map(|line| line.split_once('=')).collect();
    let sendable = |(name, value): &(&str, &str)| is_name(name) && !value.contains('\0');
    let pairs: Vec<_> = pairs.into_iter().filter(sendable).collect();
    let tags: Vec<_> =
        pairs.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    let text = text.replace(['\r', '\0'], " ");
    let Some(ChatEvent::Message(message)) = event_of(decode(&format!(
        "@{} :ada!ada@ada.tmi.twitch.tv {command} #ada :{text}",
        tags.join(";")
    ))) else {
        return;
    };
    let names: Vec<_> = pairs.iter().filter(|(name, _)| *name == "display-name").collect();
    if let ([(_, name)], Some(author)) = (names.as_slice(), &message.author)
        && !name.trim().is_empty()
    {
        assert_eq!(author.name, name.trim(), "a name arrives as it was");
    }
    if command == "PRIVMSG" {
        check_text(&message, &text);
    }
}

/// A tag of emotes, a line break, and the text that it is about.
pub(crate) fn emotes(input: &[u8]) {
    let Ok(input) = str::from_utf8(input) else { return };
    let Some((tag, text)) = input.split_once('\n') else { return };
    if tag.contains([' ', ';', '\r', '\0']) || text.contains(['\r', '\n', '\0']) || text.is_empty()
    {
        return;
    }
    let line = format!(
        "@emotes={tag};id=1;room-id=2;tmi-sent-ts=1700000000000;user-id=3 \
         :ada!ada@ada.tmi.twitch.tv PRIVMSG #ada :{text}"
    );
    if line.len() > twitch::decode::LONGEST_LINE {
        return;
    }
    let Some(ChatEvent::Message(message)) = event_of(decode(&line)) else {
        panic!("a message is a message whatever its emotes are");
    };
    check_text(&message, text);
    let plain = !tag.contains('\\');
    for part in &message.body {
        if let Fragment::Emote(chat::Emote { id, .. }) = part {
            assert!(!plain || tag.contains(id.as_str()), "an emote that no tag names: {id}");
        }
    }
}

fn decode(line: &str) -> Decoded {
    let decoded = Decoder::new(SourceId::new("twitch")).decode(line, NOW);
    match &decoded {
        Decoded::Event(event) | Decoded::Unknown(event, _) => event::check(event),
        Decoded::Passed(passed) => event::check_passed(passed),
        _ => {}
    }
    decoded
}

fn event_of(decoded: Decoded) -> Option<ChatEvent> {
    match decoded {
        Decoded::Event(event) | Decoded::Unknown(event, _) => Some(event),
        _ => None,
    }
}

/// The parts are what was said, letter for letter.
fn check_text(message: &Message, text: &str) {
    let said = match text.strip_prefix("\u{1}ACTION ") {
        Some(said) => said.strip_suffix('\u{1}').unwrap_or(said),
        None => text,
    };
    assert_eq!(message.text(), said, "what was said, letter for letter");
}

/// <https://ircv3.net/specs/extensions/message-tags#escaping-values>
fn escaped(value: &str) -> String {
    let mut escaped = String::new();
    for letter in value.chars() {
        match letter {
            ';' => escaped.push_str("\\:"),
            ' ' => escaped.push_str("\\s"),
            '\\' => escaped.push_str("\\\\"),
            '\r' => escaped.push_str("\\r"),
            letter => escaped.push(letter),
        }
    }
    escaped
}
