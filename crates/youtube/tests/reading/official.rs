//! The official API stands in while the page fails.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use chat::{ChatEvent, Kind, Report, SourceState, Status};
use fake_platforms::identity::{IdentityFault, Refusal};
use fake_platforms::youtube::{Fault, Limits, StreamState, channel_id};
use fake_platforms::{FakeIdentity, FakeTwitch, FakeYouTube, Pace};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::time::timeout;
use youtube::{Access, Asked, Config, NoPass, Official, Pass, Quota, Timings, With};

use crate::support::{FIRST, FOR_EVER, Reading, direct, fake, quick, stream};

const LIST: &str = "/youtube/v3/liveChat/messages";
const STREAM: &str = "/youtube/v3/liveChat/messages/stream";

/// A key, or what else there is to ask with.
#[derive(Debug)]
struct Passes {
    left: Mutex<Vec<With>>,
    quota: Arc<Quota>,
    clock: fn() -> Timestamp,
}

impl Access for Passes {
    fn pass<'a>(&'a self, refused: Option<&'a Pass>) -> Asked<'a> {
        Box::pin(async move {
            if refused.is_some() {
                self.left.lock().expect("no panic").remove(0);
            }
            if let Some(until) = self.quota.used_up((self.clock)()) {
                return Err(NoPass::UsedUp(until));
            }
            let with = self.left.lock().expect("no panic").first().cloned();
            let quota = Arc::clone(&self.quota);
            with.map(|with| Pass { with, quota }).ok_or(NoPass::Nothing)
        })
    }

    fn other<'a>(&'a self, than: &'a Pass) -> Asked<'a> {
        Box::pin(async move {
            let mut left = self.left.lock().expect("no panic");
            match than.with {
                With::SignIn { .. } => left.retain(|with| matches!(with, With::Key(_))),
                With::Key(_) => left.clear(),
            }
            let quota = Arc::clone(&self.quota);
            let with = left.first().cloned();
            with.map(|with| Pass { with, quota }).ok_or(NoPass::Nothing)
        })
    }
}

struct Rig {
    fake: FakeYouTube,
    identity: FakeIdentity,
    passes: Arc<Passes>,
}

impl Rig {
    async fn new(state: StreamState) -> Self {
        Self::at(state, Timestamp::now).await
    }

    /// As [`new`](Self::new), with the reader and the quota on this clock.
    async fn at(state: StreamState, clock: fn() -> Timestamp) -> Self {
        let fake = fake(state).await;
        fake.set_limits(Limits::endless());
        let identity = FakeIdentity::start().await.expect("a stand-in");
        let twitch = FakeTwitch::start().await.expect("a stand-in");
        identity.write_to(&twitch, &fake);
        identity.set_polling_interval(20);
        let key = With::Key("AIzaSyStandIn".into());
        let quota = Arc::new(Quota::new(None));
        let passes = Passes { left: Mutex::new(vec![key]), quota, clock };
        Self { fake, identity, passes: Arc::new(passes) }
    }

    fn set_passes(&self, with: Vec<With>) {
        *self.passes.left.lock().expect("no panic") = with;
    }

    fn read(&self, target: &str, timings: Timings) -> Reading {
        Reading::start_with(&self.fake, target, |config: &mut Config| {
            config.timings = timings;
            config.clock = self.passes.clock;
            config.official = Some(Official {
                access: Arc::clone(&self.passes) as Arc<dyn Access>,
                base_url: self.identity.youtube_api_url().parse().expect("an address"),
                http: direct().client,
                zone: TimeZone::UTC,
            });
        })
    }

    fn chat(&self, text: &str) -> String {
        self.fake.chat(FIRST, "@ada", text).expect("declared")
    }

    /// The page fails, in mid-stream and altogether.
    fn fail(&self) {
        self.fake.fail("/", Fault::Status(500), None);
    }

    fn requests(&self, path: &str) -> u64 {
        self.identity.stats().requests.get(path).copied().unwrap_or(0)
    }
}

/// The page is given up soon, and not tried again.
fn soon() -> Timings {
    let official = Duration::from_millis(50);
    Timings { official, probe: FOR_EVER, probe_at_most: FOR_EVER, ..quick() }
}

fn is_official(status: &Status) -> bool {
    status.state == SourceState::Live && status.detail.contains("official API")
}

#[tokio::test]
async fn messages_go_on_each_once_while_the_page_fails_and_after() {
    let rig = Rig::new(StreamState::Live).await;
    let there_and_back = Timings {
        probe: Duration::from_millis(300),
        probe_at_most: Duration::from_millis(300),
        ..soon()
    };
    let mut reading = rig.read("@airani", there_and_back);
    reading.state(SourceState::Live).await;
    let (fake, total) = (rig.fake.clone(), 400_u64);
    let talk = tokio::spawn(async move {
        fake.numbered(FIRST, total, Pace::even(50.0)).await.expect("declared");
    });
    let mut told: BTreeMap<String, u32> = BTreeMap::new();
    let (mut ways, mut gaps) = (vec![false], 0);
    rig.fail();
    while (told.len() as u64) < total || ways.len() < 5 {
        let report = timeout(Duration::from_secs(15), reading.next()).await;
        let so_far = || format!("{} told, by {ways:?}, {gaps} gaps", told.len());
        match report.unwrap_or_else(|_| panic!("{}", so_far())) {
            Report::Event(ChatEvent::Message(message)) => match message.kind {
                Kind::Gap { .. } => gaps += 1,
                _ => *told.entry(message.text()).or_default() += 1,
            },
            Report::Status(status) if status.state == SourceState::Live => {
                let official = is_official(&status);
                if ways.last() != Some(&official) {
                    ways.push(official);
                    // Twice away, and twice back.
                    if official {
                        rig.fake.heal();
                    } else if ways.len() < 5 {
                        rig.fail();
                    }
                }
            }
            _ => {}
        }
    }
    talk.await.expect("without panic");
    assert_eq!(ways, [false, true, false, true, false], "by the page at first and at last");
    assert!(told.values().all(|times| *times == 1), "each once: {told:?}");
    assert_eq!(told.len() as u64, total, "and all of them");
    assert_eq!(gaps, 0, "nothing is missing");
}

#[tokio::test]
async fn each_failure_of_the_page_hands_over_within_seconds() {
    for fault in [
        Fault::Status(403),
        Fault::Status(429),
        Fault::Status(503),
        Fault::Consent,
        Fault::Garbage,
        Fault::HangUp,
        Fault::Silent,
    ] {
        let rig = Rig::new(StreamState::Live).await;
        // The real timings, but for the pace.
        let timings = Timings { busy: Duration::from_millis(100), ..Timings::default() };
        let mut reading = rig.read("@airani", timings);
        reading.state(SourceState::Live).await;
        rig.fake.fail("/", fault.clone(), None);
        let failed = Instant::now();
        rig.chat("meanwhile");
        assert_eq!(reading.text().await, "meanwhile", "after {fault:?}");
        let seconds = failed.elapsed().as_secs_f64();
        println!("{fault:?}: {seconds:.1} s until the official API carries on");
        assert!(seconds < 15.0, "{fault:?}: {seconds}");
    }
}

#[tokio::test]
async fn what_is_taken_off_meanwhile_is_taken_off() {
    let rig = Rig::new(StreamState::Live).await;
    let mut reading = rig.read("@airani", soon());
    let before = rig.chat("before");
    assert_eq!(reading.text().await, "before");
    rig.fail();
    reading.status(is_official).await;
    rig.fake.remove(FIRST, &before).expect("declared");
    let ChatEvent::Removed(removal) = reading.event().await else { panic!("a removal") };
    let id = chat::MessageId::of(chat::Platform::YouTube, &before);
    assert_eq!(removal.target, chat::Target::Message { id }, "as the page named it");
    rig.fake.remove_author(FIRST, &channel_id("@ada")).expect("declared");
    let ChatEvent::Removed(removal) = reading.event().await else { panic!("a removal") };
    assert!(matches!(removal.target, chat::Target::Author { author, .. }
        if author.as_str() == channel_id("@ada")));
}

#[tokio::test]
async fn without_a_stream_it_is_polled_as_the_quota_allows() {
    let rig = Rig::new(StreamState::Live).await;
    rig.identity.fail(STREAM, IdentityFault::Status(404), None);
    let mut reading = rig.read("@airani", soon());
    rig.chat("before");
    assert_eq!(reading.text().await, "before");
    rig.fail();
    rig.chat("meanwhile");
    assert_eq!(reading.text().await, "meanwhile");
    let status = reading.status(is_official).await;
    assert!(status.detail.contains("It is asked every"), "{}", status.detail);
    assert_eq!(rig.requests(LIST), 1, "the next poll has to wait");
}

#[tokio::test]
async fn what_is_taken_off_after_the_last_poll_is_taken_off_when_the_page_works_again() {
    let rig = Rig::new(StreamState::Live).await;
    rig.fake.set_forgets(true);
    rig.identity.fail(STREAM, IdentityFault::Status(404), None);
    let probe = Duration::from_millis(300);
    let mut reading = rig.read("@airani", Timings { probe, probe_at_most: probe, ..soon() });
    let before = rig.chat("before");
    assert_eq!(reading.text().await, "before");
    rig.fail();
    rig.chat("meanwhile");
    assert_eq!(reading.text().await, "meanwhile");
    reading.status(is_official).await;
    rig.fake.remove(FIRST, &before).expect("declared");
    assert_eq!(rig.requests(LIST), 1, "the next poll has to wait");
    rig.fake.heal();
    let ChatEvent::Removed(removal) = reading.event().await else { panic!("a removal") };
    let id = chat::MessageId::of(chat::Platform::YouTube, &before);
    assert_eq!(removal.target, chat::Target::Message { id });
}

#[tokio::test]
async fn a_stream_that_is_cut_goes_on_where_it_was() {
    // So late in the day that the quota allows any pace.
    let late = || "2026-11-29T07:59:30Z".parse().unwrap_or(Timestamp::MIN);
    let rig = Rig::at(StreamState::Live, late).await;
    let mut reading = rig.read("@airani", soon());
    reading.state(SourceState::Live).await;
    rig.fail();
    for number in 0..3 {
        rig.chat(&format!("before cut {number}"));
        assert_eq!(reading.text().await, format!("before cut {number}"));
        rig.identity.cut_streams();
        rig.chat(&format!("after cut {number}"));
        assert_eq!(reading.text().await, format!("after cut {number}"));
    }
    assert!(rig.identity.stats().streams >= 4, "each was another one");
    assert_eq!(rig.requests(LIST), 0);
}

#[tokio::test]
async fn a_quota_that_is_used_up_is_told_with_its_hour_and_not_asked_again() {
    let rig = Rig::new(StreamState::Live).await;
    rig.identity.set_quota(Some(0));
    let mut reading = rig.read("@airani", soon());
    reading.state(SourceState::Live).await;
    rig.fail();
    let told = reading.status(|status| status.detail.contains("used up until")).await;
    assert_eq!(told.state, SourceState::Backoff);
    let resets = rig.passes.quota.used_up(Timestamp::now()).expect("used up");
    let hour = resets.to_zoned(TimeZone::UTC).strftime("%H:%M").to_string();
    assert!(told.detail.contains(&format!("until {hour}.")), "{}", told.detail);
    let asked = rig.identity.stats().units;
    let polls = rig.fake.stats().requests.values().sum::<u64>();
    rig.fake.requested("/@airani/live", 20).await;
    assert!(rig.fake.stats().requests.values().sum::<u64>() > polls, "the page is tried on");
    assert_eq!(rig.identity.stats().units, asked, "and the API is left alone");
}

#[tokio::test]
async fn a_pass_that_is_refused_is_changed_for_another() {
    let rig = Rig::new(StreamState::Live).await;
    let old = With::SignIn { token: "ya29.old".into(), channel: "UCx".into(), handle: None };
    rig.set_passes(vec![old, With::Key("AIzaSyStandIn".into())]);
    let mut reading = rig.read("@airani", soon());
    reading.state(SourceState::Live).await;
    rig.fail();
    rig.chat("with the key");
    assert_eq!(reading.text().await, "with the key");
}

#[tokio::test]
async fn where_a_sign_in_may_not_ask_the_key_does() {
    for (path, reason) in [("/youtube/v3/videos", "accessNotConfigured"), (LIST, "forbidden")] {
        let rig = Rig::new(StreamState::Live).await;
        let message = "YouTube Data API v3 has not been used in project 1 before.".to_owned();
        let refusal = Refusal::YouTube { status: 403, reason: reason.to_owned(), message };
        rig.identity.refuse(path, refusal);
        rig.set_passes(vec![signed_in(&rig).await, With::Key("AIzaSyStandIn".into())]);
        let mut reading = rig.read("@airani", soon());
        reading.state(SourceState::Live).await;
        rig.fail();
        reading.status(is_official).await;
        rig.chat("with the key");
        assert_eq!(reading.text().await, "with the key", "{reason}");
        assert_eq!(rig.passes.left.lock().expect("no panic").len(), 1, "the key is left");
    }
}

#[tokio::test]
async fn without_anything_to_ask_with_it_is_said_what_would_help() {
    let rig = Rig::new(StreamState::Live).await;
    rig.set_passes(Vec::new());
    let mut reading = rig.read("@airani", soon());
    reading.state(SourceState::Live).await;
    rig.fail();
    let told = reading.status(|status| status.detail.contains("API key")).await;
    assert_eq!(told.state, SourceState::Backoff);
    assert_eq!(rig.identity.stats().requests.len(), 0, "nobody was asked");
    rig.fake.heal();
    rig.chat("again");
    assert_eq!(reading.text().await, "again");
}

#[tokio::test]
async fn refusals_of_a_chat_are_states_and_the_page_is_tried_on() {
    for (reason, status, sentence) in [
        ("rateLimitExceeded", 403, "asked too fast"),
        ("liveChatDisabled", 403, "Chat is turned off"),
        ("liveChatEnded", 403, "has ended"),
        ("forbidden", 403, "can't stand in: No"),
    ] {
        let rig = Rig::new(StreamState::Live).await;
        let refusal =
            Refusal::YouTube { status, reason: reason.to_owned(), message: "No.".to_owned() };
        rig.identity.refuse(LIST, refusal);
        let mut reading = rig.read("@airani", soon());
        reading.state(SourceState::Live).await;
        rig.fail();
        reading.status(|status| status.detail.contains(sentence)).await;
        assert_eq!(rig.requests(STREAM), 1, "{reason}: no storm");
    }
}

#[tokio::test]
async fn the_end_of_the_stream_is_told_by_the_api_too() {
    let rig = Rig::new(StreamState::Live).await;
    let mut reading = rig.read("@airani", soon());
    reading.state(SourceState::Live).await;
    rig.fail();
    reading.status(is_official).await;
    rig.chat("last words");
    assert_eq!(reading.text().await, "last words");
    rig.fake.end(FIRST).expect("declared");
    reading.status(|status| status.detail.contains("has ended")).await;
}

#[tokio::test]
async fn what_it_costs_is_told_while_it_costs() {
    let rig = Rig::new(StreamState::Live).await;
    let timings = Timings { probe: Duration::from_millis(300), ..soon() };
    let mut reading = rig.read("@airani", timings);
    reading.state(SourceState::Live).await;
    rig.fail();
    let quota = loop {
        if let Report::Quota(Some(quota)) = reading.next().await {
            break quota;
        }
    };
    assert_eq!((quota.spent, quota.left), (6, 9_994), "a look and a connection");
    assert!(quota.resets_at > Timestamp::now());
    rig.fake.heal();
    while reading.next().await != Report::Quota(None) {}
    assert_eq!(rig.identity.stats().units, 6, "as it was counted there");
}

/// A sign-in as the person whose channel it is, whatever else the stand-in wants of it.
async fn signed_in(rig: &Rig) -> With {
    let http = direct().client;
    let redirect = "http://127.0.0.1:9/";
    let auth = format!(
        "{}?client_id=x&response_type=code&scope=https%3A%2F%2Fwww.googleapis.com%2Fauth%2F\
         youtube.readonly&state=s&redirect_uri={redirect}",
        rig.identity.google_auth_url()
    );
    let no_redirects = net::client()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client");
    let answer = no_redirects.get(auth).send().await.expect("an answer");
    let to = answer.headers().get("location").expect("a redirect").to_str().expect("text");
    let to = url::Url::parse(to).expect("an address");
    let code = to.query_pairs().find(|(name, _)| name == "code").expect("a code").1.into_owned();
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.append_pair("grant_type", "authorization_code")
        .append_pair("client_id", "x")
        .append_pair("client_secret", "y")
        .append_pair("redirect_uri", redirect)
        .append_pair("code", &code);
    let answer = http
        .post(rig.identity.google_token_url())
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form.finish())
        .send()
        .await
        .expect("an answer");
    let answer: serde_json::Value = answer.json().await.expect("JSON");
    let token = answer["access_token"].as_str().expect("a token").into();
    With::SignIn { token, channel: channel_id("@ada"), handle: Some("@ada".to_owned()) }
}

#[tokio::test]
async fn one_s_own_streams_are_found_though_no_page_lists_them() {
    for (state, by_the_page) in [(StreamState::Live, true), (StreamState::Private, false)] {
        let rig = Rig::new(StreamState::Ended).await;
        let own = fake_platforms::youtube::Stream {
            channel: channel_id("@ada"),
            handles: vec!["@ada".to_owned()],
            unlisted: true,
            ..stream("unlisted001", state)
        };
        rig.fake.declare(own);
        rig.set_passes(vec![signed_in(&rig).await]);
        let mut reading = rig.read("@ada", soon());
        let status = reading.state(SourceState::Live).await;
        assert_eq!(!is_official(&status), by_the_page, "{state:?}: {}", status.detail);
        rig.fake.chat("unlisted001", "@grace", "found").expect("declared");
        assert_eq!(reading.text().await, "found");
    }
}

#[tokio::test]
async fn somebody_else_s_channel_is_not_asked_for() {
    let rig = Rig::new(StreamState::Ended).await;
    rig.set_passes(vec![signed_in(&rig).await]);
    let mut reading = rig.read("@airani", soon());
    reading.state(SourceState::Waiting).await;
    rig.fake.requested("/@airani/live", 5).await;
    assert_eq!(rig.requests("/youtube/v3/liveBroadcasts"), 0);
}
