//! Opening the file, whatever state it is in.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};
use rusqlite_migration::{M, Migrations};

use crate::writer::Writer;
use crate::{Result, Store, StoreError};

const FILE: &str = "multichat.db";
/// Removals that are kept: those of a message that may still come, with room to spare.
const KEPT_REMOVALS: u32 = 20_000;
const MIGRATIONS: &[M<'_>] = &[
    M::up(include_str!("schema/1.sql")),
    M::up(include_str!("schema/2.sql")),
    M::up(include_str!("schema/3.sql")),
    M::up(include_str!("schema/4.sql")),
    M::up(include_str!("schema/5.sql")),
    M::up(include_str!("schema/6.sql")),
    M::up(include_str!("schema/7.sql")),
    M::up(include_str!("schema/8.sql")),
    M::up(include_str!("schema/9.sql")),
];

/// A database that could not be read was put aside under this name, and an empty one begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantine(pub PathBuf);

impl Store {
    /// Opens the database in `folder`, or makes it. A file that is no database any more is put
    /// aside, never deleted.
    pub fn open(folder: &Path) -> Result<(Self, Option<Quarantine>)> {
        let path = folder.join(FILE);
        let (connection, quarantine) = match ready(&path) {
            Err(StoreError::Sqlite(error)) if is_damaged(&error) => {
                let aside = put_aside(&path)?;
                (ready(&path)?, Some(Quarantine(aside)))
            }
            other => (other?, None),
        };
        // Demo chat is no history: it goes with the run that showed it.
        connection.execute("DELETE FROM message WHERE platform = 'demo'", [])?;
        connection.execute("DELETE FROM paid WHERE made_up", [])?;
        connection.execute(
            "DELETE FROM removal WHERE number <= (SELECT max(number) FROM removal) - ?1",
            [KEPT_REMOVALS],
        )?;
        let history = connect(&path)?;
        // History may lose its last moment when the machine loses power; settings may not.
        history.pragma_update(None, "synchronous", "NORMAL")?;
        let store = Self {
            connection: Arc::new(Mutex::new(connection)),
            writer: Arc::new(
                Writer::start(history)
                    .map_err(|error| StoreError::Io { path: path.clone(), error })?,
            ),
        };
        Ok((store, quarantine))
    }
}

fn connect(path: &Path) -> Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    Ok(connection)
}

fn ready(path: &Path) -> Result<Connection> {
    // A clean end leaves no log behind. Only after another one is the whole file looked through.
    let ended_well = !path.with_extension("db-wal").exists();
    let mut connection = connect(path)?;
    match Migrations::from_slice(MIGRATIONS).to_latest(&mut connection) {
        Err(rusqlite_migration::Error::MigrationDefinition(
            rusqlite_migration::MigrationDefinitionError::DatabaseTooFarAhead,
        )) => Err(StoreError::Newer(path.to_owned())),
        Err(rusqlite_migration::Error::RusqliteError { err, .. }) => Err(err.into()),
        other => Ok(other?),
    }?;
    if ended_well {
        return Ok(connection);
    }
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" {
        return Ok(connection);
    }
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
    Err(rusqlite::Error::SqliteFailure(code, Some(verdict)).into())
}

fn is_damaged(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

fn put_aside(path: &Path) -> Result<PathBuf> {
    let free = (1..1_000)
        .map(|number| path.with_extension(format!("db.damaged-{number}")))
        .find(|candidate| !candidate.exists());
    let aside = free.unwrap_or_else(|| path.with_extension("db.damaged"));
    let io = |error| StoreError::Io { path: path.to_owned(), error };
    std::fs::rename(path, &aside).map_err(io)?;
    // The log belongs to the file: a new one must not find it.
    for end in ["-wal", "-shm"] {
        let beside = |path: &Path| PathBuf::from(format!("{}{end}", path.display()));
        match std::fs::rename(beside(path), beside(&aside)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(io(error)),
            _ => {}
        }
    }
    Ok(aside)
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
        let Quarantine(aside) = quarantine.expect("it says so");
        assert!(aside.exists() && aside != path, "nothing is deleted");
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
