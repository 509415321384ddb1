//! The curtain: while it is drawn, no overlay shows anything. Chat goes on behind it.
//!
//! It stays drawn over a restart, whatever ended the application: who has hidden chat from their
//! viewers must not have it shown by a crash. That it is, a start says in health, on the desktop and in
//! the dashboard, so that nobody wonders a week later where the chat is.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::sync::watch;

use crate::{Engine, EngineError, Warning};

/// What the disk does not take is written again after this time.
const AGAIN_AFTER: Duration = Duration::from_secs(15);
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

    /// Waits until the disk has how it is now, or has refused to: a crash after that changes nothing.
    pub async fn curtain_kept(&self) {
        let mut tried = self.0.curtain_tried.subscribe();
        let kept = tried.wait_for(|tried| *tried == *self.0.curtain.borrow());
        // What is not kept at the end of the application, its end keeps.
        self.0.stopping.run_until_cancelled(kept).await;
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
        self.0.tasks.spawn(self.clone().follow_curtain(curtain));
    }

    /// Keeps whether it is drawn whenever that changes; what the disk does not take, again after a while.
    async fn follow_curtain(self, mut curtain: watch::Receiver<bool>) {
        let stopping = self.0.stopping.clone();
        let mut is_kept = true;
        loop {
            let waits = async {
                if is_kept {
                    return curtain.changed().await;
                }
                tokio::time::timeout(AGAIN_AFTER, curtain.changed()).await.unwrap_or(Ok(()))
            };
            let Some(Ok(())) = stopping.run_until_cancelled(waits).await else { break };
            let drawn = *curtain.borrow_and_update();
            is_kept = self.keep_whether(drawn).await;
        }
        if !is_kept || curtain.has_changed().unwrap_or_default() {
            let drawn = *curtain.borrow_and_update();
            self.keep_whether(drawn).await;
        }
    }

    /// Keeps whether it is drawn, and says so where it is and the disk does not take that. For this run it
    /// is all the same.
    async fn keep_whether(&self, drawn: bool) -> bool {
        let path = mark(&self.0.data_dir);
        let kept = crate::blocking(move || {
            let kept = if drawn { files::write(&path, &[]) } else { files::remove(&path) };
            kept.map_err(|error| EngineError::NotWritten { path, error })
        });
        let kept = kept.await;
        if let Err(error) = &kept {
            tracing::warn!(%error, "whether the curtain is drawn could not be kept");
        }
        // That nothing at all is kept says it too.
        if kept.is_err() && drawn && !self.keeps_nothing() {
            self.warn(Warning {
                code: "chat_hidden_not_kept",
                message:
                    "Chat is hidden, but that can't be written: after a new start it would be \
                          shown."
                        .into(),
                hint: "Check that the disk is not full and can be written. It goes on by itself."
                    .into(),
            });
        } else {
            self.clear_warning("chat_hidden_not_kept");
        }
        self.0.curtain_tried.send_replace(drawn);
        kept.is_ok()
    }
}

/// Whether an earlier run has left it drawn. Where that can't be known, chat is not hidden.
pub(crate) fn was_drawn(data_dir: &Path) -> bool {
    mark(data_dir).is_file()
}

fn mark(data_dir: &Path) -> PathBuf {
    data_dir.join(MARK)
}
