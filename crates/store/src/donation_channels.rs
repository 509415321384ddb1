//! Whose donations are listened to, and since when.

use jiff::Timestamp;
use rusqlite::OptionalExtension as _;

use crate::{Result, Store};

/// A channel at a service that takes donations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DonationChannelRow {
    /// The service's id of it.
    pub channel: String,
    /// When it was first listened to.
    pub since: Timestamp,
}

impl Store {
    /// The channel at this service, if one was ever listened to.
    pub fn donation_channel(&self, provider: &str) -> Result<Option<DonationChannelRow>> {
        let connection = self.connection();
        let sql = "SELECT channel, since FROM donation_channel WHERE provider = ?1";
        let mut statement = connection.prepare(sql)?;
        let row = statement
            .query_row([provider], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)));
        Ok(row.optional()?.map(|(channel, since)| DonationChannelRow {
            channel,
            since: Timestamp::from_millisecond(since).unwrap_or(Timestamp::MAX),
        }))
    }

    /// Notes the channel at this service; `None` forgets it.
    pub fn set_donation_channel(
        &self,
        provider: &str,
        row: Option<&DonationChannelRow>,
    ) -> Result<()> {
        let connection = self.connection();
        match row {
            None => {
                connection
                    .execute("DELETE FROM donation_channel WHERE provider = ?1", [provider])?;
            }
            Some(row) => {
                connection.execute(
                    "INSERT INTO donation_channel (provider, channel, since) VALUES (?1, ?2, ?3)
                     ON CONFLICT (provider) DO UPDATE SET channel = excluded.channel,
                         since = excluded.since",
                    (provider, &row.channel, row.since.as_millisecond()),
                )?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_is_known_after_a_restart_until_it_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let row = |channel: &str, second| DonationChannelRow {
            channel: channel.into(),
            since: Timestamp::from_second(second).unwrap(),
        };
        let (store, _) = Store::open(folder.path()).unwrap();
        assert_eq!(store.donation_channel("streamelements").unwrap(), None);
        store.set_donation_channel("streamelements", Some(&row("a", 1))).unwrap();
        store.set_donation_channel("streamelements", Some(&row("b", 2))).unwrap();
        drop(store);
        let (store, _) = Store::open(folder.path()).unwrap();
        assert_eq!(store.donation_channel("streamelements").unwrap(), Some(row("b", 2)));
        assert_eq!(store.donation_channel("kofi").unwrap(), None);
        store.set_donation_channel("streamelements", None).unwrap();
        assert_eq!(store.donation_channel("streamelements").unwrap(), None);
    }
}
