//! The focus queue, as it is between runs.

use chat::Kept;
use rusqlite::OptionalExtension as _;

use crate::{Result, Store};

impl Store {
    /// What an earlier run left of the queue. None where it left nothing that this version can read.
    pub fn focus(&self) -> Result<Option<Kept>> {
        let sql = "SELECT value FROM focus WHERE one = 1";
        let value: Option<String> =
            self.connection().query_row(sql, [], |row| row.get(0)).optional()?;
        let Some(value) = value else { return Ok(None) };
        let kept = serde_json::from_str(&value);
        Ok(kept.inspect_err(|error| tracing::warn!(%error, "the focus queue can't be read")).ok())
    }

    /// Keeps the queue; on the disk when this returns.
    pub fn keep_focus(&self, kept: &Kept) -> Result<()> {
        self.connection().execute(
            "INSERT INTO focus (one, value) VALUES (1, ?1)
             ON CONFLICT (one) DO UPDATE SET value = excluded.value",
            [serde_json::to_string(kept)?],
        )?;
        Ok(())
    }
}
