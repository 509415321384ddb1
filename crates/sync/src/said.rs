//! What is said within the seal: a head, which is JSON, and a body.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What a guest says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum OfGuest {
    /// Asks the API, or for a picture; the body is the call's.
    Call {
        /// The guest's number for it.
        call: u32,
        /// HTTP's.
        method: String,
        /// With its question: `/api/messages?limit=50`.
        path: String,
    },
    /// Wants to be told what happens, from now on or from where it was; no longer what it wanted before.
    Listen {
        /// The guest's number for it.
        listen: u32,
        /// Of the hub, as it was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        epoch: Option<String>,
        /// The last change that it has.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<u64>,
    },
}

/// What the host says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum OfHost {
    /// Answers a call; the body is the answer's.
    Answer {
        /// The guest's number for it.
        call: u32,
        /// HTTP's.
        status: u16,
        /// The body's media type; empty where there is none.
        #[serde(rename = "type")]
        kind: String,
    },
    /// Tells what happens: the body is a frame, or with a `code` that it was the last.
    Told {
        /// The guest's number.
        listen: u32,
        /// Why there are no more, as a WebSocket's close code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<u16>,
    },
}

/// Head and body as they are sealed.
#[must_use]
pub fn written<Head: Serialize>(head: &Head, body: &[u8]) -> Vec<u8> {
    // Numbers and strings: the encoder has nothing that it could refuse.
    let head = serde_json::to_vec(head).unwrap_or_default();
    let length = u32::try_from(head.len()).unwrap_or_default().to_be_bytes();
    [&length, head.as_slice(), body].concat()
}

/// The head, and the body after it. `None` where it is none of those.
#[must_use]
pub fn read<Head: DeserializeOwned>(said: &[u8]) -> Option<(Head, &[u8])> {
    let (length, rest) = said.split_first_chunk()?;
    let (head, body) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    Some((serde_json::from_slice(head).ok()?, body))
}

/// What a piece of what a host says has of it: a snapshot takes a while over a slow line, and others do not wait
/// for the whole of it.
const PIECE: usize = 32 * 1024;
const LAST: u8 = 0;
const MORE: u8 = 1;

/// What a host says as it is sealed: in pieces, each with a byte before it that says whether more follow.
pub fn pieces(said: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let last = said.len().saturating_sub(1) / PIECE;
    (0..=last).map(move |at| {
        let end = said.len().min((at + 1) * PIECE);
        let more = if at == last { LAST } else { MORE };
        [&[more], &said[at * PIECE..end]].concat()
    })
}

/// What has come of what a host says, as the page keeps it: for what speaks with a host otherwise.
#[derive(Debug, Default)]
pub struct Begun(Vec<u8>);

impl Begun {
    /// The whole of it, once this piece was the last.
    pub fn add(&mut self, piece: &[u8]) -> Option<Vec<u8>> {
        let (more, rest) = piece.split_first()?;
        self.0.extend_from_slice(rest);
        (*more == LAST).then(|| std::mem::take(&mut self.0))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_is_written_as_the_protocol_has_it() {
        let head = |said: Vec<u8>| String::from_utf8(said[4..].to_vec()).unwrap();
        let call = OfGuest::Call { call: 1, method: "GET".into(), path: "/api/me".into() };
        assert_eq!(head(written(&call, b"")), r#"{"call":1,"method":"GET","path":"/api/me"}"#);
        let listen = OfGuest::Listen { listen: 2, epoch: Some("e".into()), after: Some(17) };
        assert_eq!(head(written(&listen, b"")), r#"{"listen":2,"epoch":"e","after":17}"#);
        let answer = OfHost::Answer { call: 1, status: 200, kind: "application/json".into() };
        assert_eq!(
            head(written(&answer, b"{}")),
            r#"{"call":1,"status":200,"type":"application/json"}{}"#
        );
        let told = OfHost::Told { listen: 1, code: None };
        assert_eq!(head(written(&told, b"")), r#"{"listen":1}"#);
    }

    #[test]
    fn what_is_neither_is_none() {
        for head in [r#"{"call":1}"#, "{}", "[]", r#"{"listen":1,"call":1}"#, r#"{"call":-1}"#] {
            let said =
                [&u32::try_from(head.len()).unwrap().to_be_bytes(), head.as_bytes()].concat();
            assert_eq!(read::<OfGuest>(&said), None, "{head}");
        }
        assert_eq!(read::<OfGuest>(&[0, 0, 0, 9, b'{', b'}']), None, "shorter than it says");
        assert_eq!(read::<OfGuest>(&[0, 0]), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(listen: u32, body: Vec<u8>) {
            let head = OfGuest::Listen { listen, epoch: None, after: None };
            let said = written(&head, &body);
            prop_assert_eq!(read(&said), Some((head, body.as_slice())));
        }

        #[test]
        fn pieces_fit_and_are_put_together(length in 0..3 * PIECE, each: u8) {
            let said = vec![each; length];
            let mut begun = Begun::default();
            let whole: Vec<_> = pieces(&said)
                .inspect(|piece| assert!(piece.len() <= PIECE + 1))
                .map(|piece| begun.add(&piece))
                .collect();
            prop_assert!(whole[..whole.len() - 1].iter().all(Option::is_none));
            prop_assert_eq!(whole.last(), Some(&Some(said)));
        }

        #[test]
        fn nothing_that_is_said_is_a_panic(said: Vec<u8>) {
            let _read: Option<(OfGuest, &[u8])> = read(&said);
        }
    }
}
