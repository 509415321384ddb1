//! The addresses of all services.

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::get;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::world::World;
use super::{bttv, faults, ffz, images, pronouns, seventv, sockets};
use crate::socket::Reset;

/// The image hosts.
const IMAGES: &str = "/images/";

#[derive(Clone)]
pub(super) struct Shared {
    pub(super) world: watch::Sender<World>,
    /// Ends the sockets.
    pub(super) stop: CancellationToken,
}

pub(super) fn router(world: watch::Sender<World>, stop: &CancellationToken) -> Router {
    let shared = Shared { world, stop: stop.clone() };
    Router::new()
        .route("/7tv/v3/users/{platform}/{id}", get(seventv::user))
        .route("/7tv/v3/emote-sets/{id}", get(seventv::set))
        .route("/7tv/events/v3", get(sockets::seventv))
        .route("/bttv/3/cached/emotes/global", get(bttv::global))
        .route("/bttv/3/cached/users/{platform}/{id}", get(bttv::user))
        .route("/bttv/3/cached/badges", get(bttv::badges))
        .route("/bttv/ws", get(sockets::bttv))
        .route("/ffz/v1/set/global", get(ffz::global))
        .route("/ffz/v1/room/id/{id}", get(ffz::twitch_room))
        .route("/ffz/v1/room/yt/{id}", get(ffz::youtube_room))
        .route("/ffz/v1/badges/ids", get(ffz::badges))
        .route("/pronouns/v1/pronouns", get(pronouns::known))
        .route("/pronouns/v1/users/{login}", get(pronouns::user))
        .route("/images/{host}/{*path}", get(images::image))
        .layer(from_fn_with_state(shared.clone(), observe))
        .with_state(shared)
}

/// What a request is counted under: an image by its host and path, the rest by its path.
pub(super) fn address(path: &str) -> &str {
    path.strip_prefix(IMAGES).unwrap_or(path)
}

/// Counts the request and answers it wrongly if that was asked for.
async fn observe(
    State(shared): State<Shared>,
    ConnectInfo(socket): ConnectInfo<Reset>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let url = address(path).to_owned();
    let _asked = path.starts_with(IMAGES).then(|| Asked::now(&shared.world));
    let headers = headers(request.headers());
    let mut fault = None;
    shared.world.send_modify(|world| {
        *world.stats.requests.entry(url.clone()).or_default() += 1;
        fault = faults::take(&mut world.faults, &url);
        world.headers.insert(url, headers);
    });
    match fault {
        Some(fault) => fault.answer(async || next.run(request).await, &socket).await,
        None => next.run(request).await,
    }
}

fn headers(headers: &HeaderMap) -> std::collections::BTreeMap<String, String> {
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect()
}

/// An image that was asked for; dropped when it is answered, or the client has given up.
struct Asked(watch::Sender<World>);

impl Asked {
    fn now(world: &watch::Sender<World>) -> Self {
        world.send_modify(|world| {
            world.images += 1;
            world.stats.images_at_once = world.stats.images_at_once.max(world.images);
        });
        Self(world.clone())
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.0.send_modify(|world| world.images -= 1);
    }
}
