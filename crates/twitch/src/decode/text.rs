//! What somebody wrote, cut into text, emotes, mentions, links and cheers.
//!
//! Whatever the tags claim, the pieces joined are the text letter for letter, and none is empty.

use chat::Fragment;
use url::Url;

/// What was said and how.
pub(super) struct Said<'a> {
    /// The words.
    pub(super) text: &'a str,
    /// Whether it was said with `/me`.
    pub(super) action: bool,
}

/// Takes `/me`'s `\x01ACTION …\x01` off. Emote ranges count from the words within. The closing
/// mark is missing where the message was cut.
pub(super) fn said(param: &str) -> Said<'_> {
    match param.strip_prefix("\u{1}ACTION ") {
        Some(text) => Said { text: text.strip_suffix('\u{1}').unwrap_or(text), action: true },
        None => Said { text: param, action: false },
    }
}

/// Cuts a text. `emotes` is the tag of that name; `bits` is what was cheered in it.
pub(super) fn fragments(text: &str, emotes: Option<&str>, bits: Option<u64>) -> Vec<Fragment> {
    let mut parts = Parts { done: Vec::new(), bits: bits.unwrap_or(0) };
    let mut rest = text;
    let mut position = 0;
    for emote in ranges(emotes.unwrap_or_default()) {
        // A range that begins inside the one before, or ends past the text, is nonsense.
        let Some(skip) = emote.first.checked_sub(position) else {
            continue;
        };
        let Some((before, from_emote)) = split_at_char(rest, skip) else {
            continue;
        };
        let length = emote.last - emote.first + 1;
        let Some((name, after)) = split_at_char(from_emote, length) else {
            continue;
        };
        parts.words(before);
        parts.done.push(Fragment::Emote {
            text: name.to_owned(),
            id: emote.id.to_owned(),
            image: None,
        });
        rest = after;
        position = emote.last + 1;
    }
    parts.words(rest);
    parts.done
}

/// Where an emote stands, in code points, both ends included.
struct Range<'a> {
    id: &'a str,
    first: usize,
    last: usize,
}

/// Reads `id:first-last,first-last/id:first-last` and sorts it by place. Some ids hold a `/`
/// (`80481_/3`), so a part without a `:` belongs to the id that follows.
fn ranges(tag: &str) -> Vec<Range<'_>> {
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some((id, after)) = rest.split_once(':') {
        let (places, next) = after.split_once('/').unwrap_or((after, ""));
        rest = next;
        found.extend(places.split(',').filter_map(|place| {
            let (first, last) = place.split_once('-')?;
            let (first, last) = (first.parse().ok()?, last.parse().ok()?);
            // The bound keeps the arithmetic on places from overflowing.
            let sane = !id.is_empty() && first <= last && last < super::LONGEST_LINE;
            sane.then_some(Range { id, first, last })
        }));
    }
    found.sort_by_key(|range| range.first);
    found
}

/// The first `count` characters and the rest. `None` if there are fewer.
fn split_at_char(text: &str, count: usize) -> Option<(&str, &str)> {
    let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    text.split_at_checked(ends.nth(count)?)
}

/// The pieces so far, and how many bits are not found yet.
struct Parts {
    done: Vec<Fragment>,
    bits: u64,
}

impl Parts {
    /// Cuts what stands between emotes at white space.
    fn words(&mut self, text: &str) {
        for word in text.split_inclusive(char::is_whitespace) {
            let bare = word.trim_end_matches(char::is_whitespace);
            let (piece, length) = self.word(bare);
            match piece {
                Some(piece) => {
                    self.done.push(piece);
                    self.text(word.get(length..).unwrap_or_default());
                }
                None => self.text(word),
            }
        }
    }

    /// What a word begins with, if it is more than text, and its length in bytes.
    fn word(&mut self, word: &str) -> (Option<Fragment>, usize) {
        if let Some(name) = mention(word) {
            return (Some(Fragment::Mention { text: name.to_owned() }), name.len());
        }
        if let Some((link, url)) = link(word) {
            let piece = Fragment::Link { text: link.to_owned(), url: url.into() };
            return (Some(piece), link.len());
        }
        if let Some(bits) = cheer(word).filter(|bits| *bits <= self.bits) {
            self.bits -= bits;
            return (Some(Fragment::Cheer { text: word.to_owned(), bits }), word.len());
        }
        (None, 0)
    }

    fn text(&mut self, more: &str) {
        match self.done.last_mut() {
            _ if more.is_empty() => {}
            Some(Fragment::Text { text }) => text.push_str(more),
            _ => self.done.push(Fragment::plain(more)),
        }
    }
}

/// `@name` at the start of a word.
fn mention(word: &str) -> Option<&str> {
    let name = word.strip_prefix('@')?;
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
    if end == 0 { None } else { word.get(..=end) }
}

/// An address at the start of a word, without the punctuation of the sentence around it.
fn link(word: &str) -> Option<(&str, Url)> {
    let begins =
        |with: &str| word.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    let complete = begins("https://") || begins("http://");
    if !complete && !begins("www.") {
        return None;
    }
    let text = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '"', '\'']);
    let url = if complete { Url::parse(text) } else { Url::parse(&format!("https://{text}")) };
    url.ok()
        .filter(|url| url.host_str().is_some_and(|host| host.contains('.')))
        .map(|url| (text, url))
}

/// The bits of a word like `Cheer100`. Which words cheer is known by Twitch alone, so any name
/// with a number counts as long as the message has bits left for it.
fn cheer(word: &str) -> Option<u64> {
    let name = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let named = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
    let bits = word.get(name.len()..).filter(|_| named)?.parse().ok()?;
    (bits > 0).then_some(bits)
}
