//! Keeping lists as their providers have them, for as long as somebody reads the channel.

use std::collections::HashMap;
use std::sync::Arc;

use chat::{Platform, Provider, SourceId};
use tokio::sync::Notify;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::Emotes;
use crate::load::{Loaded, Wanted};
use crate::room::{Room, Scope, Set};

/// Channels that share their chat with one of ours: Twitch allows six.
const MOST_GUESTS: usize = 8;

/// What is kept, by whom. What nobody holds ends.
#[derive(Debug, Default)]
pub(crate) struct Held {
    scopes: HashMap<Scope, Holders>,
    guests: HashMap<SourceId, Vec<Room>>,
}

#[derive(Debug)]
struct Holders {
    count: usize,
    refresh: HashMap<Provider, Arc<Notify>>,
    _running: DropGuard,
}

impl Held {
    /// Loads what a provider has for these channels anew, soon.
    pub(crate) fn refresh(&self, provider: Provider, wanted: impl Fn(&Room) -> bool) {
        let is_wanted = |scope: &Scope| matches!(scope, Scope::Room(room) if wanted(room));
        let holders = self.scopes.iter().filter(|(scope, _)| is_wanted(scope));
        for refresh in holders.filter_map(|(_, holders)| holders.refresh.get(&provider)) {
            refresh.notify_waiters();
        }
    }

    /// Whether nobody holds it any more.
    fn release(&mut self, scope: &Scope) -> bool {
        let Some(holders) = self.scopes.get_mut(scope) else {
            return false;
        };
        holders.count -= 1;
        holders.count == 0 && self.scopes.remove(scope).is_some()
    }

    fn holds(&self, room: &Room) -> bool {
        self.scopes.contains_key(&Scope::Room(room.clone()))
    }
}

impl Emotes {
    /// A source reads this channel. What is held is held before anything is let go, so that what
    /// both need goes on.
    pub(crate) fn enter(&self, source: &SourceId, room: Room) {
        let mut held = self.held();
        if self.shelf().room_of(source) == Some(&room) {
            return;
        }
        self.hold(&mut held, Scope::Global);
        self.hold(&mut held, Scope::Room(room.clone()));
        let before = self.shelf_mut().enter(source.clone(), room);
        if let Some(before) = before {
            self.let_go(&mut held, source, before);
        }
    }

    /// A source does not read its channel any more.
    pub(crate) fn exit(&self, source: &SourceId) {
        let mut held = self.held();
        let room = self.shelf_mut().leave(source);
        if let Some(room) = room {
            self.let_go(&mut held, source, room);
        }
    }

    /// A message of another channel came, which shares its chat with the one that `source` reads.
    pub(crate) fn visit(&self, source: &SourceId, guest: &Room) {
        let mut held = self.held();
        let guests = held.guests.entry(source.clone()).or_default();
        if guests.contains(guest) {
            return;
        }
        guests.push(guest.clone());
        let gone = (guests.len() > MOST_GUESTS).then(|| guests.remove(0));
        self.hold(&mut held, Scope::Room(guest.clone()));
        if let Some(gone) = gone {
            self.release(&mut held, &Scope::Room(gone));
        }
    }

    fn let_go(&self, held: &mut Held, source: &SourceId, room: Room) {
        let guests = held.guests.remove(source).unwrap_or_default();
        let rooms = guests.into_iter().chain([room]).map(Scope::Room);
        for scope in rooms.chain([Scope::Global]) {
            self.release(held, &scope);
        }
    }

    /// What nobody holds any more is forgotten.
    fn release(&self, held: &mut Held, scope: &Scope) {
        if !held.release(scope) {
            return;
        }
        self.shelf_mut().close(scope);
        if let Scope::Room(room) = scope {
            self.0.followed.send_modify(|followed| followed.remove(room));
            self.0.joined.send_modify(|joined| joined.remove(room));
        }
    }

    /// Follows what 7TV calls a channel and its set, if somebody still reads it.
    pub(crate) fn follow(&self, room: &Room, user: Option<String>, set: Option<String>) {
        let held = self.held();
        if held.holds(room) {
            self.0.followed.send_if_modified(|followed| followed.put(room.clone(), user, set));
        }
    }

    fn hold(&self, held: &mut Held, scope: Scope) {
        if let Some(holders) = held.scopes.get_mut(&scope) {
            holders.count += 1;
            return;
        }
        let stop = self.0.options.stopping.child_token();
        self.shelf_mut().expect(&scope);
        let keep_emotes = |provider| {
            let set = Set { provider, scope: scope.clone() };
            (provider, self.keep(stop.clone(), Wanted::Emotes(set)))
        };
        let refresh = Provider::OTHERS.map(keep_emotes).into();
        if scope == Scope::Global {
            for provider in [Provider::Bttv, Provider::Ffz] {
                self.keep(stop.clone(), Wanted::Badges(provider));
            }
        }
        if self.0.options.helix.is_some() {
            for wanted in of_twitch(&scope) {
                self.keep_until(stop.clone(), wanted, Arc::clone(&self.0.helix_changed));
            }
        }
        let holders = Holders { count: 1, refresh, _running: stop.drop_guard() };
        held.scopes.insert(scope.clone(), holders);
        if let Scope::Room(room) = scope {
            self.0.joined.send_modify(|joined| joined.add(room));
        }
    }

    /// Loads it, and loads it again and again until `stop`. Whoever notifies what this gives has it
    /// loaded before its time.
    fn keep(&self, stop: CancellationToken, wanted: Wanted) -> Arc<Notify> {
        let refresh = Arc::new(Notify::new());
        self.keep_until(stop, wanted, Arc::clone(&refresh));
        refresh
    }

    /// The same; whoever notifies `asks` has it loaded before its time.
    fn keep_until(&self, stop: CancellationToken, wanted: Wanted, asks: Arc<Notify>) {
        let emotes = self.clone();
        let keeping = async move {
            let timing = emotes.0.options.timing.clone();
            let mut retry = timing.first_retry;
            loop {
                // From here on: one that is asked for while the answer is under way counts too.
                let asked = asks.notified();
                let loaded = emotes.load(&wanted).await;
                let (pause, next) = match loaded {
                    Ok(Loaded::Sound) => (timing.refresh, timing.first_retry),
                    Ok(Loaded::Late) => (timing.first_retry, timing.first_retry),
                    Err(error) => {
                        let (provider, what) = wanted.told();
                        tracing::info!(provider, what, error = error.with_causes(), "not loaded");
                        (retry, (retry * 2).min(timing.last_retry))
                    }
                };
                retry = next;
                emotes.0.changed.send_replace(());
                // A refresh that is asked for cuts the pause short.
                drop(tokio::time::timeout(Self::about(pause), asked).await);
            }
        };
        self.0.options.tasks.spawn(async move {
            stop.run_until_cancelled(keeping).await;
        });
    }
}

/// What Twitch tells of a place to accounts alone.
fn of_twitch(scope: &Scope) -> Vec<Wanted> {
    match scope {
        Scope::Global => {
            vec![Wanted::TwitchBadges(Scope::Global), Wanted::TwitchEmotes(Scope::Global)]
        }
        Scope::Room(room) if room.platform == Platform::Twitch => {
            vec![
                Wanted::TwitchBadges(scope.clone()),
                Wanted::Cheermotes(room.clone()),
                Wanted::TwitchEmotes(scope.clone()),
            ]
        }
        Scope::Room(_) => Vec::new(),
    }
}
