//! 7TV's events: what changes in a set is told at once, and who wears which badge.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::time::Duration;

use chat::{Platform, Provider};
use futures_util::{SinkExt as _, StreamExt as _};
use net::WebSocket;
use serde_json::{Value, json};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use url::Url;

use crate::entry::Named;
use crate::live::End;
use crate::room::{Room, Scope, Set};
use crate::web::{self, WebError};
use crate::{Emotes, seventv};

/// 7TV's usual time between heartbeats, for one that tells none.
const HEARTBEAT: Duration = Duration::from_secs(45);
/// The shortest and the longest that are believed: with one beyond them the socket would be given up
/// at once, or never.
const HEARTBEATS: RangeInclusive<Duration> = Duration::from_secs(5)..=Duration::from_mins(5);

/// What the server's messages are: `op` of <https://github.com/SevenTV/EventAPI#opcodes>.
const DISPATCH: u64 = 0;
const HELLO: u64 = 1;
const RECONNECT: u64 = 4;
const END_OF_STREAM: u64 = 7;
const SUBSCRIBE: u64 = 35;
const UNSUBSCRIBE: u64 = 36;

/// What is followed, by channel.
#[derive(Debug, Default)]
pub(crate) struct Followed(HashMap<Room, Channel>);

#[derive(Debug, Default, PartialEq, Eq)]
struct Channel {
    user: Option<String>,
    set: Option<String>,
}

impl Followed {
    /// Notes what 7TV calls a channel and its set. Whether that is news.
    pub(crate) fn put(&mut self, room: Room, user: Option<String>, set: Option<String>) -> bool {
        let channel = Channel { user, set };
        if self.0.get(&room) == Some(&channel) {
            return false;
        }
        self.0.insert(room, channel);
        true
    }

    /// Follows a channel no more.
    pub(crate) fn remove(&mut self, room: &Room) {
        self.0.remove(room);
    }

    /// All that is subscribed to: types and conditions.
    fn subscriptions(&self) -> Vec<Value> {
        let mut all = Vec::new();
        let object =
            |kind: &str, id: &String| json!({"type": kind, "condition": {"object_id": id}});
        for (room, channel) in &self.0 {
            all.extend(channel.set.iter().map(|set| object("emote_set.update", set)));
            all.extend(channel.user.iter().map(|user| object("user.update", user)));
            if room.platform == Platform::Twitch {
                let condition = json!({"ctx": "channel", "platform": "TWITCH", "id": room.id});
                all.extend(
                    ["cosmetic.create", "entitlement.create", "entitlement.delete"]
                        .map(|kind| json!({"type": kind, "condition": condition})),
                );
            }
        }
        // A streamer's channels on both platforms use one set: 7TV ends whoever asks twice.
        all.sort_by_cached_key(Value::to_string);
        all.dedup();
        all
    }

    fn rooms_with(&self, has: impl Fn(&Channel) -> bool) -> Vec<Room> {
        let with = self.0.iter().filter(|(_, channel)| has(channel));
        with.map(|(room, _)| room.clone()).collect()
    }
}

impl Emotes {
    /// Follows what changes, for as long as there is something to follow.
    pub(crate) async fn follow_seventv(self) {
        let url = seventv_address(&self.0.options.endpoints.seventv_events);
        let wanted = self.0.followed.subscribe();
        let is_empty = |followed: &Followed| followed.0.is_empty();
        let listen = |socket| self.listen_to_seventv(socket);
        self.stay_connected(Provider::SevenTv, url, wanted, is_empty, listen).await;
    }

    async fn listen_to_seventv(&self, mut socket: WebSocket) -> Result<End, WebError> {
        let mut wanted = self.0.followed.subscribe();
        let mut subscribed: Vec<Value> = Vec::new();
        let mut silence = HEARTBEAT * 3;
        let mut greeted = false;
        loop {
            if greeted {
                let now = wanted.borrow_and_update().subscriptions();
                if now.is_empty() {
                    // Nobody reads a channel any more: 7TV learns nothing.
                    return Ok(End::Again);
                }
                tell_difference(&mut socket, &subscribed, &now).await?;
                subscribed = now;
            }
            // Both arms are cancel-safe: a message is taken whole or not at all.
            let message = tokio::select! {
                message = timeout(silence, socket.next()) => message,
                changed = wanted.changed(), if greeted => match changed {
                    Ok(()) => continue,
                    Err(_) => return Ok(End::Again),
                },
            };
            let text = match message.map_err(|_| WebError::Timeout)? {
                Some(Ok(Message::Text(text))) => text,
                Some(Ok(Message::Close(frame))) => {
                    let code = frame.map_or(0, |frame| u16::from(frame.code));
                    return Ok(if is_final(code) { End::Unwanted } else { End::Again });
                }
                Some(Ok(_)) => continue,
                Some(Err(error)) => return Err(WebError::Socket(Box::new(error))),
                None => return Ok(End::Again),
            };
            let Ok(message) = net::json::<Value>(text.as_bytes()) else {
                continue;
            };
            let data = message.get("d").unwrap_or(&Value::Null);
            match message.get("op").and_then(Value::as_u64) {
                Some(HELLO) => {
                    greeted = true;
                    silence = heartbeat(data) * 3;
                }
                Some(DISPATCH) => self.take_seventv(data),
                Some(RECONNECT | END_OF_STREAM) => return Ok(End::Again),
                _ => {}
            }
        }
    }

    /// Takes a change.
    fn take_seventv(&self, dispatch: &Value) {
        let (Some(kind), Some(body)) =
            (dispatch.get("type").and_then(Value::as_str), dispatch.get("body"))
        else {
            return;
        };
        let id = body.get("id").and_then(Value::as_str);
        let object = body.get("object").unwrap_or(&Value::Null);
        match kind {
            "emote_set.update" => {
                let rooms = self.0.followed.borrow().rooms_with(|known| known.set.as_deref() == id);
                for room in rooms {
                    let set = Set { provider: Provider::SevenTv, scope: Scope::Room(room) };
                    self.shelf_mut().change(&set, |emotes| change(emotes, body));
                }
                self.0.changed.send_replace(());
            }
            // Another set, or another name: both are asked for.
            "user.update" => {
                let rooms =
                    self.0.followed.borrow().rooms_with(|known| known.user.as_deref() == id);
                self.held().refresh(Provider::SevenTv, |room| rooms.contains(room));
            }
            "cosmetic.create" => {
                if let Some((id, badge)) = seventv::badge(object) {
                    self.worn_mut().seventv_badge(id, badge);
                }
            }
            "entitlement.create" => {
                for (wearer, badge) in entitled(object) {
                    self.worn_mut().seventv_wears(wearer, badge);
                }
            }
            "entitlement.delete" => {
                for (wearer, badge) in entitled(object) {
                    self.worn_mut().seventv_takes_off(&wearer, &badge);
                }
            }
            _ => {}
        }
    }
}

fn entitled(object: &Value) -> impl Iterator<Item = (String, String)> {
    let (wearers, badge) = seventv::entitlement(object).unwrap_or_default();
    wearers.into_iter().map(move |wearer| (wearer, badge.clone()))
}

/// The address of the events. 7TV asks clients to say who they are.
fn seventv_address(base: &Url) -> Url {
    let mut url = base.clone();
    let version = env!("CARGO_PKG_VERSION");
    url.query_pairs_mut().append_pair("app", "multichat-overlay").append_pair("version", version);
    url
}

/// The time between heartbeats that a greeting tells.
fn heartbeat(greeting: &Value) -> Duration {
    let told = greeting.get("heartbeat_interval").and_then(Value::as_u64);
    let told = told.map_or(HEARTBEAT, Duration::from_millis);
    told.clamp(*HEARTBEATS.start(), *HEARTBEATS.end())
}

/// Codes with which 7TV closes what is wrong with the client
/// (<https://github.com/SevenTV/EventAPI#close-codes>).
fn is_final(code: u16) -> bool {
    matches!(code, 4001..=4005 | 4009..=4011)
}

async fn tell_difference(
    socket: &mut WebSocket,
    before: &[Value],
    now: &[Value],
) -> Result<(), WebError> {
    let gone = before.iter().filter(|old| !now.contains(old)).map(|old| (UNSUBSCRIBE, old));
    let new = now.iter().filter(|new| !before.contains(new)).map(|new| (SUBSCRIBE, new));
    for (op, subscription) in gone.chain(new) {
        let text = json!({"op": op, "d": subscription}).to_string();
        let sent = timeout(web::CONNECT, socket.send(Message::text(text))).await;
        sent.map_err(|_| WebError::Timeout)?.map_err(|e| WebError::Socket(Box::new(e)))?;
    }
    Ok(())
}

/// Changes a set as the body of `emote_set.update` says.
fn change(emotes: &mut Vec<Named>, body: &Value) {
    let list = |field| body.get(field).and_then(Value::as_array).into_iter().flatten();
    let id = |change: &Value, field| change.get(field)?.get("id")?.as_str().map(str::to_owned);
    for pulled in list("pulled") {
        if let Some(id) = id(pulled, "old_value") {
            emotes.retain(|known| known.id != id);
        }
    }
    for pushed in list("pushed") {
        if let Some(new) = pushed.get("value").and_then(seventv::emote) {
            emotes.retain(|known| known.id != new.id);
            emotes.push(new);
        }
    }
    for updated in list("updated") {
        let Some(id) = id(updated, "value").or_else(|| id(updated, "old_value")) else {
            continue;
        };
        let value = updated.get("value").unwrap_or(&Value::Null);
        let name = value.get("name").and_then(Value::as_str);
        for known in emotes.iter_mut().filter(|known| known.id == id) {
            // The whole emote as it is now, or its new name alone.
            if let Some(now) = seventv::emote(value) {
                *known = now;
            } else if let Some(name) = name {
                *known = known.clone().renamed(name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn emote(id: &str, name: &str) -> Value {
        json!({"id": id, "name": name, "flags": 0,
            "data": {"host": {"url": "//cdn.7tv.app/emote/x", "files": []}}})
    }

    #[test]
    fn a_heartbeat_is_believed_within_reason() {
        for (told, seconds) in [
            (json!(30_000), 30),
            (json!(0), 5),
            (json!(u64::MAX), 300),
            (json!(-1), 45),
            (json!("x"), 45),
            (json!(null), 45),
        ] {
            let greeting = json!({"heartbeat_interval": told});
            assert_eq!(heartbeat(&greeting), Duration::from_secs(seconds), "{told}");
        }
    }

    #[test]
    fn a_set_is_changed_as_told_and_what_can_not_be_read_changes_nothing() {
        let mut emotes = Vec::new();
        let names = |emotes: &[Named]| emotes.iter().map(|e| e.name.clone()).collect::<Vec<_>>();
        change(
            &mut emotes,
            &json!({"pushed": [{"value": emote("1", "A")}, {"value": emote("2", "B")}]}),
        );
        change(&mut emotes, &json!({"pushed": [{"value": emote("1", "A")}, null, {"value": 3}]}));
        assert_eq!(names(&emotes), ["B", "A"], "nothing is there twice");
        let rename = json!({"updated": [{"old_value": {"id": "2", "name": "B"},
            "value": {"id": "2", "name": "C"}}]});
        change(&mut emotes, &rename);
        assert_eq!(names(&emotes), ["C", "A"]);
        change(&mut emotes, &json!({"pulled": [{"old_value": {"id": "1"}}, {}], "updated": "x"}));
        assert_eq!(names(&emotes), ["C"]);
    }
}
