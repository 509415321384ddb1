//! What we ask of OBS, and what it answers.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::wire::status;
use crate::{Canvas, Connection, ObsError, Shape};

/// The kind of input that shows a page.
const BROWSER: &str = "browser_source";
/// The button of a browser source that loads its page anew, past the cache.
const REFRESH: &str = "refreshnocache";
/// A name may be taken, and the ones with a number behind it too.
const MOST_NAMES: u32 = 50;

/// Which OBS it is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Versions {
    /// Of OBS.
    #[serde(rename = "obsVersion")]
    pub obs: String,
    /// Of its WebSocket server.
    #[serde(rename = "obsWebSocketVersion")]
    pub websocket: String,
}

/// The scenes, in the order of OBS' own list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenes {
    /// The one that viewers see.
    pub current: String,
    /// All of them.
    pub names: Vec<String>,
}

/// Something in a scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its id in the scene.
    pub id: i64,
    /// The name of what it shows.
    pub source: String,
    /// What that is.
    pub of: ItemOf,
    /// Whether it can be seen where its scene or group is: its eye is on.
    pub is_visible: bool,
}

/// What an item of a scene shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemOf {
    /// An input.
    Input,
    /// Another scene.
    Scene,
    /// A group, which has items of its own.
    Group,
}

/// The first version whose browser is what overlays are made for: Chromium 103.
const NEW_ENOUGH: (u32, u32) = (29, 1);

impl Versions {
    /// Whether overlays may look wrong in it. A version of another form is taken for a new one.
    #[must_use]
    pub fn has_old_browser(&self) -> bool {
        let mut numbers = self.obs.split(['.', '-']).map(str::parse::<u32>);
        match (numbers.next(), numbers.next()) {
            (Some(Ok(major)), Some(Ok(minor))) => (major, minor) < NEW_ENOUGH,
            _ => false,
        }
    }
}

/// A browser source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Browser {
    /// Its name in OBS.
    pub name: String,
    /// What it shows.
    pub shows: Shown,
}

/// What a browser source shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// The page at this address.
    Page(String),
    /// The file at this path, on the computer where OBS is.
    File(String),
}

/// A page that becomes a browser source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What it is to be called.
    pub name: String,
    /// Its address.
    pub url: String,
}

impl Connection {
    /// Which OBS it is.
    pub async fn versions(&mut self) -> Result<Versions, ObsError> {
        self.read("GetVersion", json!({})).await
    }

    /// Whether it can show pages at all.
    pub async fn has_browser(&mut self) -> Result<bool, ObsError> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Kinds {
            input_kinds: Vec<String>,
        }
        let kinds: Kinds = self.read("GetInputKindList", json!({ "unversioned": true })).await?;
        Ok(kinds.input_kinds.iter().any(|kind| kind == BROWSER))
    }

    /// The size of the picture.
    pub async fn canvas(&mut self) -> Result<Canvas, ObsError> {
        self.read("GetVideoSettings", json!({})).await
    }

    /// The scenes.
    pub async fn scenes(&mut self) -> Result<Scenes, ObsError> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct List {
            current_program_scene_name: Option<String>,
            scenes: Vec<Scene>,
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Scene {
            scene_name: String,
        }
        let List { current_program_scene_name, scenes } =
            self.read("GetSceneList", json!({})).await?;
        Ok(Scenes {
            current: current_program_scene_name.unwrap_or_default(),
            // It lists them from below.
            names: scenes.into_iter().rev().map(|scene| scene.scene_name).collect(),
        })
    }

    /// What is in a scene, or in a group.
    pub async fn items(&mut self, of: &str, is_group: bool) -> Result<Vec<Item>, ObsError> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct List {
            scene_items: Vec<Listed>,
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Listed {
            scene_item_id: i64,
            source_name: String,
            source_type: String,
            is_group: Option<bool>,
            scene_item_enabled: Option<bool>,
        }
        let request = if is_group { "GetGroupSceneItemList" } else { "GetSceneItemList" };
        let list: List = self.read(request, json!({ "sceneName": of })).await?;
        let item = |listed: Listed| Item {
            id: listed.scene_item_id,
            source: listed.source_name,
            of: match (listed.is_group, listed.source_type.as_str()) {
                (Some(true), _) => ItemOf::Group,
                (_, "OBS_SOURCE_TYPE_SCENE") => ItemOf::Scene,
                _ => ItemOf::Input,
            },
            is_visible: listed.scene_item_enabled.unwrap_or(true),
        };
        Ok(list.scene_items.into_iter().map(item).collect())
    }

    /// All browser sources that show a page or a file.
    pub async fn browsers(&mut self) -> Result<Vec<Browser>, ObsError> {
        #[derive(Deserialize)]
        struct List {
            inputs: Vec<Input>,
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Input {
            input_name: String,
        }
        let list: List = self.read("GetInputList", json!({ "inputKind": BROWSER })).await?;
        let mut browsers = Vec::new();
        for Input { input_name: name } in list.inputs {
            let asked = self.ask("GetInputSettings", json!({ "inputName": &name })).await;
            let settings = match asked {
                Ok(answer) => answer,
                // It is gone by now.
                Err(ObsError::Refused { code: status::NO_SUCH, .. }) => continue,
                Err(error) => return Err(error),
            };
            let text = |of: &str| settings.pointer(of).and_then(Value::as_str).map(str::to_owned);
            let is_file = settings.pointer("/inputSettings/is_local_file") == Some(&true.into());
            let shows = if is_file {
                text("/inputSettings/local_file").map(Shown::File)
            } else {
                text("/inputSettings/url").map(Shown::Page)
            };
            browsers.extend(shows.map(|shows| Browser { name, shows }));
        }
        Ok(browsers)
    }

    /// Makes a browser source in a scene. Answers with its name, which has a number behind it where
    /// another source has the name already, and with the item's id.
    pub async fn create(
        &mut self,
        scene: &str,
        page: &Page,
        shape: Shape,
    ) -> Result<(String, i64), ObsError> {
        let settings = json!({
            "url": page.url,
            "width": shape.width,
            "height": shape.height,
            // The page may ask nothing of OBS.
            "webpage_control_level": 0,
            "shutdown": false,
            "restart_when_active": false,
        });
        self.make(scene, &page.name, &settings, true).await
    }

    /// Makes a browser source with these settings, and answers as [`create`](Self::create) does.
    pub(crate) async fn make(
        &mut self,
        scene: &str,
        wanted: &str,
        settings: &Value,
        is_visible: bool,
    ) -> Result<(String, i64), ObsError> {
        let mut number = 1;
        loop {
            let name = match number {
                1 => wanted.to_owned(),
                number => format!("{wanted} {number}"),
            };
            let asked = json!({
                "sceneName": scene,
                "inputName": &name,
                "inputKind": BROWSER,
                "inputSettings": settings,
                "sceneItemEnabled": is_visible,
            });
            match self.read::<NewItem>("CreateInput", asked).await {
                Ok(NewItem { scene_item_id }) => return Ok((name, scene_item_id)),
                Err(ObsError::Refused { code: status::THERE_ALREADY, .. })
                    if number < MOST_NAMES =>
                {
                    number += 1;
                }
                Err(ObsError::Refused { code: status::NO_SUCH_KIND, .. }) => {
                    return Err(ObsError::NoBrowser);
                }
                Err(error) => return Err(no_scene(error, scene)),
            }
        }
    }

    /// Shows a source that is there already in another scene too. Answers with the item's id.
    pub async fn show_in(&mut self, scene: &str, source: &str) -> Result<i64, ObsError> {
        self.add(scene, source, true).await
    }

    pub(crate) async fn add(
        &mut self,
        scene: &str,
        source: &str,
        is_visible: bool,
    ) -> Result<i64, ObsError> {
        let asked =
            json!({ "sceneName": scene, "sourceName": source, "sceneItemEnabled": is_visible });
        let made = self.read::<NewItem>("CreateSceneItem", asked).await;
        made.map(|item| item.scene_item_id).map_err(|error| no_scene(error, scene))
    }

    /// Puts an item where it belongs.
    pub async fn put(&mut self, scene: &str, item: i64, shape: Shape) -> Result<(), ObsError> {
        // Its upper left corner is what is put there.
        let to = json!({ "positionX": shape.left, "positionY": shape.top, "alignment": 5 });
        let asked = json!({ "sceneName": scene, "sceneItemId": item, "sceneItemTransform": to });
        self.ask("SetSceneItemTransform", asked).await.map(drop)
    }

    /// Turns an item's eye on.
    pub async fn reveal(&mut self, scene: &str, item: i64) -> Result<(), ObsError> {
        let asked = json!({ "sceneName": scene, "sceneItemId": item, "sceneItemEnabled": true });
        self.ask("SetSceneItemEnabled", asked).await.map(drop)
    }

    /// Takes an item out. A source that is in no scene any more is gone from OBS.
    pub async fn take_out(&mut self, scene: &str, item: i64) -> Result<(), ObsError> {
        let asked = json!({ "sceneName": scene, "sceneItemId": item });
        match self.ask("RemoveSceneItem", asked).await {
            // Somebody was faster.
            Ok(_) | Err(ObsError::Refused { code: status::NO_SUCH, .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Gives a browser source another address. The other settings stay.
    pub async fn set_url(&mut self, name: &str, url: &str) -> Result<(), ObsError> {
        let settings = json!({ "url": url });
        let asked = json!({ "inputName": name, "inputSettings": settings, "overlay": true });
        self.ask("SetInputSettings", asked).await.map(drop)
    }

    /// Loads a browser source's page anew.
    pub async fn refresh(&mut self, name: &str) -> Result<(), ObsError> {
        let asked = json!({ "inputName": name, "propertyName": REFRESH });
        self.ask("PressInputPropertiesButton", asked).await.map(drop)
    }

    pub(crate) async fn read<T: DeserializeOwned>(
        &mut self,
        request: &'static str,
        data: Value,
    ) -> Result<T, ObsError> {
        let answer = self.ask(request, data).await?;
        serde_json::from_value(answer).map_err(|error| ObsError::Refused {
            request,
            code: 0,
            comment: format!("its answer can't be read: {error}"),
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewItem {
    scene_item_id: i64,
}

fn no_scene(error: ObsError, scene: &str) -> ObsError {
    match error {
        ObsError::Refused { code: status::NO_SUCH, .. } => ObsError::NoScene(scene.to_owned()),
        error => error,
    }
}
