//! Secrets that a person has copied from somewhere: they have their places beside the sign-ins.

use secrecy::{ExposeSecret, SecretString};
use tokio::sync::watch;
use zeroize::Zeroizing;

use crate::slot::Slot;
use crate::vault::VaultState;
use crate::{Accounts, AccountsError};

/// A secret that a person has copied from somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// The password of OBS' WebSocket server.
    Obs,
    /// The socket token of Streamlabs.
    Streamlabs,
    /// The JWT of `StreamElements`.
    StreamElements,
    /// The verification token of Ko-fi.
    Kofi,
    /// The link that connects to the sync service.
    Sync,
}

impl Copied {
    /// The name under which it is sealed.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Obs => "obs",
            Self::Streamlabs => "streamlabs",
            Self::StreamElements => "streamelements",
            Self::Kofi => "kofi",
            Self::Sync => "sync",
        }
    }
}

impl Accounts {
    /// The secret, as far as it can be read.
    #[must_use]
    pub fn secret(&self, of: Copied) -> Option<SecretString> {
        let bytes = self.vault.secret(Slot::Copied(of))?;
        std::str::from_utf8(&bytes).ok().map(SecretString::from)
    }

    /// Whether one is kept, readable or not.
    #[must_use]
    pub fn has_secret(&self, of: Copied) -> bool {
        self.vault.has_secret(Slot::Copied(of))
    }

    /// Keeps it, as sign-ins are kept.
    pub async fn keep_secret(
        &self,
        of: Copied,
        secret: &SecretString,
    ) -> Result<(), AccountsError> {
        let bytes = Zeroizing::new(secret.expose_secret().as_bytes().to_vec());
        self.vault.ready().await?;
        Ok(self.vault.keep_secret(Slot::Copied(of), bytes).await?)
    }

    /// Forgets it.
    pub async fn forget_secret(&self, of: Copied) -> Result<(), AccountsError> {
        Ok(self.vault.forget_secret(Slot::Copied(of)).await?)
    }

    /// How sign-ins and these are kept, now and from now on.
    #[must_use]
    pub fn vault_changes(&self) -> watch::Receiver<VaultState> {
        self.vault.state()
    }
}
