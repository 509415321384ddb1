//! A message and what it is made of.

use std::borrow::Cow;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Author, AuthorId, Emote, Kind, MessageId, Provider, RemoteImage, Role, SourceId};

/// Where chat comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Platform {
    /// twitch.tv
    Twitch,
    /// youtube.com
    YouTube,
    /// The chat that is built in, to see and place the overlay without network or account.
    Demo,
    /// Services that take donations. They are no chat, and no source is of them.
    Donations,
}

impl Platform {
    /// The platform's name in the API, the DOM and the store.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Twitch => "twitch",
            Self::YouTube => "youtube",
            Self::Demo => "demo",
            Self::Donations => "donations",
        }
    }

    /// The platform with this [name](Self::name).
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Twitch, Self::YouTube, Self::Demo, Self::Donations]
            .into_iter()
            .find(|platform| platform.name() == name)
    }
}

/// One message, event card or notice in the feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Our id: [`MessageId::of`] the platform and `native_id`.
    pub id: MessageId,
    /// The platform's id of it, needed to reply to it or delete it there.
    pub native_id: String,
    /// Where it was written.
    pub platform: Platform,
    /// The source that read it.
    pub source: SourceId,
    /// When it was written, by the platform's clock. Order is by arrival, never by this.
    pub at: Timestamp,
    /// Who wrote it. `None` where the platform itself speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// What it is, with what only this kind has.
    #[serde(flatten)]
    pub kind: Kind,
    /// What the author wrote. The texts of the parts, joined, are the message letter for letter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<Fragment>,
    /// The platform's own words: `Ada subscribed for 12 months!`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// What was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// The message that this one answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<Reply>,
    /// What else is known of it.
    #[serde(default, skip_serializing_if = "Flags::is_plain")]
    pub flags: Flags,
}

impl Message {
    /// The mark that `source` was not read from the one time to the other.
    #[must_use]
    pub fn gap(platform: Platform, source: &SourceId, from: Timestamp, until: Timestamp) -> Self {
        let missed = until.duration_since(from).as_millis().max(0);
        let seconds = u64::try_from(missed).unwrap_or_default().div_ceil(1_000).max(1);
        let native_id = format!("gap {source} {}", from.as_millisecond());
        let unit = if seconds == 1 { "second" } else { "seconds" };
        let words = format!(
            "Chat could not be read for {seconds} {unit}. What was written then may be missing."
        );
        Self {
            id: MessageId::of(platform, &native_id),
            native_id,
            platform,
            source: source.clone(),
            at: until,
            author: None,
            kind: Kind::Gap { seconds },
            body: Vec::new(),
            system: Some(words),
            amount: None,
            reply_to: None,
            flags: Flags::default(),
        }
    }

    /// The plain text, emotes by name: the parts' texts, joined.
    #[must_use]
    pub fn text(&self) -> String {
        self.body.iter().map(Fragment::text).collect()
    }

    /// Whether it was written in another channel that shares its chat with ours.
    #[must_use]
    pub fn is_from_elsewhere(&self) -> bool {
        self.flags.shared.as_ref().is_some_and(|shared| shared.room.is_some())
    }

    /// The sources that brought it: its own one, and those of its copies.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &SourceId> {
        let copies = self.flags.shared.iter().flat_map(|shared| &shared.copies);
        std::iter::once(&self.source).chain(copies.map(|copy| &copy.source))
    }

    /// Whether nobody wrote it: a test, or demo chat.
    #[must_use]
    pub fn is_made_up(&self) -> bool {
        self.platform == Platform::Demo || self.source.as_str() == SourceId::TEST
    }

    /// Whether it was read in a channel: that has to be read for what its platform takes away to be
    /// heard.
    #[must_use]
    pub fn is_of_channel(&self) -> bool {
        matches!(self.platform, Platform::Twitch | Platform::YouTube) && !self.is_made_up()
    }

    /// How long ago it was read here, by this computer's clock: it may have been written long before,
    /// and the platform's clock is another one. One from the future came just now, before the clock
    /// was set. One that an earlier version kept has only when it was written.
    #[must_use]
    pub fn age(&self, now: Timestamp) -> Duration {
        let came = self.flags.received.unwrap_or(self.at);
        Duration::try_from(now.duration_since(came)).unwrap_or_default()
    }

    /// Every picture in it.
    pub fn images(&self) -> impl Iterator<Item = &RemoteImage> {
        let author = self.author.iter();
        let by_author = author.flat_map(|author| {
            author.badges.iter().filter_map(|badge| badge.image.as_ref()).chain(&author.avatar)
        });
        let gift = match &self.kind {
            Kind::Jewels { image, .. } => image.as_ref(),
            _ => None,
        };
        let instead = self.body.iter().flat_map(|part| match part {
            Fragment::Emote(emote) => emote.instead.as_slice(),
            _ => &[],
        });
        let instead = instead.map(|other| &other.image);
        self.body.iter().filter_map(Fragment::image).chain(instead).chain(by_author).chain(gift)
    }

    /// Whether a moderator wrote it, or who stands above them: they answer for the channel.
    #[must_use]
    pub fn is_by_moderator(&self) -> bool {
        self.roles().iter().any(|role| *role <= Role::Moderator)
    }

    /// The author's roles, highest first; empty without an author.
    #[must_use]
    pub fn roles(&self) -> &[Role] {
        self.author.as_ref().map_or(&[], |author| &author.roles)
    }
}

/// A part of what the author wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Fragment {
    /// Text as it was written. Unicode emoji are text.
    Text {
        /// The text.
        text: String,
    },
    /// A picture with a name.
    Emote(Emote),
    /// An animated picture that its author put into the text (Twitch).
    Gif {
        /// What stands for it in the text: `[waving GIF by Ada]`.
        text: String,
        /// The picture service's id of it.
        id: String,
        /// The picture.
        image: RemoteImage,
    },
    /// Somebody's name with what marks it: `@ada`.
    Mention {
        /// The text as written.
        text: String,
    },
    /// An address.
    Link {
        /// The text as written.
        text: String,
        /// Where it leads. Never opened by us, and never a link on an overlay.
        url: String,
    },
    /// Bits cheered in the text: `Cheer100`.
    Cheer {
        /// The text as written.
        text: String,
        /// How many bits.
        bits: u64,
        /// The picture of its tier.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        image: Option<RemoteImage>,
    },
    /// A word that has become an effect of the emote beside it, and is not seen itself: `w!`.
    Modifier {
        /// The text as written.
        text: String,
        /// Whose word it is. The platforms have none: it is theirs in what was stored before this
        /// was told.
        #[serde(default, skip_serializing_if = "Provider::is_platform")]
        provider: Provider,
    },
}

impl Fragment {
    /// The part as written.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text { text }
            | Self::Emote(Emote { text, .. })
            | Self::Gif { text, .. }
            | Self::Mention { text }
            | Self::Link { text, .. }
            | Self::Cheer { text, .. }
            | Self::Modifier { text, .. } => text,
        }
    }

    /// The part as a person reads it: an emote that is written as a code, `:_red-heart:`, by its words.
    #[must_use]
    pub fn words(&self) -> Cow<'_, str> {
        let Self::Emote(Emote { text, .. }) = self else { return self.text().into() };
        let code = text.strip_prefix(':').and_then(|text| text.strip_suffix(':'));
        let words = code.map(|code| code.replace(['_', '-'], " "));
        let words = words.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty());
        words.map_or_else(|| self.text().into(), Cow::Owned)
    }

    /// Its picture, where it has one.
    #[must_use]
    pub fn image(&self) -> Option<&RemoteImage> {
        match self {
            Self::Emote(Emote { image, .. }) | Self::Cheer { image, .. } => image.as_ref(),
            Self::Gif { image, .. } => Some(image),
            Self::Text { .. }
            | Self::Mention { .. }
            | Self::Link { .. }
            | Self::Modifier { .. } => None,
        }
    }

    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }
}

/// Money or what stands for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// As the platform wrote it: `CA$5.00`, `¥5,630`, `100 bits`. This is what is shown.
    pub text: String,
    /// Millionths of a unit of `currency`, where `text` could be read. For sums only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub micros: Option<i64>,
    /// ISO 4217 code, or `BITS` or `JEWELS`, where `text` could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}

/// The message that another one answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Its id, where the platform tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<MessageId>,
    /// The platform's id of its author, where it tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author_id: Option<AuthorId>,
    /// The name of its author.
    pub author: String,
    /// The name that they sign in with, where the platform tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
    /// What it said. Empty where the platform does not tell.
    #[serde(default)]
    pub text: String,
    /// It is removed, or hidden, and not quoted for as long.
    #[serde(skip)]
    pub is_gone: bool,
}

/// What is known of a message beside its kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, in any combination")]
pub struct Flags {
    /// The author's first message in this channel.
    #[serde(skip_serializing_if = "is_false")]
    pub first: bool,
    /// The author is back after a long time.
    #[serde(skip_serializing_if = "is_false")]
    pub returning: bool,
    /// Its last emote is to be drawn large (Twitch power-up).
    #[serde(skip_serializing_if = "is_false")]
    pub gigantified: bool,
    /// The name of the message effect that was bought for it (Twitch power-up).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effect: Option<String>,
    /// Where it comes from, if several channels share their chat (Twitch Shared Chat).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<Shared>,
    /// The message that it shows once more (a pin). It leaves with that one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeats: Option<MessageId>,
    /// It speaks to the streamer by name.
    #[serde(skip_serializing_if = "is_false")]
    pub mention: bool,
    /// How often the same was written, where it is shown once for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// When this computer read it, by its own clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received: Option<Timestamp>,
    /// The author's place on the channel's list of top fans (YouTube).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// Its kind was not known to us: it is shown by its text.
    #[serde(skip_serializing_if = "is_false")]
    pub unknown_kind: bool,
}

/// The origin of a message that is shown in several channels at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// The message where it was written. Each channel's copy has an id of its own beside this one.
    pub origin: MessageId,
    /// The channel where it was written, by the platform's id, if another one than the source's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// What that channel is called, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The copies that other sources of ours brought. This one is shown in their place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<SharedCopy>,
}

/// A copy of a message that is shown once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedCopy {
    /// Its own id.
    pub id: MessageId,
    /// The source that brought it.
    pub source: SourceId,
}

impl Flags {
    fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
fn is_false(flag: &bool) -> bool {
    !flag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_emote_is_read_by_its_words_and_all_else_as_it_is_written() {
        let emote = |text: &str| Fragment::Emote(Emote { text: text.into(), ..Emote::default() });
        for (part, expected) in [
            (emote(":_wave:"), "wave"),
            (emote(":face-red_heart:"), "face red heart"),
            (emote("Kappa"), "Kappa"),
            (emote(":)"), ":)"),
            (emote(":_:"), ":_:"),
            (emote("::"), "::"),
            (emote(":"), ":"),
            (Fragment::plain(":_wave:"), ":_wave:"),
        ] {
            assert_eq!(part.words(), expected, "{part:?}");
        }
    }
}
