//! What the streamer put on the support page, as JSON. What it means is the engine's business.

use rusqlite::OptionalExtension as _;

use crate::{Result, Store};

impl Store {
    /// What is on the page, if it was ever set.
    pub fn support(&self) -> Result<Option<String>> {
        let connection = self.connection();
        let mut statement = connection.prepare("SELECT page FROM support")?;
        Ok(statement.query_row([], |row| row.get(0)).optional()?)
    }

    /// Puts this on the page.
    pub fn set_support(&self, page: &str) -> Result<()> {
        self.change(|transaction| {
            transaction.execute(
                "INSERT INTO support (one, page) VALUES (1, ?1)
                 ON CONFLICT (one) DO UPDATE SET page = excluded.page",
                [page],
            )?;
            Ok(())
        })
    }
}
