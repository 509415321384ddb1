//! The curtain before every overlay.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use serde::Deserialize;

use crate::Site;
use crate::body::Body;

pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/curtain", post(draw))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Curtain {
    drawn: bool,
}

async fn draw(State(site): State<Site>, Body(Curtain { drawn }): Body<Curtain>) -> StatusCode {
    site.0.engine.draw_curtain(drawn);
    site.0.engine.curtain_kept().await;
    StatusCode::NO_CONTENT
}
