//! One WebSocket connection: the handshake, the reading and the writing.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep, sleep_until};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::tungstenite::http::{HeaderValue, header::SEC_WEBSOCKET_PROTOCOL};
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
use tokio_tungstenite::tungstenite::{Bytes, Error, Message};
use tokio_util::sync::CancellationToken;

use super::session::{Answer, Session};
use super::wire::Wire;
use super::world::{Connection, Outgoing, Sent, World};

/// Frames that wait for one client before the sender waits for it.
const OUTBOX: usize = 1024;

/// What a ping carries that asks whether all before it was read.
const READ: Bytes = Bytes::from_static(b"read");

/// How long a client may take to say that it has read everything before it is reset anyway.
const READING: Duration = Duration::from_secs(5);

/// A part of a message that does not end.
const ENDLESS: usize = 1 << 16;

/// Serves one client until it leaves or `stop` cuts it off.
pub(super) async fn serve(socket: TcpStream, world: watch::Sender<World>, stop: CancellationToken) {
    let socket = Wire::new(socket, world.subscribe());
    let mut refusing = false;
    world.send_modify(|world| {
        world.connected();
        refusing = world.refusing;
        world.stats.refused += u64::from(refusing);
    });
    if refusing {
        socket.reset();
        return;
    }
    let mut view = world.subscribe();
    // An error means the stand-in is gone, and then this task is being cancelled.
    drop(view.wait_for(|world| !world.stalled).await);
    let mut stream = match tokio_tungstenite::accept_hdr_async(socket, subprotocol).await {
        Ok(stream) => stream,
        Err(error) => {
            tracing::debug!(%error, "the WebSocket handshake failed");
            return;
        }
    };
    let (outbox, inbox) = mpsc::channel(OUTBOX);
    let mut id = 0;
    world.send_modify(|world| {
        world.stats.accepted += 1;
        id = world.stats.accepted;
        let joined = BTreeSet::new();
        let connection = Connection { outbox, joined, cut: stop.clone(), frozen: false };
        world.open.insert(id, connection);
    });
    let session = Session::new(id, world.clone());
    let conversation = Conversation { stream: &mut stream, session, world: world.clone(), id };
    let end = stop.run_until_cancelled(conversation.run(inbox, view)).await;
    match end {
        Some(Ok(End::Closed)) => {}
        Some(Ok(End::Reset)) | None => stream.get_ref().reset(),
        Some(Err(error)) => tracing::debug!(%error, "a client's connection broke"),
    }
    world.send_modify(|world| {
        world.open.remove(&id);
    });
}

/// How a conversation ended that did not break.
#[derive(Clone, Copy)]
enum End {
    Closed,
    Reset,
}

struct Conversation<'a> {
    stream: &'a mut WebSocketStream<Wire>,
    session: Session,
    world: watch::Sender<World>,
    id: u64,
}

impl Conversation<'_> {
    async fn run(
        mut self,
        mut inbox: mpsc::Receiver<Sent>,
        mut view: watch::Receiver<World>,
    ) -> Result<End, Error> {
        let mut heal = view.clone();
        let id = self.id;
        let mut ending: Option<(End, Instant)> = None;
        loop {
            tokio::select! {
                biased;
                () = dead_is(&mut view, id, true) => loop {
                    // What is sent into a dead line is lost; what the client sent waits unread.
                    tokio::select! {
                        biased;
                        lost = inbox.recv() => if lost.is_none() { return Ok(End::Closed) },
                        () = dead_is(&mut heal, id, false) => break,
                    }
                },
                heard = self.stream.next() => match heard {
                    Some(Ok(Message::Text(frame))) if ending.is_none() => {
                        for line in frame.lines().filter(|line| !line.is_empty()) {
                            if self.answer(line).await? {
                                ending = Some(self.end(End::Closed, &mut inbox).await?);
                            }
                        }
                    }
                    Some(Ok(Message::Pong(text))) if text == READ => return Ok(End::Reset),
                    Some(Ok(_)) => {}
                    None => return Ok(End::Closed),
                    Some(Err(error)) => return Err(error),
                },
                () = until(ending) => return Ok(ending.map_or(End::Closed, |(end, _)| end)),
                sent = inbox.recv(), if ending.is_none() => match sent {
                    Some((_, Outgoing::Close)) => {
                        ending = Some(self.end(End::Closed, &mut inbox).await?);
                    }
                    Some((_, Outgoing::Reset)) => {
                        ending = Some(self.end(End::Reset, &mut inbox).await?);
                    }
                    Some((at, outgoing)) => self.write(at, outgoing).await?,
                    None => return Ok(End::Closed),
                },
            }
        }
    }

    /// Begins the end: nothing more goes out, and the client is given time to read what did.
    async fn end(
        &mut self,
        end: End,
        inbox: &mut mpsc::Receiver<Sent>,
    ) -> Result<(End, Instant), Error> {
        self.world.send_modify(|world| {
            world.open.remove(&self.id);
        });
        inbox.close();
        while inbox.try_recv().is_ok() {}
        match end {
            End::Closed => self.stream.close(None).await?,
            End::Reset => self.stream.send(Message::Ping(READ)).await?,
        }
        Ok((end, Instant::now() + READING))
    }

    /// Answers one line of the client; whether that was the end.
    async fn answer(&mut self, line: &str) -> Result<bool, Error> {
        let Answer { lines, close, said, leave } = self.session.hear(line);
        self.write(Instant::now(), Outgoing::Lines(lines)).await?;
        if let Some((channel, said)) = said {
            for outbox in self.session.audience(&channel) {
                let said = (Instant::now(), Outgoing::Lines(vec![said.clone()]));
                if outbox.try_send(said).is_err() {
                    tracing::debug!("a client is too slow to be sent a message");
                }
            }
        }
        if let (Some(grace), Some(outbox)) = (leave, self.session.outbox()) {
            tokio::spawn(async move {
                sleep(grace).await;
                if outbox.send((Instant::now(), Outgoing::Close)).await.is_err() {
                    tracing::debug!("a client left before its connection was closed");
                }
            });
        }
        Ok(close)
    }

    async fn write(&mut self, at: Instant, outgoing: Outgoing) -> Result<(), Error> {
        let line = self.world.borrow().line;
        let jitter = fastrand::u64(0..=line.jitter_ms);
        sleep_until(at + Duration::from_millis(line.latency_ms + jitter)).await;
        match outgoing {
            Outgoing::Lines(lines) => self.write_lines(&lines, line.split).await,
            Outgoing::Numbered(channel, first, lines) => {
                self.write_lines(&lines, line.split).await?;
                self.world.send_modify(|world| {
                    let counted = world.stats.numbered.entry(channel).or_default();
                    (first..).zip(&lines).for_each(|(number, _)| counted.sent.insert(number));
                });
                Ok(())
            }
            Outgoing::Raw(text) => self.stream.send(Message::text(text)).await,
            Outgoing::Fragments(parts) => {
                let parts: Vec<_> = parts.into_iter().map(Bytes::from).collect();
                self.write_parts(&parts).await
            }
            Outgoing::Endless(bytes) => {
                for begun in (0..bytes).step_by(ENDLESS) {
                    let kind = if begun == 0 { Data::Text } else { Data::Continue };
                    let part = vec![b'x'; ENDLESS.min(bytes - begun)];
                    let frame = Frame::message(part, OpCode::Data(kind), false);
                    self.stream.send(Message::Frame(frame)).await?;
                }
                Ok(())
            }
            Outgoing::Barrier(_) | Outgoing::Close | Outgoing::Reset => Ok(()),
        }
    }

    async fn write_lines(&mut self, lines: &[String], split: usize) -> Result<(), Error> {
        let text = self.session.seen(lines).concat();
        if text.is_empty() {
            return Ok(());
        }
        if split == 0 {
            return self.stream.send(Message::text(text)).await;
        }
        let text = Bytes::from(text);
        let parts: Vec<_> = (0..text.len())
            .step_by(split)
            .map(|start| text.slice(start..text.len().min(start + split)))
            .collect();
        self.write_parts(&parts).await
    }

    async fn write_parts(&mut self, parts: &[Bytes]) -> Result<(), Error> {
        let last = parts.len().saturating_sub(1);
        for (index, part) in parts.iter().enumerate() {
            let kind = if index == 0 { Data::Text } else { Data::Continue };
            let frame = Frame::message(part.clone(), OpCode::Data(kind), index == last);
            self.stream.send(Message::Frame(frame)).await?;
        }
        Ok(())
    }
}

async fn until(ending: Option<(End, Instant)>) {
    match ending {
        Some((_, moment)) => sleep_until(moment).await,
        None => std::future::pending().await,
    }
}

async fn dead_is(view: &mut watch::Receiver<World>, id: u64, dead: bool) {
    // An error means the stand-in is gone, and then this task is being cancelled.
    drop(view.wait_for(|world| world.is_dead(id) == dead).await);
}

/// tmi.js asks for the subprotocol `irc` and hangs up on a server that does not agree to it.
#[expect(
    clippy::result_large_err,
    clippy::unnecessary_wraps,
    reason = "the signature is the library's"
)]
fn subprotocol(request: &Request, mut response: Response) -> Result<Response, ErrorResponse> {
    if request.headers().contains_key(SEC_WEBSOCKET_PROTOCOL) {
        response.headers_mut().insert(SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static("irc"));
    }
    Ok(response)
}
