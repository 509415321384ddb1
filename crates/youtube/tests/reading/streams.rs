//! Which stream is read where a channel has several.

use std::time::Duration;

use chat::{ChatEvent, LiveStream, MessageId, Platform, Report, SourceState};
use fake_platforms::{
    FakeYouTube,
    youtube::{Fault, Stream, StreamState},
};
use serde_json::json;

use crate::support::{CHANNEL, FIRST, FOR_EVER, Reading, SECOND, fake, quick, stream};

const THIRD: &str = "OcULALBAXRA";

fn began(video: &str, second: i64) -> Stream {
    let stream = stream(video, StreamState::Live);
    Stream { title: video.to_owned(), started: Some(1_770_000_000 + second), ..stream }
}

/// A channel with two live streams, the later one on its page.
async fn two() -> FakeYouTube {
    let fake = fake(StreamState::Live).await;
    fake.declare(began(FIRST, 10));
    fake.declare(began(SECOND, 20));
    fake.show_on_live(CHANNEL, Some(SECOND));
    fake.chat(FIRST, "ada", "in the first").expect("declared");
    fake.chat(SECOND, "ada", "in the second").expect("declared");
    fake
}

fn told(streams: &[LiveStream]) -> Vec<(&str, bool)> {
    streams.iter().map(|stream| (stream.id.as_str(), stream.chosen)).collect()
}

#[tokio::test]
async fn of_several_streams_the_earliest_is_read_and_the_others_are_named() {
    for lockups in [false, true] {
        let fake = two().await;
        fake.set_lockups(lockups);
        let mut reading = Reading::start(&fake, "@airani");
        let streams = reading.streams().await;
        assert_eq!(told(&streams), [(FIRST, true), (SECOND, false)]);
        assert_eq!(streams[1].title, SECOND);
        let started = streams[1].started.map(jiff::Timestamp::as_second);
        assert_eq!(started, Some(1_770_000_020), "as its page says");
        assert_eq!(reading.text().await, "in the first");
    }
}

#[tokio::test]
async fn a_choice_is_honoured_at_once_and_can_be_taken_back() {
    let fake = two().await;
    let mut reading = Reading::start(&fake, "@airani");
    assert_eq!(reading.text().await, "in the first");
    reading.choice.send_replace(Some(SECOND.to_owned()));
    assert_eq!(told(&reading.streams().await), [(FIRST, false), (SECOND, true)]);
    assert_eq!(reading.text().await, "in the second");
    fake.chat(FIRST, "ada", "meanwhile in the first").expect("declared");
    reading.choice.send_replace(None);
    assert_eq!(told(&reading.streams().await), [(FIRST, true), (SECOND, false)]);
    assert_eq!(reading.text().await, "meanwhile in the first");
}

#[tokio::test]
async fn what_stood_above_one_chat_leaves_when_another_is_read() {
    let fake = two().await;
    let text = json!({"liveChatTextMessageRenderer": {"id": "rules", "message": {"simpleText":
        "be kind"}, "authorName": {"simpleText": "@airani"}}});
    let pin = json!({"addBannerToLiveChatCommand": {"bannerRenderer": {"liveChatBannerRenderer":
        {"actionId": "pin", "contents": text}}}});
    let poll = json!({"updateLiveChatPollAction": {"pollToUpdate": {"pollRenderer":
        {"liveChatPollId": "poll", "choices": []}}}});
    for action in [pin, poll] {
        fake.action(FIRST, action).expect("declared");
    }
    let mut reading = Reading::start(&fake, "@airani");
    assert_eq!(reading.text().await, "in the first");
    let pinned = reading.event().await;
    assert!(matches!(&pinned, ChatEvent::Pinned { .. }), "{pinned:?}");
    let asked = reading.event().await;
    assert!(matches!(&asked, ChatEvent::Poll { .. }), "{asked:?}");
    reading.choice.send_replace(Some(SECOND.to_owned()));
    let unpinned = reading.event().await;
    let rules = MessageId::of(Platform::YouTube, "rules");
    assert!(matches!(&unpinned, ChatEvent::Unpinned { id, .. } if *id == rules), "{unpinned:?}");
    let closed = reading.event().await;
    assert!(matches!(&closed, ChatEvent::PollClosed { id, .. } if id == "poll"), "{closed:?}");
    assert_eq!(reading.text().await, "in the second");
    reading.choice.send_replace(None);
    // It is told once: in the first chat nothing is unpinned that stands above it.
    let again = reading.event().await;
    assert!(matches!(&again, ChatEvent::Pinned { .. }), "{again:?}");
}

#[tokio::test]
async fn a_choice_made_before_counts_and_one_that_is_not_live_does_not() {
    for (choice, text) in [(SECOND, "in the second"), (THIRD, "in the first")] {
        let fake = two().await;
        let choice = tokio::sync::watch::Sender::new(Some(choice.to_owned()));
        let mut reading = Reading::start_with(&fake, "@airani", |config| {
            config.choice = choice.subscribe();
        });
        assert_eq!(reading.text().await, text);
    }
}

#[tokio::test]
async fn when_the_chosen_stream_ends_the_earliest_is_read() {
    let fake = two().await;
    let mut reading = Reading::start(&fake, "@airani");
    reading.choice.send_replace(Some(SECOND.to_owned()));
    while reading.text().await != "in the second" {}
    fake.end(SECOND).expect("declared");
    fake.chat(FIRST, "ada", "still in the first").expect("declared");
    assert_eq!(reading.streams().await, [], "there is one left");
    while reading.text().await != "still in the first" {}
}

#[tokio::test]
async fn a_stream_that_begins_later_is_offered_and_one_that_ends_is_not_any_more() {
    let fake = two().await;
    let mut reading = Reading::start_with(&fake, "@airani", |config| {
        config.timings.streams = quick().look;
    });
    assert_eq!(reading.streams().await.len(), 2);
    assert_eq!(reading.text().await, "in the first");
    fake.declare(began(THIRD, 5));
    let streams = reading.streams().await;
    assert_eq!(told(&streams), [(THIRD, false), (FIRST, true), (SECOND, false)]);
    fake.end(SECOND).expect("declared");
    assert_eq!(told(&reading.streams().await), [(THIRD, false), (FIRST, true)]);
    fake.chat(FIRST, "ada", "go on").expect("declared");
    assert_eq!(reading.text().await, "go on", "nobody is taken to another stream");
}

#[tokio::test]
async fn a_video_is_read_alone() {
    let fake = two().await;
    let mut reading = Reading::start_with(&fake, SECOND, |config| {
        config.timings.streams = Duration::ZERO;
    });
    loop {
        match reading.next().await {
            Report::Event(ChatEvent::Message(_)) => break,
            Report::Streams(streams) => panic!("nothing to choose: {streams:?}"),
            _ => {}
        }
    }
    fake.polled(SECOND, 5).await;
    assert!(!fake.stats().requests.contains_key("/@airani/streams"), "nor to look for");
}

#[tokio::test]
async fn a_waiting_room_that_stays_open_does_not_hide_the_live_stream() {
    for lockups in [false, true] {
        let fake = fake(StreamState::Upcoming).await;
        fake.declare(stream(SECOND, StreamState::Live));
        fake.set_lockups(lockups);
        fake.show_on_live(CHANNEL, Some(FIRST));
        fake.chat(FIRST, "ada", "free chat").expect("declared");
        fake.chat(SECOND, "ada", "live chat").expect("declared");
        let mut reading = Reading::start(&fake, "@airani");
        reading.state(SourceState::Live).await;
        assert_eq!(reading.text().await, "live chat");
    }
}

#[tokio::test]
async fn a_streams_tab_that_cannot_be_read_does_not_say_that_nothing_is_live() {
    let fake = fake(StreamState::Upcoming).await;
    fake.declare(stream(SECOND, StreamState::Live));
    fake.show_on_live(CHANNEL, Some(FIRST));
    fake.fail("/@airani/streams", Fault::Status(429), Some(1));
    let mut reading = Reading::start(&fake, "@airani");
    let backoff = reading.status(|status| status.state != SourceState::Connecting).await;
    assert!(backoff.detail.contains("asks too much"), "{}", backoff.detail);
    reading.state(SourceState::Live).await;
}

#[tokio::test]
async fn a_page_that_cannot_be_read_does_not_decide_which_stream_is_read() {
    let fake = two().await;
    let choice = tokio::sync::watch::Sender::new(Some(FIRST.to_owned()));
    // The channel's own page shows the second.
    fake.fail("/watch", Fault::Status(500), Some(1));
    let mut reading = Reading::start_with(&fake, "@airani", |config| {
        config.choice = choice.subscribe();
    });
    assert_eq!(reading.text().await, "in the first", "as chosen");
    choice.send_replace(None);
    fake.chat(FIRST, "ada", "go on").expect("declared");
    assert_eq!(reading.text().await, "go on");
    fake.fail("/watch", Fault::Status(500), Some(1));
    fake.reject_tokens(FIRST).expect("declared");
    fake.chat(FIRST, "ada", "still in the first").expect("declared");
    assert_eq!(reading.text().await, "still in the first", "which was read before");
}

#[tokio::test]
async fn looking_for_others_does_not_keep_the_chat_waiting() {
    let fake = two().await;
    let mut reading = Reading::start_with(&fake, "@airani", |config| {
        config.timings.streams = quick().look;
        config.timings.aside = quick().look;
        config.timings.request = FOR_EVER;
    });
    assert_eq!(reading.text().await, "in the first");
    fake.fail("/@airani/streams", Fault::Silent, None);
    for text in ["one", "two", "three"] {
        fake.chat(FIRST, "ada", text).expect("declared");
        assert_eq!(reading.text().await, text);
    }
}

#[tokio::test]
async fn others_are_not_looked_for_where_youtube_says_that_we_ask_too_much() {
    let fake = two().await;
    let mut reading = Reading::start_with(&fake, "@airani", |config| {
        config.timings.streams = quick().look;
        config.timings.limited = FOR_EVER;
        config.timings.limited_at_most = FOR_EVER;
    });
    assert_eq!(reading.text().await, "in the first");
    fake.fail("/@airani/streams", Fault::Status(429), None);
    let polled = fake.stats().polls[FIRST].answered;
    fake.polled(FIRST, polled + 5).await;
    let asked = fake.stats().requests["/@airani/streams"];
    fake.polled(FIRST, polled + 10).await;
    assert_eq!(fake.stats().requests["/@airani/streams"], asked, "the chat goes on, this does not");
}
