//! A source that reads from a local stand-in of Twitch.

use std::{sync::Arc, time::Duration};

use chat::{ChatEvent, Kind, Report, SourceId, SourceState};
use fake_platforms::FakeTwitch;
use jiff::Timestamp;
use tokio::{
    sync::{mpsc, watch},
    task::JoinHandle,
    time::timeout,
};
use tokio_util::sync::CancellationToken;
use twitch::{Config, Joins, Timing};

/// Longer than anything here takes; only a broken program waits so long.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// The world's times, a hundred times as fast where tests would wait for them.
pub(crate) fn fast() -> Timing {
    Timing {
        first_pause: Duration::from_millis(5),
        longest_pause: Duration::from_millis(300),
        overlap: Duration::from_millis(200),
        order: Duration::from_millis(10),
        ..Timing::default()
    }
}

pub(crate) fn config(irc_url: &str, timing: Timing) -> Config {
    Config {
        irc_url: irc_url.parse().expect("an address"),
        source: SourceId::new("s1"),
        login: twitch::channel::parse("Grace").expect("a channel"),
        seed: 7,
        now: || Timestamp::UNIX_EPOCH,
        timing,
        wake: watch::Sender::default().subscribe(),
        joins: Arc::new(Joins::new(10_000, Duration::from_secs(1))),
    }
}

pub(crate) struct Reading {
    pub(crate) twitch: FakeTwitch,
    pub(crate) reports: mpsc::Receiver<Report>,
    pub(crate) wakes: watch::Sender<u64>,
    pub(crate) cancel: CancellationToken,
    pub(crate) task: JoinHandle<()>,
}

impl Reading {
    pub(crate) async fn start(timing: Timing) -> Self {
        Self::of(FakeTwitch::start().await.expect("a free port"), timing)
    }

    pub(crate) fn of(twitch: FakeTwitch, timing: Timing) -> Self {
        let config = config(&twitch.irc_url(), timing);
        Self::with(twitch, config)
    }

    pub(crate) fn with(twitch: FakeTwitch, config: Config) -> Self {
        let (sender, reports) = mpsc::channel(64);
        let wakes = watch::Sender::default();
        let config = Config { wake: wakes.subscribe(), ..config };
        let cancel = CancellationToken::new();
        let task = tokio::spawn(twitch::run(config, sender, cancel.clone()));
        Self { twitch, reports, wakes, cancel, task }
    }

    /// The machine wakes.
    pub(crate) fn wake(&self) {
        self.wakes.send_modify(|wakes| *wakes += 1);
    }

    pub(crate) async fn next(&mut self) -> Report {
        let report = timeout(PATIENCE, self.reports.recv()).await;
        report.expect("a report comes in time").expect("the source goes on")
    }

    /// The next status of this state; what comes before it is passed over.
    pub(crate) async fn state(&mut self, state: SourceState) -> String {
        loop {
            match self.next().await {
                Report::Status(status) if status.state == state => return status.detail,
                _ => {}
            }
        }
    }

    /// The text of the next message, and every report before it, gaps included.
    pub(crate) async fn message(&mut self) -> (String, Vec<Report>) {
        let mut before = Vec::new();
        loop {
            match self.next().await {
                Report::Event(ChatEvent::Message(message)) if !is_gap(&message) => {
                    return (message.text(), before);
                }
                other => before.push(other),
            }
        }
    }
}

pub(crate) fn is_gap(message: &chat::Message) -> bool {
    matches!(message.kind, Kind::Gap { .. })
}

/// How many gaps were reported.
pub(crate) fn gaps(reports: &[Report]) -> usize {
    let gap = |report: &&Report| matches!(report, Report::Event(ChatEvent::Message(message)) if is_gap(message));
    reports.iter().filter(gap).count()
}
