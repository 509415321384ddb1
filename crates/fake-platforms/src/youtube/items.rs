//! Made-up chat items in the shapes of 2026.

use serde::Deserialize;
use serde_json::{Value, json};

use super::token::item_id;
use crate::{number_of, since_epoch};

/// Who wrote a message.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Author {
    /// The name as shown; YouTube shows the handle with its `@`.
    pub name: String,
    /// The channel id; empty for one made from the name.
    pub channel: String,
    /// Is the channel's owner.
    pub owner: bool,
    /// Is a moderator of this chat.
    pub moderator: bool,
    /// Has the tick.
    pub verified: bool,
    /// Has been a member for so many months; 0 is a new member.
    pub member_months: Option<u32>,
    /// The photo's address up to its size (`https://yt3.ggpht.com/ytc/abc`); empty for one made from
    /// the name.
    pub photo: String,
    /// The same of the image of the member badge; empty for one that all members have.
    pub badge: String,
}

/// An emoji of a channel's own, as chat shows it for `:name:`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Emoji {
    /// The name, without colons.
    pub name: String,
    /// The image's address up to its size (`https://yt3.ggpht.com/abc`).
    pub image: String,
    /// The id; empty for one made from the name.
    #[serde(default)]
    pub id: String,
}

impl Emoji {
    fn run(&self) -> Value {
        let Self { name, image, .. } = self;
        let id = if self.id.is_empty() {
            format!("{}/{:016x}", channel_id(name), number_of(name))
        } else {
            self.id.clone()
        };
        json!({"emoji": {
            "emojiId": id,
            "shortcuts": [format!(":_{name}:"), format!(":{name}:")],
            "searchTerms": [format!("_{name}"), name],
            "image": {
                "thumbnails": [
                    {"url": format!("{image}=w24-h24-c-k-nd"), "width": 24, "height": 24},
                    {"url": format!("{image}=w48-h48-c-k-nd"), "width": 48, "height": 48},
                ],
                "accessibility": {"accessibilityData": {"label": name}},
            },
            "isCustomEmoji": true,
        }})
    }
}

/// The text in runs, in which each `:name:` of these emoji is the emoji.
fn runs(text: &str, emoji: &[Emoji]) -> Vec<Value> {
    let first = emoji
        .iter()
        .filter_map(|one| Some((text.find(&format!(":{}:", one.name))?, one)))
        .min_by_key(|(at, _)| *at);
    let Some((at, one)) = first else {
        return if text.is_empty() && !emoji.is_empty() {
            Vec::new()
        } else {
            vec![json!({"text": text})]
        };
    };
    let (before, rest) = text.split_at(at);
    let (_, after) = rest.split_at(one.name.len() + 2);
    let mut all = runs(before, emoji);
    all.push(one.run());
    all.extend(runs(after, emoji));
    all
}

impl Author {
    /// Somebody without any role.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// The channel id of this author, `UC…`.
    #[must_use]
    pub fn channel_id(&self) -> String {
        if self.channel.is_empty() { channel_id(&self.name) } else { self.channel.clone() }
    }

    fn badges(&self) -> Vec<Value> {
        let icon = |is: bool, kind: &str, tooltip: &str| {
            is.then(|| {
                json!({"liveChatAuthorBadgeRenderer": {
                    "icon": {"iconType": kind},
                    "tooltip": tooltip,
                    "accessibility": {"accessibilityData": {"label": tooltip}},
                }})
            })
        };
        let member = self.member_months.map(|months| {
            let tooltip = match months {
                0 => "New member".to_owned(),
                1 => "Member (1 month)".to_owned(),
                2..12 => format!("Member ({months} months)"),
                12..24 => "Member (1 year)".to_owned(),
                _ => format!("Member ({} years)", months / 12),
            };
            let image = match self.badge.as_str() {
                "" => "https://yt3.ggpht.com/fake-member-badge",
                image => image,
            };
            json!({"liveChatAuthorBadgeRenderer": {
                "customThumbnail": {"thumbnails": [
                    {"url": format!("{image}=s16-c-k"), "width": 16, "height": 16},
                    {"url": format!("{image}=s32-c-k"), "width": 32, "height": 32},
                ]},
                "tooltip": tooltip,
                "accessibility": {"accessibilityData": {"label": tooltip}},
            }})
        });
        [
            icon(self.owner, "OWNER", "Owner"),
            icon(self.verified, "VERIFIED", "Verified"),
            icon(self.moderator, "MODERATOR", "Moderator"),
            member,
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// A channel id that is always the same for this name.
#[must_use]
pub fn channel_id(name: &str) -> String {
    let number = number_of(name);
    format!("UC{number:016x}{:06x}", number % 0xff_ffff)
}

/// A text message, and its item id.
pub(super) fn text_message(author: &Author, text: &str) -> (String, Value) {
    text_with_emoji(author, text, &[])
}

/// The same, in which each `:name:` of these emoji is the emoji.
pub(super) fn text_with_emoji(author: &Author, text: &str, emoji: &[Emoji]) -> (String, Value) {
    let id = item_id();
    let photo = match author.photo.as_str() {
        "" => format!("https://yt4.ggpht.com/ytc/fake-{:x}", number_of(&author.name)),
        photo => photo.to_owned(),
    };
    let renderer = json!({
        "message": {"runs": runs(text, emoji)},
        "authorName": {"simpleText": author.name},
        "authorPhoto": {"thumbnails": [
            {"url": format!("{photo}=s32-c-k-c0x00ffffff-no-rj"), "width": 32, "height": 32},
            {"url": format!("{photo}=s64-c-k-c0x00ffffff-no-rj"), "width": 64, "height": 64},
        ]},
        "contextMenuEndpoint": {
            "commandMetadata": {"webCommandMetadata": {"ignoreNavigation": true}},
            "liveChatItemContextMenuEndpoint": {"params": ""},
        },
        "id": id,
        "timestampUsec": since_epoch().as_micros().to_string(),
        "authorBadges": author.badges(),
        "authorExternalChannelId": author.channel_id(),
        "contextMenuAccessibility": {"accessibilityData": {"label": "Chat actions"}},
    });
    let item = json!({"liveChatTextMessageRenderer": renderer});
    let action = json!({"addChatItemAction": {"item": item, "clientId": format!("{id}0")}});
    (id, action)
}
