//! `FrankerFaceZ`: sets of emoticons, rooms and badges. Nothing here is told of as it happens.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::emote::{Emote, Platform, Provider};
use super::routes::Shared;
use super::world::{GLOBAL, Set, World};

/// The set of global emoticons.
const EVERYBODY: u64 = 3;

/// The set of global modifiers.
const MODIFIERS: u64 = 1_532_818;

/// A set that the global answer holds, but not for everybody.
const NOT_DEFAULT: u64 = 4330;

/// An emoticon.
pub(super) fn emote(emote: &Emote) -> Value {
    let id = emote.id_with(Provider::Ffz);
    let (width, height) = emote.size(Provider::Ffz);
    let urls = |middle: &str| {
        let url = |scale: u32| format!("//cdn.frankerfacez.com/emote/{id}/{middle}{scale}");
        json!({"1": url(1), "2": url(2), "4": url(4)})
    };
    json!({
        "id": id.parse::<u64>().unwrap_or_default(),
        "name": emote.name,
        "width": width,
        "height": height,
        "public": true,
        "hidden": emote.hidden,
        "modifier": emote.zero_width || emote.modifier_flags != 0,
        "modifier_flags": emote.modifier_flags,
        "offset": null,
        "margins": null,
        "css": null,
        "owner": {"_id": 1, "name": "maker", "display_name": "Maker"},
        "artist": null,
        "urls": urls(""),
        "animated": if emote.animated { urls("animated/") } else { Value::Null },
        "status": 1,
        "usage_count": 1,
        "created_at": "2026-01-01T00:00:00.000Z",
        "last_updated": "2026-01-01T00:00:00.000Z",
    })
}

fn set(id: u64, title: &str, emoticons: &[Value]) -> Value {
    json!({
        "id": id, "_type": 1, "icon": null, "title": title, "css": null, "emoticons": emoticons,
    })
}

fn missing(what: &str) -> Response {
    let body = json!({"status": 404, "error": "Not Found", "message": what});
    (StatusCode::NOT_FOUND, Json(body)).into_response()
}

pub(super) async fn global(State(shared): State<Shared>) -> Json<Value> {
    let world = shared.world.borrow();
    let known = world.sets.get(&(Provider::Ffz, GLOBAL.to_owned()));
    let all = known.map(|set| set.emotes.clone()).unwrap_or_default();
    let is_modifier = |emote: &Value| emote.get("modifier") == Some(&true.into());
    let (modifiers, emotes): (Vec<_>, Vec<_>) = all.into_iter().partition(is_modifier);
    let others = [emote(&Emote::named("NotForEverybody"))];
    Json(json!({
        "default_sets": [EVERYBODY, MODIFIERS],
        "sets": {
            EVERYBODY.to_string(): set(EVERYBODY, "Global Emotes", &emotes),
            MODIFIERS.to_string(): set(MODIFIERS, "Global Modifiers", &modifiers),
            NOT_DEFAULT.to_string(): set(NOT_DEFAULT, "Not for everybody", &others),
        },
        "users": {NOT_DEFAULT.to_string(): ["somebody"]},
    }))
}

pub(super) async fn twitch_room(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    room(&shared.world.borrow(), Platform::Twitch, &id)
}

pub(super) async fn youtube_room(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    room(&shared.world.borrow(), Platform::YouTube, &id)
}

fn room(world: &World, platform: Platform, channel: &str) -> Response {
    let found = world.set(Provider::Ffz, platform, channel);
    let room = world.rooms.get(&(platform, channel.to_owned()));
    if found.is_none() && room.is_none() {
        return missing("No such room");
    }
    let own = super::own_set(Provider::Ffz, platform, channel);
    let (id, emotes) = match found {
        Some((id, Set { emotes, .. })) => (id, emotes.as_slice()),
        None => (own.as_str(), [].as_slice()),
    };
    let number = id.parse().unwrap_or_default();
    let room = room.cloned().unwrap_or_default();
    let badge = |kind: &str, is: bool| {
        let url = |scale: u32| {
            format!("//cdn.frankerfacez.com/room-badge/{kind}/id/{channel}/v/1/{scale}")
        };
        if is { json!({"1": url(1), "2": url(2), "4": url(4)}) } else { Value::Null }
    };
    let twitch = (platform == Platform::Twitch).then(|| channel.parse::<u64>().ok()).flatten();
    let youtube = (platform == Platform::YouTube).then_some(channel);
    Json(json!({
        "room": {
            "_id": super::emote::small_number(channel),
            "twitch_id": twitch,
            "youtube_id": youtube,
            "id": format!("channel{channel}").to_lowercase(),
            "is_group": false,
            "display_name": format!("Channel{channel}"),
            "set": number,
            "moderator_badge": null,
            "vip_badge": badge("vip", room.vip_badge),
            "mod_urls": badge("mod", room.moderator_badge),
            "user_badges": {},
            "user_badge_ids": room.user_badge_ids,
            "css": null,
        },
        "sets": {id: set(number, &format!("Channel: Channel{channel}"), emotes)},
    }))
    .into_response()
}

pub(super) async fn badges(State(shared): State<Shared>) -> Json<Value> {
    let world = shared.world.borrow();
    let known = || world.badges.iter().filter(|badge| badge.provider == Provider::Ffz);
    let list: Vec<_> = known()
        .map(|badge| {
            let id = badge.id.parse::<u64>().unwrap_or_default();
            let url = |scale: u32| format!("https://cdn.frankerfacez.com/badge/{id}/{scale}");
            json!({
                "id": id,
                "name": badge.name,
                "title": badge.title,
                "slot": 5,
                "replaces": badge.replaces,
                "color": badge.color,
                "image": url(1),
                "urls": {"1": url(1), "2": url(2), "4": url(4)},
                "css": null,
            })
        })
        .collect();
    let users: Map<String, Value> = known()
        .map(|badge| {
            let ids: Vec<u64> = badge.users.iter().filter_map(|id| id.parse().ok()).collect();
            (badge.id.clone(), ids.into())
        })
        .collect();
    Json(json!({"badges": list, "users": users}))
}
