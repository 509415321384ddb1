//! One connection: what it hears, and whether it still lives.

use std::future::pending;

use futures_util::{SinkExt, StreamExt};
use tokio::time::{Instant, sleep_until, timeout};
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};

use super::{
    Timing,
    dial::{Socket, Trouble},
};

/// What a connection is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// The channel was asked for and must answer by then.
    Joining(Instant),
    /// It is read.
    Joined,
    /// It is read, and Twitch said that it will close.
    Closing,
    /// Another one is read in its place. What is on the way is taken until then.
    Replaced(Instant),
}

/// What a connection heard.
#[derive(Debug)]
pub(super) enum Heard {
    /// A frame of lines.
    Lines(Utf8Bytes),
    /// The time of its stage is over.
    StageOver,
    /// It is dead.
    Lost(Trouble),
}

/// One connection.
pub(super) struct Link {
    pub(super) stage: Stage,
    /// Whether Twitch accepted it.
    pub(super) welcome: bool,
    socket: Box<Socket>,
    timing: Timing,
    /// When silence means something.
    listen_until: Instant,
    /// Whether the server was asked since it was last heard.
    asked: bool,
}

impl Link {
    /// A connection over which the channel was just asked for.
    pub(super) fn new(socket: Socket, timing: Timing) -> Self {
        let now = Instant::now();
        Self {
            stage: Stage::Joining(now + timing.join),
            welcome: false,
            socket: Box::new(socket),
            listen_until: now + timing.silence,
            timing,
            asked: false,
        }
    }

    /// Waits for the next thing to know. Nothing is lost if the wait is given up.
    pub(super) async fn next(&mut self) -> Heard {
        loop {
            tokio::select! {
                biased;
                () = over(self.stage) => return Heard::StageOver,
                frame = self.socket.next() => match frame {
                    Some(Ok(frame)) => {
                        self.asked = false;
                        self.listen_until = Instant::now() + self.timing.silence;
                        match frame {
                            Message::Text(lines) => return Heard::Lines(lines),
                            Message::Close(_) => return Heard::Lost(Trouble::Closed),
                            _ => {}
                        }
                    }
                    Some(Err(error)) => return Heard::Lost(error.into()),
                    None => return Heard::Lost(Trouble::Closed),
                },
                () = sleep_until(self.listen_until) => {
                    if self.asked {
                        return Heard::Lost(Trouble::Silent);
                    }
                    self.asked = true;
                    self.listen_until = Instant::now() + self.timing.answer;
                    if let Err(trouble) = self.send("PING :alive").await {
                        return Heard::Lost(trouble);
                    }
                }
            }
        }
    }

    /// Sends a line.
    pub(super) async fn send(&mut self, line: &str) -> Result<(), Trouble> {
        let sent = timeout(self.timing.answer, self.socket.send(Message::text(line)));
        Ok(sent.await.map_err(|_| Trouble::Silent)??)
    }
}

async fn over(stage: Stage) {
    match stage {
        Stage::Joining(until) | Stage::Replaced(until) => sleep_until(until).await,
        Stage::Joined | Stage::Closing => pending().await,
    }
}
