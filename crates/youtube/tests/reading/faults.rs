//! What goes wrong, what is said of it, and that it passes.

use std::time::Duration;

use chat::{ChatEvent, Health, Kind, Passed, Report, SourceState};
use fake_platforms::youtube::{Continuation, Fault, GET_LIVE_CHAT, StreamState};

use crate::support::{FIRST, FOR_EVER, Reading, SECOND, fake, stream};

#[tokio::test]
async fn no_failure_loses_or_doubles_a_message() {
    for fault in [
        Fault::Status(400),
        Fault::Status(403),
        Fault::Status(404),
        Fault::Status(429),
        Fault::Status(500),
        Fault::Status(503),
        Fault::RetryAfter(0),
        Fault::UnusualTraffic,
        Fault::Consent,
        Fault::Html,
        Fault::Garbage,
        Fault::Truncated,
        Fault::HangUp,
        Fault::Reset,
        Fault::NoContents,
        Fault::NoContinuations,
        Fault::Message("Sorry, live chat is currently unavailable".to_owned()),
    ] {
        let fake = fake(StreamState::Live).await;
        fake.chat(FIRST, "ada", "one").expect("declared");
        let mut reading = Reading::start(&fake, "@airani");
        assert_eq!(reading.text().await, "one", "before {fault:?}");
        fake.fail(GET_LIVE_CHAT, fault.clone(), Some(8));
        fake.chat(FIRST, "ada", "two").expect("declared");
        assert_eq!(reading.text().await, "two", "after {fault:?}");
        fake.chat(FIRST, "ada", "three").expect("declared");
        assert_eq!(reading.text().await, "three", "after {fault:?}");
    }
}

#[tokio::test]
async fn a_failure_is_told_and_then_that_it_has_passed() {
    let fake = fake(StreamState::Live).await;
    let mut reading = Reading::start(&fake, "@airani");
    reading.state(SourceState::Live).await;
    for (fault, sentence) in [
        (Fault::Status(500), "error 500"),
        (Fault::Status(429), "asks too much"),
        (Fault::UnusualTraffic, "asks too much"),
        (Fault::Consent, "asks about cookies"),
        (Fault::Garbage, "could not be read"),
        (Fault::Html, "could not be read"),
        (Fault::HangUp, "can't be reached"),
    ] {
        fake.fail(GET_LIVE_CHAT, fault, Some(1));
        let backoff = reading.state(SourceState::Backoff).await;
        assert!(backoff.detail.contains(sentence), "{sentence:?} in {:?}", backoff.detail);
        reading.state(SourceState::Live).await;
    }
}

#[tokio::test]
async fn what_a_person_must_do_is_said() {
    for (state, expected, sentence) in [
        (StreamState::MembersOnly, SourceState::NeedsAuth, "members only"),
        (StreamState::ChatDisabled, SourceState::Failed, "Chat is turned off"),
    ] {
        let fake = fake(state).await;
        let mut reading = Reading::start(&fake, "@airani");
        let status = reading.state(expected).await;
        assert!(status.detail.contains(sentence), "{sentence:?} in {:?}", status.detail);
        fake.set_state(FIRST, StreamState::Live).expect("declared");
        reading.state(SourceState::Live).await;
    }
    let fake = fake(StreamState::Ended).await;
    for (target, sentence) in [
        ("@nobody", "YouTube has no channel @nobody"),
        (SECOND, "YouTube has no video qS50yDHZOx4"),
        (FIRST, "This video is not live"),
    ] {
        let status = Reading::start(&fake, target).state(SourceState::Failed).await;
        assert!(status.detail.starts_with(sentence), "{sentence:?} in {:?}", status.detail);
    }
    fake.set_state(FIRST, StreamState::Private).expect("declared");
    let status = Reading::start(&fake, FIRST).state(SourceState::NeedsAuth).await;
    assert!(status.detail.starts_with("This video is private"), "{}", status.detail);
}

#[tokio::test]
async fn the_question_about_cookies_is_answered_beforehand() {
    let fake = fake(StreamState::Live).await;
    fake.set_consent_wall(true);
    Reading::start(&fake, "@airani").state(SourceState::Live).await;
}

#[tokio::test]
async fn top_chat_is_read_and_named_where_there_is_nothing_else() {
    let fake = fake(StreamState::Live).await;
    fake.chat(FIRST, "ada", "hello").expect("declared");
    // The first answer is right; the two tokens of all messages are refused, without and with key.
    fake.fail(GET_LIVE_CHAT, Fault::Slow(0), Some(1));
    fake.fail(GET_LIVE_CHAT, Fault::Status(400), Some(4));
    let mut reading = Reading::start(&fake, "@airani");
    let live = reading.state(SourceState::Live).await;
    assert!(live.detail.starts_with("Reading Top chat only"), "{}", live.detail);
    assert_eq!(live.health, Health::Degraded, "some of it is missing");
    assert_eq!(reading.text().await, "hello");
}

#[tokio::test]
async fn a_token_that_is_refused_is_replaced_without_a_word() {
    let fake = fake(StreamState::Live).await;
    let mut reading = Reading::start(&fake, "@airani");
    reading.state(SourceState::Live).await;
    fake.reject_tokens(FIRST).expect("declared");
    fake.chat(FIRST, "ada", "still here").expect("declared");
    loop {
        match reading.next().await {
            Report::Event(ChatEvent::Message(message)) => {
                assert_eq!(message.text(), "still here");
                return;
            }
            Report::Status(status) => panic!("nothing to tell: {status:?}"),
            _ => {}
        }
    }
}

#[tokio::test]
async fn a_chat_that_stays_refused_is_asked_for_rarely() {
    let fake = fake(StreamState::Live).await;
    let mut reading = Reading::start(&fake, "@airani");
    reading.state(SourceState::Live).await;
    fake.fail(GET_LIVE_CHAT, Fault::Status(403), None);
    let status = reading.state(SourceState::Backoff).await;
    assert!(status.detail.contains("error 403"), "at first: {}", status.detail);
    let status = reading.status(|status| status.detail.contains("refuses")).await;
    assert_eq!(status.health, Health::Down);
    fake.heal();
    reading.state(SourceState::Live).await;
}

#[tokio::test]
async fn silence_is_noticed_and_reading_starts_over_from_the_page() {
    let fake = fake(StreamState::Live).await;
    let mut reading = Reading::start_with(&fake, "@airani", |config| {
        config.timings.request = FOR_EVER;
        config.timings.stall = Duration::from_millis(200);
    });
    reading.state(SourceState::Live).await;
    let pages = fake.stats().requests["/@airani/live"];
    fake.fail(GET_LIVE_CHAT, Fault::Silent, Some(1));
    let status = reading.status(|status| status.detail.contains("stopped answering")).await;
    assert_eq!((status.state, status.health), (SourceState::Backoff, Health::Down));
    reading.state(SourceState::Live).await;
    assert!(fake.stats().requests["/@airani/live"] > pages, "with a token of a new page");
}

#[tokio::test]
async fn waking_gives_up_what_is_in_flight() {
    let fake = fake(StreamState::Live).await;
    let mut reading = Reading::start_with(&fake, "@airani", |config| {
        config.timings.request = FOR_EVER;
        config.timings.stall = FOR_EVER;
    });
    reading.state(SourceState::Live).await;
    let asked = fake.stats().requests[GET_LIVE_CHAT];
    fake.fail(GET_LIVE_CHAT, Fault::Silent, None);
    fake.requested(GET_LIVE_CHAT, asked + 1).await;
    fake.heal();
    fake.chat(FIRST, "ada", "after the sleep").expect("declared");
    reading.wake.send_replace(1);
    assert_eq!(reading.text().await, "after the sleep", "by the same token");
}

#[tokio::test]
async fn waking_ends_a_pause() {
    let fake = fake(StreamState::Upcoming).await;
    let mut reading = Reading::start_with(&fake, "@airani", |config| {
        config.timings.look = FOR_EVER;
    });
    reading.state(SourceState::Waiting).await;
    fake.set_state(FIRST, StreamState::Live).expect("declared");
    reading.wake.send_replace(1);
    reading.state(SourceState::Live).await;
}

#[tokio::test]
async fn what_may_be_missing_is_marked_before_what_comes_after_it() {
    let fake = fake(StreamState::Live).await;
    let mut reading = Reading::start_with(&fake, "@airani", |config| {
        config.timings.kept = Duration::from_millis(300);
        config.timings.retry = Duration::from_millis(100);
    });
    reading.state(SourceState::Live).await;
    fake.fail(GET_LIVE_CHAT, Fault::Status(503), Some(5));
    reading.state(SourceState::Backoff).await;
    fake.chat(FIRST, "ada", "late").expect("declared");
    let mut gaps = 0;
    loop {
        let ChatEvent::Message(message) = reading.event().await else { panic!("a message") };
        match message.kind {
            // On a slow machine there may be more than one.
            Kind::Gap { .. } => gaps += 1,
            _ => break assert_eq!(message.text(), "late"),
        }
    }
    assert!(gaps > 0, "it was away for longer than YouTube keeps what is written");
}

#[tokio::test]
async fn nothing_is_missing_where_youtube_still_has_it_or_another_stream_began() {
    let fake = fake(StreamState::Live).await;
    let mut reading = Reading::start_with(&fake, "@airani", |config| {
        config.timings.kept = Duration::from_secs(15);
    });
    reading.state(SourceState::Live).await;
    fake.fail(GET_LIVE_CHAT, Fault::Status(503), Some(3));
    fake.chat(FIRST, "ada", "one").expect("declared");
    assert_eq!(reading.text().await, "one", "without a gap before it");
    fake.end(FIRST).expect("declared");
    reading.state(SourceState::Waiting).await;
    fake.declare(stream(SECOND, StreamState::Live));
    fake.chat(SECOND, "ada", "two").expect("declared");
    assert_eq!(reading.text().await, "two", "without a gap before it");
}

#[tokio::test]
async fn what_may_be_missing_of_a_stream_that_ended_out_of_reach_is_marked() {
    let fake = fake(StreamState::Live).await;
    let mut reading = Reading::start_with(&fake, "@airani", |config| {
        config.timings.kept = Duration::from_millis(300);
        config.timings.retry = Duration::from_millis(100);
    });
    reading.state(SourceState::Live).await;
    fake.chat(FIRST, "ada", "one").expect("declared");
    assert_eq!(reading.text().await, "one");
    fake.fail(GET_LIVE_CHAT, Fault::Status(503), Some(5));
    reading.state(SourceState::Backoff).await;
    fake.end(FIRST).expect("declared");
    fake.declare(stream(SECOND, StreamState::Live));
    fake.chat(SECOND, "ada", "two").expect("declared");
    let ChatEvent::Message(gap) = reading.event().await else { panic!("a message") };
    assert!(matches!(gap.kind, Kind::Gap { .. }), "{gap:?}");
    assert_eq!(reading.text().await, "two");
}

#[tokio::test]
async fn an_answer_of_another_shape_is_told_and_tried_again() {
    let fake = fake(StreamState::Live).await;
    let mut reading = Reading::start(&fake, "@airani");
    reading.state(SourceState::Live).await;
    let renamed = |from: &str| Fault::Renamed { from: from.to_owned(), to: format!("{from}V2") };
    for part in ["continuationContents", "liveChatContinuation"] {
        fake.fail(GET_LIVE_CHAT, renamed(part), None);
        let unknown = loop {
            if let Report::Passed(Passed::Unknown(unknown)) = reading.next().await {
                break unknown;
            }
        };
        assert!(unknown.kind.starts_with("continuationContents"), "{}", unknown.kind);
        assert!(unknown.shape.contains("responseContext"), "for a report: {}", unknown.shape);
        reading.state(SourceState::Backoff).await;
        fake.heal();
        reading.state(SourceState::Live).await;
    }
}

#[tokio::test]
async fn a_new_way_to_go_on_is_followed_and_told() {
    let fake = fake(StreamState::Live).await;
    fake.set_continuations(FIRST, &[Continuation::Unknown]).expect("declared");
    fake.chat(FIRST, "ada", "hello").expect("declared");
    let mut reading = Reading::start(&fake, "@airani");
    let live = reading.state(SourceState::Live).await;
    assert_eq!(live.health, Health::Degraded, "{}", live.detail);
    assert_eq!(reading.text().await, "hello");
}

#[tokio::test]
async fn a_chat_of_which_nothing_is_understood_is_blind_until_something_is() {
    for (from, to, kind) in [
        ("addChatItemAction", "addItemAction", "addItemAction"),
        ("message", "messageV2", "liveChatTextMessageRenderer"),
        ("runs", "runsV2", "liveChatTextMessageRenderer"),
    ] {
        goes_blind(from, to, kind).await;
    }
}

async fn goes_blind(from: &str, to: &str, kind: &str) {
    let fake = fake(StreamState::Live).await;
    let mut reading = Reading::start(&fake, "@airani");
    reading.state(SourceState::Live).await;
    let (from, to) = (from.to_owned(), to.to_owned());
    fake.fail(GET_LIVE_CHAT, Fault::Renamed { from, to }, None);
    let blind = loop {
        for text in ["a", "b", "c"] {
            fake.chat(FIRST, "ada", text).expect("declared");
        }
        match reading.next().await {
            Report::Status(status) if status.health == Health::Blind => break status,
            Report::Status(_) => {}
            Report::Passed(Passed::Unknown(unknown)) => assert_eq!(unknown.kind, kind),
            other => panic!("nothing is understood: {other:?}"),
        }
    };
    assert_eq!((blind.state, blind.health), (SourceState::Live, Health::Blind));
    assert!(blind.detail.contains("Look for a new version"), "{}", blind.detail);
    fake.heal();
    let seen = loop {
        fake.chat(FIRST, "ada", "again").expect("declared");
        if let Report::Status(status) = reading.next().await
            && status.health == Health::Ok
        {
            break status;
        }
    };
    assert!(seen.detail.starts_with("Reading all chat"), "by itself: {}", seen.detail);
}

#[tokio::test]
async fn a_page_without_chat_is_made_up_for_by_the_chats_own_page() {
    let fake = fake(StreamState::Live).await;
    for page in ["/@airani/live", "/watch"] {
        let (from, to) = ("conversationBar".to_owned(), "chatBar".to_owned());
        fake.fail(page, Fault::Renamed { from, to }, None);
    }
    fake.chat(FIRST, "ada", "one").expect("declared");
    let mut reading = Reading::start(&fake, "@airani");
    let live = reading.state(SourceState::Live).await;
    assert_eq!(live.detail, "Reading all chat of “airani is live”");
    assert_eq!(reading.text().await, "one");
}

#[tokio::test]
async fn a_page_with_a_bad_token_is_made_up_for_by_the_chats_own_page() {
    let fake = fake(StreamState::Live).await;
    fake.chat(FIRST, "ada", "one").expect("declared");
    // The page's token is refused, without and with key.
    fake.fail(GET_LIVE_CHAT, Fault::Status(400), Some(2));
    let mut reading = Reading::start(&fake, "@airani");
    reading.state(SourceState::Live).await;
    assert_eq!(reading.text().await, "one");
    assert_eq!(fake.stats().requests["/live_chat"], 1);
}
