//! Opening the file, whatever state it is in.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chat::SourceId;
use rusqlite::{Connection, ErrorCode};
use rusqlite_migration::{M, Migrations};

use crate::connect::connect;
use crate::focus::Newest;
use crate::snapshot::{self, Snapshot};
use crate::suspicion::{self, Suspicion};
use crate::writer::Writer;
use crate::{Result, Store, StoreError, audit};

const FILE: &str = "multichat.db";
/// Removals that are kept: those of a message that may still come, with room to spare.
const KEPT_REMOVALS: u32 = 20_000;
pub(crate) const MIGRATIONS: &[M<'_>] = &[
    M::up(include_str!("schema/1.sql")),
    M::up(include_str!("schema/2.sql")),
    M::up(include_str!("schema/3.sql")),
    M::up(include_str!("schema/4.sql")),
    M::up(include_str!("schema/5.sql")),
    M::up(include_str!("schema/6.sql")),
    M::up(include_str!("schema/7.sql")),
    M::up(include_str!("schema/8.sql")),
    M::up(include_str!("schema/9.sql")),
    M::up(include_str!("schema/10.sql")),
    M::up(include_str!("schema/11.sql")),
    M::up(include_str!("schema/12.sql")),
    M::up(include_str!("schema/13.sql")),
    M::up(include_str!("schema/14.sql")),
    M::up(include_str!("schema/15.sql")),
    M::up(include_str!("schema/16.sql")),
    M::up(include_str!("schema/17.sql")),
    M::up(include_str!("schema/18.sql")),
];
/// The schema from which on a database has the digest of its settings.
const SEALED_SINCE: u32 = 10;
/// No schema will ever have a higher version: a file that says so is damaged, and not newer.
const LAST_VERSION: u32 = 1_000;
/// What every database begins with. SQLite takes a shorter file for one that is to be made.
const HEADER: u64 = 100;
/// A file up to this size is looked through at every start: it takes a tenth of a second.
const LOOKED_THROUGH: u64 = 64 * 1024 * 1024;

/// What was wrong with the database, and what was made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// It could not be read. It was put aside, and a new one begun.
    PutAside {
        /// Where it is now.
        aside: PathBuf,
        /// Whether the new one has settings, sources, overlays and keys as they were last.
        restored: bool,
    },
    /// It was gone, or empty. The new one has settings, sources, overlays and keys as they were last.
    Gone,
    /// It can be read, but what is set in it is not what was written.
    Settings {
        /// Whether that is as it was last again.
        restored: bool,
    },
}

impl Store {
    /// Opens the database in `folder`, or makes it. A file that is no database any more is put
    /// aside, never deleted, and its settings are restored from the snapshot beside it.
    pub fn open(folder: &Path) -> Result<(Self, Option<Damage>)> {
        let path = folder.join(FILE);
        let (connection, damage) = if is_empty(&path)
            && let Some(snapshot) = Snapshot::read(folder)
        {
            restore(&path, &snapshot)?;
            (ready(&path)?.0, Some(Damage::Gone))
        } else if let Some(whole) = whole(&path)? {
            whole
        } else {
            anew(&path)?
        };
        suspicion::lift(&path);
        Ok((Self::with(folder, connection)?, damage))
    }

    /// Puts the database in `folder` aside and begins a new one, as [`open`](Self::open) does with
    /// one that it finds damaged: for one that turned out so when it was read. Nobody has it open.
    pub fn open_anew(folder: &Path) -> Result<(Self, Option<Damage>)> {
        let path = folder.join(FILE);
        let (connection, damage) = anew(&path)?;
        suspicion::lift(&path);
        Ok((Self::with(folder, connection)?, damage))
    }

    /// Whether an error of reading says that the file is damaged, and not that the disk or the
    /// system refuses.
    #[must_use]
    pub fn is_damage(&self, error: &StoreError) -> bool {
        self.folder.as_ref().is_some_and(|folder| is_damage(error, &folder.join(FILE)))
    }

    fn with(folder: &Path, connection: Connection) -> Result<Self> {
        let path = folder.join(FILE);
        let [searching, history] = [connect(&path)?, connect(&path)?];
        // History may lose its last moment when the machine loses power; settings may not.
        history.pragma_update(None, "synchronous", "NORMAL")?;
        Self::of(Some(folder.to_owned()), folder, [connection, searching, history], None)
    }

    /// The store on these connections, with `most` messages of history if there is such a number.
    pub(crate) fn of(
        folder: Option<PathBuf>,
        named: &Path,
        [connection, searching, history]: [Connection; 3],
        most: Option<u32>,
    ) -> Result<Self> {
        // It is no read-only one: the last connection to go takes the log into the file.
        searching.pragma_update(None, "query_only", true)?;
        let (path, newest) = (named.join(FILE), Newest::default());
        let suspicion = Arc::new(Suspicion::of(&path));
        let writer = Writer::start(history, Arc::clone(&suspicion), newest.clone(), most)
            .map_err(|error| StoreError::Io { path, error })?;
        Ok(Self {
            folder,
            connection: Arc::new(Mutex::new(connection)),
            searching: Arc::new(Mutex::new(searching)),
            writer: Arc::new(writer),
            suspicion,
            newest,
        })
    }
}

/// A database that is up to date and in order, and what had to be restored in it.
type Ready = (Connection, Option<Damage>);

/// `None` where the database can't be read.
fn whole(path: &Path) -> Result<Option<Ready>> {
    match ready(path) {
        Ok(ready) => Ok(Some(ready)),
        Err(error) if is_damage(&error, path) => {
            tracing::error!(%error, "the database is damaged");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Puts the file aside, and makes a new one with what its snapshot has.
fn anew(path: &Path) -> Result<Ready> {
    let folder = path.parent().unwrap_or(path);
    let snapshot = Snapshot::read(folder);
    let aside = put_aside(path)?;
    if let Some(snapshot) = &snapshot {
        restore(path, snapshot)?;
    }
    let restored = snapshot.is_some();
    Ok((ready(path)?.0, Some(Damage::PutAside { aside, restored })))
}

fn ready(path: &Path) -> Result<Ready> {
    // A clean end leaves no log behind. Only after another one, or after damage was met, is all of a
    // large file looked through.
    let ended_well = !path.with_extension("db-wal").exists();
    let length = std::fs::metadata(path).map_or(0, |file| file.len());
    if (1..HEADER).contains(&length) && ended_well {
        return Err(damaged("the file is too short".into()));
    }
    let is_large = length > LOOKED_THROUGH;
    let mut connection = connect(path)?;
    let is_suspect = suspicion::is_on(path);
    if is_suspect || !(ended_well && is_large) {
        // Whether each index has what its table has takes much longer: it is asked after damage.
        let check = if is_suspect { "integrity_check" } else { "quick_check" };
        let verdict: String =
            connection.query_row(&format!("PRAGMA {check}(1)"), [], |row| row.get(0))?;
        if verdict != "ok" {
            return Err(damaged(verdict));
        }
    }
    let folder = path.parent().unwrap_or(path);
    let damage = as_written(folder, &mut connection)?;
    bring_up_to_date(path, folder, &mut connection)?;
    match tidy(&connection) {
        Err(error) if !is_damage(&error, path) => {
            tracing::warn!(%error, "what is not needed any more stays until the next start");
        }
        tidied => tidied?,
    }
    Ok((connection, damage))
}

/// Takes out what the last run left and no other needs, and ends what that one waited for.
fn tidy(connection: &Connection) -> Result<()> {
    // Demo chat that nobody asked for is no history: it goes with the run that showed it.
    connection.execute("DELETE FROM message WHERE source = ?1", [SourceId::STAND_IN])?;
    connection.execute("DELETE FROM paid WHERE made_up", [])?;
    connection.execute(
        "DELETE FROM removal WHERE number <= (SELECT max(number) FROM removal) - ?1",
        [KEPT_REMOVALS],
    )?;
    audit::give_up_waiting(connection)
}

/// Sees to it that what is set is what was written.
fn as_written(folder: &Path, connection: &mut Connection) -> Result<Option<Damage>> {
    let now = Snapshot::of(connection)?;
    if now.version < SEALED_SINCE {
        return Ok(None);
    }
    let sealed = snapshot::digest_in(connection)?;
    if now.is(&sealed) {
        return Ok(None);
    }
    tracing::error!("the settings in the database are not those that were written");
    let written = Snapshot::read(folder);
    let Some(written) = written.filter(|kept| kept.version == now.version && kept.is(&sealed))
    else {
        // What there is can be read, and nothing better is known.
        return Ok(Some(Damage::Settings { restored: false }));
    };
    let transaction = connection.transaction()?;
    written.restore(&transaction)?;
    transaction.commit()?;
    Ok(Some(Damage::Settings { restored: true }))
}

/// Brings the schema up to date, with a snapshot before it changes and one after.
fn bring_up_to_date(path: &Path, folder: &Path, connection: &mut Connection) -> Result<()> {
    let before = Snapshot::of(connection)?;
    if before.version > LAST_VERSION {
        return Err(damaged("the version of its schema is none".into()));
    }
    if before.version > 0 && (before.version as usize) < MIGRATIONS.len() {
        before.write_before_migration(folder)?;
    }
    match Migrations::from_slice(MIGRATIONS).to_latest(connection) {
        Err(rusqlite_migration::Error::MigrationDefinition(
            rusqlite_migration::MigrationDefinitionError::DatabaseTooFarAhead,
        )) => Err(StoreError::Newer(path.to_owned())),
        Err(rusqlite_migration::Error::RusqliteError { err, .. }) => Err(err.into()),
        Err(rusqlite_migration::Error::InvalidUserVersion) => {
            Err(damaged("the version of its schema is none".into()))
        }
        other => Ok(other?),
    }?;
    keep_copy(folder, connection)
}

/// Sees to it that the copy beside the database is of what it holds. Where it is, nothing is written:
/// a start needs no room on the disk.
fn keep_copy(folder: &Path, connection: &mut Connection) -> Result<()> {
    let mut now = Snapshot::of(connection)?;
    if !now.is(&snapshot::digest_in(connection)?) {
        let transaction = connection.transaction()?;
        now = snapshot::seal(&transaction)?;
        transaction.commit()?;
    }
    if Snapshot::read(folder).as_ref() != Some(&now)
        && let Err(error) = now.write(folder)
    {
        tracing::error!(%error, "the copy of the settings could not be written");
    }
    Ok(())
}

/// A new database with what the snapshot has, under the database's name once all of it is there.
fn restore(path: &Path, snapshot: &Snapshot) -> Result<()> {
    let new = path.with_extension("db.restored");
    let io = |error| StoreError::Io { path: new.clone(), error };
    for end in ["", "-wal", "-shm"] {
        files::remove(&beside(&new, end)).map_err(io)?;
    }
    let mut connection = connect(&new)?;
    put_back(&mut connection, snapshot, path)?;
    connection.close().map_err(|(_, error)| error)?;
    files::rename(&new, path).map_err(io)
}

/// Makes the schema that the snapshot is of in an empty database, and puts into it what that has.
/// What can't be known is said of the file `named`.
pub(crate) fn put_back(
    connection: &mut Connection,
    snapshot: &Snapshot,
    named: &Path,
) -> Result<()> {
    let version = snapshot.version as usize;
    if version > MIGRATIONS.len() {
        return Err(StoreError::Newer(named.to_owned()));
    }
    Migrations::from_slice(MIGRATIONS).to_version(connection, version)?;
    let transaction = connection.transaction()?;
    snapshot.restore(&transaction)?;
    if snapshot.version >= SEALED_SINCE {
        snapshot::seal(&transaction)?;
    }
    Ok(transaction.commit()?)
}

/// Whether there is nothing at all in the file, or no file.
fn is_empty(path: &Path) -> bool {
    match std::fs::metadata(path) {
        Ok(file) => file.len() == 0 && !path.with_extension("db-wal").exists(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}

fn damaged(verdict: String) -> StoreError {
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
    rusqlite::Error::SqliteFailure(code, Some(verdict)).into()
}

/// Whether this is what the file is, and not what the disk or the system refuses.
fn is_damage(error: &StoreError, path: &Path) -> bool {
    let StoreError::Sqlite(error) = error else {
        return false;
    };
    match error.sqlite_error_code() {
        // A file says of itself that it may not be written.
        Some(ErrorCode::ReadOnly) => is_writable(path),
        // Of what was a name, there is "no such table", or one twice; and with no code at all, a
        // value is not of its type, or no text.
        Some(
            ErrorCode::DatabaseCorrupt
            | ErrorCode::NotADatabase
            | ErrorCode::Unknown
            | ErrorCode::ConstraintViolation
            | ErrorCode::TypeMismatch
            | ErrorCode::TooBig,
        )
        | None => true,
        Some(_) => false,
    }
}

fn is_writable(path: &Path) -> bool {
    let folder = path.parent().unwrap_or(path);
    std::fs::OpenOptions::new().append(true).open(path).is_ok()
        && std::fs::metadata(folder).is_ok_and(|folder| !folder.permissions().readonly())
}

fn put_aside(path: &Path) -> Result<PathBuf> {
    let free = (1..1_000)
        .map(|number| path.with_extension(format!("db.damaged-{number}")))
        .find(|candidate| !candidate.exists());
    let aside = free.unwrap_or_else(|| path.with_extension("db.damaged"));
    let io = |error| StoreError::Io { path: path.to_owned(), error };
    // The log belongs to the file: a new one must not find it.
    for end in ["-wal", "-shm"] {
        match std::fs::rename(beside(path, end), beside(&aside, end)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(io(error)),
            _ => {}
        }
    }
    files::rename(path, &aside).map_err(io)?;
    Ok(aside)
}

fn beside(path: &Path, end: &str) -> PathBuf {
    PathBuf::from(format!("{}{end}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_valid() {
        Migrations::from_slice(MIGRATIONS)
            .validate()
            .expect("every step applies to the one before");
    }

    #[test]
    fn a_damaged_file_is_put_aside_and_the_application_starts() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        std::fs::write(&path, "this is no database, but long enough to have a header").unwrap();
        let (store, quarantine) = Store::open(folder.path()).expect("it starts");
        let Some(Damage::PutAside { aside, restored }) = quarantine else {
            panic!("it says so: {quarantine:?}");
        };
        assert!(aside.exists() && aside != path, "nothing is deleted");
        assert!(!restored, "there was nothing to restore");
        assert!(store.overlays().unwrap().is_empty());
    }

    #[test]
    fn a_file_of_a_newer_version_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        drop(Store::open(folder.path()).unwrap());
        let path = folder.path().join(FILE);
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        drop(connection);
        let error = Store::open(folder.path()).unwrap_err();
        assert!(matches!(error, StoreError::Newer(_)), "{error}");
    }
}
