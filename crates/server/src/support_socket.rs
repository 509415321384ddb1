//! The socket of a support overlay: how it looks, and what there is to show. Of chat it gets nothing.

use std::sync::Arc;

use axum::extract::ws::Message;
use engine::SupportView;
use serde::Serialize;
use tokio::sync::watch;

use crate::socket::{Client, End, GONE, STOPPING, TALKING, Watched};

/// What is sent beside the look.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Told<'a> {
    /// A page expects a beginning; this overlay's is always empty.
    Snapshot {
        epoch: &'static str,
        seq: u64,
        messages: [(); 0],
    },
    Support {
        support: &'a SupportView,
    },
}

impl Client {
    /// Follows what there is to show, until the end.
    pub(crate) async fn run_support(&mut self, mut watched: Watched) -> Result<(), End> {
        let stopping = self.site.0.stopping.clone();
        let mut view = self.site.0.engine.support_view();
        self.tell(&Told::Snapshot { epoch: "support", seq: 0, messages: [] }).await?;
        self.send_curtain(&mut watched.curtain).await?;
        self.send_look(&mut watched.overlays).await?;
        self.send_support(&mut view).await?;
        loop {
            // Every arm is cancel-safe: it waits, and takes nothing before it is chosen.
            tokio::select! {
                () = stopping.cancelled() => return Err(STOPPING),
                incoming = self.socket.recv() => match incoming {
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    Some(Ok(Message::Text(_) | Message::Binary(_))) => return Err(TALKING),
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return Err(GONE),
                },
                changed = watched.overlays.changed() => {
                    changed.map_err(|_| STOPPING)?;
                    self.send_look(&mut watched.overlays).await?;
                }
                changed = watched.sheets.changed() => {
                    changed.map_err(|_| STOPPING)?;
                    self.send_look(&mut watched.overlays).await?;
                }
                changed = watched.curtain.changed() => {
                    changed.map_err(|_| STOPPING)?;
                    self.send_curtain(&mut watched.curtain).await?;
                }
                changed = view.changed() => {
                    changed.map_err(|_| STOPPING)?;
                    self.send_support(&mut view).await?;
                }
            }
        }
    }

    async fn send_support(
        &mut self,
        view: &mut watch::Receiver<Arc<SupportView>>,
    ) -> Result<(), End> {
        let view = Arc::clone(&view.borrow_and_update());
        self.tell(&Told::Support { support: &view }).await
    }

    async fn tell(&mut self, told: &Told<'_>) -> Result<(), End> {
        // Strings, numbers and lists of them: the encoder has nothing that it could refuse.
        let text = serde_json::to_string(told).unwrap_or_default();
        self.send(Message::Text(text.into())).await
    }
}
