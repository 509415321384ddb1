//! 7TV's `EventAPI`: opcodes over a WebSocket.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::emotes::badges::{Badge, Grant};
use crate::emotes::channels::{Change, actor};
use crate::emotes::world::{Outgoing, Service, Subscription, World};
use crate::since_epoch;

const DISPATCH: u64 = 0;
const HELLO: u64 = 1;
const HEARTBEAT: u64 = 2;
const RECONNECT: u64 = 4;
const ACK: u64 = 5;
const END_OF_STREAM: u64 = 7;
const RESUME: u64 = 34;
const SUBSCRIBE: u64 = 35;
const UNSUBSCRIBE: u64 = 36;

/// So many subscriptions a connection may have.
const LIMIT: usize = 500;

const UNKNOWN_OPERATION: u16 = 4001;
const INVALID_PAYLOAD: u16 = 4002;
const RATE_LIMITED: u16 = 4005;
const RESTART: u16 = 4006;
const ALREADY_SUBSCRIBED: u16 = 4009;
const NOT_SUBSCRIBED: u16 = 4010;

impl Subscription {
    /// Whether it is to changes of this kind (`cosmetic.*` is to all of `cosmetic.create` and so
    /// on) of this object.
    pub(in crate::emotes) fn is_about(&self, kind: &str, object: &str) -> bool {
        let family = self.kind.strip_suffix('*');
        (self.kind == kind || family.is_some_and(|family| kind.starts_with(family)))
            && self.object == object
    }
}

fn message(op: u64, data: &Value) -> String {
    let now = u64::try_from(since_epoch().as_millis()).unwrap_or(u64::MAX);
    json!({"op": op, "t": now, "d": data}).to_string()
}

fn dispatch(kind: &str, body: &Value) -> String {
    message(DISPATCH, &json!({"type": kind, "body": body}))
}

/// What a client hears first.
pub(in crate::emotes) fn hello(session: u64, heartbeat_ms: u64) -> String {
    let data = json!({
        "heartbeat_interval": heartbeat_ms,
        "session_id": format!("{session:032x}"),
        "subscription_limit": LIMIT,
        "instance": {"name": "event-api-0", "population": 1},
    });
    message(HELLO, &data)
}

/// What a client hears every 45 seconds.
pub(in crate::emotes) fn heartbeat(count: u64) -> String {
    message(HEARTBEAT, &json!({"count": count}))
}

/// "Come back", and the end.
pub(in crate::emotes) fn reconnect() -> Vec<Outgoing> {
    let text = message(RECONNECT, &json!({"reason": "The server is restarting"}));
    vec![Outgoing::Text(text), Outgoing::Close(RESTART)]
}

/// The end, with its reason.
pub(in crate::emotes) fn end(code: u16, reason: &str) -> Vec<Outgoing> {
    let text = message(END_OF_STREAM, &json!({"code": code, "message": reason}));
    vec![Outgoing::Text(text), Outgoing::Close(code)]
}

/// Answers to what a client sent.
pub(in crate::emotes) fn hear(world: &mut World, socket: u64, text: &str) -> Vec<Outgoing> {
    let Ok(said) = serde_json::from_str::<Value>(text) else {
        return end(INVALID_PAYLOAD, "Invalid payload");
    };
    match said.get("op").and_then(Value::as_u64) {
        Some(HEARTBEAT) => Vec::new(),
        Some(SUBSCRIBE) => match subscription(&said) {
            Some(wanted) => subscribe(world, socket, &wanted),
            None => end(INVALID_PAYLOAD, "Invalid payload"),
        },
        Some(UNSUBSCRIBE) => match subscription(&said) {
            Some(wanted) => unsubscribe(world, socket, &wanted),
            None => end(INVALID_PAYLOAD, "Invalid payload"),
        },
        // No session is kept: a client subscribes anew, and asks for the sets anew.
        Some(RESUME) => vec![ack("RESUME", &json!({"success": false, "dispatches_replayed": 0}))],
        _ => end(UNKNOWN_OPERATION, "Unknown operation"),
    }
}

fn ack(command: &str, data: &Value) -> Outgoing {
    Outgoing::Text(message(ACK, &json!({"command": command, "data": data})))
}

fn subscription(said: &Value) -> Option<Subscription> {
    let kind = said.pointer("/d/type")?.as_str()?.to_owned();
    let condition: BTreeMap<String, String> =
        serde_json::from_value(said.pointer("/d/condition").cloned().unwrap_or_default()).ok()?;
    let object = condition.get("object_id").or_else(|| condition.get("id"))?.clone();
    Some(Subscription { kind, condition, object })
}

fn subscribe(world: &mut World, socket: u64, wanted: &Subscription) -> Vec<Outgoing> {
    let Some(own) = world.sockets.get_mut(&socket) else {
        return Vec::new();
    };
    if own.subscriptions.contains(wanted) {
        return end(ALREADY_SUBSCRIBED, "Already subscribed to this event");
    }
    if own.subscriptions.len() == LIMIT {
        return end(RATE_LIMITED, "Too many active subscriptions");
    }
    own.subscriptions.push(wanted.clone());
    world.stats.of(Service::SevenTv).subscribed += 1;
    let data = json!({
        "id": world.stats.seventv.subscribed,
        "type": wanted.kind,
        "condition": wanted.condition,
    });
    let mut answers = vec![ack("SUBSCRIBE", &data)];
    // Who comes later is told what is there: 7TV does it as soon as the client says it is present.
    let here = world.grants.iter().filter(|grant| grant.channel == wanted.object);
    for grant in here {
        let badge = world.badges.iter().find(|badge| badge.id == grant.badge);
        let texts = badge.map(|badge| granted(badge, grant)).unwrap_or_default();
        let kinds = texts.into_iter().filter(|(kind, _)| wanted.is_about(kind, &grant.channel));
        answers.extend(kinds.map(|(_, text)| Outgoing::Text(text)));
    }
    answers
}

fn unsubscribe(world: &mut World, socket: u64, unwanted: &Subscription) -> Vec<Outgoing> {
    let Some(own) = world.sockets.get_mut(&socket) else {
        return Vec::new();
    };
    let before = own.subscriptions.len();
    own.subscriptions.retain(|one| one != unwanted);
    if own.subscriptions.len() == before {
        return end(NOT_SUBSCRIBED, "Not subscribed to this event");
    }
    let data = json!({"type": unwanted.kind, "condition": unwanted.condition});
    vec![ack("UNSUBSCRIBE", &data)]
}

/// A change of a set.
pub(in crate::emotes) fn changed(set: &str, index: usize, change: &Change<'_>) -> String {
    let (field, old, new) = match change {
        Change::Added(new) => ("pushed", &Value::Null, *new),
        Change::Removed(old) => ("pulled", *old, &Value::Null),
        Change::Renamed { old, new } => ("updated", *old, *new),
    };
    let what = json!({
        "key": "emotes", "index": index, "type": "object", "old_value": old, "value": new,
    });
    let body = json!({
        "id": set, "kind": 3, "contextual": false, "actor": actor(), field: [what],
    });
    dispatch("emote_set.update", &body)
}

/// A user has another set.
pub(in crate::emotes) fn switched(user: &str, old: &str, new: &str) -> String {
    let sets = json!([
        {"key": "emote_set", "old_value": {"id": old}, "value": {"id": new}},
        {"key": "emote_set_id", "old_value": old, "value": new},
    ]);
    let body = json!({
        "id": user, "kind": 1, "actor": actor(),
        "updated": [{"key": "connections", "index": 0, "nested": true, "value": sets}],
    });
    dispatch("user.update", &body)
}

/// A badge, and that somebody has it: what clients are told, by kind.
pub(in crate::emotes) fn granted(badge: &Badge, grant: &Grant) -> [(&'static str, String); 2] {
    let files: Vec<_> = (1..=4)
        .map(|scale| {
            json!({
                "name": format!("{scale}x.webp"), "width": 18 * scale, "height": 18 * scale,
                "frame_count": 1, "format": "WEBP",
            })
        })
        .collect();
    let cosmetic = json!({"id": badge.id, "kind": 4, "contextual": true, "object": {
        "id": badge.id,
        "kind": "BADGE",
        "data": {
            "id": badge.id,
            "name": badge.name,
            "tooltip": badge.title,
            "host": {"url": format!("//cdn.7tv.app/badge/{}", badge.id), "files": files},
        },
    }});
    [
        ("cosmetic.create", dispatch("cosmetic.create", &cosmetic)),
        ("entitlement.create", entitlement("entitlement.create", grant)),
    ]
}

/// Somebody has a badge, or no longer has it.
pub(in crate::emotes) fn entitlement(kind: &str, grant: &Grant) -> String {
    let id = crate::emotes::emote::object_id(&format!("{} {}", grant.badge, grant.user));
    let connection = json!({
        "id": grant.user, "platform": "TWITCH", "username": "user", "display_name": "User",
    });
    let user = json!({
        "id": crate::emotes::channels::user_id(crate::emotes::Platform::Twitch, &grant.user),
        "username": "user",
        "display_name": "User",
        "connections": [connection],
    });
    let object = json!({"id": id, "kind": "BADGE", "ref_id": grant.badge, "user": user});
    dispatch(kind, &json!({"id": id, "kind": 5, "contextual": true, "object": object}))
}
