//! What is taken out of a scene and may come back: as it was, with its source where that is gone.
//!
//! OBS forgets a source with the last item that shows it, and its own Undo knows nothing of what a
//! client did.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{Connection, ObsError, address};

/// What of a transform can be set; the rest OBS works out.
const PLACE: [&str; 15] = [
    "alignment",
    "boundsAlignment",
    "boundsHeight",
    "boundsType",
    "boundsWidth",
    "cropBottom",
    "cropLeft",
    "cropRight",
    "cropToBounds",
    "cropTop",
    "positionX",
    "positionY",
    "rotation",
    "scaleX",
    "scaleY",
];
/// Bounds that are not used are 0 wide, which OBS says itself and does not take.
const NOT_ZERO: [&str; 2] = ["boundsHeight", "boundsWidth"];

/// Items of a scene as they were, and their sources.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Kept {
    /// From below: each is put back where those below it are there already.
    items: Vec<Item>,
    sources: BTreeMap<String, Source>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    #[serde(rename = "sceneItemId")]
    id: i64,
    #[serde(rename = "sourceName")]
    source: String,
    #[serde(rename = "sceneItemIndex", default)]
    index: i64,
    #[serde(rename = "sceneItemEnabled", default = "yes")]
    is_visible: bool,
    #[serde(rename = "sceneItemLocked", default)]
    is_locked: bool,
    #[serde(rename = "sceneItemBlendMode")]
    blend: Option<String>,
    #[serde(rename = "sceneItemTransform", default)]
    transform: Map<String, Value>,
}

const fn yes() -> bool {
    true
}

#[derive(Debug, Clone, PartialEq)]
struct Source {
    settings: Map<String, Value>,
    /// The first is the first that the picture goes through.
    filters: Vec<Filter>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Filter {
    #[serde(rename = "filterName")]
    name: String,
    #[serde(rename = "filterKind")]
    kind: String,
    #[serde(rename = "filterEnabled")]
    is_on: bool,
    #[serde(rename = "filterSettings")]
    settings: Value,
}

/// An item that is back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Back {
    /// The name of its source.
    pub source: String,
    /// Its id in the scene, which is a new one.
    pub item: i64,
    /// Whether its eye is on, as it was.
    pub is_visible: bool,
}

impl Connection {
    /// How these items of a scene are now, and their sources.
    pub async fn keep(&mut self, scene: &str, items: &[i64]) -> Result<Kept, ObsError> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct List {
            scene_items: Vec<Item>,
        }
        let List { scene_items } =
            self.read("GetSceneItemList", json!({ "sceneName": scene })).await?;
        let mut kept: Vec<_> =
            scene_items.into_iter().filter(|item| items.contains(&item.id)).collect();
        kept.sort_by_key(|item| item.index);
        let mut sources = BTreeMap::new();
        for Item { source, .. } in &kept {
            if !sources.contains_key(source) {
                sources.insert(source.clone(), self.source(source).await?);
            }
        }
        Ok(Kept { items: kept, sources })
    }

    async fn source(&mut self, name: &str) -> Result<Source, ObsError> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Input {
            #[serde(default)]
            input_settings: Map<String, Value>,
        }
        #[derive(Deserialize)]
        struct List {
            filters: Vec<Filter>,
        }
        let Input { input_settings } =
            self.read("GetInputSettings", json!({ "inputName": name })).await?;
        let filters = self.read("GetSourceFilterList", json!({ "sourceName": name })).await;
        let List { filters } = match filters {
            Ok(list) => list,
            Err(error @ ObsError::Refused { .. }) => {
                tracing::warn!(%error, "the filters of a source are not known");
                List { filters: Vec::new() }
            }
            Err(error) => return Err(error),
        };
        Ok(Source { settings: input_settings, filters })
    }

    /// Puts items back into their scene. `called` says what their sources are called now; those that are
    /// gone are made again, with the page's address as it is now.
    pub async fn put_back(
        &mut self,
        scene: &str,
        kept: &Kept,
        called: impl Fn(&str) -> Option<String>,
        url: &str,
    ) -> Result<Vec<Back>, ObsError> {
        let (mut back, mut made) = (Vec::new(), BTreeMap::new());
        for item in &kept.items {
            let Item { source, is_visible, .. } = item;
            let known = made.get(source).cloned().or_else(|| called(source));
            let put = match (known, kept.sources.get(source)) {
                // Nobody sees it before it is in its place.
                (Some(name), _) => self.add(scene, &name, false).await.map(|id| (name, id)),
                (None, Some(of)) => self.make_again(scene, source, of, url).await,
                (None, None) => continue,
            };
            let placed = match put {
                Ok((name, id)) => {
                    made.insert(source.clone(), name.clone());
                    back.push(Back { source: name, item: id, is_visible: *is_visible });
                    self.place_again(scene, id, item).await
                }
                Err(error) => Err(error),
            };
            if let Err(error) = placed {
                // Half of it is worse than nothing.
                for Back { item, .. } in back {
                    self.take_out(scene, item).await?;
                }
                return Err(error);
            }
        }
        Ok(back)
    }

    async fn make_again(
        &mut self,
        scene: &str,
        name: &str,
        source: &Source,
        url: &str,
    ) -> Result<(String, i64), ObsError> {
        let mut settings = source.settings.clone();
        if let Some(known) = settings.get("url").and_then(Value::as_str)
            && address::key_in(known).is_some()
            && let Some(now) = address::corrected(known, url)
        {
            settings.insert("url".into(), now.into());
        }
        let (name, id) = self.make(scene, name, &settings.into(), false).await?;
        for Filter { name: filter, kind, is_on, settings } in &source.filters {
            let asked = json!({
                "sourceName": &name,
                "filterName": filter,
                "filterKind": kind,
                "filterSettings": settings,
            });
            self.as_far_as_it_goes("CreateSourceFilter", asked).await?;
            let asked =
                json!({ "sourceName": &name, "filterName": filter, "filterEnabled": is_on });
            self.as_far_as_it_goes("SetSourceFilterEnabled", asked).await?;
        }
        Ok((name, id))
    }

    async fn place_again(&mut self, scene: &str, id: i64, item: &Item) -> Result<(), ObsError> {
        let of = |what: &str, value: Value| json!({ "sceneName": scene, "sceneItemId": id, what: value });
        let index = of("sceneItemIndex", item.index.into());
        let place = of("sceneItemTransform", settable(&item.transform).into());
        self.as_far_as_it_goes("SetSceneItemTransform", place).await?;
        self.as_far_as_it_goes("SetSceneItemIndex", index).await?;
        if let Some(blend) = &item.blend {
            let blend = of("sceneItemBlendMode", blend.as_str().into());
            self.as_far_as_it_goes("SetSceneItemBlendMode", blend).await?;
        }
        let locked = of("sceneItemLocked", item.is_locked.into());
        self.as_far_as_it_goes("SetSceneItemLocked", locked).await?;
        if item.is_visible {
            self.reveal(scene, id).await?;
        }
        Ok(())
    }

    /// Asks for what the rest is worth having without.
    async fn as_far_as_it_goes(
        &mut self,
        request: &'static str,
        asked: Value,
    ) -> Result<(), ObsError> {
        match self.ask(request, asked).await {
            Ok(_) => Ok(()),
            Err(error @ ObsError::Refused { .. }) => {
                tracing::warn!(%error, "a source is back in OBS, and not all as it was");
                Ok(())
            }
            Err(error) => Err(error),
        }
    }
}

/// What of a transform can be set, as far as OBS takes it.
fn settable(transform: &Map<String, Value>) -> Map<String, Value> {
    let is_taken = |name: &str, value: &Value| {
        PLACE.contains(&name)
            && (!NOT_ZERO.contains(&name) || value.as_f64().is_some_and(|value| value >= 1.0))
    };
    let taken = transform.iter().filter(|(name, value)| is_taken(name, value));
    taken.map(|(name, value)| (name.clone(), value.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_transform_what_obs_takes_is_set() {
        // As OBS 29.0.2 tells it of an item without bounds.
        let told = json!({
            "alignment": 5, "boundsAlignment": 0, "boundsHeight": 0.0,
            "boundsType": "OBS_BOUNDS_NONE", "boundsWidth": 0.0, "cropBottom": 9, "cropLeft": 7,
            "cropRight": 0, "cropTop": 0, "height": 778.5, "positionX": 321.5, "positionY": -12.0,
            "rotation": 30.0, "scaleX": 1.25, "scaleY": 0.75, "sourceHeight": 1040.0,
            "sourceWidth": 400.0, "width": 491.25,
        });
        let set = json!({
            "alignment": 5, "boundsAlignment": 0, "boundsType": "OBS_BOUNDS_NONE", "cropBottom": 9,
            "cropLeft": 7, "cropRight": 0, "cropTop": 0, "positionX": 321.5, "positionY": -12.0,
            "rotation": 30.0, "scaleX": 1.25, "scaleY": 0.75,
        });
        let told = told.as_object().cloned().unwrap_or_default();
        assert_eq!(Value::from(settable(&told)), set);
        let bounds = Map::from_iter([("boundsWidth".to_owned(), json!(300.0))]);
        assert_eq!(settable(&bounds), bounds, "bounds that are used are kept");
    }
}
