//! Newer versions. What is known of them is in the status.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::routing::post;
use serde::Deserialize;

use crate::Site;
use crate::accounts::optional;
use crate::api::Done;

pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/updates/look", post(look)).route("/updates/install", post(install))
}

async fn look(State(site): State<Site>) -> Done {
    site.0.engine.look_for_updates()?;
    Ok(StatusCode::ACCEPTED)
}

/// Whether the person knows that chat and overlays are without the application for some seconds.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Install {
    although_in_use: bool,
}

async fn install(State(site): State<Site>, request: Request) -> Done {
    let Install { although_in_use } = optional(request).await?;
    site.0.engine.install_update(although_in_use)?;
    Ok(StatusCode::ACCEPTED)
}
