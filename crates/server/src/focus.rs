//! The focus queue: which single message is on screen, and which follow.

use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Extension, Router};
use chat::{Act, By, MessageId};
use serde::Deserialize;

use crate::Site;
use crate::access::Scope;
use crate::api::message_id;
use crate::body::Body;
use crate::error::ApiError;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/focus", get(focus))
        .route("/focus/queue", post(queue).put(order).delete(unqueue_all))
        .route("/focus/queue/restore", post(put_all_back))
        .route("/focus/queue/{id}", delete(unqueue))
        .route("/focus/queue/{id}/pin", post(pin))
        .route("/focus/show", post(show))
        .route("/focus/next", post(async |State(site): State<Site>| run(site, Act::Next).await))
        .route(
            "/focus/previous",
            post(async |State(site): State<Site>| run(site, Act::Previous).await),
        )
        .route("/focus/clear", post(async |State(site): State<Site>| run(site, Act::Clear).await))
        .route("/focus/suggestions", post(suggest))
        .route("/focus/suggestions/{id}/accept", post(accept))
        .route("/focus/suggestions/{id}/reject", post(reject))
}

/// Every call answers with the queue as it is then.
type Queue = Result<Response, ApiError>;

async fn focus(State(site): State<Site>) -> Response {
    answer(&site)
}

fn answer(site: &Site) -> Response {
    let now = site.0.engine.focus().borrow().clone();
    ([(CONTENT_TYPE, "application/json")], now.view().to_owned()).into_response()
}

/// Does what only the streamer may: no other key's scope has a route to here.
async fn run(site: Site, act: Act) -> Queue {
    site.0.engine.act(act, By::Owner).await?;
    Ok(answer(&site))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Several {
    message_ids: Vec<String>,
}

impl Several {
    fn ids(&self) -> Result<Vec<MessageId>, ApiError> {
        self.message_ids.iter().map(|id| message_id(id)).collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct One {
    message_id: String,
}

async fn queue(
    State(site): State<Site>,
    Extension(scope): Extension<Scope>,
    Body(several): Body<Several>,
) -> Queue {
    site.0.engine.queue(several.ids()?, scope.acts_for()).await?;
    Ok(answer(&site))
}

async fn order(State(site): State<Site>, Body(several): Body<Several>) -> Queue {
    run(site, Act::Order(several.ids()?)).await
}

async fn unqueue(
    State(site): State<Site>,
    Extension(scope): Extension<Scope>,
    Path(id): Path<String>,
) -> Queue {
    site.0.engine.act(Act::Unqueue(message_id(&id)?), scope.acts_for()).await?;
    Ok(answer(&site))
}

async fn unqueue_all(State(site): State<Site>) -> Queue {
    run(site, Act::UnqueueAll).await
}

async fn put_all_back(State(site): State<Site>) -> Queue {
    run(site, Act::PutAllBack).await
}

/// Whether a timer may take it off the screen.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pin {
    pinned: bool,
}

async fn pin(State(site): State<Site>, Path(id): Path<String>, Body(pin): Body<Pin>) -> Queue {
    run(site, Act::Pin(message_id(&id)?, pin.pinned)).await
}

async fn show(State(site): State<Site>, Body(one): Body<One>) -> Queue {
    site.0.engine.show(message_id(&one.message_id)?).await?;
    Ok(answer(&site))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Suggested {
    message_id: String,
    #[serde(default)]
    note: String,
}

async fn suggest(
    State(site): State<Site>,
    Extension(scope): Extension<Scope>,
    Body(suggested): Body<Suggested>,
) -> Queue {
    let message = message_id(&suggested.message_id)?;
    site.0.engine.suggest(message, &suggested.note, scope.acts_for()).await?;
    Ok(answer(&site))
}

async fn accept(State(site): State<Site>, Path(id): Path<String>) -> Queue {
    run(site, Act::Accept(message_id(&id)?)).await
}

async fn reject(State(site): State<Site>, Path(id): Path<String>) -> Queue {
    run(site, Act::Reject(message_id(&id)?)).await
}
