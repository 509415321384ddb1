//! The commands of the YouTube stand-in.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Platforms, read, refuse, somebody};
use crate::youtube::{Author, Continuation, Emoji, Fault, Limits, Stream, StreamState};
use crate::{Error, FakeYouTube, Pace};

/// The bodies of `POST /youtube/…`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "each is the method of FakeYouTube with its name")]
pub enum YouTubeCommand {
    Stream(Stream),
    /// Without `video` the usual choice again.
    ShowOnLive {
        channel: String,
        video: Option<String>,
    },
    /// With `channel`, of that one alone.
    Lockups {
        on: bool,
        channel: Option<String>,
    },
    Limits(Limits),
    /// `[{"timed": 5000}, {"invalidation": 10000}, "reload", "unknown"]`; none is the usual one.
    Continuations {
        video: String,
        kinds: Vec<Continuation>,
    },
    RejectTokens {
        video: String,
    },
    State {
        video: String,
        state: StreamState,
    },
    End {
        video: String,
    },
    /// Where the text has `:name:` of one of the `emoji`, it has that.
    Chat {
        video: String,
        #[serde(default)]
        author: Author,
        text: String,
        #[serde(default)]
        emoji: Vec<Emoji>,
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
    /// `fault` is `{"status": 503}`, `"truncated"` and so on, see [`Fault`]. `times` left out: until
    /// `heal`.
    Fault {
        path: String,
        fault: Fault,
        times: Option<u32>,
    },
    Heal {},
    Consent {
        on: bool,
    },
    /// Says `count` messages, `rate` a second (0: all at once), and answers at once. See `said`.
    Numbered {
        video: String,
        count: u64,
        #[serde(default)]
        rate: f64,
    },
    /// Answers when the numbered message was said.
    Said {
        video: String,
        number: u64,
    },
    /// Answers when so many requests of this path came in.
    Requested {
        path: String,
        count: u64,
    },
    /// Answers when so many polls were answered.
    Polled {
        video: String,
        count: u64,
    },
}

pub(super) async fn obey(
    State(platforms): State<Arc<Platforms>>,
    Path(command): Path<String>,
    body: Bytes,
) -> Response {
    let command = match read(&command, &body) {
        Ok(command) => command,
        Err(reason) => return refuse(StatusCode::BAD_REQUEST, &reason),
    };
    let answer = match command {
        YouTubeCommand::Numbered { video, count, rate } => numbered(&platforms, video, count, rate),
        YouTubeCommand::Polled { video, count } => {
            platforms.youtube.polled(&video, count).await;
            Ok(json!({}))
        }
        YouTubeCommand::Said { video, number } => {
            platforms.youtube.said(&video, number).await;
            Ok(json!({}))
        }
        YouTubeCommand::Requested { path, count } => {
            platforms.youtube.requested(&path, count).await;
            Ok(json!({}))
        }
        command => at_once(&platforms.youtube, command),
    };
    match answer {
        Ok(answer) => Json(answer).into_response(),
        Err(error) => refuse(StatusCode::NOT_FOUND, &error.to_string()),
    }
}

fn numbered(platforms: &Platforms, video: String, count: u64, rate: f64) -> Result<Value, Error> {
    let youtube = platforms.youtube.clone();
    youtube.knows(&video)?;
    tokio::spawn(platforms.stop.clone().run_until_cancelled_owned(async move {
        if let Err(error) = youtube.numbered(&video, count, Pace::even(rate)).await {
            tracing::warn!(%error, "the numbered messages ended early");
        }
    }));
    Ok(json!({}))
}

fn at_once(youtube: &FakeYouTube, command: YouTubeCommand) -> Result<Value, Error> {
    match command {
        YouTubeCommand::Chat { video, mut author, text, emoji } => {
            if author.name.is_empty() {
                author.name = somebody();
            }
            let id = youtube.chat_with(&video, &author, &text, &emoji)?;
            return Ok(json!({"id": id, "author_id": author.channel_id()}));
        }
        YouTubeCommand::Spam { video, name, text } => {
            return Ok(json!({"id": youtube.spam(&video, &name, &text)?}));
        }
        YouTubeCommand::Stream(stream) => youtube.declare(stream),
        YouTubeCommand::ShowOnLive { channel, video } => {
            youtube.show_on_live(&channel, video.as_deref());
        }
        YouTubeCommand::Lockups { on, channel: None } => youtube.set_lockups(on),
        YouTubeCommand::Lockups { on, channel: Some(channel) } => {
            youtube.set_lockups_of(&channel, on);
        }
        YouTubeCommand::Limits(limits) => youtube.set_limits(limits),
        YouTubeCommand::Continuations { video, kinds } => {
            youtube.set_continuations(&video, &kinds)?;
        }
        YouTubeCommand::RejectTokens { video } => youtube.reject_tokens(&video)?,
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
        YouTubeCommand::Numbered { .. }
        | YouTubeCommand::Said { .. }
        | YouTubeCommand::Requested { .. }
        | YouTubeCommand::Polled { .. } => {}
    }
    Ok(json!({}))
}
