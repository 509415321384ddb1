//! How it stands, whatever becomes of the connection.

use std::time::Duration;

use fake_platforms::FakeIdentity;
use twitch::events::{Standing, Timing, Topic};

use crate::rig::Rig;

const REWARDS: [Topic; 2] = [Topic::Reward, Topic::AutomaticReward];

#[tokio::test]
async fn what_is_not_allowed_is_said_once_and_the_rest_is_read() {
    let identity = FakeIdentity::start().await.expect("a free port");
    let mut rig = Rig::new(identity, &REWARDS, Timing::default());
    rig.stands(&Standing::Reading(REWARDS.to_vec())).await;
    rig.redeem("water", "");
    assert_eq!(rig.words().await, "Bob redeemed water");

    let identity = FakeIdentity::start().await.expect("a free port");
    let mut rig = Rig::new(identity, &[], Timing::default());
    rig.stands(&Standing::NotAllowed).await;
    rig.identity.event_sockets(0).await;
    assert_eq!(rig.identity.stats().event_sockets, 1, "it is not tried again and again");
}

#[tokio::test]
async fn a_subscription_that_is_over_is_said_and_the_rest_goes_on() {
    let mut rig = Rig::reading().await;
    rig.identity.revoke_subscriptions("channel.poll", "authorization_revoked");
    let without = |lost: &[Topic]| {
        Standing::Reading(Topic::ALL.into_iter().filter(|topic| !lost.contains(topic)).collect())
    };
    rig.stands(&without(&[Topic::PollBegins])).await;
    rig.stands(&without(&[Topic::PollBegins, Topic::PollProgresses, Topic::PollEnds])).await;
    rig.redeem("water", "");
    assert_eq!(rig.words().await, "Bob redeemed water");
    rig.identity.revoke_subscriptions("", "user_removed");
    rig.stands(&Standing::NotAllowed).await;
}

#[tokio::test]
async fn a_connection_that_is_lost_is_made_again() {
    let mut rig = Rig::reading().await;
    for end in ["reset", "closed"] {
        match end {
            "reset" => rig.identity.drop_event_sockets(),
            _ => rig.identity.close_event_sockets(4000),
        }
        rig.stands(&Standing::Connecting).await;
        rig.stands(&Standing::Reading(Topic::ALL.to_vec())).await;
        assert_eq!(rig.redeem(end, ""), 1, "one connection is told");
        assert_eq!(rig.words().await, format!("Bob redeemed {end}"));
    }
}

#[tokio::test]
async fn a_connection_that_is_silent_for_too_long_is_dead() {
    let identity = FakeIdentity::start().await.expect("a free port");
    identity.set_keepalive(1);
    let timing = Timing { slack: Duration::from_millis(200), ..Timing::default() };
    let mut rig = Rig::new(identity, &Topic::ALL, timing);
    rig.stands(&Standing::Reading(Topic::ALL.to_vec())).await;
    rig.identity.silence_events(true);
    rig.stands(&Standing::Backoff("it went silent".into())).await;
    rig.identity.silence_events(false);
    rig.stands(&Standing::Reading(Topic::ALL.to_vec())).await;
}

#[tokio::test]
async fn twitch_sends_its_clients_elsewhere_and_nothing_is_lost_or_told_twice() {
    let mut rig = Rig::reading().await;
    for number in 0..5 {
        rig.redeem(&format!("before {number}"), "");
        rig.identity.move_event_sockets(None);
        rig.redeem(&format!("meanwhile {number}"), "");
        // It was welcomed at the new place, and has left the old one.
        rig.identity.event_sockets(2).await;
        rig.redeem(&format!("after {number}"), "");
        for when in ["before", "meanwhile", "after"] {
            assert_eq!(rig.words().await, format!("Bob redeemed {when} {number}"));
        }
        rig.identity.event_sockets(1).await;
    }
    assert_eq!(rig.identity.stats().event_sockets, 6);
    rig.identity.subscribed(Topic::ALL.len()).await;
}

#[tokio::test]
async fn nobody_is_sent_to_another_s_server() {
    let mut rig = Rig::reading().await;
    let other = FakeIdentity::start().await.expect("a free port");
    for elsewhere in [other.eventsub_url(), "wss://twitch.tv.evil.test/ws".into()] {
        rig.identity.move_event_sockets(Some(&elsewhere));
    }
    rig.redeem("water", "");
    assert_eq!(rig.words().await, "Bob redeemed water");
    assert_eq!(other.stats().event_sockets, 0);
}
