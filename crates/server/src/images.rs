//! Pictures of messages. `docs/protocol.md` describes them.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use chat::ImageId;
use engine::ImageError;
use serde::Deserialize;

use crate::Site;
use crate::error::{ApiError, Params};

/// An id names one picture for ever.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/img/{id}", get(picture))
}

#[derive(Deserialize)]
struct Wanted {
    /// Device pixels.
    h: Option<u16>,
    /// 0: say at once what there is now.
    wait: Option<u8>,
    /// 1: its first frame alone.
    still: Option<u8>,
}

async fn picture(
    State(site): State<Site>,
    Path(id): Path<String>,
    Params(Wanted { h, wait, still }): Params<Wanted>,
) -> Result<Response, ApiError> {
    let id = ImageId::parse(&id).ok_or_else(ApiError::no_such_page)?;
    match site.0.engine.picture(id, h, wait != Some(0)).await {
        Ok(Some(picture)) => {
            let picture = if still == Some(1) { picture.still() } else { picture };
            let headers = [(CONTENT_TYPE, picture.kind.content_type()), (CACHE_CONTROL, FOR_EVER)];
            Ok((headers, picture.bytes).into_response())
        }
        // Not an error: a browser would note it in its console, and OBS in its log.
        Ok(None) => Ok((StatusCode::NO_CONTENT, [(CACHE_CONTROL, "no-store")]).into_response()),
        Err(ImageError::Unknown) => Err(ApiError::no_such_page()),
        Err(error @ ImageError::Refused(_)) => Err(ApiError::new(
            StatusCode::NOT_FOUND,
            "image_refused",
            error.to_string(),
            "It is shown by its name.",
        )),
        Err(error @ ImageError::Unavailable(_)) => Err(ApiError::new(
            StatusCode::BAD_GATEWAY,
            "image_unavailable",
            error.to_string(),
            "It is shown by its name, and asked for again later.",
        )),
    }
}
