//! Twitch chat: IRC over a WebSocket, as `wss://irc-ws.chat.twitch.tv` speaks it.
//!
//! Facts from <https://dev.twitch.tv/docs/chat/irc/> and from recorded sessions.

mod connection;
mod lines;
mod session;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::sync::{mpsc, watch};
use tokio_util::sync::{CancellationToken, DropGuard};

pub use lines::room_id;
pub(crate) use lines::target;

use crate::{Error, Pace};

/// How long a client may leave its outbox full before it is cut off, as Twitch does.
const PATIENCE: Duration = Duration::from_secs(10);

/// Lines of clients that are remembered.
const REMEMBERED: usize = 10_000;

/// A running stand-in. Clones are handles to the same one; the last one dropped stops it.
#[derive(Clone)]
pub struct FakeTwitch {
    address: SocketAddr,
    world: watch::Sender<World>,
    stop: CancellationToken,
    _running: Arc<DropGuard>,
}

/// What joining a channel leads to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// The client joins; every channel that was not declared otherwise is open.
    #[default]
    Open,
    /// There is no such channel: Twitch answers nothing at all.
    Missing,
    /// A `NOTICE` with `msg_channel_suspended`.
    Suspended,
}

/// What has happened so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TwitchStats {
    /// Connections that finished the WebSocket handshake.
    pub accepted: u64,
    /// Connections that were reset at once while [`FakeTwitch::refuse`] was on.
    pub refused: u64,
    /// Connections open now.
    pub open: usize,
    /// Joins by channel, with `#`, since the start.
    pub joins: BTreeMap<String, u64>,
    /// Chat lines sent; a line counts once however many clients got it.
    pub lines_sent: u64,
}

#[derive(Default)]
struct World {
    open: BTreeMap<u64, Connection>,
    channels: HashMap<String, ChannelKind>,
    rejected_tokens: HashSet<String>,
    refusing: bool,
    stalled: bool,
    received: VecDeque<String>,
    stats: TwitchStats,
}

struct Connection {
    outbox: mpsc::Sender<Outgoing>,
    joined: BTreeSet<String>,
    cut: CancellationToken,
}

#[derive(Clone)]
enum Outgoing {
    /// Whole lines in one frame, as each client's capabilities show them.
    Lines(Vec<String>),
    /// One frame with exactly this text.
    Raw(String),
    /// One message in several WebSocket frames.
    Fragments(Vec<String>),
    Close,
}

impl World {
    fn remember(&mut self, line: &str) {
        if self.received.len() == REMEMBERED {
            self.received.pop_front();
        }
        self.received.push_back(line.to_owned());
    }

    fn join(&mut self, id: u64, channel: &str) {
        if let Some(connection) = self.open.get_mut(&id) {
            connection.joined.insert(channel.to_owned());
        }
        *self.stats.joins.entry(channel.to_owned()).or_default() += 1;
    }

    fn part(&mut self, id: u64, channel: &str) {
        if let Some(connection) = self.open.get_mut(&id) {
            connection.joined.remove(channel);
        }
    }

    fn in_channel(&self, channel: &str) -> usize {
        self.open.values().filter(|connection| connection.joined.contains(channel)).count()
    }
}

impl FakeTwitch {
    /// Starts on any free port of 127.0.0.1.
    pub async fn start() -> Result<Self, Error> {
        Self::start_on(0).await
    }

    /// Starts on this port of 127.0.0.1; fails if it is taken.
    pub async fn start_on(port: u16) -> Result<Self, Error> {
        let (listener, address) = crate::listen(port).await?;
        let (world, _) = watch::channel(World::default());
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
        let running = Arc::new(stop.clone().drop_guard());
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
        self.world.send_modify(|world| world.stats.lines_sent += lines.len() as u64);
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
        pace.run(lines, async |batch: &[String]| {
            for line in batch {
                self.send_line(line).await;
            }
        })
        .await;
    }

    /// Tells all clients to reconnect, and closes their connections after `grace`.
    pub async fn reconnect(&self, grace: Duration) {
        let leaving: Vec<u64> = self.world.borrow().open.keys().copied().collect();
        self.deliver(None, &Outgoing::Lines(vec![":tmi.twitch.tv RECONNECT".to_owned()])).await;
        let world = self.world.clone();
        tokio::spawn(self.stop.clone().run_until_cancelled_owned(async move {
            tokio::time::sleep(grace).await;
            let outboxes: Vec<_> = {
                let world = world.borrow();
                leaving.iter().filter_map(|id| Some(world.open.get(id)?.outbox.clone())).collect()
            };
            for outbox in outboxes {
                if outbox.send(Outgoing::Close).await.is_err() {
                    tracing::debug!("a client left before its connection was closed");
                }
            }
        }));
    }

    /// Resets every open connection, without a word.
    pub fn drop_connections(&self) {
        let world = self.world.borrow();
        world.open.values().for_each(|connection| connection.cut.cancel());
    }

    /// While on, new connections are reset before the handshake. Open ones go on.
    pub fn refuse(&self, on: bool) {
        self.world.send_modify(|world| world.refusing = on);
    }

    /// While on, the line is half open: connections are accepted and stay, nothing is answered,
    /// not even PING, and what is sent to clients is lost.
    pub fn stall(&self, on: bool) {
        self.world.send_modify(|world| world.stalled = on);
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

    async fn deliver(&self, channel: Option<&str>, outgoing: &Outgoing) -> usize {
        let wanted = |connection: &&Connection| {
            channel.is_none_or(|channel| connection.joined.contains(channel))
        };
        let outboxes: Vec<_> = {
            let world = self.world.borrow();
            let audience = world.open.values().filter(wanted);
            audience.map(|to| (to.outbox.clone(), to.cut.clone())).collect()
        };
        let mut reached = 0;
        for (outbox, cut) in outboxes {
            match outbox.send_timeout(outgoing.clone(), PATIENCE).await {
                Ok(()) => reached += 1,
                Err(_) => cut.cancel(),
            }
        }
        reached
    }
}

fn with_hash(channel: &str) -> String {
    format!("#{}", channel.trim_start_matches('#').to_lowercase())
}
