//! What is lost with a connection, and that it is said.

use std::{collections::BTreeSet, pin::pin, sync::Arc, time::Duration};

use chat::{ChatEvent, Report, SourceState};
use fake_platforms::FakeTwitch;
use futures_util::{SinkExt, StreamExt};
use tokio::{
    net::TcpListener,
    sync::{mpsc, watch},
    time::{Instant, timeout},
};
use tokio_tungstenite::tungstenite::Message;
use tokio_util::sync::CancellationToken;
use twitch::{Config, Joins, Timing};

use crate::reading::{PATIENCE, Reading, config, fast, gaps, is_gap};

/// Knows every numbered message.
#[derive(Debug, Default)]
struct Oracle {
    seen: BTreeSet<u64>,
    newest: watch::Sender<Option<u64>>,
    /// Between which numbers something may be missing.
    gaps: Vec<(Option<u64>, Option<u64>)>,
    states: Vec<SourceState>,
}

impl Oracle {
    fn hear(&mut self, report: Report) {
        match report {
            Report::Event(ChatEvent::Message(message)) => self.message(&message),
            Report::Status(status) => self.states.push(status.state),
            _ => {}
        }
    }

    fn message(&mut self, message: &chat::Message) {
        if is_gap(message) {
            self.gaps.push((self.seen.last().copied(), None));
            return;
        }
        let number = message.text().parse().expect("a number");
        assert!(self.seen.insert(number), "{number} is reported twice");
        for (_, end) in self.gaps.iter_mut().filter(|(_, end)| end.is_none()) {
            *end = Some(number);
        }
        self.newest.send_replace(self.seen.last().copied());
    }

    /// Reads for as long as something is done.
    async fn read_while<T>(&mut self, reading: &mut Reading, doing: impl Future<Output = T>) -> T {
        let mut doing = pin!(doing);
        loop {
            tokio::select! {
                done = &mut doing => return done,
                report = reading.next() => self.hear(report),
            }
        }
    }

    /// Reads up to the message with this number.
    async fn read_to(&mut self, reading: &mut Reading, last: u64) {
        while !self.seen.contains(&last) {
            let report = reading.next().await;
            self.hear(report);
        }
    }

    /// Those that are missing, and whether each lies in a gap.
    fn lost(&self, said: u64) -> Vec<(u64, bool)> {
        let in_gap = |number: u64| {
            self.gaps.iter().any(|(from, until)| {
                from.is_none_or(|from| from < number) && until.is_none_or(|until| number < until)
            })
        };
        let missing = (0..said).filter(|number| !self.seen.contains(number));
        missing.map(|number| (number, in_gap(number))).collect()
    }
}

async fn say(twitch: &FakeTwitch, number: &mut u64) {
    twitch.say("grace", "Ada", &number.to_string()).await;
    *number += 1;
    tokio::task::yield_now().await;
}

#[tokio::test]
async fn a_hundred_reconnects_lose_nothing_double_nothing_and_are_not_seen() {
    let mut reading = Reading::start(fast()).await;
    reading.state(SourceState::Live).await;
    let twitch = reading.twitch.clone();
    let mut oracle = Oracle::default();
    let mut newest = oracle.newest.subscribe();
    let mut number = 0;
    let saying = async {
        for round in 0..100 {
            // As patient as Twitch is: the machine may be busy.
            twitch.reconnect(Duration::from_secs(5)).await;
            let joins = || twitch.stats().joins.get("#grace").copied().unwrap_or_default();
            while joins() < round + 2 {
                say(&twitch, &mut number).await;
                let said = Some(number - 1);
                newest.wait_for(|newest| *newest >= said).await.expect("it is read");
            }
            for _ in 0..20 {
                say(&twitch, &mut number).await;
            }
        }
    };
    oracle.read_while(&mut reading, saying).await;
    oracle.read_to(&mut reading, number - 1).await;
    assert_eq!(oracle.lost(number), [], "of {number}");
    assert_eq!(oracle.gaps, [], "and nothing is claimed to be missing");
    assert_eq!(oracle.states, [], "a viewer would see that");
}

#[tokio::test]
async fn what_resets_lose_lies_in_a_gap() {
    let mut reading = Reading::start(fast()).await;
    reading.state(SourceState::Live).await;
    let twitch = reading.twitch.clone();
    let mut rng = fastrand::Rng::with_seed(11);
    let mut oracle = Oracle::default();
    let mut newest = oracle.newest.subscribe();
    let mut number = 0;
    let saying = async {
        for _ in 0..100 {
            twitch.joined("#grace", 1).await;
            let first = number;
            say(&twitch, &mut number).await;
            newest.wait_for(|newest| *newest >= Some(first)).await.expect("it is read");
            for _ in 0..rng.u32(0..30) {
                say(&twitch, &mut number).await;
            }
            if rng.u32(0..4) == 0 {
                twitch.reconnect(Duration::from_millis(rng.u64(0..20))).await;
            }
            for _ in 0..rng.u32(0..10) {
                say(&twitch, &mut number).await;
            }
            twitch.drop_connections();
            twitch.connected(0).await;
            // Said to nobody.
            for _ in 0..rng.u32(1..5) {
                say(&twitch, &mut number).await;
            }
        }
        twitch.joined("#grace", 1).await;
        say(&twitch, &mut number).await;
    };
    oracle.read_while(&mut reading, saying).await;
    oracle.read_to(&mut reading, number - 1).await;
    let lost = oracle.lost(number);
    let unsaid: Vec<_> = lost.iter().filter(|(_, in_gap)| !in_gap).collect();
    assert!(unsaid.is_empty(), "lost without a word: {unsaid:?} of {number}");
    assert!(lost.len() >= 100, "what was said to nobody can't be read: {}", lost.len());
    assert_eq!(oracle.gaps.len(), 100, "each reset left a gap");
}

#[tokio::test]
async fn a_handover_that_fails_leaves_a_gap() {
    let mut reading = Reading::start(fast()).await;
    reading.state(SourceState::Live).await;
    let mut number = 0;
    let twitch = reading.twitch.clone();
    say(&twitch, &mut number).await;
    twitch.refuse(true);
    twitch.reconnect(Duration::from_millis(20)).await;
    timeout(PATIENCE, twitch.connected(0)).await.expect("Twitch closes the old one");
    say(&twitch, &mut number).await;
    timeout(PATIENCE, twitch.refused(2)).await.expect("it tries on");
    twitch.refuse(false);
    timeout(PATIENCE, twitch.joined("grace", 1)).await.expect("it comes back");
    say(&twitch, &mut number).await;
    let mut oracle = Oracle::default();
    oracle.read_to(&mut reading, 2).await;
    assert_eq!(oracle.lost(number), [(1, true)]);
    assert_eq!(oracle.gaps, [(Some(0), Some(2))], "exactly one");
}

/// A server of one channel, by hand: it tells the first connection to reconnect and is dead on it
/// from then on. The second one is as it should be.
async fn dead_after_reconnect(server: TcpListener) {
    let mut kept = Vec::new();
    for first in [true, false] {
        let (socket, _) = server.accept().await.expect("somebody comes");
        let mut socket = tokio_tungstenite::accept_async(socket).await.expect("a WebSocket");
        while let Some(Ok(line)) = socket.next().await {
            if line.to_text().is_ok_and(|line| line.starts_with("JOIN")) {
                break;
            }
        }
        let room = ":tmi.twitch.tv 001 x :hi\r\n@room-id=1 :tmi.twitch.tv ROOMSTATE #grace\r\n";
        let rest = if first { ":tmi.twitch.tv RECONNECT\r\n" } else { "" };
        socket.send(Message::text(format!("{room}{rest}"))).await.expect("it listens");
        kept.push(socket);
    }
    std::future::pending::<()>().await;
}

#[tokio::test]
async fn an_old_connection_that_was_dead_at_the_handover_leaves_a_gap() {
    let server = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = server.local_addr().expect("its address");
    let server = tokio::spawn(dead_after_reconnect(server));
    let (sender, mut reports) = mpsc::channel(64);
    let cancel = CancellationToken::new();
    let config = config(&format!("ws://{address}"), fast());
    let task = tokio::spawn(twitch::run(config, sender, cancel.clone()));
    let gap = async {
        loop {
            match reports.recv().await.expect("the source goes on") {
                Report::Event(ChatEvent::Message(message)) => return is_gap(&message),
                Report::Status(status) => assert!(
                    matches!(status.state, SourceState::Connecting | SourceState::Live),
                    "nobody needs to know: {status:?}"
                ),
                _ => {}
            }
        }
    };
    let gap = timeout(PATIENCE, gap).await.expect("it is noticed");
    assert!(gap, "nobody knows what the old one would have said");
    cancel.cancel();
    task.await.expect("clean");
    server.abort();
}

#[tokio::test]
async fn the_first_start_leaves_no_gap() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    twitch.refuse(true);
    let mut reading = Reading::of(twitch, fast());
    reading.state(SourceState::Backoff).await;
    reading.twitch.refuse(false);
    reading.state(SourceState::Live).await;
    reading.twitch.say("grace", "Ada", "first").await;
    let (_, before) = reading.message().await;
    assert_eq!(gaps(&before), 0, "nothing was read before: {before:?}");
}

#[tokio::test]
async fn a_storm_of_reconnects_keeps_to_the_joins_that_there_may_be() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    let joins = Arc::new(Joins::new(3, Duration::from_hours(1)));
    let config = Config { joins, ..config(&twitch.irc_url(), fast()) };
    let mut reading = Reading::with(twitch, config);
    reading.state(SourceState::Live).await;
    let twitch = reading.twitch.clone();
    for joins in 2..=3 {
        twitch.reconnect(Duration::ZERO).await;
        timeout(PATIENCE, twitch.received("CAP")).await.expect("it comes again");
        let joined = async {
            while twitch.stats().joins.get("#grace") < Some(&joins) {
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, joined).await.expect("it joins again");
    }
    let first = Instant::now();
    twitch.reconnect(Duration::ZERO).await;
    timeout(PATIENCE, twitch.connected(0)).await.expect("Twitch closes the old one");
    // Nothing is left to happen, so that the clock goes on to whatever is waited for.
    tokio::time::pause();
    while twitch.stats().accepted < 4 {
        assert_eq!(twitch.stats().joins.get("#grace"), Some(&3), "{:?}", first.elapsed());
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    let waited = first.elapsed();
    assert!(waited > Duration::from_mins(59), "a fourth one within the hour: after {waited:?}");
}

#[tokio::test]
async fn after_sleep_what_is_dead_is_dialled_again_at_once() {
    let timing = Timing {
        wake_answer: Duration::from_millis(50),
        // Only the wake can be what ends the waits.
        first_pause: Duration::from_hours(1),
        longest_pause: Duration::from_hours(1),
        silence: Duration::from_hours(1),
        ..fast()
    };
    let mut reading = Reading::start(timing).await;
    reading.state(SourceState::Live).await;
    let twitch = reading.twitch.clone();

    reading.wake();
    timeout(PATIENCE, twitch.received("PING")).await.expect("it asks at once");
    twitch.say("grace", "Ada", "still here").await;
    let (text, before) = reading.message().await;
    assert_eq!((text.as_str(), gaps(&before)), ("still here", 0), "{before:?}");
    assert_eq!(twitch.stats().accepted, 1, "what lives stays");

    twitch.stall(true);
    reading.wake();
    reading.state(SourceState::Connecting).await;
    twitch.stall(false);
    reading.state(SourceState::Live).await;
    twitch.say("grace", "Ada", "back").await;
    let (text, before) = reading.message().await;
    assert_eq!((text.as_str(), gaps(&before)), ("back", 1), "{before:?}");

    twitch.refuse(true);
    twitch.drop_connections();
    reading.state(SourceState::Backoff).await;
    twitch.refuse(false);
    reading.wake();
    reading.state(SourceState::Live).await;
}
