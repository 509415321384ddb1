//! What was given while nobody listened: StreamElements is asked for it
//! (`GET /tips/{channel}`, <https://dev.streamelements.com/docs/api-docs>) whenever its socket is
//! there again. What is known already comes too; whoever takes donations takes each once.

use std::time::Duration;

use chat::{ChatEvent, Report, SourceState, Status};
use jiff::{SignedDuration, Timestamp};
use net::BodyError;
use reqwest::StatusCode;
use reqwest::header::RETRY_AFTER;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tokio::sync::{mpsc, watch};
use tokio::time::sleep;
use url::Url;

use crate::streamelements::{self, Tip};

/// What was given longer ago is not asked for. Tips are given between streams as well, and a week
/// is longer than most are apart.
const LONGEST_PAST: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Tips in one answer, as many as the service gives.
const PAGE: usize = 100;
/// Answers until it is said that there is no end.
const PAGES: usize = 50;
/// The longest answer that is read.
const LONGEST: usize = 4 * 1024 * 1024;
/// The longest pause before the next try.
const LAST_PAUSE: Duration = Duration::from_mins(10);

/// Where a service's past is asked for.
#[derive(Debug)]
pub struct Past {
    /// What asks.
    pub http: reqwest::Client,
    /// Where the service's API is.
    pub url: Url,
    /// Whose donations are listened to. Another channel begins anew, here too.
    pub channel: watch::Sender<Option<Channel>>,
}

/// A channel at a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// The service's id of it.
    pub id: String,
    /// Since when it is listened to: what was given before is none of ours.
    pub since: Timestamp,
}

/// Why it could not be asked. No address is in it, and no token.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
enum Trouble {
    #[error("it can't be reached")]
    Unreachable,
    #[error("it does not accept the token for that")]
    Refused,
    #[error("it was asked too often")]
    Busy(Option<Duration>),
    #[error("it answers with HTTP status {0}")]
    Http(u16),
    #[error("its answer is not what it was")]
    Changed,
}

/// One channel's past.
pub(crate) struct Question {
    pub(crate) http: reqwest::Client,
    pub(crate) url: Url,
    pub(crate) token: SecretString,
    pub(crate) channel: Channel,
    pub(crate) now: Timestamp,
    pub(crate) pause: Duration,
    pub(crate) reports: mpsc::Sender<Report>,
    /// What is said when all is well.
    pub(crate) listening: String,
}

impl Past {
    /// Whose donations are told: the channel with what is known of it.
    pub(crate) fn of(&self, id: &str, now: Timestamp) -> Channel {
        self.channel.send_if_modified(|channel| {
            let is_other = channel.as_ref().is_none_or(|channel| channel.id != id);
            if is_other {
                *channel = Some(Channel { id: id.to_owned(), since: now });
            }
            is_other
        });
        let known = self.channel.borrow();
        known.clone().unwrap_or_else(|| Channel { id: id.to_owned(), since: now })
    }
}

impl Question {
    /// Asks until it is answered, and says so if it is not. It ends with the connection.
    pub(crate) async fn ask(self) {
        let (mut pause, mut was_said) = (self.pause, false);
        while let Err(trouble) = self.told().await {
            tracing::warn!(%trouble, "what was given before could not be asked for");
            was_said = true;
            let detail = format!(
                "{}. What was given before could not be asked for: {trouble}. It is tried again \
                 by itself; until then, look there",
                self.listening
            );
            self.say(detail).await;
            let wished = if let Trouble::Busy(wished) = trouble { wished } else { None };
            sleep(pause.max(wished.unwrap_or_default()).min(LAST_PAUSE)).await;
            pause = (pause * 2).min(LAST_PAUSE);
        }
        if was_said {
            self.say(self.listening.clone()).await;
        }
    }

    /// Reports page after page: what has come stays, whatever comes of the next.
    async fn told(&self) -> Result<(), Trouble> {
        let since =
            self.channel.since.max(self.now.saturating_sub(LONGEST_PAST).unwrap_or_default());
        let (mut asked, mut is_changed) = (0, false);
        for _ in 0..PAGES {
            let answer = self.page(since, asked).await?;
            let Some(told) = answer.get("docs").and_then(Value::as_array) else {
                return Err(Trouble::Changed);
            };
            let tips: Vec<Tip> = told.iter().map(streamelements::tip).collect();
            // One that can't be read does not keep back those after it.
            is_changed |= tips.iter().any(|tip| matches!(tip, Tip::Unreadable));
            let mut messages: Vec<_> = tips.into_iter().filter_map(Tip::into_message).collect();
            messages.retain(|message| message.at >= since);
            messages.sort_by_key(|message| message.at);
            for message in messages {
                self.report(Report::Event(ChatEvent::Message(Box::new(message)))).await;
            }
            asked += told.len();
            let total = answer.get("total").and_then(Value::as_u64);
            let is_all = total.map_or(told.len() < PAGE, |total| asked as u64 >= total);
            if told.is_empty() || is_all {
                return if is_changed { Err(Trouble::Changed) } else { Ok(()) };
            }
        }
        Err(Trouble::Changed)
    }

    /// The tips since then, oldest first, without the first ones.
    async fn page(&self, since: Timestamp, offset: usize) -> Result<Value, Trouble> {
        let mut url = self.url.clone();
        // An address that can't have a path is none of ours: they are checked at the start.
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(["tips", &self.channel.id]);
        }
        url.query_pairs_mut()
            .append_pair("after", &since.as_millisecond().to_string())
            .append_pair("sort", "createdAt")
            .append_pair("limit", &PAGE.to_string())
            .append_pair("offset", &offset.to_string());
        let asked = self.http.get(url).bearer_auth(self.token.expose_secret());
        let answer = asked.send().await.map_err(|_| Trouble::Unreachable)?;
        match answer.status() {
            StatusCode::OK => {
                let body = net::body(answer, LONGEST).await.map_err(|error| match error {
                    BodyError::TooLong => Trouble::Changed,
                    BodyError::Broken(_) => Trouble::Unreachable,
                })?;
                net::json(&body).map_err(|_| Trouble::Changed)
            }
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Err(Trouble::Refused),
            StatusCode::TOO_MANY_REQUESTS => {
                let after = answer.headers().get(RETRY_AFTER).and_then(|after| after.to_str().ok());
                let seconds = after.and_then(|after| after.trim().parse().ok());
                Err(Trouble::Busy(seconds.map(Duration::from_secs)))
            }
            status => Err(Trouble::Http(status.as_u16())),
        }
    }

    async fn say(&self, detail: String) {
        self.report(Report::Status(Status::new(SourceState::Live, detail))).await;
    }

    async fn report(&self, report: Report) {
        if self.reports.send(report).await.is_err() {
            tracing::debug!("nobody waits for donations any more");
        }
    }
}
