//! Everything but history, as a file beside the database: what is restored when that is damaged.
//!
//! It is written after each change, whole or not at all. The database has its digest, changed in
//! the same transaction as what it is of: a file that SQLite can read, and that says something else
//! than what was written, is found by it.

use std::hash::Hasher as _;
use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Transaction, params_from_iter};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use siphasher::sip128::{Hasher128 as _, SipHasher13};

use crate::{Result, Store, StoreError};

/// The tables that are kept. What is written to them goes through [`Store::change`].
pub(crate) const KEPT: [&str; 7] =
    ["setting", "source", "overlay", "page_key", "moderator", "support", "obs_source"];
/// The file, beside the database.
const FILE: &str = "multichat.settings.json";
const FORMAT: &str = "multichat-settings-snapshot";

/// Everything but history at one moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Snapshot {
    format: String,
    /// Of the schema that the tables are of.
    pub(crate) version: u32,
    digest: String,
    tables: Vec<Table>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Table {
    name: String,
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

impl Snapshot {
    /// What the database has now.
    pub(crate) fn of(connection: &Connection) -> Result<Self> {
        let version = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        let known =
            "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?1 AND type = 'table')";
        let mut tables = Vec::new();
        for name in KEPT {
            // An older schema may not have it yet.
            if connection.query_row(known, [name], |row| row.get(0))? {
                tables.push(Table::of(connection, name)?);
            }
        }
        let digest = digest(&tables)?;
        Ok(Self { format: FORMAT.into(), version, digest, tables })
    }

    /// The one beside the database. `None` where none is there, or none that is whole.
    pub(crate) fn read(folder: &Path) -> Option<Self> {
        let path = folder.join(FILE);
        let text = std::fs::read(&path).ok()?;
        let read = serde_json::from_slice(&text).map_err(StoreError::from);
        let whole = read.and_then(|snapshot: Self| {
            let is_whole =
                snapshot.format == FORMAT && digest(&snapshot.tables)? == snapshot.digest;
            Ok(is_whole.then_some(snapshot))
        });
        whole.ok().flatten().or_else(|| {
            tracing::error!(path = %path.display(), "the copy of the settings is damaged");
            None
        })
    }

    /// Writes it beside the database.
    pub(crate) fn write(&self, folder: &Path) -> Result<()> {
        self.write_as(folder.join(FILE))
    }

    /// Keeps it for good, as the settings were before the schema went on.
    pub(crate) fn write_before_migration(&self, folder: &Path) -> Result<()> {
        self.write_as(folder.join(format!("multichat.settings.before-{}.json", self.version + 1)))
    }

    fn write_as(&self, path: PathBuf) -> Result<()> {
        let bytes = serde_json::to_vec_pretty(self)?;
        files::write(&path, &bytes).map_err(|error| StoreError::Io { path, error })
    }

    /// Puts it into a database of its schema, in the place of what is there.
    pub(crate) fn restore(&self, transaction: &Transaction<'_>) -> Result<()> {
        for Table { name, columns, rows } in &self.tables {
            if !KEPT.contains(&name.as_str()) {
                continue;
            }
            transaction.execute(&format!("DELETE FROM {name}"), [])?;
            let marks = vec!["?"; columns.len()].join(", ");
            let columns: Vec<_> = columns.iter().map(|name| quoted(name)).collect();
            let sql = format!("INSERT INTO {name} ({}) VALUES ({marks})", columns.join(", "));
            let mut statement = transaction.prepare(&sql)?;
            for row in rows {
                statement.execute(params_from_iter(row.iter().map(sql_value)))?;
            }
        }
        Ok(())
    }

    /// Whether this is what has the digest.
    pub(crate) fn is(&self, digest: &str) -> bool {
        self.digest == digest
    }

    /// Writes into the database that it holds this.
    fn seal(&self, connection: &Connection) -> Result<()> {
        connection.execute(
            "INSERT INTO seal (one, digest) VALUES (1, ?1)
             ON CONFLICT (one) DO UPDATE SET digest = excluded.digest",
            [&self.digest],
        )?;
        Ok(())
    }
}

impl Table {
    fn of(connection: &Connection, name: &str) -> Result<Self> {
        let mut statement = connection.prepare(&format!("SELECT * FROM {name} ORDER BY rowid"))?;
        let columns: Vec<String> =
            statement.column_names().into_iter().map(str::to_owned).collect();
        let rows = statement.query_map([], |row| {
            (0..columns.len()).map(|at| json_value(at, row.get_ref(at)?)).collect()
        })?;
        let rows = rows.collect::<rusqlite::Result<_>>()?;
        Ok(Self { name: name.to_owned(), columns, rows })
    }
}

/// The digest of what the database holds, as the database has it; an empty one fits nothing.
pub(crate) fn digest_in(connection: &Connection) -> Result<String> {
    let sealed = connection.query_row("SELECT digest FROM seal", [], |row| row.get(0));
    Ok(sealed.optional()?.unwrap_or_default())
}

/// Takes up what the database holds: its digest into the database itself, and the file beside it.
/// The digest is there when the transaction is committed; the file is to be written after that.
pub(crate) fn seal(connection: &Connection) -> Result<Snapshot> {
    let snapshot = Snapshot::of(connection)?;
    snapshot.seal(connection)?;
    Ok(snapshot)
}

impl Store {
    /// Changes something that is kept: all of it, or nothing. It is on the disk, and in the snapshot,
    /// when this returns.
    pub(crate) fn change<T>(&self, call: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        let done = call(&transaction)?;
        let snapshot = seal(&transaction)?;
        transaction.commit()?;
        // The change is made. A snapshot that is behind by one is better than a change refused.
        if let Some(folder) = &self.folder
            && let Err(error) = snapshot.write(folder)
        {
            tracing::error!(%error, "the copy of the settings could not be written");
        }
        // Into the file itself: whoever copies that alone has what is set.
        let checkpoint = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        if let Err(error) = checkpoint {
            tracing::warn!(%error, "the settings are in the database's log alone");
        }
        Ok(done)
    }
}

fn digest(tables: &[Table]) -> Result<String> {
    let mut hasher = SipHasher13::new();
    hasher.write(&serde_json::to_vec(tables)?);
    Ok(format!("{:032x}", hasher.finish128().as_u128()))
}

fn json_value(at: usize, value: ValueRef<'_>) -> rusqlite::Result<Value> {
    match value {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(number) => Ok(number.into()),
        ValueRef::Text(text) => match std::str::from_utf8(text) {
            Ok(text) => Ok(text.into()),
            Err(error) => Err(rusqlite::Error::Utf8Error(at, error)),
        },
        // No kept table has any.
        ValueRef::Real(_) | ValueRef::Blob(_) => {
            Err(rusqlite::Error::InvalidColumnType(at, "kept".into(), value.data_type()))
        }
    }
}

fn sql_value(value: &Value) -> rusqlite::types::Value {
    match value {
        Value::Null => rusqlite::types::Value::Null,
        Value::Bool(truth) => i64::from(*truth).into(),
        Value::Number(number) => number.as_i64().unwrap_or_default().into(),
        Value::String(text) => text.clone().into(),
        Value::Array(_) | Value::Object(_) => value.to_string().into(),
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
