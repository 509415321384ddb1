//! The commands of the Twitch stand-in.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Platforms, read, refuse, somebody};
use crate::FakeTwitch;
use crate::twitch::{ChannelKind, Line, Plan};

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
    /// With `connection`, that one alone; see `connections`.
    Reconnect {
        #[serde(default)]
        grace_ms: u64,
        connection: Option<u64>,
    },
    Storm {
        joins: u32,
        #[serde(default)]
        grace_ms: u64,
    },
    /// With `connection`, that one alone.
    Drop {
        connection: Option<u64>,
    },
    /// With `connection`, that one alone.
    Freeze {
        connection: Option<u64>,
    },
    /// `line` is text to send; this is how it travels.
    SetLine(Line),
    Notice {
        channel: String,
        id: String,
        text: String,
    },
    /// A message whose text has so many bytes.
    Oversized {
        channel: String,
        bytes: usize,
    },
    Endless {
        bytes: usize,
    },
    /// Says numbered messages (see [`Plan`]) and answers at once; what became of them is under
    /// `twitch.numbered` in `GET /stats`.
    Stream(Plan),
    /// Answers when `stream` is done with this number.
    Settled {
        channel: String,
        number: u64,
    },
    /// Answers with the open connections and what each has joined.
    Connections {},
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

pub(super) async fn obey(
    State(platforms): State<Arc<Platforms>>,
    Path(command): Path<String>,
    body: Bytes,
) -> Response {
    match read(&command, &body) {
        Ok(TwitchCommand::Stream(plan)) => {
            let twitch = platforms.twitch.clone();
            let saying = async move { twitch.numbered(plan).await };
            tokio::spawn(platforms.stop.clone().run_until_cancelled_owned(saying));
            Json(json!({})).into_response()
        }
        Ok(command) => Json(answer(&platforms.twitch, command).await).into_response(),
        Err(reason) => refuse(StatusCode::BAD_REQUEST, &reason),
    }
}

async fn answer(twitch: &FakeTwitch, command: TwitchCommand) -> Value {
    let mut reached = 0;
    match command {
        TwitchCommand::Say { channel, name, text } => {
            return json!({"id": twitch.say(&channel, &name, &text).await});
        }
        TwitchCommand::Oversized { channel, bytes } => {
            return json!({"id": twitch.say(&channel, "Somebody", &"x".repeat(bytes)).await});
        }
        TwitchCommand::Received {} => return json!({"lines": twitch.lines_received()}),
        TwitchCommand::Connections {} => return json!({"connections": twitch.connections()}),
        TwitchCommand::Line { line } => reached = twitch.send_line(&line).await,
        TwitchCommand::Lines { lines } => reached = twitch.send_lines(&lines).await,
        TwitchCommand::Raw { text } => reached = twitch.send_raw(&text).await,
        TwitchCommand::Notice { channel, id, text } => {
            reached = twitch.notice(&channel, &id, &text).await;
        }
        TwitchCommand::Endless { bytes } => reached = twitch.endless(bytes).await,
        TwitchCommand::Fragments { parts } => {
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            reached = twitch.send_fragments(&parts).await;
        }
        TwitchCommand::Reconnect { grace_ms, connection } => {
            let grace = Duration::from_millis(grace_ms);
            match connection {
                Some(connection) => twitch.reconnect_one(connection, grace).await,
                None => twitch.reconnect(grace).await,
            }
        }
        TwitchCommand::Storm { joins, grace_ms } => {
            twitch.storm(joins, Duration::from_millis(grace_ms));
        }
        TwitchCommand::Drop { connection: Some(connection) } => twitch.drop_one(connection),
        TwitchCommand::Drop { connection: None } => twitch.drop_connections(),
        TwitchCommand::Freeze { connection } => twitch.freeze(connection),
        TwitchCommand::SetLine(line) => twitch.set_line(line),
        TwitchCommand::Refuse { on } => twitch.refuse(on),
        TwitchCommand::Stall { on } => twitch.stall(on),
        TwitchCommand::Channel { channel, kind } => twitch.set_channel(&channel, kind),
        TwitchCommand::RejectToken { token } => twitch.reject_token(&token),
        TwitchCommand::Joined { channel, count } => twitch.joined(&channel, count).await,
        TwitchCommand::Settled { channel, number } => twitch.settled(&channel, number).await,
        // Begun before, for nobody waits for its end.
        TwitchCommand::Stream(_) => {}
    }
    json!({"reached": reached})
}
