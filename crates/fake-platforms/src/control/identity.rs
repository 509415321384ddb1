//! The commands of the identity services' stand-in.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Platforms, read, refuse};
use crate::FakeIdentity;
use crate::identity::{IdentityFault, Refusal};

/// The bodies of `POST /identity/…`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "each is the method of FakeIdentity with its name")]
pub enum IdentityCommand {
    /// Answers with `{"known"}`.
    Confirm {
        user_code: String,
        login: String,
    },
    /// Answers with `{"known"}`.
    Deny {
        user_code: String,
    },
    SetLifetime {
        seconds: u64,
    },
    SetInterval {
        seconds: u64,
    },
    ExpireAccessTokens {},
    EndSignIns {},
    SetConsent {
        agrees: bool,
    },
    SetPerson {
        person: String,
    },
    SetHasChannel {
        has_channel: bool,
    },
    /// Without `times`, for ever.
    Fail {
        on: String,
        fault: IdentityFault,
        times: Option<u32>,
    },
    Heal {},
    MakeModerator {
        person: String,
        room: String,
    },
    /// The next call of Helix or the Data API whose path starts with `on`.
    Refuse {
        on: String,
        refusal: Refusal,
    },
    SetBadge {
        room: String,
        set: String,
        version: String,
        title: String,
        image: String,
    },
    SetTwitchEmote {
        room: String,
        id: String,
        name: String,
    },
    SetCheermote {
        room: String,
        prefix: String,
        tiers: Vec<u64>,
    },
    /// Something happens in a Twitch channel. Answers with `{"told"}`: how many were told.
    Event {
        kind: String,
        login: String,
        event: Value,
    },
    /// AutoMod holds a message. Answers with `{"id"}`.
    Hold {
        login: String,
        name: String,
        text: String,
    },
    /// Answers with `{"known"}`.
    EndHold {
        message: String,
        status: String,
    },
    /// Left out, there is no end of them.
    SetQuota {
        units: Option<u64>,
    },
    SetKeys {
        good: bool,
    },
    SetPollingInterval {
        milliseconds: u64,
    },
    CutStreams {},
    /// Answers with `{"secrets": […]}`.
    Secrets {},
    /// Answers with `{"good"}`.
    IsGood {
        access_token: String,
    },
}

pub(super) async fn obey(
    State(platforms): State<Arc<Platforms>>,
    Path(command): Path<String>,
    body: Bytes,
) -> Response {
    match read(&command, &body) {
        Ok(command) => Json(answer(&platforms.identity, command)).into_response(),
        Err(reason) => refuse(StatusCode::BAD_REQUEST, &reason),
    }
}

fn answer(identity: &FakeIdentity, command: IdentityCommand) -> Value {
    match command {
        IdentityCommand::Confirm { user_code, login } => {
            return json!({"known": identity.confirm(&user_code, &login)});
        }
        IdentityCommand::Deny { user_code } => {
            return json!({"known": identity.deny(&user_code)});
        }
        IdentityCommand::Event { kind, login, event } => {
            return json!({"told": identity.event(&kind, &login, &event)});
        }
        IdentityCommand::Hold { login, name, text } => {
            return json!({"id": identity.hold(&login, &name, &text)});
        }
        IdentityCommand::EndHold { message, status } => {
            return json!({"known": identity.end_hold(&message, &status)});
        }
        IdentityCommand::Secrets {} => return json!({"secrets": identity.secrets()}),
        IdentityCommand::IsGood { access_token } => {
            return json!({"good": identity.is_good(&access_token)});
        }
        IdentityCommand::SetLifetime { seconds } => {
            identity.set_lifetime(Duration::from_secs(seconds));
        }
        IdentityCommand::SetInterval { seconds } => identity.set_interval(seconds),
        IdentityCommand::ExpireAccessTokens {} => identity.expire_access_tokens(),
        IdentityCommand::EndSignIns {} => identity.end_sign_ins(),
        IdentityCommand::SetConsent { agrees } => identity.set_consent(agrees),
        IdentityCommand::SetPerson { person } => identity.set_person(&person),
        IdentityCommand::SetHasChannel { has_channel } => identity.set_has_channel(has_channel),
        IdentityCommand::Fail { on, fault, times } => identity.fail(&on, fault, times),
        IdentityCommand::SetQuota { units } => identity.set_quota(units),
        IdentityCommand::SetKeys { good } => identity.set_keys(good),
        IdentityCommand::SetPollingInterval { milliseconds } => {
            identity.set_polling_interval(milliseconds);
        }
        IdentityCommand::CutStreams {} => identity.cut_streams(),
        IdentityCommand::Heal {} => identity.heal(),
        IdentityCommand::MakeModerator { person, room } => identity.make_moderator(&person, &room),
        IdentityCommand::Refuse { on, refusal } => identity.refuse(&on, refusal),
        IdentityCommand::SetBadge { room, set, version, title, image } => {
            identity.set_badge(&room, &set, &version, &title, &image);
        }
        IdentityCommand::SetCheermote { room, prefix, tiers } => {
            identity.set_cheermote(&room, &prefix, &tiers);
        }
        IdentityCommand::SetTwitchEmote { room, id, name } => {
            identity.set_twitch_emote(&room, &id, &name);
        }
    }
    json!({})
}
