//! What the filter of words takes a character for: look-alike letters are one letter, and what is not
//! seen is nothing.

use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

/// How capitals are told from small letters, where look-alikes depend on it: `В` looks like a Latin
/// B, and is the capital of `в`, which does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    /// The small letter first, then what it looks like.
    SmallFirst,
    /// What the letter looks like as it is written.
    AsWritten,
}

/// What is taken for a letter: nearly always one.
pub(super) fn folded(c: char, fold: Fold) -> impl Iterator<Item = char> {
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
        '1' | 'i' | '!' | '|' | '¡' | '£' | '￡' => 'l',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' | '§' => 's',
        '6' | '9' => 'g',
        '7' | '+' => 't',
        '8' => 'b',
        '¢' => 'c',
        '¥' | '￥' => 'y',
        other => other,
    }
}

/// Letters of another shape that have no decomposition: `🅰`, `🅐`, those of flags, small capitals.
pub(super) fn shaped(c: char) -> Option<char> {
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

pub(super) fn is_sign_for_a_letter(c: char) -> bool {
    matches!(c, '@' | '$' | '!' | '|' | '+' | '€' | '¡' | '§' | '¢' | '¥' | '￥' | '£' | '￡')
}

/// Whether a text begins with this, as it is seen: in letters of any width, and whatever nobody sees
/// stands before them.
pub(super) fn begins_with(text: &str, beginning: &str) -> bool {
    let is_before = |c: char| c.is_whitespace() || is_unseen(c);
    let mut seen = text.trim_start_matches(is_before).nfkc().filter(|c| !is_unseen(*c));
    let mut wanted =
        beginning.trim_start_matches(is_before).nfkc().filter(|c| !is_unseen(*c)).peekable();
    wanted.peek().is_some() && wanted.all(|c| seen.next() == Some(c))
}

pub(super) fn is_wordy(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() || is_sign_for_a_letter(c))
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02BC}' | '`')
}

pub(super) fn is_between_letters(before: Option<char>, next: Option<char>) -> bool {
    [before, next].into_iter().all(|c| c.is_some_and(char::is_alphabetic))
}

#[derive(PartialEq, Eq)]
pub(super) enum CharKind {
    Letter,
    Digit,
    Other,
}

pub(super) fn kind_of(c: char) -> CharKind {
    match c {
        c if c.is_numeric() => CharKind::Digit,
        c if c.is_alphabetic() => CharKind::Letter,
        _ => CharKind::Other,
    }
}

/// What nobody sees: zero-width characters, selectors, and marks heaped on letters.
pub(super) fn is_unseen(c: char) -> bool {
    !c.is_ascii()
        && matches!(u32::from(c),
        0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F
        | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF
        | 0xFFA0 | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF
        | 0x300..=0x36F | 0x483..=0x489 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF
        | 0xFE20..=0xFE2F)
}

/// Scripts that are written without spaces: a word may begin and end anywhere.
pub(super) fn stands_alone(c: char) -> bool {
    matches!(u32::from(c),
        0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x31F0..=0x31FF
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0xFF66..=0xFF9D
        | 0x20000..=0x3FFFF)
}

/// Korean: what a word ends with is written to it.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF)
}
