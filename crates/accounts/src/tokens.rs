//! What a sign-in gives, and whose it is.

use std::time::Duration;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Who has signed in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The platform's id of them.
    pub user_id: String,
    /// The name in addresses, where the platform has one.
    pub login: Option<String>,
    /// The name that is shown.
    pub name: Option<String>,
}

/// What a platform gave at a sign-in or a refresh.
#[derive(Debug, Clone)]
pub(crate) struct Tokens {
    pub(crate) access: SecretString,
    /// Without one the sign-in ends with its access token.
    pub(crate) refresh: Option<SecretString>,
    pub(crate) expires_at: Option<Timestamp>,
    /// How long the access token was good for when it was given.
    pub(crate) lifetime: Option<Duration>,
    pub(crate) scopes: Vec<String>,
    /// The client id they were given to: no other one can refresh them.
    pub(crate) client_id: String,
    pub(crate) person: Person,
}

/// How they are written, inside the seal.
#[derive(Serialize, Deserialize)]
pub(crate) struct Written<'a> {
    access: std::borrow::Cow<'a, str>,
    refresh: Option<std::borrow::Cow<'a, str>>,
    expires_at: Option<Timestamp>,
    lifetime_seconds: Option<u64>,
    scopes: Vec<String>,
    client_id: String,
    person: Person,
}

impl Tokens {
    /// As bytes to be sealed, wiped when they are dropped.
    pub(crate) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        wiped(&self.written())
    }

    pub(crate) fn written(&self) -> Written<'_> {
        Written {
            access: self.access.expose_secret().into(),
            refresh: self.refresh.as_ref().map(|secret| secret.expose_secret().into()),
            expires_at: self.expires_at,
            lifetime_seconds: self.lifetime.map(|lifetime| lifetime.as_secs()),
            scopes: self.scopes.clone(),
            client_id: self.client_id.clone(),
            person: self.person.clone(),
        }
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().map(Self::read)
    }

    pub(crate) fn read(written: Written<'_>) -> Self {
        Self {
            access: written.access.into_owned().into(),
            refresh: written.refresh.map(|secret| secret.into_owned().into()),
            expires_at: written.expires_at,
            lifetime: written.lifetime_seconds.map(Duration::from_secs),
            scopes: written.scopes,
            client_id: written.client_id,
            person: written.person,
        }
    }
}

/// As bytes to be sealed, wiped when they are dropped.
pub(crate) fn wiped(written: &impl Serialize) -> Zeroizing<Vec<u8>> {
    // Room for all of it at once: a buffer that grows leaves copies behind. The encoder has nothing
    // that it could refuse: strings, numbers and lists of them.
    let mut length = Length(0);
    serde_json::to_writer(&mut length, written).unwrap_or_default();
    let mut bytes = Zeroizing::new(Vec::with_capacity(length.0));
    serde_json::to_writer(&mut *bytes, written).unwrap_or_default();
    bytes
}

/// Counts what is written, and keeps none of it.
struct Length(usize);

impl std::io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
pub(crate) fn sample(access: &str) -> Tokens {
    Tokens {
        access: access.into(),
        refresh: Some(format!("refresh-of-{access}").into()),
        expires_at: None,
        lifetime: Some(Duration::from_hours(4)),
        scopes: vec!["user:read:chat".into()],
        client_id: "client".into(),
        person: Person { user_id: "1".into(), login: Some("ada".into()), name: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_is_written_where_it_has_room() {
        for length in [10, 100 * 1024] {
            let bytes = wiped(&"x".repeat(length));
            assert_eq!(bytes.len(), length + 2, "all of it, with its quotes");
            assert_eq!(bytes.capacity(), bytes.len(), "no smaller room was left for a larger one");
        }
    }

    #[test]
    fn tokens_are_read_as_they_were_written_and_are_not_printed() {
        let tokens = sample("hunter2");
        let read = Tokens::from_bytes(&tokens.to_bytes()).expect("what was written");
        assert_eq!(read.access.expose_secret(), "hunter2");
        assert_eq!(read.refresh.as_ref().unwrap().expose_secret(), "refresh-of-hunter2");
        assert_eq!(read.person, tokens.person);
        assert!(!format!("{tokens:?}").contains("hunter2"), "{tokens:?}");
    }
}
