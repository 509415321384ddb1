//! Recognising a sentence by its form: what of it always stands there, and the holes between.

use std::collections::HashMap;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement};
use fluent_syntax::parser::parse;
use fluent_syntax::unicode::unescape_unicode_to_string;

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// It always stands there.
    Text(String),
    /// What stands there differs; this is what it is called.
    Hole(String),
}

/// The form of one sentence.
#[derive(Debug)]
pub(crate) struct Form {
    /// Its id in the catalogue.
    pub(crate) id: String,
    /// Its parts, in order. No two texts follow each other.
    pub(crate) parts: Vec<Part>,
}

/// What stands in the holes of a sentence: the name of each hole, and its words.
pub(crate) type Holes<'f, 's> = Vec<(&'f str, &'s str)>;

impl Form {
    /// How much of it is text: of two forms that fit, the one with more says more.
    fn weight(&self) -> usize {
        let length = |part: &Part| match part {
            Part::Text(text) => text.len(),
            Part::Hole(_) => 0,
        };
        self.parts.iter().map(length).sum()
    }

    /// Whether it ends with a hole, in which anything may stand.
    pub(crate) fn ends_open(&self) -> bool {
        matches!(self.parts.last(), Some(Part::Hole(_)))
    }

    /// What stands in its holes, where `sentence` has this form.
    fn holes<'s>(&self, sentence: &'s str) -> Option<Holes<'_, 's>> {
        let mut holes = Vec::new();
        let mut open: Option<&str> = None;
        let mut rest = sentence;
        for (at, part) in self.parts.iter().enumerate() {
            let is_last = at + 1 == self.parts.len();
            match (part, open.take()) {
                (Part::Text(text), None) => rest = rest.strip_prefix(text.as_str())?,
                (Part::Text(text), Some(hole)) if is_last => {
                    holes.push((hole, rest.strip_suffix(text.as_str())?));
                    rest = "";
                }
                (Part::Text(text), Some(hole)) => {
                    let (before, after) = rest.split_once(text.as_str())?;
                    holes.push((hole, before));
                    rest = after;
                }
                (Part::Hole(name), before) => {
                    // Of two holes side by side, the second has what there is.
                    holes.extend(before.map(|hole| (hole, "")));
                    open = Some(name);
                }
            }
        }
        match open {
            Some(hole) => holes.push((hole, rest)),
            None if rest.is_empty() => {}
            None => return None,
        }
        Some(holes)
    }
}

/// All forms, to look a sentence up in.
#[derive(Debug)]
pub(crate) struct Forms {
    /// Those with the most text first.
    all: Vec<Form>,
    /// Those that begin with a text, by its first letter.
    by_letter: HashMap<char, Vec<usize>>,
    /// Those that begin with a hole.
    open: Vec<usize>,
}

impl Forms {
    /// Those of these Fluent texts. What can't be read is left out; a test holds that there is no
    /// such thing.
    pub(crate) fn read<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut all: Vec<Form> = texts.into_iter().flat_map(forms).collect();
        all.sort_by_key(|form| std::cmp::Reverse(form.weight()));
        let (mut by_letter, mut open) = (HashMap::<_, Vec<_>>::new(), Vec::new());
        for (at, form) in all.iter().enumerate() {
            let first = match form.parts.first() {
                Some(Part::Text(text)) => text.chars().next(),
                _ => None,
            };
            match first {
                Some(letter) => by_letter.entry(letter).or_default().push(at),
                None => open.push(at),
            }
        }
        Self { all, by_letter, open }
    }

    /// The form that says most of this sentence, and what stands in its holes.
    pub(crate) fn of<'f, 's>(&'f self, sentence: &'s str) -> Option<(&'f Form, Holes<'f, 's>)> {
        let by_letter = sentence.chars().next().and_then(|letter| self.by_letter.get(&letter));
        let first = |of: &[usize]| {
            of.iter().find_map(|&at| {
                let form = self.all.get(at)?;
                Some((at, form, form.holes(sentence)?))
            })
        };
        let found = [by_letter.and_then(|of| first(of)), first(&self.open)];
        let best = found.into_iter().flatten().min_by_key(|(at, ..)| *at)?;
        Some((best.1, best.2))
    }

    /// All of them.
    #[cfg(test)]
    pub(crate) fn all(&self) -> &[Form] {
        &self.all
    }
}

/// The forms of a Fluent text: its messages, as far as they are text and holes.
pub(crate) fn forms(text: &str) -> Vec<Form> {
    let resource = parse(text).unwrap_or_else(|(read, _)| read);
    let messages = resource.body.into_iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message),
        _ => None,
    });
    let form = |message: fluent_syntax::ast::Message<&str>| {
        let mut parts = Vec::new();
        for element in message.value?.elements {
            match element {
                PatternElement::TextElement { value } => push_text(&mut parts, value),
                PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                    match inline {
                        // What could not stand there otherwise: a space at the start, say.
                        InlineExpression::StringLiteral { value } => {
                            push_text(&mut parts, &unescape_unicode_to_string(value));
                        }
                        InlineExpression::VariableReference { id } => {
                            parts.push(Part::Hole(id.name.to_owned()));
                        }
                        _ => return None,
                    }
                }
                PatternElement::Placeable { .. } => return None,
            }
        }
        Some(Form { id: message.id.name.to_owned(), parts })
    };
    messages.filter_map(form).collect()
}

fn push_text(parts: &mut Vec<Part>, more: &str) {
    match parts.last_mut() {
        Some(Part::Text(text)) => text.push_str(more),
        _ => parts.push(Part::Text(more.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOME: &str = "\
reading = Reading all chat of “{ $title }”{ $way }
way = { \" \" }through the proxy { $proxy }
gone = { $name } is gone.
gone-again = { $name } is gone. It is looked for.
";

    fn found(sentence: &str) -> Option<(String, Vec<(String, String)>)> {
        let forms = Forms::read([SOME]);
        let (form, holes) = forms.of(sentence)?;
        let owned = |(name, words): (&str, &str)| (name.to_owned(), words.to_owned());
        Some((form.id.clone(), holes.into_iter().map(owned).collect()))
    }

    fn holes(of: &[(&str, &str)]) -> Vec<(String, String)> {
        of.iter().map(|&(name, words)| (name.to_owned(), words.to_owned())).collect()
    }

    #[test]
    fn a_sentence_is_known_by_what_always_stands_there() {
        assert_eq!(
            found("Reading all chat of “art” through the proxy p:1"),
            Some(("reading".into(), holes(&[("title", "art"), ("way", " through the proxy p:1")])))
        );
        assert_eq!(
            found("Reading all chat of “”"),
            Some(("reading".into(), holes(&[("title", ""), ("way", "")]))),
            "a hole may be empty"
        );
        assert_eq!(found(" through the proxy p:1").map(|(id, _)| id), Some("way".into()));
        assert_eq!(found("Reading some chat of “art”"), None);
        assert_eq!(found(""), None);
    }

    #[test]
    fn the_form_that_says_most_is_taken() {
        assert_eq!(
            found("Ada is gone. It is looked for."),
            Some(("gone-again".into(), holes(&[("name", "Ada")])))
        );
        assert_eq!(found("Ada is gone."), Some(("gone".into(), holes(&[("name", "Ada")]))));
    }
}
