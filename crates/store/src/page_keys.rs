//! The keys of addresses of which there is one each: the dock's, Ko-fi's.

use rusqlite::OptionalExtension as _;

use crate::{Key, Result, Store};

impl Store {
    /// The key of a page, if it ever had one.
    pub fn page_key(&self, page: &str) -> Result<Option<Key>> {
        let connection = self.connection();
        let mut statement = connection.prepare("SELECT key FROM page_key WHERE page = ?1")?;
        Ok(statement.query_row([page], |row| row.get(0)).optional()?)
    }

    /// Gives a page this key instead of the one that it had.
    pub fn set_page_key(&self, page: &str, key: &Key) -> Result<()> {
        self.change(|transaction| {
            transaction.execute(
                "INSERT INTO page_key (page, key) VALUES (?1, ?2)
                 ON CONFLICT (page) DO UPDATE SET key = excluded.key",
                (page, key),
            )?;
            Ok(())
        })
    }
}
