//! Connecting to the file, on a full disk too.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::{Result, StoreError};

/// Pages in the log, of 4 KiB each, from which on they go to the file.
const CHECKPOINT: u32 = 4_000;

/// Keeps in memory what connections share of the log, and everybody else out: nobody else is there.
const ALONE: &str = "unix-excl";

/// Connects to the file, or makes it, for its owner's eyes alone. What SQLite puts beside it gets the
/// rights that it has.
pub(crate) fn connect(path: &Path) -> Result<Connection> {
    // Where it is there it stays; what is refused, SQLite says as well.
    drop(files::create_new(path));
    let opened = Connection::open(path).map_err(StoreError::from).and_then(set_up);
    match opened {
        // A full disk has no room for a file of that; what is set can be read all the same.
        Err(error) if cfg!(unix) && wants_room(&error) => {
            tracing::warn!(%error, "the disk is full");
            set_up(Connection::open_with_flags_and_vfs(path, OpenFlags::default(), ALONE)?)
        }
        opened => opened,
    }
}

/// Connects to a database in this process's memory, or makes it.
pub(crate) fn connect_in_memory(name: &str) -> Result<Connection> {
    set_up(Connection::open_with_flags_and_vfs(name, OpenFlags::default(), "memdb")?)
}

fn wants_room(error: &StoreError) -> bool {
    use rusqlite::ffi::{SQLITE_FULL, SQLITE_IOERR_SHMMAP, SQLITE_IOERR_SHMSIZE};
    let StoreError::Sqlite(rusqlite::Error::SqliteFailure(failure, _)) = error else {
        return false;
    };
    [SQLITE_FULL, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_SHMMAP].contains(&failure.extended_code)
}

fn set_up(mut connection: Connection) -> Result<Connection> {
    // SQLite opens what it may only read as well, and says so at the first change.
    if connection.is_readonly("main")? {
        let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_READONLY);
        return Err(rusqlite::Error::SqliteFailure(code, None).into());
    }
    // One that begins with reading, be it the schema, would not wait for another's writing to end.
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // Pages that many batches change are written to the file once, and not each second.
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT)?;
    Ok(connection)
}
