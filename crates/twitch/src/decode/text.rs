//! What somebody wrote, cut into text, emotes, GIFs, mentions, links and cheers.
//!
//! Whatever the tags claim, the pieces joined are the text letter for letter, and none is empty.

use chat::{Emote, Fragment, Link, RemoteImage, links};
use url::{Host, Url};

use super::{cheers, line::Line, tags::Tag};

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

/// Cuts the text of a line. `bits` is what was cheered in it.
pub(super) fn fragments(text: &str, line: &Line<'_>, bits: Option<u64>) -> Vec<Fragment> {
    let mut parts = Parts { done: Vec::new(), bits: bits.unwrap_or(0) };
    let mut rest = text;
    let mut position = 0;
    for picture in pictures(line.tag(Tag::Emotes), line.tag(Tag::Gifs)) {
        // One that begins inside the one before, or after the text, is nonsense.
        let Some(skip) = picture.first.checked_sub(position) else {
            continue;
        };
        let Some((before, from_here)) = split_at_char(rest, skip) else {
            continue;
        };
        let length = picture.last - picture.first + 1;
        let (name, after) = split_at_char(from_here, length).unwrap_or((from_here, ""));
        if name.is_empty() {
            continue;
        }
        parts.words(before);
        parts.done.push(picture.what.named(name));
        rest = after;
        position = picture.last + 1;
    }
    parts.words(rest);
    if parts.bits == 0 { parts.done } else { cheers::settle(parts.done, parts.bits) }
}

/// A picture in the text.
enum Picture<'a> {
    /// An emote, by its id.
    Emote(&'a str),
    /// A GIF, by its id, and its address.
    Gif(&'a str, Url),
}

impl Picture<'_> {
    fn named(self, name: &str) -> Fragment {
        let text = name.to_owned();
        match self {
            Self::Emote(id) => Fragment::Emote(Emote {
                text,
                id: id.to_owned(),
                image: image(id),
                ..Emote::default()
            }),
            Self::Gif(id, url) => Fragment::Gif {
                text,
                id: id.to_owned(),
                image: RemoteImage::new(String::from(url)),
            },
        }
    }
}

/// Where Twitch has an emote's picture, moving if it moves
/// (<https://dev.twitch.tv/docs/chat/irc/#emotes>). `None` for an id that is none.
fn image(id: &str) -> Option<RemoteImage> {
    let sound = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let url = || format!("https://static-cdn.jtvnw.net/emoticons/v2/{id}/default/dark/2.0");
    sound.then(|| RemoteImage::new(url()))
}

/// Where a picture stands, in code points, both ends included.
struct Range<'a> {
    what: Picture<'a>,
    first: usize,
    last: usize,
}

fn pictures<'a>(emotes: Option<&'a str>, gifs: Option<&'a str>) -> Vec<Range<'a>> {
    let mut found = emotes.map(self::emotes).unwrap_or_default();
    found.extend(gifs.map(self::gifs).unwrap_or_default());
    found.sort_by_key(|range| range.first);
    found
}

/// Reads `id:first-last,first-last/id:first-last`. Some ids hold a `/` (`80481_/3`), so a part
/// without a `:` belongs to the id that follows.
fn emotes(tag: &str) -> Vec<Range<'_>> {
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some((id, after)) = rest.split_once(':') {
        let (places, next) = after.split_once('/').unwrap_or((after, ""));
        rest = next;
        if !id.is_empty() {
            let places = places.split(',').filter_map(place);
            found.extend(places.map(|(first, last)| Range {
                what: Picture::Emote(id),
                first,
                last,
            }));
        }
    }
    found
}

/// Reads `first-last|id|address,first-last|id|address`. An address may hold commas, so it ends
/// where a comma and a place follow. Seen since July 2026; the places count code points
/// (<https://github.com/Chatterino/chatterino2/pull/7219>).
fn gifs(tag: &str) -> Vec<Range<'_>> {
    let begins = |text: &str| text.split_once('|').is_some_and(|(start, _)| place(start).is_some());
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some((place, after)) = rest.split_once('|')
        && let Some((id, after)) = after.split_once('|')
    {
        let ends = after.match_indices(',').map(|(at, _)| after.split_at(at));
        let end = ends.map(|(url, next)| (url, next.strip_prefix(',').unwrap_or_default()));
        let (url, next) = end.into_iter().find(|(_, next)| begins(next)).unwrap_or((after, ""));
        rest = next;
        if let Some((first, last)) = self::place(place)
            && let Some(url) = trusted(url)
        {
            found.push(Range { what: Picture::Gif(id, url), first, last });
        }
    }
    found
}

/// The only pictures that Twitch takes from elsewhere are GIPHY's.
fn trusted(url: &str) -> Option<Url> {
    let url = Url::parse(url).ok()?;
    let Some(Host::Domain(host)) = url.host() else {
        return None;
    };
    let giphy = host == "giphy.com" || host.ends_with(".giphy.com");
    (giphy && url.scheme() == "https").then_some(url)
}

/// Reads `first-last`.
fn place(text: &str) -> Option<(usize, usize)> {
    let (first, last) = text.split_once('-')?;
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    // The bound keeps the arithmetic on places from overflowing.
    (first <= last && last < super::LONGEST_LINE).then_some((first, last))
}

/// The first `count` characters and the rest. `None` if there are fewer.
fn split_at_char(text: &str, count: usize) -> Option<(&str, &str)> {
    let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    text.split_at_checked(ends.nth(count)?)
}

/// The pieces so far, and how many bits were cheered. Which words cheer is known at the end.
struct Parts {
    done: Vec<Fragment>,
    bits: u64,
}

impl Parts {
    /// Cuts what stands between pictures.
    fn words(&mut self, text: &str) {
        let mut rest = 0;
        for Link { place, url } in links(text) {
            self.plain_words(text.get(rest..place.start).unwrap_or_default());
            rest = place.end;
            let text = text.get(place).unwrap_or_default().to_owned();
            self.done.push(Fragment::Link { text, url });
        }
        self.plain_words(text.get(rest..).unwrap_or_default());
    }

    /// Cuts what stands between links at white space.
    fn plain_words(&mut self, text: &str) {
        // Most texts have no mentions.
        if self.bits == 0 && !text.contains('@') {
            self.text(text);
            return;
        }
        let mut plain = 0;
        let mut at = 0;
        for word in text.split_inclusive(char::is_whitespace) {
            if let Some((piece, length)) = self.word(word.trim_end_matches(char::is_whitespace)) {
                self.text(text.get(plain..at).unwrap_or_default());
                self.done.push(piece);
                plain = at + length;
            }
            at += word.len();
        }
        self.text(text.get(plain..).unwrap_or_default());
    }

    /// What a word begins with, if it is more than text, and its length in bytes.
    fn word(&mut self, word: &str) -> Option<(Fragment, usize)> {
        if let Some(name) = mention(word) {
            return Some((Fragment::Mention { text: name.to_owned() }, name.len()));
        }
        let bits = cheers::bits(word).filter(|bits| *bits <= self.bits)?;
        Some((Fragment::Cheer { text: word.to_owned(), bits, image: None }, word.len()))
    }

    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.done.push(Fragment::plain(text));
        }
    }
}

/// `@name` at the start of a word.
fn mention(word: &str) -> Option<&str> {
    let name = word.strip_prefix('@')?;
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
    if end == 0 { None } else { word.get(..=end) }
}
