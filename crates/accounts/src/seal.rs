//! Sealing: XChaCha20-Poly1305 under a key of 256 bits, from the keychain or from a passphrase.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret, ExposeSecretMut, SecretBox, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// The key that seals. Wiped when dropped, and not printed.
#[derive(Debug)]
pub(crate) struct SealKey(SecretBox<[u8; 32]>);

/// Something sealed. Nobody can read it, or change it unnoticed, without the key.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Sealed {
    nonce: String,
    data: String,
}

/// How a passphrase becomes a key: Argon2id (RFC 9106). Written beside what is sealed, so that
/// later versions can ask for more work.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Kdf {
    salt: String,
    memory_kib: u32,
    passes: u32,
}

/// Above RFC 9106's second recommendation's memory (64 MiB) a streaming machine would feel it.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
/// A file from elsewhere may not ask for more than this.
const MOST_MEMORY_KIB: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 16;

/// The operating system has no randomness to give.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gives no random numbers")]
pub(crate) struct NoRandomness;

fn random<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

/// 128 random bits as text.
pub(crate) fn random_id() -> Result<String, NoRandomness> {
    use std::fmt::Write;
    let mut text = String::with_capacity(32);
    for byte in random::<16>()? {
        // Writing into a string does not fail.
        write!(text, "{byte:02x}").unwrap_or_default();
    }
    Ok(text)
}

impl Kdf {
    pub(crate) fn new() -> Result<Self, NoRandomness> {
        Ok(Self { salt: BASE64.encode(random::<16>()?), memory_kib: MEMORY_KIB, passes: PASSES })
    }
}

impl SealKey {
    /// A new one.
    pub(crate) fn new() -> Result<Self, NoRandomness> {
        let mut key = SecretBox::new(Box::new([0; 32]));
        getrandom::fill(key.expose_secret_mut()).map_err(|_| NoRandomness)?;
        Ok(Self(key))
    }

    /// One that was kept. `None` if these bytes are none.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: [u8; 32] = bytes.try_into().ok()?;
        Some(Self(SecretBox::new(Box::new(bytes))))
    }

    /// The one that a passphrase stands for. Takes a noticeable part of a second. `None` if what
    /// the file says of the way can't be done.
    pub(crate) fn from_passphrase(passphrase: &SecretString, kdf: &Kdf) -> Option<Self> {
        if kdf.memory_kib > MOST_MEMORY_KIB || kdf.passes > MOST_PASSES {
            return None;
        }
        let salt = BASE64.decode(&kdf.salt).ok()?;
        let params = Params::new(kdf.memory_kib, kdf.passes, 1, Some(32)).ok()?;
        let mut key = SecretBox::new(Box::new([0; 32]));
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(
                passphrase.expose_secret().as_bytes(),
                &salt,
                key.expose_secret_mut(),
            )
            .ok()?;
        Some(Self(key))
    }

    /// The key itself, for the keychain alone.
    pub(crate) fn reveal(&self) -> &[u8] {
        self.0.expose_secret()
    }

    /// Seals `plain` as the thing of that name: under another name it does not open.
    pub(crate) fn seal(&self, name: &str, plain: &[u8]) -> Result<Sealed, NoRandomness> {
        let nonce = random::<24>()?;
        let payload = Payload { msg: plain, aad: name.as_bytes() };
        // It fails only above 256 GiB.
        let data = self.cipher().encrypt(&XNonce::from(nonce), payload).unwrap_or_default();
        Ok(Sealed { nonce: BASE64.encode(nonce), data: BASE64.encode(data) })
    }

    /// Opens it. `None` with another key, under another name, or if it was changed.
    pub(crate) fn open(&self, name: &str, sealed: &Sealed) -> Option<Zeroizing<Vec<u8>>> {
        let nonce: [u8; 24] = BASE64.decode(&sealed.nonce).ok()?.try_into().ok()?;
        let data = BASE64.decode(&sealed.data).ok()?;
        let payload = Payload { msg: &data, aad: name.as_bytes() };
        self.cipher().decrypt(&XNonce::from(nonce), payload).ok().map(Zeroizing::new)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.0.expose_secret().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_its_key_under_its_name_unchanged() {
        let key = SealKey::new().unwrap();
        let sealed = key.seal("twitch", b"hunter2").unwrap();
        assert_eq!(key.open("twitch", &sealed).unwrap().as_slice(), b"hunter2");
        assert!(key.open("youtube", &sealed).is_none(), "another name");
        assert!(SealKey::new().unwrap().open("twitch", &sealed).is_none(), "another key");
        let mut bytes = BASE64.decode(&sealed.data).unwrap();
        bytes[0] ^= 1;
        let changed = Sealed { data: BASE64.encode(bytes), ..sealed };
        assert!(key.open("twitch", &changed).is_none(), "another content");
    }

    #[test]
    fn a_passphrase_is_the_same_key_every_time_and_another_one_is_another() {
        let kdf = Kdf { memory_kib: 64, passes: 1, ..Kdf::new().unwrap() };
        let key = |text: &str| SealKey::from_passphrase(&text.into(), &kdf).unwrap();
        let sealed = key("correct horse").seal("x", b"y").unwrap();
        assert!(key("correct horse").open("x", &sealed).is_some());
        assert!(key("battery staple").open("x", &sealed).is_none());
    }

    #[test]
    fn a_file_cannot_ask_for_work_without_end() {
        let kdf = Kdf { memory_kib: u32::MAX, ..Kdf::new().unwrap() };
        assert!(SealKey::from_passphrase(&"x".into(), &kdf).is_none());
    }

    #[test]
    fn a_key_is_not_printed() {
        let key = SealKey::from_bytes(&[0x5a; 32]).unwrap();
        assert!(!format!("{key:?}").contains("90"), "{key:?}");
    }
}
