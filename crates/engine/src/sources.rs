//! The sources: each runs in a task of its own, and no failure of one touches another.

mod run;
mod source;
mod trouble;

use std::sync::{Mutex, MutexGuard, PoisonError};

use chat::{ChatEvent, Message, Platform, Reason, Removal, SourceId, SourceState, Status, Target};
use jiff::Timestamp;
use store::{Place, SourceRow, Store, StoreError};
use writing::Room;

use self::source::{Run, Source};
pub use self::trouble::SourceTrouble;
use crate::diagnostics::{SourceReport, UnknownKinds};
use crate::spoken::Spoken;
use crate::{Counts, Engine, EngineError, Options, Result, SourceView, overlays, removed};

/// Every source, in the order in which they were added.
#[derive(Debug)]
pub(crate) struct Sources(Mutex<Vec<Source>>);

/// Whether demo chat is a source from the start.
#[derive(Debug, Clone, Copy)]
pub(crate) enum DemoChat {
    /// It was asked for.
    Asked,
    /// Until there is another source: who opens the window for the first time sees something.
    StandsIn,
    /// It is not.
    Off,
}

impl DemoChat {
    pub(crate) fn of(options: &Options) -> Self {
        match options {
            Options { demo: true, .. } => Self::Asked,
            Options { headless: true, .. } => Self::Off,
            _ => Self::StandsIn,
        }
    }
}

impl Sources {
    /// The stored sources, and demo chat where it is wanted.
    pub(crate) fn load(store: &Store, demo: DemoChat) -> Result<Self> {
        let rows = store.sources()?;
        let demo = match demo {
            DemoChat::Asked => Some(Source::demo()),
            DemoChat::StandsIn => rows.is_empty().then(Source::stand_in),
            DemoChat::Off => None,
        };
        Ok(Self(Mutex::new(demo.into_iter().chain(rows.into_iter().map(Source::new)).collect())))
    }

    /// How each is.
    pub(crate) fn views(&self) -> Vec<SourceView> {
        self.lock().iter().map(Source::view).collect()
    }

    /// Those that are stored.
    pub(crate) fn rows(&self) -> Vec<SourceRow> {
        let sources = self.lock();
        let stored = sources.iter().filter(|source| source.row.platform != Platform::Demo);
        stored.map(|source| source.row.clone()).collect()
    }

    /// How each is, for a report.
    pub(crate) fn reports(&self) -> Vec<SourceReport> {
        let report = |source: &Source| {
            let how = (source.status.state, source.health());
            SourceReport::new(source.row.platform, how, &source.counts, &source.unknown)
        };
        self.lock().iter().map(report).collect()
    }

    /// Where one writes to this source. `None` where one can't.
    pub(crate) fn room(&self, id: &SourceId) -> Result<Option<Room>> {
        self.with(id, |source| match source.row.platform {
            Platform::Twitch => Some(Room::Twitch {
                login: source.row.channel.clone(),
                id: source.channel_id.clone(),
            }),
            Platform::YouTube => Some(Room::YouTube {
                channel: source.row.channel.clone(),
                video: source.stream.clone(),
            }),
            Platform::Demo | Platform::Donations => None,
        })
    }

    /// Where this source is.
    pub(crate) fn platform(&self, id: &SourceId) -> Option<Platform> {
        self.with(id, |source| source.row.platform).ok()
    }

    /// Whether it comes from a channel that was removed.
    pub(crate) fn has_left(&self, message: &Message) -> bool {
        message.is_of_channel() && self.platform(&message.source).is_none()
    }

    /// Whether one of them is this channel, by its names and ids.
    pub(crate) fn have(&self, platform: Platform, names: &[String]) -> bool {
        self.lock().iter().any(|source| source.is(platform, names))
    }

    /// The one that reads this channel now.
    pub(crate) fn running(&self, platform: Platform, names: &[String]) -> Option<SourceId> {
        let sources = self.lock();
        let found = sources.iter().find(|s| s.run.is_some() && s.is(platform, names));
        found.map(|source| source.row.id.clone())
    }

    /// Whether it is there and nobody stopped it.
    pub(crate) fn is_enabled(&self, id: &SourceId) -> bool {
        self.with(id, |source| source.row.enabled).unwrap_or(false)
    }

    /// Stops what runs of a platform, and tells what it was and whether a person had started it.
    pub(crate) fn stop_running(&self, platform: Platform) -> Vec<(SourceId, bool)> {
        let mut sources = self.lock();
        let running = sources.iter_mut().filter(|s| s.row.platform == platform && s.run.is_some());
        running
            .map(|source| {
                source.stop();
                (source.row.id.clone(), source.by_hand)
            })
            .collect()
    }

    /// Whether one runs that no person started.
    pub(crate) fn run_by_themselves(&self) -> bool {
        self.lock().iter().any(Source::runs_by_itself)
    }

    /// Stops what runs and no person started.
    pub(crate) fn stop_by_themselves(&self) {
        self.lock().iter_mut().filter(|source| source.runs_by_itself()).for_each(Source::stop);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Source>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn with<T>(&self, id: &SourceId, change: impl FnOnce(&mut Source) -> T) -> Result<T> {
        let mut sources = self.lock();
        let source = sources.iter_mut().find(|source| source.row.id == *id);
        source.map(change).ok_or(EngineError::NotFound("source"))
    }
}

impl Engine {
    /// Adds the channel that `pasted` names, and starts it.
    pub async fn add_source(&self, platform: Platform, pasted: &str) -> Result<SourceView> {
        let _one = self.0.changing.lock().await;
        if platform == Platform::Demo {
            let is_there = |source: &Source| source.row.platform == platform && !source.stand_in;
            if self.0.sources.lock().iter().any(is_there) {
                return Err(EngineError::SourceTaken);
            }
            return self.begin_source(Source::demo()).await;
        }
        let row = SourceRow {
            id: SourceId::new(format!("src-{}", overlays::short_id())),
            platform,
            channel: canonical(platform, pasted)?,
            enabled: true,
        };
        let stored = row.clone();
        self.with_store(move |store| store.add_source(&stored)).await.map_err(taken)?;
        self.begin_source(Source::new(row)).await
    }

    async fn begin_source(&self, source: Source) -> Result<SourceView> {
        self.end_stand_in().await?;
        let id = source.row.id.clone();
        self.0.sources.lock().push(source);
        self.run_source(&id, false)?;
        Ok(self.0.sources.with(&id, |source| source.view())?.spoken(self.words()))
    }

    /// Stops a source and forgets it; it can be had back. What it has brought leaves the screens, its
    /// history stays.
    pub async fn remove_source(&self, id: &SourceId) -> Result<()> {
        self.forget_source(id, |source, place| self.0.removed.sources.put(source, place)).await
    }

    /// Stops a source and forgets it; `removed` is told of it and whether it was read, and where it stood.
    pub(crate) async fn forget_source(
        &self,
        id: &SourceId,
        removed: impl FnOnce((SourceRow, bool), Place),
    ) -> Result<()> {
        let _one = self.0.changing.lock().await;
        let (row, is_read) =
            self.0.sources.with(id, |source| (source.row.clone(), source.run.is_some()))?;
        if row.platform == Platform::Demo {
            return self.end_demo(id.clone()).await;
        }
        let gone = id.clone();
        let place = self.with_store(move |store| store.remove_source(&gone)).await?;
        let platform = row.platform;
        removed((row, is_read), place);
        self.0.sources.lock().retain(|source| source.row.id != *id);
        self.0.changed.notify_one();
        self.take_off(id, platform).await
    }

    /// Takes what a removed source has brought off the screens.
    pub(super) async fn take_off(&self, id: &SourceId, platform: Platform) -> Result<()> {
        let removal = Removal {
            target: Target::Left { source: id.clone() },
            reason: Reason::Cleared,
            at: Timestamp::now(),
        };
        self.take_event(platform, ChatEvent::Removed(removal)).await
    }

    /// Brings back one that was removed in this run, with its id: its history is its own again. It is
    /// read if it was.
    pub async fn restore_source(&self, id: &SourceId) -> Result<SourceView> {
        let _one = self.0.changing.lock().await;
        let bin = &self.0.removed.sources;
        let is = |(row, _): &(SourceRow, bool)| row.id == *id;
        let ((row, is_read), place) = bin.find(is).ok_or(EngineError::NotFound("source"))?;
        let stored = row.clone();
        let order = self.with_store(move |store| store.restore_source(&stored, place));
        let order = order.await.map_err(taken)?;
        bin.forget(is);
        {
            let mut sources = self.0.sources.lock();
            let there = sources.iter().map(|source| source.row.id.as_str());
            let at = removed::place_of(id.as_str(), there, &order);
            sources.insert(at, Source::new(row));
        }
        self.end_stand_in().await?;
        if is_read {
            self.run_source(id, false)?;
        }
        self.0.changed.notify_one();
        Ok(self.0.sources.with(id, |source| source.view())?.spoken(self.words()))
    }

    /// Starts one source, now and at the next start of the application. Where the disk does not take
    /// that, it runs all the same. One that waits to try again tries now.
    pub async fn start_source(&self, id: &SourceId) -> Result<()> {
        let kept = self.enable(id, true).await;
        let waits = self.0.sources.with(id, |source| source.waits())?;
        self.run_source(id, true)?;
        if waits {
            // As after a sleep. The others look whether they still hear something.
            self.0.wakes.send_modify(|count| *count += 1);
        }
        kept
    }

    /// Stops one source until somebody starts it again.
    pub async fn stop_source(&self, id: &SourceId) -> Result<()> {
        let kept = self.enable(id, false).await;
        self.0.sources.with(id, Source::stop)?;
        self.0.changed.notify_one();
        kept
    }

    /// Reads the chat of this one of a channel's live streams, or of the earliest with `None`.
    pub fn choose_stream(&self, id: &SourceId, stream: Option<String>) -> Result<()> {
        self.0.sources.with(id, |source| {
            if let Some(wanted) = &stream
                && !source.streams.iter().any(|live| live.id == *wanted)
            {
                return Err(EngineError::NotFound("live stream"));
            }
            source.choice.send_replace(stream);
            Ok(())
        })?
    }

    /// Starts all sources, those that were stopped one by one too.
    pub async fn start_listeners(&self) -> Result<()> {
        let mut outcome = Ok(());
        for SourceView { id, .. } in self.0.sources.views() {
            match self.start_source(&id).await {
                // One that was removed in between needs no start.
                Ok(()) | Err(EngineError::NotFound(_)) => {}
                failed => outcome = failed,
            }
        }
        outcome
    }

    /// Stops all sources for now.
    pub fn stop_listeners(&self) {
        self.0.sources.lock().iter_mut().for_each(Source::stop);
        self.0.changed.notify_one();
    }

    /// Starts the sources that nobody stopped.
    pub(crate) fn start_enabled_sources(&self) {
        let enabled: Vec<SourceId> = {
            let sources = self.0.sources.lock();
            let enabled = sources.iter().filter(|source| source.row.enabled);
            enabled.map(|source| source.row.id.clone()).collect()
        };
        for id in enabled {
            // One that was removed in between needs no start.
            if let Err(error) = self.run_source(&id, false) {
                tracing::debug!(%id, %error, "not started");
            }
        }
    }

    /// Runs a source, if it does not run already. What a person started by hand runs until a person
    /// stops it.
    pub(crate) fn run_source(&self, id: &SourceId, by_hand: bool) -> Result<()> {
        let stop = self.0.stopping.child_token();
        let started = self.0.sources.with(id, |source| {
            if source.run.is_some() {
                source.by_hand |= by_hand;
                return None;
            }
            source.by_hand = by_hand;
            source.run = Some(Run(stop.clone()));
            source.runs += 1;
            source.counts = Counts::default();
            source.unknown = UnknownKinds::default();
            source.set(Status::new(SourceState::Connecting, "Starting"));
            Some((source.row.clone(), source.runs, source.choice.subscribe()))
        })?;
        if let Some((row, run, choice)) = started {
            self.0.tasks.spawn(run::supervise(self.clone(), row, run, choice, stop));
        }
        self.0.changed.notify_one();
        Ok(())
    }

    async fn enable(&self, id: &SourceId, enabled: bool) -> Result<()> {
        let _one = self.0.changing.lock().await;
        let platform = self.0.sources.with(id, |source| {
            source.row.enabled = enabled;
            source.row.platform
        })?;
        if platform == Platform::Demo {
            return Ok(());
        }
        let stored = id.clone();
        self.with_store(move |store| store.enable_source(&stored, enabled)).await
    }

    /// With the first real source, demo chat that only stood in leaves, its messages too.
    async fn end_stand_in(&self) -> Result<()> {
        let stand_in = {
            let sources = self.0.sources.lock();
            let found = sources.iter().find(|source| source.stand_in);
            found.map(|source| source.row.id.clone())
        };
        match stand_in {
            Some(id) => self.end_demo(id).await,
            None => Ok(()),
        }
    }

    async fn end_demo(&self, id: SourceId) -> Result<()> {
        self.0.sources.lock().retain(|source| source.row.id != id);
        self.0.changed.notify_one();
        let removal = Removal {
            target: Target::Source { source: id },
            reason: Reason::Cleared,
            at: Timestamp::now(),
        };
        self.0.hub.event(ChatEvent::Removed(removal)).await
    }
}

/// That a channel is there already, as people are told it.
fn taken(error: EngineError) -> EngineError {
    match error {
        EngineError::Store(StoreError::Taken(_)) => EngineError::SourceTaken,
        other => other,
    }
}

/// The channel that a person means, as its platform writes it.
pub(crate) fn canonical(platform: Platform, pasted: &str) -> Result<String> {
    let invalid = |message: String, hint: &str| EngineError::Invalid {
        field: "channel".into(),
        message,
        hint: hint.to_owned(),
    };
    match platform {
        Platform::Twitch => match twitch::channel::parse(pasted) {
            Ok(login) => Ok(login.to_string()),
            Err(error) => Err(invalid(error.to_string(), error.hint())),
        },
        Platform::YouTube => match youtube::Target::parse(pasted) {
            Ok(target) => Ok(target.to_string()),
            Err(error) => Err(invalid(error.to_string(), error.hint())),
        },
        Platform::Demo | Platform::Donations => Err(EngineError::Invalid {
            field: "platform".into(),
            message: format!("{} is no channel", platform.name()),
            hint: "Give twitch, youtube or demo.".into(),
        }),
    }
}
