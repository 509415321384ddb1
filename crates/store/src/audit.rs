//! Who did what, and when.

use chat::MessageId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde_json::Value;

use crate::history::{known, readable};
use crate::{Result, Store, StoreError};

/// Entries of moderators that are kept, and as many of the streamer: nobody pushes out their word.
const KEPT: i64 = 10_000;
/// The entries that are told.
const TOLD: &str = "(SELECT * FROM audit WHERE fate IS NOT 'refused')";
/// Of what is a moderator's, and neither taken back nor decided otherwise.
const STANDS: &str =
    "who IS NOT NULL AND NOT undone AND (fate IS NULL OR fate NOT IN ('refused', 'overruled'))";

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
    /// The streamer has decided otherwise since, and that stands.
    Overruled,
}

impl Fate {
    fn name(self) -> Option<&'static str> {
        match self {
            Self::Done => None,
            Self::Pending => Some("pending"),
            Self::Unknown => Some("unknown"),
            Self::Refused => Some("refused"),
            Self::Overruled => Some("overruled"),
        }
    }

    /// Of a fate that a newer version knows, this one does not know whether it was done.
    fn named(name: Option<&str>) -> Self {
        let known = [Self::Done, Self::Pending, Self::Refused, Self::Overruled];
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
    /// The streamer has decided whether this message is hidden: what moderators did about that before is
    /// not to be taken back any more.
    Decided(MessageId),
}

impl Store {
    /// Adds an entry of what is about to be done, and answers with its number.
    pub fn note(&self, new: &NewAuditRow) -> Result<i64> {
        add(&self.connection(), new, Fate::Pending)
    }

    /// Says what became of what was [noted](Self::note). What was not done is told of no more, and
    /// its number is nobody else's: who saw it may still ask for it.
    pub fn settle_note(&self, number: i64, fate: Fate) -> Result<()> {
        let sql = "UPDATE audit SET fate = ?2
                   WHERE number = ?1 AND (fate IS NOT 'overruled' OR ?2 = 'refused')";
        self.connection().execute(sql, (number, fate.name()))?;
        Ok(())
    }

    /// What moderators did that has this deed, and that could still be taken back.
    pub fn standing(&self, deed: &str) -> Result<Vec<AuditRow>> {
        let connection = self.connection();
        let sql = format!("SELECT * FROM audit WHERE deed = ?1 AND {STANDS}");
        let mut statement = connection.prepare(&sql)?;
        let rows = statement.query_map([deed], columns)?;
        Ok(readable(rows)?.into_iter().map(read).collect())
    }

    /// Says of these entries that the streamer has decided otherwise since.
    pub fn overrule(&self, numbers: &[i64]) -> Result<()> {
        let connection = self.connection();
        let sql = format!("UPDATE audit SET fate = 'overruled' WHERE number = ?1 AND {STANDS}");
        let mut statement = connection.prepare(&sql)?;
        numbers.iter().try_for_each(|number| statement.execute([number]).map(drop))?;
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
             WHERE deed = ?1 AND NOT undone AND (fate IS NULL OR fate = 'overruled')
                 AND message IS NOT NULL
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
        AuditChange::Decided(message) => {
            let sql = format!(
                "UPDATE audit SET fate = 'overruled'
                 WHERE message = ?1 AND deed IN ('hid', 'unhid', 'passed') AND {STANDS}"
            );
            connection.execute(&sql, [message.to_string()])?;
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
    if who.is_some() {
        let sql = "DELETE FROM audit WHERE number <= ?1 AND who IS NOT NULL";
        connection.execute(sql, [number - KEPT])?;
    } else {
        let sql = "DELETE FROM audit WHERE who IS NULL AND number <= (
                       SELECT number FROM audit WHERE who IS NULL
                       ORDER BY number DESC LIMIT 1 OFFSET ?1)";
        connection.execute(sql, [KEPT])?;
    }
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

    fn hid(message: MessageId, who: Option<&str>) -> NewAuditRow {
        NewAuditRow {
            at: Timestamp::UNIX_EPOCH,
            who: who.map(str::to_owned),
            name: "Ada".into(),
            deed: "hid",
            message: Some(message),
            entry: Value::from("an entry"),
        }
    }

    #[test]
    fn no_moderator_pushes_out_the_streamer_s_word() {
        let folder = tempfile::tempdir().unwrap();
        let (store, _) = Store::open(folder.path()).unwrap();
        let [theirs, other] = ["1", "2"].map(|id| MessageId::of(Platform::Twitch, id));
        store.note(&hid(theirs, None)).unwrap();
        let number = KEPT + 9;
        let far = format!("UPDATE audit SET number = {number} WHERE number = ?1");
        let theirs_now = store.note(&hid(other, Some("mod-1"))).unwrap();
        store.connection().execute(&far, [theirs_now]).unwrap();
        store.note(&hid(other, Some("mod-1"))).unwrap();
        let last = store.last_deed(&theirs, ["hid", "unhid"]).unwrap().unwrap();
        assert_eq!((last.number, last.who), (1, None));

        // The streamer alone, when there is more of theirs than is kept.
        let many = format!(
            "WITH RECURSIVE n (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM n WHERE at < {KEPT})
             INSERT INTO audit (at, name, deed, entry) SELECT at, 'Ada', 'hid', '' FROM n"
        );
        store.connection().execute_batch(&many).unwrap();
        store.note(&hid(other, None)).unwrap();
        assert!(store.last_deed(&theirs, ["hid", "unhid"]).unwrap().is_none());
    }

    #[test]
    fn what_the_streamer_has_decided_since_is_pending_and_done_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let (store, _) = Store::open(folder.path()).unwrap();
        let message = MessageId::of(Platform::Twitch, "1");
        let [done, refused] = [(); 2].map(|()| store.note(&hid(message, Some("mod-1"))).unwrap());
        write(&store.connection(), &AuditChange::Decided(message)).unwrap();
        store.settle_note(done, Fate::Done).unwrap();
        store.settle_note(refused, Fate::Refused).unwrap();
        let told: Vec<_> = store.audit(9, None).unwrap();
        let told: Vec<_> = told.iter().map(|row| (row.number, row.fate)).collect();
        assert_eq!(told, [(done, Fate::Overruled)]);
        assert!(store.standing("hid").unwrap().is_empty());
    }

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
