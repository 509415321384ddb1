//! Local stand-ins for Twitch chat, for YouTube's InnerTube, for emote services and image hosts, and
//! for the services that people sign in with and those that take donations, and for OBS' WebSocket,
//! for tests, benchmarks and for running the application against recorded chat.
//!
//! Each stand-in listens on a port of 127.0.0.1 and stops when its last handle is dropped. What
//! they answer follows what the platforms were seen to answer in 2026; where a reading client
//! cannot tell the difference, they are simpler. Waiting methods such as
//! [`FakeTwitch::joined`] have no time limit of their own: a test puts its own around them.

pub mod control;
pub mod donations;
pub mod emotes;
pub mod identity;
mod numbers;
pub mod obs;
mod pace;
pub mod recording;
mod socket;
pub mod twitch;
pub mod youtube;

pub use donations::FakeDonations;
pub use emotes::FakeEmotes;
pub use identity::FakeIdentity;
pub use numbers::Numbers;
pub use obs::FakeObs;
pub use pace::Pace;
pub use twitch::FakeTwitch;
pub use youtube::FakeYouTube;

use tokio_util::sync::CancellationToken;

/// Why a stand-in could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The port is taken, or the system allows no listening socket.
    #[error("cannot listen on 127.0.0.1 port {port}: {source}")]
    Listen {
        /// The port asked for; 0 is any free one.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// A recording could not be read.
    #[error("cannot read the recording {path}: {source}")]
    Read {
        /// The file or folder.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A recording is empty, or not JSON of a known form.
    #[error("cannot replay the recording {path}: {reason}")]
    Recording {
        /// The file.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// No stream with this video id was declared.
    #[error("no stream was declared with the video id {0}: declare it first")]
    UnknownVideo(String),
}

/// Binds a port of the loopback interface; 0 takes any free one.
async fn listen(port: u16) -> Result<(tokio::net::TcpListener, std::net::SocketAddr), Error> {
    let failed = |source| Error::Listen { port, source };
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}

/// Serves until `stop`, and then lets no connection live on.
fn serve(listener: tokio::net::TcpListener, routes: axum::Router, stop: CancellationToken) {
    tokio::spawn(async move {
        let listener = socket::Sockets(listener);
        let routes = routes.into_make_service_with_connect_info::<socket::Reset>();
        let serving = axum::serve(listener, routes).with_graceful_shutdown(stop.cancelled_owned());
        if let Err(error) = serving.await {
            tracing::warn!(%error, "a stand-in stopped");
        }
    });
}

/// A number that is always the same for the same text (FNV-1a), for made-up ids and colours.
fn number_of(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Time since 1970, as the platforms stamp their messages.
fn since_epoch() -> std::time::Duration {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default()
}
