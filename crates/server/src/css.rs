//! A streamer's own CSS: what would load from another host is refused.
//!
//! The page's content-security policy stops such a load anyway. The check is there so that the
//! person hears which line it is, instead of wondering why nothing shows.

use cssparser::{Parser, ParserInput, Token};

/// A line that would load something.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Foreign {
    /// The line, from 1.
    pub(crate) line: u32,
    /// What it names.
    pub(crate) address: String,
}

/// Functions whose strings are addresses.
const LOADING: [&str; 6] = ["url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"];

/// Blocks within blocks: more than any style sheet has, and fewer than a thread's stack bears.
const DEEPEST: usize = 64;

/// What a string is at some place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strings {
    /// Text, and no more.
    AreText,
    /// Kept, and text mostly (`--label: "Note: hello"`), but an address where it is used as one.
    AreKept,
    /// An address.
    Load,
}

/// The first thing in `css` that would load from another host.
pub(crate) fn foreign(css: &str) -> Option<Foreign> {
    let mut input = ParserInput::new(css);
    find(&mut Parser::new(&mut input), Strings::AreText, DEEPEST)
}

fn find(parser: &mut Parser<'_, '_>, strings: Strings, depth: usize) -> Option<Foreign> {
    let mut importing = false;
    // A string that a custom property keeps can be an address where the property is used.
    let (mut names_property, mut keeps) = (false, false);
    loop {
        let line = parser.current_source_location().line + 1;
        let Ok(token) = parser.next_including_whitespace_and_comments() else {
            return None;
        };
        let token = token.clone();
        let strings = if keeps { strings.max(Strings::AreKept) } else { strings };
        let is_foreign = |address: &str| match strings {
            // Style within the address would load what is not looked at here.
            _ if importing => leads_away(address),
            Strings::Load => leads_away(address) && !is_within(address),
            Strings::AreKept => names_host(address),
            Strings::AreText => false,
        };
        let address = match &token {
            Token::UnquotedUrl(address) if !importing => {
                Some(address).filter(|address| leads_away(address) && !is_within(address))
            }
            Token::UnquotedUrl(address) | Token::QuotedString(address) => {
                Some(address).filter(|address| is_foreign(address))
            }
            _ => None,
        };
        if let Some(address) = address {
            return Some(Foreign { line, address: address.to_string() });
        }
        match &token {
            Token::AtKeyword(name) => importing = name.eq_ignore_ascii_case("import"),
            Token::Semicolon => (importing, keeps) = (false, false),
            Token::Colon => keeps |= names_property,
            Token::Ident(name) => names_property = keeps_what_it_has(name),
            _ => {}
        }
        let opens = matches!(
            token,
            Token::Function(_)
                | Token::ParenthesisBlock
                | Token::CurlyBracketBlock
                | Token::SquareBracketBlock
        );
        if !opens {
            continue;
        }
        let within = match &token {
            _ if importing => Strings::Load,
            Token::Function(name) if is_any(name, &LOADING) => Strings::Load,
            // What a function of one's own is given may be an address in it.
            Token::Function(name) if name.starts_with("--") => strings.max(Strings::AreKept),
            // What stands in place of the whole: `image-set(var(--none, "…") 1x)`.
            _ => strings,
        };
        let Some(depth) = depth.checked_sub(1) else {
            return Some(Foreign { line, address: "more than can be followed".into() });
        };
        let mut found = None;
        let read = parser.parse_nested_block(|inner| {
            found = find(inner, within, depth);
            Ok::<_, cssparser::ParseError<'_, ()>>(())
        });
        // An error says that a block was not read to its end: something was found before.
        if found.is_some() || read.is_err() {
            return found;
        }
    }
}

/// Whether what such a property or descriptor has can be used elsewhere: a custom property, its first
/// value, and what a function of one's own gives.
fn keeps_what_it_has(name: &str) -> bool {
    name.starts_with("--") || is_any(name, &["initial-value", "result"])
}

fn is_any(name: &str, known: &[&str]) -> bool {
    known.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether an address leads away from this server: it names a host, or a scheme.
fn leads_away(address: &str) -> bool {
    let plain = plain(address);
    plain.starts_with("//") || scheme(&plain).is_some()
}

/// Whether a picture or a font is in the address itself.
fn is_within(address: &str) -> bool {
    let kinds = ["image/", "font/", "application/font-", "application/x-font-"];
    let plain = plain(address);
    plain.strip_prefix("data:").is_some_and(|data| kinds.iter().any(|kind| data.starts_with(kind)))
}

/// Whether a text, taken for an address, names a host.
fn names_host(text: &str) -> bool {
    // With these a browser finds a host behind the colon, with slashes or without
    // (<https://url.spec.whatwg.org/#special-scheme>).
    const SPECIAL: [&str; 6] = ["ftp", "file", "http", "https", "ws", "wss"];
    let plain = plain(text);
    plain.starts_with("//")
        || scheme(&plain)
            .is_some_and(|(scheme, rest)| SPECIAL.contains(&scheme) || rest.starts_with("//"))
}

/// An address as browsers read it: they take a backslash for a slash, and drop tabs and line ends.
fn plain(address: &str) -> String {
    address
        .chars()
        .filter(|c| !c.is_ascii_whitespace() && !c.is_control())
        .map(|c| if c == '\\' { '/' } else { c.to_ascii_lowercase() })
        .collect()
}

/// The scheme of a plain address, and what comes after its colon.
fn scheme(plain: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = plain.split_once(':')?;
    (!scheme.contains(['/', '?', '#'])).then_some((scheme, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ways to load something from another host, and CSS that looks like one and is none.
    fn tricks(which: &str) -> Vec<String> {
        let all = include_str!("../../../tests/fixtures/css/tricks.json");
        let all: serde_json::Value = serde_json::from_str(all).unwrap();
        let tricks: Vec<String> = serde_json::from_value(all[which].clone()).unwrap();
        let there =
            |css: &String| css.replace("HOST", "http://evil.test").replace("PLAIN", "evil.test");
        tricks.iter().map(there).collect()
    }

    #[test]
    fn what_would_load_is_found_with_its_line() {
        for css in tricks("refused") {
            let found = foreign(&format!("a{{}}\n{css}"));
            let found = found.unwrap_or_else(|| panic!("nothing found in {css:?}"));
            assert!((2..=3).contains(&found.line), "{css:?}: {found:?}");
        }
    }

    #[test]
    fn blocks_without_end_are_refused() {
        assert!(foreign(&"(".repeat(400_000)).is_some(), "and the stack holds");
    }

    #[test]
    fn what_loads_nothing_from_elsewhere_passes() {
        for css in tricks("fine") {
            assert_eq!(foreign(&css), None, "{css:?}");
        }
    }
}
