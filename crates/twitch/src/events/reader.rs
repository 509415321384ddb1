//! Reads a channel's events over one connection, or over two while one takes the other's place.

use std::convert::Infallible;
use std::future::pending;
use std::time::Duration;

use chat::{ChatEvent, Recent};
use futures_util::future::{BoxFuture, join_all};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until, timeout, timeout_at};
use url::Url;

use super::decode::Decoder;
use super::frame::Frame;
use super::link::{Dialler, Link};
use super::{Config, NotSubscribed, Standing, Subject, Told, Topic, automod};
use crate::connection::dial::Trouble;
use crate::connection::pace::Pace;

/// Messages that are known as told. Twitch repeats one within minutes.
const REMEMBERED: usize = 20_000;
/// From one try to be connected to elsewhere to the next.
const AGAIN: Duration = Duration::from_secs(1);

/// Nobody takes what is told any more.
#[derive(Debug)]
pub(super) struct Unheard;

/// How a session ended.
enum End {
    Lost(String),
    NotAllowed,
}

type Dialling = BoxFuture<'static, Result<(Link, String), Trouble>>;

/// The connections of a session.
#[derive(Default)]
struct Links {
    now: Option<Link>,
    /// The one that was replaced, and until when it is read, if it brings nothing more.
    before: Option<(Link, Instant)>,
    overlap: Duration,
    /// On the way to where Twitch wants to be connected to.
    next: Option<(Url, Dialling)>,
}

/// What happened next.
enum Step {
    Now(Result<Frame, Trouble>),
    Before(Option<Frame>),
    Dialled(Box<Result<Link, Trouble>>),
}

/// Reads the events of one channel.
pub(super) struct Reader {
    config: Config,
    told: mpsc::Sender<Told>,
    decoder: Decoder,
    seen: Recent<String, ()>,
    pace: Pace,
    standing: Option<Standing>,
}

impl Reader {
    pub(super) fn new(config: Config, told: mpsc::Sender<Told>) -> Self {
        Self {
            decoder: Decoder::new(config.source.clone()),
            seen: Recent::new(REMEMBERED),
            pace: Pace::new(&config.timing.pauses, fastrand::Rng::with_seed(config.seed)),
            standing: None,
            config,
            told,
        }
    }

    /// Reads for ever.
    pub(super) async fn read(&mut self) -> Result<Infallible, Unheard> {
        if self.config.topics.is_empty() {
            return self.rest().await;
        }
        loop {
            self.stands(Standing::Connecting).await?;
            match self.session().await? {
                End::NotAllowed => return self.rest().await,
                End::Lost(why) => {
                    let pause = self.pace.after_failure();
                    self.stands(Standing::Backoff(why)).await?;
                    let again = Instant::now() + pause;
                    while self.before_an_end(sleep_until(again)).await?.is_none() {}
                }
            }
        }
    }

    /// Says of all polls that they are over: nobody will hear more of them.
    pub(super) async fn end(&mut self) -> Result<(), Unheard> {
        let closed = self.decoder.close_all((self.config.now)());
        self.tell_all(closed).await
    }

    /// Only the person can go on.
    async fn rest(&mut self) -> Result<Infallible, Unheard> {
        self.end().await?;
        self.stands(Standing::NotAllowed).await?;
        pending().await
    }

    /// From a connection to its end.
    async fn session(&mut self) -> Result<End, Unheard> {
        let dials = match Dialler::new(&self.config.url, self.config.timing.clone()) {
            Ok(dials) => dials,
            Err(error) => return Ok(End::Lost(format!("no certificates can be read ({error})"))),
        };
        let (link, session) = match dials.dial(&self.config.url).await {
            Ok(welcomed) => welcomed,
            Err(trouble) => return Ok(End::Lost(trouble.to_string())),
        };
        let mut reading = match self.subscribe(&session).await {
            Ok(reading) if reading.is_empty() => return Ok(End::NotAllowed),
            Ok(reading) => reading,
            Err(why) => return Ok(End::Lost(why)),
        };
        self.pace.succeeded();
        self.stands(Standing::Reading(reading.clone())).await?;
        let overlap = self.config.timing.overlap;
        let mut links = Links { now: Some(link), overlap, ..Links::default() };
        loop {
            // A step that is given up takes nothing with it.
            let Some(step) = self.before_an_end(links.step()).await? else { continue };
            let frame = match step {
                Step::Now(Ok(frame)) | Step::Before(Some(frame)) => frame,
                Step::Before(None) => continue,
                // Where Twitch wants to be connected to, the session goes on.
                Step::Now(Err(trouble)) if links.next.is_some() => {
                    tracing::debug!(%trouble, "the old connection ended before the new one began");
                    continue;
                }
                Step::Now(Err(trouble)) => return Ok(End::Lost(trouble.to_string())),
                Step::Dialled(dialled) => {
                    match *dialled {
                        Ok(link) => links.take(link),
                        Err(trouble) if links.now.is_none() => {
                            return Ok(End::Lost(trouble.to_string()));
                        }
                        Err(trouble) => {
                            tracing::debug!(%trouble, "not connected to elsewhere yet");
                            links.dial_again(&dials);
                        }
                    }
                    continue;
                }
            };
            match frame {
                Frame::Event { id, topic, at, event } => {
                    if self.seen.insert(id, ()) {
                        let at = at.unwrap_or_else(self.config.now);
                        self.take(topic, &event, at).await?;
                    }
                }
                Frame::Reconnect(url) if self.is_twitch(&url) => links.dial(&dials, url),
                Frame::Revoked { topic: Some(topic), status } => {
                    tracing::info!(topic = topic.name(), status, "a subscription is over");
                    reading.retain(|read| *read != topic);
                    if reading.is_empty() {
                        return Ok(End::NotAllowed);
                    }
                    if topic == Topic::PollEnds {
                        self.end().await?;
                    }
                    self.stands(Standing::Reading(reading.clone())).await?;
                }
                Frame::Reconnect(_)
                | Frame::Revoked { topic: None, .. }
                | Frame::Welcome { .. }
                | Frame::Keepalive
                | Frame::Unknown => {}
            }
        }
    }

    /// Tells what an event means, that came for the first time.
    async fn take(&mut self, topic: Topic, event: &Value, at: Timestamp) -> Result<(), Unheard> {
        if topic.subject() == Subject::AutoMod
            && let Some(read) = automod::read(topic, event, at)
        {
            self.tell(Told::AutoMod(read)).await?;
        }
        let events = self.decoder.decode(topic, event, at);
        self.tell_all(events).await
    }

    async fn tell_all(&self, events: Vec<ChatEvent>) -> Result<(), Unheard> {
        for event in events {
            self.tell(Told::Event(Box::new(event))).await?;
        }
        Ok(())
    }

    /// Whether `next` comes before the next poll is over that nobody told the end of. Else that one is
    /// closed.
    async fn before_an_end<T>(
        &mut self,
        next: impl Future<Output = T>,
    ) -> Result<Option<T>, Unheard> {
        let Some(end) = self.decoder.next_end() else { return Ok(Some(next.await)) };
        let rest = end.duration_since((self.config.now)()).max(SignedDuration::ZERO);
        match timeout(rest.unsigned_abs(), next).await {
            Ok(next) => Ok(Some(next)),
            Err(_) => {
                let closed = self.decoder.close(end);
                self.tell_all(closed).await.map(|()| None)
            }
        }
    }

    /// Subscribes to all at once: Twitch ends a session that has nothing to tell after 10 seconds.
    async fn subscribe(&self, session: &str) -> Result<Vec<Topic>, String> {
        let asking = self.config.topics.iter().map(|topic| async {
            let subscribing = self.config.subscribe.subscribe(session.to_owned(), *topic);
            (*topic, subscribing.await)
        });
        let (mut reading, mut refused) = (Vec::new(), None);
        for (topic, subscribed) in join_all(asking).await {
            match subscribed {
                Ok(()) => reading.push(topic),
                Err(NotSubscribed::NotAllowed) => {}
                Err(NotSubscribed::Refused(why)) => {
                    tracing::info!(topic = topic.name(), why, "Twitch refuses a subscription");
                    refused = Some(why);
                }
                Err(NotSubscribed::NotNow(why)) => return Err(why),
            }
        }
        match refused {
            Some(why) if reading.is_empty() => Err(why),
            _ => Ok(reading),
        }
    }

    /// No address but Twitch's own, or that of what stands for it, is ever connected to.
    fn is_twitch(&self, url: &Url) -> bool {
        let ours = &self.config.url;
        let is_twitch = url.scheme() == "wss"
            && url.host_str().is_some_and(|host| host.ends_with(".twitch.tv"));
        is_twitch
            || (url.scheme(), url.host(), url.port()) == (ours.scheme(), ours.host(), ours.port())
    }

    /// Says how it stands, if that is news.
    async fn stands(&mut self, standing: Standing) -> Result<(), Unheard> {
        if self.standing.as_ref() == Some(&standing) {
            return Ok(());
        }
        tracing::debug!(?standing, "events of one's own channel");
        self.standing = Some(standing.clone());
        self.tell(Told::Standing(standing)).await
    }

    async fn tell(&self, told: Told) -> Result<(), Unheard> {
        self.told.send(told).await.map_err(|_| Unheard)
    }
}

impl Links {
    /// Waits for what happens next. What both connections have is taken from the older one.
    async fn step(&mut self) -> Step {
        let Self { now, before, next, overlap } = self;
        let step = {
            let from_before = async {
                let Some((link, until)) = before else { return pending().await };
                Step::Before(timeout_at(*until, link.next()).await.ok().and_then(Result::ok))
            };
            let from_now = async {
                let Some(link) = now else { return pending().await };
                Step::Now(link.next().await)
            };
            let from_next = async {
                let Some((_, dialling)) = next else { return pending().await };
                Step::Dialled(Box::new(dialling.await.map(|(link, _)| link)))
            };
            tokio::select! {
                biased;
                step = from_before => step,
                // Before what is read now, which may never pause.
                step = from_next => step,
                step = from_now => step,
            }
        };
        match &step {
            // It said its last word, or its time is over.
            Step::Before(None) => *before = None,
            Step::Before(Some(Frame::Event { .. })) => {
                if let Some((_, until)) = before {
                    *until = Instant::now() + *overlap;
                }
            }
            Step::Now(Err(_)) => *now = None,
            _ => {}
        }
        step
    }

    fn dial(&mut self, dialler: &Dialler, url: Url) {
        if self.next.is_none() {
            // One after the other: what the last one still brings is read first.
            let until = self.before.as_ref().map_or_else(Instant::now, |(_, until)| *until);
            self.next = Some((url.clone(), dialling(dialler, url, until)));
        }
    }

    /// The old connection goes on for some seconds: there is time for another try.
    fn dial_again(&mut self, dialler: &Dialler) {
        if let Some((url, _)) = self.next.take() {
            let dialling = dialling(dialler, url.clone(), Instant::now() + AGAIN);
            self.next = Some((url, dialling));
        }
    }

    /// The session goes on over this connection.
    fn take(&mut self, link: Link) {
        self.next = None;
        let until = Instant::now() + self.overlap;
        self.before = self.now.replace(link).map(|link| (link, until));
    }
}

fn dialling(dialler: &Dialler, url: Url, at: Instant) -> Dialling {
    let dialler = dialler.clone();
    Box::pin(async move {
        sleep_until(at).await;
        dialler.dial(&url).await
    })
}
