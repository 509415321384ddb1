//! Reads a channel over one connection, or over two while one takes the other's place.

use std::{convert::Infallible, future::pending, time::Duration};

use chat::{Passed, Report, SourceState, Status};
use futures_util::future::{BoxFuture, select_all};
use jiff::Timestamp;
use tokio::{sync::mpsc, time::Instant};

use super::{
    Config, Timing,
    dial::{Dialer, Trouble},
    link::{Heard, Link, Stage},
    pace::Pace,
};
use crate::{Decoded, Decoder, Login};

/// Nobody takes the reports any more.
#[derive(Debug)]
pub(super) struct Unheard;

/// What happened next.
enum Step {
    Dialled(Result<Link, Trouble>),
    Heard(usize, Heard),
}

/// Reads one channel.
pub(super) struct Reader {
    login: Login,
    timing: Timing,
    now: fn() -> Timestamp,
    reports: mpsc::Sender<Report>,
    decoder: Decoder,
    dialer: Dialer,
    dialling: Option<BoxFuture<'static, Result<Link, Trouble>>>,
    /// Oldest first, so that what both have is taken from the older one.
    links: Vec<Link>,
    pace: Pace,
    rng: fastrand::Rng,
    told: Option<Status>,
}

impl Reader {
    pub(super) fn new(config: Config, dialer: Dialer, reports: mpsc::Sender<Report>) -> Self {
        let mut rng = fastrand::Rng::with_seed(config.seed);
        Self {
            decoder: Decoder::new(config.source),
            pace: Pace::new(&config.timing, rng.fork()),
            login: config.login,
            timing: config.timing,
            now: config.now,
            reports,
            dialer,
            dialling: None,
            links: Vec::new(),
            rng,
            told: None,
        }
    }

    /// Reads for ever.
    pub(super) async fn read(&mut self) -> Result<Infallible, Unheard> {
        self.connecting().await?;
        self.dial(Duration::ZERO);
        loop {
            match self.next().await {
                Step::Dialled(Ok(link)) => {
                    self.dialling = None;
                    self.links.push(link);
                    if self.last_told() == Some(SourceState::Backoff) {
                        self.connecting().await?;
                    }
                }
                Step::Dialled(Err(trouble)) => {
                    self.dialling = None;
                    self.retry(&trouble).await?;
                }
                Step::Heard(index, heard) => self.heard(index, heard).await?,
            }
        }
    }

    async fn next(&mut self) -> Step {
        let Self { links, dialling, .. } = self;
        let heard = async {
            if links.is_empty() {
                return pending().await;
            }
            let (heard, index, _) = select_all(links.iter_mut().map(|l| Box::pin(l.next()))).await;
            Step::Heard(index, heard)
        };
        let dialled = async {
            match dialling {
                Some(dialling) => Step::Dialled(dialling.await),
                None => pending().await,
            }
        };
        tokio::select! {
            step = heard => step,
            step = dialled => step,
        }
    }

    async fn heard(&mut self, index: usize, heard: Heard) -> Result<(), Unheard> {
        match heard {
            Heard::Lines(lines) => {
                for line in lines.split(['\r', '\n']).filter(|line| !line.is_empty()) {
                    self.line(index, line).await?;
                }
                Ok(())
            }
            Heard::StageOver => {
                let link = self.links.remove(index);
                match link.stage {
                    Stage::Joining(_) if link.welcome && !self.is_reading() => {
                        let login = &self.login;
                        self.fail(format!(
                            "There is no Twitch channel called {login}; check the name."
                        ))
                        .await
                    }
                    Stage::Joining(_) => self.retry(&Trouble::Timeout).await,
                    _ => Ok(()),
                }
            }
            Heard::Lost(trouble) => self.lost(index, &trouble).await,
        }
    }

    async fn lost(&mut self, index: usize, trouble: &Trouble) -> Result<(), Unheard> {
        tracing::debug!(login = %self.login, %trouble, "a connection ended");
        if matches!(trouble, Trouble::TooMuch) {
            self.report(Report::Passed(Passed::Oversized)).await?;
        }
        self.links.remove(index);
        if !self.has_future() {
            self.retry(trouble).await
        } else if self.last_told() == Some(SourceState::Live) && !self.is_reading() {
            self.connecting().await
        } else {
            Ok(())
        }
    }

    async fn line(&mut self, index: usize, line: &str) -> Result<(), Unheard> {
        match self.decoder.decode(line, (self.now)()) {
            Decoded::Event(event) => {
                self.joined(index).await?;
                self.report(Report::Event(event)).await
            }
            Decoded::Passed(passed) => {
                tracing::debug!(login = %self.login, ?passed, "a line was passed over");
                self.report(Report::Passed(passed)).await
            }
            Decoded::Joined => self.joined(index).await,
            Decoded::Welcome => {
                if let Some(link) = self.links.get_mut(index) {
                    link.welcome = true;
                }
                Ok(())
            }
            Decoded::Ping(text) => {
                if let Some(link) = self.links.get_mut(index)
                    && let Err(trouble) = link.send(&format!("PONG :{text}")).await
                {
                    // A connection that can't be written to ends by itself: it is not heard either.
                    tracing::debug!(login = %self.login, %trouble, "an answer could not be sent");
                }
                Ok(())
            }
            Decoded::Reconnect => {
                if let Some(link) = self.links.get_mut(index).filter(|l| l.stage == Stage::Joined) {
                    link.stage = Stage::Closing;
                    if !self.has_future() {
                        self.dial(Duration::ZERO);
                    }
                }
                Ok(())
            }
            Decoded::Refused(words) => {
                self.unreadable(index, format!("Twitch refuses to be read: {words}.")).await
            }
            Decoded::Notice { code, text: _ } => match code.as_str() {
                "msg_channel_suspended" | "tos_ban" => {
                    let detail = format!("Twitch has suspended the channel {}.", self.login);
                    self.unreadable(index, detail).await
                }
                _ => {
                    tracing::debug!(login = %self.login, code, "a notice for us alone");
                    Ok(())
                }
            },
            Decoded::Nothing => Ok(()),
        }
    }

    /// The channel answered: this connection is the one that is read.
    async fn joined(&mut self, index: usize) -> Result<(), Unheard> {
        if !self.links.get(index).is_some_and(|link| matches!(link.stage, Stage::Joining(_))) {
            return Ok(());
        }
        let until = Instant::now() + self.timing.overlap;
        for (at, link) in self.links.iter_mut().enumerate() {
            link.stage = match link.stage {
                Stage::Joining(_) if at == index => Stage::Joined,
                Stage::Joined | Stage::Closing if at < index => Stage::Replaced(until),
                stage => stage,
            };
        }
        self.pace.succeeded();
        self.tell(SourceState::Live, format!("Reading the chat of {}.", self.login)).await
    }

    /// Whether a connection is read that Twitch is not about to close, or will be.
    fn has_future(&self) -> bool {
        let lasts = |link: &Link| matches!(link.stage, Stage::Joining(_) | Stage::Joined);
        self.dialling.is_some() || self.links.iter().any(lasts)
    }

    /// Whether chat arrives.
    fn is_reading(&self) -> bool {
        self.links.iter().any(|link| matches!(link.stage, Stage::Joined | Stage::Closing))
    }

    fn last_told(&self) -> Option<SourceState> {
        self.told.as_ref().map(|status| status.state)
    }

    fn dial(&mut self, pause: Duration) {
        let nick = format!("justinfan{}", self.rng.u32(10_000..100_000));
        self.dialling = Some(Box::pin(self.dialer.clone().dial(pause, nick)));
    }

    async fn retry(&mut self, trouble: &Trouble) -> Result<(), Unheard> {
        let pause = self.pace.after_failure();
        self.dial(pause);
        if self.is_reading() {
            return Ok(());
        }
        let seconds = pause.as_secs_f32().ceil();
        let detail = format!("Twitch is not reachable: {trouble}. Trying again in {seconds} s.");
        self.tell(SourceState::Backoff, detail).await
    }

    /// The channel can't be read over this connection, and another would not help.
    async fn unreadable(&mut self, index: usize, detail: String) -> Result<(), Unheard> {
        if let Some(link) = self.links.get_mut(index) {
            link.stage = Stage::Replaced(Instant::now());
        }
        self.fail(detail).await
    }

    /// Only a person can help, but a name may be taken and a suspension lifted.
    async fn fail(&mut self, detail: String) -> Result<(), Unheard> {
        if !self.has_future() {
            let pause = self.pace.scattered(self.timing.look_again);
            self.dial(pause);
        }
        self.tell(SourceState::Failed, detail).await
    }

    async fn connecting(&mut self) -> Result<(), Unheard> {
        let detail = format!("Connecting to the chat of {}.", self.login);
        self.tell(SourceState::Connecting, detail).await
    }

    /// Says how the source is, if that is news.
    async fn tell(&mut self, state: SourceState, detail: String) -> Result<(), Unheard> {
        let status = Status { state, detail };
        if self.told.as_ref() == Some(&status) {
            return Ok(());
        }
        tracing::debug!(login = %self.login, ?state, detail = status.detail);
        self.told = Some(status.clone());
        self.report(Report::Status(status)).await
    }

    async fn report(&mut self, report: Report) -> Result<(), Unheard> {
        self.reports.send(report).await.map_err(|_| Unheard)
    }
}
