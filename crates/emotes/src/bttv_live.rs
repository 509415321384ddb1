//! BetterTTV's events: emotes that a channel adds, renames and removes.

use std::collections::HashSet;
use std::time::Duration;

use chat::{Platform, Provider};
use futures_util::{SinkExt as _, StreamExt as _};
use net::WebSocket;
use serde_json::{Value, json};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;

use crate::entry::Named;
use crate::live::End;
use crate::room::{Room, Scope, Set};
use crate::web::{self, WebError};
use crate::{Emotes, bttv};

/// A line that is silent for so long is asked whether it lives, and given up if it stays silent.
const SILENCE: Duration = Duration::from_mins(1);

/// The channels that are followed.
#[derive(Debug, Default)]
pub(crate) struct Joined(HashSet<Room>);

impl Joined {
    /// Follows a channel.
    pub(crate) fn add(&mut self, room: Room) {
        self.0.insert(room);
    }

    /// Follows it no more.
    pub(crate) fn remove(&mut self, room: &Room) {
        self.0.remove(room);
    }
}

impl Emotes {
    /// Follows what changes, for as long as there is something to follow.
    pub(crate) async fn follow_bttv(self) {
        let url = self.0.options.endpoints.bttv_events.clone();
        let wanted = self.0.joined.subscribe();
        let is_empty = |joined: &Joined| joined.0.is_empty();
        let listen = |socket| self.listen_to_bttv(socket);
        self.stay_connected(Provider::Bttv, url, wanted, is_empty, listen).await;
    }

    /// Listens until the socket ends.
    async fn listen_to_bttv(&self, mut socket: WebSocket) -> Result<End, WebError> {
        let mut wanted = self.0.joined.subscribe();
        let mut joined = HashSet::new();
        let mut asked = false;
        loop {
            let now = wanted.borrow_and_update().0.clone();
            if now.is_empty() {
                // Nobody reads a channel any more: BetterTTV learns nothing.
                return Ok(End::Again);
            }
            for room in joined.difference(&now) {
                say(&mut socket, "part_channel", room).await?;
            }
            for room in now.difference(&joined) {
                say(&mut socket, "join_channel", room).await?;
            }
            joined = now;
            // Both arms are cancel-safe: a message is taken whole or not at all.
            let message = tokio::select! {
                message = timeout(SILENCE, socket.next()) => message,
                changed = wanted.changed() => match changed {
                    Ok(()) => continue,
                    Err(_) => return Ok(End::Again),
                },
            };
            match message {
                Ok(Some(Ok(Message::Text(text)))) => {
                    asked = false;
                    if let Ok(event) = net::json(text.as_bytes()) {
                        self.take_bttv(&event);
                    }
                }
                Ok(Some(Ok(Message::Close(_))) | None) => return Ok(End::Again),
                Ok(Some(Ok(_))) => asked = false,
                Ok(Some(Err(error))) => return Err(WebError::Socket(Box::new(error))),
                Err(_) if asked => return Err(WebError::Timeout),
                Err(_) => {
                    asked = true;
                    send(&mut socket, Message::Ping(Vec::new().into())).await?;
                }
            }
        }
    }

    /// Takes a change.
    fn take_bttv(&self, event: &Value) {
        let (Some(name), Some(data)) =
            (event.get("name").and_then(Value::as_str), event.get("data"))
        else {
            return;
        };
        let Some(room) = data.get("channel").and_then(Value::as_str).and_then(channel) else {
            return;
        };
        if !self.0.joined.borrow().0.contains(&room) {
            return;
        }
        let set = Set { provider: Provider::Bttv, scope: Scope::Room(room) };
        if name.starts_with("emote_") {
            self.shelf_mut().change(&set, |emotes| change(emotes, name, data));
            self.0.changed.send_replace(());
        }
    }
}

async fn say(socket: &mut WebSocket, name: &str, room: &Room) -> Result<(), WebError> {
    let channel = format!("{}:{}", room.platform.name(), room.id);
    let text = json!({"name": name, "data": {"name": channel}}).to_string();
    send(socket, Message::text(text)).await
}

async fn send(socket: &mut WebSocket, message: Message) -> Result<(), WebError> {
    let sent = timeout(web::CONNECT, socket.send(message)).await;
    sent.map_err(|_| WebError::Timeout)?.map_err(|error| WebError::Socket(Box::new(error)))
}

/// `twitch:ID` or `youtube:ID`.
fn channel(name: &str) -> Option<Room> {
    let (platform, id) = name.split_once(':')?;
    Some(Room { platform: Platform::parse(platform)?, id: id.to_owned() })
}

/// Changes a channel's list as an event says.
fn change(emotes: &mut Vec<Named>, name: &str, data: &Value) {
    let emote = data.get("emote").unwrap_or(&Value::Null);
    match name {
        "emote_create" => {
            if let Some(new) = bttv::emote(emote) {
                emotes.retain(|known| known.id != new.id);
                emotes.push(new);
            }
        }
        "emote_update" => {
            let id = emote.get("id").and_then(Value::as_str);
            let code = emote.get("code").and_then(Value::as_str);
            for known in emotes.iter_mut().filter(|known| Some(known.id.as_str()) == id) {
                if let Some(code) = code {
                    *known = known.clone().renamed(code);
                }
            }
        }
        "emote_delete" => {
            let id = data.get("emoteId").and_then(Value::as_str);
            emotes.retain(|known| Some(known.id.as_str()) != id);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_changed_as_told() {
        let mut emotes = Vec::new();
        for (name, data, expected) in [
            ("emote_create", json!({"emote": {"id": "1", "code": "A"}}), &["A"][..]),
            ("emote_create", json!({"emote": {"id": "1", "code": "A"}}), &["A"]),
            ("emote_update", json!({"emote": {"id": "1", "code": "B"}}), &["B"]),
            ("emote_delete", json!({"emoteId": "2"}), &["B"]),
            ("emote_create", json!({"emote": null}), &["B"]),
            ("emote_delete", json!({"emoteId": "1"}), &[]),
        ] {
            change(&mut emotes, name, &data);
            let names: Vec<_> = emotes.iter().map(|emote| emote.name.as_str()).collect();
            assert_eq!(names, expected, "{name} {data}");
        }
    }
}
