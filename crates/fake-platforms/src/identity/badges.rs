//! The calls of Helix that tell of badges, cheermotes and emotes.
//!
//! <https://dev.twitch.tv/docs/api/reference/#get-channel-chat-badges> and its neighbours. They take
//! a token, and no scope.

use std::collections::BTreeMap;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::FakeIdentity;
use super::helix::reader;
use super::routes::{Fields, Shared, answer, field};
use super::writes::twitch as refusal;

/// What Twitch tells of channels, by the room's id; of everywhere, by the empty one.
#[derive(Default)]
pub(super) struct Told {
    /// The versions of each set.
    badges: BTreeMap<String, BTreeMap<String, Vec<Value>>>,
    cheermotes: BTreeMap<String, Vec<Value>>,
    emotes: BTreeMap<String, Vec<Value>>,
}

impl Told {
    fn badges_of(&self, room: &str) -> Value {
        let sets = self.badges.get(room).into_iter().flatten();
        let sets = sets.map(|(set, versions)| json!({"set_id": set, "versions": versions}));
        json!({"data": sets.collect::<Vec<_>>()})
    }
}

pub(super) async fn global(State(world): Shared, headers: HeaderMap) -> Response {
    match reader(&world, &headers, "", "/twitch/helix/chat/badges/global") {
        Ok(_) => answer(200, world.borrow().told.badges_of("")),
        Err(refusal) => refusal,
    }
}

pub(super) async fn channel(
    State(world): Shared,
    headers: HeaderMap,
    Query(fields): Query<Fields>,
) -> Response {
    if let Err(refusal) = reader(&world, &headers, "", "/twitch/helix/chat/badges") {
        return refusal;
    }
    match field(&fields, "broadcaster_id") {
        "" => refusal(400, "The broadcaster_id query parameter is required."),
        room => answer(200, world.borrow().told.badges_of(room)),
    }
}

pub(super) async fn global_emotes(State(world): Shared, headers: HeaderMap) -> Response {
    match reader(&world, &headers, "", "/twitch/helix/chat/emotes/global") {
        Ok(_) => answer(200, emotes_of(&world.borrow().told, "")),
        Err(refusal) => refusal,
    }
}

pub(super) async fn channel_emotes(
    State(world): Shared,
    headers: HeaderMap,
    Query(fields): Query<Fields>,
) -> Response {
    if let Err(refusal) = reader(&world, &headers, "", "/twitch/helix/chat/emotes") {
        return refusal;
    }
    match field(&fields, "broadcaster_id") {
        "" => refusal(400, "The broadcaster_id query parameter is required."),
        room => answer(200, emotes_of(&world.borrow().told, room)),
    }
}

fn emotes_of(told: &Told, room: &str) -> Value {
    let template =
        "https://static-cdn.jtvnw.net/emoticons/v2/{{id}}/{{format}}/{{theme_mode}}/{{scale}}";
    let all = told.emotes.get(room).cloned().unwrap_or_default();
    json!({"data": all, "template": template})
}

pub(super) async fn cheermotes(
    State(world): Shared,
    headers: HeaderMap,
    Query(fields): Query<Fields>,
) -> Response {
    if let Err(refusal) = reader(&world, &headers, "", "/twitch/helix/bits/cheermotes") {
        return refusal;
    }
    let world = world.borrow();
    let of = |room: &str| world.told.cheermotes.get(room).cloned().unwrap_or_default();
    let mut all = of("");
    let room = field(&fields, "broadcaster_id");
    if !room.is_empty() {
        all.extend(of(room));
    }
    answer(200, json!({ "data": all }))
}

impl FakeIdentity {
    /// Declares a badge of the room with this id, or of everywhere with the empty one. Its picture
    /// is at `https://static-cdn.jtvnw.net/badges/v1/{image}/2`.
    pub fn set_badge(&self, room: &str, set: &str, version: &str, title: &str, image: &str) {
        let url = |size: u8| format!("https://static-cdn.jtvnw.net/badges/v1/{image}/{size}");
        let version = json!({
            "id": version,
            "image_url_1x": url(1),
            "image_url_2x": url(2),
            "image_url_4x": url(3),
            "title": title,
            "description": title,
            "click_action": null,
            "click_url": null,
        });
        self.changed(|world| {
            let sets = world.told.badges.entry(room.to_owned()).or_default();
            sets.entry(set.to_owned()).or_default().push(version);
        });
    }

    /// Declares an emote of Twitch's in the room with this id, or everywhere with the empty one.
    pub fn set_twitch_emote(&self, room: &str, id: &str, name: &str) {
        let url = |size: &str| {
            format!("https://static-cdn.jtvnw.net/emoticons/v2/{id}/static/light/{size}")
        };
        let mut emote = json!({
            "id": id,
            "name": name,
            "images": {"url_1x": url("1.0"), "url_2x": url("2.0"), "url_4x": url("3.0")},
            "format": ["static"],
            "scale": ["1.0", "2.0", "3.0"],
            "theme_mode": ["light", "dark"],
        });
        if !room.is_empty() {
            emote["tier"] = "1000".into();
            emote["emote_type"] = "subscriptions".into();
            emote["emote_set_id"] = "301590448".into();
        }
        self.changed(|world| {
            world.told.emotes.entry(room.to_owned()).or_default().push(emote);
        });
    }

    /// Declares what cheers in the room with this id, or everywhere with the empty one, with
    /// pictures for these numbers of bits. They are where a channel's own are.
    pub fn set_cheermote(&self, room: &str, prefix: &str, tiers: &[u64]) {
        let tiers: Vec<Value> = tiers.iter().map(|bits| tier(prefix, *bits)).collect();
        let cheermote = json!({
            "prefix": prefix,
            "tiers": tiers,
            "type": if room.is_empty() { "global_first_party" } else { "channel_custom" },
            "order": 1,
            "last_updated": "2026-11-24T12:00:00Z",
            "is_charitable": false,
        });
        self.changed(|world| {
            world.told.cheermotes.entry(room.to_owned()).or_default().push(cheermote);
        });
    }
}

fn tier(prefix: &str, bits: u64) -> Value {
    let host = "https://d3aqoihi2n8ty8.cloudfront.net/partner-actions";
    let sizes = |shade: &str, kind: &str, ending: &str| {
        let sizes = ["1", "1.5", "2", "3", "4"].map(|size| {
            let url = format!("{host}/{prefix}/{bits}/{shade}/{kind}/{size}.{ending}");
            (size.to_owned(), url.into())
        });
        Value::Object(Map::from_iter(sizes))
    };
    let shade = |shade: &str| json!({"animated": sizes(shade, "animated", "gif"), "static": sizes(shade, "static", "png")});
    json!({
        "min_bits": bits,
        "id": bits.to_string(),
        "color": "#979797",
        "images": {"dark": shade("dark"), "light": shade("light")},
        "can_cheer": true,
        "show_in_bits_card": true,
    })
}
