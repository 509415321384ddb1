//! The YouTube stand-in, seen by a plain HTTP client.
#![expect(clippy::expect_used, clippy::panic, reason = "a test may panic, and so may its parts")]

use std::time::Duration;

use fake_platforms::youtube::{
    Author, Chat, Continuation, Fault, GET_LIVE_CHAT, Limits, Stream, StreamState, Token, stub,
};
use fake_platforms::{FakeYouTube, Pace};
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use tokio::time::timeout;

const SOON: Duration = Duration::from_secs(10);
const CHANNEL: &str = "UCAoy6rzhSf4ydcYjJw3WoVg";
const VIDEO: &str = "c2lb7tb1SEA";

struct Viewer {
    youtube: FakeYouTube,
    client: Client,
}

impl Viewer {
    async fn new() -> Self {
        // Only an error if another test was first.
        drop(rustls::crypto::ring::default_provider().install_default());
        let youtube = FakeYouTube::start().await.expect("a free port");
        youtube.declare(Stream::live("@Iofi", CHANNEL, VIDEO));
        let client = Client::builder().no_proxy().build().expect("a client");
        Self { youtube, client }
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.youtube.url()))
    }

    fn post(&self, path: &str, body: &Value) -> RequestBuilder {
        self.client.post(format!("{}{path}", self.youtube.url())).json(body)
    }

    async fn page(&self, path: &str) -> String {
        text(self.get(path).send().await.expect("a page")).await
    }

    async fn json(&self, path: &str, body: Value) -> Value {
        self.post(path, &body).send().await.expect("an answer").json().await.expect("JSON")
    }

    fn poll(&self, token: &str) -> RequestBuilder {
        let client = json!({"clientName": "WEB", "clientVersion": "2.20260623.01.00"});
        let body = json!({"context": {"client": client}, "continuation": token});
        self.post(&format!("{GET_LIVE_CHAT}?prettyPrint=false"), &body)
    }

    /// The texts said since the token, and the next token.
    async fn read(&self, token: &str) -> (Vec<String>, String) {
        let answer: Value =
            self.poll(token).send().await.expect("an answer").json().await.expect("JSON");
        let chat = answer.pointer(CHAT).expect("a chat");
        let none = Vec::new();
        let actions = chat.get("actions").and_then(Value::as_array).unwrap_or(&none);
        let said = "/addChatItemAction/item/liveChatTextMessageRenderer/message/runs/0/text";
        let texts = actions.iter().map(|action| string(action, said)).collect();
        let next = "/continuations/0/invalidationContinuationData/continuation";
        (texts, string(chat, next))
    }
}

const CHAT: &str = "/continuationContents/liveChatContinuation";
const RELOAD: &str = "/contents/twoColumnWatchNextResults/conversationBar/liveChatRenderer\
    /continuations/0/reloadContinuationData/continuation";
const MENU: &str =
    "/header/liveChatHeaderRenderer/viewSelector/sortFilterSubMenuRenderer/subMenuItems";

async fn text(response: Response) -> String {
    response.text().await.expect("a text")
}

fn string(value: &Value, pointer: &str) -> String {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found.unwrap_or_else(|| panic!("no {pointer} in {value}")).to_owned()
}

/// The JSON that a page assigns to this name.
fn assigned(page: &str, name: &str) -> Value {
    let (_, rest) = page.split_once(&format!("{name} = ")).expect(name);
    let (json, _) = rest.split_once(";</script>").expect("the end of the script");
    serde_json::from_str(json).expect("JSON")
}

fn canonical(page: &str) -> &str {
    let (_, rest) = page.split_once("<link rel=\"canonical\" href=\"").expect("a canonical link");
    rest.split_once('"').expect("the end of the link").0
}

fn menu_tokens(chat: &Value) -> [String; 2] {
    [0, 1].map(|index| {
        string(chat, &format!("{MENU}/{index}/continuation/reloadContinuationData/continuation"))
    })
}

#[tokio::test]
async fn the_way_to_all_messages_is_the_one_of_2026() {
    let viewer = Viewer::new().await;
    viewer.youtube.chat(VIDEO, "@ada", "one").expect("declared");
    viewer.youtube.spam(VIDEO, "@bot", "buy now").expect("declared");
    let data = assigned(&viewer.page("/@iofi/live").await, "var ytInitialData");
    let reload = string(&data, RELOAD);
    let token = Token::decode(&reload).expect("a token");
    assert_eq!((token.video.as_str(), token.channel.as_str()), (VIDEO, CHANNEL));
    assert_eq!(token.chat, Chat::Top, "pages lead to Top chat");
    let bar = data.pointer("/contents/twoColumnWatchNextResults/conversationBar/liveChatRenderer");
    let menu = menu_tokens(bar.expect("a chat"));
    assert_eq!(menu, [stub(Chat::Top), stub(Chat::All)], "since October 2025 of no use");
    let refused = viewer.poll(&stub(Chat::All)).send().await.expect("an answer");
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST, "a stub names no video");

    let first: Value =
        viewer.poll(&reload).send().await.expect("an answer").json().await.expect("JSON");
    let chat = first.pointer(CHAT).expect("a chat");
    let [_, all] = menu_tokens(chat);
    assert_eq!(Token::decode(&all).expect("a real token").chat, Chat::All);
    assert!(chat.get("emojis").is_some(), "the first answer lists the emoji");
    assert_eq!(viewer.read(&reload).await.0, ["one"], "Top chat leaves out spam");
    let (said, next) = viewer.read(&all).await;
    assert_eq!(said, ["one", "buy now"]);

    let pop_out = viewer.page(&format!("/live_chat?continuation={reload}")).await;
    let data = assigned(&pop_out, "window[\"ytInitialData\"]");
    let [_, pop_out] = menu_tokens(data.pointer(CHAT).expect("a chat"));
    assert_eq!(viewer.read(&pop_out).await.0, said, "the pop-out page leads there too");

    viewer.youtube.chat(VIDEO, "@ada", "two").expect("declared");
    let (said, after) = viewer.read(&next).await;
    assert_eq!(said, ["two"], "only what is new");
    assert_eq!(viewer.read(&next).await.0, ["two"], "asking again gets the same again");
    let quiet: Value =
        viewer.poll(&after).send().await.expect("an answer").json().await.expect("JSON");
    let quiet = quiet.pointer(CHAT).expect("a chat");
    assert!(quiet.get("actions").is_none(), "nothing new is no list at all");
    assert!(quiet.get("header").is_none(), "the header comes first only");
    timeout(SOON, viewer.youtube.polled(VIDEO, 7)).await.expect("seven polls named the video");
}

#[tokio::test]
async fn every_address_of_a_channel_leads_to_its_stream() {
    let viewer = Viewer::new().await;
    let watch = format!("https://www.youtube.com/watch?v={VIDEO}");
    for path in [
        "/@IOFI/live".to_owned(),
        "/c/iofi/live".to_owned(),
        "/user/iofi/live".to_owned(),
        format!("/channel/{CHANNEL}/live"),
        format!("/watch?v={VIDEO}&hl=en"),
        format!("/live/{VIDEO}"),
        format!("/embed/live_stream?channel={CHANNEL}"),
    ] {
        let page = viewer.page(&path).await;
        assert_eq!(canonical(&page), watch, "{path}");
        for key in ["INNERTUBE_API_KEY", "INNERTUBE_CLIENT_VERSION", "VISITOR_DATA"] {
            assert!(page.contains(&format!("\"{key}\":\"")), "{key} on {path}");
        }
    }
    let next = viewer.json("/youtubei/v1/next", json!({"videoId": VIDEO})).await;
    assert!(Token::decode(&string(&next, RELOAD)).is_some(), "the same without a page");
    let page = viewer.page(&format!("/live_chat?is_popout=1&v={VIDEO}")).await;
    let data = assigned(&page, "window[\"ytInitialData\"]");
    assert!(data.pointer("/contents/liveChatRenderer/continuations/0").is_some(), "{data}");

    let id = "contents/twoColumnBrowseResultsRenderer/tabs/0/tabRenderer/content/richGridRenderer\
        /contents/0/richItemRenderer/content";
    let tab = assigned(&viewer.page("/@iofi/streams").await, "var ytInitialData");
    assert_eq!(string(&tab, &format!("/{id}/videoRenderer/videoId")), VIDEO);
    viewer.youtube.set_lockups(true);
    let tab = viewer.json("/youtubei/v1/browse", json!({"browseId": CHANNEL})).await;
    assert_eq!(string(&tab, &format!("/{id}/lockupViewModel/contentId")), VIDEO);

    for path in ["/@nobody/live", "/channel/UCnobody/live", "/watch?v=nothing", "/live_chat?v=x"] {
        let answer = viewer.get(path).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn each_state_shows_in_the_page_the_player_and_the_chat() {
    use StreamState::{ChatDisabled, Ended, Live, MembersOnly, None, Upcoming};
    let viewer = Viewer::new().await;
    let token = Token {
        channel: CHANNEL.into(),
        video: VIDEO.into(),
        chat: Chat::All,
        position: Option::None,
    };
    let token = token.encode();
    for (state, on_live, playable, message) in [
        (Live, true, "OK", ""),
        (Upcoming, true, "LIVE_STREAM_OFFLINE", ""),
        (MembersOnly, true, "UNPLAYABLE", "Sorry, live chat is currently unavailable"),
        (ChatDisabled, true, "OK", "Chat is disabled for this live stream."),
        (Ended, false, "OK", "-"),
        (None, false, "", "-"),
    ] {
        viewer.youtube.set_state(VIDEO, state).expect("declared");
        let page = viewer.page("/@iofi/live").await;
        let expected = if on_live { "watch?v=" } else { "channel/UC" };
        assert!(canonical(&page).contains(expected), "{state:?}: {}", canonical(&page));
        let player = viewer.json("/youtubei/v1/player", json!({"videoId": VIDEO})).await;
        if state != None {
            assert_eq!(string(&player, "/playabilityStatus/status"), playable, "{state:?}");
            let is_live = player.pointer("/videoDetails/isLive").is_some();
            assert_eq!(is_live, on_live && state != Upcoming, "isLive of {state:?}");
        }
        let answer: Value =
            viewer.poll(&token).send().await.expect("an answer").json().await.expect("JSON");
        let said = answer.pointer("/contents/messageRenderer/text/runs/0/text");
        match message {
            "" => assert!(answer.pointer(CHAT).is_some(), "a chat while {state:?}"),
            "-" => assert!(answer.get("contents").or(answer.get("continuationContents")).is_none()),
            text => assert_eq!(said, Some(&json!(text)), "{state:?}"),
        }
    }
}

#[tokio::test]
async fn after_the_end_the_next_stream_takes_over() {
    let viewer = Viewer::new().await;
    viewer.youtube.declare(Stream {
        state: StreamState::Upcoming,
        ..Stream::live("@iofi", CHANNEL, "nextstream1")
    });
    assert!(canonical(&viewer.page("/@iofi/live").await).ends_with(VIDEO), "live before upcoming");
    viewer.youtube.end(VIDEO).expect("declared");
    assert!(canonical(&viewer.page("/@iofi/live").await).ends_with("nextstream1"));
    let old = viewer.page(&format!("/watch?v={VIDEO}")).await;
    assert!(old.contains("\"isReplay\":true"), "the old one is an archive now");
    let unknown = viewer.youtube.chat("unheard-of", "@ada", "hi");
    assert!(unknown.is_err(), "talking in an undeclared stream is a mistake of the test");
}

#[tokio::test]
async fn answers_come_in_the_asked_kind_and_size() {
    let viewer = Viewer::new().await;
    let youtube = &viewer.youtube;
    youtube.set_limits(Limits { per_answer: 2, kept: 3 });
    let kinds =
        [Continuation::Timed(5000), Continuation::Invalidation(10_000), Continuation::Reload];
    youtube.set_continuations(VIDEO, &kinds).expect("declared");
    let actions: Vec<Value> = (0..4).map(|number| json!({"number": number})).collect();
    youtube.replay(VIDEO, &actions, Pace::even(0.0)).await.expect("declared");
    let mut token =
        Token { channel: CHANNEL.into(), video: VIDEO.into(), chat: Chat::All, position: Some(0) }
            .encode();
    let mut seen = Vec::new();
    for kind in ["timed", "invalidation", "reload"] {
        let answer: Value =
            viewer.poll(&token).send().await.expect("an answer").json().await.expect("JSON");
        let next = format!("{CHAT}/continuations/0/{kind}ContinuationData/continuation");
        token = string(&answer, &next);
        seen.push(answer.pointer(&format!("{CHAT}/actions")).cloned());
    }
    let expected =
        [Some(json!([{"number": 1}, {"number": 2}])), Some(json!([{"number": 3}])), None];
    assert_eq!(seen, expected, "0 is no longer kept; two fit into an answer");
}

#[tokio::test]
async fn roles_and_removals_have_their_shapes() {
    let viewer = Viewer::new().await;
    let author = Author {
        owner: true,
        moderator: true,
        verified: true,
        member_months: Some(27),
        ..Author::named("@iofi")
    };
    let id = viewer.youtube.chat_as(VIDEO, &author, "hi").expect("declared");
    viewer.youtube.remove(VIDEO, &id).expect("declared");
    viewer.youtube.remove_author(VIDEO, &author.channel_id()).expect("declared");
    let page = viewer.page(&format!("/live_chat?v={VIDEO}")).await;
    let data = assigned(&page, "window[\"ytInitialData\"]");
    let actions = data.pointer("/contents/liveChatRenderer/actions").expect("actions");
    let message = actions.pointer("/0/addChatItemAction/item/liveChatTextMessageRenderer");
    let message = message.expect("a message");
    assert!(id.starts_with("Chw"), "as real ids do: {id}");
    assert_eq!(string(message, "/id"), id);
    let badges = message.get("authorBadges").expect("badges").to_string();
    for part in ["OWNER", "MODERATOR", "VERIFIED", "customThumbnail", "Member (2 years)"] {
        assert!(badges.contains(part), "{part} in {badges}");
    }
    assert_eq!(string(actions, "/1/removeChatItemAction/targetItemId"), id);
    let author_id = string(actions, "/2/removeChatItemByAuthorAction/externalChannelId");
    assert_eq!(author_id, string(message, "/authorExternalChannelId"));
    assert!(author_id.len() == 24 && author_id.starts_with("UC"), "{author_id}");
}

#[tokio::test]
async fn the_consent_wall_opens_with_the_cookie() {
    let viewer = Viewer::new().await;
    viewer.youtube.set_consent_wall(true);
    let walled = viewer.get("/@iofi/live").send().await.expect("an answer");
    assert!(walled.url().path().contains("consent.youtube.com"), "{}", walled.url());
    assert!(text(walled).await.contains("Before you continue"));
    let agreed = viewer.get("/@iofi/live").header("Cookie", "A=b; SOCS=CAI").send().await;
    assert!(canonical(&text(agreed.expect("an answer")).await).ends_with(VIDEO));
}

#[tokio::test]
async fn faults_spoil_the_next_answers_and_then_end() {
    let viewer = Viewer::new().await;
    viewer.youtube.chat(VIDEO, "@ada", "hi").expect("declared");
    let data = viewer.json("/youtubei/v1/next", json!({"videoId": VIDEO})).await;
    let token = string(&data, RELOAD);
    let spoil = |fault| viewer.youtube.fail(GET_LIVE_CHAT, fault, Some(1));
    let answer = async || viewer.poll(&token).send().await.expect("headers");
    for code in [400, 403, 404, 429, 500, 503] {
        spoil(Fault::Status(code));
        let answer = answer().await;
        assert_eq!(answer.status().as_u16(), code);
        let body: Value = answer.json().await.expect("JSON");
        assert_eq!(body.pointer("/error/code"), Some(&json!(code)));
    }
    spoil(Fault::RetryAfter(30));
    assert_eq!(answer().await.headers().get("retry-after").expect("a header"), "30");
    spoil(Fault::UnusualTraffic);
    assert!(text(answer().await).await.contains("unusual traffic"));
    spoil(Fault::Html);
    assert!(text(answer().await).await.starts_with("<!DOCTYPE html>"));
    spoil(Fault::Truncated);
    let cut = text(answer().await).await;
    assert!(cut.starts_with('{') && serde_json::from_str::<Value>(&cut).is_err(), "half: {cut}");
    spoil(Fault::NoContents);
    assert!(!text(answer().await).await.contains("continuationContents"));
    spoil(Fault::NoContinuations);
    assert!(text(answer().await).await.contains("\"continuations\":[]"));
    spoil(Fault::Message("Not now".into()));
    assert!(text(answer().await).await.contains("Not now"));
    spoil(Fault::HangUp);
    assert!(viewer.poll(&token).send().await.is_err(), "a broken connection");
    assert_eq!(viewer.read(&token).await.0, ["hi"], "each fault spoiled one answer");
    viewer.youtube.fail("/@", Fault::Status(503), None);
    for _ in 0..3 {
        let page = viewer.get("/@iofi/live").send().await.expect("an answer");
        assert_eq!(page.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
    viewer.youtube.heal();
    assert!(canonical(&viewer.page("/@iofi/live").await).ends_with(VIDEO));
}

#[tokio::test]
async fn polls_are_counted_even_when_the_client_gives_up() {
    let viewer = Viewer::new().await;
    let data = viewer.json("/youtubei/v1/next", json!({"videoId": VIDEO})).await;
    let token = string(&data, RELOAD);
    viewer.youtube.fail(GET_LIVE_CHAT, Fault::Slow(600_000), Some(2));
    let waiting = [viewer.poll(&token), viewer.poll(&token)].map(|poll| tokio::spawn(poll.send()));
    timeout(SOON, viewer.youtube.requested(GET_LIVE_CHAT, 2)).await.expect("both came in");
    viewer.read(&token).await;
    waiting.iter().for_each(tokio::task::JoinHandle::abort);
    let polls = || viewer.youtube.stats().polls.remove(VIDEO).expect("polls");
    timeout(SOON, async {
        while polls().in_flight > 0 {
            tokio::task::yield_now().await;
        }
    })
    .await
    .expect("given up polls are no longer in flight");
    let polls = polls();
    assert_eq!((polls.started, polls.answered, polls.max_in_flight), (3, 1, 3));
    assert_eq!(polls.gaps_ms.len(), 2, "between three polls");
}
