//! Telling the owner: only what is new.

use chat::{LiveStream, Quota, Report, Route, SourceState, Status};
use tokio::sync::mpsc;

/// Nobody takes the reports any more.
#[derive(Debug)]
pub(crate) struct Gone;

/// Tells the owner, and remembers what it has told.
#[derive(Debug)]
pub(crate) struct Voice {
    reports: mpsc::Sender<Report>,
    status: Option<Status>,
    streams: Vec<LiveStream>,
    routes: Vec<Route>,
    reading: Option<String>,
    quota: Option<Quota>,
}

impl Voice {
    pub(crate) fn new(reports: mpsc::Sender<Report>) -> Self {
        Self {
            reports,
            status: None,
            streams: Vec::new(),
            routes: Vec::new(),
            reading: None,
            quota: None,
        }
    }

    pub(crate) async fn tell(&self, report: Report) -> Result<(), Gone> {
        self.reports.send(report).await.map_err(|_| Gone)
    }

    pub(crate) async fn status(&mut self, status: Status) -> Result<(), Gone> {
        if self.status.as_ref() == Some(&status) {
            return Ok(());
        }
        self.status = Some(status.clone());
        self.tell(Report::Status(status)).await
    }

    /// Adds a sentence to what was said last of a source that is not read.
    pub(crate) async fn add(&mut self, note: &str) -> Result<(), Gone> {
        match self.status.clone() {
            Some(status) if status.state != SourceState::Live && !status.detail.ends_with(note) => {
                let detail = format!("{} {note}", status.detail);
                self.status(Status { detail, ..status }).await
            }
            _ => Ok(()),
        }
    }

    /// What reading costs, where it costs something.
    pub(crate) async fn quota(&mut self, quota: Option<Quota>) -> Result<(), Gone> {
        if self.quota == quota {
            return Ok(());
        }
        self.quota.clone_from(&quota);
        self.tell(Report::Quota(quota)).await
    }

    /// The streams that there are to choose from: none where it is one.
    pub(crate) async fn streams(&mut self, streams: Vec<LiveStream>) -> Result<(), Gone> {
        let streams = if streams.len() < 2 { Vec::new() } else { streams };
        if self.streams == streams {
            return Ok(());
        }
        self.streams.clone_from(&streams);
        self.tell(Report::Streams(streams)).await
    }

    /// The stream whose chat is read.
    pub(crate) async fn reading(&mut self, video: Option<&str>) -> Result<(), Gone> {
        if self.reading.as_deref() == video {
            return Ok(());
        }
        self.reading = video.map(str::to_owned);
        self.tell(Report::Reading(self.reading.clone())).await
    }

    pub(crate) async fn routes(&mut self, routes: Vec<Route>) -> Result<(), Gone> {
        if self.routes == routes {
            return Ok(());
        }
        self.routes.clone_from(&routes);
        self.tell(Report::Routes(routes)).await
    }
}
