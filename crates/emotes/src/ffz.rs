//! What FrankerFaceZ answers: version 1 of its interface.

use std::collections::HashMap;

use chat::{Badge, Color, Effect, Emote, Provider, RemoteImage};
use serde_json::Value;

use crate::entry::{Entry, Named};
use crate::json::{self, Changed};

/// The bits of `modifier_flags`, by what they do
/// (<https://github.com/FrankerFaceZ/FrankerFaceZ/blob/master/src/utilities/constants.ts>).
const EFFECTS: [(u64, Effect); 17] = [
    (1 << 1, Effect::FlipX),
    (1 << 2, Effect::FlipY),
    (1 << 3, Effect::Wide),
    (1 << 4, Effect::Slide),
    (1 << 5, Effect::Appear),
    (1 << 6, Effect::Leave),
    (1 << 7, Effect::Spin),
    (1 << 8, Effect::RotateRight),
    (1 << 9, Effect::Grey),
    (1 << 10, Effect::Sepia),
    (1 << 11, Effect::Rainbow),
    (1 << 12, Effect::Red),
    (1 << 13, Effect::Shake),
    (1 << 14, Effect::Cursed),
    (1 << 15, Effect::Jam),
    (1 << 16, Effect::Bounce),
    (1 << 17, Effect::NoSpace),
];

/// The modifier has no picture of its own: it only changes the emote before it.
const HIDDEN: u64 = 1;

/// A channel, as FrankerFaceZ knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Room {
    /// The name to show.
    pub(crate) name: Option<String>,
    /// The pictures that it has in the place of Twitch's, by Twitch's name of the badge.
    pub(crate) badges: HashMap<&'static str, (RemoteImage, Option<Color>)>,
    /// The ids of the badges that it gives to people here alone, such as its bots, by the wearer's
    /// id on Twitch.
    pub(crate) given: HashMap<String, Vec<String>>,
}

/// Badges and who wears them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Worn {
    /// The badges of a wearer, by their id on Twitch.
    pub(crate) by_wearer: HashMap<String, Vec<Badge>>,
    /// All badges, by FrankerFaceZ's id of them.
    pub(crate) by_id: HashMap<String, Badge>,
}

/// `GET set/global`. Sets that are not among the default ones are for some alone.
pub(crate) fn global(answer: &Value) -> Result<Vec<Named>, Changed> {
    let default = json::entries(answer.get("default_sets"), id)?;
    emotes(answer, |set| default.iter().any(|known| known == set))
}

/// `GET room/id/{id}`, without its emotes: what else is told of a channel does not fail with them.
pub(crate) fn room(answer: &Value) -> Result<Room, Changed> {
    let room = answer.get("room").filter(|room| room.is_object()).ok_or(Changed)?;
    // The green that FrankerFaceZ draws behind a moderator's badge, and the pink behind a VIP's.
    let own = [("moderator", "mod_urls", "#34ae0a"), ("vip", "vip_badge", "#e005b9")];
    let badges = own.into_iter().filter_map(|(badge, field, color)| {
        Some((badge, (picture(room.get(field)?)?, Color::parse(color))))
    });
    Ok(Room {
        name: json::text(room, "display_name").or_else(|| json::text(room, "id")),
        badges: badges.collect(),
        given: given(room),
    })
}

/// Who wears what in a channel, of `{"2": [1234]}`: the badge's id, and its wearers'.
fn given(room: &Value) -> HashMap<String, Vec<String>> {
    let mut given: HashMap<String, Vec<String>> = HashMap::new();
    let badges = room.get("user_badge_ids").and_then(Value::as_object);
    for (badge, wearers) in badges.into_iter().flatten() {
        for wearer in wearers.as_array().into_iter().flatten().filter_map(id) {
            given.entry(wearer).or_default().push(badge.clone());
        }
    }
    given
}

/// The emotes in it.
pub(crate) fn emotes_of_room(answer: &Value) -> Result<Vec<Named>, Changed> {
    emotes(answer, |_| true)
}

/// The emotes of these sets, as far as they can be read: one that can't costs itself alone.
fn emotes(answer: &Value, wanted: impl Fn(&str) -> bool) -> Result<Vec<Named>, Changed> {
    let sets = answer.get("sets").and_then(Value::as_object).ok_or(Changed)?;
    let wanted: Vec<&Value> =
        sets.iter().filter(|(id, _)| wanted(id)).map(|(_, set)| set).collect();
    let read = |set: &&Value| json::entries(set.get("emoticons"), emote).ok();
    let lists: Vec<Vec<Named>> = wanted.iter().filter_map(read).collect();
    if lists.is_empty() && !wanted.is_empty() {
        return Err(Changed);
    }
    Ok(lists.into_iter().flatten().collect())
}

fn id(value: &Value) -> Option<String> {
    value.as_u64().map(|id| id.to_string()).or_else(|| Some(value.as_str()?.to_owned()))
}

fn emote(emote: &Value) -> Option<Named> {
    let id = json::text(emote, "id")?;
    let text = json::word(json::text(emote, "name"))?;
    let flags = json::bits(emote, "modifier_flags");
    let is_modifier = json::flag(emote, "modifier");
    if is_modifier && flags & HIDDEN != 0 {
        let effects = EFFECTS.iter().filter(|(bit, _)| flags & bit != 0);
        let effects = effects.map(|(_, effect)| *effect).collect();
        return Some(Named { name: text, id, entry: Entry::After(effects) });
    }
    let image = ["animated", "urls"].into_iter().find_map(|field| picture(emote.get(field)?))?;
    Some(Named::emote(Emote {
        text,
        id,
        provider: Provider::Ffz,
        image: Some(image),
        size: json::size(emote),
        overlay: is_modifier,
        ..Emote::default()
    }))
}

/// The picture of twice the usual size, or the one of the usual size: not every emote has all.
fn picture(urls: &Value) -> Option<RemoteImage> {
    let url = ["2", "1", "4"].into_iter().find_map(|size| urls.get(size)?.as_str())?;
    let url = json::address(url);
    url.starts_with("https://").then(|| RemoteImage::new(url))
}

/// `GET badges/ids`.
pub(crate) fn badges(answer: &Value) -> Result<Worn, Changed> {
    let badges = json::entries(answer.get("badges"), |badge| {
        let drawn = Badge {
            name: format!("ffz/{}", json::text(badge, "name")?),
            title: json::text(badge, "title")?,
            role: None,
            image: Some(picture(badge.get("urls")?)?),
            color: badge.get("color").and_then(Value::as_str).and_then(Color::parse),
        };
        Some((json::text(badge, "id")?, drawn))
    })?;
    let users = answer.get("users").ok_or(Changed)?;
    let mut worn = Worn::default();
    for (id, badge) in badges {
        let wearers = users.get(&id).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for wearer in wearers.iter().filter_map(self::id) {
            worn.by_wearer.entry(wearer).or_default().push(badge.clone());
        }
        worn.by_id.insert(id, badge);
    }
    Ok(worn)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_the_default_sets_are_everybody_s_and_modifiers_are_no_pictures() {
        let emote = |id: u64, name: &str| json!({"id": id, "name": name, "urls": {"1": "//cdn.frankerfacez.com/emote/1/1"}});
        let mut wide = emote(3, "ffzW");
        wide["modifier"] = json!(true);
        wide["modifier_flags"] = json!(1 | 1 << 3);
        let answer = json!({"default_sets": [3], "sets": {
            "3": {"emoticons": [emote(1, "A"), wide]}, "4": {"emoticons": [emote(2, "B")]}}});
        let global = global(&answer).unwrap();
        assert_eq!(global.len(), 2, "{global:?}");
        assert_eq!(global[1].entry, Entry::After(vec![Effect::Wide]));
    }

    #[test]
    fn a_set_that_can_not_be_read_costs_itself_alone() {
        let sound = json!({"emoticons": [{"id": 1, "name": "A",
            "urls": {"1": "//cdn.frankerfacez.com/emote/1/1"}}]});
        for bad in [json!(null), json!({}), json!({"emoticons": [{"new": 1}]})] {
            let sets = json!({"3": bad, "4": sound});
            let names = |found: Vec<Named>| found.into_iter().map(|e| e.name).collect::<Vec<_>>();
            let found = global(&json!({"default_sets": [3, 4], "sets": sets})).map(names);
            assert_eq!(found, Ok(vec!["A".to_owned()]), "{bad}");
            let found = emotes_of_room(&json!({"room": {}, "sets": sets})).map(names);
            assert_eq!(found, Ok(vec!["A".to_owned()]), "{bad}");
            let found = emotes_of_room(&json!({"room": {}, "sets": {"3": bad}}));
            assert_eq!(found, Err(Changed), "{bad}: nothing is left");
        }
    }

    #[test]
    fn a_badge_is_its_wearer_s_and_has_what_is_behind_it() {
        let answer = json!({"badges": [{"id": 1, "name": "developer", "title": "FFZ Developer",
            "color": "#FAAF19", "urls": {"1": "//cdn.frankerfacez.com/badge/1/1"}}],
            "users": {"1": [26_964_566]}});
        let worn = badges(&answer).unwrap();
        let badge = &worn.by_wearer["26964566"][0];
        assert_eq!(badge.color.as_ref().map(Color::as_str), Some("#faaf19"));
        assert_eq!(badge.title, "FFZ Developer");
    }
}
