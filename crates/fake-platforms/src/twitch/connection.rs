//! One WebSocket connection: the handshake, the reading and the writing.

use std::collections::BTreeSet;

use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::sync::{mpsc, watch};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::tungstenite::http::{HeaderValue, header::SEC_WEBSOCKET_PROTOCOL};
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_util::sync::CancellationToken;

use super::session::Session;
use super::{Connection, Outgoing, World};

/// Frames that wait for one client before the sender waits for it.
const OUTBOX: usize = 1024;

/// Serves one client until it leaves or `stop` cuts it off.
pub(super) async fn serve(socket: TcpStream, world: watch::Sender<World>, stop: CancellationToken) {
    let refusing = world.borrow().refusing;
    if refusing {
        world.send_modify(|world| world.stats.refused += 1);
        reset(&socket);
        return;
    }
    if let Err(error) = socket.set_nodelay(true) {
        tracing::debug!(%error, "messages may be sent late");
    }
    let mut view = world.subscribe();
    stall_is(&mut view, false).await;
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
        let connection = Connection { outbox, joined: BTreeSet::new(), cut: stop.clone() };
        world.open.insert(id, connection);
    });
    let session = Session::new(id, world.clone());
    match stop.run_until_cancelled(converse(&mut stream, session, inbox, view)).await {
        Some(Ok(())) => {}
        Some(Err(error)) => tracing::debug!(%error, "a client's connection broke"),
        None => reset(stream.get_ref()),
    }
    world.send_modify(|world| {
        world.open.remove(&id);
    });
}

async fn converse(
    stream: &mut WebSocketStream<TcpStream>,
    mut session: Session,
    mut inbox: mpsc::Receiver<Outgoing>,
    mut view: watch::Receiver<World>,
) -> Result<(), Error> {
    let mut heal = view.clone();
    loop {
        tokio::select! {
            biased;
            () = stall_is(&mut view, true) => loop {
                // What is sent into a dead line is lost; what the client sent waits unread.
                tokio::select! {
                    biased;
                    lost = inbox.recv() => if lost.is_none() { return Ok(()) },
                    () = stall_is(&mut heal, false) => break,
                }
            },
            heard = stream.next() => {
                let frame = match heard {
                    Some(Ok(Message::Text(text))) => text,
                    Some(Ok(_)) => continue,
                    // After a close has been answered there is nothing more to read.
                    None => return Ok(()),
                    Some(Err(error)) => return Err(error),
                };
                for line in frame.lines().filter(|line| !line.is_empty()) {
                    let answer = session.hear(line);
                    write(stream, &session, Outgoing::Lines(answer.lines)).await?;
                    if let Some((channel, said)) = answer.said {
                        for outbox in session.audience(&channel) {
                            if outbox.try_send(Outgoing::Lines(vec![said.clone()])).is_err() {
                                tracing::debug!("a client is too slow to be sent a message");
                            }
                        }
                    }
                    if answer.close {
                        return stream.close(None).await;
                    }
                }
            }
            outgoing = inbox.recv() => match outgoing {
                Some(Outgoing::Close) => return stream.close(None).await,
                Some(outgoing) => write(stream, &session, outgoing).await?,
                None => return Ok(()),
            },
        }
    }
}

async fn write(
    stream: &mut WebSocketStream<TcpStream>,
    session: &Session,
    outgoing: Outgoing,
) -> Result<(), Error> {
    match outgoing {
        Outgoing::Lines(lines) => {
            let lines = session.seen(&lines);
            if lines.is_empty() {
                return Ok(());
            }
            stream.send(Message::text(lines.concat())).await
        }
        Outgoing::Raw(text) => stream.send(Message::text(text)).await,
        Outgoing::Fragments(parts) => {
            let last = parts.len().saturating_sub(1);
            for (index, part) in parts.into_iter().enumerate() {
                let kind = if index == 0 { Data::Text } else { Data::Continue };
                let frame = Frame::message(part, OpCode::Data(kind), index == last);
                stream.send(Message::Frame(frame)).await?;
            }
            Ok(())
        }
        Outgoing::Close => Ok(()),
    }
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

async fn stall_is(view: &mut watch::Receiver<World>, stalled: bool) {
    // An error means the stand-in is gone, and then this task is being cancelled.
    drop(view.wait_for(|world| world.stalled == stalled).await);
}

/// Makes the close of this socket an RST, as a crashed server or a dropped route does.
fn reset(socket: &TcpStream) {
    if let Err(error) = socket.set_zero_linger() {
        tracing::debug!(%error, "cannot reset a connection, closing it instead");
    }
}
