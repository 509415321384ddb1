//! A message as clients get it: the JSON of the API, the WebSocket and the history.
//!
//! `docs/protocol.md` describes it. No address of another host is ever in it.

use serde::Serialize;

use crate::{Author, Badge, Change, Fragment, Message, Reason, Reply};

/// A message as clients get it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Message"))]
pub struct MessageView<'a> {
    id: &'a str,
    #[cfg_attr(feature = "typescript", ts(type = "Platform"))]
    platform: &'static str,
    source: &'a str,
    kind: &'static str,
    /// RFC 3339, UTC.
    at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    author: Option<AuthorView<'a>>,
    text: String,
    body: Vec<PartView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    amount: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    system: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    reply_to: Option<ReplyView<'a>>,
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
    roles: Vec<&'static str>,
    /// `#rrggbb`
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    color: Option<&'a str>,
    badges: Vec<BadgeView<'a>>,
}

/// A badge, as clients get it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Badge"))]
pub struct BadgeView<'a> {
    name: &'a str,
    title: &'a str,
    /// The path of its picture on this server; `null` where there is none.
    icon: Option<String>,
}

/// A part of a message's text, as clients get it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Part"))]
pub struct PartView<'a> {
    #[cfg_attr(
        feature = "typescript",
        ts(type = "'text' | 'emote' | 'mention' | 'link' | 'cheer'")
    )]
    r#type: &'static str,
    text: &'a str,
}

/// The message that another one answers, as clients get it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Reply"))]
pub struct ReplyView<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    id: Option<&'a str>,
    author: &'a str,
    text: &'a str,
}

impl<'a> MessageView<'a> {
    /// How clients get `message`.
    #[must_use]
    pub fn new(message: &'a Message) -> Self {
        Self {
            id: message.id.as_str(),
            platform: message.platform.name(),
            source: message.source.as_str(),
            kind: message.kind.name(),
            at: message.at.to_string(),
            author: message.author.as_ref().map(AuthorView::new),
            text: message.text(),
            body: message.body.iter().map(PartView::new).collect(),
            amount: message.amount.as_ref().map(|amount| amount.text.as_str()),
            system: message.system.as_deref(),
            reply_to: message.reply_to.as_ref().map(ReplyView::new),
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
            roles: author.roles.iter().map(|role| role.name()).collect(),
            color: author.color.as_ref().map(crate::Color::as_str),
            badges: author.badges.iter().map(BadgeView::new).collect(),
        }
    }
}

impl<'a> BadgeView<'a> {
    fn new(badge: &'a Badge) -> Self {
        // One picture of our own for each role; those of the platforms come with the image cache.
        let icon = badge.role.map(|role| format!("/icons/{}.svg", role.name()));
        Self { name: &badge.name, title: &badge.title, icon }
    }
}

impl<'a> PartView<'a> {
    fn new(part: &'a Fragment) -> Self {
        let r#type = match part {
            Fragment::Text { .. } => "text",
            Fragment::Emote { .. } => "emote",
            Fragment::Mention { .. } => "mention",
            Fragment::Link { .. } => "link",
            Fragment::Cheer { .. } => "cheer",
        };
        Self { r#type, text: part.text() }
    }
}

impl<'a> ReplyView<'a> {
    fn new(reply: &'a Reply) -> Self {
        let id = reply.id.as_ref().map(crate::MessageId::as_str);
        Self { id, author: &reply.author, text: &reply.text }
    }
}

/// A numbered change, as the WebSocket sends it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Change"))]
pub struct ChangeView<'a> {
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    seq: u64,
    #[serde(flatten)]
    change: WhatView<'a>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
enum WhatView<'a> {
    Add(MessageView<'a>),
    Replace(MessageView<'a>),
    Insert {
        message: MessageView<'a>,
        before: Option<&'a str>,
    },
    Remove {
        ids: Vec<&'a str>,
        #[cfg_attr(feature = "typescript", ts(type = "RemovalReason"))]
        reason: &'static str,
    },
}

pub(crate) fn change_json(seq: u64, change: &Change) -> String {
    let change = match change {
        Change::Add(message) => WhatView::Add(MessageView::new(message)),
        Change::Replace(message) => WhatView::Replace(MessageView::new(message)),
        Change::Insert { message, before } => WhatView::Insert {
            message: MessageView::new(message),
            before: before.as_ref().map(crate::MessageId::as_str),
        },
        Change::Remove { ids, reason } => WhatView::Remove {
            ids: ids.iter().map(crate::MessageId::as_str).collect(),
            reason: reason.name(),
        },
    };
    // Strings, numbers and lists of them: the encoder has nothing that it could refuse.
    serde_json::to_string(&ChangeView { seq, change }).unwrap_or_default()
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
    ]
}
