//! Where sign-ins are kept: sealed in a file, under a key from the keychain or a passphrase, or in
//! memory for this run. Never in plain text, and never over something that could not be read.

mod begin;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use secrecy::SecretString;
use tokio::sync::{oneshot, watch};
use tokio::time::timeout;

use crate::keychain::{Ask, Keychain, KeychainError};
use crate::seal::{Kdf, SealKey};
use crate::sealed_file::{SealedBy, SealedFile};
use crate::shelf::Shelf;
use crate::slot::{Secret, Slot};
use crate::trouble::Trouble;

const FILE: &str = "accounts.sealed";
/// How often a keychain that is locked or not there is looked at again.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// How the place for sign-ins is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VaultState {
    /// Nothing is kept, and the keychain was never asked.
    Empty,
    /// The keychain is asked.
    Opening,
    /// Sign-ins can be read and kept.
    Open(Kept),
    /// They can't. Where nothing is kept, somebody wanted to keep something and could not.
    Shut(Trouble),
}

/// How sign-ins are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Sealed, the key in the keychain.
    Keychain,
    /// Sealed with a passphrase.
    Passphrase,
    /// In memory.
    ThisRun,
}

/// What a person chooses where the keychain can't be had, or to start over.
#[derive(Debug, Clone)]
pub enum Keep {
    /// Sealed with a new key in the keychain.
    Keychain,
    /// Sealed with this passphrase.
    Passphrase(SecretString),
    /// In memory, until the application ends.
    ThisRun,
}

/// The place. Clones are handles of the same one.
#[derive(Debug, Clone)]
pub(crate) struct Vault(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    folder: PathBuf,
    keychain: Arc<dyn Keychain>,
    /// What the keychain may do when a person has just asked for something.
    ask: Ask,
    /// How long the keychain may take before we say that it is slow.
    patience: Duration,
    state: watch::Sender<VaultState>,
    shelf: Mutex<Shelf>,
    /// Held while the keychain is asked: a person is never asked twice at once.
    asking: tokio::sync::Mutex<()>,
    /// Held while a place is made where nothing is kept: of many who want one, one makes it.
    beginning: tokio::sync::Mutex<()>,
}

impl Vault {
    /// Looks at what is kept. The keychain is not asked yet.
    pub(crate) fn open(
        folder: PathBuf,
        keychain: Arc<dyn Keychain>,
        ask: Ask,
        patience: Duration,
    ) -> Self {
        let (state, file) = match SealedFile::read(&folder.join(FILE)) {
            Ok(None) => (VaultState::Empty, None),
            Ok(Some(file)) => match file.sealed_by {
                SealedBy::Keychain => (VaultState::Opening, Some(file)),
                SealedBy::Passphrase(_) => (VaultState::Shut(Trouble::Passphrase), Some(file)),
            },
            Err(trouble) => (VaultState::Shut(trouble), None),
        };
        let shelf = Mutex::new(Shelf { file, ..Shelf::default() });
        let state = watch::Sender::new(state);
        let (asking, beginning) = Default::default();
        Self(Arc::new(Inner { folder, keychain, ask, patience, state, shelf, asking, beginning }))
    }

    pub(crate) fn state(&self) -> watch::Receiver<VaultState> {
        self.0.state.subscribe()
    }

    /// Opens it where the keychain has the key, and goes on looking where that may still come.
    pub(crate) async fn keep_open(self) {
        let mut ask = self.0.ask;
        loop {
            let waits = match &*self.0.state.borrow() {
                VaultState::Opening => true,
                VaultState::Shut(trouble) => trouble.may_pass() && self.0.keychain.tells_unasked(),
                VaultState::Empty | VaultState::Open(_) => false,
            };
            if waits && self.is_blank() {
                // What it answers is in the state.
                drop(self.begin(ask).await);
            } else if waits {
                self.unlock(ask).await;
            }
            // A person is asked once, and again when they want something.
            ask = Ask::Never;
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Reads the key from the keychain, if there is a file that it seals.
    async fn unlock(&self, ask: Ask) {
        let Some(id) = self.id_in_keychain() else {
            return;
        };
        let read = self.keychain(move |keychain| keychain.read(&id, ask)).await;
        if matches!(*self.0.state.borrow(), VaultState::Open(_)) {
            // It took its time, and the person has chosen another way meanwhile.
            return;
        }
        let state = match read {
            Err(None) => return,
            Err(Some(trouble)) => VaultState::Shut(trouble),
            Ok(secret) => {
                let key = secret.and_then(|secret| SealKey::from_bytes(&secret));
                self.open_with(key, Kept::Keychain, Trouble::KeyLost)
            }
        };
        self.publish(state);
    }

    fn id_in_keychain(&self) -> Option<String> {
        let stored = self.shelf();
        let file = stored.file.as_ref()?;
        matches!(file.sealed_by, SealedBy::Keychain).then(|| file.vault.clone())
    }

    fn open_with(&self, key: Option<SealKey>, kept: Kept, instead: Trouble) -> VaultState {
        let mut stored = self.shelf();
        let fits =
            |key: &SealKey| stored.file.as_ref().is_some_and(|file| file.is_sealed_with(key));
        match key.filter(fits) {
            Some(key) => {
                stored.key = Some(key);
                VaultState::Open(kept)
            }
            None => VaultState::Shut(instead),
        }
    }

    /// Opens it with the passphrase that it is sealed with.
    pub(crate) async fn unlock_with(&self, passphrase: SecretString) -> Result<(), Trouble> {
        let this = self.clone();
        let state = blocking(move || {
            // The state is never looked at while the shelf is held: elsewhere it is the other way round.
            let sealed_by = this.shelf().file.as_ref().map(|file| file.sealed_by.clone());
            let kdf = match sealed_by {
                Some(SealedBy::Passphrase(kdf)) => kdf,
                Some(SealedBy::Keychain) | None => return Ok(this.0.state.borrow().clone()),
            };
            let key = SealKey::from_passphrase(&passphrase, &kdf);
            match this.open_with(key, Kept::Passphrase, Trouble::WrongPassphrase) {
                VaultState::Shut(trouble) => Err(trouble),
                open => Ok(open),
            }
        })
        .await?;
        self.publish(state);
        Ok(())
    }

    /// Sees to it that a sign-in has a place before it begins.
    pub(crate) async fn ready(&self) -> Result<(), Trouble> {
        if matches!(*self.0.state.borrow(), VaultState::Open(_)) {
            return Ok(());
        }
        let this = self.clone();
        // It goes on when the person takes their time in the keychain's window.
        let work = tokio::spawn(async move {
            if this.is_blank() {
                this.begin(this.0.ask).await?;
            } else {
                this.unlock(this.0.ask).await;
            }
            match &*this.0.state.borrow() {
                VaultState::Open(_) => Ok(()),
                VaultState::Shut(trouble) => Err(trouble.clone()),
                VaultState::Empty | VaultState::Opening => Err(Trouble::Slow),
            }
        });
        match timeout(self.0.patience, work).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) | Err(_) => {
                self.refuse(&Trouble::Slow);
                Err(Trouble::Slow)
            }
        }
    }

    /// Keeps sign-ins as the person has chosen. What can be read goes along; what can't is put
    /// aside.
    pub(crate) async fn keep(&self, how: Keep) -> Result<(), Trouble> {
        if !matches!(how, Keep::Keychain) {
            return self.start(how).await;
        }
        let this = self.clone();
        let work = tokio::spawn(async move { this.start(how).await });
        match timeout(self.0.patience, work).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) | Err(_) => Err(Trouble::Slow),
        }
    }

    async fn start(&self, how: Keep) -> Result<(), Trouble> {
        let id = SealedFile::new_id()?;
        let (sealed_by, key, kept) = match how {
            Keep::ThisRun => {
                let mut stored = self.shelf();
                let readable = stored.readable();
                stored.this_run.get_or_insert(readable);
                drop(stored);
                self.publish(VaultState::Open(Kept::ThisRun));
                return Ok(());
            }
            Keep::Passphrase(passphrase) => {
                let kdf = Kdf::new()?;
                let (sealed_by, passphrase) = (SealedBy::Passphrase(kdf.clone()), passphrase);
                let key = blocking(move || {
                    SealKey::from_passphrase(&passphrase, &kdf).ok_or(Trouble::NoRandomness)
                });
                (sealed_by, key.await?, Kept::Passphrase)
            }
            Keep::Keychain => {
                let key = self.new_key(&id, self.0.ask).await?;
                (SealedBy::Keychain, key, Kept::Keychain)
            }
        };
        self.start_with(id, sealed_by, key, kept).await
    }

    async fn start_with(
        &self,
        id: String,
        sealed_by: SealedBy,
        key: SealKey,
        kept: Kept,
    ) -> Result<(), Trouble> {
        let this = self.clone();
        blocking(move || this.shelf().start(&this.0.folder.join(FILE), id, sealed_by, key)).await?;
        self.publish(VaultState::Open(kept));
        Ok(())
    }

    /// Asks the keychain on a thread of its own: it may wait for a person, and may never return.
    /// `Err(None)` is that it is still busy with an earlier call.
    async fn keychain<T: Send + 'static>(
        &self,
        call: impl FnOnce(&dyn Keychain) -> Result<T, KeychainError> + Send + 'static,
    ) -> Result<T, Option<Trouble>> {
        let Ok(_one) = timeout(self.0.patience, self.0.asking.lock()).await else {
            return Err(None);
        };
        let (done, mut answer) = oneshot::channel();
        let keychain = Arc::clone(&self.0.keychain);
        let thread = std::thread::Builder::new().name("keychain".into());
        let started = thread.spawn(move || {
            // Nobody waits any more when the application ends.
            drop(done.send(call(&*keychain)));
        });
        drop(started.map_err(|error| Some(Trouble::Absent(error.to_string())))?);
        let answered = match timeout(self.0.patience, &mut answer).await {
            Ok(answered) => answered,
            Err(_) => {
                // Where the person has chosen another way meanwhile, that is so.
                let is_open = matches!(*self.0.state.borrow(), VaultState::Open(_));
                if !is_open && self.id_in_keychain().is_some() {
                    self.publish(VaultState::Shut(Trouble::Slow));
                }
                answer.await
            }
        };
        match answered {
            Ok(result) => result.map_err(|error| Some(error.into())),
            Err(_) => Err(Some(Trouble::Absent("its library failed".into()))),
        }
    }

    /// What is in a slot, as far as it can be read.
    pub(crate) fn secret(&self, slot: Slot) -> Option<Secret> {
        self.shelf().load(slot)
    }

    /// What is in a slot, if anything is; why it can't be read, if it can't.
    pub(crate) fn secret_if_any(&self, slot: Slot) -> Result<Option<Secret>, Trouble> {
        self.shelf().load_if_any(slot)
    }

    /// Whether there is something in a slot, readable or not.
    pub(crate) fn has_secret(&self, slot: Slot) -> bool {
        self.shelf().has(slot)
    }

    /// Keeps a secret: on the disk when it returns, where there is a file.
    pub(crate) async fn keep_secret(&self, slot: Slot, secret: Secret) -> Result<(), Trouble> {
        // The last secret may have gone, and the file with it, while this one was on its way.
        if self.is_blank() {
            self.ready().await?;
        }
        let this = self.clone();
        blocking(move || {
            let path = this.0.folder.join(FILE);
            this.shelf().put(&path, slot, secret)
        })
        .await
    }

    /// Keeps a secret in a slot and forgets what is in another, in one step.
    pub(crate) async fn keep_instead(
        &self,
        slot: Slot,
        secret: Secret,
        old: Slot,
    ) -> Result<(), Trouble> {
        let this = self.clone();
        blocking(move || {
            let path = this.0.folder.join(FILE);
            this.shelf().put_instead(&path, slot, secret, old)
        })
        .await
    }

    /// Forgets what is in a slot, readable or not. With the last secret goes the key.
    pub(crate) async fn forget_secret(&self, slot: Slot) -> Result<(), Trouble> {
        let (this, was_open) = (self.clone(), self.is_open_by_keychain());
        let path = self.0.folder.join(FILE);
        let orphan = blocking(move || this.shelf().remove(&path, slot, was_open)).await?;
        if let Some(id) = orphan {
            self.publish(VaultState::Empty);
            self.forget_key(id);
        }
        Ok(())
    }

    /// Puts what is in a slot and can't be read into a file of its own, before something else comes
    /// in its place.
    pub(crate) async fn set_aside(&self, slot: Slot) -> Result<(), Trouble> {
        let this = self.clone();
        blocking(move || this.shelf().set_aside(&this.0.folder.join(FILE), slot)).await
    }

    fn is_open_by_keychain(&self) -> bool {
        *self.0.state.borrow() == VaultState::Open(Kept::Keychain)
    }

    pub(crate) fn publish(&self, state: VaultState) {
        self.0.state.send_if_modified(|known| {
            let changed = *known != state;
            if changed && let VaultState::Shut(trouble) = &state {
                let (code, detail) = (trouble.code(), trouble.detail());
                tracing::warn!(code, detail, "{trouble}");
            }
            *known = state;
            changed
        });
    }

    pub(crate) fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs what blocks where it blocks nobody.
async fn blocking<T: Send + 'static>(
    call: impl FnOnce() -> Result<T, Trouble> + Send + 'static,
) -> Result<T, Trouble> {
    match tokio::task::spawn_blocking(call).await {
        Ok(result) => result,
        Err(error) => Err(Trouble::File(error.to_string())),
    }
}
