//! The dock: the page for one of OBS' own windows, from which the streamer reads and acts.

use tokio::sync::watch;

use crate::{Engine, Key, Result};

/// The name of the dock's key.
pub(crate) const PAGE: &str = "dock";

impl Engine {
    /// The key of the dock's page, as it is now and as it changes.
    #[must_use]
    pub fn dock_key(&self) -> watch::Receiver<Key> {
        self.0.dock_key.subscribe()
    }

    /// Gives the dock a new key: the old address stops working at once.
    pub async fn rotate_dock_key(&self) -> Result<Key> {
        self.rotate(&self.0.dock_key).await
    }
}
