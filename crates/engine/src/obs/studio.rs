//! An OBS that is connected: what is in it, and what we do there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ::obs::{Canvas, Connection, ObsError, PATIENCE, Page, Shape, Versions};

use super::survey::{Ours, Survey};
use super::{ObsPlaced, ObsState, ObsView, SceneView};
use crate::{Align, Engine, EngineError, Overlay, OverlayKind, Result};

/// The theme whose messages run along the lower edge.
const IN_LINE: &str = "ticker";
/// How wide a source is whose overlay says nothing of it, and what a theme keeps free at the sides.
const USUAL_WIDTH: u32 = 400;
const EDGES: u32 = 40;
/// How high a line is: at least, and for each pixel of its letters.
const LOWEST_LINE: u32 = 60;
const LINE_BY_LETTER: u32 = 3;

/// Nothing, or why the connection is of no use any more.
pub(super) type Went = std::result::Result<(), ObsError>;

/// A connection, and what is known of OBS.
pub(super) struct Studio {
    engine: Engine,
    pub(super) connection: Connection,
    versions: Versions,
    has_browser: bool,
    survey: Survey,
    /// The sources whose pages were opened since, and need no refresh.
    fresh: BTreeSet<String>,
}

impl Studio {
    /// Connects, with the password that is kept, and looks around.
    pub(super) async fn open(engine: &Engine) -> std::result::Result<Self, ObsError> {
        let password = engine.0.accounts.secret(accounts::Copied::Obs);
        let url = &engine.0.endpoints.obs;
        let mut connection = Connection::open(url, password.as_ref(), PATIENCE).await?;
        let versions = connection.versions().await?;
        let has_browser = connection.has_browser().await?;
        tracing::info!(obs = versions.obs, websocket = versions.websocket, "connected to OBS");
        let survey = look(engine, &mut connection).await?;
        let fresh = survey.corrected.clone();
        let engine = engine.clone();
        let this = Self { engine, connection, versions, has_browser, survey, fresh };
        this.show();
        Ok(this)
    }

    /// Looks around again, and shows what there is.
    pub(super) async fn look(&mut self) -> Went {
        self.survey = look(&self.engine, &mut self.connection).await?;
        self.fresh.extend(self.survey.corrected.iter().cloned());
        self.show();
        Ok(())
    }

    /// Puts an overlay into a scene, unless it is there.
    pub(super) async fn put(&mut self, id: &str, scene: Option<String>) -> Result<ObsPlaced> {
        self.look().await?;
        let overlay = self.engine.overlay(id)?;
        let scene = scene.unwrap_or_else(|| self.survey.scenes.current.clone());
        if !self.survey.scenes.names.contains(&scene) {
            return Err(ObsError::NoScene(scene).into());
        }
        if !self.has_browser {
            return Err(ObsError::NoBrowser.into());
        }
        let known = self.survey.source_of(id).map(str::to_owned);
        if let (true, Some(source)) = (self.survey.shown_in(&scene).contains(id), &known) {
            return Ok(ObsPlaced { scene, source: source.clone(), added: false });
        }
        let shape = shape_of(&overlay, self.connection.canvas().await?);
        let (source, item) = match known {
            Some(source) => {
                let item = self.connection.show_in(&scene, &source).await?;
                (source, item)
            }
            None => {
                let url = self.engine.0.obs.url_of(&overlay);
                let page = Page { name: format!("MultiChat: {}", overlay.name), url };
                self.connection.create(&scene, &page, shape).await?
            }
        };
        if let Err(error) = self.connection.put(&scene, item, shape).await {
            // Half of it is worse than nothing.
            self.connection.take_out(&scene, item).await?;
            return Err(error.into());
        }
        self.fresh.insert(source.clone());
        self.look().await?;
        if self.survey.items_of(id, &scene).contains(&item) {
            return Ok(ObsPlaced { scene, source, added: true });
        }
        Err(ObsError::NoScene(scene).into())
    }

    /// Takes an overlay out of a scene.
    pub(super) async fn take_out(&mut self, id: &str, scene: &str) -> Result<()> {
        self.look().await?;
        let items = self.survey.items_of(id, scene);
        if items.is_empty() {
            return Err(EngineError::NotFound("overlay in this scene"));
        }
        for item in items {
            self.connection.take_out(scene, item).await?;
        }
        Ok(self.look().await?)
    }

    /// Loads the pages of all our sources anew, and gives their number.
    pub(super) async fn refresh(&mut self) -> Result<usize> {
        self.look().await?;
        let names: Vec<_> = self.survey.sources.keys().cloned().collect();
        self.refresh_these(&names).await?;
        Ok(names.len())
    }

    /// Loads anew those of our sources whose pages have not come back to us.
    pub(super) async fn refresh_blank(&mut self) -> Went {
        let mut names: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (name, overlay) in &self.survey.sources {
            names.entry(overlay).or_default().push(name.clone());
        }
        let open = self.engine.0.obs.open().clone();
        let is_blank = |(overlay, names): &(&str, Vec<String>)| {
            open.get(*overlay).copied().unwrap_or_default() < names.len()
        };
        let blank = names.into_iter().filter(is_blank).flat_map(|(_, names)| names);
        let blank: Vec<_> = blank.filter(|name| !self.fresh.contains(name)).collect();
        if !blank.is_empty() {
            tracing::info!(count = blank.len(), "sources in OBS that were blank are loaded anew");
        }
        self.refresh_these(&blank).await
    }

    async fn refresh_these(&mut self, names: &[String]) -> Went {
        for name in names {
            match self.connection.refresh(name).await {
                // It is gone by now.
                Ok(()) | Err(ObsError::Refused { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn show(&self) {
        let Self { versions, survey, .. } = self;
        let scene = |name: &String| SceneView {
            name: name.clone(),
            overlays: survey.shown_in(name).into_iter().map(str::to_owned).collect(),
        };
        let old = ObsError::OldBrowser(versions.obs.clone());
        let (state, detail) = match (self.has_browser, versions.has_old_browser()) {
            (false, _) => (ObsState::NoBrowserPlugin, ObsError::NoBrowser.told()),
            (true, true) => (ObsState::Connected, old.told()),
            (true, false) => (ObsState::Connected, format!("Connected to OBS {}.", versions.obs)),
        };
        self.engine.show_obs(ObsView {
            state,
            detail,
            version: Some(versions.obs.clone()),
            has_old_browser: versions.has_old_browser(),
            websocket_version: Some(versions.websocket.clone()),
            current_scene: Some(survey.scenes.current.clone()).filter(|name| !name.is_empty()),
            scenes: survey.scenes.names.iter().map(scene).collect(),
            ..self.engine.blank_obs_view()
        });
    }
}

/// Looks around in OBS, and keeps in mind which sources are ours.
async fn look(
    engine: &Engine,
    connection: &mut Connection,
) -> std::result::Result<Survey, ObsError> {
    let overlays = Arc::clone(&engine.0.overlays.borrow());
    let known = match engine.with_store(store::Store::obs_sources).await {
        Ok(known) => known,
        Err(error) => {
            tracing::warn!(%error, "it is not known which sources in OBS are ours");
            BTreeMap::new()
        }
    };
    let ours = Ours { obs: &engine.0.obs, overlays: &overlays, known: &known };
    let survey = Survey::make(connection, &ours).await?;
    // Those of another scene collection are not in sight, and stay known.
    let mut next = known.clone();
    next.retain(|_, id| overlays.iter().any(|overlay| overlay.id == *id));
    next.extend(survey.sources.clone());
    if next != known
        && let Err(error) = engine.with_store(move |store| store.set_obs_sources(&next)).await
    {
        tracing::warn!(%error, "which sources in OBS are ours could not be kept");
    }
    Ok(survey)
}

/// How large an overlay's source is, and where it goes.
fn shape_of(overlay: &Overlay, canvas: Canvas) -> Shape {
    if overlay.kind == OverlayKind::Focus {
        // Its theme says where in the picture the message is.
        return Shape::full(canvas);
    }
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
