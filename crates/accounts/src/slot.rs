//! What the vault keeps, each thing sealed by itself.

use chat::Platform;

/// One thing that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The sign-in to a platform.
    SignIn(Platform),
    /// YouTube's plain API key.
    ApiKey,
}

impl Slot {
    pub(crate) const ALL: [Self; 3] =
        [Self::SignIn(Platform::Twitch), Self::SignIn(Platform::YouTube), Self::ApiKey];

    /// Its name in the file, and in what its seal is bound to.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::SignIn(platform) => platform.name(),
            Self::ApiKey => "youtube_api_key",
        }
    }
}

impl From<Platform> for Slot {
    fn from(platform: Platform) -> Self {
        Self::SignIn(platform)
    }
}
