//! Settings: names and JSON values. What they mean is the engine's business.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{Result, Store};

impl Store {
    /// All settings that were ever set.
    pub fn settings(&self) -> Result<BTreeMap<String, Value>> {
        let connection = self.connection();
        let mut statement = connection.prepare("SELECT name, value FROM setting")?;
        let rows = statement.query_map([], |row| {
            Ok((row.get::<_, String>("name")?, row.get::<_, String>("value")?))
        })?;
        rows.map(|row| {
            let (name, value) = row?;
            // One that is no JSON goes on as a text, which no setting of the name will take.
            Ok((name, serde_json::from_str(&value).unwrap_or(Value::String(value))))
        })
        .collect()
    }

    /// Sets these, all or none.
    pub fn set_settings(&self, settings: &BTreeMap<String, Value>) -> Result<()> {
        self.change(|transaction| {
            for (name, value) in settings {
                transaction.execute(
                    "INSERT INTO setting (name, value) VALUES (?1, ?2)
                     ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                    (name, value.to_string()),
                )?;
            }
            Ok(())
        })
    }
}
