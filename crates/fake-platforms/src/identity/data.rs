//! The calls of `www.googleapis.com/youtube/v3` that write and moderate.
//!
//! <https://developers.google.com/youtube/data/live/reference/rest/v3/liveChatMessages> and its
//! neighbours; their errors carry HTML.

#![expect(clippy::result_large_err, reason = "a refusal is the answer itself")]

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use tokio::sync::watch;

use super::routes::{Fields, Shared, answer, field};
use super::world::World;
use super::writes::{bearer, refused, youtube as refusal};
use crate::FakeYouTube;
use crate::youtube::{ChatRoom, channel_id};

const WRITES: [&str; 2] = [
    "https://www.googleapis.com/auth/youtube",
    "https://www.googleapis.com/auth/youtube.force-ssl",
];

/// Who asks, by their handle, and where they write; or the refusal.
fn caller(
    world: &watch::Sender<World>,
    headers: &HeaderMap,
    writes: bool,
    path: &str,
) -> Result<(String, FakeYouTube), Response> {
    let mut result = Err(refusal(
        401,
        "authError",
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login \
         cookie or other valid authentication credential.",
    ));
    world.send_modify(|world| {
        let token = bearer(headers);
        let grant = world.access(token).filter(|_| token.starts_with("ya29.")).cloned();
        let Some(grant) = grant else { return };
        if writes && !grant.scopes.iter().any(|scope| WRITES.contains(&scope.as_str())) {
            let message = "Request had insufficient authentication scopes.";
            result = Err(refusal(403, "insufficientPermissions", message));
            return;
        }
        result = match (refused(world, path), world.writes.chats.clone()) {
            (Some(refusal), _) => Err(refusal),
            (None, Some((_, youtube))) => Ok((format!("@{}", grant.user), youtube)),
            (None, None) => Err(refusal(500, "backendError", "write_to was not called")),
        };
    });
    result
}

/// Whether this handle may moderate there; or the refusal.
fn moderates(world: &watch::Sender<World>, handle: &str, room: &ChatRoom) -> Result<(), Response> {
    if channel_id(handle) == room.channel || world.borrow().writes.moderates(handle, &room.channel)
    {
        return Ok(());
    }
    let message = "The caller does not have permission to moderate the live chat.";
    Err(refusal(403, "forbidden", message))
}

/// A chat that can be written to; or the refusal.
fn open(youtube: &FakeYouTube, chat: &str) -> Result<ChatRoom, Response> {
    match youtube.room_with(chat) {
        Some(room) if room.is_open() => Ok(room),
        Some(_) => Err(refusal(403, "liveChatEnded", "The live chat is no longer live.")),
        None => Err(refusal(
            404,
            "liveChatNotFound",
            "The live chat that you are trying to retrieve cannot be found. Check the value of \
             the <code>liveChatId</code> parameter.",
        )),
    }
}

pub(super) async fn send(State(world): Shared, headers: HeaderMap, body: Bytes) -> Response {
    let path = "/youtube/v3/liveChat/messages";
    let done = caller(&world, &headers, true, path).and_then(|(handle, youtube)| {
        let body: Value = serde_json::from_slice(&body).unwrap_or_default();
        let text = |at: &str| body.pointer(at).and_then(Value::as_str).unwrap_or_default();
        let room = open(&youtube, text("/snippet/liveChatId"))?;
        let message = text("/snippet/textMessageDetails/messageText");
        if text("/snippet/type") != "textMessageEvent" {
            return Err(refusal(400, "typeRequired", "The type is required."));
        }
        if message.is_empty() || message.chars().count() > 200 {
            return Err(refusal(400, "messageTextInvalid", "The message text is not valid."));
        }
        let wrong = |error: crate::Error| refusal(500, "backendError", &error.to_string());
        let id = youtube.write(&room, &handle, message).map_err(wrong)?;
        let mut message = body.clone();
        message["kind"] = "youtube#liveChatMessage".into();
        message["id"] = id.into();
        Ok(answer(200, message))
    });
    done.unwrap_or_else(|refusal| refusal)
}

pub(super) async fn delete(
    State(world): Shared,
    headers: HeaderMap,
    Query(fields): Query<Fields>,
) -> Response {
    let path = "/youtube/v3/liveChat/messages";
    let done = caller(&world, &headers, true, path).and_then(|(handle, youtube)| {
        let Some((room, item)) = youtube.room_of_message(field(&fields, "id")) else {
            let message = "The live chat message that you are trying to delete cannot be found.";
            return Err(refusal(404, "liveChatMessageNotFound", message));
        };
        moderates(&world, &handle, &room)?;
        let wrong = |error: crate::Error| refusal(500, "backendError", &error.to_string());
        youtube.remove(&room.video, &item).map_err(wrong)?;
        Ok(StatusCode::NO_CONTENT.into_response())
    });
    done.unwrap_or_else(|refusal| refusal)
}

pub(super) async fn ban(State(world): Shared, headers: HeaderMap, body: Bytes) -> Response {
    let path = "/youtube/v3/liveChat/bans";
    let done = caller(&world, &headers, true, path).and_then(|(handle, youtube)| {
        let mut ban: Value = serde_json::from_slice(&body).unwrap_or_default();
        let text = |at: &str| ban.pointer(at).and_then(Value::as_str).unwrap_or_default();
        let room = open(&youtube, text("/snippet/liveChatId"))?;
        moderates(&world, &handle, &room)?;
        let channel = text("/snippet/bannedUserDetails/channelId").to_owned();
        let seconds = ban.pointer("/snippet/banDurationSeconds").and_then(Value::as_u64);
        let is_right = match text("/snippet/type") {
            "permanent" => seconds.is_none(),
            "temporary" => seconds.is_some_and(|seconds| seconds > 0),
            _ => false,
        };
        if !is_right || channel.is_empty() || channel == room.channel {
            let message = "The requested ban could not be inserted.";
            return Err(refusal(400, "liveChatBanInsertionNotAllowed", message));
        }
        let wrong = |error: crate::Error| refusal(500, "backendError", &error.to_string());
        youtube.remove_author(&room.video, &channel).map_err(wrong)?;
        let mut id = String::new();
        world.send_modify(|world| {
            id = format!("ban-{}", uuid::Uuid::new_v4().simple());
            world.writes.bans.insert(id.clone(), true);
        });
        ban["kind"] = "youtube#liveChatBan".into();
        ban["id"] = id.into();
        Ok(answer(200, ban))
    });
    done.unwrap_or_else(|refusal| refusal)
}

pub(super) async fn unban(
    State(world): Shared,
    headers: HeaderMap,
    Query(fields): Query<Fields>,
) -> Response {
    let (_, _youtube) = match caller(&world, &headers, true, "/youtube/v3/liveChat/bans") {
        Ok(caller) => caller,
        Err(refusal) => return refusal,
    };
    let mut was_there = false;
    world.send_modify(|world| was_there = world.writes.bans.remove(field(&fields, "id")).is_some());
    match was_there {
        true => StatusCode::NO_CONTENT.into_response(),
        false => refusal(404, "liveChatBanNotFound", "The specified ban cannot be found."),
    }
}
