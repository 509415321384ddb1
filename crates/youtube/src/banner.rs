//! What is shown above the chat: a pinned message, a raid.

use chat::{Kind, Message, MessageId, Passed, Platform, SourceId};
use jiff::Timestamp;
use serde_json::Value;

use crate::{
    item::{self, Item},
    json::{self, str_at},
    text,
};

/// What a banner means.
pub(crate) enum Banner {
    Pinned(Box<Message>),
    Raid(Box<Message>),
    Nothing,
    Passed(Passed),
}

/// Banners that say nothing of what people wrote. A poll comes as an action of its own.
const IGNORED: [&str; 4] = [
    "liveChatBannerChatSummaryRenderer",
    "liveChatBannerPollRenderer",
    "liveChatCallForQuestionsRenderer",
    "liveChatProductItemRenderer",
];

/// A `liveChatBannerRenderer`. `newest`: the time of the newest message, for a raid has none.
pub(crate) fn read(banner: &Value, source: &SourceId, newest: Timestamp) -> Banner {
    let Some((name, contents)) = banner.get("contents").and_then(json::only_entry) else {
        return Banner::Passed(Passed::Malformed);
    };
    match name {
        "liveChatBannerRedirectRenderer" => match raid(banner, contents, source, newest) {
            Some(raid) => Banner::Raid(Box::new(raid)),
            None => Banner::Passed(Passed::Malformed),
        },
        name if IGNORED.contains(&name) => Banner::Nothing,
        _ => match banner.get("contents").map(|item| item::read(item, source, newest)) {
            Some(Item::Known(message)) => Banner::Pinned(message),
            Some(Item::Passed(passed) | Item::Unknown(_, passed)) => Banner::Passed(passed),
            Some(Item::Nothing) => Banner::Nothing,
            None => Banner::Passed(Passed::Malformed),
        },
    }
}

/// Viewers come from another channel, or are sent to one. Its words name the channel, and nothing
/// else does.
fn raid(banner: &Value, redirect: &Value, source: &SourceId, at: Timestamp) -> Option<Message> {
    let native_id = str_at(banner, "/actionId")?;
    Some(Message {
        id: MessageId::of(Platform::YouTube, native_id),
        native_id: native_id.to_owned(),
        platform: Platform::YouTube,
        source: source.clone(),
        at,
        author: None,
        kind: Kind::Raid { viewers: 0 },
        body: Vec::new(),
        system: Some(text::words(redirect.get("bannerMessage"))?),
        amount: None,
        reply_to: None,
        flags: chat::Flags::default(),
    })
}
