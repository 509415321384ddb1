//! Badges of the emote services, and who has them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::FakeEmotes;
use super::emote::{Platform, Provider};
use super::seventv::events;
use super::world::{Service, World};

/// A badge. FFZ and BTTV tell of it with all who have it; 7TV tells only channels where
/// [`FakeEmotes::grant`] has given it to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Badge {
    /// Whose it is.
    pub provider: Provider,
    /// Its id; for FFZ a number.
    pub id: String,
    /// A short name.
    #[serde(default)]
    pub name: String,
    /// What it says when pointed at.
    #[serde(default)]
    pub title: String,
    /// FFZ: the background, `#rrggbb`.
    #[serde(default)]
    pub color: String,
    /// FFZ: the Twitch badge that it stands in place of, such as `moderator`.
    #[serde(default)]
    pub replaces: Option<String>,
    /// FFZ and BTTV: the Twitch ids of those who have it.
    #[serde(default)]
    pub users: Vec<String>,
}

impl Badge {
    /// A badge that these users have.
    #[must_use]
    pub fn new(provider: Provider, id: &str, title: &str, users: &[&str]) -> Self {
        Self {
            provider,
            id: id.to_owned(),
            name: title.to_lowercase(),
            title: title.to_owned(),
            color: "#755000".to_owned(),
            replaces: None,
            users: users.iter().map(|&user| user.to_owned()).collect(),
        }
    }
}

/// That somebody has a badge of 7TV's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grant {
    pub(super) channel: String,
    pub(super) user: String,
    pub(super) badge: String,
}

/// What an FFZ room has beside its emotes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Room {
    /// Has a moderator badge of its own (`mod_urls`).
    pub moderator_badge: bool,
    /// Has a VIP badge of its own.
    pub vip_badge: bool,
    /// The Twitch ids of those who have a badge here, by the badge's id.
    pub user_badge_ids: BTreeMap<String, Vec<u64>>,
}

#[expect(clippy::must_use_candidate, reason = "they do something, whoever asks how far it went")]
impl FakeEmotes {
    /// Declares a badge, or changes one.
    pub fn set_badge(&self, badge: Badge) {
        self.world.send_modify(|world| {
            world.badges.retain(|known| (known.provider, &known.id) != (badge.provider, &badge.id));
            world.badges.push(badge);
        });
    }

    /// Declares what a room of FFZ's has beside its emotes.
    pub fn set_room(&self, platform: Platform, channel: &str, room: Room) {
        self.world.send_modify(|world| {
            world.rooms.insert((platform, channel.to_owned()), room);
        });
    }

    /// Gives a badge of 7TV's, declared before, to a Twitch user, and tells who is subscribed to
    /// `cosmetic.create` and `entitlement.create` of this Twitch channel, now and later. Returns
    /// how many sockets were told that the user has it.
    pub fn grant(&self, channel: &str, user: &str, badge: &str) -> usize {
        let grant =
            Grant { channel: channel.to_owned(), user: user.to_owned(), badge: badge.to_owned() };
        let mut reached = 0;
        self.world.send_modify(|world| {
            let is_it = |known: &&Badge| known.provider == Provider::SevenTv && known.id == badge;
            let Some(known) = world.badges.iter().find(is_it).cloned() else {
                return;
            };
            for (kind, text) in events::granted(&known, &grant) {
                reached = tell(world, kind, &text, channel);
            }
            world.grants.push(grant);
        });
        reached
    }

    /// Takes a badge of 7TV's away. Returns how many sockets were told.
    pub fn revoke(&self, channel: &str, user: &str, badge: &str) -> usize {
        let mut reached = 0;
        self.world.send_modify(|world| {
            let is_it =
                |one: &Grant| one.channel == channel && one.user == user && one.badge == badge;
            let Some(index) = world.grants.iter().position(is_it) else {
                return;
            };
            let grant = world.grants.remove(index);
            let kind = "entitlement.delete";
            reached = tell(world, kind, &events::entitlement(kind, &grant), channel);
        });
        reached
    }
}

fn tell(world: &mut World, kind: &str, text: &str, channel: &str) -> usize {
    let wanted = |condition: &BTreeMap<String, String>| {
        let has = |key: &str, value: &str| condition.get(key).map(String::as_str) == Some(value);
        has("ctx", "channel") && has("platform", "TWITCH")
    };
    world.tell(Service::SevenTv, text, |one| one.is_about(kind, channel) && wanted(&one.condition))
}
