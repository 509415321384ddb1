//! Pages, API and WebSockets on the loopback interface.
//!
//! What is asked and answered is in `docs/protocol.md`. Who asks is told by the key alone: a request
//! from a page of another site is refused by its `Host` or `Origin` before any key is looked at.

mod accepting;
mod access;
mod accounts;
mod api;
mod assets;
mod audit;
mod automod;
mod body;
mod css;
mod csv;
mod curtain;
mod dock;
mod donations;
mod error;
mod exported;
mod feeds;
mod focus;
mod fonts;
mod guests;
mod headers;
mod history;
mod history_file;
mod images;
mod ledger;
mod limits;
mod loader;
mod moderators;
mod network;
mod obs;
mod overlays;
mod paged;
mod pages;
mod refused;
mod settings_file;
mod socket;
mod support;
mod sync;
mod themes;
mod told;
#[cfg(test)]
mod typescript;
mod updates;
mod writing;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::serve::ListenerExt;
use engine::{Engine, Key, Overlay};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// What a server is started with.
#[derive(Debug)]
pub struct Options {
    /// The engine whose calls it serves.
    pub engine: Engine,
    /// The key with the owner's rights, new at every start.
    pub owner: Key,
    /// The folder with the streamer's own themes. It may not exist.
    pub themes: PathBuf,
}

/// A port of the loopback interface that is ours.
#[derive(Debug)]
pub struct Bound {
    listener: TcpListener,
    port: u16,
}

/// What every request sees.
#[derive(Debug, Clone)]
struct Site(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    engine: Engine,
    owner: Key,
    port: u16,
    themes: Arc<themes::Themes>,
    /// A style sheet in the streamer's folder has changed.
    sheets: watch::Sender<()>,
    /// Whether this is what the network gets: the moderators' page alone.
    on_network: bool,
    /// Whether and where the network gets it.
    network: watch::Sender<network::Network>,
    stopping: CancellationToken,
}

impl Bound {
    /// Takes `port`; 0 is any free one.
    pub async fn to(port: u16) -> std::io::Result<Self> {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await?;
        let port = listener.local_addr()?.port();
        Ok(Self { listener, port })
    }

    /// The port that was taken.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Serves until `stopping`, and closes every connection then.
    pub async fn serve(self, options: Options, stopping: CancellationToken) -> std::io::Result<()> {
        let Options { engine, owner, themes } = options;
        let site = Site(Arc::new(Inner {
            engine,
            owner,
            port: self.port,
            themes: Arc::new(themes::Themes::new(themes)),
            sheets: watch::Sender::default(),
            on_network: false,
            network: watch::Sender::default(),
            stopping: stopping.clone(),
        }));
        // It ends with `stopping` by itself, and what it has open with it.
        tokio::spawn(site.clone().follow_network());
        tokio::spawn(site.clone().serve_guests());
        tokio::spawn(stopping.clone().run_until_cancelled_owned(site.clone().follow_themes()));
        // Chat is small frames, each to be seen now: none waits for the next to fill a packet.
        let accepting = accepting::Accepting::new(self.listener, site.0.engine.clone());
        let listener = accepting.tap_io(|stream| {
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "a connection keeps its delay");
            }
        });
        axum::serve(listener, router(site)).with_graceful_shutdown(stopping.cancelled_owned()).await
    }
}

impl Site {
    /// Tells open overlays when a theme has changed, and the streamer what can't wear its theme.
    async fn follow_themes(self) {
        let mut known = self.0.themes.stamps();
        let mut overlays = self.0.engine.overlays();
        let mut support = self.0.engine.support_set();
        loop {
            let worn = themes::wearers(&overlays.borrow_and_update());
            let by_page = themes::of_page(&support.borrow_and_update());
            let site = self.clone();
            let wearers: Vec<_> = worn.iter().chain(&by_page).cloned().collect();
            let broken = move || site.0.themes.broken(&wearers);
            match tokio::task::spawn_blocking(broken).await {
                Ok(Some(warning)) => self.0.engine.warn(warning),
                Ok(None) => self.0.engine.clear_warning(themes::BROKEN),
                Err(error) => tracing::error!(%error, "the themes could not be looked at"),
            }
            tokio::select! {
                () = Arc::clone(&self.0.themes).changed(&mut known) => {
                    self.0.sheets.send_replace(());
                }
                // Most changes of overlays are of their options, and come at a slider's pace.
                Ok(_) = overlays.wait_for(|now| themes::wearers(now) != worn) => {}
                Ok(_) = support.wait_for(|now| themes::of_page(now) != by_page) => {}
            }
        }
    }
}

/// The address of an overlay's page.
#[must_use]
pub fn overlay_url(port: u16, overlay: &Overlay) -> String {
    format!("{}/overlay/{}", base_url(port), overlay.key.reveal())
}

/// The address of the dashboard, with the owner's key in it.
#[must_use]
pub fn dashboard_url(port: u16, owner: &Key) -> String {
    format!("{}/dashboard/{}", base_url(port), owner.reveal())
}

/// The server's address.
#[must_use]
pub fn base_url(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

fn router(site: Site) -> Router {
    Router::new()
        .nest("/api", api::routes(&site))
        .merge(donations::hooks())
        .merge(support::pages())
        .merge(pages::routes())
        .merge(images::routes())
        .merge(obs::pages())
        .merge(socket::routes())
        .method_not_allowed_fallback(async || error::ApiError::bad_method())
        .with_state(site.clone())
        .layer(from_fn_with_state(site.clone(), access::own_host_and_origin))
        .layer(from_fn_with_state(site, error::in_words))
        .layer(from_fn(headers::on_every_answer))
}
