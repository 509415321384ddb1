//! Who did what, and taking it back.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use engine::AuditEntry;
use serde::{Deserialize, Serialize};

use crate::Site;
use crate::api::{Answer, Done};
use crate::error::Params;

/// Entries in one answer.
const MOST_ENTRIES: u32 = 500;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/audit", get(audit))
        .route("/audit/undo", post(undo_last))
        .route("/audit/{number}/undo", post(undo))
}

#[derive(Deserialize)]
struct Wanted {
    limit: Option<u32>,
    before: Option<i64>,
}

async fn audit(
    State(site): State<Site>,
    Params(wanted): Params<Wanted>,
) -> Answer<Vec<AuditEntry>> {
    let limit = wanted.limit.unwrap_or(100).min(MOST_ENTRIES);
    Ok(Json(site.0.engine.audit(limit, wanted.before).await?))
}

/// What was taken back.
#[derive(Serialize)]
struct Undone {
    number: i64,
}

async fn undo_last(State(site): State<Site>) -> Answer<Undone> {
    Ok(Json(Undone { number: site.0.engine.undo_last().await? }))
}

async fn undo(State(site): State<Site>, Path(number): Path<i64>) -> Done {
    site.0.engine.undo(number).await?;
    Ok(StatusCode::NO_CONTENT)
}
