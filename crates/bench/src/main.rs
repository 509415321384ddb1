//! How long a line of Twitch chat takes to become what a page gets.
//!
//! `tests/bench/line.js` calls this, counts its instructions, and sets the figures beside those of
//! others. Each step does all of the steps before it, so that what one costs is a difference.
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

mod feeds;
mod room;
mod search;

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use chat::{Applied, Change, ChatEvent, Feed, Frame, Hub, HubOptions, SourceId, Words};
use jiff::Timestamp;
use twitch::{Decoded, Decoder};

use self::room::Room;

/// Lines between two looks at the clock, which itself takes some 25 ns.
const BATCH: u32 = 100;

const USAGE: &str = "bench STEP FILE PASSES
  STEP    typed (another crate's parser alone, as the limit), decode, hub, frame, emotes
          (to the frame in a channel with 5,000 emotes), feeds (through the hub and the feeds of 20
          overlays of different rules), or words (the hub, and a look for 2,000 blocked words)
  FILE    lines of Twitch chat, each with an id of its own
  PASSES  how often to read them all; the first is not timed
bench hits WORDS TEXTS
  For each line of TEXTS, whether one of the blocked WORDS is found in it: 1 or 0
bench search FILE COUNT [FOLDER]
  How long searches of a history of COUNT messages take, made of the lines over and over; it is
  left in FOLDER, which is to be a new one";

/// How far a line goes.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    /// Parsed by the tmi crate into its own type. It borrows from the line and makes nothing.
    Typed,
    /// To an event.
    Decode,
    /// Through the hub.
    Hub,
    /// To the text that is sent to every client.
    Frame,
    /// The same in a channel with emotes and badges of all providers.
    Emotes,
    /// Through the hub and the feeds of twenty overlays.
    Feeds,
    /// Through the hub, and its text looked through for two thousand words.
    Words,
}

/// What a line goes through, as in the engine.
struct Pipeline {
    decoder: Decoder,
    hub: Hub,
    now: Timestamp,
    room: Option<Arc<Room>>,
    feeds: Vec<Feed>,
    words: Words,
}

impl Pipeline {
    fn new(room: Option<Arc<Room>>, step: Step) -> Result<Self> {
        Ok(Self {
            room,
            feeds: if step == Step::Feeds { feeds::feeds()? } else { Vec::new() },
            words: if step == Step::Words { feeds::words()? } else { Words::default() },
            decoder: Decoder::new(source()),
            hub: Hub::new("bench", HubOptions::default()),
            now: Timestamp::UNIX_EPOCH,
        })
    }

    fn line(&mut self, line: &str, step: Step) {
        if step == Step::Typed {
            black_box(typed(line));
            return;
        }
        let decoded = self.decoder.decode(line, self.now);
        match decoded {
            Decoded::Event(event) | Decoded::Unknown(event, _) if step != Step::Decode => {
                self.event(event, step);
            }
            decoded => drop(black_box(decoded)),
        }
    }

    fn event(&mut self, mut event: ChatEvent, step: Step) {
        if let Some(room) = &self.room {
            room.enrich(&mut event);
        }
        let Applied { frame, record, .. } = self.hub.apply(event);
        if let Some(frame) = frame {
            match step {
                Step::Frame | Step::Emotes => drop(black_box(sent(&frame))),
                Step::Feeds => {
                    // A thousand messages a second.
                    let now = Duration::from_millis(frame.seq);
                    black_box(feeds::take(&mut self.feeds, &frame, now));
                }
                Step::Words => {
                    if let Change::Add(message) = &frame.change {
                        black_box(self.words.find(&message.text()));
                    }
                }
                Step::Typed | Step::Decode | Step::Hub => {}
            }
        }
        black_box(record);
    }
}

fn source() -> SourceId {
    SourceId::new("bench")
}

/// What the server sends where a frame comes alone.
fn sent(frame: &Arc<Frame>) -> String {
    let mut text = r#"{"type":"changes","changes":["#.to_owned();
    text.push_str(frame.json());
    text.push_str("]}");
    text
}

/// What the tmi crate makes of it. Emotes and escaped tags stay as they came.
fn typed(line: &str) -> Option<tmi::Message<'_>> {
    tmi::Message::parse(line).ok()
}

fn hits(words: &str, texts: &str) -> Result<()> {
    let read = |file: &str| fs::read_to_string(file).with_context(|| format!("cannot read {file}"));
    let words = read(words)?;
    let words = Words::new(words.lines().map(str::to_owned)).map_err(|word| anyhow!("{word:?}"))?;
    let hit = |text: &str| if words.find(text).is_empty() { '0' } else { '1' };
    println!("{}", read(texts)?.lines().map(hit).collect::<String>());
    Ok(())
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, words, texts] = arguments.as_slice()
        && first == "hits"
    {
        return hits(words, texts);
    }
    if let [first, file, count, folder @ ..] = arguments.as_slice()
        && first == "search"
    {
        let text = fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let folder = folder.first().map(Path::new);
        return search::run(&lines, count.parse().context(USAGE)?, folder);
    }
    let [step, file, passes] = arguments.as_slice() else { bail!(USAGE) };
    let step = match step.as_str() {
        "typed" => Step::Typed,
        "decode" => Step::Decode,
        "hub" => Step::Hub,
        "frame" => Step::Frame,
        "emotes" => Step::Emotes,
        "feeds" => Step::Feeds,
        "words" => Step::Words,
        _ => bail!(USAGE),
    };
    let passes: usize = passes.parse().context(USAGE)?;
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
    let lines: Vec<&str> = text.lines().collect();

    let room = match step {
        Step::Emotes => Some(Arc::new(Room::open(source())?)),
        _ => None,
    };
    let _entered = room.as_ref().map(|room| room.runtime());
    let mut times = Vec::new();
    for pass in 0..passes {
        // A message that comes again is dropped, so every pass begins with an empty hub.
        let mut pipeline = Pipeline::new(room.clone(), step)?;
        for batch in lines.chunks_exact(BATCH as usize) {
            let start = Instant::now();
            for line in batch {
                pipeline.line(line, step);
            }
            let time = start.elapsed();
            if pass > 0 {
                times.push(time);
            }
        }
    }
    times.sort_unstable();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    println!("{}", (median / BATCH).as_nanos());
    Ok(())
}
