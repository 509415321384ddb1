//! How long a search of a long history takes.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use chat::{ChatEvent, Fragment, MessageId, Platform, Record};
use jiff::Timestamp;
use store::{Query, Store};
use twitch::{Decoded, Decoder};

/// Messages between two waits for the disk: less than the store takes in at once.
const AT_ONCE: usize = 10_000;
/// Every so many messages gives words to search for.
const ASKED: usize = 997;

/// The most that one kind of question is asked.
const QUESTIONS: usize = 200;

/// Fills a history with `count` messages of these lines, over and over, and searches it in the ways
/// in which a person does. With `folder` it stays there.
pub(crate) fn run(lines: &[String], count: usize, folder: Option<&Path>) -> Result<()> {
    let fleeting = tempfile::tempdir()?;
    let folder = folder.unwrap_or(fleeting.path());
    fs::create_dir_all(folder)?;
    let (store, _) = Store::open(folder)?;
    let mut decoder = Decoder::new(crate::source());
    let (mut words, mut authors) = (Vec::new(), Vec::new());
    let began = Timestamp::now();
    for number in 0..count {
        let line = lines.get(number % lines.len()).context("there are no lines")?;
        let Decoded::Event(ChatEvent::Message(mut message)) =
            decoder.decode(line, Timestamp::UNIX_EPOCH)
        else {
            continue;
        };
        message.native_id = number.to_string();
        message.id = MessageId::of(Platform::Twitch, &message.native_id);
        if number.is_multiple_of(ASKED) && words.len() < 1_000 {
            words.extend(message.text().split_whitespace().last().map(str::to_owned));
            authors.extend(message.author.as_ref().map(|author| author.name.clone()));
        }
        // One that was said once, long ago.
        if number == count / 100 {
            message.body = vec![Fragment::plain("a needle in a haystack")];
        }
        store.record(Record::Message(Arc::from(message), None));
        if number.is_multiple_of(AT_ONCE) {
            store.flush();
        }
    }
    store.flush();
    let took = Timestamp::now().duration_since(began);
    println!("filled in {:.1} s", took.as_secs_f64());
    let text = |text: &str| Query { text: Some(text.to_owned()), ..Query::default() };
    let by = |author: &String| Query { author: Some(author.clone()), ..Query::default() };
    let texts = |of: Vec<String>| of.iter().map(|word| text(word)).collect::<Vec<_>>();
    // A twentieth of the history, at twenty places.
    let part = took / 20;
    let within = |(number, query): (i32, Query)| {
        let from = began + part * (number % 20);
        Query { from: Some(from), to: Some(from + part), ..query }
    };
    let longer: Vec<String> =
        words.iter().filter(|word| word.chars().count() >= 3).cloned().collect();
    let starts = |length| words.iter().map(|word| word.chars().take(length).collect()).collect();
    let mut all = Vec::new();
    for (kind, questions) in [
        ("newest", vec![Query::default(); 50]),
        ("a word of the chat", texts(longer.clone())),
        ("the start of a word", texts(starts(4))),
        ("two letters", texts(starts(2))),
        ("two letters that nobody wrote", texts(vec!["q~".into(), "~j".into()])),
        ("said once, long ago", texts(vec!["needle in".into(), "haystack".into()])),
        ("nobody said it", texts((0..50).map(|number| format!("nobody said {number}")).collect())),
        ("an author", authors.iter().map(by).collect()),
        (
            "an author's word",
            authors
                .iter()
                .zip(&longer)
                .map(|(author, word)| Query { text: Some(word.clone()), ..by(author) })
                .collect(),
        ),
        ("a time", (0..19).map(|number| within((number, Query::default()))).collect()),
        ("a word in a time", (0..).zip(texts(longer)).map(within).collect()),
        ("removed", vec![Query { removed: Some(true), ..Query::default() }; 20]),
        (
            "a kind",
            ["cheer", "raid", "action"]
                .map(|kind| Query { kind: Some(kind.into()), ..Query::default() })
                .into(),
        ),
        (
            "another platform",
            vec![Query { platform: Some(Platform::YouTube), ..Query::default() }; 20],
        ),
    ] {
        let times = asked(&store, questions)?;
        print(kind, &times);
        all.extend(times);
    }
    all.sort();
    print("all of them", &all);
    Ok(())
}

/// How long each took, the fastest first.
fn asked(store: &Store, questions: Vec<Query>) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    for query in questions.into_iter().take(QUESTIONS) {
        let query = Query { limit: 100, ..query };
        let began = Instant::now();
        black_box(store.history(&query)?);
        times.push(began.elapsed());
    }
    times.sort();
    Ok(times)
}

fn print(kind: &str, times: &[Duration]) {
    let at = |part: usize| times.get(times.len() * part / 100).or(times.last());
    let milliseconds = |part| at(part).map_or(0.0, |time: &Duration| time.as_secs_f64() * 1_000.0);
    let [half, most, worst] = [50, 95, 100].map(milliseconds);
    println!("{kind}: p50 {half:.1} ms, p95 {most:.1} ms, worst {worst:.1} ms, of {}", times.len());
}
