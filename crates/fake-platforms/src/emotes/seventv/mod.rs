//! 7TV: sets by id, and which set a channel has.

pub(super) mod events;
pub(super) mod shapes;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::emote::{Platform, Provider};
use super::routes::Shared;

/// The bit of `flags`, of an emote in a set, that lays it over the one before.
const ZERO_WIDTH: u32 = 1;

/// The same of the emote itself.
const ZERO_WIDTH_BY_MAKER: u32 = 1 << 8;

fn missing(what: &str) -> Response {
    let status = StatusCode::NOT_FOUND;
    let body = json!({
        "status_code": 404, "status": "Not Found", "error": what, "error_code": 12000,
    });
    (status, Json(body)).into_response()
}

pub(super) async fn user(
    State(shared): State<Shared>,
    Path((platform, id)): Path<(String, String)>,
) -> Response {
    let world = shared.world.borrow();
    let found = Platform::named(&platform)
        .and_then(|platform| Some((platform, world.set(Provider::SevenTv, platform, &id)?)));
    match found {
        Some((platform, (set_id, set))) => {
            Json(shapes::user(platform, &id, set_id, set)).into_response()
        }
        None => missing("Unknown User"),
    }
}

pub(super) async fn set(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    let world = shared.world.borrow();
    match world.sets.get(&(Provider::SevenTv, id.clone())) {
        Some(set) => Json(shapes::set(&id, set)).into_response(),
        None => missing("Unknown Emote Set"),
    }
}
