//! The chat itself: the pop-out page and the polls.

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Json, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::polls::Held;
use super::routes::{Shared, not_found, refuse};
use super::token::{Token, made_at};
use super::{World, live_chat, pages};

#[derive(Deserialize)]
pub(super) struct PopOut {
    v: Option<String>,
    continuation: Option<String>,
}

/// `/live_chat`, by a token or by a video id.
pub(super) async fn page(State(world): Shared, Query(pop_out): Query<PopOut>) -> Response {
    let token = match (&pop_out.continuation, &pop_out.v) {
        (Some(token), _) => Token::decode(token),
        (None, Some(video)) => {
            world.borrow().broadcast(video).map(|known| live_chat::start(&known.stream))
        }
        (None, None) => None,
    };
    let Some((status, mut data, _)) = token.map(|token| read(&world, &token)) else {
        return not_found();
    };
    if pop_out.continuation.is_none()
        && let Some(chat) = data.pointer_mut("/continuationContents/liveChatContinuation")
    {
        let chat = chat.take();
        let context = live_chat::response_context();
        data = json!({"responseContext": context, "contents": {"liveChatRenderer": chat}});
    }
    (status, Html(pages::live_chat_page(&data))).into_response()
}

/// The token of a poll; `None` if there is none, or one that names no video.
pub(super) fn token(body: &[u8]) -> Option<Token> {
    Token::decode(&encoded(body)?)
}

fn encoded(body: &[u8]) -> Option<String> {
    let request: Value = serde_json::from_slice(body).ok()?;
    Some(request.get("continuation")?.as_str()?.to_owned())
}

/// `get_live_chat`.
pub(super) async fn poll(State(world): Shared, body: Bytes) -> Response {
    match token(&body) {
        Some(token) if has_client(&body) && !expired(&world, &token, &body) => {
            let (status, data, held) = read(&world, &token);
            let mut answer = (status, Json(data)).into_response();
            answer.extensions_mut().insert(held);
            answer
        }
        _ => refuse(StatusCode::BAD_REQUEST).into_response(),
    }
}

fn has_client(body: &[u8]) -> bool {
    let request: Value = serde_json::from_slice(body).unwrap_or_default();
    ["clientName", "clientVersion"]
        .iter()
        .all(|key| request.pointer(&format!("/context/client/{key}")).is_some_and(Value::is_string))
}

fn expired(world: &watch::Sender<World>, token: &Token, body: &[u8]) -> bool {
    let made = encoded(body).and_then(|token| made_at(&token)).unwrap_or_default();
    let world = world.borrow();
    world.broadcast(&token.video).is_some_and(|broadcast| made < broadcast.tokens_since)
}

/// The chat behind a token, as `get_live_chat` answers it.
fn read(world: &watch::Sender<World>, token: &Token) -> (StatusCode, Value, Held) {
    let missing = live_chat::error(StatusCode::NOT_FOUND);
    let mut answer = (StatusCode::NOT_FOUND, missing, Held::default());
    world.send_modify(|world| {
        let (limits, greets, forgets) = (world.limits, world.greets, world.forgets);
        let Some(broadcast) = world.broadcast_mut(&token.video) else {
            return;
        };
        if let Some((status, body)) = live_chat::unreadable(broadcast.stream.state) {
            answer = (status, body, Held::default());
            return;
        }
        let kind = broadcast.next_continuation();
        let mut since = broadcast.log.since(token.position, token.chat, limits);
        if forgets && token.position.is_none() {
            since.actions = live_chat::as_it_stands(since.actions);
        }
        if greets && token.position.is_none() {
            since.actions.insert(0, live_chat::greeting());
        }
        let held = Held { numbers: since.numbers.clone(), lost: since.lost };
        let chat = live_chat::continuation(&broadcast.stream, kind, token, since);
        let body = json!({
            "responseContext": live_chat::response_context(),
            "continuationContents": {"liveChatContinuation": chat},
        });
        answer = (StatusCode::OK, body, held);
    });
    answer
}
