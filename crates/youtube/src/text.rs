//! YouTube's texts: plain words, and the runs of a message.

use chat::{Emote, Fragment};
use serde_json::Value;
use url::Url;

use crate::json::{self, str_at};

/// The words of a text in any of YouTube's three forms (`simpleText`, `runs`, `content`). `None`
/// where there are none.
pub(crate) fn words(text: Option<&Value>) -> Option<String> {
    let text = text?;
    let words = match plain(text) {
        Some(words) => words.to_owned(),
        None => body(text).iter().map(Fragment::text).collect(),
    };
    (!words.trim().is_empty()).then_some(words)
}

/// A message's parts. Their texts, joined, are the message letter for letter.
pub(crate) fn body(text: &Value) -> Vec<Fragment> {
    let mut body = Vec::new();
    if let Some(words) = plain(text) {
        push_text(&mut body, words);
    }
    for run in json::list_at(text, "/runs") {
        match run.get("emoji") {
            Some(emoji) => push_emoji(&mut body, emoji),
            None => push_run(&mut body, run),
        }
    }
    body
}

/// The words of a text in one of its two forms without parts.
fn plain(text: &Value) -> Option<&str> {
    str_at(text, "/simpleText").or_else(|| str_at(text, "/content"))
}

/// Whether a text that came out empty is one that says nothing, in a form that we know.
pub(crate) fn is_blank(text: &Value) -> bool {
    let is_empty = |run: &Value| str_at(run, "/text") == Some("");
    let runs = text.get("runs").and_then(Value::as_array);
    text.is_null()
        || text.as_object().is_some_and(serde_json::Map::is_empty)
        || plain(text).is_some()
        || runs.is_some_and(|runs| runs.iter().all(is_empty))
}

fn push_run(body: &mut Vec<Fragment>, run: &Value) {
    let Some(text) = str_at(run, "/text").filter(|text| !text.is_empty()) else {
        return;
    };
    let text = text.to_owned();
    match run.get("navigationEndpoint").and_then(destination) {
        Some(Destination::Page(url)) => body.push(Fragment::Link { text, url }),
        Some(Destination::Channel) if text.starts_with('@') => {
            body.push(Fragment::Mention { text });
        }
        _ => push_text(body, &text),
    }
}

enum Destination {
    Page(String),
    Channel,
}

fn destination(endpoint: &Value) -> Option<Destination> {
    if let Some(url) = str_at(endpoint, "/urlEndpoint/url") {
        return Some(Destination::Page(unwrapped(url)));
    }
    if let Some(id) = str_at(endpoint, "/watchEndpoint/videoId") {
        return Some(Destination::Page(format!("https://www.youtube.com/watch?v={id}")));
    }
    endpoint.get("browseEndpoint").map(|_| Destination::Channel)
}

/// Where a link leads. YouTube wraps foreign ones in its own `/redirect?q=`, and may leave out its
/// own host.
fn unwrapped(url: &str) -> String {
    let youtube = Url::parse("https://www.youtube.com").ok();
    let Ok(url) = Url::options().base_url(youtube.as_ref()).parse(url) else {
        return url.to_owned();
    };
    let target = url.query_pairs().find(|(key, _)| url.path() == "/redirect" && key == "q");
    target.map_or_else(|| url.to_string(), |(_, target)| target.into_owned())
}

fn push_emoji(body: &mut Vec<Fragment>, emoji: &Value) {
    match emote(emoji) {
        Some(emote) => body.push(Fragment::Emote(emote)),
        // The id of a Unicode emoji is the emoji.
        None => push_text(
            body,
            str_at(emoji, "/emojiId").filter(|id| !id.is_empty()).unwrap_or(name(emoji)),
        ),
    }
}

/// An emoji that is a picture of YouTube's or of a channel's own.
pub(crate) fn emote(emoji: &Value) -> Option<Emote> {
    let id = str_at(emoji, "/emojiId").unwrap_or_default();
    let is_custom = json::flag_at(emoji, "/isCustomEmoji") || id.contains('/');
    let text = Some(name(emoji)).filter(|name| is_custom && !name.is_empty())?.to_owned();
    let image = json::image_at(emoji, "/image/thumbnails");
    Some(Emote { text, id: id.to_owned(), image, ..Emote::default() })
}

/// What an emoji is called in a text.
fn name(emoji: &Value) -> &str {
    str_at(emoji, "/shortcuts/0")
        .or_else(|| str_at(emoji, "/image/accessibility/accessibilityData/label"))
        .filter(|name| !name.is_empty())
        .or_else(|| str_at(emoji, "/emojiId"))
        .unwrap_or_default()
}

/// Adds text, and what it mentions. Neighbouring texts become one.
fn push_text(body: &mut Vec<Fragment>, text: &str) {
    let mut rest = text;
    let mut at_start = !matches!(body.last(), Some(Fragment::Text { text })
        if !text.ends_with(char::is_whitespace));
    let mut from = 0;
    while let Some(at) = rest.get(from..).and_then(|tail| tail.find('@')).map(|at| from + at) {
        let (before, tail) = rest.split_at(at);
        let boundary = before.chars().next_back().map_or(at_start, char::is_whitespace);
        let length = handle_length(tail);
        if !boundary || length == 0 {
            from = at + 1;
            continue;
        }
        let (mention, after) = tail.split_at(length);
        push_plain(body, before);
        body.push(Fragment::Mention { text: mention.to_owned() });
        (rest, from, at_start) = (after, 0, false);
    }
    push_plain(body, rest);
}

fn push_plain(body: &mut Vec<Fragment>, plain: &str) {
    if plain.is_empty() {
        return;
    }
    match body.last_mut() {
        Some(Fragment::Text { text }) => text.push_str(plain),
        _ => body.push(Fragment::plain(plain)),
    }
}

/// The bytes of the handle, `@` included, that `text` begins with; 0 where it is none. Handles have
/// three letters or more, of any script.
/// <https://support.google.com/youtube/answer/11585688>
fn handle_length(text: &str) -> usize {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '·');
    let end = text.char_indices().skip(1).find(|(_, c)| !is_part(*c)).map(|(at, _)| at);
    let handle = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    let handle = handle.trim_end_matches(['.', '-', '·']);
    if handle.chars().count() > 3 { handle.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn mention(text: &str) -> Fragment {
        Fragment::Mention { text: text.to_owned() }
    }

    #[test]
    fn mentions_are_found_and_addresses_are_not() {
        let text = json!({"runs": [{"text": "hi @ada.l. and (me@mail.com) @x @ 名前 "},
                                   {"text": "@名前です!"}]});
        assert_eq!(
            body(&text),
            [
                Fragment::plain("hi "),
                mention("@ada.l"),
                Fragment::plain(". and (me@mail.com) @x @ 名前 "),
                mention("@名前です"),
                Fragment::plain("!"),
            ],
            "a handle stands alone and is three letters or more"
        );
    }

    #[test]
    fn a_link_leads_where_its_text_says_not_to_the_redirect() {
        let wrapped = "/redirect?event=live_chat&q=https%3A%2F%2Fa.example%2Fb%3Fc%3Dd";
        let text = json!({"runs": [
            {"text": "a.example/b", "navigationEndpoint": {"urlEndpoint": {"url": wrapped}}},
            {"text": "@ada", "navigationEndpoint": {"browseEndpoint": {"browseId": "UC1"}}},
            {"text": "#art", "navigationEndpoint": {"browseEndpoint": {"browseId": "FEhashtag"}}},
            {"text": "clip", "navigationEndpoint": {"watchEndpoint": {"videoId": "abc"}}},
        ]});
        let link = |text: &str, url: &str| Fragment::Link { text: text.into(), url: url.into() };
        assert_eq!(
            body(&text),
            [
                link("a.example/b", "https://a.example/b?c=d"),
                mention("@ada"),
                Fragment::plain("#art"),
                link("clip", "https://www.youtube.com/watch?v=abc"),
            ]
        );
    }
}
