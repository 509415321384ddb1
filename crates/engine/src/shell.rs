//! What pages ask of the desktop, and the desktop of pages.

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::{Notify, broadcast};
use tokio_util::sync::CancellationToken;

use crate::{Engine, EngineError, Result};

/// The desktop, as the engine knows it.
#[derive(Debug)]
pub(crate) struct Shell {
    /// Whether there is a window to show, or will be as soon as the desktop is up.
    windows: AtomicBool,
    show_window: Notify,
    closing: broadcast::Sender<()>,
    quit: CancellationToken,
}

impl Shell {
    pub(crate) fn new(headless: bool) -> Self {
        Self {
            windows: AtomicBool::new(!headless),
            show_window: Notify::new(),
            closing: broadcast::channel(4).0,
            quit: CancellationToken::new(),
        }
    }
}

impl Engine {
    /// Ends when the application is asked to quit.
    #[must_use]
    pub fn quit(&self) -> &CancellationToken {
        &self.0.shell.quit
    }

    /// Asks for the dashboard window; asked for before the desktop is up, it comes then.
    /// [`EngineError::NoWindow`] where there is none.
    pub fn show_window(&self) -> Result<()> {
        if !self.0.shell.windows.load(Ordering::Relaxed) {
            return Err(EngineError::NoWindow);
        }
        self.0.shell.show_window.notify_one();
        Ok(())
    }

    /// Says that there will be no window: the desktop could not be set up.
    pub fn do_without_window(&self) {
        self.0.shell.windows.store(false, Ordering::Relaxed);
    }

    /// Waits until somebody asks for the window.
    pub async fn window_wanted(&self) {
        self.0.shell.show_window.notified().await;
    }

    /// Tells open dashboards that closing their window would end the application. False if none is
    /// there to ask the person.
    #[must_use]
    pub fn announce_closing(&self) -> bool {
        self.0.shell.closing.send(()).is_ok()
    }

    /// What [`Self::announce_closing`] tells.
    #[must_use]
    pub fn closing(&self) -> broadcast::Receiver<()> {
        self.0.shell.closing.subscribe()
    }
}
