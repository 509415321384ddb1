//! Reading a chat from end to end, against a stand-in for YouTube.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod faults;
mod official;
mod routes;
mod streams;
mod support;

use std::time::Duration;

use chat::{ChatEvent, Report, SourceState};
use fake_platforms::youtube::{Continuation, Fault, GET_LIVE_CHAT, StreamState};
use tokio::time::timeout;

use crate::support::{CHANNEL, FIRST, Reading, SECOND, fake, stream};

#[tokio::test]
async fn a_live_chat_is_read_from_its_history_on() {
    for target in ["@airani", CHANNEL, FIRST, "/c/airani"] {
        let fake = fake(StreamState::Live).await;
        fake.chat(FIRST, "ada", "before").expect("declared");
        let mut reading = Reading::start(&fake, target);
        assert!(matches!(reading.next().await, Report::Status(status)
            if status.state == SourceState::Connecting && status.detail.starts_with("Looking for")));
        let live = reading.state(SourceState::Live).await;
        assert_eq!(live.detail, "Reading all chat of “airani is live”", "for {target}");
        assert_eq!(reading.text().await, "before", "what was said moments ago");
        fake.chat(FIRST, "ada", "after").expect("declared");
        assert_eq!(reading.text().await, "after", "and once only");
    }
}

#[tokio::test]
async fn messages_that_top_chat_leaves_out_are_read() {
    let fake = fake(StreamState::Live).await;
    fake.spam(FIRST, "ada", "early spam").expect("declared");
    let mut reading = Reading::start(&fake, "@airani");
    assert_eq!(reading.text().await, "early spam", "in the history");
    fake.spam(FIRST, "ada", "late spam").expect("declared");
    assert_eq!(reading.text().await, "late spam", "and later");
}

#[tokio::test]
async fn the_emoji_that_can_be_written_are_told_with_the_chat() {
    let fake = fake(StreamState::Live).await;
    let mut reading = Reading::start(&fake, "@airani");
    let names = loop {
        if let Report::Emotes(names) = reading.next().await {
            break names;
        }
    };
    assert_eq!(names, [":_fakeWave:"], "a letter of Unicode's is written as itself");
}

#[tokio::test]
async fn what_the_channel_is_called_is_told_however_it_was_named() {
    let fake = fake(StreamState::Live).await;
    let channel = format!("watch?v={FIRST}");
    for target in ["@airani", &channel] {
        let mut reading = Reading::start(&fake, target);
        let names = loop {
            if let Report::Names(names) = reading.next().await {
                break names;
            }
        };
        assert_eq!(names.first().map(String::as_str), Some("@airani"), "{target}");
    }
}

#[tokio::test]
async fn a_waiting_room_becomes_a_chat_by_itself() {
    let fake = fake(StreamState::Upcoming).await;
    fake.chat(FIRST, "ada", "in the waiting room").expect("declared");
    let mut reading = Reading::start(&fake, "@airani");
    let waiting = reading.state(SourceState::Waiting).await;
    assert_eq!(waiting.detail, "@airani is not live. Chat starts by itself when the stream does.");
    fake.set_state(FIRST, StreamState::Live).expect("declared");
    reading.state(SourceState::Live).await;
}

#[tokio::test]
async fn removals_come_in_the_order_of_the_chat() {
    let fake = fake(StreamState::Live).await;
    let mut reading = Reading::start(&fake, "@airani");
    reading.state(SourceState::Live).await;
    let id = fake.chat(FIRST, "ada", "oops").expect("declared");
    fake.remove(FIRST, &id).expect("declared");
    fake.chat(FIRST, "bob", "hm").expect("declared");
    assert_eq!(reading.text().await, "oops");
    assert!(matches!(reading.event().await, ChatEvent::Removed(_)), "before what came later");
    assert_eq!(reading.text().await, "hm");
}

#[tokio::test]
async fn the_next_stream_is_followed_by_itself() {
    let fake = fake(StreamState::Live).await;
    let mut reading = Reading::start(&fake, "@airani");
    reading.state(SourceState::Live).await;
    fake.end(FIRST).expect("declared");
    let ended = reading.state(SourceState::Waiting).await;
    assert!(ended.detail.contains("has ended"), "{}", ended.detail);
    fake.declare(stream(SECOND, StreamState::Live));
    fake.chat(SECOND, "ada", "again").expect("declared");
    reading.state(SourceState::Live).await;
    assert_eq!(reading.text().await, "again");
}

#[tokio::test]
async fn a_video_that_ended_needs_a_person() {
    let fake = fake(StreamState::Live).await;
    let mut reading = Reading::start(&fake, FIRST);
    reading.state(SourceState::Live).await;
    fake.end(FIRST).expect("declared");
    let over = reading.state(SourceState::Failed).await;
    assert!(over.detail.starts_with("This video is not live."), "{}", over.detail);
}

#[tokio::test]
async fn there_is_never_more_than_one_poll_on_its_way() {
    let fake = fake(StreamState::Live).await;
    fake.fail(GET_LIVE_CHAT, Fault::Slow(50), Some(10));
    let mut reading = Reading::start(&fake, "@airani");
    reading.state(SourceState::Live).await;
    fake.polled(FIRST, 12).await;
    assert_eq!(
        fake.stats().polls[FIRST].max_in_flight,
        1,
        "though polls take longer than the pace"
    );
}

#[tokio::test]
async fn every_way_to_go_on_is_followed() {
    let fake = fake(StreamState::Live).await;
    let kinds = [Continuation::Timed(5000), Continuation::Reload, Continuation::Invalidation(10)];
    fake.set_continuations(FIRST, &kinds).expect("declared");
    let mut reading = Reading::start(&fake, "@airani");
    reading.state(SourceState::Live).await;
    for number in 0..9 {
        let text = number.to_string();
        fake.chat(FIRST, "ada", &text).expect("declared");
        assert_eq!(reading.text().await, text, "each once, in order");
    }
}

#[tokio::test]
async fn cancelling_ends_at_once_even_in_a_request() {
    let fake = fake(StreamState::Live).await;
    fake.fail(GET_LIVE_CHAT, Fault::Slow(600_000), None);
    let reading = Reading::start(&fake, "@airani");
    fake.requested(GET_LIVE_CHAT, 1).await;
    reading.cancel.cancel();
    timeout(Duration::from_secs(5), reading.task).await.expect("at once").expect("without panic");
}

#[tokio::test]
async fn cancelling_ends_even_when_nobody_takes_the_reports() {
    let fake = fake(StreamState::Live).await;
    for number in 0..50 {
        fake.chat(FIRST, "ada", &number.to_string()).expect("declared");
    }
    let reading = Reading::start(&fake, "@airani");
    fake.requested(GET_LIVE_CHAT, 2).await;
    reading.cancel.cancel();
    timeout(Duration::from_secs(5), reading.task).await.expect("at once").expect("without panic");
}

#[tokio::test]
async fn it_ends_when_its_owner_is_gone() {
    let fake = fake(StreamState::Live).await;
    let Reading { reports, task, .. } = Reading::start(&fake, "@airani");
    drop(reports);
    timeout(Duration::from_secs(5), task).await.expect("by itself").expect("without panic");
}

#[tokio::test]
async fn a_chat_that_begins_anew_with_top_chat_is_read_on_with_all_messages() {
    let fake = fake(StreamState::Live).await;
    let kinds = [Continuation::Invalidation(10), Continuation::ReloadTop];
    fake.set_continuations(FIRST, &kinds).expect("declared");
    let mut reading = Reading::start(&fake, "@airani");
    reading.state(SourceState::Live).await;
    for number in 0..9 {
        let text = number.to_string();
        fake.spam(FIRST, "ada", &text).expect("declared");
        assert_eq!(reading.text().await, text, "Top chat would leave it out");
    }
}
