//! The channels that the streamer added.

use chat::{Platform, SourceId};
use rusqlite::{ErrorCode, OptionalExtension as _, Transaction};

use crate::{Place, Result, Store, StoreError, place};

/// A channel that the streamer added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRow {
    /// Our id of it.
    pub id: SourceId,
    /// Its platform.
    pub platform: Platform,
    /// The channel, as its platform's crate writes it.
    pub channel: String,
    /// Whether it is to be listened to when the others are.
    pub enabled: bool,
}

impl Store {
    /// All of them, in the order in which they were added.
    pub fn sources(&self) -> Result<Vec<SourceRow>> {
        let connection = self.connection();
        let mut statement = connection
            .prepare("SELECT id, platform, channel, enabled FROM source ORDER BY rowid")?;
        let rows = statement.query_map([], |row| {
            let platform: String = row.get("platform")?;
            let id = SourceId::new(row.get::<_, String>("id")?);
            Ok((id, platform, row.get("channel")?, row.get("enabled")?))
        })?;
        let mut sources = Vec::new();
        for row in rows {
            let (id, platform, channel, enabled) = row?;
            let Some(platform) = Platform::parse(&platform) else {
                tracing::warn!(%platform, "a source of an unknown platform is left alone");
                continue;
            };
            sources.push(SourceRow { id, platform, channel, enabled });
        }
        Ok(sources)
    }

    /// Adds one. [`StoreError::Taken`] if its channel is there already.
    pub fn add_source(&self, source: &SourceRow) -> Result<()> {
        self.change(|transaction| insert(transaction, source, None))
    }

    /// Puts one back that was removed, where it stood. Gives the ids of all in their order: either it is
    /// there and that is known, or nothing was done.
    pub fn restore_source(&self, source: &SourceRow, place: Place) -> Result<Vec<String>> {
        self.change(|transaction| {
            insert(transaction, source, Some(place))?;
            place::order(transaction, "source")
        })
    }

    /// Remembers whether it is to be listened to.
    pub fn enable_source(&self, id: &SourceId, enabled: bool) -> Result<()> {
        let sql = "UPDATE source SET enabled = ?2 WHERE id = ?1";
        self.change(|transaction| match transaction.execute(sql, (id.as_str(), enabled))? {
            0 => Err(StoreError::Missing("source")),
            _ => Ok(()),
        })
    }

    /// Forgets it. Its history stays. Gives where it stood, to [put it back](Self::restore_source).
    pub fn remove_source(&self, id: &SourceId) -> Result<Place> {
        let sql = "DELETE FROM source WHERE id = ?1 RETURNING rowid";
        self.change(|transaction| {
            let place = transaction.query_row(sql, [id.as_str()], |row| row.get(0)).optional()?;
            place.map(Place).ok_or(StoreError::Missing("source"))
        })
    }
}

fn insert(transaction: &Transaction<'_>, source: &SourceRow, place: Option<Place>) -> Result<()> {
    let SourceRow { id, platform, channel, enabled } = source;
    let added = transaction.execute(
        "INSERT INTO source (rowid, id, platform, channel, enabled)
         VALUES (
             (SELECT ?5 WHERE NOT EXISTS (SELECT 1 FROM source WHERE rowid = ?5)),
             ?1, ?2, ?3, ?4
         )",
        (id.as_str(), platform.name(), channel, enabled, place),
    );
    match added {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            Err(StoreError::Taken("source"))
        }
        other => Ok(other.map(drop)?),
    }
}
