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

/// The first thing in `css` that would load from another host.
pub(crate) fn foreign(css: &str) -> Option<Foreign> {
    let mut input = ParserInput::new(css);
    find(&mut Parser::new(&mut input), false, DEEPEST)
}

fn find(parser: &mut Parser<'_, '_>, strings_load: bool, depth: usize) -> Option<Foreign> {
    let mut importing = false;
    // A string that a custom property keeps can be an address where the property is used.
    let (mut names_property, mut keeps) = (false, false);
    loop {
        let line = parser.current_source_location().line + 1;
        let Ok(token) = parser.next_including_whitespace_and_comments() else {
            return None;
        };
        let token = token.clone();
        let address = match &token {
            Token::UnquotedUrl(address) => Some(address).filter(|address| is_foreign(address)),
            Token::QuotedString(address) if strings_load || importing => {
                Some(address).filter(|address| is_foreign(address))
            }
            // Mostly it is text, and no address: `--label: "Note: hello"`.
            Token::QuotedString(text) if keeps => Some(text).filter(|text| names_host(text)),
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
        let loads = match &token {
            Token::Function(name) => LOADING.iter().any(|known| name.eq_ignore_ascii_case(known)),
            Token::ParenthesisBlock | Token::CurlyBracketBlock | Token::SquareBracketBlock => false,
            _ => continue,
        };
        // What stands in place of the whole: `image-set(var(--none, "…") 1x)`.
        let loads = loads || importing || strings_load || keeps;
        let Some(depth) = depth.checked_sub(1) else {
            return Some(Foreign { line, address: "more than can be followed".into() });
        };
        let mut found = None;
        let read = parser.parse_nested_block(|inner| {
            found = find(inner, loads, depth);
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
    let gives = ["initial-value", "result"];
    name.starts_with("--") || gives.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether an address leads away from this server: it names a host, or a scheme. Pictures and fonts
/// that are in the address itself lead nowhere.
fn is_foreign(address: &str) -> bool {
    let plain = plain(address);
    let is_within = ["data:image/", "data:font/"].iter().any(|begin| plain.starts_with(begin));
    !is_within && (plain.starts_with("//") || scheme(&plain).is_some())
}

/// Whether a text, taken for an address, names a host.
fn names_host(text: &str) -> bool {
    // With these a browser finds a host behind the colon, with slashes or without
    // (<https://url.spec.whatwg.org/#special-scheme>).
    const SPECIAL: [&str; 6] = ["ftp", "file", "http", "https", "ws", "wss"];
    let plain = plain(text);
    plain.starts_with("//")
        || scheme(&plain)
            .is_some_and(|(scheme, rest)| SPECIAL.contains(&scheme) || rest.starts_with('/'))
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
