//! twitch-irc, a client that nobody here wrote, unchanged, reads from the Twitch stand-in.
#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::sync::OnceLock;
use std::time::Duration;

use fake_platforms::FakeTwitch;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::timeout;
use twitch_irc::login::StaticLoginCredentials;
use twitch_irc::message::{ClearChatAction, ServerMessage, UserNoticeEvent};
use twitch_irc::transport::websocket::{ConnectionUri, WSTransport};
use twitch_irc::{ClientConfig, TwitchIRCClient};

const SOON: Duration = Duration::from_secs(20);

/// Where the client connects. It asks a type and not a value, so there is one for the process, and
/// one test.
static ADDRESS: OnceLock<String> = OnceLock::new();

struct Here;

impl ConnectionUri for Here {
    fn get_server_uri() -> &'static str {
        ADDRESS.get().expect("set before the client was made")
    }
}

/// One line of each kind, and what the client must make of it.
const LINES: [(&str, &str); 10] = [
    (
        "@badge-info=;badges=;color=#8A2BE2;display-name=Ada;emotes=25:0-4,14-18;flags=;\
         id=6a3f8ac2-6b5c-4d0e-9f0e-2f0f9a4a7b01;mod=0;room-id=1;subscriber=0;\
         tmi-sent-ts=1780000000000;turbo=0;user-id=4711;user-type= \
         :ada!ada@ada.tmi.twitch.tv PRIVMSG #somebody :Kappa can’t 😀 Kappa",
        "Ada: Kappa can’t 😀 Kappa [25 at 0..5 Kappa, 25 at 14..19 Kappa]",
    ),
    (
        "@badge-info=;badges=;bits=100;color=;display-name=Ada;emotes=;flags=;id=x;mod=0;\
         room-id=1;subscriber=0;tmi-sent-ts=1780000000000;turbo=0;user-id=4711;user-type= \
         :ada!ada@ada.tmi.twitch.tv PRIVMSG #somebody :Cheer100 nice",
        "Ada: Cheer100 nice [] 100 bits",
    ),
    (
        "@badge-info=subscriber/1;badges=subscriber/0;color=;display-name=Grace;emotes=;flags=;\
         id=x;login=grace;mod=0;msg-id=sub;msg-param-cumulative-months=1;msg-param-months=0;\
         msg-param-should-share-streak=0;msg-param-sub-plan-name=Plan\\sA;\
         msg-param-sub-plan=1000;room-id=1;subscriber=1;system-msg=Grace\\ssubscribed.;\
         tmi-sent-ts=1780000000000;user-id=4712;user-type= :tmi.twitch.tv USERNOTICE #somebody",
        "Grace subscribes for month 1 to Plan A: Grace subscribed.",
    ),
    (
        "@badge-info=subscriber/12;badges=subscriber/12;color=;display-name=Grace;emotes=;flags=;\
         id=x;login=grace;mod=0;msg-id=resub;msg-param-cumulative-months=12;msg-param-months=0;\
         msg-param-should-share-streak=0;msg-param-sub-plan-name=Plan\\sA;\
         msg-param-sub-plan=1000;room-id=1;subscriber=1;system-msg=12\\smonths!;\
         tmi-sent-ts=1780000000000;user-id=4712;user-type= \
         :tmi.twitch.tv USERNOTICE #somebody :still here",
        "Grace subscribes for month 12 to Plan A: 12 months! still here",
    ),
    (
        "@badge-info=subscriber/12;badges=subscriber/12;color=;display-name=Grace;emotes=;flags=;\
         id=x;login=grace;mod=0;msg-id=subgift;msg-param-gift-months=1;msg-param-months=2;\
         msg-param-recipient-display-name=Linus;msg-param-recipient-id=4713;\
         msg-param-recipient-user-name=linus;msg-param-sender-count=5;\
         msg-param-sub-plan-name=Plan\\sA;msg-param-sub-plan=1000;room-id=1;subscriber=1;\
         system-msg=A\\sgift!;tmi-sent-ts=1780000000000;user-id=4712;user-type= \
         :tmi.twitch.tv USERNOTICE #somebody",
        "Grace gives to Linus",
    ),
    (
        "@badge-info=;badges=;color=;display-name=Barbara;emotes=;flags=;id=x;login=barbara;\
         mod=0;msg-id=raid;msg-param-displayName=Barbara;msg-param-login=barbara;\
         msg-param-profileImageURL=https://static-cdn.jtvnw.net/b.png;msg-param-viewerCount=42;\
         room-id=1;subscriber=0;system-msg=A\\sraid!;tmi-sent-ts=1780000000000;user-id=4714;\
         user-type= :tmi.twitch.tv USERNOTICE #somebody",
        "Barbara raids with 42",
    ),
    (
        "@login=ada;room-id=1;target-msg-id=6a3f8ac2-6b5c-4d0e-9f0e-2f0f9a4a7b01;\
         tmi-sent-ts=1780000000000 :tmi.twitch.tv CLEARMSG #somebody :Kappa",
        "removed 6a3f8ac2-6b5c-4d0e-9f0e-2f0f9a4a7b01 of ada",
    ),
    (
        "@ban-duration=600;room-id=1;target-user-id=4711;tmi-sent-ts=1780000000000 \
         :tmi.twitch.tv CLEARCHAT #somebody :ada",
        "ada is out for 600s",
    ),
    (
        "@room-id=1;target-user-id=4711;tmi-sent-ts=1780000000000 \
         :tmi.twitch.tv CLEARCHAT #somebody :ada",
        "ada is banned",
    ),
    ("@room-id=1;tmi-sent-ts=1780000000000 :tmi.twitch.tv CLEARCHAT #somebody", "cleared"),
];

/// What the client says of a message of the chat; `None` for the rest.
fn told(message: ServerMessage) -> Option<String> {
    match message {
        ServerMessage::Privmsg(said) => {
            let emote = |emote: &twitch_irc::message::Emote| {
                format!("{} at {:?} {}", emote.id, emote.char_range, emote.code)
            };
            let emotes: Vec<_> = said.emotes.iter().map(emote).collect();
            let bits = said.bits.map(|bits| format!(" {bits} bits")).unwrap_or_default();
            let (name, text) = (said.sender.name, said.message_text);
            Some(format!("{name}: {text} [{}]{bits}", emotes.join(", ")))
        }
        ServerMessage::UserNotice(notice) => {
            let name = notice.sender.name;
            Some(match notice.event {
                UserNoticeEvent::SubOrResub { cumulative_months, sub_plan_name, .. } => {
                    let text = notice.message_text.map(|text| format!(" {text}"));
                    let (text, system) = (text.unwrap_or_default(), notice.system_message);
                    format!(
                        "{name} subscribes for month {cumulative_months} to {sub_plan_name}: \
                         {system}{text}"
                    )
                }
                UserNoticeEvent::SubGift { recipient, .. } => {
                    format!("{name} gives to {}", recipient.name)
                }
                UserNoticeEvent::Raid { viewer_count, .. } => {
                    format!("{name} raids with {viewer_count}")
                }
                other => panic!("not sent: {other:?}"),
            })
        }
        ServerMessage::ClearMsg(removed) => {
            Some(format!("removed {} of {}", removed.message_id, removed.sender_login))
        }
        ServerMessage::ClearChat(cleared) => Some(match cleared.action {
            ClearChatAction::ChatCleared => "cleared".to_owned(),
            ClearChatAction::UserBanned { user_login, .. } => format!("{user_login} is banned"),
            ClearChatAction::UserTimedOut { user_login, timeout_length, .. } => {
                format!("{user_login} is out for {timeout_length:?}")
            }
        }),
        unread => match unread.source().command.as_str() {
            "PRIVMSG" | "USERNOTICE" => panic!("the client cannot read {unread:?}"),
            _ => None,
        },
    }
}

async fn next(messages: &mut UnboundedReceiver<ServerMessage>) -> String {
    loop {
        let message = timeout(SOON, messages.recv()).await.expect("a message in time");
        if let Some(told) = told(message.expect("the client is running")) {
            return told;
        }
    }
}

#[tokio::test]
async fn every_kind_is_read_and_after_reconnect_all_goes_on() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    ADDRESS.set(twitch.irc_url()).expect("one test");
    let config = ClientConfig::new_simple(StaticLoginCredentials::anonymous());
    let (mut messages, client) =
        TwitchIRCClient::<WSTransport<Here>, StaticLoginCredentials>::new(config);
    client.join("somebody".to_owned()).expect("a good name");
    timeout(SOON, twitch.joined("somebody", 1)).await.expect("joined");
    for (line, expected) in LINES {
        assert_eq!(twitch.send_line(line).await, 1);
        assert_eq!(next(&mut messages).await, expected, "{line}");
    }

    twitch.reconnect(Duration::ZERO).await;
    timeout(SOON, twitch.connected(0)).await.expect("the old connection closes");
    timeout(SOON, twitch.joined("somebody", 1)).await.expect("joined again");
    for number in 0..100 {
        twitch.say("somebody", "Ada", &format!("{number}")).await;
    }
    for number in 0..100 {
        assert_eq!(next(&mut messages).await, format!("Ada: {number} []"), "once and in order");
    }
    assert_eq!(twitch.stats().accepted, 2);
}
