//! The services.

/// A service that takes donations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Provider {
    /// streamlabs.com, over its socket.
    Streamlabs,
    /// streamelements.com, over its socket.
    StreamElements,
    /// ko-fi.com, which calls us.
    Kofi,
}

impl Provider {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Streamlabs, Self::StreamElements, Self::Kofi];

    /// The service's name in the API, in messages and in the vault.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Streamlabs => "streamlabs",
            Self::StreamElements => "streamelements",
            Self::Kofi => "kofi",
        }
    }

    /// The service with this [name](Self::name).
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|provider| provider.name() == name)
    }

    /// The service's name in sentences.
    #[must_use]
    pub fn spoken(self) -> &'static str {
        match self {
            Self::Streamlabs => "Streamlabs",
            Self::StreamElements => "StreamElements",
            Self::Kofi => "Ko-fi",
        }
    }
}
