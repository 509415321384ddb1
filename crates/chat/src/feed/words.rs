//! Blocked words, found however they are written.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::contraction::is_contraction;
use super::letters::Fold;
use super::reading::{Reading, Run};

/// A word of so many letters may be written with a letter doubled and is still that word. In a
/// shorter one, a doubled letter makes another word: `god`, `good`.
const LONG: usize = 4;
/// A word of so many letters may have a doubled letter and a plural `s` too, or be joined of pieces.
/// Of a shorter one, that makes others: `anal`, `annals`.
const VERY_LONG: usize = 5;
/// So many of a letter in a row are no word's spelling, and stand for one.
const DRAWN_OUT: usize = 3;
/// A word of so many letters is blocked with a plural `s` too.
const HAS_PLURAL: usize = 4;

/// Words and phrases to look for.
#[derive(Debug, Clone, Default)]
pub struct Words {
    list: Vec<String>,
    patterns: Vec<Pattern>,
    finder: Option<AhoCorasick>,
}

/// A word that can't be looked for: it has no letters, or there are too many words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoWord(pub String);

/// A blocked word in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where, in bytes.
    pub place: Range<usize>,
    /// Which of the words, by its number in the list.
    pub word: usize,
}

#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, in any combination")]
struct Pattern {
    word: usize,
    counts: Vec<usize>,
    letters: usize,
    /// Whether letters may come before it, or after it.
    open_start: bool,
    open_end: bool,
    is_digits: bool,
    /// Whether it is words drawn together itself: `can't`.
    is_drawn: bool,
    /// The digits that it has.
    digits: String,
}

impl Words {
    /// Words and phrases; a `*` at an end stands for any letters.
    pub fn new(words: impl IntoIterator<Item = String>) -> Result<Self, NoWord> {
        let words: Vec<String> = words.into_iter().collect();
        let (mut patterns, mut flats) = (Vec::new(), Vec::new());
        for (number, word) in words.iter().enumerate() {
            let bare = word.trim();
            let (open_start, open_end) = (bare.starts_with('*'), bare.ends_with('*'));
            let bare = bare.trim_matches('*');
            let mut known: Vec<String> = Vec::new();
            for fold in [Fold::SmallFirst, Fold::AsWritten] {
                for reading in Reading::of_pattern(bare, fold) {
                    if reading.runs.is_empty() {
                        return Err(NoWord(word.clone()));
                    }
                    if known.contains(&reading.flat) {
                        continue;
                    }
                    known.push(reading.flat.clone());
                    flats.push(reading.flat.clone());
                    let letters = reading.runs.iter().map(|run| run.count).sum();
                    patterns.push(Pattern {
                        word: number,
                        counts: reading.runs.iter().map(|run| run.count).collect(),
                        letters,
                        open_start,
                        open_end,
                        is_digits: reading.runs.iter().all(|run| run.is_digits),
                        is_drawn: is_contraction(bare),
                        digits: digits(bare),
                    });
                }
            }
        }
        let finder = match flats.is_empty() {
            true => None,
            false => Some(AhoCorasick::new(&flats).map_err(|error| NoWord(error.to_string()))?),
        };
        Ok(Self { list: words, patterns, finder })
    }

    /// The word with this number.
    #[must_use]
    pub fn word(&self, number: usize) -> &str {
        self.list.get(number).map_or("", String::as_str)
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The blocked words in a text, in no order; one place may be found twice.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let Some(finder) = &self.finder else {
            return Vec::new();
        };
        let mut hits = Vec::new();
        let folds = match text.is_ascii() {
            true => [Fold::SmallFirst].as_slice(),
            false => &[Fold::SmallFirst, Fold::AsWritten],
        };
        for fold in folds {
            let reading = Reading::of(text, *fold);
            for found in finder.find_overlapping_iter(&reading.flat) {
                let Some(pattern) = self.patterns.get(found.pattern().as_usize()) else {
                    continue;
                };
                let first = reading.run_at(found.start());
                let runs = reading.runs.get(first..first + pattern.counts.len()).unwrap_or(&[]);
                if let (true, Some(start), Some(end)) = (
                    pattern.is_written_by(runs, reading.runs.get(first + runs.len())),
                    runs.first(),
                    runs.last(),
                ) {
                    let place = start.start..end.end;
                    let written = text.get(place.clone()).unwrap_or_default();
                    let is_other = !pattern.is_drawn && is_contraction(written);
                    if !is_other && pattern.has_its_digits(written) {
                        hits.push(Hit { place, word: pattern.word });
                    }
                }
            }
        }
        hits
    }
}

impl Pattern {
    /// Whether these runs, and what comes after them, are this word.
    fn is_written_by(&self, runs: &[Run], next: Option<&Run>) -> bool {
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
            return false;
        };
        // A plural is the word too.
        let is_plural = !last.closes
            && self.letters >= HAS_PLURAL
            && (self.letters >= VERY_LONG || self.is_spelled_by(runs))
            && next.is_some_and(|next| next.letter == 's' && next.count == 1 && next.closes);
        let bounded =
            (self.open_start || first.opens) && (self.open_end || last.closes || is_plural);
        // Numbers are no words, and words no numbers.
        let is_digits = runs.iter().all(|run| run.is_digits || run.letter == ' ');
        let of_a_kind = is_digits == self.is_digits
            && (!self.is_digits || runs.iter().all(|run| run.is_digits));
        bounded && of_a_kind && self.counts_fit(runs)
    }

    /// Whether a number is this one: two digits may be read as one letter.
    fn has_its_digits(&self, text: &str) -> bool {
        let found = digits(text);
        match (self.open_start, self.open_end) {
            _ if !self.is_digits => true,
            (false, false) => is_drawn_out(&self.digits, &found),
            (true, false) => found.ends_with(&self.digits),
            (false, true) => found.starts_with(&self.digits),
            (true, true) => found.contains(&self.digits),
        }
    }

    /// Whether no letter is doubled or drawn out.
    fn is_spelled_by(&self, runs: &[Run]) -> bool {
        self.counts.iter().zip(runs).all(|(wanted, run)| run.count == *wanted)
    }

    fn counts_fit(&self, runs: &[Run]) -> bool {
        let last = runs.len() - 1;
        let is_joined = runs.iter().any(|run| run.is_joined);
        let is_long = self.letters >= if is_joined { VERY_LONG } else { LONG };
        // Each letter twice is no other word's spelling.
        if self.counts.iter().zip(runs).all(|(wanted, run)| run.count == 2 * wanted) {
            return true;
        }
        self.counts.iter().zip(runs).enumerate().all(|(place, (wanted, run))| {
            let goes_on = (place == 0 && self.open_start) || (place == last && self.open_end);
            run.count == *wanted
                || (run.count > *wanted && (goes_on || run.count >= DRAWN_OUT || is_long))
        })
    }
}

/// The digits in a text.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Whether one text is the other one, or that with letters drawn out.
fn is_drawn_out(wanted: &str, found: &str) -> bool {
    let rows = |text: &str| {
        let letters: Vec<char> = text.chars().collect();
        let rows = letters.chunk_by(|letter, next| letter == next);
        rows.map(|row| (row.first().copied(), row.len())).collect::<Vec<_>>()
    };
    let (wanted, found) = (rows(wanted), rows(found));
    wanted.len() == found.len()
        && wanted.iter().zip(found).all(|((letter, count), (other, times))| {
            *letter == other && (times == *count || times >= DRAWN_OUT.max(*count))
        })
}
