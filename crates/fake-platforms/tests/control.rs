//! The control endpoint, as a test in another language uses it.
#![expect(clippy::expect_used, reason = "a test may panic, and so may its parts")]

use std::time::Duration;

use fake_platforms::control::Control;
use fake_platforms::{FakeEmotes, FakeIdentity, FakeTwitch, FakeYouTube};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use tokio::time::timeout;

struct Remote {
    control: Control,
    client: Client,
}

impl Remote {
    async fn new() -> Self {
        // Only an error if another test was first.
        drop(rustls::crypto::ring::default_provider().install_default());
        let twitch = FakeTwitch::start().await.expect("a free port");
        let youtube = FakeYouTube::start().await.expect("a free port");
        let emotes = FakeEmotes::start().await.expect("a free port");
        let identity = FakeIdentity::start().await.expect("a free port");
        let control =
            Control::start(0, twitch, youtube, emotes, identity).await.expect("a free port");
        let client = Client::builder().no_proxy().build().expect("a client");
        Self { control, client }
    }

    async fn post(&self, path: &str, body: Value) -> (StatusCode, Value) {
        let request = self.client.post(format!("{}{path}", self.control.url())).json(&body);
        let answer = request.send().await.expect("an answer");
        (answer.status(), answer.json().await.expect("JSON"))
    }

    async fn stats(&self) -> Value {
        let answer = self.client.get(format!("{}/stats", self.control.url())).send().await;
        answer.expect("an answer").json().await.expect("JSON")
    }
}

#[tokio::test]
async fn every_command_is_understood() {
    let remote = Remote::new().await;
    let video = "c2lb7tb1SEA";
    for (path, body) in [
        ("/twitch/say", json!({"channel": "c", "text": "hi"})),
        ("/twitch/line", json!({"line": "PING :x"})),
        ("/twitch/lines", json!({"lines": ["PING :x", "PING :y"]})),
        ("/twitch/raw", json!({"text": "@half"})),
        ("/twitch/fragments", json!({"parts": ["PING", " :x\r\n"]})),
        ("/twitch/reconnect", json!({"grace_ms": 5})),
        ("/twitch/drop", json!({})),
        ("/twitch/drop", json!({"connection": 1})),
        ("/twitch/freeze", json!({})),
        ("/twitch/reconnect", json!({"connection": 1})),
        ("/twitch/storm", json!({"joins": 0})),
        ("/twitch/set_line", json!({"latency_ms": 1, "bytes": 1})),
        ("/twitch/notice", json!({"channel": "c", "id": "slow_on", "text": "Slow."})),
        ("/twitch/oversized", json!({"channel": "c", "bytes": 9000})),
        ("/twitch/endless", json!({"bytes": 9000})),
        ("/twitch/stream", json!({"channel": "c", "count": 2, "rate": 100, "drops_at": [1]})),
        ("/twitch/settled", json!({"channel": "c", "number": 2})),
        ("/twitch/connections", json!({})),
        ("/twitch/refuse", json!({"on": true})),
        ("/twitch/stall", json!({"on": true})),
        ("/twitch/channel", json!({"channel": "gone", "kind": "missing"})),
        ("/twitch/reject_token", json!({"token": "bad"})),
        ("/twitch/joined", json!({"channel": "c", "count": 0})),
        ("/twitch/received", json!({})),
        ("/identity/confirm", json!({"user_code": "ABCDEFGH", "login": "ada"})),
        ("/identity/deny", json!({"user_code": "ABCDEFGH"})),
        ("/identity/set_lifetime", json!({"seconds": 10})),
        ("/identity/set_interval", json!({"seconds": 1})),
        ("/identity/expire_access_tokens", json!({})),
        ("/identity/end_sign_ins", json!({})),
        ("/identity/set_consent", json!({"agrees": false})),
        ("/identity/fail", json!({"on": "/google", "fault": {"status": 503}, "times": 1})),
        ("/identity/fail", json!({"on": "/twitch/oauth2/token", "fault": "lost"})),
        ("/identity/heal", json!({})),
        ("/identity/secrets", json!({})),
        ("/identity/is_good", json!({"access_token": "x"})),
        ("/youtube/stream", json!({"video": video, "channel": "UCx", "handles": ["@x"]})),
        ("/youtube/state", json!({"video": video, "state": "members_only"})),
        ("/youtube/chat", json!({"video": video, "text": "hi", "author": {"owner": true}})),
        (
            "/youtube/chat",
            json!({"video": video, "text": ":x:", "emoji": [{"name": "x", "image": "i"}]}),
        ),
        ("/youtube/spam", json!({"video": video, "text": "hi"})),
        ("/youtube/action", json!({"video": video, "action": {"anything": {}}})),
        ("/youtube/remove", json!({"video": video, "item": "id"})),
        ("/youtube/remove_author", json!({"video": video, "channel": "UCy"})),
        ("/youtube/numbered", json!({"video": video, "count": 3})),
        ("/youtube/said", json!({"video": video, "number": 3})),
        ("/youtube/show_on_live", json!({"channel": "UCx", "video": video})),
        ("/youtube/show_on_live", json!({"channel": "UCx"})),
        ("/youtube/lockups", json!({"on": true})),
        ("/youtube/lockups", json!({"on": false, "channel": "UCx"})),
        ("/youtube/limits", json!({"kept": 1_000_000})),
        ("/youtube/continuations", json!({"video": video, "kinds": [{"timed": 5000}, "unknown"]})),
        ("/youtube/reject_tokens", json!({"video": video})),
        ("/youtube/polled", json!({"video": video, "count": 0})),
        ("/youtube/end", json!({"video": video})),
        ("/youtube/fault", json!({"path": "/", "fault": {"renamed": {"from": "a", "to": "b"}}})),
        ("/youtube/fault", json!({"path": "/", "fault": {"status": 503}, "times": 2})),
        ("/youtube/fault", json!({"path": "/", "fault": "truncated"})),
        ("/youtube/heal", json!({})),
        ("/youtube/consent", json!({"on": true})),
    ] {
        let answer = timeout(Duration::from_secs(10), remote.post(path, body)).await;
        let (status, answer) = answer.expect("an answer in time");
        assert_eq!(status, StatusCode::OK, "{path}: {answer}");
    }
    let stats = remote.stats().await;
    assert_eq!(stats.pointer("/twitch/lines_sent"), Some(&json!(8)), "{stats}");
    let counted = json!({"said": 2, "settled": 2, "sent": []});
    assert_eq!(stats.pointer("/twitch/numbered/#c"), Some(&counted), "{stats}");
    assert_eq!(stats.pointer("/youtube/actions"), Some(&json!(9)), "{stats}");
    assert_eq!(stats.pointer("/youtube/numbered").and_then(|all| all.get(video)), Some(&json!(3)));
}

#[tokio::test]
async fn every_command_of_the_emote_services_is_understood() {
    let remote = Remote::new().await;
    let url = "cdn.7tv.app/emote/a/1x.webp";
    let moving = json!({"name": "a", "animated": true});
    let emotes = json!([moving, {"name": "b", "zero_width": true}]);
    for (command, body) in [
        ("set", json!({"provider": "7tv", "channel": "1", "emotes": emotes})),
        ("set", json!({"provider": "ffz", "platform": "youtube", "channel": "UC", "emotes": []})),
        ("set_global", json!({"provider": "bttv", "emotes": emotes})),
        ("generate", json!({"provider": "7tv", "channel": "2", "count": 10})),
        ("forget", json!({"provider": "7tv", "channel": "2"})),
        ("push", json!({"provider": "7tv", "channel": "1", "emote": {"name": "c"}})),
        ("rename", json!({"provider": "7tv", "channel": "1", "name": "c", "to": "d"})),
        ("pull", json!({"provider": "bttv", "channel": "1", "name": "c"})),
        ("declare_set", json!({"set": "other", "emotes": emotes})),
        ("switch", json!({"channel": "1", "set": "other"})),
        ("ids", json!({"provider": "7tv", "channel": "1"})),
        ("set_badge", json!({"provider": "ffz", "id": "2", "title": "Bot", "users": ["12"]})),
        ("set_room", json!({"channel": "1", "room": {"vip_badge": true}})),
        ("grant", json!({"channel": "1", "user": "12", "badge": "x"})),
        ("revoke", json!({"channel": "1", "user": "12", "badge": "x"})),
        ("set_pronouns", json!({"login": "ada", "id": "sheher"})),
        ("set_image", json!({"url": url, "image": {"format": "gif", "animated": true}})),
        ("colour", json!({"url": url})),
        ("headers", json!({"url": url})),
        ("fault", json!({"on": "cdn.7tv.app", "fault": "png_bomb", "times": 2})),
        ("fault", json!({"on": "/7tv", "fault": {"redirect": "https://evil.test/"}})),
        ("fault", json!({"on": "/bttv", "fault": {"changed": "nulls"}})),
        ("heal", json!({"on": "/7tv"})),
        ("heal", json!({})),
        ("reconnect", json!({})),
        ("end_streams", json!({"code": 4007})),
        ("close", json!({"service": "bttv", "code": 1000})),
        ("send_raw", json!({"service": "7tv", "text": "{"})),
        ("drop_sockets", json!({})),
        ("stall", json!({"on": false})),
        ("set_heartbeat", json!({"milliseconds": 1000})),
        ("subscribed", json!({"object": "twitch:1", "count": 0})),
        ("connected", json!({"service": "7tv", "count": 0})),
        ("requested", json!({"url": url, "count": 0})),
    ] {
        let path = format!("/emotes/{command}");
        let answer = remote.post(&path, body);
        let (status, answer) = timeout(Duration::from_secs(10), answer).await.expect("in time");
        assert_eq!(status, StatusCode::OK, "{command}: {answer}");
        if command == "ids" {
            assert_eq!(answer.get("set"), Some(&json!("other")), "it was switched");
        }
    }
    let stats = remote.stats().await;
    assert_eq!(stats.pointer("/emotes/seventv/accepted"), Some(&json!(0)), "{stats}");
    assert_eq!(stats.pointer("/emotes/requests"), Some(&json!({})), "{stats}");
}

#[tokio::test]
async fn a_mistake_is_told() {
    let remote = Remote::new().await;
    for (path, body, status, part) in [
        ("/twitch/shout", json!({}), StatusCode::BAD_REQUEST, "unknown variant"),
        ("/twitch/say", json!({"channel": "c"}), StatusCode::BAD_REQUEST, "missing field `text`"),
        ("/twitch/stall", json!({"of": true}), StatusCode::BAD_REQUEST, "unknown field `of`"),
        ("/youtube/end", json!({"video": "x"}), StatusCode::NOT_FOUND, "declare it first"),
        ("/emotes/fault", json!({"on": "x", "fault": "rain"}), StatusCode::BAD_REQUEST, "rain"),
        (
            "/emotes/load",
            json!({"channel": "1", "path": "/x"}),
            StatusCode::NOT_FOUND,
            "cannot read",
        ),
    ] {
        let (found, answer) = remote.post(path, body).await;
        assert_eq!(found, status, "{path}");
        assert!(answer.to_string().contains(part), "{path}: {answer}");
    }
}
