//! A plain HTTP client, and what it finds in answers.

use std::time::Duration;

use fake_platforms::FakeYouTube;
use fake_platforms::youtube::{GET_LIVE_CHAT, Stream};
use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};

pub(crate) const SOON: Duration = Duration::from_secs(10);
pub(crate) const CHANNEL: &str = "UCAoy6rzhSf4ydcYjJw3WoVg";
pub(crate) const VIDEO: &str = "c2lb7tb1SEA";

pub(crate) struct Viewer {
    pub(crate) youtube: FakeYouTube,
    pub(crate) client: Client,
}

impl Viewer {
    pub(crate) async fn new() -> Self {
        // Only an error if another test was first.
        drop(rustls::crypto::ring::default_provider().install_default());
        let youtube = FakeYouTube::start().await.expect("a free port");
        youtube.declare(Stream::live("@Iofi", CHANNEL, VIDEO));
        let client = Client::builder().no_proxy().build().expect("a client");
        Self { youtube, client }
    }

    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.youtube.url()))
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> RequestBuilder {
        self.client.post(format!("{}{path}", self.youtube.url())).json(body)
    }

    pub(crate) async fn page(&self, path: &str) -> String {
        text(self.get(path).send().await.expect("a page")).await
    }

    pub(crate) async fn json(&self, path: &str, body: Value) -> Value {
        self.post(path, &body).send().await.expect("an answer").json().await.expect("JSON")
    }

    pub(crate) fn poll(&self, token: &str) -> RequestBuilder {
        let client = json!({"clientName": "WEB", "clientVersion": "2.20260623.01.00"});
        let body = json!({"context": {"client": client}, "continuation": token});
        self.post(&format!("{GET_LIVE_CHAT}?prettyPrint=false"), &body)
    }

    /// The texts said since the token, and the next token.
    pub(crate) async fn read(&self, token: &str) -> (Vec<String>, String) {
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

pub(crate) const CHAT: &str = "/continuationContents/liveChatContinuation";
pub(crate) const RELOAD: &str = "/contents/twoColumnWatchNextResults/conversationBar/liveChatRenderer\
    /continuations/0/reloadContinuationData/continuation";
pub(crate) const MENU: &str =
    "/header/liveChatHeaderRenderer/viewSelector/sortFilterSubMenuRenderer/subMenuItems";

pub(crate) async fn text(response: Response) -> String {
    response.text().await.expect("a text")
}

pub(crate) fn string(value: &Value, pointer: &str) -> String {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found.unwrap_or_else(|| panic!("no {pointer} in {value}")).to_owned()
}

/// The JSON that a page assigns to this name.
pub(crate) fn assigned(page: &str, name: &str) -> Value {
    let (_, rest) = page.split_once(&format!("{name} = ")).expect(name);
    let (json, _) = rest.split_once(";</script>").expect("the end of the script");
    serde_json::from_str(json).expect("JSON")
}

pub(crate) fn canonical(page: &str) -> &str {
    let (_, rest) = page.split_once("<link rel=\"canonical\" href=\"").expect("a canonical link");
    rest.split_once('"').expect("the end of the link").0
}

pub(crate) fn menu_tokens(chat: &Value) -> [String; 2] {
    [0, 1].map(|index| {
        string(chat, &format!("{MENU}/{index}/continuation/reloadContinuationData/continuation"))
    })
}
