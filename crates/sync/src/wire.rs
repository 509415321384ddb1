//! What a host and the service say to each other. Text is theirs; what is binary is of one guest or to
//! one.

use bytes::{Buf, BufMut, Bytes, BytesMut};
use serde::{Deserialize, Serialize};

/// Where a host calls the service.
pub const HOST_PATH: &str = "/host";
/// What a host may send at once with its rooms in it.
pub const MOST_ROOMS: usize = 128;

/// What a host says to the service.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfHost {
    /// Who it is, as its first word and no other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Which rooms it has from now on; a guest in another one is sent away.
    pub rooms: Vec<String>,
}

/// What the service says to a host: that it is known, and its rooms are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The version of what they speak.
    pub multichat_sync: u32,
}

/// The version that is spoken here.
pub const VERSION: u32 = 1;

/// Why the service ends a connection.
pub mod closed {
    /// The code is none of those that it gave out.
    pub const UNKNOWN_CODE: u16 = 4401;
    /// Nobody has such a room.
    pub const NOBODY: u16 = 4404;
    /// The guest takes too little of what is sent.
    pub const SLOW: u16 = 4408;
    /// Another application has come with the same code.
    pub const ELSEWHERE: u16 = 4409;
    /// The host has ended it.
    pub const ENDED: u16 = 4410;
    /// What was said is none of what can be.
    pub const UNREADABLE: u16 = 4422;
    /// There is no more room.
    pub const FULL: u16 = 4429;
}

/// What is of a guest, or to one. The service gives each a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passed {
    /// A guest has come, into the room of this name.
    Opened(String),
    /// It has said this, or is told this.
    Said(Bytes),
    /// It is gone, or is to go.
    Closed,
}

const OPENED: u8 = 1;
const SAID: u8 = 2;
const CLOSED: u8 = 3;

impl Passed {
    /// As it is sent: the guest's number, what it is, and the rest.
    #[must_use]
    pub fn written(&self, guest: u32) -> Bytes {
        let (kind, rest) = match self {
            Self::Opened(room) => (OPENED, room.as_bytes()),
            Self::Said(said) => (SAID, said.as_ref()),
            Self::Closed => (CLOSED, &[][..]),
        };
        let mut bytes = BytesMut::with_capacity(5 + rest.len());
        bytes.put_u32(guest);
        bytes.put_u8(kind);
        bytes.put_slice(rest);
        bytes.freeze()
    }

    /// Whose it is, and what. `None` where it is nothing of the kind.
    #[must_use]
    pub fn read(mut bytes: Bytes) -> Option<(u32, Self)> {
        let guest = bytes.try_get_u32().ok()?;
        let passed = match bytes.try_get_u8().ok()? {
            OPENED => Self::Opened(String::from_utf8(bytes.into()).ok()?),
            SAID => Self::Said(bytes),
            CLOSED if bytes.is_empty() => Self::Closed,
            _ => return None,
        };
        Some((guest, passed))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(guest: u32, said: Vec<u8>) {
            for passed in [
                Passed::Opened("0123".into()),
                Passed::Said(said.into()),
                Passed::Closed,
            ] {
                prop_assert_eq!(Passed::read(passed.written(guest)), Some((guest, passed)));
            }
        }

        #[test]
        fn nothing_that_comes_is_a_panic(bytes: Vec<u8>) {
            let _read: Option<(u32, Passed)> = Passed::read(bytes.into());
        }
    }
}
