//! Twitch: what is written and moderated is seen over IRC.

use accounts::Right;
use fake_platforms::twitch::room_id;
use futures_util::future::join_all;
use writing::{Act, Room, WritingError};

use crate::rig::{Rig, Viewer, channel};

#[tokio::test]
async fn a_message_and_a_reply_come_back_over_irc() {
    let rig = Rig::signed_in().await;
    let mut viewer = Viewer::of(&rig.twitch, "ada").await;
    rig.writing.send(&channel("ada"), "hello", None).await.unwrap();
    let line = viewer.next("PRIVMSG").await;
    assert!(line.ends_with("PRIVMSG #ada :hello"), "{line}");
    let id = rig.twitch.say("ada", "Bob", "who are you").await;
    viewer.next("PRIVMSG").await;
    rig.writing.send(&channel("ada"), "I am Ada", Some(&id)).await.unwrap();
    let line = viewer.next("PRIVMSG").await;
    assert!(line.contains(&format!("reply-parent-msg-id={id}")), "{line}");
}

#[tokio::test]
async fn a_channel_whose_chat_is_not_read_is_looked_up_once() {
    let rig = Rig::signed_in().await;
    let room = Room::Twitch { login: "ada".into(), id: None };
    for _ in 0..2 {
        rig.writing.send(&room, "hello", None).await.unwrap();
    }
    assert_eq!(rig.identity.stats().requests["/twitch/helix/users"], 1);
    rig.twitch.set_channel("nobody", fake_platforms::twitch::ChannelKind::Missing);
    let room = Room::Twitch { login: "nobody".into(), id: None };
    let error = rig.writing.send(&room, "hello", None).await.unwrap_err();
    assert_eq!(error.code(), "no_channel");
}

#[tokio::test]
async fn a_hundred_at_once_with_an_expired_token_are_all_sent_after_one_refresh() {
    let mut rig = Rig::signed_in().await;
    rig.restart().await;
    let mut viewer = Viewer::of(&rig.twitch, "ada").await;
    rig.identity.expire_access_tokens();
    let texts: Vec<String> = (0..100).map(|number| format!("message {number}")).collect();
    let room = channel("ada");
    let sent = join_all(texts.iter().map(|text| rig.writing.send(&room, text, None))).await;
    let failed: Vec<_> = sent.into_iter().filter_map(Result::err).collect();
    assert_eq!(failed, [], "lost");
    assert_eq!(rig.identity.stats().refreshed, 1, "refreshes");
    let mut seen = Vec::new();
    for _ in &texts {
        let line = viewer.next("PRIVMSG").await;
        seen.push(line.rsplit_once(" :").unwrap().1.to_owned());
    }
    seen.sort();
    let mut texts = texts;
    texts.sort();
    assert_eq!(seen, texts, "each once");
}

#[tokio::test]
async fn a_moderator_deletes_times_out_bans_and_lifts_it() {
    let rig = Rig::signed_in().await;
    let room = channel("grace");
    let mut viewer = Viewer::of(&rig.twitch, "grace").await;
    let id = rig.twitch.say("grace", "Bob", "something bad").await;
    let delete = Act::Delete { message: id.clone() };
    let error = rig.writing.act(&room, &delete).await.unwrap_err();
    let WritingError::Refused { said, .. } = error else { panic!("{error}") };
    assert_eq!(said, "The user in moderator_id is not one of the broadcaster's moderators.");

    rig.identity.make_moderator("ada", &room_id("grace"));
    rig.writing.act(&room, &delete).await.unwrap();
    let line = viewer.next("CLEARMSG").await;
    assert!(line.contains(&format!("target-msg-id={id}")), "{line}");
    let error = rig.writing.act(&room, &delete).await.unwrap_err();
    assert_eq!(error, WritingError::NoMessage("Twitch"), "it is gone");

    let author = room_id("bob");
    let timeout = Act::Timeout { author: author.clone(), seconds: 60, reason: Some("spam".into()) };
    rig.writing.act(&room, &timeout).await.unwrap();
    let line = viewer.next("CLEARCHAT").await;
    assert!(line.contains("ban-duration=60;"), "{line}");
    let ban = Act::Ban { author: author.clone(), reason: None };
    rig.writing.act(&room, &ban).await.unwrap();
    let line = viewer.next("CLEARCHAT").await;
    assert!(!line.contains("ban-duration"), "{line}");
    let error = rig.writing.act(&room, &ban).await.unwrap_err();
    assert!(error.to_string().ends_with("is already banned."), "{error}");
    let unban = Act::Unban { author };
    rig.writing.act(&room, &unban).await.unwrap();
    let error = rig.writing.act(&room, &unban).await.unwrap_err();
    assert_eq!(error, WritingError::NotBanned("Twitch"));
}

#[tokio::test]
async fn more_than_a_viewer_may_send_is_told_when_to_come_again() {
    let rig = Rig::signed_in().await;
    let room = channel("grace");
    let sending = (0..10).map(|number| {
        let (writing, room) = (&rig.writing, &room);
        async move { writing.send(room, &format!("message {number}"), None).await }
    });
    let (sent, limited): (Vec<_>, Vec<_>) =
        join_all(sending).await.into_iter().partition(Result::is_ok);
    assert_eq!(sent.len(), 5, "one a second for as long as one waits");
    for error in limited.into_iter().map(Result::unwrap_err) {
        assert_eq!(error.code(), "rate_limited");
        assert!(error.retry_after().is_some());
    }
    assert_eq!(rig.identity.stats().requests["/twitch/helix/chat/messages"], 5);
}

#[tokio::test]
async fn who_moderates_is_forgotten_with_who_was_signed_in() {
    let rig = Rig::signed_in().await;
    let room = channel("grace");
    rig.identity.make_moderator("ada", &room_id("grace"));
    let ban = Act::Ban { author: room_id("bob"), reason: None };
    rig.writing.act(&room, &ban).await.unwrap();
    let many = || join_all((0..10).map(|_| rig.writing.send(&room, "hello", None)));
    assert!(many().await.iter().all(Result::is_ok), "a moderator has no pause");

    rig.twitch_account().disconnect().await.unwrap();
    rig.sign_in_to_twitch("eve", &[Right::Send]).await;
    let limited: Vec<_> = many().await.into_iter().filter_map(Result::err).collect();
    assert!(limited.len() >= 5, "a viewer has one: {limited:?}");
    assert!(limited.iter().all(|error| error.code() == "rate_limited"), "{limited:?}");
}
