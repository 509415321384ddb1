//! Listening while an overlay or a dock is open.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::status::Counters;
use crate::{Engine, ListenersMode, Status};

/// How long after the last page is gone the sources are still listened to: a scene change and a
/// restart of OBS are shorter.
const GRACE: Duration = Duration::from_mins(1);

/// A page is open for as long as this lives.
#[derive(Debug)]
pub struct PageOpen {
    count: Arc<AtomicUsize>,
    engine: Engine,
}

impl Engine {
    /// Counts an overlay as open.
    #[must_use]
    pub fn overlay_opened(&self) -> PageOpen {
        self.page_opened(&self.0.overlays_connected)
    }

    /// Counts a dock as open.
    #[must_use]
    pub fn dock_opened(&self) -> PageOpen {
        self.page_opened(&self.0.docks_connected)
    }

    fn page_opened(&self, count: &Arc<AtomicUsize>) -> PageOpen {
        count.fetch_add(1, Ordering::Relaxed);
        self.0.changed.notify_one();
        PageOpen { count: Arc::clone(count), engine: self.clone() }
    }

    /// In the mode for it: starts the sources with the first page, and stops them when none has
    /// been open for a while.
    pub(crate) async fn listen_while_in_use(self) {
        let mut status = self.status();
        let mut settings = self.0.settings.subscribe();
        let mut was_open = false;
        loop {
            let in_use = settings.borrow_and_update().listeners.mode == ListenersMode::InUse;
            let (open, listening) = seen(&status.borrow_and_update());
            if in_use && open && !was_open {
                self.start_enabled_sources();
            }
            was_open = in_use && open;
            // Every arm is cancel-safe: each only waits.
            tokio::select! {
                changed = status.wait_for(|now| seen(now) != (open, listening)) => {
                    if changed.is_err() { return; }
                }
                changed = settings.changed() => if changed.is_err() { return; },
                () = tokio::time::sleep(GRACE), if in_use && listening && !open => {
                    self.stop_listeners();
                }
            }
        }
    }
}

/// Whether an overlay or a dock is open, and whether any source is listened to.
fn seen(status: &Status) -> (bool, bool) {
    let Counters { overlays_connected, docks_connected, .. } = status.counters;
    (overlays_connected + docks_connected > 0, status.listening)
}

impl Drop for PageOpen {
    fn drop(&mut self) {
        self.count.fetch_sub(1, Ordering::Relaxed);
        self.engine.0.changed.notify_one();
    }
}
