//! Finding a live stream, reading its chat to the end, and waiting for the next one.

use std::time::Duration;

use chat::{ChatEvent, Report, Status};
use jiff::Timestamp;
use reqwest::StatusCode;
use serde_json::Value;
use tokio::{
    sync::mpsc,
    time::{Instant, sleep, sleep_until},
};
use tokio_util::sync::CancellationToken;

use crate::{
    Config, Decoder, Target, Timings,
    answer::{self, Next},
    config::QUICK_RETRIES,
    item,
    session::Session,
    status,
    stream::{self, Found, Stream},
    web::{Web, WebError},
};

/// Reads the chat of a channel's or video's live stream until `cancel`, or until nobody takes the
/// reports any more.
///
/// Nothing that YouTube sends ends it: what fails is told as a [`Status`] and tried again. Reports
/// come in the order of YouTube's actions, and at most one request is on its way at any time.
pub async fn run(config: Config, reports: mpsc::Sender<Report>, cancel: CancellationToken) {
    let mut reader = Reader::new(config, reports);
    if let Some(Gone) = cancel.run_until_cancelled(Box::pin(reader.run())).await {
        tracing::debug!("nobody takes the reports any more");
    }
}

/// Nobody takes the reports any more.
struct Gone;

struct Reader {
    web: Web,
    target: Target,
    timings: Timings,
    clock: fn() -> Timestamp,
    rng: fastrand::Rng,
    decoder: Decoder,
    reports: mpsc::Sender<Report>,
    said: Option<Status>,
    /// Failures since the last poll that succeeded.
    failures: u32,
    /// How often YouTube said that we ask too much, since the last stream ended.
    limited: u32,
}

impl Reader {
    fn new(config: Config, reports: mpsc::Sender<Report>) -> Self {
        let Config { client, base_url, source, target, timings, clock, rng } = config;
        Self {
            web: Web { client, base_url, timeout: timings.request },
            target,
            timings,
            clock,
            rng,
            decoder: Decoder::new(source),
            reports,
            said: None,
            failures: 0,
            limited: 0,
        }
    }

    async fn run(&mut self) -> Gone {
        let looking = status::looking(&self.target);
        if self.say(looking).await.is_err() {
            return Gone;
        }
        loop {
            match self.turn().await {
                Ok(pause) => sleep(pause).await,
                Err(gone) => return gone,
            }
        }
    }

    /// Looks for the stream, and reads it to its end if it is live. Gives how long to wait before
    /// the next look.
    async fn turn(&mut self) -> Result<Duration, Gone> {
        match self.look().await {
            Ok(Found::Live(stream)) => self.read(stream).await,
            Ok(found) => {
                self.failures = 0;
                self.say(status::found(&self.target, &found)).await?;
                Ok(match found {
                    Found::Upcoming | Found::NotLive | Found::Channel => self.timings.look,
                    _ => self.timings.look_rarely,
                })
            }
            Err(error) => self.failed(&error).await,
        }
    }

    async fn look(&self) -> Result<Found, WebError> {
        let page = match self.web.page(&self.target.live_path()).await {
            Err(WebError::Status(StatusCode::NOT_FOUND)) => return Ok(Found::Missing),
            page => page?,
        };
        let found = stream::read(page);
        match (&found, self.target.streams_path()) {
            // A waiting room that stays open can hide the stream that is live.
            (Found::Upcoming | Found::NotLive | Found::Channel, Some(path)) => {
                Ok(self.look_on_tab(&path).await.unwrap_or(found))
            }
            _ => Ok(found),
        }
    }

    /// What the streams tab shows as live: the first that can be read, else the last that can't.
    async fn look_on_tab(&self, path: &str) -> Option<Found> {
        let ids = match self.web.page(path).await {
            Ok(tab) => stream::live_on_tab(&tab),
            Err(error) => {
                tracing::debug!(%error, "the streams tab could not be read");
                return None;
            }
        };
        let mut last = None;
        for id in ids.into_iter().take(3) {
            match self.web.page(&Target::Video(id).live_path()).await.map(stream::read) {
                Ok(found @ Found::Live(_)) => return Some(found),
                Ok(found @ (Found::MembersOnly | Found::ChatOff)) => last = Some(found),
                Ok(_) => {}
                Err(error) => tracing::debug!(%error, "a stream's page could not be read"),
            }
        }
        last
    }

    /// Reads a stream's chat until it ends or fails for good.
    async fn read(&mut self, stream: Stream) -> Result<Duration, Gone> {
        let opened = Instant::now();
        let title = stream.title.clone();
        let (mut session, mut answer) = match Session::open(&self.web, stream).await {
            Ok(opened) => opened,
            Err(error) => return self.failed(&error).await,
        };
        let live = status::live(&title, session.view);
        let mut asked = opened;
        let mut quiet_polls = 0_u32;
        loop {
            let next = answer::next(&answer);
            if matches!(next, Next::Continue { .. }) {
                self.say(live.clone()).await?;
            }
            let messages = self.hand_over(&answer).await?;
            quiet_polls = if messages > 0 { 0 } else { quiet_polls.saturating_add(1) };
            let token = match next {
                Next::Continue { token, at_latest } => {
                    self.pause(asked, quiet_polls, at_latest).await;
                    token
                }
                Next::Ended => return self.ended(opened, &answer).await,
                Next::Refused(words) => {
                    self.say(status::refused(&words)).await?;
                    return Ok(self.timings.look_rarely);
                }
            };
            asked = Instant::now();
            answer = match self.poll(&mut session, &token).await? {
                Ok(answer) => answer,
                Err(error) => return self.failed(&error).await,
            };
            self.failures = 0;
        }
    }

    /// Waits until the next poll is due. A poll that took longer than that is given a rest too.
    async fn pause(&self, asked: Instant, quiet_polls: u32, at_latest: Option<Duration>) {
        let Timings { busy, idle, .. } = self.timings;
        let pace = if self.limited > 0 { idle } else { self.timings.pace(quiet_polls) };
        let pace = at_latest.map_or(pace, |at_latest| pace.min(at_latest.max(busy)));
        sleep_until((asked + pace).max(Instant::now() + busy / 4)).await;
    }

    /// One poll, tried again a few times where that may help.
    async fn poll(
        &mut self,
        session: &mut Session,
        token: &str,
    ) -> Result<Result<Value, WebError>, Gone> {
        let mut retries = 0;
        loop {
            match session.ask(&self.web, token).await {
                Err(error) if retries < QUICK_RETRIES && may_pass(&error) => {
                    retries += 1;
                    self.say(status::failure(&error)).await?;
                    sleep(self.timings.retry).await;
                }
                answer => return Ok(answer),
            }
        }
    }

    /// Tells all that an answer holds. Gives how many messages were new.
    async fn hand_over(&mut self, answer: &Value) -> Result<usize, Gone> {
        let reports = self.decoder.answer(answer, (self.clock)());
        let is_message = |report: &&Report| matches!(report, Report::Event(ChatEvent::Message(_)));
        let messages = reports.iter().filter(is_message).count();
        for report in reports {
            if let Report::Passed(passed) = &report {
                tracing::debug!(?passed, "input was passed over");
            }
            self.tell(report).await?;
        }
        Ok(messages)
    }

    async fn ended(&mut self, opened: Instant, answer: &Value) -> Result<Duration, Gone> {
        if let Some(name) = answer::unknown_continuation(answer) {
            tracing::warn!(name, "a chat goes on in a way that is not known");
            self.tell(Report::Passed(item::unknown_name(name))).await?;
        }
        self.limited = 0;
        self.say(status::ended(&self.target)).await?;
        // A page may say for a while that an ended stream is live.
        let is_soon = opened.elapsed() < self.timings.look;
        Ok(if is_soon { self.timings.look } else { self.timings.retry })
    }

    /// Says what failed, and gives how long to wait before the next look.
    async fn failed(&mut self, error: &WebError) -> Result<Duration, Gone> {
        tracing::info!(%error, "reading failed");
        self.say(status::failure(error)).await?;
        if let WebError::Limited { retry_after } = error {
            let pause = self.timings.limited_after(self.limited);
            self.limited = self.limited.saturating_add(1);
            return Ok(retry_after.map_or(pause, |asked| {
                asked.clamp(self.timings.retry, self.timings.limited_at_most)
            }));
        }
        self.failures = self.failures.saturating_add(1);
        Ok(self.timings.retry_after(self.failures, self.rng.f64()))
    }

    async fn say(&mut self, status: Status) -> Result<(), Gone> {
        if self.said.as_ref() == Some(&status) {
            return Ok(());
        }
        self.said = Some(status.clone());
        self.tell(Report::Status(status)).await
    }

    async fn tell(&self, report: Report) -> Result<(), Gone> {
        self.reports.send(report).await.map_err(|_| Gone)
    }
}

/// Whether the same request may succeed a moment later.
fn may_pass(error: &WebError) -> bool {
    match error {
        WebError::Unreachable(_) | WebError::Unreadable => true,
        WebError::Status(status) => status.is_server_error(),
        WebError::Limited { .. } | WebError::Consent => false,
    }
}
