//! Listening to a service's socket, and coming back to it.

use std::time::Duration;

use chat::{ChatEvent, Message as ChatMessage, Report, SourceState, Status};
use futures_util::future::{BoxFuture, Fuse, FutureExt as _};
use futures_util::{SinkExt as _, StreamExt as _};
use jiff::Timestamp;
use net::WebSocket;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tokio_tungstenite::tungstenite::{self, Message};
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::past::{Past, Question};
use crate::socket_io::{self, Keeping, PING, PONG, Packet};
use crate::{Provider, donation, streamelements, streamlabs};

/// How long a socket may take to open, and a frame to be sent.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest pause before the next try.
const LAST_PAUSE: Duration = Duration::from_mins(1);
/// The pause after a token was refused.
const REFUSED_PAUSE: Duration = Duration::from_mins(10);
/// The largest frame that is taken.
const LARGEST_FRAME: usize = 1024 * 1024;

/// What is listened to.
#[derive(Debug)]
pub struct Config {
    /// The service.
    pub provider: Provider,
    /// Where its socket is, without path.
    pub url: Url,
    /// The streamer's token there.
    pub token: SecretString,
    /// The clock.
    pub now: fn() -> Timestamp,
    /// The first pause before another try.
    pub pause: Duration,
    /// Told when the machine woke, or its network changed.
    pub wake: watch::Receiver<u64>,
    /// Where what was given while nobody listened is asked for, if it can be.
    pub past: Option<Past>,
}

/// Why a connection ended. No address is in it: some have the token in them.
#[derive(Debug, thiserror::Error)]
enum End {
    #[error("it can't be reached")]
    Unreachable,
    #[error("it does not answer")]
    Silent,
    #[error("it answers with HTTP status {0}")]
    Http(u16),
    #[error("the system's certificates can't be read ({0})")]
    Certificates(rustls::Error),
    #[error("it closed the connection")]
    Closed,
    #[error("the machine slept or its network changed")]
    Slept,
    #[error("it does not accept the token")]
    Refused,
    #[error("the application stops")]
    Stopped,
}

/// Listens until `stop`. Every donation that arrived is reported before it ends.
pub async fn run(config: Config, reports: mpsc::Sender<Report>, stop: CancellationToken) {
    let name = config.provider.spoken();
    let mut link =
        Link { config, reports, stop: stop.clone(), unheard_since: None, was_live: false };
    let mut pause = link.config.pause;
    let mut is_refused = false;
    loop {
        link.was_live = false;
        // What a person has to do stays what it says, until it is otherwise.
        if !is_refused {
            link.say(SourceState::Connecting, format!("Connecting to {name}")).await;
        }
        let end = link.listen().await;
        if stop.is_cancelled() {
            return;
        }
        tracing::info!(provider = link.config.provider.name(), %end, "a socket ended");
        if link.was_live {
            (pause, is_refused) = (link.config.pause, false);
        }
        link.unheard_since = link.unheard_since.or(Some((link.config.now)()));
        if matches!(end, End::Refused) {
            // Nobody knows whether it is the token or a bad hour of theirs.
            pause = REFUSED_PAUSE;
            if !is_refused {
                let detail =
                    format!("{name} does not accept this token. Copy it from there again.");
                link.say(SourceState::NeedsAuth, detail).await;
            }
            is_refused = true;
        } else if !is_refused {
            let detail = format!("{name}: {end}. It is tried again by itself.");
            link.say(SourceState::Backoff, detail).await;
        }
        let about = pause.mul_f64(0.75 + 0.5 * fastrand::f64());
        // Both arms are cancel-safe: they wait, and hold nothing.
        tokio::select! {
            () = stop.cancelled() => return,
            Ok(()) = link.config.wake.changed() => {}
            () = sleep(about) => {}
        }
        if !is_refused {
            pause = (pause * 2).min(LAST_PAUSE);
        }
    }
}

struct Link {
    config: Config,
    reports: mpsc::Sender<Report>,
    stop: CancellationToken,
    /// Since when nobody listened.
    unheard_since: Option<Timestamp>,
    /// Whether this connection was one that is listened to.
    was_live: bool,
}

impl Link {
    async fn listen(&mut self) -> End {
        match self.converse().await {
            Ok(never) => match never {},
            Err(end) => end,
        }
    }

    async fn converse(&mut self) -> Result<std::convert::Infallible, End> {
        let stop = self.stop.clone();
        // The handshake is some 20 KiB, of which a connection that is open has no need.
        let opened = stop.run_until_cancelled(Box::pin(self.open())).await.ok_or(End::Stopped)?;
        let mut socket = opened?;
        self.config.wake.mark_unchanged();
        let mut keeping = Keeping::default();
        let (mut heard, mut pinged) = (Instant::now(), Instant::now());
        // What asks for the time before goes on beside the socket, and ends with it.
        let mut asking: Fuse<BoxFuture<'static, ()>> = Fuse::terminated();
        loop {
            // Every arm is cancel-safe: it waits, goes on where it was, or takes a frame whole or not
            // at all.
            let frame = tokio::select! {
                () = stop.cancelled() => return Err(End::Stopped),
                Ok(()) = self.config.wake.changed() => return Err(End::Slept),
                () = sleep_until(heard + keeping.silence) => return Err(End::Silent),
                () = sleep_until(pinged + keeping.ping_every) => {
                    pinged = Instant::now();
                    send(&mut socket, PING.into()).await?;
                    continue;
                }
                () = &mut asking => continue,
                frame = socket.next() => frame,
            };
            let text = match frame {
                Some(Ok(Message::Text(text))) => text,
                Some(Ok(Message::Close(_)) | Err(_)) | None => return Err(End::Closed),
                Some(Ok(_)) => continue,
            };
            heard = Instant::now();
            match Packet::read(&text) {
                Packet::Open(wished) => keeping = wished,
                Packet::Ping => send(&mut socket, PONG.into()).await?,
                Packet::Connected => self.connected(&mut socket).await?,
                Packet::Refused => return Err(End::Refused),
                Packet::Close => return Err(End::Closed),
                Packet::Event(name, told) => {
                    if let Some(question) = self.take(&name, &told).await? {
                        asking = question.ask().boxed().fuse();
                    }
                }
                Packet::Other => {}
            }
        }
    }

    /// Streamlabs has seen the token in the address; StreamElements wants it now.
    async fn connected(&mut self, socket: &mut WebSocket) -> Result<(), End> {
        if self.config.provider == Provider::StreamElements {
            let token = self.config.token.expose_secret();
            let told = json!({"method": "jwt", "token": token});
            return send(socket, socket_io::emit("authenticate", &told)).await;
        }
        self.live().await;
        Ok(())
    }

    /// Takes what is told. Gives what is to be asked then.
    async fn take(&mut self, name: &str, told: &Value) -> Result<Option<Question>, End> {
        let now = (self.config.now)();
        let messages: Vec<ChatMessage> = match (self.config.provider, name) {
            (Provider::StreamElements, "authenticated") => {
                // Whose donations these are is known before it is said that they are listened to.
                let question = self.question(told);
                self.live().await;
                if question.is_none() {
                    self.say_that_the_past_is_not_asked_for().await;
                }
                return Ok(question);
            }
            (_, "unauthorized") => return Err(End::Refused),
            (Provider::StreamElements, "event" | "event:test") => {
                streamelements::donation(told, now).into_iter().collect()
            }
            (Provider::Streamlabs, "event") => streamlabs::donations(told, now),
            _ => Vec::new(),
        };
        for message in messages {
            let event = ChatEvent::Message(Box::new(message));
            self.report(Report::Event(event)).await;
        }
        Ok(None)
    }

    async fn live(&mut self) {
        self.was_live = true;
        let name = self.config.provider.spoken();
        let unheard_since = self.unheard_since.take().filter(|_| self.config.past.is_none());
        let detail = match unheard_since {
            None => format!("Listening to {name}"),
            Some(since) => {
                let seconds = (self.config.now)().duration_since(since).as_secs().max(1);
                format!(
                    "Listening to {name} again. It does not tell what was given in the {seconds} \
                     seconds before: look there"
                )
            }
        };
        self.say(SourceState::Live, detail).await;
    }

    /// What asks for the time before, if `told` says whose socket this is.
    fn question(&self, told: &Value) -> Option<Question> {
        let past = self.config.past.as_ref()?;
        let now = (self.config.now)();
        Some(Question {
            http: past.http.clone(),
            url: past.url.clone(),
            token: self.config.token.clone(),
            channel: past.of(&donation::text(told, "channelId")?, now),
            now,
            pause: self.config.pause,
            reports: self.reports.clone(),
            listening: format!("Listening to {}", self.config.provider.spoken()),
        })
    }

    async fn say_that_the_past_is_not_asked_for(&self) {
        let name = self.config.provider.spoken();
        let detail = format!(
            "Listening to {name}. It does not say whose channel this is, so it was not asked what \
             was given before: look there"
        );
        self.say(SourceState::Live, detail).await;
    }

    async fn say(&self, state: SourceState, detail: String) {
        self.report(Report::Status(Status::new(state, detail))).await;
    }

    async fn report(&self, report: Report) {
        if self.reports.send(report).await.is_err() {
            tracing::debug!("nobody waits for donations any more");
        }
    }

    async fn open(&self) -> Result<WebSocket, End> {
        let in_address = self.config.provider == Provider::Streamlabs;
        let token = in_address.then(|| self.config.token.expose_secret());
        let url = socket_io::address(&self.config.url, token);
        let connector = net::connector(&url).map_err(End::Certificates)?;
        let opening = net::open(&url, connector, net::limits(LARGEST_FRAME));
        match timeout(PATIENCE, opening).await {
            Ok(Ok(socket)) => Ok(socket),
            Ok(Err(tungstenite::Error::Http(answer))) => match answer.status().as_u16() {
                401 | 403 => Err(End::Refused),
                status => Err(End::Http(status)),
            },
            Ok(Err(_)) => Err(End::Unreachable),
            Err(_) => Err(End::Silent),
        }
    }
}

async fn send(socket: &mut WebSocket, text: String) -> Result<(), End> {
    match timeout(PATIENCE, socket.send(Message::text(text))).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) => Err(End::Closed),
        Err(_) => Err(End::Silent),
    }
}
