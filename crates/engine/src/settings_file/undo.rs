//! Taking back what the last import changed.
//!
//! What an import did is kept as its inverse, not as all that was set before: what the person has
//! changed since, and the file had nothing of, stays as it is.

use std::path::Path;

use chat::SourceId;
use serde_json::{Map, Value};

use crate::{Engine, EngineError, Overlay, OverlayPatch, Result, Support, patch};

/// How to take back what an import changed: its steps, in their order.
#[derive(Debug, Default)]
pub(crate) struct Undo(Vec<Step>);

/// How one step of an import is taken back.
#[derive(Debug)]
pub(super) enum Step {
    /// By this merge patch of the settings.
    Settings(Value),
    /// The channel that it added leaves.
    Source(SourceId),
    /// The overlay that it added leaves.
    Overlay(String),
    /// By this patch of the overlay with this id.
    Changed(String, OverlayPatch),
    /// By this merge patch of the support page.
    Support(Value),
    /// The moderator whom it invited leaves.
    Moderator(String),
}

impl Undo {
    /// Notes how a step is taken back. One that may fail after its write is noted before it.
    pub(super) fn note(&mut self, step: Step) {
        self.0.push(step);
    }
}

impl Engine {
    /// Takes back what the last import changed, once. What could not be taken back can be tried again.
    /// `kept`: only where the last one is that which kept what was before in this file.
    pub async fn undo_import(&self, kept: Option<&Path>) -> Result<()> {
        // Held to the end: no other import begins in between.
        let mut last = self.0.last_import.lock().await;
        let is_meant = |file: &Path| kept.is_none_or(|kept| kept == file);
        let (_, undo) = last
            .as_mut()
            .filter(|(file, _)| is_meant(file))
            .ok_or(EngineError::NotFound("import that could be undone"))?;
        self.take_back(undo).await?;
        *last = None;
        Ok(())
    }

    /// Takes back all of it that can be, the last first, and answers with the first thing that could not:
    /// that stays noted. What a person has removed meanwhile is taken back where it can be had back from.
    pub(super) async fn take_back(&self, undo: &mut Undo) -> Result<()> {
        let mut outcome = Ok(());
        for at in (0..undo.0.len()).rev() {
            let Some(step) = undo.0.get(at) else { continue };
            let taken = self.step_back(step).await;
            match taken {
                Err(error) if !is_gone(&error) => outcome = outcome.and(Err(error)),
                _ => drop(undo.0.remove(at)),
            }
        }
        outcome
    }

    async fn step_back(&self, step: &Step) -> Result<()> {
        match step {
            Step::Settings(patch) => self.patch_settings(patch).await.map(drop),
            // What a file brought takes no room from what a person has removed.
            Step::Source(id) => {
                self.0.removed.sources.forget(|(row, _)| row.id == *id);
                self.forget_source(id, |_, _| {}).await
            }
            Step::Overlay(id) => {
                self.0.removed.overlays.forget(|overlay| overlay.id == *id);
                self.forget_overlay(id, |_, _| {}).await
            }
            Step::Changed(id, patch) => match self.update_overlay(id, patch.clone()).await {
                Err(error) if is_gone(&error) => self.change_removed(id, patch),
                changed => changed.map(drop),
            },
            Step::Support(patch) => {
                let before: Support = patch::patched(&*self.support(), patch, "support")?;
                self.set_support(before).await.map(drop)
            }
            Step::Moderator(id) => self.remove_moderator(id).await,
        }
    }
}

impl Engine {
    /// Changes an overlay that was removed: so it comes back.
    fn change_removed(&self, id: &str, patch: &OverlayPatch) -> Result<()> {
        let bin = &self.0.removed.overlays;
        let is = |overlay: &Overlay| overlay.id == id;
        if let Some((overlay, _)) = bin.find(is) {
            let changed = overlay.changed(patch.clone())?;
            bin.change(is, |kept| *kept = changed);
        }
        Ok(())
    }
}

fn is_gone(error: &EngineError) -> bool {
    matches!(error, EngineError::NotFound(_))
        || matches!(error, EngineError::Store(store::StoreError::Missing(_)))
}

/// The patch that makes `to` of `from`: it names what is another, and nothing else.
pub(super) fn overlay_between(from: &Overlay, to: &Overlay) -> Result<OverlayPatch> {
    let other = |from: &String, to: &String| (from != to).then(|| to.clone());
    Ok(OverlayPatch {
        name: other(&from.name, &to.name),
        theme: other(&from.theme, &to.theme),
        custom_css: other(&from.custom_css, &to.custom_css),
        options: patch_between(&patch::to_value(&from.options)?, &patch::to_value(&to.options)?),
    })
}

/// The merge patch that makes `to` of `from`; nothing where they are the same.
pub(super) fn patch_between(from: &Value, to: &Value) -> Option<Value> {
    let (Value::Object(from), Value::Object(to)) = (from, to) else {
        return (from != to).then(|| to.clone());
    };
    let mut patch = Map::new();
    for name in from.keys().chain(to.keys().filter(|name| !from.contains_key(*name))) {
        let of = |object: &Map<String, Value>| object.get(name).cloned().unwrap_or(Value::Null);
        if let Some(change) = patch_between(&of(from), &of(to)) {
            patch.insert(name.clone(), change);
        }
    }
    (!patch.is_empty()).then_some(Value::Object(patch))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::testing;

    #[tokio::test]
    async fn what_fails_after_its_write_is_taken_back_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let engine = testing::engine(folder.path()).await;
        let before = engine.export_settings().expect("it is read");
        let overlay = engine.overlays().borrow()[0].id.clone();
        // Without a hub, what is written can't be reckoned with.
        engine.stop().await;
        for (part, value) in [
            ("support", patch::to_value(&Support { title: "Theirs".into(), ..Support::default() })),
            (
                "overlays",
                Ok(json!([{
                    "id": overlay, "name": "Theirs", "theme": "dark-purple", "custom_css": "",
                    "options": {"hidden": ["raid"]},
                }])),
            ),
        ] {
            let mut file = patch::to_value(&before).expect("JSON");
            file[part] = value.expect("JSON");
            let file = serde_json::from_value(file).expect("a file");
            let failed = engine.import_settings(&file).await;
            assert!(failed.is_err(), "{part}: {failed:?}");
            assert_eq!(engine.export_settings().expect("it is read"), before, "{part}");
        }
    }

    #[tokio::test]
    async fn what_an_import_brought_is_not_had_back_once_that_is_taken_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let engine = testing::engine(folder.path()).await;
        let own = engine.overlays().borrow()[0].clone();
        let mut file =
            patch::to_value(&engine.export_settings().expect("it is read")).expect("JSON");
        let mut theirs = file["overlays"][0].clone();
        theirs["id"] = json!("ovl-99999999");
        theirs["name"] = json!("Theirs");
        file["overlays"][0]["custom_css"] = json!("/* theirs */");
        file["overlays"].as_array_mut().expect("a list").push(theirs);
        file["sources"] = json!([{"platform": "twitch", "channel": "theirs", "enabled": false}]);
        let mo = json!({"name": "Mo", "rights": ["hide"]});
        file["moderators"] = json!([mo, mo]);
        let file = serde_json::from_value(file).expect("a file");
        let import = engine.import_settings(&file).await.expect("it is taken");
        assert_eq!(import.moderators_added, ["Mo"], "one of each name");
        engine
            .add_overlay(crate::NewOverlay {
                kind: own.kind,
                name: "Mine".into(),
                patch: OverlayPatch::default(),
            })
            .await
            .expect("it is added");

        let added = engine.overlays().borrow()[1].id.clone();
        let source = engine.0.sources.rows().last().expect("it is there").id.clone();
        for id in [&added, &own.id] {
            engine.remove_overlay(id).await.expect("it is there");
        }
        engine.remove_source(&source).await.expect("it is there");
        engine.undo_import(None).await.expect("it is taken back");
        assert!(matches!(engine.restore_overlay(&added).await, Err(EngineError::NotFound(_))));
        assert!(matches!(engine.restore_source(&source).await, Err(EngineError::NotFound(_))));
        let back = engine.restore_overlay(&own.id).await.expect("it was there before");
        assert_eq!(back.custom_css, own.custom_css);
        engine.stop().await;
    }

    #[test]
    fn a_patch_has_what_is_another_and_nothing_else() {
        let (from, to) = (json!({"a": 1, "b": {"c": 2, "d": [1]}}), json!({"a": 1, "b": {"c": 3}}));
        assert_eq!(patch_between(&from, &to), Some(json!({"b": {"c": 3, "d": null}})));
        assert_eq!(patch_between(&from, &from), None);
    }
}
