//! One chat by the official API: a stream of answers where YouTube gives one, else polls.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use reqwest::Response;
use serde_json::Value;
use tokio::time::{Instant, sleep_until, timeout_at};

use super::access::Pass;
use super::api::Api;
use super::pieces::Pieces;
use super::quota::{CHAT, Reading};
use super::refusal::Refusal;
use crate::config::doubled;
use crate::json::{number_at, str_at};

/// A stream that says nothing for so long is opened anew: the line may be dead.
const QUIET: Duration = Duration::from_mins(2);
/// Between two connections or polls, where YouTube does not say more.
const LEAST: Duration = Duration::from_secs(1);
/// A failure is tried again after a second, then rarer, as far as this.
const RETRY_AT_MOST: Duration = Duration::from_mins(1);
/// Where it says that it is asked too fast.
const TOO_FAST: Duration = Duration::from_mins(1);
const TOO_FAST_AT_MOST: Duration = Duration::from_mins(5);
/// A stream that ends at once, so often and without having brought an answer, is none.
const EMPTY_STREAMS: u32 = 3;
const SHORT: Duration = Duration::from_secs(10);

/// How messages come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Means {
    Stream,
    List,
}

type Opening = Pin<Box<dyn Future<Output = Result<Opened, Refusal>> + Send>>;

enum Opened {
    Stream(Response),
    Answer(Value),
}

enum Work {
    Waiting,
    Asking(Opening),
    Streaming(Response, Pieces),
}

/// What the next answer would be asked for with.
pub(crate) struct Place {
    pub(crate) pass: Pass,
    pub(crate) chat: String,
    /// Where it begins.
    pub(crate) page: Option<String>,
}

/// A chat that is read.
pub(crate) struct Feed {
    api: Api,
    pass: Pass,
    chat: String,
    /// Where the next answer begins.
    page: Option<String>,
    means: Means,
    work: Work,
    /// Answers that came and were not taken yet.
    came: VecDeque<Value>,
    /// When is asked next, and when was asked last.
    due: Instant,
    asked: Instant,
    /// When a stream was heard last.
    heard: Instant,
    /// What YouTube asks us to wait.
    interval: Duration,
    /// Failures in a row, and how often it said that we ask too fast.
    failures: u32,
    too_fast: u32,
    empty: u32,
    /// Shares the pace with whoever else reads.
    reading: Reading,
}

impl Feed {
    pub(crate) fn new(api: Api, pass: Pass, chat: String, means: Means) -> Self {
        let (now, reading) = (Instant::now(), pass.quota.read());
        Self {
            api,
            pass,
            chat,
            page: None,
            means,
            work: Work::Waiting,
            came: VecDeque::new(),
            due: now,
            asked: now,
            heard: now,
            interval: LEAST,
            failures: 0,
            too_fast: 0,
            empty: 0,
            reading,
        }
    }

    pub(crate) fn means(&self) -> Means {
        self.means
    }

    /// Reads no more, and says where it was.
    pub(crate) fn end(self) -> Place {
        Place { pass: self.pass, chat: self.chat, page: self.page }
    }

    pub(crate) fn pass(&self) -> &Pass {
        &self.pass
    }

    /// Whether the next answer is the first, with what was written lately.
    pub(crate) fn is_at_start(&self) -> bool {
        self.page.is_none()
    }

    /// Asks with something else from now on.
    pub(crate) fn set_pass(&mut self, pass: Pass) {
        self.reading = pass.quota.read();
        self.pass = pass;
        self.again(Instant::now());
    }

    /// What is on its way may be dead: asks anew.
    pub(crate) fn restart(&mut self) {
        self.again(Instant::now().max(self.asked + LEAST));
    }

    /// From one poll to the next; from one connection to the next at least.
    pub(crate) fn pace(&self) -> Duration {
        self.reading.quota().pace(CHAT, (self.api.clock)()).max(self.interval).max(LEAST)
    }

    /// The next answer. Can be given up and asked for again at any time: nothing is lost.
    pub(crate) async fn next(&mut self) -> Result<Value, Refusal> {
        loop {
            if let Some(answer) = self.came.pop_front() {
                return self.took(answer);
            }
            match &mut self.work {
                Work::Waiting => {
                    sleep_until(self.due).await;
                    self.asked = Instant::now();
                    self.work = Work::Asking(self.ask());
                }
                Work::Asking(opening) => match opening.await {
                    Ok(Opened::Answer(answer)) => {
                        self.came.push_back(answer);
                        self.work = Work::Waiting;
                    }
                    Ok(Opened::Stream(response)) => {
                        self.heard = Instant::now();
                        self.work = Work::Streaming(response, Pieces::default());
                    }
                    Err(refusal) if self.has_no_stream(&refusal) => self.poll_from_now_on(),
                    Err(refusal) => return Err(self.failed(refusal)),
                },
                Work::Streaming(response, pieces) => {
                    match timeout_at(self.heard + QUIET, response.chunk()).await {
                        Ok(Ok(Some(bytes))) => {
                            self.heard = Instant::now();
                            match pieces.take(&bytes) {
                                Ok(answers) => self.came.extend(answers),
                                Err(_) => self.poll_from_now_on(),
                            }
                        }
                        // It ends now and then, and goes on where it was.
                        Ok(Ok(None) | Err(_)) => self.stream_ended(),
                        Err(_) => self.again(self.next_due()),
                    }
                }
            }
        }
    }

    fn ask(&self) -> Opening {
        let (api, pass, chat) = (self.api.clone(), self.pass.clone(), self.chat.clone());
        let (page, means) = (self.page.clone(), self.means);
        Box::pin(async move {
            match means {
                Means::Stream => {
                    api.stream(&pass, &chat, page.as_deref()).await.map(Opened::Stream)
                }
                Means::List => {
                    api.messages(&pass, &chat, page.as_deref()).await.map(Opened::Answer)
                }
            }
        })
    }

    fn took(&mut self, answer: Value) -> Result<Value, Refusal> {
        if let Some(refusal) = Refusal::read(reqwest::StatusCode::OK, None, &answer) {
            return Err(self.failed(refusal));
        }
        if let Some(page) = str_at(&answer, "/nextPageToken") {
            self.page = Some(page.to_owned());
        }
        let interval = number_at(&answer, "/pollingIntervalMillis");
        if let Some(interval) = interval.and_then(|ms| u64::try_from(ms).ok()) {
            self.interval = Duration::from_millis(interval).min(RETRY_AT_MOST);
        }
        (self.failures, self.too_fast, self.empty) = (0, 0, 0);
        if matches!(self.work, Work::Waiting) {
            self.due = self.next_due();
        }
        Ok(answer)
    }

    /// As YouTube wants, and as the quota allows.
    fn next_due(&self) -> Instant {
        let wanted = Instant::now() + self.interval.max(LEAST);
        wanted.max(self.asked + self.pace())
    }

    fn again(&mut self, due: Instant) {
        self.work = Work::Waiting;
        self.due = due;
    }

    /// Not every client gets a stream: then it is not there, or no such call.
    fn has_no_stream(&self, refusal: &Refusal) -> bool {
        let is_none = matches!(refusal, Refusal::Status(404 | 405 | 501) | Refusal::Unreadable);
        is_none && self.means == Means::Stream
    }

    fn stream_ended(&mut self) {
        if self.asked.elapsed() < SHORT {
            self.empty += 1;
        }
        if self.empty >= EMPTY_STREAMS {
            self.poll_from_now_on();
        } else {
            self.again(self.next_due());
        }
    }

    fn poll_from_now_on(&mut self) {
        tracing::info!("the official API gives no stream of this chat: it is polled");
        self.means = Means::List;
        self.again(Instant::now());
    }

    /// Sets when is asked next.
    fn failed(&mut self, refusal: Refusal) -> Refusal {
        let now = Instant::now();
        let pause = match &refusal {
            Refusal::TooFast { retry_after } => {
                let pause = doubled(TOO_FAST, self.too_fast).min(TOO_FAST_AT_MOST);
                self.too_fast = self.too_fast.saturating_add(1);
                retry_after.map_or(pause, |asked| asked.clamp(LEAST, TOO_FAST_AT_MOST))
            }
            Refusal::WrongPlace => {
                self.page = None;
                LEAST
            }
            _ => {
                let pause = doubled(LEAST, self.failures).min(RETRY_AT_MOST);
                self.failures = self.failures.saturating_add(1);
                pause
            }
        };
        self.again(now + pause);
        refusal
    }
}
