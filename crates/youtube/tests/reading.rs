//! Reading a chat from end to end, against a stand-in for YouTube.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::time::Duration;

use chat::{ChatEvent, Report, SourceId, SourceState, Status};
use fake_platforms::{
    FakeYouTube,
    youtube::{Continuation, Fault, GET_LIVE_CHAT, Stream, StreamState},
};
use jiff::Timestamp;
use tokio::{sync::mpsc, task::JoinHandle, time::timeout};
use tokio_util::sync::CancellationToken;
use youtube::{Config, Target, Timings};

const CHANNEL: &str = "UCAoy6rzhSf4ydcYjJw3WoVg";
const FIRST: &str = "c2lb7tb1SEA";
const SECOND: &str = "qS50yDHZOx4";

struct Reading {
    reports: mpsc::Receiver<Report>,
    cancel: CancellationToken,
    task: JoinHandle<()>,
}

impl Reading {
    fn start(fake: &FakeYouTube, target: &str) -> Self {
        // Another test of this process may have installed it.
        drop(rustls::crypto::ring::default_provider().install_default());
        let (sender, reports) = mpsc::channel(4);
        let config = Config {
            client: reqwest::Client::builder().no_proxy().build().expect("a client"),
            base_url: fake.url().parse().expect("an address"),
            source: SourceId::new("src-test"),
            target: Target::parse(target).expect("a target"),
            timings: quick(),
            clock: || Timestamp::UNIX_EPOCH,
            rng: fastrand::Rng::with_seed(7),
        };
        let cancel = CancellationToken::new();
        let task = tokio::spawn(youtube::run(config, sender, cancel.clone()));
        Self { reports, cancel, task }
    }

    async fn next(&mut self) -> Report {
        let report = timeout(Duration::from_secs(20), self.reports.recv()).await;
        report.expect("a report in time").expect("the reader is running")
    }

    /// Waits for a status of this state.
    async fn state(&mut self, state: SourceState) -> Status {
        loop {
            match self.next().await {
                Report::Status(status) if status.state == state => return status,
                _ => {}
            }
        }
    }

    /// The next event, whatever the reader says of itself before it.
    async fn event(&mut self) -> ChatEvent {
        loop {
            if let Report::Event(event) = self.next().await {
                return event;
            }
        }
    }

    /// The text of the next event, which must be a message.
    async fn text(&mut self) -> String {
        match self.event().await {
            ChatEvent::Message(message) => message.text(),
            other => panic!("a message was expected: {other:?}"),
        }
    }
}

fn quick() -> Timings {
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
        ..Timings::default()
    }
}

fn stream(video: &str, state: StreamState) -> Stream {
    Stream { state, ..Stream::live("@airani", CHANNEL, video) }
}

async fn fake(state: StreamState) -> FakeYouTube {
    let fake = FakeYouTube::start().await.expect("a stand-in");
    fake.declare(stream(FIRST, state));
    fake
}

#[tokio::test]
async fn a_live_chat_is_read_from_its_history_on() {
    for target in ["@airani", CHANNEL, FIRST, "/c/airani"] {
        let fake = fake(StreamState::Live).await;
        fake.chat(FIRST, "ada", "before").expect("declared");
        let mut reading = Reading::start(&fake, target);
        assert!(matches!(reading.next().await, Report::Status(status)
            if status.state == SourceState::Connecting && status.detail.starts_with("Looking for")));
        let live = reading.state(SourceState::Live).await;
        assert_eq!(live.detail, "Reading all chat of “airani is live”", "for {target}");
        assert_eq!(reading.text().await, "before", "what was said moments ago");
        fake.chat(FIRST, "ada", "after").expect("declared");
        assert_eq!(reading.text().await, "after", "and once only");
    }
}

#[tokio::test]
async fn messages_that_top_chat_leaves_out_are_read() {
    let fake = fake(StreamState::Live).await;
    fake.spam(FIRST, "ada", "early spam").expect("declared");
    let mut reading = Reading::start(&fake, "@airani");
    assert_eq!(reading.text().await, "early spam", "in the history");
    fake.spam(FIRST, "ada", "late spam").expect("declared");
    assert_eq!(reading.text().await, "late spam", "and later");
}

#[tokio::test]
async fn top_chat_is_read_and_named_where_there_is_nothing_else() {
    let fake = fake(StreamState::Live).await;
    fake.chat(FIRST, "ada", "hello").expect("declared");
    // The first answer is right; the two tokens of all messages are refused, without and with key.
    fake.fail(GET_LIVE_CHAT, Fault::Slow(0), Some(1));
    fake.fail(GET_LIVE_CHAT, Fault::Status(400), Some(4));
    let mut reading = Reading::start(&fake, "@airani");
    let live = reading.state(SourceState::Live).await;
    assert!(live.detail.starts_with("Reading Top chat only"), "{}", live.detail);
    assert_eq!(reading.text().await, "hello");
}

#[tokio::test]
async fn a_waiting_room_becomes_a_chat_by_itself() {
    let fake = fake(StreamState::Upcoming).await;
    fake.chat(FIRST, "ada", "in the waiting room").expect("declared");
    let mut reading = Reading::start(&fake, "@airani");
    let waiting = reading.state(SourceState::Waiting).await;
    assert_eq!(waiting.detail, "@airani is not live. Chat starts by itself when the stream does.");
    fake.set_state(FIRST, StreamState::Live).expect("declared");
    reading.state(SourceState::Live).await;
}

#[tokio::test]
async fn removals_come_in_the_order_of_the_chat() {
    let fake = fake(StreamState::Live).await;
    let mut reading = Reading::start(&fake, "@airani");
    reading.state(SourceState::Live).await;
    let id = fake.chat(FIRST, "ada", "oops").expect("declared");
    fake.remove(FIRST, &id).expect("declared");
    fake.chat(FIRST, "bob", "hm").expect("declared");
    assert_eq!(reading.text().await, "oops");
    assert!(matches!(reading.event().await, ChatEvent::Removed(_)), "before what came later");
    assert_eq!(reading.text().await, "hm");
}

#[tokio::test]
async fn the_next_stream_is_followed_by_itself() {
    let fake = fake(StreamState::Live).await;
    let mut reading = Reading::start(&fake, "@airani");
    reading.state(SourceState::Live).await;
    fake.end(FIRST).expect("declared");
    let ended = reading.state(SourceState::Waiting).await;
    assert!(ended.detail.contains("has ended"), "{}", ended.detail);
    fake.declare(stream(SECOND, StreamState::Live));
    fake.chat(SECOND, "ada", "again").expect("declared");
    reading.state(SourceState::Live).await;
    assert_eq!(reading.text().await, "again");
}

#[tokio::test]
async fn no_failure_loses_or_doubles_a_message() {
    for fault in [
        Fault::Status(400),
        Fault::Status(403),
        Fault::Status(404),
        Fault::Status(429),
        Fault::Status(500),
        Fault::Status(503),
        Fault::RetryAfter(0),
        Fault::UnusualTraffic,
        Fault::Html,
        Fault::Truncated,
        Fault::HangUp,
        Fault::NoContents,
        Fault::NoContinuations,
        Fault::Message("Sorry, live chat is currently unavailable".to_owned()),
    ] {
        let fake = fake(StreamState::Live).await;
        fake.chat(FIRST, "ada", "one").expect("declared");
        let mut reading = Reading::start(&fake, "@airani");
        assert_eq!(reading.text().await, "one", "before {fault:?}");
        fake.fail(GET_LIVE_CHAT, fault.clone(), Some(8));
        fake.chat(FIRST, "ada", "two").expect("declared");
        assert_eq!(reading.text().await, "two", "after {fault:?}");
        fake.chat(FIRST, "ada", "three").expect("declared");
        assert_eq!(reading.text().await, "three", "after {fault:?}");
    }
}

#[tokio::test]
async fn a_failure_is_told_and_then_that_it_has_passed() {
    let fake = fake(StreamState::Live).await;
    let mut reading = Reading::start(&fake, "@airani");
    reading.state(SourceState::Live).await;
    for (fault, sentence) in [
        (Fault::Status(500), "error 500"),
        (Fault::Status(429), "asks too much"),
        (Fault::UnusualTraffic, "asks too much"),
        (Fault::Html, "could not be read"),
        (Fault::HangUp, "can't be reached"),
    ] {
        fake.fail(GET_LIVE_CHAT, fault, Some(1));
        let backoff = reading.state(SourceState::Backoff).await;
        assert!(backoff.detail.contains(sentence), "{sentence:?} in {:?}", backoff.detail);
        reading.state(SourceState::Live).await;
    }
}

#[tokio::test]
async fn what_a_person_must_do_is_said() {
    for (state, expected, sentence) in [
        (StreamState::MembersOnly, SourceState::NeedsAuth, "members only"),
        (StreamState::ChatDisabled, SourceState::Failed, "Chat is turned off"),
    ] {
        let fake = fake(state).await;
        let mut reading = Reading::start(&fake, "@airani");
        let status = reading.state(expected).await;
        assert!(status.detail.contains(sentence), "{sentence:?} in {:?}", status.detail);
        fake.set_state(FIRST, StreamState::Live).expect("declared");
        reading.state(SourceState::Live).await;
    }
    let fake = fake(StreamState::Ended).await;
    for (target, sentence) in [
        ("@nobody", "YouTube has no channel @nobody"),
        (SECOND, "YouTube has no video qS50yDHZOx4"),
        (FIRST, "This video is not live"),
    ] {
        let status = Reading::start(&fake, target).state(SourceState::Failed).await;
        assert!(status.detail.starts_with(sentence), "{sentence:?} in {:?}", status.detail);
    }
}

#[tokio::test]
async fn the_question_about_cookies_is_answered_beforehand() {
    let fake = fake(StreamState::Live).await;
    fake.set_consent_wall(true);
    Reading::start(&fake, "@airani").state(SourceState::Live).await;
}

#[tokio::test]
async fn there_is_never_more_than_one_poll_on_its_way() {
    let fake = fake(StreamState::Live).await;
    fake.fail(GET_LIVE_CHAT, Fault::Slow(50), Some(10));
    let mut reading = Reading::start(&fake, "@airani");
    reading.state(SourceState::Live).await;
    fake.polled(FIRST, 12).await;
    assert_eq!(
        fake.stats().polls[FIRST].max_in_flight,
        1,
        "though polls take longer than the pace"
    );
}

#[tokio::test]
async fn every_way_to_go_on_is_followed() {
    let fake = fake(StreamState::Live).await;
    let kinds = [Continuation::Timed(5000), Continuation::Reload, Continuation::Invalidation(10)];
    fake.set_continuations(FIRST, &kinds).expect("declared");
    let mut reading = Reading::start(&fake, "@airani");
    reading.state(SourceState::Live).await;
    for number in 0..9 {
        let text = number.to_string();
        fake.chat(FIRST, "ada", &text).expect("declared");
        assert_eq!(reading.text().await, text, "each once, in order");
    }
}

#[tokio::test]
async fn cancelling_ends_at_once_even_in_a_request() {
    let fake = fake(StreamState::Live).await;
    fake.fail(GET_LIVE_CHAT, Fault::Slow(600_000), None);
    let reading = Reading::start(&fake, "@airani");
    fake.requested(GET_LIVE_CHAT, 1).await;
    reading.cancel.cancel();
    timeout(Duration::from_secs(5), reading.task).await.expect("at once").expect("without panic");
}

#[tokio::test]
async fn cancelling_ends_even_when_nobody_takes_the_reports() {
    let fake = fake(StreamState::Live).await;
    for number in 0..50 {
        fake.chat(FIRST, "ada", &number.to_string()).expect("declared");
    }
    let reading = Reading::start(&fake, "@airani");
    fake.requested(GET_LIVE_CHAT, 2).await;
    reading.cancel.cancel();
    timeout(Duration::from_secs(5), reading.task).await.expect("at once").expect("without panic");
}

#[tokio::test]
async fn it_ends_when_its_owner_is_gone() {
    let fake = fake(StreamState::Live).await;
    let Reading { reports, task, .. } = Reading::start(&fake, "@airani");
    drop(reports);
    timeout(Duration::from_secs(5), task).await.expect("by itself").expect("without panic");
}
