//! Everything that is set, as one file.

use std::path::PathBuf;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use engine::{Import, SettingsFile};
use serde::Deserialize;

use crate::Site;
use crate::api::{Answer, Done};
use crate::error::Params;
use crate::exported::{Chosen, Exported, FromExport};
use crate::overlays;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/settings/export", get(export))
        .route("/settings/import", post(import))
        .route("/settings/import/undo", post(undo_import))
}

async fn export(State(site): State<Site>) -> Answer<SettingsFile> {
    Ok(Json(site.0.engine.export_settings()?))
}

/// Of a file of everything that is set, in KiB: each overlay's CSS may have what another call may have
/// in all.
const LONGEST_FILE: usize = 16 * 1024;

impl FromExport for SettingsFile {
    const KIND: Exported = Exported::Settings;
}

#[derive(Deserialize)]
struct How {
    /// Only tells what would change.
    #[serde(default)]
    preview: bool,
}

async fn import(
    State(site): State<Site>,
    Params(How { preview }): Params<How>,
    Chosen(file): Chosen<SettingsFile, LONGEST_FILE>,
) -> Answer<Import> {
    let change = site.0.engine.preview_import(&file)?;
    for (at, overlay) in file.overlays.iter().enumerate() {
        // The engine has looked at what kinds there are.
        let kind = overlay.kind().unwrap_or_default();
        let checked = overlays::check_brought(&site, kind, &overlay.theme, &overlay.custom_css);
        checked.await.map_err(|error| error.within(&format!("overlays[{at}]")))?;
    }
    Ok(Json(if preview { change } else { site.0.engine.import_settings(&file).await? }))
}

#[derive(Deserialize)]
struct Which {
    /// Where that import has kept what was before; without it, the last one.
    kept: Option<PathBuf>,
}

async fn undo_import(State(site): State<Site>, Params(Which { kept }): Params<Which>) -> Done {
    site.0.engine.undo_import(kept.as_deref()).await?;
    Ok(StatusCode::NO_CONTENT)
}
