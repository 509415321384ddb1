//! An HTTP endpoint that drives both stand-ins, for tests in other languages.
//!
//! `POST /twitch/{command}` and `POST /youtube/{command}` take a JSON object with the fields of
//! the [`TwitchCommand`] or [`YouTubeCommand`] of that name in `snake_case`, and answer with a JSON
//! object. `GET /stats` tells what has happened.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::twitch::ChannelKind;
use crate::youtube::{Author, Fault, Stream, StreamState};
use crate::{Error, FakeTwitch, FakeYouTube};

/// A running control endpoint; dropped, it stops.
pub struct Control {
    address: SocketAddr,
    _running: DropGuard,
}

/// The bodies of `POST /twitch/…`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "each is the method of FakeTwitch with its name")]
pub enum TwitchCommand {
    Say {
        channel: String,
        #[serde(default = "somebody")]
        name: String,
        text: String,
    },
    Line {
        line: String,
    },
    /// All in one frame.
    Lines {
        lines: Vec<String>,
    },
    Raw {
        text: String,
    },
    Fragments {
        parts: Vec<String>,
    },
    Reconnect {
        #[serde(default)]
        grace_ms: u64,
    },
    Drop {},
    Refuse {
        on: bool,
    },
    Stall {
        on: bool,
    },
    Channel {
        channel: String,
        kind: ChannelKind,
    },
    RejectToken {
        token: String,
    },
    /// Answers when so many connections have joined.
    Joined {
        channel: String,
        count: usize,
    },
    /// Answers with the last lines that clients sent.
    Received {},
}

/// The bodies of `POST /youtube/…`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "each is the method of FakeYouTube with its name")]
pub enum YouTubeCommand {
    Stream(Stream),
    State {
        video: String,
        state: StreamState,
    },
    End {
        video: String,
    },
    Chat {
        video: String,
        #[serde(default)]
        author: Author,
        text: String,
    },
    Spam {
        video: String,
        #[serde(default = "somebody")]
        name: String,
        text: String,
    },
    Action {
        video: String,
        action: Value,
    },
    Remove {
        video: String,
        item: String,
    },
    RemoveAuthor {
        video: String,
        channel: String,
    },
    /// `times` left out: until `heal`.
    Fault {
        path: String,
        fault: Fault,
        times: Option<u32>,
    },
    Heal {},
    Consent {
        on: bool,
    },
    /// Answers when so many polls were answered.
    Polled {
        video: String,
        count: u64,
    },
}

fn somebody() -> String {
    "Somebody".to_owned()
}

#[derive(Clone)]
struct Platforms {
    twitch: FakeTwitch,
    youtube: FakeYouTube,
}

impl Control {
    /// Starts on this port of 127.0.0.1; 0 is any free one.
    pub async fn start(port: u16, twitch: FakeTwitch, youtube: FakeYouTube) -> Result<Self, Error> {
        let (listener, address) = crate::listen(port).await?;
        let routes = Router::new()
            .route("/twitch/{command}", post(on_twitch))
            .route("/youtube/{command}", post(on_youtube))
            .route("/stats", get(stats))
            .with_state(Arc::new(Platforms { twitch, youtube }));
        let stop = CancellationToken::new();
        crate::serve(listener, routes, stop.clone());
        Ok(Self { address, _running: stop.drop_guard() })
    }

    /// Where it listens.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

async fn stats(State(platforms): State<Arc<Platforms>>) -> Json<Value> {
    Json(json!({"twitch": platforms.twitch.stats(), "youtube": platforms.youtube.stats()}))
}

async fn on_twitch(
    State(platforms): State<Arc<Platforms>>,
    Path(command): Path<String>,
    body: Bytes,
) -> Response {
    let command = match read(&command, &body) {
        Ok(command) => command,
        Err(reason) => return refuse(StatusCode::BAD_REQUEST, &reason),
    };
    Json(obey_twitch(&platforms.twitch, command).await).into_response()
}

async fn obey_twitch(twitch: &FakeTwitch, command: TwitchCommand) -> Value {
    let mut reached = 0;
    match command {
        TwitchCommand::Say { channel, name, text } => {
            return json!({"id": twitch.say(&channel, &name, &text).await});
        }
        TwitchCommand::Received {} => return json!({"lines": twitch.lines_received()}),
        TwitchCommand::Line { line } => reached = twitch.send_line(&line).await,
        TwitchCommand::Lines { lines } => reached = twitch.send_lines(&lines).await,
        TwitchCommand::Raw { text } => reached = twitch.send_raw(&text).await,
        TwitchCommand::Fragments { parts } => {
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            reached = twitch.send_fragments(&parts).await;
        }
        TwitchCommand::Reconnect { grace_ms } => {
            twitch.reconnect(Duration::from_millis(grace_ms)).await;
        }
        TwitchCommand::Drop {} => twitch.drop_connections(),
        TwitchCommand::Refuse { on } => twitch.refuse(on),
        TwitchCommand::Stall { on } => twitch.stall(on),
        TwitchCommand::Channel { channel, kind } => twitch.set_channel(&channel, kind),
        TwitchCommand::RejectToken { token } => twitch.reject_token(&token),
        TwitchCommand::Joined { channel, count } => twitch.joined(&channel, count).await,
    }
    json!({"reached": reached})
}

async fn on_youtube(
    State(platforms): State<Arc<Platforms>>,
    Path(command): Path<String>,
    body: Bytes,
) -> Response {
    let command = match read(&command, &body) {
        Ok(command) => command,
        Err(reason) => return refuse(StatusCode::BAD_REQUEST, &reason),
    };
    match obey_youtube(&platforms.youtube, command).await {
        Ok(answer) => Json(answer).into_response(),
        Err(error) => refuse(StatusCode::NOT_FOUND, &error.to_string()),
    }
}

async fn obey_youtube(youtube: &FakeYouTube, command: YouTubeCommand) -> Result<Value, Error> {
    match command {
        YouTubeCommand::Chat { video, mut author, text } => {
            if author.name.is_empty() {
                author.name = somebody();
            }
            let id = youtube.chat_as(&video, &author, &text)?;
            return Ok(json!({"id": id, "author_id": author.channel_id()}));
        }
        YouTubeCommand::Spam { video, name, text } => {
            return Ok(json!({"id": youtube.spam(&video, &name, &text)?}));
        }
        YouTubeCommand::Stream(stream) => youtube.declare(stream),
        YouTubeCommand::State { video, state } => youtube.set_state(&video, state)?,
        YouTubeCommand::End { video } => youtube.end(&video)?,
        YouTubeCommand::Action { video, action } => youtube.action(&video, action)?,
        YouTubeCommand::Remove { video, item } => youtube.remove(&video, &item)?,
        YouTubeCommand::RemoveAuthor { video, channel } => {
            youtube.remove_author(&video, &channel)?;
        }
        YouTubeCommand::Fault { path, fault, times } => youtube.fail(&path, fault, times),
        YouTubeCommand::Heal {} => youtube.heal(),
        YouTubeCommand::Consent { on } => youtube.set_consent_wall(on),
        YouTubeCommand::Polled { video, count } => youtube.polled(&video, count).await,
    }
    Ok(json!({}))
}

/// The command of this name with the fields of the body; an empty body has none.
fn read<C: DeserializeOwned>(name: &str, body: &[u8]) -> Result<C, String> {
    let fields = if body.is_empty() { b"{}" } else { body };
    let fields: Value = serde_json::from_slice(fields).map_err(|error| error.to_string())?;
    serde_json::from_value(json!({ name: fields })).map_err(|error| error.to_string())
}

fn refuse(status: StatusCode, reason: &str) -> Response {
    (status, Json(json!({"error": reason}))).into_response()
}
