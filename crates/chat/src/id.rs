//! Names of things. Each is its own type, so that one is never taken for another.

use std::{fmt, hash::Hasher as _, sync::Arc};

use serde::{Deserialize, Serialize, Serializer};
use siphasher::sip128::{Hasher128, SipHasher13};

use crate::Platform;

/// The keys of our message ids, made once by chance. Changing them would give every stored message
/// a new id.
const MESSAGES: (u64, u64) = (0x3c5f_2a8e_61b4_4d0f, 0x9d27_b8e0_6a41_c7d5);

/// The keys of our picture ids. Changing them would make every cached picture a new one.
const PICTURES: (u64, u64) = (0x6b1d_90a4_2f77_c83e, 0xe502_4d1b_93c6_0fa8);

macro_rules! hash_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(u128);

        impl $name {
            /// An id that a client sent back to us. `None` if it can't be one of ours.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                let ours = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
                let ours = ours && text.len() == 32;
                u128::from_str_radix(text, 16).ok().filter(|_| ours).map(Self)
            }

            /// The id of what these parts name, one after the other.
            fn hashed(keys: (u64, u64), parts: &[&str]) -> Self {
                let mut hasher = SipHasher13::new_with_keys(keys.0, keys.1);
                for part in parts {
                    hasher.write(part.as_bytes());
                }
                Self(hasher.finish128().as_u128())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:032x}", self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = &'static str;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text).ok_or("an id of ours is 32 hexadecimal digits")
            }
        }
    };
}

hash_id! {
    /// The application's own id of a message: as text, 32 hexadecimal digits, safe in a URL path.
    ///
    /// It is a hash of platform and platform id, so the same message has the same id after a
    /// restart, over every connection that delivers it, and a removal finds it without a lookup. The
    /// platforms give out the ids, so nobody can choose two that meet.
    MessageId
}

impl MessageId {
    /// The id of the message that `platform` calls `native`.
    #[must_use]
    pub fn of(platform: Platform, native: &str) -> Self {
        Self::hashed(MESSAGES, &[platform.name(), "\n", native])
    }
}

hash_id! {
    /// The application's own name of a picture: as text, 32 hexadecimal digits.
    ///
    /// It is a hash of the picture's address, and no way leads back: who has an id can ask for the
    /// picture only if a message had it.
    ImageId
}

impl ImageId {
    /// The id of the picture at `url`.
    #[must_use]
    pub fn of(url: &str) -> Self {
        Self::hashed(PICTURES, &[url])
    }
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident($text:ty)) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name($text);

        impl $name {
            /// The id with this text.
            pub fn new(text: impl Into<$text>) -> Self {
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
    /// A source: one channel on one platform, as the streamer added it. Every message has it, so
    /// its text is shared.
    SourceId(Arc<str>)
}

text_id! {
    /// An author, as their platform names them: Twitch's user id, YouTube's channel id. Unique on
    /// its platform only.
    AuthorId(String)
}

impl SourceId {
    /// The source of a streamer's own tests.
    pub const TEST: &str = "test";
    /// Demo chat that is there until there is another source.
    pub const STAND_IN: &str = "stand-in";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_stable_and_tells_platforms_apart() {
        let id = MessageId::of(Platform::Twitch, "abc");
        assert_eq!(
            id.to_string(),
            "05f831f3421df1cc873a4a6cd45c793c",
            "stored history depends on it"
        );
        assert_ne!(id, MessageId::of(Platform::YouTube, "abc"), "unique across platforms");
        assert_eq!(MessageId::parse(&id.to_string()), Some(id), "what we hand out comes back");
    }

    #[test]
    fn what_can_not_be_ours_is_no_id() {
        for text in ["", "../etc/passwd", "73F6F53ACDD85DF1AA7E422C8B1EB044", "f2a1"] {
            assert_eq!(MessageId::parse(text), None, "{text:?} is not one of ours");
        }
    }
}
