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

const REDIRECT: &str = "liveChatBannerRedirectRenderer";

/// A `liveChatBannerRenderer`. `newest`: the time of the newest message, for a raid has none.
pub(crate) fn read(banner: &Value, source: &SourceId, newest: Timestamp) -> Banner {
    let is_known = |name: &str| name == REDIRECT || IGNORED.contains(&name);
    let contents = banner.get("contents");
    let of_a_banner = contents.and_then(|contents| json::entry(contents, is_known));
    let Some((name, contents)) = of_a_banner else {
        return Banner::Passed(Passed::Malformed);
    };
    match name {
        REDIRECT => match raid(banner, contents, source, newest) {
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
    // Who is sent away gets a button that leads there.
    let button = "/inlineActionButton/buttonRenderer/command/watchEndpoint/videoId";
    let kind = match str_at(redirect, button) {
        Some(_) => Kind::Notice { code: "redirect".to_owned() },
        None => Kind::Raid { viewers: 0 },
    };
    Some(Message {
        id: MessageId::of(Platform::YouTube, native_id),
        native_id: native_id.to_owned(),
        platform: Platform::YouTube,
        source: source.clone(),
        at,
        author: None,
        kind,
        body: Vec::new(),
        system: Some(text::words(redirect.get("bannerMessage"))?),
        amount: None,
        reply_to: None,
        flags: chat::Flags::default(),
    })
}
