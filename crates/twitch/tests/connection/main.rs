//! Connections to a local stand-in of Twitch, and what happens to them.
#![expect(clippy::expect_used, clippy::panic, reason = "what a test does not expect fails it")]

mod handover;
mod losses;
mod reading;

use std::time::Duration;

use chat::{ChatEvent, Passed, Report, SourceState};
use fake_platforms::{FakeTwitch, twitch::ChannelKind};
use tokio::{sync::mpsc, time::timeout};
use tokio_util::sync::CancellationToken;
use twitch::Timing;

use reading::{PATIENCE, Reading, config, fast};

fn states(reports: &[Report]) -> Vec<SourceState> {
    let state = |report: &Report| match report {
        Report::Status(status) => Some(status.state),
        _ => None,
    };
    reports.iter().filter_map(state).collect()
}

#[tokio::test]
async fn it_joins_without_an_account_and_reads() {
    let mut reading = Reading::start(fast()).await;
    let live = reading.state(SourceState::Live).await;
    assert_eq!(live, "Reading the chat of grace.");
    match reading.next().await {
        Report::Event(ChatEvent::Room { modes, .. }) => {
            let room = fake_platforms::twitch::room_id("grace");
            assert_eq!(modes.room.as_deref(), Some(room.as_str()), "emotes are found by it");
        }
        other => panic!("the rules of the room come first, not {other:?}"),
    }
    reading.twitch.say("grace", "Ada", "hello Kappa").await;
    assert_eq!(reading.message().await.0, "hello Kappa");

    let sent = reading.twitch.lines_received();
    let nick = sent.iter().find_map(|line| line.strip_prefix("NICK justinfan"));
    assert!(nick.is_some_and(|number| number.len() == 5), "anonymous: {sent:?}");
    assert!(!sent.iter().any(|line| line.starts_with("PASS")), "no password: {sent:?}");
}

#[tokio::test]
async fn a_frame_may_hold_many_lines() {
    let mut reading = Reading::start(fast()).await;
    reading.state(SourceState::Live).await;
    let lines = [
        ":ada!ada@ada PRIVMSG #grace :one",
        ":ada!ada@ada PRIVMSG #grace :two",
        ":ada!ada@ada PRIVMSG #grace :three",
    ];
    reading.twitch.send_lines(&lines).await;
    for text in ["one", "two", "three"] {
        assert_eq!(reading.message().await.0, text, "in the order of the frame");
    }
    let parts =
        [":ada!ada@ada PRIVM", "SG #grace :in ", "pieces\r\n:ada!ada@ada PRIVMSG #gr", "ace :4"];
    reading.twitch.send_fragments(&parts).await;
    for text in ["in pieces", "4"] {
        assert_eq!(reading.message().await.0, text, "a message of several frames is one");
    }
}

#[tokio::test]
async fn a_ping_is_answered_with_its_text() {
    let mut reading = Reading::start(fast()).await;
    reading.state(SourceState::Live).await;
    reading.twitch.send_raw("PING :are you there\r\n").await;
    let answered = reading.twitch.received("PONG :are you there");
    timeout(PATIENCE, answered).await.expect("Twitch drops those that do not answer");
}

#[tokio::test]
async fn nothing_that_is_sent_closes_the_connection() {
    let mut reading = Reading::start(fast()).await;
    reading.state(SourceState::Live).await;
    reading.twitch.send_raw("@\r\n:tmi  PRIVMSG\r\n\r\n\u{0}\u{1}\r\n").await;
    reading.twitch.send_raw(&format!("{}\r\n", "x".repeat(512 * 1024))).await;
    reading.twitch.say("grace", "Ada", "still here").await;

    let (text, before) = reading.message().await;
    assert_eq!(text, "still here");
    let count = |passed: &Passed| {
        before.iter().filter(|report| **report == Report::Passed(passed.clone())).count()
    };
    assert_eq!(count(&Passed::Malformed), 3, "each broken line is counted: {before:?}");
    assert_eq!(count(&Passed::Oversized), 1, "the endless line is counted: {before:?}");
    assert_eq!(states(&before), [], "and nothing else happened");
    assert_eq!(reading.twitch.stats().accepted, 1, "over the first connection");
}

#[tokio::test]
async fn a_lost_connection_is_made_again() {
    let mut reading = Reading::start(fast()).await;
    reading.state(SourceState::Live).await;
    reading.twitch.refuse(true);
    reading.twitch.drop_connections();
    let detail = reading.state(SourceState::Backoff).await;
    assert!(detail.starts_with("Twitch is not reachable: "), "{detail}");
    assert!(detail.ends_with(" Trying again in 1 s."), "{detail}");
    timeout(PATIENCE, reading.twitch.refused(4)).await.expect("it is tried again and again");

    reading.twitch.refuse(false);
    reading.state(SourceState::Live).await;
    reading.twitch.say("grace", "Ada", "resumed").await;
    assert_eq!(reading.message().await.0, "resumed");
}

#[tokio::test]
async fn a_half_open_connection_is_noticed() {
    let timing = Timing {
        silence: Duration::from_millis(100),
        answer: Duration::from_millis(100),
        connect: Duration::from_millis(200),
        join: Duration::from_millis(200),
        ..fast()
    };
    let mut reading = Reading::start(timing).await;
    reading.state(SourceState::Live).await;
    reading.twitch.stall(true);
    let detail = reading.state(SourceState::Backoff).await;
    assert!(detail.contains("went silent"), "{detail}");
    let detail = reading.state(SourceState::Backoff).await;
    assert!(detail.contains("did not answer"), "no wrong claim about the channel: {detail}");

    reading.twitch.stall(false);
    reading.state(SourceState::Live).await;
    reading.twitch.say("grace", "Ada", "resumed").await;
    assert_eq!(reading.message().await.0, "resumed");
}

#[tokio::test]
async fn a_quiet_chat_stays_connected() {
    let timing =
        Timing { silence: Duration::from_millis(30), answer: Duration::from_secs(5), ..fast() };
    let mut reading = Reading::start(timing).await;
    reading.state(SourceState::Live).await;
    let pings = || {
        let lines = reading.twitch.lines_received();
        lines.iter().filter(|line| line.starts_with("PING")).count()
    };
    timeout(PATIENCE, async {
        while pings() < 5 {
            tokio::task::yield_now().await;
        }
    })
    .await
    .expect("silence is asked about again and again");
    assert_eq!(reading.twitch.stats().accepted, 1, "the answers keep the connection");
}

#[tokio::test]
async fn a_channel_that_does_not_exist_is_named() {
    let timing = Timing {
        join: Duration::from_millis(100),
        look_again: Duration::from_millis(50),
        ..fast()
    };
    let twitch = FakeTwitch::start().await.expect("a free port");
    twitch.set_channel("grace", ChannelKind::Missing);
    let mut reading = Reading::of(twitch, timing);
    let detail = reading.state(SourceState::Failed).await;
    for what_to_check in ["grace", "typing error", "another name", "closed"] {
        assert!(detail.contains(what_to_check), "{detail}");
    }

    reading.twitch.set_channel("grace", ChannelKind::Open);
    reading.state(SourceState::Live).await;
}

#[tokio::test]
async fn a_suspended_channel_is_named() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    twitch.set_channel("grace", ChannelKind::Suspended);
    let mut reading = Reading::of(twitch, fast());
    let detail = reading.state(SourceState::Failed).await;
    assert!(detail.starts_with("Twitch has suspended the channel grace"), "{detail}");
    assert!(detail.contains("Check the name"), "what to do: {detail}");
    assert!(detail.ends_with("It is looked for again every minute."), "{detail}");
}

#[tokio::test]
async fn a_refusal_says_what_to_do() {
    let mut reading = Reading::start(fast()).await;
    reading.state(SourceState::Live).await;
    reading.twitch.send_raw(":tmi.twitch.tv NOTICE * :Login unsuccessful\r\n").await;
    let detail = reading.state(SourceState::Failed).await;
    assert!(detail.starts_with("Twitch refuses to be read: Login unsuccessful. "), "{detail}");
    assert!(detail.contains("tried again every minute"), "{detail}");
    assert!(detail.contains("newer version"), "{detail}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = free.local_addr().expect("its address");
    drop(free);
    let (sender, mut reports) = mpsc::channel(64);
    let cancel = CancellationToken::new();
    let timing = Timing { first_pause: PATIENCE, ..Timing::default() };
    let config = config(&format!("ws://{address}"), timing);
    let task = tokio::spawn(twitch::run(config, sender, cancel.clone()));
    let detail = loop {
        match timeout(PATIENCE, reports.recv()).await.expect("in time").expect("it goes on") {
            Report::Status(status) if status.state == SourceState::Backoff => break status.detail,
            Report::Status(status) if status.state == SourceState::Connecting => {}
            other => panic!("nothing is there to be read: {other:?}"),
        }
    };
    let why = "Twitch is not reachable: the connection failed (Connection refused";
    assert!(detail.starts_with(why), "{detail}");

    cancel.cancel();
    timeout(Duration::from_secs(1), task).await.expect("in the middle of a pause").expect("clean");
}

#[tokio::test]
async fn it_stops_at_once_even_if_nobody_takes_the_reports() {
    let mut reading = Reading::start(fast()).await;
    reading.state(SourceState::Live).await;
    for number in 0..200 {
        reading.twitch.say("grace", "Ada", &format!("{number}")).await;
    }
    reading.cancel.cancel();
    let stopped = timeout(Duration::from_secs(1), reading.task).await;
    stopped.expect("the full channel does not hold it").expect("clean");
    timeout(PATIENCE, reading.twitch.connected(0)).await.expect("the connection is gone");
}

#[tokio::test]
async fn it_ends_when_nobody_listens_any_more() {
    let mut reading = Reading::start(fast()).await;
    reading.state(SourceState::Live).await;
    drop(reading.reports);
    reading.twitch.say("grace", "Ada", "to nobody").await;
    timeout(PATIENCE, reading.task).await.expect("it ends by itself").expect("clean");
}
