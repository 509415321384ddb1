//! Taking connections, also when the system has no room for more.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::serve::Listener;
use engine::{Engine, Warning};
use tokio::net::{TcpListener, TcpStream};

/// The warning that no more connections can be taken.
const NO_ROOM: &str = "connections_full";
/// Until it is tried again: pages that wait do not notice, and it costs nothing.
const AGAIN: Duration = Duration::from_millis(250);
/// Nobody had to wait for so long: it is over.
const OVER: Duration = Duration::from_secs(5);

/// Our port. Where the system gives no more connections, it says so, and goes on when it does again;
/// what is open is not touched.
pub(crate) struct Accepting {
    listener: TcpListener,
    engine: Engine,
    is_full: bool,
}

impl Accepting {
    pub(crate) fn new(listener: TcpListener, engine: Engine) -> Self {
        Self { listener, engine, is_full: false }
    }

    fn note_full(&mut self, error: &io::Error) {
        if std::mem::replace(&mut self.is_full, true) {
            return;
        }
        tracing::error!(%error, "no more connections");
        self.engine.warn(Warning {
            code: NO_ROOM,
            message:
                "The system gives this application no more connections: new pages have to wait. \
                      What is open goes on."
                    .into(),
            hint: "Close pages and programs that you don't need, and overlays that are open more \
                   than once. It goes on by itself."
                .into(),
        });
    }
}

impl Listener for Accepting {
    type Io = TcpStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (TcpStream, SocketAddr) {
        loop {
            let taken = match self.is_full {
                true => tokio::time::timeout(OVER, self.listener.accept()).await,
                false => Ok(self.listener.accept().await),
            };
            if !matches!(taken, Ok(Err(_))) && std::mem::take(&mut self.is_full) {
                self.engine.clear_warning(NO_ROOM);
            }
            let Ok(taken) = taken else { continue };
            match taken {
                Ok(taken) => return taken,
                // Who asked has gone already.
                Err(error) if is_of_one(&error) => {}
                Err(error) => {
                    self.note_full(&error);
                    tokio::time::sleep(AGAIN).await;
                }
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

fn is_of_one(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    [ConnectionAborted, ConnectionRefused, ConnectionReset].contains(&error.kind())
}
