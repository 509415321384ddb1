//! What is in this OBS.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// How it goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObsFault {
    /// It takes the connection and says nothing.
    Silent,
    /// It is obs-websocket 4: it says nothing, and answers to what that one knew.
    VersionFour,
    /// It closes with 4010, whatever version is asked for.
    OtherVersion,
    /// Each answer takes a while.
    Slow,
    /// It ends the connection at the first request.
    Drops,
    /// It refuses so many requests with 207, as while it starts.
    NotReady(u32),
    /// It speaks something else.
    Nonsense,
}

/// An input.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its kind.
    pub kind: String,
    /// Its settings, without those that are as at first.
    pub settings: Map<String, Value>,
}

#[derive(Debug, Clone)]
struct Item {
    id: i64,
    source: String,
    transform: Map<String, Value>,
}

#[derive(Debug)]
pub(super) struct World {
    pub(super) password: Option<String>,
    pub(super) fault: Option<ObsFault>,
    pub(super) has_browser: bool,
    pub(super) version: String,
    pub(super) inputs: BTreeMap<String, Source>,
    scenes: Vec<(String, Vec<Item>)>,
    current: String,
    last_item: i64,
    pub(super) pressed: Vec<String>,
    pub(super) asked: Vec<String>,
    pub(super) let_in: usize,
    pub(super) kept_out: usize,
    /// One higher each time that all connections are ended.
    pub(super) epoch: u64,
}

impl Default for World {
    fn default() -> Self {
        Self {
            password: None,
            fault: None,
            has_browser: true,
            version: "30.0.2".into(),
            inputs: BTreeMap::new(),
            scenes: vec![("Main".into(), Vec::new()), ("Break".into(), Vec::new())],
            current: "Main".into(),
            last_item: 0,
            pressed: Vec::new(),
            asked: Vec::new(),
            let_in: 0,
            kept_out: 0,
            epoch: 0,
        }
    }
}

/// A request's answer, or the status and the words of its refusal; and what it makes happen.
pub(super) type Outcome = Result<(Value, Vec<&'static str>), (u16, &'static str)>;

const NO_SOURCE: (u16, &str) = (600, "No source was found by that name.");

impl World {
    pub(super) fn items(&self, scene: &str) -> Vec<String> {
        let items = self.scene(scene).map(|items| items.iter().map(|item| item.source.clone()));
        items.map(Iterator::collect).unwrap_or_default()
    }

    pub(super) fn put(&mut self, scene: &str, name: &str, kind: &str, settings: &Value) {
        let settings = settings.as_object().cloned().unwrap_or_default();
        self.inputs.insert(name.to_owned(), Source { kind: kind.to_owned(), settings });
        if self.scene(scene).is_none() {
            self.scenes.push((scene.to_owned(), Vec::new()));
        }
        self.add_item(scene, name);
    }

    pub(super) fn nest(&mut self, scene: &str, inner: &str) {
        self.add_item(scene, inner);
    }

    fn add_item(&mut self, scene: &str, source: &str) -> Option<i64> {
        self.last_item += 1;
        let id = self.last_item;
        let item = Item { id, source: source.to_owned(), transform: Map::new() };
        self.scene_mut(scene)?.push(item);
        Some(id)
    }

    fn scene(&self, name: &str) -> Option<&Vec<Item>> {
        self.scenes.iter().find(|(scene, _)| scene == name).map(|(_, items)| items)
    }

    fn scene_mut(&mut self, name: &str) -> Option<&mut Vec<Item>> {
        self.scenes.iter_mut().find(|(scene, _)| scene == name).map(|(_, items)| items)
    }

    /// Does what is asked.
    pub(super) fn answer(&mut self, request: &str, data: &Value) -> Outcome {
        self.asked.push(request.to_owned());
        if let Some(ObsFault::NotReady(times)) = self.fault {
            self.fault = times.checked_sub(1).map(ObsFault::NotReady);
            return Err((207, "OBS is not ready to perform the request."));
        }
        let text = |name: &str| data.get(name).and_then(Value::as_str).unwrap_or_default();
        let quietly = |answer| Ok((answer, Vec::new()));
        match request {
            "GetVersion" => quietly(json!({
                "obsVersion": self.version, "obsWebSocketVersion": "5.1.0", "rpcVersion": 1,
            })),
            "GetInputKindList" => {
                let mut kinds = vec!["image_source", "color_source"];
                kinds.extend(self.has_browser.then_some("browser_source"));
                quietly(json!({ "inputKinds": kinds }))
            }
            "GetVideoSettings" => quietly(json!({ "baseWidth": 1920, "baseHeight": 1080 })),
            "GetSceneList" => {
                let scenes: Vec<_> = self
                    .scenes
                    .iter()
                    .rev()
                    .map(|(name, _)| json!({ "sceneName": name }))
                    .collect();
                quietly(json!({ "currentProgramSceneName": self.current, "scenes": scenes }))
            }
            "GetSceneItemList" => {
                let items = self.scene(text("sceneName")).ok_or(NO_SOURCE)?;
                let listed: Vec<_> = items.iter().map(|item| self.listed(item)).collect();
                quietly(json!({ "sceneItems": listed }))
            }
            "GetInputList" => {
                let of_kind =
                    self.inputs.iter().filter(|(_, input)| input.kind == text("inputKind"));
                let listed: Vec<_> =
                    of_kind.map(|(name, _)| json!({ "inputName": name })).collect();
                quietly(json!({ "inputs": listed }))
            }
            "GetInputSettings" => {
                let Source { kind, settings } =
                    self.inputs.get(text("inputName")).ok_or(NO_SOURCE)?;
                quietly(json!({ "inputKind": kind, "inputSettings": settings }))
            }
            "CreateInput" => self.create(text("sceneName"), text("inputName"), data),
            "CreateSceneItem" => {
                let source = text("sourceName");
                if !self.inputs.contains_key(source) {
                    return Err(NO_SOURCE);
                }
                let id = self.add_item(text("sceneName"), source).ok_or(NO_SOURCE)?;
                Ok((json!({ "sceneItemId": id }), vec!["SceneItemCreated"]))
            }
            "SetSceneItemTransform" => {
                let id = data.get("sceneItemId").and_then(Value::as_i64);
                let items = self.scene_mut(text("sceneName")).ok_or(NO_SOURCE)?;
                let item = items.iter_mut().find(|item| Some(item.id) == id).ok_or(NO_SOURCE)?;
                let to = data.get("sceneItemTransform").and_then(Value::as_object);
                item.transform.extend(to.cloned().unwrap_or_default());
                quietly(Value::Null)
            }
            "RemoveSceneItem" => self.remove(text("sceneName"), data),
            "SetInputSettings" => {
                let input = self.inputs.get_mut(text("inputName")).ok_or(NO_SOURCE)?;
                let settings = data.get("inputSettings").and_then(Value::as_object);
                input.settings.extend(settings.cloned().unwrap_or_default());
                quietly(Value::Null)
            }
            "PressInputPropertiesButton" => {
                let name = text("inputName");
                if !self.inputs.contains_key(name) || text("propertyName") != "refreshnocache" {
                    return Err((600, "Unable to find a property by that name."));
                }
                self.pressed.push(name.to_owned());
                quietly(Value::Null)
            }
            _ => Err((204, "Your request type is not valid.")),
        }
    }

    fn listed(&self, Item { id, source, transform }: &Item) -> Value {
        let of = if self.inputs.contains_key(source) { "INPUT" } else { "SCENE" };
        json!({
            "sceneItemId": id,
            "sourceName": source,
            "sourceType": format!("OBS_SOURCE_TYPE_{of}"),
            "isGroup": (of == "SCENE").then_some(false),
            "sceneItemTransform": transform,
        })
    }

    fn create(&mut self, scene: &str, name: &str, data: &Value) -> Outcome {
        let kind = data.get("inputKind").and_then(Value::as_str).unwrap_or_default();
        if self.scene(scene).is_none() {
            return Err(NO_SOURCE);
        }
        if self.inputs.contains_key(name) {
            return Err((601, "A source already exists by that input name."));
        }
        if kind != "browser_source" || !self.has_browser {
            return Err((605, "Your specified input kind is not supported by OBS."));
        }
        let settings = data.get("inputSettings").and_then(Value::as_object).cloned();
        let source = Source { kind: kind.to_owned(), settings: settings.unwrap_or_default() };
        self.inputs.insert(name.to_owned(), source);
        let id = self.add_item(scene, name).ok_or(NO_SOURCE)?;
        Ok((json!({ "sceneItemId": id }), vec!["InputCreated", "SceneItemCreated"]))
    }

    fn remove(&mut self, scene: &str, data: &Value) -> Outcome {
        let id = data.get("sceneItemId").and_then(Value::as_i64);
        let items = self.scene_mut(scene).ok_or(NO_SOURCE)?;
        let at = items.iter().position(|item| Some(item.id) == id).ok_or(NO_SOURCE)?;
        let Item { source, .. } = items.remove(at);
        // What no scene holds any more is gone.
        let held = |items: &Vec<Item>| items.iter().any(|item| item.source == source);
        if !self.scenes.iter().any(|(_, items)| held(items)) {
            self.inputs.remove(&source);
        }
        Ok((Value::Null, vec!["SceneItemRemoved", "InputRemoved"]))
    }
}
