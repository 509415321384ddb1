//! The HTTP API. Every call needs the owner's key.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{delete, get, patch, post};
use axum::{Json, Router};
use chat::{MessageId, MessageView, Platform, SourceId};
use engine::{
    Diagnostics, Found, NewOverlay, Overlay, OverlayOptions, OverlayPatch, Query, Settings,
    SourceView, Status,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{ApiError, Body, Params};
use crate::themes::Theme;
use crate::{Site, access, css, feeds};

pub(crate) type Answer<T> = Result<Json<T>, ApiError>;
pub(crate) type Done = Result<StatusCode, ApiError>;

pub(crate) fn routes(site: &Site) -> Router<Site> {
    Router::new()
        .route("/settings", get(settings).patch(patch_settings))
        .route("/sources", get(sources).post(add_source))
        .route("/sources/{id}", delete(remove_source))
        .route("/sources/{id}/start", post(start_source))
        .route("/sources/{id}/stop", post(stop_source))
        .route("/sources/{id}/stream", post(choose_stream))
        .route("/listeners/start", post(start_listeners))
        .route("/listeners/stop", post(stop_listeners))
        .route("/overlays", get(overlays).post(add_overlay))
        .route("/overlays/{id}", patch(update_overlay).delete(remove_overlay))
        .route("/overlays/{id}/rotate-key", post(rotate_key))
        .route("/themes", get(themes))
        .route("/messages", get(messages))
        .route("/messages/{id}/hide", post(hide))
        .route("/messages/{id}/unhide", post(unhide))
        .merge(feeds::routes())
        .route("/test-message", post(test_message))
        .route("/health", get(health))
        .route("/diagnostics", get(diagnostics).post(save_diagnostics))
        .route("/window/show", post(show_window))
        .route("/quit", post(quit))
        .fallback(async || ApiError::no_such_page())
        .method_not_allowed_fallback(async || ApiError::bad_method())
        .layer(from_fn_with_state(site.clone(), access::owner_only))
}

async fn settings(State(site): State<Site>) -> Json<Settings> {
    Json(site.0.engine.settings())
}

async fn patch_settings(State(site): State<Site>, Body(patch): Body<Value>) -> Answer<Settings> {
    Ok(Json(site.0.engine.patch_settings(&patch).await?))
}

async fn sources(State(site): State<Site>) -> Json<Vec<SourceView>> {
    Json(site.0.engine.status_now().sources)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewSource {
    platform: String,
    channel: String,
}

async fn add_source(
    State(site): State<Site>,
    Body(new): Body<NewSource>,
) -> Result<(StatusCode, Json<SourceView>), ApiError> {
    let source = site.0.engine.add_source(platform(&new.platform)?, &new.channel).await?;
    Ok((StatusCode::CREATED, Json(source)))
}

async fn remove_source(State(site): State<Site>, Path(id): Path<String>) -> Done {
    site.0.engine.remove_source(&SourceId::new(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn start_source(State(site): State<Site>, Path(id): Path<String>) -> Done {
    site.0.engine.start_source(&SourceId::new(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn stop_source(State(site): State<Site>, Path(id): Path<String>) -> Done {
    site.0.engine.stop_source(&SourceId::new(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which of a channel's live streams is read: the earliest, with `null`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StreamChoice {
    stream: Option<String>,
}

async fn choose_stream(
    State(site): State<Site>,
    Path(id): Path<String>,
    Body(StreamChoice { stream }): Body<StreamChoice>,
) -> Done {
    site.0.engine.choose_stream(&SourceId::new(id), stream)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn start_listeners(State(site): State<Site>) -> Done {
    site.0.engine.start_listeners().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn stop_listeners(State(site): State<Site>) -> StatusCode {
    site.0.engine.stop_listeners();
    StatusCode::NO_CONTENT
}

/// An overlay, as the API shows it.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Overlay"))]
pub(crate) struct OverlayView {
    id: String,
    name: String,
    /// `chat`
    kind: &'static str,
    /// The address for OBS, its key in it.
    url: String,
    theme: String,
    custom_css: String,
    #[cfg_attr(test, ts(type = "OverlayOptions"))]
    options: OverlayOptions,
}

impl OverlayView {
    fn new(site: &Site, overlay: &Overlay) -> Self {
        Self {
            id: overlay.id.clone(),
            name: overlay.name.clone(),
            kind: "chat",
            url: crate::overlay_url(site.0.port, overlay),
            theme: overlay.theme.clone(),
            custom_css: overlay.custom_css.clone(),
            options: overlay.options.clone(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OverlayFields {
    name: Option<String>,
    kind: Option<String>,
    theme: Option<String>,
    custom_css: Option<String>,
    options: Option<Value>,
}

impl OverlayFields {
    async fn check(self, site: &Site) -> Result<OverlayPatch, ApiError> {
        let Self { name, kind, theme, custom_css, options } = self;
        if kind.is_some_and(|kind| kind != "chat") {
            let message = "this version makes overlays of the kind chat only";
            return Err(ApiError::invalid("kind", message, "Give chat, or leave it out."));
        }
        if let Some(theme) = theme.clone() {
            let message = format!("there is no theme {theme:?}");
            let site = site.clone();
            if !blocking(move || site.0.themes.has(&theme)).await? {
                return Err(ApiError::invalid("theme", message, "GET /api/themes lists them."));
            }
        }
        if let Some(css::Foreign { line, address }) = custom_css.as_deref().and_then(css::foreign) {
            let message = format!("line {line} would load {address}");
            let hint = "An overlay loads nothing but its theme's own files. Take that line out.";
            return Err(ApiError::invalid("custom_css", message, hint));
        }
        Ok(OverlayPatch { name, theme, custom_css, options })
    }
}

async fn overlays(State(site): State<Site>) -> Json<Vec<OverlayView>> {
    let overlays = Arc::clone(&site.0.engine.overlays().borrow());
    Json(overlays.iter().map(|overlay| OverlayView::new(&site, overlay)).collect())
}

async fn add_overlay(
    State(site): State<Site>,
    Body(fields): Body<OverlayFields>,
) -> Result<(StatusCode, Json<OverlayView>), ApiError> {
    let patch = fields.check(&site).await?;
    let name = patch.name.clone().unwrap_or_else(|| "Chat".into());
    let overlay = site.0.engine.add_overlay(NewOverlay { name, patch }).await?;
    Ok((StatusCode::CREATED, Json(OverlayView::new(&site, &overlay))))
}

async fn update_overlay(
    State(site): State<Site>,
    Path(id): Path<String>,
    Body(fields): Body<OverlayFields>,
) -> Answer<OverlayView> {
    let patch = fields.check(&site).await?;
    let overlay = site.0.engine.update_overlay(&id, patch).await?;
    Ok(Json(OverlayView::new(&site, &overlay)))
}

async fn remove_overlay(State(site): State<Site>, Path(id): Path<String>) -> Done {
    site.0.engine.remove_overlay(&id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn rotate_key(State(site): State<Site>, Path(id): Path<String>) -> Answer<OverlayView> {
    let overlay = site.0.engine.rotate_key(&id).await?;
    Ok(Json(OverlayView::new(&site, &overlay)))
}

async fn themes(State(site): State<Site>) -> Answer<Vec<Theme>> {
    Ok(Json(blocking(move || site.0.themes.list()).await?))
}

#[derive(Deserialize)]
struct History {
    limit: Option<u32>,
    before: Option<String>,
    q: Option<String>,
    author: Option<String>,
    platform: Option<String>,
    kind: Option<String>,
}

const MOST_MESSAGES: u32 = 1_000;

async fn messages(State(site): State<Site>, Params(wanted): Params<History>) -> Answer<Vec<Value>> {
    let query = Query {
        limit: wanted.limit.unwrap_or(100).min(MOST_MESSAGES),
        before: wanted.before.as_deref().map(message_id).transpose()?,
        text: wanted.q.filter(|text| !text.is_empty()),
        author: wanted.author,
        platform: wanted.platform.as_deref().map(platform).transpose()?,
        kind: wanted.kind,
    };
    let found = site.0.engine.history(query).await?;
    let view = |found: &Found| {
        serde_json::to_value(MessageView::new(&found.message).removed(found.removed))
    };
    let views: Result<_, _> = found.iter().map(view).collect();
    Ok(Json(views.map_err(|error| engine::EngineError::Internal(error.to_string()))?))
}

async fn hide(State(site): State<Site>, Path(id): Path<String>) -> Done {
    site.0.engine.hide(message_id(&id)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn unhide(State(site): State<Site>, Path(id): Path<String>) -> Done {
    site.0.engine.unhide(message_id(&id)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TestMessage {
    kind: String,
    platform: String,
}

async fn test_message(State(site): State<Site>, Body(wanted): Body<TestMessage>) -> Answer<Value> {
    let platform = platform(&wanted.platform)?;
    let message = site.0.engine.test_message(&wanted.kind, platform).await?;
    let view = serde_json::to_value(MessageView::new(&message));
    Ok(Json(view.map_err(|error| engine::EngineError::Internal(error.to_string()))?))
}

async fn health(State(site): State<Site>) -> Json<Status> {
    Json(site.0.engine.status_now())
}

async fn diagnostics(State(site): State<Site>) -> Json<Diagnostics> {
    Json(site.0.engine.diagnostics())
}

/// Where the report was written.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Saved {
    path: String,
}

async fn save_diagnostics(State(site): State<Site>) -> Answer<Saved> {
    let path = site.0.engine.save_diagnostics().await?;
    Ok(Json(Saved { path: path.display().to_string() }))
}

async fn show_window(State(site): State<Site>) -> Done {
    site.0.engine.show_window()?;
    Ok(StatusCode::NO_CONTENT)
}

async fn quit(State(site): State<Site>) -> StatusCode {
    site.0.engine.quit().cancel();
    StatusCode::NO_CONTENT
}

fn platform(name: &str) -> Result<Platform, ApiError> {
    Platform::parse(name).ok_or_else(|| {
        let message = format!("there is no platform {name:?}");
        ApiError::invalid("platform", message, "Give twitch, youtube or demo.")
    })
}

pub(crate) fn message_id(text: &str) -> Result<MessageId, ApiError> {
    MessageId::parse(text).ok_or_else(|| engine::EngineError::NotFound("message").into())
}

/// Runs what reads files where it blocks nobody.
async fn blocking<T: Send + 'static>(
    call: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ApiError> {
    let result = tokio::task::spawn_blocking(call).await;
    Ok(result.map_err(|error| engine::EngineError::Internal(error.to_string()))?)
}
