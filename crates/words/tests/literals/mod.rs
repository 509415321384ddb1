//! The text literals of Rust sources, without those of tests, attributes and the log.

use std::path::Path;
use std::str::FromStr;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A text in the sources.
#[derive(Debug)]
pub(crate) struct Literal {
    /// The text.
    pub(crate) text: String,
    /// Its file.
    pub(crate) place: String,
    /// It is what `thiserror` makes of an error.
    pub(crate) is_error: bool,
}

/// Macros whose texts nobody reads but in the log, or of which there is no text at run time.
const NOT_TOLD: [&str; 16] = [
    "trace",
    "debug",
    "info",
    "warn",
    "error",
    "event",
    "debug_span",
    "info_span",
    "assert",
    "assert_eq",
    "debug_assert",
    "unreachable",
    "include_str",
    "include_image",
    "env",
    "option_env",
];

/// All of them in the files of a folder, tests left out.
pub(crate) fn literals_below(root: &Path, folder: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root.join(folder)).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
        let place = format!("{folder}/{name}");
        if path.is_dir() && name != "tests" {
            found.extend(literals_below(root, &place));
        } else if path.extension().is_some_and(|is| is == "rs") && !name.ends_with("tests.rs") {
            let text = std::fs::read_to_string(&path).expect("it is text");
            let tokens = TokenStream::from_str(&text).expect("it is Rust");
            let mut walk = Walk { place: &place, found: &mut found };
            walk.tokens(tokens, false);
        }
    }
    found
}

struct Walk<'a> {
    place: &'a str,
    found: &'a mut Vec<Literal>,
}

impl Walk<'_> {
    fn tokens(&mut self, tokens: TokenStream, is_error: bool) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' => {
                    // `#![…]` is one as well.
                    if matches!(tokens.get(at + 1), Some(TokenTree::Punct(p)) if p.as_char() == '!')
                    {
                        at += 1;
                    }
                    if let Some(TokenTree::Group(attribute)) = tokens.get(at + 1) {
                        at += 1;
                        let text = attribute.stream().to_string().replace(' ', "");
                        if text == "cfg(test)" {
                            at = end_of_item(&tokens, at);
                        } else if text.starts_with("error(") {
                            self.tokens(attribute.stream(), true);
                        }
                    }
                }
                TokenTree::Ident(ident) => {
                    let is_macro = matches!(tokens.get(at + 1), Some(TokenTree::Punct(p)) if p.as_char() == '!');
                    let name = ident.to_string();
                    if is_macro && NOT_TOLD.contains(&name.as_str()) {
                        at += 2;
                    } else if name == "expect"
                        && matches!(tokens.get(at + 1), Some(TokenTree::Group(_)))
                    {
                        at += 1;
                    }
                }
                TokenTree::Literal(literal) => {
                    if let syn::Lit::Str(text) = syn::Lit::new(literal.clone()) {
                        let place = self.place.to_owned();
                        self.found.push(Literal { text: text.value(), place, is_error });
                    }
                }
                TokenTree::Group(group) => self.tokens(group.stream(), is_error),
                TokenTree::Punct(_) => {}
            }
            at += 1;
        }
    }
}

/// Where the item that follows ends: at its semicolon, or with its braces.
fn end_of_item(tokens: &[TokenTree], from: usize) -> usize {
    let ends = |token: &TokenTree| match token {
        TokenTree::Punct(punct) => punct.as_char() == ';',
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        _ => false,
    };
    let after = tokens.iter().skip(from + 1).position(ends);
    after.map_or(tokens.len(), |after| from + 1 + after)
}
