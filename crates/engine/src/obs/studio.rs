//! An OBS that is connected: what is in it, and what we do there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ::obs::{Canvas, Connection, ObsError, PATIENCE, Page, Shape, Versions};

use super::survey::{Ours, Survey};
use super::taken::Taken;
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

    /// Puts an overlay into a scene: as it was, where it was taken out of it here. One that is there
    /// stays, and is shown.
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
        let place = self.survey.places(&scene).get(id).map(|place| place.is_hidden);
        if let (Some(is_hidden), Some(source)) = (place, &known) {
            let placed = ObsPlaced { scene, source: source.clone(), ..ObsPlaced::default() };
            return if is_hidden { self.reveal(id, placed).await } else { Ok(placed) };
        }
        let shape = shape_of(&overlay, self.connection.canvas().await?);
        if let Some(placed) = self.put_back(&overlay, &scene, shape).await? {
            return Ok(placed);
        }
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
            return Ok(ObsPlaced { scene, source, added: true, ..ObsPlaced::default() });
        }
        Err(ObsError::NoScene(scene).into())
    }

    /// Turns the eye of an overlay on that is in a scene itself. What hides it elsewhere hides more
    /// than it, and is left to the person.
    async fn reveal(&mut self, id: &str, placed: ObsPlaced) -> Result<ObsPlaced> {
        let Some(item) = self.survey.items_of(id, &placed.scene).first().copied() else {
            return Ok(ObsPlaced { hidden: true, ..placed });
        };
        self.connection.reveal(&placed.scene, item).await?;
        self.look().await?;
        Ok(ObsPlaced { shown: true, ..placed })
    }

    /// Puts an overlay back as it was, if it was taken out of this scene here.
    async fn put_back(
        &mut self,
        overlay: &Overlay,
        scene: &str,
        shape: Shape,
    ) -> Result<Option<ObsPlaced>> {
        let Some(kept) = self.engine.0.obs.taken().of(&overlay.id, scene, shape) else {
            return Ok(None);
        };
        let sources = &self.survey.sources;
        let is_ours = |name: &String| sources.get(name) == Some(&overlay.id);
        // It may have another name by now: there is one page for all places.
        let called = |name: &str| {
            let same = Some(name.to_owned()).filter(is_ours);
            same.or_else(|| sources.keys().find(|name| is_ours(name)).cloned())
        };
        let url = self.engine.0.obs.url_of(overlay);
        let back = self.connection.put_back(scene, &kept, called, &url).await;
        if !matches!(back, Err(ObsError::Lost | ObsError::Silent)) {
            // Where it is refused, the next try is to be a plain one.
            self.engine.0.obs.taken().forget(&overlay.id, scene);
        }
        let back = back?;
        self.fresh.extend(back.iter().map(|back| back.source.clone()));
        self.look().await?;
        Ok(back.first().map(|first| ObsPlaced {
            scene: scene.to_owned(),
            source: first.source.clone(),
            added: true,
            hidden: !back.iter().any(|back| back.is_visible),
            ..ObsPlaced::default()
        }))
    }

    /// Takes an overlay out of a scene, and keeps in mind how it was there.
    pub(super) async fn take_out(&mut self, id: &str, scene: &str) -> Result<()> {
        self.look().await?;
        let overlay = self.engine.overlay(id)?;
        let items = self.survey.items_of(id, scene);
        if items.is_empty() {
            let places = self.survey.places(scene);
            return Err(match places.get(id).and_then(|place| place.within) {
                Some(within) => ObsError::Within(within.to_owned()).into(),
                None => EngineError::NotFound("overlay in this scene"),
            });
        }
        let shape = shape_of(&overlay, self.connection.canvas().await?);
        // Before the first is gone: of several, a later one may be refused.
        match self.connection.keep(scene, &items).await {
            Ok(kept) => {
                let (overlay, scene) = (overlay.id.clone(), scene.to_owned());
                self.engine.0.obs.taken().keep(Taken { overlay, scene, shape, kept });
            }
            Err(error) => {
                tracing::warn!(%error, "an overlay is taken out, and how it was is not known");
                self.engine.0.obs.taken().forget(id, scene);
            }
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
            scenes: survey.scenes.names.iter().map(|name| scene_view(survey, name)).collect(),
            old_loaders: survey.old_loaders.clone(),
            ..self.engine.blank_obs_view()
        });
    }
}

fn scene_view(survey: &Survey, name: &str) -> SceneView {
    let mut view = SceneView { name: name.to_owned(), ..SceneView::default() };
    for (id, place) in survey.places(name) {
        view.overlays.push(id.to_owned());
        view.within.extend(place.within.map(|within| (id.to_owned(), within.to_owned())));
        view.hidden.extend(place.is_hidden.then(|| id.to_owned()));
    }
    view
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
