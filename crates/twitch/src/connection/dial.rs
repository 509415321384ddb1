//! Makes connections.

use std::{io, sync::Arc, time::Duration};

use futures_util::{SinkExt, future::select_ok};
use jiff::Timestamp;
use rustls::ClientConfig;
use rustls_platform_verifier::BuilderVerifierExt;
use thiserror::Error;
use tokio::{
    net::{TcpStream, lookup_host},
    time::{Instant, sleep, sleep_until, timeout},
};
use tokio_tungstenite::{
    Connector, MaybeTlsStream, WebSocketStream, client_async_tls_with_config,
    tungstenite::{self, Message, protocol::WebSocketConfig},
};
use url::Url;

use super::{Config, Joins, Timing, link::Link, moment::Moment};
use crate::Login;

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// The largest frame that is taken: many lines, but never a memory full of them.
const LARGEST_FRAME: usize = 1024 * 1024;

/// How long an address gets before the next one is tried beside it (RFC 8305, section 5): a
/// broken IPv6 must not cost the whole time to connect.
const HEAD_START: Duration = Duration::from_millis(250);

/// Why there is no connection. Said to a person after "Twitch is not reachable: ".
#[derive(Debug, Error)]
pub(super) enum Trouble {
    #[error("{host} could not be found ({error}); check the internet connection")]
    Unknown { host: String, error: io::Error },
    #[error("the connection failed ({0})")]
    Connection(#[source] io::Error),
    #[error(
        "its certificate is not valid ({0}); open a browser, this network may want a log-in first"
    )]
    Certificate(rustls::Error),
    #[error("it answered with HTTP status {0}")]
    Http(u16),
    #[error("it did not answer")]
    Timeout,
    #[error("it went silent")]
    Silent,
    #[error("the machine slept or its network changed")]
    Slept,
    #[error("it closed the connection")]
    Closed,
    #[error("it sent more at once than is read")]
    TooMuch,
    #[error("it does not speak as it should ({0})")]
    Protocol(#[source] tungstenite::Error),
}

impl From<tungstenite::Error> for Trouble {
    fn from(error: tungstenite::Error) -> Self {
        use tungstenite::{Error, error::ProtocolError::ResetWithoutClosingHandshake};
        match error {
            Error::Io(error) => match error.get_ref().and_then(|e| e.downcast_ref()) {
                Some(error @ rustls::Error::InvalidCertificate(_)) => {
                    Self::Certificate(error.clone())
                }
                _ => Self::Connection(error),
            },
            Error::Http(response) => Self::Http(response.status().as_u16()),
            Error::Capacity(_) => Self::TooMuch,
            Error::ConnectionClosed
            | Error::AlreadyClosed
            | Error::Protocol(ResetWithoutClosingHandshake) => Self::Closed,
            error => Self::Protocol(error),
        }
    }
}

/// Knows where to connect to and what to say first.
#[derive(Clone)]
pub(super) struct Dialer {
    url: Url,
    login: Login,
    connector: Connector,
    timing: Timing,
    joins: Arc<Joins>,
    now: fn() -> Timestamp,
}

impl Dialer {
    /// Reads the system's certificates if the address wants them.
    pub(super) fn new(config: &Config) -> Result<Self, rustls::Error> {
        let connector = match config.irc_url.scheme() {
            "ws" => Connector::Plain,
            _ => Connector::Rustls(Arc::new(tls()?)),
        };
        Ok(Self {
            url: config.irc_url.clone(),
            login: config.login.clone(),
            connector,
            timing: config.timing.clone(),
            joins: Arc::clone(&config.joins),
            now: config.now,
        })
    }

    /// Connects as `nick` after `pause`, and asks for the channel as soon as there may be one more
    /// join.
    pub(super) async fn dial(self, pause: Duration, nick: String) -> Result<Link, Trouble> {
        sleep(pause).await;
        let socket = timeout(self.timing.connect, self.connect());
        let mut socket = socket.await.map_err(|_| Trouble::Timeout)??;
        while let Err(again) = self.joins.may_join(Instant::now()) {
            tracing::debug!(login = %self.login, "waits for its turn to join");
            sleep_until(again).await;
        }
        let greeted = timeout(self.timing.connect, self.greet(&mut socket, &nick));
        greeted.await.map_err(|_| Trouble::Timeout)??;
        Ok(Link::new(Box::new(socket), self.timing, Moment::now(self.now)))
    }

    /// No `PASS`: whoever is called justinfan and a number may read and not write.
    async fn greet(&self, socket: &mut Socket, nick: &str) -> Result<(), Trouble> {
        for line in [
            "CAP REQ :twitch.tv/tags twitch.tv/commands".to_owned(),
            format!("NICK {nick}"),
            format!("JOIN #{}", self.login),
        ] {
            socket.feed(Message::text(line)).await?;
        }
        Ok(socket.flush().await?)
    }

    async fn connect(&self) -> Result<Socket, Trouble> {
        let stream = self.reach().await?;
        stream.set_nodelay(true).map_err(Trouble::Connection)?;
        let limits = WebSocketConfig::default()
            .max_message_size(Some(LARGEST_FRAME))
            .max_frame_size(Some(LARGEST_FRAME));
        let connector = Some(self.connector.clone());
        let address = self.url.as_str();
        let upgrade = client_async_tls_with_config(address, stream, Some(limits), connector);
        let (socket, _) = Box::pin(upgrade).await?;
        Ok(socket)
    }

    /// Connects to the first address that answers.
    async fn reach(&self) -> Result<TcpStream, Trouble> {
        let host = self.url.host_str().unwrap_or_default().trim_matches(['[', ']']);
        let port = self.url.port_or_known_default().unwrap_or(443);
        let unknown = |error| Trouble::Unknown { host: host.to_owned(), error };
        let addresses: Vec<_> = lookup_host((host, port)).await.map_err(unknown)?.collect();
        if addresses.is_empty() {
            return Err(unknown(io::ErrorKind::NotFound.into()));
        }
        let attempts = addresses.into_iter().zip(0_u32..).map(|(address, earlier)| {
            Box::pin(async move {
                sleep(HEAD_START * earlier).await;
                TcpStream::connect(address).await
            })
        });
        select_ok(attempts).await.map(|(stream, _)| stream).map_err(Trouble::Connection)
    }
}

/// TLS as the operating system trusts it.
fn tls() -> Result<ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth())
}
