//! OBS: which of its scenes hold our overlays, and putting them there.
//!
//! One task has the connection ([`link`]): whatever is asked of OBS is done one after the other, so
//! an overlay that is asked for twice at once is added once.

mod link;
mod loader;
mod studio;
mod survey;
mod taken;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ::obs::ObsError;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use tokio::sync::{mpsc, oneshot, watch};

use self::taken::TakenOut;
use crate::spoken::Spoken;
use crate::{Engine, EngineError, Overlay, Result, Warning};

/// Calls that wait for the connection.
const MOST_CALLS: usize = 16;
/// How long a call may take: OBS may be slow, and has to be connected to first.
const CALL_PATIENCE: Duration = Duration::from_secs(15);
/// Longer than any that OBS makes, or a person types.
const LONGEST_PASSWORD: usize = 256;

/// OBS and how it is: what `GET /api/obs` answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Obs"))]
pub struct ObsView {
    /// How it is.
    pub state: ObsState,
    /// Since when it is so.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub since: Timestamp,
    /// What is, and what to do if there is something to do.
    pub detail: String,
    /// Where it is looked for.
    pub address: String,
    /// Whether its password is kept.
    pub has_password: bool,
    /// Its version, while it is connected.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub version: Option<String>,
    /// Whether its browser is older than what overlays are made for.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<bool>"))]
    pub has_old_browser: bool,
    /// The version of its WebSocket server.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub websocket_version: Option<String>,
    /// The scene that viewers see.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub current_scene: Option<String>,
    /// Its scenes, in the order of its own list.
    pub scenes: Vec<SceneView>,
    /// The names of sources that show a loader file with an address that is not ours any more, and
    /// so stay empty; with the ids of their overlays, where those are known.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(
        feature = "typescript",
        ts(optional, as = "Option<BTreeMap<String, Option<String>>>")
    )]
    pub old_loaders: BTreeMap<String, Option<String>>,
}

/// How OBS is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ObsState {
    /// The person has not turned the connection on.
    #[default]
    Off,
    /// Nobody answers as OBS does. It is looked for again and again.
    NotRunning,
    /// The kept password is not OBS'.
    WrongPassword,
    /// OBS wants a password, and there is none that can be read.
    PasswordNeeded,
    /// It does not speak our version of the protocol.
    TooOld,
    /// Connected, and it has no browser source to show an overlay with.
    NoBrowserPlugin,
    /// Connected.
    Connected,
}

/// A scene.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ObsScene"))]
pub struct SceneView {
    /// Its name, which is its id too.
    pub name: String,
    /// The ids of our overlays that are in it, in groups and scenes within it too.
    pub overlays: Vec<String>,
    /// Those of them that are not in the scene itself, and can't be taken out of it: by their ids,
    /// the name of the group or scene within it that has them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<BTreeMap<String, String>>"))]
    pub within: BTreeMap<String, String>,
    /// The ids of those of them that can't be seen, because an eye is off in OBS.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<Vec<String>>"))]
    pub hidden: Vec<String>,
}

/// An overlay that is in a scene now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ObsPlaced {
    /// The scene.
    pub scene: String,
    /// The name of the source in OBS.
    pub source: String,
    /// False where it was there before.
    pub added: bool,
    /// Whether it was there, hidden, and can be seen now.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<bool>"))]
    pub shown: bool,
    /// Whether it is there and can't be seen: it was hidden when it was taken out, or is within a
    /// group or a scene that is.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<bool>"))]
    pub hidden: bool,
}

/// What the engine knows of OBS.
#[derive(Debug)]
pub(crate) struct Obs {
    /// Where our pages are served, `http://127.0.0.1:7420`.
    pages: String,
    view: Mutex<ObsView>,
    /// The same in the language that is set.
    told: watch::Sender<Arc<ObsView>>,
    calls: mpsc::Sender<Call>,
    /// The overlays that pages in OBS show now: how many pages each, by the overlay's id.
    open: Mutex<BTreeMap<String, usize>>,
    /// What was taken out of scenes since the start. It outlives a connection.
    taken: Mutex<TakenOut>,
}

/// What is asked of the task that has the connection.
#[derive(Debug)]
pub(crate) enum Call {
    /// Answered when it is known how OBS is. `again`: what is known now is not enough.
    Connect { again: bool, done: oneshot::Sender<()> },
    /// Puts an overlay into a scene, or into the one that viewers see.
    Put { overlay: String, scene: Option<String>, done: oneshot::Sender<Result<ObsPlaced>> },
    /// Takes an overlay out of a scene.
    TakeOut { overlay: String, scene: String, done: oneshot::Sender<Result<()>> },
    /// Loads the pages of all our sources anew. Answered with their number.
    Refresh(oneshot::Sender<Result<usize>>),
}

impl Obs {
    pub(crate) fn new(pages: String) -> (Self, mpsc::Receiver<Call>) {
        let (calls, received) = mpsc::channel(MOST_CALLS);
        let view = ObsView { since: Timestamp::now(), ..ObsView::default() };
        let told = watch::Sender::new(Arc::new(view.clone()));
        let view = Mutex::new(view);
        let (open, taken) = (Mutex::default(), Mutex::default());
        (Self { pages, view, told, calls, open, taken }, received)
    }

    /// The address of an overlay's page.
    fn url_of(&self, overlay: &Overlay) -> String {
        self.url_with(overlay.key.reveal())
    }

    fn url_with(&self, key: &str) -> String {
        format!("{}/overlay/{key}", self.pages)
    }

    fn view(&self) -> MutexGuard<'_, ObsView> {
        self.view.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> MutexGuard<'_, BTreeMap<String, usize>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn taken(&self) -> MutexGuard<'_, TakenOut> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A page in OBS shows an overlay for as long as this lives.
#[derive(Debug)]
pub struct PageInObs {
    overlay: String,
    engine: Engine,
}

impl Drop for PageInObs {
    fn drop(&mut self) {
        let mut open = self.engine.0.obs.open();
        if let Some(count) = open.get_mut(&self.overlay) {
            *count = count.saturating_sub(1);
        }
    }
}

impl Engine {
    /// OBS and how it is, now and from now on.
    #[must_use]
    pub fn obs(&self) -> watch::Receiver<Arc<ObsView>> {
        self.0.obs.told.subscribe()
    }

    fn show_obs(&self, view: ObsView) {
        let mut known = self.0.obs.view();
        let since = if known.state == view.state { known.since } else { Timestamp::now() };
        *known = ObsView { since, ..view };
        drop(known);
        self.tell_obs();
        // Some of it is a warning.
        self.0.changed.notify_one();
    }

    /// What a person should know of OBS while it is wanted. One that does not run is no trouble.
    pub(crate) fn obs_warning(&self) -> Vec<Warning> {
        let view = self.0.obs.view();
        state_warning(&view).into_iter().chain(loader_warning(&view)).collect()
    }

    /// Tells how OBS is, in the language that is set now.
    pub(crate) fn tell_obs(&self) {
        self.0.obs.told.send_if_modified(|known| {
            // Looked at in here: of two that tell at once, the later tells what is newer.
            let view = self.0.obs.view().clone().spoken(self.words());
            let changed = **known != view;
            *known = Arc::new(view);
            changed
        });
    }

    /// Counts an overlay's page in OBS as open: its source needs no refresh.
    #[must_use]
    pub fn overlay_opened_in_obs(&self, overlay: &str) -> PageInObs {
        *self.0.obs.open().entry(overlay.to_owned()).or_default() += 1;
        PageInObs { overlay: overlay.to_owned(), engine: self.clone() }
    }

    /// Turns the connection on, with this password from now on if one is given, and answers when it
    /// is known how OBS is.
    pub async fn connect_obs(&self, password: Option<SecretString>) -> Result<Arc<ObsView>> {
        if let Some(password) = password {
            let length = password.expose_secret().len();
            if length == 0 || length > LONGEST_PASSWORD {
                let message = format!("a password has 1 to {LONGEST_PASSWORD} characters");
                return Err(EngineError::invalid("password", message));
            }
            self.0.accounts.keep_secret(accounts::Copied::Obs, &password).await?;
        }
        // Turning it on looks for OBS by itself.
        let again = self.settings().obs.enabled;
        self.patch_settings(&serde_json::json!({ "obs": { "enabled": true } })).await?;
        self.call_obs(|done| Call::Connect { again, done }).await?;
        Ok(Arc::clone(&self.0.obs.told.borrow()))
    }

    /// Turns the connection off. The password is kept.
    pub async fn disconnect_obs(&self) -> Result<()> {
        self.patch_settings(&serde_json::json!({ "obs": { "enabled": false } })).await.map(drop)
    }

    /// Forgets the password of OBS.
    pub async fn forget_obs_password(&self) -> Result<()> {
        self.0.accounts.forget_secret(accounts::Copied::Obs).await?;
        self.0.obs.view().has_password = false;
        self.tell_obs();
        Ok(())
    }

    /// Puts an overlay into a scene, or into the one that viewers see. One that is there stays.
    pub async fn put_in_obs(&self, overlay: &str, scene: Option<String>) -> Result<ObsPlaced> {
        let overlay = self.overlay(overlay)?.id;
        self.call_obs(|done| Call::Put { overlay, scene, done }).await?
    }

    /// Takes an overlay out of a scene.
    pub async fn take_out_of_obs(&self, overlay: &str, scene: String) -> Result<()> {
        let overlay = self.overlay(overlay)?.id;
        self.call_obs(|done| Call::TakeOut { overlay, scene, done }).await?
    }

    /// Loads the pages of all our sources anew, and answers with their number.
    pub async fn refresh_obs(&self) -> Result<usize> {
        self.call_obs(Call::Refresh).await?
    }

    async fn call_obs<T>(&self, call: impl FnOnce(oneshot::Sender<T>) -> Call) -> Result<T> {
        let (done, answer) = oneshot::channel();
        let asked = async {
            self.0.obs.calls.send(call(done)).await.map_err(|_| ObsError::Lost)?;
            answer.await.map_err(|_| ObsError::Lost)
        };
        match tokio::time::timeout(CALL_PATIENCE, asked).await {
            Ok(answered) => Ok(answered?),
            Err(_) => Err(ObsError::Silent.into()),
        }
    }
}

fn state_warning(view: &ObsView) -> Option<Warning> {
    let trouble = match view.state {
        ObsState::WrongPassword => ObsError::WrongPassword,
        ObsState::PasswordNeeded => ObsError::PasswordNeeded,
        ObsState::TooOld => ObsError::TooOld,
        ObsState::NoBrowserPlugin => ObsError::NoBrowser,
        ObsState::Connected if view.has_old_browser => {
            ObsError::OldBrowser(view.version.clone().unwrap_or_default())
        }
        ObsState::Off | ObsState::NotRunning | ObsState::Connected => return None,
    };
    // Why a password that is kept can't be read, it says itself.
    let says_more = view.state == ObsState::PasswordNeeded && view.has_password;
    let hint = if says_more { view.detail.clone() } else { trouble.hint().to_owned() };
    Some(Warning { code: trouble.code(), message: trouble.sentence(), hint })
}

/// A loader waits for ever where nobody answers it, and nothing else would say so.
fn loader_warning(view: &ObsView) -> Option<Warning> {
    let mut names = view.old_loaders.keys();
    let first = names.next()?.clone();
    let names = names.fold(first, |names, name| names + ", " + name);
    Some(Warning {
        code: "obs_old_loader",
        message: format!("A loader file with an old address stays empty in OBS. Sources: {names}."),
        hint: "In the dashboard, under Overlays, OBS, save it again in the place of the old file, \
               and press “Reload the sources”."
            .into(),
    })
}
