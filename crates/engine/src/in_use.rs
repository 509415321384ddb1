//! Listening while an overlay or a dock is open. A moderator's page and the dashboard do not count:
//! they look at what the stream reads, and are left open for days.

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
    /// been open for a while; but none that a person started by hand.
    pub(crate) async fn listen_while_in_use(self) {
        let mut status = self.status();
        let mut settings = self.0.settings.subscribe();
        let mut was_open = false;
        loop {
            let in_use = settings.borrow_and_update().listeners.mode == ListenersMode::InUse;
            let seen = self.seen(&status.borrow_and_update());
            let Seen { open, listening } = seen;
            if in_use && open && !was_open {
                self.start_enabled_sources();
            }
            was_open = in_use && open;
            // Every arm is cancel-safe: each only waits.
            tokio::select! {
                changed = status.wait_for(|now| self.seen(now) != seen) => {
                    if changed.is_err() { return; }
                }
                changed = settings.changed() => if changed.is_err() { return; },
                () = tokio::time::sleep(GRACE), if in_use && listening && !open => {
                    self.0.sources.stop_by_themselves();
                    self.0.changed.notify_one();
                }
            }
        }
    }

    fn seen(&self, status: &Status) -> Seen {
        let Counters { overlays_connected, docks_connected, .. } = status.counters;
        Seen {
            open: overlays_connected + docks_connected > 0,
            listening: self.0.sources.run_by_themselves(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Seen {
    /// An overlay or a dock is open.
    open: bool,
    /// A source is listened to that no person started.
    listening: bool,
}

impl Drop for PageOpen {
    fn drop(&mut self) {
        self.count.fetch_sub(1, Ordering::Relaxed);
        self.engine.0.changed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use chat::{Platform, SourceState};
    use tokio::time::Instant;

    use super::*;
    use crate::testing;

    /// Whether demo chat is listened to, and whether a channel is, which nobody answers for.
    fn on(status: &Status) -> [bool; 2] {
        [Platform::Demo, Platform::Twitch].map(|platform| {
            let source = status.sources.iter().find(|source| source.platform == platform);
            source.is_some_and(|source| source.state != SourceState::Off)
        })
    }

    #[tokio::test(start_paused = true)]
    async fn what_a_page_started_ends_a_while_after_it_and_what_a_person_started_goes_on() {
        let folder = tempfile::tempdir().expect("a folder");
        let options = crate::Options { demo: true, ..testing::options(folder.path()) };
        let engine = Engine::start(options).await.expect("an empty folder");
        let channel = engine.add_source(Platform::Twitch, "ada").await.expect("it is added");
        let mode = serde_json::json!({"listeners": {"mode": "in_use"}});
        engine.patch_settings(&mode).await.expect("it is a setting");
        let mut status = engine.status();
        let mut until = async |wanted: [bool; 2]| {
            let so = status.wait_for(|now| on(now) == wanted);
            tokio::time::timeout(GRACE * 3, so).await.expect("in time").expect("it goes on");
        };
        // What the mode before had started ends as well.
        until([false, false]).await;

        let page = engine.overlay_opened();
        until([true, true]).await;
        drop(page);
        let closed = Instant::now();
        until([false, false]).await;
        let lasted = closed.elapsed();
        assert!(lasted >= GRACE && lasted < GRACE * 2, "{lasted:?}: neither at once nor never");

        engine.start_source(&channel.id).await.expect("it is there");
        let page = engine.dock_opened();
        until([true, true]).await;
        drop(page);
        until([false, true]).await;
        tokio::time::sleep(GRACE * 3).await;
        assert_eq!(
            on(&engine.status_now()),
            [false, true],
            "by hand means until a person stops it"
        );
        engine.stop_listeners();
        until([false, false]).await;
        engine.stop().await;
    }
}
