//! One connection: what it hears, and whether it still lives.

use std::future::pending;

use futures_util::{Sink, SinkExt, Stream, StreamExt};
use tokio::time::{Instant, sleep_until, timeout};
use tokio_tungstenite::tungstenite::{Error, Message, Utf8Bytes};

use super::{Timing, dial::Trouble, moment::Moment};

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

/// The WebSocket below a connection.
pub(super) trait Socket:
    Stream<Item = Result<Message, Error>> + Sink<Message, Error = Error> + Send + Unpin
{
}

impl<S> Socket for S where
    S: Stream<Item = Result<Message, Error>> + Sink<Message, Error = Error> + Send + Unpin
{
}

/// One connection.
pub(super) struct Link {
    pub(super) stage: Stage,
    /// Whether Twitch accepted it.
    pub(super) welcome: bool,
    /// When it was last heard.
    pub(super) heard: Moment,
    /// Since when another one is read in its place, as long as it was not heard since: until then
    /// nobody knows whether it still brought everything.
    pub(super) unproven: Option<Moment>,
    socket: Box<dyn Socket>,
    timing: Timing,
    /// When silence means something.
    listen_until: Instant,
    /// Whether the server was asked since it was last heard.
    asked: bool,
    /// The machine may have slept: until then the server must answer, or it is dead.
    doubted: Option<Instant>,
}

impl Link {
    /// A connection over which the channel was just asked for.
    pub(super) fn new(socket: Box<dyn Socket>, timing: Timing, heard: Moment) -> Self {
        let now = Instant::now();
        Self {
            stage: Stage::Joining(now + timing.join),
            welcome: false,
            heard,
            unproven: None,
            socket,
            listen_until: now + timing.silence,
            timing,
            asked: false,
            doubted: None,
        }
    }

    /// Waits for the next thing to know. Nothing is lost if the wait is given up.
    pub(super) async fn next(&mut self) -> Heard {
        loop {
            if matches!(self.stage, Stage::Replaced(until) if until <= Instant::now()) {
                return Heard::StageOver;
            }
            tokio::select! {
                // What has arrived goes before what is late: after the process stood still, both
                // are true at once.
                biased;
                frame = self.socket.next() => match frame {
                    Some(Ok(frame)) => {
                        self.asked = false;
                        self.listen_until = Instant::now() + self.timing.silence;
                        match frame {
                            Message::Text(lines) => {
                                if lines.contains("PONG") {
                                    self.doubted = None;
                                }
                                return Heard::Lines(lines);
                            }
                            Message::Close(_) => return Heard::Lost(Trouble::Closed),
                            _ => {}
                        }
                    }
                    Some(Err(error)) => return Heard::Lost(error.into()),
                    None => return Heard::Lost(Trouble::Closed),
                },
                () = over(self.stage) => return Heard::StageOver,
                () = at(self.doubted) => return Heard::Lost(Trouble::Slept),
                () = sleep_until(self.listen_until) => {
                    if self.asked {
                        return Heard::Lost(Trouble::Silent);
                    }
                    self.asked = true;
                    self.listen_until = Instant::now() + self.timing.answer;
                    if let Err(trouble) = self.ask().await {
                        return Heard::Lost(trouble);
                    }
                }
            }
        }
    }

    /// Asks the server at once whether it lives. What arrived before does not prove it.
    pub(super) async fn doubt(&mut self) {
        let patience = match self.ask().await {
            Ok(()) => self.timing.wake_answer,
            Err(_) => std::time::Duration::ZERO,
        };
        self.doubted.get_or_insert(Instant::now() + patience);
    }

    /// Asks the server whether it lives.
    pub(super) async fn ask(&mut self) -> Result<(), Trouble> {
        self.send("PING :alive").await
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

async fn at(when: Option<Instant>) {
    match when {
        Some(when) => sleep_until(when).await,
        None => pending().await,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;
    use tokio::io::DuplexStream;
    use tokio_tungstenite::{WebSocketStream, tungstenite::protocol::Role};

    use super::*;

    /// A connection that has joined, and the server's end of it.
    async fn joined() -> (Link, WebSocketStream<DuplexStream>) {
        let (ours, theirs) = tokio::io::duplex(1024);
        let ours = WebSocketStream::from_raw_socket(ours, Role::Client, None).await;
        let theirs = WebSocketStream::from_raw_socket(theirs, Role::Server, None).await;
        let heard = Moment::now(|| Timestamp::UNIX_EPOCH);
        let mut link = Link::new(Box::new(ours), Timing::default(), heard);
        link.stage = Stage::Joined;
        (link, theirs)
    }

    #[tokio::test(start_paused = true)]
    async fn a_half_open_connection_is_noticed_within_ten_seconds() {
        let (mut link, mut server) = joined().await;
        server.send(Message::text("PING :first")).await.expect("it is open");
        assert!(matches!(link.next().await, Heard::Lines(_)));
        let last_heard = Instant::now();
        assert!(matches!(link.next().await, Heard::Lost(Trouble::Silent)), "nobody answers");
        assert!(last_heard.elapsed() <= Duration::from_secs(10), "{:?}", last_heard.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn after_sleep_only_an_answer_proves_that_it_lives() {
        let (mut link, mut server) = joined().await;
        server.send(Message::text("from before the sleep")).await.expect("it is open");
        let woke = Instant::now();
        link.doubt().await;
        link.doubt().await;
        assert!(matches!(link.next().await, Heard::Lines(_)), "what is there is read");
        assert!(matches!(link.next().await, Heard::Lost(Trouble::Slept)), "and proves nothing");
        assert_eq!(woke.elapsed(), Timing::default().wake_answer);

        let (mut link, mut server) = joined().await;
        link.doubt().await;
        server.send(Message::text(":tmi PONG tmi :alive")).await.expect("it is open");
        assert!(matches!(link.next().await, Heard::Lines(_)));
        let woke = Instant::now();
        assert!(matches!(link.next().await, Heard::Lost(Trouble::Silent)), "as ever");
        assert!(woke.elapsed() > Timing::default().wake_answer, "it was trusted again");
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_waits_is_heard_before_its_time_is_over() {
        let (mut link, mut server) = joined().await;
        link.stage = Stage::Joining(Instant::now() + Duration::from_secs(1));
        server.send(Message::text("ROOMSTATE")).await.expect("it is open");
        // The process stood still.
        tokio::time::advance(Duration::from_secs(30)).await;
        assert!(matches!(link.next().await, Heard::Lines(_)), "it came in time");
    }
}
