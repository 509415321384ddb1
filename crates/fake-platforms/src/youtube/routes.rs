//! The addresses of `www.youtube.com` that chat clients use.

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Path, Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{Html, IntoResponse, Json, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::watch;

use super::polls::{self, Held};
use super::stream::{Stream, StreamState};
use super::{World, chat, faults, live_chat, pages, tab};
use crate::socket::Reset;

pub(super) type Shared = State<watch::Sender<World>>;

/// Where every poll for chat goes.
pub(super) const GET_LIVE_CHAT: &str = "/youtubei/v1/live_chat/get_live_chat";

/// Where YouTube sends whom it does not know, from the EU.
pub(super) const CONSENT: &str = "/consent.youtube.com/m?continue=https://www.youtube.com/&gl=DE";

/// More than any request of a chat client.
const LARGEST_BODY: usize = 1 << 20;

pub(super) fn router(world: watch::Sender<World>) -> Router {
    Router::new()
        .route("/{handle}/live", get(handle_live))
        .route("/{handle}/streams", get(handle_streams))
        .route("/{kind}/{name}/live", get(channel_live))
        .route("/{kind}/{name}/streams", get(channel_streams))
        .route("/watch", get(watch_page))
        .route("/live/{video}", get(live_page))
        .route("/live_chat", get(chat::page))
        .route("/embed/{video}", get(embed_page))
        .route("/consent.youtube.com/m", get(async || Html(pages::consent_page())))
        .route("/sorry/index", get(sorry_page))
        .route("/youtubei/v1/next", post(next))
        .route("/youtubei/v1/player", post(player))
        .route("/youtubei/v1/browse", post(browse))
        .route(GET_LIVE_CHAT, post(chat::poll))
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
    let mut consent = false;
    world.send_modify(|world| {
        *world.stats.requests.entry(path.clone()).or_default() += 1;
        fault = faults::take(&mut world.faults, &path);
        consent = world.consent;
    });
    let is_page = !path.starts_with("/youtubei/") && !path.starts_with("/consent");
    if consent && is_page && !agreed(request.headers()) {
        return Redirect::to(CONSENT).into_response();
    }
    let (request, poll) = if path == GET_LIVE_CHAT {
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, LARGEST_BODY).await.unwrap_or_default();
        let video = chat::token(&body).map_or_else(String::new, |token| token.video);
        (Request::from_parts(parts, Body::from(body)), Some(polls::begin(&world, &video)))
    } else {
        (request, None)
    };
    let answer = match fault {
        Some(fault) => fault.answer(async || next.run(request).await, &socket).await,
        None => next.run(request).await,
    };
    if let Some(poll) = poll {
        poll.answered(answer.extensions().get::<Held>());
    }
    answer
}

fn agreed(headers: &HeaderMap) -> bool {
    let cookies = headers.get_all(header::COOKIE);
    cookies.iter().filter_map(|value| value.to_str().ok()).any(|value| value.contains("SOCS=CAI"))
}

async fn sorry_page() -> Response {
    let text = "Our systems have detected unusual traffic from your computer network.";
    (StatusCode::TOO_MANY_REQUESTS, Html(text)).into_response()
}

pub(super) fn not_found() -> Response {
    (StatusCode::NOT_FOUND, Html("<!DOCTYPE html><title>404 Not Found</title>")).into_response()
}

/// The streams of one channel, in the order they were declared.
fn streams(world: &World, belongs: impl Fn(&Stream) -> bool) -> Vec<&Stream> {
    world.broadcasts.iter().map(|broadcast| &broadcast.stream).filter(|one| belongs(one)).collect()
}

/// The stream that `/live` shows: the one that was set, or what is on air before what is to come.
fn current<'a>(world: &World, streams: &[&'a Stream]) -> Option<&'a Stream> {
    let upcoming = |stream: &&&Stream| stream.state == StreamState::Upcoming;
    let on_air = |stream: &&&Stream| stream.state.is_on_air() && !stream.unlisted;
    let set = streams.iter().find(|stream| {
        world.shown.get(&stream.channel) == Some(&stream.video)
            && (on_air(stream) || upcoming(stream))
    });
    set.or_else(|| streams.iter().find(on_air)).or_else(|| streams.iter().find(upcoming)).copied()
}

fn live(world: &World, belongs: impl Fn(&Stream) -> bool) -> Response {
    let streams = streams(world, belongs);
    match (current(world, &streams), streams.first()) {
        (Some(stream), _) => Html(pages::watch_page(stream)).into_response(),
        (None, Some(owner)) => Html(pages::channel_page(owner, &[], false)).into_response(),
        (None, None) => not_found(),
    }
}

fn streams_tab(world: &World, belongs: impl Fn(&Stream) -> bool) -> Response {
    let streams = streams(world, belongs);
    let Some(&owner) = streams.first() else {
        return not_found();
    };
    let listed = tab::order(&streams);
    Html(pages::channel_page(owner, &listed, world.has_lockups(owner))).into_response()
}

fn named(kind: &str, name: &str, stream: &Stream) -> bool {
    match kind {
        "channel" => stream.channel == name,
        "c" | "user" => stream.belongs_to(name),
        _ => false,
    }
}

async fn handle_live(State(world): Shared, Path(handle): Path<String>) -> Response {
    live(&world.borrow(), |stream| handle.starts_with('@') && stream.belongs_to(&handle))
}

async fn handle_streams(State(world): Shared, Path(handle): Path<String>) -> Response {
    streams_tab(&world.borrow(), |stream| handle.starts_with('@') && stream.belongs_to(&handle))
}

async fn channel_live(
    State(world): Shared,
    Path((kind, name)): Path<(String, String)>,
) -> Response {
    live(&world.borrow(), |stream| named(&kind, &name, stream))
}

async fn channel_streams(
    State(world): Shared,
    Path((kind, name)): Path<(String, String)>,
) -> Response {
    streams_tab(&world.borrow(), |stream| named(&kind, &name, stream))
}

#[derive(Deserialize)]
struct Watch {
    v: String,
}

async fn watch_page(State(world): Shared, Query(watch): Query<Watch>) -> Response {
    video_page(&world.borrow(), &watch.v)
}

async fn live_page(State(world): Shared, Path(video): Path<String>) -> Response {
    video_page(&world.borrow(), &video)
}

fn video_page(world: &World, video: &str) -> Response {
    match world.broadcast(video) {
        Some(broadcast) if broadcast.stream.state != StreamState::None => {
            Html(pages::watch_page(&broadcast.stream)).into_response()
        }
        _ => not_found(),
    }
}

#[derive(Deserialize)]
struct Embed {
    channel: Option<String>,
}

async fn embed_page(
    State(world): Shared,
    Path(video): Path<String>,
    Query(embed): Query<Embed>,
) -> Response {
    let world = world.borrow();
    let stream = match embed.channel {
        Some(channel) => current(&world, &streams(&world, |stream| stream.channel == channel)),
        None => world.broadcast(&video).map(|broadcast| &broadcast.stream),
    };
    Html(pages::embed_page(stream)).into_response()
}

pub(super) fn refuse(status: StatusCode) -> (StatusCode, Json<Value>) {
    (status, Json(live_chat::error(status)))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct VideoRequest {
    video_id: String,
}

async fn next(State(world): Shared, body: Bytes) -> Response {
    about_video(&world, &body, pages::watch_data)
}

async fn player(State(world): Shared, body: Bytes) -> Response {
    about_video(&world, &body, pages::player_response)
}

fn about_video(
    world: &watch::Sender<World>,
    body: &[u8],
    tell: impl FnOnce(&Stream) -> Value,
) -> Response {
    let Ok(request) = serde_json::from_slice::<VideoRequest>(body) else {
        return refuse(StatusCode::BAD_REQUEST).into_response();
    };
    match world.borrow().broadcast(&request.video_id) {
        Some(broadcast) if broadcast.stream.state != StreamState::None => {
            Json(tell(&broadcast.stream)).into_response()
        }
        _ => refuse(StatusCode::NOT_FOUND).into_response(),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct BrowseRequest {
    browse_id: String,
}

async fn browse(State(world): Shared, body: Bytes) -> Response {
    let Ok(request) = serde_json::from_slice::<BrowseRequest>(&body) else {
        return refuse(StatusCode::BAD_REQUEST).into_response();
    };
    let world = world.borrow();
    let streams = streams(&world, |stream| stream.channel == request.browse_id);
    let Some(&owner) = streams.first() else {
        return refuse(StatusCode::NOT_FOUND).into_response();
    };
    let listed = tab::order(&streams);
    Json(pages::channel_data(owner, &listed, world.has_lockups(owner))).into_response()
}
