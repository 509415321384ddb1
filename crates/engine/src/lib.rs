//! The application's engine: it runs the sources, owns the hub, keeps settings and overlays, and
//! says how everything is.
//!
//! It knows no web server and no window. The server puts its calls on HTTP, the desktop shell shows
//! its [`Status`]; tests and headless runs use the same engine.

mod accounts;
mod audit;
mod automod;
mod avatars;
mod bans;
mod browser;
mod curtain;
mod damage;
mod demo;
mod diagnostics;
mod dock;
mod donations;
mod earlier;
mod endpoints;
mod error;
mod events;
mod feeds;
mod focus;
mod focus_settings;
mod held;
mod helix;
mod hotkeys;
mod http;
mod hub;
mod in_use;
mod key;
mod ledger;
mod messages;
mod moderators;
mod obs;
mod official;
mod overlay_options;
mod overlays;
mod own_channel;
mod owners_word;
mod page_key;
mod patch;
mod proxies;
mod sample;
mod samples;
mod settings;
mod settings_file;
mod shell;
mod shown_path;
mod sources;
mod spoken;
mod status;
mod support;
#[cfg(test)]
mod testing;
mod told;
mod unreadable;
mod updates;
mod wake;
mod warnings;
mod writing;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use chat::{ChatEvent, Message, Platform, Resume};
use reqwest::redirect::Policy;
use store::Store;
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use self::earlier::Earlier;
use self::page_key::PageKey;
use self::sources::DemoChat;
use self::spoken::Spoken;
use self::warnings::Warnings;

pub use ::accounts::{AccountsError, Right, qr_svg};
pub use ::donations::Provider as DonationProvider;
pub use ::obs::ObsError;
pub use ::twitch::events::HeldByAutoMod;
pub use ::writing::{COMMANDS, Known, WritingError, longest as longest_message};
pub use accounts::{AccountView, Clients, KeepIn, SignIn, VaultView};
pub use audit::{AuditEntry, Deed};
pub use browser::Browser;
pub use diagnostics::Diagnostics;
pub use donations::{DonationView, HookAnswer, LONGEST_CALL};
pub use emotes::ProviderView;
pub use endpoints::{Endpoints, EndpointsError};
pub use error::EngineError;
pub use feeds::KeptBack;
pub use focus_settings::{FocusSettings, HighlightSettings};
pub use held::{Held, HeldMessage};
pub use hotkeys::{Combination, HotkeyAction, Hotkeys};
pub use hub::{First, OnStage, Subscription};
pub use images::{ImageError, Picture};
pub use in_use::PageOpen;
pub use key::Key;
pub use moderators::{ModRight, Moderator, ModeratorSettings, NewModerator};
pub use obs::{ObsPlaced, ObsState, ObsView, PageInObs, SceneView};
pub use overlay_options::{
    Align, Capitals, Direction, EmoteOptions, EmoteWalls, Enter, Exit, FeedOptions, LinkAction,
    LinkOptions, LinksFrom, LookOptions, OverlayOptions, SupportOptions, SupportPart, WordAction,
    WordOptions, is_font_name,
};
pub use overlays::{DEFAULT_THEME, NewOverlay, Overlay, OverlayKind, OverlayPatch};
pub use patch::without_value;
pub use proxies::{Proxy, ProxyError};
pub use samples::{PreviewOpen, Samples};
pub use settings::{ListenersMode, Settings};
pub use settings_file::{Import, SettingChange, SettingsFile};
pub use shown_path::shown_path;
pub use spoken::sentence;
#[cfg(feature = "typescript")]
pub use status::typescript;
pub use status::{Counters, Counts, Face, SourceView, Status, WarningView};
pub use store::{BoughtTotal, Entry, Fate, Found, LedgerQuery, Query, Total};
pub use support::{
    GoalView, LinkView, Rate, Support, SupportGoal, SupportLink, SupportView, ThanksView,
};
pub use updates::{NewVersion, UpdateCall, UpdateFault, UpdateSettings, Updates};
pub use wake::own_address;
pub use warnings::Warning;
pub use words::{Language, Words};
pub use writing::{Moderation, Needs, Sent, Whom, fate_of, needs};

/// How long a service that adds emotes may take to answer.
const PROVIDER_PATIENCE: Duration = Duration::from_secs(20);
/// What tasks get to end by themselves.
const TASKS_END_WITHIN: Duration = Duration::from_secs(1);

/// The version of the application.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What an engine is started with.
#[derive(Debug)]
pub struct Options {
    /// Where all that is kept goes. It exists.
    pub data_dir: PathBuf,
    /// Where the platforms are.
    pub endpoints: Endpoints,
    /// Whether demo chat is a source of its own, beside whatever else there is.
    pub demo: bool,
    /// Whether nobody is there: then no keychain asks anybody, there is no window, and no demo chat
    /// that stands in until there is a channel.
    pub headless: bool,
    /// The application as the platforms know it.
    pub clients: Clients,
    /// What opens the pages of sign-ins.
    pub browser: Browser,
    /// Where the pages are served, as OBS is told: `http://127.0.0.1:7420`.
    pub pages: String,
}

/// The result of a call to the engine.
pub type Result<T> = std::result::Result<T, EngineError>;

/// The engine. Clones are handles of the same one.
#[derive(Debug, Clone)]
pub struct Engine(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    data_dir: PathBuf,
    store: Store,
    endpoints: Endpoints,
    http: reqwest::Client,
    /// How often the machine woke, or its network changed.
    wakes: watch::Sender<u64>,
    /// How often all of its Twitch channels together may join.
    twitch_joins: Arc<twitch::Joins>,
    hub: hub::HubHandle,
    emotes: emotes::Emotes,
    images: images::Images,
    accounts: ::accounts::Accounts,
    standby: official::Standby,
    writing: ::writing::Writing,
    own_twitch: helix::OwnTwitch,
    clients: Clients,
    browser: Browser,
    sources: sources::Sources,
    settings: watch::Sender<Settings>,
    /// What is stored of them and can't be read; changed together with them.
    unreadable: watch::Sender<unreadable::Unreadable>,
    overlays: watch::Sender<Arc<Vec<Overlay>>>,
    overlays_connected: Arc<AtomicUsize>,
    docks_connected: Arc<AtomicUsize>,
    dock_key: PageKey,
    /// Whether it is drawn.
    curtain: watch::Sender<bool>,
    moderators: watch::Sender<Arc<Vec<Moderator>>>,
    /// Up to which version the focus queue is on the disk.
    focus_kept: watch::Sender<u64>,
    feeds: feeds::Feeds,
    held: watch::Sender<Held>,
    samples: watch::Sender<Samples>,
    donations: donations::Donations,
    support: support::SupportPage,
    warnings: Warnings,
    status: watch::Sender<Arc<Status>>,
    /// Something that the status shows has changed.
    changed: Notify,
    started: Instant,
    tasks: TaskTracker,
    stopping: CancellationToken,
    shell: shell::Shell,
    updating: updates::Updating,
    obs: obs::Obs,
    /// Held from reading to publishing by what changes settings, overlays or the list of sources:
    /// of two changes at once, neither undoes the other.
    changing: tokio::sync::Mutex<()>,
}

impl Engine {
    /// Starts it, with what an earlier run left in the data folder.
    pub async fn start(options: Options) -> Result<Self> {
        let (folder, demo) = (options.data_dir.clone(), DemoChat::of(&options));
        let (earlier, damage) = blocking(move || Earlier::open(&folder, demo)).await?;
        let Earlier { store, settings, unreadable, overlays, dock_key, .. } = earlier;
        let Earlier { moderators, donations, support, sources, quotas, passed, hub, .. } = earlier;
        let hub = hub.start(&store);
        let http = http::built(net::client())?;
        let (tasks, stopping) = (TaskTracker::new(), CancellationToken::new());
        let (to_count, ending) = (quotas.spend(), stopping.clone());
        let accounts = accounts::open(&options, &settings, to_count, tasks.clone(), ending)?;
        let own_twitch = helix::open(&options.endpoints, &accounts)?;
        let standby = official::Standby::open(quotas, &accounts, &options.endpoints)?;
        let writing = writing::open(&options.endpoints, &accounts, standby.spend(), store.clone())?;
        let Options { data_dir, endpoints, headless, clients, browser, pages, .. } = options;
        let (obs, obs_calls) = obs::Obs::new(pages);
        let emotes = emotes::Emotes::new(emotes::Options {
            endpoints: endpoints.emotes.clone(),
            http: http::built(net::client().timeout(PROVIDER_PATIENCE).redirect(Policy::none()))?,
            helix: Some(own_twitch.for_emotes()),
            timing: emotes::Timing::default(),
            tasks: tasks.clone(),
            stopping: stopping.clone(),
        });
        emotes.look_up_pronouns_of_chatters(settings.pronouns);
        let pictures = images::Options {
            folder: data_dir.join("images"),
            proxy: endpoints.image_proxy.clone(),
            http: net::client(),
            limits: images::Limits::default(),
            tasks: tasks.clone(),
            stop: stopping.clone(),
        };
        let images = blocking(move || Ok(images::Images::open(pictures)?)).await?;
        if let First::Snapshot(before) = hub.subscribe(None, usize::MAX).await?.first {
            before.messages.iter().for_each(|message| images.know_all_of(message));
        }
        hub.stage().borrow().messages().for_each(|message| images.know_all_of(message));
        let engine = Self(Arc::new(Inner {
            data_dir,
            sources,
            store,
            endpoints,
            http,
            wakes: watch::Sender::default(),
            twitch_joins: Arc::default(),
            hub,
            emotes,
            images,
            accounts,
            standby,
            writing,
            own_twitch,
            clients,
            browser,
            settings: watch::Sender::new(settings),
            unreadable: watch::Sender::new(unreadable),
            overlays: watch::Sender::new(Arc::new(overlays)),
            overlays_connected: Arc::default(),
            docks_connected: Arc::default(),
            dock_key,
            curtain: watch::Sender::default(),
            moderators: watch::Sender::new(Arc::new(moderators)),
            focus_kept: watch::Sender::default(),
            feeds: feeds::Feeds::new(passed),
            held: watch::Sender::default(),
            samples: watch::Sender::default(),
            donations,
            support,
            warnings: Warnings::default(),
            status: watch::Sender::default(),
            changed: Notify::new(),
            started: Instant::now(),
            tasks,
            stopping,
            changing: tokio::sync::Mutex::default(),
            shell: shell::Shell::new(headless),
            updating: updates::Updating::new(),
            obs,
        }));
        engine.say_what_was_lost(damage);
        engine.direct_focus().await?;
        engine.tend_feeds();
        engine.spawn(wake::watch(engine.0.wakes.clone()));
        engine.spawn(engine.clone().publish_status());
        engine.spawn(engine.clone().follow_falls());
        engine.spawn(engine.clone().follow_emotes());
        engine.spawn(engine.clone().follow_accounts());
        engine.spawn(engine.clone().keep_focus());
        engine.0.tasks.spawn(engine.clone().keep_quotas());
        engine.spawn(engine.clone().listen_while_in_use());
        engine.spawn(engine.clone().tend_obs(obs_calls));
        engine.listen_to_donations();
        engine.spawn(engine.clone().follow_support());
        match engine.settings().listeners.mode {
            ListenersMode::Always => engine.start_enabled_sources(),
            ListenersMode::InUse | ListenersMode::Manual => {}
        }
        Ok(engine)
    }

    /// What an earlier run left could not be read, or not all of it.
    fn say_what_was_lost(&self, damage: Option<store::Damage>) {
        if let Some(damage) = damage {
            self.warn(damage::told(&damage));
        }
        let unreadable = self.0.unreadable.borrow().names();
        if !unreadable.is_empty() {
            self.warn(Warning {
                code: "settings_unreadable",
                message: format!(
                    "Some settings could not be read and have their first value again: {}.",
                    unreadable.join(", ")
                ),
                hint: "A newer version may have written them: it finds them as they were. Here, \
                       set them again as you like them."
                    .into(),
            });
        }
    }

    /// Ends it: sources first, then the hub with what they brought, then what is still to be
    /// written. Nothing is lost.
    pub async fn stop(&self) {
        self.0.stopping.cancel();
        self.0.tasks.close();
        // A sign-in may wait for a service's answer for longer; what is to be written waits for nobody.
        if tokio::time::timeout(TASKS_END_WITHIN, self.0.tasks.wait()).await.is_err() {
            tracing::info!("a task did not end in time");
        }
        self.0.hub.stop().await;
        self.keep_focus_now().await;
        let flushed = self.with_store(|store| {
            store.flush();
            Ok(())
        });
        if let Err(error) = flushed.await {
            tracing::error!(%error, "the history could not be flushed");
        }
    }

    /// Follows all of chat. Snapshot and subscription are one step: nothing is between them, and
    /// nothing is in both.
    pub async fn subscribe(&self, resume: Option<Resume>, limit: usize) -> Result<Subscription> {
        self.0.hub.subscribe(resume, limit).await
    }

    /// Takes what a platform told: puts in the emotes and badges that others add, notes its
    /// pictures, and hands it to the hub.
    pub(crate) async fn take_event(&self, platform: Platform, mut event: ChatEvent) -> Result<()> {
        self.0.emotes.enrich(platform, &mut event);
        if let Some(message) = event.message() {
            self.0.images.know_all_of(message);
        }
        let is_paid = event.message().is_some_and(Message::is_paid);
        let is_removal = matches!(event, ChatEvent::Removed(_));
        self.0.hub.event(event).await?;
        if is_removal {
            self.0.support.removed();
        } else if is_paid {
            self.0.support.paid();
        }
        Ok(())
    }

    /// How everything is, now and from now on.
    #[must_use]
    pub fn status(&self) -> watch::Receiver<Arc<Status>> {
        self.0.status.subscribe()
    }

    /// How everything is, to the moment.
    #[must_use]
    pub fn status_now(&self) -> Status {
        let words = self.words();
        let sources = self.0.sources.views();
        let sources: Vec<_> = sources.into_iter().map(|source| source.spoken(words)).collect();
        let warnings = self.standing_warnings(words);
        let counters = Counters {
            messages: sources.iter().map(|source| source.counts.messages).sum(),
            removed: sources.iter().map(|source| source.counts.removed).sum(),
            history_lost: self.0.store.lost(),
            overlays_connected: self.0.overlays_connected.load(Ordering::Relaxed),
            docks_connected: self.0.docks_connected.load(Ordering::Relaxed),
        };
        Status {
            version: VERSION,
            uptime: self.0.started.elapsed().as_secs(),
            language: self.settings().language,
            chat_speed: self.settings().chat_speed,
            curtain: *self.0.curtain.borrow(),
            listening: sources.iter().any(|source| source.state != chat::SourceState::Off),
            face: Status::face_of(&sources, &warnings),
            sources,
            emotes: self.0.emotes.providers(),
            accounts: self.accounts(),
            vault: self.vault(),
            donations: self.donations(),
            counters,
            updates: self.updates(),
            warnings,
        }
    }

    fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let stopping = self.0.stopping.clone();
        self.0.tasks.spawn(async move {
            stopping.run_until_cancelled(task).await;
        });
    }

    /// Builds the status when something changed, five times a second at most.
    async fn publish_status(self) {
        loop {
            self.0.status.send_replace(Arc::new(self.status_now()));
            tokio::time::sleep(Duration::from_millis(200)).await;
            self.0.changed.notified().await;
        }
    }

    /// The status shows which providers of emotes answer.
    async fn follow_emotes(self) {
        let mut changed = self.0.emotes.changed();
        while changed.changed().await.is_ok() {
            self.0.changed.notify_one();
        }
    }

    async fn with_store<T: Send + 'static>(
        &self,
        call: impl FnOnce(&Store) -> store::Result<T> + Send + 'static,
    ) -> Result<T> {
        let store = self.0.store.clone();
        blocking(move || Ok(call(&store).inspect_err(|error| store.look_at(error))?)).await
    }
}

/// Runs what blocks where it blocks nobody.
async fn blocking<T: Send + 'static>(
    call: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    match tokio::task::spawn_blocking(call).await {
        Ok(result) => result,
        Err(error) => Err(EngineError::Internal(error.to_string())),
    }
}
