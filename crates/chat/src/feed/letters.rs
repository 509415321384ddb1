//! Text as the filter of words reads it: look-alike letters are one letter, what is not seen is
//! nothing, and a letter that is written again and again is one run.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

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

/// How capitals are told from small letters, where look-alikes depend on it: `В` looks like a Latin
/// B, and is the capital of `в`, which does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    /// The small letter first, then what it looks like.
    SmallFirst,
    /// What the letter looks like as it is written.
    AsWritten,
}

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
}

/// A text, read. Letter `n` of `flat` is run `n`.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) flat: String,
    pub(super) runs: Vec<Run>,
    offsets: Vec<usize>,
}

impl Reading {
    /// Reads a text: as its words, and once more with the words joined that are written apart.
    pub(super) fn of(text: &str, fold: Fold) -> Self {
        let words = words(text, fold);
        let mut reading = Self::default();
        for (number, word) in words.iter().enumerate() {
            if number > 0 {
                reading.mark(SPACE);
            }
            reading.push(&word.letters, false);
        }
        for group in written_apart(&words, text) {
            reading.mark(BREAK);
            reading.push(&group, true);
        }
        reading
    }

    /// Reads what is looked for, without the joined readings: its words, and all of it as one.
    pub(super) fn of_pattern(pattern: &str, fold: Fold) -> [Self; 2] {
        let words = words(pattern, fold);
        let (mut apart, mut joined) = (Self::default(), Self::default());
        for (number, word) in words.iter().enumerate() {
            if number > 0 {
                apart.mark(SPACE);
            }
            apart.push(&word.letters, false);
        }
        let letters: Vec<_> = words.into_iter().flat_map(|word| word.letters).collect();
        joined.push(&letters, false);
        [apart, joined]
    }

    /// The run at this byte of `flat`.
    pub(super) fn run_at(&self, byte: usize) -> usize {
        self.offsets.partition_point(|offset| *offset <= byte).saturating_sub(1)
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
        });
    }

    fn push(&mut self, letters: &[Letter], is_joined: bool) {
        let mut letters = letters.iter().enumerate().peekable();
        while let Some((first, letter)) = letters.next() {
            let mut run = Run {
                letter: letter.folded,
                count: 1,
                start: letter.start,
                end: letter.end,
                opens: first == 0 || letter.opens,
                closes: letter.closes,
                is_digits: letter.written == Written::Digit,
                is_joined,
            };
            while let Some((_, next)) = letters.next_if(|(_, next)| next.folded == run.letter) {
                run.count += 1;
                run.end = next.end;
                run.closes = next.closes;
                run.is_digits &= next.written == Written::Digit;
            }
            run.closes |= letters.peek().is_none_or(|(_, next)| next.opens);
            self.push_run(run);
        }
    }

    fn push_run(&mut self, run: Run) {
        self.offsets.push(self.flat.len());
        self.flat.push(run.letter);
        self.runs.push(run);
    }
}

/// A letter of a word.
#[derive(Debug, Clone)]
struct Letter {
    folded: char,
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

/// Letters with nothing between them.
#[derive(Debug)]
struct Word {
    letters: Vec<Letter>,
    /// Whether there is white space before it.
    spaced: bool,
}

impl Word {
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

fn words(text: &str, fold: Fold) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut word = Word { letters: Vec::new(), spaced: false };
    let mut spaced = false;
    let mut before: Option<char> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let end = start + c.len_utf8();
        let next = chars.peek().map(|(_, next)| *next);
        if is_unseen(c) || (is_apostrophe(c) && is_between_letters(before, next)) {
            if let Some(last) = word.letters.last_mut() {
                last.end = end;
            }
            continue;
        }
        let is_sign = is_sign_for_a_letter(c) && (is_wordy(before) || is_wordy(next));
        if !c.is_alphanumeric() && !is_sign && shaped(c).is_none() {
            spaced |= c.is_whitespace();
            if !word.letters.is_empty() {
                let done = Word { letters: Vec::new(), spaced: false };
                words.push(std::mem::replace(&mut word, done));
            }
            before = Some(c);
            continue;
        }
        if word.letters.is_empty() {
            word.spaced = std::mem::take(&mut spaced);
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
        for folded in folded(c, fold) {
            word.letters.push(Letter {
                folded,
                start,
                end,
                opens: after_other || free,
                closes: free || is_hangul(c),
                written,
            });
        }
        before = Some(c);
    }
    if !word.letters.is_empty() {
        words.push(word);
    }
    words
}

/// The words that may be one word written apart: `b.a.d`, `b a d`, `ba d`, `id iot`.
fn written_apart(words: &[Word], text: &str) -> Vec<Vec<Letter>> {
    let mut groups = Vec::new();
    let by_signs = words.chunk_by(|_, next| !next.spaced).filter(|chunk| chunk.len() > 1);
    groups.extend(by_signs.map(joined));
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        let is_part = |word: &&Word| word.is_single() || word.is_piece(text);
        let parts = rest.iter().take_while(is_part).count();
        let is_alone = |word: &Word| word.is_stray() || word.is_piece(text);
        let is_spelled = parts > 1 || (parts == 1 && rest.first().is_some_and(is_alone));
        if is_spelled {
            let from = at.saturating_sub(1);
            let until = (at + parts + 1).min(words.len());
            groups.extend(words.get(from..until).map(joined));
        }
        at += parts.max(1);
    }
    groups
}

fn joined(words: &[Word]) -> Vec<Letter> {
    let mut letters = Vec::new();
    for word in words {
        let from = letters.len();
        letters.extend(word.letters.iter().cloned());
        if let Some(first) = letters.get_mut(from) {
            first.opens = true;
        }
        if let Some(last) = letters.last_mut() {
            last.closes = true;
        }
    }
    letters
}

/// What is taken for a letter: nearly always one.
fn folded(c: char, fold: Fold) -> impl Iterator<Item = char> {
    let is_plain = |c: &char| c.is_ascii() || is_sign_for_a_letter(*c);
    let simple = shaped(c).or(Some(c).filter(is_plain)).map(plain);
    let other = if simple.is_none() { look_alike(c, fold) } else { Vec::new() };
    simple.into_iter().chain(other)
}

/// By Unicode's table of confusables (UTS 39), which is for whole identifiers: it takes an m for rn,
/// which would find words in innocent ones. What is a Latin letter with marks or of another shape is
/// that letter.
fn look_alike(c: char, fold: Fold) -> Vec<char> {
    if is_hangul(c) {
        return vec![c];
    }
    let bare = || c.nfkd().filter(|c| !is_unseen(*c));
    if bare().all(|c| c.is_ascii()) {
        return bare().map(plain).collect();
    }
    let small: String = match fold {
        Fold::SmallFirst => c.to_lowercase().collect(),
        Fold::AsWritten => c.to_string(),
    };
    let seen: String = skeleton(&small).filter(|c| !is_unseen(*c)).collect();
    match seen.as_str() {
        "rn" => vec!['m'],
        // What a kappa looks like, by the table.
        "\u{138}" => vec!['k'],
        seen => seen.chars().flat_map(char::to_lowercase).map(plain).collect(),
    }
}

/// The letter that an ASCII character or a sign stands for.
fn plain(c: char) -> char {
    match c.to_ascii_lowercase() {
        '0' => 'o',
        '1' | 'i' | '!' | '|' | '¡' => 'l',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' | '§' => 's',
        '6' | '9' => 'g',
        '7' | '+' => 't',
        '8' => 'b',
        '¢' => 'c',
        other => other,
    }
}

/// Letters of another shape that have no decomposition: `🅰`, `🅐`, those of flags, small capitals.
fn shaped(c: char) -> Option<char> {
    const SMALL_CAPITALS: &str = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡ\u{0}ʏᴢ";
    let from = match u32::from(c) {
        0..=0xFF => return None,
        code @ 0x1F150..=0x1F169 => code - 0x1F150,
        code @ 0x1F170..=0x1F189 => code - 0x1F170,
        code @ 0x1F1E6..=0x1F1FF => code - 0x1F1E6,
        _ => u32::try_from(SMALL_CAPITALS.chars().position(|small| small == c)?).ok()?,
    };
    char::from_u32(u32::from('a') + from)
}

fn is_sign_for_a_letter(c: char) -> bool {
    matches!(c, '@' | '$' | '!' | '|' | '+' | '€' | '¡' | '§' | '¢')
}

fn is_wordy(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() || is_sign_for_a_letter(c))
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02BC}' | '`')
}

fn is_between_letters(before: Option<char>, next: Option<char>) -> bool {
    [before, next].into_iter().all(|c| c.is_some_and(char::is_alphabetic))
}

#[derive(PartialEq, Eq)]
enum CharKind {
    Letter,
    Digit,
    Other,
}

fn kind_of(c: char) -> CharKind {
    match c {
        c if c.is_numeric() => CharKind::Digit,
        c if c.is_alphabetic() => CharKind::Letter,
        _ => CharKind::Other,
    }
}

/// What nobody sees: zero-width characters, selectors, and marks heaped on letters.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(u32::from(c),
        0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F
        | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF
        | 0xFFA0 | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF
        | 0x300..=0x36F | 0x483..=0x489 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF
        | 0xFE20..=0xFE2F)
}

/// Scripts that are written without spaces: a word may begin and end anywhere.
fn stands_alone(c: char) -> bool {
    matches!(u32::from(c),
        0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x31F0..=0x31FF
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0xFF66..=0xFF9D
        | 0x20000..=0x3FFFF)
}

/// Korean: what a word ends with is written to it.
fn is_hangul(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF)
}
