//! The overlays: an address of their own each, and how they look.

mod names;

use std::sync::Arc;

use serde_json::Value;
use store::{OverlayRow, Place, Store};
use tokio::sync::watch;

use crate::overlay_options::RuleOptions;
use crate::{Engine, EngineError, Key, OverlayOptions, Result, removed};

/// The theme of an overlay that has none chosen.
pub const DEFAULT_THEME: &str = "dark-purple";
/// The same for focus overlays.
const DEFAULT_FOCUS_THEME: &str = "lower-third";
const LONGEST_NAME: usize = 80;
/// What the name of a copy ends with.
const COPY: &str = " copy";

/// An overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    /// Our id of it.
    pub id: String,
    /// What the streamer calls it.
    pub name: String,
    /// What it shows.
    pub kind: OverlayKind,
    /// The key in its address.
    pub key: Key,
    /// The id of its theme.
    pub theme: String,
    /// The streamer's own CSS.
    pub custom_css: String,
    /// What it shows and how.
    pub options: OverlayOptions,
}

/// What an overlay shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OverlayKind {
    /// Chat as it runs.
    #[default]
    Chat,
    /// The one message that the focus queue has on screen.
    Focus,
    /// QR codes, goals and thanks.
    Support,
}

impl OverlayKind {
    const ALL: [Self; 3] = [Self::Chat, Self::Focus, Self::Support];

    /// The kind's name in the API and the store.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chat => "chat",
            Self::Focus => "focus",
            Self::Support => "support",
        }
    }

    /// The kind with this [name](Self::name).
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The theme of one that has none chosen.
    #[must_use]
    pub fn default_theme(self) -> &'static str {
        match self {
            Self::Chat | Self::Support => DEFAULT_THEME,
            Self::Focus => DEFAULT_FOCUS_THEME,
        }
    }
}

/// What a new overlay is made of.
#[derive(Debug, Clone, Default)]
pub struct NewOverlay {
    /// What it shows.
    pub kind: OverlayKind,
    /// What the streamer calls it.
    pub name: String,
    /// The rest, where it is not the default.
    pub patch: OverlayPatch,
}

/// What is to change in an overlay. Theme and CSS are checked by the server, which has the themes.
#[derive(Debug, Clone, Default)]
pub struct OverlayPatch {
    /// Another name.
    pub name: Option<String>,
    /// Another theme.
    pub theme: Option<String>,
    /// Other CSS.
    pub custom_css: Option<String>,
    /// A merge patch of its options.
    pub options: Option<Value>,
}

impl Engine {
    /// All overlays; the first is the default one. The receiver tells of every change.
    #[must_use]
    pub fn overlays(&self) -> watch::Receiver<Arc<Vec<Overlay>>> {
        self.0.overlays.subscribe()
    }

    /// The overlay with this id.
    pub fn overlay(&self, id: &str) -> Result<Overlay> {
        let overlays = self.0.overlays.borrow();
        let found = overlays.iter().find(|overlay| overlay.id == id).cloned();
        found.ok_or(EngineError::NotFound("overlay"))
    }

    /// The longest time for which an overlay holds messages back, in seconds.
    #[must_use]
    pub fn longest_hold(&self) -> u16 {
        let overlays = self.0.overlays.borrow();
        of_chat(&overlays).map(|overlay| overlay.options.feed.hold).max().unwrap_or_default()
    }

    /// Makes one.
    pub async fn add_overlay(&self, new: NewOverlay) -> Result<Overlay> {
        let _one = self.0.changing.lock().await;
        let mut overlay = make(&new.name, new.kind)?;
        overlay.change(new.patch)?;
        self.keep(overlay).await
    }

    /// Makes one of a file. Where its name is taken it gets one of its own: `Scene 2`, and after that
    /// `Scene 3`.
    pub async fn import_overlay(&self, new: NewOverlay) -> Result<Overlay> {
        let _one = self.0.changing.lock().await;
        let mut overlay = make(&new.name, new.kind)?;
        overlay.change(new.patch)?;
        overlay.name = self.free_name(&overlay.name);
        self.keep(overlay).await
    }

    /// The name, or the next one that no overlay has.
    fn free_name(&self, name: &str) -> String {
        let overlays = self.0.overlays.borrow();
        let taken: Vec<_> = overlays.iter().map(|overlay| overlay.name.as_str()).collect();
        names::free(name, &taken)
    }

    /// Makes one that is the same as this one but for its name and its address.
    pub async fn duplicate_overlay(&self, id: &str) -> Result<Overlay> {
        let _one = self.0.changing.lock().await;
        let Overlay { name, kind, theme, custom_css, options, .. } = self.overlay(id)?;
        let name = self.free_name(&names::with_end(&name, COPY));
        self.keep(Overlay { theme, custom_css, options, ..make(&name, kind)? }).await
    }

    /// Changes one.
    pub async fn update_overlay(&self, id: &str, patch: OverlayPatch) -> Result<Overlay> {
        let _one = self.0.changing.lock().await;
        let mut overlay = self.overlay(id)?;
        overlay.change(patch)?;
        self.save(overlay).await
    }

    /// Gives it a new key: the old address stops working at once.
    pub async fn rotate_key(&self, id: &str) -> Result<Overlay> {
        let _one = self.0.changing.lock().await;
        let mut overlay = self.overlay(id)?;
        overlay.key = Key::new()?;
        self.save(overlay).await
    }

    /// Forgets one, which can be had back. The last one stays.
    pub async fn remove_overlay(&self, id: &str) -> Result<()> {
        self.forget_overlay(id, |overlay, place| self.0.removed.overlays.put(overlay, place)).await
    }

    /// Forgets one; `removed` is told of it, and where it stood.
    pub(crate) async fn forget_overlay(
        &self,
        id: &str,
        removed: impl FnOnce(Overlay, Place),
    ) -> Result<()> {
        let _one = self.0.changing.lock().await;
        let overlay = self.overlay(id)?;
        if self.0.overlays.borrow().len() == 1 {
            return Err(EngineError::LastOverlay);
        }
        let row = id.to_owned();
        let place = self.with_store(move |store| store.remove_overlay(&row)).await?;
        removed(overlay, place);
        self.publish(|overlays| overlays.retain(|overlay| overlay.id != id)).await?;
        self.forget_samples(id);
        Ok(())
    }

    /// Brings back one that was removed in this run, as it was: its address shows it again.
    pub async fn restore_overlay(&self, id: &str) -> Result<Overlay> {
        let _one = self.0.changing.lock().await;
        let bin = &self.0.removed.overlays;
        let is = |overlay: &Overlay| overlay.id == id;
        let (overlay, place) = bin.find(is).ok_or(EngineError::NotFound("overlay"))?;
        let row = overlay.row()?;
        let order = self.with_store(move |store| store.restore_overlay(&row, place)).await?;
        bin.forget(is);
        let back = overlay.clone();
        self.publish(|overlays| {
            let there = overlays.iter().map(|overlay| overlay.id.as_str());
            let at = removed::place_of(&back.id, there, &order);
            overlays.insert(at, back);
        })
        .await?;
        Ok(overlay)
    }

    /// Stores and publishes one that is new.
    async fn keep(&self, overlay: Overlay) -> Result<Overlay> {
        let row = overlay.row()?;
        self.with_store(move |store| store.add_overlay(&row)).await?;
        self.publish(|overlays| overlays.push(overlay.clone())).await?;
        Ok(overlay)
    }

    async fn save(&self, overlay: Overlay) -> Result<Overlay> {
        let row = overlay.row()?;
        self.with_store(move |store| store.update_overlay(&row)).await?;
        let saved = self.publish(|overlays| {
            for known in overlays.iter_mut().filter(|known| known.id == overlay.id) {
                known.clone_from(&overlay);
            }
        });
        saved.await?;
        Ok(overlay)
    }

    async fn publish(&self, change: impl FnOnce(&mut Vec<Overlay>)) -> Result<()> {
        let before = self.all_rules();
        self.0.overlays.send_modify(|overlays| change(Arc::make_mut(overlays)));
        self.tend_feeds();
        if self.all_rules() == before { Ok(()) } else { self.direct_focus().await }
    }

    /// What overlays of chat keep from viewers, and for how long they hold the rest back.
    fn all_rules(&self) -> Vec<(RuleOptions, u16)> {
        let overlays = self.0.overlays.borrow();
        of_chat(&overlays)
            .map(|overlay| (overlay.options.rule_options(), overlay.options.feed.hold))
            .collect()
    }
}

impl Overlay {
    /// What this becomes by the patch.
    pub(crate) fn changed(&self, patch: OverlayPatch) -> Result<Self> {
        let mut changed = self.clone();
        changed.change(patch)?;
        Ok(changed)
    }

    fn change(&mut self, patch: OverlayPatch) -> Result<()> {
        if let Some(name) = patch.name {
            self.name = valid_name(&name)?;
        }
        if let Some(theme) = patch.theme {
            self.theme = theme;
        }
        if let Some(custom_css) = patch.custom_css {
            self.custom_css = custom_css;
        }
        if let Some(patch) = patch.options {
            self.options = self.options.patched(&patch)?;
        }
        Ok(())
    }

    fn row(&self) -> Result<OverlayRow> {
        Ok(OverlayRow {
            id: self.id.clone(),
            name: self.name.clone(),
            kind: self.kind.name().into(),
            key: self.key.clone(),
            theme: self.theme.clone(),
            custom_css: self.custom_css.clone(),
            options: self.options.to_json()?,
        })
    }
}

/// Those that show chat as it runs.
pub(crate) fn of_chat(overlays: &[Overlay]) -> impl Iterator<Item = &Overlay> {
    overlays.iter().filter(|overlay| overlay.kind == OverlayKind::Chat)
}

/// The stored overlays; on the first start, one to begin with.
pub(crate) fn load_or_make(store: &Store) -> Result<Vec<Overlay>> {
    let rows = store.overlays()?;
    if !rows.is_empty() {
        let known = rows.into_iter().map(|row| Overlay {
            id: row.id,
            name: row.name,
            // One of a newer version's kind is a chat overlay here, and is so again there.
            kind: OverlayKind::parse(&row.kind).unwrap_or_default(),
            key: row.key,
            theme: row.theme,
            custom_css: row.custom_css,
            options: OverlayOptions::stored(&row.options),
        });
        return Ok(known.collect());
    }
    let overlay = make("Chat", OverlayKind::Chat)?;
    store.add_overlay(&overlay.row()?)?;
    Ok(vec![overlay])
}

/// A new one, as it is before anything is set.
pub(crate) fn make(name: &str, kind: OverlayKind) -> Result<Overlay> {
    Ok(Overlay {
        id: format!("ovl-{}", short_id()),
        name: valid_name(name)?,
        kind,
        key: Key::new()?,
        theme: kind.default_theme().into(),
        custom_css: String::new(),
        options: OverlayOptions::default(),
    })
}

pub(crate) fn valid_name(name: &str) -> Result<String> {
    let name = name.trim();
    if !name.chars().any(names::is_seen) || name.chars().count() > LONGEST_NAME {
        return Err(EngineError::invalid(
            "name",
            format!("a name has 1 to {LONGEST_NAME} characters"),
        ));
    }
    Ok(name.to_owned())
}

/// Eight hexadecimal digits: enough to tell a streamer's sources and overlays apart.
pub(crate) fn short_id() -> String {
    uuid::Uuid::new_v4().simple().to_string().chars().take(8).collect()
}
