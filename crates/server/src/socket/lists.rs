//! What an owner's page shows whole and asks for itself: it is told which of it has changed, from
//! wherever, and not how.

use std::future::pending;
use std::sync::Arc;

use engine::{Key, Moderator, Overlay, Support};
use tokio::sync::watch;

use crate::Site;

/// What is told of.
pub(super) struct Lists {
    overlays: watch::Receiver<Arc<Vec<Overlay>>>,
    themes: watch::Receiver<()>,
    dock_key: watch::Receiver<Key>,
    moderators: watch::Receiver<Arc<Vec<Moderator>>>,
    support: watch::Receiver<Arc<Support>>,
}

impl Lists {
    pub(super) fn of(site: &Site) -> Self {
        let engine = &site.0.engine;
        Self {
            overlays: engine.overlays(),
            themes: site.0.sheets.subscribe(),
            dock_key: engine.dock_key(),
            moderators: engine.moderators(),
            support: engine.support_set(),
        }
    }

    /// Waits for the next change, and gives the frame that says of what. Cancel-safe: it waits, and
    /// takes note of none but the one that it tells.
    pub(super) async fn changed(&mut self) -> &'static str {
        tokio::select! {
            Ok(()) = self.overlays.changed() => r#"{"type":"overlays"}"#,
            Ok(()) = self.themes.changed() => r#"{"type":"themes"}"#,
            Ok(()) = self.dock_key.changed() => r#"{"type":"dock"}"#,
            Ok(()) = self.moderators.changed() => r#"{"type":"moderators"}"#,
            Ok(()) = self.support.changed() => r#"{"type":"support"}"#,
            // The application ends, which is told by another way.
            else => pending().await,
        }
    }
}
