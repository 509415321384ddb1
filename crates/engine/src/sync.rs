//! The sync service: while there is a link to one, the application is connected to it, and moderators
//! come to their page through it. What they say is the server's to take ([`Engine::next_guest`]).
//!
//! The link is one secret, address and code together: no other service is ever told the code.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ::sync::host::{self, Guest, HostError};
use ::sync::wire::MOST_ROOMS;
use ::sync::{Link, room};
use accounts::{Copied, VaultState};
use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep, sleep_until, timeout};

use crate::spoken::Spoken;
use crate::{Engine, EngineError, Key, Moderator, Result, Warning};

/// The first pause before the service is called again, and the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);
/// How long somebody who connects waits to know how it went.
const KNOWN_WITHIN: Duration = Duration::from_secs(25);
/// Failures in a row that are no trouble yet: the service starts anew, or the network changes.
const QUIET_FAILURES: u32 = 3;
/// How long the room of somebody whose invitation was ended stays open: their key opens nothing any more,
/// and within the seal they are told so.
const TOLD_WITHIN: Duration = Duration::from_secs(5);
/// Guests that nobody has taken yet.
const WAITING: usize = 16;

/// The sync service and how it is: what `GET /api/sync` answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Sync"))]
pub struct SyncView {
    /// How it is.
    pub state: SyncState,
    /// Since when it is so.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub since: Timestamp,
    /// What is wrong, and what to do; empty while all is well.
    pub detail: String,
    /// Where it is, `https://sync.example.org`; `None`: there is no link, or it can't be read.
    pub service: Option<String>,
}

/// How the sync service is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SyncState {
    /// There is no link to one.
    #[default]
    Off,
    /// There is a link, and it can't be read.
    Locked,
    /// It is called for the first time.
    Connecting,
    /// Moderators reach their page through it.
    Connected,
    /// It does not answer. It is called again and again.
    Unreachable,
    /// It does not know the link.
    Refused,
    /// Another computer has connected with the same link.
    Elsewhere,
}

/// What the engine knows of the service.
#[derive(Debug)]
pub(crate) struct Sync {
    view: Mutex<SyncView>,
    /// The same in the language that is set.
    told: watch::Sender<Arc<SyncView>>,
    /// The link was set or taken away, or somebody wants it to be tried now.
    asked: watch::Sender<()>,
    /// Failures in a row.
    failures: Mutex<u32>,
    guests: mpsc::Sender<Guest>,
    coming: tokio::sync::Mutex<mpsc::Receiver<Guest>>,
}

impl Default for Sync {
    fn default() -> Self {
        let (guests, coming) = mpsc::channel(WAITING);
        let view = SyncView { since: Timestamp::now(), ..SyncView::default() };
        Self {
            told: watch::Sender::new(Arc::new(view.clone())),
            view: Mutex::new(view),
            asked: watch::Sender::default(),
            failures: Mutex::default(),
            guests,
            coming: tokio::sync::Mutex::new(coming),
        }
    }
}

impl Sync {
    fn view(&self) -> MutexGuard<'_, SyncView> {
        self.view.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn failures(&self) -> MutexGuard<'_, u32> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Spoken for SyncView {
    fn sentences(&mut self) -> impl Iterator<Item = &mut String> {
        std::iter::once(&mut self.detail)
    }
}

impl Engine {
    /// The sync service and how it is, now and from now on.
    #[must_use]
    pub fn sync(&self) -> watch::Receiver<Arc<SyncView>> {
        self.0.sync.told.subscribe()
    }

    /// Connects to the service, with this link from now on if one is given, and answers when it is known
    /// how that went.
    pub async fn connect_sync(&self, link: Option<SecretString>) -> Result<Arc<SyncView>> {
        if let Some(text) = link {
            let link = Link::parse(text.expose_secret());
            let link = link.map_err(|why| EngineError::invalid("link", why.to_string()))?;
            let whole = link.service.invitation(link.code.expose_secret());
            self.0.accounts.keep_secret(Copied::Sync, &whole.into()).await?;
        } else if !self.0.accounts.has_secret(Copied::Sync) {
            return Err(EngineError::invalid("link", "there is no link yet: give one"));
        }
        // What failed before was another link's, or is over.
        *self.0.sync.failures() = 0;
        let mut told = self.sync();
        self.show_sync(SyncState::Connecting, String::new());
        self.0.sync.asked.send_replace(());
        let known = told.wait_for(|view| view.state != SyncState::Connecting);
        // Where it takes longer, how it goes is told.
        if let Ok(Ok(view)) = timeout(KNOWN_WITHIN, known).await {
            return Ok(Arc::clone(&view));
        }
        Ok(Arc::clone(&self.sync().borrow()))
    }

    /// Leaves the service, and forgets the link.
    pub async fn forget_sync(&self) -> Result<()> {
        self.0.accounts.forget_secret(Copied::Sync).await?;
        self.show_sync(SyncState::Off, String::new());
        self.0.sync.asked.send_replace(());
        Ok(())
    }

    /// A moderator's page at the service, if there is one.
    #[must_use]
    pub fn page_at_sync(&self, moderator: &Moderator) -> Option<String> {
        self.sync_link().map(|link| link.service.page(moderator.key.reveal()))
    }

    /// The next moderator's page that comes through the service.
    pub async fn next_guest(&self) -> Option<Guest> {
        self.0.sync.coming.lock().await.recv().await
    }

    /// The key that opens a room.
    #[must_use]
    pub fn key_of_room(&self, name: &str) -> Option<Key> {
        let moderators = self.0.moderators.borrow();
        let found = moderators.iter().find(|moderator| room(moderator.key.reveal()) == name)?;
        Some(found.key.clone())
    }

    fn sync_link(&self) -> Option<Link> {
        // What is kept was a link when it was kept.
        Link::parse(self.0.accounts.secret(Copied::Sync)?.expose_secret()).ok()
    }

    fn rooms(&self) -> Vec<String> {
        let moderators = self.0.moderators.borrow();
        moderators.iter().map(|moderator| room(moderator.key.reveal())).collect()
    }

    /// Is connected to the service for as long as there is a link to one.
    pub(crate) async fn tend_sync(self) {
        let mut vault = self.0.accounts.vault_changes();
        let mut asked = self.0.sync.asked.subscribe();
        let mut woken = self.0.wakes.subscribe();
        loop {
            // What changed until here is seen by this attempt.
            asked.mark_unchanged();
            vault.mark_unchanged();
            woken.mark_unchanged();
            let Some(link) = self.sync_link() else {
                self.show_without_link(&vault.borrow());
                // Both arms are cancel-safe: each only waits.
                let changed = tokio::select! {
                    changed = asked.changed() => changed,
                    changed = vault.changed() => changed,
                };
                if changed.is_err() {
                    return;
                }
                continue;
            };
            let ended = tokio::select! {
                ended = self.host(&link) => ended,
                changed = asked.changed() => match changed {
                    Ok(()) => continue,
                    Err(_) => return,
                },
            };
            // What woke while it was connected is over.
            woken.mark_unchanged();
            let pause = self.note_end(&ended);
            tracing::info!(%ended, "no connection to the sync service");
            // Every arm is cancel-safe: each only waits.
            tokio::select! {
                () = sleep(pause.unwrap_or_default()), if pause.is_some() => {}
                _ = asked.changed() => {}
                _ = woken.changed(), if pause.is_some() => {}
            }
        }
    }

    /// Connects, and stays connected for as long as that goes. Gives why it ended.
    async fn host(&self, link: &Link) -> HostError {
        let is_first = *self.0.sync.failures() == 0;
        if is_first {
            self.show_sync(SyncState::Connecting, String::new());
        }
        let mut moderators = self.0.moderators.subscribe();
        let rooms = watch::Sender::new(self.rooms());
        let opened = || {
            *self.0.sync.failures() = 0;
            self.show_sync(SyncState::Connected, String::new());
        };
        let serving = host::serve(
            &link.service,
            &link.code,
            rooms.subscribe(),
            self.0.wakes.subscribe(),
            self.0.sync.guests.clone(),
            opened,
        );
        tokio::pin!(serving);
        let mut closing_at = None;
        loop {
            // Every arm is cancel-safe: it waits, or goes on where it was.
            tokio::select! {
                ended = &mut serving => return ended.err().unwrap_or(HostError::Lost),
                // Of an engine that ends, nothing is left to be followed.
                Ok(()) = moderators.changed() => {
                    rooms.send_modify(|open| with(open, self.rooms()));
                    closing_at = Some(Instant::now() + TOLD_WITHIN);
                }
                () = sleep_until(closing_at.unwrap_or_else(Instant::now)), if closing_at.is_some() => {
                    closing_at = None;
                    rooms.send_replace(self.rooms());
                }
            }
        }
    }

    /// Shows why there is no connection. Gives the pause before the next try; `None`: it waits for a
    /// person.
    fn note_end(&self, ended: &HostError) -> Option<Duration> {
        let failures = {
            let mut failures = self.0.sync.failures();
            *failures = failures.saturating_add(1);
            *failures
        };
        let (state, detail) = match ended {
            HostError::UnknownCode => (
                SyncState::Refused,
                "The service does not know this link any more. Ask who runs it for a new one.".into(),
            ),
            HostError::Elsewhere => (
                SyncState::Elsewhere,
                "Another computer has connected with this link, and moderators reach that one. Connect \
                 again to have them here."
                    .into(),
            ),
            HostError::NoService => (
                SyncState::Unreachable,
                "What answers there is no sync service of this version. It is called again by itself."
                    .into(),
            ),
            HostError::Certificate(_) => (
                SyncState::Unreachable,
                "The certificate of the service is not trusted here: ask who runs it to renew it. It is \
                 called again by itself."
                    .into(),
            ),
            // Why, the log says: in words of the system, which help nobody here.
            HostError::Unreachable(_) => (
                SyncState::Unreachable,
                "The service does not answer. It is called again by itself.".into(),
            ),
            HostError::Lost => (
                SyncState::Unreachable,
                "The connection to the service was lost. It comes back by itself.".into(),
            ),
        };
        self.show_sync(state, detail);
        let again = state == SyncState::Unreachable;
        let pause = FIRST_PAUSE * 2_u32.saturating_pow(failures.saturating_sub(1).min(6));
        // Many computers that lost a service do not come back in one moment.
        again.then(|| pause.min(LONGEST_PAUSE).mul_f64(0.75 + fastrand::f64() / 2.0))
    }

    fn show_without_link(&self, vault: &VaultState) {
        match vault {
            VaultState::Shut(trouble) if self.0.accounts.has_secret(Copied::Sync) => {
                let hint = trouble.hint();
                let detail = format!(
                    "The link to the service is kept, and can't be read: {trouble}. {hint}"
                );
                self.show_sync(SyncState::Locked, detail);
            }
            _ => self.show_sync(SyncState::Off, String::new()),
        }
    }

    fn show_sync(&self, state: SyncState, detail: String) {
        let service = self.sync_link().map(|link| link.service.address());
        let mut known = self.0.sync.view();
        let since = if known.state == state { known.since } else { Timestamp::now() };
        *known = SyncView { state, since, detail, service };
        drop(known);
        self.tell_sync();
        // Some of it is a warning.
        self.0.changed.notify_one();
    }

    /// Tells how the service is, in the language that is set now.
    pub(crate) fn tell_sync(&self) {
        self.0.sync.told.send_if_modified(|known| {
            // Looked at in here: of two that tell at once, the later tells what is newer.
            let view = self.0.sync.view().clone().spoken(self.words());
            let changed = **known != view;
            *known = Arc::new(view);
            changed
        });
    }

    /// What a person should know of the service.
    pub(crate) fn sync_warning(&self) -> Option<Warning> {
        let view = self.0.sync.view();
        let warning = |code, message: &str| {
            Some(Warning { code, message: message.into(), hint: view.detail.clone() })
        };
        match view.state {
            SyncState::Refused => {
                warning("sync_refused", "Moderators can't reach their page over the internet.")
            }
            SyncState::Elsewhere => {
                warning("sync_elsewhere", "Moderators reach another computer of yours.")
            }
            SyncState::Unreachable if *self.0.sync.failures() > QUIET_FAILURES => {
                warning("sync_unreachable", "Moderators can't reach their page over the internet.")
            }
            _ => None,
        }
    }
}

/// Rooms that are open, and these, which come before the others where there is no place for all.
fn with(open: &mut Vec<String>, mut rooms: Vec<String>) {
    let others = open.extract_if(.., |room| !rooms.contains(room)).collect::<Vec<_>>();
    rooms.extend(others);
    rooms.truncate(MOST_ROOMS);
    *open = rooms;
}
