//! The WebSockets that tell of changes, and how they end.

use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::extract::{ConnectInfo, State};
use axum::response::Response;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout};

use super::routes::Shared;
use super::seventv::events;
use super::world::{Outgoing, Service, Socket, World};
use super::{FakeEmotes, bttv as betterttv};
use crate::socket::Reset;

/// Messages that wait for one client before it is cut off.
const OUTBOX: usize = 1024;

/// How long a client may take to agree to the end.
const PARTING: Duration = Duration::from_secs(5);

impl FakeEmotes {
    /// 7TV tells every client to reconnect, and closes.
    pub fn reconnect(&self) {
        self.send(Service::SevenTv, &events::reconnect());
    }

    /// 7TV tells every client that this is the end, and closes with this code: 4000 to 4012.
    pub fn end_streams(&self, code: u16, reason: &str) {
        self.send(Service::SevenTv, &events::end(code, reason));
    }

    /// Closes all sockets of a service with this code, without a word.
    pub fn close(&self, service: Service, code: u16) {
        self.send(service, &[Outgoing::Close(code)]);
    }

    /// Sends exactly this text to all sockets of a service.
    pub fn send_raw(&self, service: Service, text: &str) {
        self.send(service, &[Outgoing::Text(text.to_owned())]);
    }

    /// Resets all sockets of both services.
    pub fn drop_sockets(&self) {
        self.world.borrow().sockets.values().for_each(|socket| socket.cut.cancel());
    }

    /// While on, sockets are half open: they connect and stay, nothing is read or answered, not
    /// even a ping, and what is sent is lost.
    pub fn stall(&self, on: bool) {
        self.world.send_modify(|world| world.stalled = on);
    }

    /// How often 7TV says that it is there, on sockets opened from now on; 45,000 is usual.
    pub fn set_heartbeat(&self, milliseconds: u64) {
        self.world.send_modify(|world| world.heartbeat_ms = milliseconds.max(1));
    }

    fn send(&self, service: Service, all: &[Outgoing]) {
        let world = self.world.borrow();
        for socket in world.sockets.values().filter(|socket| socket.service == service) {
            for outgoing in all {
                if socket.outbox.try_send(outgoing.clone()).is_err() {
                    socket.cut.cancel();
                }
            }
        }
    }
}

pub(super) async fn seventv(
    State(shared): State<Shared>,
    ConnectInfo(reset): ConnectInfo<Reset>,
    upgrade: WebSocketUpgrade,
) -> Response {
    upgrade.on_upgrade(|socket| serve(socket, Service::SevenTv, shared, reset))
}

pub(super) async fn bttv(
    State(shared): State<Shared>,
    ConnectInfo(reset): ConnectInfo<Reset>,
    upgrade: WebSocketUpgrade,
) -> Response {
    upgrade.on_upgrade(|socket| serve(socket, Service::Bttv, shared, reset))
}

/// Serves one client until it leaves or is cut off.
async fn serve(socket: WebSocket, service: Service, shared: Shared, reset: Reset) {
    let Shared { world, stop } = shared;
    let cut = stop.child_token();
    let (outbox, inbox) = mpsc::channel(OUTBOX);
    let mut id = 0;
    let mut heartbeat_ms = 0;
    world.send_modify(|world| {
        world.stats.of(service).accepted += 1;
        id = world.stats.seventv.accepted + world.stats.bttv.accepted;
        heartbeat_ms = world.heartbeat_ms;
        let subscriptions = Vec::new();
        world.sockets.insert(id, Socket { service, outbox, subscriptions, cut: cut.clone() });
    });
    let mut conversation = Conversation { socket, service, id, world: world.clone(), heartbeat_ms };
    match cut.run_until_cancelled(conversation.run(inbox)).await {
        Some(Ok(())) => {}
        Some(Err(error)) => tracing::debug!(%error, "a client's connection broke"),
        None => reset.ask(),
    }
    world.send_modify(|world| {
        world.sockets.remove(&id);
    });
}

struct Conversation {
    socket: WebSocket,
    service: Service,
    id: u64,
    world: watch::Sender<World>,
    heartbeat_ms: u64,
}

impl Conversation {
    async fn run(&mut self, mut inbox: mpsc::Receiver<Outgoing>) -> Result<(), axum::Error> {
        let mut view = self.world.subscribe();
        let mut heal = view.clone();
        stalled_is(&mut heal, false).await;
        let is_seventv = self.service == Service::SevenTv;
        if is_seventv {
            let hello = events::hello(self.id, self.heartbeat_ms);
            self.socket.send(Message::text(hello)).await?;
        }
        let every = Duration::from_millis(self.heartbeat_ms);
        let mut beats = interval_at(Instant::now() + every, every);
        beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut beat = 0;
        loop {
            tokio::select! {
                biased;
                () = stalled_is(&mut view, true) => loop {
                    // What is sent into a dead line is lost; what the client sent waits unread.
                    tokio::select! {
                        biased;
                        lost = inbox.recv() => if lost.is_none() { return Ok(()) },
                        () = stalled_is(&mut heal, false) => break,
                    }
                },
                heard = self.socket.recv() => match heard {
                    Some(Ok(Message::Text(text))) => {
                        for outgoing in self.hear(&text) {
                            if self.write(outgoing).await? {
                                return Ok(());
                            }
                        }
                    }
                    Some(Ok(Message::Close(_))) | None => return Ok(()),
                    Some(Ok(_)) => {}
                    Some(Err(error)) => return Err(error),
                },
                sent = inbox.recv() => match sent {
                    Some(outgoing) => if self.write(outgoing).await? { return Ok(()) },
                    None => return Ok(()),
                },
                _ = beats.tick(), if is_seventv => {
                    beat += 1;
                    self.socket.send(Message::text(events::heartbeat(beat))).await?;
                }
            }
        }
    }

    fn hear(&self, text: &str) -> Vec<Outgoing> {
        let mut answers = Vec::new();
        self.world.send_modify(|world| {
            answers = match self.service {
                Service::SevenTv => events::hear(world, self.id, text),
                Service::Bttv => betterttv::hear(world, self.id, text),
            };
        });
        answers
    }

    /// Whether that was the end.
    async fn write(&mut self, outgoing: Outgoing) -> Result<bool, axum::Error> {
        let code = match outgoing {
            Outgoing::Text(text) => {
                self.socket.send(Message::text(text)).await?;
                return Ok(false);
            }
            Outgoing::Close(code) => code,
        };
        self.world.send_modify(|world| {
            world.sockets.remove(&self.id);
        });
        let frame = CloseFrame { code, reason: "".into() };
        self.socket.send(Message::Close(Some(frame))).await?;
        let agreed = async { while let Some(Ok(_)) = self.socket.recv().await {} };
        if timeout(PARTING, agreed).await.is_err() {
            tracing::debug!("a client did not agree to the end");
        }
        Ok(true)
    }
}

async fn stalled_is(view: &mut watch::Receiver<World>, stalled: bool) {
    // An error means the stand-in is gone, and then this task is being cancelled.
    drop(view.wait_for(|world| world.stalled == stalled).await);
}
