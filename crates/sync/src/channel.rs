//! The seal between host and guest: ephemeral P-256 and the moderator's key for two keys of AES-256-GCM,
//! one a direction, with counted nonces. The page has it of its browser's Web Cryptography, which has
//! these three everywhere.

use ring::aead::{
    AES_256_GCM, Aad, BoundKey, NONCE_LEN, Nonce, NonceSequence, OpeningKey, SealingKey, UnboundKey,
};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::digest::{Context, SHA256};
use ring::error::Unspecified;
use ring::hkdf::{HKDF_SHA256, Salt};
use ring::rand::SystemRandom;

use crate::derived;

/// What a greeting is long: a point that is not compressed.
pub const GREETING: usize = 65;

/// What was said can't be opened, is out of its turn, or the system has no randomness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the seal does not hold")]
pub struct Broken;

impl From<Unspecified> for Broken {
    fn from(Unspecified: Unspecified) -> Self {
        Self
    }
}

/// The number of the next message of a direction. No connection lives to see it run out.
struct Count(u64);

impl NonceSequence for Count {
    fn advance(&mut self) -> Result<Nonce, Unspecified> {
        let mut nonce = [0; NONCE_LEN];
        if let Some(number) = nonce.last_chunk_mut() {
            *number = self.0.to_be_bytes();
        }
        self.0 = self.0.checked_add(1).ok_or(Unspecified)?;
        Ok(Nonce::assume_unique_for_key(nonce))
    }
}

/// What seals one direction.
#[derive(Debug)]
pub struct Sealing(SealingKey<Count>);

impl Sealing {
    /// Seals what is to be said next.
    pub fn seal(&mut self, mut said: Vec<u8>) -> Result<Vec<u8>, Broken> {
        self.0.seal_in_place_append_tag(Aad::empty(), &mut said)?;
        Ok(said)
    }
}

/// What opens the other.
#[derive(Debug)]
pub struct Opening(OpeningKey<Count>);

impl Opening {
    /// Opens what was said next. After one that can't be opened nothing can be any more.
    pub fn open(&mut self, sealed: &[u8]) -> Result<Vec<u8>, Broken> {
        let mut said = sealed.to_vec();
        let length = self.0.open_in_place(Aad::empty(), &mut said)?.len();
        said.truncate(length);
        Ok(said)
    }
}

/// The host's half: answers a guest's greeting with its own.
pub fn answer(key: &str, greeting: &[u8]) -> Result<(Vec<u8>, Sealing, Opening), Broken> {
    let (own, public) = new_pair()?;
    let ends = Ends { guest: greeting, host: &public };
    let [to_host, to_guest] = keys(key, own, greeting, &ends)?;
    let (sealing, opening) =
        (SealingKey::new(to_guest, Count(0)), OpeningKey::new(to_host, Count(0)));
    Ok((public, Sealing(sealing), Opening(opening)))
}

/// The guest's half, which the page has of its own: for what speaks with a host otherwise.
#[derive(Debug)]
pub struct Greeting {
    own: EphemeralPrivateKey,
    public: Vec<u8>,
}

impl Greeting {
    /// A new one.
    pub fn new() -> Result<Self, Broken> {
        let (own, public) = new_pair()?;
        Ok(Self { own, public })
    }

    /// What is sent.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.public
    }

    /// With what the host has answered.
    pub fn answered(self, key: &str, greeting: &[u8]) -> Result<(Sealing, Opening), Broken> {
        let ends = Ends { guest: &self.public, host: greeting };
        let [to_host, to_guest] = keys(key, self.own, greeting, &ends)?;
        let (sealing, opening) =
            (SealingKey::new(to_host, Count(0)), OpeningKey::new(to_guest, Count(0)));
        Ok((Sealing(sealing), Opening(opening)))
    }
}

/// The public keys of both.
struct Ends<'a> {
    guest: &'a [u8],
    host: &'a [u8],
}

fn new_pair() -> Result<(EphemeralPrivateKey, Vec<u8>), Broken> {
    let own = EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new())?;
    let public = own.compute_public_key()?.as_ref().to_vec();
    Ok((own, public))
}

/// The keys to the host and to the guest.
fn keys(
    key: &str,
    own: EphemeralPrivateKey,
    other: &[u8],
    ends: &Ends<'_>,
) -> Result<[UnboundKey; 2], Broken> {
    let mut both = Context::new(&SHA256);
    both.update(ends.guest);
    both.update(ends.host);
    let salt = Salt::new(HKDF_SHA256, both.finish().as_ref());
    let other = UnparsedPublicKey::new(&ECDH_P256, other);
    let secret =
        agree_ephemeral(own, &other, |shared| salt.extract(&[shared, key.as_bytes()].concat()))?;
    let of = |purpose: &[u8]| UnboundKey::new(&AES_256_GCM, &derived::<32>(&secret, purpose));
    Ok([of(b"multichat guest to host 1")?, of(b"multichat host to guest 1")?])
}

#[cfg(test)]
mod tests {
    use super::*;

    type Channel = (Sealing, Opening);

    /// A guest's end and a host's, of these keys.
    fn met(guests: &str, hosts: &str) -> (Channel, Channel) {
        let greeting = Greeting::new().unwrap();
        let (answer, sealing, opening) = answer(hosts, greeting.as_bytes()).unwrap();
        assert_eq!((greeting.as_bytes().len(), answer.len()), (GREETING, GREETING));
        (greeting.answered(guests, &answer).unwrap(), (sealing, opening))
    }

    #[test]
    fn what_the_one_seals_the_other_opens_in_order() {
        let ((mut to_host, mut at_guest), (mut to_guest, mut at_host)) = met("key", "key");
        for said in ["", "one", "two"] {
            let sealed = to_host.seal(said.into()).unwrap();
            assert!(sealed.len() == said.len() + 16);
            assert_eq!(at_host.open(&sealed).unwrap(), said.as_bytes());
            let sealed = to_guest.seal(said.into()).unwrap();
            assert_eq!(at_guest.open(&sealed).unwrap(), said.as_bytes());
        }
    }

    #[test]
    fn who_has_not_the_key_can_neither_read_nor_speak() {
        let ((mut to_host, mut at_guest), (mut to_guest, mut at_host)) = met("key", "other");
        assert_eq!(at_host.open(&to_host.seal("said".into()).unwrap()), Err(Broken));
        assert_eq!(at_guest.open(&to_guest.seal("said".into()).unwrap()), Err(Broken));
    }

    #[test]
    fn what_is_changed_left_out_sent_again_or_turned_round_is_not_opened() {
        let whole = |at_host: &mut Opening, frames: &[Vec<u8>]| -> Result<(), Broken> {
            frames.iter().try_for_each(|frame| at_host.open(frame).map(drop))
        };
        let frames = || {
            let ((mut to_host, _), (to_guest, at_host)) = met("key", "key");
            let frames: Vec<_> =
                ["one", "two", "three"].map(|said| to_host.seal(said.into()).unwrap()).into();
            (frames, to_guest, at_host)
        };
        let (sent, _, mut at_host) = frames();
        assert_eq!(whole(&mut at_host, &sent), Ok(()));

        let (mut changed, _, mut at_host) = frames();
        changed[1][0] ^= 1;
        assert_eq!(whole(&mut at_host, &changed), Err(Broken));
        let (mut left_out, _, mut at_host) = frames();
        left_out.remove(1);
        assert_eq!(whole(&mut at_host, &left_out), Err(Broken));
        let (mut again, _, mut at_host) = frames();
        again.insert(1, again[0].clone());
        assert_eq!(whole(&mut at_host, &again), Err(Broken));
        let (mut swapped, _, mut at_host) = frames();
        swapped.swap(0, 1);
        assert_eq!(whole(&mut at_host, &swapped), Err(Broken));
        let (_, mut to_guest, mut at_host) = frames();
        assert_eq!(whole(&mut at_host, &[to_guest.seal("one".into()).unwrap()]), Err(Broken));
        let (sent, _, _) = frames();
        let (_, _, mut of_another) = frames();
        assert_eq!(
            whole(&mut of_another, &sent),
            Err(Broken),
            "each connection has keys of its own"
        );
    }

    #[test]
    fn a_greeting_that_is_no_point_of_the_curve_is_refused() {
        for wrong in [&[][..], &[4; GREETING], &[0; GREETING], &[4; GREETING - 1]] {
            assert!(answer("key", wrong).is_err());
        }
    }
}
