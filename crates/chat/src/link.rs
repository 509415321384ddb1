//! Links in what somebody wrote.

use std::borrow::Cow;
use std::ops::Range;

use linkify::{LinkFinder, LinkKind};
use url::Url;

/// A link in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it stands, in bytes.
    pub place: Range<usize>,
    /// Where it leads.
    pub url: String,
}

/// What an address begins with that says where a server is.
const SCHEMES: [&str; 6] = ["https", "http", "ftps", "ftp", "wss", "ws"];

/// Dots that are written in other scripts, and that browsers take for one within a server's name
/// (UTS 46, section 2.3).
const WIDE_DOTS: [char; 3] = ['。', '．', '｡'];

/// The links in a text, in their order: addresses with their scheme, and names of servers without
/// one where their end is a top-level domain of any script, as in `discord.gg/abc`.
#[must_use]
pub fn links(text: &str) -> Vec<Link> {
    // Most texts have none.
    if !text.contains('.') && !text.contains(WIDE_DOTS) {
        return Vec::new();
    }
    let (plain, wide) = with_plain_dots(text);
    let mut found = links_in(&plain);
    // A plain dot stands in the place of three bytes.
    let place = |at: usize| at + 2 * wide.iter().filter(|dot| **dot < at).count();
    for Link { place: Range { start, end }, .. } in &mut found {
        (*start, *end) = (place(*start), place(*end));
    }
    found
}

/// A text whose wide dots are plain ones where they may be in a server's name, and where those stand
/// in it. Between letters that are written without spaces, they end a sentence.
fn with_plain_dots(text: &str) -> (Cow<'_, str>, Vec<usize>) {
    let (mut plain, mut places) = (Cow::Borrowed(text), Vec::new());
    let is_in_name = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !needs_no_space(c));
    let is_written_small = |(at, dot): &(usize, &str)| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let after = text.get(*at + dot.len()..).and_then(|after| after.chars().next());
        is_in_name(before) && is_in_name(after)
    };
    for (at, dot) in text.match_indices(WIDE_DOTS).filter(is_written_small) {
        let at = at - places.len() * (dot.len() - 1);
        plain.to_mut().replace_range(at..at + dot.len(), ".");
        places.push(at);
    }
    (plain, places)
}

/// Chinese and Japanese.
fn needs_no_space(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0xFF66..=0xFF9D | 0x2_0000..=0x3_FFFF)
}

fn links_in(text: &str) -> Vec<Link> {
    let small = text.to_ascii_lowercase();
    let (mut found, mut rest) = (Vec::new(), 0);
    while let Some(Range { start, end }) = scheme(&small, rest) {
        found.extend(without_scheme(text, rest..start));
        let word = text.get(start..).and_then(|from| from.split(char::is_whitespace).next());
        let word = without_sentence_end(word.unwrap_or_default());
        rest = end;
        if let Some(url) = address(word) {
            rest = start + word.len();
            found.push(Link { place: start..rest, url });
        }
    }
    found.extend(without_scheme(text, rest..text.len()));
    found
}

/// Where the scheme of the next address stands in a text of small letters. What it is depends on the
/// URL standard alone: the finder takes no server whose name ends in other letters than Latin ones, or
/// has a `_` in it.
fn scheme(small: &str, from: usize) -> Option<Range<usize>> {
    const END: &str = "://";
    let small = small.get(from..)?;
    small.match_indices(END).find_map(|(at, _)| {
        let scheme = SCHEMES.iter().find(|scheme| small[..at].ends_with(*scheme))?;
        Some(from + at - scheme.len()..from + at + END.len())
    })
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

/// The names of servers in a part of a text, in their order.
fn without_scheme(text: &str, within: Range<usize>) -> Vec<Link> {
    let mut found = in_latin_letters(text, within.clone());
    found.extend(in_other_letters(text, within, &found));
    found.sort_by_key(|link| link.place.start);
    found
}

/// Those whose end is in Latin letters.
fn in_latin_letters(whole: &str, within: Range<usize>) -> Vec<Link> {
    let (from, text) = (within.start, whole.get(within).unwrap_or_default());
    let link = |at: usize, candidate: linkify::Link<'_>| {
        let place = from + at + candidate.start()..from + at + candidate.end();
        Some(Link { place, url: address(candidate.as_str())? })
    };
    let mut found = Vec::new();
    for candidate in finder(true).links(text) {
        let (at, name) = (candidate.start(), candidate.as_str());
        match (link(0, candidate), name.split_once("://")) {
            (Some(link), _) => found.push(link),
            // A scheme that only some programs know leads nowhere; the server that it names does.
            (None, Some((_, rest))) => {
                let end = from + at + name.len();
                found.extend(without_scheme(whole, end - rest.len()..end));
            }
            // Where words are written without spaces, what follows a name is not its end.
            (None, None) => {
                found.extend(finder(false).links(name).filter_map(|part| link(at, part)));
            }
        }
    }
    found
}

/// Those whose end is in other letters, as they are or as DNS has them: `пример.рф`. The finder takes
/// none of them.
fn in_other_letters(whole: &str, within: Range<usize>, known: &[Link]) -> Vec<Link> {
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.');
    let (from, text) = (within.start, whole.get(within.clone()).unwrap_or_default());
    let mut found: Vec<Link> = Vec::new();
    let mut at = from;
    for name in text.split_inclusive(|c| !is_of_name(c)) {
        let start = at + name.len() - name.trim_start_matches(['.', '-']).len();
        at += name.len();
        let name = name.trim_end_matches(|c| !is_of_name(c)).trim_matches(['.', '-']);
        let Some((_, end)) = name.rsplit_once('.') else { continue };
        let is_other = !end.is_ascii() || end.to_ascii_lowercase().starts_with("xn--");
        let is_mail = whole.get(..start).is_some_and(|before| before.ends_with('@'));
        let overlaps =
            |link: &Link| link.place.start < start + name.len() && start < link.place.end;
        if !is_other || is_mail || known.iter().chain(&found).any(overlaps) {
            continue;
        }
        let rest = whole.get(start..within.end).unwrap_or_default();
        let path = rest.get(name.len()..).filter(|path| path.starts_with(['/', ':', '?', '#']));
        let word = path.and_then(|_| rest.split(char::is_whitespace).next()).unwrap_or(name);
        let word = without_sentence_end(word);
        if let Some(url) = address(word) {
            found.push(Link { place: start..start + word.len(), url });
        }
    }
    found
}

fn finder(any_script: bool) -> LinkFinder {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]).url_must_have_scheme(false).url_can_be_iri(any_script);
    finder
}

/// Where it leads, if that is a server.
fn address(text: &str) -> Option<String> {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    if scheme.is_some_and(|scheme| !scheme.contains(['/', '?', '#', '.'])) {
        let url = Url::parse(text).ok()?;
        let is_known = SCHEMES.contains(&url.scheme());
        return (is_known && url.host_str()?.contains('.')).then(|| url.into());
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
            ("на пример.рф!", "пример.рф"),
            ("(ПРИМЕР.РФ/путь?a=b).", "ПРИМЕР.РФ/путь?a=b"),
            ("see xn--e1afmkfd.xn--p1ai now", "xn--e1afmkfd.xn--p1ai"),
            ("例え.みんな", "例え.みんな"),
            ("go to evil。com now", "evil。com"),
            ("evil．com/a｡b", "evil．com/a｡b"),
            ("sub｡evil．co。uk.", "sub｡evil．co。uk"),
            ("пример。рф", "пример。рф"),
            ("https://evil。com/x", "https://evil。com/x"),
            ("ftp://evil.test.", "ftp://evil.test"),
            ("WSS://evil.test/x", "WSS://evil.test/x"),
            ("steam://evil.com/x", "evil.com/x"),
            ("steam://пример.рф", "пример.рф"),
            ("example.com/?u=steam://x", "example.com/?u=steam://x"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
        assert_eq!(found("a.com b.net"), ["a.com", "b.net"]);
        let mixed = "https://а.рф, https://б.рф в.рф c.com http://d.com";
        let all = ["https://а.рф", "https://б.рф", "в.рф", "c.com", "http://d.com"];
        assert_eq!(found(mixed), all);
        assert_eq!(
            found("a。com。 b．net c.org"),
            ["a。com", "b．net", "c.org"],
            "where they stand"
        );
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
            "ftp://localhost/x",
            "javascript://x/%0aalert(1)",
            "привет.как дела",
            "почта@пример.рф",
            "すごい。みんな見て。世界。",
            "やばい。lol",
            "好。com",
            "wow。",
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
        assert_eq!(url("пример.рф"), "https://xn--e1afmkfd.xn--p1ai/");
        assert_eq!(url("evil。com"), "https://evil.com/");
        assert_eq!(url("javascript://x.com/%0aalert(1)"), "https://x.com/%0aalert(1)");
    }
}
