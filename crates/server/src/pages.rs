//! The pages and their files.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use engine::OverlayKind;

use crate::access::Scope;
use crate::api::blocking;
use crate::assets::{Overlay, Ui, changed, file};
use crate::error::ApiError;
use crate::{Site, headers};

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/overlay/{key}", get(overlay))
        .route("/dashboard/{key}", get(dashboard))
        // The page takes the key out of its address at once; this is where a reload leads.
        .route("/dashboard/", get(async |State(site): State<Site>| spoken(&site, "dashboard.html")))
        .route("/dock/{key}", get(dock))
        .route("/moderate/{key}", get(moderate))
        .route("/runtime/{*path}", get(runtime))
        .route("/icons/{name}", get(icon))
        .route("/ui/{*path}", get(ui))
        .route("/themes/{id}/{file}", get(theme))
        .fallback(async || ApiError::no_such_page())
}

/// The moderators' page and its files, and no other: what the network gets.
pub(crate) fn on_network() -> Router<Site> {
    Router::new()
        .route("/moderate/{key}", get(moderate))
        .route("/icons/{name}", get(icon))
        .route("/ui/{*path}", get(ui_on_network))
        .fallback(async || ApiError::no_such_page())
        .method_not_allowed_fallback(async || ApiError::bad_method())
}

async fn overlay(State(site): State<Site>, Path(key): Path<String>) -> Result<Response, ApiError> {
    match site.scope_of(&key) {
        Some(Scope::Overlay(id)) => {
            let name = match site.0.engine.overlay(&id)?.kind {
                OverlayKind::Chat => "_runtime/overlay.html",
                OverlayKind::Focus => "_runtime/focus.html",
                OverlayKind::Support => "_runtime/support-overlay.html",
            };
            page::<Overlay>(name, headers::OVERLAY)
        }
        Some(_) => Err(ApiError::small_scope()),
        None => Err(ApiError::no_such_page()),
    }
}

async fn dashboard(
    State(site): State<Site>,
    Path(key): Path<String>,
) -> Result<Response, ApiError> {
    match site.scope_of(&key) {
        Some(Scope::Owner) => spoken(&site, "dashboard.html"),
        Some(_) => Err(ApiError::small_scope()),
        None => Err(ApiError::no_such_page()),
    }
}

async fn dock(State(site): State<Site>, Path(key): Path<String>) -> Result<Response, ApiError> {
    match site.scope_of(&key) {
        Some(Scope::Dock) => spoken(&site, "dock.html"),
        Some(_) => Err(ApiError::small_scope()),
        None => Err(ApiError::no_such_page()),
    }
}

async fn moderate(State(site): State<Site>, Path(key): Path<String>) -> Result<Response, ApiError> {
    match site.scope_of(&key) {
        Some(Scope::Moderator(_)) => page::<Ui>("moderate.html", headers::DASHBOARD),
        Some(_) => Err(ApiError::small_scope()),
        None => Err(ApiError::old_link()),
    }
}

async fn runtime(Path(path): Path<String>) -> Result<Response, ApiError> {
    file::<Overlay>(&format!("_runtime/{path}")).ok_or_else(ApiError::no_such_page)
}

async fn icon(Path(name): Path<String>) -> Result<Response, ApiError> {
    file::<Overlay>(&format!("_runtime/icons/{name}")).ok_or_else(ApiError::no_such_page)
}

async fn ui(Path(path): Path<String>) -> Result<Response, ApiError> {
    file::<Ui>(&path).ok_or_else(ApiError::no_such_page)
}

/// The same without the pages: there the only one is the moderators', by its key.
async fn ui_on_network(path: Path<String>) -> Result<Response, ApiError> {
    if path.to_ascii_lowercase().ends_with(".html") {
        return Err(ApiError::no_such_page());
    }
    ui(path).await
}

async fn theme(
    State(site): State<Site>,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let themes = site.clone();
    let found = blocking(move || themes.0.themes.file(&id, &name)).await?;
    found.ok_or_else(ApiError::no_such_page)
}

/// A page of the streamer's, with the language that they have chosen: it is to be known before the
/// first paint. Without one the page goes by the system's.
fn spoken(site: &Site, name: &str) -> Result<Response, ApiError> {
    let language = site.0.engine.settings().language.name();
    let with_language =
        |text: String| text.replacen(r#"content="system""#, &format!(r#"content="{language}""#), 1);
    built(changed::<Ui>(name, with_language), headers::DASHBOARD)
}

pub(crate) fn page<Files: rust_embed::RustEmbed>(
    name: &str,
    policy: &'static str,
) -> Result<Response, ApiError> {
    built(file::<Files>(name), policy)
}

/// This page under its policy. `None`: the program has it not.
fn built(page: Option<Response>, policy: &'static str) -> Result<Response, ApiError> {
    let page = page.ok_or_else(|| {
        ApiError::new(
            axum::http::StatusCode::NOT_FOUND,
            "not_built",
            "this program was built without its pages",
            "Build it with `cargo xtask run`, which builds the pages first.",
        )
    })?;
    let policy = HeaderValue::from_static(policy);
    let no_store = HeaderValue::from_static("no-store");
    Ok(([(CONTENT_SECURITY_POLICY, policy), (CACHE_CONTROL, no_store)], page).into_response())
}
