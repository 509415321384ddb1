//! The calls of `www.googleapis.com/youtube/v3` that read: with a sign-in, or with a plain key.
//!
//! <https://developers.google.com/youtube/v3/live/docs/liveChatMessages/list>, and its neighbour
//! that streams. Each costs units of a quota.

#![expect(clippy::result_large_err, reason = "a refusal is the answer itself")]

use std::convert::Infallible;

use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::FakeIdentity;
use super::routes::{Fields, Shared, answer, field};
use super::world::World;
use super::writes::{bearer, refused, youtube as refusal};
use crate::FakeYouTube;
use crate::youtube::{ChatRoom, StreamState, channel_id};

/// What clients may ask for, and how it goes.
pub(super) struct Reads {
    /// Units that are left; `None` is no end of them.
    quota: Option<u64>,
    /// Whether plain keys are good.
    keys: bool,
    /// Streams that began before this are cut.
    cuts: u64,
    /// What lists and streams ask clients to wait, in milliseconds.
    interval: u64,
}

impl Default for Reads {
    fn default() -> Self {
        Self { quota: None, keys: true, cuts: 0, interval: 1_000 }
    }
}

/// Who asks.
enum Reader {
    /// Somebody with this handle.
    Person(String),
    /// Somebody with a key.
    Anybody,
}

impl Reader {
    fn owns(&self, room: &ChatRoom) -> bool {
        matches!(self, Self::Person(handle) if channel_id(handle) == room.channel)
    }
}

const NO_CREDENTIALS: &str = "Request had invalid authentication credentials. Expected OAuth 2 \
                              access token, login cookie or other valid authentication credential.";

/// Who asks for what costs so much, and where the chats are; or the refusal.
fn reader(
    world: &watch::Sender<World>,
    headers: &HeaderMap,
    fields: &Fields,
    path: &str,
    cost: u64,
) -> Result<(Reader, FakeYouTube), Response> {
    let header = headers.get("x-goog-api-key").and_then(|key| key.to_str().ok());
    let key = header.unwrap_or_else(|| field(fields, "key"));
    let mut result = Err(refusal(401, "authError", NO_CREDENTIALS));
    world.send_modify(|world| {
        let reader = if key.is_empty() {
            let token = bearer(headers);
            let grant = world.access(token).filter(|_| token.starts_with("ya29."));
            let Some(grant) = grant else { return };
            Reader::Person(format!("@{}", grant.user))
        } else {
            world.secrets.insert(key.to_owned());
            if !world.reads.keys || !key.starts_with("AIza") {
                result = Err(wrong_key());
                return;
            }
            Reader::Anybody
        };
        if let Some(refusal) = refused(world, path) {
            result = Err(refusal);
            return;
        }
        world.stats.units += cost;
        match &mut world.reads.quota {
            Some(left) if *left < cost => {
                let message = "The request cannot be completed because you have exceeded your \
                               <a href=\"/youtube/v3/getting-started#quota\">quota</a>.";
                result = Err(refusal(403, "quotaExceeded", message));
                return;
            }
            Some(left) => *left -= cost,
            None => {}
        }
        result = match world.writes.chats.clone() {
            Some((_, youtube)) => Ok((reader, youtube)),
            None => Err(refusal(500, "backendError", "write_to was not called")),
        };
    });
    result
}

fn wrong_key() -> Response {
    let message = "API key not valid. Please pass a valid API key.";
    let reason = json!({
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "API_KEY_INVALID",
        "domain": "googleapis.com",
    });
    let error = json!({"message": message, "domain": "global", "reason": "badRequest"});
    answer(
        400,
        json!({"error": {"code": 400, "message": message, "errors": [error],
        "status": "INVALID_ARGUMENT", "details": [reason]}}),
    )
}

/// A chat that this reader may read; or the refusal.
fn open(youtube: &FakeYouTube, chat: &str, reader: &Reader) -> Result<ChatRoom, Response> {
    let Some(room) = youtube.room_with(chat) else {
        let message = "The live chat that you are trying to retrieve cannot be found.";
        return Err(refusal(404, "liveChatNotFound", message));
    };
    match room.state {
        StreamState::Live | StreamState::Upcoming => Ok(room),
        StreamState::Private | StreamState::MembersOnly if reader.owns(&room) => Ok(room),
        StreamState::ChatDisabled => {
            let message = "Live chat is not enabled for the specified broadcast.";
            Err(refusal(403, "liveChatDisabled", message))
        }
        StreamState::Ended | StreamState::None => {
            Err(refusal(403, "liveChatEnded", "The specified live chat is no longer live."))
        }
        StreamState::Private | StreamState::MembersOnly => {
            let message = "You do not have the permissions to retrieve messages for the live chat.";
            Err(refusal(403, "forbidden", message))
        }
    }
}

fn is_on_air(room: &ChatRoom) -> bool {
    matches!(
        room.state,
        StreamState::Live
            | StreamState::MembersOnly
            | StreamState::ChatDisabled
            | StreamState::Private
    )
}

pub(super) async fn videos(
    State(world): Shared,
    headers: HeaderMap,
    Query(fields): Query<Fields>,
) -> Response {
    let (reader, youtube) = match reader(&world, &headers, &fields, "/youtube/v3/videos", 1) {
        Ok(found) => found,
        Err(refusal) => return refusal,
    };
    let room = youtube.room_of(field(&fields, "id"));
    let room = room.filter(|room| room.state != StreamState::Private || reader.owns(room));
    let items: Vec<Value> = room
        .map(|room| {
            let has_chat = is_on_air(&room) && room.state != StreamState::ChatDisabled;
            let details = match has_chat || room.is_open() {
                true => json!({"activeLiveChatId": room.id}),
                false => json!({"actualEndTime": "2026-11-24T12:00:00Z"}),
            };
            json!({
                "kind": "youtube#video",
                "id": room.video,
                "snippet": {"title": room.title, "channelId": room.channel},
                "liveStreamingDetails": details,
            })
        })
        .into_iter()
        .collect();
    answer(200, json!({"kind": "youtube#videoListResponse", "items": items}))
}

/// `liveBroadcasts?mine=true`.
pub(super) async fn broadcasts(
    State(world): Shared,
    headers: HeaderMap,
    Query(fields): Query<Fields>,
) -> Response {
    let path = "/youtube/v3/liveBroadcasts";
    let (reader, youtube) = match reader(&world, &headers, &fields, path, 1) {
        Ok(found) => found,
        Err(refusal) => return refusal,
    };
    let Reader::Person(handle) = reader else {
        return refusal(401, "authError", NO_CREDENTIALS);
    };
    let filters = ["mine", "id", "broadcastStatus"];
    if filters.iter().filter(|filter| !field(&fields, filter).is_empty()).count() != 1 {
        return refusal(400, "invalidParameter", "Incompatible parameters specified.");
    }
    let item = |room: ChatRoom| {
        let life = if is_on_air(&room) { "live" } else { "complete" };
        let privacy = match room.state {
            StreamState::Private => "private",
            _ if room.unlisted => "unlisted",
            _ => "public",
        };
        json!({
            "kind": "youtube#liveBroadcast",
            "id": room.video,
            "snippet": {"title": room.title, "channelId": room.channel, "liveChatId": room.id},
            "status": {"lifeCycleStatus": life, "privacyStatus": privacy},
        })
    };
    let rooms = youtube.rooms_of(&channel_id(&handle));
    let items: Vec<Value> = rooms.into_iter().map(item).collect();
    answer(200, json!({"kind": "youtube#liveBroadcastListResponse", "items": items}))
}

/// Where a page token leads; or the refusal.
fn position(fields: &Fields) -> Result<Option<u64>, Response> {
    let place = |token: &str| token.strip_prefix("page-")?.parse().ok();
    match field(fields, "pageToken") {
        "" => Ok(None),
        token => place(token).map(Some).ok_or_else(|| {
            let message = "The <code>pageToken</code> parameter is not valid.";
            refusal(400, "pageTokenInvalid", message)
        }),
    }
}

/// What a list and a stream begin with.
fn begin(
    world: &watch::Sender<World>,
    headers: &HeaderMap,
    fields: &Fields,
    path: &str,
) -> Result<(FakeYouTube, ChatRoom, Option<u64>), Response> {
    let (reader, youtube) = reader(world, headers, fields, path, 5)?;
    let room = open(&youtube, field(fields, "liveChatId"), &reader)?;
    let position = position(fields)?;
    Ok((youtube, room, position))
}

/// One answer of either, and the place after it.
fn page(
    youtube: &FakeYouTube,
    room: &ChatRoom,
    position: Option<u64>,
    interval: u64,
) -> (Value, u64) {
    let page = youtube.official_page(room, position);
    let value = json!({
        "kind": "youtube#liveChatMessageListResponse",
        "etag": "x",
        "pollingIntervalMillis": interval,
        "pageInfo": {"totalResults": page.items.len(), "resultsPerPage": page.items.len()},
        "nextPageToken": format!("page-{}", page.position),
        "items": page.items,
    });
    (value, page.position)
}

pub(super) async fn list(
    State(world): Shared,
    headers: HeaderMap,
    Query(fields): Query<Fields>,
) -> Response {
    let begun = begin(&world, &headers, &fields, "/youtube/v3/liveChat/messages");
    match begun {
        Ok((youtube, room, position)) => {
            let interval = world.borrow().reads.interval;
            answer(200, page(&youtube, &room, position, interval).0)
        }
        Err(refusal) => refusal,
    }
}

/// The same as one array, whose items come as they happen.
pub(super) async fn stream(
    State(world): Shared,
    headers: HeaderMap,
    Query(fields): Query<Fields>,
) -> Response {
    let begun = begin(&world, &headers, &fields, "/youtube/v3/liveChat/messages/stream");
    let (youtube, room, position) = match begun {
        Ok(begun) => begun,
        Err(refusal) => return refusal,
    };
    world.send_modify(|world| world.stats.streams += 1);
    let cuts = world.borrow().reads.cuts;
    let streaming = Streaming { world, youtube, room, position, cuts, is_first: true };
    let body = stream::unfold(Some(streaming), |streaming| async move {
        let (piece, next) = streaming?.next().await?;
        Some((Ok::<_, Infallible>(Bytes::from(piece)), next))
    });
    let json = [(header::CONTENT_TYPE, "application/json; charset=UTF-8")];
    (json, Body::from_stream(body)).into_response()
}

struct Streaming {
    world: watch::Sender<World>,
    youtube: FakeYouTube,
    room: ChatRoom,
    position: Option<u64>,
    cuts: u64,
    is_first: bool,
}

impl Streaming {
    /// The next part of the body; nothing where it ends.
    async fn next(mut self) -> Option<(String, Option<Self>)> {
        let mut happenings = self.youtube.happenings();
        let mut changes = self.world.subscribe();
        loop {
            let (interval, cuts) = {
                let world = changes.borrow_and_update();
                (world.reads.interval, world.reads.cuts)
            };
            if cuts != self.cuts {
                return None;
            }
            let state = self.youtube.room_of(&self.room.video).map(|room| room.state);
            let is_over = matches!(state, Some(StreamState::Ended | StreamState::None) | None);
            let (mut page, position) = page(&self.youtube, &self.room, self.position, interval);
            let has_items = self.position != Some(position);
            self.position = Some(position);
            let comma = if self.is_first { "[" } else { ",\r\n" };
            if is_over {
                page["offlineAt"] = jiff::Timestamp::now().to_string().into();
                return Some((format!("{comma}{page}]"), None));
            }
            if has_items || self.is_first {
                self.is_first = false;
                return Some((format!("{comma}{page}"), Some(self)));
            }
            tokio::select! {
                is_there = happenings.changed() => if !is_there { return None },
                told = changes.changed() => if told.is_err() { return None },
            }
        }
    }
}

impl FakeIdentity {
    /// How many units of YouTube's quota are left; `None` is no end of them.
    pub fn set_quota(&self, units: Option<u64>) {
        self.changed(|world| world.reads.quota = units);
    }

    /// Whether plain API keys, which begin with `AIza`, are good.
    pub fn set_keys(&self, good: bool) {
        self.changed(|world| world.reads.keys = good);
    }

    /// Ends all streams of chats, as YouTube does now and then.
    pub fn cut_streams(&self) {
        self.changed(|world| world.reads.cuts += 1);
    }

    /// What lists and streams ask clients to wait.
    pub fn set_polling_interval(&self, milliseconds: u64) {
        self.changed(|world| world.reads.interval = milliseconds);
    }
}
