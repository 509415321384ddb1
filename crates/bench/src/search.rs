//! How long a search of a long history takes.

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result};
use chat::{ChatEvent, MessageId, Platform, Record};
use jiff::Timestamp;
use store::{Query, Store};
use twitch::{Decoded, Decoder};

/// Messages between two waits for the disk: less than the store takes in at once.
const AT_ONCE: usize = 10_000;
/// Every so many messages gives words to search for.
const ASKED: usize = 997;

/// Fills a history with `count` messages of these lines, over and over, and searches it for words
/// of theirs and for pieces of words.
pub(crate) fn run(lines: &[String], count: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (store, _) = Store::open(folder.path())?;
    let mut decoder = Decoder::new(crate::source());
    let mut words = Vec::new();
    let started = Instant::now();
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
        }
        store.record(Record::Message(Arc::from(message), None));
        if number.is_multiple_of(AT_ONCE) {
            store.flush();
        }
    }
    store.flush();
    println!("filled in {:.1} s", started.elapsed().as_secs_f64());
    let pieces = words.iter().map(|word| word.chars().take(4).collect::<String>());
    let nowhere = (0..50).map(|number| format!("nobody said {number}"));
    let asked: Vec<String> = words.iter().cloned().chain(pieces).chain(nowhere).collect();
    let mut took = Vec::new();
    for text in asked.iter().filter(|text| text.chars().count() >= 3) {
        let query = Query { text: Some(text.clone()), limit: 100, ..Query::default() };
        let began = Instant::now();
        let found = store.history(&query)?.len();
        took.push((began.elapsed(), found, text));
    }
    took.sort();
    let at = |part: usize| took.get(took.len() * part / 100).or(took.last());
    for part in [50, 95, 99, 100] {
        if let Some((took, found, text)) = at(part) {
            println!("p{part} {:.1} ms ({found} found: {text:?})", took.as_secs_f64() * 1_000.0);
        }
    }
    println!("{} searches", took.len());
    Ok(())
}
