//! The overlays: an address of their own each, and how they look.

use std::sync::Arc;

use serde_json::Value;
use store::{OverlayRow, Store};
use tokio::sync::watch;

use crate::{Engine, EngineError, Key, OverlayOptions, Result};

/// The theme of an overlay that has none chosen.
pub const DEFAULT_THEME: &str = "dark-purple";
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
    /// The key in its address.
    pub key: Key,
    /// The id of its theme.
    pub theme: String,
    /// The streamer's own CSS.
    pub custom_css: String,
    /// What it shows and how.
    pub options: OverlayOptions,
}

/// What a new overlay is made of.
#[derive(Debug, Clone, Default)]
pub struct NewOverlay {
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

    /// Makes one.
    pub async fn add_overlay(&self, new: NewOverlay) -> Result<Overlay> {
        let _one = self.0.changing.lock().await;
        let mut overlay = make(&new.name)?;
        overlay.change(new.patch)?;
        self.keep(overlay).await
    }

    /// Makes one that is the same as this one but for its name and its address.
    pub async fn duplicate_overlay(&self, id: &str) -> Result<Overlay> {
        let _one = self.0.changing.lock().await;
        let Overlay { name, theme, custom_css, options, .. } = self.overlay(id)?;
        let fits = LONGEST_NAME - COPY.chars().count();
        let name: String = name.chars().take(fits).chain(COPY.chars()).collect();
        self.keep(Overlay { theme, custom_css, options, ..make(&name)? }).await
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

    /// Forgets one. The last one stays.
    pub async fn remove_overlay(&self, id: &str) -> Result<()> {
        let _one = self.0.changing.lock().await;
        self.overlay(id)?;
        if self.0.overlays.borrow().len() == 1 {
            return Err(EngineError::LastOverlay);
        }
        let row = id.to_owned();
        self.with_store(move |store| store.remove_overlay(&row)).await?;
        self.publish(|overlays| overlays.retain(|overlay| overlay.id != id));
        Ok(())
    }

    /// Stores and publishes one that is new.
    async fn keep(&self, overlay: Overlay) -> Result<Overlay> {
        let row = overlay.row()?;
        self.with_store(move |store| store.add_overlay(&row)).await?;
        self.publish(|overlays| overlays.push(overlay.clone()));
        Ok(overlay)
    }

    async fn save(&self, overlay: Overlay) -> Result<Overlay> {
        let row = overlay.row()?;
        self.with_store(move |store| store.update_overlay(&row)).await?;
        self.publish(|overlays| {
            for known in overlays.iter_mut().filter(|known| known.id == overlay.id) {
                known.clone_from(&overlay);
            }
        });
        Ok(overlay)
    }

    fn publish(&self, change: impl FnOnce(&mut Vec<Overlay>)) {
        self.0.overlays.send_modify(|overlays| change(Arc::make_mut(overlays)));
        self.tend_feeds();
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
            kind: "chat".into(),
            key: self.key.reveal().to_owned(),
            theme: self.theme.clone(),
            custom_css: self.custom_css.clone(),
            options: self.options.to_json()?,
        })
    }
}

/// The stored overlays; on the first start, one to begin with.
pub(crate) fn load_or_make(store: &Store) -> Result<Vec<Overlay>> {
    let rows = store.overlays()?;
    if !rows.is_empty() {
        let known = rows.into_iter().map(|row| Overlay {
            id: row.id,
            name: row.name,
            key: Key::known(row.key),
            theme: row.theme,
            custom_css: row.custom_css,
            options: OverlayOptions::stored(&row.options),
        });
        return Ok(known.collect());
    }
    let overlay = make("Chat")?;
    store.add_overlay(&overlay.row()?)?;
    Ok(vec![overlay])
}

/// A new one, as it is before anything is set.
pub(crate) fn make(name: &str) -> Result<Overlay> {
    Ok(Overlay {
        id: format!("ovl-{}", short_id()),
        name: valid_name(name)?,
        key: Key::new()?,
        theme: DEFAULT_THEME.into(),
        custom_css: String::new(),
        options: OverlayOptions::default(),
    })
}

fn valid_name(name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
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
