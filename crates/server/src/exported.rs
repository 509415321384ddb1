//! Files that were exported once, and that a person chooses to have taken again. They may choose any
//! other: what a file is not is said in words, and not in those of a parser.

use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::body::{BAD_JSON, TOO_LARGE, sent};
use crate::error::ApiError;

/// What is exported as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exported {
    /// All that is set.
    Settings,
    /// One overlay.
    Overlay,
}

impl Exported {
    const ALL: [Self; 2] = [Self::Settings, Self::Overlay];

    /// What such a file calls itself.
    pub(crate) fn format(self) -> &'static str {
        match self {
            Self::Settings => engine::SettingsFile::FORMAT,
            Self::Overlay => "multichat-overlay",
        }
    }

    /// The newest version that is read, which is the one that is written.
    pub(crate) fn version(self) -> u32 {
        match self {
            Self::Settings => engine::SettingsFile::VERSION,
            Self::Overlay => 1,
        }
    }

    fn of(file: &Value) -> Option<Self> {
        let format = file.get("format")?.as_str()?;
        Self::ALL.into_iter().find(|known| known.format() == format)
    }

    /// What to do where a file is no such one.
    fn choose(self) -> &'static str {
        match self {
            Self::Settings => {
                "Choose the .json file that “Export” in the settings has saved. Nothing was changed."
            }
            Self::Overlay => {
                "Choose the .json file that “Export” of an overlay has saved. Nothing was changed."
            }
        }
    }

    /// Where such a file was chosen for the other one.
    fn misplaced(self) -> (&'static str, &'static str) {
        match self {
            Self::Settings => (
                "this file has all settings, and not one overlay",
                "Import it in the settings, at “All settings as a file”. Nothing was changed.",
            ),
            Self::Overlay => (
                "this file is one overlay, and not all settings",
                "Import it under Overlays: “New overlay”, and then “From a file…”. Nothing was \
                 changed.",
            ),
        }
    }

    /// Whether a file is such a one, and none of a later version.
    fn check(self, file: &Value) -> Result<(), ApiError> {
        let (message, hint) = match Self::of(file) {
            Some(known) if known == self => return self.check_version(file),
            Some(other) => other.misplaced(),
            None => (NO_EXPORT, self.choose()),
        };
        Err(ApiError::invalid("format", message, hint))
    }

    fn check_version(self, file: &Value) -> Result<(), ApiError> {
        let version = file.get("version").and_then(Value::as_u64);
        if version == Some(self.version().into()) {
            return Ok(());
        }
        Err(match version {
            Some(1..) => ApiError::invalid(
                "version",
                "a newer version of MultiChat Overlay wrote this file",
                "Update this one, and choose the file again. Nothing was changed.",
            ),
            _ => damaged("version", "it does not say of which version it is"),
        })
    }
}

const NO_EXPORT: &str = "this file was not exported from MultiChat Overlay";

fn damaged(field: &str, what: &str) -> ApiError {
    let message = format!("this file is damaged, or was changed by hand: {what}");
    let hint = "Export it again where it comes from, and choose that file. Nothing was changed.";
    ApiError::invalid(field, message, hint)
}

/// What a parser says of this place in such a file, in a person's words.
fn unfit(place: &str, error: &serde_json::Error) -> ApiError {
    let said = error.to_string();
    let named = said.split('`').nth(1).unwrap_or_default();
    let within = |name: &str| match place {
        "." => name.to_owned(),
        place => format!("{place}.{name}"),
    };
    if said.starts_with("missing field") {
        let field = within(named);
        return damaged(&field, &format!("{field} is missing in it"));
    }
    if said.starts_with("unknown field") {
        return damaged(place, &format!("{place} is in no such file"));
    }
    damaged(place, &format!("at {place}, {}", engine::without_value(error)))
}

/// What such a file is read as.
pub(crate) trait FromExport: DeserializeOwned {
    const KIND: Exported;
}

/// A file that a person chose. `KIB` is how long it may be.
pub(crate) struct Chosen<T, const KIB: usize>(pub(crate) T);

impl<T: FromExport, S: Send + Sync, const KIB: usize> FromRequest<S> for Chosen<T, KIB> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let file = sent(request, KIB).await.map_err(|error| match error.code() {
            BAD_JSON | TOO_LARGE => error.saying(NO_EXPORT, T::KIND.choose()),
            _ => error,
        })?;
        T::KIND.check(&file)?;
        let read = engine::read_json(file).map(Self);
        read.map_err(|error| unfit(&error.path().to_string(), error.inner()))
    }
}
