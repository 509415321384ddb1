//! What is changed in a message before it is shown.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::letters::is_unseen;
use super::words::Words;
use crate::{Fragment, Kind, Link, Message, links};

/// So many letters make a message that can be shouted.
const SHOUTED_LETTERS: usize = 12;
/// Of ten letters, so many are capitals in a shouted message.
const SHOUTED_OF_TEN: usize = 7;
/// So many emotes are a wall.
const WALL: usize = 8;
/// So many of the same in a row are shown as one with their count.
const ROW: usize = 3;
/// So many emotes are shown of a wall; of the others, how many they are.
const SHOWN_OF_WALL: usize = 12;
/// What stands in the place of a link.
const LINK: &str = "[link]";
/// What stands in the place of a letter.
const DOT: &str = "•";

/// The first blocked word in a message, by its number.
pub(super) fn first_hit(message: &Message, words: &Words, in_names: bool) -> Option<usize> {
    let hit = |text: &str| words.find(text).first().map(|hit| hit.word);
    let said = message.system.iter().chain(message.quote().map(|reply| &reply.text));
    let asked = match &message.kind {
        Kind::Poll { poll } => Some(poll),
        _ => None,
    };
    let asked = asked.into_iter().flat_map(|poll| {
        std::iter::once(&poll.question).chain(poll.choices.iter().map(|choice| &choice.text))
    });
    let author = message.author.iter().map(|author| &author.name);
    let quoted = message.quote().map(|reply| &reply.author);
    let given = match &message.kind {
        Kind::Gift { recipients, .. } => recipients.as_slice(),
        _ => &[],
    };
    let names = author.chain(quoted).chain(given).filter(|_| in_names);
    hit(&written(&message.body))
        .or_else(|| message.body.iter().filter_map(name_of_picture).find_map(hit))
        .or_else(|| said.chain(asked).chain(names).find_map(|text| hit(text)))
}

/// Puts dots in the place of blocked words, where [`first_hit`] looks for them.
pub(super) fn mask_words(message: &mut Message, words: &Words, in_names: bool) {
    mask_body(&mut message.body, words);
    let mask = |text: &mut String| masked(text, words);
    message.system.iter_mut().for_each(mask);
    if let Some(reply) = &mut message.reply_to {
        mask(&mut reply.text);
        if in_names {
            mask(&mut reply.author);
        }
    }
    if let Some(author) = message.author.as_mut().filter(|_| in_names) {
        mask(&mut author.name);
    }
    match &mut message.kind {
        Kind::Gift { recipients, .. } if in_names => recipients.iter_mut().for_each(mask),
        Kind::Poll { poll } => {
            mask(&mut poll.question);
            poll.choices.iter_mut().for_each(|choice| mask(&mut choice.text));
        }
        _ => {}
    }
}

/// What stands between two words where a picture is.
const PICTURE: &str = "\u{fffc}";

/// The text of the parts, joined: a word may be written over several, with pictures between its letters.
fn written(body: &[Fragment]) -> String {
    body.iter().map(|part| if is_written(part) { part.text() } else { PICTURE }).collect()
}

fn mask_body(body: &mut [Fragment], words: &Words) {
    let text = written(body);
    let (mut end, places) = (text.len(), places(&text, words));
    // From the end, so that what is before stays where it is.
    for part in body.iter_mut().rev() {
        let length = if is_written(part) { part.text().len() } else { PICTURE.len() };
        let start = end - length;
        let inside: Vec<_> = places
            .iter()
            .filter(|place| place.start < end && place.end > start)
            .map(|place| place.start.max(start) - start..place.end.min(end) - start)
            .collect();
        end = start;
        match part {
            Fragment::Text { text } | Fragment::Mention { text } => put_dots(text, &inside),
            Fragment::Link { .. } if !inside.is_empty() => *part = Fragment::plain(LINK),
            _ => {
                if let Some(name) = name_of_picture(part).and_then(|name| masked_name(name, words))
                {
                    *part = Fragment::plain(name);
                }
            }
        }
    }
}

/// What is written where a picture is turned off, or does not come.
fn name_of_picture(part: &Fragment) -> Option<&str> {
    matches!(part, Fragment::Emote(_) | Fragment::Gif { .. }).then(|| part.text())
}

/// The name with dots in it, if there is a blocked word.
fn masked_name(name: &str, words: &Words) -> Option<String> {
    let places = places(name, words);
    let mut name = name.to_owned();
    put_dots(&mut name, &places);
    (!places.is_empty()).then_some(name)
}

fn masked(text: &mut String, words: &Words) {
    let places = places(text, words);
    put_dots(text, &places);
}

/// Where blocked words are, the last first, none within another.
fn places(text: &str, words: &Words) -> Vec<Range<usize>> {
    let mut places: Vec<_> = words.find(text).into_iter().map(|hit| hit.place).collect();
    places.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for place in places {
        match apart.last_mut().filter(|last| place.start < last.end) {
            Some(last) => last.end = last.end.max(place.end),
            None => apart.push(place),
        }
    }
    apart.reverse();
    apart
}

fn put_dots(text: &mut String, places: &[Range<usize>]) {
    for place in places {
        let letters = text.get(place.clone()).unwrap_or_default();
        let dots = DOT.repeat(letters.chars().filter(|c| !is_unseen(*c)).count());
        text.replace_range(place.clone(), &dots);
    }
}

/// What its author wrote, and not a picture's name.
fn is_written(part: &Fragment) -> bool {
    matches!(part, Fragment::Text { .. } | Fragment::Mention { .. } | Fragment::Link { .. })
}

/// The first link in a message.
pub(super) fn link(message: &Message) -> Option<String> {
    message.body.iter().find_map(|part| match part {
        Fragment::Link { text, .. } => Some(text.clone()),
        Fragment::Text { text } => link_in(text),
        _ => None,
    })
}

/// The first link in what a message answers. Its author did not write it.
pub(super) fn quoted_link(message: &Message) -> Option<String> {
    link_in(&message.quote()?.text)
}

fn link_in(text: &str) -> Option<String> {
    let link = links(text).into_iter().next()?;
    text.get(link.place).map(str::to_owned)
}

/// Puts a word in the place of links, also in what is quoted.
pub(super) fn mask_links(message: &mut Message) {
    for part in &mut message.body {
        match part {
            Fragment::Link { .. } => *part = Fragment::plain(LINK),
            Fragment::Text { text } => mask_links_in(text),
            _ => {}
        }
    }
    if let Some(reply) = &mut message.reply_to {
        mask_links_in(&mut reply.text);
    }
}

fn mask_links_in(text: &mut String) {
    for Link { place, .. } in links(text).into_iter().rev() {
        text.replace_range(place, LINK);
    }
}

/// Whether most of its letters are capitals.
pub(super) fn is_shouted(message: &Message) -> bool {
    let written = message.body.iter().filter_map(|part| match part {
        Fragment::Text { text } => Some(text.chars()),
        _ => None,
    });
    are_capitals(written.flatten())
}

/// Whether what it answers is shouted.
pub(super) fn quotes_shouting(message: &Message) -> bool {
    message.quote().is_some_and(|reply| are_capitals(reply.text.chars()))
}

fn are_capitals(written: impl Iterator<Item = char>) -> bool {
    let (mut capitals, mut letters) = (0, 0);
    for c in written.filter(|c| c.is_uppercase() || c.is_lowercase()) {
        letters += 1;
        capitals += usize::from(c.is_uppercase());
    }
    letters >= SHOUTED_LETTERS && capitals * 10 >= letters * SHOUTED_OF_TEN
}

/// Writes it in small letters.
pub(super) fn calm(message: &mut Message) {
    for part in &mut message.body {
        if let Fragment::Text { text } = part {
            *text = text.to_lowercase();
        }
    }
}

/// Writes what it answers in small letters.
pub(super) fn calm_quote(message: &mut Message) {
    if let Some(reply) = &mut message.reply_to {
        reply.text = reply.text.to_lowercase();
    }
}

/// Whether it is mostly many emotes, or emoji: they are pictures as well.
pub(super) fn is_wall(message: &Message) -> bool {
    let pictures = message.body.iter().map(|part| match part {
        Fragment::Emote(_) => 1,
        Fragment::Text { text } if !text.is_ascii() => {
            text.graphemes(true).filter(is_emoji).count()
        }
        _ => 0,
    });
    pictures.sum::<usize>() >= WALL
}

/// One emote for a row of the same, with their count.
pub(super) fn collapse_wall(message: &mut Message) {
    let mut body: Vec<Fragment> = Vec::with_capacity(message.body.len());
    let mut row: Vec<Fragment> = Vec::new();
    for part in std::mem::take(&mut message.body).into_iter().flat_map(apart) {
        let goes_on = match (&part, row.first()) {
            (part, Some(first)) if is_picture(part) => is_same(part, first),
            (Fragment::Text { text }, Some(_)) => text.trim().is_empty(),
            _ => false,
        };
        if goes_on {
            row.push(part);
            continue;
        }
        flush(&mut row, &mut body);
        if is_picture(&part) { row.push(part) } else { body.push(part) }
    }
    flush(&mut row, &mut body);
    let mut pictures = 0;
    let rest = body.iter().position(|part| {
        pictures += usize::from(is_picture(part));
        pictures > SHOWN_OF_WALL
    });
    if let Some(rest) = rest {
        let cut = body.split_off(rest);
        let left = cut.iter().filter(|part| is_picture(part)).count();
        body.push(Fragment::plain(format!("+{left}")));
    }
    message.body = body;
}

/// A text with each of its emoji apart.
fn apart(part: Fragment) -> Vec<Fragment> {
    let Fragment::Text { text } = &part else { return vec![part] };
    if text.is_ascii() {
        return vec![part];
    }
    let mut pieces: Vec<String> = Vec::new();
    let mut after_emoji = true;
    for cluster in text.graphemes(true) {
        let is_emoji = is_emoji(&cluster);
        match pieces.last_mut().filter(|_| !is_emoji && !after_emoji) {
            Some(piece) => piece.push_str(cluster),
            None => pieces.push(cluster.to_owned()),
        }
        after_emoji = is_emoji;
    }
    pieces.into_iter().map(Fragment::plain).collect()
}

/// Whether what a person takes for one letter is a picture.
fn is_emoji(cluster: &&str) -> bool {
    let mut letters = cluster.chars();
    let is_picture =
        |c| matches!(u32::from(c), 0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B00..=0x2BFF);
    letters.next().is_some_and(is_picture) || letters.any(|c| c == '\u{fe0f}')
}

/// An emote, or a text that is one emoji.
fn is_picture(part: &Fragment) -> bool {
    match part {
        Fragment::Emote(_) => true,
        Fragment::Text { text } => is_emoji(&text.as_str()) && text.graphemes(true).count() == 1,
        _ => false,
    }
}

fn is_same(one: &Fragment, other: &Fragment) -> bool {
    match (one, other) {
        (Fragment::Emote(one), Fragment::Emote(other)) => {
            one.text == other.text && one.image == other.image
        }
        _ => one == other,
    }
}

/// Writes a row of the same picture and what is between them.
fn flush(row: &mut Vec<Fragment>, body: &mut Vec<Fragment>) {
    let emotes = row.iter().filter(|part| is_picture(part)).count();
    if emotes < ROW {
        body.append(row);
        return;
    }
    let after = row.pop_if(|part| !is_picture(part));
    row.truncate(1);
    body.append(row);
    body.push(Fragment::plain(format!(" ×{emotes}")));
    body.extend(after);
}
