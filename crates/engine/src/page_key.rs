//! The key of an address of which there is one: it stays over restarts, until the streamer changes it.

use store::Store;
use tokio::sync::watch;

use crate::{Engine, Key, Result};

/// Such a key.
#[derive(Debug)]
pub(crate) struct PageKey {
    /// Under which it is stored.
    name: &'static str,
    now: watch::Sender<Key>,
}

impl PageKey {
    /// The stored key; on the first start, a new one.
    pub(crate) fn load_or_make(store: &Store, name: &'static str) -> Result<Self> {
        let key = match store.page_key(name)? {
            Some(known) => known,
            None => {
                let key = Key::new()?;
                store.set_page_key(name, &key)?;
                key
            }
        };
        Ok(Self { name, now: watch::Sender::new(key) })
    }

    /// As it is now and as it changes.
    pub(crate) fn subscribe(&self) -> watch::Receiver<Key> {
        self.now.subscribe()
    }
}

impl Engine {
    /// Gives the address a new key: the old one stops working at once.
    pub(crate) async fn rotate(&self, of: &PageKey) -> Result<Key> {
        let _one = self.0.changing.lock().await;
        let key = Key::new()?;
        let (name, stored) = (of.name, key.clone());
        self.with_store(move |store| store.set_page_key(name, &stored)).await?;
        of.now.send_replace(key.clone());
        Ok(key)
    }
}
