//! What goes wrong on request.

use std::time::Duration;

use fake_platforms::FakeTwitch;
use fake_platforms::twitch::Line;
use futures_util::StreamExt;
use tokio::io::AsyncReadExt;
use tokio::time::timeout;
use tokio_tungstenite::connect_async;

use crate::client::{Client, SILENCE, SOON};

#[tokio::test]
async fn a_reconnect_is_announced_and_then_the_connection_closes() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    let mut client = Client::joined(&twitch, "#c", 1).await;
    twitch.reconnect(Duration::ZERO).await;
    let mut next = Client::joined(&twitch, "#c", 1).await;
    assert_eq!(client.line().await, ":tmi.twitch.tv RECONNECT");
    assert_eq!(client.frame().await, None, "closed after the announcement");
    twitch.say("c", "Ada", "still here").await;
    assert!(next.line().await.contains("still here"), "the new connection stays");
}

#[tokio::test]
async fn connections_are_dropped_and_new_ones_refused() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    let mut client = Client::joined(&twitch, "#c", 1).await;
    twitch.refuse(true);
    twitch.drop_connections();
    let end = timeout(SOON, client.socket.next()).await.expect("in time");
    assert!(matches!(end, Some(Err(_))), "a reset, not a close: {end:?}");
    assert!(connect_async(twitch.irc_url()).await.is_err(), "refused");
    twitch.refused(1).await;
    twitch.refuse(false);
    Client::joined(&twitch, "#c", 1).await;
}

#[tokio::test]
async fn a_stalled_line_is_silent_and_loses_what_is_sent() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    let mut client = Client::joined(&twitch, "#c", 1).await;
    twitch.stall(true);
    client.send("PING :1").await;
    assert!(timeout(SILENCE, client.socket.next()).await.is_err(), "not even a PONG");
    twitch.say("c", "Ada", "lost").await;
    let dialling = timeout(SILENCE, connect_async(twitch.irc_url())).await;
    assert!(dialling.is_err(), "a new connection gets no answer either");
    twitch.stall(false);
    assert!(client.line().await.ends_with("PONG tmi.twitch.tv :1"), "late, and nothing before it");
    twitch.say("c", "Ada", "heard").await;
    assert!(client.line().await.ends_with(":heard"), "healed");
}

#[tokio::test]
async fn frames_come_joined_split_cut_and_oversized() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    let mut client = Client::joined(&twitch, "#c", 1).await;
    twitch.send_lines(&[":a!a@a PRIVMSG #c :1", ":a!a@a PRIVMSG #c :2"]).await;
    let frame = client.frame().await.expect("a frame");
    assert_eq!(frame, ":a!a@a PRIVMSG #c :1\r\n:a!a@a PRIVMSG #c :2\r\n", "two in one frame");
    twitch.send_fragments(&[":a!a@a PRIV", "MSG #c", " :3\r\n"]).await;
    assert_eq!(client.frame().await.as_deref(), Some(":a!a@a PRIVMSG #c :3\r\n"));
    for text in ["@half=a;line", "\0\u{1}garbage", &"x".repeat(1 << 20)] {
        twitch.send_raw(text).await;
        assert_eq!(client.frame().await.as_deref(), Some(text), "exactly as given");
    }
}

#[tokio::test]
async fn one_connection_can_be_dropped_sent_away_or_die_alone() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    let mut dropped = Client::joined(&twitch, "#c", 1).await;
    let mut sent_away = Client::joined(&twitch, "#c", 2).await;
    let mut dead = Client::joined(&twitch, "#c", 3).await;
    let mut well = Client::joined(&twitch, "#c", 4).await;
    let peers = twitch.connections();
    assert_eq!(peers.iter().map(|peer| peer.id).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert!(peers.iter().all(|peer| peer.joined == ["#c"]), "{peers:?}");
    twitch.drop_one(1);
    twitch.reconnect_one(2, Duration::ZERO).await;
    twitch.freeze(Some(3));
    assert_eq!(sent_away.line().await, ":tmi.twitch.tv RECONNECT");
    assert_eq!(sent_away.frame().await, None, "closed");
    assert_eq!(dropped.frame().await, None, "reset, and no RECONNECT before it");
    timeout(SOON, twitch.connected(2)).await.expect("the dead one looks open");
    twitch.say("c", "Ada", "hi").await;
    assert!(well.line().await.ends_with(":hi"), "the others' faults are not its own");
    dead.send("PING :1").await;
    assert!(timeout(SILENCE, dead.socket.next()).await.is_err(), "nothing passes");
    Client::joined(&twitch, "#d", 1).await;
}

#[tokio::test]
async fn in_a_storm_who_joins_is_sent_away() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    twitch.storm(2, Duration::ZERO);
    for _ in 0..2 {
        let mut client = Client::connect(&twitch).await;
        client.send("CAP REQ :twitch.tv/commands").await;
        client.send("NICK justinfan7").await;
        client.send("JOIN #c").await;
        while client.line().await != ":tmi.twitch.tv RECONNECT" {}
        assert_eq!(client.frame().await, None, "and closed");
    }
    let mut stays = Client::joined(&twitch, "#c", 1).await;
    twitch.say("c", "Ada", "calm").await;
    assert!(stays.line().await.ends_with(":calm"), "the storm is over");
    let seen = twitch.stats();
    assert_eq!((seen.connects_ms.len(), seen.joins_ms.len()), (3, 3));
    assert!(seen.joins_ms.iter().is_sorted(), "{seen:?}");
}

#[tokio::test]
async fn a_slow_line_brings_everything_late_whole_and_in_order() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    let mut client = Client::joined(&twitch, "#c", 1).await;
    for line in [
        Line { bytes: 1, pause_ms: 1, ..Line::default() },
        Line { latency_ms: 20, jitter_ms: 20, ..Line::default() },
    ] {
        twitch.set_line(line);
        for number in 0..5 {
            twitch.send_line(&format!(":a!a@a PRIVMSG #c :{number} 😀")).await;
        }
        let expected: Vec<_> = (0..5).map(|number| format!("{number} 😀")).collect();
        let lines = client.lines(5).await;
        let texts = lines.iter().filter_map(|line| Some(line.rsplit_once(':')?.1));
        assert_eq!(texts.collect::<Vec<_>>(), expected, "{line:?}");
    }
    for line in [
        Line { bytes: 1, pause_ms: 600_000, ..Line::default() },
        Line { latency_ms: 600_000, ..Line::default() },
    ] {
        twitch.set_line(Line::default());
        let mut client = Client::joined(&twitch, "#d", 1).await;
        twitch.set_line(line);
        twitch.send_line(":a!a@a PRIVMSG #d :1").await;
        assert!(timeout(SILENCE, client.socket.next()).await.is_err(), "on its way: {line:?}");
        twitch.drop_connections();
        timeout(SOON, twitch.connected(0)).await.expect("dropped in spite of that");
    }
}

#[tokio::test]
async fn messages_are_cut_into_frames_anywhere() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    let mut client = Client::joined(&twitch, "#c", 1).await;
    twitch.set_line(Line { split: 3, ..Line::default() });
    twitch.send_line(":😀 X #c").await;
    assert_eq!(client.line().await, ":😀 X #c");
    twitch.send_line(":😀 X #c").await;
    let mut raw = vec![0; 4 * 5];
    let read = client.socket.get_mut().read_exact(&mut raw);
    timeout(SOON, read).await.expect("in time").expect("frames");
    let frames: [&[u8]; 4] =
        [b"\x01\x03:\xf0\x9f", b"\x00\x03\x98\x80 ", b"\x00\x03X #", b"\x80\x03c\r\n"];
    assert_eq!(raw, frames.concat(), "a text, two parts in the middle, and the last one");
}

#[tokio::test]
async fn notices_and_messages_without_an_end_are_sent() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    let mut client = Client::joined(&twitch, "#c", 1).await;
    assert_eq!(twitch.notice("c", "slow_on", "Slow mode.").await, 1);
    assert_eq!(client.line().await, "@msg-id=slow_on :tmi.twitch.tv NOTICE #c :Slow mode.");
    twitch.endless(100_000).await;
    let mut raw = vec![0; 100_000];
    let read = client.socket.get_mut().read_exact(&mut raw);
    timeout(SOON, read).await.expect("in time").expect("all of it");
    assert_eq!(raw.first(), Some(&0x01), "text that is not the last frame");
    assert!(!raw.contains(&b'\n'), "no line ends in it");
}
