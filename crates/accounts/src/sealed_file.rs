//! `accounts.sealed`: the tokens of each account and the password of OBS, sealed one by one, so that
//! one can be forgotten while the others can't be read.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::seal::{Kdf, SealKey, Sealed, random_id};
use crate::slot::{Secret, Slot};
use crate::steps::{Step, reached};
use crate::trouble::Trouble;

const VERSION: u32 = 1;

/// The file's content. No part of it is secret.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SealedFile {
    version: u32,
    /// One higher each time it is written.
    revision: u64,
    /// The id under which the keychain has the key. It is the file's own, so two data folders have
    /// two keys, and a folder that is moved keeps its.
    pub(crate) vault: String,
    pub(crate) sealed_by: SealedBy,
    /// Nothing, sealed: tells whether a key is the right one while there is no account.
    check: Sealed,
    accounts: BTreeMap<String, Sealed>,
}

/// Where the key comes from.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SealedBy {
    Keychain,
    Passphrase(Kdf),
}

#[derive(Deserialize)]
struct Head {
    version: u32,
}

impl SealedFile {
    pub(crate) fn new(vault: String, sealed_by: SealedBy, key: &SealKey) -> Result<Self, Trouble> {
        let check = key.seal(&name(&vault, "check"), b"")?;
        let accounts = BTreeMap::new();
        Ok(Self { version: VERSION, revision: 0, vault, sealed_by, check, accounts })
    }

    pub(crate) fn new_id() -> Result<String, Trouble> {
        Ok(random_id()?)
    }

    /// What the disk has. `None` where nothing was ever kept.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>, Trouble> {
        let new = files::next(path);
        let known = read(path)?;
        // The program may have died when the next version was whole and did not have its name yet.
        // One that was cut off is no JSON.
        match (read(&new), known) {
            (Ok(Some(Ok(next))), known)
                if known.as_ref().is_none_or(|known| next.follows(known)) =>
            {
                fs::rename(&new, path)?;
                Ok(Some(next))
            }
            (_, None) => Ok(None),
            (_, Some(known)) => known.map(Some),
        }
    }

    fn follows(&self, known: &Result<Self, Trouble>) -> bool {
        known
            .as_ref()
            .is_ok_and(|known| self.vault == known.vault && self.revision > known.revision)
    }

    /// Writes it: on the disk when it returns.
    pub(crate) fn write(&mut self, path: &Path) -> Result<(), Trouble> {
        self.revision += 1;
        let bytes = serde_json::to_vec(self).map_err(io::Error::from)?;
        Ok(files::write_in_steps(path, &bytes, |step| reached(Step::File(step)))?)
    }

    pub(crate) fn is_sealed_with(&self, key: &SealKey) -> bool {
        key.open(&name(&self.vault, "check"), &self.check).is_some()
    }

    pub(crate) fn get(&self, slot: Slot, key: &SealKey) -> Option<Secret> {
        let sealed = self.accounts.get(slot.name())?;
        key.open(&name(&self.vault, slot.name()), sealed)
    }

    pub(crate) fn put(&mut self, slot: Slot, secret: &[u8], key: &SealKey) -> Result<(), Trouble> {
        let sealed = key.seal(&name(&self.vault, slot.name()), secret)?;
        self.accounts.insert(slot.name().to_owned(), sealed);
        Ok(())
    }

    /// Forgets what is in a slot; false if nothing is. It takes no key.
    pub(crate) fn remove(&mut self, slot: Slot) -> bool {
        self.accounts.remove(slot.name()).is_some()
    }

    /// The same file with this slot alone.
    pub(crate) fn only(&self, slot: Slot) -> Self {
        let mut only = self.clone();
        only.accounts.retain(|name, _| name == slot.name());
        only
    }

    pub(crate) fn has(&self, slot: Slot) -> bool {
        self.accounts.contains_key(slot.name())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.accounts.is_empty()
    }
}

/// What a sealed thing is, and of which file: no other one can be put in its place.
fn name(vault: &str, what: &str) -> String {
    format!("multichat-overlay accounts {vault} {what}")
}

fn read(path: &Path) -> Result<Option<Result<SealedFile, Trouble>>, Trouble> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let Ok(Head { version }) = serde_json::from_slice(&bytes) else {
        return Ok(Some(Err(Trouble::Damaged)));
    };
    if version > VERSION {
        return Ok(Some(Err(Trouble::Newer)));
    }
    Ok(Some(serde_json::from_slice(&bytes).map_err(|_| Trouble::Damaged)))
}

#[cfg(test)]
mod tests {
    use chat::Platform;

    use super::*;

    const TWITCH: Slot = Slot::Account(Platform::Twitch);
    const YOUTUBE: Slot = Slot::Account(Platform::YouTube);

    fn file(key: &SealKey) -> SealedFile {
        SealedFile::new("v".into(), SealedBy::Keychain, key).unwrap()
    }

    #[test]
    fn a_version_that_was_whole_when_the_program_died_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("accounts.sealed");
        let key = SealKey::new().unwrap();
        let mut old = file(&key);
        old.put(TWITCH, b"old", &key).unwrap();
        old.write(&path).unwrap();
        let mut new = old.clone();
        new.put(TWITCH, b"new", &key).unwrap();
        let aside = folder.path().join("aside");
        new.write(&aside).unwrap();
        let whole = fs::read(&aside).unwrap();
        let next = files::next(&path);

        fs::write(&next, &whole[..whole.len() / 2]).unwrap();
        let read = SealedFile::read(&path).unwrap().unwrap();
        assert_eq!(read.revision, 1, "half a file is none");

        fs::write(&next, &whole).unwrap();
        let read = SealedFile::read(&path).unwrap().unwrap();
        assert_eq!(read.revision, 2);
        assert!(!next.exists());
        assert_eq!(SealedFile::read(&path).unwrap().unwrap().revision, 2, "and it is the file now");
    }

    #[test]
    fn what_is_damaged_or_newer_is_named_and_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("accounts.sealed");
        for (content, trouble) in [
            ("", Trouble::Damaged),
            ("{\"version\":1}", Trouble::Damaged),
            ("{\"version\":2,\"other\":1}", Trouble::Newer),
        ] {
            fs::write(&path, content).unwrap();
            assert_eq!(SealedFile::read(&path).unwrap_err(), trouble, "{content}");
            assert_eq!(fs::read_to_string(&path).unwrap(), content);
        }
    }

    #[cfg(unix)]
    #[test]
    fn it_is_for_its_owner_s_eyes_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("accounts.sealed");
        // One that a person has made readable does not stay so.
        fs::write(files::next(&path), "x").unwrap();
        file(&SealKey::new().unwrap()).write(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn an_account_can_be_forgotten_without_the_key() {
        let key = SealKey::new().unwrap();
        let mut file = file(&key);
        file.put(TWITCH, b"a", &key).unwrap();
        file.put(YOUTUBE, b"b", &key).unwrap();
        assert!(file.remove(TWITCH));
        assert!(file.get(TWITCH, &key).is_none());
        assert!(file.get(YOUTUBE, &key).is_some());
    }
}
