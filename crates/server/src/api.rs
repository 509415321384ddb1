//! The HTTP API. [`access`] says which key may make which call.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{delete, get, post};
use axum::{Extension, Json, Router};
use chat::{MessageId, MessageView, Platform, SourceId};
use engine::{Diagnostics, Settings, SourceView, Status};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::access::Scope;
use crate::body::Body;
use crate::error::ApiError;
use crate::themes::Theme;
use crate::{
    Site, access, accounts, audit, automod, curtain, dock, donations, feeds, focus, fonts, history,
    ledger, moderators, obs, overlays, settings_file, support, sync, told, updates, writing,
};

pub(crate) type Answer<T> = Result<Json<T>, ApiError>;
pub(crate) type Done = Result<StatusCode, ApiError>;

pub(crate) fn routes(site: &Site) -> Router<Site> {
    Router::new()
        .route("/settings", get(settings).patch(patch_settings))
        .merge(settings_file::routes())
        .route("/sources", get(sources).post(add_source))
        .route("/sources/{id}", delete(remove_source))
        .route("/sources/{id}/restore", post(restore_source))
        .route("/sources/{id}/start", post(start_source))
        .route("/sources/{id}/stop", post(stop_source))
        .route("/sources/{id}/stream", post(choose_stream))
        .route("/listeners/start", post(start_listeners))
        .route("/listeners/stop", post(stop_listeners))
        .merge(curtain::routes())
        .merge(audit::routes())
        .merge(dock::routes())
        .merge(focus::routes())
        .merge(moderators::routes())
        .merge(overlays::routes())
        .route("/themes", get(themes))
        .route("/fonts", get(fonts::fonts))
        .merge(history::routes())
        .route("/messages/{id}/hide", post(hide))
        .route("/messages/{id}/unhide", post(unhide))
        .merge(feeds::routes())
        .merge(automod::routes())
        .merge(ledger::routes())
        .merge(support::routes())
        .merge(accounts::routes())
        .merge(told::routes())
        .merge(updates::routes())
        .merge(donations::routes())
        .merge(writing::routes())
        .merge(obs::routes())
        .merge(sync::routes())
        .route("/test-message", post(test_message))
        .route("/health", get(health))
        .route("/diagnostics", get(diagnostics).post(save_diagnostics))
        .route("/window/show", post(show_window))
        .route("/quit", post(quit))
        .fallback(async || ApiError::no_such_page())
        .method_not_allowed_fallback(async || ApiError::bad_method())
        .layer(from_fn_with_state(site.clone(), access::within_scope))
}

async fn settings(State(site): State<Site>) -> Json<Settings> {
    Json(site.0.engine.settings())
}

async fn patch_settings(State(site): State<Site>, Body(patch): Body<Value>) -> Answer<Settings> {
    let settings = site.0.engine.patch_settings(&patch).await?;
    // What it says of the network is so when it answers.
    site.network_port().await;
    Ok(Json(settings))
}

async fn sources(
    State(site): State<Site>,
    Extension(scope): Extension<Scope>,
) -> Json<Vec<SourceView>> {
    Json(status_for(&scope, &site.0.engine.status_now()).sources)
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

async fn restore_source(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<SourceView>), ApiError> {
    let source = site.0.engine.restore_source(&SourceId::new(id)).await?;
    Ok((StatusCode::CREATED, Json(source)))
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

async fn themes(State(site): State<Site>) -> Answer<Vec<Theme>> {
    let words = site.0.engine.words();
    let mut themes = blocking(move || site.0.themes.list()).await?;
    for problem in themes.iter_mut().filter_map(Theme::problem_mut) {
        words.put_in(problem);
    }
    Ok(Json(themes))
}

async fn hide(
    State(site): State<Site>,
    Path(id): Path<String>,
    Extension(scope): Extension<Scope>,
) -> Done {
    site.0.engine.hide(message_id(&id)?, scope.acts_for()).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn unhide(
    State(site): State<Site>,
    Path(id): Path<String>,
    Extension(scope): Extension<Scope>,
) -> Done {
    site.0.engine.unhide(message_id(&id)?, scope.acts_for()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The kind of message that is to be made up.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TestMessage {
    pub(crate) kind: String,
    pub(crate) platform: String,
}

async fn test_message(State(site): State<Site>, Body(wanted): Body<TestMessage>) -> Answer<Value> {
    let platform = platform(&wanted.platform)?;
    let message = site.0.engine.test_message(&wanted.kind, platform).await?;
    Ok(Json(as_json(&MessageView::new(&message))?))
}

async fn health(State(site): State<Site>, Extension(scope): Extension<Scope>) -> Json<Status> {
    Json(status_for(&scope, &site.0.engine.status_now()))
}

/// As much of the status as such a key's holder sees.
pub(crate) fn status_for(scope: &Scope, status: &Status) -> Status {
    match scope {
        Scope::Owner => status.clone(),
        Scope::Moderator(_) => status.for_moderators(),
        Scope::Dock | Scope::Overlay(_) => status.without_sign_ins(),
    }
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

/// A message as the API answers it.
pub(crate) fn as_json(message: &MessageView<'_>) -> Result<Value, ApiError> {
    let value = serde_json::to_value(message);
    Ok(value.map_err(|error| engine::EngineError::Internal(error.to_string()))?)
}

pub(crate) fn platform(name: &str) -> Result<Platform, ApiError> {
    Platform::parse(name).ok_or_else(|| {
        let message = format!("there is no platform {name:?}");
        ApiError::invalid("platform", message, "Give twitch, youtube, demo or donations.")
    })
}

pub(crate) fn message_id(text: &str) -> Result<MessageId, ApiError> {
    MessageId::parse(text).ok_or_else(|| engine::EngineError::NotFound("message").into())
}

/// Runs what reads files where it blocks nobody.
pub(crate) async fn blocking<T: Send + 'static>(
    call: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ApiError> {
    let result = tokio::task::spawn_blocking(call).await;
    Ok(result.map_err(|error| engine::EngineError::Internal(error.to_string()))?)
}
