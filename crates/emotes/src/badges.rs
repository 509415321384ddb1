//! Badges beside names: Twitch's global ones, and those of services that add to it.

use std::collections::HashMap;

use chat::{Author, Badge, Recent, RemoteImage};
use serde::Deserialize;

use crate::ffz;
use crate::helix::Badges;
use crate::shelf::RoomView;

/// Twitch's global badges; `data/README.md` says where they are from.
const TABLE: &str = include_str!("../data/twitch-badges.json");

/// Wearers of 7TV's badges that are remembered: they are told as they come by.
const WEARERS: usize = 50_000;

#[derive(Deserialize)]
struct Row {
    title: String,
    image: String,
}

/// Twitch's global badges.
#[derive(Debug, Default)]
pub(crate) struct Global {
    shipped: Badges,
    /// What Helix tells, which is newer.
    told: Badges,
}

impl Global {
    /// The shipped table.
    pub(crate) fn shipped() -> Self {
        let sets: HashMap<String, HashMap<String, Row>> =
            serde_json::from_str(TABLE).unwrap_or_default();
        let rows = sets.into_iter().flat_map(|(set, versions)| {
            versions.into_iter().map(move |(version, Row { title, image })| {
                let url = format!("https://static-cdn.jtvnw.net/badges/v1/{image}/2");
                (format!("{set}/{version}"), (RemoteImage::new(url), title))
            })
        });
        Self { shipped: rows.collect(), told: Badges::default() }
    }

    /// Takes what Helix tells.
    pub(crate) fn tell(&mut self, badges: Badges) {
        self.told = badges;
    }

    fn get(&self, name: &str) -> Option<&(RemoteImage, String)> {
        self.told.get(name).or_else(|| self.shipped.get(name))
    }

    /// Gives a badge its picture. A channel's own badges (its subscribers', its cheerers') are told
    /// to those who have an account alone: without one such a badge has the global one of its set,
    /// and keeps its words.
    fn picture(&self, badge: &mut Badge) {
        if badge.image.is_some() {
            return;
        }
        let (set, _) = badge.name.split_once('/').unwrap_or((&badge.name, ""));
        let exact = self.get(&badge.name);
        let known =
            exact.or_else(|| ["0", "1"].iter().find_map(|v| self.get(&format!("{set}/{v}"))));
        let Some((image, title)) = known else {
            return;
        };
        badge.image = Some(image.clone());
        // Ours say more of these, such as the months.
        if exact.is_some() && badge.role.is_none() && !matches!(set, "predictions" | "bits") {
            badge.title.clone_from(title);
        }
    }
}

/// Badges that services beside the platform give out, by the wearer's id on Twitch.
#[derive(Debug)]
pub(crate) struct Worn {
    pub(crate) ffz: ffz::Worn,
    pub(crate) bttv: HashMap<String, Badge>,
    seventv: HashMap<String, Badge>,
    wearers: Recent<String, String>,
}

impl Default for Worn {
    fn default() -> Self {
        Self {
            ffz: ffz::Worn::default(),
            bttv: HashMap::new(),
            seventv: HashMap::new(),
            wearers: Recent::new(WEARERS),
        }
    }
}

impl Worn {
    /// 7TV tells of a badge.
    pub(crate) fn seventv_badge(&mut self, id: String, badge: Badge) {
        // There are some dozens. More than this is no honest answer.
        if self.seventv.len() < 1_000 {
            self.seventv.insert(id, badge);
        }
    }

    /// 7TV tells who wears one.
    pub(crate) fn seventv_wears(&mut self, wearer: String, badge: String) {
        self.wearers.insert(wearer, badge);
    }

    /// 7TV tells who does not wear it any more.
    pub(crate) fn seventv_takes_off(&mut self, wearer: &String, badge: &str) {
        if self.wearers.get(wearer).is_some_and(|worn| worn == badge) {
            self.wearers.remove(wearer);
        }
    }

    fn of(&self, wearer: &str) -> impl Iterator<Item = &Badge> {
        let ffz = self.ffz.by_wearer.get(wearer).into_iter().flatten();
        let seventv = self.wearers.get(wearer).and_then(|badge| self.seventv.get(badge));
        ffz.chain(self.bttv.get(wearer)).chain(seventv)
    }
}

/// Gives an author on Twitch the pictures of their badges, and the badges that others gave them.
/// The channel's own pictures come before those that are everywhere.
pub(crate) fn dress(author: &mut Author, own: &RoomView, global: &Global, worn: &Worn) {
    for badge in &mut author.badges {
        let set = badge.name.split_once('/').map_or(badge.name.as_str(), |(set, _)| set);
        if let Some((image, color)) = own.ffz.badges.get(set) {
            badge.image = Some(image.clone());
            badge.color.clone_from(color);
        } else if let Some((image, title)) = own.twitch.badges.get(&badge.name) {
            badge.image = Some(image.clone());
            badge.title.clone_from(title);
        }
        global.picture(badge);
    }
    let wearer = author.id.as_str();
    author.badges.extend(worn.of(wearer).cloned());
    for badge in own.ffz.given.get(wearer).into_iter().flatten() {
        // Some wear it everywhere.
        if let Some(badge) = worn.ffz.by_id.get(badge)
            && !author.badges.iter().any(|known| known.name == badge.name)
        {
            author.badges.push(badge.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn badge(name: &str, title: &str) -> Badge {
        Badge { name: name.into(), title: title.into(), ..Badge::default() }
    }

    #[test]
    fn every_badge_that_twitch_gives_everywhere_has_its_picture() {
        let global = Global::shipped();
        assert!(global.shipped.len() > 300, "the table is read whole: {}", global.shipped.len());
        for name in ["moderator/1", "vip/1", "bits/1000", "sub-gifter/25", "broadcaster/1"] {
            let mut badge = badge(name, "x");
            global.picture(&mut badge);
            let image = badge.image.unwrap_or_else(|| panic!("{name} has none"));
            assert!(image.url().starts_with("https://static-cdn.jtvnw.net/badges/v1/"));
        }
    }

    #[test]
    fn a_channel_s_own_badge_has_the_global_picture_and_its_own_words() {
        let global = Global::shipped();
        let mut tier = badge("subscriber/24", "Subscriber (25 months)");
        global.picture(&mut tier);
        assert!(tier.image.is_some(), "a star");
        assert_eq!(tier.title, "Subscriber (25 months)");
        let mut unknown = badge("made-up/1", "Made Up");
        global.picture(&mut unknown);
        assert_eq!(unknown.image, None);
    }
}
