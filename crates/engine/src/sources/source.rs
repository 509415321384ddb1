//! One source: what is set of it, and how it is.

use chat::{Health, LiveStream, Platform, Quota, Route, SourceId, SourceState, Status};
use jiff::Timestamp;
use store::SourceRow;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::run::mention::Names;
use crate::diagnostics::UnknownKinds;
use crate::{Counts, SourceTrouble, SourceView};

/// A source, and how it is.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) row: SourceRow,
    pub(super) status: Status,
    pub(super) since: Timestamp,
    pub(super) counts: Counts,
    /// Kinds of input that we don't know, met since it was started.
    pub(super) unknown: UnknownKinds,
    /// The streams of the channel that are live, where there are several.
    pub(super) streams: Vec<LiveStream>,
    /// The one of them that a person chose.
    pub(super) choice: watch::Sender<Option<String>>,
    /// The proxies and how they are, where there are any.
    pub(super) routes: Vec<Route>,
    /// What reading costs, while it costs something.
    pub(super) quota: Option<Quota>,
    /// Twitch's id of the channel, once its chat has told it.
    pub(super) channel_id: Option<String>,
    /// What the streamer is called there, as far as it was told.
    pub(super) names: Names,
    /// The stream of a YouTube channel whose chat is read now.
    pub(super) stream: Option<String>,
    pub(super) run: Option<Run>,
    /// Whether a person started this run.
    pub(super) by_hand: bool,
    /// How often it was started: what an earlier run still says does not count any more.
    pub(super) runs: u64,
    /// Demo chat that is shown until there is a real source.
    pub(super) stand_in: bool,
}

/// A source runs for as long as this lives.
#[derive(Debug)]
pub(super) struct Run(pub(super) CancellationToken);

impl Drop for Run {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

impl Source {
    pub(super) fn new(row: SourceRow) -> Self {
        Self {
            row,
            status: off(),
            since: Timestamp::now(),
            counts: Counts::default(),
            unknown: UnknownKinds::default(),
            streams: Vec::new(),
            choice: watch::Sender::default(),
            routes: Vec::new(),
            quota: None,
            channel_id: None,
            names: Names::default(),
            stream: None,
            run: None,
            by_hand: false,
            // What one that was removed still tells is nothing of one that is added again.
            runs: u64::from(fastrand::u32(..)) << 32,
            stand_in: false,
        }
    }

    /// Demo chat that was asked for. It is not stored: it is there for this run.
    pub(super) fn demo() -> Self {
        Self::new(SourceRow {
            id: SourceId::new("demo"),
            platform: Platform::Demo,
            channel: "demo".into(),
            enabled: true,
        })
    }

    /// Demo chat until there is another source.
    pub(super) fn stand_in() -> Self {
        let mut demo = Self::demo();
        demo.row.id = SourceId::new(SourceId::STAND_IN);
        Self { stand_in: true, ..demo }
    }

    /// Whether it is the channel with one of these names and ids.
    pub(super) fn is(&self, platform: Platform, names: &[String]) -> bool {
        let known = [Some(&self.row.channel), self.channel_id.as_ref()];
        let is_named = |known: &String| names.iter().any(|name| known.eq_ignore_ascii_case(name));
        self.row.platform == platform && known.into_iter().flatten().any(is_named)
    }

    pub(super) fn set(&mut self, status: Status) {
        if self.status.state != status.state {
            self.since = Timestamp::now();
        }
        self.status = status;
    }

    pub(super) fn runs_by_itself(&self) -> bool {
        self.run.is_some() && !self.by_hand
    }

    /// Whether it runs, and waits until it tries or looks again.
    pub(super) fn waits(&self) -> bool {
        let state = self.status.state;
        let is_later =
            matches!(state, SourceState::Failed | SourceState::Backoff | SourceState::Waiting);
        self.run.is_some() && is_later
    }

    pub(super) fn stop(&mut self) {
        self.run = None;
        self.runs += 1;
        self.streams.clear();
        self.routes.clear();
        self.quota = None;
        self.stream = None;
        self.set(off());
    }

    /// What its adapter says, and not better than degraded while it meets kinds that we don't know.
    pub(super) fn health(&self) -> Health {
        let meets = self.status.state == SourceState::Live && self.unknown.met_lately();
        self.status.health.max(if meets { Health::Degraded } else { Health::Ok })
    }

    pub(super) fn view(&self) -> SourceView {
        let unknown_kinds = self.unknown.names();
        SourceView {
            id: self.row.id.clone(),
            platform: self.row.platform,
            channel: self.row.channel.clone(),
            state: self.status.state,
            health: self.health(),
            detail: self.status.detail.clone(),
            since: self.since,
            counts: self.counts.clone(),
            trouble: SourceTrouble::of(self.status.state, self.health(), !unknown_kinds.is_empty()),
            unknown_kinds,
            streams: self.streams.clone(),
            routes: self.routes.clone(),
            quota: self.quota.clone(),
        }
    }
}

pub(super) fn off() -> Status {
    Status::new(SourceState::Off, "Not listened to")
}
