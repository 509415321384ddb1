//! Twenty overlays of different rules, and a list of two thousand blocked words.

use std::time::Duration;

use anyhow::{Result, anyhow};
use chat::{Feed, Frame, LinksFrom, OnExcess, OnWord, Platform, Role, Rules, Tempo, Words};

const OVERLAYS: u16 = 20;
const WORDS: usize = 2_000;

/// Twenty feeds; every fourth has all the words.
pub(crate) fn feeds() -> Result<Vec<Feed>> {
    let words = words()?;
    let feed = |number: u16| {
        let has_words = number.is_multiple_of(4);
        let rules = Rules {
            platforms: match number % 3 {
                0 => [Platform::Twitch].into(),
                _ => [Platform::Twitch, Platform::YouTube].into(),
            },
            bots: number.is_multiple_of(2),
            prefixes: vec!["!".into()],
            users: [format!("user{number}")].into(),
            words: if has_words { words.clone() } else { Words::default() },
            on_word: if number.is_multiple_of(8) { OnWord::Mask } else { OnWord::Hide },
            links_from: LinksFrom::Role(Role::Vip),
            capitals: if number.is_multiple_of(5) { OnExcess::Calm } else { OnExcess::Keep },
            walls: if number.is_multiple_of(7) { OnExcess::Calm } else { OnExcess::Keep },
            ..Rules::default()
        };
        let tempo = Tempo {
            hold: Duration::from_secs(u64::from(number % 3)),
            speed: number.is_multiple_of(6).then_some(30),
            collapse_repeats: number % 5 == 1,
        };
        Feed::new(number.to_string(), rules, tempo, &[])
    };
    Ok((0..OVERLAYS).map(feed).collect())
}

/// Hands a frame to all of them. Says how many changes came out.
pub(crate) fn take(feeds: &mut [Feed], frame: &Frame, now: Duration) -> usize {
    feeds.iter_mut().map(|feed| feed.take(&frame.change, now).len()).sum()
}

/// Two thousand words of three to five syllables, none of them in any language.
pub(crate) fn words() -> Result<Words> {
    let syllables =
        ["ka", "zu", "pro", "mi", "tel", "vox", "ra", "shi", "gno", "bel", "qua", "dri"];
    let word = |number: usize| -> String {
        let mut left = number * 7_919 + 12_345;
        let length = 3 + number % 3;
        let mut word = String::new();
        for _ in 0..length {
            word.push_str(syllables.get(left % syllables.len()).copied().unwrap_or_default());
            left /= 5;
        }
        word
    };
    Words::new((0..WORDS).map(word)).map_err(|word| anyhow!("no word: {word:?}"))
}
