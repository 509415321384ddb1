//! What is in OBS: its scenes, and which of its sources are ours.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ::obs::{Connection, Item, ItemOf, ObsError, Scenes, Shown, address};

use super::{Obs, loader};
use crate::Overlay;

/// What a look at OBS found.
#[derive(Debug)]
pub(super) struct Survey {
    pub(super) scenes: Scenes,
    /// The ids of our overlays, by the names of the sources that show them.
    pub(super) sources: BTreeMap<String, String>,
    /// Those of them that led elsewhere, and have been given the right address.
    pub(super) corrected: BTreeSet<String>,
    /// What is in each scene and group.
    pub(super) contents: BTreeMap<String, Vec<Item>>,
}

/// What tells our sources from others.
pub(super) struct Ours<'a> {
    pub(super) obs: &'a Obs,
    pub(super) overlays: &'a Arc<Vec<Overlay>>,
    /// The ids of overlays, by the names of the sources that showed them before.
    pub(super) known: &'a BTreeMap<String, String>,
}

impl Ours<'_> {
    /// The overlay that a source is meant to show: by the key in its address; or, where that key
    /// was given up, by what was known of the source before.
    fn overlay(&self, name: &str, url: &str) -> Option<&Overlay> {
        let key = address::key_in(url)?;
        let by_key = self.overlays.iter().find(|overlay| overlay.key.reveal() == key);
        by_key.or_else(|| {
            let id = self.known.get(name)?;
            self.overlays.iter().find(|overlay| overlay.id == *id)
        })
    }
}

impl Survey {
    /// Looks around, and gives our sources the right address where they have another one: the key
    /// was changed, or our port.
    pub(super) async fn make(
        connection: &mut Connection,
        ours: &Ours<'_>,
    ) -> Result<Self, ObsError> {
        let scenes = connection.scenes().await?;
        let (mut sources, mut corrected) = (BTreeMap::new(), BTreeSet::new());
        for browser in connection.browsers().await? {
            let url = match browser.shows {
                Shown::Page(url) => url,
                Shown::File(path) => {
                    let overlay = loader::overlay_of(path, ours.overlays).await;
                    sources.extend(overlay.map(|id| (browser.name, id)));
                    continue;
                }
            };
            let Some(overlay) = ours.overlay(&browser.name, &url) else {
                continue;
            };
            if let Some(url) = address::corrected(&url, &ours.obs.url_of(overlay)) {
                connection.set_url(&browser.name, &url).await?;
                corrected.insert(browser.name.clone());
            }
            sources.insert(browser.name, overlay.id.clone());
        }
        let mut contents = BTreeMap::new();
        // Where nothing is ours, no scene holds it.
        if !sources.is_empty() {
            let mut to_look: Vec<_> =
                scenes.names.iter().map(|name| (name.clone(), false)).collect();
            while let Some((name, is_group)) = to_look.pop() {
                let items = connection.items(&name, is_group).await?;
                let groups = items.iter().filter(|item| item.of == ItemOf::Group);
                to_look.extend(groups.map(|group| (group.source.clone(), true)));
                contents.insert(name, items);
            }
        }
        Ok(Self { scenes, sources, corrected, contents })
    }

    /// The ids of our overlays that a scene shows, in groups and scenes within it too.
    pub(super) fn shown_in(&self, scene: &str) -> BTreeSet<&str> {
        let (mut shown, mut seen) = (BTreeSet::new(), BTreeSet::new());
        let mut to_look = vec![scene];
        while let Some(name) = to_look.pop() {
            if !seen.insert(name) {
                continue;
            }
            for item in self.contents.get(name).into_iter().flatten() {
                match item.of {
                    ItemOf::Input => {
                        shown.extend(self.sources.get(&item.source).map(String::as_str));
                    }
                    ItemOf::Scene | ItemOf::Group => to_look.push(&item.source),
                }
            }
        }
        shown
    }

    /// The name of a source that shows this overlay.
    pub(super) fn source_of(&self, overlay: &str) -> Option<&str> {
        let found = self.sources.iter().find(|(_, shown)| *shown == overlay);
        found.map(|(name, _)| name.as_str())
    }

    /// The items of a scene itself that show this overlay.
    pub(super) fn items_of(&self, overlay: &str, scene: &str) -> Vec<i64> {
        let items = self.contents.get(scene).into_iter().flatten();
        items
            .filter(|item| self.sources.get(&item.source).is_some_and(|shown| shown == overlay))
            .map(|item| item.id)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(source: &str, of: ItemOf) -> Item {
        Item { id: 1, source: source.into(), of }
    }

    #[test]
    fn a_scene_shows_what_is_in_its_groups_and_in_scenes_within_it() {
        let survey = Survey {
            scenes: Scenes { current: "Game".into(), names: vec!["Game".into(), "All".into()] },
            sources: BTreeMap::from([
                ("Chat".into(), "ovl-1".into()),
                ("Focus".into(), "ovl-2".into()),
            ]),
            corrected: BTreeSet::new(),
            contents: BTreeMap::from([
                ("Game".into(), vec![item("All", ItemOf::Scene), item("Camera", ItemOf::Input)]),
                ("All".into(), vec![item("Group", ItemOf::Group), item("Focus", ItemOf::Input)]),
                // A ring, which OBS forbids, ends all the same.
                ("Group".into(), vec![item("Chat", ItemOf::Input), item("All", ItemOf::Scene)]),
            ]),
        };
        assert_eq!(survey.shown_in("Game"), BTreeSet::from(["ovl-1", "ovl-2"]));
        assert_eq!(survey.shown_in("Gone"), BTreeSet::new());
        assert_eq!(survey.source_of("ovl-2"), Some("Focus"));
        assert_eq!(survey.items_of("ovl-2", "Game"), Vec::<i64>::new(), "it is in another scene");
        assert_eq!(survey.items_of("ovl-2", "All"), [1]);
    }
}
