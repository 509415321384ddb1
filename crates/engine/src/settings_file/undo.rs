//! Taking back what the last import changed.
//!
//! What an import did is kept as its inverse, not as all that was set before: what the person has
//! changed since, and the file had nothing of, stays as it is.

use chat::SourceId;
use serde_json::{Map, Value};

use crate::{Engine, EngineError, Overlay, OverlayPatch, Result, Support, patch};

/// How to take back what an import changed.
#[derive(Debug, Default)]
pub(crate) struct Undo {
    /// The settings that it changed, as they were: a merge patch.
    pub settings: Option<Value>,
    /// The channels that it added.
    pub sources: Vec<SourceId>,
    /// The overlays that it added.
    pub overlays: Vec<String>,
    /// The overlays that it changed, as they were.
    pub changed: Vec<Overlay>,
    /// The support page as it was, where it changed that.
    pub support: Option<Support>,
    /// Those whom it invited.
    pub moderators: Vec<String>,
}

impl Engine {
    /// Takes back what the last import changed, once.
    pub async fn undo_import(&self) -> Result<()> {
        let Some(undo) = self.0.last_import.lock().await.take() else {
            return Err(EngineError::NotFound("import that could be undone"));
        };
        self.take_back(undo).await
    }

    /// Takes all of it back that can be, and answers with the first thing that could not. What a person
    /// has removed meanwhile is as it should be.
    pub(super) async fn take_back(&self, undo: Undo) -> Result<()> {
        let mut results = Vec::new();
        for id in &undo.moderators {
            results.push(self.remove_moderator(id).await);
        }
        for id in &undo.sources {
            results.push(self.remove_source(id).await);
        }
        for id in &undo.overlays {
            results.push(self.remove_overlay(id).await);
        }
        for overlay in undo.changed {
            let Overlay { id, name, theme, custom_css, options, .. } = overlay;
            let now = self.overlay(&id).and_then(|now| patch::to_value(&now.options));
            let options = now.and_then(|now| Ok(patch_between(&now, &patch::to_value(&options)?)));
            results.push(match options {
                Ok(options) => {
                    let (name, theme, custom_css) = (Some(name), Some(theme), Some(custom_css));
                    let patch = OverlayPatch { name, theme, custom_css, options };
                    self.update_overlay(&id, patch).await.map(drop)
                }
                Err(error) => Err(error),
            });
        }
        if let Some(support) = undo.support {
            results.push(self.set_support(support).await.map(drop));
        }
        if let Some(settings) = undo.settings {
            results.push(self.patch_settings(&settings).await.map(drop));
        }
        let is_gone = |error: &EngineError| {
            matches!(error, EngineError::NotFound(_))
                || matches!(error, EngineError::Store(store::StoreError::Missing(_)))
        };
        results
            .into_iter()
            .filter_map(Result::err)
            .find(|error| !is_gone(error))
            .map_or(Ok(()), Err)
    }
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

    #[test]
    fn a_patch_has_what_is_another_and_nothing_else() {
        let (from, to) = (json!({"a": 1, "b": {"c": 2, "d": [1]}}), json!({"a": 1, "b": {"c": 3}}));
        assert_eq!(patch_between(&from, &to), Some(json!({"b": {"c": 3, "d": null}})));
        assert_eq!(patch_between(&from, &from), None);
    }
}
