//! Streamlabs and StreamElements, as far as they tell of donations: Socket.IO 2 over Engine.IO 3,
//! under `/streamlabs` and `/streamelements`.
//!
//! A stand-in greets, wants the token (in the address, or by `authenticate`), tells what
//! [`FakeDonations::tell`] gives it to everybody who may hear it, and ends or cuts connections when
//! it is told to. Who connects with a token that is not [`TOKEN`] is refused as the services do it.
//! StreamElements' API lists its tips under `/streamelements-api`, whoever heard of them.

mod tips;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{ConnectInfo, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde::Serialize;
use serde_json::{Value, json};
use tokio::sync::{mpsc, watch};
use tokio_util::sync::{CancellationToken, DropGuard};

pub use self::tips::TipsFault;
use crate::Error;
use crate::socket::Reset;

/// The token that both services accept.
pub const TOKEN: &str = "standin-donation-token";
/// StreamElements' id of the channel whose token that is.
pub const CHANNEL: &str = "5afbafb0c3a79ebedde18249";
/// Frames that wait for one client before it is cut off.
const OUTBOX: usize = 1024;

/// One of the services.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum DonationService {
    /// Streamlabs.
    Streamlabs,
    /// StreamElements.
    StreamElements,
}

/// What has happened so far.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DonationStats {
    /// Connections that were accepted.
    pub accepted: u64,
    /// Connections that may hear now.
    pub listening: u64,
    /// Tokens that were not accepted.
    pub refused: u64,
    /// Pings of clients that were answered.
    pub pings: u64,
    /// Questions for the tips of the past.
    pub asked: u64,
}

#[derive(Default)]
struct World {
    stats: BTreeMap<DonationService, DonationStats>,
    sockets: HashMap<u64, Socket>,
    last: u64,
    /// StreamElements' tips, in their order.
    tips: Vec<Value>,
    /// What the next questions for them are answered with.
    faults: VecDeque<TipsFault>,
    /// Whose socket StreamElements says it is.
    channel: Option<String>,
    /// Whether nobody can connect.
    is_down: bool,
    /// Whether the right token is refused as well.
    is_refusing: bool,
}

struct Socket {
    service: DonationService,
    outbox: mpsc::Sender<String>,
    may_hear: bool,
    cut: CancellationToken,
}

#[derive(Clone)]
struct Shared {
    world: watch::Sender<World>,
    stop: CancellationToken,
}

/// A running stand-in. Clones are handles to the same one; the last one dropped stops it.
#[derive(Clone)]
pub struct FakeDonations {
    address: SocketAddr,
    world: watch::Sender<World>,
    _running: Arc<DropGuard>,
}

impl FakeDonations {
    /// Starts on any free port of 127.0.0.1.
    pub async fn start() -> Result<Self, Error> {
        Self::start_on(0).await
    }

    /// Starts on this port of 127.0.0.1; fails if it is taken.
    pub async fn start_on(port: u16) -> Result<Self, Error> {
        let (listener, address) = crate::listen(port).await?;
        let (world, stop) = (
            watch::Sender::new(World { channel: Some(CHANNEL.into()), ..World::default() }),
            CancellationToken::new(),
        );
        let shared = Shared { world: world.clone(), stop: stop.clone() };
        let routes = Router::new()
            .route("/streamlabs/socket.io/", get(streamlabs))
            .route("/streamelements/socket.io/", get(streamelements))
            .route("/streamelements-api/tips/{channel}", get(tips::list))
            .with_state(shared);
        crate::serve(listener, routes, stop.clone());
        Ok(Self { address, world, _running: Arc::new(stop.drop_guard()) })
    }

    /// What stands for a service's address.
    #[must_use]
    pub fn url(&self, service: DonationService) -> String {
        let path = match service {
            DonationService::Streamlabs => "streamlabs",
            DonationService::StreamElements => "streamelements",
        };
        format!("ws://{}/{path}", self.address)
    }

    /// The environment variables that lead the application here.
    #[must_use]
    pub fn env(&self) -> BTreeMap<&'static str, String> {
        BTreeMap::from([
            ("MULTICHAT_STREAMLABS_URL", self.url(DonationService::Streamlabs)),
            ("MULTICHAT_STREAMELEMENTS_URL", self.url(DonationService::StreamElements)),
            (
                "MULTICHAT_STREAMELEMENTS_API_URL",
                format!("http://{}/streamelements-api", self.address),
            ),
        ])
    }

    /// Tells everybody who may hear of an event of this name, so many times.
    pub fn tell(&self, service: DonationService, name: &str, told: &Value, times: u32) {
        let frame = format!("42{}", json!([name, told]));
        let world = self.world.borrow();
        let hearing =
            world.sockets.values().filter(|socket| socket.service == service && socket.may_hear);
        for socket in hearing {
            for _ in 0..times {
                if socket.outbox.try_send(frame.clone()).is_err() {
                    socket.cut.cancel();
                }
            }
        }
    }

    /// A donation of this id, amount and text, as the service tells of one.
    pub fn donate(&self, service: DonationService, id: &str, amount: &str, from: &str, text: &str) {
        let told = match service {
            DonationService::Streamlabs => json!({
                "type": "donation", "for": "streamlabs",
                "event_id": format!("evt_{}", uuid::Uuid::new_v4().simple()),
                "message": [{
                    "id": id, "name": from, "amount": amount, "message": text, "currency": "USD",
                    "formatted_amount": format!("${amount}"), "emotes": null, "from": from,
                    "_id": uuid::Uuid::new_v4().simple().to_string(),
                }],
            }),
            DonationService::StreamElements => json!({
                "_id": uuid::Uuid::new_v4().simple().to_string(), "type": "tip",
                "provider": "twitch", "channel": "standin",
                "data": {
                    "tipId": id, "username": from, "message": text, "currency": "EUR",
                    "amount": amount.parse::<f64>().unwrap_or_default(), "items": [],
                },
            }),
        };
        if service == DonationService::StreamElements {
            self.world.send_modify(|world| world.list(id, amount, from, text));
        }
        self.tell(service, "event", &told, 1);
    }

    /// Ends all connections of a service in order.
    pub fn close(&self, service: DonationService) {
        let world = self.world.borrow();
        for socket in world.sockets.values().filter(|socket| socket.service == service) {
            if socket.outbox.try_send("41".into()).is_err() {
                socket.cut.cancel();
            }
        }
    }

    /// Resets all connections of a service.
    pub fn cut(&self, service: DonationService) {
        let world = self.world.borrow();
        let of = world.sockets.values().filter(|socket| socket.service == service);
        of.for_each(|socket| socket.cut.cancel());
    }

    /// While on, nobody's token is accepted.
    pub fn refuse(&self, on: bool) {
        self.world.send_modify(|world| world.is_refusing = on);
    }

    /// What has happened so far at a service.
    #[must_use]
    pub fn stats(&self, service: DonationService) -> DonationStats {
        self.world.borrow().stats.get(&service).cloned().unwrap_or_default()
    }

    /// Waits until this holds of what has happened at a service.
    pub async fn until(&self, service: DonationService, holds: impl Fn(&DonationStats) -> bool) {
        let of = |world: &World| world.stats.get(&service).cloned().unwrap_or_default();
        // `self` keeps the sender alive, so waiting cannot fail.
        drop(self.world.subscribe().wait_for(|world| holds(&of(world))).await);
    }
}

async fn streamlabs(
    State(shared): State<Shared>,
    ConnectInfo(reset): ConnectInfo<Reset>,
    Query(query): Query<HashMap<String, String>>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let known = query.get("token").is_some_and(|token| token == TOKEN)
        && !shared.world.borrow().is_refusing;
    upgrade
        .on_upgrade(move |socket| serve(socket, DonationService::Streamlabs, known, shared, reset))
}

async fn streamelements(
    State(shared): State<Shared>,
    ConnectInfo(reset): ConnectInfo<Reset>,
    upgrade: WebSocketUpgrade,
) -> Response {
    if shared.world.borrow().is_down {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    upgrade
        .on_upgrade(|socket| serve(socket, DonationService::StreamElements, false, shared, reset))
}

/// Serves one client until it leaves or is cut off.
async fn serve(
    socket: WebSocket,
    service: DonationService,
    known: bool,
    shared: Shared,
    reset: Reset,
) {
    let Shared { world, stop } = shared;
    let cut = stop.child_token();
    let (outbox, inbox) = mpsc::channel(OUTBOX);
    let mut id = 0;
    world.send_modify(|world| {
        world.last += 1;
        id = world.last;
        world.stats.entry(service).or_default().accepted += 1;
        world.sockets.insert(id, Socket { service, outbox, may_hear: false, cut: cut.clone() });
    });
    let mut talk = Talk { socket, service, id, world: world.clone() };
    match cut.run_until_cancelled(talk.run(known, inbox)).await {
        Some(Ok(())) => {}
        Some(Err(error)) => tracing::debug!(%error, "a client's connection broke"),
        None => reset.ask(),
    }
    world.send_modify(|world| {
        if world.sockets.remove(&id).is_some_and(|socket| socket.may_hear) {
            world.stats.entry(service).or_default().listening -= 1;
        }
    });
}

struct Talk {
    socket: WebSocket,
    service: DonationService,
    id: u64,
    world: watch::Sender<World>,
}

impl Talk {
    async fn run(
        &mut self,
        known: bool,
        mut inbox: mpsc::Receiver<String>,
    ) -> Result<(), axum::Error> {
        let greeting = json!({
            "sid": format!("standin{}", self.id), "upgrades": [],
            "pingInterval": 25_000, "pingTimeout": 5_000,
        });
        self.say(format!("0{greeting}")).await?;
        if self.service == DonationService::Streamlabs && !known {
            self.count(|stats| stats.refused += 1);
            return self.say(r#"44"Authentication error""#.into()).await;
        }
        self.say("40".into()).await?;
        if known {
            self.may_hear();
        }
        loop {
            tokio::select! {
                heard = self.socket.recv() => match heard {
                    Some(Ok(Message::Text(text))) => self.hear(&text).await?,
                    Some(Ok(Message::Close(_))) | None => return Ok(()),
                    Some(Ok(_)) => {}
                    Some(Err(error)) => return Err(error),
                },
                told = inbox.recv() => match told {
                    Some(frame) => {
                        let is_end = frame == "41";
                        self.say(frame).await?;
                        if is_end {
                            return self.socket.send(Message::Close(None)).await;
                        }
                    }
                    None => return Ok(()),
                },
            }
        }
    }

    async fn hear(&mut self, text: &str) -> Result<(), axum::Error> {
        if text == "2" {
            self.count(|stats| stats.pings += 1);
            return self.say("3".into()).await;
        }
        let Some(Ok(Value::Array(event))) = text.strip_prefix("42").map(serde_json::from_str)
        else {
            return Ok(());
        };
        if event.first() != Some(&json!("authenticate")) {
            return Ok(());
        }
        let told = event.get(1).unwrap_or(&Value::Null);
        let is_refusing = self.world.borrow().is_refusing;
        if told["method"] == "jwt" && told["token"] == TOKEN && !is_refusing {
            self.may_hear();
            let channel = self.world.borrow().channel.clone();
            let who = json!(["authenticated", {"channelId": channel, "project": "realtime"}]);
            return self.say(format!("42{who}")).await;
        }
        self.count(|stats| stats.refused += 1);
        self.say(r#"42["unauthorized",{"message":"Authentication failed"}]"#.into()).await
    }

    fn may_hear(&self) {
        self.world.send_modify(|world| {
            if let Some(socket) = world.sockets.get_mut(&self.id) {
                socket.may_hear = true;
            }
            world.stats.entry(self.service).or_default().listening += 1;
        });
    }

    fn count(&self, count: impl FnOnce(&mut DonationStats)) {
        self.world.send_modify(|world| count(world.stats.entry(self.service).or_default()));
    }

    async fn say(&mut self, frame: String) -> Result<(), axum::Error> {
        self.socket.send(Message::text(frame)).await
    }
}
