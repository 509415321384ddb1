//! A store that keeps nothing, for a folder that can't be written: chat is worth more than what is
//! kept of it.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite_migration::Migrations;

use crate::connect::connect_in_memory;
use crate::open::{MIGRATIONS, put_back};
use crate::snapshot::{self, Snapshot};
use crate::{Result, Store};

/// Messages that are there to be looked through; memory is not for more.
const MOST: u32 = 20_000;

impl Store {
    /// One with what is set as the copy beside the database has it, and without a history. Nothing of
    /// it is there any more when the last clone goes.
    pub fn in_memory(folder: &Path) -> Result<Self> {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        // Connections of this process that name the same share it.
        let name = format!("/multichat-{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        let mut connection = connect_in_memory(&name)?;
        if let Some(kept) = Snapshot::read(folder) {
            put_back(&mut connection, &kept, folder)?;
        }
        Migrations::from_slice(MIGRATIONS).to_latest(&mut connection)?;
        snapshot::seal(&connection)?;
        let (searching, history) = (connect_in_memory(&name)?, connect_in_memory(&name)?);
        Self::of(None, folder, [connection, searching, history], Some(MOST))
    }

    /// Whether all of it is gone at the end.
    #[must_use]
    pub fn keeps_nothing(&self) -> bool {
        self.folder.is_none()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use chat::{Message, Platform, Record, SourceId};
    use serde_json::json;

    use super::*;
    use crate::Query;

    #[test]
    fn it_begins_with_what_is_set_and_changes_nothing_in_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let set = |store: &Store, speed: u8| {
            let settings = BTreeMap::from([("chat_speed".to_owned(), json!(speed))]);
            store.set_settings(&settings).unwrap();
        };
        let (store, _) = Store::open(folder.path()).unwrap();
        set(&store, 31);
        drop(store);
        let files = || {
            let names = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
            names
                .map(|path| (path.clone(), std::fs::read(path).unwrap()))
                .collect::<BTreeMap<_, _>>()
        };
        let before = files();

        let store = Store::in_memory(folder.path()).unwrap();
        assert!(store.keeps_nothing());
        assert_eq!(store.settings().unwrap()["chat_speed"], 31);
        set(&store, 7);
        assert_eq!(store.settings().unwrap()["chat_speed"], 7);
        drop(store);
        assert!(files() == before);
    }

    #[test]
    fn the_newest_messages_can_be_looked_through_and_the_oldest_go() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::in_memory(folder.path()).unwrap();
        let at = "2026-11-22T18:00:00Z".parse().unwrap();
        let gap = Message::gap(Platform::Twitch, &SourceId::new("s"), at, at);
        let all = MOST + 500;
        for number in 1..=all {
            let native_id = number.to_string();
            let id = chat::MessageId::of(Platform::Twitch, &native_id);
            let message = Message { id, native_id, ..gap.clone() };
            store.record(Record::Message(Arc::new(message), None));
            if number % 1_000 == 0 {
                store.flush();
            }
        }
        store.flush();
        assert_eq!((store.lost(), store.in_trouble()), (0, false));
        let found =
            store.history(&Query { limit: all, with_gaps: true, ..Query::default() }).unwrap();
        assert_eq!(found.len(), MOST as usize);
        assert_eq!(found[0].message.native_id, all.to_string());
    }
}
