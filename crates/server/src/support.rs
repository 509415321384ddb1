//! The support page: what the streamer put there, for everybody who can reach this server.

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use engine::{OverlayKind, Support, SupportView};
use serde::Serialize;

use crate::api::{Answer, blocking};
use crate::body::Body;
use crate::error::ApiError;
use crate::overlays::check_look;
use crate::pages::page;
use crate::{Site, assets, headers};

/// For the owner.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/support", get(support).put(set_support))
}

/// For everybody. There is no key: what is here, the streamer has put there to be seen.
pub(crate) fn pages() -> Router<Site> {
    Router::new()
        .route("/support/{name}", get(support_page))
        .route("/support/{name}/page.json", get(shown))
        .route("/support/{name}/qr/{file}", get(qr))
}

/// The page, as `GET /api/support` tells of it.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "SupportAnswer"))]
pub(crate) struct SupportAnswer {
    #[cfg_attr(test, ts(type = "Support"))]
    support: Support,
    /// What it comes to now.
    #[cfg_attr(test, ts(type = "SupportView"))]
    view: SupportView,
    /// The page's address; `null` while it has no name.
    url: Option<String>,
}

impl SupportAnswer {
    fn new(site: &Site) -> Self {
        let support = Support::clone(&site.0.engine.support());
        let view = SupportView::clone(&site.0.engine.support_view().borrow());
        let base = crate::base_url(site.0.port);
        let url = (!support.name.is_empty()).then(|| format!("{base}/support/{}", support.name));
        Self { support, view, url }
    }
}

async fn support(State(site): State<Site>) -> Json<SupportAnswer> {
    Json(SupportAnswer::new(&site))
}

async fn set_support(
    State(site): State<Site>,
    Body(support): Body<Support>,
) -> Answer<SupportAnswer> {
    let theme = other_theme(&site.0.engine.support(), &support);
    check_look(&site, OverlayKind::Support, theme, None).await?;
    site.0.engine.set_support(support).await?;
    Ok(Json(SupportAnswer::new(&site)))
}

/// The theme that is to be looked at: one that the page had before may be broken or gone by now, and
/// is no reason to refuse the rest.
fn other_theme<'a>(before: &Support, now: &'a Support) -> Option<&'a str> {
    (!now.theme.is_empty() && now.theme != before.theme).then_some(now.theme.as_str())
}

/// Whether the page has this name.
fn known(site: &Site, name: &str) -> Result<(), ApiError> {
    let support = site.0.engine.support();
    if support.name.is_empty() || support.name != name {
        return Err(ApiError::old_link());
    }
    Ok(())
}

async fn support_page(
    State(site): State<Site>,
    Path(name): Path<String>,
) -> Result<Response, ApiError> {
    known(&site, &name)?;
    page::<assets::Overlay>("_runtime/support.html", headers::SUPPORT)
}

/// What the page draws, and what it wears: the path of its theme's style sheet on this server, which
/// changes with the sheet; `""` without a theme.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    view: SupportView,
    theme: String,
    theme_css: String,
}

async fn shown(State(site): State<Site>, Path(name): Path<String>) -> Answer<Shown> {
    known(&site, &name)?;
    let view = site.0.engine.support_view().borrow().for_everybody();
    let chosen = site.0.engine.support().theme.clone();
    let (theme, theme_css) = match chosen.as_str() {
        "" => Default::default(),
        _ => blocking(move || site.0.themes.worn(&chosen, OverlayKind::Support)).await?,
    };
    Ok(Json(Shown { view, theme, theme_css }))
}

/// A QR code of one of the page's links.
async fn qr(
    State(site): State<Site>,
    Path((_, file)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let id = file.strip_suffix(".svg").ok_or_else(ApiError::no_such_page)?;
    let address = site.0.engine.qr_address(id).ok_or_else(ApiError::no_such_page)?;
    let too_long = || engine::EngineError::Internal("an address is too long for a QR code".into());
    let drawn = engine::qr_svg(&address).ok_or_else(too_long)?;
    // Another address has another name: what has this one never changes.
    let head = [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "max-age=86400, immutable")];
    Ok((head, drawn).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_that_the_page_had_before_is_not_looked_at_again() {
        let of = |theme: &str| Support { theme: theme.into(), ..Support::default() };
        assert_eq!(other_theme(&of("gone"), &Support { name: "ada".into(), ..of("gone") }), None);
        assert_eq!(other_theme(&of("gone"), &of("mine")), Some("mine"));
        assert_eq!(other_theme(&of("gone"), &of("")), None);
    }
}
