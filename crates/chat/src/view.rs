//! A message as clients get it: the JSON of the API, the WebSocket and the history.
//!
//! `docs/protocol.md` describes it. No address of another host is ever in it.

mod change;
mod part;

use std::borrow::Cow;

use jiff::Timestamp;
use serde::{Serialize, Serializer};

pub use self::change::ChangeView;
pub(crate) use self::change::change_json;
use self::part::Body;
pub use self::part::{PartView, SubstituteView};
use crate::{
    Author, Badge, Flags, ImageId, Kind, Message, MessageId, Poll, Reason, RemoteImage, Reply, Role,
};

/// A message as clients get it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Message", optional_fields))]
pub struct MessageView<'a> {
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    id: MessageId,
    #[cfg_attr(feature = "typescript", ts(type = "Platform"))]
    platform: &'static str,
    source: &'a str,
    kind: &'static str,
    /// RFC 3339, UTC.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    at: Timestamp,
    /// `null` for what the platform says itself.
    #[cfg_attr(feature = "typescript", ts(type = "Author | null"))]
    author: Option<AuthorView<'a>>,
    text: Cow<'a, str>,
    #[cfg_attr(feature = "typescript", ts(type = "Array<Part>"))]
    body: Body<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    system: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_to: Option<ReplyView<'a>>,
    /// What sets it apart beside its kind: `first`, `returning`, `gigantified`,
    /// `mention`, `shared`.
    #[serde(skip_serializing_if = "Marks::is_empty")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<Vec<String>>"))]
    marks: Marks<'a>,
    /// The name of the channel where it was written, or its id, if another one than the source's.
    #[serde(skip_serializing_if = "Option::is_none")]
    shared_from: Option<&'a str>,
    /// 1 to 7, for paid messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    tier: Option<u8>,
    /// What happened, for subscriptions, memberships and gifts.
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'static str>,
    /// The name of a member's level, where it is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<&'a str>,
    /// How many were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u32>,
    /// Who received a gift, as far as they are known.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<Vec<String>>"))]
    recipients: &'a [String],
    /// The colour of an announcement.
    #[serde(skip_serializing_if = "Option::is_none")]
    accent: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    poll: Option<PollView<'a>>,
    /// The picture of a gift.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "string"))]
    image: Option<Address<'a>>,
    /// How often the same was written, where it is shown once for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<u32>,
    /// The author's place among the channel's top fans.
    #[serde(skip_serializing_if = "Option::is_none")]
    rank: Option<u32>,
    /// The message effect that was bought.
    #[serde(skip_serializing_if = "Option::is_none")]
    effect: Option<&'a str>,
    /// Why it was removed; in the history only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "RemovalReason"))]
    removed: Option<&'static str>,
}

/// Who wrote a message, as clients get it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Author", optional_fields))]
pub struct AuthorView<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(serialize_with = "roles")]
    #[cfg_attr(feature = "typescript", ts(type = "Array<string>"))]
    roles: &'a [Role],
    /// `#rrggbb`; `null` where the author has chosen none.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    color: Option<&'a str>,
    #[serde(serialize_with = "badges")]
    #[cfg_attr(feature = "typescript", ts(type = "Array<Badge>"))]
    badges: &'a [Badge],
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "string"))]
    avatar: Option<Address<'a>>,
    /// `she/her`
    #[serde(skip_serializing_if = "Option::is_none")]
    pronouns: Option<&'a str>,
}

/// A badge, as clients get it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Badge"))]
pub struct BadgeView<'a> {
    name: &'a str,
    title: &'a str,
    /// The path of its picture on this server; `null` where there is none.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    icon: Option<Address<'a>>,
    /// The path of what stands for the picture until it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "string"))]
    stand_in: Option<Address<'a>>,
    /// What is behind the picture, `#rrggbb`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    color: Option<&'a str>,
}

/// A poll, as clients get it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Poll", optional_fields))]
pub struct PollView<'a> {
    question: &'a str,
    #[cfg_attr(feature = "typescript", ts(type = "Array<{ text: string, permille?: number }>"))]
    choices: &'a [crate::PollChoice],
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "number"))]
    votes: Option<u64>,
}

/// The message that another one answers, as clients get it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Reply"))]
pub struct ReplyView<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "string"))]
    id: Option<MessageId>,
    author: &'a str,
    text: &'a str,
}

// Lists are written as they are walked: a view is made for every message, and needs no list of its own.

/// The path of a picture on this server.
#[derive(Debug, Clone, Copy)]
enum Address<'a> {
    /// One of our own.
    Icon(Role),
    /// One of our own, by its file's name.
    Own(&'a str),
    /// One of somebody else's, which comes through us.
    Image(ImageId),
}

impl<'a> From<&'a RemoteImage> for Address<'a> {
    fn from(image: &'a RemoteImage) -> Self {
        image.own_name().map_or(Self::Image(image.id()), Self::Own)
    }
}

impl Serialize for Address<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Icon(role) => serializer.serialize_str(icon(*role)),
            Self::Own(name) => serializer.collect_str(&format_args!("/icons/{name}")),
            Self::Image(id) => serializer.collect_str(&format_args!("/img/{id}")),
        }
    }
}

/// What sets a message apart, by name.
#[derive(Debug, Clone, Copy)]
struct Marks<'a>(&'a Flags);

impl Marks<'_> {
    fn names(self) -> impl Iterator<Item = &'static str> {
        let Flags { first, returning, gigantified, mention, shared, .. } = self.0;
        let shared = shared.as_ref().is_some_and(|shared| shared.room.is_some());
        let marks = [
            ("first", *first),
            ("returning", *returning),
            ("gigantified", *gigantified),
            ("mention", *mention),
            ("shared", shared),
        ];
        marks.into_iter().filter(|(_, is)| *is).map(|(name, _)| name)
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
    fn is_empty(&self) -> bool {
        self.names().next().is_none()
    }
}

impl Serialize for Marks<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.names())
    }
}

fn roles<S: Serializer>(roles: &[Role], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(roles.iter().map(|role| role.name()))
}

fn badges<S: Serializer>(badges: &[Badge], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(badges.iter().map(BadgeView::new))
}

impl<'a> MessageView<'a> {
    /// How clients get `message`.
    #[must_use]
    pub fn new(message: &'a Message) -> Self {
        let Message { kind, flags, .. } = message;
        let shared = flags.shared.as_ref();
        Self {
            id: message.id,
            platform: message.platform.name(),
            source: message.source.as_str(),
            kind: kind.name(),
            at: message.at,
            author: message.author.as_ref().map(AuthorView::new),
            text: match message.body.as_slice() {
                [part] => Cow::Borrowed(part.text()),
                _ => Cow::Owned(message.text()),
            },
            body: Body { parts: &message.body, platform: message.platform },
            amount: message.amount.as_ref().map(|amount| amount.text.as_str()),
            system: message.system.as_deref(),
            reply_to: message.quote().map(ReplyView::new),
            marks: Marks(flags),
            shared_from: shared.and_then(|shared| {
                shared.room.as_deref().map(|room| shared.name.as_deref().unwrap_or(room))
            }),
            tier: kind.tier().map(crate::Tier::number),
            event: event(kind),
            level: match kind {
                Kind::Membership { level, .. } | Kind::Milestone { level, .. } => level.as_deref(),
                _ => None,
            },
            count: match kind {
                Kind::Gift { count, .. } => Some(*count),
                _ => None,
            },
            recipients: match kind {
                Kind::Gift { recipients, .. } => recipients,
                _ => &[],
            },
            accent: match kind {
                Kind::Announcement { color } => Some(color.name()),
                _ => None,
            },
            poll: match kind {
                Kind::Poll { poll } => Some(PollView::new(poll)),
                _ => None,
            },
            image: match kind {
                Kind::Jewels { image, .. } => image.as_ref().map(Address::from),
                _ => None,
            },
            times: flags.times,
            rank: flags.rank,
            effect: flags.effect.as_deref(),
            removed: None,
        }
    }

    /// The same, with the reason for which it was removed.
    #[must_use]
    pub fn removed(self, reason: Option<Reason>) -> Self {
        Self { removed: reason.map(Reason::name), ..self }
    }
}

impl<'a> AuthorView<'a> {
    fn new(author: &'a Author) -> Self {
        Self {
            id: author.id.as_str(),
            name: &author.name,
            roles: &author.roles,
            color: author.color.as_ref().map(crate::Color::as_str),
            badges: &author.badges,
            avatar: author.avatar.as_ref().map(Address::from),
            pronouns: author.pronouns.as_deref(),
        }
    }
}

impl<'a> BadgeView<'a> {
    fn new(badge: &'a Badge) -> Self {
        let own = badge.role.map(Address::Icon);
        let image = badge.image.as_ref().map(Address::from);
        let (icon, stand_in) = if image.is_some() { (image, own) } else { (own, None) };
        let color = badge.color.as_ref().map(crate::Color::as_str);
        Self { name: &badge.name, title: &badge.title, icon, stand_in, color }
    }
}

fn event(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Subscription { event, .. } => Some(event.name()),
        Kind::Gift { event, .. } => Some(event.name()),
        Kind::Membership { upgraded: true, .. } => Some("upgraded"),
        _ => None,
    }
}

fn icon(role: Role) -> &'static str {
    match role {
        Role::Broadcaster => "/icons/broadcaster.svg",
        Role::Staff => "/icons/staff.svg",
        Role::Moderator => "/icons/moderator.svg",
        Role::Vip => "/icons/vip.svg",
        Role::Member => "/icons/member.svg",
        Role::Subscriber => "/icons/subscriber.svg",
        Role::Verified => "/icons/verified.svg",
    }
}

impl<'a> PollView<'a> {
    fn new(Poll { question, choices, votes, .. }: &'a Poll) -> Self {
        Self { question, choices, votes: *votes }
    }
}

impl<'a> ReplyView<'a> {
    fn new(reply: &'a Reply) -> Self {
        Self { id: reply.id, author: &reply.author, text: &reply.text }
    }
}

/// Whether clients get the same of both.
pub(crate) fn looks_the_same(one: &Message, other: &Message) -> bool {
    let view = |message| serde_json::to_string(&MessageView::new(message)).unwrap_or_default();
    // What is said once more has another time: of a flood of it nothing is encoded for this.
    one.at == other.at && view(one) == view(other)
}

/// The TypeScript types of what clients get, for the pages.
#[cfg(feature = "typescript")]
#[must_use]
pub fn typescript(config: &ts_rs::Config) -> Vec<String> {
    use ts_rs::TS;
    vec![
        MessageView::decl(config),
        AuthorView::decl(config),
        BadgeView::decl(config),
        PartView::decl(config),
        SubstituteView::decl(config),
        PollView::decl(config),
        ReplyView::decl(config),
        ChangeView::decl(config),
        change::InsertView::decl(config),
        change::RemoveView::decl(config),
        crate::FeedCounts::decl(config),
        crate::Outcome::decl(config),
        crate::FocusView::decl(config),
        crate::MarkView::decl(config),
        crate::DecisionView::decl(config),
        crate::LiveStream::decl(config),
        crate::Route::decl(config),
        crate::Quota::decl(config),
    ]
}
