//! Reads a channel over one connection, or over two while one takes the other's place.

mod line;

use std::{convert::Infallible, future::pending, time::Duration};

use chat::{ChatEvent, Message, Passed, Platform, Report, SourceId, SourceState, Status};
use futures_util::future::{BoxFuture, select_all};
use jiff::Timestamp;
use tokio::{
    sync::{mpsc, watch},
    time::Instant,
};

use super::{
    Config, Timing,
    dial::{Dialer, Trouble},
    doubles::{self, Doubles},
    link::{Heard, Link, Stage, at},
    moment::Moment,
    pace::Pace,
    undated::Undated,
};
use crate::{Decoder, Login};

/// Nobody takes the reports any more.
#[derive(Debug)]
pub(super) struct Unheard;

/// What happened next.
enum Step {
    Dialled(Box<Result<Link, Trouble>>),
    Heard(usize, Heard),
    Woke,
}

/// Reads one channel.
pub(super) struct Reader {
    source: SourceId,
    login: Login,
    timing: Timing,
    now: fn() -> Timestamp,
    reports: mpsc::Sender<Report>,
    decoder: Decoder,
    dialer: Dialer,
    dialling: Option<BoxFuture<'static, Result<Link, Trouble>>>,
    /// When the pause before the dialling is over.
    dials_at: Instant,
    /// How many connections there were.
    made: u64,
    /// Oldest first, so that what both have is taken from the older one.
    links: Vec<Link>,
    doubles: Doubles,
    undated: Undated,
    /// Until when chat was read, while it is not.
    unread_since: Option<Moment>,
    wake: watch::Receiver<u64>,
    pace: Pace,
    rng: fastrand::Rng,
    told: Option<Status>,
}

impl Reader {
    pub(super) fn new(config: Config, dialer: Dialer, reports: mpsc::Sender<Report>) -> Self {
        let mut rng = fastrand::Rng::with_seed(config.seed);
        Self {
            decoder: Decoder::new(config.source.clone()),
            source: config.source,
            pace: Pace::new(&config.timing, rng.fork()),
            login: config.login,
            timing: config.timing,
            now: config.now,
            reports,
            dialer,
            dialling: None,
            dials_at: Instant::now(),
            made: 0,
            links: Vec::new(),
            doubles: Doubles::default(),
            undated: Undated::default(),
            unread_since: None,
            wake: config.wake,
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
                Step::Dialled(dialled) => {
                    self.dialling = None;
                    match *dialled {
                        Ok(mut link) => {
                            self.made += 1;
                            link.number = self.made;
                            self.links.push(link);
                            if self.last_told() == Some(SourceState::Backoff) {
                                self.connecting().await?;
                            }
                        }
                        Err(trouble) => self.retry(&trouble).await?,
                    }
                }
                Step::Heard(index, heard) => self.heard(index, heard).await?,
                Step::Woke => self.woke().await?,
            }
        }
    }

    async fn next(&mut self) -> Step {
        let Self { links, dialling, wake, .. } = self;
        let heard = async {
            match links.as_mut_slice() {
                [] => return pending().await,
                // As nearly always: nothing is put on the heap for a line of chat.
                [link] => return Step::Heard(0, link.next().await),
                _ => {}
            }
            loop {
                let first = links.iter().enumerate().find_map(|(before, link)| {
                    link.comes_first_until().map(|until| (before + 1, until))
                });
                let (read, until) =
                    first.map_or((links.len(), None), |(n, until)| (n, Some(until)));
                let read = links.iter_mut().take(read).map(|link| Box::pin(link.next()));
                tokio::select! {
                    (heard, index, _) = select_all(read) => return Step::Heard(index, heard),
                    () = at(until) => {}
                }
            }
        };
        let dialled = async {
            match dialling {
                Some(dialling) => Step::Dialled(Box::new(dialling.await)),
                None => pending().await,
            }
        };
        let woke = async {
            if wake.changed().await.is_err() {
                return pending().await;
            }
            Step::Woke
        };
        tokio::select! {
            step = heard => step,
            step = dialled => step,
            step = woke => step,
        }
    }

    /// The machine slept, or its network changed: what is connected may be dead, and what could
    /// not be reached may be there.
    async fn woke(&mut self) -> Result<(), Unheard> {
        for link in &mut self.links {
            link.doubt();
        }
        if self.dialling.is_none() {
            return Ok(());
        }
        self.pace.succeeded();
        self.dial(Duration::ZERO);
        if self.is_reading() { Ok(()) } else { self.connecting().await }
    }

    async fn heard(&mut self, index: usize, heard: Heard) -> Result<(), Unheard> {
        match heard {
            Heard::Lines(lines) => {
                if let Some(link) = self.links.get_mut(index) {
                    link.heard = Moment::now(self.now);
                    link.unproven = None;
                }
                for line in lines.split(['\r', '\n']).filter(|line| !line.is_empty()) {
                    self.line(index, line).await?;
                }
                Ok(())
            }
            Heard::StageOver => {
                let link = self.end(index);
                match link.stage {
                    Stage::Joining(_) if link.welcome && !self.is_reading() => {
                        let login = &self.login;
                        self.fail(format!(
                            "Twitch knows no channel called {login}. Check the name: it may have a \
                             typing error, or the channel has another name now, or was closed. It is \
                             looked for again every minute."
                        ))
                        .await
                    }
                    Stage::Joining(_) => self.retry(&Trouble::Timeout).await,
                    _ => self.check(link).await,
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
        let link = self.end(index);
        // A connection is only replaced after Twitch said that it will close it.
        if !trouble.is_end() {
            self.check(link).await?;
        }
        if self.has_future() {
            if self.last_told() == Some(SourceState::Live) && !self.is_reading() {
                if self.dialling.is_some() && self.dials_at > Instant::now() {
                    // The pause was meant for a handover. Now every second is missed.
                    self.dial(Duration::ZERO);
                }
                return self.connecting().await;
            }
            return Ok(());
        }
        if matches!(trouble, Trouble::Slept) {
            self.dial(Duration::ZERO);
            return self.connecting().await;
        }
        self.retry(trouble).await
    }

    /// Takes a connection away.
    fn end(&mut self, index: usize) -> Link {
        let link = self.links.remove(index);
        if matches!(link.stage, Stage::Joined | Stage::Closing) {
            self.unread_since = Some(link.heard);
        }
        link
    }

    /// A replaced connection may have been dead before the other one took its place. If it was
    /// not heard since, nor closed by Twitch after its last word, what came between is missing.
    /// Nobody waits to know it: what the other one brings is shown at once.
    async fn check(&mut self, Link { heard, unproven, .. }: Link) -> Result<(), Unheard> {
        match unproven {
            Some(replaced) => self.gap(heard, replaced).await,
            None => Ok(()),
        }
    }

    async fn gap(&mut self, from: Moment, until: Moment) -> Result<(), Unheard> {
        let (from, until) = from.gap(until);
        let gap = Message::gap(Platform::Twitch, &self.source, from, until);
        self.report(Report::Event(ChatEvent::Message(Box::new(gap)))).await
    }

    /// The channel answered: this connection is the one that is read.
    async fn joined(&mut self, index: usize) -> Result<(), Unheard> {
        if !self.links.get(index).is_some_and(|link| matches!(link.stage, Stage::Joining(_))) {
            return Ok(());
        }
        let now = Moment::now(self.now);
        let was_reading = self.is_reading();
        for (at, link) in self.links.iter_mut().enumerate() {
            match link.stage {
                Stage::Joining(_) if at == index => link.stage = Stage::Joined,
                Stage::Joined | Stage::Closing if at < index => {
                    link.replace(Instant::now() + self.timing.overlap, now);
                }
                _ => {}
            }
        }
        self.pace.succeeded();
        self.tell(SourceState::Live, format!("Reading the chat of {}.", self.login)).await?;
        match self.unread_since.take() {
            Some(since) if !was_reading => self.gap(since, now).await,
            _ => Ok(()),
        }
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
        self.dials_at = Instant::now() + pause;
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

    /// The channel can't be read over this connection, and another would not help, unless one is
    /// read.
    async fn unreadable(&mut self, index: usize, detail: String) -> Result<(), Unheard> {
        if let Some(link) = self.links.get_mut(index) {
            if matches!(link.stage, Stage::Joined | Stage::Closing) {
                self.unread_since = Some(link.heard);
            }
            link.stage = Stage::Replaced(Instant::now());
        }
        if !self.is_reading() {
            return self.fail(detail).await;
        }
        tracing::debug!(login = %self.login, detail, "while another connection is read");
        if !self.has_future() {
            let pause = self.pace.after_failure();
            self.dial(pause);
        }
        Ok(())
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
        let status = Status::new(state, detail);
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
