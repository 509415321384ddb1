//! A client of the WebSocket that believes what `docs/protocol.md` says, and checks it.

use futures_util::StreamExt;
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::PATIENCE;

pub(crate) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// What a client holds.
pub(crate) struct View {
    pub(crate) socket: Socket,
    pub(crate) epoch: String,
    pub(crate) seq: u64,
    /// What is on its screen, oldest first.
    pub(crate) messages: Vec<Value>,
    /// The texts of everything that was ever on its screen.
    pub(crate) ever: Vec<String>,
    /// The last of each of these that was sent.
    pub(crate) look: Option<Value>,
    pub(crate) status: Option<Value>,
    pub(crate) settings: Option<Value>,
    /// Whether the curtain is drawn, as far as it was told.
    pub(crate) curtain: bool,
    /// The focus queue; of a focus overlay, what is on screen.
    pub(crate) focus: Option<Value>,
    pub(crate) shown: Option<Value>,
    /// The texts of what waits for a person, if it is told of that.
    pub(crate) held: Option<Vec<String>>,
    /// What was made up for it, if it is told of that.
    pub(crate) samples: Option<Vec<Value>>,
    /// The types of the frames that came.
    pub(crate) frames: Vec<String>,
}

impl View {
    /// Connects and takes the first frame.
    pub(crate) async fn open(url: &str) -> Self {
        let mut view = Self {
            socket: socket(url).await,
            epoch: String::new(),
            seq: 0,
            messages: Vec::new(),
            ever: Vec::new(),
            look: None,
            status: None,
            settings: None,
            curtain: false,
            focus: None,
            shown: None,
            held: None,
            samples: None,
            frames: Vec::new(),
        };
        view.step().await;
        view
    }

    /// Connects again, and says where it stands. Takes the first frame.
    pub(crate) async fn resume(&mut self, url: &str) {
        self.socket = socket(&format!("{url}?epoch={}&after={}", self.epoch, self.seq)).await;
        self.frames.clear();
        self.step().await;
    }

    /// Takes the next frame.
    pub(crate) async fn step(&mut self) {
        if let Some(code) = self.step_or_close().await {
            panic!("the socket was closed with {code}");
        }
    }

    /// Takes frames until the view looks like this.
    pub(crate) async fn until(&mut self, what: &str, is: impl Fn(&Self) -> bool) {
        let steps = async {
            while !is(self) {
                self.step().await;
            }
        };
        let came = timeout(PATIENCE, steps).await.is_ok();
        assert!(came, "it never came: {what}; on screen: {:?}", self.texts());
    }

    /// Takes frames until a message with this text is on the screen. Gives the message.
    pub(crate) async fn message(&mut self, text: &str) -> Value {
        let is_it = |message: &&Value| message["text"] == text;
        self.until(text, |view| view.messages.iter().any(|m| is_it(&m))).await;
        let found = self.messages.iter().find(is_it);
        found.expect("it is there").clone()
    }

    /// Takes frames until no message with this text is on the screen.
    pub(crate) async fn gone(&mut self, text: &str) {
        self.until(&format!("no {text}"), |view| !view.texts().iter().any(|shown| shown == text))
            .await;
    }

    /// Takes frames until the server closes. Gives the code.
    pub(crate) async fn closed(&mut self) -> u16 {
        let steps = async {
            loop {
                if let Some(code) = self.step_or_close().await {
                    return code;
                }
            }
        };
        timeout(PATIENCE, steps).await.expect("it is closed")
    }

    pub(crate) fn texts(&self) -> Vec<String> {
        let text = |message: &Value| message["text"].as_str().unwrap_or_default().to_owned();
        self.messages.iter().map(text).collect()
    }

    /// Takes the next frame. If there is none, with which code the server closed.
    pub(crate) async fn step_or_close(&mut self) -> Option<u16> {
        loop {
            let next = timeout(PATIENCE, self.socket.next()).await;
            match next.expect("a frame comes in time") {
                Some(Ok(Message::Text(text))) => {
                    self.take(&serde_json::from_str(&text).expect("it is JSON"));
                    return None;
                }
                Some(Ok(Message::Close(frame))) => {
                    return Some(frame.map_or(1005, |frame| frame.code.into()));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Some(1006),
            }
        }
    }

    fn take(&mut self, frame: &Value) {
        let kind = frame["type"].as_str().expect("a frame has a type");
        self.frames.push(kind.to_owned());
        let list = |name| frame[name].as_array().expect("it is a list");
        match kind {
            "snapshot" => {
                self.curtain = frame["curtain"] == true;
                self.epoch = frame["epoch"].as_str().expect("an epoch").into();
                self.seq = frame["seq"].as_u64().expect("a number");
                self.messages.clone_from(list("messages"));
                self.ever.extend(self.texts());
            }
            "resume" => {
                assert_eq!(frame["epoch"], self.epoch.as_str(), "the epoch goes on");
                self.curtain = frame["curtain"] == true;
                self.changes(list("changes"));
            }
            "changes" => self.changes(list("changes")),
            "curtain" => self.curtain = frame["drawn"].as_bool().expect("it is or it is not"),
            "look" => self.look = Some(frame.clone()),
            "status" => self.status = Some(frame["status"].clone()),
            "settings" => self.settings = Some(frame["settings"].clone()),
            "focus" => {
                self.focus = frame.get("focus").or(frame.get("current")).cloned();
            }
            "held" => {
                let text = |held: &Value| held["message"]["text"].as_str().map(str::to_owned);
                self.held = list("held").iter().map(text).collect();
            }
            "samples" => self.samples = Some(list("messages").clone()),
            // The panels for OBS and the sync service have tests of their own, and what AutoMod holds.
            "obs" | "automod" | "sync" => {}
            "support" => self.shown = Some(frame["support"].clone()),
            other => panic!("a frame of the type {other}"),
        }
    }

    fn changes(&mut self, changes: &[Value]) {
        for change in changes {
            self.change(change);
        }
    }

    fn change(&mut self, change: &Value) {
        let seq = change["seq"].as_u64().expect("a change has a number");
        assert_eq!(seq, self.seq + 1, "every change is one higher: {change}");
        self.seq = seq;
        let place = |view: &Self, id: &Value| view.messages.iter().position(|m| m["id"] == *id);
        if let Some(message) = change.get("add") {
            assert!(place(self, &message["id"]).is_none(), "a message is added once: {message}");
            self.messages.push(message.clone());
            self.ever.push(message["text"].as_str().unwrap_or_default().to_owned());
        } else if let Some(message) = change.get("replace") {
            if let Some(at) = place(self, &message["id"]) {
                self.messages[at] = message.clone();
            }
        } else if let Some(insert) = change.get("insert") {
            let at = match &insert["before"] {
                Value::Null => Some(self.messages.len()),
                before => place(self, before),
            };
            if let Some(at) = at {
                self.messages.insert(at, insert["message"].clone());
            }
        } else {
            let ids = change["remove"]["ids"].as_array().expect("ids leave");
            self.messages.retain(|message| !ids.contains(&message["id"]));
        }
    }
}

async fn socket(url: &str) -> Socket {
    let connected = timeout(PATIENCE, connect_async(url)).await;
    let (socket, _) = connected.expect("it answers in time").expect("it is let in");
    socket
}
