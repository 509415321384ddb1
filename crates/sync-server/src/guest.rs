//! A guest's socket: what it says goes to the host of its room, and what that says to it comes back.

use std::sync::Arc;

use axum::extract::ws::{Message, WebSocketUpgrade, close_code};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use futures_util::{SinkExt as _, StreamExt as _};
use sync::wire::{Passed, closed};
use tokio::time::timeout;

use crate::Service;
use crate::socket::{self, ASKED_EVERY, In, Out, PATIENCE, SILENCE};
use crate::switchboard::{Next, Says, Seat};

/// What is read at once.
const BUFFER: usize = 4 * 1024;

pub(crate) async fn upgrade(
    State(service): State<Service>,
    Path(room): Path<String>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let Ok(place) = Arc::clone(&service.0.sockets).try_acquire_owned() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let most = sync::MOST;
    let upgrade = upgrade.max_message_size(most).max_frame_size(most).read_buffer_size(BUFFER);
    upgrade.on_upgrade(async move |socket| {
        let (mut out, mut of_guest) = socket.split();
        let code = run(&service, &room, &mut out, &mut of_guest).await;
        socket::close(out, of_guest, code).await;
        drop(place);
    })
}

/// Gives why it ended. A browser is told nothing of a socket that was refused, but why one was closed.
async fn run(service: &Service, room: &str, out: &mut Out, of_guest: &mut In) -> u16 {
    let mut seat = match service.0.switchboard.enter(room) {
        Ok(seat) => seat,
        Err(code) => return code,
    };
    let says = seat.says();
    if !says.pass(Passed::Opened(room.to_owned())).await {
        return closed::NOBODY;
    }
    // Beside each other: a host that takes nothing for a while does not keep the guest from being told.
    let mut code = tokio::select! {
        () = service.0.stopping.cancelled() => close_code::AWAY,
        code = listen(of_guest, &says) => code,
        code = tell(out, &mut seat) => code,
    };
    // At the end of the service its hosts go too, and one may have been quicker.
    if service.0.stopping.is_cancelled() {
        code = close_code::AWAY;
    }
    // The host may be gone as well.
    let _told: bool = says.pass(Passed::Closed).await;
    code
}

/// Passes on what the guest says.
async fn listen(of_guest: &mut In, says: &Says) -> u16 {
    while let Ok(Some(Ok(message))) = timeout(SILENCE, of_guest.next()).await {
        match message {
            Message::Binary(said) => {
                if !says.pass(Passed::Said(said)).await {
                    return closed::NOBODY;
                }
            }
            Message::Ping(_) | Message::Pong(_) => {}
            Message::Text(_) => return closed::UNREADABLE,
            Message::Close(_) => break,
        }
    }
    close_code::NORMAL
}

/// Tells the guest what the host says to it.
async fn tell(out: &mut Out, seat: &mut Seat) -> u16 {
    let mut asking = tokio::time::interval(ASKED_EVERY);
    loop {
        // Both arms are cancel-safe: they wait, and take nothing before they are chosen.
        let (message, _counted) = tokio::select! {
            next = seat.next() => match next {
                Next::Send(said, counted) => (Message::Binary(said), Some(counted)),
                Next::Leave(code) => return code,
            },
            _ = asking.tick() => (Message::Ping(Bytes::new()), None),
        };
        tokio::select! {
            taken = timeout(PATIENCE, out.send(message)) => match taken {
                Ok(Ok(())) => {}
                Ok(Err(_)) => return close_code::NORMAL,
                Err(_) => return closed::SLOW,
            },
            // What a guest is told that is to go does not matter any more.
            code = seat.to_leave() => return code,
        }
    }
}
