//! The dock: the page for one of OBS' own windows, from which the streamer reads and acts.

use store::Store;
use tokio::sync::watch;

use crate::{Engine, Key, Result};

/// The name of the dock's key.
const PAGE: &str = "dock";

impl Engine {
    /// The key of the dock's page, as it is now and as it changes.
    #[must_use]
    pub fn dock_key(&self) -> watch::Receiver<Key> {
        self.0.dock_key.subscribe()
    }

    /// Gives the dock a new key: the old address stops working at once.
    pub async fn rotate_dock_key(&self) -> Result<Key> {
        let _one = self.0.changing.lock().await;
        let key = Key::new()?;
        let stored = key.clone();
        self.with_store(move |store| store.set_page_key(PAGE, stored.reveal())).await?;
        self.0.dock_key.send_replace(key.clone());
        Ok(key)
    }
}

/// The stored key; on the first start, a new one.
pub(crate) fn load_or_make(store: &Store) -> Result<Key> {
    if let Some(known) = store.page_key(PAGE)? {
        return Ok(Key::known(known));
    }
    let key = Key::new()?;
    store.set_page_key(PAGE, key.reveal())?;
    Ok(key)
}
