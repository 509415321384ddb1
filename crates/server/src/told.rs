//! Warnings that a person has taken note of, and the folders that are theirs.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{delete, post};

use crate::Site;
use crate::api::Done;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/warnings/{code}", delete(take_note))
        .route("/logs/open", post(open_logs))
        .route("/data/open", post(open_data))
}

async fn take_note(State(site): State<Site>, Path(code): Path<String>) -> Done {
    site.0.engine.take_note(&code)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn open_logs(State(site): State<Site>) -> Done {
    site.0.engine.open_logs().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn open_data(State(site): State<Site>) -> Done {
    site.0.engine.open_data().await?;
    Ok(StatusCode::NO_CONTENT)
}
