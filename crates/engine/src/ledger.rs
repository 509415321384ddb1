//! What was paid: the ledger, as the store keeps it.

use chat::MessageId;
use store::{Entry, LedgerQuery, Total};

use crate::{Engine, Result};

impl Engine {
    /// The entries that fit, newest first.
    pub async fn ledger(&self, query: LedgerQuery) -> Result<Vec<Entry>> {
        let found = self.with_store(move |store| store.ledger(&query)).await?;
        for Entry { message, .. } in &found {
            self.0.images.know_all_of(message);
        }
        Ok(found)
    }

    /// What all entries that fit come to, by currency.
    pub async fn ledger_totals(&self, query: LedgerQuery) -> Result<Vec<Total>> {
        self.with_store(move |store| store.ledger_totals(&query)).await
    }

    /// Marks an entry as read, or as not.
    pub async fn mark_paid(&self, id: MessageId, is_read: bool) -> Result<()> {
        self.with_store(move |store| store.mark_paid(&id, is_read)).await
    }

    /// Marks this entry and all that came before it as read.
    pub async fn mark_paid_until(&self, id: MessageId) -> Result<()> {
        self.with_store(move |store| store.mark_paid_until(&id)).await
    }
}
