//! What a person reads outside the pages, in their language.
//!
//! The tray's words are said by their id ([`Words::say`]). Sentences are made in English, where
//! something happens: code and log read well, and an error needs no catalogue. At the edge, where a
//! person is told, [`Words::put`] puts them into their language: `locales/en` has the form of each
//! sentence, with a name for every hole in it, and the other languages say the same.
//!
//! A sentence of no known form stays as it is. So does what a platform or the system said.

mod forms;
mod language;
mod locales;

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use self::forms::Forms;
use self::locales::Locale;

pub use self::language::Language;

static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::read("en", &locales::ENGLISH));
static GERMAN: LazyLock<Words> = LazyLock::new(|| Words::read("de", &locales::GERMAN));
static SPANISH: LazyLock<Words> = LazyLock::new(|| Words::read("es", &locales::SPANISH));
static FORMS: LazyLock<Forms> = LazyLock::new(|| Forms::read(locales::ENGLISH.sentences));

/// Holes with somebody's own words, which may read like one of ours: a stream's title, a name, or
/// what a platform said.
const OWN_WORDS: [&str; 11] = [
    "title", "name", "names", "channel", "said", "path", "folder", "theme", "host", "proxy", "keys",
];

/// The words of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
    is_english: bool,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Words").field(&self.bundle.locales).finish()
    }
}

impl Words {
    /// Those of this language.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        match language.spoken() {
            Language::De => &GERMAN,
            Language::Es => &SPANISH,
            Language::En | Language::System => &ENGLISH,
        }
    }

    /// The language, as a page names it: `de`.
    #[must_use]
    pub fn language(&self) -> &str {
        self.bundle.locales.first().map_or("en", |language| language.language.as_str())
    }

    /// What can't be read is left out; a test holds that there is no such thing.
    fn read(language: &str, texts: &Locale) -> Self {
        let is_english = language == "en";
        let language: LanguageIdentifier = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // The marks would stand in menus as boxes, and be copied along with a name.
        bundle.set_use_isolating(false);
        for text in std::iter::once(texts.tray).chain(texts.sentences) {
            let resource = FluentResource::try_new(text.into()).unwrap_or_else(|(read, _)| read);
            bundle.add_resource_overriding(resource);
        }
        Self { bundle, is_english }
    }

    /// The text with this id.
    #[must_use]
    pub fn say(&self, id: &str) -> String {
        self.say_with(id, &[])
    }

    /// The text with this id, with these put in.
    #[must_use]
    pub fn say_with(&self, id: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return id.into();
        };
        let args: FluentArgs<'_> = values.iter().cloned().collect();
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// An English sentence in this language, or several in a row. What is no known sentence stays.
    #[must_use]
    pub fn put<'s>(&self, sentence: &'s str) -> Cow<'s, str> {
        match self.is_english || sentence.len() > LONGEST {
            true => Cow::Borrowed(sentence),
            false => self.put_within(sentence, DEEPEST),
        }
    }

    /// [`put`](Self::put), in its place.
    pub fn put_in(&self, sentence: &mut String) {
        if let Cow::Owned(said) = self.put(sentence) {
            *sentence = said;
        }
    }

    /// `deep`: how many holes within holes are still looked into.
    fn put_within<'s>(&self, sentence: &'s str, deep: u8) -> Cow<'s, str> {
        match deep.checked_sub(1) {
            Some(deep) => self.said(sentence, deep),
            None => Cow::Borrowed(sentence),
        }
    }

    fn said<'s>(&self, sentence: &'s str, deep: u8) -> Cow<'s, str> {
        // A field's name first: a form that begins with a hole would take it for its own.
        self.of_a_field(sentence, deep)
            .or_else(|| self.known(sentence, Last::IsOne, deep))
            .or_else(|| self.in_a_row(sentence, deep))
            .or_else(|| self.known(sentence, Last::MayBeMore, deep))
            .or_else(|| self.followed(sentence, deep))
            .map_or(Cow::Borrowed(sentence), Cow::Owned)
    }

    /// A sentence of a known form. An error's text becomes a sentence by a large letter and a full
    /// stop, and is known as such too.
    fn known(&self, sentence: &str, last: Last, deep: u8) -> Option<String> {
        let stopless = || {
            let text = sentence.strip_suffix('.')?;
            Some(self.in_any_case(text, last, deep)? + ".")
        };
        self.in_any_case(sentence, last, deep).or_else(stopless)
    }

    fn in_any_case(&self, sentence: &str, last: Last, deep: u8) -> Option<String> {
        // What has a form as it is has no other one with a small letter, whatever its end may be.
        if FORMS.of(sentence).is_some() {
            return self.formed(sentence, last, deep);
        }
        Some(large(&self.formed(&uncapital(sentence)?, last, deep)?))
    }

    fn formed(&self, sentence: &str, last: Last, deep: u8) -> Option<String> {
        let (form, holes) = FORMS.of(sentence)?;
        if let Some((_, end)) = holes.last().filter(|_| form.ends_open()) {
            // A full stop at the end is the sentence's, unless another sentence stands there.
            let is_stopped =
                || end.ends_with('.') && matches!(self.put_within(end, deep), Cow::Borrowed(_));
            // One of ours may be of several sentences itself.
            let is_ours = || {
                deep.checked_sub(1).and_then(|deep| self.known(end, Last::IsOne, deep)).is_some()
            };
            if last == Last::IsOne && end.contains(NEXT) && !is_ours() || is_stopped() {
                return None;
            }
        }
        let value = |(name, words): (&'static str, _)| {
            let words = match OWN_WORDS.contains(&name) {
                true => Cow::Borrowed(words),
                false => self.put_within(words, deep),
            };
            (name, FluentValue::from(words.into_owned()))
        };
        let values: Vec<_> = holes.into_iter().map(value).collect();
        Some(self.say_with(&form.id, &values))
    }

    /// Two sentences, both known. The second may have the space before it with it.
    fn in_a_row(&self, sentences: &str, deep: u8) -> Option<String> {
        sentences.match_indices(NEXT).find_map(|(at, _)| {
            let (first, rest) = sentences.split_at_checked(at + 1)?;
            let one = |sentence| self.known(sentence, Last::IsOne, deep);
            let second =
                one(rest).or_else(|| Some(format!(" {}", one(rest.strip_prefix(' ')?)?)))?;
            Some(self.known(first, Last::MayBeMore, deep)? + &second)
        })
    }

    /// As much as is known at the start, and what follows.
    fn followed(&self, sentences: &str, deep: u8) -> Option<String> {
        sentences.rmatch_indices(NEXT).find_map(|(at, _)| {
            let (first, rest) = sentences.split_at_checked(at + 1)?;
            let first = self.known(first, Last::MayBeMore, deep)?;
            Some(format!("{first} {}", self.said(rest.strip_prefix(' ')?, deep)))
        })
    }

    /// A refusal of a value: its field's name, which is the API's, and why.
    fn of_a_field(&self, refusal: &str, deep: u8) -> Option<String> {
        let (field, why) = refusal.split_once(": ")?;
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || "_.[]".contains(letter);
        if !field.chars().all(is_name) {
            return None;
        }
        Some(format!("{field}: {}", self.known(why, Last::MayBeMore, deep)?))
    }
}

/// Holes within holes that are looked into. No sentence of ours needs more; somebody else's words
/// could go on for ever.
const DEEPEST: u8 = 4;

/// Bytes that are looked at. A refusal may quote a request, and so be as long as that may be.
const LONGEST: usize = 2_000;

/// Between two sentences.
const NEXT: &str = ". ";

/// What may stand in a hole at a sentence's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// No sentence after the one that it ends.
    IsOne,
    /// Others as well: words of somebody else's.
    MayBeMore,
}

/// The same with a small letter first, where it had a large one.
fn uncapital(text: &str) -> Option<String> {
    let first = text.chars().next().filter(|letter| letter.is_uppercase())?;
    let rest = text.get(first.len_utf8()..)?;
    Some(first.to_lowercase().chain(rest.chars()).collect())
}

/// The same with a large letter first.
fn large(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.collect::<String>() + letters.as_str()
}

#[cfg(test)]
mod tests;
