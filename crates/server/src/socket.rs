//! The WebSocket: what a client may see, as it happens. `docs/protocol.md` describes it.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade, close_code};
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use chat::{Frame, MessageView, Resume};
use engine::{EngineError, First, Key, Overlay, OverlayOptions, Status, Subscription};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::sync::{broadcast, watch};

use crate::Site;
use crate::access::Scope;
use crate::error::{ApiError, Params};

/// Messages in a snapshot: what fits an overlay's screen, and what a dashboard scrolls through.
const OVERLAY_MESSAGES: usize = 60;
const OWNER_MESSAGES: usize = 150;
/// Changes in one frame.
const BATCH: usize = 256;
/// A client that takes nothing for so long is let go; it comes back when it lives.
const PATIENCE: Duration = Duration::from_secs(10);
/// Clients have nothing to say.
const LONGEST_INCOMING: usize = 1_024;

pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/ws/{key}", get(upgrade))
}

#[derive(Deserialize)]
struct Place {
    epoch: Option<String>,
    after: Option<u64>,
}

async fn upgrade(
    State(site): State<Site>,
    Path(key): Path<String>,
    Params(place): Params<Place>,
    upgrade: WebSocketUpgrade,
) -> Result<Response, ApiError> {
    let scope = site.scope_of(&key).ok_or_else(ApiError::unknown_key)?;
    let resume = match place {
        Place { epoch: Some(epoch), after: Some(after) } => Some(Resume { epoch, after }),
        _ => None,
    };
    let upgrade = upgrade
        .max_message_size(LONGEST_INCOMING)
        .max_frame_size(LONGEST_INCOMING)
        .read_buffer_size(LONGEST_INCOMING);
    Ok(upgrade.on_upgrade(async move |socket| {
        let client = Client { site, key, scope, socket };
        if let Err(End { code, reason }) = client.follow(resume).await {
            tracing::debug!(code, reason, "a client's socket ended");
        }
    }))
}

struct Client {
    site: Site,
    key: String,
    scope: Scope,
    socket: WebSocket,
}

/// Why a socket ends.
struct End {
    code: u16,
    reason: &'static str,
}

const GONE: End = End { code: close_code::NORMAL, reason: "the client is gone" };
const STOPPING: End = End { code: close_code::AWAY, reason: "the application stops" };
const REVOKED: End = End { code: close_code::POLICY, reason: "this address is not valid any more" };
const TALKING: End = End { code: close_code::POLICY, reason: "clients have nothing to say here" };

/// What is watched beside the feed.
struct Watched {
    status: watch::Receiver<Arc<Status>>,
    closing: broadcast::Receiver<()>,
    overlays: watch::Receiver<Arc<Vec<Overlay>>>,
    sheets: watch::Receiver<()>,
    dock_key: watch::Receiver<Key>,
    curtain: watch::Receiver<bool>,
}

impl Client {
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
        let engine = self.site.0.engine.clone();
        let stopping = self.site.0.stopping.clone();
        let _open = match self.scope {
            Scope::Owner => None,
            Scope::Dock => Some(engine.dock_opened()),
            Scope::Overlay(_) => Some(engine.overlay_opened()),
        };
        let mut watched = Watched {
            status: engine.status(),
            closing: engine.closing(),
            overlays: engine.overlays(),
            sheets: self.site.0.sheets.subscribe(),
            dock_key: engine.dock_key(),
            curtain: engine.curtain(),
        };
        // It may have changed since it was looked at, and before this was watched.
        if self.site.scope_of(&self.key).as_ref() != Some(&self.scope) {
            return Err(REVOKED);
        }
        let mut frames = self.begin(resume).await?;
        match self.scope {
            Scope::Owner | Scope::Dock => self.send_status(&mut watched.status).await?,
            Scope::Overlay(_) => self.send_look(&mut watched.overlays).await?,
        }
        let (owner, dock) = (self.scope == Scope::Owner, self.scope == Scope::Dock);
        let overlay = !owner && !dock;
        loop {
            // Every arm is cancel-safe: it waits, and takes nothing before it is chosen.
            tokio::select! {
                () = stopping.cancelled() => return Err(STOPPING),
                changed = watched.curtain.changed(), if overlay => {
                    changed.map_err(|_| STOPPING)?;
                    let drawn = *watched.curtain.borrow_and_update();
                    self.send_json(&Outgoing::Curtain { drawn }).await?;
                }
                frame = frames.recv() => match frame {
                    Ok(frame) => self.send_changes(&frame, &mut frames).await?,
                    // Too far behind, or the overlay has other rules now: what is on screen now
                    // matters, not what was.
                    Err(RecvError::Lagged(_) | RecvError::Closed) => {
                        frames = self.begin(None).await?;
                    }
                },
                incoming = self.socket.recv() => match incoming {
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    Some(Ok(Message::Text(_) | Message::Binary(_))) => return Err(TALKING),
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return Err(GONE),
                },
                changed = watched.overlays.changed(), if overlay => {
                    changed.map_err(|_| STOPPING)?;
                    self.send_look(&mut watched.overlays).await?;
                }
                changed = watched.sheets.changed(), if overlay => {
                    changed.map_err(|_| STOPPING)?;
                    self.send_look(&mut watched.overlays).await?;
                }
                changed = watched.status.changed(), if !overlay => {
                    changed.map_err(|_| STOPPING)?;
                    self.send_status(&mut watched.status).await?;
                }
                _ = watched.dock_key.changed(), if dock => return Err(REVOKED),
                Ok(()) = watched.closing.recv(), if owner => {
                    self.send(Message::Text(Utf8Bytes::from_static(r#"{"type":"closing"}"#))).await?;
                }
            }
        }
    }

    async fn begin(
        &mut self,
        resume: Option<Resume>,
    ) -> Result<broadcast::Receiver<Arc<Frame>>, End> {
        let engine = &self.site.0.engine;
        let subscribed = match &self.scope {
            Scope::Owner | Scope::Dock => engine.subscribe(resume, OWNER_MESSAGES).await,
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
                self.send_json(&Outgoing::Snapshot { epoch, seq, curtain, messages }).await?;
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
        frames: &mut broadcast::Receiver<Arc<Frame>>,
    ) -> Result<(), End> {
        let mut batch = vec![Arc::clone(first)];
        while batch.len() < BATCH {
            match frames.try_recv() {
                Ok(frame) => batch.push(frame),
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
                Err(TryRecvError::Lagged(_)) => {
                    *frames = self.begin(None).await?;
                    return Ok(());
                }
            }
        }
        let head = r#"{"type":"changes","changes":["#.to_owned();
        self.send_joined(head, &batch).await
    }

    /// Each change is encoded once for all clients; here they are only put side by side.
    async fn send_joined(&mut self, mut text: String, frames: &[Arc<Frame>]) -> Result<(), End> {
        for (count, frame) in frames.iter().enumerate() {
            if count > 0 {
                text.push(',');
            }
            text.push_str(frame.json());
        }
        text.push_str("]}");
        self.send(Message::Text(text.into())).await
    }

    async fn send_status(&mut self, status: &mut watch::Receiver<Arc<Status>>) -> Result<(), End> {
        let status = Arc::clone(&status.borrow_and_update());
        let for_dock = (self.scope == Scope::Dock).then(|| status.without_sign_ins());
        self.send_json(&Outgoing::Status { status: for_dock.as_ref().unwrap_or(&status) }).await
    }

    /// How the overlay looks now. Ends the socket if its key is not valid any more.
    async fn send_look(
        &mut self,
        overlays: &mut watch::Receiver<Arc<Vec<Overlay>>>,
    ) -> Result<(), End> {
        let Scope::Overlay(id) = &self.scope else {
            return Ok(());
        };
        let overlays = Arc::clone(&overlays.borrow_and_update());
        let overlay = overlays.iter().find(|overlay| overlay.id == *id);
        let valid = overlay.filter(|_| self.site.scope_of(&self.key) == Some(self.scope.clone()));
        let Overlay { theme, custom_css, options, .. } = valid.ok_or(REVOKED)?;
        let custom_css = if options.use_custom_css { custom_css } else { "" };
        let (themes, chosen) = (Arc::clone(&self.site.0.themes), theme.clone());
        let worn = tokio::task::spawn_blocking(move || themes.worn(&chosen)).await;
        let (theme, theme_css) = worn.map_err(|_| STOPPING)?;
        let theme = theme.as_str();
        self.send_json(&Outgoing::Look { theme, theme_css, custom_css, options }).await
    }

    async fn send_json(&mut self, outgoing: &Outgoing<'_>) -> Result<(), End> {
        // Strings, numbers and lists of them: the encoder has nothing that it could refuse.
        let text = serde_json::to_string(outgoing).unwrap_or_default();
        self.send(Message::Text(text.into())).await
    }

    async fn send(&mut self, message: Message) -> Result<(), End> {
        match tokio::time::timeout(PATIENCE, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(GONE),
        }
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
    },
    Curtain {
        drawn: bool,
    },
    Status {
        status: &'a Status,
    },
    Look {
        theme: &'a str,
        theme_css: String,
        custom_css: &'a str,
        options: &'a OverlayOptions,
    },
}
