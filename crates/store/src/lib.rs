//! What is kept: settings, sources, overlays, the history of chat and the ledger of what was paid,
//! in one SQLite file.
//!
//! Settings, sources and overlays are on disk when the call returns. History is written by a thread
//! of its own, in batches 150 ms apart, so that a slow disk never slows chat; what a
//! kill can lose is the last batch. A query waits for what was recorded before it.
//!
//! What is not history has a copy beside the database, `multichat.settings.json`, from which it is
//! restored when the database is damaged.
//!
//! No secret of an account is ever here. Calls block: async code calls them from a blocking thread.

mod audit;
mod connect;
mod donation_channels;
mod focus;
mod history;
mod in_memory;
mod key;
mod ledger;
mod moderators;
mod obs_sources;
mod open;
mod overlays;
mod page_keys;
mod place;
mod quotas;
mod search;
mod settings;
mod snapshot;
mod sources;
mod support;
mod suspicion;
mod untold;
mod writer;
mod youtube_bans;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

pub use audit::{AuditChange, AuditRow, Fate, NewAuditRow};
pub use donation_channels::DonationChannelRow;
pub use focus::FocusState;
pub use history::{Found, Query};
pub use key::Key;
pub use ledger::{BoughtTotal, Entry, Ledger, LedgerQuery, Total};
pub use moderators::ModeratorRow;
pub use open::Damage;
pub use overlays::OverlayRow;
pub use place::Place;
pub use quotas::QuotaRow;
pub use sources::SourceRow;
pub use untold::Untold;
pub use youtube_bans::YouTubeBanRow;

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// SQLite refused: the disk is full or can't be written, most often.
    #[error("the database could not be used: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The file was written by a newer version of the application.
    #[error("{0} was written by a newer version of this application; install that version again")]
    Newer(PathBuf),
    /// The schema could not be brought up to date.
    #[error("the database could not be brought up to date: {0}")]
    Migration(#[from] rusqlite_migration::Error),
    /// A stored value is not what this version writes.
    #[error("a stored value could not be read: {0}")]
    Value(#[from] serde_json::Error),
    /// The file system refused.
    #[error("{path} could not be used: {error}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// There is no such row.
    #[error("there is no such {0}")]
    Missing(&'static str),
    /// There is one already.
    #[error("there is such a {0} already")]
    Taken(&'static str),
}

impl StoreError {
    /// Whether the system does not let the database be written: it may only be read, has no room, or
    /// lies on what fails.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        use rusqlite::ErrorCode::{
            CannotOpen, DiskFull, PermissionDenied, ReadOnly, SystemIoFailure,
        };
        use std::io::ErrorKind;
        let refused = [CannotOpen, DiskFull, PermissionDenied, ReadOnly, SystemIoFailure];
        let of_sqlite = |error: &rusqlite::Error| {
            error.sqlite_error_code().is_some_and(|code| refused.contains(&code))
        };
        match self {
            Self::Sqlite(error) => of_sqlite(error),
            Self::Migration(rusqlite_migration::Error::RusqliteError { err, .. }) => of_sqlite(err),
            Self::Io { error, .. } => matches!(
                error.kind(),
                ErrorKind::PermissionDenied
                    | ErrorKind::ReadOnlyFilesystem
                    | ErrorKind::StorageFull
            ),
            _ => false,
        }
    }

    /// Whether SQLite met something in the file that it never writes.
    pub(crate) fn is_corruption(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        let Self::Sqlite(error) = self else { return false };
        matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase))
    }
}

/// The result of a call to the store.
pub type Result<T> = std::result::Result<T, StoreError>;

/// The one database. Clones share it; the last one to go writes what is left and closes it.
#[derive(Debug, Clone)]
pub struct Store {
    /// `None` where there is none to keep anything in.
    folder: Option<PathBuf>,
    connection: Arc<Mutex<Connection>>,
    /// What looks through history and ledger reads by this one: it can take long, and nobody who
    /// wants something else waits for it.
    searching: Arc<Mutex<Connection>>,
    writer: Arc<writer::Writer>,
    suspicion: Arc<suspicion::Suspicion>,
    newest: focus::Newest,
}

impl Store {
    /// Takes note of an error: where it says that the file is damaged, the next start looks through
    /// all of it.
    pub fn look_at(&self, error: &StoreError) {
        self.suspicion.look_at(error);
    }

    /// Whether the file was seen to be damaged since it was opened.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.suspicion.is_met()
    }

    /// What the snapshot has is written through [`change`](Self::change), and not by this.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic between two statements leaves SQLite's own transaction to roll back.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn searching(&self) -> MutexGuard<'_, Connection> {
        self.searching.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use chat::{MessageId, Platform};

    use super::*;

    /// What is asked for while a search goes on is answered before it ends.
    fn nobody_waits(store: &Store) {
        let search = store.searching();
        let (done, answered) = channel();
        let asked = store.clone();
        let asking = std::thread::spawn(move || {
            let id = MessageId::of(Platform::Twitch, "1");
            asked.set_page_key("dock", &Key::known("a key".into())).unwrap();
            asked.settings().unwrap();
            asked.focus().unwrap();
            asked.audit(9, None).unwrap();
            assert_eq!((asked.has_paid(&id).unwrap(), asked.message(&id).unwrap()), (false, None));
            done.send(()).unwrap();
        });
        let answer = answered.recv_timeout(Duration::from_secs(20));
        drop(search);
        asking.join().unwrap();
        assert_eq!(answer, Ok(()));
    }

    #[test]
    fn nobody_waits_for_a_search_and_it_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (store, _) = Store::open(folder.path()).unwrap();
        for store in [store, Store::in_memory(folder.path()).unwrap()] {
            nobody_waits(&store);
            let refused = store.searching().execute("DELETE FROM message", []).unwrap_err();
            assert_eq!(refused.sqlite_error_code(), Some(rusqlite::ErrorCode::ReadOnly));
        }
        let log = folder.path().join("multichat.db-wal");
        assert!(!log.exists(), "whichever connection goes last, the log goes into the file");
    }
}
