//! What goes wrong on request: connections that end, die or crawl.

use std::time::Duration;

use super::world::{Line, Outgoing, Peer, Storm, World};
use super::{FakeTwitch, with_hash};

impl FakeTwitch {
    /// The open connections, oldest first.
    #[must_use]
    pub fn connections(&self) -> Vec<Peer> {
        let world = self.world.borrow();
        let peer = |(&id, connection): (&u64, &super::world::Connection)| Peer {
            id,
            joined: connection.joined.iter().cloned().collect(),
        };
        world.open.iter().map(peer).collect()
    }

    /// Tells all clients to reconnect, and closes their connections after `grace`.
    pub async fn reconnect(&self, grace: Duration) {
        let leaving: Vec<u64> = self.world.borrow().open.keys().copied().collect();
        self.leave(leaving, grace).await;
    }

    /// The same for one connection; without effect if it is gone.
    pub async fn reconnect_one(&self, connection: u64, grace: Duration) {
        self.leave(vec![connection], grace).await;
    }

    async fn leave(&self, leaving: Vec<u64>, grace: Duration) {
        self.deliver_to(&leaving, &Outgoing::Lines(vec![RECONNECT.to_owned()])).await;
        let twitch = self.detached();
        tokio::spawn(self.stop.clone().run_until_cancelled_owned(async move {
            tokio::time::sleep(grace).await;
            twitch.deliver_to(&leaving, &Outgoing::Close).await;
        }));
    }

    /// The next so many joins are each answered with RECONNECT, and `grace` later the connection
    /// is closed.
    pub fn storm(&self, joins: u32, grace: Duration) {
        self.world.send_modify(|world| world.storm = Storm { joins, grace });
    }

    /// Resets every open connection, without a word. What was not read by then may be lost.
    pub fn drop_connections(&self) {
        let world = self.world.borrow();
        world.open.values().for_each(|connection| connection.cut.cancel());
    }

    /// The same for one connection; without effect if it is gone.
    pub fn drop_one(&self, connection: u64) {
        let world = self.world.borrow();
        world.open.get(&connection).inspect(|connection| connection.cut.cancel());
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

    /// From now on this connection, or every one that is open now, is half open and never heals,
    /// as after a change of network. New ones are well.
    pub fn freeze(&self, connection: Option<u64>) {
        self.world.send_modify(|world| {
            let chosen = |id: &u64| connection.is_none_or(|wanted| wanted == *id);
            let open = world.open.iter_mut().filter(|(id, _)| chosen(id));
            open.for_each(|(_, connection)| connection.frozen = true);
        });
    }

    /// How all that is sent from now on travels.
    pub fn set_line(&self, line: Line) {
        self.world.send_modify(|world| world.line = line);
    }

    /// A `NOTICE` with this `msg-id` to everybody in the channel. Returns how many that is.
    pub async fn notice(&self, channel: &str, id: &str, text: &str) -> usize {
        let channel = with_hash(channel);
        self.send_line(&format!("@msg-id={id} :tmi.twitch.tv NOTICE {channel} :{text}")).await
    }

    /// So many bytes of a message without an end or a line break, to all connections.
    pub async fn endless(&self, bytes: usize) -> usize {
        self.deliver(None, &Outgoing::Endless(bytes)).await
    }
}

pub(super) const RECONNECT: &str = ":tmi.twitch.tv RECONNECT";

impl World {
    /// The grace of a join that is to be answered with RECONNECT.
    pub(super) fn storm_hits(&mut self) -> Option<Duration> {
        self.storm.joins = self.storm.joins.checked_sub(1)?;
        Some(self.storm.grace)
    }
}
