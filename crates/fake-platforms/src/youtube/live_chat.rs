//! The answers of `get_live_chat` and what `/live_chat` pages hold.

use std::collections::HashSet;

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use super::stream::{Continuation, Since, Stream, StreamState};
use super::token::{Chat, Token, stub};

/// The only part that every answer has.
pub(super) fn response_context() -> Value {
    json!({
        "visitorData": super::pages::VISITOR_DATA,
        "serviceTrackingParams": [{"service": "CSI", "params": [
            {"key": "c", "value": "WEB"},
            {"key": "cver", "value": super::pages::CLIENT_VERSION},
        ]}],
        "mainAppWebResponseContext": {"loggedOut": true},
    })
}

/// What YouTube says itself at every start, each time under a new id.
pub(super) fn greeting() -> Value {
    let words = "Welcome to live chat! Remember to guard your privacy and abide by our community \
                 guidelines.";
    json!({"addChatItemAction": {"item": {"liveChatViewerEngagementMessageRenderer": {
        "id": super::token::item_id(),
        "timestampUsec": crate::since_epoch().as_micros().to_string(),
        "icon": {"iconType": "YOUTUBE_ROUND"},
        "message": {"runs": [{"text": words}]},
    }}}})
}

/// What a client gets that begins: what was taken off is not there, and nothing tells of it.
pub(super) fn as_it_stands(actions: Vec<Value>) -> Vec<Value> {
    let named = |value: &Value, pointer: &str| Some(value.pointer(pointer)?.as_str()?.to_owned());
    // Of messages and of authors: what is written after a ban is there.
    let mut gone: HashSet<String> = HashSet::new();
    let mut stands = Vec::new();
    for action in actions.into_iter().rev() {
        let removed = named(&action, "/removeChatItemAction/targetItemId")
            .or_else(|| named(&action, "/removeChatItemByAuthorAction/externalChannelId"));
        if let Some(removed) = removed {
            gone.insert(removed);
            continue;
        }
        let item = action.pointer("/addChatItemAction/item").and_then(Value::as_object);
        let is_gone = item.into_iter().flat_map(|item| item.values()).any(|item| {
            let ids = ["/id", "/authorExternalChannelId"].map(|pointer| named(item, pointer));
            ids.iter().flatten().any(|id| gone.contains(id))
        });
        if !is_gone {
            stands.push(action);
        }
    }
    stands.reverse();
    stands
}

/// What a client with this token gets.
pub(super) fn continuation(
    stream: &Stream,
    kind: Continuation,
    token: &Token,
    since: Since,
) -> Value {
    let Since { actions, position, .. } = since;
    let next = Token { position: Some(position), ..token.clone() };
    let mut chat = Map::new();
    chat.insert("continuations".into(), json!([continuation_data(kind, &next)]));
    if !actions.is_empty() {
        chat.insert("actions".into(), actions.into());
    }
    if token.position.is_none() {
        let start = |chat| Token { chat, position: None, ..token.clone() }.encode();
        chat.insert("header".into(), header(&start(Chat::Top), &start(Chat::All), token.chat));
        chat.insert("emojis".into(), emojis(&stream.channel));
    }
    chat.into()
}

fn continuation_data(kind: Continuation, next: &Token) -> Value {
    match kind {
        Continuation::Invalidation(timeout) => json!({"invalidationContinuationData": {
            "invalidationId": {
                "objectSource": 1056,
                "objectId": next.video,
                "topic": format!("chat~{}~0", next.video),
                "subscribeToGcmTopics": true,
                "protoCreationTimestampMs": crate::since_epoch().as_millis().to_string(),
            },
            "timeoutMs": timeout,
            "continuation": next.encode(),
        }}),
        Continuation::Timed(timeout) => json!({"timedContinuationData": {
            "timeoutMs": timeout,
            "continuation": next.encode(),
            "clickTrackingParams": "CAEQl98BIhMI",
        }}),
        Continuation::Unknown => json!({"someNewContinuationData": {
            "continuation": next.encode(),
            "clickTrackingParams": "CAEQl98BIhMI",
        }}),
        Continuation::Reload | Continuation::ReloadTop => {
            let is_top = kind == Continuation::ReloadTop;
            let chat = if is_top { Chat::Top } else { next.chat };
            let start = Token { position: None, chat, ..next.clone() };
            json!({"reloadContinuationData": {
                "continuation": start.encode(),
                "clickTrackingParams": "CAEQl98BIhMI",
            }})
        }
    }
}

/// The chat as a watch page shows it: only `continuations` leads anywhere, and to Top chat.
pub(super) fn on_watch_page(stream: &Stream) -> Option<Value> {
    if stream.state == StreamState::Private {
        return None;
    }
    if !matches!(stream.state, StreamState::Live | StreamState::Upcoming | StreamState::Ended) {
        let message = message("Chat is disabled for this live stream.");
        return Some(json!({"conversationBarRenderer": {"availabilityMessage": message}}));
    }
    let mut chat = json!({
        "continuations": [{"reloadContinuationData": {
            "continuation": start(stream).encode(),
            "clickTrackingParams": "CFkQxqYCIhMI",
        }}],
        "header": header(&stub(Chat::Top), &stub(Chat::All), Chat::Top),
        "clientMessages": client_messages(),
        "initialDisplayState": "LIVE_CHAT_DISPLAY_STATE_EXPANDED",
        "trackingParams": "CFAQ",
    });
    if let (StreamState::Ended, Some(chat)) = (stream.state, chat.as_object_mut()) {
        chat.insert("isReplay".into(), true.into());
    }
    Some(json!({"liveChatRenderer": chat}))
}

/// The token that a stream's chat begins with.
pub(super) fn start(stream: &Stream) -> Token {
    Token {
        channel: stream.channel.clone(),
        video: stream.video.clone(),
        chat: Chat::Top,
        position: None,
    }
}

/// What a chat that cannot be read answers in place of one; `None` if it can be.
pub(super) fn unreadable(state: StreamState) -> Option<(StatusCode, Value)> {
    let text = match state {
        StreamState::Live | StreamState::Upcoming => return None,
        StreamState::Private => {
            return Some((StatusCode::FORBIDDEN, error(StatusCode::FORBIDDEN)));
        }
        StreamState::Ended | StreamState::None => {
            return Some((StatusCode::OK, json!({"responseContext": response_context()})));
        }
        StreamState::MembersOnly => "Sorry, live chat is currently unavailable",
        StreamState::ChatDisabled => "Chat is disabled for this live stream.",
    };
    let said = json!({"responseContext": response_context(), "contents": message(text)});
    Some((StatusCode::OK, said))
}

pub(super) fn message(text: &str) -> Value {
    json!({"messageRenderer": {"text": {"runs": [{"text": text}]}, "trackingParams": "CAAQ"}})
}

fn header(top: &str, all: &str, selected: Chat) -> Value {
    let item = |title: &str, subtitle: &str, chat: Chat, token: &str| {
        json!({
            "title": title,
            "selected": chat == selected,
            "continuation": {"reloadContinuationData": {
                "continuation": token,
                "clickTrackingParams": "CFcQxqYCIhMI",
            }},
            "accessibility": {"accessibilityData": {"label": title}},
            "subtitle": subtitle,
        })
    };
    let hidden = "Some messages, such as potential spam, may not be visible";
    json!({"liveChatHeaderRenderer": {"viewSelector": {"sortFilterSubMenuRenderer": {
        "subMenuItems": [
            item("Top chat", hidden, Chat::Top, top),
            item("Live chat", "All messages are visible", Chat::All, all),
        ],
        "accessibility": {"accessibilityData": {"label": "Live Chat mode selection"}},
    }}}})
}

/// What the page would say of its connection. YouTube.js does not read a chat without it.
fn client_messages() -> Value {
    let text = |text: &str| json!({"runs": [{"text": text}]});
    json!({
        "reconnectMessage": text("Chat disconnected. Please wait while we try to reconnect you."),
        "unableToReconnectMessage": text("Unable to connect to chat. Please try again later."),
        "fatalError": text("Unable to connect to chat. Please try again later."),
        "reconnectedMessage": text("Successfully connected."),
        "genericError": text("Error, try again."),
    })
}

fn emojis(channel: &str) -> Value {
    json!([
        {
            "emojiId": "😳",
            "shortcuts": [":flushed_face:", ":flushed:"],
            "searchTerms": ["flushed", "face"],
            "image": {"thumbnails": [
                {"url": "https://fonts.gstatic.com/s/e/notoemoji/15.1/1f633/72.png"},
            ], "accessibility": {"accessibilityData": {"label": "😳"}}},
        },
        {
            "emojiId": format!("{channel}/fakeWave"),
            "shortcuts": [":_fakeWave:", ":fakeWave:"],
            "searchTerms": ["_fakeWave", "fakeWave"],
            "image": {"thumbnails": [
                {"url": "https://yt3.ggpht.com/fake-wave=w24-h24-c-k-nd", "width": 24, "height": 24},
                {"url": "https://yt3.ggpht.com/fake-wave=w48-h48-c-k-nd", "width": 48, "height": 48},
            ], "accessibility": {"accessibilityData": {"label": "fakeWave"}}},
            "isCustomEmoji": true,
        },
    ])
}

/// The JSON that InnerTube answers an error with.
pub(super) fn error(status: StatusCode) -> Value {
    let (name, text) = match status.as_u16() {
        400 => ("INVALID_ARGUMENT", "Request contains an invalid argument."),
        403 => ("PERMISSION_DENIED", "The caller does not have permission"),
        404 => ("NOT_FOUND", "Requested entity was not found."),
        429 => ("RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota)."),
        503 => ("UNAVAILABLE", "The service is currently unavailable."),
        _ => ("INTERNAL", "Internal error encountered."),
    };
    json!({"error": {
        "code": status.as_u16(),
        "message": text,
        "errors": [{"message": text, "domain": "global", "reason": "backendError"}],
        "status": name,
    }})
}
