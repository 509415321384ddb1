//! OBS: how it is, our overlays in its scenes, and the file that waits for us in its place.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, HeaderName};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use engine::{ObsPlaced, ObsView};
use serde::{Deserialize, Serialize};

use crate::accounts::optional;
use crate::api::{Answer, Done};
use crate::body::Body;
use crate::error::{ApiError, Params};
use crate::{Site, loader};

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/obs", get(obs))
        .route("/obs/connect", post(connect))
        .route("/obs/disconnect", post(disconnect))
        .route("/obs/password", delete(forget_password))
        .route("/obs/refresh", post(refresh))
        .route("/obs/sources", post(put))
        .route("/obs/sources/{overlay}", delete(take_out))
        .route("/overlays/{id}/loader", get(save_loader))
}

/// What the loader asks, outside the API: a page of no host.
pub(crate) fn pages() -> Router<Site> {
    Router::new().route("/alive/{sign}", get(alive))
}

async fn obs(State(site): State<Site>) -> Json<Arc<ObsView>> {
    Json(Arc::clone(&site.0.engine.obs().borrow()))
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Connect {
    password: Option<String>,
}

async fn connect(State(site): State<Site>, request: Request) -> Answer<Arc<ObsView>> {
    let Connect { password } = optional(request).await?;
    Ok(Json(site.0.engine.connect_obs(password.map(Into::into)).await?))
}

async fn disconnect(State(site): State<Site>) -> Done {
    site.0.engine.disconnect_obs().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn forget_password(State(site): State<Site>) -> Done {
    site.0.engine.forget_obs_password().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How many sources were loaded anew.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Refreshed {
    sources: usize,
}

async fn refresh(State(site): State<Site>) -> Answer<Refreshed> {
    Ok(Json(Refreshed { sources: site.0.engine.refresh_obs().await? }))
}

/// Which overlay goes where: without a scene, into the one that viewers see.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Put {
    overlay: String,
    scene: Option<String>,
}

async fn put(
    State(site): State<Site>,
    Body(Put { overlay, scene }): Body<Put>,
) -> Result<(StatusCode, Json<ObsPlaced>), ApiError> {
    let placed = site.0.engine.put_in_obs(&overlay, scene).await?;
    let status = if placed.added { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(placed)))
}

#[derive(Deserialize)]
struct OfScene {
    scene: String,
}

async fn take_out(
    State(site): State<Site>,
    Path(overlay): Path<String>,
    Params(OfScene { scene }): Params<OfScene>,
) -> Done {
    site.0.engine.take_out_of_obs(&overlay, scene).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A file that is saved and given to OBS in the overlay's place.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Loader {
    name: String,
    html: String,
}

async fn save_loader(State(site): State<Site>, Path(id): Path<String>) -> Answer<Loader> {
    let overlay = site.0.engine.overlay(&id)?;
    let html = loader::page(&crate::base_url(site.0.port), &overlay);
    Ok(Json(Loader { name: loader::file_name(&overlay.name), html }))
}

/// Says to who has an overlay's loader that the application runs, and proves that it is ours. The
/// loader is a page of no host, and this is all of ours that it can read; nobody else learns that
/// much.
async fn alive(State(site): State<Site>, Path(sign): Path<String>) -> Result<Response, ApiError> {
    let overlays = site.0.engine.overlays();
    let overlays = overlays.borrow();
    let known = overlays.iter().find(|overlay| loader::sign(&overlay.key) == sign);
    let proof = loader::proof(&known.ok_or_else(ApiError::no_such_page)?.key);
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    let anyone = [
        (policy, HeaderValue::from_static("cross-origin")),
        (ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
    ];
    Ok((anyone, proof).into_response())
}
