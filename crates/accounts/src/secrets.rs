//! Secrets that are no sign-in: tokens that a person has copied from a service. They are kept where
//! sign-ins are, sealed one by one.

use std::collections::BTreeMap;
use std::path::Path;

use secrecy::{ExposeSecret, SecretString};
use tokio::sync::watch;

use crate::accounts::Accounts;
use crate::seal::SealKey;
use crate::sealed_file::SealedFile;
use crate::shelf::Shelf;
use crate::vault::VaultState;
use crate::{AccountsError, Trouble};

/// What sets a secret's name apart from a platform's, in the file.
const PREFIX: &str = "secret ";

impl Accounts {
    /// The secret of this name. `None` where there is none, or it can't be read now.
    #[must_use]
    pub fn secret(&self, name: &str) -> Option<SecretString> {
        self.kept().secret(name)
    }

    /// Whether there is a secret of this name, readable or not.
    #[must_use]
    pub fn has_secret(&self, name: &str) -> bool {
        self.kept().has_secret(name)
    }

    /// Keeps a secret: on the disk when it returns, where sign-ins are on the disk.
    pub async fn keep_secret(&self, name: &str, secret: SecretString) -> Result<(), AccountsError> {
        Ok(self.kept().put_secret(name, secret).await?)
    }

    /// Forgets it.
    pub async fn forget_secret(&self, name: &str) -> Result<(), AccountsError> {
        Ok(self.kept().remove_secret(name).await?)
    }

    /// Tells when what can be read may have changed.
    #[must_use]
    pub fn vault_changed(&self) -> watch::Receiver<VaultState> {
        self.kept().state()
    }
}

impl Shelf {
    pub(crate) fn secret(&self, name: &str) -> Option<SecretString> {
        match (&self.this_run, &self.file, &self.key) {
            (Some(_), ..) => self.secrets_of_this_run.get(name).cloned(),
            (None, Some(file), Some(key)) => file.secret(name, key),
            _ => None,
        }
    }

    pub(crate) fn has_secret(&self, name: &str) -> bool {
        match &self.this_run {
            Some(_) => self.secrets_of_this_run.contains_key(name),
            None => self.file.as_ref().is_some_and(|file| file.has_named(&named(name))),
        }
    }

    /// Those that can be read.
    pub(crate) fn secrets(&self) -> BTreeMap<String, SecretString> {
        let names: Vec<String> = match (&self.this_run, &self.file) {
            (Some(_), _) => self.secrets_of_this_run.keys().cloned().collect(),
            (None, Some(file)) => file.secret_names(),
            (None, None) => Vec::new(),
        };
        names.into_iter().filter_map(|name| Some((name.clone(), self.secret(&name)?))).collect()
    }

    pub(crate) fn put_secret(
        &mut self,
        path: &Path,
        name: &str,
        secret: SecretString,
    ) -> Result<(), Trouble> {
        if self.this_run.is_some() {
            self.secrets_of_this_run.insert(name.to_owned(), secret);
            return Ok(());
        }
        let (Some(file), Some(key)) = (&mut self.file, &self.key) else {
            return Err(Trouble::Locked);
        };
        let mut next = file.clone();
        next.put_secret(name, &secret, key)?;
        next.write(path)?;
        *file = next;
        Ok(())
    }
}

impl SealedFile {
    pub(crate) fn secret(&self, name: &str, key: &SealKey) -> Option<SecretString> {
        let opened = self.open_named(&named(name), key)?;
        std::str::from_utf8(&opened).ok().map(SecretString::from)
    }

    pub(crate) fn put_secret(
        &mut self,
        name: &str,
        secret: &SecretString,
        key: &SealKey,
    ) -> Result<(), Trouble> {
        self.seal_named(&named(name), secret.expose_secret().as_bytes(), key)
    }

    pub(crate) fn secret_names(&self) -> Vec<String> {
        self.names().filter_map(|name| name.strip_prefix(PREFIX)).map(str::to_owned).collect()
    }
}

/// The name of a secret among the accounts.
pub(crate) fn named(name: &str) -> String {
    format!("{PREFIX}{name}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sealed_file::SealedBy;

    fn shelf(folder: &Path) -> (Shelf, std::path::PathBuf) {
        let path = folder.join("accounts.sealed");
        let mut shelf = Shelf::default();
        let key = SealKey::new().unwrap();
        shelf.start(&path, "v".into(), SealedBy::Keychain, key).unwrap();
        (shelf, path)
    }

    fn read(shelf: &Shelf, name: &str) -> Option<String> {
        shelf.secret(name).map(|secret| secret.expose_secret().to_owned())
    }

    #[test]
    fn a_secret_is_sealed_and_goes_along_to_another_key() {
        let folder = tempfile::tempdir().unwrap();
        let (mut shelf, path) = shelf(folder.path());
        shelf.put_secret(&path, "streamlabs", "hunter2".into()).unwrap();
        assert_eq!(read(&shelf, "streamlabs").as_deref(), Some("hunter2"));
        assert!(!std::fs::read_to_string(&path).unwrap().contains("hunter2"), "never plain");
        let other = SealKey::new().unwrap();
        shelf.start(&path, "w".into(), SealedBy::Keychain, other).unwrap();
        assert_eq!(read(&shelf, "streamlabs").as_deref(), Some("hunter2"));
        assert!(!folder.path().join("accounts.sealed.damaged-1").exists(), "nothing was lost");
    }

    #[test]
    fn without_its_key_it_is_there_and_can_not_be_read_but_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let (mut shelf, path) = shelf(folder.path());
        shelf.put_secret(&path, "kofi", "hunter2".into()).unwrap();
        shelf.key = None;
        assert!(shelf.has_secret("kofi"));
        assert_eq!(read(&shelf, "kofi"), None);
        shelf.remove_named(&path, &named("kofi"), false).unwrap();
        assert!(!shelf.has_secret("kofi"));
    }
}
