//! What was paid: the ledger, as the store keeps it.

use chat::MessageId;
use store::{Entry, Ledger, LedgerQuery};

use crate::{Engine, Result};

impl Engine {
    /// The entries that fit, newest first.
    pub async fn ledger(&self, query: LedgerQuery) -> Result<Vec<Entry>> {
        let found = self.with_store(move |store| store.ledger(&query)).await?;
        self.know_images_of(&found);
        Ok(found)
    }

    /// The entries that fit, newest first, and what all that fit come to at that moment.
    pub async fn ledger_with_totals(&self, query: LedgerQuery) -> Result<Ledger> {
        let found = self.with_store(move |store| store.ledger_with_totals(&query)).await?;
        self.know_images_of(&found.entries);
        Ok(found)
    }

    fn know_images_of(&self, found: &[Entry]) {
        for Entry { message, .. } in found {
            self.0.images.know_all_of(message);
        }
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
