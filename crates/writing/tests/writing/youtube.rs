//! YouTube: what is written and moderated is seen over InnerTube.

use fake_platforms::identity::{IdentityFault, Refusal};
use fake_platforms::youtube::{Author, Stream, StreamState, channel_id};
use futures_util::future::join_all;
use writing::{Act, Cost, Room, WritingError};

use crate::rig::{Rig, VIDEO, channel, stream};

#[tokio::test]
async fn a_message_is_written_and_its_chat_is_looked_up_once() {
    let rig = Rig::signed_in().await;
    for text in ["hello", "again"] {
        rig.writing.send(&stream(), text, None).await.unwrap();
    }
    assert_eq!(rig.youtube.stats().actions, 2);
    assert_eq!(rig.identity.stats().requests["/youtube/v3/videos"], 1);
}

#[tokio::test]
async fn many_at_once_with_an_expired_token_are_sent_after_one_refresh() {
    let mut rig = Rig::signed_in().await;
    rig.restart().await;
    // Twitch renews its own, as it may.
    let asked = |rig: &Rig| rig.identity.stats().requests["/google/token"];
    let before = asked(&rig);
    rig.identity.expire_access_tokens();
    let room = stream();
    let sent = join_all((0..20).map(|_| rig.writing.send(&room, "hello", None))).await;
    assert!(sent.iter().all(Result::is_ok), "{sent:?}");
    assert_eq!((rig.youtube.stats().actions, asked(&rig) - before), (20, 1));
    let error = rig.writing.send(&room, "one more", None).await.unwrap_err();
    assert_eq!(error.code(), "rate_limited");
    assert!(error.retry_after().is_some());
}

#[tokio::test]
async fn a_moderator_deletes_times_out_bans_and_lifts_what_they_placed() {
    let rig = Rig::signed_in().await;
    let grace = channel_id("@grace");
    rig.youtube.declare(Stream::live("@grace", &grace, "abcdefghijk"));
    let room = Room::YouTube { channel: "@grace".into(), video: Some("abcdefghijk".into()) };
    let bob = Author::named("@bob");
    let item = rig.youtube.chat_as("abcdefghijk", &bob, "something bad").unwrap();
    let delete = Act::Delete { message: item };
    let error = rig.writing.act(&room, &delete).await.unwrap_err();
    assert_eq!(error.code(), "refused", "not a moderator: {error}");

    rig.identity.make_moderator("@ada", &grace);
    let before = rig.youtube.stats().actions;
    rig.writing.act(&room, &delete).await.unwrap();
    let author = bob.channel_id();
    let unban = Act::Unban { author: author.clone() };
    let error = rig.writing.act(&room, &unban).await.unwrap_err();
    assert_eq!(error, WritingError::UnknownBan);
    for act in [
        Act::Timeout { author: author.clone(), seconds: 60, reason: None },
        Act::Ban { author, reason: None },
    ] {
        rig.writing.act(&room, &act).await.unwrap();
        rig.writing.act(&room, &unban).await.unwrap();
    }
    assert_eq!(rig.youtube.stats().actions - before, 3, "each removes what was written");
}

#[tokio::test]
async fn what_was_placed_is_lifted_after_a_restart_and_after_the_stream() {
    let mut rig = Rig::signed_in().await;
    let bob = Author::named("@bob");
    rig.youtube.chat_as(VIDEO, &bob, "something bad").unwrap();
    let author = bob.channel_id();
    let timeout = Act::Timeout { author: author.clone(), seconds: 600, reason: None };
    rig.writing.act(&stream(), &timeout).await.unwrap();
    let ends = rig.bans.0.lock().unwrap()[0].until.expect("a timeout has an end");
    assert!((540..=600).contains(&(ends.as_second() - jiff::Timestamp::now().as_second())));
    rig.restart().await;
    let over = Room::YouTube { channel: "@ada".into(), video: None };
    let unban = Act::Unban { author: author.clone() };
    rig.writing.act(&over, &unban).await.unwrap();
    assert!(rig.bans.0.lock().unwrap().is_empty(), "what is lifted is forgotten");
    assert_eq!(rig.writing.act(&over, &unban).await, Err(WritingError::UnknownBan));

    rig.writing.act(&stream(), &Act::Ban { author: author.clone(), reason: None }).await.unwrap();
    rig.bans.0.lock().unwrap()[0].id = "lifted-elsewhere".into();
    rig.restart().await;
    let error = rig.writing.act(&over, &unban).await.unwrap_err();
    assert_eq!(error, WritingError::NotBanned("YouTube"));
    assert!(rig.bans.0.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_stream_that_is_over_is_not_live() {
    let rig = Rig::signed_in().await;
    let nothing = Room::YouTube { channel: "@ada".into(), video: None };
    assert_eq!(rig.writing.send(&nothing, "hello", None).await, Err(WritingError::NotLive));
    rig.writing.send(&stream(), "hello", None).await.unwrap();
    rig.youtube.set_state(VIDEO, StreamState::Ended).unwrap();
    for _ in 0..2 {
        assert_eq!(rig.writing.send(&stream(), "hello", None).await, Err(WritingError::NotLive));
    }
    assert_eq!(rig.identity.stats().requests["/youtube/v3/videos"], 2, "it is looked up again");
    rig.writing.send(&channel("ada"), "hello", None).await.expect("Twitch goes on");
}

#[tokio::test]
async fn a_send_that_finds_the_quota_used_up_uses_it_up_for_all() {
    let rig = Rig::signed_in().await;
    rig.writing.send(&stream(), "hello", None).await.unwrap();
    assert_eq!(*rig.spent.lock().unwrap(), [Cost::Units(1), Cost::Units(20)]);
    for reason in ["quotaExceeded", "dailyLimitExceeded"] {
        rig.spent.lock().unwrap().clear();
        let refusal =
            Refusal::YouTube { status: 403, reason: reason.into(), message: "no more".into() };
        rig.identity.refuse("/youtube/v3/liveChat/messages", refusal);
        let error = rig.writing.send(&stream(), "hello", None).await.unwrap_err();
        assert_eq!(error, WritingError::QuotaExceeded);
        assert_eq!(*rig.spent.lock().unwrap(), [Cost::Units(20), Cost::All]);
    }
}

#[tokio::test]
async fn what_gave_no_answer_is_counted_and_what_could_not_be_asked_is_not() {
    let rig = Rig::signed_in().await;
    rig.writing.send(&stream(), "hello", None).await.unwrap();
    for (fault, cost) in
        [(IdentityFault::Lost, vec![Cost::Units(20)]), (IdentityFault::Status(503), Vec::new())]
    {
        rig.spent.lock().unwrap().clear();
        rig.identity.fail("/youtube/v3/liveChat/messages", fault, Some(1));
        rig.writing.send(&stream(), "hello", None).await.unwrap_err();
        assert_eq!(*rig.spent.lock().unwrap(), cost);
    }
}
