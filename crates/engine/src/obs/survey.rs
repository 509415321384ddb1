//! What is in OBS: its scenes, and which of its sources are ours.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
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
    /// The sources whose loader waits where we are not, or with a key that was given up, and the ids
    /// of their overlays as far as those are known.
    pub(super) old_loaders: BTreeMap<String, Option<String>>,
    /// What is in each scene and group.
    pub(super) contents: BTreeMap<String, Vec<Item>>,
}

/// Where a scene has an overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place<'a> {
    /// The group or scene within it that has it, if the scene itself does not.
    pub(super) within: Option<&'a str>,
    /// Whether nothing of it can be seen: an eye is off.
    pub(super) is_hidden: bool,
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

    /// What is to be said of a loader that waits for this address: nothing of those that are not
    /// ours, an overlay and whether the loader is old of those that are.
    fn loader(&self, name: &str, address: &str) -> Option<(Option<&Overlay>, bool)> {
        if let Some(overlay) = self.overlay(name, address) {
            let is_old = address::corrected(address, &self.obs.url_of(overlay)).is_some();
            return Some((Some(overlay), is_old));
        }
        // At our server nobody has this key. At another one, it may be that of another installation.
        let key = address::key_in(address)?;
        address::corrected(address, &self.obs.url_with(&key)).is_none().then_some((None, true))
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
        let mut old_loaders = BTreeMap::new();
        for browser in connection.browsers().await? {
            let url = match browser.shows {
                Shown::Page(url) => url,
                Shown::File(path) => {
                    let address = loader::address_in(path).await;
                    let known = address.and_then(|address| ours.loader(&browser.name, &address));
                    let Some((overlay, is_old)) = known else { continue };
                    let overlay = overlay.map(|overlay| overlay.id.clone());
                    if is_old {
                        old_loaders.insert(browser.name.clone(), overlay.clone());
                    }
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
        Ok(Self { scenes, sources, corrected, old_loaders, contents })
    }

    /// Our overlays that are in a scene, in groups and scenes within it too: by their ids, where.
    pub(super) fn places<'a>(&'a self, scene: &'a str) -> BTreeMap<&'a str, Place<'a>> {
        let seen = self.reached(scene, |item| item.is_visible);
        let place = |(overlay, name)| {
            let within = Some(name).filter(|name| *name != scene);
            (overlay, Place { within, is_hidden: !seen.contains_key(overlay) })
        };
        self.reached(scene, |_| true).into_iter().map(place).collect()
    }

    /// The overlays that are reached from a scene by such items, and what has them: the scene itself
    /// before what is within it.
    fn reached<'a>(
        &'a self,
        scene: &'a str,
        by: impl Fn(&Item) -> bool,
    ) -> BTreeMap<&'a str, &'a str> {
        let (mut reached, mut seen) = (BTreeMap::new(), BTreeSet::new());
        let mut to_look = VecDeque::from([scene]);
        while let Some(name) = to_look.pop_front() {
            if !seen.insert(name) {
                continue;
            }
            for item in self.contents.get(name).into_iter().flatten().filter(|item| by(item)) {
                match item.of {
                    ItemOf::Input => {
                        if let Some(overlay) = self.sources.get(&item.source) {
                            reached.entry(overlay.as_str()).or_insert(name);
                        }
                    }
                    ItemOf::Scene | ItemOf::Group => to_look.push_back(&item.source),
                }
            }
        }
        reached
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
        Item { id: 1, source: source.into(), of, is_visible: true }
    }

    fn hidden(source: &str, of: ItemOf) -> Item {
        Item { is_visible: false, ..item(source, of) }
    }

    fn survey(contents: &[(&str, &[Item])]) -> Survey {
        let of = |(name, items): &(&str, &[Item])| ((*name).to_owned(), items.to_vec());
        let sources = [("Chat", "ovl-1"), ("Focus", "ovl-2")];
        Survey {
            scenes: Scenes { current: "Game".into(), names: vec!["Game".into(), "All".into()] },
            sources: sources.map(|(name, id)| (name.to_owned(), id.to_owned())).into(),
            corrected: BTreeSet::new(),
            old_loaders: BTreeMap::new(),
            contents: contents.iter().map(of).collect(),
        }
    }

    fn place(within: Option<&str>, is_hidden: bool) -> Place<'_> {
        Place { within, is_hidden }
    }

    #[test]
    fn a_scene_has_what_is_in_its_groups_and_in_scenes_within_it_and_it_is_said_where() {
        let survey = survey(&[
            ("Game", &[item("All", ItemOf::Scene), item("Camera", ItemOf::Input)]),
            ("All", &[item("Group", ItemOf::Group), item("Focus", ItemOf::Input)]),
            // A ring, which OBS forbids, ends all the same.
            ("Group", &[item("Chat", ItemOf::Input), item("All", ItemOf::Scene)]),
        ]);
        let in_game =
            [("ovl-1", place(Some("Group"), false)), ("ovl-2", place(Some("All"), false))];
        assert_eq!(survey.places("Game"), BTreeMap::from(in_game));
        let in_all = [("ovl-1", place(Some("Group"), false)), ("ovl-2", place(None, false))];
        assert_eq!(survey.places("All"), BTreeMap::from(in_all));
        assert_eq!(survey.places("Gone"), BTreeMap::new());
        assert_eq!(survey.source_of("ovl-2"), Some("Focus"));
        assert_eq!(survey.items_of("ovl-2", "Game"), Vec::<i64>::new(), "it is in another scene");
        assert_eq!(survey.items_of("ovl-2", "All"), [1]);
    }

    #[test]
    fn what_is_in_a_scene_itself_is_not_said_to_be_within_another_and_may_be_taken_out() {
        let survey = survey(&[
            ("Game", &[item("All", ItemOf::Scene), item("Chat", ItemOf::Input)]),
            ("All", &[item("Chat", ItemOf::Input)]),
        ]);
        assert_eq!(survey.places("Game")["ovl-1"], place(None, false));
    }

    #[test]
    fn what_has_an_eye_off_on_every_way_to_it_is_hidden() {
        let survey = survey(&[
            ("Game", &[hidden("Chat", ItemOf::Input), hidden("Group", ItemOf::Group)]),
            ("Group", &[item("Focus", ItemOf::Input)]),
            ("All", &[hidden("Chat", ItemOf::Input), item("Inner", ItemOf::Scene)]),
            ("Inner", &[item("Chat", ItemOf::Input), hidden("Focus", ItemOf::Input)]),
        ]);
        assert_eq!(survey.places("Game")["ovl-1"], place(None, true));
        assert_eq!(
            survey.places("Game")["ovl-2"],
            place(Some("Group"), true),
            "by the group's eye"
        );
        assert_eq!(
            survey.places("All")["ovl-1"],
            place(None, false),
            "seen by the scene within it"
        );
        assert_eq!(survey.places("All")["ovl-2"], place(Some("Inner"), true));
    }
}
