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
mod folders;
mod held;
mod helix;
mod hotkeys;
mod http;
mod hub;
mod in_use;
mod ledger;
mod lists;
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
mod removed;
mod sample;
mod samples;
mod settings;
mod settings_file;
mod shell;
mod shown_path;
mod sources;
mod spoken;
mod start;
mod status;
mod support;
mod sync;
#[cfg(test)]
mod testing;
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
use jiff::Timestamp;
use store::Store;
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use self::page_key::PageKey;
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
pub use moderators::{ModRight, Moderator, ModeratorSettings, NewModerator};
pub use obs::{ObsPlaced, ObsState, ObsView, PageInObs, SceneView};
pub use overlay_options::{
    Align, Capitals, Direction, EmoteOptions, EmoteWalls, Enter, Exit, FeedOptions, LinkAction,
    LinkOptions, LinksFrom, LookOptions, OverlayOptions, SupportOptions, SupportPart, WordAction,
    WordOptions, is_font_name,
};
pub use overlays::{DEFAULT_THEME, NewOverlay, Overlay, OverlayKind, OverlayPatch};
pub use patch::{read_json, without_value};
pub use proxies::{Proxy, ProxyError};
pub use samples::{PreviewOpen, Samples};
pub use settings::{ListenersMode, Settings};
pub use settings_file::{Import, SettingChange, SettingsFile};
pub use shown_path::shown_path;
pub use sources::SourceTrouble;
pub use spoken::sentence;
#[cfg(feature = "typescript")]
pub use status::typescript;
pub use status::{Counters, Counts, Face, SourceView, Status, WarningView};
pub use store::{BoughtTotal, Entry, Fate, Found, Key, LedgerQuery, Query, Total};
pub use support::{
    GoalView, LinkView, Rate, Support, SupportGoal, SupportLink, SupportView, ThanksView,
};
pub use sync::{SyncState, SyncView};
pub use updates::{NewVersion, UpdateCall, UpdateFault, UpdateSettings, Updates};
pub use wake::own_address;
pub use warnings::{Section, Warning};
pub use words::{Language, Words};
pub use writing::{Moderation, Needs, Sent, Whom, fate_of, needs};

/// How long a service that adds emotes may take to answer.
const PROVIDER_PATIENCE: Duration = Duration::from_secs(20);

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
    /// How the disk was made to have it last, or has refused to.
    curtain_tried: watch::Sender<bool>,
    moderators: watch::Sender<Arc<Vec<Moderator>>>,
    /// Which versions of the focus queue the disk was given, and took.
    focus_kept: watch::Sender<focus::FocusKept>,
    feeds: feeds::Feeds,
    held: watch::Sender<Held>,
    undo_refused: audit::UndoRefused,
    samples: watch::Sender<Samples>,
    donations: donations::Donations,
    sync: sync::Sync,
    support: support::SupportPage,
    warnings: Warnings,
    status: watch::Sender<Arc<Status>>,
    /// Something that the status shows has changed.
    changed: Notify,
    started: Instant,
    tasks: TaskTracker,
    stopping: CancellationToken,
    shell: shell::Shell,
    removed: removed::Removed,
    /// How to take back what the last import changed.
    last_import: tokio::sync::Mutex<Option<(PathBuf, settings_file::Undo)>>,
    updating: updates::Updating,
    obs: obs::Obs,
    /// Held from reading to publishing by what changes settings, overlays or the list of sources:
    /// of two changes at once, neither undoes the other.
    changing: tokio::sync::Mutex<()>,
}

impl Engine {
    /// Follows all of chat. Snapshot and subscription are one step: nothing is between them, and
    /// nothing is in both.
    pub async fn subscribe(&self, resume: Option<Resume>, limit: usize) -> Result<Subscription> {
        self.0.hub.subscribe(resume, limit).await
    }

    /// Takes what a platform told: puts in the emotes and badges that others add, notes its
    /// pictures and when it came, and hands it to the hub.
    pub(crate) async fn take_event(&self, platform: Platform, mut event: ChatEvent) -> Result<()> {
        self.0.emotes.enrich(platform, &mut event);
        if let Some(message) = event.message_mut() {
            message.flags.received = Some(Timestamp::now());
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
