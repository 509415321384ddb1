//! Names of things. Each is its own type, so that one is never taken for another.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Platform;

/// The namespace of our message ids, made once with `uuidgen`. Changing it would give every stored
/// message a new id.
const MESSAGES: Uuid = Uuid::from_u128(0x3c5f_2a8e_61b4_4d0f_9d27_b8e0_6a41_c7d5);

/// The application's own id of a message: 32 hexadecimal digits, safe in a URL path.
///
/// It is a version-5 UUID of platform and platform id, so the same message has the same id after a
/// restart, over every connection that delivers it, and a removal finds it without a lookup.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageId(String);

impl MessageId {
    /// The id of the message that `platform` calls `native`.
    #[must_use]
    pub fn of(platform: Platform, native: &str) -> Self {
        let name = format!("{}\n{native}", platform.name());
        Self(Uuid::new_v5(&MESSAGES, name.as_bytes()).simple().to_string())
    }

    /// An id that a client sent back to us. `None` if it can't be one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let ours = text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        ours.then(|| Self(text.to_owned()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The id with this text.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id! {
    /// A source: one channel on one platform, as the streamer added it.
    SourceId
}

text_id! {
    /// An author, as their platform names them: Twitch's user id, YouTube's channel id. Unique on
    /// its platform only.
    AuthorId
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_stable_and_tells_platforms_apart() {
        let id = MessageId::of(Platform::Twitch, "abc");
        assert_eq!(id.as_str(), "73f6f53acdd85df1aa7e422c8b1eb044", "stored history depends on it");
        assert_ne!(id, MessageId::of(Platform::YouTube, "abc"), "unique across platforms");
        assert_eq!(MessageId::parse(id.as_str()), Some(id), "what we hand out comes back");
    }

    #[test]
    fn what_can_not_be_ours_is_no_id() {
        for text in ["", "../etc/passwd", "73F6F53ACDD85DF1AA7E422C8B1EB044", "f2a1"] {
            assert_eq!(MessageId::parse(text), None, "{text:?} is not one of ours");
        }
    }
}
