//! A message as clients get it: the JSON of the API, the WebSocket and the history.
//!
//! `docs/protocol.md` describes it. No address of another host is ever in it.

use std::borrow::Cow;

use jiff::Timestamp;
use serde::{Serialize, Serializer};

use crate::{Author, Badge, Change, Fragment, Message, MessageId, Reason, Reply, Role};

/// A message as clients get it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Message"))]
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
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    author: Option<AuthorView<'a>>,
    text: Cow<'a, str>,
    #[serde(serialize_with = "parts")]
    #[cfg_attr(feature = "typescript", ts(type = "Array<Part>"))]
    body: &'a [Fragment],
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    amount: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    system: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    reply_to: Option<ReplyView<'a>>,
    /// The platform's id of the channel where it was written, if another one than the source's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    shared_from: Option<&'a str>,
    /// 1 to 7, for paid messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    tier: Option<u8>,
    /// Why it was removed; in the history only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    #[cfg_attr(feature = "typescript", ts(type = "RemovalReason"))]
    removed: Option<&'static str>,
}

/// Who wrote a message, as clients get it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Author"))]
pub struct AuthorView<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(serialize_with = "roles")]
    #[cfg_attr(feature = "typescript", ts(type = "Array<string>"))]
    roles: &'a [Role],
    /// `#rrggbb`
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    color: Option<&'a str>,
    #[serde(serialize_with = "badges")]
    #[cfg_attr(feature = "typescript", ts(type = "Array<Badge>"))]
    badges: &'a [Badge],
}

/// A badge, as clients get it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Badge"))]
pub struct BadgeView<'a> {
    name: &'a str,
    title: &'a str,
    /// The path of its picture on this server; `null` where there is none.
    icon: Option<&'static str>,
}

/// A part of a message's text, as clients get it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Part"))]
pub struct PartView<'a> {
    #[cfg_attr(
        feature = "typescript",
        ts(type = "'text' | 'emote' | 'gif' | 'mention' | 'link' | 'cheer'")
    )]
    r#type: &'static str,
    text: &'a str,
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

fn parts<S: Serializer>(body: &[Fragment], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(body.iter().map(PartView::new))
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
        Self {
            id: message.id,
            platform: message.platform.name(),
            source: message.source.as_str(),
            kind: message.kind.name(),
            at: message.at,
            author: message.author.as_ref().map(AuthorView::new),
            text: match message.body.as_slice() {
                [part] => Cow::Borrowed(part.text()),
                _ => Cow::Owned(message.text()),
            },
            body: &message.body,
            amount: message.amount.as_ref().map(|amount| amount.text.as_str()),
            system: message.system.as_deref(),
            reply_to: message.reply_to.as_ref().map(ReplyView::new),
            shared_from: message.flags.shared.as_ref().and_then(|shared| shared.room.as_deref()),
            tier: message.kind.tier().map(crate::Tier::number),
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
        }
    }
}

impl<'a> BadgeView<'a> {
    fn new(badge: &'a Badge) -> Self {
        // One picture of our own for each role; those of the platforms come with the image cache.
        Self { name: &badge.name, title: &badge.title, icon: badge.role.map(icon) }
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

impl<'a> PartView<'a> {
    fn new(part: &'a Fragment) -> Self {
        let r#type = match part {
            Fragment::Text { .. } => "text",
            Fragment::Emote { .. } => "emote",
            Fragment::Gif { .. } => "gif",
            Fragment::Mention { .. } => "mention",
            Fragment::Link { .. } => "link",
            Fragment::Cheer { .. } => "cheer",
        };
        Self { r#type, text: part.text() }
    }
}

impl<'a> ReplyView<'a> {
    fn new(reply: &'a Reply) -> Self {
        Self { id: reply.id, author: &reply.author, text: &reply.text }
    }
}

/// A numbered change, as the WebSocket sends it.
#[derive(Debug, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Change"))]
pub enum ChangeView<'a> {
    /// A new message, last.
    Add {
        /// The change's number.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        seq: u64,
        /// The message.
        add: MessageView<'a>,
    },
    /// The message with this id has another text.
    Replace {
        /// The change's number.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        seq: u64,
        /// The message.
        replace: MessageView<'a>,
    },
    /// A message that was hidden is back.
    Insert {
        /// The change's number.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        seq: u64,
        /// The message and its place.
        insert: InsertView<'a>,
    },
    /// These leave.
    Remove {
        /// The change's number.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        seq: u64,
        /// Which, and why.
        remove: RemoveView<'a>,
    },
}

/// A message that comes back, as clients get it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Insertion"))]
pub struct InsertView<'a> {
    message: MessageView<'a>,
    /// The message after it; `null` where it is the last.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    before: Option<MessageId>,
}

/// Messages that leave, as clients get it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Removal"))]
pub struct RemoveView<'a> {
    #[cfg_attr(feature = "typescript", ts(type = "Array<string>"))]
    ids: &'a [MessageId],
    #[cfg_attr(feature = "typescript", ts(type = "RemovalReason"))]
    reason: &'static str,
}

impl<'a> ChangeView<'a> {
    fn new(seq: u64, change: &'a Change) -> Self {
        match change {
            Change::Add(message) => Self::Add { seq, add: MessageView::new(message) },
            Change::Replace(message) => Self::Replace { seq, replace: MessageView::new(message) },
            Change::Insert { message, before } => Self::Insert {
                seq,
                insert: InsertView { message: MessageView::new(message), before: *before },
            },
            Change::Remove { ids, reason } => {
                Self::Remove { seq, remove: RemoveView { ids, reason: reason.name() } }
            }
        }
    }
}

/// Whether clients get the same of both.
pub(crate) fn looks_the_same(one: &Message, other: &Message) -> bool {
    let view = |message| serde_json::to_string(&MessageView::new(message)).unwrap_or_default();
    view(one) == view(other)
}

/// Bytes that most changes fit into.
const USUAL: usize = 1024;

pub(crate) fn change_json(seq: u64, change: &Change) -> String {
    let mut json = Vec::with_capacity(USUAL);
    // Strings, numbers and lists of them: the encoder has nothing that it could refuse.
    serde_json::to_writer(&mut json, &ChangeView::new(seq, change)).unwrap_or_default();
    String::from_utf8(json).unwrap_or_default()
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
        ReplyView::decl(config),
        ChangeView::decl(config),
        InsertView::decl(config),
        RemoveView::decl(config),
        crate::LiveStream::decl(config),
        crate::Route::decl(config),
    ]
}
