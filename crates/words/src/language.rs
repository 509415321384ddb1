//! Which language is spoken.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// What the application's words are in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Language {
    /// The first of the system's languages that is one of these, or else English.
    #[default]
    System,
    /// English.
    En,
    /// German.
    De,
    /// Spanish.
    Es,
}

impl Language {
    /// Its name in the settings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::En => "en",
            Self::De => "de",
            Self::Es => "es",
        }
    }

    /// What is spoken: never [`System`](Self::System).
    pub(crate) fn spoken(self) -> Self {
        static SYSTEM: LazyLock<Language> = LazyLock::new(|| first(sys_locale::get_locales()));
        match self {
            Self::System => *SYSTEM,
            chosen => chosen,
        }
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
    use super::*;

    #[test]
    fn the_first_of_the_systems_languages_that_is_ours_is_spoken() {
        let first = |tags: &[&str]| first(tags.iter().map(|&tag| tag.to_owned()));
        assert_eq!(first(&["fr-FR", "de-AT", "en"]), Language::De);
        assert_eq!(first(&["es-419"]), Language::Es);
        assert_eq!(first(&["pt-BR"]), Language::En);
        assert_eq!(first(&[]), Language::En);
    }
}
