//! Finding a live stream, reading its chat to the end, and waiting for the next one.

use std::time::Duration;

use chat::{Report, Status};
use jiff::Timestamp;
use tokio::{sync::mpsc, time::Instant};
use tokio_util::sync::CancellationToken;

use crate::{
    Config, Decoder, Target, Timings,
    faults::{Faults, Remedy},
    last::Last,
    look::{look, look_at},
    official::{StandIn, Why},
    routes::Routes,
    signals::{Signal, Signals},
    status,
    stream::Found,
    streams::Streams,
    voice::{Gone, Voice},
    web::{Web, WebError},
};

/// Reads the chat of a channel's or video's live stream until `cancel`, or until nobody takes the
/// reports any more.
///
/// Nothing that YouTube sends ends it: what fails is told as a [`Status`] and tried again. Reports
/// come in the order of YouTube's actions, and at most one request is on its way at any time: beside the
/// official API, while that stands in, one look at the page.
pub async fn run(config: Config, reports: mpsc::Sender<Report>, cancel: CancellationToken) {
    let mut reader = Reader::new(config, reports);
    if let Some(Gone) = cancel.run_until_cancelled(Box::pin(reader.run())).await {
        tracing::debug!("nobody takes the reports any more");
    }
}

/// How long a request may take just after the machine woke.
const SOON: Duration = Duration::from_secs(2);

pub(crate) struct Reader {
    pub(crate) web: Web,
    pub(crate) target: Target,
    pub(crate) timings: Timings,
    pub(crate) clock: fn() -> Timestamp,
    rng: fastrand::Rng,
    pub(crate) decoder: Decoder,
    pub(crate) voice: Voice,
    pub(crate) signals: Signals,
    pub(crate) faults: Faults,
    pub(crate) streams: Streams,
    /// The stream that a person chose while another one was read.
    pub(crate) switch: Option<String>,
    /// When chat was last read, and whose.
    pub(crate) last: Option<Last>,
    /// The last stream that was read is over, as far as its chat says.
    pub(crate) over: bool,
    /// Reads in the place of the page, while that fails.
    pub(crate) stand_in: Option<StandIn>,
}

impl Reader {
    fn new(config: Config, reports: mpsc::Sender<Report>) -> Self {
        let Config { routes, base_url, source, target, timings, clock, rng, wake, choice, .. } =
            config;
        let routes = Routes::new(routes, timings.rest);
        Self {
            web: Web { routes, base_url, timeout: timings.request, date: None },
            target,
            timings,
            clock,
            rng,
            decoder: Decoder::new(source),
            voice: Voice::new(reports),
            signals: Signals::new(wake, choice),
            faults: Faults::default(),
            streams: Streams::new(),
            switch: None,
            last: None,
            over: false,
            stand_in: config.official.map(|official| StandIn::new(official, clock)),
        }
    }

    async fn run(&mut self) -> Gone {
        match self.run_on().await {
            Err(gone) => gone,
            Ok(never) => match never {},
        }
    }

    async fn run_on(&mut self) -> Result<std::convert::Infallible, Gone> {
        self.voice.status(status::looking(&self.target)).await?;
        loop {
            self.voice.routes(self.web.routes.view()).await?;
            let mut pause = self.turn().await?;
            while let Some(next) = Box::pin(self.stand_in(pause)).await? {
                pause = next;
            }
            self.pause(Instant::now() + pause).await;
        }
    }

    /// Waits until `until`, or for a signal. What YouTube asks us to wait, no wake makes shorter.
    async fn pause(&mut self, until: Instant) {
        while self.signals.pause(until).await == Some(Signal::Woken) && self.faults.must_wait() {}
    }

    /// Looks for the stream, and reads it to its end if it is live. Gives how long to wait before
    /// the next look.
    async fn turn(&mut self) -> Result<Duration, Gone> {
        self.set_patience();
        if let Some(id) = self.switch.take() {
            match self.signals.or(look_at(&mut self.web, &id)).await {
                Ok(Ok(Found::Live(stream))) => return self.read(stream).await,
                Ok(Ok(_)) => self.streams.remove(&id),
                Ok(Err(error)) => return self.failed(&error).await,
                Err(_) => {}
            }
        }
        let choice = self.signals.choice();
        let last = self.last.as_ref().map(|last| last.video.as_str());
        let looking = look(&mut self.web, &self.target, &mut self.streams, choice.as_deref(), last);
        let looked = self.signals.or(looking).await;
        self.voice.routes(self.web.routes.view()).await?;
        match looked {
            // What was on its way may be dead, or is not wanted any more.
            Err(_) => Ok(Duration::ZERO),
            Ok(Ok(Found::Live(stream))) => self.read(stream).await,
            Ok(Ok(found)) => self.found(&found).await,
            Ok(Err(error)) => self.failed(&error).await,
        }
    }

    /// Sets how long a request may take from now on. What was connected before the machine slept
    /// may never answer: a new connection is tried soon.
    pub(crate) fn set_patience(&mut self) {
        let request = self.timings.request;
        self.web.timeout = if self.signals.woke_lately() { request.min(SOON) } else { request };
    }

    /// There is nothing to read.
    async fn found(&mut self, found: &Found) -> Result<Duration, Gone> {
        self.faults.passed(&self.timings);
        self.mark_rest().await?;
        match self.missing(found) {
            Some(why) => self.trouble(why),
            None => self.well(),
        }
        self.voice.quota(None).await?;
        self.voice.reading(None).await?;
        self.voice.streams(Vec::new()).await?;
        let is_waiting = matches!(found, Found::Upcoming | Found::NotLive | Found::Channel);
        // A video has no next stream.
        let has_next = !matches!(self.target, Target::Video(_));
        let status = match self.over && is_waiting && has_next {
            true => status::ended(&self.target),
            false => status::found(&self.target, found),
        };
        let status = self.noted(status);
        self.voice.status(status).await?;
        Ok(if is_waiting { self.timings.look } else { self.timings.look_rarely })
    }

    /// What the page does not show and the official API may.
    fn missing(&self, found: &Found) -> Option<Why> {
        match (found, &self.target) {
            (Found::MembersOnly, _) => Some(Why::Closed("the stream is for members only".into())),
            (Found::Private, _) => Some(Why::Closed("the stream is private".into())),
            (_, Target::Video(_)) => None,
            (Found::Upcoming | Found::NotLive | Found::Channel, _) => Some(Why::Unlisted),
            _ => None,
        }
    }

    /// With why the official API can't help, where it can't.
    fn noted(&self, status: Status) -> Status {
        match self.stand_in_note() {
            Some(note) => Status { detail: format!("{} {note}", status.detail), ..status },
            None => status,
        }
    }

    /// Notes a failure, and what may help.
    pub(crate) fn remedy(&mut self, error: &WebError) -> Remedy {
        tracing::info!(%error, "reading failed");
        self.trouble(Why::of(error));
        self.faults.remedy(error, &self.timings, self.rng.f64())
    }

    /// Says what failed.
    pub(crate) async fn say_failure(&mut self, error: &WebError) -> Result<(), Gone> {
        let proxy = self.web.routes.proxy();
        let status: Status = status::failure(error, proxy, self.faults.is_refused());
        let status = self.noted(status);
        self.voice.status(status).await
    }

    /// Says what failed, and gives how long to wait before the next look.
    pub(crate) async fn failed(&mut self, error: &WebError) -> Result<Duration, Gone> {
        match self.remedy(error) {
            Remedy::Again(pause) | Remedy::StartOver(pause) => {
                // What the next look puts right at once is nothing to tell.
                if !pause.is_zero() {
                    self.say_failure(error).await?;
                }
                Ok(pause)
            }
            Remedy::Ended => self.ended().await,
        }
    }

    /// The chat says that it is over: the page knows whether the stream is.
    pub(crate) async fn ended(&mut self) -> Result<Duration, Gone> {
        self.mark_rest().await?;
        if self.over {
            // A page may say for a while that an ended stream is live.
            self.voice.status(status::ended(&self.target)).await?;
            return Ok(self.timings.look);
        }
        self.over = true;
        Ok(self.timings.retry)
    }
}
