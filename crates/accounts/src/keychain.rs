//! The keychain of the operating system: where the key that seals is kept, and nothing else.
//!
//! One secret of 32 bytes fits every keychain; tokens do not (Windows takes 2,560 bytes).

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error};
use zeroize::Zeroizing;

/// Under what the keychain shows our secrets.
const SERVICE: &str = "multichat-overlay";

/// Whether the keychain may ask the person, with a window of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// It may, and it waits for them.
    May,
    /// It may not: what is locked stays locked.
    Never,
}

/// Why the keychain did not do it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeychainError {
    /// It is locked, or the person closed its window.
    #[error("the keychain is locked")]
    Locked,
    /// It does not let us.
    #[error("the keychain refuses: {0}")]
    Denied(String),
    /// There is none, or none that works.
    #[error("there is no keychain that works: {0}")]
    Absent(String),
}

/// A keychain. Its calls block, for as long as a person takes to answer.
pub trait Keychain: fmt::Debug + Send + Sync + 'static {
    /// Whether it says anything to who may not ask the person. Then it is looked at by itself.
    fn tells_unasked(&self) -> bool {
        true
    }
    /// The secret of this id. `None` if there is certainly none.
    fn read(&self, id: &str, ask: Ask) -> Result<Option<Zeroizing<Vec<u8>>>, KeychainError>;
    /// Keeps a secret under this id. `label` is what the keychain shows to the person.
    fn write(&self, id: &str, label: &str, secret: &[u8], ask: Ask) -> Result<(), KeychainError>;
    /// Forgets it. That there is none is no error.
    fn delete(&self, id: &str, ask: Ask) -> Result<(), KeychainError>;
}

/// The system's own: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemKeychain;

impl Keychain for SystemKeychain {
    fn tells_unasked(&self) -> bool {
        !cfg!(target_os = "macos")
    }

    fn read(&self, id: &str, ask: Ask) -> Result<Option<Zeroizing<Vec<u8>>>, KeychainError> {
        system::ready(id, ask)?;
        match entry(id, None)?.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(system::meaning(error)),
        }
    }

    fn write(&self, id: &str, label: &str, secret: &[u8], ask: Ask) -> Result<(), KeychainError> {
        system::ready(id, ask)?;
        entry(id, Some(label))?.set_secret(secret).map_err(system::meaning)
    }

    fn delete(&self, id: &str, ask: Ask) -> Result<(), KeychainError> {
        system::ready(id, ask)?;
        match entry(id, None)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(system::meaning(error)),
        }
    }
}

/// Each call has a store of its own: one that was made before the keychain was started again
/// would not find it.
fn entry(id: &str, label: Option<&str>) -> Result<Entry, KeychainError> {
    let store = system::store().map_err(|error| match system::meaning(error) {
        KeychainError::Locked => KeychainError::Locked,
        KeychainError::Denied(why) | KeychainError::Absent(why) => KeychainError::Absent(why),
    })?;
    let label = label.filter(|_| cfg!(target_os = "linux"));
    let modifiers = label.map(|label| HashMap::from([("label", label)]));
    store.build(SERVICE, id, modifiers.as_ref()).map_err(system::meaning)
}

type Store = Arc<dyn CredentialStoreApi + Send + Sync>;

#[cfg(target_os = "linux")]
mod system {
    use std::collections::HashMap;

    use keyring_core::Error;
    use secret_service::EncryptionType;
    use secret_service::blocking::SecretService;

    use super::{Ask, KeychainError, SERVICE, Store};

    pub(super) fn store() -> keyring_core::Result<Store> {
        Ok(zbus_secret_service_keyring_store::Store::new()?)
    }

    /// Sees to it that what follows does not meet a lock: opens it with the person's help, or says
    /// that it is locked. A locked collection may hide what is in it, so it answers like an empty
    /// one; and the store would ask the person by itself.
    pub(super) fn ready(id: &str, ask: Ask) -> Result<(), KeychainError> {
        // Nothing secret goes over this session.
        let service = SecretService::connect(EncryptionType::Plain).map_err(said)?;
        let attributes = HashMap::from([("service", SERVICE), ("username", id)]);
        let found = service.search_items(attributes).map_err(said)?;
        if !found.unlocked.is_empty() {
            return Ok(());
        }
        if let Some(item) = found.locked.first() {
            return match ask {
                Ask::Never => Err(KeychainError::Locked),
                Ask::May => item.unlock().map_err(said),
            };
        }
        let collection = match service.get_default_collection() {
            Ok(collection) => collection,
            // None was made yet: the first secret makes it, with the person's help.
            Err(secret_service::Error::NoResult) if ask == Ask::May => return Ok(()),
            Err(error) => return Err(said(error)),
        };
        if !collection.is_locked().map_err(said)? {
            return Ok(());
        }
        match ask {
            Ask::Never => Err(KeychainError::Locked),
            Ask::May => collection.unlock().map_err(said),
        }
    }

    pub(super) fn meaning(error: Error) -> KeychainError {
        match error {
            Error::NoStorageAccess(error) | Error::PlatformFailure(error) => {
                match error.downcast::<secret_service::Error>() {
                    Ok(error) => said(*error),
                    Err(error) => KeychainError::Absent(error.to_string()),
                }
            }
            // The others hold no secret, but for these two, which are not shown.
            Error::BadEncoding(_) | Error::BadDataFormat(..) => {
                KeychainError::Denied("its answer can't be read".into())
            }
            error => KeychainError::Denied(error.to_string()),
        }
    }

    fn said(error: secret_service::Error) -> KeychainError {
        use secret_service::Error as E;
        match error {
            E::Locked | E::Prompt | E::PromptDisconnected => KeychainError::Locked,
            E::NoResult => KeychainError::Absent("it has no place for secrets yet".into()),
            error => {
                let text = error.to_string();
                if text.contains("IsLocked") {
                    KeychainError::Locked
                } else if text.contains("AccessDenied") {
                    KeychainError::Denied(text)
                } else {
                    KeychainError::Absent(text)
                }
            }
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use keyring_core::Error;

    use super::{Ask, KeychainError, Store};

    #[cfg(windows)]
    pub(super) fn store() -> keyring_core::Result<Store> {
        Ok(windows_native_keyring_store::Store::new()?)
    }

    #[cfg(target_os = "macos")]
    pub(super) fn store() -> keyring_core::Result<Store> {
        Ok(apple_native_keyring_store::keychain::Store::new()?)
    }

    #[cfg(not(any(windows, target_os = "macos")))]
    pub(super) fn store() -> keyring_core::Result<Store> {
        Err(Error::NoDefaultStore)
    }

    /// macOS asks by itself and can't be told not to for one call, so it is not asked at all: one that
    /// was locked is read again when the person wants something, and not by itself as on Linux. That
    /// it is open by now could be seen without a window (`SecKeychainGetStatus`), but the read after
    /// that may open one all the same, of a secret that a build with another signature has kept, and
    /// whoever closes it would get another one at the next look. Windows can be forbidden
    /// (`SecKeychainSetUserInteractionAllowed`) for the whole process alone, its web view with it.
    pub(super) fn ready(_: &str, ask: Ask) -> Result<(), KeychainError> {
        if cfg!(target_os = "macos") && ask == Ask::Never {
            return Err(KeychainError::Locked);
        }
        Ok(())
    }

    pub(super) fn meaning(error: Error) -> KeychainError {
        match error {
            Error::NoStorageAccess(_) => KeychainError::Locked,
            Error::NoDefaultStore => KeychainError::Absent("this system has none".into()),
            Error::BadEncoding(_) | Error::BadDataFormat(..) => {
                KeychainError::Denied("its answer can't be read".into())
            }
            error => KeychainError::Denied(error.to_string()),
        }
    }
}
