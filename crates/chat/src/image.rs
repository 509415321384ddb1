//! Pictures that are on somebody else's server.

use std::{fmt, hash::Hasher as _, sync::Arc};

use serde::{Deserialize, Serialize, Serializer};
use siphasher::sip128::{Hasher128, SipHasher13};

/// The keys of our picture ids. Changing them would make every cached picture a new one.
const KEYS: (u64, u64) = (0x6b1d_90a4_2f77_c83e, 0xe502_4d1b_93c6_0fa8);

/// The application's own name of a picture: as text, 32 hexadecimal digits.
///
/// It is a hash of the picture's address, and no way leads back: who has an id can ask for the
/// picture only if a message had it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ImageId(u128);

impl ImageId {
    /// The id of the picture at `url`.
    #[must_use]
    pub fn of(url: &str) -> Self {
        let mut hasher = SipHasher13::new_with_keys(KEYS.0, KEYS.1);
        hasher.write(url.as_bytes());
        Self(hasher.finish128().as_u128())
    }

    /// An id that a client sent to us. `None` if it can't be one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let ours = text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        u128::from_str_radix(text, 16).ok().filter(|_| ours).map(Self)
    }
}

impl fmt::Display for ImageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for ImageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ImageId({self})")
    }
}

/// What the addresses of pictures that come with the application begin with.
const OWN: &str = "own:";

/// The address of a picture on a platform's server, with our id of it. Pages never see the address:
/// they get pictures from us.
///
/// As data it is the address alone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct RemoteImage {
    url: Arc<str>,
    id: ImageId,
}

impl RemoteImage {
    /// The picture at `url`.
    pub fn new(url: impl Into<Arc<str>>) -> Self {
        let url = url.into();
        let id = ImageId::of(&url);
        Self { url, id }
    }

    /// A picture that comes with the application: the file of this name among its icons.
    #[must_use]
    pub fn own(name: &str) -> Self {
        Self::new(format!("{OWN}{name}"))
    }

    /// The name of the file, for a picture that comes with the application.
    #[must_use]
    pub fn own_name(&self) -> Option<&str> {
        let name = self.url.strip_prefix(OWN)?;
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.');
        name.bytes().all(plain).then_some(name)
    }

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> &Arc<str> {
        &self.url
    }

    /// Our id of it.
    #[must_use]
    pub fn id(&self) -> ImageId {
        self.id
    }
}

impl From<String> for RemoteImage {
    fn from(url: String) -> Self {
        Self::new(url)
    }
}

impl Serialize for RemoteImage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_names_one_address_and_nothing_else_is_one() {
        let image = RemoteImage::new("https://cdn.example/1.png");
        assert_eq!(ImageId::parse(&image.id().to_string()), Some(image.id()));
        assert_ne!(image.id(), ImageId::of("https://cdn.example/2.png"));
        for text in ["", "https://cdn.example/1.png", "../x", "AB"] {
            assert_eq!(ImageId::parse(text), None, "{text:?} is not one of ours");
        }
    }
}
