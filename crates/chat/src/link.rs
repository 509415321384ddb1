//! Links in what somebody wrote.

use std::ops::Range;

use linkify::{LinkFinder, LinkKind};
use url::Url;

/// A link in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it stands, in bytes.
    pub place: Range<usize>,
    /// Where it leads: `http` or `https`.
    pub url: String,
}

/// The links in a text, in their order: addresses of the web, and names of servers without
/// `https://` where their end is a top-level domain in Latin letters, as in `discord.gg/abc`.
#[must_use]
pub fn links(text: &str) -> Vec<Link> {
    // Most texts have none.
    if !text.contains('.') {
        return Vec::new();
    }
    let small = text.to_ascii_lowercase();
    let (mut found, mut rest) = (Vec::new(), 0);
    while let Some(start) = scheme(&small, rest) {
        found.extend(without_scheme(text, rest..start));
        let word = text.get(start..).and_then(|from| from.split(char::is_whitespace).next());
        let word = without_sentence_end(word.unwrap_or_default());
        rest = start + "http".len();
        if let Some(url) = address(word) {
            rest = start + word.len();
            found.push(Link { place: start..rest, url });
        }
    }
    found.extend(without_scheme(text, rest..text.len()));
    found
}

/// Where the next address with a scheme begins in a text of small letters. What it is depends on the
/// URL standard alone: the finder takes no server whose name ends in other letters than Latin ones, or
/// has a `_` in it.
fn scheme(small: &str, from: usize) -> Option<usize> {
    let small = small.get(from..)?;
    let begins = |at: &usize| {
        let rest = small.get(*at..).unwrap_or_default();
        rest.starts_with("http://") || rest.starts_with("https://")
    };
    small.match_indices("http").map(|(at, _)| at).find(begins).map(|at| from + at)
}

/// An address without what belongs to the sentence around it.
fn without_sentence_end(word: &str) -> &str {
    let mut word = word;
    while let Some(last) = word.chars().next_back() {
        let opened_by = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '"' | '\'' => None,
            ')' => Some('('),
            ']' => Some('['),
            '}' => Some('{'),
            _ => break,
        };
        let count = |of: char| word.matches(of).count();
        if opened_by.is_some_and(|opener| count(opener) >= count(last)) {
            break;
        }
        word = word.strip_suffix(last).unwrap_or_default();
    }
    word
}

/// The names of servers in a part of a text.
fn without_scheme(text: &str, within: Range<usize>) -> Vec<Link> {
    let (from, text) = (within.start, text.get(within).unwrap_or_default());
    let link = |at: usize, candidate: linkify::Link<'_>| {
        let place = from + at + candidate.start()..from + at + candidate.end();
        Some(Link { place, url: address(candidate.as_str())? })
    };
    let mut found = Vec::new();
    for candidate in finder(true).links(text) {
        let (at, name) = (candidate.start(), candidate.as_str());
        match link(0, candidate) {
            Some(link) => found.push(link),
            // Where words are written without spaces, what follows a name is not its end.
            None => found.extend(finder(false).links(name).filter_map(|part| link(at, part))),
        }
    }
    found
}

fn finder(any_script: bool) -> LinkFinder {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]).url_must_have_scheme(false).url_can_be_iri(any_script);
    finder
}

/// Where it leads, if that is a place on the web.
fn address(text: &str) -> Option<String> {
    if text.contains("://") {
        let url = Url::parse(text).ok()?;
        let is_web = matches!(url.scheme(), "http" | "https");
        return (is_web && url.host_str()?.contains('.')).then(|| url.into());
    }
    let url = Url::parse(&format!("https://{text}")).ok()?;
    let (_, end) = url.domain()?.rsplit_once('.')?;
    tld::exist(end).then(|| url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        links(text).into_iter().map(|link| text.get(link.place).expect("a place")).collect()
    }

    #[test]
    fn addresses_and_names_of_servers_are_links() {
        for (text, expected) in [
            ("see https://example.com/a?b=c#d.", "https://example.com/a?b=c#d"),
            ("(http://example.com/a_(b))", "http://example.com/a_(b)"),
            ("HTTPS://EXAMPLE.COM!", "HTTPS://EXAMPLE.COM"),
            ("join discord.gg/abc, now", "discord.gg/abc"),
            ("Discord.GG/abc", "Discord.GG/abc"),
            ("www.example.org", "www.example.org"),
            ("example.co.uk:8080/x", "example.co.uk:8080/x"),
            ("на HTTPS://пример.рф", "HTTPS://пример.рф"),
            ("https://foo_bar.tumblr.com/x", "https://foo_bar.tumblr.com/x"),
            ("https://example.com#frag", "https://example.com#frag"),
            ("[https://example.com]", "https://example.com"),
            ("на пример.com", "пример.com"),
            ("http://192.0.2.1/x", "http://192.0.2.1/x"),
            ("discord.gg/abcを見て", "discord.gg/abcを見て"),
            ("discord.ggを見て", "discord.gg"),
            ("ここhttps://example.com", "https://example.com"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
        assert_eq!(found("a.com b.net"), ["a.com", "b.net"]);
        let mixed = "https://а.рф, https://б.рф c.com http://d.com";
        assert_eq!(found(mixed), ["https://а.рф", "https://б.рф", "c.com", "http://d.com"]);
    }

    #[test]
    fn other_words_with_points_are_not() {
        for text in [
            "node.js",
            "3.14",
            "e.g.this",
            "wait...what",
            "a.b",
            "v1.2.3",
            "me@example.com",
            "ok.",
            "http://",
            "https://localhost/x",
            "ftp://example.com",
            "javascript://x.com/%0aalert(1)",
            ".com",
            "...",
            "1.1.1",
            "lol.xd",
            "192.0.2.1",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_a_link_leads_to_is_on_the_web() {
        let url = |text: &str| links(text).remove(0).url;
        assert_eq!(url("discord.gg/abc"), "https://discord.gg/abc");
        assert_eq!(url("пример.com"), "https://xn--e1afmkfd.com/");
        assert_eq!(url("http://a.test"), "http://a.test/");
    }
}
