//! What carries frames to a client.

use std::time::Duration;

use axum::extract::ws::{Message, WebSocket};
use sync::said::{self, OfHost};
use tokio::sync::mpsc;
use tokio::time::timeout;

use crate::guests::Waiting;

/// How long a client may take for a message.
const PATIENCE: Duration = Duration::from_secs(10);

/// A client's WebSocket, or the sealed way to a moderator's page beyond the network.
#[derive(Debug)]
pub(crate) enum Line {
    /// Large, and held by each client.
    Web(Box<WebSocket>),
    Sealed {
        /// The page's number for it.
        listen: u32,
        to_guest: mpsc::Sender<Waiting>,
    },
}

/// The client is gone.
#[derive(Debug)]
pub(super) struct Gone;

impl Line {
    pub(crate) fn sealed(listen: u32, to_guest: mpsc::Sender<Waiting>) -> Self {
        Self::Sealed { listen, to_guest }
    }

    /// What the client says: through a sealed line it says nothing, and goes with its task. Cancel-safe.
    pub(super) async fn recv(&mut self) -> Option<Message> {
        match self {
            Self::Web(socket) => socket.recv().await?.ok(),
            Self::Sealed { to_guest, .. } => {
                to_guest.closed().await;
                None
            }
        }
    }

    pub(super) async fn send(&mut self, message: Message) -> Result<(), Gone> {
        match self {
            Self::Web(socket) => {
                let sent = timeout(PATIENCE, socket.send(message)).await;
                sent.map_err(|_| Gone)?.map_err(|_| Gone)
            }
            // Over a slow line it takes its time; where nothing goes any more, the way to the service ends.
            Self::Sealed { listen, to_guest } => {
                let (code, text) = match &message {
                    Message::Text(text) => (None, text.as_bytes()),
                    Message::Close(frame) => (frame.as_ref().map(|frame| frame.code), &[][..]),
                    Message::Binary(_) | Message::Ping(_) | Message::Pong(_) => return Ok(()),
                };
                let bytes = said::written(&OfHost::Told { listen: *listen, code }, text);
                to_guest.send(Waiting { bytes, place: None }).await.map_err(|_| Gone)
            }
        }
    }
}
