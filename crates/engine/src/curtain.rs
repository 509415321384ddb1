//! The curtain: while it is drawn, no overlay shows anything. Chat goes on behind it.
//!
//! It stays drawn over a restart, whatever ended the application: who has hidden chat from their
//! viewers must not have it shown by a crash. That it is, a start says in health, on the desktop and in
//! the dashboard, so that nobody wonders a week later where the chat is.

use std::path::{Path, PathBuf};

use store::durable;
use tokio::sync::watch;

use crate::{Engine, EngineError, Warning};

/// There while it is drawn.
const MARK: &str = "chat-hidden";
/// That it was drawn by an earlier run, and still is.
const HIDDEN: &str = "chat_hidden";

impl Engine {
    /// Draws the curtain before every overlay, or lifts it.
    pub fn draw_curtain(&self, drawn: bool) {
        self.0.curtain.send_replace(drawn);
        if !drawn {
            self.clear_warning(HIDDEN);
        }
        self.0.changed.notify_one();
    }

    /// Whether it is drawn, now and from now on.
    #[must_use]
    pub fn curtain(&self) -> watch::Receiver<bool> {
        self.0.curtain.subscribe()
    }

    /// Says that an earlier run has left it drawn, if it has, and keeps from now on whether it is.
    pub(crate) fn keep_curtain(&self) {
        let mut curtain = self.0.curtain.subscribe();
        if *curtain.borrow_and_update() {
            self.warn(Warning {
                code: HIDDEN,
                message: "Chat is hidden on every overlay, as it was when the application ended."
                    .into(),
                hint: "Show it again by the tray's menu, the dashboard or your hotkey.".into(),
            });
        }
        let (path, stopping) = (mark(&self.0.data_dir), self.0.stopping.clone());
        self.0.tasks.spawn(async move {
            while let Some(Ok(())) = stopping.run_until_cancelled(curtain.changed()).await {
                let drawn = *curtain.borrow_and_update();
                keep(&path, drawn).await;
            }
            if curtain.has_changed().unwrap_or_default() {
                let drawn = *curtain.borrow_and_update();
                keep(&path, drawn).await;
            }
        });
    }
}

/// Whether an earlier run has left it drawn. Where that can't be known, chat is not hidden.
pub(crate) fn was_drawn(data_dir: &Path) -> bool {
    mark(data_dir).is_file()
}

fn mark(data_dir: &Path) -> PathBuf {
    data_dir.join(MARK)
}

/// Keeps whether it is drawn. It is all the same for this run, if the disk takes nothing.
async fn keep(path: &Path, drawn: bool) {
    let path = path.to_owned();
    let kept = crate::blocking(move || {
        let kept = if drawn { durable::write(&path, &[]) } else { durable::remove(&path) };
        kept.map_err(|error| EngineError::NotWritten { path, error })
    });
    if let Err(error) = kept.await {
        tracing::warn!(%error, "whether the curtain is drawn could not be kept");
    }
}
