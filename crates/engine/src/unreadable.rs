//! What is stored of the settings and this version can't read, most often because a newer one wrote
//! it: it is kept, beside all that is set here, until a person sets the same to something else.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The stored values that can't be read, each with its place among the settings.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Unreadable(Vec<(Vec<String>, Value)>);

impl Unreadable {
    pub(crate) fn add(&mut self, place: &[&str], value: &Value) {
        let place = place.iter().copied().map(str::to_owned).collect();
        self.0.push((place, value.clone()));
    }

    /// Their dotted names.
    pub(crate) fn names(&self) -> Vec<String> {
        self.0.iter().map(|(place, _)| place.join(".")).collect()
    }

    /// Without what a patch sets anew.
    pub(crate) fn without(mut self, patch: &Value) -> Self {
        self.0.retain(|(place, _)| !is_set_by(patch, place));
        self
    }

    /// Puts them in the place of the first values that stand in for them.
    pub(crate) fn put_into(&self, rows: &mut BTreeMap<String, Value>) {
        for (place, value) in &self.0 {
            // What is no setting at all here has no row that is written, and stays as it is.
            if let [row, inner @ ..] = place.as_slice()
                && let Some(row) = rows.get_mut(row)
            {
                put(row, inner, value);
            }
        }
    }
}

/// Whether a merge patch says something of this place: it, or all around it.
fn is_set_by(patch: &Value, place: &[String]) -> bool {
    match (place, patch) {
        ([name, inner @ ..], Value::Object(fields)) => {
            fields.get(name).is_some_and(|patch| is_set_by(patch, inner))
        }
        // It is the place itself, or what it was a part of is something else now.
        _ => true,
    }
}

fn put(row: &mut Value, place: &[String], value: &Value) {
    let [name, inner @ ..] = place else {
        *row = value.clone();
        return;
    };
    // Where it had parts and there is something plain here, none of its parts could be read.
    if !row.is_object() {
        *row = Value::Object(Map::new());
    }
    if let Value::Object(fields) = row {
        put(fields.entry(name.clone()).or_insert(Value::Null), inner, value);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use store::Store;

    use crate::testing;

    #[tokio::test]
    async fn what_a_newer_version_set_costs_itself_alone_and_is_there_for_it_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let newer = json!({
            "focus": {"seconds": 7, "auto_superchats": "sometimes", "tomorrow": {"a": 1}},
            "hotkeys": {"hide_chat": "Ctrl+H", "dance": "F9"},
            "accounts": {"twitch_client_id": "abc", "kick_client_id": "def"},
            "pronouns": {"ask": "first"},
            "listeners": {"mode": "by_calendar"},
            "tomorrow": 2,
        });
        let rows = serde_json::from_value(newer.clone()).expect("an object");
        let (store, _) = Store::open(folder.path()).expect("a new one");
        store.set_settings(&rows).expect("they are kept");
        drop(store);

        let engine = testing::engine(folder.path()).await;
        let settings = engine.settings();
        assert_eq!(settings.focus.seconds, Some(7), "what is known in the same group holds");
        assert!(settings.hotkeys.hide_chat.is_some());
        assert_eq!(settings.accounts.twitch_client_id.as_deref(), Some("abc"));
        let said = engine.status_now().warnings;
        let said = said.iter().find(|warning| warning.code == "settings_unreadable");
        let said = &said.expect("it is said").message;
        for name in ["focus.auto_superchats", "hotkeys.dance", "listeners.mode", "pronouns.ask"] {
            assert!(said.contains(name), "{said}");
        }
        let patch = json!({"chat_speed": 9, "listeners": {"mode": "manual"}});
        engine.patch_settings(&patch).await.expect("both are settings");
        engine.stop().await;
        drop(engine);

        let (store, _) = Store::open(folder.path()).expect("it is there");
        let stored = store.settings().expect("they are there");
        for place in ["/focus/auto_superchats", "/focus/tomorrow", "/hotkeys/dance"] {
            let stored = json!(stored);
            assert_eq!(stored.pointer(place), newer.pointer(place), "{place}");
        }
        assert_eq!(stored["accounts"]["kick_client_id"], "def");
        assert_eq!(stored["pronouns"], newer["pronouns"]);
        assert_eq!(stored["tomorrow"], 2);
        assert_eq!(stored["focus"]["seconds"], 7);
        assert_eq!(stored["chat_speed"], 9);
        assert_eq!(stored["listeners"]["mode"], "manual", "what a person sets anew is theirs");
    }
}
