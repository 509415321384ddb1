//! That the catalogue and the sources have the same sentences.

#![expect(clippy::expect_used, reason = "what a test does not expect fails it")]

mod literals;

use std::collections::BTreeSet;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement};

use self::literals::{Literal, literals_below};

/// Where sentences are made that a person reads.
const SOURCES: [&str; 15] = [
    "crates/chat/src",
    "crates/twitch/src",
    "crates/youtube/src",
    "crates/images/src",
    "crates/emotes/src",
    "crates/donations/src",
    "crates/accounts/src",
    "crates/writing/src",
    "crates/store/src",
    "crates/obs/src",
    "crates/sync/src",
    "crates/engine/src",
    "crates/server/src",
    "crates/app/src",
    "src-tauri/src",
];

/// Files whose sentences stay English, and why.
const ENGLISH: &[(&str, &str)] = &[
    ("crates/sync/src/host.rs", "only the log has them: the engine has words of its own"),
    ("crates/sync/src/channel.rs", "the same"),
    ("crates/images/src/", "a page draws a picture that it does not get as its name"),
    ("crates/server/src/images.rs", "the same"),
    ("crates/emotes/src/", "only the log has them"),
    ("crates/store/src/open.rs", "only the log says what is wrong with a file"),
    ("crates/twitch/src/decode/", "what chat says of itself, as the platform does"),
    ("crates/twitch/src/events/decode", "the same"),
    ("crates/youtube/src/official/decode.rs", "the same"),
    ("crates/chat/src/message.rs", "the same; the pages have words for a gap"),
    ("crates/engine/src/sample", "made-up chat"),
    ("crates/accounts/src/loopback.rs", "a page in the browser; accounts know no settings"),
    ("crates/accounts/src/sealed_file.rs", "what is sealed with the sign-ins"),
    ("crates/server/src/headers.rs", "policies, for browsers"),
    ("crates/server/src/socket.rs", "why a socket closes, for who writes a client"),
    ("crates/engine/src/endpoints.rs", "the command line's: variables of the environment"),
];

/// Sentences that stay English, by what is in them, and why.
const STAY: &[(&str, &str)] = &[
    ("hexadecimal digits", "a broken field of the database, which only the log has"),
    ("the new version could not be installed", "the command line's"),
    ("bought IS NULL", "SQL"),
    ("who IS NOT NULL", "SQL"),
];

/// What stands for a hole.
const HOLE: char = '\0';

#[test]
fn every_sentence_of_the_sources_is_in_the_catalogue() {
    let catalogue: BTreeSet<_> = catalogue().into_iter().map(|(_, form)| form).collect();
    let missing: Vec<_> = sentences()
        .filter(|said| !catalogue.contains(&form(&said.text)))
        .map(|said| format!("{}: {:?}", said.place, said.text))
        .collect();
    assert!(missing.is_empty(), "{} are missing:\n{}", missing.len(), missing.join("\n"));
}

#[test]
fn every_form_of_the_catalogue_stands_in_the_sources() {
    let said: BTreeSet<_> = all().map(|said| form(&said.text)).collect();
    let gone: Vec<_> = catalogue().into_iter().filter(|(_, form)| !said.contains(form)).collect();
    assert!(gone.is_empty(), "nobody says this any more, or with other words:\n{gone:#?}");
}

#[test]
fn each_exception_is_still_one() {
    let all: Vec<_> = all().collect();
    for (file, why) in ENGLISH {
        assert!(all.iter().any(|said| said.place.starts_with(file)), "{file} ({why}) says nothing");
    }
    for (words, why) in STAY {
        assert!(all.iter().any(|said| said.text.contains(words)), "nobody says {words:?} ({why})");
    }
}

fn all() -> impl Iterator<Item = Literal> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    SOURCES.into_iter().flat_map(move |folder| literals_below(root, folder))
}

/// What a person reads.
fn sentences() -> impl Iterator<Item = Literal> {
    let stays = |said: &Literal| {
        ENGLISH.iter().any(|(file, _)| said.place.starts_with(file))
            || STAY.iter().any(|(words, _)| said.text.contains(words))
    };
    all().filter(move |said| {
        (said.is_error || is_prose(&said.text)) && has_words(said) && !stays(said)
    })
}

/// Whether it is more than holes.
fn has_words(said: &Literal) -> bool {
    form(&said.text).chars().any(char::is_alphabetic)
}

/// Whether a literal reads like something that is said: a sentence with a full stop, or the part of
/// one that an error's text is. Other literals are names, SQL, CSS and the like.
fn is_prose(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let first = text.trim_start().chars().next();
    let is_sentence = words >= 3
        && text.ends_with('.')
        && first.is_some_and(|letter| letter.is_uppercase() || letter == '{');
    let is_part = words >= 4
        && first.is_some_and(char::is_lowercase)
        && !text.contains(['<', '>', '=', '|', '\n', '[']);
    is_sentence || is_part
}

/// The form of what a literal formats: each hole is one, whatever it is called.
fn form(literal: &str) -> String {
    let (mut form, mut letters) = (String::new(), literal.chars().peekable());
    while let Some(letter) = letters.next() {
        match letter {
            '{' | '}' if letters.peek() == Some(&letter) => {
                letters.next();
                form.push(letter);
            }
            '{' => {
                letters.by_ref().take_while(|letter| *letter != '}').for_each(drop);
                form.push(HOLE);
            }
            letter => form.push(letter),
        }
    }
    form
}

/// Each form of the English catalogue, with its id.
fn catalogue() -> Vec<(String, String)> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/en"));
    let mut forms = Vec::new();
    for file in std::fs::read_dir(folder).expect("it is there") {
        let path = file.expect("it can be read").path();
        // The tray's words are said by their ids.
        if path.file_stem().is_some_and(|name| name == "tray") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("it is text");
        for entry in fluent_syntax::parser::parse(text.as_str()).expect("it is Fluent").body {
            let Entry::Message(message) = entry else { continue };
            let value = message.value.expect("it says something");
            let parts = value.elements.into_iter().map(|element| match element {
                PatternElement::TextElement { value }
                | PatternElement::Placeable {
                    expression: Expression::Inline(InlineExpression::StringLiteral { value }),
                } => value.to_owned(),
                PatternElement::Placeable { .. } => HOLE.to_string(),
            });
            forms.push((message.id.name.to_owned(), parts.collect()));
        }
    }
    forms
}
