//! Twitch chat: IRC over a WebSocket, as `wss://irc-ws.chat.twitch.tv` speaks it.
//!
//! Facts from <https://dev.twitch.tv/docs/chat/irc/> and from recorded sessions.

mod connection;
mod faults;
mod lines;
mod numbered;
mod rooms;
mod session;
mod wire;
mod world;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::error::SendTimeoutError;
use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::sync::{CancellationToken, DropGuard};

pub use lines::room_id;
pub(crate) use lines::target;
pub use numbered::Plan;
pub use world::{ChannelKind, Counted, Line, Peer, TwitchStats};
use world::{Connection, Outgoing, World};

use crate::{Error, Pace};

/// How long a client may leave its outbox full before it is cut off, as Twitch does.
const PATIENCE: Duration = Duration::from_secs(10);

/// A running stand-in. Clones are handles to the same one; the last one dropped stops it.
#[derive(Clone)]
pub struct FakeTwitch {
    address: SocketAddr,
    world: watch::Sender<World>,
    stop: CancellationToken,
    /// `None` in what the stand-in does by itself, which does not keep it running.
    _running: Option<Arc<DropGuard>>,
}

impl FakeTwitch {
    /// Starts on any free port of 127.0.0.1.
    pub async fn start() -> Result<Self, Error> {
        Self::start_on(0).await
    }

    /// Starts on this port of 127.0.0.1; fails if it is taken.
    pub async fn start_on(port: u16) -> Result<Self, Error> {
        let (listener, address) = crate::listen(port).await?;
        let (world, _) = watch::channel(World::new());
        let stop = CancellationToken::new();
        let accepting = stop.clone();
        let shared = world.clone();
        tokio::spawn(stop.clone().run_until_cancelled_owned(async move {
            loop {
                match listener.accept().await {
                    Ok((socket, _)) => {
                        let cut = accepting.child_token();
                        tokio::spawn(connection::serve(socket, shared.clone(), cut));
                    }
                    Err(error) => tracing::warn!(%error, "cannot accept a connection"),
                }
            }
        }));
        let running = Some(Arc::new(stop.clone().drop_guard()));
        Ok(Self { address, world, stop, _running: running })
    }

    /// What stands for `wss://irc-ws.chat.twitch.tv:443`.
    #[must_use]
    pub fn irc_url(&self) -> String {
        format!("ws://{}", self.address)
    }

    /// Declares what joining this channel leads to, from the next JOIN on.
    pub fn set_channel(&self, channel: &str, kind: ChannelKind) {
        self.world.send_modify(|world| {
            world.channels.insert(with_hash(channel), kind);
        });
    }

    /// From now on logging in with this token (without `oauth:`) fails.
    pub fn reject_token(&self, token: &str) {
        self.world.send_modify(|world| {
            world.rejected_tokens.insert(token.to_owned());
        });
    }

    /// Says something in a channel under a display name, with today's tags. Returns the message id.
    pub async fn say(&self, channel: &str, name: &str, text: &str) -> String {
        let (id, line) = lines::privmsg(&with_hash(channel), name, text);
        self.send_line(&line).await;
        id
    }

    /// Deletes one message, as a moderator's click does.
    pub async fn delete(&self, channel: &str, login: &str, message_id: &str) {
        let channel = with_hash(channel);
        let room = room_id(&channel);
        let sent = crate::since_epoch().as_millis();
        self.send_line(&format!(
            "@login={login};room-id={room};target-msg-id={message_id};tmi-sent-ts={sent} \
             :tmi.twitch.tv CLEARMSG {channel} :deleted"
        ))
        .await;
    }

    /// Sends a line to every connection joined to the channel it names, or to all connections if
    /// it names none. Returns how many it went to.
    pub async fn send_line(&self, line: &str) -> usize {
        self.send_lines(&[line]).await
    }

    /// Sends several lines in one WebSocket frame, to the connections of the first line's channel.
    pub async fn send_lines(&self, lines: &[impl AsRef<str>]) -> usize {
        let channel =
            lines.first().and_then(|line| lines::target(line.as_ref()).1).map(str::to_lowercase);
        let frame = lines.iter().map(|line| line.as_ref().to_owned()).collect();
        let reached = self.deliver(channel.as_deref(), &Outgoing::Lines(frame)).await;
        self.world.send_modify(|world| {
            world.stats.lines_sent += lines.len() as u64;
            for line in lines {
                world.hear(line.as_ref());
            }
        });
        reached
    }

    /// Sends one frame with exactly this text to all connections: half a line, garbage, or more
    /// than a client should take.
    pub async fn send_raw(&self, text: &str) -> usize {
        self.deliver(None, &Outgoing::Raw(text.to_owned())).await
    }

    /// Sends one text message to all connections, cut into these WebSocket frames.
    pub async fn send_fragments(&self, parts: &[&str]) -> usize {
        let parts = parts.iter().map(|&part| part.to_owned()).collect();
        self.deliver(None, &Outgoing::Fragments(parts)).await
    }

    /// Sends recorded lines at this pace, each to its own channel, and returns when the last is out.
    pub async fn replay(&self, lines: &[String], pace: Pace) {
        let mut batches = pace.batches(lines);
        while let Some(batch) = batches.next().await {
            for line in batch {
                self.send_line(line).await;
            }
        }
    }

    /// Waits until at least `count` open connections are joined to the channel.
    pub async fn joined(&self, channel: &str, count: usize) {
        let channel = with_hash(channel);
        self.until(|world| world.in_channel(&channel) >= count).await;
    }

    /// Waits until exactly `count` connections are open.
    pub async fn connected(&self, count: usize) {
        self.until(|world| world.open.len() == count).await;
    }

    /// Waits until this many connections were refused, see [`Self::refuse`].
    pub async fn refused(&self, count: u64) {
        self.until(|world| world.stats.refused >= count).await;
    }

    /// Waits until a client has sent a line that starts like this.
    pub async fn received(&self, start: &str) {
        self.until(|world| world.received.iter().any(|line| line.starts_with(start))).await;
    }

    /// The last lines that clients sent, oldest first.
    #[must_use]
    pub fn lines_received(&self) -> Vec<String> {
        self.world.borrow().received.iter().cloned().collect()
    }

    /// What has happened so far.
    #[must_use]
    pub fn stats(&self) -> TwitchStats {
        let world = self.world.borrow();
        TwitchStats { open: world.open.len(), ..world.stats.clone() }
    }

    async fn until(&self, holds: impl FnMut(&World) -> bool) {
        // `self` keeps the sender alive, so waiting cannot fail.
        let mut holds = holds;
        drop(self.world.subscribe().wait_for(|world| holds(world)).await);
    }

    /// A handle that does not keep the stand-in running.
    fn detached(&self) -> Self {
        Self { _running: None, ..self.clone() }
    }

    async fn deliver(&self, channel: Option<&str>, outgoing: &Outgoing) -> usize {
        let wanted = |connection: &Connection| {
            channel.is_none_or(|channel| connection.joined.contains(channel))
        };
        let audience: Vec<u64> = {
            let world = self.world.borrow();
            let open = world.open.iter().filter(|(_, connection)| wanted(connection));
            open.map(|(&id, _)| id).collect()
        };
        self.deliver_to(&audience, outgoing).await
    }

    async fn deliver_to(&self, connections: &[u64], outgoing: &Outgoing) -> usize {
        let outboxes: Vec<_> = {
            let world = self.world.borrow();
            let open = connections.iter().filter_map(|id| world.open.get(id));
            open.map(|to| (to.outbox.clone(), to.cut.clone())).collect()
        };
        let mut reached = 0;
        for (outbox, cut) in outboxes {
            let sent = (Instant::now(), outgoing.clone());
            match outbox.send_timeout(sent, PATIENCE).await {
                Ok(()) => reached += 1,
                Err(SendTimeoutError::Timeout(_)) => cut.cancel(),
                Err(SendTimeoutError::Closed(_)) => {}
            }
        }
        reached
    }
}

fn with_hash(channel: &str) -> String {
    format!("#{}", channel.trim_start_matches('#').to_lowercase())
}
