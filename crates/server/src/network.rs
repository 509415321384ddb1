//! The moderators' page on the local network: a second listener, closed until the streamer opens it.
//!
//! It serves that page, its files, its socket and its calls; every other key and page is unknown
//! here. IPv4 alone: addresses of IPv6 are often reachable from all over the internet.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::connect_info::Connected;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Extensions, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::serve::{IncomingStream, Listener};
use engine::{ModeratorSettings, Warning};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

use crate::error::ApiError;
use crate::limits::{Limits, Place};
use crate::{Inner, Site, access, api, error, headers, images, pages, socket};

/// What a listener has to end in, and a call waits for it.
const ENDS_WITHIN: Duration = Duration::from_secs(2);
const NOT_OPEN: &str = "moderators_not_on_network";

/// What became of the settings.
#[derive(Debug, Default)]
pub(crate) struct Network {
    /// Which were followed last.
    followed: Option<ModeratorSettings>,
    /// Where it listens, if it does.
    port: Option<u16>,
}

/// How long a port that can't be had is left alone.
const RETRY: Duration = Duration::from_secs(5);

/// What listens now.
struct Open {
    closing: CancellationToken,
    serving: JoinHandle<io::Result<()>>,
}

impl Open {
    /// Ends every connection, and gives the port back.
    async fn close(mut self) {
        self.closing.cancel();
        if tokio::time::timeout(ENDS_WITHIN, &mut self.serving).await.is_err() {
            self.serving.abort();
        }
    }
}

impl Site {
    /// Opens and closes the page on the network as the settings say.
    pub(crate) async fn follow_network(self) {
        let stopping = self.0.stopping.clone();
        let mut settings = self.0.engine.follow_settings();
        let mut open: Option<Open> = None;
        loop {
            let wanted = settings.borrow_and_update().moderators.clone();
            let mut is_wanting = wanted.on_network && open.is_none();
            if self.0.network.borrow().followed.as_ref() != Some(&wanted) || is_wanting {
                if let Some(open) = open.take() {
                    open.close().await;
                }
                let opened = self.opened(&wanted).await;
                let port = opened.as_ref().map(|(_, port)| *port);
                open = opened.map(|(open, _)| open);
                is_wanting = wanted.on_network && open.is_none();
                self.0.network.send_replace(Network { followed: Some(wanted), port });
            }
            // Every arm is cancel-safe: each only waits.
            tokio::select! {
                () = stopping.cancelled() => break,
                changed = settings.changed() => if changed.is_err() { break },
                // What has the port may let go of it.
                () = tokio::time::sleep(RETRY), if is_wanting => {}
            }
        }
        if let Some(open) = open {
            open.close().await;
        }
    }

    async fn opened(&self, wanted: &ModeratorSettings) -> Option<(Open, u16)> {
        let engine = &self.0.engine;
        if !wanted.on_network {
            engine.clear_warning(NOT_OPEN);
            return None;
        }
        let port = wanted.port.unwrap_or_else(|| self.0.port.checked_add(1).unwrap_or(0));
        match self.listen(port).await {
            Ok(opened) => {
                engine.clear_warning(NOT_OPEN);
                tracing::info!(port = opened.1, "moderators reach their page on the network");
                Some(opened)
            }
            Err(error) => {
                engine.warn(Warning {
                    code: NOT_OPEN,
                    message: format!(
                        "Moderators can't reach their page on your network: port {port} can't be \
                         opened ({error})."
                    ),
                    hint:
                        "End the program that has it: then it opens by itself. Or choose another \
                           port under Moderators."
                            .into(),
                });
                None
            }
        }
    }

    async fn listen(&self, port: u16) -> io::Result<(Open, u16)> {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::UNSPECIFIED, port))).await?;
        let port = listener.local_addr()?.port();
        let closing = self.0.stopping.child_token();
        let limits = Arc::new(Limits::default());
        let site = Self(Arc::new(Inner {
            engine: self.0.engine.clone(),
            owner: self.0.owner.clone(),
            port,
            themes: Arc::clone(&self.0.themes),
            // No overlay is here to be told of them.
            sheets: watch::Sender::default(),
            on_network: true,
            network: watch::Sender::default(),
            stopping: closing.clone(),
        }));
        let door = Door { listener, limits: Arc::clone(&limits), closing: closing.clone() };
        let router = router(site, limits).into_make_service_with_connect_info::<Ends>();
        let ended = closing.clone().cancelled_owned();
        let serve = axum::serve(door, router).with_graceful_shutdown(ended);
        Ok((Open { closing, serving: tokio::spawn(async move { serve.await }) }, port))
    }

    /// Where the network gets the page, once that is as the settings say.
    pub(crate) async fn network_port(&self) -> Option<u16> {
        let wanted = self.0.engine.settings().moderators;
        let mut network = self.0.network.subscribe();
        let followed = network.wait_for(|now| now.followed.as_ref() == Some(&wanted));
        let followed = tokio::time::timeout(2 * ENDS_WITHIN, followed).await;
        followed.ok()?.ok()?.port
    }
}

fn router(site: Site, limits: Arc<Limits>) -> Router {
    Router::new()
        .nest("/api", api::routes(&site))
        .merge(pages::on_network())
        .merge(images::routes())
        .merge(socket::routes())
        .with_state(site.clone())
        .layer(from_fn_with_state(site.clone(), access::own_host_and_origin))
        .layer(from_fn_with_state(limits, within_limits))
        .layer(from_fn_with_state(site, error::in_words))
        .layer(from_fn(headers::on_every_answer))
}

/// Refuses an address that asks too much, and one that tries keys.
async fn within_limits(
    State(limits): State<Arc<Limits>>,
    ConnectInfo(Ends { peer, .. }): ConnectInfo<Ends>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    limits.request(peer, Instant::now()).map_err(ApiError::too_many)?;
    let is_page = request.uri().path().starts_with("/moderate/");
    let answer = next.run(request).await;
    let status = answer.status();
    if status == StatusCode::UNAUTHORIZED || is_page && status == StatusCode::NOT_FOUND {
        limits.wrong_key(peer, Instant::now());
    }
    Ok(answer)
}

/// The addresses of the server for other computers, the surest first.
pub(crate) fn addresses(port: u16) -> Vec<String> {
    let ip = engine::own_address().map(|ip| ip.to_string());
    ip.into_iter().chain(local_name()).map(|name| format!("http://{name}:{port}")).collect()
}

/// What this machine is called on the connection of a request: by the address that it came to, and
/// by its name. No other name of the internet's ends with `.local`, so none can be made to lead here.
pub(crate) fn names(extensions: &Extensions) -> Vec<String> {
    let ends = extensions.get::<ConnectInfo<Ends>>();
    let ip = ends.and_then(|ConnectInfo(ends)| ends.own).map(|ip| ip.to_string());
    ip.into_iter().chain(local_name()).collect()
}

/// The machine's name as its network knows it (RFC 6762).
fn local_name() -> Option<String> {
    let name = gethostname::gethostname().into_string().ok()?.to_ascii_lowercase();
    let label = name.split('.').next()?;
    let is_plain = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (is_plain && !["", "localhost"].contains(&label)).then(|| format!("{label}.local"))
}

/// Whether an address is of a network of one's own: never one of the internet's.
fn is_near(peer: IpAddr) -> bool {
    let IpAddr::V4(ip) = peer.to_canonical() else { return false };
    let [a, b, ..] = ip.octets();
    // The last is what carriers and private networks over the internet give out (RFC 6598).
    ip.is_private() || ip.is_loopback() || ip.is_link_local() || (a == 100 && b & 0xc0 == 64)
}

/// Lets in who is near, and not too many.
struct Door {
    listener: TcpListener,
    limits: Arc<Limits>,
    closing: CancellationToken,
}

impl Listener for Door {
    type Io = Guest;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Guest, SocketAddr) {
        loop {
            let (stream, peer) = Listener::accept(&mut self.listener).await;
            let own = stream.local_addr().ok().map(|own| own.ip().to_canonical());
            // Whatever its address is, this machine itself is near.
            if !is_near(peer.ip()) && own != Some(peer.ip().to_canonical()) {
                continue;
            }
            let Some(place) = self.limits.place(peer.ip(), Instant::now()) else { continue };
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "a connection keeps its delay");
            }
            let closed = Box::pin(self.closing.clone().cancelled_owned());
            return (Guest { stream, own, closed, _place: place }, peer);
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// Both ends of a connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ends {
    peer: IpAddr,
    own: Option<IpAddr>,
}

impl Connected<IncomingStream<'_, Door>> for Ends {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        Self { peer: stream.remote_addr().ip().to_canonical(), own: stream.io().own }
    }
}

/// A connection that breaks when the page is closed, whatever it was about to say.
struct Guest {
    stream: TcpStream,
    own: Option<IpAddr>,
    closed: Pin<Box<WaitForCancellationFutureOwned>>,
    _place: Place,
}

impl AsyncRead for Guest {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.closed.as_mut().poll(context).is_ready() {
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl AsyncWrite for Guest {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_ones_own_networks_are_near() {
        for (address, near) in [
            ("192.168.1.20", true),
            ("10.0.0.7", true),
            ("172.20.1.1", true),
            ("169.254.3.4", true),
            ("100.101.1.1", true),
            ("127.0.0.1", true),
            ("::ffff:192.168.1.20", true),
            ("100.128.0.1", false),
            ("172.32.0.1", false),
            ("8.8.8.8", false),
            ("203.0.113.7", false),
            ("::1", false),
            ("2001:db8::7", false),
        ] {
            assert_eq!(is_near(address.parse().unwrap()), near, "{address}");
        }
    }
}
