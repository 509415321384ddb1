//! What is declared: emotes, and whose they are.

use serde::{Deserialize, Serialize};

use crate::number_of;

/// A service that has emotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Provider {
    /// 7TV.
    #[serde(rename = "7tv", alias = "seventv")]
    SevenTv,
    /// `BetterTTV`.
    #[serde(rename = "bttv")]
    Bttv,
    /// `FrankerFaceZ`.
    #[serde(rename = "ffz")]
    Ffz,
}

impl Provider {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::SevenTv, Self::Bttv, Self::Ffz];

    /// The field that holds an emote's name in chat.
    pub(super) const fn name_field(self) -> &'static str {
        match self {
            Self::SevenTv | Self::Ffz => "name",
            Self::Bttv => "code",
        }
    }

    /// Where its images are.
    #[must_use]
    pub const fn image_host(self) -> &'static str {
        match self {
            Self::SevenTv => "cdn.7tv.app",
            Self::Bttv => "cdn.betterttv.net",
            Self::Ffz => "cdn.frankerfacez.com",
        }
    }

    /// Width and height that an emote has at its smallest.
    pub(super) const fn usual_size(self) -> u32 {
        match self {
            Self::SevenTv | Self::Ffz => 32,
            Self::Bttv => 28,
        }
    }
}

/// Where a channel is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Platform {
    /// By its user id, a number.
    #[default]
    Twitch,
    /// By its channel id, `UC…`.
    #[serde(alias = "google")]
    YouTube,
}

impl Platform {
    /// By the words that paths have for it; 7TV knows `YouTube` as `google` too.
    pub(super) fn named(word: &str) -> Option<Self> {
        match word {
            "twitch" => Some(Self::Twitch),
            "youtube" | "google" => Some(Self::YouTube),
            _ => None,
        }
    }

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Twitch => "twitch",
            Self::YouTube => "youtube",
        }
    }
}

/// An emote as it is declared, whatever the provider; each shows of it what it knows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "the services' own flags, each by itself")]
pub struct Emote {
    /// The name in chat.
    pub name: String,
    /// The provider's id (for FFZ a number); empty for one made from the name.
    pub id: String,
    /// The name its maker gave it, if the channel calls it otherwise.
    pub original: String,
    /// Moves.
    pub animated: bool,
    /// Is laid over the emote before it. On BTTV the name alone says so.
    pub zero_width: bool,
    /// Width at its smallest size, in pixels; 0 is the provider's usual one.
    pub width: u32,
    /// Height at its smallest size.
    pub height: u32,
    /// FFZ: what it does to the emote before it, see [`super::modifier`]. BTTV: anything but 0 is
    /// one that stands before its emote.
    pub modifier_flags: u32,
    /// FFZ: not offered to those who type.
    pub hidden: bool,
    /// 7TV: more bits of `data.flags`, for example `1 << 24` for "not on Twitch".
    pub flags: u32,
    /// BTTV: made by somebody else, so it is in `sharedEmotes`.
    pub shared: bool,
    /// 7TV: `data` is null, as of an emote that was deleted.
    pub gone: bool,
}

impl Emote {
    /// An emote that stands still.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// One that moves.
    #[must_use]
    pub fn moving(name: &str) -> Self {
        Self { animated: true, ..Self::named(name) }
    }

    /// One that is laid over the emote before it.
    #[must_use]
    pub fn overlay(name: &str) -> Self {
        Self { zero_width: true, ..Self::named(name) }
    }

    /// The id it has with this provider.
    #[must_use]
    pub fn id_with(&self, provider: Provider) -> String {
        if !self.id.is_empty() {
            return self.id.clone();
        }
        match provider {
            Provider::SevenTv | Provider::Bttv => object_id(&self.name),
            Provider::Ffz => small_number(&self.name).to_string(),
        }
    }

    /// Width and height at the smallest size.
    pub(super) fn size(&self, provider: Provider) -> (u32, u32) {
        let usual = |given: u32| if given == 0 { provider.usual_size() } else { given };
        (usual(self.width), usual(self.height))
    }
}

/// 24 hexadecimal digits that are always the same for this text.
pub(super) fn object_id(text: &str) -> String {
    let number = number_of(text);
    format!("{number:016x}{:08x}", number.rotate_left(17) & 0xffff_ffff)
}

/// A number below a hundred million that is always the same for this text, and never small.
pub(super) fn small_number(text: &str) -> u64 {
    1_000_000 + number_of(text) % 99_000_000
}
