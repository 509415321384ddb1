//! A chat as the official API tells it: what InnerTube was given, in its other shapes.

use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::api::{ChatRoom, api_id};
use super::token::Chat;
use super::{FakeYouTube, World};

/// What a client of the API gets from a place in a chat on.
pub(crate) struct OfficialPage {
    pub(crate) items: Vec<Value>,
    /// The place after the last of them.
    pub(crate) position: u64,
}

impl FakeYouTube {
    /// What happened in this chat since `position`; without one, what happened lately.
    pub(crate) fn official_page(&self, room: &ChatRoom, position: Option<u64>) -> OfficialPage {
        let mut page = OfficialPage { items: Vec::new(), position: position.unwrap_or(0) };
        self.world.send_if_modified(|world| {
            let limits = world.limits;
            if let Some(broadcast) = world.broadcast_mut(&room.video) {
                let since = broadcast.log.since(position, Chat::All, limits);
                let items = since.actions.iter().filter_map(|action| item(action, &room.id));
                page = OfficialPage { items: items.collect(), position: since.position };
            }
            false
        });
        page
    }

    /// Told whenever something happens in any chat.
    pub(crate) fn happenings(&self) -> OfficialWatch {
        OfficialWatch(self.world.subscribe())
    }

    /// The streams of a channel that the API tells its owner of.
    pub(crate) fn rooms_of(&self, channel: &str) -> Vec<ChatRoom> {
        self.world.borrow().rooms().filter(|room| room.channel == channel).collect()
    }
}

/// Waits for what happens.
pub(crate) struct OfficialWatch(watch::Receiver<World>);

impl OfficialWatch {
    pub(crate) async fn changed(&mut self) -> bool {
        self.0.changed().await.is_ok()
    }
}

/// An action as an item of the API; nothing where the API does not tell of it.
fn item(action: &Value, chat: &str) -> Option<Value> {
    let text = |pointer: &str| action.pointer(pointer).and_then(Value::as_str);
    let event = |kind: &str, details: &str, content: Value| {
        json!({
            "kind": "youtube#liveChatMessage",
            "etag": "x",
            "id": format!("LCC.{}", uuid::Uuid::new_v4().simple()),
            "snippet": {
                "type": kind,
                "liveChatId": chat,
                "publishedAt": Timestamp::now().to_string(),
                "hasDisplayContent": false,
                details: content,
            },
        })
    };
    if let Some(item) = text("/removeChatItemAction/targetItemId") {
        let content = json!({"deletedMessageId": api_id(item)?});
        return Some(event("messageDeletedEvent", "messageDeletedDetails", content));
    }
    if let Some(channel) = text("/removeChatItemByAuthorAction/externalChannelId") {
        let content = json!({
            "bannedUserDetails": {"channelId": channel, "displayName": channel},
            "banType": "permanent",
        });
        return Some(event("userBannedEvent", "userBannedDetails", content));
    }
    written(action.pointer("/addChatItemAction/item/liveChatTextMessageRenderer")?, chat)
}

fn written(message: &Value, chat: &str) -> Option<Value> {
    let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str);
    let runs = message.pointer("/message/runs")?.as_array()?;
    let run = |run: &Value| {
        let text = run.get("text").or_else(|| run.pointer("/emoji/shortcuts/0"));
        text.and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let words: String = runs.iter().map(run).collect();
    let at = text("/timestampUsec")?.parse().ok()?;
    let at = Timestamp::from_microsecond(at).ok()?;
    let author = text("/authorExternalChannelId")?;
    let badges = message.get("authorBadges").map(Value::to_string).unwrap_or_default();
    let has = |badge: &str| badges.contains(badge);
    Some(json!({
        "kind": "youtube#liveChatMessage",
        "etag": "x",
        "id": api_id(text("/id")?)?,
        "snippet": {
            "type": "textMessageEvent",
            "liveChatId": chat,
            "authorChannelId": author,
            "publishedAt": at.to_string(),
            "hasDisplayContent": true,
            "displayMessage": words,
            "textMessageDetails": {"messageText": words},
        },
        "authorDetails": {
            "channelId": author,
            "channelUrl": format!("http://www.youtube.com/channel/{author}"),
            "displayName": text("/authorName/simpleText").unwrap_or_default(),
            "profileImageUrl": text("/authorPhoto/thumbnails/1/url").unwrap_or_default(),
            "isVerified": has("\"VERIFIED\""),
            "isChatOwner": has("\"OWNER\""),
            "isChatSponsor": has("customThumbnail"),
            "isChatModerator": has("\"MODERATOR\""),
        },
    }))
}
