//! AutoMod: the messages that it holds, and the call of Helix that decides them.
//!
//! <https://dev.twitch.tv/docs/eventsub/reference/automod/>,
//! <https://dev.twitch.tv/docs/api/reference/#manage-held-automod-messages>

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::FakeIdentity;
use super::eventsub::tell;
use super::helix::{NOT_A_MODERATOR, caller};
use super::routes::Shared;
use super::world::World;
use super::writes::twitch as refusal;
use crate::twitch::room_id;

/// What is held, by the messages' ids.
pub(super) type Held = BTreeMap<String, Message>;

#[derive(Debug, Clone)]
pub(super) struct Message {
    /// The channel.
    login: String,
    name: String,
    text: String,
    event: Value,
}

/// Ends a hold, and tells it.
fn end(world: &mut World, id: &str, status: &str, by: Option<&str>) -> Option<Message> {
    let held = world.automod.remove(id)?;
    let mut event = held.event.clone();
    event["status"] = status.into();
    event["moderator_user_login"] = by.into();
    event["moderator_user_name"] = by.into();
    event["moderator_user_id"] = by.map(room_id).into();
    tell(world, "automod.message.update", &room_id(&held.login), &event);
    Some(held)
}

/// `POST moderation/automod/message`.
pub(super) async fn decide(State(world): Shared, headers: HeaderMap, body: Bytes) -> Response {
    let path = "/twitch/helix/moderation/automod/message";
    let (grant, twitch) = match caller(&world, &headers, "moderator:manage:automod", path) {
        Ok(caller) => caller,
        Err(refusal) => return refusal,
    };
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
    if text("user_id") != room_id(&grant.user) {
        let message = "The ID in user_id must match the user ID found in the access token.";
        return refusal(401, message);
    }
    let status = match text("action") {
        "ALLOW" => "approved",
        "DENY" => "denied",
        _ => return refusal(400, "The value in the action field is not valid."),
    };
    let Some(held) = world.borrow().automod.get(text("msg_id")).cloned() else {
        return refusal(404, "The message specified in the msg_id field was not found.");
    };
    let own = held.login == grant.user;
    if !own && !world.borrow().writes.moderates(&grant.user, &room_id(&held.login)) {
        return refusal(403, NOT_A_MODERATOR);
    }
    world.send_modify(|world| drop(end(world, text("msg_id"), status, Some(&grant.user))));
    if status == "approved" {
        twitch.say(&held.login, &held.name, &held.text).await;
    }
    StatusCode::NO_CONTENT.into_response()
}

impl FakeIdentity {
    /// AutoMod holds what somebody wrote in a channel. Gives the message's id.
    #[expect(clippy::must_use_candidate, reason = "it does something, whoever asks for its id")]
    pub fn hold(&self, login: &str, name: &str, text: &str) -> String {
        let id = uuid::Uuid::new_v4().to_string();
        let event = json!({
            "broadcaster_user_id": room_id(login),
            "broadcaster_user_login": login,
            "broadcaster_user_name": login,
            "user_id": room_id(name),
            "user_login": name.to_lowercase(),
            "user_name": name,
            "message_id": id,
            "message": {"text": text, "fragments": [{"type": "text", "text": text}]},
            "reason": "automod",
            "automod": {"category": "swearing", "level": 2, "boundaries": []},
            "blocked_term": null,
            "held_at": Timestamp::now().to_string(),
        });
        self.changed(|world| {
            tell(world, "automod.message.hold", &room_id(login), &event);
            let (login, name, text) = (login.to_owned(), name.to_owned(), text.to_owned());
            world.automod.insert(id.clone(), Message { login, name, text, event });
        });
        id
    }

    /// A hold ends otherwise: `approved`, `denied` or `expired`. False if there is no such one.
    #[must_use]
    pub fn end_hold(&self, message: &str, status: &str) -> bool {
        self.changed(|world| end(world, message, status, None).is_some())
    }
}
