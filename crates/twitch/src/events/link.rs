//! One connection of EventSub, from its welcome on. Nothing is ever said on it: Twitch ends those
//! that speak.

use std::time::Duration;

use futures_util::StreamExt as _;
use net::WebSocket;
use tokio::time::{Instant, timeout, timeout_at};
use tokio_tungstenite::Connector;
use tokio_tungstenite::tungstenite::Message;
use url::Url;

use super::Timing;
use super::frame::Frame;
use crate::connection::dial::Trouble;

/// The largest frame that is taken. An event has some kilobytes.
const LARGEST_FRAME: usize = 1024 * 1024;

/// What makes connections.
#[derive(Clone)]
pub(super) struct Dialler {
    connector: Connector,
    timing: Timing,
}

/// One connection.
pub(super) struct Link {
    socket: WebSocket,
    /// Longer than this it is never silent.
    patience: Duration,
    heard: Instant,
}

impl Dialler {
    /// Reads the system's certificates if the address wants them.
    pub(super) fn new(url: &Url, timing: Timing) -> Result<Self, rustls::Error> {
        Ok(Self { connector: net::connector(url)?, timing })
    }

    /// Connects, and waits for the welcome. Gives the session's id too.
    pub(super) async fn dial(&self, url: &Url) -> Result<(Link, String), Trouble> {
        let dialled = timeout(self.timing.connect, self.welcomed(url)).await;
        dialled.map_err(|_| Trouble::Timeout)?
    }

    async fn welcomed(&self, url: &Url) -> Result<(Link, String), Trouble> {
        let limits = net::limits(LARGEST_FRAME);
        let socket = net::open(url, self.connector.clone(), limits).await?;
        let mut link = Link { socket, patience: self.timing.connect, heard: Instant::now() };
        loop {
            if let Frame::Welcome { session, keepalive } = link.next().await? {
                link.patience = keepalive + self.timing.slack;
                return Ok((link, session));
            }
        }
    }
}

impl Link {
    /// What it says next. Cancel-safe: a message is taken whole or not at all.
    pub(super) async fn next(&mut self) -> Result<Frame, Trouble> {
        loop {
            let until = self.heard + self.patience;
            let Ok(message) = timeout_at(until, self.socket.next()).await else {
                return Err(Trouble::Silent);
            };
            self.heard = Instant::now();
            match message {
                Some(Ok(Message::Text(text))) => return Ok(Frame::read(&text)),
                Some(Ok(Message::Close(_))) | None => return Err(Trouble::Closed),
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(error.into()),
            }
        }
    }
}
