//! What an earlier run left, all of it read before anything begins. Where some of it can't be read
//! because the database is damaged, that is put aside, and the start goes on with a new one.

use std::path::Path;

use chat::MessageId;
use store::{Damage, Store};

use crate::donations::Donations;
use crate::official::Quotas;
use crate::page_key::PageKey;
use crate::sources::{DemoChat, Sources};
use crate::support::SupportPage;
use crate::unreadable::Unreadable;
use crate::{
    EngineError, Moderator, Overlay, Result, Settings, audit, dock, hub, moderators, overlays,
};

/// What an earlier run left.
pub(crate) struct Earlier {
    pub(crate) store: Store,
    pub(crate) settings: Settings,
    /// The settings that this version can't read.
    pub(crate) unreadable: Unreadable,
    pub(crate) overlays: Vec<Overlay>,
    pub(crate) dock_key: PageKey,
    pub(crate) moderators: Vec<Moderator>,
    pub(crate) donations: Donations,
    pub(crate) support: SupportPage,
    pub(crate) sources: Sources,
    pub(crate) quotas: Quotas,
    /// What people have let pass.
    pub(crate) passed: Vec<MessageId>,
    pub(crate) hub: hub::LastRun,
}

impl Earlier {
    /// Reads what is in the data folder, and says what of it was damaged. Where nothing can be written
    /// there, chat goes on all the same, with what is set, and nothing of this run is kept.
    pub(crate) fn open(folder: &Path, demo: DemoChat) -> Result<(Self, Option<Damage>)> {
        match Self::open_to_write(folder, demo) {
            Err(EngineError::Store(error)) if error.is_refusal() => {
                tracing::error!(%error, "the database can't be written");
                Ok((Self::read(Store::in_memory(folder)?, demo)?, None))
            }
            opened => opened,
        }
    }

    fn open_to_write(folder: &Path, demo: DemoChat) -> Result<(Self, Option<Damage>)> {
        let (store, damage) = Store::open(folder)?;
        match Self::read(store.clone(), demo) {
            // A large file is not looked through at each start: this is how its damage is found.
            Err(EngineError::Store(error)) if store.is_damage(&error) => {
                tracing::error!(%error, "the database is damaged");
                drop(store);
                let (store, damage) = Store::open_anew(folder)?;
                Ok((Self::read(store, demo)?, damage))
            }
            read => Ok((read?, damage)),
        }
    }

    fn read(store: Store, demo: DemoChat) -> Result<Self> {
        let (settings, unreadable) = Settings::load(&store)?;
        Ok(Self {
            settings,
            unreadable,
            overlays: overlays::load_or_make(&store)?,
            dock_key: PageKey::load_or_make(&store, dock::PAGE)?,
            moderators: moderators::load(&store)?,
            donations: Donations::load(&store)?,
            support: SupportPage::load(&store)?,
            sources: Sources::load(&store, demo)?,
            quotas: Quotas::load(&store)?,
            passed: audit::passed(&store)?,
            hub: hub::LastRun::load(&store)?,
            store,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Seek as _, SeekFrom, Write as _};

    use rusqlite::Connection;

    use super::*;
    use crate::testing;

    /// More than is looked through at each start.
    const LARGE: u32 = 70 * 1024 * 1024;

    /// Makes the database a large one that ended well, with nonsense in place of this table.
    fn damage(folder: &Path, table: &str) {
        let path = folder.join("multichat.db");
        let database = Connection::open(&path).expect("it is there");
        // Pages that nothing is in any more are part of the file, and cost no time to write.
        let large =
            format!("CREATE TABLE large (of BLOB); INSERT INTO large VALUES (zeroblob({LARGE}))");
        database.execute_batch(&format!("{large}; DROP TABLE large")).expect("it grows");
        let number = |sql: &str| database.query_row(sql, [], |row| row.get::<_, i64>(0));
        let root = format!("SELECT rootpage FROM sqlite_schema WHERE name = '{table}'");
        let root = number(&root).expect("the table is there");
        let size = number("PRAGMA page_size").expect("it has one");
        drop(database);
        assert!(!path.with_extension("db-wal").exists(), "it was closed well");
        let mut file = std::fs::File::options().write(true).open(&path).expect("it can be written");
        let place = u64::try_from((root - 1) * size).expect("pages are counted from 1");
        file.seek(SeekFrom::Start(place)).expect("it is in the file");
        file.write_all(&[0xff; 512]).expect("it is written");
    }

    #[tokio::test]
    async fn damage_of_a_large_database_that_ended_well_is_found_by_what_a_start_reads() {
        for table in ["message", "focus", "sqlite_autoindex_quota_1"] {
            let folder = tempfile::tempdir().expect("a folder");
            let engine = testing::engine(folder.path()).await;
            let speed = serde_json::json!({"chat_speed": 31});
            engine.patch_settings(&speed).await.expect("it is set");
            engine.stop().await;
            drop(engine);
            damage(folder.path(), table);

            let engine = testing::engine(folder.path()).await;
            assert_eq!(engine.settings().chat_speed, Some(31), "{table}");
            let said: Vec<_> = engine.status_now().warnings.iter().map(|said| said.code).collect();
            assert_eq!(said, ["database_damaged"], "{table}");
            assert!(folder.path().join("multichat.db.damaged-1").exists(), "nothing is deleted");
            engine.stop().await;
        }
    }
}
