//! Requests to YouTube.

use std::time::Duration;

use reqwest::{
    RequestBuilder, StatusCode,
    header::{ACCEPT_LANGUAGE, COOKIE, ORIGIN, REFERER, RETRY_AFTER, USER_AGENT},
};
use serde_json::{Value, json};
use url::Url;

use crate::page::{Innertube, Page};

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

/// YouTube, as an anonymous browser sees it.
pub(crate) struct Web {
    pub(crate) client: reqwest::Client,
    pub(crate) base_url: Url,
    pub(crate) timeout: Duration,
}

impl Web {
    /// A page, by its path and query below YouTube's address.
    pub(crate) async fn page(&self, path: &str) -> Result<Page, WebError> {
        let mut url = self.address(path)?;
        url.query_pairs_mut().append_pair("hl", "en").append_pair("persist_hl", "1");
        let html = self.body(self.client.get(url), LONGEST_PAGE).await?;
        let html = String::from_utf8_lossy(&html);
        let page = Page::read(&html);
        if !page.is_empty() {
            Ok(page)
        } else if html.contains("consent.youtube.com") {
            Err(WebError::Consent)
        } else {
            Err(WebError::Unreadable)
        }
    }

    /// One poll of a chat. `key`: with the page's own key, which is not needed as a rule.
    pub(crate) async fn chat(
        &self,
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
            .client
            .post(url)
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
        serde_json::from_slice(&answer).map_err(|_| WebError::Unreadable)
    }

    fn address(&self, path: &str) -> Result<Url, WebError> {
        // A path never begins with `/`, so a stand-in may live below one.
        let mut base = self.base_url.clone();
        if !base.path().ends_with('/') {
            base.set_path(&format!("{}/", base.path()));
        }
        base.join(path).map_err(|_| WebError::Unreadable)
    }

    async fn body(&self, request: RequestBuilder, longest: usize) -> Result<Vec<u8>, WebError> {
        let request = request
            .header(USER_AGENT, BROWSER)
            .header(COOKIE, CONSENT)
            .header(ACCEPT_LANGUAGE, LANGUAGE)
            .timeout(self.timeout);
        let unreachable = |error: reqwest::Error| WebError::Unreachable(error.without_url());
        let mut response = request.send().await.map_err(unreachable)?;
        let retry_after = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
        let retry_after = retry_after.and_then(|s| s.parse().ok()).map(Duration::from_secs);
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
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
            if body.len() + chunk.len() > longest {
                return Err(WebError::Unreadable);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}
