//! What was asked of a platform that counts it.

use jiff::Timestamp;
use rusqlite::OptionalExtension as _;

use crate::{Result, Store};

/// What is spent of a quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotaRow {
    /// Units.
    pub units: u64,
    /// The platform has said that there are none left.
    pub used_up: bool,
    /// When they begin anew.
    pub resets_at: Timestamp,
}

impl Store {
    /// What is spent of the quota of this name, if anything ever was.
    pub fn quota(&self, name: &str) -> Result<Option<QuotaRow>> {
        let connection = self.connection();
        let mut statement =
            connection.prepare("SELECT units, used_up, resets_at FROM quota WHERE name = ?1")?;
        let row = statement.query_row([name], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?, row.get::<_, i64>(2)?))
        });
        Ok(row.optional()?.map(|(units, used_up, seconds)| QuotaRow {
            units: u64::try_from(units).unwrap_or_default(),
            used_up,
            resets_at: Timestamp::from_second(seconds).unwrap_or(Timestamp::MIN),
        }))
    }

    /// Notes what is spent of it.
    pub fn set_quota(&self, name: &str, quota: QuotaRow) -> Result<()> {
        let units = i64::try_from(quota.units).unwrap_or(i64::MAX);
        self.connection().execute(
            "INSERT INTO quota (name, units, used_up, resets_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (name) DO UPDATE SET units = excluded.units,
                 used_up = excluded.used_up, resets_at = excluded.resets_at",
            (name, units, quota.used_up, quota.resets_at.as_second()),
        )?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spent_is_known_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let resets_at = Timestamp::from_second(1_795_939_200).unwrap();
        let spent = QuotaRow { units: 1_234, used_up: true, resets_at };
        let (store, _) = Store::open(folder.path()).unwrap();
        assert_eq!(store.quota("key").unwrap(), None);
        store.set_quota("key", QuotaRow { units: 1, used_up: false, resets_at }).unwrap();
        store.set_quota("key", spent).unwrap();
        drop(store);
        let (store, _) = Store::open(folder.path()).unwrap();
        assert_eq!(store.quota("key").unwrap(), Some(spent));
        assert_eq!(store.quota("sign_in").unwrap(), None);
    }
}
