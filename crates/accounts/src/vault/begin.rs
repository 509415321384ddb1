//! Making a place where nothing is kept yet, with a key of its own in the keychain.

use crate::keychain::{Ask, KeychainError};
use crate::seal::SealKey;
use crate::sealed_file::{SealedBy, SealedFile};
use crate::trouble::Trouble;
use crate::vault::{Kept, Vault, VaultState};

impl Vault {
    /// Whether nothing is kept, and nothing is there that could not be read.
    pub(crate) fn is_blank(&self) -> bool {
        let may_begin = match &*self.0.state.borrow() {
            VaultState::Empty => true,
            VaultState::Shut(trouble) => trouble.may_pass(),
            VaultState::Opening | VaultState::Open(_) => false,
        };
        may_begin && self.shelf().is_blank()
    }

    /// Makes a place where nothing is kept, with a new key in the keychain. Where that fails for
    /// now, it is tried again from time to time: somebody wants to keep something.
    pub(super) async fn begin(&self, ask: Ask) -> Result<(), Trouble> {
        let _one = self.0.beginning.lock().await;
        if !self.is_blank() {
            return Ok(());
        }
        let made = self.begin_alone(ask).await;
        if let Err(trouble) = &made {
            self.refuse(trouble);
        }
        made
    }

    async fn begin_alone(&self, ask: Ask) -> Result<(), Trouble> {
        let id = SealedFile::new_id()?;
        let made = match self.new_key(&id, ask).await {
            // The keychain took its time, and the person has chosen another way meanwhile.
            Ok(_) if !self.is_blank() => Ok(false),
            Ok(key) => {
                let started = self.start_with(id.clone(), SealedBy::Keychain, key, Kept::Keychain);
                started.await.map(|()| true)
            }
            Err(trouble) => Err(trouble),
        };
        if !matches!(made, Ok(true)) {
            // It may have been written before that failed. The next try has a key of its own.
            self.forget_key(id);
        }
        made.map(|_| ())
    }

    /// Says why nothing can be kept, where nothing is kept yet and that may pass.
    pub(super) fn refuse(&self, trouble: &Trouble) {
        if trouble.may_pass() && self.is_blank() {
            self.publish(VaultState::Shut(trouble.clone()));
        }
    }

    /// A new key that the keychain has, and gives back.
    pub(super) async fn new_key(&self, id: &str, ask: Ask) -> Result<SealKey, Trouble> {
        let id = id.to_owned();
        let label = format!("MultiChat Overlay sign-ins ({})", self.0.folder.display());
        let key = SealKey::new()?;
        let written = self.keychain(move |keychain| {
            keychain.write(&id, &label, key.reveal(), ask)?;
            match keychain.read(&id, ask)? {
                Some(kept) if *kept == key.reveal() => Ok(key),
                _ => Err(KeychainError::Denied("it does not give back what it was given".into())),
            }
        });
        written.await.map_err(|trouble| trouble.unwrap_or(Trouble::Slow))
    }

    /// Takes a key that seals nothing out of the keychain. It does no harm where it can't be removed.
    pub(super) fn forget_key(&self, id: String) {
        let this = self.clone();
        tokio::spawn(async move {
            if let Err(trouble) = this.keychain(move |k| k.delete(&id, Ask::Never)).await {
                tracing::debug!(?trouble, "a key that seals nothing stays in the keychain");
            }
        });
    }
}
