//! One connection takes the place of another, against a server by hand.

use std::time::Duration;

use chat::{ChatEvent, Kind, Report, SourceState};
use futures_util::{SinkExt, StreamExt};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::mpsc,
    time::timeout,
};
use tokio_tungstenite::{WebSocketStream, tungstenite::Message};
use tokio_util::sync::{CancellationToken, DropGuard};
use twitch::Timing;

use crate::reading::{PATIENCE, config, fast, is_gap};

/// Twitch's end of a connection.
type Peer = WebSocketStream<TcpStream>;

const WELCOME: &str = ":tmi.twitch.tv 001 x :hi\r\n@room-id=1 :tmi.twitch.tv ROOMSTATE #grace";
const RECONNECT: &str = ":tmi.twitch.tv RECONNECT";

/// A server, and what is read from it.
struct Server {
    listener: TcpListener,
    reports: mpsc::Receiver<Report>,
    _end: DropGuard,
}

impl Server {
    /// With the first connection, which is read.
    async fn start(timing: Timing) -> (Self, Peer) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let (sender, reports) = mpsc::channel(64);
        let cancel = CancellationToken::new();
        let config = config(&format!("ws://{address}"), timing);
        tokio::spawn(twitch::run(config, sender, cancel.clone()));
        let mut server = Self { listener, reports, _end: cancel.drop_guard() };
        let first = server.joined().await;
        (server, first)
    }

    /// The next connection, up to its `JOIN`.
    async fn accept(&self) -> Peer {
        let accepted = timeout(PATIENCE, self.listener.accept()).await;
        let (socket, _) = accepted.expect("it comes in time").expect("it comes");
        let mut peer = tokio_tungstenite::accept_async(socket).await.expect("a WebSocket");
        loop {
            let line = peer.next().await.expect("it asks").expect("for the channel");
            if line.to_text().is_ok_and(|line| line.starts_with("JOIN")) {
                return peer;
            }
        }
    }

    /// The next connection, which is read now.
    async fn joined(&mut self) -> Peer {
        let mut peer = self.accept().await;
        say(&mut peer, WELCOME).await;
        assert!(matches!(self.event().await, ChatEvent::Room { .. }), "it is read");
        peer
    }

    /// The next connection. Nobody read what was written before it.
    async fn joined_after_gap(&mut self) -> Peer {
        let mut peer = self.accept().await;
        say(&mut peer, WELCOME).await;
        match self.event().await {
            ChatEvent::Message(message) => assert!(is_gap(&message), "{message:?}"),
            other => panic!("the gap comes before {other:?}"),
        }
        assert!(matches!(self.event().await, ChatEvent::Room { .. }), "it is read");
        peer
    }

    async fn next(&mut self) -> Report {
        let report = timeout(PATIENCE, self.reports.recv()).await;
        report.expect("a report comes in time").expect("the source goes on")
    }

    /// The next event. Viewers are told of nothing but Live and Connecting meanwhile.
    async fn event(&mut self) -> ChatEvent {
        loop {
            match self.next().await {
                Report::Event(event) => return event,
                Report::Status(status) => assert!(
                    matches!(status.state, SourceState::Connecting | SourceState::Live),
                    "nobody needs to know: {status:?}"
                ),
                other => panic!("nothing of that is sent: {other:?}"),
            }
        }
    }

    /// The words of the next event, which is a message and no gap.
    async fn text(&mut self) -> String {
        match self.event().await {
            ChatEvent::Message(message) if !is_gap(&message) => message.text(),
            other => panic!("nothing but a message is due, not {other:?}"),
        }
    }
}

async fn say(peer: &mut Peer, lines: &str) {
    peer.send(Message::text(lines)).await.expect("it listens");
}

async fn chat(peer: &mut Peer, text: &str) {
    say(peer, &format!(":ada!ada@ada PRIVMSG #grace :{text}")).await;
}

/// The old connection stays until the server ends it.
fn patient() -> Timing {
    Timing { overlap: Duration::from_hours(1), ..fast() }
}

#[tokio::test]
async fn what_both_connections_remove_is_removed_once() {
    let (mut server, mut old) = Server::start(patient()).await;
    say(&mut old, RECONNECT).await;
    let mut new = server.joined().await;

    let author = "@room-id=1;target-user-id=42;tmi-sent-ts=1700000000000 :tmi.twitch.tv CLEARCHAT #grace :ada";
    let same = "@tmi-sent-ts=1700000000000;target-user-id=42;room-id=1 :tmi.twitch.tv CLEARCHAT #grace :ada";
    let all = "@room-id=1;tmi-sent-ts=1700000000001 :tmi.twitch.tv CLEARCHAT #grace";
    let one =
        "@login=ada;target-msg-id=m1;tmi-sent-ts=1700000000002 :tmi.twitch.tv CLEARMSG #grace :x";
    for (removal, again) in [(author, same), (all, all), (one, one)] {
        say(&mut new, removal).await;
        assert!(matches!(server.event().await, ChatEvent::Removed(_)), "{removal}");
        chat(&mut new, &format!("let in again after {removal}")).await;
        assert!(server.text().await.starts_with("let in again"));
        say(&mut old, again).await;
        chat(&mut old, &format!("goes on after {removal}")).await;
        assert!(server.text().await.starts_with("goes on"), "not removed again: {removal}");
    }
    say(&mut old, &author.replace("000000000", "000009000")).await;
    assert!(matches!(server.event().await, ChatEvent::Removed(_)), "that is another one");
}

#[tokio::test]
async fn a_rule_switched_is_told_once_for_both_connections_and_each_time_by_one() {
    let (mut server, mut old) = Server::start(patient()).await;
    let rule = |on: bool| {
        let id = if on { "subs_on" } else { "subs_off" };
        format!("@msg-id={id} :tmi.twitch.tv NOTICE #grace :Changed.")
    };
    for on in [true, false, true, false] {
        say(&mut old, &rule(on)).await;
        let ChatEvent::Message(message) = server.event().await else { panic!("a message") };
        assert!(matches!(&message.kind, Kind::Mode { change } if change.on == on), "{message:?}");
    }
    say(&mut old, RECONNECT).await;
    let mut new = server.joined().await;
    say(&mut new, &rule(true)).await;
    assert!(matches!(server.event().await, ChatEvent::Message(_)));
    say(&mut old, &rule(true)).await;
    chat(&mut old, "goes on").await;
    assert_eq!(server.text().await, "goes on", "it was told");
}

#[tokio::test]
async fn however_twitch_ends_the_old_connection_nothing_is_said_to_be_missing() {
    // In order, without a word, and with a reset.
    for end in 0..3 {
        let (mut server, mut old) = Server::start(patient()).await;
        say(&mut old, RECONNECT).await;
        let mut new = server.joined().await;
        match end {
            0 => old.close(None).await.expect("it is open"),
            1 => {}
            _ => old.get_ref().set_zero_linger().expect("a socket"),
        }
        drop(old);
        for text in ["one", "two", "three"] {
            chat(&mut new, text).await;
            assert_eq!(server.text().await, text, "and no gap before it, end {end}");
        }
    }
}

#[tokio::test]
async fn what_the_old_connection_still_has_comes_before_what_the_new_one_brings() {
    let timing = Timing { order: Duration::from_hours(1), ..patient() };
    let (mut server, mut old) = Server::start(timing).await;
    say(&mut old, RECONNECT).await;
    let mut new = server.joined().await;
    chat(&mut new, "second").await;
    let question = loop {
        let asked = old.next().await.expect("it asks").expect("whether all is read");
        let asked = asked.to_text().expect("words").trim_end().to_owned();
        if let Some(question) = asked.strip_prefix("PING ") {
            break question.to_owned();
        }
    };
    chat(&mut old, "first").await;
    say(&mut old, &format!(":tmi.twitch.tv PONG tmi.twitch.tv {question}")).await;
    assert_eq!(server.text().await, "first");
    assert_eq!(server.text().await, "second");
    // Now it waits for nobody.
    chat(&mut new, "third").await;
    assert_eq!(server.text().await, "third");
}

#[tokio::test]
async fn an_end_right_after_reconnect_leaves_one_gap_up_to_the_next_connection() {
    let (mut server, mut old) = Server::start(patient()).await;
    say(&mut old, RECONNECT).await;
    old.close(None).await.expect("it is open");
    drop(old);
    let mut new = server.joined_after_gap().await;
    for text in ["one", "two"] {
        chat(&mut new, text).await;
        assert_eq!(server.text().await, text, "exactly one");
    }
}

#[tokio::test]
async fn a_new_connection_that_is_refused_is_made_again_while_the_old_one_is_read() {
    let timing = Timing { look_again: Duration::from_hours(1), ..patient() };
    let (mut server, mut old) = Server::start(timing).await;
    say(&mut old, RECONNECT).await;
    let mut refused = server.accept().await;
    say(&mut refused, ":tmi.twitch.tv NOTICE * :Login unsuccessful").await;
    let mut next = server.accept().await;
    chat(&mut old, "still read").await;
    assert_eq!(server.text().await, "still read");
    say(&mut next, WELCOME).await;
    assert!(matches!(server.event().await, ChatEvent::Room { .. }), "it takes its place");
}

#[tokio::test]
async fn when_the_old_connection_ends_during_a_pause_the_next_one_is_made_at_once() {
    let timing = Timing {
        first_pause: Duration::from_hours(1),
        longest_pause: Duration::from_hours(1),
        ..patient()
    };
    let (mut server, mut old) = Server::start(timing).await;
    say(&mut old, RECONNECT).await;
    drop(server.listener.accept().await.expect("the next one comes, and fails"));
    // Each answer is a turn in which the failure can be taken in; one is enough.
    for turn in 0..30 {
        let ping = format!("PING :{turn}");
        say(&mut old, &ping).await;
        let answer = timeout(PATIENCE, old.next()).await.expect("in time");
        assert_eq!(answer.expect("open").expect("a frame"), Message::text(ping.replace('I', "O")));
    }
    drop(old);
    server.joined_after_gap().await;
}
