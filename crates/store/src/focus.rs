//! The focus queue, as it is between runs.

use std::sync::{Arc, Mutex, PoisonError};

use chat::Kept;
use rusqlite::{Connection, OptionalExtension as _, Transaction};

use crate::{Result, Store, Untold, audit};

/// A state of the queue, to be kept.
#[derive(Debug, Clone)]
pub struct FocusState {
    /// Higher than that of every state before it in this run.
    pub version: u64,
    /// The queue.
    pub kept: Kept,
    /// How it came to be so.
    pub untold: Untold,
}

/// The version of the newest state that is on the disk. Two write states, one at a time: the queue's
/// own writer, and the history's with what changes both.
#[derive(Debug, Clone, Default)]
pub(crate) struct Newest(Arc<Mutex<u64>>);

impl Newest {
    /// Keeps a state with what is to be told of it and with what is written `beside` it: all of it or
    /// nothing. A newer state that is there already stays.
    pub(crate) fn keep(
        &self,
        connection: &mut Connection,
        state: &FocusState,
        beside: impl FnOnce(&Transaction<'_>) -> Result<()>,
    ) -> Result<()> {
        let FocusState { version, kept, untold } = state;
        let mut newest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = connection.transaction()?;
        beside(&transaction)?;
        if version > &newest {
            transaction.execute(
                "INSERT INTO focus (one, value) VALUES (1, ?1)
                 ON CONFLICT (one) DO UPDATE SET value = excluded.value",
                [serde_json::to_string(kept)?],
            )?;
        }
        for change in untold.up_to(*version) {
            audit::write(&transaction, &change)?;
        }
        transaction.commit()?;
        untold.are_told(*version);
        *newest = (*newest).max(*version);
        Ok(())
    }
}

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
    pub fn keep_focus(&self, state: &FocusState) -> Result<()> {
        self.newest.keep(&mut self.connection(), state, |_| Ok(()))
    }
}
