//! A mark beside the database that it was seen to be damaged while it was in use: the next start
//! looks through all of it, however large it is and however well this run ends.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::StoreError;

/// Whether damage was met.
#[derive(Debug)]
pub(crate) struct Suspicion {
    mark: PathBuf,
    met: AtomicBool,
}

impl Suspicion {
    /// Of the database at this path; nothing was met yet.
    pub(crate) fn of(database: &Path) -> Self {
        Self { mark: mark(database), met: AtomicBool::new(false) }
    }

    /// Leaves the mark where this is what an error is of.
    pub(crate) fn look_at(&self, error: &StoreError) {
        if !error.is_corruption() || self.met.swap(true, Ordering::Relaxed) {
            return;
        }
        tracing::error!(%error, "the database is damaged; the next start looks through it");
        // It has nothing in it: where it is has all that it says, and a full disk takes it as well.
        let made = files::create_new(&self.mark).map(drop);
        if let Err(error) = made.or_else(|error| match error.kind() {
            ErrorKind::AlreadyExists => Ok(()),
            _ => Err(error),
        }) {
            tracing::error!(%error, "that the database is damaged could not be noted");
        }
    }

    /// Whether damage was met since the start.
    pub(crate) fn is_met(&self) -> bool {
        self.met.load(Ordering::Relaxed)
    }
}

/// Whether a run before left the mark on the database at this path.
pub(crate) fn is_on(database: &Path) -> bool {
    mark(database).exists()
}

/// Takes the mark away, now that the database was looked through.
pub(crate) fn lift(database: &Path) {
    if let Err(error) = files::remove(&mark(database)) {
        tracing::warn!(%error, "the database is looked through again at the next start");
    }
}

fn mark(database: &Path) -> PathBuf {
    database.with_extension("db.suspect")
}
