//! The frames of the protocol.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The version of requests and events that we speak.
const RPC_VERSION: u32 = 1;
/// What we are told of: general, configuration, scenes, inputs and scene items.
const EVENTS: u32 = 1 | 1 << 1 | 1 << 2 | 1 << 3 | 1 << 7;

/// The closes that mean something to us.
pub(crate) mod closed {
    pub(crate) const NOT_OUR_WORDS: std::ops::RangeInclusive<u16> = 4002..=4007;
    pub(crate) const WRONG_PASSWORD: u16 = 4009;
    pub(crate) const OTHER_VERSION: u16 = 4010;
}

/// The statuses of requests that mean something to us.
pub(crate) mod status {
    /// OBS is starting, ending, or changing its scene collection: asked again, it may do it.
    pub(crate) const NOT_READY: u16 = 207;
    pub(crate) const NO_SUCH: u16 = 600;
    pub(crate) const THERE_ALREADY: u16 = 601;
    pub(crate) const NO_SUCH_KIND: u16 = 605;
}

/// What the server says.
#[derive(Debug)]
pub(crate) enum Said {
    Hello(Hello),
    Identified,
    /// Something happened, by its name.
    Event(String),
    Response(Response),
    /// Something that we did not ask for.
    Other,
}

/// The first thing that it says.
#[derive(Debug, Deserialize)]
pub(crate) struct Hello {
    authentication: Option<Challenge>,
}

#[derive(Debug, Deserialize)]
struct Challenge {
    challenge: String,
    salt: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Response {
    pub(crate) request_id: String,
    pub(crate) request_status: Status,
    #[serde(default, rename = "responseData")]
    pub(crate) data: Value,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Status {
    pub(crate) result: bool,
    pub(crate) code: u16,
    #[serde(default)]
    pub(crate) comment: String,
}

#[derive(Deserialize)]
struct Frame {
    op: u8,
    #[serde(default)]
    d: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    event_type: String,
}

/// Reads a frame. `None` if it is none of this protocol.
pub(crate) fn read(text: &str) -> Option<Said> {
    let Frame { op, d } = serde_json::from_str(text).ok()?;
    Some(match op {
        0 => Said::Hello(serde_json::from_value(d).ok()?),
        2 => Said::Identified,
        5 => Said::Event(serde_json::from_value::<Event>(d).ok()?.event_type),
        7 => Said::Response(serde_json::from_value(d).ok()?),
        _ => Said::Other,
    })
}

impl Hello {
    /// Whether a password is wanted.
    pub(crate) fn wants_password(&self) -> bool {
        self.authentication.is_some()
    }
}

/// Who we are, with the proof of the password where one is wanted.
pub(crate) fn identify(hello: &Hello, password: Option<&SecretString>) -> String {
    let mut said = json!({ "rpcVersion": RPC_VERSION, "eventSubscriptions": EVENTS });
    if let (Some(challenge), Some(password)) = (&hello.authentication, password) {
        said["authentication"] = proof(challenge, password).into();
    }
    json!({ "op": 1, "d": said }).to_string()
}

/// A question.
pub(crate) fn request(id: &str, name: &str, data: &Value) -> String {
    let asked = json!({ "requestType": name, "requestId": id, "requestData": data });
    json!({ "op": 6, "d": asked }).to_string()
}

/// Proves the password without sending it.
fn proof(Challenge { challenge, salt }: &Challenge, password: &SecretString) -> String {
    let mut secret = Sha256::new();
    secret.update(password.expose_secret());
    secret.update(salt);
    let mut proof = Sha256::new();
    proof.update(BASE64.encode(secret.finalize()));
    proof.update(challenge);
    BASE64.encode(proof.finalize())
}

/// What obs-websocket 4 understands, and answers with its version: it says nothing by itself.
pub(crate) const VERSION_4_QUESTION: &str = r#"{"request-type":"GetVersion","message-id":"1"}"#;

/// Whether this is its answer.
pub(crate) fn is_version_4(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok_and(|said| said.get("message-id").is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proof_is_that_of_the_protocol_s_own_example() {
        // The example of protocol.md, "Creating an authentication string", with its answer worked
        // out by Python's hashlib.
        let challenge = Challenge {
            challenge: "+IxH4CnCiqpX1rM9scsNynZzbOe4KhDeYcTNS3PDaeY=".into(),
            salt: "lM1GncleQOaCu9lT1yeUZhFYnqhsLLP1G5lAGo3ixaI=".into(),
        };
        let proof = proof(&challenge, &"supersecretpassword".into());
        assert_eq!(proof, "1Ct943GAT+6YQUUX47Ia/ncufilbe6+oD6lY+5kaCu4=");
    }

    #[test]
    fn what_is_not_of_the_protocol_is_nothing() {
        for text in ["", "[]", "{}", "{\"op\":\"0\"}", "{\"op\":7,\"d\":{}}", "{\"op\":0,\"d\":[]}"]
        {
            assert!(read(text).is_none(), "{text}");
        }
        assert!(matches!(read("{\"op\":99}"), Some(Said::Other)));
    }
}
