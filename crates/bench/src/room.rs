//! A channel with emotes, as in the engine: each is loaded from the stand-in of its provider.

use anyhow::{Context as _, Result};
use chat::{ChatEvent, Platform, RoomModes, SourceId};
use emotes::{Emotes, Endpoints, Timing};
use fake_platforms::FakeEmotes;
use fake_platforms::emotes::{Platform as On, Provider};
use images::Images;
use tempfile::TempDir;
use tokio::runtime::{EnterGuard, Runtime};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Emotes of each provider.
const EACH: [(Provider, usize); 3] =
    [(Provider::SevenTv, 3_000), (Provider::Bttv, 1_000), (Provider::Ffz, 1_000)];

/// A channel with 5,000 emotes beside those of everywhere, and the pictures that were seen.
pub(crate) struct Room {
    pub(crate) emotes: Emotes,
    pub(crate) images: Images,
    runtime: Runtime,
    _folder: TempDir,
}

impl Room {
    pub(crate) fn open(source: SourceId) -> Result<Self> {
        let runtime = Runtime::new()?;
        let folder = tempfile::tempdir()?;
        let (emotes, images) = runtime.block_on(load(source, &folder))?;
        Ok(Self { emotes, images, runtime, _folder: folder })
    }

    /// A channel that is met for the first time is asked for in tasks of this runtime.
    pub(crate) fn runtime(&self) -> EnterGuard<'_> {
        self.runtime.enter()
    }

    /// What the engine does with an event before the hub gets it.
    pub(crate) fn enrich(&self, event: &mut ChatEvent) {
        self.emotes.enrich(Platform::Twitch, event);
        if let Some(message) = event.message() {
            self.images.know_all_of(message);
        }
    }
}

async fn load(source: SourceId, folder: &TempDir) -> Result<(Emotes, Images)> {
    let fake = FakeEmotes::start().await?;
    for (provider, count) in EACH {
        fake.generate(provider, On::Twitch, "1", count);
    }
    let stopping = CancellationToken::new();
    let emotes = Emotes::new(emotes::Options {
        endpoints: Endpoints {
            seventv: fake.seventv_url().parse()?,
            seventv_events: fake.seventv_events_url().parse()?,
            bttv: fake.bttv_url().parse()?,
            bttv_events: fake.bttv_events_url().parse()?,
            ffz: fake.ffz_url().parse()?,
            pronouns: fake.pronouns_url().parse()?,
        },
        http: net::client().no_proxy().build()?,
        helix: None,
        timing: Timing::default(),
        tasks: TaskTracker::new(),
        stopping: stopping.clone(),
    });
    let images = Images::open(images::Options {
        folder: folder.path().to_owned(),
        proxy: Some(fake.image_proxy_url().parse()?),
        http: net::client().no_proxy(),
        limits: images::Limits::default(),
        tasks: TaskTracker::new(),
        stop: stopping.clone(),
    })?;
    let mut changed = emotes.changed();
    let modes = RoomModes { room: Some("1".into()), ..RoomModes::default() };
    emotes.enrich(Platform::Twitch, &mut ChatEvent::Room { source, modes });
    while emotes.providers().iter().map(|provider| provider.emotes).sum::<usize>() < 5_000 {
        changed.changed().await.context("the emotes are gone")?;
    }
    // What was loaded stays; nothing is asked any more.
    stopping.cancel();
    Ok((emotes, images))
}
