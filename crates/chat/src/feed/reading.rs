//! Text as the filter of words reads it: its letters in words, and a letter that is written again and
//! again is one run.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::contraction::is_elision;
use super::letters::{
    Fold, folded, is_apostrophe, is_between_letters, is_hangul, is_sign_for_a_letter, is_unseen,
    is_wordy, kind_of, shaped, stands_alone,
};

/// Between the words of a text; a phrase has it too.
const SPACE: char = ' ';
/// Between two readings of the same text; nothing that is looked for has it.
const BREAK: char = '\n';

/// So many letters make a piece of a word, where they are no word by themselves.
const PIECE: std::ops::RangeInclusive<usize> = 2..=3;

/// Short words that people write.
static SHORT_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("short_words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// The same letter, so many times in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, in any combination")]
pub(super) struct Run {
    pub(super) letter: char,
    pub(super) count: usize,
    /// Its place in the text, in bytes.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether a word may begin, or end, here.
    pub(super) opens: bool,
    pub(super) closes: bool,
    /// Whether all of it was written in digits.
    pub(super) is_digits: bool,
    /// Whether it is of words that were joined.
    pub(super) is_joined: bool,
    /// Its place in what is searched, in bytes.
    offset: usize,
}

/// A text, read. Letter `n` of `flat` is run `n`.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) flat: String,
    pub(super) runs: Vec<Run>,
}

impl Reading {
    /// Reads a text: as its words, and once more with the words joined that are written apart.
    pub(super) fn of(text: &str, fold: Fold) -> Self {
        let letters = letters(text, fold);
        let words: Vec<_> = words(&letters).collect();
        let mut reading = Self::with_room_for(letters.len() + words.len());
        reading.push_apart(words.iter().copied());
        for group in written_apart(&words, text) {
            reading.mark(BREAK);
            reading.push_joined(group);
        }
        reading
    }

    /// Reads what is looked for, without the joined readings: its words, and all of it as one.
    pub(super) fn of_pattern(pattern: &str, fold: Fold) -> [Self; 2] {
        let letters = letters(pattern, fold);
        let mut apart = Self::with_room_for(letters.len());
        apart.push_apart(words(&letters));
        let mut joined = Self::with_room_for(letters.len());
        joined.push(letters.iter().copied(), false);
        [apart, joined]
    }

    /// The run at this byte of `flat`.
    pub(super) fn run_at(&self, byte: usize) -> usize {
        self.runs.partition_point(|run| run.offset <= byte).saturating_sub(1)
    }

    fn with_room_for(letters: usize) -> Self {
        Self { flat: String::with_capacity(letters), runs: Vec::with_capacity(letters) }
    }

    fn mark(&mut self, letter: char) {
        self.push_run(Run {
            letter,
            count: 1,
            start: 0,
            end: 0,
            opens: true,
            closes: true,
            is_digits: false,
            is_joined: false,
            offset: 0,
        });
    }

    fn push_apart<'text>(&mut self, words: impl Iterator<Item = Word<'text>>) {
        for (number, word) in words.enumerate() {
            if number > 0 {
                self.mark(SPACE);
            }
            self.push(word.letters.iter().copied(), false);
        }
    }

    /// The words as one; each of them may still begin and end there.
    fn push_joined(&mut self, words: &[Word<'_>]) {
        let letters = words.iter().flat_map(|word| {
            let last = word.letters.len().saturating_sub(1);
            word.letters.iter().enumerate().map(move |(place, letter)| Letter {
                opens: letter.opens || place == 0,
                closes: letter.closes || place == last,
                ..*letter
            })
        });
        self.push(letters, true);
    }

    fn push(&mut self, letters: impl Iterator<Item = Letter>, is_joined: bool) {
        let mut letters = letters.peekable();
        let mut is_first = true;
        while let Some(letter) = letters.next() {
            let mut run = Run {
                letter: letter.folded,
                count: 1,
                start: letter.start,
                end: letter.end,
                opens: std::mem::take(&mut is_first) || letter.opens,
                closes: letter.closes,
                is_digits: letter.written == Written::Digit,
                is_joined,
                offset: 0,
            };
            while let Some(next) = letters.next_if(|next| next.folded == run.letter) {
                run.count += 1;
                run.end = next.end;
                run.closes = next.closes;
                run.is_digits &= next.written == Written::Digit;
            }
            run.closes |= letters.peek().is_none_or(|next| next.opens);
            self.push_run(run);
        }
    }

    fn push_run(&mut self, mut run: Run) {
        run.offset = self.flat.len();
        self.flat.push(run.letter);
        self.runs.push(run);
    }
}

/// A letter of a word.
#[derive(Debug, Clone, Copy)]
struct Letter {
    folded: char,
    /// What is between it and the letter before it.
    after: Gap,
    start: usize,
    end: usize,
    opens: bool,
    closes: bool,
    written: Written,
}

/// What a letter was before it was folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    Letter,
    Digit,
    /// A sign that stands for a letter.
    Sign,
}

/// What is between two letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Nothing,
    /// Signs, and no white space.
    Signs,
    Space,
}

/// Letters with nothing between them.
#[derive(Debug, Clone, Copy)]
struct Word<'text> {
    letters: &'text [Letter],
}

impl Word<'_> {
    /// Whether there is white space before it.
    fn is_spaced(&self) -> bool {
        self.letters.first().is_some_and(|first| first.after == Gap::Space)
    }

    fn is_single(&self) -> bool {
        let first = self.letters.first();
        first.is_some_and(|first| self.letters.iter().all(|letter| letter.folded == first.folded))
    }

    /// Whether it is one letter that is no word by itself.
    fn is_stray(&self) -> bool {
        let stray = |letter: &Letter| {
            letter.written == Written::Letter
                && !matches!(letter.folded, 'a' | 'l' | 'o' | 'u' | 'y')
        };
        self.is_single() && self.letters.iter().all(stray)
    }

    /// In small letters, without what joins them: `its`.
    fn as_written(&self, text: &str) -> String {
        let start = self.letters.first().map_or(0, |first| first.start);
        let end = self.letters.last().map_or(start, |last| last.end);
        let written = text.get(start..end).unwrap_or_default();
        written.chars().filter(|c| !is_apostrophe(*c)).flat_map(char::to_lowercase).collect()
    }

    /// Whether it is a few Latin letters of the text that are no word by themselves: `fu`, `ck`.
    fn is_piece(&self, text: &str) -> bool {
        let is_short = PIECE.contains(&self.letters.len()) && !self.is_single();
        let is_latin = self.letters.iter().all(|letter| letter.folded.is_ascii_alphanumeric());
        let is_written = self.letters.iter().any(|letter| letter.written == Written::Letter);
        is_short && is_latin && is_written && !SHORT_WORDS.contains(&*self.as_written(text))
    }
}

/// The words that these letters make.
fn words(letters: &[Letter]) -> impl Iterator<Item = Word<'_>> {
    letters.chunk_by(|_, next| next.after == Gap::Nothing).map(|letters| Word { letters })
}

fn letters(text: &str, fold: Fold) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::with_capacity(text.len());
    let mut gap = Gap::Nothing;
    let mut before: Option<char> = None;
    // Letters of the word so far, and whether another one begins behind an apostrophe.
    let (mut in_word, mut is_elided) = (0, false);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let end = start + c.len_utf8();
        let next = chars.peek().map(|(_, next)| *next);
        let is_joint = is_apostrophe(c) && is_between_letters(before, next);
        if is_unseen(c) || is_joint {
            is_elided |= is_joint && is_elision(in_word, text.get(end..).unwrap_or_default());
            if let Some(last) = letters.last_mut().filter(|_| gap == Gap::Nothing) {
                last.end = end;
            }
            continue;
        }
        let is_sign = is_sign_for_a_letter(c) && (is_wordy(before) || is_wordy(next));
        if !c.is_alphanumeric() && !is_sign && shaped(c).is_none() {
            gap = if gap == Gap::Space || c.is_whitespace() { Gap::Space } else { Gap::Signs };
            before = Some(c);
            continue;
        }
        let written = match c {
            _ if is_sign => Written::Sign,
            '0'..='9' => Written::Digit,
            _ => Written::Letter,
        };
        let after_other = before.is_some_and(|before| {
            kind_of(before) != kind_of(c) || (before.is_lowercase() && c.is_uppercase())
        });
        let free = stands_alone(c);
        in_word = if gap == Gap::Nothing { in_word + 1 } else { 1 };
        for folded in folded(c, fold) {
            letters.push(Letter {
                folded,
                after: std::mem::replace(&mut gap, Gap::Nothing),
                start,
                end,
                opens: after_other || free || std::mem::take(&mut is_elided),
                closes: free || is_hangul(c),
                written,
            });
        }
        before = Some(c);
    }
    letters
}

/// The words that may be one word written apart: `b.a.d`, `b a d`, `ba d`, `id iot`.
fn written_apart<'words, 'text>(
    words: &'words [Word<'text>],
    text: &str,
) -> Vec<&'words [Word<'text>]> {
    let by_signs = words.chunk_by(|_, next| !next.is_spaced()).filter(|chunk| chunk.len() > 1);
    let mut groups: Vec<_> = by_signs.collect();
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        let is_part = |word: &&Word<'_>| word.is_single() || word.is_piece(text);
        let parts = rest.iter().take_while(is_part).count();
        let is_alone = |word: &Word<'_>| word.is_stray() || word.is_piece(text);
        let is_spelled = parts > 1 || (parts == 1 && rest.first().is_some_and(is_alone));
        if is_spelled {
            let from = at.saturating_sub(1);
            let until = (at + parts + 1).min(words.len());
            groups.extend(words.get(from..until));
        }
        at += parts.max(1);
    }
    groups
}
