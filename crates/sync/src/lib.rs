//! What the streamer's application (the host) and a moderator's page (the guest) say to each other
//! through the sync service: `docs/sync.md`.
//!
//! The service is told which [`room`] each is in, and passes on what it can't read ([`channel`]). Here are
//! both ends of that seal, what is said within it ([`said`]), what the host and the service say to each
//! other ([`wire`]), and the host's connection ([`host`]).

pub mod channel;
pub mod host;
mod link;
pub mod said;
pub mod wire;

pub use link::{Link, LinkError, Service};

use ring::digest::{SHA256, digest};
use ring::hkdf::{HKDF_SHA256, KeyType, Prk, Salt};

/// What a message may be long, sealed.
pub const MOST: usize = 64 * 1024;

/// Guests of a host at once. The service sees to it, and the host does not rely on that.
pub const MOST_GUESTS: usize = 256;

/// The name of the room that a moderator's key opens. It says nothing of the key.
#[must_use]
pub fn room(key: &str) -> String {
    let secret = Salt::new(HKDF_SHA256, &[]).extract(key.as_bytes());
    hex(&derived::<16>(&secret, b"multichat room 1"))
}

/// Whether this can be a room's name.
#[must_use]
pub fn is_room(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// What the service keeps of a code: enough to know it again, and no way back to it.
#[must_use]
pub fn fingerprint(code: &str) -> String {
    hex(digest(&SHA256, code.as_bytes()).as_ref())
}

/// As many bytes as are asked for.
struct Bytes<const LENGTH: usize>;

impl<const LENGTH: usize> KeyType for Bytes<LENGTH> {
    fn len(&self) -> usize {
        LENGTH
    }
}

/// Bytes that come of a secret and of what they are for. No more than 255 times 32: HKDF has no more.
fn derived<const LENGTH: usize>(secret: &Prk, purpose: &[u8]) -> [u8; LENGTH] {
    const { assert!(LENGTH <= 255 * 32) };
    let mut bytes = [0; LENGTH];
    let filled = secret.expand(&[purpose], Bytes::<LENGTH>).and_then(|okm| okm.fill(&mut bytes));
    debug_assert!(filled.is_ok(), "both lengths are the same, and short enough");
    bytes
}

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing into a string does not fail.
        write!(text, "{byte:02x}").unwrap_or_default();
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_the_keys_own_and_says_nothing_of_it() {
        let key = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
        // The page has the same one in `ui/src/api/channel.test.ts`.
        assert_eq!(room(key), "c86483a979410bce69068a9dffcc6cf4");
        assert!(is_room(&room(key)));
        assert_ne!(room(key), room(&key.replace('0', "1")));
        for wrong in ["", "0", &"g".repeat(32), &"A".repeat(32), &"0".repeat(33)] {
            assert!(!is_room(wrong), "{wrong}");
        }
    }
}
