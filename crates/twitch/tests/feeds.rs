//! Hours of recorded chat through the hub and the feeds of overlays, on a clock of our own.
//!
//! `cargo nextest run -p twitch --test feeds --no-capture` says what was shown.
#![expect(clippy::unwrap_used, reason = "what a test does not expect fails it")]
#![expect(clippy::print_stderr, reason = "the figures are what a person runs it for")]

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use chat::{
    Change, Feed, Fragment, Frame, Hub, HubOptions, Kind, Message, MessageId, OnExcess, OnWord,
    Rules, SourceId, Tempo, Words,
};
use jiff::Timestamp;
use twitch::{Decoded, Decoder};

const BUSY: &str = include_str!("../../../tests/fixtures/twitch/busy.txt");
const KINDS: &str = include_str!("../../../tests/fixtures/twitch/kinds.txt");
/// Every so many lines one of another kind: a cheer, a subscription, a raid.
const EVERY_KIND: usize = 200;
/// Every so many lines a moderator deletes one of the last two hundred.
const EVERY_REMOVAL: usize = 25;
/// Longer than any hold and any patience.
const END: Duration = Duration::from_mins(1);

/// Chat that goes on and on: recorded lines over and over, each time with ids of their own.
fn lines(count: usize) -> impl Iterator<Item = String> {
    let busy: Vec<_> = BUSY.lines().collect();
    let kinds: Vec<_> = KINDS.lines().collect();
    let mut random = fastrand::Rng::with_seed(1);
    (0..count).flat_map(move |number| {
        let line = match number % EVERY_KIND {
            0 => kinds[number / EVERY_KIND % kinds.len()],
            _ => busy[number % busy.len()],
        };
        let removal = (number % EVERY_REMOVAL == 0).then(|| {
            let target = number.saturating_sub(random.usize(0..200));
            format!("@login=x;target-msg-id=made-{target} :tmi.twitch.tv CLEARMSG #xqcow :x")
        });
        [Some(renamed(line, number)), removal].into_iter().flatten()
    })
}

/// The line with ids that no other has: its own, that of the gifts that it belongs to, and that of
/// the same message in another channel.
fn renamed(line: &str, number: usize) -> String {
    let (tags, rest) = line.split_once(' ').unwrap();
    let tags = tags.trim_start_matches('@').split(';').map(|tag| match tag.split_once('=') {
        Some(("id", _)) => format!("id=made-{number}"),
        Some((key, id))
            if !id.is_empty()
                && (key == "source-id"
                    || key.ends_with("gift-id")
                    || key.ends_with("origin-id")) =>
        {
            format!("{key}={id}-{}", number / EVERY_KIND / 91)
        }
        _ => tag.to_owned(),
    });
    format!("@{} {rest}", tags.collect::<Vec<_>>().join(";"))
}

/// What a page makes of a feed, and what became of the messages on the way.
struct Page {
    feed: Feed,
    shown: Vec<MessageId>,
    came: HashMap<MessageId, Duration>,
    removed: HashSet<MessageId>,
    letters: usize,
    longest_paid: Duration,
    /// Messages that were never to be skipped, and have not been shown yet.
    owed: HashSet<MessageId>,
}

impl Page {
    fn new(rules: Rules, tempo: Tempo) -> Self {
        Self {
            feed: Feed::new("e".into(), rules, tempo),
            shown: Vec::new(),
            came: HashMap::new(),
            removed: HashSet::new(),
            letters: 0,
            longest_paid: Duration::ZERO,
            owed: HashSet::new(),
        }
    }

    fn take(&mut self, change: &Change, now: Duration) {
        match change {
            Change::Add(message) => {
                self.came.insert(message.id, now);
                if is_paid(message) || message.is_by_moderator() {
                    self.owed.insert(message.id);
                }
            }
            Change::Remove { ids, .. } => {
                self.removed.extend(ids);
                self.owed.retain(|id| !ids.contains(id));
            }
            _ => {}
        }
        let frames = self.feed.take(change, now);
        self.see(&frames, now);
    }

    /// Lets time go by up to this moment.
    fn wait(&mut self, until: Duration) {
        while let Some(next) = self.feed.next().filter(|next| *next <= until) {
            let frames = self.feed.tick(next);
            self.see(&frames, next);
        }
    }

    fn see(&mut self, frames: &[Arc<Frame>], now: Duration) {
        for frame in frames {
            match &frame.change {
                Change::Add(message) => {
                    assert!(!self.removed.contains(&message.id), "it was removed before");
                    assert!(!self.shown.contains(&message.id), "it is there already: {message:?}");
                    self.owed.remove(&message.id);
                    self.letters += letters(message);
                    if is_paid(message) {
                        let waited = now.saturating_sub(self.came[&message.id]);
                        self.longest_paid = self.longest_paid.max(waited);
                    }
                    self.shown.push(message.id);
                    if self.shown.len() > 1_000 {
                        self.shown.remove(0);
                    }
                }
                Change::Remove { ids, .. } => self.shown.retain(|id| !ids.contains(id)),
                Change::Replace(_) | Change::Insert { .. } => {}
            }
        }
    }
}

fn is_paid(message: &Message) -> bool {
    message.amount.is_some()
        || !matches!(
            message.kind,
            Kind::Chat | Kind::Action | Kind::Notice { .. } | Kind::Mode { .. }
        )
}

fn letters(message: &Message) -> usize {
    let part = |part: &Fragment| match part {
        Fragment::Emote(_) | Fragment::Gif { .. } | Fragment::Cheer { .. } => 2,
        other => other.text().chars().count(),
    };
    message.body.iter().map(part).sum()
}

fn settings() -> Vec<(&'static str, Rules, Tempo)> {
    let strict = Rules {
        prefixes: vec!["!".into()],
        bots: true,
        words: Words::new(["pepega", "lul*", "you are"].map(String::from)).unwrap(),
        words_in_names: true,
        on_word: OnWord::Hide,
        capitals: OnExcess::Calm,
        walls: OnExcess::Calm,
        ..Rules::default()
    };
    let hold = Duration::from_secs(10);
    vec![
        ("all of it", Rules::default(), Tempo::default()),
        ("20 letters a second", Rules::default(), Tempo { speed: Some(20), ..Tempo::default() }),
        ("60 letters a second", Rules::default(), Tempo { speed: Some(60), ..Tempo::default() }),
        (
            "held, repeats as one",
            Rules::default(),
            Tempo { hold, collapse_repeats: true, ..Tempo::default() },
        ),
        ("strict, held, paced", strict, Tempo { hold, speed: Some(40), collapse_repeats: true }),
    ]
}

fn go_through(count: usize, per_second: u32) {
    let mut decoder = Decoder::new(SourceId::new("s"));
    let mut hub = Hub::new("hub", HubOptions::default());
    let mut pages: Vec<_> = settings()
        .into_iter()
        .map(|(name, rules, tempo)| (name, Page::new(rules, tempo)))
        .collect();
    let (mut now, mut added) = (Duration::ZERO, 0_u64);
    for line in lines(count) {
        now += Duration::from_secs(1) / per_second;
        let (Decoded::Event(event) | Decoded::Unknown(event, _)) =
            decoder.decode(&line, Timestamp::UNIX_EPOCH)
        else {
            continue;
        };
        let Some(frame) = hub.apply(event).frame else { continue };
        added += u64::from(matches!(frame.change, Change::Add(_)));
        for (_, page) in &mut pages {
            page.wait(now);
            page.take(&frame.change, now);
        }
    }
    for (name, page) in &mut pages {
        page.wait(now + END);
        let counts = page.feed.counts();
        let fates =
            counts.shown + counts.hidden + counts.repeated + counts.skipped + counts.stopped;
        assert_eq!(
            fates, added,
            "{name}: each message has one fate, and it is counted: {counts:?}"
        );
        let on_screen: Vec<_> =
            page.feed.snapshot(usize::MAX).messages.iter().map(|m| m.id).collect();
        assert_eq!(on_screen, page.shown, "{name}: the page and a snapshot are the same");
        if !name.starts_with("strict") && !name.contains("repeats") {
            assert!(
                page.owed.is_empty(),
                "{name}: paid and moderators' messages are never skipped"
            );
        }
        eprintln!(
            "{name}: of {added} in {} min at {per_second}/s shown {}, {} letters a second, paid waited {:.1} s at most, \
             skipped {}, repeated {}, hidden {}, removed unseen {}",
            now.as_secs() / 60,
            counts.shown,
            page.letters as u64 / now.as_secs(),
            page.longest_paid.as_secs_f64(),
            counts.skipped,
            counts.repeated,
            counts.hidden,
            counts.stopped,
        );
    }
}

#[test]
fn two_hours_of_lively_chat() {
    go_through(2 * 3_600 * 4, 4);
}

#[test]
fn ten_minutes_of_chat_that_nobody_can_read() {
    go_through(10 * 60 * 80, 80);
}
