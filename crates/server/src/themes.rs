//! The themes: those that come with the application, and the streamer's own.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use crate::assets::{self, Overlay};

/// The files that a theme may have.
const FILES: [&str; 3] = ["theme.json", "theme.css", "preview.png"];
/// The longest file that is read.
const LONGEST: u64 = 2 * 1024 * 1024;

/// The themes: those that come with the application, and those in a folder, which come first.
#[derive(Debug)]
pub(crate) struct Themes {
    folder: PathBuf,
}

/// The style sheets in the folder: name, last change, length.
pub(crate) type Stamps = Vec<(OsString, Option<SystemTime>, u64)>;

/// A theme, as `GET /api/themes` lists it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Theme {
    id: String,
    name: String,
    author: String,
    version: String,
    description: String,
    preview_url: Option<String>,
}

/// What a theme's author writes in `theme.json`.
#[derive(Deserialize)]
struct Manifest {
    name: String,
    #[serde(default)]
    author: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    description: String,
}

impl Themes {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// All themes, by id. One that can't be read is left out, and the log says why.
    pub(crate) fn list(&self) -> Vec<Theme> {
        let mut ids: BTreeSet<String> = Overlay::iter()
            .filter_map(|path| Some(path.strip_suffix("/theme.json")?.to_owned()))
            .collect();
        // Most streamers have no folder of their own: an error here says just that.
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            ids.insert(entry.file_name().to_string_lossy().into_owned());
        }
        ids.into_iter().filter_map(|id| self.theme(id)).collect()
    }

    /// Whether there is such a theme.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.read(id, "theme.css").is_some()
    }

    /// The theme to wear and the path of its style sheet on this server, which changes with the
    /// sheet. A theme that is gone is replaced by the first one that came with the application.
    pub(crate) fn worn(&self, id: &str) -> (String, String) {
        let sheet = self.read(id, "theme.css");
        let id = if sheet.is_some() { id } else { engine::DEFAULT_THEME };
        let mut hasher = DefaultHasher::new();
        sheet.unwrap_or_default().hash(&mut hasher);
        (id.to_owned(), format!("/themes/{id}/theme.css?v={:x}", hasher.finish()))
    }

    /// Waits for the next change of a style sheet in the streamer's folder, from `known` on. Looked
    /// for once a second: no watch works on every system and network drive.
    pub(crate) async fn changed(self: Arc<Self>, known: &mut Stamps) {
        loop {
            tokio::time::sleep(Duration::from_secs(1)).await;
            let themes = Arc::clone(&self);
            let now = tokio::task::spawn_blocking(move || themes.stamps()).await;
            if let Ok(now) = now
                && now != *known
            {
                *known = now;
                return;
            }
        }
    }

    /// What tells one state of the folder from another.
    pub(crate) fn stamps(&self) -> Stamps {
        let sheets = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut stamps: Stamps = sheets
            .filter_map(|entry| {
                let sheet = fs::metadata(entry.path().join("theme.css")).ok()?;
                Some((entry.file_name(), sheet.modified().ok(), sheet.len()))
            })
            .collect();
        stamps.sort();
        stamps
    }

    /// A theme's file, as an answer.
    pub(crate) fn file(&self, id: &str, name: &str) -> Option<Response> {
        Some(assets::of_kind(name, self.read(id, name)?)?.into_response())
    }

    fn theme(&self, id: String) -> Option<Theme> {
        let manifest = self.read(&id, "theme.json")?;
        let manifest: Manifest = serde_json::from_slice(&manifest)
            .inspect_err(|error| tracing::warn!(theme = %id, %error, "theme.json can't be read"))
            .ok()?;
        if !self.has(&id) {
            tracing::warn!(theme = %id, "the theme has no theme.css");
            return None;
        }
        let has_preview = self.read(&id, "preview.png").is_some();
        Some(Theme {
            preview_url: has_preview.then(|| format!("/themes/{id}/preview.png")),
            id,
            name: manifest.name,
            author: manifest.author,
            version: manifest.version,
            description: manifest.description,
        })
    }

    fn read(&self, id: &str, name: &str) -> Option<Cow<'static, [u8]>> {
        if !is_id(id) || !FILES.contains(&name) {
            return None;
        }
        match own_file(&self.folder.join(id).join(name)) {
            Some(data) => Some(Cow::Owned(data)),
            None => Some(Overlay::get(&format!("{id}/{name}"))?.data),
        }
    }
}

/// A file that stands where it is: a link could lead anywhere.
fn own_file(path: &Path) -> Option<Vec<u8>> {
    let folder = fs::symlink_metadata(path.parent()?).ok()?;
    let file = fs::symlink_metadata(path).ok()?;
    if folder.is_dir() && file.is_file() && file.len() <= LONGEST {
        return fs::read(path).ok();
    }
    None
}

/// Small letters, digits and dashes: nothing that means something to a file system.
fn is_id(id: &str) -> bool {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !id.is_empty() && id.len() <= 64 && id.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(id: &str, file: &str, text: &str) -> (tempfile::TempDir, Themes) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join(id)).unwrap();
        fs::write(folder.path().join(id).join(file), text).unwrap();
        let themes = Themes::new(folder.path().to_owned());
        (folder, themes)
    }

    #[test]
    fn the_two_that_come_with_the_application_are_always_there() {
        let ids: Vec<_> = Themes::new("nowhere".into()).list().into_iter().map(|t| t.id).collect();
        for id in ["dark-purple", "bright-green"] {
            assert!(ids.iter().any(|known| known == id), "{id} is missing in {ids:?}");
        }
        assert!(!ids.iter().any(|id| id.starts_with('_')), "the runtime is no theme");
    }

    #[test]
    fn an_own_theme_of_the_same_name_comes_first() {
        let (_folder, themes) = own("dark-purple", "theme.css", ".overlay { color: red }");
        assert_eq!(&*themes.read("dark-purple", "theme.css").unwrap(), b".overlay { color: red }");
        assert!(themes.read("dark-purple", "theme.json").is_some(), "the rest is as it came");
    }

    #[test]
    fn a_broken_theme_is_left_out_and_breaks_nothing() {
        let (_folder, themes) = own("mine", "theme.json", "{ not json");
        assert!(themes.list().iter().all(|theme| theme.id != "mine"));
        assert!(themes.list().len() >= 2);
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let (folder, themes) = own("mine", "theme.css", "");
        fs::write(folder.path().join("secret.css"), "secret").unwrap();
        for (id, name) in [
            ("..", "secret.css"),
            ("mine", "../secret.css"),
            ("mine/..", "theme.css"),
            ("", "theme.css"),
        ] {
            assert!(themes.read(id, name).is_none(), "{id}/{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let (folder, themes) = own("mine", "theme.json", "{}");
        std::os::unix::fs::symlink("/etc/hostname", folder.path().join("mine/theme.css")).unwrap();
        assert!(themes.read("mine", "theme.css").is_none());
    }
}
