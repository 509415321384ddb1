//! The curtain: while it is drawn, no overlay shows anything. Chat goes on behind it.

use tokio::sync::watch;

use crate::Engine;

impl Engine {
    /// Draws the curtain before every overlay, or lifts it. It is lifted at every start.
    pub fn draw_curtain(&self, drawn: bool) {
        self.0.curtain.send_replace(drawn);
        self.0.changed.notify_one();
    }

    /// Whether it is drawn, now and from now on.
    #[must_use]
    pub fn curtain(&self) -> watch::Receiver<bool> {
        self.0.curtain.subscribe()
    }
}
