//! The lines Twitch sends: welcome, channel state, and made-up chat messages with real tags.

use uuid::Uuid;

use crate::{number_of, since_epoch};

/// The colours Twitch gives to users who chose none.
const COLOURS: [&str; 15] = [
    "#FF0000", "#0000FF", "#00FF00", "#B22222", "#FF7F50", "#9ACD32", "#FF4500", "#2E8B57",
    "#DAA520", "#D2691E", "#5F9EA0", "#1E90FF", "#FF69B4", "#8A2BE2", "#00FF7F",
];

/// A few of the global emotes with their real ids.
const EMOTES: [(&str, &str); 4] =
    [("Kappa", "25"), ("LUL", "425618"), ("HeyGuys", "30259"), ("PogChamp", "305954156")];

/// The broadcaster id this stand-in gives to a channel, as in the `room-id` tag.
#[must_use]
pub fn room_id(channel: &str) -> String {
    let name = channel.trim_start_matches('#').to_lowercase();
    (10_000_000 + number_of(&name) % 90_000_000).to_string()
}

/// Builds a tagged `PRIVMSG` and returns its message id with it. `name` is the display name; the
/// login is its lower case.
pub(super) fn privmsg(channel: &str, name: &str, text: &str) -> (String, String) {
    let id = Uuid::new_v4().to_string();
    let login = name.to_lowercase();
    let number = number_of(&login);
    let colour = pick(&COLOURS, number);
    let (info, badges, subscriber) = if number.is_multiple_of(2) {
        let months = 1 + number % 36;
        (format!("subscriber/{months}"), "subscriber/0".to_owned(), 1)
    } else {
        (String::new(), String::new(), 0)
    };
    let line = format!(
        "@badge-info={info};badges={badges};color={colour};display-name={name};emotes={emotes};\
         first-msg=0;flags=;id={id};mod=0;returning-chatter=0;room-id={room};\
         subscriber={subscriber};tmi-sent-ts={sent};turbo=0;user-id={user};user-type= \
         :{login}!{login}@{login}.tmi.twitch.tv PRIVMSG {channel} :{text}",
        emotes = emotes_tag(text),
        room = room_id(channel),
        sent = since_epoch().as_millis(),
        user = room_id(&login),
    );
    (id, line)
}

fn pick<'a>(from: &[&'a str], number: u64) -> &'a str {
    let index = usize::try_from(number).unwrap_or_default() % from.len();
    from.get(index).copied().unwrap_or_default()
}

/// Inclusive positions in code points, grouped by emote.
fn emotes_tag(text: &str) -> String {
    let mut words = Vec::new();
    let mut start = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        words.push((word, start, start + length));
        start += length + 1;
    }
    let groups = EMOTES.iter().filter_map(|(name, id)| {
        let ranges: Vec<String> = words
            .iter()
            .filter(|(word, ..)| word == name)
            .map(|(_, from, end)| format!("{from}-{}", end - 1))
            .collect();
        (!ranges.is_empty()).then(|| format!("{id}:{}", ranges.join(",")))
    });
    groups.collect::<Vec<_>>().join("/")
}

pub(super) fn welcome(nick: &str) -> Vec<String> {
    [
        ("001", "Welcome, GLHF!"),
        ("002", "Your host is tmi.twitch.tv"),
        ("003", "This server is rather new"),
        ("004", "-"),
        ("375", "-"),
        ("372", "You are in a maze of twisty passages, all alike."),
        ("376", ">"),
    ]
    .map(|(code, text)| format!(":tmi.twitch.tv {code} {nick} :{text}"))
    .to_vec()
}

pub(super) fn joined(nick: &str, channel: &str) -> Vec<String> {
    vec![
        format!(":{nick}!{nick}@{nick}.tmi.twitch.tv JOIN {channel}"),
        format!(":{nick}.tmi.twitch.tv 353 {nick} = {channel} :{nick}"),
        format!(":{nick}.tmi.twitch.tv 366 {nick} {channel} :End of /NAMES list"),
        format!(
            "@emote-only=0;followers-only=-1;r9k=0;room-id={};slow=0;subs-only=0 \
             :tmi.twitch.tv ROOMSTATE {channel}",
            room_id(channel)
        ),
    ]
}

/// The command and the channel of a line, where it has them.
pub(crate) fn target(line: &str) -> (&str, Option<&str>) {
    let mut rest = line;
    for mark in ['@', ':'] {
        if rest.starts_with(mark) {
            rest = rest.split_once(' ').map_or("", |(_, rest)| rest);
        }
    }
    let mut words = rest.split_whitespace();
    let command = words.next().unwrap_or_default();
    (command, words.next().filter(|word| word.starts_with('#')))
}

/// The line as a connection with these capabilities gets it; `None` if it does not.
pub(super) fn as_seen(line: &str, tags: bool, commands: bool) -> Option<&str> {
    const TWITCH_COMMANDS: [&str; 6] =
        ["CLEARCHAT", "CLEARMSG", "RECONNECT", "ROOMSTATE", "USERNOTICE", "USERSTATE"];
    if !commands && TWITCH_COMMANDS.contains(&target(line).0) {
        return None;
    }
    match line.split_once(' ') {
        Some((first, rest)) if first.starts_with('@') && !tags => Some(rest),
        _ => Some(line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emote_positions_count_code_points() {
        assert_eq!(emotes_tag("95 can’t 😀 LUL Kappa LUL"), "25:15-19/425618:11-13,21-23");
    }

    #[test]
    fn a_line_is_sent_to_the_channel_it_names() {
        assert_eq!(target("@a=b :x!x@x PRIVMSG #c :#d hi"), ("PRIVMSG", Some("#c")));
        assert_eq!(target(":tmi.twitch.tv RECONNECT"), ("RECONNECT", None));
        assert_eq!(target("@"), ("", None), "half a line");
    }

    #[test]
    fn a_client_sees_what_it_asked_for() {
        let line = "@a=b :tmi.twitch.tv CLEARCHAT #c";
        assert_eq!(as_seen(line, true, true), Some(line));
        assert_eq!(as_seen(line, false, true), Some(":tmi.twitch.tv CLEARCHAT #c"));
        assert_eq!(as_seen(line, true, false), None);
    }
}
