//! The overlays: what they are called, how they look, what they get, and their addresses.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, patch, post};
use axum::{Json, Router};
use engine::{NewOverlay, Overlay, OverlayKind, OverlayOptions, OverlayPatch};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::api::{Answer, Done, blocking};
use crate::body::Body;
use crate::error::ApiError;
use crate::exported::{Chosen, Exported, FromExport};
use crate::{Site, css, themes};

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/overlays", get(overlays).post(add_overlay))
        .route("/overlays/import", post(import))
        .route("/overlays/{id}", patch(update_overlay).delete(remove_overlay))
        .route("/overlays/{id}/restore", post(restore_overlay))
        .route("/overlays/{id}/duplicate", post(duplicate))
        .route("/overlays/{id}/export", get(export))
        .route("/overlays/{id}/rotate-key", post(rotate_key))
}

/// An overlay, as the API shows it.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Overlay"))]
pub(crate) struct OverlayView {
    id: String,
    name: String,
    #[cfg_attr(test, ts(type = "'chat' | 'focus' | 'support'"))]
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
            kind: overlay.kind.name(),
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
    #[serde(default, deserialize_with = "named")]
    name: Option<String>,
    kind: Option<String>,
    #[serde(default, deserialize_with = "named")]
    theme: Option<String>,
    #[serde(default, deserialize_with = "named")]
    custom_css: Option<String>,
    #[serde(default, deserialize_with = "named")]
    options: Option<Value>,
}

/// A field that is there. `null` is what is there at first: nothing.
fn named<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Some(Option::deserialize(deserializer)?.unwrap_or_default()))
}

impl OverlayFields {
    fn kind(&self) -> Result<Option<OverlayKind>, ApiError> {
        kind_of(self.kind.as_deref())
    }

    /// What of it can be taken by an overlay of this kind.
    async fn check(self, site: &Site, kind: OverlayKind) -> Result<OverlayPatch, ApiError> {
        let Self { name, kind: _, theme, custom_css, options } = self;
        let own = || kind.default_theme().to_owned();
        let theme = theme.map(|theme| if theme.is_empty() { own() } else { theme });
        check_look(site, kind, theme.as_deref(), custom_css.as_deref()).await?;
        Ok(OverlayPatch { name, theme, custom_css, options })
    }
}

fn kind_of(name: Option<&str>) -> Result<Option<OverlayKind>, ApiError> {
    let Some(name) = name else { return Ok(None) };
    OverlayKind::parse(name).map(Some).ok_or_else(|| {
        let message = format!("there is no kind {name:?} of overlays");
        ApiError::invalid("kind", message, "Give chat, focus or support.")
    })
}

/// Refuses a theme that can't be worn by such an overlay, and CSS that would load from elsewhere.
pub(crate) async fn check_look(
    site: &Site,
    kind: OverlayKind,
    theme: Option<&str>,
    custom_css: Option<&str>,
) -> Result<(), ApiError> {
    if let Some(theme) = theme.map(str::to_owned) {
        let message = format!("the theme {theme:?} can't be used");
        let site = site.clone();
        if let Some(problem) = blocking(move || site.0.themes.refusal(&theme, kind)).await? {
            return Err(ApiError::invalid("theme", message, problem));
        }
    }
    custom_css.map_or(Ok(()), check_css)
}

/// Refuses what a file can't bring: CSS that would load from elsewhere, what no theme is called, and a
/// theme for another kind of overlay. One that is not here is worn as soon as it is, and a warning says
/// so until then.
pub(crate) async fn check_brought(
    site: &Site,
    kind: OverlayKind,
    theme: &str,
    custom_css: &str,
) -> Result<(), ApiError> {
    if let Err(problem) = themes::named(theme) {
        let message = format!("the theme {theme:?} can't be used");
        return Err(ApiError::invalid("theme", message, problem));
    }
    let (known, named) = (site.clone(), theme.to_owned());
    if blocking(move || known.0.themes.misfit(&named, kind)).await?.is_some() {
        let message =
            format!("the theme {theme:?} is for focus overlays, and this overlay is none");
        let hint = "Choose a theme for chat where the file comes from, and export it again. \
                    Nothing was changed.";
        return Err(ApiError::invalid("theme", message, hint));
    }
    check_css(custom_css)
}

fn check_css(custom_css: &str) -> Result<(), ApiError> {
    if let Some(css::Foreign { line, address }) = css::foreign(custom_css) {
        let message = format!("line {line} would load {address}");
        let hint = "An overlay loads nothing but its theme's own files. Take that line out.";
        return Err(ApiError::invalid("custom_css", message, hint).at_line(line));
    }
    Ok(())
}

/// What is answered with an overlay that is new.
type Made = Result<(StatusCode, Json<OverlayView>), ApiError>;

async fn overlays(State(site): State<Site>) -> Json<Vec<OverlayView>> {
    let overlays = Arc::clone(&site.0.engine.overlays().borrow());
    Json(overlays.iter().map(|overlay| OverlayView::new(&site, overlay)).collect())
}

async fn add_overlay(State(site): State<Site>, Body(fields): Body<OverlayFields>) -> Made {
    let kind = fields.kind()?.unwrap_or_default();
    let patch = fields.check(&site, kind).await?;
    let overlay = site.0.engine.add_overlay(new(kind, patch)).await?;
    Ok((StatusCode::CREATED, Json(OverlayView::new(&site, &overlay))))
}

async fn update_overlay(
    State(site): State<Site>,
    Path(id): Path<String>,
    Body(fields): Body<OverlayFields>,
) -> Answer<OverlayView> {
    let kind = site.0.engine.overlay(&id)?.kind;
    if fields.kind()?.is_some_and(|wanted| wanted != kind) {
        let message = "an overlay stays of its kind";
        return Err(ApiError::invalid("kind", message, "Make another overlay."));
    }
    let patch = fields.check(&site, kind).await?;
    let overlay = site.0.engine.update_overlay(&id, patch).await?;
    Ok(Json(OverlayView::new(&site, &overlay)))
}

async fn remove_overlay(State(site): State<Site>, Path(id): Path<String>) -> Done {
    site.0.engine.remove_overlay(&id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn restore_overlay(State(site): State<Site>, Path(id): Path<String>) -> Made {
    let overlay = site.0.engine.restore_overlay(&id).await?;
    Ok((StatusCode::CREATED, Json(OverlayView::new(&site, &overlay))))
}

async fn rotate_key(State(site): State<Site>, Path(id): Path<String>) -> Answer<OverlayView> {
    let overlay = site.0.engine.rotate_key(&id).await?;
    Ok(Json(OverlayView::new(&site, &overlay)))
}

async fn duplicate(State(site): State<Site>, Path(id): Path<String>) -> Made {
    let overlay = site.0.engine.duplicate_overlay(&id).await?;
    Ok((StatusCode::CREATED, Json(OverlayView::new(&site, &overlay))))
}

/// An overlay as a file, to be kept or given to others: without its key.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OverlayFile {
    format: String,
    version: u32,
    /// A file without it is older than focus overlays.
    #[serde(default)]
    kind: Option<String>,
    name: String,
    theme: String,
    custom_css: String,
    options: Value,
}

impl FromExport for OverlayFile {
    const KIND: Exported = Exported::Overlay;
}

/// Of an overlay's file, in KiB: as much as a streamer's CSS may be.
const LONGEST_FILE: usize = 512;

async fn export(State(site): State<Site>, Path(id): Path<String>) -> Answer<OverlayFile> {
    let Overlay { name, kind, theme, custom_css, options, .. } = site.0.engine.overlay(&id)?;
    let options = serde_json::to_value(options);
    Ok(Json(OverlayFile {
        format: Exported::Overlay.format().into(),
        version: Exported::Overlay.version(),
        kind: Some(kind.name().into()),
        name,
        theme,
        custom_css,
        options: options.map_err(|error| engine::EngineError::Internal(error.to_string()))?,
    }))
}

async fn import(State(site): State<Site>, Chosen(file): Chosen<OverlayFile, LONGEST_FILE>) -> Made {
    let OverlayFile { format: _, version: _, kind, name, theme, custom_css, options } = file;
    let kind = kind_of(kind.as_deref())?.unwrap_or_default();
    check_brought(&site, kind, &theme, &custom_css).await?;
    let patch = OverlayPatch {
        name: Some(name),
        theme: Some(theme),
        custom_css: Some(custom_css),
        options: Some(options),
    };
    let overlay = site.0.engine.import_overlay(new(kind, patch)).await?;
    Ok((StatusCode::CREATED, Json(OverlayView::new(&site, &overlay))))
}

fn new(kind: OverlayKind, patch: OverlayPatch) -> NewOverlay {
    let usual = match kind {
        OverlayKind::Chat => "Chat",
        OverlayKind::Focus => "Focus",
        OverlayKind::Support => "Support",
    };
    let name = patch.name.clone().unwrap_or_else(|| usual.into());
    NewOverlay { kind, name, patch }
}
