//! The calls of `api.twitch.tv/helix` that write and moderate.
//!
//! <https://dev.twitch.tv/docs/api/reference/>; the bodies of errors as clients have met them.

#![expect(clippy::result_large_err, reason = "a refusal is the answer itself")]

use axum::body::Bytes;
use axum::extract::{Query, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::sync::watch;

use super::routes::{Fields, Shared, answer, field};
use super::world::{Grant, World};
use super::writes::{bearer, refused, twitch as refusal};
use crate::FakeTwitch;
use crate::twitch::room_id;

pub(super) const NOT_A_MODERATOR: &str =
    "The user in moderator_id is not one of the broadcaster's moderators.";

/// Who asks, and where they write; or the refusal.
pub(super) fn caller(
    world: &watch::Sender<World>,
    headers: &HeaderMap,
    scope: &str,
    path: &str,
) -> Result<(Grant, FakeTwitch), Response> {
    let grant = reader(world, headers, scope, path)?;
    let chats = world.borrow().writes.chats.clone();
    let (twitch, _) = chats.ok_or_else(|| refusal(500, "write_to was not called"))?;
    Ok((grant, twitch))
}

/// Who asks; or the refusal.
pub(super) fn reader(
    world: &watch::Sender<World>,
    headers: &HeaderMap,
    scope: &str,
    path: &str,
) -> Result<Grant, Response> {
    let token = bearer(headers);
    let client = headers.get("Client-Id").and_then(|id| id.to_str().ok()).unwrap_or_default();
    let mut result = Err(refusal(401, "OAuth token is missing"));
    world.send_modify(|world| {
        let grant = world.access(token).filter(|_| !token.starts_with("ya29.")).cloned();
        result = match grant {
            _ if token.is_empty() => return,
            None => Err(refusal(401, "Invalid OAuth token")),
            Some(grant) if grant.client != client => {
                Err(refusal(401, "Client ID and OAuth token do not match"))
            }
            Some(grant) if !scope.is_empty() && !grant.scopes.iter().any(|s| s == scope) => {
                Err(refusal(401, &format!("Missing scope: {scope}")))
            }
            Some(grant) => match refused(world, path) {
                Some(refusal) => Err(refusal),
                None => Ok(grant),
            },
        };
    });
    result
}

/// Who moderates, where; or the refusal.
fn moderator(
    world: &watch::Sender<World>,
    headers: &HeaderMap,
    fields: &Fields,
    scope: &str,
    path: &str,
) -> Result<(String, FakeTwitch), Response> {
    let (grant, twitch) = caller(world, headers, scope, path)?;
    let room = field(fields, "broadcaster_id");
    if room_id(&grant.user) != field(fields, "moderator_id") {
        let message = "The ID in moderator_id must match the user ID found in the access token.";
        return Err(refusal(401, message));
    }
    if room_id(&grant.user) != room && !world.borrow().writes.moderates(&grant.user, room) {
        return Err(refusal(403, NOT_A_MODERATOR));
    }
    Ok((room.to_owned(), twitch))
}

/// Adds what all of Helix's answers say of its limit.
pub(super) async fn with_limit(mut response: Response) -> Response {
    let reset = (crate::since_epoch().as_secs() + 1).to_string();
    let headers = [
        ("Ratelimit-Limit", "800"),
        ("Ratelimit-Remaining", "799"),
        ("Ratelimit-Reset", reset.as_str()),
    ];
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().entry(name).or_insert(value);
        }
    }
    response
}

/// By `login`, or by as many as 100 `id`s.
pub(super) async fn users(
    State(world): Shared,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    Query(fields): Query<Fields>,
) -> Response {
    let query = query.unwrap_or_default();
    let ids: Vec<&str> = query.split('&').filter_map(|pair| pair.strip_prefix("id=")).collect();
    if !ids.is_empty() {
        if let Err(refusal) = reader(&world, &headers, "", "/twitch/helix/users") {
            return refusal;
        }
        if ids.len() > 100 {
            return refusal(400, "The sum of the id and login parameters must be at most 100.");
        }
        world.send_modify(|world| world.stats.users_asked.push(ids.len()));
        let data: Vec<Value> = ids.into_iter().map(user).collect();
        return answer(200, json!({ "data": data }));
    }
    let (_, twitch) = match caller(&world, &headers, "", "/twitch/helix/users") {
        Ok(caller) => caller,
        Err(refusal) => return refusal,
    };
    let login = field(&fields, "login").to_lowercase();
    // Names in other scripts are no logins.
    if login.is_empty() || !login.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return refusal(400, "Invalid username(s), email(s), or ID(s). Bad Identifiers.");
    }
    let user = json!({"id": room_id(&login), "login": login, "display_name": login});
    let data = if twitch.has_channel(&login) { vec![user] } else { Vec::new() };
    answer(200, json!({ "data": data }))
}

/// A user as they are told by their id.
fn user(id: &str) -> Value {
    let host = "https://static-cdn.jtvnw.net/jtv_user_pictures";
    json!({
        "id": id,
        "login": format!("user{id}"),
        "display_name": format!("User{id}"),
        "type": "",
        "broadcaster_type": "",
        "description": "",
        "profile_image_url": format!("{host}/{id}-profile_image-300x300.png"),
        "offline_image_url": "",
        "view_count": 0,
        "created_at": "2016-12-14T20:32:28Z",
    })
}

pub(super) async fn send(State(world): Shared, headers: HeaderMap, body: Bytes) -> Response {
    let caller = caller(&world, &headers, "user:write:chat", "/twitch/helix/chat/messages");
    let (grant, twitch) = match caller {
        Ok(caller) => caller,
        Err(refusal) => return refusal,
    };
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
    let (room, message) = (text("broadcaster_id"), text("message"));
    if text("sender_id") != room_id(&grant.user) {
        let message = "The ID in sender_id must match the user ID found in the access token.";
        return refusal(401, message);
    }
    if room.is_empty() || message.is_empty() {
        return refusal(400, "The broadcaster_id and message fields are required.");
    }
    if message.chars().count() > 500 {
        return refusal(422, "The message is too large.");
    }
    let mut may_send = false;
    world.send_modify(|world| {
        let own = room_id(&grant.user) == room || world.writes.moderates(&grant.user, room);
        may_send = world.writes.may_send(&grant.user, own);
    });
    if !may_send {
        return refusal(429, "You are sending messages too quickly.");
    }
    let parent = Some(text("reply_parent_message_id")).filter(|id| !id.is_empty());
    // Chat gets `/me` as CTCP's ACTION, as it always has.
    let action = message.strip_prefix("/me ").map(|text| format!("\u{1}ACTION {text}\u{1}"));
    let message = action.as_deref().unwrap_or(message);
    let id = twitch.write(room, &grant.user, message, parent).await;
    answer(200, json!({"data": [{"message_id": id, "is_sent": true}]}))
}

pub(super) async fn delete(
    State(world): Shared,
    headers: HeaderMap,
    Query(fields): Query<Fields>,
) -> Response {
    let scope = "moderator:manage:chat_messages";
    let path = "/twitch/helix/moderation/chat";
    let (room, twitch) = match moderator(&world, &headers, &fields, scope, path) {
        Ok(moderator) => moderator,
        Err(refusal) => return refusal,
    };
    let message = field(&fields, "message_id");
    if message.is_empty() {
        twitch.clear_in(&room).await;
        return StatusCode::NO_CONTENT.into_response();
    }
    match twitch.author_of(&room, message) {
        None => refusal(404, "The ID in message_id was not found."),
        Some(author) if author == room => {
            refusal(400, "You cannot delete the broadcaster's messages.")
        }
        Some(_) => {
            twitch.delete_in(message).await;
            StatusCode::NO_CONTENT.into_response()
        }
    }
}

const BANS: &str = "/twitch/helix/moderation/bans";
const MANAGE_BANS: &str = "moderator:manage:banned_users";

pub(super) async fn ban(
    State(world): Shared,
    headers: HeaderMap,
    Query(fields): Query<Fields>,
    body: Bytes,
) -> Response {
    let (room, twitch) = match moderator(&world, &headers, &fields, MANAGE_BANS, BANS) {
        Ok(moderator) => moderator,
        Err(refusal) => return refusal,
    };
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let user = body.pointer("/data/user_id").and_then(Value::as_str).unwrap_or_default();
    let seconds = body.pointer("/data/duration").and_then(Value::as_u64);
    if user.is_empty() {
        return refusal(400, "The user_id field is required.");
    }
    if user == room {
        return refusal(400, "The user specified in the user_id field may not be banned.");
    }
    if seconds.is_some_and(|seconds| !(1..=1_209_600).contains(&seconds)) {
        return refusal(400, "The value in the duration field is not valid.");
    }
    let mut is_banned = false;
    world.send_modify(|world| {
        let ban = format!("{room} {user}");
        is_banned = world.writes.bans.get(&ban) == Some(&true);
        // A timeout can be made a ban, and made longer.
        world.writes.bans.insert(ban, is_banned || seconds.is_none());
    });
    if is_banned {
        return refusal(400, "The user specified in the user_id field is already banned.");
    }
    twitch.ban_in(&room, user, seconds).await;
    let ban = json!({
        "broadcaster_id": room,
        "moderator_id": field(&fields, "moderator_id"),
        "user_id": user,
        "created_at": "2026-11-24T12:00:00Z",
        "end_time": null,
    });
    answer(200, json!({ "data": [ban] }))
}

pub(super) async fn unban(
    State(world): Shared,
    headers: HeaderMap,
    Query(fields): Query<Fields>,
) -> Response {
    let (room, _) = match moderator(&world, &headers, &fields, MANAGE_BANS, BANS) {
        Ok(moderator) => moderator,
        Err(refusal) => return refusal,
    };
    let ban = format!("{room} {}", field(&fields, "user_id"));
    let mut was_banned = false;
    world.send_modify(|world| was_banned = world.writes.bans.remove(&ban).is_some());
    match was_banned {
        true => StatusCode::NO_CONTENT.into_response(),
        false => refusal(400, "The user in the user_id query parameter is not banned."),
    }
}
