//! A plain HTTP and WebSocket client.

use std::future::Future;
use std::time::Duration;

use fake_platforms::FakeEmotes;
use futures_util::{SinkExt, StreamExt};
use reqwest::{Client, Response, StatusCode, redirect};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

pub(crate) const SOON: Duration = Duration::from_secs(10);
/// How long silence is listened to.
pub(crate) const SILENCE: Duration = Duration::from_millis(200);
pub(crate) const CHANNEL: &str = "62300805";
pub(crate) const YOUTUBE: &str = "UCAoy6rzhSf4ydcYjJw3WoVg";

pub(crate) struct Viewer {
    pub(crate) emotes: FakeEmotes,
    pub(crate) client: Client,
}

impl Viewer {
    pub(crate) async fn new() -> Self {
        // Only an error if another test was first.
        drop(rustls::crypto::ring::default_provider().install_default());
        let emotes = FakeEmotes::start().await.expect("a free port");
        let client = Client::builder().no_proxy().redirect(redirect::Policy::none()).build();
        Self { emotes, client: client.expect("a client") }
    }

    pub(crate) async fn get(&self, url: &str) -> Response {
        soon(self.client.get(url).send()).await.expect("an answer")
    }

    pub(crate) async fn json(&self, url: &str) -> Value {
        let answer = self.get(url).await;
        assert_eq!(answer.status(), StatusCode::OK, "{url}");
        soon(answer.json()).await.expect("JSON")
    }

    pub(crate) async fn status(&self, url: &str) -> u16 {
        self.get(url).await.status().as_u16()
    }

    pub(crate) fn image_url(&self, image: &str) -> String {
        format!("{}/{image}", self.emotes.image_proxy_url())
    }

    /// An image's kind and bytes.
    pub(crate) async fn image(&self, image: &str) -> (String, Vec<u8>) {
        let answer = self.get(&self.image_url(image)).await;
        assert_eq!(answer.status(), StatusCode::OK, "{image}");
        let kind = answer.headers().get("content-type").expect("a kind");
        let kind = kind.to_str().expect("text").to_owned();
        (kind, soon(answer.bytes()).await.expect("a body").to_vec())
    }
}

pub(crate) async fn soon<T>(what: impl Future<Output = T>) -> T {
    timeout(SOON, what).await.expect("in time")
}

/// The field of every item of an array.
pub(crate) fn each<'a>(value: &'a Value, array: &str, field: &str) -> Vec<&'a str> {
    let items = value.pointer(array).and_then(Value::as_array);
    let items = items.unwrap_or_else(|| panic!("no {array} in {value}"));
    items.iter().filter_map(|item| item.get(field)?.as_str()).collect()
}

pub(crate) fn at<'a>(value: &'a Value, pointer: &str) -> &'a Value {
    value.pointer(pointer).unwrap_or_else(|| panic!("no {pointer} in {value}"))
}

/// What ends a conversation.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum End {
    Closed(u16),
    Broken,
}

pub(crate) struct Listener {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Listener {
    pub(crate) async fn connect(url: &str) -> Self {
        let connecting = Box::pin(connect_async(url));
        let (socket, _) = soon(connecting).await.expect("a WebSocket");
        Self { socket }
    }

    pub(crate) async fn send(&mut self, message: &Value) {
        soon(self.socket.send(Message::text(message.to_string()))).await.expect("sent");
    }

    pub(crate) async fn subscribe(&mut self, kind: &str, condition: Value) -> Value {
        let data = json!({"type": kind, "condition": condition});
        self.send(&json!({"op": 35, "d": data})).await;
        self.next().await
    }

    pub(crate) async fn heard(&mut self) -> Result<Value, End> {
        loop {
            return match soon(self.socket.next()).await {
                Some(Ok(Message::Text(text))) => {
                    Ok(serde_json::from_str(&text).expect("a message is JSON"))
                }
                Some(Ok(Message::Close(Some(frame)))) => Err(End::Closed(frame.code.into())),
                Some(Ok(_)) => continue,
                Some(Err(_)) | None => Err(End::Broken),
            };
        }
    }

    pub(crate) async fn next(&mut self) -> Value {
        self.heard().await.expect("the connection is open")
    }

    pub(crate) async fn is_silent(&mut self) -> bool {
        timeout(SILENCE, self.socket.next()).await.is_err()
    }
}
