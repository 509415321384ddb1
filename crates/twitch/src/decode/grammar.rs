//! The grammar of a line: `@tags :source COMMAND params :text`, by RFC 1459 and `IRCv3`.
//!
//! Ours, because the crates that have one can't be used for this. twitch-irc 6.1 copies every word
//! of a line, which takes three times as long as all the rest, and refuses a line for a space too
//! many; tmi 0.10 panics at a line of 129 tags or at a single `@`, takes a tag without a value for
//! a part of the next one, and changes text when it takes escapes out. The tests hold this one
//! against the vectors of ircdocs/parser-tests, and against twitch-irc for any line.

/// The parts of a line, not copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grammar<'a> {
    /// The tags as they were sent, without the `@`.
    pub(super) tags: &'a str,
    /// Who sent it, without the `:`.
    pub(super) source: Option<&'a str>,
    pub(super) command: &'a str,
    params: &'a str,
}

impl<'a> Grammar<'a> {
    /// `None` if it is no line.
    pub(super) fn parse(line: &'a str) -> Option<Self> {
        let bytes = line.as_bytes();
        if bytes.contains(&b'\n') || bytes.contains(&b'\r') {
            return None;
        }
        let (tags, line) = marked(line, '@')?;
        let (source, line) = marked(line, ':')?;
        let (command, params) = line.split_once(' ').unwrap_or((line, ""));
        let letters = command.bytes().all(|b| b.is_ascii_alphabetic());
        let digits = command.bytes().all(|b| b.is_ascii_digit());
        let valid = !command.is_empty() && (letters || digits);
        valid.then_some(Self { tags: tags.unwrap_or_default(), source, command, params })
    }

    /// The parameters. The last one may hold spaces and be empty.
    pub(super) fn params(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let mut rest = self.params;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(' ');
            let (param, after) = match rest.strip_prefix(':') {
                Some(text) => (text, ""),
                None if rest.is_empty() => return None,
                None => rest.split_once(' ').unwrap_or((rest, "")),
            };
            rest = after;
            Some(param)
        })
    }
}

/// The word that begins with `mark`, if the line begins with one, and the rest of the line. `None`
/// if nothing follows.
fn marked(line: &str, mark: char) -> Option<(Option<&str>, &str)> {
    let Some(line) = line.strip_prefix(mark) else {
        return Some((None, line));
    };
    let (word, rest) = line.split_once(' ')?;
    (!word.is_empty()).then_some((Some(word), rest.trim_start_matches(' ')))
}

/// The tags as they were sent, each with its name and its value.
pub(super) fn pairs(tags: &str) -> impl Iterator<Item = (&str, &str)> {
    let tags = tags.split(';').filter(|tag| !tag.is_empty());
    tags.map(|tag| tag.split_once('=').unwrap_or((tag, "")))
}

/// Adds a tag's value to `out`, with what was escaped in it. A `\` at its end stands for nothing.
pub(super) fn unescape(value: &str, out: &mut String) {
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            out.push(character);
            continue;
        }
        match characters.next() {
            Some(':') => out.push(';'),
            Some('s') => out.push(' '),
            Some('r') => out.push('\r'),
            Some('n') => out.push('\n'),
            Some(other) => out.push(other),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde_json::Value;
    use twitch_irc::message::{AsRawIRC, IRCMessage};

    use super::*;

    /// `msg-split` of ircdocs/parser-tests.
    const VECTORS: &str = include_str!("../../../../tests/fixtures/twitch/grammar.json");

    fn tags(line: &Grammar<'_>) -> BTreeMap<String, String> {
        let value = |raw| {
            let mut value = String::new();
            unescape(raw, &mut value);
            value
        };
        pairs(line.tags).map(|(name, raw)| (name.to_owned(), value(raw))).collect()
    }

    #[test]
    fn the_vectors_of_the_parser_tests_hold() {
        let vectors: Vec<Value> = serde_json::from_str(VECTORS).expect("it is JSON");
        assert!(vectors.len() > 30, "all of them are there");
        for vector in vectors {
            let input = vector["input"].as_str().expect("a line");
            let atoms = &vector["atoms"];
            let line = Grammar::parse(input).expect(input);
            assert_eq!(line.command, atoms["verb"], "the command of {input:?}");
            assert_eq!(line.source, atoms["source"].as_str(), "the source of {input:?}");
            let params = atoms["params"].as_array().cloned().unwrap_or_default();
            assert_eq!(line.params().collect::<Vec<_>>(), params, "the parameters of {input:?}");
            let expected = atoms["tags"].as_object().cloned().unwrap_or_default();
            let found = tags(&line).into_iter().map(|(name, value)| (name, value.into()));
            assert_eq!(found.collect::<serde_json::Map<_, _>>(), expected, "the tags of {input:?}");
        }
    }

    fn line() -> impl Strategy<Value = String> {
        let word = "[a-z;=\\\\:@!#é ]{0,6}";
        let parts = (
            prop_oneof![Just(String::new()), word.prop_map(|tags| format!("@{tags} "))],
            prop_oneof![Just(String::new()), word.prop_map(|source| format!(":{source} "))],
            prop_oneof![Just("PRIVMSG"), Just("001"), Just("P1"), Just("")],
            proptest::collection::vec("[:]?[a-z#é@;]{0,5}[ ]{0,2}", 0..4),
        );
        let built = parts.prop_map(|(tags, source, command, params)| {
            format!("{tags}{source}{command} {}", params.concat())
        });
        prop_oneof![4 => built, 1 => any::<String>()]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn what_twitch_irc_reads_is_read_the_same(line in line()) {
            if let Ok(theirs) = IRCMessage::parse(&line) {
                let ours = Grammar::parse(&line);
                prop_assert!(ours.is_some(), "{line:?} is {theirs:?}");
                let ours = ours.expect("it was just looked at");
                prop_assert_eq!(ours.command.to_ascii_uppercase(), theirs.command);
                let mut tags = tags(&ours);
                // A tag without a name has no use; they keep it.
                tags.remove("");
                let mut their_tags: BTreeMap<_, _> = theirs.tags.0.into_iter().collect();
                their_tags.remove("");
                prop_assert_eq!(tags, their_tags);
                prop_assert_eq!(ours.source.map(str::to_owned), theirs.prefix.map(|p| p.as_raw_irc()));
                let params: Vec<_> = ours.params().collect();
                prop_assert_eq!(params, theirs.params);
            }
        }
    }
}
