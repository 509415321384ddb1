//! The texts of each language, as they are in `locales`.

/// A language's texts.
pub(crate) struct Locale {
    /// What is said by its id: the tray's words.
    pub(crate) tray: &'static str,
    /// The forms of sentences, by area.
    pub(crate) sentences: [&'static str; 12],
}

macro_rules! locale {
    ($language:literal) => {
        Locale {
            tray: include_str!(concat!("../locales/", $language, "/tray.ftl")),
            sentences: [
                include_str!(concat!("../locales/", $language, "/reading.ftl")),
                include_str!(concat!("../locales/", $language, "/youtube.ftl")),
                include_str!(concat!("../locales/", $language, "/accounts.ftl")),
                include_str!(concat!("../locales/", $language, "/writing.ftl")),
                include_str!(concat!("../locales/", $language, "/donations.ftl")),
                include_str!(concat!("../locales/", $language, "/obs.ftl")),
                include_str!(concat!("../locales/", $language, "/sync.ftl")),
                include_str!(concat!("../locales/", $language, "/engine.ftl")),
                include_str!(concat!("../locales/", $language, "/health.ftl")),
                include_str!(concat!("../locales/", $language, "/values.ftl")),
                include_str!(concat!("../locales/", $language, "/server.ftl")),
                include_str!(concat!("../locales/", $language, "/app.ftl")),
            ],
        }
    };
}

/// What sentences are made in, and known by.
pub(crate) const ENGLISH: Locale = locale!("en");
/// German: du.
pub(crate) const GERMAN: Locale = locale!("de");
/// Spanish: tú.
pub(crate) const SPANISH: Locale = locale!("es");
