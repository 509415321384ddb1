//! The dock's address.

use axum::extract::State;
use axum::routing::{get, post};
use axum::{Json, Router};
use engine::Key;
use serde::Serialize;

use crate::Site;
use crate::api::Answer;

pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/dock", get(dock)).route("/dock/rotate-key", post(rotate_key))
}

/// The dock, as `GET /api/dock` tells of it.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "Dock"))]
pub(crate) struct DockView {
    /// The address for OBS, its key in it.
    url: String,
}

impl DockView {
    fn new(site: &Site, key: &Key) -> Self {
        Self { url: format!("{}/dock/{}", crate::base_url(site.0.port), key.reveal()) }
    }
}

async fn dock(State(site): State<Site>) -> Json<DockView> {
    let key = site.0.engine.dock_key().borrow().clone();
    Json(DockView::new(&site, &key))
}

async fn rotate_key(State(site): State<Site>) -> Answer<DockView> {
    let key = site.0.engine.rotate_dock_key().await?;
    Ok(Json(DockView::new(&site, &key)))
}
