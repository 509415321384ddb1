//! Several ways to YouTube.

use chat::{Report, SourceState};
use fake_platforms::youtube::{Fault, GET_LIVE_CHAT, StreamState};
use tokio::net::TcpListener;

use crate::support::{FIRST, FOR_EVER, Reading, direct, fake, proxy, quick};

/// An address where nobody answers.
async fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    listener.local_addr().expect("an address").to_string()
}

#[tokio::test]
async fn where_one_way_fails_the_next_is_taken_and_the_first_again_when_it_works() {
    let chat = fake(StreamState::Live).await;
    // The stand-in answers what is asked through a proxy as well: it is one.
    let there = fake(StreamState::Live).await;
    there.fail("/", Fault::HangUp, None);
    let first = there.url().replace("http://", "");
    let mut reading = Reading::start_with(&chat, "@airani", |config| {
        config.routes = vec![proxy(&first), direct()];
        config.timings.rest = quick().look;
        config.timings.streams = quick().look;
    });
    reading.routes(&[(&first, true, None), ("direct", false, None)]).await;
    reading.routes(&[(&first, false, Some(false)), ("direct", true, Some(true))]).await;
    let live = reading.state(SourceState::Live).await;
    assert_eq!(live.detail, "Reading all chat of “airani is live”", "nothing to do for anybody");
    there.heal();
    reading.routes(&[(&first, true, Some(true)), ("direct", false, Some(true))]).await;
    let live = reading.state(SourceState::Live).await;
    assert_eq!(live.detail, "Reading all chat of “airani is live” through the proxy");
}

#[tokio::test]
async fn a_chat_goes_on_by_another_way_where_one_is_refused() {
    for fault in [Fault::Status(429), Fault::UnusualTraffic, Fault::Consent, Fault::HangUp] {
        let fake = fake(StreamState::Live).await;
        let first = fake.url().replace("http://", "");
        let mut reading = Reading::start_with(&fake, "@airani", |config| {
            config.routes = vec![proxy(&first), direct()];
            config.timings.limited = FOR_EVER;
            config.timings.limited_at_most = FOR_EVER;
        });
        reading.state(SourceState::Live).await;
        fake.fail(GET_LIVE_CHAT, fault.clone(), Some(1));
        fake.chat(FIRST, "ada", "hello").expect("declared");
        reading.routes(&[(&first, false, Some(false)), ("direct", true, Some(true))]).await;
        assert_eq!(reading.text().await, "hello", "at once, after {fault:?}");
    }
}

#[tokio::test]
async fn a_proxy_that_fails_is_named_by_its_place_and_never_by_its_address() {
    let fake = fake(StreamState::Live).await;
    let address = nobody().await;
    for (routes, which) in [
        (vec![proxy(&address)], "proxy"),
        (vec![proxy(&address), proxy(&nobody().await)], "proxy number 1"),
    ] {
        let mut reading = Reading::start_with(&fake, "@airani", |config| config.routes = routes);
        let status = reading.state(SourceState::Backoff).await;
        let sentence = format!("YouTube can't be reached through the {which}.");
        assert!(status.detail.starts_with(&sentence), "{}", status.detail);
    }
}

#[tokio::test]
async fn without_a_proxy_no_ways_are_told() {
    let fake = fake(StreamState::Live).await;
    fake.fail("/@airani/live", Fault::HangUp, Some(1));
    fake.chat(FIRST, "ada", "hello").expect("declared");
    let mut reading = Reading::start(&fake, "@airani");
    loop {
        match reading.next().await {
            Report::Routes(routes) => panic!("there is one way: {routes:?}"),
            Report::Event(_) => return,
            _ => {}
        }
    }
}
