//! Calls of the API, and requests written by hand.

use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::{App, PATIENCE};

/// What the server said.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

pub(crate) fn client() -> reqwest::Client {
    let client = net::client().no_proxy().timeout(PATIENCE);
    client.build().expect("a client")
}

impl Answer {
    /// The body, if the status is this one.
    pub(crate) fn is(self, status: u16) -> Value {
        assert_eq!(self.status, status, "it answered {}", self.text);
        match self.text.as_str() {
            "" => Value::Null,
            text => serde_json::from_str(text).expect("it is JSON"),
        }
    }

    /// The refusal, if the status is this one. Every refusal says what happened and what to do.
    pub(crate) fn refused(self, status: u16) -> Value {
        let mut body = self.is(status);
        let error = body["error"].take();
        for part in ["code", "message", "hint"] {
            let words = error[part].as_str().unwrap_or_default();
            assert!(!words.is_empty(), "a refusal without {part}: {error}");
        }
        error
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

impl App {
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, Value::Null).await
    }

    /// With [`Value::Null`] there is no body.
    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.call(Method::POST, path, body).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.call(Method::PATCH, path, body).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.call(Method::DELETE, path, Value::Null).await
    }

    /// A call with the owner's key.
    pub(crate) async fn call(&self, method: Method, path: &str, body: Value) -> Answer {
        let request = self.request(method, path);
        let request = request.bearer_auth(self.text("api_token"));
        sent(match body {
            Value::Null => request,
            body => request.json(&body),
        })
        .await
    }

    /// A request that nothing was added to.
    pub(crate) fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let url = format!("{}{path}", self.text("base_url"));
        self.http.request(method, url)
    }
}

/// Sends it and takes the whole answer.
pub(crate) async fn sent(request: reqwest::RequestBuilder) -> Answer {
    let answer = request.send().await.expect("it answers");
    Answer {
        status: answer.status().as_u16(),
        headers: answer.headers().clone(),
        // Of a picture, what of it is text.
        text: answer.text().await.expect("it answers to the end"),
    }
}

/// Sends exactly these bytes. Gives the status and the whole answer as it came; of an upgrade, its
/// head.
pub(crate) async fn raw(port: u16, request: &str) -> (u16, String) {
    let talk = async {
        let mut socket = TcpStream::connect(("127.0.0.1", port)).await?;
        socket.write_all(request.as_bytes()).await?;
        let mut answer = Vec::new();
        while !is_whole(&answer) && socket.read_buf(&mut answer).await? > 0 {}
        Ok::<_, std::io::Error>(String::from_utf8_lossy(&answer).into_owned())
    };
    let answer =
        timeout(PATIENCE, talk).await.expect("it answers in time").expect("the port is open");
    let status = answer.split(' ').nth(1).and_then(|code| code.parse().ok());
    (status.expect("it answers in HTTP"), answer)
}

/// Whether an answer is there to its end: its head, and so much of a body as that says.
fn is_whole(answer: &[u8]) -> bool {
    let answer = String::from_utf8_lossy(answer);
    let Some((head, body)) = answer.split_once("\r\n\r\n") else {
        return false;
    };
    let head = head.to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    body.len() >= length.map_or(0, |length| length.parse().expect("a number"))
}
