//! Requests to YouTube.

use std::time::Duration;

use jiff::Timestamp;
use net::BodyError;
use reqwest::{
    RequestBuilder, StatusCode,
    header::{
        ACCEPT_LANGUAGE, COOKIE, DATE, HeaderMap, HeaderName, ORIGIN, REFERER, RETRY_AFTER,
        USER_AGENT,
    },
};
use serde_json::{Value, json};
use tokio::time::Instant;
use url::Url;

use crate::{
    page::{Innertube, Page},
    routes::Routes,
};

/// A page may be this long, a chat answer that.
const LONGEST_PAGE: usize = 16 * 1024 * 1024;
const LONGEST_ANSWER: usize = 8 * 1024 * 1024;

/// What to say where a page does not tell. InnerTube checks it loosely.
const CLIENT_VERSION: &str = "2.20260623.01.00";
const BROWSER: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 \
                       (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36";
/// The answer to YouTube's question about cookies: only what is needed.
const CONSENT: &str = "SOCS=CAI";
/// What we read of YouTube's words, we read in English.
const LANGUAGE: &str = "en-US,en;q=0.9";

/// Why a request failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WebError {
    #[error("youtube could not be reached")]
    Unreachable(#[source] reqwest::Error),
    #[error("somebody else answered in youtube's place")]
    Certificate(#[source] reqwest::Error),
    #[error("youtube answered with status {}", .0.as_u16())]
    Status(StatusCode),
    #[error("youtube says that this address asks too much")]
    Limited {
        /// How long it asks us to wait.
        retry_after: Option<Duration>,
    },
    #[error("youtube asks about cookies before it shows the page")]
    Consent,
    #[error("youtube's answer is not what it was")]
    Unreadable,
}

impl WebError {
    /// Whether another way to YouTube may help.
    fn is_of_the_way(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::Certificate(_) | Self::Limited { .. } | Self::Consent => {
                true
            }
            Self::Status(status) => {
                matches!(*status, StatusCode::FORBIDDEN | StatusCode::PROXY_AUTHENTICATION_REQUIRED)
            }
            Self::Unreadable => false,
        }
    }
}

/// How long a way that failed before has for a page, while another one works.
const PROOF: Duration = Duration::from_secs(3);

/// YouTube, as an anonymous browser sees it.
pub(crate) struct Web {
    pub(crate) routes: Routes,
    pub(crate) base_url: Url,
    pub(crate) timeout: Duration,
    /// The time on YouTube's clock when it last answered.
    pub(crate) date: Option<Timestamp>,
}

impl Web {
    /// Another one that goes the same ways.
    pub(crate) fn another(&self, timeout: Duration) -> Self {
        let (routes, base_url) = (self.routes.clone(), self.base_url.clone());
        Self { routes, base_url, timeout, date: None }
    }

    /// A page, by its path and query below YouTube's address. Where one way fails the next is
    /// tried, and an earlier one that has rested comes first.
    pub(crate) async fn page(&mut self, path: &str) -> Result<Page, WebError> {
        let must_prove = self.routes.prefer(Instant::now());
        let mut timeout = if must_prove { self.timeout.min(PROOF) } else { self.timeout };
        loop {
            let page = self.page_by_this_way(path, timeout).await;
            if !self.is_worth_another_way(&page) {
                return page;
            }
            timeout = self.timeout;
        }
    }

    /// One poll of a chat. `key`: with the page's own key, which is not needed as a rule.
    pub(crate) async fn chat(
        &mut self,
        innertube: &Innertube,
        token: &str,
        key: Option<&str>,
    ) -> Result<Value, WebError> {
        loop {
            let answer = self.chat_by_this_way(innertube, token, key).await;
            // The key may be what is missing, whatever the way.
            let is_for_the_key = innertube.api_key.is_some() && key.is_none();
            let is_refused = matches!(answer, Err(WebError::Status(StatusCode::FORBIDDEN)));
            if (is_refused && is_for_the_key) || !self.is_worth_another_way(&answer) {
                return answer;
            }
        }
    }

    /// Notes how a request went, and takes another way where that may help.
    fn is_worth_another_way<T>(&mut self, result: &Result<T, WebError>) -> bool {
        match result {
            Err(error) if error.is_of_the_way() => self.routes.failed(Instant::now()),
            _ => {
                self.routes.worked();
                false
            }
        }
    }

    async fn page_by_this_way(&mut self, path: &str, timeout: Duration) -> Result<Page, WebError> {
        let mut url = self.address(path)?;
        url.query_pairs_mut().append_pair("hl", "en").append_pair("persist_hl", "1");
        let request = self.routes.client().get(url).timeout(timeout);
        let html = self.body(request, LONGEST_PAGE).await?;
        let html = String::from_utf8_lossy(&html);
        let page = Page::read(&html);
        if page.is_empty() { Err(unreadable(&html)) } else { Ok(page) }
    }

    async fn chat_by_this_way(
        &mut self,
        innertube: &Innertube,
        token: &str,
        key: Option<&str>,
    ) -> Result<Value, WebError> {
        let mut url = self.address("youtubei/v1/live_chat/get_live_chat?prettyPrint=false")?;
        if let Some(key) = key {
            url.query_pairs_mut().append_pair("key", key);
        }
        let version = innertube.client_version.as_deref().unwrap_or(CLIENT_VERSION);
        let mut client = json!({
            "clientName": "WEB", "clientVersion": version, "hl": "en", "gl": "US",
        });
        let mut request = self
            .routes
            .client()
            .post(url)
            .timeout(self.timeout)
            .header(ORIGIN, self.base_url.origin().ascii_serialization())
            .header(REFERER, self.address("live_chat")?.as_str())
            .header("X-Youtube-Client-Name", "1")
            .header("X-Youtube-Client-Version", version);
        if let (Some(visitor), Some(client)) = (&innertube.visitor_data, client.as_object_mut()) {
            client.insert("visitorData".to_owned(), json!(visitor));
            request = request.header("X-Goog-Visitor-Id", visitor);
        }
        let body = json!({"context": {"client": client}, "continuation": token});
        let answer = self.body(request.json(&body), LONGEST_ANSWER).await?;
        net::json(&answer).map_err(|_| unreadable(&String::from_utf8_lossy(&answer)))
    }

    fn address(&self, path: &str) -> Result<Url, WebError> {
        // A path never begins with `/`, so a stand-in may live below one.
        let mut base = self.base_url.clone();
        if !base.path().ends_with('/') {
            base.set_path(&format!("{}/", base.path()));
        }
        base.join(path).map_err(|_| WebError::Unreadable)
    }

    async fn body(&mut self, request: RequestBuilder, longest: usize) -> Result<Vec<u8>, WebError> {
        let request = request
            .header(USER_AGENT, BROWSER)
            .header(COOKIE, CONSENT)
            .header(ACCEPT_LANGUAGE, LANGUAGE);
        let response = request.send().await.map_err(failed)?;
        let retry_after =
            header(response.headers(), RETRY_AFTER).and_then(|text| text.parse().ok());
        let retry_after = retry_after.map(Duration::from_secs);
        self.date = header(response.headers(), DATE).and_then(date);
        if response.url().path().starts_with("/sorry/")
            || response.status() == StatusCode::TOO_MANY_REQUESTS
        {
            return Err(WebError::Limited { retry_after });
        }
        if response.url().host_str() == Some("consent.youtube.com") {
            return Err(WebError::Consent);
        }
        if !response.status().is_success() {
            return Err(WebError::Status(response.status()));
        }
        net::body(response, longest).await.map_err(|error| match error {
            BodyError::TooLong => WebError::Unreadable,
            BodyError::Broken(error) => failed(error),
        })
    }
}

/// Why there is no answer: nobody is there, or somebody else is.
fn failed(error: reqwest::Error) -> WebError {
    let error = error.without_url();
    match net::is_of_certificate(&error) {
        true => WebError::Certificate(error),
        false => WebError::Unreachable(error),
    }
}

/// What came in place of what was asked for.
fn unreadable(text: &str) -> WebError {
    if text.contains("consent.youtube.com") { WebError::Consent } else { WebError::Unreadable }
}

fn header(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// `Sun, 22 Nov 2026 18:00:00 GMT`.
fn date(text: &str) -> Option<Timestamp> {
    jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_of_an_answer_is_read() {
        let expected: Timestamp = "2026-11-22T18:00:00Z".parse().expect("a time");
        assert_eq!(date("Sun, 22 Nov 2026 18:00:00 GMT"), Some(expected));
        assert_eq!(date("yesterday"), None, "what is no date is none");
    }
}
