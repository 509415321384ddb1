//! Sources in OBS that are known to show an overlay: found again after its key has changed.

use std::collections::BTreeMap;

use crate::{Result, Store};

impl Store {
    /// The overlays' ids by the names of the sources that show them.
    pub fn obs_sources(&self) -> Result<BTreeMap<String, String>> {
        let connection = self.connection();
        let mut statement = connection.prepare("SELECT name, overlay FROM obs_source")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.map(|row| Ok(row?)).collect()
    }

    /// Keeps these instead.
    pub fn set_obs_sources(&self, sources: &BTreeMap<String, String>) -> Result<()> {
        self.change(|transaction| {
            transaction.execute("DELETE FROM obs_source", [])?;
            for (name, overlay) in sources {
                transaction.execute(
                    "INSERT INTO obs_source (name, overlay) VALUES (?1, ?2)",
                    (name, overlay),
                )?;
            }
            Ok(())
        })
    }
}
