//! The bans that were placed from here on YouTube, which lifts one by its id alone.

use jiff::{SignedDuration, Timestamp};
use rusqlite::OptionalExtension as _;

use crate::{Result, Store};

/// So many are kept: the oldest go first.
const MOST: u32 = 10_000;
/// A timeout is kept so long after its end, as clocks differ.
const AFTER_THE_END: SignedDuration = SignedDuration::from_hours(24);

/// A ban or a timeout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YouTubeBanRow {
    /// The channel that it is of, as its source names it.
    pub channel: String,
    /// Whom it keeps from writing.
    pub author: String,
    /// YouTube's id of it.
    pub id: String,
    /// The end of a timeout.
    pub until: Option<Timestamp>,
}

impl Store {
    /// Keeps a ban in the place of an earlier one of the same person in the same channel, and drops
    /// timeouts that have long ended by `now`.
    pub fn keep_youtube_ban(&self, ban: &YouTubeBanRow, now: Timestamp) -> Result<()> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        let ended = now.checked_sub(AFTER_THE_END).unwrap_or(Timestamp::MIN);
        transaction.execute("DELETE FROM youtube_ban WHERE until < ?1", [ended.as_second()])?;
        transaction.execute(
            "INSERT OR REPLACE INTO youtube_ban (channel, author, id, until)
             VALUES (?1, ?2, ?3, ?4)",
            (&ban.channel, &ban.author, &ban.id, ban.until.map(Timestamp::as_second)),
        )?;
        transaction.execute(
            "DELETE FROM youtube_ban WHERE number <=
                 (SELECT number FROM youtube_ban ORDER BY number DESC LIMIT 1 OFFSET ?1)",
            [MOST],
        )?;
        Ok(transaction.commit()?)
    }

    /// The id of somebody's ban in a channel.
    pub fn youtube_ban(&self, channel: &str, author: &str) -> Result<Option<String>> {
        let connection = self.connection();
        let sql = "SELECT id FROM youtube_ban WHERE channel = ?1 AND author = ?2";
        let mut statement = connection.prepare(sql)?;
        Ok(statement.query_row([channel, author], |row| row.get(0)).optional()?)
    }

    /// Forgets one that is over.
    pub fn forget_youtube_ban(&self, channel: &str, author: &str) -> Result<()> {
        let sql = "DELETE FROM youtube_ban WHERE channel = ?1 AND author = ?2";
        self.connection().execute(sql, [channel, author])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn ban(author: &str, id: &str, until: Option<i64>) -> YouTubeBanRow {
        let until = until.map(at);
        YouTubeBanRow { channel: "@ada".into(), author: author.into(), id: id.into(), until }
    }

    #[test]
    fn a_ban_is_known_after_a_restart_until_it_is_lifted_and_a_timeout_until_it_has_long_ended() {
        let folder = tempfile::tempdir().unwrap();
        let (store, _) = Store::open(folder.path()).unwrap();
        store.keep_youtube_ban(&ban("bob", "b-1", Some(1_060)), at(1_000)).unwrap();
        store.keep_youtube_ban(&ban("bob", "b-2", None), at(1_000)).unwrap();
        store.keep_youtube_ban(&ban("eve", "e-1", Some(1_060)), at(1_000)).unwrap();
        drop(store);
        let (store, _) = Store::open(folder.path()).unwrap();
        assert_eq!(store.youtube_ban("@ada", "bob").unwrap().as_deref(), Some("b-2"));
        assert_eq!(store.youtube_ban("@grace", "bob").unwrap(), None, "another channel's");
        let later = at(1_061 + 24 * 60 * 60);
        store.keep_youtube_ban(&ban("zed", "z-1", None), later).unwrap();
        assert_eq!(store.youtube_ban("@ada", "eve").unwrap(), None);
        assert_eq!(store.youtube_ban("@ada", "bob").unwrap().as_deref(), Some("b-2"));
        store.forget_youtube_ban("@ada", "bob").unwrap();
        assert_eq!(store.youtube_ban("@ada", "bob").unwrap(), None);
    }

    #[test]
    fn of_very_many_the_oldest_go() {
        let folder = tempfile::tempdir().unwrap();
        let (store, _) = Store::open(folder.path()).unwrap();
        let fill = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 10000)
            INSERT INTO youtube_ban (channel, author, id) SELECT '@ada', i, i FROM n";
        store.connection().execute_batch(fill).unwrap();
        store.keep_youtube_ban(&ban("bob", "b", None), at(1_000)).unwrap();
        assert_eq!(store.youtube_ban("@ada", "1").unwrap(), None);
        assert_eq!(store.youtube_ban("@ada", "2").unwrap().as_deref(), Some("2"));
        assert_eq!(store.youtube_ban("@ada", "bob").unwrap().as_deref(), Some("b"));
    }
}
