//! As much of Socket.IO as it takes to listen: version 2 of the protocol over version 3 of Engine.IO
//! (<https://github.com/socketio/engine.io-protocol/tree/v3>), over a WebSocket alone.
//!
//! Streamlabs and StreamElements speak this old version. The one crate that is kept,
//! `rust_socketio`, speaks version 4 of Engine.IO only, and brings OpenSSL with it.

use std::ops::RangeInclusive;
use std::time::Duration;

use serde_json::Value;
use url::Url;

/// What a client says to keep the connection: `ping`. The server answers with `3`.
pub(crate) const PING: &str = "2";
/// The answer to a server that pings, as later versions do.
pub(crate) const PONG: &str = "3";
/// How often a client pings where the server does not say; and how long it waits for an answer.
const INTERVAL: Duration = Duration::from_secs(25);
const PATIENCE: Duration = Duration::from_secs(20);
/// What is believed of a server's wishes.
const BELIEVED: RangeInclusive<Duration> = Duration::from_millis(50)..=Duration::from_mins(2);

/// What a server says.
#[derive(Debug, PartialEq)]
pub(crate) enum Packet {
    /// The connection stands; it is to be kept so.
    Open(Keeping),
    /// One may speak now.
    Connected,
    /// Something happened: its name, and what is told of it.
    Event(String, Value),
    /// One may not connect.
    Refused,
    /// The server is alive and wants to know whether we are.
    Ping,
    /// The end.
    Close,
    /// Anything else.
    Other,
}

/// How a connection is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Keeping {
    pub(crate) ping_every: Duration,
    /// Silence after which the other end is gone.
    pub(crate) silence: Duration,
}

impl Default for Keeping {
    fn default() -> Self {
        Self { ping_every: INTERVAL, silence: INTERVAL + PATIENCE }
    }
}

impl Packet {
    /// What a text frame says. A frame that makes no sense is [`Other`](Self::Other).
    pub(crate) fn read(text: &str) -> Self {
        let Some(kind) = text.get(..1) else {
            return Self::Other;
        };
        let rest = text.get(1..).unwrap_or_default();
        match kind {
            "0" => Self::Open(keeping(rest)),
            "1" => Self::Close,
            "2" => Self::Ping,
            "4" => Self::message(rest),
            _ => Self::Other,
        }
    }

    fn message(text: &str) -> Self {
        let rest = text.get(1..).unwrap_or_default();
        match text.get(..1) {
            Some("0") => Self::Connected,
            Some("1") => Self::Close,
            Some("4") => Self::Refused,
            // An event may ask for an answer by a number before it; nobody here gives one.
            Some("2") => event(rest.trim_start_matches(|c: char| c.is_ascii_digit())),
            _ => Self::Other,
        }
    }
}

fn event(json: &str) -> Packet {
    let Ok(Value::Array(parts)) = net::json(json.as_bytes()) else {
        return Packet::Other;
    };
    let mut parts = parts.into_iter();
    match parts.next() {
        Some(Value::String(name)) => Packet::Event(name, parts.next().unwrap_or_default()),
        _ => Packet::Other,
    }
}

fn keeping(json: &str) -> Keeping {
    let told: Value = serde_json::from_str(json).unwrap_or_default();
    let read = |field: &str, usual: Duration| {
        let told = told.get(field).and_then(Value::as_u64).map(Duration::from_millis);
        told.unwrap_or(usual).clamp(*BELIEVED.start(), *BELIEVED.end())
    };
    let ping_every = read("pingInterval", INTERVAL);
    Keeping { ping_every, silence: ping_every + read("pingTimeout", PATIENCE) }
}

/// What one says to have something happen at the server.
pub(crate) fn emit(name: &str, told: &Value) -> String {
    format!("42{}", Value::from(vec![Value::from(name), told.clone()]))
}

/// Where the socket of the service at `base` is. `token` is for those that want it in the address.
pub(crate) fn address(base: &Url, token: Option<&str>) -> Url {
    let mut url = base.clone();
    // An address that can't have a path is none of ours: they are checked at the start.
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty().extend(["socket.io", ""]);
    }
    let mut query = url.query_pairs_mut();
    if let Some(token) = token {
        query.append_pair("token", token);
    }
    query.append_pair("EIO", "3").append_pair("transport", "websocket");
    drop(query);
    url
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn frames_are_read() {
        let open = r#"0{"sid":"x","upgrades":[],"pingInterval":25000,"pingTimeout":5000}"#;
        let silence = Duration::from_secs(30);
        let expected = Keeping { ping_every: Duration::from_secs(25), silence };
        assert_eq!(Packet::read(open), Packet::Open(expected));
        for (text, packet) in [
            ("40", Packet::Connected),
            ("41", Packet::Close),
            ("1", Packet::Close),
            ("2", Packet::Ping),
            (r#"44"not authorized""#, Packet::Refused),
            (
                r#"42["event",{"type":"tip"}]"#,
                Packet::Event("event".into(), json!({"type": "tip"})),
            ),
            (r#"42["a","x\ud83d"]"#, Packet::Event("a".into(), json!("x\u{FFFD}"))),
            (r#"4213["event"]"#, Packet::Event("event".into(), Value::Null)),
            ("3", Packet::Other),
            ("42[1]", Packet::Other),
            ("42", Packet::Other),
            ("", Packet::Other),
            ("ä", Packet::Other),
        ] {
            assert_eq!(Packet::read(text), packet, "{text}");
        }
    }

    #[test]
    fn what_makes_no_sense_of_a_greeting_is_not_believed() {
        for greeting in
            ["0", r#"0{"pingInterval":0,"pingTimeout":-1}"#, r#"0{"pingInterval":1e12}"#]
        {
            let Packet::Open(keeping) = Packet::read(greeting) else {
                panic!("{greeting}");
            };
            assert!(BELIEVED.contains(&keeping.ping_every), "{keeping:?}");
        }
    }

    #[test]
    fn addresses_and_words_are_as_the_services_want_them() {
        let base: Url = "wss://sockets.example".parse().unwrap();
        assert_eq!(
            address(&base, Some("a b")).as_str(),
            "wss://sockets.example/socket.io/?token=a+b&EIO=3&transport=websocket"
        );
        assert_eq!(
            address(&"ws://127.0.0.1:9/streamlabs".parse().unwrap(), None).as_str(),
            "ws://127.0.0.1:9/streamlabs/socket.io/?EIO=3&transport=websocket"
        );
        assert_eq!(emit("authenticate", &json!({"a": 1})), r#"42["authenticate",{"a":1}]"#);
    }

    proptest! {
        #[test]
        fn no_frame_does_harm(text in ".*") {
            Packet::read(&text);
        }
    }
}
