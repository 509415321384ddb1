//! Who did what, and when.

use chat::MessageId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde_json::Value;

use crate::{Result, Store, StoreError};

/// Entries that are kept.
const KEPT: i64 = 10_000;
/// The fate of what a platform has not answered to.
const PENDING: &str = "pending";
/// The fate of what was not done. Its entry stays for its number alone.
const REFUSED: &str = "refused";
/// The entries that are told.
const TOLD: &str = "(SELECT * FROM audit WHERE fate IS NOT 'refused')";

/// Something that somebody did, to be noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAuditRow {
    /// When.
    pub at: Timestamp,
    /// The moderator's id; `None`: the streamer.
    pub who: Option<String>,
    /// What they are called now.
    pub name: String,
    /// The name of what was done.
    pub deed: &'static str,
    /// The message that it was done to, if it was one.
    pub message: Option<MessageId>,
    /// All of it.
    pub entry: Value,
}

/// Something that somebody did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Its number, higher than those before it.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// The moderator's id; `None`: the streamer.
    pub who: Option<String>,
    /// What they were called then.
    pub name: String,
    /// What was done, and to what.
    pub entry: Value,
    /// The streamer has undone it.
    pub undone: bool,
    /// It is not known whether it was done.
    pub pending: bool,
}

/// A change of the list, written in one step with what it tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuditChange {
    /// Something was done.
    Done(NewAuditRow),
    /// The entry with this number was taken back.
    Undone(i64),
}

impl Store {
    /// Adds an entry of what is about to be done, and answers with its number.
    pub fn note(&self, new: &NewAuditRow) -> Result<i64> {
        add(&self.connection(), new, Some(PENDING))
    }

    /// Says what became of what was [noted](Self::note). What was not done is told of no more, and
    /// its number is nobody else's: who saw it may still ask for it.
    pub fn settle_note(&self, number: i64, is_done: bool) -> Result<()> {
        let fate = (!is_done).then_some(REFUSED);
        let sql = "UPDATE audit SET fate = ?2 WHERE number = ?1";
        self.connection().execute(sql, (number, fate))?;
        Ok(())
    }

    /// The newest `limit` entries, newest first.
    pub fn audit(&self, limit: u32) -> Result<Vec<AuditRow>> {
        let connection = self.connection();
        let mut statement =
            connection.prepare(&format!("SELECT * FROM {TOLD} ORDER BY number DESC LIMIT ?1"))?;
        let rows = statement.query_map([limit], columns)?;
        rows.map(|row| read(row?)).collect()
    }

    /// The entry with this number.
    pub fn audit_entry(&self, number: i64) -> Result<AuditRow> {
        let sql = format!("SELECT * FROM {TOLD} WHERE number = ?1");
        let found = self.connection().query_row(&sql, [number], columns).optional()?;
        read(found.ok_or(StoreError::Missing("entry"))?)
    }

    /// The last entry about a message whose deed is one of `deeds`.
    pub fn last_deed(&self, message: &MessageId, deeds: [&str; 2]) -> Result<Option<AuditRow>> {
        let sql = "SELECT * FROM audit WHERE message = ?1 AND deed IN (?2, ?3)
                   ORDER BY number DESC LIMIT 1";
        let about = (message.to_string(), deeds[0], deeds[1]);
        let found = self.connection().query_row(sql, about, columns).optional()?;
        found.map(read).transpose()
    }

    /// The messages of the newest `limit` entries with this deed, as far as it was done and nobody has
    /// taken it back, oldest first.
    pub fn last_with_deed(&self, deed: &str, limit: u32) -> Result<Vec<MessageId>> {
        let connection = self.connection();
        let mut statement = connection.prepare(
            "SELECT message FROM audit
             WHERE deed = ?1 AND NOT undone AND fate IS NULL AND message IS NOT NULL
             ORDER BY number DESC LIMIT ?2",
        )?;
        let rows = statement.query_map((deed, limit), |row| row.get::<_, String>(0))?;
        let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(rows.iter().rev().filter_map(|id| MessageId::parse(id)).collect())
    }

    /// Marks an entry as undone.
    pub fn mark_undone(&self, number: i64) -> Result<()> {
        write(&self.connection(), &AuditChange::Undone(number))
    }
}

/// Writes a change of the list, within a transaction of what it tells of.
pub(crate) fn write(connection: &Connection, change: &AuditChange) -> Result<()> {
    match change {
        AuditChange::Done(new) => add(connection, new, None).map(drop),
        AuditChange::Undone(number) => {
            connection.execute("UPDATE audit SET undone = 1 WHERE number = ?1", [number])?;
            Ok(())
        }
    }
}

fn add(connection: &Connection, new: &NewAuditRow, fate: Option<&str>) -> Result<i64> {
    let NewAuditRow { at, who, name, deed, message, entry } = new;
    connection.execute(
        "INSERT INTO audit (at, who, name, deed, message, entry, fate)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            at.to_string(),
            who,
            name,
            deed,
            message.map(|id| id.to_string()),
            entry.to_string(),
            fate,
        ),
    )?;
    let number = connection.last_insert_rowid();
    connection.execute("DELETE FROM audit WHERE number <= ?1", [number - KEPT])?;
    Ok(number)
}

type Columns = (i64, String, Option<String>, String, String, bool, bool);

fn columns(row: &Row<'_>) -> rusqlite::Result<Columns> {
    Ok((
        row.get("number")?,
        row.get("at")?,
        row.get("who")?,
        row.get("name")?,
        row.get("entry")?,
        row.get("undone")?,
        row.get::<_, Option<String>>("fate")?.is_some(),
    ))
}

fn read((number, at, who, name, entry, undone, pending): Columns) -> Result<AuditRow> {
    let at = at.parse().unwrap_or(Timestamp::UNIX_EPOCH);
    Ok(AuditRow { number, at, who, name, entry: serde_json::from_str(&entry)?, undone, pending })
}
