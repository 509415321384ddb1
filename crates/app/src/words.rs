//! The words of the tray, in the language that is set: `locales` has a file for each.

use std::sync::LazyLock;

use engine::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

static ENGLISH: LazyLock<Words> =
    LazyLock::new(|| Words::read("en", include_str!("../locales/en.ftl")));
static GERMAN: LazyLock<Words> =
    LazyLock::new(|| Words::read("de", include_str!("../locales/de.ftl")));
static SPANISH: LazyLock<Words> =
    LazyLock::new(|| Words::read("es", include_str!("../locales/es.ftl")));

/// The words of one language.
pub(crate) struct Words(FluentBundle<FluentResource>);

impl Words {
    /// Those of this language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::System => {
                static SYSTEM: LazyLock<Language> =
                    LazyLock::new(|| first(sys_locale::get_locales()));
                // Never `System` again: `first` gives one of the others.
                match *SYSTEM {
                    Language::De => &GERMAN,
                    Language::Es => &SPANISH,
                    Language::En | Language::System => &ENGLISH,
                }
            }
            Language::En => &ENGLISH,
            Language::De => &GERMAN,
            Language::Es => &SPANISH,
        }
    }

    /// What can't be read of `text` is left out; a test holds that there is no such thing.
    fn read(language: &str, text: &str) -> Self {
        let language: LanguageIdentifier = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // The marks would stand in menus as boxes.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(text.into()).unwrap_or_else(|(read, _)| read);
        bundle.add_resource_overriding(resource);
        Self(bundle)
    }

    /// The text with this id.
    pub(crate) fn say(&self, id: &str) -> String {
        self.say_with(id, &[])
    }

    /// The text with this id, with these put in.
    pub(crate) fn say_with(&self, id: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.0.get_message(id).and_then(|message| message.value()) else {
            return id.into();
        };
        let args: FluentArgs<'_> = values.iter().cloned().collect();
        self.0.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }
}

/// The first of the system's languages that is one of ours.
fn first(tags: impl IntoIterator<Item = String>) -> Language {
    let known = |tag: String| match tag.split(['-', '_', '.']).next()? {
        "en" => Some(Language::En),
        "de" => Some(Language::De),
        "es" => Some(Language::Es),
        _ => None,
    };
    tags.into_iter().find_map(known).unwrap_or(Language::En)
}

#[cfg(test)]
mod tests {
    use fluent_syntax::ast::Entry;

    use super::*;

    #[test]
    fn every_language_has_the_same_texts_and_all_of_them_can_be_read() {
        let ids = |text: &str| {
            let resource = FluentResource::try_new(text.into()).expect("it is Fluent");
            let mut ids: Vec<_> = resource
                .entries()
                .filter_map(|entry| match entry {
                    Entry::Message(message) => Some(message.id.name.to_owned()),
                    _ => None,
                })
                .collect();
            ids.sort();
            ids
        };
        let english = ids(include_str!("../locales/en.ftl"));
        assert_eq!(ids(include_str!("../locales/de.ftl")), english);
        assert_eq!(ids(include_str!("../locales/es.ftl")), english);
    }

    #[test]
    fn the_first_of_the_systems_languages_that_is_ours_is_spoken() {
        let first = |tags: &[&str]| first(tags.iter().map(|&tag| tag.to_owned()));
        assert_eq!(first(&["fr-FR", "de-AT", "en"]), Language::De);
        assert_eq!(first(&["es-419"]), Language::Es);
        assert_eq!(first(&["pt-BR"]), Language::En);
        assert_eq!(first(&[]), Language::En);
    }
}
