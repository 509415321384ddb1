//! Moderators' pages that come through the sync service: sealed calls and frames, with the rights that
//! their keys have on the network.
//!
//! `docs/sync.md` has what is said. Each page is served by a task of its own, which goes with it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse as _, Response};
use chat::Resume;
use engine::Key;
use sync::channel::{self, Opening, Sealing};
use sync::host::{Guest, ToGuest};
use sync::said::{self, OfGuest, OfHost};
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::timeout;
use tower::ServiceExt as _;

use crate::error::ApiError;
use crate::limits::Asking;
use crate::socket::Line;
use crate::{Inner, Site, api, error, images, socket};

/// How long a page may take to greet.
const PATIENCE: Duration = Duration::from_secs(10);
/// Calls of a page at once; more wait.
const CALLS_AT_ONCE: usize = 16;
/// Messages that wait to be sealed.
const WAITING: usize = 32;
/// The longest body of an answer: with its head and its seal it fits into a message.
const LONGEST_ANSWER: usize = sync::MOST_OF_HOST - 4_096;

impl Site {
    /// Serves the pages that come through the sync service, until the end.
    pub(crate) async fn serve_guests(self) {
        let stopping = self.0.stopping.clone();
        // Of what is here, they get what the network gets.
        let site = Self(Arc::new(Inner {
            engine: self.0.engine.clone(),
            owner: self.0.owner.clone(),
            port: self.0.port,
            themes: Arc::clone(&self.0.themes),
            sheets: watch::Sender::default(),
            on_network: true,
            network: watch::Sender::default(),
            stopping: stopping.clone(),
        }));
        let router = router(&site);
        let mut visits = JoinSet::new();
        loop {
            // Every arm is cancel-safe: each only waits.
            tokio::select! {
                () = stopping.cancelled() => return,
                Some(_) = visits.join_next(), if !visits.is_empty() => {}
                guest = self.0.engine.next_guest() => match guest {
                    Some(guest) => drop(visits.spawn(visit(site.clone(), router.clone(), guest))),
                    None => return,
                },
            }
        }
    }
}

/// What a page may ask for.
fn router(site: &Site) -> Router {
    Router::new()
        .nest("/api", api::routes(site))
        .merge(images::routes())
        .fallback(async || ApiError::no_such_page())
        .with_state(site.clone())
        .layer(from_fn_with_state(site.clone(), error::in_words))
}

/// Serves a page until it goes, or says what can't be opened.
async fn visit(site: Site, router: Router, guest: Guest) {
    let Guest { room, mut says, told } = guest;
    let Some(key) = site.0.engine.key_of_room(&room) else { return };
    let Ok(Some(greeting)) = timeout(PATIENCE, says.recv()).await else { return };
    let Ok((answer, sealing, opening)) = channel::answer(key.reveal(), &greeting) else { return };
    if !told.tell(answer).await {
        return;
    }
    let (to_guest, waiting) = mpsc::channel(WAITING);
    let visit = Visit { site, router, key, to_guest, asking: Asking::new(Instant::now()) };
    // Whichever ends first ends the other, and so the visit.
    tokio::select! {
        () = visit.listen(says, opening) => {}
        () = tell(&told, waiting, sealing) => {}
    }
}

/// Seals what is said, in its order, and sends it.
async fn tell(told: &ToGuest, mut waiting: mpsc::Receiver<Vec<u8>>, mut sealing: Sealing) {
    while let Some(said) = waiting.recv().await {
        let Ok(sealed) = sealing.seal(said) else { return };
        if !told.tell(sealed).await {
            return;
        }
    }
}

struct Visit {
    site: Site,
    router: Router,
    key: Key,
    to_guest: mpsc::Sender<Vec<u8>>,
    asking: Asking,
}

impl Visit {
    /// Does what the page asks for.
    async fn listen(mut self, mut says: mpsc::Receiver<Bytes>, mut opening: Opening) {
        let mut tasks = JoinSet::new();
        let mut following: Option<AbortHandle> = None;
        let at_once = Arc::new(Semaphore::new(CALLS_AT_ONCE));
        while let Some(sealed) = says.recv().await {
            while tasks.try_join_next().is_some() {}
            let Ok(plain) = opening.open(&sealed) else { return };
            match said::read(&plain) {
                Some((OfGuest::Call { call, method, path }, body)) => {
                    let Ok(place) = Arc::clone(&at_once).acquire_owned().await else { return };
                    let asked = match self.asking.request(Instant::now()) {
                        Ok(()) => request(&self.key, &method, &path, body.to_vec()),
                        Err(wait) => Err(ApiError::too_many(wait)),
                    };
                    let (router, to_guest) = (self.router.clone(), self.to_guest.clone());
                    tasks.spawn(async move {
                        let said = answered(router, call, asked).await;
                        // Where nobody takes it, the page has gone.
                        to_guest.send(said).await.unwrap_or_default();
                        drop(place);
                    });
                }
                Some((OfGuest::Listen { listen, epoch, after }, _)) => {
                    if let Some(before) = following.take() {
                        before.abort();
                    }
                    let resume = epoch.zip(after).map(|(epoch, after)| Resume { epoch, after });
                    let line = Line::sealed(listen, self.to_guest.clone());
                    let (site, key) = (self.site.clone(), self.key.clone());
                    following = Some(tasks.spawn(socket::follow_guest(site, key, resume, line)));
                }
                None => return,
            }
        }
    }
}

/// A call as the API takes it.
fn request(key: &Key, method: &str, path: &str, body: Vec<u8>) -> Result<Request, ApiError> {
    let bearer = HeaderValue::try_from(format!("Bearer {}", key.reveal()));
    let request = Request::builder()
        .method(Method::from_bytes(method.as_bytes()).unwrap_or_default())
        .uri(path)
        .header(AUTHORIZATION, bearer.map_err(|_| ApiError::unknown_key())?)
        .header(CONTENT_TYPE, "application/json")
        .body(Body::from(body));
    request.map_err(|_| ApiError::no_such_page())
}

/// What is said to the page of a call.
async fn answered(router: Router, call: u32, asked: Result<Request, ApiError>) -> Vec<u8> {
    let answer = match asked {
        Ok(request) => router.oneshot(request).await.unwrap_or_else(|never| match never {}),
        Err(refusal) => refusal.into_response(),
    };
    let (answer, body) = whole(answer).await;
    let kind = answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or_default().to_owned();
    said::written(&OfHost::Answer { call, status: answer.status().as_u16(), kind }, &body)
}

/// An answer with its body, if that is no longer than what can be sent.
async fn whole(answer: Response) -> (Response, Bytes) {
    let (parts, body) = answer.into_parts();
    match to_bytes(body, LONGEST_ANSWER).await {
        Ok(body) => (Response::from_parts(parts, Body::empty()), body),
        Err(error) => {
            tracing::debug!(%error, "an answer is too long for the sync service");
            (StatusCode::BAD_GATEWAY.into_response(), Bytes::new())
        }
    }
}
