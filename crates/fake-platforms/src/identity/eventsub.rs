//! EventSub: the WebSocket of `eventsub.wss.twitch.tv`, and the call of Helix that subscribes.
//!
//! <https://dev.twitch.tv/docs/eventsub/handling-websocket-events/>. Events are told at least once:
//! [`FakeIdentity::repeat_events`] tells each several times.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::extract::{ConnectInfo, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, MissedTickBehavior, interval_at};
use tokio_util::sync::CancellationToken;

use super::FakeIdentity;
use super::helix::reader;
use super::routes::{Fields, Shared, answer, field};
use super::world::World;
use super::writes::twitch as refusal;
use crate::socket::Reset;
use crate::twitch::room_id;

/// Messages that wait for one client before it is cut off.
const OUTBOX: usize = 20_000;
/// Whoever has not subscribed by then is sent away.
const UNUSED: Duration = Duration::from_secs(10);

/// The scope that a kind of event takes, by the start of its name.
const SCOPES: [(&str, &str); 5] = [
    ("automod.message.", "moderator:manage:automod"),
    ("channel.follow", "moderator:read:followers"),
    ("channel.hype_train.", "channel:read:hype_train"),
    ("channel.channel_points_", "channel:read:redemptions"),
    ("channel.poll.", "channel:read:polls"),
];

/// Sessions, and what goes wrong with them.
pub(super) struct EventSub {
    sockets: BTreeMap<u64, Socket>,
    opened: u64,
    keepalive: u64,
    repeats: usize,
    /// While on, nothing is said, not even that the session is there.
    silent: bool,
    pub(super) stop: CancellationToken,
}

impl EventSub {
    pub(super) fn new(stop: CancellationToken) -> Self {
        Self { sockets: BTreeMap::new(), opened: 0, keepalive: 10, repeats: 1, silent: false, stop }
    }
}

struct Socket {
    session: String,
    outbox: mpsc::Sender<Outgoing>,
    subscriptions: Vec<Subscription>,
    cut: CancellationToken,
}

#[derive(Debug, Clone)]
struct Subscription {
    id: String,
    kind: String,
    version: String,
    channel: String,
}

impl Subscription {
    fn told(&self, session: &str, status: &str) -> Value {
        json!({
            "id": self.id,
            "status": status,
            "type": self.kind,
            "version": self.version,
            "cost": 0,
            "condition": {"broadcaster_user_id": self.channel},
            "transport": {"method": "websocket", "session_id": session},
            "created_at": "2026-11-24T12:00:00Z",
        })
    }
}

#[derive(Debug, Clone)]
enum Outgoing {
    Text(String),
    Close(u16),
}

fn message(kind: &str, about: Option<&Subscription>, payload: &Value) -> String {
    let mut metadata = json!({
        "message_id": uuid::Uuid::new_v4().to_string(),
        "message_type": kind,
        "message_timestamp": Timestamp::now().to_string(),
    });
    if let Some(Subscription { kind, version, .. }) = about {
        metadata["subscription_type"] = kind.as_str().into();
        metadata["subscription_version"] = version.as_str().into();
    }
    json!({"metadata": metadata, "payload": payload}).to_string()
}

/// `/twitch/eventsub/ws`; `?reconnect=` with the id of a session that goes on.
pub(super) async fn socket(
    State(world): Shared,
    ConnectInfo(reset): ConnectInfo<Reset>,
    Query(fields): Query<Fields>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let goes_on = Some(field(&fields, "reconnect").to_owned()).filter(|id| !id.is_empty());
    upgrade.on_upgrade(|socket| serve(socket, world, goes_on, reset))
}

async fn serve(
    mut socket: WebSocket,
    world: watch::Sender<World>,
    goes_on: Option<String>,
    reset: Reset,
) {
    let (outbox, mut inbox) = mpsc::channel(OUTBOX);
    let (mut id, mut keepalive, mut cut) = (0, 10, CancellationToken::new());
    world.send_modify(|world| {
        let eventsub = &mut world.eventsub;
        eventsub.opened += 1;
        world.stats.event_sockets = eventsub.opened;
        (id, keepalive, cut) = (eventsub.opened, eventsub.keepalive, eventsub.stop.child_token());
        let session = goes_on.clone().unwrap_or_else(|| format!("session-{id}"));
        let welcome = json!({"session": {
            "id": session,
            "status": "connected",
            "connected_at": Timestamp::now().to_string(),
            "keepalive_timeout_seconds": keepalive,
            "reconnect_url": null,
        }});
        let welcome = Outgoing::Text(message("session_welcome", None, &welcome));
        outbox.try_send(welcome).unwrap_or_default();
        // The subscriptions go over to the new connection; the old one may still be read.
        let is_it = |old: &&mut Socket| {
            Some(&old.session) == goes_on.as_ref() && !old.subscriptions.is_empty()
        };
        let old = eventsub.sockets.values_mut().find(is_it);
        let subscriptions = old.map(|old| std::mem::take(&mut old.subscriptions));
        let subscriptions = subscriptions.unwrap_or_default();
        let own = Socket { session, outbox, subscriptions, cut: cut.clone() };
        eventsub.sockets.insert(id, own);
    });
    let talk = talk(&mut socket, &world, id, &mut inbox, Duration::from_secs(keepalive));
    match cut.run_until_cancelled(talk).await {
        Some(Ok(())) => {}
        Some(Err(error)) => tracing::debug!(%error, "a client's connection broke"),
        None => reset.ask(),
    }
    world.send_modify(|world| {
        world.eventsub.sockets.remove(&id);
    });
}

async fn talk(
    socket: &mut WebSocket,
    world: &watch::Sender<World>,
    id: u64,
    inbox: &mut mpsc::Receiver<Outgoing>,
    keepalive: Duration,
) -> Result<(), axum::Error> {
    let mut beats = interval_at(Instant::now() + keepalive, keepalive);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let unused_at = Instant::now() + UNUSED;
    let mut was_looked_at = false;
    loop {
        tokio::select! {
            biased;
            sent = inbox.recv() => match sent {
                Some(Outgoing::Text(text)) => {
                    if !world.borrow().eventsub.silent {
                        socket.send(Message::text(text)).await?;
                    }
                }
                Some(Outgoing::Close(code)) => return close(socket, code).await,
                None => return Ok(()),
            },
            heard = socket.recv() => match heard {
                // Whoever speaks is sent away.
                Some(Ok(Message::Text(_) | Message::Binary(_))) => {
                    return close(socket, 4001).await;
                }
                Some(Ok(Message::Close(_))) | None => return Ok(()),
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(error),
            },
            _ = beats.tick() => {
                let is_silent = world.borrow().eventsub.silent;
                if !is_silent {
                    socket.send(Message::text(message("session_keepalive", None, &json!({})))).await?;
                }
            }
            () = tokio::time::sleep_until(unused_at), if !was_looked_at => {
                was_looked_at = true;
                let is_used = |own: &Socket| !own.subscriptions.is_empty();
                if !world.borrow().eventsub.sockets.get(&id).is_some_and(is_used) {
                    return close(socket, 4003).await;
                }
            }
        }
    }
}

async fn close(socket: &mut WebSocket, code: u16) -> Result<(), axum::Error> {
    socket.send(Message::Close(Some(CloseFrame { code, reason: "".into() }))).await
}

/// `POST eventsub/subscriptions`.
pub(super) async fn subscribe(State(world): Shared, headers: HeaderMap, body: Bytes) -> Response {
    let path = "/twitch/helix/eventsub/subscriptions";
    let grant = match reader(&world, &headers, "", path) {
        Ok(grant) => grant,
        Err(refusal) => return refusal,
    };
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let text = |at: &str| body.pointer(at).and_then(Value::as_str).unwrap_or_default().to_owned();
    let wanted = Subscription {
        id: uuid::Uuid::new_v4().to_string(),
        kind: text("/type"),
        version: text("/version"),
        channel: text("/condition/broadcaster_user_id"),
    };
    let Some((_, scope)) = SCOPES.iter().find(|(start, _)| wanted.kind.starts_with(start)) else {
        return refusal(400, "invalid subscription type and version");
    };
    if scope.starts_with("moderator:") && text("/condition/moderator_user_id").is_empty() {
        return refusal(400, "The parameter \"moderator_user_id\" was missing");
    }
    let is_allowed = grant.scopes.iter().any(|given| given == scope);
    if !is_allowed || wanted.channel != room_id(&grant.user) {
        return refusal(403, "subscription missing proper authorization");
    }
    let session = text("/transport/session_id");
    match add(&world, &session, wanted.clone()) {
        Ok(()) => {
            let told = wanted.told(&session, "enabled");
            let all = json!({"data": [told], "total": 1, "max_total_cost": 10, "total_cost": 0});
            answer(202, all)
        }
        Err((status, message)) => refusal(status, message),
    }
}

fn add(
    world: &watch::Sender<World>,
    session: &str,
    wanted: Subscription,
) -> Result<(), (u16, &'static str)> {
    let mut added =
        Err((400, "websocket transport session does not exist or has already disconnected"));
    world.send_modify(|world| {
        let mut sockets = world.eventsub.sockets.values_mut();
        let Some(socket) = sockets.find(|socket| socket.session == session) else { return };
        if socket.subscriptions.iter().any(|known| known.kind == wanted.kind) {
            added = Err((409, "subscription already exists"));
            return;
        }
        socket.subscriptions.push(wanted);
        added = Ok(());
    });
    added
}

/// Something happens in a channel. Gives how many connections are told of it.
pub(super) fn tell(world: &World, kind: &str, channel: &str, event: &Value) -> usize {
    let eventsub = &world.eventsub;
    let mut told = 0;
    for socket in eventsub.sockets.values() {
        let is_it = |known: &&Subscription| known.kind == kind && known.channel == channel;
        let Some(known) = socket.subscriptions.iter().find(is_it) else { continue };
        let subscription = known.told(&socket.session, "enabled");
        let payload = json!({"subscription": subscription, "event": event});
        let text = message("notification", Some(known), &payload);
        for _ in 0..eventsub.repeats {
            let text = Outgoing::Text(text.clone());
            if socket.outbox.try_send(text).is_err() {
                socket.cut.cancel();
            }
        }
        told += 1;
    }
    told
}

impl FakeIdentity {
    /// What stands for `wss://eventsub.wss.twitch.tv/ws`.
    #[must_use]
    pub fn eventsub_url(&self) -> String {
        format!("ws://{}/twitch/eventsub/ws", self.address)
    }

    /// Subscribes as Helix does for who may: for clients without HTTP. False if there is no such
    /// session.
    #[must_use]
    pub fn subscribe(&self, session: &str, kind: &str, version: &str, login: &str) -> bool {
        let wanted = Subscription {
            id: uuid::Uuid::new_v4().to_string(),
            kind: kind.to_owned(),
            version: version.to_owned(),
            channel: room_id(login),
        };
        add(&self.world, session, wanted).is_ok()
    }

    /// Something happens in a channel. Gives how many connections are told of it.
    #[expect(
        clippy::must_use_candidate,
        reason = "it does something, whoever asks how far it went"
    )]
    pub fn event(&self, kind: &str, login: &str, event: &Value) -> usize {
        self.changed(|world| tell(world, kind, &room_id(login), event))
    }

    /// Tells of each event so many times from now on.
    pub fn repeat_events(&self, times: usize) {
        self.changed(|world| world.eventsub.repeats = times);
    }

    /// How often sessions opened from now on are told that they are there, in seconds.
    pub fn set_keepalive(&self, seconds: u64) {
        self.changed(|world| world.eventsub.keepalive = seconds);
    }

    /// While on, sessions are told nothing at all.
    pub fn silence_events(&self, on: bool) {
        self.changed(|world| world.eventsub.silent = on);
    }

    /// Wants all clients to connect elsewhere: to this server again, or to what is at `to`. The old
    /// connections stay as long as their clients.
    pub fn move_event_sockets(&self, to: Option<&str>) {
        let url = to.map_or_else(|| self.eventsub_url(), str::to_owned);
        self.changed(|world| {
            for socket in world.eventsub.sockets.values().filter(|s| !s.subscriptions.is_empty()) {
                let session = json!({"session": {
                    "id": socket.session,
                    "status": "reconnecting",
                    "keepalive_timeout_seconds": null,
                    "reconnect_url": format!("{url}?reconnect={}", socket.session),
                    "connected_at": "2026-11-24T12:00:00Z",
                }});
                let text = message("session_reconnect", None, &session);
                socket.outbox.try_send(Outgoing::Text(text)).unwrap_or_default();
            }
        });
    }

    /// Ends all subscriptions whose kind starts with `kind`, for this reason
    /// (`authorization_revoked`, `user_removed`, `version_removed`).
    pub fn revoke_subscriptions(&self, kind: &str, status: &str) {
        self.changed(|world| {
            for socket in world.eventsub.sockets.values_mut() {
                let all = std::mem::take(&mut socket.subscriptions);
                let (over, kept): (Vec<_>, Vec<_>) =
                    all.into_iter().partition(|known| known.kind.starts_with(kind));
                socket.subscriptions = kept;
                for known in over {
                    let told = json!({"subscription": known.told(&socket.session, status)});
                    let text = message("revocation", Some(&known), &told);
                    socket.outbox.try_send(Outgoing::Text(text)).unwrap_or_default();
                }
            }
        });
    }

    /// Closes all connections with this code: 4000 to 4007.
    pub fn close_event_sockets(&self, code: u16) {
        self.changed(|world| {
            for socket in world.eventsub.sockets.values() {
                socket.outbox.try_send(Outgoing::Close(code)).unwrap_or_default();
            }
        });
    }

    /// Resets all connections.
    pub fn drop_event_sockets(&self) {
        self.changed(|world| world.eventsub.sockets.values().for_each(|one| one.cut.cancel()));
    }

    /// Waits until this many subscriptions are open.
    pub async fn subscribed(&self, count: usize) {
        let open = |world: &World| -> usize {
            world.eventsub.sockets.values().map(|socket| socket.subscriptions.len()).sum()
        };
        drop(self.world.subscribe().wait_for(|world| open(world) == count).await);
    }

    /// Waits until this many connections are open.
    pub async fn event_sockets(&self, count: usize) {
        let is_so = |world: &World| world.eventsub.sockets.len() == count;
        drop(self.world.subscribe().wait_for(is_so).await);
    }
}
