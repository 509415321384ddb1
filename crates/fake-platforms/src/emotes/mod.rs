//! The emote services: 7TV, `BetterTTV`, `FrankerFaceZ`, pronouns, and the hosts that images are on.
//!
//! One server, with a path for each: `/7tv/v3`, `/7tv/events/v3`, `/bttv/3`, `/bttv/ws`, `/ffz/v1`,
//! `/pronouns/v1`, and `/images/HOST/PATH`, which stands for `https://HOST/PATH`. Facts from the
//! services' own open clients and from recorded answers; 7TV's as they are since August 2026, when
//! `/v3/users/…` stopped answering with the set itself.

mod badges;
mod bombs;
mod bttv;
mod changed;
mod channels;
mod defaults;
mod emote;
mod faults;
mod ffz;
mod images;
mod jpeg;
mod pictures;
mod pronouns;
mod routes;
mod seventv;
mod sockets;
mod world;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::sync::watch;
use tokio_util::sync::{CancellationToken, DropGuard};

pub use badges::{Badge, Room};
pub use changed::Shape;
pub use channels::user_id;
pub use defaults::modifier;
pub use emote::{Emote, Platform, Provider};
pub use faults::Fault;
pub use images::{Format, Image};
use world::World;
pub use world::{EmoteStats, Service, SocketStats};

use crate::Error;

/// A running stand-in. Clones are handles to the same one; the last one dropped stops it.
#[derive(Clone)]
pub struct FakeEmotes {
    address: SocketAddr,
    world: watch::Sender<World>,
    _running: Arc<DropGuard>,
}

impl FakeEmotes {
    /// Starts on any free port of 127.0.0.1.
    pub async fn start() -> Result<Self, Error> {
        Self::start_on(0).await
    }

    /// Starts on this port of 127.0.0.1; fails if it is taken.
    pub async fn start_on(port: u16) -> Result<Self, Error> {
        let (listener, address) = crate::listen(port).await?;
        let (world, _) = watch::channel(World::new());
        let stop = CancellationToken::new();
        crate::serve(listener, routes::router(world.clone(), &stop), stop.clone());
        Ok(Self { address, world, _running: Arc::new(stop.drop_guard()) })
    }

    /// What stands for `https://7tv.io/v3`.
    #[must_use]
    pub fn seventv_url(&self) -> String {
        format!("http://{}/7tv/v3", self.address)
    }

    /// What stands for `wss://events.7tv.io/v3`.
    #[must_use]
    pub fn seventv_events_url(&self) -> String {
        format!("ws://{}/7tv/events/v3", self.address)
    }

    /// What stands for `https://api.betterttv.net/3`.
    #[must_use]
    pub fn bttv_url(&self) -> String {
        format!("http://{}/bttv/3", self.address)
    }

    /// What stands for `wss://sockets.betterttv.net/ws`.
    #[must_use]
    pub fn bttv_events_url(&self) -> String {
        format!("ws://{}/bttv/ws", self.address)
    }

    /// What stands for `https://api.frankerfacez.com/v1`.
    #[must_use]
    pub fn ffz_url(&self) -> String {
        format!("http://{}/ffz/v1", self.address)
    }

    /// What stands for `https://api.pronouns.alejo.io/v1`.
    #[must_use]
    pub fn pronouns_url(&self) -> String {
        format!("http://{}/pronouns/v1", self.address)
    }

    /// Where the image `https://HOST/PATH` is found as `<this>/HOST/PATH`.
    #[must_use]
    pub fn image_proxy_url(&self) -> String {
        format!("http://{}/images", self.address)
    }

    /// The port, for redirects that must not be followed.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The environment variables that lead the application here.
    #[must_use]
    pub fn env(&self) -> BTreeMap<&'static str, String> {
        BTreeMap::from([
            ("MULTICHAT_SEVENTV_API_URL", self.seventv_url()),
            ("MULTICHAT_SEVENTV_EVENTS_URL", self.seventv_events_url()),
            ("MULTICHAT_BTTV_API_URL", self.bttv_url()),
            ("MULTICHAT_BTTV_EVENTS_URL", self.bttv_events_url()),
            ("MULTICHAT_FFZ_API_URL", self.ffz_url()),
            ("MULTICHAT_PRONOUNS_API_URL", self.pronouns_url()),
            ("MULTICHAT_IMAGE_PROXY_URL", self.image_proxy_url()),
        ])
    }

    /// Waits until this many subscriptions of one kind to this object are open: a 7TV set, user or
    /// channel by its id, a BTTV channel as `twitch:ID`.
    pub async fn subscribed(&self, object: &str, count: usize) {
        self.until(|world| world.subscribed(object) >= count).await;
    }

    /// Waits until exactly `count` sockets of this service are open.
    pub async fn connected(&self, service: Service, count: usize) {
        let of =
            |world: &World| world.sockets.values().filter(|one| one.service == service).count();
        self.until(|world| of(world) == count).await;
    }

    /// Waits until `count` requests of this address came in since the start, see
    /// [`EmoteStats::requests`].
    pub async fn requested(&self, url: &str, count: u64) {
        self.until(|world| world.stats.requests.get(url).copied().unwrap_or(0) >= count).await;
    }

    /// The headers of the last request of this address, their names in lower case.
    #[must_use]
    pub fn headers(&self, url: &str) -> Option<BTreeMap<String, String>> {
        self.world.borrow().headers.get(url).cloned()
    }

    /// What has happened so far.
    #[must_use]
    pub fn stats(&self) -> EmoteStats {
        self.world.borrow().stats()
    }

    async fn until(&self, mut holds: impl FnMut(&World) -> bool) {
        // `self` keeps the sender alive, so waiting cannot fail.
        drop(self.world.subscribe().wait_for(|world| holds(world)).await);
    }
}

/// The id of the set that a channel has of its own.
fn own_set(provider: Provider, platform: Platform, channel: &str) -> String {
    let text = format!("set {} {channel}", platform.word());
    match provider {
        Provider::SevenTv | Provider::Bttv => emote::object_id(&text),
        Provider::Ffz => emote::small_number(&text).to_string(),
    }
}
