//! Declaring sets, and changing them while clients look on.

use std::path::Path;

use serde_json::{Value, json};

use super::emote::{Emote, Platform, Provider, object_id};
use super::images::Image;
use super::world::{GLOBAL, Service, Set, World};
use super::{FakeEmotes, bttv, defaults, seventv};
use crate::Error;

/// One change of a set.
pub(super) enum Change<'a> {
    Added(&'a Value),
    Removed(&'a Value),
    Renamed { old: &'a Value, new: &'a Value },
}

#[expect(clippy::must_use_candidate, reason = "they do something, whoever asks how far it went")]
impl FakeEmotes {
    /// Declares a channel's emotes, in a set of its own. Nobody is told: so a client finds it that
    /// missed what happened. Returns the set's id.
    pub fn set(
        &self,
        provider: Provider,
        platform: Platform,
        channel: &str,
        emotes: &[Emote],
    ) -> String {
        let id = super::own_set(provider, platform, channel);
        self.world.send_modify(|world| {
            world.channels.insert((provider, platform, channel.to_owned()), id.clone());
            world.replace(provider, &id, &format!("{channel}'s emotes"), emotes);
        });
        id
    }

    /// Declares the emotes that everybody may use. Nobody is told.
    pub fn set_global(&self, provider: Provider, emotes: &[Emote]) {
        self.world.send_modify(|world| world.replace(provider, GLOBAL, "Global", emotes));
    }

    /// The channel has nothing with this provider any more: 404.
    pub fn forget(&self, provider: Provider, platform: Platform, channel: &str) {
        self.world.send_modify(|world| {
            world.channels.remove(&(provider, platform, channel.to_owned()));
        });
    }

    /// Declares so many made-up emotes, `7tvEmote1`, `bttvEmote1`, `ffzEmote1` and so on. Returns
    /// the set's id.
    pub fn generate(
        &self,
        provider: Provider,
        platform: Platform,
        channel: &str,
        count: usize,
    ) -> String {
        self.set(provider, platform, channel, &defaults::generated(provider, count))
    }

    /// Declares the 7TV emotes of a recording for a channel: a file with an answer of 7TV, either
    /// of `/v3/users/…` from before August 2026 or of `/v3/emote-sets/…`. Returns how many.
    pub fn load(&self, platform: Platform, channel: &str, path: &Path) -> Result<usize, Error> {
        let shown = || path.display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|source| Error::Read { path: shown(), source })?;
        let answer: Value = serde_json::from_str(&text)
            .map_err(|error| Error::Recording { path: shown(), reason: error.to_string() })?;
        let set = answer.get("emote_set").unwrap_or(&answer);
        let emotes = set.get("emotes").and_then(Value::as_array).cloned().unwrap_or_default();
        if emotes.is_empty() {
            return Err(Error::Recording {
                path: shown(),
                reason: "there are no emotes in it".to_owned(),
            });
        }
        let id = set.get("id").and_then(Value::as_str).unwrap_or("recorded").to_owned();
        let name = set.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        let count = emotes.len();
        self.world.send_modify(|world| {
            for emote in &emotes {
                if let Some((id, look)) = seventv::shapes::look(emote) {
                    world.looks.insert((Provider::SevenTv, id), look);
                }
            }
            let channel = (Provider::SevenTv, platform, channel.to_owned());
            world.channels.insert(channel, id.clone());
            world.sets.insert((Provider::SevenTv, id), Set { name, emotes });
        });
        Ok(count)
    }

    /// Adds an emote to the channel's set, and tells who is subscribed. FFZ tells nobody. Returns
    /// how many sockets were told; so do the next two.
    pub fn push(
        &self,
        provider: Provider,
        platform: Platform,
        channel: &str,
        emote: &Emote,
    ) -> usize {
        self.change(|world| {
            let new = world.shape(provider, emote);
            let (id, set) = world.set_mut(provider, platform, channel);
            let index = set.emotes.len();
            set.emotes.push(new.clone());
            tell(world, provider, &id, (platform, channel), index, &Change::Added(&new))
        })
    }

    /// Takes the emote of this name out.
    pub fn pull(&self, provider: Provider, platform: Platform, channel: &str, name: &str) -> usize {
        self.change(|world| {
            let (id, set) = world.set_mut(provider, platform, channel);
            let Some(index) = position(provider, set, name) else {
                return 0;
            };
            let old = set.emotes.remove(index);
            tell(world, provider, &id, (platform, channel), index, &Change::Removed(&old))
        })
    }

    /// Gives the emote of this name another one.
    pub fn rename(
        &self,
        provider: Provider,
        platform: Platform,
        channel: &str,
        name: &str,
        to: &str,
    ) -> usize {
        self.change(|world| {
            let (id, set) = world.set_mut(provider, platform, channel);
            let Some(index) = position(provider, set, name) else {
                return 0;
            };
            let Some(emote) = set.emotes.get_mut(index) else {
                return 0;
            };
            let old = emote.clone();
            if let Some(field) = emote.get_mut(provider.name_field()) {
                *field = to.into();
            }
            let new = emote.clone();
            let change = Change::Renamed { old: &old, new: &new };
            tell(world, provider, &id, (platform, channel), index, &change)
        })
    }

    /// Declares another 7TV set, which no channel has yet, for [`Self::switch`].
    pub fn declare_set(&self, id: &str, emotes: &[Emote]) {
        self.world.send_modify(|world| world.replace(Provider::SevenTv, id, id, emotes));
    }

    /// The channel has this 7TV set from now on. Returns how many sockets were told.
    pub fn switch(&self, platform: Platform, channel: &str, set: &str) -> usize {
        self.change(|world| {
            let key = (Provider::SevenTv, platform, channel.to_owned());
            let old = world.channels.insert(key, set.to_owned()).unwrap_or_default();
            let user = user_id(platform, channel);
            let event = seventv::events::switched(&user, &old, set);
            world.tell(Service::SevenTv, &event, |one| one.is_about("user.update", &user))
        })
    }

    /// The id of a channel's set; `None` if it has nothing with this provider.
    #[must_use]
    pub fn set_of(&self, provider: Provider, platform: Platform, channel: &str) -> Option<String> {
        self.world.borrow().channels.get(&(provider, platform, channel.to_owned())).cloned()
    }

    /// What the image at this address is like (`static-cdn.jtvnw.net/emoticons/v2/1/default/dark/1.0`),
    /// whatever its address says.
    pub fn set_image(&self, url: &str, image: Image) {
        self.world.send_modify(|world| {
            world.declared_images.insert(url.to_owned(), image);
        });
    }

    fn change(&self, change: impl FnOnce(&mut World) -> usize) -> usize {
        let mut reached = 0;
        self.world.send_modify(|world| reached = change(world));
        reached
    }
}

fn position(provider: Provider, set: &Set, name: &str) -> Option<usize> {
    let field = provider.name_field();
    set.emotes.iter().position(|emote| emote.get(field).and_then(Value::as_str) == Some(name))
}

fn tell(
    world: &mut World,
    provider: Provider,
    set: &str,
    (platform, channel): (Platform, &str),
    index: usize,
    change: &Change<'_>,
) -> usize {
    match provider {
        Provider::SevenTv => {
            let event = seventv::events::changed(set, index, change);
            world.tell(Service::SevenTv, &event, |one| one.is_about("emote_set.update", set))
        }
        Provider::Bttv => {
            let channel = format!("{}:{channel}", platform.word());
            let event = bttv::changed(&channel, change);
            world.tell(Service::Bttv, &event, |one| one.object == channel)
        }
        Provider::Ffz => 0,
    }
}

/// The 7TV user who owns a channel.
#[must_use]
pub fn user_id(platform: Platform, channel: &str) -> String {
    object_id(&format!("user {} {channel}", platform.word()))
}

/// A user of the service who did something.
pub(super) fn actor() -> Value {
    let mut actor = super::world::somebody(&object_id("an editor"));
    if let Some(actor) = actor.as_object_mut() {
        actor.insert("roles".to_owned(), json!([]));
    }
    actor
}
