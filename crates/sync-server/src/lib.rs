//! The sync service, which anybody may run: applications call it, moderators' pages come to it, and it
//! passes what they say to each other. What that is it can't read: `docs/sync.md`.
//!
//! It keeps whom it knows ([`Codes`]) and nothing else. Who is connected is in memory alone
//! (`switchboard`), and comes back by itself after a restart.

mod codes;
mod guest;
mod host;
mod pages;
mod socket;
mod switchboard;

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

pub use codes::{Codes, CodesError};

use self::switchboard::Switchboard;

/// Sockets at once: each costs some memory, whoever opens it.
const MOST_SOCKETS: u32 = 4_096;
/// Hosts at once that have not said yet who they are.
const MOST_STRANGERS: usize = 1_024;
/// How long it waits at its end for those who do not take that word.
const TOLD_WITHIN: Duration = Duration::from_secs(2);

/// What every connection sees.
#[derive(Clone)]
struct Service(Arc<Inner>);

struct Inner {
    codes: Codes,
    switchboard: Switchboard,
    sockets: Arc<Semaphore>,
    strangers: Semaphore,
    stopping: CancellationToken,
}

/// Serves until `stopping`, with whom `data_dir` knows.
pub async fn serve(
    listener: TcpListener,
    data_dir: &Path,
    stopping: CancellationToken,
) -> io::Result<()> {
    let sockets = Arc::new(Semaphore::new(MOST_SOCKETS as usize));
    let service = Service(Arc::new(Inner {
        codes: Codes::in_folder(data_dir),
        switchboard: Switchboard::default(),
        sockets: Arc::clone(&sockets),
        strangers: Semaphore::new(MOST_STRANGERS),
        stopping: stopping.clone(),
    }));
    let router = Router::new()
        .route(sync::wire::HOST_PATH, get(host::upgrade))
        .route("/guest/{room}", get(guest::upgrade))
        .merge(pages::routes())
        .with_state(service);
    // What is said is small, and waited for: none waits for the next to fill a packet.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps its delay");
        }
    });
    let serving =
        axum::serve(listener, router).with_graceful_shutdown(stopping.clone().cancelled_owned());
    // Every arm is cancel-safe, and this is the end. It would wait for whoever never ends a request.
    tokio::select! {
        served = serving.into_future() => served?,
        () = async {
            stopping.cancelled().await;
            sleep(TOLD_WITHIN).await;
        } => {}
    }
    // It counts no sockets. Each is told that this is the end before it gives its place back.
    if timeout(TOLD_WITHIN, sockets.acquire_many(MOST_SOCKETS)).await.is_err() {
        tracing::info!("some did not take the word that this is the end");
    }
    Ok(())
}
