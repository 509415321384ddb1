//! Everything that is set as one file: kept, taken to another machine, read again. No key and no
//! sign-in is in it.

mod before;
mod undo;

use std::path::PathBuf;
use std::sync::Arc;

use chat::Platform;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::SourceRow;

use crate::support::checked;
use crate::{
    Engine, EngineError, Moderator, NewModerator, NewOverlay, Overlay, OverlayKind, OverlayPatch,
    Result, Support, overlays, patch, sources,
};

use self::undo::Step;
pub(crate) use self::undo::Undo;

/// Everything that is set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingsFile {
    format: String,
    version: u32,
    /// The settings, as a merge patch.
    pub settings: Value,
    /// The channels.
    pub sources: Vec<SourceEntry>,
    /// The overlays.
    pub overlays: Vec<OverlayEntry>,
    /// What is on the support page; nothing where none was ever set, or in an older file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    support: Option<Support>,
    /// Who is invited; nobody in an older file.
    #[serde(default)]
    moderators: Vec<ModeratorEntry>,
}

/// A channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceEntry {
    platform: String,
    channel: String,
    enabled: bool,
}

/// An overlay, without its key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OverlayEntry {
    /// Ours of it: the same overlay is changed and keeps its address, another is made.
    id: String,
    name: String,
    /// What it shows; of a file from before there were others, chat.
    #[serde(default)]
    kind: Option<String>,
    /// The id of its theme.
    pub theme: String,
    /// The streamer's own CSS.
    pub custom_css: String,
    options: Value,
}

/// Somebody who is invited, without their key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ModeratorEntry {
    name: String,
    rights: Vec<String>,
    #[serde(default)]
    expires_at: Option<Timestamp>,
}

/// What reading a file changes, or has changed.
#[derive(Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Import {
    /// The settings that are other ones, those of the support page under `support`.
    pub settings: Vec<SettingChange>,
    /// The channels that are new, as `platform channel`.
    pub sources_added: Vec<String>,
    /// The names of overlays that are new.
    pub overlays_added: Vec<String>,
    /// The names of overlays that change.
    pub overlays_changed: Vec<String>,
    /// The names of moderators who are invited, with keys of their own.
    pub moderators_added: Vec<String>,
    /// Where what was set before is, once it is changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "string"))]
    pub kept: Option<PathBuf>,
}

/// A setting that becomes another one.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SettingChange {
    /// Its dotted name.
    pub name: String,
    /// What it is.
    #[cfg_attr(feature = "typescript", ts(type = "unknown"))]
    pub from: Value,
    /// What it becomes.
    #[cfg_attr(feature = "typescript", ts(type = "unknown"))]
    pub to: Value,
}

/// A file that can be taken whole, and what it would change.
#[derive(Default)]
struct Plan {
    sources: Vec<(Platform, String, bool)>,
    /// Those that are there, by their ids, and those that are not.
    overlays: Vec<(Option<String>, OverlayKind, OverlayPatch)>,
    /// What comes onto the support page, where that is something else than now.
    support: Option<Support>,
    moderators: Vec<NewModerator>,
    import: Import,
}

impl SettingsFile {
    /// What such a file calls itself.
    pub const FORMAT: &str = "multichat-settings";
    /// The version that is written, and read.
    pub const VERSION: u32 = 1;
}

impl Engine {
    /// Everything that is set, as a file.
    pub fn export_settings(&self) -> Result<SettingsFile> {
        let mut settings = patch::to_value(&self.settings())?;
        // It is no secret in truth, but it is called one.
        if let Some(accounts) = settings.get_mut("accounts").and_then(Value::as_object_mut) {
            accounts.remove("google_client_secret");
        }
        let overlays = self.overlays();
        let overlays = overlays.borrow();
        Ok(SettingsFile {
            format: SettingsFile::FORMAT.into(),
            version: SettingsFile::VERSION,
            settings,
            sources: self.0.sources.rows().iter().map(SourceEntry::new).collect(),
            overlays: overlays.iter().map(OverlayEntry::new).collect::<Result<_>>()?,
            support: Some(self.support())
                .filter(|set| **set != Support::default())
                .map(Arc::unwrap_or_clone),
            moderators: self.0.moderators.borrow().iter().map(ModeratorEntry::new).collect(),
        })
    }

    /// What reading this file would change. A file that can't be taken names what is wrong.
    pub fn preview_import(&self, file: &SettingsFile) -> Result<Import> {
        Ok(self.plan(file)?.import)
    }

    /// Takes what is in the file; what is set and not in it stays. What was set before is kept as a
    /// file that can be read in the same way.
    pub async fn import_settings(&self, file: &SettingsFile) -> Result<Import> {
        // No other one comes in between, and none is taken back meanwhile.
        let mut last = self.0.last_import.lock().await;
        // All of it is looked at before any of it is taken.
        let mut plan = self.plan(file)?;
        let mut import = std::mem::take(&mut plan.import);
        import.kept = Some(self.keep_before_import().await?);
        let mut undo = Undo::default();
        if let Err(error) = self.take(plan, &file.settings, &mut undo).await {
            // What is refused changes nothing, also where the disk refuses the half of it.
            if let Err(error) = self.take_back(&mut undo).await {
                tracing::warn!(%error, "an import that failed could not be taken back whole");
            }
            return Err(error);
        }
        *last = import.kept.clone().map(|kept| (kept, undo));
        Ok(import)
    }

    /// Takes all of a plan, and notes of each step how it is taken back: before it where that is known, as
    /// a step may fail after its write.
    async fn take(&self, plan: Plan, settings: &Value, undo: &mut Undo) -> Result<()> {
        let Plan { sources, overlays, support, moderators, import: _ } = plan;
        let before = self.settings();
        let after = before.patched(settings)?;
        if let Some(back) =
            undo::patch_between(&patch::to_value(&after)?, &patch::to_value(&before)?)
        {
            undo.note(Step::Settings(back));
        }
        self.patch_settings(settings).await?;
        for (platform, channel, enabled) in sources {
            match self.add_source(platform, &channel).await {
                Ok(source) => {
                    undo.note(Step::Source(source.id.clone()));
                    if !enabled {
                        self.stop_source(&source.id).await?;
                    }
                }
                // Somebody else was faster.
                Err(EngineError::SourceTaken) => {}
                Err(error) => return Err(error),
            }
        }
        for (id, kind, patch) in overlays {
            if let Some(id) = id {
                let before = self.overlay(&id)?;
                let after = before.changed(patch.clone())?;
                let back = undo::overlay_between(&after, &before)?;
                undo.note(Step::Changed(id.clone(), back));
                self.update_overlay(&id, patch).await?;
            } else {
                let name = patch.name.clone().unwrap_or_default();
                let made = self.add_overlay(NewOverlay { kind, name, patch }).await?;
                undo.note(Step::Overlay(made.id));
            }
        }
        if let Some(support) = support {
            let (before, after) = (patch::to_value(&*self.support())?, patch::to_value(&support)?);
            if let Some(back) = undo::patch_between(&after, &before) {
                undo.note(Step::Support(back));
            }
            self.set_support(support).await?;
        }
        for moderator in moderators {
            undo.note(Step::Moderator(self.add_moderator(moderator).await?.id));
        }
        Ok(())
    }

    fn plan(&self, file: &SettingsFile) -> Result<Plan> {
        let now = self.settings();
        let wanted = now.patched(&file.settings)?;
        let mut plan = Plan::default();
        let (from, to) = (patch::to_value(&now)?, patch::to_value(&wanted)?);
        differences("", &from, &to, &mut plan.import.settings);
        for (at, entry) in file.sources.iter().enumerate() {
            self.plan_source(entry, &mut plan).map_err(within(format!("sources[{at}]")))?;
        }
        for (at, entry) in file.overlays.iter().enumerate() {
            self.plan_overlay(entry, &mut plan).map_err(within(format!("overlays[{at}]")))?;
        }
        if let Some(support) = &file.support {
            self.plan_support(support, &mut plan).map_err(within("support".into()))?;
        }
        for (at, entry) in file.moderators.iter().enumerate() {
            self.plan_moderator(entry, &mut plan).map_err(within(format!("moderators[{at}]")))?;
        }
        Ok(plan)
    }

    fn plan_support(&self, wanted: &Support, plan: &mut Plan) -> Result<()> {
        let (now, wanted) = (self.support(), checked(wanted.clone())?);
        let (from, to) = (patch::to_value(&*now)?, patch::to_value(&wanted)?);
        differences("support", &from, &to, &mut plan.import.settings);
        plan.support = Some(wanted).filter(|wanted| *wanted != *now);
        Ok(())
    }

    /// Who is invited already, by name, keeps what they have: no file gives anybody more.
    fn plan_moderator(&self, entry: &ModeratorEntry, plan: &mut Plan) -> Result<()> {
        let ModeratorEntry { name, rights, expires_at } = entry.clone();
        if expires_at.is_some_and(|end| end <= Timestamp::now()) {
            return Ok(());
        }
        let new = NewModerator { name, rights, expires_at };
        let invited = Arc::clone(&self.0.moderators.borrow());
        let is_there = invited.iter().any(|known| known.name == new.name)
            || plan.moderators.iter().any(|known| known.name == new.name);
        // One who is there needs no room.
        new.check(if is_there { 0 } else { invited.len() + plan.moderators.len() })?;
        if is_there {
            return Ok(());
        }
        plan.import.moderators_added.push(new.name.clone());
        plan.moderators.push(new);
        Ok(())
    }

    fn plan_source(&self, entry: &SourceEntry, plan: &mut Plan) -> Result<()> {
        let platform = Platform::parse(&entry.platform)
            .filter(|platform| *platform != Platform::Demo)
            .ok_or_else(|| refused("platform", format!("there is no {:?}", entry.platform)))?;
        let channel = sources::canonical(platform, &entry.channel)?;
        let same = |row: &SourceRow| row.platform == platform && row.channel == channel;
        if !self.0.sources.rows().iter().any(same) {
            plan.import.sources_added.push(format!("{} {channel}", platform.name()));
            plan.sources.push((platform, channel, entry.enabled));
        }
        Ok(())
    }

    fn plan_overlay(&self, entry: &OverlayEntry, plan: &mut Plan) -> Result<()> {
        let patch = OverlayPatch {
            name: Some(entry.name.clone()),
            theme: Some(entry.theme.clone()),
            custom_css: Some(entry.custom_css.clone()),
            options: Some(entry.options.clone()),
        };
        let kind = entry.kind().ok_or_else(|| {
            refused("kind", format!("there is no kind {:?}", entry.kind.as_deref().unwrap_or("")))
        })?;
        // An overlay's kind never changes: one of another kind is another one.
        let known = self.overlay(&entry.id).ok().filter(|known| known.kind == kind);
        match &known {
            Some(known) if known.changed(patch.clone())? == *known => return Ok(()),
            Some(known) => plan.import.overlays_changed.push(known.name.clone()),
            None => {
                overlays::make(&entry.name, kind)?.changed(patch.clone())?;
                plan.import.overlays_added.push(entry.name.clone());
            }
        }
        plan.overlays.push((known.map(|known| known.id), kind, patch));
        Ok(())
    }

    async fn keep_before_import(&self) -> Result<PathBuf> {
        let file = serde_json::to_vec_pretty(&self.export_settings()?)
            .map_err(|error| EngineError::Internal(error.to_string()))?;
        let folder = self.0.data_dir.clone();
        crate::blocking(move || {
            before::keep(&folder, &file)
                .map_err(|error| EngineError::NotWritten { path: folder, error })
        })
        .await
    }
}

impl SourceEntry {
    fn new(row: &SourceRow) -> Self {
        Self {
            platform: row.platform.name().to_owned(),
            channel: row.channel.clone(),
            enabled: row.enabled,
        }
    }
}

impl ModeratorEntry {
    fn new(moderator: &Moderator) -> Self {
        Self {
            name: moderator.name.clone(),
            rights: moderator.rights.iter().map(|right| right.name().to_owned()).collect(),
            expires_at: moderator.expires_at,
        }
    }
}

impl OverlayEntry {
    fn new(overlay: &Overlay) -> Result<Self> {
        Ok(Self {
            id: overlay.id.clone(),
            name: overlay.name.clone(),
            kind: Some(overlay.kind.name().to_owned()),
            theme: overlay.theme.clone(),
            custom_css: overlay.custom_css.clone(),
            options: patch::to_value(&overlay.options)?,
        })
    }

    /// What it shows, where that is known here.
    #[must_use]
    pub fn kind(&self) -> Option<OverlayKind> {
        self.kind.as_deref().map_or(Some(OverlayKind::Chat), OverlayKind::parse)
    }
}

fn refused(field: &str, message: impl Into<String>) -> EngineError {
    EngineError::Invalid {
        field: field.into(),
        message: message.into(),
        hint: "Choose a file that was exported from the settings. Nothing was changed.".into(),
    }
}

/// Names the place in the file of what is wrong in one of its parts.
fn within(place: String) -> impl FnOnce(EngineError) -> EngineError {
    move |error| match error {
        EngineError::Invalid { field, message, hint } => {
            EngineError::Invalid { field: format!("{place}.{field}"), message, hint }
        }
        other => other,
    }
}

fn differences(name: &str, from: &Value, to: &Value, found: &mut Vec<SettingChange>) {
    if let (Value::Object(from), Value::Object(to)) = (from, to) {
        for (field, to) in to {
            let name = if name.is_empty() { field.clone() } else { format!("{name}.{field}") };
            differences(&name, from.get(field).unwrap_or(&Value::Null), to, found);
        }
    } else if from != to {
        let name = name.to_owned();
        found.push(SettingChange { name, from: from.clone(), to: to.clone() });
    }
}
