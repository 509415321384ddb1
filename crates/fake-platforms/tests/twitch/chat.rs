//! Logging in, joining, and who is sent what.

use std::path::Path;

use fake_platforms::twitch::{ChannelKind, room_id};
use fake_platforms::{FakeTwitch, Pace, recording};
use tokio::time::timeout;
use tokio_tungstenite::connect_async;

use crate::client::{Client, SOON};

#[tokio::test]
async fn an_anonymous_client_logs_in_and_joins_as_on_twitch() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    let mut client = Client::connect(&twitch).await;
    client.send("CAP LS 302").await;
    client.send("CAP REQ :twitch.tv/tags twitch.tv/commands").await;
    client.send("CAP REQ :twitch.tv/nonsense").await;
    client.send("CAP END").await;
    client.send("NICK justinfan12345").await;
    client.send("JOIN #One,#two").await;
    client.send("PING :are you there").await;
    let lines = client.lines(19).await;
    let expected = [
        ":tmi.twitch.tv CAP * LS :twitch.tv/commands twitch.tv/membership twitch.tv/tags",
        ":tmi.twitch.tv CAP * ACK :twitch.tv/tags twitch.tv/commands",
        ":tmi.twitch.tv CAP * NAK :twitch.tv/nonsense",
        ":tmi.twitch.tv 001 justinfan12345 :Welcome, GLHF!",
        ":tmi.twitch.tv 002 justinfan12345 :Your host is tmi.twitch.tv",
        ":tmi.twitch.tv 003 justinfan12345 :This server is rather new",
        ":tmi.twitch.tv 004 justinfan12345 :-",
        ":tmi.twitch.tv 375 justinfan12345 :-",
        ":tmi.twitch.tv 372 justinfan12345 :You are in a maze of twisty passages, all alike.",
        ":tmi.twitch.tv 376 justinfan12345 :>",
        ":justinfan12345!justinfan12345@justinfan12345.tmi.twitch.tv JOIN #one",
        ":justinfan12345.tmi.twitch.tv 353 justinfan12345 = #one :justinfan12345",
        ":justinfan12345.tmi.twitch.tv 366 justinfan12345 #one :End of /NAMES list",
    ];
    assert_eq!(lines.get(..13).expect("19 lines"), expected);
    let room = lines.get(13).expect("a room state");
    assert!(room.contains(&format!(";room-id={};", room_id("one"))), "{room}");
    assert!(room.ends_with(" :tmi.twitch.tv ROOMSTATE #one"), "{room}");
    assert_eq!(lines.last().expect("a pong"), ":tmi.twitch.tv PONG tmi.twitch.tv :are you there");
    let stats = twitch.stats();
    assert_eq!((stats.accepted, stats.open), (1, 1));
    assert_eq!(stats.joins.get("#two"), Some(&1));
    assert_eq!(twitch.lines_received().first().map(String::as_str), Some("CAP LS 302"));
}

#[tokio::test]
async fn a_client_without_capabilities_gets_bare_lines() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    let mut client = Client::connect(&twitch).await;
    client.send("NICK justinfan1").await;
    client.send("JOIN #c").await;
    twitch.joined("c", 1).await;
    twitch.send_line("@a=b :tmi.twitch.tv CLEARCHAT #c").await;
    twitch.say("c", "Ada", "hello").await;
    let lines = client.lines(11).await;
    assert_eq!(
        lines.last().expect("a message"),
        ":ada!ada@ada.tmi.twitch.tv PRIVMSG #c :hello",
        "neither ROOMSTATE nor CLEARCHAT nor tags: {lines:?}"
    );
}

#[tokio::test]
async fn messages_reach_those_who_joined_and_nobody_else() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    let mut one = Client::joined(&twitch, "#c", 1).await;
    let mut two = Client::joined(&twitch, "#c", 2).await;
    let mut other = Client::joined(&twitch, "#d", 1).await;
    let id = twitch.say("c", "Ada", "hi Kappa").await;
    twitch.delete("c", "ada", &id).await;
    for client in [&mut one, &mut two] {
        let message = client.line().await;
        for part in [&format!(";id={id};"), ";display-name=Ada;", ";emotes=25:3-7;"] {
            assert!(message.contains(part), "{part} in {message}");
        }
        assert!(client.line().await.contains(&format!("target-msg-id={id}")), "its deletion");
    }
    two.send("PART #c").await;
    assert!(two.line().await.ends_with("PART #c"), "leaving is confirmed");
    assert_eq!(twitch.send_line(":x!x@x PRIVMSG #c :bye").await, 1, "only one is left");
    assert_eq!(twitch.send_line("PING :tmi.twitch.tv").await, 3, "no channel: for everybody");
    assert_eq!(other.line().await, "PING :tmi.twitch.tv", "nothing else reached the other channel");
    one.send("PRIVMSG #c :anonymous words").await;
    one.send("WHAT now").await;
    assert_eq!(
        one.lines(3).await.last().expect("an error"),
        ":tmi.twitch.tv 421 justinfan7 WHAT :Unknown command"
    );
    one.send("QUIT").await;
    assert_eq!(one.frame().await, None, "the connection ends");
    timeout(SOON, twitch.connected(2)).await.expect("one less");
}

#[tokio::test]
async fn logged_in_users_talk_and_bad_tokens_are_refused() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    let mut reader = Client::joined(&twitch, "#c", 1).await;
    let mut writer = Client::connect(&twitch).await;
    writer.send("PASS oauth:good").await;
    writer.send("NICK Grace").await;
    writer.send("JOIN #c").await;
    twitch.joined("#c", 2).await;
    writer.send("PRIVMSG #c :hello :) all").await;
    let heard = reader.line().await;
    assert!(heard.ends_with(" PRIVMSG #c :hello :) all"), "{heard}");
    assert!(heard.contains(":grace!grace@"), "{heard}");

    twitch.reject_token("bad");
    for (pass, reason) in [
        ("PASS oauth:bad", "Login authentication failed"),
        ("PASS bad", "Improperly formatted auth"),
    ] {
        let mut client = Client::connect(&twitch).await;
        client.send(pass).await;
        client.send("NICK grace").await;
        assert_eq!(client.line().await, format!(":tmi.twitch.tv NOTICE * :{reason}"));
        assert_eq!(client.frame().await, None, "closed after {reason}");
    }
}

#[tokio::test]
async fn a_missing_channel_is_silence_and_a_suspended_one_a_notice() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    twitch.set_channel("gone", ChannelKind::Missing);
    twitch.set_channel("#banned", ChannelKind::Suspended);
    let mut client = Client::joined(&twitch, "#c", 1).await;
    client.send("JOIN #gone").await;
    client.send("JOIN #banned").await;
    let notice = client.line().await;
    assert!(notice.starts_with("@msg-id=msg_channel_suspended "), "{notice}");
    assert_eq!(twitch.send_line(":x!x@x PRIVMSG #gone :hi").await, 0, "nobody is there");
}

#[tokio::test]
async fn a_recording_is_replayed_whole_and_in_order() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/twitch/busy.txt");
    let lines = recording::read_lines(&file).expect("the recording");
    assert_eq!(lines.len(), 300);
    assert_eq!(recording::channels(&lines), ["xqcow"]);
    let twitch = FakeTwitch::start().await.expect("a free port");
    let mut client = Client::joined(&twitch, "#xqcow", 1).await;
    twitch.replay(&lines, Pace::even(0.0)).await;
    assert_eq!(client.lines(300).await, lines);
    assert_eq!(twitch.stats().lines_sent, 300);
}

#[tokio::test]
async fn the_last_handle_stops_the_server() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    let url = twitch.irc_url();
    let mut client = Client::joined(&twitch, "#c", 1).await;
    drop(twitch);
    assert_eq!(client.frame().await, None, "open connections end");
    timeout(SOON, async { while connect_async(&url).await.is_ok() {} })
        .await
        .expect("nobody listens any more");
}
