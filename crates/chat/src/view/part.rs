//! The parts of a message's text, as clients get them.

use serde::{Serialize, Serializer};

use super::Address;
use crate::{Emote, Fragment, Platform, Provider, Substitute};

/// The parts of a message.
#[derive(Debug)]
pub(super) struct Body<'a> {
    pub(super) parts: &'a [Fragment],
    pub(super) platform: Platform,
}

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.parts.iter().map(|part| PartView::new(part, self.platform)))
    }
}

/// A part of a message's text, as clients get it.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Part", optional_fields))]
pub struct PartView<'a> {
    #[cfg_attr(
        feature = "typescript",
        ts(type = "'text' | 'emote' | 'gif' | 'mention' | 'link' | 'cheer' | 'modifier'")
    )]
    r#type: &'static str,
    text: &'a str,
    /// The path of its picture on this server.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "string"))]
    image: Option<Address<'a>>,
    /// Whose emote or modifier it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<&'static str>,
    /// Width by height of the picture, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    ratio: Option<f32>,
    /// It lies on the emote before it.
    #[serde(skip_serializing_if = "is_not")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<bool>"))]
    overlay: bool,
    /// It is drawn large.
    #[serde(skip_serializing_if = "is_not")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<bool>"))]
    large: bool,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<Vec<String>>"))]
    effects: &'a [crate::Effect],
    /// Whose word does each of `effects`, in their order.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<Vec<String>>"))]
    effects_by: &'a [Provider],
    /// What other providers have under this name, for where `provider` is off: the first that is on
    /// counts.
    #[serde(skip_serializing_if = "Instead::is_empty")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "Array<Substitute>"))]
    instead: Instead<'a>,
    /// How many bits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "number"))]
    bits: Option<u64>,
    /// The colour of their tier, `#rrggbb`.
    #[serde(skip_serializing_if = "Option::is_none")]
    color: Option<&'static str>,
}

impl<'a> PartView<'a> {
    /// A part of what was written on this platform.
    #[must_use]
    pub fn new(part: &'a Fragment, platform: Platform) -> Self {
        let plain = |r#type| Self { r#type, text: part.text(), ..Self::default() };
        match part {
            Fragment::Text { .. } => plain("text"),
            Fragment::Mention { .. } => plain("mention"),
            Fragment::Link { .. } => plain("link"),
            Fragment::Modifier { provider, .. } => Self {
                provider: (*provider != Provider::Platform).then(|| provider.name()),
                ..plain("modifier")
            },
            Fragment::Gif { image, .. } => Self { image: Some(image.into()), ..plain("gif") },
            Fragment::Cheer { bits, image, .. } => Self {
                image: image.as_ref().map(Address::from),
                bits: Some(*bits),
                color: Some(color_of(*bits)),
                ..plain("cheer")
            },
            Fragment::Emote(Emote {
                image,
                provider,
                size,
                overlay,
                large,
                effects,
                effects_by,
                instead,
                ..
            }) => Self {
                image: image.as_ref().map(Address::from),
                provider: Some(match provider {
                    Provider::Platform => platform.name(),
                    other => other.name(),
                }),
                ratio: ratio(*size),
                overlay: *overlay,
                large: *large,
                effects,
                effects_by,
                instead: Instead(instead),
                ..plain("emote")
            },
        }
    }
}

/// What takes an emote's place where its provider is off, as clients get it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Substitute", optional_fields))]
pub struct SubstituteView<'a> {
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    image: Address<'a>,
    provider: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ratio: Option<f32>,
    #[serde(skip_serializing_if = "is_not")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<bool>"))]
    overlay: bool,
}

impl<'a> SubstituteView<'a> {
    fn new(Substitute { provider, image, size, overlay }: &'a Substitute) -> Self {
        Self {
            image: image.into(),
            provider: provider.name(),
            ratio: ratio(*size),
            overlay: *overlay,
        }
    }
}

/// All that may take an emote's place.
#[derive(Debug, Default, Clone, Copy)]
struct Instead<'a>(&'a [Substitute]);

impl Instead<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Instead<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(SubstituteView::new))
    }
}

/// Width by height.
fn ratio(size: Option<(u16, u16)>) -> Option<f32> {
    size.filter(|(_, high)| *high > 0).map(|(w, h)| f32::from(w) / f32::from(h))
}

/// The colour of a cheer's tier, as Twitch has it for its own (Get Cheermotes:
/// <https://dev.twitch.tv/docs/api/reference/#get-cheermotes>).
fn color_of(bits: u64) -> &'static str {
    match bits {
        0..100 => "#979797",
        100..1_000 => "#9c3ee8",
        1_000..5_000 => "#1db2a5",
        5_000..10_000 => "#0099fe",
        10_000.. => "#f43021",
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
fn is_not(flag: &bool) -> bool {
    !flag
}
