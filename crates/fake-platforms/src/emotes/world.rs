//! What the stand-in knows: sets, channels, badges, sockets and faults.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::badges::{Badge, Grant, Room};
use super::emote::{Emote, Platform, Provider};
use super::faults::Rule;
use super::images::Image;
use super::{bttv, ffz, seventv};

/// The id of each provider's global set.
pub(super) const GLOBAL: &str = "global";

/// What has happened so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct EmoteStats {
    /// Requests: of images by host and path (`cdn.7tv.app/emote/…/1x.webp`), of the rest by path
    /// (`/bttv/3/cached/badges`).
    pub requests: BTreeMap<String, u64>,
    /// So many images were asked for at once, at most.
    pub images_at_once: u64,
    /// 7TV's sockets.
    pub seventv: SocketStats,
    /// BTTV's sockets.
    pub bttv: SocketStats,
    /// Changes that were sent to at least one socket.
    pub events: u64,
}

/// The WebSockets of one service.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SocketStats {
    /// Handshakes so far.
    pub accepted: u64,
    /// Open now.
    pub open: usize,
    /// What the open ones are subscribed to, and how many of them: 7TV's as
    /// `emote_set.update:SET`, BTTV's as `twitch:ID`.
    pub subscriptions: BTreeMap<String, u64>,
    /// Subscriptions asked for so far, again and again included.
    pub subscribed: u64,
}

/// A service that tells of changes over a WebSocket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Service {
    /// 7TV's `EventAPI`.
    #[serde(rename = "7tv", alias = "seventv")]
    SevenTv,
    /// BTTV's socket.
    #[serde(rename = "bttv")]
    Bttv,
}

/// What a client wants to be told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subscription {
    /// 7TV's type, `emote_set.update`; empty for BTTV, which has channels alone.
    pub(super) kind: String,
    /// 7TV's condition.
    pub(super) condition: BTreeMap<String, String>,
    /// What it is about: a set, a user, a channel.
    pub(super) object: String,
}

impl Subscription {
    fn name(&self) -> String {
        if self.kind.is_empty() {
            self.object.clone()
        } else {
            format!("{}:{}", self.kind, self.object)
        }
    }
}

/// Something for one socket.
#[derive(Debug, Clone)]
pub(super) enum Outgoing {
    Text(String),
    /// Closes with this code.
    Close(u16),
}

pub(super) struct Socket {
    pub(super) service: Service,
    pub(super) outbox: mpsc::Sender<Outgoing>,
    pub(super) subscriptions: Vec<Subscription>,
    pub(super) cut: CancellationToken,
}

/// The emotes of one set, each as its provider tells of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Set {
    pub(super) name: String,
    pub(super) emotes: Vec<Value>,
}

pub(super) struct World {
    pub(super) sets: BTreeMap<(Provider, String), Set>,
    /// The set of a channel.
    pub(super) channels: BTreeMap<(Provider, Platform, String), String>,
    /// What an emote's image is like, by its provider and id.
    pub(super) looks: BTreeMap<(Provider, String), Image>,
    /// The same for single addresses.
    pub(super) declared_images: BTreeMap<String, Image>,
    pub(super) rooms: BTreeMap<(Platform, String), Room>,
    pub(super) badges: Vec<Badge>,
    pub(super) grants: Vec<Grant>,
    pub(super) pronouns: BTreeMap<String, (String, Option<String>)>,
    pub(super) faults: Vec<Rule>,
    pub(super) sockets: BTreeMap<u64, Socket>,
    /// Requests of images that were not answered yet.
    pub(super) images: u64,
    pub(super) heartbeat_ms: u64,
    pub(super) stalled: bool,
    /// The headers of the last request, by address.
    pub(super) headers: BTreeMap<String, BTreeMap<String, String>>,
    pub(super) stats: EmoteStats,
}

impl World {
    pub(super) fn new() -> Self {
        let mut world = Self {
            sets: BTreeMap::new(),
            channels: BTreeMap::new(),
            looks: BTreeMap::new(),
            declared_images: BTreeMap::new(),
            rooms: BTreeMap::new(),
            badges: Vec::new(),
            grants: Vec::new(),
            pronouns: BTreeMap::new(),
            faults: Vec::new(),
            sockets: BTreeMap::new(),
            images: 0,
            heartbeat_ms: 45_000,
            stalled: false,
            headers: BTreeMap::new(),
            stats: EmoteStats::default(),
        };
        for provider in Provider::ALL {
            world.replace(provider, GLOBAL, "Global", &super::defaults::global(provider));
        }
        world
    }

    /// Declares a set; what it held before is forgotten.
    pub(super) fn replace(&mut self, provider: Provider, id: &str, name: &str, emotes: &[Emote]) {
        let emotes = emotes.iter().map(|emote| self.shape(provider, emote)).collect();
        self.sets.insert((provider, id.to_owned()), Set { name: name.to_owned(), emotes });
    }

    /// The emote as this provider tells of it; what it looks like is remembered.
    pub(super) fn shape(&mut self, provider: Provider, emote: &Emote) -> Value {
        let (width, height) = emote.size(provider);
        let look = Image { width, height, animated: emote.animated, ..Image::default() };
        self.looks.insert((provider, emote.id_with(provider)), look);
        match provider {
            Provider::SevenTv => seventv::shapes::emote(emote),
            Provider::Bttv => bttv::emote(emote),
            Provider::Ffz => ffz::emote(emote),
        }
    }

    /// The channel's set, and its id; made if it has none yet.
    pub(super) fn set_mut(
        &mut self,
        provider: Provider,
        platform: Platform,
        channel: &str,
    ) -> (String, &mut Set) {
        let key = (provider, platform, channel.to_owned());
        let own = || super::own_set(provider, platform, channel);
        let id = self.channels.entry(key).or_insert_with(own).clone();
        let set = self.sets.entry((provider, id.clone())).or_default();
        if set.name.is_empty() {
            set.name = format!("{channel}'s emotes");
        }
        (id, set)
    }

    /// The channel's set, and its id.
    pub(super) fn set(
        &self,
        provider: Provider,
        platform: Platform,
        channel: &str,
    ) -> Option<(&str, &Set)> {
        let id = self.channels.get(&(provider, platform, channel.to_owned()))?;
        let set = self.sets.get(&(provider, id.clone()))?;
        Some((id, set))
    }

    /// Sends to every socket that is subscribed like this. Returns how many that is. Whoever has
    /// not read a thousand messages is cut off.
    pub(super) fn tell(
        &mut self,
        service: Service,
        text: &str,
        wanted: impl Fn(&Subscription) -> bool,
    ) -> usize {
        let mut reached = 0;
        for socket in self.sockets.values().filter(|socket| socket.service == service) {
            if socket.subscriptions.iter().any(&wanted) {
                match socket.outbox.try_send(Outgoing::Text(text.to_owned())) {
                    Ok(()) => reached += 1,
                    Err(_) => socket.cut.cancel(),
                }
            }
        }
        self.stats.events += u64::from(reached > 0);
        reached
    }

    pub(super) fn subscribed(&self, object: &str) -> usize {
        let subscriptions = self.sockets.values().flat_map(|socket| &socket.subscriptions);
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for subscription in subscriptions.filter(|one| one.object == object) {
            *kinds.entry(&subscription.kind).or_default() += 1;
        }
        kinds.into_values().max().unwrap_or(0)
    }

    pub(super) fn stats(&self) -> EmoteStats {
        let mut stats = self.stats.clone();
        for socket in self.sockets.values() {
            let of = stats.of(socket.service);
            of.open += 1;
            let names: BTreeSet<_> = socket.subscriptions.iter().map(Subscription::name).collect();
            for name in names {
                *of.subscriptions.entry(name).or_default() += 1;
            }
        }
        stats
    }
}

impl EmoteStats {
    pub(super) fn of(&mut self, service: Service) -> &mut SocketStats {
        match service {
            Service::SevenTv => &mut self.seventv,
            Service::Bttv => &mut self.bttv,
        }
    }
}

/// Somebody at the service, as it names its users.
pub(super) fn somebody(id: &str) -> Value {
    json!({"id": id, "username": "maker", "display_name": "Maker"})
}
