//! Who else may act, and on what.

use jiff::Timestamp;
use rusqlite::Row;

use crate::{Key, Result, Store, StoreError};

/// Somebody whom the streamer has invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModeratorRow {
    /// Our id of them.
    pub id: String,
    /// What the streamer calls them.
    pub name: String,
    /// The key in their address.
    pub key: Key,
    /// The names of what they may do.
    pub rights: Vec<String>,
    /// Until when; `None`: until they are removed.
    pub expires_at: Option<Timestamp>,
}

impl ModeratorRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<(String, String, Key, String, Option<String>)> {
        Ok((
            row.get("id")?,
            row.get("name")?,
            row.get("key")?,
            row.get("rights")?,
            row.get("expires_at")?,
        ))
    }
}

impl Store {
    /// All of them, in the order in which they were invited.
    pub fn moderators(&self) -> Result<Vec<ModeratorRow>> {
        let connection = self.connection();
        let mut statement = connection.prepare("SELECT * FROM moderator ORDER BY rowid")?;
        let rows = statement.query_map([], ModeratorRow::read)?;
        let mut moderators = Vec::new();
        for row in rows {
            let (id, name, key, rights, expires_at) = row?;
            let rights = serde_json::from_str(&rights)?;
            let expires_at = match expires_at.map(|at| at.parse::<Timestamp>()).transpose() {
                Ok(at) => at,
                // An end that can't be read has come.
                Err(_) => Some(Timestamp::UNIX_EPOCH),
            };
            moderators.push(ModeratorRow { id, name, key, rights, expires_at });
        }
        Ok(moderators)
    }

    /// Adds one.
    pub fn add_moderator(&self, moderator: &ModeratorRow) -> Result<()> {
        let ModeratorRow { id, name, key, rights, expires_at } = moderator;
        let rights = serde_json::to_string(rights)?;
        self.change(|transaction| {
            transaction.execute(
                "INSERT INTO moderator (id, name, key, rights, expires_at)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                (id, name, key, rights, expires_at.map(|at| at.to_string())),
            )?;
            Ok(())
        })
    }

    /// Forgets one. What they did stays in the audit list.
    pub fn remove_moderator(&self, id: &str) -> Result<()> {
        let sql = "DELETE FROM moderator WHERE id = ?1";
        self.change(|transaction| match transaction.execute(sql, [id])? {
            0 => Err(StoreError::Missing("moderator")),
            _ => Ok(()),
        })
    }
}
