//! The focus queue, as it is between runs.

use chat::Kept;
use rusqlite::OptionalExtension as _;

use crate::{AuditChange, Result, Store, audit};

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

    /// Keeps the queue, and what is to be told of how it came to be so; on the disk when this
    /// returns, all of it or nothing.
    pub fn keep_focus(&self, kept: &Kept, told: &[AuditChange]) -> Result<()> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        transaction.execute(
            "INSERT INTO focus (one, value) VALUES (1, ?1)
             ON CONFLICT (one) DO UPDATE SET value = excluded.value",
            [serde_json::to_string(kept)?],
        )?;
        for change in told {
            audit::write(&transaction, change)?;
        }
        Ok(transaction.commit()?)
    }
}
