//! `BetterTTV`: emotes, badges, and the socket that tells of changes.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::channels::Change;
use super::emote::{Emote, Platform, Provider, object_id};
use super::routes::Shared;
use super::world::{GLOBAL, Outgoing, Service, Subscription, World};

/// An emote of a list.
pub(super) fn emote(emote: &Emote) -> Value {
    let mut shape = json!({
        "id": emote.id_with(Provider::Bttv),
        "code": emote.name,
        "imageType": if emote.animated { "gif" } else { "png" },
        "animated": emote.animated,
    });
    let Some(fields) = shape.as_object_mut() else {
        return shape;
    };
    if emote.shared {
        fields.insert("user".to_owned(), maker());
    } else {
        fields.insert("userId".to_owned(), object_id("a maker").into());
    }
    if emote.modifier_flags != 0 {
        fields.insert("modifier".to_owned(), true.into());
    }
    let (width, height) = emote.size(Provider::Bttv);
    if (width, height) != (28, 28) {
        fields.insert("width".to_owned(), width.into());
        fields.insert("height".to_owned(), height.into());
    }
    shape
}

fn maker() -> Value {
    json!({
        "id": object_id("a maker"), "name": "maker", "displayName": "Maker", "providerId": "1234",
    })
}

pub(super) async fn global(State(shared): State<Shared>) -> Json<Value> {
    let world = shared.world.borrow();
    let set = world.sets.get(&(Provider::Bttv, GLOBAL.to_owned()));
    Json(set.map(|set| set.emotes.clone()).unwrap_or_default().into())
}

pub(super) async fn user(
    State(shared): State<Shared>,
    Path((platform, id)): Path<(String, String)>,
) -> Response {
    let world = shared.world.borrow();
    let set =
        Platform::named(&platform).and_then(|platform| world.set(Provider::Bttv, platform, &id));
    let Some((set_id, set)) = set else {
        let body = json!({"message": "Not Found"});
        return (StatusCode::NOT_FOUND, Json(body)).into_response();
    };
    let (shared, own): (Vec<_>, Vec<_>) =
        set.emotes.iter().partition(|emote| emote.get("user").is_some());
    Json(json!({
        "id": set_id,
        "bots": ["nightbot"],
        "avatar": format!("https://static-cdn.jtvnw.net/jtv_user_pictures/{id}-profile_image-300x300.png"),
        "channelEmotes": own,
        "sharedEmotes": shared,
    }))
    .into_response()
}

pub(super) async fn badges(State(shared): State<Shared>) -> Json<Value> {
    let world = shared.world.borrow();
    let badges = world.badges.iter().filter(|badge| badge.provider == Provider::Bttv);
    let list: Vec<_> = badges
        .flat_map(|badge| badge.users.iter().map(move |user| (badge, user)))
        .enumerate()
        .map(|(index, (badge, user))| {
            json!({
                "id": object_id(user),
                "name": format!("user{user}"),
                "displayName": format!("User{user}"),
                "providerId": user,
                "badge": {
                    "type": index + 1,
                    "description": badge.title,
                    "svg": format!("https://cdn.betterttv.net/badges/{}.svg", badge.id),
                },
            })
        })
        .collect();
    Json(list.into())
}

/// A change of a channel's emotes, told to who has joined it.
pub(super) fn changed(channel: &str, change: &Change<'_>) -> String {
    let field = |emote: &Value, name: &str| emote.get(name).cloned().unwrap_or_default();
    let (name, data) = match change {
        Change::Added(new) => {
            let mut emote = (*new).clone();
            if let Some(fields) = emote.as_object_mut() {
                fields.remove("userId");
                fields.insert("user".to_owned(), maker());
            }
            ("emote_create", json!({"channel": channel, "emote": emote}))
        }
        Change::Removed(old) => {
            ("emote_delete", json!({"channel": channel, "emoteId": field(old, "id")}))
        }
        Change::Renamed { new, .. } => {
            let emote = json!({"id": field(new, "id"), "code": field(new, "code")});
            ("emote_update", json!({"channel": channel, "emote": emote}))
        }
    };
    json!({"name": name, "data": data}).to_string()
}

/// Takes what a client sent. BTTV answers nothing, whatever it was.
pub(super) fn hear(world: &mut World, socket: u64, text: &str) -> Vec<Outgoing> {
    let said: Value = serde_json::from_str(text).unwrap_or_default();
    let name = said.get("name").and_then(Value::as_str);
    let channel = said.pointer("/data/name").and_then(Value::as_str);
    let (Some(own), Some(channel)) = (world.sockets.get_mut(&socket), channel) else {
        return Vec::new();
    };
    let known = |one: &Subscription| one.object == channel;
    match name {
        Some("join_channel") => {
            if !own.subscriptions.iter().any(known) {
                own.subscriptions.push(Subscription {
                    kind: String::new(),
                    condition: std::collections::BTreeMap::new(),
                    object: channel.to_owned(),
                });
            }
            world.stats.of(Service::Bttv).subscribed += 1;
        }
        Some("part_channel") => own.subscriptions.retain(|one| !known(one)),
        _ => {}
    }
    Vec::new()
}
