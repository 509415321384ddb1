//! The task that has the connection to OBS, and looks for OBS while there is none.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use ::obs::{Canvas, Connection, ObsError, PATIENCE, Page, Shape, Versions};
use accounts::VaultState;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, sleep, sleep_until};

use super::survey::{Ours, Survey};
use super::{Call, ObsPlaced, ObsState, ObsView, SceneView};
use crate::{Align, Engine, EngineError, Overlay, Result, Settings};

/// Between two looks for an OBS that is not there. It costs a refused connection on this machine.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(4);
/// The same, for what only another version of OBS can change.
const LONG_PAUSE: Duration = Duration::from_secs(30);
/// What happens in OBS comes in groups; one look is enough for each.
const SETTLE: Duration = Duration::from_millis(100);
/// A page that is alive has come back to us by then (`overlay-themes/_runtime/connection.js`). What
/// has not is blank: its source was made before we served it, and no browser tries again
/// (<https://github.com/obsproject/obs-browser/issues/71>).
const BLANK_AFTER: Duration = Duration::from_millis(2_200);

/// The theme whose messages run along the lower edge.
const IN_LINE: &str = "ticker";
/// How wide a source is whose overlay says nothing of it, and what a theme keeps free at the sides.
const USUAL_WIDTH: u32 = 400;
const EDGES: u32 = 40;
/// How high a line is: at least, and for each pixel of its letters.
const LOWEST_LINE: u32 = 60;
const LINE_BY_LETTER: u32 = 3;

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

/// A connection, and what was learnt of OBS when it was made.
struct Studio {
    connection: Connection,
    versions: Versions,
    has_browser: bool,
    survey: Survey,
}

impl Link {
    async fn run(mut self) {
        loop {
            let enabled = self.settings.borrow_and_update().obs.enabled;
            // What changed before it is looked at here is seen by this attempt.
            self.vault.mark_unchanged();
            let ended = if enabled { self.once().await } else { ObsError::Off };
            tracing::debug!(code = ended.code(), "no connection to OBS");
            self.show_without(&ended);
            self.answer_waiting();
            if self.rest(&ended).await.is_err() {
                return;
            }
        }
    }

    /// Connects, and stays connected for as long as that goes. Gives why it ended.
    async fn once(&mut self) -> ObsError {
        match self.open().await {
            Ok(mut studio) => {
                self.pause = FIRST_PAUSE;
                let ended = self.tend(&mut studio).await;
                studio.connection.close().await;
                ended.err().unwrap_or(ObsError::Off)
            }
            Err(error) => error,
        }
    }

    async fn open(&mut self) -> std::result::Result<Studio, ObsError> {
        let password = self.engine.0.accounts.obs_password();
        let url = &self.engine.0.endpoints.obs;
        let mut connection = Connection::open(url, password.as_ref(), PATIENCE).await?;
        let versions = connection.versions().await?;
        let has_browser = connection.has_browser().await?;
        tracing::info!(obs = versions.obs, websocket = versions.websocket, "connected to OBS");
        let survey = self.look(&mut connection).await?;
        let studio = Studio { connection, versions, has_browser, survey };
        self.show(&studio);
        Ok(studio)
    }

    /// Does what is asked, and follows what happens. Ends well when the person turns it off.
    async fn tend(&mut self, studio: &mut Studio) -> std::result::Result<(), ObsError> {
        self.answer_waiting();
        let mut blank_at = Some(Instant::now() + BLANK_AFTER);
        let mut fresh = std::mem::take(&mut studio.survey.corrected);
        loop {
            let due = blank_at.unwrap_or_else(Instant::now);
            // Every arm is cancel-safe: it waits, and what it does comes after it is chosen.
            tokio::select! {
                news = studio.connection.news() => {
                    news?;
                    sleep(SETTLE).await;
                    self.look_again(studio, &mut fresh).await?;
                }
                changed = self.overlays.changed() => {
                    changed.map_err(|_| ObsError::Off)?;
                    self.look_again(studio, &mut fresh).await?;
                }
                changed = self.settings.changed() => {
                    changed.map_err(|_| ObsError::Off)?;
                    if !self.settings.borrow_and_update().obs.enabled {
                        return Ok(());
                    }
                }
                call = self.calls.recv() => {
                    let call = call.ok_or(ObsError::Off)?;
                    self.obey(call, studio, &mut fresh).await?;
                }
                () = sleep_until(due), if blank_at.is_some() => {
                    blank_at = None;
                    self.refresh_blank(studio, &fresh).await?;
                }
            }
        }
    }

    /// A refusal is the answer; only what ends the connection is an error of this.
    async fn obey(
        &mut self,
        call: Call,
        studio: &mut Studio,
        fresh: &mut BTreeSet<String>,
    ) -> std::result::Result<(), ObsError> {
        let ended = match call {
            Call::Connect { done, .. } => {
                // It is known how it is.
                done.send(()).unwrap_or_default();
                return Ok(());
            }
            Call::Put { overlay, scene, done } => {
                let placed = self.put(&overlay, scene, studio, fresh).await;
                answer(done, placed)
            }
            Call::TakeOut { overlay, scene, done } => {
                let taken = self.take_out(&overlay, &scene, studio, fresh).await;
                answer(done, taken)
            }
            Call::Refresh(done) => {
                let names: Vec<_> = studio.survey.sources.keys().cloned().collect();
                let refreshed = refresh(studio, &names).await.map(|()| names.len());
                answer(done, refreshed.map_err(EngineError::from))
            }
        };
        ended.map_or(Ok(()), Err)
    }

    async fn put(
        &mut self,
        id: &str,
        scene: Option<String>,
        studio: &mut Studio,
        fresh: &mut BTreeSet<String>,
    ) -> Result<ObsPlaced> {
        self.look_again(studio, fresh).await?;
        let Studio { connection, has_browser, survey, .. } = studio;
        let overlay = self.engine.overlay(id)?;
        let scene = scene.unwrap_or_else(|| survey.scenes.current.clone());
        if !survey.scenes.names.contains(&scene) {
            return Err(ObsError::NoScene(scene).into());
        }
        if !*has_browser {
            return Err(ObsError::NoBrowser.into());
        }
        let known = survey.source_of(id).map(str::to_owned);
        if let (true, Some(source)) = (survey.shown_in(&scene).contains(id), &known) {
            return Ok(ObsPlaced { scene, source: source.clone(), added: false });
        }
        let shape = shape_of(&overlay, connection.canvas().await?);
        let (source, item) = match known {
            Some(source) => {
                let item = connection.show_in(&scene, &source).await?;
                (source, item)
            }
            None => {
                let url = format!("{}/overlay/{}", self.engine.0.obs.pages, overlay.key.reveal());
                let page = Page { name: format!("MultiChat: {}", overlay.name), url };
                connection.create(&scene, &page, shape).await?
            }
        };
        if let Err(error) = connection.put(&scene, item, shape).await {
            connection.take_out(&scene, item).await?;
            return Err(error.into());
        }
        // A page that was just made loads by itself.
        fresh.insert(source.clone());
        self.look_again(studio, fresh).await?;
        if studio.survey.items_of(id, &scene).contains(&item) {
            return Ok(ObsPlaced { scene, source, added: true });
        }
        Err(ObsError::NoScene(scene).into())
    }

    async fn take_out(
        &mut self,
        id: &str,
        scene: &str,
        studio: &mut Studio,
        fresh: &mut BTreeSet<String>,
    ) -> Result<()> {
        self.look_again(studio, fresh).await?;
        let items = studio.survey.items_of(id, scene);
        if items.is_empty() {
            return Err(EngineError::NotFound("overlay in this scene"));
        }
        for item in items {
            studio.connection.take_out(scene, item).await?;
        }
        Ok(self.look_again(studio, fresh).await?)
    }

    /// Loads anew those of our sources whose pages have not come back to us.
    async fn refresh_blank(
        &self,
        studio: &mut Studio,
        fresh: &BTreeSet<String>,
    ) -> std::result::Result<(), ObsError> {
        let mut names: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (name, overlay) in &studio.survey.sources {
            names.entry(overlay).or_default().push(name.clone());
        }
        let open = self.engine.0.obs.open().clone();
        let is_blank = |(overlay, names): &(&str, Vec<String>)| {
            open.get(*overlay).copied().unwrap_or_default() < names.len()
        };
        let blank = names.into_iter().filter(is_blank).flat_map(|(_, names)| names);
        let blank: Vec<_> = blank.filter(|name| !fresh.contains(name)).collect();
        if !blank.is_empty() {
            tracing::info!(count = blank.len(), "sources in OBS that were blank are loaded anew");
        }
        refresh(studio, &blank).await
    }

    async fn look_again(
        &mut self,
        studio: &mut Studio,
        fresh: &mut BTreeSet<String>,
    ) -> std::result::Result<(), ObsError> {
        studio.survey = self.look(&mut studio.connection).await?;
        fresh.extend(std::mem::take(&mut studio.survey.corrected));
        self.show(studio);
        Ok(())
    }

    /// Looks around in OBS, and keeps in mind which sources are ours.
    async fn look(
        &mut self,
        connection: &mut Connection,
    ) -> std::result::Result<Survey, ObsError> {
        let overlays = Arc::clone(&self.overlays.borrow_and_update());
        let known = match self.engine.with_store(store::Store::obs_sources).await {
            Ok(known) => known,
            Err(error) => {
                tracing::warn!(%error, "it is not known which sources in OBS are ours");
                BTreeMap::new()
            }
        };
        let pages = self.engine.0.obs.pages.as_str();
        let ours = Ours { pages, overlays: &overlays, known: &known };
        let survey = Survey::make(connection, &ours).await?;
        // Those of another scene collection are not in sight, and stay known.
        let mut next = known.clone();
        next.retain(|_, id| overlays.iter().any(|overlay| overlay.id == *id));
        next.extend(survey.sources.clone());
        if next != known
            && let Err(error) =
                self.engine.with_store(move |store| store.set_obs_sources(&next)).await
        {
            tracing::warn!(%error, "which sources in OBS are ours could not be kept");
        }
        Ok(survey)
    }

    /// Waits until there is a reason to look for OBS again. An error: the engine has ended.
    async fn rest(&mut self, ended: &ObsError) -> std::result::Result<(), ()> {
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
                    changed.map_err(|_| ())?;
                    if self.settings.borrow().obs.enabled == (*ended == ObsError::Off) {
                        return Ok(());
                    }
                }
                changed = self.vault.changed() => {
                    changed.map_err(|_| ())?;
                    let readable = self.engine.0.accounts.obs_password().is_some();
                    if *ended == ObsError::PasswordNeeded && readable {
                        return Ok(());
                    }
                }
                call = self.calls.recv() => match call.ok_or(())? {
                    Call::Connect { again: false, done } if *ended != ObsError::Off => {
                        done.send(()).unwrap_or_default();
                    }
                    Call::Connect { done, .. } => {
                        self.waiting.push(done);
                        self.pause = FIRST_PAUSE;
                        return Ok(());
                    }
                    Call::Put { done, .. } => refuse(done, ended),
                    Call::TakeOut { done, .. } => refuse(done, ended),
                    Call::Refresh(done) => refuse(done, ended),
                },
                () = sleep_until(due), if pause.is_some() => return Ok(()),
            }
        }
    }

    fn answer_waiting(&mut self) {
        for waiting in self.waiting.drain(..) {
            // Who does not wait any more needs no answer.
            waiting.send(()).unwrap_or_default();
        }
    }

    fn show(&self, studio: &Studio) {
        let Studio { versions, has_browser, survey, .. } = studio;
        let scene = |name: &String| SceneView {
            name: name.clone(),
            overlays: survey.shown_in(name).into_iter().map(str::to_owned).collect(),
        };
        let (state, detail) = if *has_browser {
            (ObsState::Connected, format!("Connected to OBS {}.", versions.obs))
        } else {
            (ObsState::NoBrowserPlugin, ObsError::NoBrowser.told())
        };
        self.engine.0.obs.show(ObsView {
            state,
            detail,
            version: Some(versions.obs.clone()),
            websocket_version: Some(versions.websocket.clone()),
            current_scene: Some(survey.scenes.current.clone()).filter(|name| !name.is_empty()),
            scenes: survey.scenes.names.iter().map(scene).collect(),
            ..self.blank_view()
        });
    }

    fn show_without(&self, ended: &ObsError) {
        let state = match ended {
            ObsError::Off => ObsState::Off,
            ObsError::PasswordNeeded => ObsState::PasswordNeeded,
            ObsError::WrongPassword => ObsState::WrongPassword,
            ObsError::TooOld => ObsState::TooOld,
            _ => ObsState::NotRunning,
        };
        let detail = match (ended, &*self.vault.borrow()) {
            (ObsError::PasswordNeeded, VaultState::Shut(trouble))
                if self.engine.0.accounts.has_obs_password() =>
            {
                format!("The password of OBS is kept, and can't be read: {trouble}. {}", trouble.hint())
            }
            _ => ended.told(),
        };
        self.engine.0.obs.show(ObsView { state, detail, ..self.blank_view() });
    }

    fn blank_view(&self) -> ObsView {
        let url = &self.engine.0.endpoints.obs;
        let host = url.host_str().unwrap_or_default();
        let port = url.port_or_known_default().unwrap_or_default();
        ObsView {
            address: format!("{host}:{port}"),
            has_password: self.engine.0.accounts.has_obs_password(),
            ..ObsView::default()
        }
    }
}

/// Answers, and gives what of it ends the connection.
fn answer<T>(done: oneshot::Sender<Result<T>>, outcome: Result<T>) -> Option<ObsError> {
    let ended = match &outcome {
        Err(EngineError::Obs(error @ (ObsError::Lost | ObsError::Silent))) => Some(error.clone()),
        _ => None,
    };
    // Who does not wait any more needs no answer.
    drop(done.send(outcome));
    ended
}

fn refuse<T>(done: oneshot::Sender<Result<T>>, why: &ObsError) {
    drop(done.send(Err(why.clone().into())));
}

async fn refresh(studio: &mut Studio, names: &[String]) -> std::result::Result<(), ObsError> {
    for name in names {
        match studio.connection.refresh(name).await {
            // It is gone by now.
            Ok(()) | Err(ObsError::Refused { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// How large an overlay's source is, and where it goes.
fn shape_of(overlay: &Overlay, canvas: Canvas) -> Shape {
    let look = &overlay.options.look;
    if overlay.theme == IN_LINE {
        let height = look.size.map_or(LOWEST_LINE, |size| u32::from(size) * LINE_BY_LETTER);
        return Shape::line(canvas, height.max(LOWEST_LINE));
    }
    let width = look.width.map_or(USUAL_WIDTH, |width| u32::from(width) + EDGES);
    let side = match look.align {
        None | Some(Align::Left) => 0,
        Some(Align::Center) => 1,
        Some(Align::Right) => 2,
    };
    Shape::column(canvas, width, side)
}
