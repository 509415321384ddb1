//! The pictures that are kept: one file each, in a folder of our own.
//!
//! A file is written under another name and renamed when it is whole, so a process that is killed
//! leaves a picture or a leftover. What a loss of power leaves is found by its checksum. Everything
//! here blocks; nothing here is needed: without a disk pictures are shown all the same.

mod file;

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

use chat::ImageId;
use tokio::time::Instant;

use crate::{disk::file::Named, lru::Lru, picture::Picture};

/// A disk that can't be written is tried again after this.
const TRY_AGAIN: Duration = Duration::from_mins(1);
/// When a file was last used is written into it this often at most: it decides what goes first
/// after the next start, where an hour is near enough.
const TOUCH: Duration = Duration::from_hours(1);

/// The folder of pictures.
#[derive(Debug)]
pub(crate) struct Disk {
    folder: PathBuf,
    /// No picture is longer.
    longest: usize,
    index: Mutex<Index>,
    /// Makes the names of unfinished files different.
    number: AtomicU64,
}

#[derive(Debug)]
struct Index {
    /// What there is, weighed by length.
    files: Lru<ImageId, Kept>,
    count: usize,
    /// Nothing could be written; not tried again before.
    rests_until: Option<Instant>,
}

#[derive(Debug)]
struct Kept {
    touched: SystemTime,
}

/// How the folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) pictures: usize,
    pub(crate) bytes: u64,
    pub(crate) is_unwritable: bool,
}

impl Disk {
    /// Looks through the folder: removes what a killed process left, and the oldest where there is
    /// more than `most` bytes.
    pub(crate) fn open(folder: PathBuf, most: u64, longest: usize) -> Self {
        let index = Index { files: Lru::new(most), count: 0, rests_until: None };
        let disk = Self { folder, longest, index: Mutex::new(index), number: AtomicU64::new(0) };
        if let Err(error) = files::make_folder(&disk.folder).and_then(|()| disk.look_through()) {
            tracing::warn!(%error, "the folder of pictures can't be read; they will be fetched");
        }
        disk
    }

    fn look_through(&self) -> io::Result<()> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            // A file that goes away meanwhile is no failure of the others.
            let Ok(entry) = entry else { continue };
            let name = entry.file_name();
            let named = name.to_str().map_or(Named::Foreign, file::named);
            let Ok(about) = entry.metadata() else { continue };
            match named {
                Named::Picture(key) if about.is_file() => {
                    found.push((about.modified().unwrap_or(SystemTime::UNIX_EPOCH), key, about));
                }
                Named::Unfinished if about.is_file() => {
                    self.remove_file(&self.folder.join(name));
                }
                _ => {}
            }
        }
        found.sort_unstable_by_key(|(used, key, _)| (*used, *key));
        for (used, key, about) in found {
            self.put(key, Kept { touched: used }, about.len());
        }
        Ok(())
    }

    /// Whether a picture is there, as far as is known without looking. It is used now; true in the
    /// second place asks for [`Disk::touch`].
    pub(crate) fn has(&self, key: ImageId) -> (bool, bool) {
        match self.index().files.get(&key) {
            Some(kept) => {
                let now = SystemTime::now();
                // A clock that was set back is no reason to touch files all the time.
                let is_due = now.duration_since(kept.touched).is_ok_and(|since| since >= TOUCH);
                if is_due {
                    kept.touched = now;
                }
                (true, is_due)
            }
            None => (false, false),
        }
    }

    /// The picture that is kept. A file that is not as it was written goes.
    pub(crate) fn read(&self, key: ImageId) -> Option<Picture> {
        let path = self.folder.join(file::name(key));
        let picture = File::open(&path).and_then(|mut file| {
            let most = u64::try_from(self.longest + file::HEAD).unwrap_or(u64::MAX);
            let length = file.metadata()?.len();
            if length > most {
                return Ok(None);
            }
            let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
            // One more than was told shows that it was not the truth.
            (&mut file).take(length + 1).read_to_end(&mut bytes)?;
            Ok(file::read(key, bytes))
        });
        match picture {
            Ok(Some(picture)) => return Some(picture),
            Ok(None) => {
                tracing::debug!(%key, "a damaged picture is fetched again");
                self.remove_file(&path);
            }
            Err(error) => tracing::debug!(%key, %error, "a kept picture can't be read"),
        }
        self.forget(key);
        None
    }

    /// Keeps a picture, unless that failed a moment ago.
    pub(crate) fn write(&self, key: ImageId, picture: &Picture, now: Instant) {
        if self.index().rests_until.is_some_and(|until| now < until) {
            return;
        }
        let path = self.folder.join(file::name(key));
        let number = self.number.fetch_add(1, Ordering::Relaxed);
        let unfinished = self.folder.join(file::unfinished_name(key, number));
        let written = self.write_file(&unfinished, key, picture).and_then(|length| {
            fs::rename(&unfinished, &path)?;
            Ok(length)
        });
        match written {
            Ok(length) => {
                self.index().rests_until = None;
                self.put(key, Kept { touched: SystemTime::now() }, length);
            }
            Err(error) => {
                self.remove_file(&unfinished);
                let first = self.index().rests_until.replace(now + TRY_AGAIN).is_none();
                if first {
                    tracing::warn!(%error, "pictures can't be kept; they are fetched each time");
                }
            }
        }
    }

    fn write_file(&self, path: &Path, key: ImageId, picture: &Picture) -> io::Result<u64> {
        let head = file::head(key, picture).ok_or(io::ErrorKind::FileTooLarge)?;
        let mut file = files::create_new(path).or_else(|error| {
            // Somebody emptied the place where caches are, or it was not there at the start.
            if error.kind() != io::ErrorKind::NotFound {
                return Err(error);
            }
            files::make_folder(&self.folder)?;
            files::create_new(path)
        })?;
        file.write_all(&head)?;
        file.write_all(&picture.bytes)?;
        Ok(u64::try_from(head.len() + picture.bytes.len()).unwrap_or(u64::MAX))
    }

    /// Notes in the file that it was used now.
    pub(crate) fn touch(&self, key: ImageId) {
        let file = File::options().write(true).open(self.folder.join(file::name(key)));
        if let Err(error) = file.and_then(|file| file.set_modified(SystemTime::now())) {
            tracing::debug!(%key, %error, "the time of a kept picture can't be set");
        }
    }

    /// How it is.
    pub(crate) fn state(&self) -> State {
        let index = self.index();
        State {
            pictures: index.count,
            bytes: index.files.weight(),
            is_unwritable: index.rests_until.is_some(),
        }
    }

    fn put(&self, key: ImageId, kept: Kept, length: u64) {
        let mut index = self.index();
        let is_new = index.files.remove(&key).is_none();
        let gone = index.files.insert(key, kept, length);
        index.count = (index.count + usize::from(is_new)).saturating_sub(gone.len());
        drop(index);
        for key in gone {
            self.remove_file(&self.folder.join(file::name(key)));
        }
    }

    fn forget(&self, key: ImageId) {
        let mut index = self.index();
        if index.files.remove(&key).is_some() {
            index.count = index.count.saturating_sub(1);
        }
    }

    fn remove_file(&self, path: &PathBuf) {
        debug_assert!(path.starts_with(&self.folder), "only in our own folder");
        if let Err(error) = fs::remove_file(path)
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::debug!(%error, "a file in the folder of pictures can't be removed");
        }
    }

    fn index(&self) -> MutexGuard<'_, Index> {
        // Nothing in here panics half way; if it did, the worst is a picture fetched again.
        self.index.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
