//! A host's socket: who it is, its rooms, and what it says to their guests.

use std::sync::Arc;

use axum::extract::State;
use axum::extract::ws::{Message, WebSocketUpgrade, close_code};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use futures_util::{SinkExt as _, StreamExt as _};
use sync::wire::{MOST_ROOMS, OfHost, Passed, VERSION, Welcome, closed};
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout};

use crate::Service;
use crate::socket::{self, ASKED_EVERY, In, Out, PATIENCE, SILENCE};
use crate::switchboard::Host;

/// What is read at once: by default it would be 128 KiB for each socket.
const BUFFER: usize = 8 * 1024;

pub(crate) async fn upgrade(State(service): State<Service>, upgrade: WebSocketUpgrade) -> Response {
    let Ok(place) = Arc::clone(&service.0.sockets).try_acquire_owned() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let most = sync::MOST + 1_024;
    let upgrade = upgrade.max_message_size(most).max_frame_size(most).read_buffer_size(BUFFER);
    upgrade.on_upgrade(async move |socket| {
        let (mut out, mut of_host) = socket.split();
        let code = run(&service, &mut out, &mut of_host).await;
        socket::close(out, of_host, code).await;
        drop(place);
    })
}

/// Gives why it ended.
async fn run(service: &Service, out: &mut Out, of_host: &mut In) -> u16 {
    let (fingerprint, rooms) = match greeted(service, of_host).await {
        Ok(known) => known,
        Err(code) => return code,
    };
    let (host, told) = service.0.switchboard.connect(&fingerprint);
    service.0.switchboard.open(&host, rooms);
    tracing::info!("a host has come");
    // Beside each other: a guest that says much does not keep the host from being heard.
    let code = tokio::select! {
        () = service.0.stopping.cancelled() => close_code::AWAY,
        () = host.replaced.cancelled() => closed::ELSEWHERE,
        code = listen(service, of_host, &host) => code,
        code = tell(service, out, &fingerprint, told) => code,
    };
    service.0.switchboard.disconnect(&host);
    tracing::info!(code, "a host has gone");
    code
}

/// The fingerprint of a host that is known, and its rooms.
async fn greeted(service: &Service, of_host: &mut In) -> Result<(String, Vec<String>), u16> {
    let _stranger = service.0.strangers.try_acquire().map_err(|_| closed::FULL)?;
    let first = tokio::select! {
        () = service.0.stopping.cancelled() => return Err(close_code::AWAY),
        first = timeout(PATIENCE, of_host.next()) => first.map_err(|_| closed::UNREADABLE)?,
    };
    let Some(Ok(Message::Text(text))) = first else { return Err(closed::UNREADABLE) };
    let OfHost { code, rooms } = read(&text)?;
    let fingerprint = sync::fingerprint(&code.ok_or(closed::UNREADABLE)?);
    match known(service, &fingerprint).await {
        Some(true) => Ok((fingerprint, rooms)),
        Some(false) => Err(closed::UNKNOWN_CODE),
        None => Err(close_code::AGAIN),
    }
}

fn read(text: &str) -> Result<OfHost, u16> {
    let said: OfHost = serde_json::from_str(text).map_err(|_| closed::UNREADABLE)?;
    let fits = said.rooms.len() <= MOST_ROOMS && said.rooms.iter().all(|room| sync::is_room(room));
    if fits { Ok(said) } else { Err(closed::UNREADABLE) }
}

/// Whether a code is still known. `None`: the file can't be read now, which is nobody's fault who calls.
async fn known(service: &Service, fingerprint: &str) -> Option<bool> {
    let (codes, fingerprint) = (service.0.codes.clone(), fingerprint.to_owned());
    match tokio::task::spawn_blocking(move || codes.know(&fingerprint)).await {
        Ok(Ok(known)) => Some(known),
        Ok(Err(error)) => {
            tracing::error!("nobody can be let in: {error}");
            None
        }
        Err(error) => {
            tracing::error!(%error, "nobody can be let in");
            None
        }
    }
}

/// Passes on what the host says to its guests.
async fn listen(service: &Service, of_host: &mut In, host: &Arc<Host>) -> u16 {
    while let Ok(Some(Ok(message))) = timeout(SILENCE, of_host.next()).await {
        match message {
            Message::Binary(bytes) => match Passed::read(bytes) {
                Some((guest, passed)) => host.pass(guest, passed),
                None => return closed::UNREADABLE,
            },
            Message::Text(text) => match read(&text) {
                Ok(OfHost { rooms, .. }) => service.0.switchboard.open(host, rooms),
                Err(code) => return code,
            },
            Message::Ping(_) | Message::Pong(_) => {}
            Message::Close(_) => break,
        }
    }
    close_code::NORMAL
}

/// Welcomes the host, and tells it of its guests.
async fn tell(
    service: &Service,
    out: &mut Out,
    fingerprint: &str,
    mut told: mpsc::Receiver<(u32, Passed)>,
) -> u16 {
    let welcome = serde_json::to_string(&Welcome { multichat_sync: VERSION }).unwrap_or_default();
    let mut next = Message::Text(welcome.into());
    let mut asking = tokio::time::interval_at(Instant::now() + ASKED_EVERY, ASKED_EVERY);
    loop {
        if !matches!(timeout(PATIENCE, out.send(next)).await, Ok(Ok(()))) {
            return close_code::NORMAL;
        }
        // Both arms are cancel-safe: they wait, and take nothing before they are chosen.
        next = tokio::select! {
            Some((guest, passed)) = told.recv() => Message::Binary(passed.written(guest)),
            _ = asking.tick() => {
                if known(service, fingerprint).await == Some(false) {
                    return closed::UNKNOWN_CODE;
                }
                Message::Ping(Bytes::new())
            }
        };
    }
}
