//! One message of EventSub. Nothing relies on a shape: what can't be read is passed over.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use url::Url;

use super::Topic;

/// Within so long Twitch says that it is there, where its welcome does not say otherwise.
const KEEPALIVE: Duration = Duration::from_secs(10);

/// What Twitch says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Frame {
    /// The session has begun, or goes on over this connection.
    Welcome { session: String, keepalive: Duration },
    /// It is there.
    Keepalive,
    /// It wants to be connected to elsewhere.
    Reconnect(Url),
    /// A subscription is over.
    Revoked { topic: Option<Topic>, status: String },
    /// Something happened.
    Event { id: String, topic: Topic, at: Option<Timestamp>, event: Value },
    /// Nothing that we know.
    Unknown,
}

impl Frame {
    pub(super) fn read(text: &str) -> Self {
        net::json(text.as_bytes()).ok().and_then(|said| frame(&said)).unwrap_or(Self::Unknown)
    }
}

fn frame(said: &Value) -> Option<Frame> {
    let text = |pointer: &str| said.pointer(pointer).and_then(Value::as_str);
    Some(match text("/metadata/message_type")? {
        "session_welcome" => Frame::Welcome {
            session: text("/payload/session/id")?.to_owned(),
            keepalive: said
                .pointer("/payload/session/keepalive_timeout_seconds")
                .and_then(Value::as_u64)
                .map_or(KEEPALIVE, |seconds| Duration::from_secs(seconds.clamp(1, 600))),
        },
        "session_keepalive" => Frame::Keepalive,
        "session_reconnect" => {
            Frame::Reconnect(Url::parse(text("/payload/session/reconnect_url")?).ok()?)
        }
        "revocation" => Frame::Revoked {
            topic: text("/payload/subscription/type").and_then(Topic::parse),
            status: text("/payload/subscription/status").unwrap_or_default().to_owned(),
        },
        "notification" => Frame::Event {
            id: text("/metadata/message_id")?.to_owned(),
            topic: Topic::parse(text("/payload/subscription/type")?)?,
            at: text("/metadata/message_timestamp").and_then(|at| at.parse().ok()),
            event: said.pointer("/payload/event")?.clone(),
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(kind: &str, payload: &Value) -> Frame {
        let metadata = json!({"message_id": "m1", "message_type": kind,
            "message_timestamp": "2026-11-24T12:00:00.123456789Z"});
        Frame::read(&json!({"metadata": metadata, "payload": payload}).to_string())
    }

    #[test]
    fn what_twitch_says_is_read_and_what_it_never_said_is_passed_over() {
        let session = json!({"session": {"id": "s1", "keepalive_timeout_seconds": 30}});
        let welcome = Frame::Welcome { session: "s1".into(), keepalive: Duration::from_secs(30) };
        assert_eq!(read("session_welcome", &session), welcome);
        assert_eq!(read("session_keepalive", &json!({})), Frame::Keepalive);
        let elsewhere = json!({"session": {"id": "s1", "reconnect_url": "wss://a.twitch.tv/ws?1"}});
        assert!(matches!(read("session_reconnect", &elsewhere), Frame::Reconnect(_)));
        let over = json!({"subscription": {"type": "channel.poll.end", "status": "user_removed"}});
        let status = "user_removed".to_owned();
        let revoked = Frame::Revoked { topic: Some(Topic::PollEnds), status };
        assert_eq!(read("revocation", &over), revoked);
        let event = json!({"subscription": {"type": "channel.poll.end"}, "event": {"id": "1"}});
        let Frame::Event { id, at: Some(_), .. } = read("notification", &event) else { panic!() };
        assert_eq!(id, "m1");
        let unknown = json!({"subscription": {"type": "channel.new"}, "event": {"id": "1"}});
        for frame in [
            read("notification", &unknown),
            read("notification", &json!({})),
            read("session_welcome", &json!({})),
            read("session_reconnect", &json!({"session": {"reconnect_url": "no address"}})),
            read("new", &json!({})),
            Frame::read(""),
            Frame::read("[1]"),
        ] {
            assert_eq!(frame, Frame::Unknown);
        }
    }
}
