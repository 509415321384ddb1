//! Pictures that are on somebody else's server.

use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use crate::ImageId;

/// What the addresses of pictures that come with the application begin with.
const OWN: &str = "own:";
/// What stands for the address of a Twitch user's profile picture, before their id.
const TWITCH_USER: &str = "twitch-user:";

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

    /// The profile picture of the Twitch user with this id, wherever it is: chat does not tell.
    #[must_use]
    pub fn of_twitch_user(id: &str) -> Self {
        Self::new(format!("{TWITCH_USER}{id}"))
    }

    /// Twitch's id of the user, for such a picture.
    #[must_use]
    pub fn twitch_user(&self) -> Option<&str> {
        self.url.strip_prefix(TWITCH_USER)
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
