//! What a message is.

use serde::{Deserialize, Serialize};

use crate::RemoteImage;

/// What a message is, with what only this kind has.
///
/// The names of the first fourteen are fixed for good; a theme shows one that it does not know as
/// `chat`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// Somebody said something.
    Chat,
    /// Somebody did something: Twitch's `/me`.
    Action,
    /// Highlighted with channel points (Twitch).
    Highlighted,
    /// A moderator's announcement (Twitch).
    Announcement {
        /// Its colour.
        color: AnnouncementColor,
    },
    /// Bits (Twitch).
    Cheer {
        /// How many.
        bits: u64,
    },
    /// A paid subscription (Twitch).
    Subscription {
        /// What happened.
        event: SubscriptionEvent,
        /// `1000`, `2000`, `3000` or `Prime`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        plan: Option<String>,
        /// Months in all, where told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        months: Option<u32>,
        /// Months in a row, where the subscriber shares it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        streak: Option<u32>,
    },
    /// Subscriptions or memberships for others.
    Gift {
        /// What happened.
        event: GiftEvent,
        /// How many are given.
        count: u32,
        /// `1000`, `2000` or `3000` on Twitch; the level's name on YouTube.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        plan: Option<String>,
        /// The names of those who receive it, as far as they are known, each once.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        recipients: Vec<String>,
        /// Joins the single gifts of one large one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        batch: Option<String>,
        /// The giver does not want to be named.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        anonymous: bool,
    },
    /// Viewers of another channel arrive, or are sent there (YouTube: redirect).
    Raid {
        /// How many; 0 where not told.
        viewers: u64,
    },
    /// Paid message (YouTube).
    #[serde(rename = "superchat")]
    SuperChat {
        /// Its colour class.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tier: Option<Tier>,
    },
    /// Paid picture (YouTube). The picture is the message's body: an emote with its description as
    /// its name.
    #[serde(rename = "supersticker")]
    SuperSticker {
        /// Its colour class.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tier: Option<Tier>,
    },
    /// A new or upgraded membership (YouTube).
    Membership {
        /// The level's name, where told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<String>,
        /// A member moved to a higher level.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        upgraded: bool,
    },
    /// A member shares how long they have been one (YouTube).
    Milestone {
        /// Months in all, where it could be read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        months: Option<u32>,
        /// The level's name, where told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<String>,
    },
    /// A message that channel points were spent on (Twitch).
    Redemption {
        /// The platform's id of the reward.
        reward: String,
    },
    /// The platform says something: a kind that is not known to us comes as this too.
    Notice {
        /// The platform's name of it: Twitch's `msg-id`, YouTube's renderer.
        code: String,
    },
    /// A gift bought with Jewels (YouTube, vertical streams).
    Jewels {
        /// What was given, in words.
        gift: String,
        /// Its picture.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        image: Option<RemoteImage>,
    },
    /// A viewer has watched several streams in a row (Twitch).
    WatchStreak {
        /// How many streams.
        streams: u32,
    },
    /// A donation to charity (Twitch).
    Charity {
        /// Who receives it.
        charity: String,
    },
    /// Money for the streamer, through a service beside the platforms.
    Donation {
        /// The service: `streamlabs`, `streamelements`, `kofi`.
        provider: String,
    },
    /// A poll's result.
    Poll {
        /// The poll.
        poll: crate::Poll,
    },
    /// A message that was pinned above the chat: what it says, in a card of its own.
    Pin,
    /// The rules of the chat changed: slow mode and the like.
    Mode {
        /// What changed.
        change: ModeChange,
    },
    /// Chat was not read for a while: what was written then may be missing. It is in the history
    /// alone, never on an overlay.
    Gap {
        /// How long, in seconds, rounded up.
        seconds: u64,
    },
}

impl Kind {
    /// The names of all kinds that a screen can show.
    pub const NAMES: [&str; 21] = [
        "chat",
        "action",
        "highlighted",
        "announcement",
        "cheer",
        "subscription",
        "gift",
        "raid",
        "superchat",
        "supersticker",
        "membership",
        "milestone",
        "redemption",
        "notice",
        "jewels",
        "watch_streak",
        "charity",
        "donation",
        "poll",
        "pin",
        "mode",
    ];

    /// The kind's name in the API, the DOM and the store.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Chat => "chat",
            Self::Action => "action",
            Self::Highlighted => "highlighted",
            Self::Announcement { .. } => "announcement",
            Self::Cheer { .. } => "cheer",
            Self::Subscription { .. } => "subscription",
            Self::Gift { .. } => "gift",
            Self::Raid { .. } => "raid",
            Self::SuperChat { .. } => "superchat",
            Self::SuperSticker { .. } => "supersticker",
            Self::Membership { .. } => "membership",
            Self::Milestone { .. } => "milestone",
            Self::Redemption { .. } => "redemption",
            Self::Notice { .. } => "notice",
            Self::Jewels { .. } => "jewels",
            Self::WatchStreak { .. } => "watch_streak",
            Self::Charity { .. } => "charity",
            Self::Donation { .. } => "donation",
            Self::Poll { .. } => "poll",
            Self::Pin => "pin",
            Self::Mode { .. } => "mode",
            Self::Gap { .. } => "gap",
        }
    }

    /// Whether it is for the history alone, and for no screen.
    #[must_use]
    pub fn is_for_history_alone(&self) -> bool {
        matches!(self, Self::Gap { .. })
    }

    /// The colour class, for the kinds that have one.
    #[must_use]
    pub fn tier(&self) -> Option<Tier> {
        match self {
            Self::SuperChat { tier } | Self::SuperSticker { tier } => *tier,
            _ => None,
        }
    }
}

/// The colour of a Twitch announcement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AnnouncementColor {
    /// The channel's own colour.
    #[default]
    Primary,
    /// Blue.
    Blue,
    /// Green.
    Green,
    /// Orange.
    Orange,
    /// Purple.
    Purple,
}

impl AnnouncementColor {
    /// The colour's name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Blue => "blue",
            Self::Green => "green",
            Self::Orange => "orange",
            Self::Purple => "purple",
        }
    }
}

/// What happened to a subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubscriptionEvent {
    /// A new one.
    New,
    /// It goes on, and its owner says so.
    Renewed,
    /// From Prime to a paid one.
    PrimeUpgrade,
    /// From a gift to a paid one.
    GiftUpgrade,
    /// Extended ahead of time.
    Extended,
    /// A gift that is answered with another gift.
    PayForward,
}

impl SubscriptionEvent {
    /// The event's name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Renewed => "renewed",
            Self::PrimeUpgrade => "prime_upgrade",
            Self::GiftUpgrade => "gift_upgrade",
            Self::Extended => "extended",
            Self::PayForward => "pay_forward",
        }
    }
}

/// What happened with a gift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GiftEvent {
    /// Given to one person.
    Single,
    /// Given to several at once.
    Batch,
    /// Received (YouTube announces each).
    Received,
    /// Given by the platform along with somebody's purchase (Twitch `rewardgift`).
    Reward,
}

impl GiftEvent {
    /// The event's name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Batch => "batch",
            Self::Received => "received",
            Self::Reward => "reward",
        }
    }
}

/// The colour class of a paid message: 1 (least) to 7, YouTube's blue to red.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tier(u8);

impl Tier {
    /// The class with this number. `None` outside 1 to 7.
    #[must_use]
    pub fn new(number: u8) -> Option<Self> {
        (1..=7).contains(&number).then_some(Self(number))
    }

    /// 1 to 7.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

/// A rule of the chat that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModeChange {
    /// `slow`, `members_only`, `subscribers_only`, `followers_only`, `emote_only`, `unique`, or the
    /// platform's own word.
    pub mode: String,
    /// Whether it is on now.
    pub on: bool,
}
