//! A reader and the stand-in that it reads from.

use std::time::Duration;

use chat::{ChatEvent, Kind, LiveStream, Message, Report, SourceId, SourceState, Status};
use fake_platforms::{
    FakeYouTube,
    youtube::{Stream, StreamState},
};
use jiff::Timestamp;
use tokio::{
    sync::{mpsc, watch},
    task::JoinHandle,
    time::timeout,
};
use tokio_util::sync::CancellationToken;
use youtube::{Config, Route, Target, Timings};

pub(crate) const CHANNEL: &str = "UCAoy6rzhSf4ydcYjJw3WoVg";
pub(crate) const FIRST: &str = "c2lb7tb1SEA";
pub(crate) const SECOND: &str = "qS50yDHZOx4";

pub(crate) struct Reading {
    pub(crate) reports: mpsc::Receiver<Report>,
    pub(crate) cancel: CancellationToken,
    pub(crate) task: JoinHandle<()>,
    pub(crate) wake: watch::Sender<u64>,
    pub(crate) choice: watch::Sender<Option<String>>,
}

impl Reading {
    pub(crate) fn start(fake: &FakeYouTube, target: &str) -> Self {
        Self::start_with(fake, target, |_| ())
    }

    pub(crate) fn start_with(
        fake: &FakeYouTube,
        target: &str,
        change: impl FnOnce(&mut Config),
    ) -> Self {
        let (sender, reports) = mpsc::channel(4);
        let (wake, choice) = (watch::Sender::default(), watch::Sender::default());
        let mut config = Config {
            routes: vec![direct()],
            base_url: fake.url().parse().expect("an address"),
            source: SourceId::new("src-test"),
            target: Target::parse(target).expect("a target"),
            timings: quick(),
            clock: || Timestamp::UNIX_EPOCH,
            rng: fastrand::Rng::with_seed(7),
            wake: wake.subscribe(),
            choice: choice.subscribe(),
            official: None,
        };
        change(&mut config);
        let cancel = CancellationToken::new();
        let task = tokio::spawn(youtube::run(config, sender, cancel.clone()));
        Self { reports, cancel, task, wake, choice }
    }

    /// The next report. YouTube's greeting at the start of a chat is none that a test is about.
    pub(crate) async fn next(&mut self) -> Report {
        loop {
            let report = timeout(Duration::from_secs(20), self.reports.recv()).await;
            match report.expect("a report in time").expect("the reader is running") {
                Report::Event(ChatEvent::Message(message)) if is_greeting(&message) => {}
                report => return report,
            }
        }
    }

    /// Waits for a status of this state.
    pub(crate) async fn state(&mut self, state: SourceState) -> Status {
        self.status(|status| status.state == state).await
    }

    /// Waits for such a status.
    pub(crate) async fn status(&mut self, is_it: impl Fn(&Status) -> bool) -> Status {
        loop {
            match self.next().await {
                Report::Status(status) if is_it(&status) => return status,
                _ => {}
            }
        }
    }

    /// The next event, whatever the reader says of itself and of the room before it.
    pub(crate) async fn event(&mut self) -> ChatEvent {
        loop {
            match self.next().await {
                Report::Event(ChatEvent::Room { .. }) => {}
                Report::Event(event) => return event,
                _ => {}
            }
        }
    }

    /// The text of the next event, which must be a message.
    pub(crate) async fn text(&mut self) -> String {
        match self.event().await {
            ChatEvent::Message(message) => message.text(),
            other => panic!("a message was expected: {other:?}"),
        }
    }

    /// Waits for a choice of streams.
    pub(crate) async fn streams(&mut self) -> Vec<LiveStream> {
        loop {
            if let Report::Streams(streams) = self.next().await {
                return streams;
            }
        }
    }

    /// Waits until the ways to YouTube are these: name, used, works.
    pub(crate) async fn routes(&mut self, expected: &[(&str, bool, Option<bool>)]) {
        loop {
            if let Report::Routes(routes) = self.next().await {
                let told = routes.iter().map(|way| (way.name.as_str(), way.used, way.works));
                if told.eq(expected.iter().copied()) {
                    return;
                }
            }
        }
    }
}

fn is_greeting(message: &Message) -> bool {
    matches!(message.kind, Kind::Notice { .. }) && !message.flags.unknown_kind
}

/// The way without a proxy.
pub(crate) fn direct() -> Route {
    Route { name: "direct".to_owned(), client: client(net::client().no_proxy()) }
}

/// The way through a proxy on this address.
pub(crate) fn proxy(address: &str) -> Route {
    let proxy = reqwest::Proxy::all(format!("http://{address}")).expect("a proxy");
    Route { name: address.to_owned(), client: client(net::client().proxy(proxy)) }
}

fn client(builder: reqwest::ClientBuilder) -> reqwest::Client {
    builder.build().expect("a client")
}

/// Timings with which tests need not wait.
pub(crate) fn quick() -> Timings {
    let quick = Duration::from_millis(20);
    Timings {
        busy: quick,
        quiet: quick,
        idle: quick,
        retry: quick,
        retry_at_most: quick * 2,
        limited: quick,
        limited_at_most: quick * 2,
        look: quick,
        look_rarely: quick,
        refused: quick,
        ..Timings::default()
    }
}

/// Longer than any test takes: what waits for it waits in vain.
pub(crate) const FOR_EVER: Duration = Duration::from_hours(1);

pub(crate) fn stream(video: &str, state: StreamState) -> Stream {
    Stream { state, ..Stream::live("@airani", CHANNEL, video) }
}

pub(crate) async fn fake(state: StreamState) -> FakeYouTube {
    let fake = FakeYouTube::start().await.expect("a stand-in");
    fake.set_greeting(true);
    fake.declare(stream(FIRST, state));
    fake
}
