//! Makes connections.

use std::{io, sync::Arc, time::Duration};

use futures_util::{SinkExt, future::select_ok};
use jiff::Timestamp;
use net::WebSocket;
use thiserror::Error;
use tokio::{
    net::{TcpStream, lookup_host},
    time::{Instant, sleep, sleep_until, timeout},
};
use tokio_tungstenite::{
    Connector, client_async_tls_with_config,
    tungstenite::{self, Message},
};
use url::Url;

use super::{Config, Joins, Timing, link::Link, moment::Moment};
use crate::Login;

/// The largest frame that is taken: many lines, but never a memory full of them.
const LARGEST_FRAME: usize = 1024 * 1024;
/// The library writes zeros over a buffer of this size before each read. A line has 1.5 KiB, and
/// several in one frame take a few reads.
const READ_BUFFER: usize = 8 * 1024;

/// How long an address gets before the next one is tried beside it (RFC 8305, section 5): a
/// broken IPv6 must not cost the whole time to connect.
const HEAD_START: Duration = Duration::from_millis(250);

/// Why there is no connection. Said to a person after "Twitch is not reachable: ".
#[derive(Debug, Error)]
pub(crate) enum Trouble {
    #[error("its address was not found; check the internet connection")]
    Unknown(#[source] io::Error),
    #[error("the connection failed ({0})")]
    Connection(#[source] io::Error),
    #[error("the connection was reset")]
    Reset,
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
            Error::Io(error) => error.into(),
            Error::Http(response) => Self::Http(response.status().as_u16()),
            Error::Capacity(_) => Self::TooMuch,
            Error::ConnectionClosed
            | Error::AlreadyClosed
            | Error::Protocol(ResetWithoutClosingHandshake) => Self::Closed,
            error => Self::Protocol(error),
        }
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
        match error.kind() {
            // How rustls calls an end without its `close_notify`, which many servers leave out.
            UnexpectedEof => Self::Closed,
            BrokenPipe | ConnectionAborted | ConnectionReset => Self::Reset,
            _ => match error.get_ref().and_then(|error| error.downcast_ref()) {
                Some(error @ rustls::Error::InvalidCertificate(_)) => {
                    Self::Certificate(error.clone())
                }
                _ => Self::Connection(error),
            },
        }
    }
}

impl Trouble {
    /// Whether the other end closed the connection, in order or not. It may reset one whose last
    /// question came too late.
    pub(super) fn is_end(&self) -> bool {
        matches!(self, Self::Closed | Self::Reset)
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
        Ok(Self {
            url: config.irc_url.clone(),
            login: config.login.clone(),
            connector: net::connector(&config.irc_url)?,
            timing: config.timing.clone(),
            joins: Arc::clone(&config.joins),
            now: config.now,
        })
    }

    /// Connects as `nick` after `pause`, as soon as there may be one more join, and asks for the
    /// channel. The turn is taken first, so that no connection waits for it.
    pub(super) async fn dial(self, pause: Duration, nick: String) -> Result<Link, Trouble> {
        sleep(pause).await;
        while let Err(again) = self.joins.may_join(Instant::now()) {
            tracing::debug!(login = %self.login, "waits for its turn to join");
            sleep_until(again).await;
        }
        let socket = timeout(self.timing.connect, self.connect());
        let mut socket = socket.await.map_err(|_| Trouble::Timeout)??;
        let greeted = timeout(self.timing.connect, self.greet(&mut socket, &nick));
        greeted.await.map_err(|_| Trouble::Timeout)??;
        Ok(Link::new(Box::new(socket), self.timing, Moment::now(self.now)))
    }

    /// No `PASS`: whoever is called justinfan and a number may read and not write.
    async fn greet(&self, socket: &mut WebSocket, nick: &str) -> Result<(), Trouble> {
        for line in [
            "CAP REQ :twitch.tv/tags twitch.tv/commands".to_owned(),
            format!("NICK {nick}"),
            format!("JOIN #{}", self.login),
        ] {
            socket.feed(Message::text(line)).await?;
        }
        Ok(socket.flush().await?)
    }

    async fn connect(&self) -> Result<WebSocket, Trouble> {
        let stream = self.reach().await?;
        stream.set_nodelay(true)?;
        let limits = net::limits(LARGEST_FRAME).read_buffer_size(READ_BUFFER);
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
        let found = lookup_host((host, port)).await.map_err(Trouble::Unknown)?;
        let addresses: Vec<_> = found.collect();
        if addresses.is_empty() {
            return Err(Trouble::Unknown(io::ErrorKind::NotFound.into()));
        }
        let attempts = addresses.into_iter().zip(0_u32..).map(|(address, earlier)| {
            Box::pin(async move {
                sleep(HEAD_START * earlier).await;
                TcpStream::connect(address).await
            })
        });
        select_ok(attempts).await.map(|(stream, _)| stream).map_err(Trouble::from)
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use chat::SourceId;
    use futures_util::FutureExt;
    use tokio::{net::TcpListener, sync::watch};

    use super::*;

    #[test]
    fn an_end_is_an_end_however_it_comes() {
        let of = |kind| Trouble::from(tungstenite::Error::Io(io::Error::new(kind, "rustls says")));
        assert!(matches!(of(io::ErrorKind::UnexpectedEof), Trouble::Closed), "no close_notify");
        for kind in [
            io::ErrorKind::UnexpectedEof,
            io::ErrorKind::ConnectionReset,
            io::ErrorKind::ConnectionAborted,
            io::ErrorKind::BrokenPipe,
        ] {
            assert!(of(kind).is_end(), "{kind}");
            assert!(!of(kind).to_string().contains("rustls"), "no words of a library: {kind}");
        }
        for kind in [io::ErrorKind::TimedOut, io::ErrorKind::HostUnreachable] {
            assert!(matches!(of(kind), Trouble::Connection(_)), "{kind}");
        }
        let wrong = rustls::Error::InvalidCertificate(rustls::CertificateError::Expired);
        let wrong = tungstenite::Error::Io(io::Error::new(io::ErrorKind::InvalidData, wrong));
        assert!(matches!(wrong.into(), Trouble::Certificate(_)));
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_is_reached_before_there_may_be_one_more_join() {
        let server = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = server.local_addr().expect("its address");
        let joins = Joins::new(1, Duration::from_hours(1));
        joins.may_join(Instant::now()).expect("the first one");
        let dialer = Dialer::new(&Config {
            irc_url: format!("ws://{address}").parse().expect("an address"),
            source: SourceId::new("s1"),
            login: crate::channel::parse("grace").expect("a channel"),
            seed: 1,
            now: || Timestamp::UNIX_EPOCH,
            timing: Timing::default(),
            wake: watch::Sender::default().subscribe(),
            joins: Arc::new(joins),
        });
        let dial = dialer.expect("no certificates").dial(Duration::ZERO, "justinfan1".to_owned());
        let mut dial = pin!(dial);
        assert!(timeout(Duration::from_mins(59), &mut dial).await.is_err(), "it waits");
        assert!(server.accept().now_or_never().is_none(), "and nobody knows");
        tokio::select! {
            _ = &mut dial => panic!("the server has said nothing yet"),
            accepted = server.accept() => assert!(accepted.is_ok()),
        }
    }
}
