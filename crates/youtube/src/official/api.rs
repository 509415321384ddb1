//! The calls of the official API that reading takes.

use std::time::Duration;

use jiff::Timestamp;
use net::BodyError;
use reqwest::header::{ACCEPT_ENCODING, HeaderMap, HeaderValue, RETRY_AFTER};
use reqwest::{RequestBuilder, Response};
use secrecy::ExposeSecret;
use serde_json::Value;
use url::Url;

use super::access::{Pass, With};
use super::quota::{CHAT, LOOK};
use super::refusal::Refusal;
use crate::json::{self, str_at};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// No honest answer is longer.
const LONGEST: usize = 8 * 1024 * 1024;

/// The header of a plain API key. In the address it would be in other people's logs.
const KEY: &str = "x-goog-api-key";

/// A stream and its chat, as the API knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broadcast {
    pub(crate) video: String,
    pub(crate) title: String,
    pub(crate) chat: String,
}

/// The official API.
#[derive(Debug, Clone)]
pub(crate) struct Api {
    pub(crate) base: Url,
    pub(crate) http: reqwest::Client,
    pub(crate) clock: fn() -> Timestamp,
}

impl Api {
    /// The chat of a stream. [`Refusal::Ended`] where it has none any more.
    pub(crate) async fn broadcast(&self, pass: &Pass, video: &str) -> Result<Broadcast, Refusal> {
        let query = [("part", "snippet,liveStreamingDetails"), ("id", video)];
        let answer = self.get("videos", &query, pass, LOOK).await?;
        let chat = str_at(&answer, "/items/0/liveStreamingDetails/activeLiveChatId");
        Ok(Broadcast {
            video: video.to_owned(),
            title: str_at(&answer, "/items/0/snippet/title").unwrap_or(video).to_owned(),
            chat: chat.ok_or(Refusal::Ended)?.to_owned(),
        })
    }

    /// The streams of whoever has signed in that are live now, listed or not.
    pub(crate) async fn own_broadcasts(&self, pass: &Pass) -> Result<Vec<Broadcast>, Refusal> {
        let query = [
            ("part", "id,snippet,status"),
            ("mine", "true"),
            // Without it, streams that were not scheduled are left out.
            ("broadcastType", "all"),
            ("maxResults", "50"),
        ];
        let answer = self.get("liveBroadcasts", &query, pass, LOOK).await?;
        let is_live = |item: &&Value| str_at(item, "/status/lifeCycleStatus") == Some("live");
        let live = json::list_at(&answer, "/items").iter().filter(is_live);
        let broadcast = |item: &Value| {
            let video = str_at(item, "/id")?.to_owned();
            Some(Broadcast {
                title: str_at(item, "/snippet/title").unwrap_or(&video).to_owned(),
                chat: str_at(item, "/snippet/liveChatId")?.to_owned(),
                video,
            })
        };
        Ok(live.filter_map(broadcast).collect())
    }

    /// What was written since `page`; without one, what was written lately.
    pub(crate) async fn messages(
        &self,
        pass: &Pass,
        chat: &str,
        page: Option<&str>,
    ) -> Result<Value, Refusal> {
        self.get("liveChat/messages", &of_chat(chat, page), pass, CHAT).await
    }

    /// The same, and all that is written from then on, in one answer that stays open.
    pub(crate) async fn stream(
        &self,
        pass: &Pass,
        chat: &str,
        page: Option<&str>,
    ) -> Result<Response, Refusal> {
        let request = self.request("liveChat/messages/stream", &of_chat(chat, page), pass)?;
        // What is compressed may be kept back until there is enough of it.
        let request = request.header(ACCEPT_ENCODING, "identity");
        let answer = tokio::time::timeout(PATIENCE, request.send()).await;
        let answer = answer.map_err(|_| Refusal::Unreachable)?.map_err(unreachable)?;
        pass.quota.spend(CHAT, (self.clock)());
        if answer.status().is_success() {
            return Ok(answer);
        }
        Err(match read(answer).await {
            Err(refusal) => refusal,
            Ok(_) => Refusal::Unreadable,
        })
    }

    async fn get(
        &self,
        path: &str,
        query: &[(&str, &str)],
        pass: &Pass,
        cost: u64,
    ) -> Result<Value, Refusal> {
        let request = self.request(path, query, pass)?.timeout(PATIENCE);
        let answer = request.send().await.map_err(unreachable)?;
        // Refused calls cost too.
        pass.quota.spend(cost, (self.clock)());
        read(answer).await
    }

    fn request(
        &self,
        path: &str,
        query: &[(&str, &str)],
        pass: &Pass,
    ) -> Result<RequestBuilder, Refusal> {
        let mut url = self.base.clone();
        match url.path_segments_mut() {
            Ok(mut segments) => drop(segments.pop_if_empty().extend(path.split('/'))),
            Err(()) => return Err(Refusal::Unreachable),
        }
        let request = self.http.get(url).query(query);
        Ok(match &pass.with {
            With::SignIn { token, .. } => request.bearer_auth(token.expose_secret()),
            With::Key(key) => {
                let unusable = |_| Refusal::Refused("the API key has letters of no key".into());
                let mut key = HeaderValue::try_from(key.expose_secret()).map_err(unusable)?;
                key.set_sensitive(true);
                request.header(KEY, key)
            }
        })
    }
}

fn of_chat<'a>(chat: &'a str, page: Option<&'a str>) -> Vec<(&'static str, &'a str)> {
    let mut query = vec![
        ("liveChatId", chat),
        ("part", "id,snippet,authorDetails"),
        ("hl", "en"),
        ("maxResults", "2000"),
        // Twice what an overlay draws, as for the page's pictures.
        ("profileImageSize", "88"),
    ];
    query.extend(page.map(|page| ("pageToken", page)));
    query
}

async fn read(answer: Response) -> Result<Value, Refusal> {
    let (status, retry_after) = (answer.status(), retry_after(answer.headers()));
    let body = net::body(answer, LONGEST).await.map_err(|error| match error {
        BodyError::TooLong => Refusal::Unreadable,
        BodyError::Broken(error) => unreachable(error),
    })?;
    let body = net::json(&body).unwrap_or_default();
    match Refusal::read(status, retry_after, &body) {
        Some(refusal) => Err(refusal),
        None if body.is_object() => Ok(body),
        None => Err(Refusal::Unreadable),
    }
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}

/// The error names the address: it is not kept.
fn unreachable(error: reqwest::Error) -> Refusal {
    tracing::debug!(error = %error.without_url(), "the official API could not be reached");
    Refusal::Unreachable
}
