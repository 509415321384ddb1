//! The WebSocket: what a client may see, as it happens. `docs/protocol.md` describes it.

mod beside;
mod line;
mod lists;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocketUpgrade, close_code};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use chat::{Frame, MessageId, MessageView, Resume};
use engine::{
    EngineError, First, Key, ObsView, OverlayKind, OverlayOptions, PageInObs, PageOpen,
    PreviewOpen, Settings, Status, Subscription, SupportView, SyncView,
};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};

use self::beside::{Follows, Watched};
pub(crate) use self::line::Line;
use crate::Site;
use crate::access::Scope;
use crate::automod::HeldView;
use crate::error::{ApiError, Params};
use crate::feeds::JudgedView;
use crate::headers::is_of_obs;

/// Messages in a snapshot: what fits an overlay's screen, and what a dashboard scrolls through.
const OVERLAY_MESSAGES: usize = 60;
const OWNER_MESSAGES: usize = 150;
/// Changes in one frame.
const BATCH: usize = 256;
/// Clients have nothing to say.
const LONGEST_INCOMING: usize = 1_024;

pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/ws/{key}", get(upgrade))
}

#[derive(Deserialize)]
struct Place {
    epoch: Option<String>,
    after: Option<u64>,
    /// Whether it is the page in the overlay's editor, which shows the made-up messages too.
    #[serde(default)]
    preview: bool,
}

async fn upgrade(
    State(site): State<Site>,
    Path(key): Path<String>,
    Params(place): Params<Place>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Result<Response, ApiError> {
    let scope = site.scope_of(&key).ok_or_else(ApiError::unknown_key)?;
    let is_preview = place.preview;
    let resume = match place {
        Place { epoch: Some(epoch), after: Some(after), .. } => Some(Resume { epoch, after }),
        _ => None,
    };
    // It spares a refresh.
    let in_obs = is_of_obs(&headers);
    let upgrade = upgrade
        .max_message_size(LONGEST_INCOMING)
        .max_frame_size(LONGEST_INCOMING)
        .read_buffer_size(LONGEST_INCOMING);
    Ok(upgrade.on_upgrade(async move |socket| {
        let line = Line::Web(Box::new(socket));
        let client = Client { site, key, scope, in_obs, is_preview, look: String::new(), line };
        client.follow_to_its_end(resume).await;
    }))
}

/// Tells a moderator's page that came through the sync service what happens. Whether it was told the end.
pub(crate) async fn follow_guest(
    site: Site,
    key: Key,
    resume: Option<Resume>,
    mut line: Line,
) -> bool {
    let key = key.reveal().to_owned();
    let Some(scope) = site.scope_of(&key) else {
        let End { code, reason } = REVOKED;
        let frame = CloseFrame { code, reason: reason.into() };
        return line.send(Message::Close(Some(frame))).await.is_ok();
    };
    let look = String::new();
    let client = Client { site, key, scope, in_obs: false, is_preview: false, look, line };
    client.follow_to_its_end(resume).await
}

struct Client {
    site: Site,
    key: String,
    scope: Scope,
    /// Whether the page is shown by OBS.
    in_obs: bool,
    /// Whether the page shows its overlay to the person who edits it.
    is_preview: bool,
    /// How its overlay looks, as it was told last.
    look: String,
    line: Line,
}

/// Why a socket ends.
struct End {
    code: u16,
    reason: &'static str,
}

const GONE: End = End { code: close_code::NORMAL, reason: "the client is gone" };
const STOPPING: End = End { code: close_code::AWAY, reason: "the application stops" };
const REVOKED: End = End { code: close_code::POLICY, reason: "this address is not valid any more" };
const UNREADABLE: End = End { code: close_code::ERROR, reason: "a message can't be written down" };
const TALKING: End = End { code: close_code::POLICY, reason: "clients have nothing to say here" };

impl Client {
    /// Whether the client was told the end.
    async fn follow_to_its_end(self, resume: Option<Resume>) -> bool {
        let Err(End { code, reason }) = self.follow(resume).await else { return true };
        tracing::debug!(code, reason, "a client's socket ended");
        code != GONE.code
    }

    async fn follow(mut self, resume: Option<Resume>) -> Result<(), End> {
        let ended = self.run(resume).await;
        if let Err(End { code, reason }) = &ended
            && *code != GONE.code
        {
            let frame = CloseFrame { code: *code, reason: (*reason).into() };
            self.send(Message::Close(Some(frame))).await?;
        }
        ended
    }

    async fn run(&mut self, resume: Option<Resume>) -> Result<(), End> {
        let stopping = self.site.0.stopping.clone();
        let _open = self.counted();
        let mut watched = Watched::by(&self.site);
        // It may have changed since it was looked at, and before this was watched.
        if self.site.scope_of(&self.key).as_ref() != Some(&self.scope) {
            return Err(REVOKED);
        }
        let follows = self.follows()?;
        let mut frames = match follows {
            Follows::Stage | Follows::Support => None,
            Follows::Everything | Follows::Chat => Some(self.begin(resume).await?),
        };
        self.send_beside_chat(follows, &mut watched).await?;
        let overlay = follows != Follows::Everything;
        let (owner, dock) = (self.scope == Scope::Owner, self.scope == Scope::Dock);
        let over = self.over();
        tokio::pin!(over);
        loop {
            // Every arm is cancel-safe: it waits, and takes nothing before it is chosen.
            tokio::select! {
                () = stopping.cancelled() => return Err(STOPPING),
                () = &mut over => return Err(REVOKED),
                changed = watched.curtain.changed(), if overlay => {
                    changed.map_err(|_| STOPPING)?;
                    self.send_curtain(&mut watched.curtain).await?;
                }
                frame = next(&mut frames) => match frame {
                    Ok(frame) => self.send_changes(&frame, &mut frames).await?,
                    // Too far behind, or the overlay has other rules now: what is on screen now
                    // matters, not what was.
                    Err(RecvError::Lagged(_) | RecvError::Closed) => {
                        frames = Some(self.begin(None).await?);
                    }
                },
                changed = watched.focus.changed(), if follows.focus() => {
                    changed.map_err(|_| STOPPING)?;
                    self.send_focus(follows, &mut watched).await?;
                }
                changed = watched.support.changed(), if follows == Follows::Support => {
                    changed.map_err(|_| STOPPING)?;
                    self.send_support(&mut watched).await?;
                }
                incoming = self.line.recv() => match incoming {
                    Some(Message::Ping(_) | Message::Pong(_)) => {}
                    Some(Message::Text(_) | Message::Binary(_)) => return Err(TALKING),
                    Some(Message::Close(_)) | None => return Err(GONE),
                },
                list = watched.lists.changed(), if owner => self.say(list).await?,
                changed = watched.overlays.changed(), if overlay => {
                    changed.map_err(|_| STOPPING)?;
                    self.send_look(&mut watched.overlays).await?;
                    // Other rules may show others of them.
                    if follows == Follows::Chat {
                        self.send_samples(follows, &mut watched).await?;
                    }
                }
                changed = watched.samples.changed(), if self.is_preview && overlay => {
                    changed.map_err(|_| STOPPING)?;
                    self.send_samples(follows, &mut watched).await?;
                }
                changed = watched.sheets.changed(), if overlay => {
                    changed.map_err(|_| STOPPING)?;
                    self.send_look(&mut watched.overlays).await?;
                }
                changed = watched.status.changed(), if !overlay => {
                    changed.map_err(|_| STOPPING)?;
                    self.send_status(&mut watched.status).await?;
                }
                changed = watched.held.changed(), if !overlay => {
                    changed.map_err(|_| STOPPING)?;
                    self.send_held(&mut watched.held).await?;
                }
                changed = watched.automod.changed(), if !overlay => {
                    changed.map_err(|_| STOPPING)?;
                    self.send_automod(&mut watched.automod).await?;
                }
                changed = watched.settings.changed(), if owner => {
                    changed.map_err(|_| STOPPING)?;
                    self.send_settings(&mut watched.settings).await?;
                }
                changed = watched.obs.changed(), if owner => {
                    changed.map_err(|_| STOPPING)?;
                    self.send_obs(&mut watched.obs).await?;
                }
                changed = watched.sync.changed(), if owner => {
                    changed.map_err(|_| STOPPING)?;
                    self.send_sync(&mut watched.sync).await?;
                }
                _ = watched.dock_key.changed(), if dock => return Err(REVOKED),
                _ = watched.moderators.changed() => {
                    if self.site.scope_of(&self.key).as_ref() != Some(&self.scope) {
                        return Err(REVOKED);
                    }
                }
                Ok(()) = watched.closing.recv(), if owner => {
                    self.say(r#"{"type":"closing"}"#).await?;
                }
            }
        }
    }

    /// Counts the page among those that are open, for as long as what this gives lives.
    fn counted(&self) -> (Option<PageOpen>, Option<PageInObs>, Option<PreviewOpen>) {
        let engine = &self.site.0.engine;
        match &self.scope {
            Scope::Owner | Scope::Moderator(_) => (None, None, None),
            Scope::Dock => (Some(engine.dock_opened()), None, None),
            // Part of the dashboard, which does not count.
            Scope::Overlay(id) if self.is_preview => (None, None, Some(engine.preview_opened(id))),
            Scope::Overlay(id) => {
                let in_obs = self.in_obs.then(|| engine.overlay_opened_in_obs(id));
                (Some(engine.overlay_opened()), in_obs, None)
            }
        }
    }

    fn follows(&self) -> Result<Follows, End> {
        let Scope::Overlay(id) = &self.scope else { return Ok(Follows::Everything) };
        Ok(match self.site.0.engine.overlay(id).map_err(|_| REVOKED)?.kind {
            OverlayKind::Chat => Follows::Chat,
            OverlayKind::Focus => Follows::Stage,
            OverlayKind::Support => Follows::Support,
        })
    }

    async fn begin(
        &mut self,
        resume: Option<Resume>,
    ) -> Result<broadcast::Receiver<Arc<Frame>>, End> {
        let engine = &self.site.0.engine;
        let subscribed = match &self.scope {
            Scope::Owner | Scope::Dock | Scope::Moderator(_) => {
                engine.subscribe(resume, OWNER_MESSAGES).await
            }
            Scope::Overlay(id) => engine.follow_overlay(id, resume, OVERLAY_MESSAGES).await,
        };
        let Subscription { first, frames } = subscribed.map_err(|error| match error {
            EngineError::NotFound(_) => REVOKED,
            _ => STOPPING,
        })?;
        // In the frame that brings the chat, so that a page never shows it for a moment.
        let curtain = matches!(self.scope, Scope::Overlay(_)) && *engine.curtain().borrow();
        match first {
            First::Snapshot(snapshot) => {
                let messages = snapshot.messages.iter().map(|m| MessageView::new(m)).collect();
                let (epoch, seq) = (snapshot.epoch.as_str(), snapshot.seq);
                let ages = snapshot.ages.iter().map(Duration::as_millis).collect();
                let first = Outgoing::Snapshot { epoch, seq, curtain, messages, ages };
                self.send_json(&first).await?;
            }
            First::Resume { epoch, frames } => {
                let drawn = if curtain { r#""curtain":true,"# } else { "" };
                let head = format!(r#"{{"type":"resume","epoch":"{epoch}",{drawn}"changes":["#);
                self.send_joined(head, &frames).await?;
            }
        }
        Ok(frames)
    }

    /// Sends a frame, and with it those that are there already.
    async fn send_changes(
        &mut self,
        first: &Arc<Frame>,
        frames: &mut Option<broadcast::Receiver<Arc<Frame>>>,
    ) -> Result<(), End> {
        let mut batch = vec![Arc::clone(first)];
        while batch.len() < BATCH
            && let Some(there) = frames
        {
            match there.try_recv() {
                Ok(frame) => batch.push(frame),
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
                Err(TryRecvError::Lagged(_)) => {
                    *frames = Some(self.begin(None).await?);
                    return Ok(());
                }
            }
        }
        let head = r#"{"type":"changes","changes":["#.to_owned();
        self.send_joined(head, &batch).await
    }

    /// Each change is encoded once for all clients; here they are only put side by side.
    async fn send_joined(&mut self, mut text: String, frames: &[Arc<Frame>]) -> Result<(), End> {
        text.reserve(frames.iter().map(|frame| frame.json().len() + 2).sum());
        for (count, frame) in frames.iter().enumerate() {
            if count > 0 {
                text.push(',');
            }
            text.push_str(frame.json());
        }
        text.push_str("]}");
        self.send(Message::Text(text.into())).await
    }

    async fn send_json(&mut self, outgoing: &Outgoing<'_>) -> Result<(), End> {
        self.send(Message::Text(as_text(outgoing).into())).await
    }

    async fn say(&mut self, text: &'static str) -> Result<(), End> {
        self.send(Message::Text(Utf8Bytes::from_static(text))).await
    }

    async fn send(&mut self, message: Message) -> Result<(), End> {
        self.line.send(message).await.map_err(|_| GONE)
    }
}

fn as_text(outgoing: &Outgoing<'_>) -> String {
    // Strings, numbers and lists of them: the encoder has nothing that it could refuse.
    serde_json::to_string(outgoing).unwrap_or_default()
}

/// The next frame; of those who follow none, never.
async fn next(
    frames: &mut Option<broadcast::Receiver<Arc<Frame>>>,
) -> Result<Arc<Frame>, RecvError> {
    match frames {
        Some(frames) => frames.recv().await,
        None => std::future::pending().await,
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Outgoing<'a> {
    Snapshot {
        epoch: &'a str,
        seq: u64,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        curtain: bool,
        messages: Vec<MessageView<'a>>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        ages: Vec<u128>,
    },
    Curtain {
        drawn: bool,
    },
    Status {
        status: &'a Status,
    },
    Settings {
        settings: &'a Settings,
    },
    Obs {
        obs: &'a ObsView,
    },
    Sync {
        sync: &'a SyncView,
    },
    Held {
        held: Vec<JudgedView>,
        passed: Vec<MessageId>,
    },
    #[serde(rename = "automod")]
    AutoMod {
        held: Vec<HeldView>,
    },
    Support {
        support: &'a SupportView,
    },
    Samples {
        messages: Vec<MessageView<'a>>,
    },
    Look {
        theme: &'a str,
        theme_css: String,
        custom_css: &'a str,
        options: &'a OverlayOptions,
    },
}
