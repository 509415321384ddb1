//! Newer versions: what the desktop finds and installs, and what pages ask of it.
//!
//! Only a program that is built to update itself offers any of this; who packs for a distribution
//! leaves it to that.

use chat::{Platform, SourceState};
use serde::{Deserialize, Serialize};
use tokio::sync::{mpsc, watch};

use crate::{Engine, EngineError, Result, Status};

/// When newer versions are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct UpdateSettings {
    /// Whether at each start. `None`: nobody has decided, and then it is not.
    pub at_start: Option<bool>,
}

/// What is known of newer versions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Updates {
    /// Nobody has looked yet.
    #[default]
    Unknown,
    /// It is being looked for.
    Looking,
    /// There is none.
    Newest,
    /// There is one, which can be installed.
    Found(NewVersion),
    /// It is being fetched, checked and installed.
    Installing(NewVersion),
    /// It came to nothing.
    Failed {
        /// Why.
        why: UpdateFault,
    },
}

/// A version that is newer than this one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct NewVersion {
    /// Its number.
    pub version: String,
    /// What is new in it, in its makers' words.
    pub notes: String,
}

/// Why there is no newer version, or why it is not installed. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum UpdateFault {
    /// The server could not be reached, or the line was cut.
    Offline,
    /// The server answered what is no version.
    Unreadable,
    /// There is a newer version, but not for this system.
    NotForThis,
    /// What came was not signed by those who made this application, or is not what was announced.
    Forged,
    /// It could not be put in the place of this one.
    NotInstalled,
}

/// What pages ask of the desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UpdateCall {
    /// Look for a newer version.
    Look,
    /// Install the one that was found, and start again.
    Install,
}

/// What is known, and who is asked.
#[derive(Debug)]
pub(crate) struct Updating {
    /// `None` where the program does not update itself.
    known: watch::Sender<Option<Updates>>,
    calls: watch::Sender<Option<mpsc::Sender<UpdateCall>>>,
}

impl Updating {
    pub(crate) fn new() -> Self {
        Self { known: watch::Sender::default(), calls: watch::Sender::default() }
    }
}

impl Engine {
    /// Says that this program can update itself. What pages ask is in the receiver; what comes of
    /// it goes to [`tell_updates`](Self::tell_updates).
    #[must_use]
    pub fn offer_updates(&self) -> mpsc::Receiver<UpdateCall> {
        // One call is worked on, and its state refuses the next.
        let (calls, asked) = mpsc::channel(1);
        self.0.updating.calls.send_replace(Some(calls));
        self.tell_updates(Updates::Unknown);
        asked
    }

    /// Says what is known now.
    pub fn tell_updates(&self, known: Updates) {
        self.0.updating.known.send_replace(Some(known));
        self.0.changed.notify_one();
    }

    /// What is known of newer versions. `None` where the program does not update itself.
    #[must_use]
    pub fn updates(&self) -> Option<Updates> {
        self.0.updating.known.borrow().clone()
    }

    /// Looks for a newer version. What comes of it is in the status.
    pub fn look_for_updates(&self) -> Result<()> {
        match self.updates() {
            None => Err(EngineError::NoUpdates),
            // It is under way, or further than that.
            Some(Updates::Looking | Updates::Installing(_)) => Ok(()),
            Some(_) => self.ask_for_updates(UpdateCall::Look, Updates::Looking),
        }
    }

    /// Installs the version that was found and starts again with it, which takes some seconds.
    /// While the application is in use, only if that is known: [`EngineError::InUse`].
    pub fn install_update(&self, although_in_use: bool) -> Result<()> {
        let found = match self.updates() {
            None => return Err(EngineError::NoUpdates),
            Some(Updates::Found(found)) => found,
            Some(Updates::Installing(_)) => return Ok(()),
            Some(_) => return Err(EngineError::NotFound("newer version")),
        };
        if !although_in_use && is_in_use(&self.status_now()) {
            return Err(EngineError::InUse);
        }
        self.ask_for_updates(UpdateCall::Install, Updates::Installing(found))
    }

    fn ask_for_updates(&self, call: UpdateCall, then: Updates) -> Result<()> {
        let calls = self.0.updating.calls.borrow().clone();
        let Some(Ok(place)) = calls.as_ref().map(mpsc::Sender::try_reserve) else {
            return Err(EngineError::NoUpdates);
        };
        // Told first: what comes of the call replaces it.
        self.tell_updates(then);
        place.send(call);
        Ok(())
    }
}

/// Whether somebody would miss the application for the seconds that a start takes.
fn is_in_use(status: &Status) -> bool {
    let mut sources = status.sources.iter();
    status.counters.overlays_connected > 0
        || sources
            .any(|source| source.state == SourceState::Live && source.platform != Platform::Demo)
}
