//! Asking providers.

use std::error::Error;
use std::iter::successors;
use std::time::Duration;

use net::{BodyError, WebSocket};
use reqwest::StatusCode;
use serde_json::Value;
use tokio_tungstenite::tungstenite;
use url::Url;

use crate::helix::NoAnswer;
use crate::json::Changed;

/// No answer is longer: a set of a thousand emotes has some megabytes.
const LONGEST: usize = 16 * 1024 * 1024;
/// The largest frame of a socket that is taken.
const LARGEST_FRAME: usize = 1024 * 1024;
/// How long a socket may take to open.
pub(crate) const CONNECT: Duration = Duration::from_secs(10);

/// Why a provider could not be asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WebError {
    #[error("it could not be reached")]
    Unreachable(#[source] reqwest::Error),
    #[error("it answered with status {}", .0.as_u16())]
    Status(StatusCode),
    #[error("its answer is longer than anything honest")]
    TooLong,
    #[error("its answer is no JSON")]
    NoJson(#[source] serde_json::Error),
    #[error(transparent)]
    Changed(#[from] Changed),
    #[error(transparent)]
    Helix(#[from] NoAnswer),
    #[error("its socket could not be opened")]
    Socket(#[source] Box<tungstenite::Error>),
    #[error("the system's certificates can't be read")]
    Certificates(#[source] rustls::Error),
    #[error("it did not answer in time")]
    Timeout,
}

impl WebError {
    /// The error with its causes, for the log. No address is in it: some name who chats.
    pub(crate) fn with_causes(&self) -> String {
        let causes = successors(self.source(), |&cause| cause.source());
        causes.fold(self.to_string(), |told, cause| format!("{told}: {cause}"))
    }
}

impl From<reqwest::Error> for WebError {
    fn from(error: reqwest::Error) -> Self {
        Self::Unreachable(error.without_url())
    }
}

/// What is at this address. `None` where there is nothing: how providers say that a channel does
/// not use them.
pub(crate) async fn get(
    http: &reqwest::Client,
    url: Url,
    header: Option<(&'static str, &'static str)>,
) -> Result<Option<Value>, WebError> {
    let mut request = http.get(url);
    if let Some((name, value)) = header {
        request = request.header(name, value);
    }
    let answer = request.send().await?;
    match answer.status() {
        StatusCode::OK => {}
        // 7TV says 400 of a platform that it does not know by that name.
        StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST => return Ok(None),
        status => return Err(WebError::Status(status)),
    }
    let body = net::body(answer, LONGEST).await.map_err(|error| match error {
        BodyError::TooLong => WebError::TooLong,
        BodyError::Broken(error) => error.into(),
    })?;
    net::json(&body).map(Some).map_err(WebError::NoJson)
}

/// `base` with these parts of a path after its own, each as one part whatever is in it.
pub(crate) fn at(base: &Url, parts: &[&str]) -> Url {
    let mut url = base.clone();
    // An address that can't have a path is none of ours: they are checked at the start.
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty().extend(parts);
    }
    url
}

/// Opens a WebSocket to a provider.
pub(crate) async fn open(url: &Url) -> Result<WebSocket, WebError> {
    let connector = net::connector(url).map_err(WebError::Certificates)?;
    let opening = net::open(url, connector, net::limits(LARGEST_FRAME));
    match tokio::time::timeout(CONNECT, opening).await {
        Ok(Ok(socket)) => Ok(socket),
        Ok(Err(error)) => Err(WebError::Socket(Box::new(error))),
        Err(_) => Err(WebError::Timeout),
    }
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn an_error_tells_its_causes_and_not_who_was_asked_for() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/", listener.local_addr().unwrap());
        drop(listener);
        let http = net::client().no_proxy().build().unwrap();
        let url = at(&Url::parse(&base).unwrap(), &["users", "ada"]);
        let told = get(&http, url, None).await.unwrap_err().with_causes();
        assert!(told.starts_with("it could not be reached: "), "{told}");
        assert!(told.contains("os error"), "why: {told}");
        assert!(!told.contains("ada") && !told.contains("http://"), "{told}");
    }

    #[test]
    fn what_is_asked_for_stays_one_part_of_the_address() {
        let base = Url::parse("https://7tv.io/v3").unwrap();
        assert_eq!(at(&base, &["users", "a/../b"]).as_str(), "https://7tv.io/v3/users/a%2F..%2Fb");
        let base = Url::parse("http://127.0.0.1:1/7tv/v3/").unwrap();
        assert_eq!(at(&base, &["x"]).as_str(), "http://127.0.0.1:1/7tv/v3/x");
    }
}
