//! What a client is told beside its feed: how the application is, how its overlay looks, the focus
//! queue, and what there is to support the streamer with.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::Message;
use axum::http::Method;
use chat::MessageView;
use engine::{
    FeedOptions, Held, HeldByAutoMod, Key, Moderator, ObsView, OnStage, Overlay, OverlayOptions,
    Samples, Settings, Status, SupportView, SyncView,
};
use jiff::Timestamp;
use tokio::sync::{broadcast, watch};

use super::lists::Lists;
use super::{Client, End, Outgoing, REVOKED, STOPPING, UNREADABLE, as_text};
use crate::Site;
use crate::access::Scope;
use crate::automod::HeldView;
use crate::feeds::judged;

/// How often it is looked whether a moderator's time is over.
const EXPIRY_LOOK: Duration = Duration::from_secs(5);

/// What is watched beside the feed.
pub(super) struct Watched {
    pub(super) status: watch::Receiver<Arc<Status>>,
    pub(super) settings: watch::Receiver<Settings>,
    pub(super) closing: broadcast::Receiver<()>,
    pub(super) overlays: watch::Receiver<Arc<Vec<Overlay>>>,
    pub(super) sheets: watch::Receiver<()>,
    pub(super) lists: Lists,
    pub(super) dock_key: watch::Receiver<Key>,
    pub(super) curtain: watch::Receiver<bool>,
    pub(super) moderators: watch::Receiver<Arc<Vec<Moderator>>>,
    pub(super) held: watch::Receiver<Held>,
    pub(super) automod: watch::Receiver<Vec<HeldByAutoMod>>,
    pub(super) focus: watch::Receiver<Arc<OnStage>>,
    pub(super) obs: watch::Receiver<Arc<ObsView>>,
    pub(super) sync: watch::Receiver<Arc<SyncView>>,
    pub(super) support: watch::Receiver<Arc<SupportView>>,
    pub(super) samples: watch::Receiver<Samples>,
}

impl Watched {
    pub(super) fn by(site: &Site) -> Self {
        let engine = &site.0.engine;
        Self {
            status: engine.status(),
            settings: engine.follow_settings(),
            closing: engine.closing(),
            overlays: engine.overlays(),
            sheets: site.0.sheets.subscribe(),
            lists: Lists::of(site),
            dock_key: engine.dock_key(),
            curtain: engine.curtain(),
            moderators: engine.moderators(),
            held: engine.held(),
            automod: engine.automod(),
            focus: engine.focus(),
            obs: engine.obs(),
            sync: engine.sync(),
            support: engine.support_view(),
            samples: engine.samples(),
        }
    }
}

/// What a client follows beside how the application is, or how its overlay looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    /// All of chat, and the focus queue.
    Everything,
    /// What an overlay gets of chat.
    Chat,
    /// What the focus queue has on screen.
    Stage,
    /// What there is to support the streamer with.
    Support,
}

impl Follows {
    /// Whether it is told of the focus queue, or of what that has on screen.
    pub(super) fn focus(self) -> bool {
        matches!(self, Self::Everything | Self::Stage)
    }
}

impl Client {
    /// How everything is that is watched beside the feed.
    pub(super) async fn send_beside_chat(
        &mut self,
        follows: Follows,
        watched: &mut Watched,
    ) -> Result<(), End> {
        match follows {
            Follows::Everything => {
                self.send_status(&mut watched.status).await?;
                self.send_held(&mut watched.held).await?;
                self.send_automod(&mut watched.automod).await?;
            }
            Follows::Chat => {
                self.send_look(&mut watched.overlays).await?;
                self.send_samples(follows, watched).await?;
            }
            Follows::Stage | Follows::Support => {
                // Before what is on screen, so that a page never shows it for a moment.
                self.send_curtain(&mut watched.curtain).await?;
                self.send_look(&mut watched.overlays).await?;
            }
        }
        if follows.focus() {
            self.send_focus(follows, watched).await?;
        }
        if follows == Follows::Support {
            self.send_support(watched).await?;
        }
        if self.scope == Scope::Owner {
            self.send_obs(&mut watched.obs).await?;
            self.send_sync(&mut watched.sync).await?;
        }
        Ok(())
    }

    pub(super) async fn send_status(
        &mut self,
        status: &mut watch::Receiver<Arc<Status>>,
    ) -> Result<(), End> {
        let status = Arc::clone(&status.borrow_and_update());
        let part = match self.scope {
            Scope::Owner => None,
            Scope::Moderator(_) => Some(status.for_moderators()),
            Scope::Dock | Scope::Overlay(_) => Some(status.without_sign_ins()),
        };
        self.send_json(&Outgoing::Status { status: part.as_ref().unwrap_or(&status) }).await
    }

    /// Another window, the tray or a script has changed them.
    pub(super) async fn send_settings(
        &mut self,
        settings: &mut watch::Receiver<Settings>,
    ) -> Result<(), End> {
        let settings = settings.borrow_and_update().clone();
        self.send_json(&Outgoing::Settings { settings: &settings }).await
    }

    /// What waits for a person, where the client may decide it.
    pub(super) async fn send_held(&mut self, held: &mut watch::Receiver<Held>) -> Result<(), End> {
        let now = held.borrow_and_update().clone();
        if !self.scope.may_call(&Method::GET, "/api/held") {
            return Ok(());
        }
        let held = judged(now.each_once()).map_err(|_| UNREADABLE)?;
        let passed = now.passed().copied().collect();
        self.send_json(&Outgoing::Held { held, passed }).await
    }

    /// What AutoMod holds, where the client may decide it.
    pub(super) async fn send_automod(
        &mut self,
        automod: &mut watch::Receiver<Vec<HeldByAutoMod>>,
    ) -> Result<(), End> {
        let held = HeldView::all(&automod.borrow_and_update());
        if !self.scope.may_call(&Method::GET, "/api/automod") {
            return Ok(());
        }
        self.send_json(&Outgoing::AutoMod { held }).await
    }

    /// The focus queue, or what it has on screen: encoded once for all who follow it.
    pub(super) async fn send_focus(
        &mut self,
        follows: Follows,
        watched: &mut Watched,
    ) -> Result<(), End> {
        let now = Arc::clone(&watched.focus.borrow_and_update());
        let text = match follows {
            Follows::Stage => {
                let sample = match self.previewed() {
                    Some(id) if now.current() == "null" => watched.samples.borrow().in_focus(id),
                    _ => None,
                };
                let current = sample.as_deref().unwrap_or(now.current());
                format!(r#"{{"type":"focus","current":{current}}}"#)
            }
            Follows::Everything | Follows::Chat | Follows::Support => {
                format!(r#"{{"type":"focus","focus":{}}}"#, now.view())
            }
        };
        self.send(Message::Text(text.into())).await
    }

    /// Ends when a moderator's time is over.
    pub(super) fn over(&self) -> impl Future<Output = ()> + use<> {
        let end = match &self.scope {
            Scope::Moderator(moderator) => moderator.expires_at,
            Scope::Owner | Scope::Dock | Scope::Overlay(_) => None,
        };
        async move {
            let Some(end) = end else { return std::future::pending().await };
            // The wall clock may be set, and the machine may sleep: it is looked at again.
            while let Ok(left) = Duration::try_from(end.duration_since(Timestamp::now()))
                && !left.is_zero()
            {
                tokio::time::sleep(left.min(EXPIRY_LOOK)).await;
            }
        }
    }

    pub(super) async fn send_support(&mut self, watched: &mut Watched) -> Result<(), End> {
        let support = Arc::clone(&watched.support.borrow_and_update());
        let words = self.site.0.engine.support();
        let tried = self
            .previewed()
            .and_then(|id| watched.samples.borrow().thanked(id, &support, &words.thanks));
        self.send_json(&Outgoing::Support { support: tried.as_ref().unwrap_or(&support) }).await
    }

    /// Made-up messages: to the previews of their overlay, and to no other page.
    pub(super) async fn send_samples(
        &mut self,
        follows: Follows,
        watched: &mut Watched,
    ) -> Result<(), End> {
        let Some(id) = self.previewed() else { return Ok(()) };
        match follows {
            Follows::Everything => Ok(()),
            Follows::Stage => self.send_focus(follows, watched).await,
            Follows::Support => self.send_support(watched).await,
            Follows::Chat => {
                let overlay = self.site.0.engine.overlay(id).map_err(|_| REVOKED)?;
                let shown = watched.samples.borrow_and_update().shown(&overlay);
                let messages = shown.iter().map(|message| MessageView::new(message)).collect();
                self.send_json(&Outgoing::Samples { messages }).await
            }
        }
    }

    /// The overlay that the page previews.
    fn previewed(&self) -> Option<&str> {
        match &self.scope {
            Scope::Overlay(id) if self.is_preview => Some(id),
            _ => None,
        }
    }

    pub(super) async fn send_obs(
        &mut self,
        obs: &mut watch::Receiver<Arc<ObsView>>,
    ) -> Result<(), End> {
        let obs = Arc::clone(&obs.borrow_and_update());
        self.send_json(&Outgoing::Obs { obs: &obs }).await
    }

    pub(super) async fn send_sync(
        &mut self,
        sync: &mut watch::Receiver<Arc<SyncView>>,
    ) -> Result<(), End> {
        let sync = Arc::clone(&sync.borrow_and_update());
        self.send_json(&Outgoing::Sync { sync: &sync }).await
    }

    /// Whether the curtain is drawn.
    pub(super) async fn send_curtain(
        &mut self,
        curtain: &mut watch::Receiver<bool>,
    ) -> Result<(), End> {
        let drawn = *curtain.borrow_and_update();
        self.send_json(&Outgoing::Curtain { drawn }).await
    }

    /// How the overlay looks now, if it is not as it was told last: a change of another overlay costs a
    /// page on air nothing. Ends the socket if its key is not valid any more.
    pub(super) async fn send_look(
        &mut self,
        overlays: &mut watch::Receiver<Arc<Vec<Overlay>>>,
    ) -> Result<(), End> {
        let Scope::Overlay(id) = &self.scope else {
            return Ok(());
        };
        let overlays = Arc::clone(&overlays.borrow_and_update());
        let overlay = overlays.iter().find(|overlay| overlay.id == *id);
        let valid = overlay.filter(|_| self.site.scope_of(&self.key) == Some(self.scope.clone()));
        let Overlay { kind, theme, custom_css, options, .. } = valid.ok_or(REVOKED)?;
        let custom_css = if options.use_custom_css { custom_css } else { "" };
        let (themes, kind, chosen) = (Arc::clone(&self.site.0.themes), *kind, theme.clone());
        let worn = tokio::task::spawn_blocking(move || themes.worn(&chosen, kind)).await;
        let (theme, theme_css) = worn.map_err(|_| STOPPING)?;
        let theme = theme.as_str();
        // Who has the address of an overlay is not told whom and what its rules keep away.
        let options = &OverlayOptions { feed: FeedOptions::default(), ..options.clone() };
        let look = as_text(&Outgoing::Look { theme, theme_css, custom_css, options });
        if look == self.look {
            return Ok(());
        }
        self.look.clone_from(&look);
        self.send(Message::Text(look.into())).await
    }
}
