//! Asking providers for what they have.

use std::sync::PoisonError;

use chat::{Platform, Provider};

use crate::helix::{Badges, Cheermotes};
use crate::room::{Room, Scope, Set};
use crate::web::{self, WebError};
use crate::{Emotes, bttv, ffz, helix, seventv};

/// What is asked for by itself: what fails of it costs nothing else.
#[derive(Debug, Clone)]
pub(crate) enum Wanted {
    /// A list of emotes.
    Emotes(Set),
    /// The badges that a provider gives out everywhere, and who wears them.
    Badges(Provider),
    /// Twitch's badges: those of a channel, or those that are everywhere.
    TwitchBadges(Scope),
    /// What cheers in a channel of Twitch.
    Cheermotes(Room),
    /// What Twitch's own emotes are called: those of a channel, or those that are everywhere.
    TwitchEmotes(Scope),
}

impl Wanted {
    /// Whose it is and what, for the log.
    pub(crate) fn told(&self) -> (&'static str, &'static str) {
        match self {
            Self::Emotes(set) => (set.provider.name(), "emotes"),
            Self::Badges(provider) => (provider.name(), "badges"),
            Self::TwitchBadges(_) => ("twitch", "badges"),
            Self::Cheermotes(_) => ("twitch", "cheermotes"),
            Self::TwitchEmotes(_) => ("twitch", "emotes"),
        }
    }
}

/// What came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loaded {
    /// It is as its provider has it.
    Sound,
    /// What changed while the answer was under way may not be in it.
    Late,
}

impl Emotes {
    /// Asks for it, and takes what comes.
    pub(crate) async fn load(&self, wanted: &Wanted) -> Result<Loaded, WebError> {
        match wanted {
            Wanted::Emotes(set) => {
                let before = self.shelf().changes(set);
                if let Err(error) = self.load_emotes(set).await {
                    self.shelf_mut().fail(set);
                    return Err(error);
                }
                let is_late = self.shelf().changes(set) != before;
                Ok(if is_late { Loaded::Late } else { Loaded::Sound })
            }
            Wanted::Badges(provider) => {
                self.load_badges(*provider).await?;
                Ok(Loaded::Sound)
            }
            Wanted::TwitchBadges(scope) => {
                self.load_twitch_badges(scope).await?;
                Ok(Loaded::Sound)
            }
            Wanted::Cheermotes(room) => {
                self.load_cheermotes(room).await?;
                Ok(Loaded::Sound)
            }
            Wanted::TwitchEmotes(scope) => {
                self.load_twitch_emotes(scope).await?;
                Ok(Loaded::Sound)
            }
        }
    }

    async fn load_emotes(&self, set: &Set) -> Result<(), WebError> {
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
        let url = web::at(&self.0.options.endpoints.bttv, &["cached", "emotes", "global"]);
        let answer = web::get(&self.0.options.http, url, None).await?;
        let emotes = answer.as_ref().map(bttv::global).transpose()?.unwrap_or_default();
        self.shelf_mut().put(set, emotes);
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
        let url = web::at(&self.0.options.endpoints.ffz, &["set", "global"]);
        let answer = web::get(&self.0.options.http, url, None).await?;
        let emotes = answer.as_ref().map(ffz::global).transpose()?.unwrap_or_default();
        self.shelf_mut().put(set, emotes);
        Ok(())
    }

    async fn load_ffz(&self, set: &Set, room: &Room) -> Result<(), WebError> {
        let place = match room.platform {
            Platform::YouTube => "yt",
            _ => "id",
        };
        let url = web::at(&self.0.options.endpoints.ffz, &["room", place, &room.id]);
        let answer = web::get(&self.0.options.http, url, None).await?;
        let Some(answer) = answer else {
            self.shelf_mut().furnish(room, ffz::Room::default());
            self.shelf_mut().put(set, Vec::new());
            return Ok(());
        };
        let known = ffz::room(&answer)?;
        if let Some(name) = known.name.clone() {
            self.shelf_mut().call(room, set.provider, name);
        }
        self.shelf_mut().furnish(room, known);
        self.shelf_mut().put(set, ffz::emotes_of_room(&answer)?);
        Ok(())
    }

    async fn load_badges(&self, provider: Provider) -> Result<(), WebError> {
        let (http, endpoints) = (&self.0.options.http, &self.0.options.endpoints);
        match provider {
            Provider::Bttv => {
                let url = web::at(&endpoints.bttv, &["cached", "badges"]);
                if let Some(badges) = web::get(http, url, None).await? {
                    self.worn_mut().bttv = bttv::badges(&badges)?.into_iter().collect();
                }
            }
            Provider::Ffz => {
                let url = web::at(&endpoints.ffz, &["badges", "ids"]);
                if let Some(badges) = web::get(http, url, None).await? {
                    self.worn_mut().ffz = ffz::badges(&badges)?;
                }
            }
            // 7TV tells of its badges live.
            Provider::SevenTv | Provider::Platform => {}
        }
        Ok(())
    }

    async fn load_twitch_badges(&self, scope: &Scope) -> Result<(), WebError> {
        let answer = match scope {
            Scope::Global => self.ask_helix("chat/badges/global", None).await?,
            Scope::Room(room) => self.ask_helix("chat/badges", Some(room)).await?,
        };
        // Who is signed out has what comes with the program.
        let badges = answer.as_ref().map_or(Ok(Badges::default()), helix::badges)?;
        match scope {
            Scope::Room(room) => self.shelf_mut().tell_badges(room, badges),
            Scope::Global => {
                self.0.global_badges.write().unwrap_or_else(PoisonError::into_inner).tell(badges);
            }
        }
        Ok(())
    }

    async fn load_cheermotes(&self, room: &Room) -> Result<(), WebError> {
        let answer = self.ask_helix("bits/cheermotes", Some(room)).await?;
        let cheermotes = answer.as_ref().map_or(Ok(Cheermotes::default()), helix::cheermotes)?;
        self.shelf_mut().tell_cheermotes(room, cheermotes);
        Ok(())
    }

    async fn load_twitch_emotes(&self, scope: &Scope) -> Result<(), WebError> {
        let answer = match scope {
            Scope::Global => self.ask_helix("chat/emotes/global", None).await?,
            Scope::Room(room) => self.ask_helix("chat/emotes", Some(room)).await?,
        };
        let names = answer.as_ref().map_or(Ok(Vec::new()), helix::emotes)?;
        self.shelf_mut().tell_emotes(scope, names.into());
        Ok(())
    }

    async fn ask_helix(
        &self,
        path: &'static str,
        room: Option<&Room>,
    ) -> Result<Option<serde_json::Value>, WebError> {
        let Some(helix) = &self.0.options.helix else {
            return Ok(None);
        };
        let query = room.map(|room| ("broadcaster_id", room.id.clone())).into_iter().collect();
        Ok(helix.get(path, query).await?)
    }
}
