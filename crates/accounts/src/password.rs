//! The password of OBS' WebSocket server, which has its place beside the sign-ins.

use secrecy::{ExposeSecret, SecretString};
use tokio::sync::watch;
use zeroize::Zeroizing;

use crate::slot::Slot;
use crate::vault::VaultState;
use crate::{Accounts, AccountsError};

impl Accounts {
    /// The password of OBS, as far as it can be read.
    #[must_use]
    pub fn obs_password(&self) -> Option<SecretString> {
        let bytes = self.vault.secret(Slot::Obs)?;
        std::str::from_utf8(&bytes).ok().map(SecretString::from)
    }

    /// Whether one is kept, readable or not.
    #[must_use]
    pub fn has_obs_password(&self) -> bool {
        self.vault.has_secret(Slot::Obs)
    }

    /// Keeps it, as sign-ins are kept.
    pub async fn keep_obs_password(&self, password: &SecretString) -> Result<(), AccountsError> {
        let secret = Zeroizing::new(password.expose_secret().as_bytes().to_vec());
        self.vault.ready().await?;
        Ok(self.vault.keep_secret(Slot::Obs, secret).await?)
    }

    /// Forgets it.
    pub async fn forget_obs_password(&self) -> Result<(), AccountsError> {
        Ok(self.vault.forget_secret(Slot::Obs).await?)
    }

    /// How sign-ins and the password are kept, now and from now on.
    #[must_use]
    pub fn vault_changes(&self) -> watch::Receiver<VaultState> {
        self.vault.state()
    }
}
