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
    let mut found = Vec::new();
    let mut rest = 0;
    for candidate in finder(true).links(text) {
        found.extend(in_other_letters(text, rest..candidate.start()));
        rest = candidate.end();
        if let Some(url) = address(candidate.as_str()) {
            found.push(Link { place: candidate.start()..candidate.end(), url });
            continue;
        }
        // Where words are written without spaces, what follows a name is not its end.
        let within = finder(false).links(candidate.as_str());
        found.extend(within.filter_map(|link| {
            let place = candidate.start() + link.start()..candidate.start() + link.end();
            Some(Link { place, url: address(link.as_str())? })
        }));
    }
    found.extend(in_other_letters(text, rest..text.len()));
    found
}

/// The first address of which the finder knows nothing: its server's name ends in other letters.
fn in_other_letters(text: &str, within: Range<usize>) -> Option<Link> {
    let (from, text) = (within.start, text.get(within)?);
    let start = text.find("https://").or_else(|| text.find("http://"))?;
    let address = text.get(start..)?.split(char::is_whitespace).next()?;
    let address = address.trim_end_matches(|c: char| c.is_ascii_punctuation() && c != '/');
    let place = from + start..from + start + address.len();
    Some(Link { place, url: self::address(address)? })
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
            ("на https://пример.рф", "https://пример.рф"),
            ("на пример.com", "пример.com"),
            ("http://192.0.2.1/x", "http://192.0.2.1/x"),
            ("discord.gg/abcを見て", "discord.gg/abcを見て"),
            ("discord.ggを見て", "discord.gg"),
            ("ここhttps://example.com", "https://example.com"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
        assert_eq!(found("a.com b.net"), ["a.com", "b.net"]);
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
