//! What was written with tokens of these services, and what is refused on request.

use std::collections::{BTreeSet, HashMap, VecDeque};

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::time::Instant;

use super::FakeIdentity;
use super::routes::answer;
use super::world::World;
use crate::{FakeTwitch, FakeYouTube};

/// A refusal as the platform makes it, while all else is as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Twitch: 200 with `is_sent` false.
    Dropped {
        /// `msg_rejected`, `msg_duplicate`, …
        code: String,
        /// Twitch's words.
        message: String,
    },
    /// Twitch: 429, for so many seconds.
    Limited {
        /// When it is over.
        seconds: u64,
    },
    /// Twitch: a status and its words.
    Twitch {
        /// The status.
        status: u16,
        /// Its words.
        message: String,
    },
    /// YouTube: a status, its words and its reason.
    YouTube {
        /// The status.
        status: u16,
        /// `liveChatEnded`, `quotaExceeded`, …
        reason: String,
        /// Its words, with its HTML.
        message: String,
    },
}

impl Refusal {
    fn answer(self) -> Response {
        match self {
            Self::Dropped { code, message } => {
                let dropped = json!({"code": code, "message": message});
                let sent = json!({"message_id": "", "is_sent": false, "drop_reason": dropped});
                answer(200, json!({ "data": [sent] }))
            }
            Self::Limited { seconds } => {
                let reset = crate::since_epoch().as_secs() + seconds;
                let headers = [
                    ("Ratelimit-Limit", "800".to_owned()),
                    ("Ratelimit-Remaining", "0".to_owned()),
                    ("Ratelimit-Reset", reset.to_string()),
                ];
                (headers, twitch(429, "Too Many Requests")).into_response()
            }
            Self::Twitch { status, message } => twitch(status, &message),
            Self::YouTube { status, reason, message } => youtube(status, &reason, &message),
        }
    }
}

/// A refusal of Helix: `{"error": "Unauthorized", "status": 401, "message": "…"}`.
pub(super) fn twitch(status: u16, message: &str) -> Response {
    let name = axum::http::StatusCode::from_u16(status).ok();
    let error = name.and_then(|status| status.canonical_reason()).unwrap_or_default();
    answer(status, json!({"error": error, "status": status, "message": message}))
}

/// A refusal of the Data API.
pub(super) fn youtube(status: u16, reason: &str, message: &str) -> Response {
    let domain = match reason {
        "quotaExceeded" => "youtube.quota",
        "accessNotConfigured" => "usageLimits",
        "authError" | "insufficientPermissions" => "global",
        _ if reason.starts_with("liveChatBan") => "youtube.liveChatBan",
        _ => "youtube.liveChat",
    };
    let error = json!({"message": message, "domain": domain, "reason": reason});
    answer(status, json!({"error": {"code": status, "message": message, "errors": [error]}}))
}

/// What was written.
#[derive(Default)]
pub(super) struct Writes {
    /// Where it is read.
    pub(super) chats: Option<(FakeTwitch, FakeYouTube)>,
    /// Who moderates where: login or handle, and room.
    moderators: BTreeSet<(String, String)>,
    refusals: VecDeque<(String, Refusal)>,
    /// Bans by room and person, or by YouTube's id: whether it is for good.
    pub(super) bans: HashMap<String, bool>,
    /// When each login of Twitch has written.
    sent: HashMap<String, VecDeque<Instant>>,
}

impl Writes {
    /// Whether this person of Twitch, or this handle of YouTube, may moderate there.
    pub(super) fn moderates(&self, person: &str, room: &str) -> bool {
        self.moderators.contains(&(person.to_owned(), room.to_owned()))
    }

    /// Twitch's limit: 20 messages in 30 s, 100 where one moderates.
    pub(super) fn may_send(&mut self, login: &str, moderates: bool) -> bool {
        let sent = self.sent.entry(login.to_owned()).or_default();
        sent.retain(|at| at.elapsed().as_secs() < 30);
        let most = if moderates { 100 } else { 20 };
        if sent.len() >= most {
            return false;
        }
        sent.push_back(Instant::now());
        true
    }
}

/// The refusal that is due for this path.
pub(super) fn refused(world: &mut World, path: &str) -> Option<Response> {
    let refusals = &mut world.writes.refusals;
    let index = refusals.iter().position(|(on, _)| path.starts_with(on.as_str()))?;
    refusals.remove(index).map(|(_, refusal)| refusal.answer())
}

pub(super) fn bearer(headers: &HeaderMap) -> &str {
    let value = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    value.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default()
}

impl FakeIdentity {
    /// What stands for `https://api.twitch.tv/helix`.
    #[must_use]
    pub fn twitch_api_url(&self) -> String {
        self.at("/twitch/helix")
    }

    /// What is written by the APIs comes back in these chats.
    pub fn write_to(&self, twitch: &FakeTwitch, youtube: &FakeYouTube) {
        self.changed(|world| world.writes.chats = Some((twitch.clone(), youtube.clone())));
    }

    /// Makes a person a moderator: a login of Twitch in the room with this id, or a handle of
    /// YouTube in the chats of this channel id. Whose channel it is needs no such thing.
    pub fn make_moderator(&self, person: &str, room: &str) {
        let moderator = (person.to_owned(), room.to_owned());
        self.changed(|world| world.writes.moderators.insert(moderator));
    }

    /// Refuses the next call whose path starts with `on` (`/twitch/helix/chat/messages`,
    /// `/youtube/v3/liveChat`) once it is known to come from somebody who may make it.
    pub fn refuse(&self, on: &str, refusal: Refusal) {
        self.changed(|world| world.writes.refusals.push_back((on.to_owned(), refusal)));
    }
}
