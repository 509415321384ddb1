//! What 7TV's answers look like.

use serde_json::{Value, json};

use super::{ZERO_WIDTH, ZERO_WIDTH_BY_MAKER};
use crate::emotes::channels::user_id;
use crate::emotes::emote::{Emote, Platform, Provider, object_id};
use crate::emotes::images::Image;
use crate::emotes::world::{Set, somebody};

/// When everything was made, in milliseconds since 1970.
const THEN: u64 = 1_767_225_600_000;

/// An emote in a set.
pub(in crate::emotes) fn emote(emote: &Emote) -> Value {
    let id = emote.id_with(Provider::SevenTv);
    let active = if emote.zero_width { ZERO_WIDTH } else { 0 };
    let by_maker = if emote.zero_width { ZERO_WIDTH_BY_MAKER } else { 0 };
    let original = if emote.original.is_empty() { &emote.name } else { &emote.original };
    let data = json!({
        "id": id,
        "name": original,
        "flags": by_maker | emote.flags,
        "lifecycle": 3,
        "state": ["LISTED"],
        "listed": true,
        "animated": emote.animated,
        "owner": somebody(&object_id("a maker")),
        "host": {"url": format!("//cdn.7tv.app/emote/{id}"), "files": files(emote)},
    });
    json!({
        "id": id,
        "name": emote.name,
        "flags": active,
        "timestamp": THEN,
        "actor_id": object_id("an editor"),
        "data": if emote.gone { Value::Null } else { data },
    })
}

fn files(emote: &Emote) -> Vec<Value> {
    let (width, height) = emote.size(Provider::SevenTv);
    let frames = if emote.animated { 4 } else { 1 };
    let file = |scale: u32, format: &str| {
        let end = format.to_lowercase();
        json!({
            "name": format!("{scale}x.{end}"),
            "static_name": format!("{scale}x_static.{end}"),
            "width": scale * width,
            "height": scale * height,
            "frame_count": frames,
            "size": 1000 * scale,
            "format": format,
        })
    };
    (1..=4).flat_map(|scale| [file(scale, "AVIF"), file(scale, "WEBP")]).collect()
}

/// What a recorded emote's image is like, by the emote's id.
pub(in crate::emotes) fn look(emote: &Value) -> Option<(String, Image)> {
    let data = emote.get("data")?;
    let files = data.pointer("/host/files")?.as_array()?;
    let smallest = files.iter().find(|file| {
        file.get("name").and_then(Value::as_str).is_some_and(|name| name.starts_with("1x."))
    })?;
    let pixels = |field| smallest.get(field)?.as_u64().and_then(|pixels| pixels.try_into().ok());
    let animated = data.get("animated").and_then(Value::as_bool).unwrap_or_default();
    let look =
        Image { width: pixels("width")?, height: pixels("height")?, animated, ..Image::default() };
    Some((data.get("id")?.as_str()?.to_owned(), look))
}

/// `/v3/emote-sets/{id}`.
pub(super) fn set(id: &str, set: &Set) -> Value {
    json!({
        "id": id,
        "name": set.name,
        "flags": 0,
        "tags": [],
        "immutable": false,
        "privileged": false,
        "emotes": set.emotes,
        "emote_count": set.emotes.len(),
        "capacity": 1000,
        "owner": somebody(&object_id("a maker")),
    })
}

/// `/v3/users/{platform}/{id}`: the connection, its user, and the id of the set alone.
pub(super) fn user(platform: Platform, channel: &str, set_id: &str, set: &Set) -> Value {
    let connection = json!({
        "id": channel,
        "platform": platform.word().to_uppercase(),
        "username": format!("channel{channel}").to_lowercase(),
        "display_name": format!("Channel{channel}"),
        "linked_at": THEN,
        "emote_capacity": 1000,
        "emote_set_id": set_id,
        "emote_set": null,
    });
    let id = user_id(platform, channel);
    let user = json!({
        "id": id,
        "username": format!("channel{channel}").to_lowercase(),
        "display_name": format!("Channel{channel}"),
        "created_at": THEN,
        "avatar_url": format!("//cdn.7tv.app/user/{id}/av_1/3x.webp"),
        "style": {"color": -5_635_841},
        "emote_sets": [{"id": set_id, "name": set.name, "flags": 0, "tags": [], "capacity": 1000}],
        "editors": [],
        "roles": [],
        "connections": [connection],
    });
    let mut answer = connection;
    if let Some(answer) = answer.as_object_mut() {
        answer.insert("user".to_owned(), user);
    }
    answer
}
