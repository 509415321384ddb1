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
            Token::UnquotedUrl(address) => Some(address.to_string()),
            Token::QuotedString(address) if strings_load || importing || keeps => {
                Some(address.to_string())
            }
            _ => None,
        };
        if let Some(address) = address.filter(|address| is_foreign(address)) {
            return Some(Foreign { line, address });
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

/// Whether an address leads away from this server: it names a host, or a scheme. `data:` is one too:
/// the page's policy knows pictures from this server alone.
fn is_foreign(address: &str) -> bool {
    // Browsers take a backslash for a slash, and drop tabs and line ends.
    let plain: String = address
        .chars()
        .filter(|c| !c.is_ascii_whitespace() && !c.is_control())
        .map(|c| if c == '\\' { '/' } else { c.to_ascii_lowercase() })
        .collect();
    if plain.starts_with("//") {
        return true;
    }
    let scheme = plain.split(['/', '?', '#']).next().and_then(|start| start.split_once(':'));
    scheme.is_some()
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
