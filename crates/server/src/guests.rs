//! Moderators' pages that come through the sync service: sealed calls and frames, with the rights that
//! their keys have on the network.
//!
//! `docs/sync.md` has what is said. Each page is served by a task of its own, which goes with it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
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
use sync::wire::MOST_ROOMS;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, watch};
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
const CALLS_AT_ONCE: usize = 8;
/// Messages that wait to be sealed.
const MOST_WAITING: usize = 32;
/// The longest body of an answer.
const LONGEST_ANSWER: usize = 8 * 1024 * 1024;

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
        // By room: who comes again goes on where they were.
        let mut asked: HashMap<String, Arc<Mutex<Asking>>> = HashMap::new();
        loop {
            // Every arm is cancel-safe: each only waits.
            tokio::select! {
                () = stopping.cancelled() => return,
                Some(_) = visits.join_next(), if !visits.is_empty() => {}
                guest = self.0.engine.next_guest() => {
                    let Some(guest) = guest else { return };
                    let Some(key) = self.0.engine.key_of_room(&guest.room) else { continue };
                    if asked.len() >= MOST_ROOMS {
                        asked.clear();
                    }
                    let asking = Arc::clone(asked.entry(guest.room.clone()).or_default());
                    let visit = Visit { site: site.clone(), router: router.clone(), key, asking };
                    visits.spawn(visit.serve(guest));
                }
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

/// What waits to be sealed and sent. An answer keeps its place among the calls until then.
#[derive(Debug)]
pub(crate) struct Waiting {
    pub(crate) bytes: Vec<u8>,
    pub(crate) place: Option<OwnedSemaphorePermit>,
}

/// Seals what is said, in its order, and sends it.
async fn tell(told: &ToGuest, mut waiting: mpsc::Receiver<Waiting>, mut sealing: Sealing) {
    while let Some(Waiting { bytes, place: _place }) = waiting.recv().await {
        for piece in said::pieces(&bytes) {
            let Ok(sealed) = sealing.seal(piece) else { return };
            if !told.tell(sealed).await {
                return;
            }
        }
    }
}

/// A page that has come.
struct Visit {
    site: Site,
    router: Router,
    key: Key,
    /// What its moderator has asked, by whatever page.
    asking: Arc<Mutex<Asking>>,
}

impl Visit {
    /// Serves it until it goes, or says what can't be opened.
    async fn serve(self, Guest { mut says, told, .. }: Guest) {
        let Ok(Some(greeting)) = timeout(PATIENCE, says.recv()).await else { return };
        let answer = channel::answer(self.key.reveal(), &greeting);
        let Ok((answer, sealing, opening)) = answer else { return };
        if !told.tell(answer).await {
            return;
        }
        let (to_guest, waiting) = mpsc::channel(MOST_WAITING);
        // Whichever ends first ends the other, and so the visit.
        tokio::select! {
            () = self.listen(says, opening, to_guest) => {}
            () = tell(&told, waiting, sealing) => {}
        }
    }

    /// Does what the page asks for.
    async fn listen(
        &self,
        mut says: mpsc::Receiver<Bytes>,
        mut opening: Opening,
        to_guest: mpsc::Sender<Waiting>,
    ) {
        // Each says whether the page can go on.
        let mut tasks = JoinSet::new();
        let mut following: Option<AbortHandle> = None;
        let at_once = Arc::new(Semaphore::new(CALLS_AT_ONCE));
        loop {
            // Both arms are cancel-safe: they wait, and take nothing before they are chosen.
            let sealed = tokio::select! {
                sealed = says.recv() => match sealed {
                    Some(sealed) => sealed,
                    None => return,
                },
                Some(ended) = tasks.join_next() => match ended {
                    Ok(true) => continue,
                    Err(error) if error.is_cancelled() => continue,
                    // It would wait for what never comes: a new connection begins anew.
                    Ok(false) | Err(_) => return,
                },
            };
            let Ok(plain) = opening.open(&sealed) else { return };
            let Some((head, body)) = said::read(&plain) else { return };
            let allowed = self.counted();
            let to_guest = to_guest.clone();
            match head {
                OfGuest::Call { call, method, path } => {
                    let Ok(place) = Arc::clone(&at_once).acquire_owned().await else { return };
                    let asked = match allowed {
                        Ok(()) => request(&self.key, &method, &path, body.to_vec()),
                        Err(wait) => Err(ApiError::too_many(wait)),
                    };
                    let router = self.router.clone();
                    tasks.spawn(async move {
                        let bytes = answered(router, call, asked).await;
                        to_guest.send(Waiting { bytes, place: Some(place) }).await.is_ok()
                    });
                }
                OfGuest::Listen { listen, epoch, after } => {
                    // Each is a snapshot. Who wants too many comes back later.
                    if allowed.is_err() {
                        return;
                    }
                    if let Some(before) = following.take() {
                        before.abort();
                    }
                    let resume = epoch.zip(after).map(|(epoch, after)| Resume { epoch, after });
                    let line = Line::sealed(listen, to_guest);
                    let (site, key) = (self.site.clone(), self.key.clone());
                    following = Some(tasks.spawn(socket::follow_guest(site, key, resume, line)));
                }
            }
        }
    }

    /// Counts a request. If it is one too many, says how long to wait.
    fn counted(&self) -> Result<(), Duration> {
        let mut asking = self.asking.lock().unwrap_or_else(PoisonError::into_inner);
        asking.request(Instant::now())
    }
}

/// A call as the API takes it.
fn request(key: &Key, method: &str, path: &str, body: Vec<u8>) -> Result<Request, ApiError> {
    let bearer = HeaderValue::try_from(format!("Bearer {}", key.reveal()));
    let method = Method::from_bytes(method.as_bytes()).map_err(|_| ApiError::bad_method())?;
    let request = Request::builder()
        .method(method)
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
