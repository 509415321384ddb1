//! The calls of Helix that Twitch's slash commands stand for.
//!
//! <https://dev.twitch.tv/docs/api/reference/>; the bodies of errors as clients have met them.

use std::collections::BTreeSet;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::FakeIdentity;
use super::helix::{NOT_A_MODERATOR, reader};
use super::routes::{Fields, Shared, answer, field};
use super::world::World;
use super::writes::twitch as refusal;
use crate::twitch::room_id;

const HELIX: &str = "/twitch/helix";

/// The calls, the scope of each and the field that names whose token it takes.
const CALLS: [(&str, &str, &str, &str); 13] = [
    ("POST", "/chat/announcements", "moderator:manage:announcements", "moderator_id"),
    ("PATCH", "/chat/settings", "moderator:manage:chat_settings", "moderator_id"),
    ("POST", "/chat/shoutouts", "moderator:manage:shoutouts", "moderator_id"),
    ("PUT", "/chat/color", "user:manage:chat_color", "user_id"),
    ("POST", "/raids", "channel:manage:raids", "from_broadcaster_id"),
    ("DELETE", "/raids", "channel:manage:raids", "broadcaster_id"),
    ("POST", "/channels/commercial", "channel:edit:commercial", "broadcaster_id"),
    ("POST", "/channels/vips", "channel:manage:vips", "broadcaster_id"),
    ("DELETE", "/channels/vips", "channel:manage:vips", "broadcaster_id"),
    ("POST", "/streams/markers", "channel:manage:broadcast", "user_id"),
    ("POST", "/moderation/moderators", "channel:manage:moderators", "broadcaster_id"),
    ("DELETE", "/moderation/moderators", "channel:manage:moderators", "broadcaster_id"),
    ("POST", "/whispers", "user:manage:whispers", "from_user_id"),
];

/// What was done by these calls.
#[derive(Default)]
pub(super) struct Orders {
    done: Vec<Value>,
    /// The channels that have given a shoutout a moment ago.
    shouted: BTreeSet<String>,
    /// The channels that are about to raid.
    raiding: BTreeSet<String>,
    /// Moderators and VIPs: role, channel and person.
    roles: BTreeSet<(String, String, String)>,
}

pub(super) fn routes() -> Router<watch::Sender<World>> {
    let paths: BTreeSet<_> = CALLS.iter().map(|(_, path, ..)| *path).collect();
    paths.into_iter().fold(Router::new(), |router, path| router.route(path, any(order)))
}

async fn order(
    State(world): Shared,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    Query(mut fields): Query<Fields>,
    body: Bytes,
) -> Response {
    let path = uri.path();
    let call = CALLS.iter().find(|(on, at, ..)| *on == method.as_str() && *at == path);
    let Some((_, _, scope, whose)) = call else {
        return refusal(405, "Method Not Allowed");
    };
    let grant = match reader(&world, &headers, scope, &format!("{HELIX}{path}")) {
        Ok(grant) => grant,
        Err(refusal) => return refusal,
    };
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    // Two calls have all of it in their body.
    for name in ["broadcaster_id", "user_id"] {
        if let Some(text) = body.get(name).and_then(Value::as_str) {
            fields.entry(name.to_owned()).or_insert_with(|| text.to_owned());
        }
    }
    if room_id(&grant.user) != field(&fields, whose) {
        let message =
            format!("The ID in {whose} must match the user ID found in the access token.");
        return refusal(401, &message);
    }
    let room = ["broadcaster_id", "from_broadcaster_id"].map(|name| field(&fields, name));
    let room = room.into_iter().find(|room| !room.is_empty()).unwrap_or_default().to_owned();
    let mut result = Ok(());
    world.send_modify(|world| {
        let is_own = room == room_id(&grant.user);
        if *whose == "moderator_id" && !is_own && !world.writes.moderates(&grant.user, &room) {
            result = Err((403, NOT_A_MODERATOR));
            return;
        }
        let orders = &mut world.orders;
        result = orders.take(&method, path, &room, &fields, &body);
        if result.is_ok() {
            let call = format!("{method} {path}");
            orders.done.push(json!({"call": call, "query": fields, "body": body}));
        }
    });
    match (result, path) {
        (Err((status, message)), _) => refusal(status, message),
        (Ok(()), "/channels/commercial") => {
            let length = body.get("length").cloned().unwrap_or_default();
            let data = json!({"length": length, "message": "", "retry_after": 480});
            answer(200, json!({ "data": [data] }))
        }
        (Ok(()), "/chat/settings" | "/streams/markers") => answer(200, json!({ "data": [body] })),
        (Ok(()), "/raids") if method == Method::POST => {
            let data = json!({"created_at": "2026-11-24T12:00:00Z", "is_mature": false});
            answer(200, json!({ "data": [data] }))
        }
        _ => StatusCode::NO_CONTENT.into_response(),
    }
}

impl Orders {
    /// Does it; or how Helix refuses.
    fn take(
        &mut self,
        method: &Method,
        path: &str,
        room: &str,
        fields: &Fields,
        body: &Value,
    ) -> Result<(), (u16, &'static str)> {
        let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
        let number = |name: &str| body.get(name).and_then(Value::as_u64);
        let role =
            |path: &str| (path.to_owned(), room.to_owned(), field(fields, "user_id").to_owned());
        let other = field(fields, "to_broadcaster_id");
        match (path, method.as_str()) {
            ("/chat/announcements", _) if text("message").is_empty() => {
                Err((400, "The message field in the request's body is required."))
            }
            ("/chat/settings", _)
                if number("slow_mode_wait_time").is_some_and(|time| !(3..=120).contains(&time)) =>
            {
                Err((400, "The value in the slow_mode_wait_time field is not valid."))
            }
            ("/chat/shoutouts", _) if other == room => {
                Err((400, "The broadcaster may not give themselves a Shoutout."))
            }
            ("/chat/shoutouts", _) if !self.shouted.insert(room.to_owned()) => Err((
                429,
                "The broadcaster may not send another Shoutout until the cooldown period expires.",
            )),
            ("/raids", "POST") if other == room => Err((400, "The broadcaster can't raid itself.")),
            ("/raids", "POST") if !self.raiding.insert(room.to_owned()) => {
                Err((409, "The broadcaster is already in the process of raiding another channel."))
            }
            ("/raids", "DELETE") if !self.raiding.remove(room) => {
                Err((404, "The broadcaster doesn't have a pending raid to cancel."))
            }
            ("/channels/vips" | "/moderation/moderators", "POST")
                if !self.roles.insert(role(path)) =>
            {
                Err((422, "The user in the user_id query parameter has that role already."))
            }
            ("/channels/vips" | "/moderation/moderators", "DELETE")
                if !self.roles.remove(&role(path)) =>
            {
                Err((422, "The user in the user_id query parameter does not have that role."))
            }
            ("/chat/color", _) if field(fields, "color") == "mauve" => {
                Err((400, "The named color in the color query parameter is not valid."))
            }
            ("/whispers", _) if text("message").is_empty() => {
                Err((400, "The message field must not be empty."))
            }
            _ => Ok(()),
        }
    }
}

impl FakeIdentity {
    /// What Helix has done by Twitch's slash commands: `{"call", "query", "body"}`, in their order.
    #[must_use]
    pub fn orders(&self) -> Vec<Value> {
        self.world.borrow().orders.done.clone()
    }
}
