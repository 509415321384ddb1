//! The host's connection to the service: its rooms, and the guests in them.

use std::collections::HashMap;
use std::io;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt as _, StreamExt as _};
use net::WebSocket;
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::{self, Message};

use crate::wire::{self, OfHost, Passed, Welcome, closed};
use crate::{MOST, MOST_GUESTS, Service};

/// How long the service may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often it is asked whether it is there.
const ASKED_EVERY: Duration = Duration::from_secs(20);
/// One that has said nothing for so long, and answered nothing, is gone.
const SILENCE: Duration = Duration::from_secs(45);
/// The same after the machine has slept, when it is asked at once.
const SILENCE_AFTER_SLEEP: Duration = Duration::from_secs(15);
/// What waits for the service, of all guests. Little: each that has more to say is heard in its turn.
const WAITING: usize = 4;
/// What waits of one guest: who says more than is taken is sent away, and the others are not held up.
const WAITING_OF_ONE: usize = 64;

/// Why there is no connection, or none any more.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// Nobody answers there.
    #[error("{0}")]
    Unreachable(String),
    /// Somebody else answers, with a certificate that the system does not trust; or the service's is over.
    #[error("its certificate is not trusted: {0}")]
    Certificate(String),
    /// Who answers is no such service, or of another version.
    #[error("what answers there is no sync service that this version can speak with")]
    NoService,
    /// The code is none of its own, or not any more.
    #[error("the service does not know this connection link (any more)")]
    UnknownCode,
    /// Another application has come with the same code.
    #[error("another computer has connected with the same link")]
    Elsewhere,
    /// The connection has ended, and may come back.
    #[error("the connection was lost")]
    Lost,
}

/// A guest, who came into a room.
#[derive(Debug)]
pub struct Guest {
    /// Which.
    pub room: String,
    /// What they say, sealed. Ends when they go.
    pub says: mpsc::Receiver<Bytes>,
    /// What they are told.
    pub told: ToGuest,
}

/// The way to a guest, who is sent away when it is dropped.
#[derive(Debug)]
pub struct ToGuest {
    guest: u32,
    service: mpsc::Sender<(u32, Passed)>,
    gone: mpsc::UnboundedSender<u32>,
}

impl ToGuest {
    /// Tells them this, sealed. Waits while the way to the service is full. Whether there is a way.
    pub async fn tell(&self, sealed: Vec<u8>) -> bool {
        self.service.send((self.guest, Passed::Said(sealed.into()))).await.is_ok()
    }
}

impl Drop for ToGuest {
    fn drop(&mut self) {
        // Where nobody listens, the connection is gone, and with it the guest.
        self.gone.send(self.guest).unwrap_or_default();
    }
}

/// Connects, and gives out the guests that come until the connection ends. `opened` is called once the
/// rooms are open. `woken` changes when the machine may have slept: nobody says that a connection died
/// meanwhile.
pub async fn serve(
    service: &Service,
    code: &SecretString,
    mut rooms: watch::Receiver<Vec<String>>,
    woken: watch::Receiver<u64>,
    guests: mpsc::Sender<Guest>,
    opened: impl FnOnce(),
) -> Result<(), HostError> {
    let mut socket = timeout(PATIENCE, called(service)).await.map_err(|_| silent())??;
    let now = rooms.borrow_and_update().clone();
    let hello = OfHost { code: Some(code.expose_secret().to_owned()), rooms: now };
    socket.send(text(&hello)).await.map_err(|error| ended(&error))?;
    match timeout(PATIENCE, socket.next()).await.map_err(|_| HostError::NoService)? {
        Some(Ok(Message::Text(text))) if is_ours(&text) => opened(),
        Some(Ok(Message::Close(frame))) => return Err(why(frame.map(|frame| frame.code.into()))),
        Some(Err(error)) => return Err(ended(&error)),
        _ => return Err(HostError::NoService),
    }
    let (to_service, of_guests) = mpsc::channel(WAITING);
    let (gone, leaving) = mpsc::unbounded_channel();
    let (mut out, mut of_service) = socket.split();
    // Beside each other: what goes out slowly does not keep the service from being heard.
    tokio::select! {
        error = listen(&mut of_service, woken.clone(), &guests, &to_service, &gone) => Err(error),
        told = tell(&mut out, of_guests, leaving, rooms, woken) => told,
    }
}

/// Gives out the guests that come, and what they say.
async fn listen(
    of_service: &mut SplitStream<WebSocket>,
    mut woken: watch::Receiver<u64>,
    guests: &mpsc::Sender<Guest>,
    to_service: &mpsc::Sender<(u32, Passed)>,
    gone: &mpsc::UnboundedSender<u32>,
) -> HostError {
    let mut known: HashMap<u32, mpsc::Sender<Bytes>> = HashMap::new();
    let mut silence = SILENCE;
    loop {
        // Both arms are cancel-safe: each only waits.
        let heard = tokio::select! {
            heard = timeout(silence, of_service.next()) => heard,
            Ok(()) = woken.changed() => {
                silence = SILENCE_AFTER_SLEEP;
                continue;
            }
        };
        silence = SILENCE;
        let bytes = match heard {
            Ok(Some(Ok(Message::Binary(bytes)))) => bytes,
            Ok(Some(Ok(Message::Close(frame)))) => return why(frame.map(|frame| frame.code.into())),
            Ok(Some(Ok(_))) => continue,
            Ok(Some(Err(error))) => return ended(&error),
            Ok(None) | Err(_) => return HostError::Lost,
        };
        match Passed::read(bytes) {
            Some((_, Passed::Opened(_))) if known.len() >= MOST_GUESTS => {
                return HostError::NoService;
            }
            Some((guest, Passed::Opened(room))) => {
                let (said, says) = mpsc::channel(WAITING_OF_ONE);
                known.insert(guest, said);
                let told = ToGuest { guest, service: to_service.clone(), gone: gone.clone() };
                // Where nobody takes guests, it is dropped, and so sent away.
                guests.send(Guest { room, says, told }).await.unwrap_or_default();
            }
            Some((guest, Passed::Said(said))) => {
                // Its end is told to who listens, and so it is sent away.
                if known.get(&guest).is_some_and(|to| to.try_send(said).is_err()) {
                    known.remove(&guest);
                }
            }
            Some((guest, Passed::Closed)) => drop(known.remove(&guest)),
            None => return HostError::NoService,
        }
    }
}

/// Tells the service what is for guests, who of them is to leave, and which rooms there are.
async fn tell(
    out: &mut SplitSink<WebSocket, Message>,
    mut of_guests: mpsc::Receiver<(u32, Passed)>,
    mut leaving: mpsc::UnboundedReceiver<u32>,
    mut rooms: watch::Receiver<Vec<String>>,
    mut woken: watch::Receiver<u64>,
) -> Result<(), HostError> {
    let mut asking = tokio::time::interval(ASKED_EVERY);
    loop {
        // Every arm is cancel-safe: it waits, and takes nothing before it is chosen.
        let message = tokio::select! {
            Some((guest, passed)) = of_guests.recv() => Message::binary(passed.written(guest)),
            Some(guest) = leaving.recv() => Message::binary(Passed::Closed.written(guest)),
            changed = rooms.changed() => {
                // Who has the rooms is gone: the application stops.
                if changed.is_err() {
                    return Ok(());
                }
                text(&OfHost { code: None, rooms: rooms.borrow_and_update().clone() })
            }
            Ok(()) = woken.changed() => Message::Ping(Bytes::new()),
            _ = asking.tick() => Message::Ping(Bytes::new()),
        };
        match timeout(PATIENCE, out.send(message)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => return Err(ended(&error)),
            Err(_) => return Err(HostError::Lost),
        }
    }
}

fn text(said: &OfHost) -> Message {
    // Strings: the encoder has nothing that it could refuse.
    Message::text(serde_json::to_string(said).unwrap_or_default())
}

async fn called(service: &Service) -> Result<WebSocket, HostError> {
    let url = service.socket(wire::HOST_PATH);
    let connector =
        net::connector(&url).map_err(|error| HostError::Unreachable(error.to_string()))?;
    let most = MOST + 1_024;
    net::open(&url, connector, net::limits(most)).await.map_err(|error| match error {
        // What stands before a service says so while that is down.
        tungstenite::Error::Http(answer) if answer.status().is_server_error() => {
            HostError::Unreachable(answer.status().to_string())
        }
        // Something of the web, and not what we speak.
        tungstenite::Error::Http(_) => HostError::NoService,
        error if net::is_of_certificate(&error) => HostError::Certificate(error.to_string()),
        error => HostError::Unreachable(error.to_string()),
    })
}

fn silent() -> HostError {
    HostError::Unreachable(io::Error::from(io::ErrorKind::TimedOut).to_string())
}

fn is_ours(text: &str) -> bool {
    serde_json::from_str(text)
        .is_ok_and(|Welcome { multichat_sync }| multichat_sync == wire::VERSION)
}

fn ended(error: &tungstenite::Error) -> HostError {
    tracing::debug!(%error, "the sync service's socket ended");
    HostError::Lost
}

fn why(code: Option<u16>) -> HostError {
    match code {
        Some(closed::UNKNOWN_CODE) => HostError::UnknownCode,
        Some(closed::ELSEWHERE) => HostError::Elsewhere,
        Some(closed::UNREADABLE) => HostError::NoService,
        _ => HostError::Lost,
    }
}
