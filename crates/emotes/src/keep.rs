//! Keeping lists as their providers have them, for as long as somebody reads the channel.

use std::collections::HashMap;
use std::sync::Arc;

use chat::{Platform, Provider, SourceId};
use tokio::sync::Notify;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::room::{Room, Scope, Set};
use crate::web::{self, WebError};
use crate::{Emotes, bttv, ffz, seventv};

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
    refresh: Arc<Notify>,
    _running: DropGuard,
}

impl Held {
    /// Loads these lists anew, soon.
    pub(crate) fn refresh(&self, wanted: impl Fn(&Scope) -> bool) {
        for (_, holders) in self.scopes.iter().filter(|(scope, _)| wanted(scope)) {
            holders.refresh.notify_waiters();
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
    fn follow(&self, room: &Room, user: Option<String>, set: Option<String>) {
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
        let refresh = Arc::new(Notify::new());
        for provider in Provider::OTHERS {
            let set = Set { provider, scope: scope.clone() };
            self.keep(stop.clone(), Arc::clone(&refresh), set);
        }
        let holders = Holders { count: 1, refresh, _running: stop.drop_guard() };
        held.scopes.insert(scope.clone(), holders);
        if let Scope::Room(room) = scope {
            self.0.joined.send_modify(|joined| joined.add(room));
        }
    }

    /// Loads a list, and loads it again and again until `stop`.
    fn keep(&self, stop: CancellationToken, refresh: Arc<Notify>, set: Set) {
        let emotes = self.clone();
        emotes.shelf_mut().expect(&set);
        let keeping = async move {
            let timing = emotes.0.options.timing.clone();
            let mut retry = timing.first_retry;
            loop {
                let before = emotes.shelf().changes(&set);
                // From here on: one that is asked for while the answer is under way counts too.
                let asked = refresh.notified();
                let loaded = emotes.load(&set).await;
                // What changed while the answer was under way may not be in it.
                let is_late = emotes.shelf().changes(&set) != before;
                let pause = match loaded {
                    Ok(()) => {
                        retry = timing.first_retry;
                        if is_late { timing.first_retry } else { timing.refresh }
                    }
                    Err(error) => {
                        tracing::info!(provider = set.provider.name(), %error, "emotes not loaded");
                        emotes.shelf_mut().fail(&set);
                        let pause = retry;
                        retry = (retry * 2).min(timing.last_retry);
                        pause
                    }
                };
                emotes.0.changed.send_replace(());
                // A refresh that is asked for cuts the pause short.
                drop(tokio::time::timeout(Self::about(pause), asked).await);
            }
        };
        self.0.options.tasks.spawn(async move {
            stop.run_until_cancelled(keeping).await;
        });
    }

    async fn load(&self, set: &Set) -> Result<(), WebError> {
        match (set.provider, &set.scope) {
            (Provider::SevenTv, Scope::Global) => self.load_seventv_set(set, "global").await,
            (Provider::SevenTv, Scope::Room(room)) => self.load_seventv(set, room).await,
            (Provider::Bttv, Scope::Global) => self.load_bttv_global(set).await,
            (Provider::Bttv, Scope::Room(room)) => self.load_bttv(set, room).await,
            (Provider::Ffz, Scope::Global) => self.load_ffz_global(set).await,
            (Provider::Ffz, Scope::Room(room)) => self.load_ffz(set, room).await,
            (Provider::Platform, _) => Ok(()),
        }
    }

    async fn load_seventv_set(&self, set: &Set, id: &str) -> Result<(), WebError> {
        let url = web::at(&self.0.options.endpoints.seventv, &["emote-sets", id]);
        let answer = web::get(&self.0.options.http, url, Some(seventv::AWARE)).await?;
        let emotes = answer.as_ref().map(seventv::set).transpose()?.unwrap_or_default();
        self.shelf_mut().put(set, emotes);
        Ok(())
    }

    async fn load_seventv(&self, set: &Set, room: &Room) -> Result<(), WebError> {
        // How 7TV calls YouTube: the first by its newer interface, the second by its older one.
        let names: &[&str] = match room.platform {
            Platform::YouTube => &["google", "youtube"],
            other => &[other.name()],
        };
        let mut found = None;
        for name in names {
            let url = web::at(&self.0.options.endpoints.seventv, &["users", name, &room.id]);
            found = web::get(&self.0.options.http, url, Some(seventv::AWARE)).await?;
            if found.is_some() {
                break;
            }
        }
        let channel = found.as_ref().map(seventv::channel).transpose()?;
        if let Some(name) = channel.as_ref().and_then(|channel| channel.name.clone()) {
            self.shelf_mut().call(room, set.provider, name);
        }
        let (user, id) = channel.map(|channel| (channel.user, channel.set)).unwrap_or_default();
        self.follow(room, user, id.clone());
        match id {
            Some(id) => self.load_seventv_set(set, &id).await,
            None => {
                self.shelf_mut().put(set, Vec::new());
                Ok(())
            }
        }
    }

    async fn load_bttv_global(&self, set: &Set) -> Result<(), WebError> {
        let base = &self.0.options.endpoints.bttv;
        let url = web::at(base, &["cached", "emotes", "global"]);
        let answer = web::get(&self.0.options.http, url, None).await?;
        let emotes = answer.as_ref().map(bttv::global).transpose()?.unwrap_or_default();
        self.shelf_mut().put(set, emotes);
        let url = web::at(base, &["cached", "badges"]);
        if let Some(badges) = web::get(&self.0.options.http, url, None).await? {
            self.worn_mut().bttv = bttv::badges(&badges)?.into_iter().collect();
        }
        Ok(())
    }

    async fn load_bttv(&self, set: &Set, room: &Room) -> Result<(), WebError> {
        let parts = ["cached", "users", room.platform.name(), &room.id];
        let url = web::at(&self.0.options.endpoints.bttv, &parts);
        let answer = web::get(&self.0.options.http, url, None).await?;
        let emotes = answer.as_ref().map(bttv::channel).transpose()?.unwrap_or_default();
        self.shelf_mut().put(set, emotes);
        Ok(())
    }

    async fn load_ffz_global(&self, set: &Set) -> Result<(), WebError> {
        let base = &self.0.options.endpoints.ffz;
        let answer =
            web::get(&self.0.options.http, web::at(base, &["set", "global"]), None).await?;
        let emotes = answer.as_ref().map(ffz::global).transpose()?.unwrap_or_default();
        self.shelf_mut().put(set, emotes);
        let url = web::at(base, &["badges", "ids"]);
        if let Some(badges) = web::get(&self.0.options.http, url, None).await? {
            self.worn_mut().ffz = ffz::badges(&badges)?;
        }
        Ok(())
    }

    async fn load_ffz(&self, set: &Set, room: &Room) -> Result<(), WebError> {
        let place = match room.platform {
            Platform::YouTube => "yt",
            _ => "id",
        };
        let url = web::at(&self.0.options.endpoints.ffz, &["room", place, &room.id]);
        let answer = web::get(&self.0.options.http, url, None).await?;
        let mut known = answer.as_ref().map(ffz::room).transpose()?.unwrap_or_default();
        let emotes = std::mem::take(&mut known.emotes);
        self.shelf_mut().put(set, emotes);
        if let Some(name) = known.name.clone() {
            self.shelf_mut().call(room, set.provider, name);
        }
        self.shelf_mut().furnish(room, known);
        Ok(())
    }
}
