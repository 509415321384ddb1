//! Asking identity services, for the oauth2 crate and for what it does not know.

use std::time::Duration;

use net::BodyError;
use oauth2::http::{Method, StatusCode, header};
use oauth2::{HttpRequest, HttpResponse};
use url::Url;

use crate::provider::No;

/// No answer of theirs is longer.
const LONGEST: usize = 256 * 1024;
/// How long one may take to answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// They could not be asked, or can't answer now: it may work later.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct NotNow(pub(crate) String);

/// Sends a request, whose body may hold secrets: neither is ever in the error.
pub(crate) async fn send(
    http: reqwest::Client,
    request: HttpRequest,
) -> Result<HttpResponse, NotNow> {
    let request = reqwest::Request::try_from(request).map_err(|_| NotNow("no request".into()))?;
    tokio::time::timeout(PATIENCE, exchange(http, request))
        .await
        .unwrap_or_else(|_| Err(NotNow("it did not answer in time".into())))
}

/// Ends a sign-in at `url` (RFC 7009).
pub(crate) async fn revoke(
    http: reqwest::Client,
    url: &Url,
    fields: &[(&str, &str)],
) -> Result<(), No> {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = oauth2::http::Request::builder()
        .method(Method::POST)
        .uri(url.as_str())
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(body.into_bytes())
        .map_err(unusable)?;
    // 400 is said of a token that is over already.
    match send(http, request).await?.status() {
        StatusCode::OK | StatusCode::BAD_REQUEST => Ok(()),
        status => Err(No::Refused(format!("it answered with status {}", status.as_u16()))),
    }
}

/// What was to be asked can't be put into a request.
pub(crate) fn unusable(error: impl std::fmt::Display) -> No {
    No::Refused(error.to_string())
}

async fn exchange(
    http: reqwest::Client,
    request: reqwest::Request,
) -> Result<HttpResponse, NotNow> {
    let unreachable = |_| NotNow("it could not be reached".into());
    let answer = http.execute(request).await.map_err(unreachable)?;
    let status = answer.status();
    if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
        return Err(NotNow(format!("it answered with status {}", status.as_u16())));
    }
    let body = net::body(answer, LONGEST).await.map_err(|error| match error {
        BodyError::TooLong => NotNow("its answer is longer than anything honest".into()),
        BodyError::Broken(error) => unreachable(error),
    })?;
    let mut response = HttpResponse::new(body);
    *response.status_mut() = status;
    Ok(response)
}
