//! What the vault has a place for.

use chat::Platform;
use zeroize::Zeroizing;

use crate::Trouble;
use crate::copied::Copied;
use crate::tokens::Tokens;
use crate::vault::Vault;

/// A secret, wiped when it is dropped.
pub(crate) type Secret = Zeroizing<Vec<u8>>;

/// A place in the vault, for one secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The tokens of an account.
    Account(Platform),
    /// Sign-ins of an account that are to be ended at its platform.
    Ending(Platform),
    /// YouTube's plain API key.
    ApiKey,
    /// What a person has copied from somewhere.
    Copied(Copied),
}

impl Slot {
    pub(crate) const ALL: [Self; 10] = [
        Self::Account(Platform::Twitch),
        Self::Account(Platform::YouTube),
        Self::Ending(Platform::Twitch),
        Self::Ending(Platform::YouTube),
        Self::ApiKey,
        Self::Copied(Copied::Obs),
        Self::Copied(Copied::Streamlabs),
        Self::Copied(Copied::StreamElements),
        Self::Copied(Copied::Kofi),
        Self::Copied(Copied::Sync),
    ];

    /// The name under which what is in it is sealed.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Account(platform) => platform.name(),
            Self::Ending(Platform::Twitch) => "twitch_ending",
            Self::Ending(Platform::YouTube) => "youtube_ending",
            // Nobody signs in there.
            Self::Ending(Platform::Demo | Platform::Donations) => "ending",
            Self::ApiKey => "youtube_api_key",
            Self::Copied(what) => what.name(),
        }
    }
}

impl Vault {
    /// The tokens of a platform, as far as they can be read.
    pub(crate) fn load(&self, platform: Platform) -> Option<Tokens> {
        Tokens::from_bytes(&self.secret(Slot::Account(platform))?)
    }

    /// Whether there are tokens of a platform, readable or not.
    pub(crate) fn has(&self, platform: Platform) -> bool {
        self.has_secret(Slot::Account(platform))
    }

    /// Keeps tokens: on the disk when it returns, where there is a file.
    pub(crate) async fn put(&self, platform: Platform, tokens: Tokens) -> Result<(), Trouble> {
        self.keep_secret(Slot::Account(platform), tokens.to_bytes()).await
    }

    /// Forgets the tokens of a platform, readable or not.
    pub(crate) async fn remove(&self, platform: Platform) -> Result<(), Trouble> {
        self.forget_secret(Slot::Account(platform)).await
    }
}
