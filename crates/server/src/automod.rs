//! What Twitch's AutoMod holds, and what becomes of it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use engine::HeldByAutoMod;
use jiff::Timestamp;
use serde::Serialize;

use crate::Site;
use crate::api::Done;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/automod", get(held))
        .route("/automod/{id}/allow", post(allow))
        .route("/automod/{id}/deny", post(deny))
}

/// A message that AutoMod holds.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "AutoModHeld", optional_fields))]
pub(crate) struct HeldView {
    /// Twitch's id of it.
    id: String,
    /// Who wrote it.
    name: String,
    text: String,
    /// Twitch's name of what it is taken for; left out, it has a term that the channel has blocked.
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<String>,
    #[cfg_attr(test, ts(type = "string"))]
    at: Timestamp,
}

impl HeldView {
    pub(crate) fn all(held: &[HeldByAutoMod]) -> Vec<Self> {
        let view = |held: HeldByAutoMod| {
            let HeldByAutoMod { id, name, text, category, at } = held;
            Self { id, name, text, category, at }
        };
        held.iter().cloned().map(view).collect()
    }
}

async fn held(State(site): State<Site>) -> Json<Vec<HeldView>> {
    Json(HeldView::all(&site.0.engine.automod().borrow()))
}

async fn allow(State(site): State<Site>, Path(id): Path<String>) -> Done {
    site.0.engine.decide_automod(&id, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn deny(State(site): State<Site>, Path(id): Path<String>) -> Done {
    site.0.engine.decide_automod(&id, false).await?;
    Ok(StatusCode::NO_CONTENT)
}
