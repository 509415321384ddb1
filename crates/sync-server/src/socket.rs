//! What the sockets of hosts and guests have in common.

use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt as _, StreamExt as _};
use tokio::time::timeout;

pub(crate) type Out = SplitSink<WebSocket, Message>;
pub(crate) type In = SplitStream<WebSocket>;

/// How long somebody may take for a message, and to say who they are.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
/// How often somebody is asked whether they are there.
pub(crate) const ASKED_EVERY: Duration = Duration::from_secs(20);
/// Who has said nothing for so long, and answered nothing, is gone.
pub(crate) const SILENCE: Duration = Duration::from_secs(45);

/// Says why it ends, and waits until that is taken.
pub(crate) async fn close(mut out: Out, mut of_it: In, code: u16) {
    let closing = async {
        let frame = CloseFrame { code, reason: "".into() };
        if out.send(Message::Close(Some(frame))).await.is_ok() {
            // What is not read would have the system break it off, and the last word be lost.
            while let Some(Ok(_)) = of_it.next().await {}
        }
    };
    // One that is gone already is not told.
    timeout(PATIENCE, closing).await.unwrap_or_default();
}
