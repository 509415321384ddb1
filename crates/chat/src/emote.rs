//! Emotes: pictures with a name, from the platform itself or from a service that adds to it.

use serde::{Deserialize, Serialize};

use crate::RemoteImage;

/// A picture with a name, as it stands in a message.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emote {
    /// Its name as written in the message: `Kappa`, `:_wave:`.
    pub text: String,
    /// Its provider's id of it.
    pub id: String,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "Provider::is_platform")]
    pub provider: Provider,
    /// Its picture, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<RemoteImage>,
    /// Its width and height, in pixels of any one size, where they are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<(u16, u16)>,
    /// It lies on the emote before it, and takes no width of its own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overlay: bool,
    /// It was bought to be drawn large (Twitch power-up).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub large: bool,
    /// What the words beside it do to it, each once for each provider.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<Effect>,
    /// Whose word does each of `effects`, in their order. Empty in what was stored before this was
    /// told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects_by: Vec<Provider>,
    /// What other providers have under this name, the one that comes next first: an overlay may
    /// have turned off whose this is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instead: Vec<Substitute>,
}

/// What another provider has under an emote's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Substitute {
    /// Whose it is.
    pub provider: Provider,
    /// Its picture.
    pub image: RemoteImage,
    /// Its width and height, as an [`Emote`]'s.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<(u16, u16)>,
    /// It lies on the emote before it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overlay: bool,
}

impl Emote {
    /// Notes what has the same name. One of a provider that is known already, or without a picture,
    /// would never be shown.
    pub fn or_instead(&mut self, other: &Self) {
        let mut known = self.instead.iter().map(|known| known.provider).chain([self.provider]);
        if let Some(image) = &other.image
            && !known.any(|provider| provider == other.provider)
        {
            self.instead.push(Substitute {
                provider: other.provider,
                image: image.clone(),
                size: other.size,
                overlay: other.overlay,
            });
        }
    }

    /// Does something to it that a word of this provider's asks for.
    pub fn affect(&mut self, effect: Effect, by: Provider) {
        let mut known = self.effects.iter().zip(&self.effects_by);
        if !known.any(|(one, whose)| (*one, *whose) == (effect, by)) {
            self.effects.push(effect);
            self.effects_by.push(by);
        }
    }
}

/// Whose an emote is.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Provider {
    /// The platform's own.
    #[default]
    Platform,
    /// 7tv.app
    #[serde(rename = "7tv")]
    SevenTv,
    /// betterttv.com
    Bttv,
    /// frankerfacez.com
    Ffz,
}

impl Provider {
    /// Those that are not the platform's own, the one whose emote wins a contested name first. The
    /// order is Chatterino's, so that a name means the same here as in the moderators' client.
    pub const OTHERS: [Self; 3] = [Self::Ffz, Self::Bttv, Self::SevenTv];

    /// The provider's name in the API. The platform's own emotes go by the platform's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Platform => "platform",
            Self::SevenTv => "7tv",
            Self::Bttv => "bttv",
            Self::Ffz => "ffz",
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
    pub(crate) fn is_platform(&self) -> bool {
        *self == Self::Platform
    }
}

/// What a word beside an emote does to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Twice or three times as wide.
    Wide,
    /// Left and right change places.
    FlipX,
    /// Top and bottom change places.
    FlipY,
    /// A quarter turn to the left.
    RotateLeft,
    /// A quarter turn to the right.
    RotateRight,
    /// Turns without end.
    Spin,
    /// Dark and grey.
    Cursed,
    /// Without colour.
    Grey,
    /// Brown as an old photograph.
    Sepia,
    /// Through all colours.
    Rainbow,
    /// Red.
    Red,
    /// Trembles.
    Shake,
    /// Changes its colours and moves.
    Party,
    /// Sways to music.
    Jam,
    /// Jumps.
    Bounce,
    /// Passes through its place again and again.
    Slide,
    /// Comes in.
    Appear,
    /// Goes away.
    Leave,
    /// Stands close to what is before it.
    NoSpace,
}
