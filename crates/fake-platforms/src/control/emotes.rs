//! The commands of the emote services and image hosts.

use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Platforms, read, refuse};
use crate::emotes::{Badge, Emote, Fault, Image, Platform, Provider, Room, Service, user_id};
use crate::{Error, FakeEmotes};

/// The bodies of `POST /emotes/…`. `provider` is `7tv`, `bttv` or `ffz`, `platform` is `twitch`
/// (when left out) or `youtube`, `service` is `7tv` or `bttv`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "each is the method of FakeEmotes with its name")]
pub enum EmoteCommand {
    /// Answers with the id of the set.
    Set {
        provider: Provider,
        #[serde(default)]
        platform: Platform,
        channel: String,
        emotes: Vec<Emote>,
    },
    SetGlobal {
        provider: Provider,
        emotes: Vec<Emote>,
    },
    Forget {
        provider: Provider,
        #[serde(default)]
        platform: Platform,
        channel: String,
    },
    /// Answers with the id of the set.
    Generate {
        provider: Provider,
        #[serde(default)]
        platform: Platform,
        channel: String,
        count: usize,
    },
    /// Answers with how many there are.
    Load {
        #[serde(default)]
        platform: Platform,
        channel: String,
        path: PathBuf,
    },
    Push {
        provider: Provider,
        #[serde(default)]
        platform: Platform,
        channel: String,
        emote: Emote,
    },
    Pull {
        provider: Provider,
        #[serde(default)]
        platform: Platform,
        channel: String,
        name: String,
    },
    Rename {
        provider: Provider,
        #[serde(default)]
        platform: Platform,
        channel: String,
        name: String,
        to: String,
    },
    DeclareSet {
        set: String,
        emotes: Vec<Emote>,
    },
    Switch {
        #[serde(default)]
        platform: Platform,
        channel: String,
        set: String,
    },
    /// Answers with the ids that 7TV, BTTV and FFZ have for a channel: `set`, and 7TV's `user`.
    Ids {
        provider: Provider,
        #[serde(default)]
        platform: Platform,
        channel: String,
    },
    SetBadge(Badge),
    SetRoom {
        #[serde(default)]
        platform: Platform,
        channel: String,
        room: Room,
    },
    Grant {
        channel: String,
        user: String,
        badge: String,
    },
    Revoke {
        channel: String,
        user: String,
        badge: String,
    },
    SetPronouns {
        login: String,
        id: String,
        alternative: Option<String>,
    },
    SetImage {
        url: String,
        image: Image,
    },
    /// Answers with `[red, green, blue]`.
    Colour {
        url: String,
    },
    /// Answers with the headers of the last request of this address.
    Headers {
        url: String,
    },
    /// `fault` is `{"status": 503}`, `"png_bomb"` and so on, see [`Fault`]. `times` left out: until
    /// `heal`.
    Fault {
        on: String,
        fault: Fault,
        times: Option<u32>,
    },
    Heal {
        on: Option<String>,
    },
    Reconnect {},
    EndStreams {
        code: u16,
        #[serde(default)]
        reason: String,
    },
    Close {
        service: Service,
        code: u16,
    },
    SendRaw {
        service: Service,
        text: String,
    },
    DropSockets {},
    Stall {
        on: bool,
    },
    SetHeartbeat {
        milliseconds: u64,
    },
    /// Answers when so many subscriptions to this object are open.
    Subscribed {
        object: String,
        count: usize,
    },
    /// Answers when exactly so many sockets are open.
    Connected {
        service: Service,
        count: usize,
    },
    /// Answers when so many requests of this address came in.
    Requested {
        url: String,
        count: u64,
    },
}

pub(super) async fn obey(
    State(platforms): State<Arc<Platforms>>,
    Path(command): Path<String>,
    body: Bytes,
) -> Response {
    let emotes = &platforms.emotes;
    let answer = match read(&command, &body) {
        Ok(EmoteCommand::Subscribed { object, count }) => {
            emotes.subscribed(&object, count).await;
            Ok(json!({}))
        }
        Ok(EmoteCommand::Connected { service, count }) => {
            emotes.connected(service, count).await;
            Ok(json!({}))
        }
        Ok(EmoteCommand::Requested { url, count }) => {
            emotes.requested(&url, count).await;
            Ok(json!({}))
        }
        Ok(command) => declared(emotes, command),
        Err(reason) => return refuse(StatusCode::BAD_REQUEST, &reason),
    };
    match answer {
        Ok(answer) => Json(answer).into_response(),
        Err(error) => refuse(StatusCode::NOT_FOUND, &error.to_string()),
    }
}

/// What changes emotes, badges and images.
fn declared(emotes: &FakeEmotes, command: EmoteCommand) -> Result<Value, Error> {
    Ok(match command {
        EmoteCommand::Set { provider, platform, channel, emotes: list } => {
            json!({"set": emotes.set(provider, platform, &channel, &list)})
        }
        EmoteCommand::Generate { provider, platform, channel, count } => {
            json!({"set": emotes.generate(provider, platform, &channel, count)})
        }
        EmoteCommand::Load { platform, channel, path } => {
            let count = emotes.load(platform, &channel, &path)?;
            json!({"count": count, "set": emotes.set_of(Provider::SevenTv, platform, &channel)})
        }
        EmoteCommand::Push { provider, platform, channel, emote } => {
            json!({"reached": emotes.push(provider, platform, &channel, &emote)})
        }
        EmoteCommand::Pull { provider, platform, channel, name } => {
            json!({"reached": emotes.pull(provider, platform, &channel, &name)})
        }
        EmoteCommand::Rename { provider, platform, channel, name, to } => {
            json!({"reached": emotes.rename(provider, platform, &channel, &name, &to)})
        }
        EmoteCommand::Switch { platform, channel, set } => {
            json!({"reached": emotes.switch(platform, &channel, &set)})
        }
        EmoteCommand::Ids { provider, platform, channel } => {
            let user = user_id(platform, &channel);
            json!({"set": emotes.set_of(provider, platform, &channel), "user": user})
        }
        EmoteCommand::Grant { channel, user, badge } => {
            json!({"reached": emotes.grant(&channel, &user, &badge)})
        }
        EmoteCommand::Revoke { channel, user, badge } => {
            json!({"reached": emotes.revoke(&channel, &user, &badge)})
        }
        EmoteCommand::Colour { url } => json!({"colour": FakeEmotes::colour(&url)}),
        EmoteCommand::Headers { url } => json!({"headers": emotes.headers(&url)}),
        command => {
            silently(emotes, command);
            json!({})
        }
    })
}

/// What has nothing to answer.
fn silently(emotes: &FakeEmotes, command: EmoteCommand) {
    match command {
        EmoteCommand::SetGlobal { provider, emotes: list } => emotes.set_global(provider, &list),
        EmoteCommand::Forget { provider, platform, channel } => {
            emotes.forget(provider, platform, &channel);
        }
        EmoteCommand::DeclareSet { set, emotes: list } => emotes.declare_set(&set, &list),
        EmoteCommand::SetBadge(badge) => emotes.set_badge(badge),
        EmoteCommand::SetRoom { platform, channel, room } => {
            emotes.set_room(platform, &channel, room);
        }
        EmoteCommand::SetPronouns { login, id, alternative } => {
            emotes.set_pronouns(&login, &id, alternative.as_deref());
        }
        EmoteCommand::SetImage { url, image } => emotes.set_image(&url, image),
        EmoteCommand::Fault { on, fault, times } => emotes.fail(&on, fault, times),
        EmoteCommand::Heal { on } => emotes.heal(on.as_deref()),
        EmoteCommand::Reconnect {} => emotes.reconnect(),
        EmoteCommand::EndStreams { code, reason } => emotes.end_streams(code, &reason),
        EmoteCommand::Close { service, code } => emotes.close(service, code),
        EmoteCommand::SendRaw { service, text } => emotes.send_raw(service, &text),
        EmoteCommand::DropSockets {} => emotes.drop_sockets(),
        EmoteCommand::Stall { on } => emotes.stall(on),
        EmoteCommand::SetHeartbeat { milliseconds } => emotes.set_heartbeat(milliseconds),
        // Those that answer were answered before.
        _ => {}
    }
}
