//! Reading a chat by the official API, until its page works again.

use std::future::Future;
use std::ops::ControlFlow;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use chat::{Passed, Report};
use serde_json::Value;
use tokio::time::{Instant, sleep_until};

use super::access::Pass;
use super::api::Broadcast;
use super::decode::{is_over, items};
use super::feed::{Feed, Means, Place};
use super::refusal::Refusal;
use super::stand_in::{REST, Why};
use super::words;
use crate::{
    Decoder, Target,
    answer::{self, Next},
    faults::Remedy,
    last::Last,
    look::look_at,
    run::Reader,
    session::Session,
    sight::Tally,
    signals::Signal,
    status,
    stream::{Found, Stream},
    voice::Gone,
    web::{Web, WebError},
};

/// A wrong place in the chat so often in a row is no chance.
const WRONG_PLACES: u32 = 3;

/// What came of a try of the page.
struct Probed {
    web: Web,
    found: Result<Option<Box<Back>>, WebError>,
}

/// The page works again: its stream, and its chat's first answer.
struct Back {
    stream: Stream,
    session: Session,
    answer: Value,
}

type Probing = Pin<Box<dyn Future<Output = Probed> + Send>>;

/// The tries of the page while the API stands in.
struct Probe {
    due: Instant,
    pause: Duration,
    work: Option<Probing>,
}

impl Probe {
    /// The page, when it was tried. Can be given up and asked for again.
    async fn next(&mut self, begin: impl FnOnce() -> Probing) -> Probed {
        if self.work.is_none() {
            sleep_until(self.due).await;
        }
        let probed = self.work.get_or_insert_with(begin).await;
        self.work = None;
        probed
    }
}

enum Came {
    Answer(Result<Value, Refusal>),
    Probed(Probed),
}

/// How the API has failed since it answered last.
#[derive(Default)]
struct Failing {
    since: Option<Instant>,
    wrong_places: u32,
}

impl Failing {
    /// Whether it has been so for a while, with one more failure. `kept`: what is shorter loses
    /// nothing.
    fn is_long(&mut self, refusal: &Refusal, kept: Duration) -> bool {
        let since = *self.since.get_or_insert_with(Instant::now);
        if *refusal == Refusal::WrongPlace {
            self.wrong_places += 1;
            return self.wrong_places >= WRONG_PLACES;
        }
        since.elapsed() >= kept
    }
}

impl Reader {
    /// Reads a stream's chat by the official API. `pause` is what the page wants us to wait. Gives
    /// how long to wait before the next look; nothing where the API could not help.
    pub(super) async fn listen(
        &mut self,
        pass: Pass,
        broadcast: Broadcast,
        why: &Why,
        pause: Duration,
    ) -> Result<Option<Duration>, Gone> {
        let Some(stand_in) = &self.stand_in else { return Ok(None) };
        let Broadcast { video, title, chat } = broadcast;
        let mut feed = Feed::new(stand_in.api.clone(), pass, chat, stand_in.means);
        let first = pause.max(self.timings.probe);
        let mut probe =
            Probe { due: Instant::now() + first, pause: self.timings.probe, work: None };
        for event in self.decoder.begin(&video, (self.clock)()) {
            self.voice.tell(Report::Event(event)).await?;
        }
        let mut failing = Failing::default();
        loop {
            let at_start = feed.is_at_start();
            let begin = || {
                let decoder = (*why == Why::Blind).then(|| self.decoder.source().clone());
                let web = self.web.another(self.timings.request);
                Box::pin(try_page(web, video.clone(), decoder.map(Decoder::new))) as Probing
            };
            let next = async {
                tokio::select! {
                    biased;
                    answer = feed.next() => Came::Answer(answer),
                    probed = probe.next(begin) => Came::Probed(probed),
                }
            };
            match self.signals.or(next).await {
                Err(Signal::Woken) => {
                    feed.restart();
                    probe = Probe { due: Instant::now() + self.timings.retry, work: None, ..probe };
                }
                Err(Signal::Chosen) => {
                    if self.wants_another(&video) {
                        let wanted = self.switch.clone();
                        if let Some(stand_in) = &mut self.stand_in {
                            stand_in.wanted = wanted;
                        }
                        return Ok(Some(Duration::ZERO));
                    }
                }
                Ok(Came::Answer(Ok(answer))) => {
                    failing = Failing::default();
                    let is_over =
                        self.take_official(feed.pass(), &video, &answer, at_start).await?;
                    if is_over {
                        return self.over().await.map(Some);
                    }
                    self.voice
                        .status(words::reading(&title, why, feed.means(), feed.pace()))
                        .await?;
                }
                Ok(Came::Answer(Err(refusal))) => {
                    let is_long = failing.is_long(&refusal, self.timings.kept);
                    let failed = self.not_answered(&mut feed, why, refusal, is_long);
                    if let ControlFlow::Break(then) = failed.await? {
                        return Ok(then);
                    }
                }
                Ok(Came::Probed(Probed { web, found })) => match found {
                    Ok(Some(back)) => {
                        self.web = web;
                        return self.go_back(*back, feed, &video).await.map(Some);
                    }
                    Ok(None) => probe.later(Duration::ZERO, &self.timings),
                    Err(error) => {
                        let pause = match self.remedy(&error) {
                            Remedy::Again(pause) | Remedy::StartOver(pause) => pause,
                            Remedy::Ended => Duration::ZERO,
                        };
                        probe.later(pause, &self.timings);
                    }
                },
            }
            if let Some(stand_in) = &mut self.stand_in {
                stand_in.means = feed.means();
            }
        }
    }

    /// The API did not answer as it should. Goes on where that may pass; else gives what
    /// [`listen`](Self::listen) does. `is_long`: it has been so for a while.
    async fn not_answered(
        &mut self,
        feed: &mut Feed,
        why: &Why,
        refusal: Refusal,
        is_long: bool,
    ) -> Result<ControlFlow<Option<Duration>>, Gone> {
        tracing::info!(%refusal, "reading by the official API failed");
        let quota = Arc::clone(&feed.pass().quota);
        if refusal == Refusal::UsedUp {
            quota.use_up((self.clock)());
        }
        self.voice.quota(Some(quota.view((self.clock)()))).await?;
        let pass = match &refusal {
            Refusal::Ended => return Ok(ControlFlow::Break(Some(self.over().await?))),
            Refusal::ChatOff => {
                let off = status::found(&self.target, &Found::ChatOff);
                self.voice.status(off).await?;
                self.leave_alone(None, self.timings.look_rarely);
                return Ok(ControlFlow::Break(Some(self.timings.look_rarely)));
            }
            Refusal::TooFast { .. } => {
                self.voice.status(words::failing(why, &refusal)).await?;
                return Ok(ControlFlow::Continue(()));
            }
            Refusal::Unreachable | Refusal::Status(_) | Refusal::Unreadable => {
                // A moment's trouble loses nothing, and is nothing to tell.
                if is_long {
                    self.voice.status(words::failing(why, &refusal)).await?;
                }
                return Ok(ControlFlow::Continue(()));
            }
            Refusal::WrongPlace if !is_long => return Ok(ControlFlow::Continue(())),
            Refusal::WrongPlace => None,
            Refusal::Refused(_) => self.other_pass(feed.pass()).await.ok(),
            Refusal::SignedOut => self.pass(Some(feed.pass())).await.ok(),
            Refusal::UsedUp => self.pass(None).await.ok(),
        };
        match pass {
            Some(pass) => {
                feed.set_pass(pass);
                Ok(ControlFlow::Continue(()))
            }
            None => Ok(ControlFlow::Break(self.give_up(why, &refusal).await?)),
        }
    }

    /// Waits for the page again. It has said itself why it shows the chat to some alone.
    async fn give_up(&mut self, why: &Why, refusal: &Refusal) -> Result<Option<Duration>, Gone> {
        if !matches!(why, Why::Closed(_)) {
            self.voice.status(words::without(why)).await?;
        }
        self.can_not(why, refusal).await
    }

    /// Takes an answer. Gives whether the chat is over with it.
    async fn take_official(
        &mut self,
        pass: &Pass,
        video: &str,
        answer: &Value,
        at_start: bool,
    ) -> Result<bool, Gone> {
        let (items, now) = (items(answer), (self.clock)());
        self.over = false;
        self.mark_official_gap(video, &items, at_start).await?;
        self.voice.reading(Some(video)).await?;
        self.voice.quota(Some(pass.quota.view(now))).await?;
        for item in &items {
            for report in self.decoder.official(item, now) {
                if let Report::Passed(Passed::Unknown(unknown)) = &report {
                    tracing::debug!(kind = unknown.kind, "a kind that is not known was met");
                }
                self.voice.tell(report).await?;
            }
        }
        Ok(is_over(answer, &items))
    }

    /// Marks what may be missing before this answer. What the API is asked for from a place on, it
    /// gives; what it gives at the start tells whether it goes back far enough.
    async fn mark_official_gap(
        &mut self,
        video: &str,
        items: &[Value],
        at_start: bool,
    ) -> Result<(), Gone> {
        let last = Last { video: video.to_owned(), at: Instant::now(), date: None };
        let last = self.last.replace(last).filter(|last| last.video == video && at_start);
        let Some(last) = last else {
            return Ok(());
        };
        match self.decoder.knows_any(items) {
            Some(false) => self.mark_since(&last, Duration::ZERO).await,
            Some(true) | None => Ok(()),
        }
    }

    /// Reads the page again. Its first answer holds the newest messages, and not what was removed: where
    /// that does not go back to what was read, or where the API is asked now and then, it is asked once
    /// more.
    async fn go_back(&mut self, back: Back, feed: Feed, video: &str) -> Result<Duration, Gone> {
        let Back { stream, session, answer } = back;
        let (is_polled, place) = (feed.means() == Means::List, feed.end());
        if is_polled || self.decoder.goes_back(&answer) == Some(false) {
            self.last_poll(place, video).await?;
        }
        self.well();
        self.read_on(stream, session, answer).await
    }

    async fn last_poll(&mut self, place: Place, video: &str) -> Result<(), Gone> {
        let Some(stand_in) = &self.stand_in else { return Ok(()) };
        let api = stand_in.api.clone();
        let Place { pass, chat, page } = place;
        match api.messages(&pass, &chat, page.as_deref()).await {
            Ok(answer) => self.take_official(&pass, video, &answer, false).await.map(drop),
            Err(error) => {
                tracing::debug!(%error, "the last poll failed");
                Ok(())
            }
        }
    }

    /// The chat is over, as the API says. There is nothing more to be read of it, by either way.
    pub(super) async fn over(&mut self) -> Result<Duration, Gone> {
        self.last = None;
        self.over = true;
        self.well();
        if matches!(self.target, Target::Video(_)) {
            // A video has no next stream, and each look costs.
            self.leave_alone(None, REST);
        }
        self.voice.quota(None).await?;
        self.voice.reading(None).await?;
        self.voice.status(status::ended(&self.target)).await?;
        Ok(self.timings.look)
    }
}

impl Probe {
    fn later(&mut self, pause: Duration, timings: &crate::Timings) {
        self.pause = (self.pause * 2).min(timings.probe_at_most);
        self.due = Instant::now() + pause.max(self.pause);
    }
}

/// Whether the page shows the chat again, and, for a `decoder` that understood nothing, whether
/// something of it is understood.
async fn try_page(mut web: Web, video: String, decoder: Option<Decoder>) -> Probed {
    let found = open(&mut web, &video, decoder).await;
    Probed { web, found }
}

async fn open(
    web: &mut Web,
    video: &str,
    decoder: Option<Decoder>,
) -> Result<Option<Box<Back>>, WebError> {
    let Found::Live(stream) = look_at(web, video).await? else {
        return Ok(None);
    };
    let (session, answer) = Session::open(web, &stream).await?;
    if !matches!(answer::next(&answer), Next::Continue { .. }) {
        return Ok(None);
    }
    if let Some(mut decoder) = decoder {
        let mut tally = Tally::default();
        for action in answer::actions(&answer) {
            tally.count(&decoder.action(action, jiff::Timestamp::UNIX_EPOCH));
        }
        if !tally.is_understood() {
            return Ok(None);
        }
    }
    Ok(Some(Box::new(Back { stream, session, answer })))
}
