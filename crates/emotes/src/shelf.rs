//! What there is: every list of every provider, and what is made of them for each room.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chat::{Platform, Provider, SourceId};

use crate::entry::Named;
use crate::ffz;
use crate::helix::{Badges, Cheermotes, Own};
use crate::room::{Room, Scope, Set};
use crate::words::Words;

/// How a list is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Not there yet.
    #[default]
    Loading,
    /// As its provider has it.
    Sound,
    /// Its provider does not give it: what was there before counts on.
    Failed,
}

/// A list.
#[derive(Debug, Default)]
struct Kept {
    emotes: Vec<Named>,
    standing: Standing,
    /// Counts what was changed live.
    changes: u64,
}

/// What a message needs to know of the room that it was written in.
#[derive(Debug, Default)]
pub(crate) struct RoomView {
    pub(crate) words: Arc<Words>,
    /// What the channel is called, as far as a provider tells.
    pub(crate) name: Option<String>,
    /// The channel's own badges, as FrankerFaceZ has them.
    pub(crate) ffz: ffz::Room,
    /// Its own badges and cheermotes, as Twitch tells accounts.
    pub(crate) twitch: Own,
}

/// Everything that is known.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    lists: HashMap<Set, Kept>,
    names: HashMap<(Room, Provider), String>,
    ffz: HashMap<Room, ffz::Room>,
    twitch: HashMap<Room, Own>,
    views: HashMap<Room, Arc<RoomView>>,
    sources: HashMap<SourceId, Room>,
    /// What the emotes are called that a platform told of with a chat.
    told: HashMap<SourceId, Vec<String>>,
    /// What Twitch's emotes are called that can be written everywhere.
    twitch_global: Arc<[String]>,
}

impl Shelf {
    /// The room that a source reads.
    pub(crate) fn room_of(&self, source: &SourceId) -> Option<&Room> {
        self.sources.get(source)
    }

    /// Notes the room that a source reads. Gives the one that it read before.
    pub(crate) fn enter(&mut self, source: SourceId, room: Room) -> Option<Room> {
        self.sources.insert(source, room)
    }

    /// Forgets a source. Gives the room that it read.
    pub(crate) fn leave(&mut self, source: &SourceId) -> Option<Room> {
        self.told.remove(source);
        self.sources.remove(source)
    }

    /// Forgets all that is known here. What comes after is nobody's, and passed over.
    pub(crate) fn close(&mut self, scope: &Scope) {
        self.lists.retain(|set, _| set.scope != *scope);
        if let Scope::Room(room) = scope {
            self.names.retain(|(of, _), _| of != room);
            self.ffz.remove(room);
            self.twitch.remove(room);
            self.views.remove(room);
        }
    }

    /// What a message of this room needs.
    pub(crate) fn view(&self, room: &Room) -> Option<Arc<RoomView>> {
        self.views.get(room).cloned()
    }

    /// Whether this source reads a room, and what a message of it needs.
    pub(crate) fn view_of(&self, source: &SourceId) -> (bool, Option<Arc<RoomView>>) {
        let room = self.room_of(source);
        (room.is_some(), room.and_then(|room| self.view(room)))
    }

    /// How often a list was changed live.
    pub(crate) fn changes(&self, set: &Set) -> u64 {
        self.lists.get(set).map_or(0, |kept| kept.changes)
    }

    /// Notes that the lists of all providers will come.
    pub(crate) fn expect(&mut self, scope: &Scope) {
        for provider in Provider::OTHERS {
            self.lists.entry(Set { provider, scope: scope.clone() }).or_default();
        }
        if let Scope::Room(room) = scope {
            self.views.entry(room.clone()).or_default();
        }
        self.rebuild(scope);
    }

    /// Takes a list as its provider has it.
    pub(crate) fn put(&mut self, set: &Set, emotes: Vec<Named>) {
        if let Some(kept) = self.lists.get_mut(set) {
            kept.standing = Standing::Sound;
            kept.emotes = emotes;
            self.rebuild(&set.scope);
        }
    }

    /// Notes that a provider does not give a list.
    pub(crate) fn fail(&mut self, set: &Set) {
        if let Some(kept) = self.lists.get_mut(set) {
            kept.standing = Standing::Failed;
        }
    }

    /// Changes a list that is there, as its provider says that it was changed.
    pub(crate) fn change(&mut self, set: &Set, change: impl FnOnce(&mut Vec<Named>)) {
        if let Some(kept) = self.lists.get_mut(set) {
            kept.changes += 1;
            change(&mut kept.emotes);
            self.rebuild(&set.scope);
        }
    }

    /// Notes what a provider calls a channel.
    pub(crate) fn call(&mut self, room: &Room, provider: Provider, name: String) {
        if self.views.contains_key(room) {
            self.names.insert((room.clone(), provider), name);
            self.furnish_anew(room);
        }
    }

    /// Takes what FrankerFaceZ knows of a channel beside its emotes.
    pub(crate) fn furnish(&mut self, room: &Room, known: ffz::Room) {
        if self.views.contains_key(room) {
            self.ffz.insert(room.clone(), known);
            self.furnish_anew(room);
        }
    }

    /// Takes a channel's own badges.
    pub(crate) fn tell_badges(&mut self, room: &Room, badges: Badges) {
        self.tell(room, |own| own.badges = Arc::new(badges));
    }

    /// Takes what cheers in a channel.
    pub(crate) fn tell_cheermotes(&mut self, room: &Room, cheermotes: Cheermotes) {
        self.tell(room, |own| own.cheermotes = Arc::new(cheermotes));
    }

    /// Takes what Twitch's emotes are called, of a channel or everywhere.
    pub(crate) fn tell_emotes(&mut self, scope: &Scope, names: Arc<[String]>) {
        match scope {
            Scope::Global => self.twitch_global = names,
            Scope::Room(room) => self.tell(room, |own| own.emotes = names),
        }
    }

    /// Takes what the emotes are called that a platform told of with a chat.
    pub(crate) fn tell_names(&mut self, source: SourceId, names: Vec<String>) {
        self.told.insert(source, names);
    }

    /// What every emote is called that can be written where this source reads, each once.
    pub(crate) fn names_in(&self, source: &SourceId) -> BTreeSet<&str> {
        let told = self.told.get(source).into_iter().flatten().map(String::as_str);
        let room = self.room_of(source);
        let view = room.and_then(|room| self.views.get(room)).into_iter();
        let of_view = view.flat_map(|view| {
            view.words.names().chain(view.twitch.emotes.iter().map(String::as_str))
        });
        let is_twitch = room.is_some_and(|room| room.platform == Platform::Twitch);
        let global = is_twitch.then_some(&self.twitch_global).into_iter();
        told.chain(of_view)
            .chain(global.flat_map(|names| names.iter()).map(String::as_str))
            .collect()
    }

    fn tell(&mut self, room: &Room, change: impl FnOnce(&mut Own)) {
        if self.views.contains_key(room) {
            change(self.twitch.entry(room.clone()).or_default());
            self.furnish_anew(room);
        }
    }

    /// How many emotes of a provider there are, and how its lists are.
    pub(crate) fn standing(&self, provider: Provider) -> (usize, Vec<Standing>) {
        let lists = self.lists.iter().filter(|(set, _)| set.provider == provider);
        let lists: Vec<&Kept> = lists.map(|(_, kept)| kept).collect();
        let emotes = lists.iter().map(|kept| kept.emotes.len()).sum();
        (emotes, lists.iter().map(|kept| kept.standing).collect())
    }

    /// Where a list has changed.
    fn rebuild(&mut self, scope: &Scope) {
        let rooms: Vec<Room> = match scope {
            Scope::Room(room) => vec![room.clone()],
            Scope::Global => self.views.keys().cloned().collect(),
        };
        for room in rooms {
            let words = Words::new(self.lists_of(&room));
            self.furnish_with(room, Arc::new(words));
        }
    }

    /// Where something else has: the words of a channel with thousands of emotes take their time.
    fn furnish_anew(&mut self, room: &Room) {
        if let Some(view) = self.views.get(room) {
            self.furnish_with(room.clone(), Arc::clone(&view.words));
        }
    }

    fn furnish_with(&mut self, room: Room, words: Arc<Words>) {
        let view = RoomView {
            words,
            name: Provider::OTHERS
                .iter()
                .rev()
                .find_map(|provider| self.names.get(&(room.clone(), *provider)).cloned()),
            ffz: self.ffz.get(&room).cloned().unwrap_or_default(),
            twitch: self.twitch.get(&room).cloned().unwrap_or_default(),
        };
        self.views.insert(room, Arc::new(view));
    }

    /// The lists that count in a room, the one whose names win first: a channel's own choice before
    /// what is everywhere.
    fn lists_of(&self, room: &Room) -> impl Iterator<Item = &[Named]> {
        let scopes = [Scope::Room(room.clone()), Scope::Global];
        let sets = scopes.into_iter().flat_map(|scope| {
            Provider::OTHERS.map(|provider| Set { provider, scope: scope.clone() })
        });
        sets.filter_map(|set| self.lists.get(&set)).map(|kept| kept.emotes.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_made_anew_where_a_list_has_changed_and_nowhere_else() {
        let room = Room { platform: Platform::Twitch, id: "1".into() };
        let scope = Scope::Room(room.clone());
        let mut shelf = Shelf::default();
        shelf.expect(&scope);
        let words = |shelf: &Shelf| Arc::clone(&shelf.view(&room).unwrap().words);
        let before = words(&shelf);
        shelf.call(&room, Provider::Bttv, "Ada".into());
        shelf.furnish(&room, ffz::Room::default());
        shelf.tell_emotes(&scope, ["adaHi".to_owned()].into());
        assert!(Arc::ptr_eq(&words(&shelf), &before));
        let view = shelf.view(&room).unwrap();
        assert_eq!(
            (view.name.as_deref(), &*view.twitch.emotes),
            (Some("Ada"), &["adaHi".into()][..])
        );
        shelf.put(&Set { provider: Provider::Bttv, scope }, Vec::new());
        assert!(!Arc::ptr_eq(&words(&shelf), &before));
    }
}
