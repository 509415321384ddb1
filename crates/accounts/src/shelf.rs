//! What the vault holds: the sealed file and its key, or tokens for this run.

use std::collections::BTreeMap;
use std::path::Path;

use chat::Platform;
use secrecy::SecretString;

use crate::durable;
use crate::seal::SealKey;
use crate::sealed_file::{SealedBy, SealedFile};
use crate::steps::{Step, reached};
use crate::tokens::Tokens;
use crate::trouble::Trouble;

/// The platforms that one can sign in to.
const SIGN_INS: [Platform; 2] = [Platform::Twitch, Platform::YouTube];

#[derive(Debug, Default)]
pub(crate) struct Shelf {
    pub(crate) file: Option<SealedFile>,
    pub(crate) key: Option<SealKey>,
    /// What is kept for this run alone, where the person has chosen that.
    pub(crate) this_run: Option<BTreeMap<&'static str, Tokens>>,
    /// The secrets that go with it.
    pub(crate) secrets_of_this_run: BTreeMap<String, SecretString>,
}

impl Shelf {
    pub(crate) fn load(&self, platform: Platform) -> Option<Tokens> {
        match (&self.this_run, &self.file, &self.key) {
            (Some(kept), ..) => kept.get(platform.name()).cloned(),
            (None, Some(file), Some(key)) => file.get(platform, key),
            _ => None,
        }
    }

    pub(crate) fn readable(&self) -> BTreeMap<&'static str, Tokens> {
        let all = SIGN_INS.into_iter();
        all.filter_map(|platform| Some((platform.name(), self.load(platform)?))).collect()
    }

    pub(crate) fn start(
        &mut self,
        path: &Path,
        id: String,
        sealed_by: SealedBy,
        key: SealKey,
    ) -> Result<(), Trouble> {
        let (readable, secrets) = (self.readable(), self.secrets());
        let mut file = SealedFile::new(id, sealed_by, &key)?;
        for platform in SIGN_INS {
            if let Some(tokens) = readable.get(platform.name()) {
                file.put(platform, tokens, &key)?;
            }
        }
        for (name, secret) in &secrets {
            file.put_secret(name, secret, &key)?;
        }
        let is_lost = |platform: &Platform| {
            self.file.as_ref().is_some_and(|known| known.has(*platform))
                && !readable.contains_key(platform.name())
        };
        let known = self.file.as_ref().map(SealedFile::secret_names).unwrap_or_default();
        let is_lost_secret = |name: &String| !secrets.contains_key(name);
        let unreadable =
            self.file.is_none() || SIGN_INS.iter().any(is_lost) || known.iter().any(is_lost_secret);
        if unreadable && path.try_exists()? {
            let aside = durable::put_aside(path)?;
            tracing::warn!(file = %aside.display(), "sign-ins that can't be read were put aside");
        }
        file.write(path)?;
        *self = Self { file: Some(file), key: Some(key), ..Self::default() };
        Ok(())
    }

    pub(crate) fn put(
        &mut self,
        path: &Path,
        platform: Platform,
        tokens: Tokens,
    ) -> Result<(), Trouble> {
        if let Some(kept) = &mut self.this_run {
            kept.insert(platform.name(), tokens);
            return Ok(());
        }
        let (Some(file), Some(key)) = (&mut self.file, &self.key) else {
            return Err(Trouble::Locked);
        };
        let mut next = file.clone();
        next.put(platform, &tokens, key)?;
        reached(Step::Sealed);
        next.write(path)?;
        *file = next;
        Ok(())
    }

    /// Answers with the id of a key that seals nothing any more.
    pub(crate) fn remove(
        &mut self,
        path: &Path,
        platform: Platform,
        was_open: bool,
    ) -> Result<Option<String>, Trouble> {
        if let Some(kept) = &mut self.this_run {
            kept.remove(platform.name());
        }
        self.remove_named(path, platform.name(), was_open)
    }

    /// Takes what has this name out of the file. Answers with the id of a key that seals nothing
    /// any more.
    pub(crate) fn remove_named(
        &mut self,
        path: &Path,
        name: &str,
        was_open: bool,
    ) -> Result<Option<String>, Trouble> {
        let Some(file) = &mut self.file else {
            return Ok(None);
        };
        let mut next = file.clone();
        if !next.remove_named(name) {
            return Ok(None);
        }
        if next.is_empty() && was_open {
            durable::remove(path)?;
            self.key = None;
            return Ok(self.file.take().map(|file| file.vault));
        }
        next.write(path)?;
        *file = next;
        Ok(None)
    }
}
