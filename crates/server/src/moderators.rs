//! Whom the streamer has invited, and who one is oneself.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{delete, get};
use axum::{Extension, Json, Router};
use engine::{ModRight, Moderator, NewModerator};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::access::Scope;
use crate::api::Done;
use crate::body::Body;
use crate::error::ApiError;
use crate::{Site, network};

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/moderators", get(moderators).post(add))
        .route("/moderators/{id}", delete(remove))
        .route("/me", get(me))
}

/// Somebody who is invited, as the streamer sees them.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Moderator"))]
pub(crate) struct ModeratorView {
    id: String,
    name: String,
    /// Their address on this computer, their key in it.
    url: String,
    /// The same for other computers of this network, the best one first; none while it is closed.
    network_urls: Vec<String>,
    /// The same for anywhere, through the sync service; `null`: there is none.
    internet_url: Option<String>,
    /// The one that reaches furthest as a QR code: an SVG. `null`: it works on this computer alone.
    qr: Option<String>,
    #[cfg_attr(test, ts(type = "Array<ModRight>"))]
    rights: Vec<ModRight>,
    /// RFC 3339; `null`: until they are removed.
    #[cfg_attr(test, ts(type = "string | null"))]
    expires_at: Option<Timestamp>,
    /// Whether their time is over.
    over: bool,
}

impl ModeratorView {
    fn new(site: &Site, on_network: Option<u16>, moderator: &Moderator) -> Self {
        let path = format!("/moderate/{}", moderator.key.reveal());
        let network_urls: Vec<_> = on_network.map_or_else(Vec::new, |port| {
            network::addresses(port).into_iter().map(|base| base + &path).collect()
        });
        let internet_url = site.0.engine.page_at_sync(moderator);
        let furthest = internet_url.as_ref().or(network_urls.first());
        Self {
            id: moderator.id.clone(),
            name: moderator.name.clone(),
            url: crate::base_url(site.0.port) + &path,
            qr: furthest.and_then(|url| engine::qr_svg(url)),
            network_urls,
            internet_url,
            rights: moderator.rights.clone(),
            expires_at: moderator.expires_at,
            over: moderator.is_over(Timestamp::now()),
        }
    }
}

async fn moderators(State(site): State<Site>) -> Json<Vec<ModeratorView>> {
    let port = site.network_port().await;
    let moderators = site.0.engine.moderators().borrow().clone();
    Json(moderators.iter().map(|moderator| ModeratorView::new(&site, port, moderator)).collect())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Invited {
    name: String,
    rights: Vec<String>,
    #[serde(default)]
    expires_at: Option<Timestamp>,
}

async fn add(
    State(site): State<Site>,
    Body(Invited { name, rights, expires_at }): Body<Invited>,
) -> Result<(StatusCode, Json<ModeratorView>), ApiError> {
    let new = NewModerator { name, rights, expires_at };
    let moderator = site.0.engine.add_moderator(new).await?;
    let port = site.network_port().await;
    Ok((StatusCode::CREATED, Json(ModeratorView::new(&site, port, &moderator))))
}

async fn remove(State(site): State<Site>, Path(id): Path<String>) -> Done {
    site.0.engine.remove_moderator(&id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who asks, and what they may do.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Me {
    #[cfg_attr(test, ts(type = "'owner' | 'dock' | 'moderator'"))]
    scope: &'static str,
    /// What the streamer calls a moderator.
    name: Option<String>,
    /// What a moderator may do.
    #[cfg_attr(test, ts(type = "Array<ModRight>"))]
    rights: Vec<ModRight>,
    /// Until when, RFC 3339.
    #[cfg_attr(test, ts(type = "string | null"))]
    expires_at: Option<Timestamp>,
    /// The longest time for which an overlay holds a message back, in seconds.
    hold_seconds: u16,
}

async fn me(State(site): State<Site>, Extension(scope): Extension<Scope>) -> Json<Me> {
    let hold_seconds = site.0.engine.longest_hold();
    let plain =
        |scope| Me { scope, name: None, rights: Vec::new(), expires_at: None, hold_seconds };
    Json(match scope {
        Scope::Moderator(moderator) => Me {
            name: Some(moderator.name),
            rights: moderator.rights,
            expires_at: moderator.expires_at,
            ..plain("moderator")
        },
        Scope::Dock => plain("dock"),
        Scope::Owner | Scope::Overlay(_) => plain("owner"),
    })
}
