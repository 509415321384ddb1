//! Every refusal has a code, and says what happened and what to do.

use std::time::Duration;

use accounts::{AccountState, AccountsError, Right};
use fake_platforms::identity::{IdentityFault, Refusal};
use writing::{Act, Room, WritingError};

use crate::rig::{Rig, channel, stream};

const HELIX: &str = "/twitch/helix/chat/messages";
const DATA: &str = "/youtube/v3/liveChat/messages";

#[tokio::test]
async fn without_a_sign_in_nothing_is_asked() {
    let rig = Rig::new().await;
    for room in [channel("ada"), stream()] {
        let error = rig.writing.send(&room, "hello", None).await.unwrap_err();
        assert_eq!(error.code(), "not_signed_in");
        let ban = Act::Ban { author: "1".into(), reason: None };
        assert_eq!(rig.writing.act(&room, &ban).await.unwrap_err().code(), "not_signed_in");
    }
    let asked = rig.identity.stats().requests;
    assert!(
        !asked.keys().any(|path| path.starts_with(HELIX) || path.starts_with(DATA)),
        "{asked:?}"
    );
}

#[tokio::test]
async fn a_sign_in_for_reading_alone_writes_nothing() {
    let rig = Rig::new().await;
    rig.sign_in(&[]).await;
    for room in [channel("ada"), stream()] {
        let error = rig.writing.send(&room, "hello", None).await.unwrap_err();
        assert!(matches!(error, WritingError::MissingRight { right: Right::Send, .. }), "{error}");
        let ban = Act::Ban { author: "1".into(), reason: None };
        let error = rig.writing.act(&room, &ban).await.unwrap_err();
        assert_eq!(error.code(), "missing_right");
    }
}

#[tokio::test]
async fn what_is_too_long_is_not_sent() {
    let rig = Rig::signed_in().await;
    for (room, most) in [(channel("ada"), 500), (stream(), 200)] {
        let error = rig.writing.send(&room, &"ü".repeat(most + 1), None).await.unwrap_err();
        assert_eq!(error.code(), "too_long");
        assert!(error.to_string().contains(&most.to_string()), "{error}");
        rig.writing.send(&room, &"ü".repeat(most), None).await.expect("characters, not bytes");
    }
}

#[tokio::test]
async fn a_refusal_is_told_in_the_platform_s_own_words() {
    let rig = Rig::signed_in().await;
    let mods = "Your message is being checked by mods and has not been sent.";
    let dropped =
        |code: &str, message: &str| Refusal::Dropped { code: code.into(), message: message.into() };
    let twitch = |status, message: &str| Refusal::Twitch { status, message: message.into() };
    let youtube = |status, reason: &str, message: &str| Refusal::YouTube {
        status,
        reason: reason.into(),
        message: message.into(),
    };
    let not_allowed = "The sender is not permitted to send chat messages to this chat room.";
    let quota = "The request cannot be completed because you have exceeded your <a \
                 href=\"/youtube/v3/getting-started#quota\">quota</a>.";
    for (on, room, refusal, code, words) in [
        (HELIX, channel("ada"), dropped("msg_rejected", mods), "refused", mods),
        (HELIX, channel("ada"), dropped("msg_duplicate", "identical"), "refused", "identical"),
        (HELIX, channel("ada"), dropped("msg_ratelimit", "too fast"), "rate_limited", ""),
        (HELIX, channel("ada"), twitch(403, not_allowed), "refused", not_allowed),
        (HELIX, channel("ada"), twitch(401, "Missing scope: user:write:chat"), "missing_right", ""),
        (HELIX, channel("ada"), Refusal::Limited { seconds: 9 }, "rate_limited", ""),
        (DATA, stream(), youtube(403, "liveChatEnded", "no longer live"), "not_live", ""),
        (DATA, stream(), youtube(403, "liveChatDisabled", "disabled"), "not_live", ""),
        (
            DATA,
            stream(),
            youtube(403, "forbidden", "no <b>permission</b>"),
            "refused",
            "no permission",
        ),
        (DATA, stream(), youtube(403, "insufficientPermissions", "scopes"), "missing_right", ""),
        (DATA, stream(), youtube(403, "rateLimitExceeded", "too many"), "rate_limited", ""),
        (DATA, stream(), youtube(403, "quotaExceeded", quota), "quota_exceeded", ""),
        (DATA, stream(), youtube(400, "messageTextInvalid", "not valid"), "refused", "not valid"),
    ] {
        rig.identity.refuse(on, refusal.clone());
        let error = rig.writing.send(&room, "hello", None).await.expect_err(code);
        assert_eq!(error.code(), code, "{refusal:?}");
        assert!(error.to_string().ends_with(words), "{error}");
        assert!(!error.hint().is_empty());
        assert_eq!(error.retry_after().is_some(), code == "rate_limited");
        if matches!(refusal, Refusal::Limited { .. }) {
            let after = error.retry_after().unwrap();
            assert!(
                (Duration::from_secs(7)..=Duration::from_secs(9)).contains(&after),
                "{after:?}"
            );
        }
    }
    assert_eq!(rig.identity.stats().refreshed, 0, "no other token would help");
}

#[tokio::test]
async fn what_can_not_be_reached_and_what_does_not_answer_are_told_apart() {
    let rig = Rig::signed_in().await;
    for (on, room) in [(HELIX, channel("ada")), (DATA, stream())] {
        for (fault, code) in [
            (IdentityFault::Status(503), "unreachable"),
            (IdentityFault::Status(504), "no_answer"),
            (IdentityFault::Lost, "no_answer"),
            (IdentityFault::Html, "no_answer"),
        ] {
            rig.identity.fail(on, fault, Some(1));
            let result = rig.writing.send(&room, "hello", None).await;
            let got = result.expect_err(code).code();
            assert_eq!(got, code, "{fault:?} of {on}");
        }
        rig.writing.send(&room, "hello", None).await.expect("it goes on by itself");
    }
    // Who was only looked for was not written to.
    rig.identity.fail("/twitch/helix/users", IdentityFault::Lost, Some(1));
    let nobody = Room::Twitch { login: "grace".into(), id: None };
    let error = rig.writing.send(&nobody, "hello", None).await.unwrap_err();
    assert_eq!(error.code(), "unreachable", "{error}");
}

#[tokio::test]
async fn a_token_that_no_refresh_makes_good_is_a_sign_in_that_is_over() {
    let mut rig = Rig::signed_in().await;
    rig.restart().await;
    rig.identity.end_sign_ins();
    for room in [channel("ada"), stream()] {
        let error = rig.writing.send(&room, "hello", None).await.unwrap_err();
        assert_eq!(error.code(), "not_signed_in", "{error}");
    }
    let unknown = Room::YouTube { channel: "@ada".into(), video: None };
    let delete = Act::Delete { message: "poll 1".into() };
    let error = rig.writing.act(&unknown, &delete).await.unwrap_err();
    assert_eq!(error, WritingError::NoMessage("YouTube"));
}

#[tokio::test]
async fn why_nobody_is_known_who_could_write_is_said() {
    let rig = Rig::new().await;
    rig.identity.set_has_channel(false);
    rig.sign_in_to_youtube(&[Right::Send]).await;
    rig.until(|views| views.iter().any(|view| view.state == AccountState::Retrying)).await;
    let error = rig.writing.send(&stream(), "hello", None).await.unwrap_err();
    assert_eq!(error, WritingError::Account(AccountsError::NoChannel));
    assert_eq!(error.code(), "no_youtube_channel");
    assert!(error.hint().contains("Make a channel"), "{}", error.hint());
}
