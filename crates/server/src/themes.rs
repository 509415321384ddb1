//! The themes: those that come with the application, and the streamer's own.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::response::{IntoResponse, Response};
use engine::{Overlay, OverlayKind, Support, Warning};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::assets;
use crate::css;

/// The files that a theme may have.
const FILES: [&str; 3] = ["theme.json", "theme.css", "preview.png"];
/// The longest file that is read.
const LONGEST: u64 = 2 * 1024 * 1024;

/// The themes: those that come with the application, and those in a folder, which come first.
#[derive(Debug)]
pub(crate) struct Themes {
    folder: PathBuf,
}

/// The themes in the folder, and the style sheet and the manifest of each: theme, last change, length.
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
    kind: &'static str,
    preview_url: Option<String>,
    /// What is wrong with it and what to do, in a sentence: it can't be chosen.
    problem: Option<String>,
}

impl Theme {
    /// Why it can't be used.
    pub(crate) fn problem_mut(&mut self) -> Option<&mut String> {
        self.problem.as_mut()
    }
}

/// What a theme's author writes in `theme.json`.
#[derive(Default, Deserialize)]
struct Manifest {
    #[serde(default)]
    id: Option<String>,
    name: String,
    #[serde(default)]
    author: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    description: String,
    /// The kind of overlay that it is for.
    #[serde(default)]
    kind: Option<String>,
}

impl Manifest {
    fn kind(&self) -> Option<OverlayKind> {
        self.kind.as_deref().map_or(Some(OverlayKind::default()), OverlayKind::parse)
    }
}

/// What is wrong with a theme's file, in a sentence.
type Problem = String;

/// An overlay by its name, or the support page, which has none; and the id of the theme that it is
/// to wear.
pub(crate) type Wearer = (Option<String>, String);

/// Which overlay wears which theme.
pub(crate) fn wearers(overlays: &[Overlay]) -> Vec<Wearer> {
    overlays.iter().map(|each| (Some(each.name.clone()), each.theme.clone())).collect()
}

/// Which theme the support page wears, if there is one and it wears any.
pub(crate) fn of_page(support: &Support) -> Option<Wearer> {
    let wears = !support.name.is_empty() && !support.theme.is_empty();
    wears.then(|| (None, support.theme.clone()))
}

/// The warning that a theme in use is broken.
pub(crate) const BROKEN: &str = "theme_broken";

impl Themes {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// All themes, by id. One that can't be used says why.
    pub(crate) fn list(&self) -> Vec<Theme> {
        let mut ids: BTreeSet<String> = assets::Overlay::iter()
            .filter_map(|path| Some(path.strip_suffix("/theme.json")?.to_owned()))
            .collect();
        // Most streamers have no folder of their own: an error here says just that.
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if !name.starts_with('.') && entry.file_type().is_ok_and(|kind| !kind.is_file()) {
                ids.insert(name);
            }
        }
        ids.into_iter().map(|id| self.theme(id)).collect()
    }

    /// What is wrong with the theme with this id, in the streamer's folder or as it came.
    fn problem(&self, id: &str) -> Option<Problem> {
        self.manifest(id).err().or_else(|| self.sheet(id).err())
    }

    /// Why the theme with this id can't be chosen for such an overlay. One that came with the
    /// application always can: it stands in for a broken one of its name.
    pub(crate) fn refusal(&self, id: &str, kind: OverlayKind) -> Option<Problem> {
        if let Some(problem) = self.problem(id).filter(|_| !is_bundled(id)) {
            return Some(problem);
        }
        self.misfit(id, kind)
    }

    /// Why the theme with this id, where there is one, is for other overlays than such.
    pub(crate) fn misfit(&self, id: &str, kind: OverlayKind) -> Option<Problem> {
        // A theme for focus has no rules for messages in a list.
        let is_for_focus = self.theme(id.to_owned()).kind == OverlayKind::Focus.name();
        (is_for_focus && kind != OverlayKind::Focus)
            .then(|| "It is for focus overlays. Choose a theme for chat.".into())
    }

    /// What the streamer should know of what can't wear its theme. The page itself never says it: it
    /// is on air.
    pub(crate) fn broken(&self, wearers: &[Wearer]) -> Option<Warning> {
        let broken = |(name, theme): &Wearer| {
            let problem = self.problem(theme)?;
            Some(match name {
                Some(name) => {
                    format!("The overlay “{name}” can't wear its theme {theme}: {problem}")
                }
                None => format!("The support page can't wear its theme {theme}: {problem}"),
            })
        };
        let broken: Vec<_> = wearers.iter().filter_map(broken).collect();
        (!broken.is_empty()).then(|| Warning {
            code: BROKEN,
            message: broken.join(" "),
            hint:
                "Choose another theme, or mend the theme's files: it is worn again as soon as they \
                   are whole."
                    .into(),
        })
    }

    /// The theme that such an overlay wears, and the path of its style sheet on this server, which
    /// changes with the sheet. A theme that is gone or broken is replaced by what came with the
    /// application: the theme of this name, or else the first one for such overlays.
    pub(crate) fn worn(&self, id: &str, kind: OverlayKind) -> (String, String) {
        let worn = self.worn_sheet(id).map(|sheet| (id, sheet));
        let (id, sheet) = worn.unwrap_or_else(|| {
            let id = kind.default_theme();
            (id, self.worn_sheet(id).unwrap_or_default())
        });
        let mut hasher = DefaultHasher::new();
        sheet.hash(&mut hasher);
        (id.to_owned(), format!("/themes/{id}/theme.css?v={:x}", hasher.finish()))
    }

    /// Waits for the next change of a theme in the streamer's folder, from `known` on. Looked
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
        let themes = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut stamps: Stamps = themes
            .flat_map(|entry| {
                let name = entry.file_name();
                let files = ["theme.css", "theme.json"].into_iter().filter_map(|file| {
                    let file = fs::metadata(entry.path().join(file)).ok()?;
                    Some((name.clone(), file.modified().ok(), file.len()))
                });
                // One without a file is listed as well, with what is missing.
                files.chain([(name.clone(), None, 0)]).collect::<Vec<_>>()
            })
            .collect();
        stamps.sort();
        stamps
    }

    /// A theme's file, as an answer.
    pub(crate) fn file(&self, id: &str, name: &str) -> Option<Response> {
        let data = match name {
            "theme.css" => self.worn_sheet(id),
            _ => self.read(id, name).ok(),
        };
        Some(assets::of_kind(name, data?)?.into_response())
    }

    fn theme(&self, id: String) -> Theme {
        let problem = self.problem(&id);
        let (manifest, problem) = match bundled(&id, "theme.json").filter(|_| problem.is_some()) {
            Some(came) => (read_manifest(&id, &came), None),
            None => (self.manifest(&id), problem),
        };
        let manifest = manifest.unwrap_or_default();
        let kind = manifest.kind().unwrap_or_default();
        let has_preview = self.read(&id, "preview.png").is_ok();
        Theme {
            preview_url: has_preview.then(|| format!("/themes/{id}/preview.png")),
            name: if manifest.name.is_empty() { id.clone() } else { manifest.name },
            author: manifest.author,
            version: manifest.version,
            description: manifest.description,
            kind: kind.name(),
            problem,
            id,
        }
    }

    fn manifest(&self, id: &str) -> Result<Manifest, Problem> {
        read_manifest(id, &self.read(id, "theme.json")?)
    }

    /// A theme's style sheet, if it can be used.
    fn sheet(&self, id: &str) -> Result<Cow<'static, [u8]>, Problem> {
        let data = self.read(id, "theme.css")?;
        match css::foreign(text_of("theme.css", &data)?) {
            Some(css::Foreign { line, address }) => Err(format!(
                "Line {line} of theme.css would load {address}. An overlay loads nothing but its theme's own files: take that line out."
            )),
            None => Ok(data),
        }
    }

    /// The style sheet that pages get: that of a theme that is whole, or the one that came with the
    /// application.
    fn worn_sheet(&self, id: &str) -> Option<Cow<'static, [u8]>> {
        let whole = self.manifest(id).and_then(|_| self.sheet(id));
        whole.ok().or_else(|| bundled(id, "theme.css"))
    }

    fn read(&self, id: &str, name: &str) -> Result<Cow<'static, [u8]>, Problem> {
        named(id)?;
        if !FILES.contains(&name) {
            return Err(format!("A theme has no {name}."));
        }
        let folder = self.folder.join(id);
        if let Some(data) = own_file(&folder.join(name))? {
            return Ok(Cow::Owned(data));
        }
        bundled(id, name).ok_or_else(|| match fs::symlink_metadata(&folder) {
            Ok(_) => format!("{name} is missing in its folder."),
            Err(_) => {
                "There is no theme of this name. Choose another, or bring its folder.".to_owned()
            }
        })
    }
}

/// Reads what the author of the theme with this id wrote of it.
fn read_manifest(id: &str, data: &[u8]) -> Result<Manifest, Problem> {
    let text = text_of("theme.json", data)?;
    let value: Value = serde_json::from_str(text).map_err(|error| unread(&error))?;
    let manifest: Manifest =
        engine::read_json(value).map_err(|error| unfit(&error.path().to_string(), text))?;
    match &manifest.id {
        Some(other) if other != id => Err(format!(
            "theme.json says that its id is {other:?}, but its folder is named {id:?}. Make them the same."
        )),
        _ if manifest.kind().is_none() => {
            Err("theme.json has a kind that there is not. Write \"chat\" or \"focus\".".to_owned())
        }
        _ => Ok(manifest),
    }
}

/// A theme's file as text. Some editors begin it with a mark of its encoding.
fn text_of<'d>(name: &str, data: &'d [u8]) -> Result<&'d str, Problem> {
    let text = std::str::from_utf8(data).map_err(|_| {
        format!("{name} is not in UTF-8. Open it in a text editor, and save it as UTF-8.")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// What is wrong with a `theme.json` that is no JSON.
fn unread(error: &serde_json::Error) -> Problem {
    if error.is_eof() {
        return "theme.json is empty, or its end is missing. Get the theme's files again, or write \
                the rest of it."
            .to_owned();
    }
    let line = error.line();
    format!(
        "In line {line} of theme.json something is wrong: most often a comma, a quote or a bracket is \
         missing there or in the line before, or is one too many. Put that right, or get the theme's \
         files again. For who writes themes: {error}."
    )
}

/// What is wrong with a `theme.json` in which another thing stands at this place than is meant there.
fn unfit(place: &str, text: &str) -> Problem {
    if place == "." {
        return "theme.json does not say what the theme is called. Write its name into it, as \"name\": \
                \"My theme\"."
            .to_owned();
    }
    let at = text.find(&format!("\"{place}\"")).unwrap_or_default();
    let line = text.split_at(at).0.matches('\n').count() + 1;
    format!(
        "In line {line} of theme.json, {place} is no text. Write it between quotes, as \"{place}\": \
         \"…\"."
    )
}

fn is_bundled(id: &str) -> bool {
    bundled(id, "theme.css").is_some()
}

/// A file of a theme that came with the application.
fn bundled(id: &str, name: &str) -> Option<Cow<'static, [u8]>> {
    Some(assets::Overlay::get(&format!("{id}/{name}"))?.data)
}

/// A file that stands where it is, and `None` where there is none. A link could lead anywhere.
fn own_file(path: &Path) -> Result<Option<Vec<u8>>, Problem> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let folder = path.parent().and_then(|folder| fs::symlink_metadata(folder).ok());
    let (Some(folder), Ok(file)) = (folder, fs::symlink_metadata(path)) else {
        return Ok(None);
    };
    if !folder.is_dir() {
        return Err("Its folder is a link. Copy the folder itself.".into());
    }
    if !file.is_file() {
        return Err(format!("{name} is no file. Copy the file itself, not a link to it."));
    }
    if file.len() > LONGEST {
        return Err(format!("{name} is larger than 2 MB."));
    }
    fs::read(path).map(Some).map_err(|error| {
        format!(
            "The system does not let this application read {name}. See to it that the file is \
             yours to read, and that no other program has it open. The system says: {error}."
        )
    })
}

/// Refuses what a theme can't be called: it is letters, digits, dashes and underscores, nothing that
/// means something to a file system.
pub(crate) fn named(id: &str) -> Result<(), Problem> {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if !id.is_empty() && id.len() <= 64 && id.bytes().all(fits) {
        return Ok(());
    }
    Err("A theme's folder is named in letters, digits, dashes and underscores. Rename it.".into())
}
