//! Recorded lines in, events out.
#![expect(clippy::expect_used, clippy::panic, reason = "what a test does not expect fails it")]

use chat::{ChatEvent, Message, SourceId};
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};
use twitch::{Decoded, Decoder};

const BEHAVIOURS: &str = include_str!("../../../tests/fixtures/twitch/behaviours.txt");
const KINDS: &str = include_str!("../../../tests/fixtures/twitch/kinds.txt");
const BUSY: &str = include_str!("../../../tests/fixtures/twitch/busy.txt");

/// The whole recordings, with the names of their goldens.
const RECORDINGS: [(&str, &str); 9] = [
    ("kinds", KINDS),
    ("busy", BUSY),
    ("dank", include_str!("../../../tests/fixtures/twitch/dank-twitch-irc-tests.txt")),
    ("frankerfacez", include_str!("../../../tests/fixtures/twitch/frankerfacez-samples.txt")),
    ("quotes", include_str!("../../../tests/fixtures/twitch/quotes-from-issues-and-docs.txt")),
    ("tmi_js", include_str!("../../../tests/fixtures/twitch/tmi-js-tests.txt")),
    ("tmi_rs", include_str!("../../../tests/fixtures/twitch/tmi-rs-tests.txt")),
    ("twitch_irc_rs", include_str!("../../../tests/fixtures/twitch/twitch-irc-rs-tests.txt")),
    ("twitch4j", include_str!("../../../tests/fixtures/twitch/twitch4j-tests.txt")),
];

fn now() -> Timestamp {
    Timestamp::from_second(1_800_000_000).expect("a time in 2027")
}

fn decoder() -> Decoder {
    Decoder::new(SourceId::new("s1"))
}

fn message(line: &str) -> Message {
    match decoder().decode(line, now()) {
        Decoded::Event(ChatEvent::Message(message))
        | Decoded::Unknown(ChatEvent::Message(message), _) => *message,
        other => panic!("{line:?} is a message and became {other:?}"),
    }
}

fn as_json(decoded: &Decoded) -> Value {
    match decoded {
        Decoded::Event(ChatEvent::Message(message)) => {
            json!({ "message": serde_json::to_value(message).expect("messages are JSON") })
        }
        Decoded::Event(event) => serde_json::to_value(event).expect("events are JSON"),
        Decoded::Unknown(event, unknown) => json!({
            "unknown": unknown.kind,
            "shape": unknown.shape,
            "event": serde_json::to_value(event).expect("events are JSON"),
        }),
        other => json!(format!("{other:?}")),
    }
}

/// `chat: first message` → `chat_first_message`.
fn file_name(behaviour: &str) -> String {
    let words = behaviour.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("_").to_lowercase()
}

#[test]
fn every_behaviour_is_as_recorded() {
    for block in BEHAVIOURS.split("## ").filter(|block| !block.is_empty()) {
        let (behaviour, lines) = block.split_once('\n').expect("a name and lines");
        let lines = lines.trim_end_matches('\n');
        let mut decoder = decoder();
        let events: Vec<_> =
            lines.split('\n').map(|line| as_json(&decoder.decode(line, now()))).collect();
        insta::with_settings!({ description => lines, omit_expression => true }, {
            insta::assert_json_snapshot!(file_name(behaviour), events);
        });
    }
}

#[test]
fn every_recording_is_as_recorded() {
    for (name, lines) in RECORDINGS {
        let mut decoder = decoder();
        let events = lines.lines().map(|line| as_json(&decoder.decode(line, now())).to_string());
        let events = events.collect::<Vec<_>>().join("\n");
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("recording_{name}"), events);
        });
    }
}

#[test]
fn every_recorded_line_is_understood() {
    for recording in [KINDS, BUSY] {
        let mut decoder = decoder();
        for line in recording.lines() {
            let event = decoder.decode(line, now());
            assert!(matches!(event, Decoded::Event(_)), "{line:?} became {event:?}");
        }
    }
}

/// The words of a `PRIVMSG`, without `/me`'s marks.
fn written(line: &str) -> Option<&str> {
    let (_, after) = line.split_once(" PRIVMSG ")?;
    let (_, text) = after.split_once(' ')?;
    let text = text.strip_prefix(':').unwrap_or(text);
    let action = text.strip_prefix("\u{1}ACTION ");
    Some(action.map_or(text, |words| words.strip_suffix('\u{1}').unwrap_or(words)))
}

#[test]
fn recorded_text_is_kept_letter_for_letter() {
    for line in KINDS.lines().chain(BUSY.lines()) {
        if let Some(text) = written(line) {
            assert_eq!(message(line).text(), text, "of {line:?}");
        }
    }
}

#[test]
fn an_emote_is_named_as_it_is_written() {
    let mut emotes = 0;
    for line in BUSY.lines().filter(|line| written(line).is_some()) {
        for part in message(line).body {
            if let chat::Fragment::Emote(chat::Emote { text, .. }) = part {
                assert!(!text.contains(' '), "{text:?} is cut at the wrong place in {line:?}");
                emotes += 1;
            }
        }
    }
    assert!(emotes > 50, "the recording is full of emotes, {emotes} were found");
}

#[test]
fn the_same_line_is_the_same_message_over_every_connection() {
    let line = "@tmi-sent-ts=1700000000000 :ada!ada@ada.tmi.twitch.tv PRIVMSG #grace :no id";
    let later = now() + jiff::Span::new().seconds(1);
    let (once, again) = (decoder().decode(line, now()), decoder().decode(line, later));
    assert_eq!(once, again, "the derived id does not depend on when it arrived");
    let other = line.replace("no id", "no id either");
    assert_ne!(message(line).id, message(&other).id, "another line is another message");
}

#[test]
fn a_line_longer_than_anything_honest_is_passed_over() {
    let line = format!(":ada!ada@a PRIVMSG #grace :{}", "x".repeat(twitch::decode::LONGEST_LINE));
    let decoded = decoder().decode(&line, now());
    assert_eq!(decoded, Decoded::Passed(chat::Passed::Oversized));
}

/// A line with these emotes, GIFs and bits over this text.
fn line_with(text: &str, emotes: &str, gifs: &str, bits: u64) -> String {
    let escaped = |tag: &str| tag.replace(';', "\\:").replace(' ', "\\s");
    let (emotes, gifs) = (escaped(emotes), escaped(gifs));
    format!("@id=1;user-id=2;bits={bits};emotes={emotes};gifs={gifs} :a!a@a PRIVMSG #b :{text}")
}

fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[^\r\n\u{1}]{0,8}",
        Just("Kappa".to_owned()),
        Just("🥰".to_owned()),
        Just("@ada,".to_owned()),
        Just("https://example.com/a).".to_owned()),
        Just("www.".to_owned()),
        "[a-zA-Z]{1,5}[0-9]{1,4}",
    ];
    proptest::collection::vec((word, "[ \u{a0}\u{3000}\t]{0,2}"), 0..8)
        .prop_map(|words| words.into_iter().map(|(word, space)| word + &space).collect())
}

fn emotes() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::collection::vec((0_u8..30, 0_u8..30, "[a-z0-9_/]{1,3}"), 0..6).prop_map(
            |ranges| {
                let ranges =
                    ranges.into_iter().map(|(first, last, id)| format!("{id}:{first}-{last}"));
                ranges.collect::<Vec<_>>().join("/")
            }
        ),
        "[0-9:/,-]{0,40}",
        any::<String>().prop_map(|tag| tag.replace(['\r', '\n', '\\'], "")),
    ]
}

fn gifs() -> impl Strategy<Value = String> {
    let url = prop_oneof![
        Just("https://media1.giphy.com/a,b.gif?c=1&d=e;f".to_owned()),
        Just("https://example.com/a.gif".to_owned()),
        "[a-z:/,|0-9-]{0,12}",
    ];
    let gif = (0_u8..30, 0_u8..30, "[a-z0-9]{0,3}", url)
        .prop_map(|(first, last, id, url)| format!("{first}-{last}|{id}|{url}"));
    prop_oneof![
        proptest::collection::vec(gif, 0..4).prop_map(|gifs| gifs.join(",")),
        "[0-9|,-]{0,40}",
        any::<String>().prop_map(|tag| tag.replace(['\r', '\n', '\\'], "")),
    ]
}

proptest! {
    #[test]
    fn text_is_kept_letter_for_letter_whatever_the_tags_claim(
        text in text(), emotes in emotes(), gifs in gifs(), bits in 0_u64..2_000,
    ) {
        let message = message(&line_with(&text, &emotes, &gifs, bits));
        for part in &message.body {
            if let chat::Fragment::Gif { image, .. } = part {
                prop_assert!(image.url().starts_with("https://media1.giphy.com/"), "{image:?}");
            }
        }
        prop_assert_eq!(message.text(), text);
        prop_assert!(message.body.iter().all(|part| !part.text().is_empty()), "{:?}", message.body);
    }

    #[test]
    fn no_line_can_stop_the_decoder(line in any::<String>()) {
        decoder().decode(&line, now());
    }

    #[test]
    fn no_bytes_can_stop_the_decoder(bytes in any::<Vec<u8>>()) {
        decoder().decode(&String::from_utf8_lossy(&bytes), now());
    }

    #[test]
    fn no_change_to_a_real_line_can_stop_the_decoder(
        line in proptest::sample::select(BEHAVIOURS.lines().chain(KINDS.lines()).collect::<Vec<_>>()),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..20, "[@:;=,/ 0-9-]{0,3}|.{0,3}"), 1..6),
    ) {
        let mut characters: Vec<char> = line.chars().collect();
        for (place, length, instead) in cuts {
            let start = place.index(characters.len() + 1);
            let end = (start + length).min(characters.len());
            characters.splice(start..end, instead.chars());
        }
        let line: String = characters.into_iter().collect();
        if let Decoded::Event(ChatEvent::Message(message)) = decoder().decode(&line, now()) {
            prop_assert!(message.body.iter().all(|part| !part.text().is_empty()));
            prop_assert!(message.author.is_none_or(|author| !author.name.is_empty()));
        }
    }
}
