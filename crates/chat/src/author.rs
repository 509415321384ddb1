//! Who wrote a message.

use serde::{Deserialize, Serialize};

use crate::{AuthorId, RemoteImage};

/// Who wrote a message, as the platform tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The platform's id of them.
    pub id: AuthorId,
    /// The name to show. Never empty.
    pub name: String,
    /// The name they sign in with, where it differs from `name` by more than case (names in other
    /// scripts on Twitch).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
    /// The colour of their name, where the platform gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<Color>,
    /// What they are in this channel, highest first, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// Their badges, in the platform's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub badges: Vec<Badge>,
    /// Their picture, where the platform sends it with the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avatar: Option<RemoteImage>,
    /// How they want to be spoken of: `she/her`. Only where the streamer has it looked up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pronouns: Option<std::sync::Arc<str>>,
}

impl Author {
    /// All that they are called by, in small letters: the name without its `@`, the login, the id.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let name = self.name.trim_start_matches('@');
        let names = [Some(name), self.login.as_deref(), Some(self.id.as_str())];
        names.into_iter().flatten().map(str::to_lowercase)
    }
}

/// What somebody is in a channel. Ordered: the highest comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The streamer.
    Broadcaster,
    /// The platform's own staff.
    Staff,
    /// A moderator of the channel.
    Moderator,
    /// A VIP of the channel (Twitch).
    Vip,
    /// A paying member of the channel (YouTube).
    Member,
    /// A paying subscriber of the channel (Twitch).
    Subscriber,
    /// Verified, partner or official artist by the platform.
    Verified,
}

impl Role {
    /// All of them, the highest first.
    pub const ALL: [Self; 7] = [
        Self::Broadcaster,
        Self::Staff,
        Self::Moderator,
        Self::Vip,
        Self::Member,
        Self::Subscriber,
        Self::Verified,
    ];

    /// The role with this [name](Self::name).
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// The role's name in the API, the DOM and CSS.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Broadcaster => "broadcaster",
            Self::Staff => "staff",
            Self::Moderator => "moderator",
            Self::Vip => "vip",
            Self::Member => "member",
            Self::Subscriber => "subscriber",
            Self::Verified => "verified",
        }
    }
}

/// A badge beside a name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Badge {
    /// The platform's name of it with its version: `subscriber/12`, `moderator/1`, `member/6`.
    pub name: String,
    /// What it says to a person: `Moderator`, `Subscriber (14 months)`.
    pub title: String,
    /// The role that it stands for, if it stands for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Its picture, where the platform sends it with the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<RemoteImage>,
    /// What is behind the picture, where its provider says: FrankerFaceZ's are drawn in white.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<Color>,
}

/// A colour, as `#rrggbb` in lower case. Nothing else can be in it, so it is safe in CSS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Color(String);

impl Color {
    /// Takes `#rrggbb` in any case. `None` for all else, the empty string that Twitch sends for
    /// "not chosen" included.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let valid = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        valid.then(|| Self(text.to_ascii_lowercase()))
    }

    /// A colour from the ARGB number that YouTube sends; its alpha is dropped.
    #[must_use]
    pub fn from_argb(argb: u32) -> Self {
        Self(format!("#{:06x}", argb & 0x00ff_ffff))
    }

    /// The colour as `#rrggbb`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Color {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("a colour is # and six hexadecimal digits")
    }
}

impl From<Color> for String {
    fn from(color: Color) -> Self {
        color.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_colour_is_a_colour() {
        assert_eq!(Color::parse("#FF00aa").as_ref().map(Color::as_str), Some("#ff00aa"));
        for text in ["", "#zzz", "#12345", "red;background:url(//x)", "#12345g", "#1234567"] {
            assert_eq!(Color::parse(text), None, "{text:?} must not reach a style");
        }
        assert_eq!(Color::from_argb(0xff1e_88e5).as_str(), "#1e88e5");
    }
}
