//! What a request brings in its body.

use std::time::Duration;

use axum::body::{Body as RawBody, Bytes, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::time::timeout;

use crate::access::Asked;
use crate::error::ApiError;

/// A JSON body. What does not fit is named in our own words.
///
/// Most are short: the longest is a streamer's CSS. `KIB` is how long it may be.
pub(crate) struct Body<T, const KIB: usize = 512>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync, const KIB: usize> FromRequest<S> for Body<T, KIB> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        engine::read_json(sent(request, KIB).await?).map(Self).map_err(|error| {
            let place = error.path().to_string();
            let field = if place == "." { "body".to_owned() } else { place };
            let message = engine::without_value(error.inner());
            ApiError::invalid(field, message, "Look the call up in docs/protocol.md.")
        })
    }
}

/// The code of a body that is no JSON.
pub(crate) const BAD_JSON: &str = "bad_json";
/// The code of a body that is longer than what is asked for can be.
pub(crate) const TOO_LARGE: &str = "too_large";

/// How long a body may take.
const ARRIVES_WITHIN: Duration = Duration::from_secs(30);

/// A body that arrives whole and in time, and is no longer than this.
pub(crate) async fn arrived(body: RawBody, most: usize) -> Option<Bytes> {
    timeout(ARRIVES_WITHIN, to_bytes(body, most)).await.ok()?.ok()
}

/// The JSON value that is the body of a request, whose key is good still when all of it is there.
pub(crate) async fn sent(request: Request, most_kib: usize) -> Result<Value, ApiError> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
    // The second is a merge patch's own name (RFC 7396).
    let is_json = ["application/json", "application/merge-patch+json"]
        .iter()
        .any(|json| kind.eq_ignore_ascii_case(json));
    if !is_json {
        return Err(ApiError::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "not_json",
            "the body is not declared as JSON",
            "Send Content-Type: application/json.",
        ));
    }
    let asked = request.extensions().get::<Asked>().cloned();
    let Some(bytes) = arrived(request.into_body(), most_kib * 1024).await else {
        return Err(ApiError::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            TOO_LARGE,
            "the body is too long or did not arrive whole",
            format!("Send at most {most_kib} KiB."),
        ));
    };
    if let Some(asked) = asked {
        asked.scope()?;
    }
    serde_json::from_slice(&bytes).map_err(|error| {
        ApiError::new(
            StatusCode::BAD_REQUEST,
            BAD_JSON,
            format!("the body is not JSON: {error}"),
            "Send one JSON value in UTF-8.",
        )
    })
}
