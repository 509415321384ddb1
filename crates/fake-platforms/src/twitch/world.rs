//! What the stand-in knows: its connections, its channels and what it was told to do wrong.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::rooms::Said;
use crate::Numbers;

/// Lines of clients, and times, that are remembered.
const REMEMBERED: usize = 10_000;

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

/// How what is sent travels. All zero, the default, is at once and whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Line {
    /// Everything arrives so many milliseconds later; order is kept.
    pub latency_ms: u64,
    /// And up to so many more, at random.
    pub jitter_ms: u64,
    /// So many bytes go out at a time; 1 is byte by byte, 0 is no limit.
    pub bytes: usize,
    /// The pause after each such piece, in milliseconds.
    pub pause_ms: u64,
    /// Every message is cut into WebSocket frames of so many bytes, in the middle of characters
    /// too; 0 is one frame.
    pub split: usize,
}

/// What has happened so far. Times are milliseconds since the stand-in started; of the lists the
/// last 10,000 entries are there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TwitchStats {
    /// Connections that finished the WebSocket handshake.
    pub accepted: u64,
    /// Connections that were reset at once while [`super::FakeTwitch::refuse`] was on.
    pub refused: u64,
    /// Connections open now.
    pub open: usize,
    /// Joins by channel, with `#`, since the start.
    pub joins: BTreeMap<String, u64>,
    /// Chat lines sent; a line counts once however many clients got it.
    pub lines_sent: u64,
    /// When clients connected, the refused ones included.
    pub connects_ms: VecDeque<u64>,
    /// When clients joined a channel that is open to them.
    pub joins_ms: VecDeque<u64>,
    /// Numbered messages by channel, with `#`; see [`super::FakeTwitch::numbered`].
    pub numbered: BTreeMap<String, Counted>,
}

/// What became of the numbered messages of one channel.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// The last number said so far, whoever was there.
    pub said: u64,
    /// Up to here all that could be written to clients was written.
    pub settled: u64,
    /// Those that were written to the socket of at least one client that had joined. A client that
    /// reads until its connection ends has got them all; only [`super::FakeTwitch::drop_connections`]
    /// and its like can take the last ones away from it.
    pub sent: Numbers,
}

/// An open connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Peer {
    /// Its number; they count up from 1.
    pub id: u64,
    /// The channels it has joined, with `#`.
    pub joined: Vec<String>,
}

pub(super) struct World {
    pub(super) open: BTreeMap<u64, Connection>,
    pub(super) channels: HashMap<String, ChannelKind>,
    pub(super) rejected_tokens: HashSet<String>,
    pub(super) refusing: bool,
    pub(super) stalled: bool,
    pub(super) line: Line,
    pub(super) storm: Storm,
    pub(super) received: VecDeque<String>,
    /// The last messages that were said.
    pub(super) said: VecDeque<Said>,
    pub(super) stats: TwitchStats,
    started: Instant,
}

/// Joins that are answered with RECONNECT.
#[derive(Default)]
pub(super) struct Storm {
    pub(super) joins: u32,
    pub(super) grace: Duration,
}

pub(super) struct Connection {
    pub(super) outbox: mpsc::Sender<Sent>,
    pub(super) joined: BTreeSet<String>,
    pub(super) cut: CancellationToken,
    /// Dead for good: it stays open, and nothing passes in either direction.
    pub(super) frozen: bool,
}

/// Something for one client, and when it was sent.
pub(super) type Sent = (Instant, Outgoing);

#[derive(Clone)]
pub(super) enum Outgoing {
    /// Whole lines in one frame, as each client's capabilities show them.
    Lines(Vec<String>),
    /// The same, of numbered messages: the first one's number and the channel with them.
    Numbered(String, u64, Vec<String>),
    /// One frame with exactly this text.
    Raw(String),
    /// One message in several WebSocket frames.
    Fragments(Vec<String>),
    /// So many bytes of a message that does not end.
    Endless(usize),
    /// Dropped when everything before it was written, or never can be.
    Barrier(#[expect(dead_code, reason = "its drop is what is waited for")] mpsc::Sender<()>),
    Close,
    /// A reset, as soon as the client has read all that came before.
    Reset,
}

impl World {
    pub(super) fn new() -> Self {
        Self {
            open: BTreeMap::new(),
            channels: HashMap::new(),
            rejected_tokens: HashSet::new(),
            refusing: false,
            stalled: false,
            line: Line::default(),
            storm: Storm::default(),
            received: VecDeque::new(),
            said: VecDeque::new(),
            stats: TwitchStats::default(),
            started: Instant::now(),
        }
    }

    pub(super) fn remember(&mut self, line: &str) {
        push(&mut self.received, line.to_owned());
    }

    /// Remembers a message for those who delete it.
    pub(super) fn hear(&mut self, line: &str) {
        if let Some(said) = Said::read(line) {
            push(&mut self.said, said);
        }
    }

    pub(super) fn connected(&mut self) {
        let now = self.now();
        push(&mut self.stats.connects_ms, now);
    }

    pub(super) fn join(&mut self, id: u64, channel: &str) {
        if let Some(connection) = self.open.get_mut(&id) {
            connection.joined.insert(channel.to_owned());
        }
        *self.stats.joins.entry(channel.to_owned()).or_default() += 1;
        let now = self.now();
        push(&mut self.stats.joins_ms, now);
    }

    pub(super) fn part(&mut self, id: u64, channel: &str) {
        if let Some(connection) = self.open.get_mut(&id) {
            connection.joined.remove(channel);
        }
    }

    pub(super) fn in_channel(&self, channel: &str) -> usize {
        self.open.values().filter(|connection| connection.joined.contains(channel)).count()
    }

    /// Whether nothing passes over this connection.
    pub(super) fn is_dead(&self, id: u64) -> bool {
        self.stalled || self.open.get(&id).is_some_and(|connection| connection.frozen)
    }

    fn now(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

fn push<T>(list: &mut VecDeque<T>, item: T) {
    if list.len() == REMEMBERED {
        list.pop_front();
    }
    list.push_back(item);
}
