//! The task that has the connection to OBS, and looks for OBS while there is none.

use std::sync::Arc;
use std::time::Duration;

use ::obs::{Connection, ObsError, PATIENCE};
use accounts::VaultState;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, sleep_until};

use super::studio::{Studio, Went};
use super::{Call, ObsState, ObsView};
use crate::{Engine, EngineError, Overlay, Result, Settings};

/// Between two looks for an OBS that is not there. It costs a refused connection on this machine.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);
/// The same, for what only another version of OBS can change.
const LONG_PAUSE: Duration = Duration::from_secs(30);
/// What happens in OBS comes in groups; one look is enough for each.
const SETTLE: Duration = Duration::from_millis(100);
/// A page that is alive has come back to us by then (`overlay-themes/_runtime/connection.js`). What
/// has not is blank: its source was made before we served it, and no browser tries again
/// (<https://github.com/obsproject/obs-browser/issues/71>).
const BLANK_AFTER: Duration = Duration::from_millis(2_200);

impl Engine {
    /// Has the connection for as long as it is polled.
    pub(crate) async fn tend_obs(self, calls: mpsc::Receiver<Call>) {
        let link = Link {
            settings: self.0.settings.subscribe(),
            overlays: self.overlays(),
            vault: self.0.accounts.vault_changes(),
            engine: self,
            calls,
            waiting: Vec::new(),
            pause: FIRST_PAUSE,
        };
        link.run().await;
    }

    /// What is shown of OBS whatever its state.
    pub(super) fn blank_obs_view(&self) -> ObsView {
        let url = &self.0.endpoints.obs;
        let host = url.host_str().unwrap_or_default();
        let port = url.port_or_known_default().unwrap_or_default();
        ObsView {
            address: format!("{host}:{port}"),
            has_password: self.0.accounts.has_secret(accounts::Copied::Obs),
            ..ObsView::default()
        }
    }
}

struct Link {
    engine: Engine,
    calls: mpsc::Receiver<Call>,
    settings: watch::Receiver<Settings>,
    overlays: watch::Receiver<Arc<Vec<Overlay>>>,
    vault: watch::Receiver<VaultState>,
    /// Who waits to know how OBS is.
    waiting: Vec<oneshot::Sender<()>>,
    pause: Duration,
}

impl Link {
    async fn run(mut self) {
        loop {
            // What changed until here is seen by this attempt.
            let enabled = self.settings.borrow_and_update().obs.enabled;
            self.vault.mark_unchanged();
            self.overlays.mark_unchanged();
            let ended = if enabled { self.once().await } else { ObsError::Off };
            tracing::debug!(code = ended.code(), "no connection to OBS");
            self.show_without(&ended);
            self.answer_waiting();
            if self.rest(&ended).await.is_none() {
                return;
            }
        }
    }

    /// Connects, and stays connected for as long as that goes. Gives why it ended.
    async fn once(&mut self) -> ObsError {
        match Studio::open(&self.engine).await {
            Ok(mut studio) => {
                self.pause = FIRST_PAUSE;
                self.answer_waiting();
                let ended = self.tend(&mut studio).await;
                studio.connection.close().await;
                ended.err().unwrap_or(ObsError::Off)
            }
            Err(ObsError::NotRunning) if self.is_version_4().await => ObsError::TooOld,
            Err(error) => error,
        }
    }

    /// Whether the plugin of before answers where it used to.
    async fn is_version_4(&self) -> bool {
        let Some(old) = ::obs::of_version_4(&self.engine.0.endpoints.obs) else { return false };
        // What is no version 4 there is nothing to us.
        matches!(Connection::open(&old, None, PATIENCE).await, Err(ObsError::TooOld))
    }

    /// Does what is asked, and follows what happens. Ends well when the person turns it off.
    async fn tend(&mut self, studio: &mut Studio) -> Went {
        let mut blank_at = Some(Instant::now() + BLANK_AFTER);
        let mut look_at: Option<Instant> = None;
        loop {
            let [blank, look] = [blank_at, look_at].map(|at| at.unwrap_or_else(Instant::now));
            // Every arm is cancel-safe: it waits, and what it does comes after it is chosen.
            tokio::select! {
                news = studio.connection.news() => {
                    news?;
                    look_at.get_or_insert(Instant::now() + SETTLE);
                }
                () = sleep_until(look), if look_at.is_some() => {
                    look_at = None;
                    studio.look().await?;
                }
                () = sleep_until(blank), if blank_at.is_some() => {
                    blank_at = None;
                    studio.refresh_blank().await?;
                }
                changed = self.overlays.changed() => {
                    changed.map_err(|_| ObsError::Off)?;
                    studio.look().await?;
                }
                changed = self.settings.changed() => {
                    changed.map_err(|_| ObsError::Off)?;
                    if !self.settings.borrow_and_update().obs.enabled {
                        return Ok(());
                    }
                }
                call = self.calls.recv() => obey(call.ok_or(ObsError::Off)?, studio).await?,
            }
        }
    }

    /// Waits until there is a reason to look for OBS again. `None`: the engine has ended.
    async fn rest(&mut self, ended: &ObsError) -> Option<()> {
        let pause = match ended {
            // OBS tells its user of each failed login: another one is for the person to ask for.
            ObsError::Off | ObsError::PasswordNeeded | ObsError::WrongPassword => None,
            ObsError::TooOld | ObsError::NotObs => Some(LONG_PAUSE),
            _ => {
                let pause = self.pause;
                self.pause = (pause * 2).min(LONGEST_PAUSE);
                Some(pause)
            }
        };
        let due = Instant::now() + pause.unwrap_or_default();
        loop {
            // Every arm is cancel-safe: each only waits.
            tokio::select! {
                changed = self.settings.changed() => {
                    changed.ok()?;
                    if self.settings.borrow().obs.enabled == (*ended == ObsError::Off) {
                        return Some(());
                    }
                }
                changed = self.vault.changed() => {
                    changed.ok()?;
                    let readable = self.engine.0.accounts.secret(accounts::Copied::Obs).is_some();
                    if *ended == ObsError::PasswordNeeded && readable {
                        return Some(());
                    }
                }
                call = self.calls.recv() => match call? {
                    Call::Connect { again: false, done } if *ended != ObsError::Off => tell(done, ()),
                    Call::Connect { done, .. } => {
                        self.waiting.push(done);
                        self.pause = FIRST_PAUSE;
                        return Some(());
                    }
                    Call::Put { done, .. } => tell(done, Err(ended.clone().into())),
                    Call::TakeOut { done, .. } => tell(done, Err(ended.clone().into())),
                    Call::Refresh(done) => tell(done, Err(ended.clone().into())),
                },
                () = sleep_until(due), if pause.is_some() => return Some(()),
            }
        }
    }

    fn answer_waiting(&mut self) {
        self.waiting.drain(..).for_each(|waiting| tell(waiting, ()));
    }

    fn show_without(&self, ended: &ObsError) {
        let state = match ended {
            ObsError::Off => ObsState::Off,
            ObsError::PasswordNeeded => ObsState::PasswordNeeded,
            ObsError::WrongPassword => ObsState::WrongPassword,
            ObsError::TooOld => ObsState::TooOld,
            _ => ObsState::NotRunning,
        };
        let blank = self.engine.blank_obs_view();
        let detail = match (ended, &*self.vault.borrow()) {
            (ObsError::PasswordNeeded, VaultState::Shut(trouble)) if blank.has_password => {
                let hint = trouble.hint();
                format!("The password of OBS is kept, and can't be read: {trouble}. {hint}")
            }
            _ => ended.told(),
        };
        self.engine.show_obs(ObsView { state, detail, ..blank });
    }
}

/// Does what is asked. A refusal is the answer; only what ends the connection is an error of this.
async fn obey(call: Call, studio: &mut Studio) -> Went {
    match call {
        Call::Connect { done, .. } => {
            tell(done, ());
            Ok(())
        }
        Call::Put { overlay, scene, done } => answer(done, studio.put(&overlay, scene).await),
        Call::TakeOut { overlay, scene, done } => {
            answer(done, studio.take_out(&overlay, &scene).await)
        }
        Call::Refresh(done) => answer(done, studio.refresh().await),
    }
}

fn answer<T>(done: oneshot::Sender<Result<T>>, outcome: Result<T>) -> Went {
    let went = match &outcome {
        Err(EngineError::Obs(error @ (ObsError::Lost | ObsError::Silent))) => Err(error.clone()),
        _ => Ok(()),
    };
    tell(done, outcome);
    went
}

/// Who does not wait any more needs no answer.
fn tell<T>(done: oneshot::Sender<T>, answer: T) {
    drop(done.send(answer));
}
