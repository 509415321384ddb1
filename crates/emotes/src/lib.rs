//! What emotes and badges there are beside the platforms' own: 7TV, BetterTTV and FrankerFaceZ for
//! channels of Twitch and of YouTube, Twitch's badges, cheermotes and profile pictures, pronouns.
//!
//! [`Emotes::enrich`] takes an event on its way from a platform to the hub and puts them in. It
//! waits for nothing: what is not there yet is missing from that message. A provider that is down
//! costs its emotes and nothing else. Pictures are named here and fetched elsewhere.

mod avatars;
mod badges;
mod bttv;
mod bttv_live;
mod entry;
mod ffz;
mod helix;
mod json;
mod keep;
mod live;
mod load;
mod pronouns;
mod room;
mod seventv;
mod seventv_live;
mod shelf;
mod web;
mod words;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use chat::{ChatEvent, Message, Platform, Provider, RoomModes, Shared, SourceId};
use serde::Serialize;
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use url::Url;

use crate::avatars::Avatars;
pub use crate::avatars::FoundAvatar;
pub use crate::helix::{Answering, Helix, NoAnswer};
use crate::keep::Held;
use crate::pronouns::Pronouns;
use crate::room::Room;
use crate::shelf::{RoomView, Shelf, Standing};

/// Where the providers are.
#[derive(Debug, Clone)]
pub struct Endpoints {
    /// 7TV's interface, version 3.
    pub seventv: Url,
    /// 7TV's events.
    pub seventv_events: Url,
    /// BetterTTV's interface, version 3.
    pub bttv: Url,
    /// BetterTTV's events.
    pub bttv_events: Url,
    /// FrankerFaceZ's interface, version 1.
    pub ffz: Url,
    /// Pronouns that people have chosen (<https://pr.alejo.io>), version 1.
    pub pronouns: Url,
}

/// What [`Emotes`] are started with.
#[derive(Debug)]
pub struct Options {
    /// Where the providers are.
    pub endpoints: Endpoints,
    /// How they are asked.
    pub http: reqwest::Client,
    /// What asks Twitch's Helix, which answers to accounts alone.
    pub helix: Option<Arc<dyn Helix>>,
    /// How often.
    pub timing: Timing,
    /// Takes the tasks.
    pub tasks: TaskTracker,
    /// Ends them.
    pub stopping: CancellationToken,
}

/// How often providers are asked. Every pause is up to a fifth shorter or longer.
#[derive(Debug, Clone)]
pub struct Timing {
    /// From load to load. What changes between is told live, FrankerFaceZ's aside.
    pub refresh: Duration,
    /// After a failure, doubled with each further one.
    pub first_retry: Duration,
    /// The longest of these.
    pub last_retry: Duration,
    /// From the end of a socket to the next try, doubled with each further one up to a minute.
    pub reconnect: Duration,
    /// From one chatter's pronouns to the next one's.
    pub pronouns: Duration,
    /// From the first chatter whose profile picture is to be looked up to the question for all of
    /// them.
    pub avatars: Duration,
    /// After such a question that had no answer, or none that can be read.
    pub avatars_retry: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            refresh: Duration::from_hours(1),
            first_retry: Duration::from_secs(5),
            last_retry: Duration::from_mins(10),
            reconnect: Duration::from_secs(1),
            pronouns: Duration::from_millis(200),
            avatars: Duration::from_secs(1),
            avatars_retry: Duration::from_secs(30),
        }
    }
}

/// All emotes and badges that are known. Clones are handles of the same.
#[derive(Debug, Clone)]
pub struct Emotes(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    options: Options,
    shelf: RwLock<Shelf>,
    worn: RwLock<badges::Worn>,
    global_badges: RwLock<badges::Global>,
    /// Told when Helix may answer otherwise than before.
    helix_changed: Arc<Notify>,
    /// What a message needs that was written in no channel that is read.
    nowhere: Arc<RoomView>,
    held: Mutex<Held>,
    pronouns: Pronouns,
    avatars: Avatars,
    followed: watch::Sender<seventv_live::Followed>,
    joined: watch::Sender<bttv_live::Joined>,
    changed: watch::Sender<()>,
}

/// How a provider is, for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "EmoteProvider"))]
pub struct ProviderView {
    /// `7tv`, `bttv` or `ffz`.
    pub provider: &'static str,
    /// `loading`, `ok` or `down`.
    pub state: &'static str,
    /// How many emotes of it are known in all channels that are read.
    pub emotes: usize,
}

impl Emotes {
    /// Asks nobody until a channel is read.
    #[must_use]
    pub fn new(options: Options) -> Self {
        let emotes = Self(Arc::new(Inner {
            options,
            shelf: RwLock::default(),
            worn: RwLock::default(),
            global_badges: RwLock::new(badges::Global::shipped()),
            helix_changed: Arc::default(),
            nowhere: Arc::default(),
            held: Mutex::default(),
            pronouns: Pronouns::default(),
            avatars: Avatars::default(),
            followed: watch::Sender::default(),
            joined: watch::Sender::default(),
            changed: watch::Sender::default(),
        }));
        emotes.spawn(emotes.clone().follow_seventv());
        emotes.spawn(emotes.clone().follow_bttv());
        emotes.spawn(emotes.clone().look_up_pronouns());
        emotes.spawn(emotes.clone().look_up_avatars());
        emotes
    }

    /// Puts emotes and badges into what a platform told.
    pub fn enrich(&self, platform: Platform, event: &mut ChatEvent) {
        match event {
            ChatEvent::Room { source, modes: RoomModes { room: Some(id), .. } } => {
                self.enter(source, Room { platform, id: id.clone() });
            }
            ChatEvent::Message(message)
            | ChatEvent::Replaced { message, .. }
            | ChatEvent::Pinned { message } => self.enrich_message(message),
            _ => {}
        }
    }

    /// A source does not read its channel any more.
    pub fn leave(&self, source: &SourceId) {
        self.exit(source);
        self.0.changed.send_replace(());
    }

    /// Takes what the emotes are called that a platform told of with a source's chat.
    pub fn tell_names(&self, source: &SourceId, names: Vec<String>) {
        self.shelf_mut().tell_names(source.clone(), names);
    }

    /// What every emote is called that can be written where this source reads: those of the
    /// platform, as far as it told, and of the others. Each once, in the order of their letters.
    #[must_use]
    pub fn names_in(&self, source: &SourceId) -> Vec<String> {
        self.shelf().names_in(source).into_iter().map(str::to_owned).collect()
    }

    /// Whether chatters' pronouns are looked up: their names are asked for at a third party.
    pub fn look_up_pronouns_of_chatters(&self, wanted: bool) {
        self.0.pronouns.set_wanted(wanted);
    }

    /// Another person has signed in to Twitch, or nobody is signed in any more.
    pub fn ask_helix_again(&self) {
        self.0.helix_changed.notify_waiters();
    }

    /// How each provider is. None is asked where nothing is read.
    #[must_use]
    pub fn providers(&self) -> Vec<ProviderView> {
        let view = |provider: Provider| {
            let (emotes, lists) = self.shelf().standing(provider);
            let state = if lists.contains(&Standing::Failed) {
                "down"
            } else if lists.contains(&Standing::Loading) {
                "loading"
            } else {
                "ok"
            };
            (!lists.is_empty()).then_some(ProviderView { provider: provider.name(), state, emotes })
        };
        Provider::OTHERS.into_iter().rev().filter_map(view).collect()
    }

    /// Tells that [`Self::providers`] may have changed.
    #[must_use]
    pub fn changed(&self) -> watch::Receiver<()> {
        self.0.changed.subscribe()
    }

    fn enrich_message(&self, message: &mut Message) {
        let (is_read, own) = self.shelf().view_of(&message.source);
        let view = match &mut message.flags.shared {
            Some(Shared { room: Some(id), name, .. }) => {
                // What a guest wrote means what it means in their own channel.
                let guest = Room { platform: message.platform, id: id.clone() };
                if is_read {
                    self.visit(&message.source, &guest);
                }
                let view = self.shelf().view(&guest);
                if let Some(known) = view.as_ref().and_then(|view| view.name.clone()) {
                    *name = Some(known);
                }
                view
            }
            _ => own,
        };
        let view = view.unwrap_or_else(|| Arc::clone(&self.0.nowhere));
        view.words.read(&mut message.body);
        view.twitch.cheermotes.draw(&mut message.body);
        if message.platform == Platform::Twitch
            && let Some(author) = &mut message.author
        {
            let worn = self.0.worn.read().unwrap_or_else(PoisonError::into_inner);
            let global = self.0.global_badges.read().unwrap_or_else(PoisonError::into_inner);
            badges::dress(author, &view, &global, &worn);
            // Who is made up, for a test or a demo, is nobody to ask anybody for.
            author.pronouns = is_read.then(|| self.0.pronouns.of(author)).flatten();
            if is_read {
                author.avatar = self.0.avatars.of(author);
            }
        }
    }

    fn shelf(&self) -> std::sync::RwLockReadGuard<'_, Shelf> {
        self.0.shelf.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn shelf_mut(&self) -> std::sync::RwLockWriteGuard<'_, Shelf> {
        self.0.shelf.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn worn_mut(&self) -> std::sync::RwLockWriteGuard<'_, badges::Worn> {
        self.0.worn.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// A pause of about this length, so that many do not ask at once.
    fn about(pause: Duration) -> Duration {
        pause.mul_f64(0.8 + 0.4 * fastrand::f64())
    }

    fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let stopping = self.0.options.stopping.clone();
        self.0.options.tasks.spawn(async move {
            stopping.run_until_cancelled(task).await;
        });
    }
}
