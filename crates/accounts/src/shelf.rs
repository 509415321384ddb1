//! What the vault holds: the sealed file and its key, or secrets for this run.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::seal::SealKey;
use crate::sealed_file::{SealedBy, SealedFile};
use crate::slot::{Secret, Slot};
use crate::steps::{Step, reached};
use crate::trouble::Trouble;

#[derive(Default)]
pub(crate) struct Shelf {
    pub(crate) file: Option<SealedFile>,
    pub(crate) key: Option<SealKey>,
    /// What is kept for this run alone, where the person has chosen that.
    pub(crate) this_run: Option<BTreeMap<&'static str, Secret>>,
}

/// What is kept for this run is in no other type that can't be printed.
impl std::fmt::Debug for Shelf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shelf").finish_non_exhaustive()
    }
}

impl Shelf {
    /// Whether nothing is kept in any way.
    pub(crate) fn is_blank(&self) -> bool {
        self.file.is_none() && self.this_run.is_none()
    }

    pub(crate) fn load(&self, slot: Slot) -> Option<Secret> {
        match (&self.this_run, &self.file, &self.key) {
            (Some(kept), ..) => kept.get(slot.name()).cloned(),
            (None, Some(file), Some(key)) => file.get(slot, key),
            _ => None,
        }
    }

    /// What is in a slot, if anything is; why it can't be read, if it can't.
    pub(crate) fn load_if_any(&self, slot: Slot) -> Result<Option<Secret>, Trouble> {
        match self.load(slot) {
            None if !self.has(slot) => Ok(None),
            None if self.key.is_none() => Err(Trouble::Locked),
            None => Err(Trouble::Damaged),
            found => Ok(found),
        }
    }

    /// Whether there is something in a slot, readable or not.
    pub(crate) fn has(&self, slot: Slot) -> bool {
        match &self.this_run {
            Some(kept) => kept.contains_key(slot.name()),
            None => self.file.as_ref().is_some_and(|file| file.has(slot)),
        }
    }

    /// Whether what is sealed in a slot can be read.
    fn can_unseal(&self, slot: Slot) -> bool {
        let sealed = self.file.as_ref().zip(self.key.as_ref());
        sealed.is_some_and(|(file, key)| file.get(slot, key).is_some())
    }

    pub(crate) fn readable(&self) -> BTreeMap<&'static str, Secret> {
        let all = Slot::ALL.into_iter();
        all.filter_map(|slot| Some((slot.name(), self.load(slot)?))).collect()
    }

    pub(crate) fn start(
        &mut self,
        path: &Path,
        id: String,
        sealed_by: SealedBy,
        key: SealKey,
    ) -> Result<(), Trouble> {
        let readable = self.readable();
        let mut file = SealedFile::new(id, sealed_by, &key)?;
        for slot in Slot::ALL {
            if let Some(secret) = readable.get(slot.name()) {
                file.put(slot, secret, &key)?;
            }
        }
        // What was kept for this run comes in the place of nothing that it has not seen.
        let is_lost = |slot: &Slot| {
            self.file.as_ref().is_some_and(|known| known.has(*slot)) && !self.can_unseal(*slot)
        };
        let unreadable = self.file.is_none() || Slot::ALL.iter().any(is_lost);
        if unreadable && path.try_exists()? {
            let aside = put_aside(path)?;
            tracing::warn!(file = %aside.display(), "sign-ins that can't be read were put aside");
        }
        file.write(path)?;
        *self = Self { file: Some(file), key: Some(key), this_run: None };
        Ok(())
    }

    pub(crate) fn put(&mut self, path: &Path, slot: Slot, secret: Secret) -> Result<(), Trouble> {
        if let Some(kept) = &mut self.this_run {
            kept.insert(slot.name(), secret);
            return Ok(());
        }
        let (Some(file), Some(key)) = (&mut self.file, &self.key) else {
            return Err(Trouble::Locked);
        };
        let mut next = file.clone();
        next.put(slot, &secret, key)?;
        reached(Step::Sealed);
        next.write(path)?;
        *file = next;
        Ok(())
    }

    /// Keeps a secret in a slot and forgets what is in another, in one step.
    pub(crate) fn put_instead(
        &mut self,
        path: &Path,
        slot: Slot,
        secret: Secret,
        old: Slot,
    ) -> Result<(), Trouble> {
        if let Some(kept) = &mut self.this_run {
            kept.remove(old.name());
        }
        if let Some(file) = self.file.as_mut().filter(|_| self.this_run.is_none()) {
            let mut next = file.clone();
            next.remove(old);
            // Not before the other is written.
            let before = std::mem::replace(file, next);
            let put = self.put(path, slot, secret);
            if put.is_err() {
                self.file = Some(before);
            }
            return put;
        }
        self.put(path, slot, secret)
    }

    /// Writes what is sealed in a slot, as it is, to a file of its own beside this one.
    pub(crate) fn set_aside(&self, path: &Path, slot: Slot) -> Result<(), Trouble> {
        let sealed = self.file.as_ref().filter(|file| file.has(slot));
        let Some(file) = sealed.filter(|_| self.key.is_some()) else {
            // What is kept for this run comes in the place of nothing that is sealed.
            return self.this_run.as_ref().map(|_| ()).ok_or(Trouble::Locked);
        };
        let aside = free_name(path)?;
        file.only(slot).write(&aside)?;
        tracing::warn!(file = %aside.display(), slot = slot.name(), "what can't be read was put aside");
        Ok(())
    }

    /// Answers with the id of a key that seals nothing any more. While secrets are kept for this run,
    /// what is sealed and can't be read is another one, and stays.
    pub(crate) fn remove(
        &mut self,
        path: &Path,
        slot: Slot,
        was_open: bool,
    ) -> Result<Option<String>, Trouble> {
        if let Some(kept) = &mut self.this_run {
            kept.remove(slot.name());
            if !self.can_unseal(slot) {
                return Ok(None);
            }
        }
        let Some(file) = &mut self.file else {
            return Ok(None);
        };
        let mut next = file.clone();
        if !next.remove(slot) {
            return Ok(None);
        }
        if next.is_empty() && was_open {
            files::remove(path)?;
            self.key = None;
            return Ok(self.file.take().map(|file| file.vault));
        }
        next.write(path)?;
        *file = next;
        Ok(None)
    }
}

/// Gives a file another name, one that nothing has yet, and returns it.
fn put_aside(path: &Path) -> io::Result<PathBuf> {
    let aside = free_name(path)?;
    files::rename(path, &aside)?;
    Ok(aside)
}

/// A name for what is put aside, one that nothing has yet.
fn free_name(path: &Path) -> io::Result<PathBuf> {
    for number in 1_u32.. {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".aside-{number}"));
        let aside = PathBuf::from(name);
        if !aside.try_exists()? {
            return Ok(aside);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}
