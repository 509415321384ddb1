//! Where a request goes, and what spoils it.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state, map_response};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{delete, get, post};
use serde_json::Value;
use tokio::sync::watch;

use super::world::World;
use super::{automod, badges, data, eventsub, faults, google, helix, orders, reading, twitch};
use crate::socket::Reset;

/// The world, for handlers.
pub(super) type Shared = State<watch::Sender<World>>;
/// The fields of a form or a query.
pub(super) type Fields = BTreeMap<String, String>;

pub(super) fn router(world: watch::Sender<World>) -> Router {
    let helix = Router::new()
        .route("/users", get(helix::users))
        .route("/chat/messages", post(helix::send))
        .route("/chat/badges", get(badges::channel))
        .route("/chat/badges/global", get(badges::global))
        .route("/chat/emotes", get(badges::channel_emotes))
        .route("/chat/emotes/global", get(badges::global_emotes))
        .route("/bits/cheermotes", get(badges::cheermotes))
        .route("/eventsub/subscriptions", post(eventsub::subscribe))
        .route("/moderation/chat", delete(helix::delete))
        .route("/moderation/automod/message", post(automod::decide))
        .route("/moderation/bans", post(helix::ban).delete(helix::unban))
        .merge(orders::routes())
        .layer(map_response(helix::with_limit));
    Router::new()
        .nest("/twitch/helix", helix)
        .route("/youtube/v3/videos", get(reading::videos))
        .route("/youtube/v3/liveBroadcasts", get(reading::broadcasts))
        .route(
            "/youtube/v3/liveChat/messages",
            post(data::send).delete(data::delete).get(reading::list),
        )
        .route("/youtube/v3/liveChat/messages/stream", get(reading::stream))
        .route("/youtube/v3/liveChat/bans", post(data::ban).delete(data::unban))
        .route("/twitch/eventsub/ws", get(eventsub::socket))
        .route("/twitch/oauth2/device", post(twitch::device))
        .route("/twitch/oauth2/token", post(twitch::token))
        .route("/twitch/oauth2/validate", get(twitch::validate))
        .route("/twitch/oauth2/revoke", post(twitch::revoke))
        .route("/twitch/activate", get(twitch::activate))
        .route("/google/auth", get(google::auth))
        .route("/google/token", post(google::token))
        .route("/google/revoke", post(google::revoke))
        .route("/youtube/v3/channels", get(google::channels))
        .layer(from_fn_with_state(world.clone(), observe))
        .with_state(world)
}

/// Counts the request and answers it wrongly if that was asked for.
async fn observe(
    State(world): Shared,
    ConnectInfo(socket): ConnectInfo<Reset>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    let mut fault = None;
    world.send_modify(|world| {
        fault = faults::take(&mut world.faults, &path);
        *world.stats.requests.entry(path).or_default() += 1;
    });
    let held = || world.send_modify(|world| world.stats.held += 1);
    match fault {
        Some(fault) => fault.answer(async || next.run(request).await, held, &socket).await,
        None => next.run(request).await,
    }
}

/// The fields of a body that is a form.
pub(super) fn form(body: &[u8]) -> Fields {
    axum::http::Uri::builder()
        .path_and_query(format!("/?{}", String::from_utf8_lossy(body)))
        .build()
        .ok()
        .and_then(|uri| axum::extract::Query::<Fields>::try_from_uri(&uri).ok())
        .map(|query| query.0)
        .unwrap_or_default()
}

pub(super) fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).map(String::as_str).unwrap_or_default()
}

pub(super) fn scopes(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

pub(super) fn answer(status: u16, body: Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, Json(body)).into_response()
}
