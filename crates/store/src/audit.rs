//! Who did what, and when.

use chat::MessageId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde_json::Value;

use crate::history::{known, readable};
use crate::{Result, Store, StoreError};

/// Entries that are kept.
const KEPT: i64 = 10_000;
/// The entries that are told.
const TOLD: &str = "(SELECT * FROM audit WHERE fate IS NOT 'refused')";

/// What became of what an entry tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was done.
    Done,
    /// It is being done in this run.
    Pending,
    /// Nobody knows: the answer was lost, or the run ended before it came.
    Unknown,
    /// It was not done. Its entry stays for its number alone.
    Refused,
}

impl Fate {
    fn name(self) -> Option<&'static str> {
        match self {
            Self::Done => None,
            Self::Pending => Some("pending"),
            Self::Unknown => Some("unknown"),
            Self::Refused => Some("refused"),
        }
    }

    /// Of a fate that a newer version knows, this one does not know whether it was done.
    fn named(name: Option<&str>) -> Self {
        let known = [Self::Done, Self::Pending, Self::Refused];
        known.into_iter().find(|fate| fate.name() == name).unwrap_or(Self::Unknown)
    }
}

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
    /// What was done, and to what; null where that can't be read.
    pub entry: Value,
    /// The streamer has undone it.
    pub undone: bool,
    /// What became of it.
    pub fate: Fate,
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
        add(&self.connection(), new, Fate::Pending)
    }

    /// Says what became of what was [noted](Self::note). What was not done is told of no more, and
    /// its number is nobody else's: who saw it may still ask for it.
    pub fn settle_note(&self, number: i64, fate: Fate) -> Result<()> {
        let sql = "UPDATE audit SET fate = ?2 WHERE number = ?1";
        self.connection().execute(sql, (number, fate.name()))?;
        Ok(())
    }

    /// The newest `limit` entries, newest first; of those before the entry with the number `before`,
    /// if it is given.
    pub fn audit(&self, limit: u32, before: Option<i64>) -> Result<Vec<AuditRow>> {
        let connection = self.connection();
        let sql = format!("SELECT * FROM {TOLD} WHERE number < ?2 ORDER BY number DESC LIMIT ?1");
        let mut statement = connection.prepare(&sql)?;
        let rows = statement.query_map((limit, before.unwrap_or(i64::MAX)), columns)?;
        Ok(readable(rows)?.into_iter().map(read).collect())
    }

    /// The entry with this number.
    pub fn audit_entry(&self, number: i64) -> Result<AuditRow> {
        let sql = format!("SELECT * FROM {TOLD} WHERE number = ?1");
        let found = self.connection().query_row(&sql, [number], columns).optional()?;
        Ok(read(found.ok_or(StoreError::Missing("entry"))?))
    }

    /// The last entry about a message whose deed is one of `deeds`.
    pub fn last_deed(&self, message: &MessageId, deeds: [&str; 2]) -> Result<Option<AuditRow>> {
        let sql = "SELECT * FROM audit WHERE message = ?1 AND deed IN (?2, ?3)
                   ORDER BY number DESC LIMIT 1";
        let about = (message.to_string(), deeds[0], deeds[1]);
        let found = self.connection().query_row(sql, about, columns).optional()?;
        Ok(found.map(read))
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

/// What an earlier run was doing when it ended: nobody waits for its answer any more.
pub(crate) fn give_up_waiting(connection: &Connection) -> Result<()> {
    let sql = "UPDATE audit SET fate = ?1 WHERE fate = ?2";
    connection.execute(sql, (Fate::Unknown.name(), Fate::Pending.name()))?;
    Ok(())
}

/// Writes a change of the list, within a transaction of what it tells of.
pub(crate) fn write(connection: &Connection, change: &AuditChange) -> Result<()> {
    match change {
        AuditChange::Done(new) => add(connection, new, Fate::Done).map(drop),
        AuditChange::Undone(number) => {
            connection.execute("UPDATE audit SET undone = 1 WHERE number = ?1", [number])?;
            Ok(())
        }
    }
}

fn add(connection: &Connection, new: &NewAuditRow, fate: Fate) -> Result<i64> {
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
            fate.name(),
        ),
    )?;
    let number = connection.last_insert_rowid();
    connection.execute("DELETE FROM audit WHERE number <= ?1", [number - KEPT])?;
    Ok(number)
}

type Columns = (i64, String, Option<String>, String, String, bool, Fate);

fn columns(row: &Row<'_>) -> rusqlite::Result<Columns> {
    Ok((
        row.get("number")?,
        row.get("at")?,
        row.get("who")?,
        row.get("name")?,
        row.get("entry")?,
        row.get("undone")?,
        Fate::named(row.get::<_, Option<String>>("fate")?.as_deref()),
    ))
}

/// Of an entry that is damaged, whose it is can still be told: what the streamer decided stands.
fn read((number, at, who, name, entry, undone, fate): Columns) -> AuditRow {
    let at = at.parse().unwrap_or(Timestamp::UNIX_EPOCH);
    AuditRow { number, at, who, name, entry: known(&entry).unwrap_or_default(), undone, fate }
}

#[cfg(test)]
mod tests {
    use chat::Platform;

    use super::*;

    #[test]
    fn an_entry_that_is_damaged_costs_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let (store, _) = Store::open(folder.path()).unwrap();
        let message = MessageId::of(Platform::Twitch, "1");
        let hid = NewAuditRow {
            at: Timestamp::UNIX_EPOCH,
            who: None,
            name: "Ada".into(),
            deed: "hid",
            message: Some(message),
            entry: Value::from("an entry"),
        };
        let [whole, no_json, no_text] = [(); 3].map(|()| store.note(&hid).unwrap());
        let damage = format!(
            "UPDATE audit SET entry = '{{' WHERE number = {no_json};
             UPDATE audit SET name = CAST(x'ff' AS TEXT) WHERE number = {no_text}"
        );
        store.connection().execute_batch(&damage).unwrap();
        let told = store.audit(9, None).unwrap();
        let told: Vec<_> = told.iter().map(|row| (row.number, row.entry.as_str())).collect();
        assert_eq!(told, [(no_json, None), (whole, Some("an entry"))]);
        assert_eq!(store.audit_entry(no_json).unwrap().entry, Value::Null);
        store.connection().execute("DELETE FROM audit WHERE number = ?1", [no_text]).unwrap();
        let last = store.last_deed(&message, ["hid", "unhid"]).unwrap().unwrap();
        assert_eq!((last.number, last.who), (no_json, None), "the streamer's word stands");
    }
}
