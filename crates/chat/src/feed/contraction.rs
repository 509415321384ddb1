//! What an apostrophe makes of two words: `he'll` is not the word that its letters spell, and in
//! `l'idiot` a word begins behind it.

use super::letters::is_apostrophe;

/// Words that others are drawn to: `he'll`, `it's`, `we're`.
const HEADS: [&str; 20] = [
    "i", "he", "she", "we", "you", "they", "it", "that", "this", "there", "here", "what", "where",
    "who", "how", "why", "when", "let", "y", "o",
];
const TAILS: [&str; 8] = ["ll", "re", "ve", "s", "d", "m", "all", "clock"];
/// Words that are drawn together with `not`, as far as they end before its `t`.
const BEFORE_NOT: [&str; 20] = [
    "can", "won", "don", "ain", "isn", "aren", "wasn", "weren", "hasn", "haven", "hadn", "doesn",
    "didn", "couldn", "wouldn", "shouldn", "mustn", "needn", "mightn", "shan",
];

/// Letters of an article or a pronoun that a word is joined to: `l'`, `d'`, `qu'`.
const ELIDED: usize = 2;
/// Letters that are a word of its own behind it, and no ending.
const OWN: usize = 3;

/// Whether this text is two English words drawn together.
pub(super) fn is_contraction(text: &str) -> bool {
    let small = text.to_lowercase();
    let mut parts = small.split(is_apostrophe);
    let (Some(head), Some(tail), None) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    match tail {
        "t" => BEFORE_NOT.contains(&head),
        tail => TAILS.contains(&tail) && HEADS.contains(&head),
    }
}

/// Whether a word of its own begins behind an apostrophe, with so many letters before it and this text
/// behind it.
pub(super) fn is_elision(before: usize, behind: &str) -> bool {
    let own = behind.chars().take_while(|c| c.is_alphanumeric()).take(OWN).count();
    (1..=ELIDED).contains(&before) && own == OWN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_together_is_known_and_no_evasion_is() {
        for text in ["he'll", "She’ll", "I'LL", "we're", "who're", "it's", "can't", "Won`t"] {
            assert!(is_contraction(text), "{text}");
        }
        for text in ["hell", "cun't", "as's", "h'ell", "he'l'l", "fuck's", "'", ""] {
            assert!(!is_contraction(text), "{text}");
        }
    }
}
