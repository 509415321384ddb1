//! Pages and page data in the shapes of 2026, as small as they can be and still be read.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::stream::{Stream, StreamState};
use super::{live_chat, tab};

pub(super) const CLIENT_VERSION: &str = "2.20260623.01.00";
pub(super) const VISITOR_DATA: &str = "CgtGQUtFRkFLRTAwMSiAgICABjIKCgJVUxIEGgAgAQ%3D%3D";
const API_KEY: &str = "fake-innertube-key";

/// The watch page of a stream; `/live` answers with it too while there is one.
pub(super) fn watch_page(stream: &Stream) -> String {
    page(
        &format!("https://www.youtube.com/watch?v={}", stream.video),
        &stream.title,
        &format!(
            "<script>var ytInitialPlayerResponse = {};</script>\
             <script>var ytInitialData = {};</script>",
            in_script(&player_response(stream)),
            in_script(&watch_data(stream))
        ),
    )
}

/// The page of a channel; with its streams if it is the streams tab.
pub(super) fn channel_page(owner: &Stream, streams: &[&Stream], lockups: bool) -> String {
    page(
        &format!("https://www.youtube.com/channel/{}", owner.channel),
        owner.handle(),
        &format!(
            "<script>var ytInitialData = {};</script>",
            in_script(&channel_data(owner, streams, lockups))
        ),
    )
}

/// The pop-out chat, around what `get_live_chat` would answer.
pub(super) fn live_chat_page(data: &Value) -> String {
    page(
        "https://www.youtube.com/live_chat",
        "YouTube",
        &format!("<script>window[\"ytInitialData\"] = {};</script>", in_script(data)),
    )
}

/// The page of an embedded player. Without a live stream the address only echoes itself.
pub(super) fn embed_page(stream: Option<&Stream>) -> String {
    let canonical = stream.map_or("https://www.youtube.com/embed/live_stream".to_owned(), |live| {
        format!("https://www.youtube.com/watch?v={}", live.video)
    });
    let player = json!({"embedded_player_response": json!({
        "channelId": stream.map(|live| &live.channel),
    }).to_string()});
    page(
        &canonical,
        "YouTube",
        &format!("<script>ytcfg.set({{\"PLAYER_VARS\": {}}});</script>", in_script(&player)),
    )
}

/// What stands between a visitor from the EU and every page, until a cookie says otherwise.
pub(super) fn consent_page() -> String {
    "<!DOCTYPE html><html lang=\"en\"><head><title>Before you continue to YouTube</title></head>\
     <body><form action=\"https://consent.youtube.com/save\" method=\"POST\">\
     <h1>Before you continue to YouTube</h1></form></body></html>"
        .to_owned()
}

fn page(canonical: &str, title: &str, scripts: &str) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    let config = json!({
        "HL": "en",
        "INNERTUBE_API_KEY": API_KEY,
        "INNERTUBE_API_VERSION": "v1",
        "INNERTUBE_CLIENT_NAME": "WEB",
        "INNERTUBE_CLIENT_VERSION": CLIENT_VERSION,
        "INNERTUBE_CONTEXT": {"client": {
            "hl": "en",
            "gl": "US",
            "visitorData": VISITOR_DATA,
            "clientName": "WEB",
            "clientVersion": CLIENT_VERSION,
        }},
        "INNERTUBE_CONTEXT_CLIENT_NAME": 1,
        "INNERTUBE_CONTEXT_CLIENT_VERSION": CLIENT_VERSION,
        "LIVE_CHAT_BASE_TANGO_CONFIG": {"apiKey": "fake-tango-key"},
        "VISITOR_DATA": VISITOR_DATA,
    });
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><script>ytcfg.set({});</script>\
         <link rel=\"canonical\" href=\"{canonical}\"><title>{title} - YouTube</title></head>\
         <body>{scripts}</body></html>",
        in_script(&config)
    )
}

/// JSON that cannot end the script it stands in.
fn in_script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

/// `ytInitialData` of a watch page, and the answer of `/youtubei/v1/next`.
pub(super) fn watch_data(stream: &Stream) -> Value {
    let waiting = if stream.state == StreamState::Upcoming { " waiting" } else { " watching now" };
    let owner = json!({"browseEndpoint": {
        "browseId": stream.channel,
        "canonicalBaseUrl": format!("/@{}", stream.handle()),
    }});
    let mut data = json!({
        "responseContext": live_chat::response_context(),
        "contents": {"twoColumnWatchNextResults": {
            "results": {"results": {"contents": [
                {"videoPrimaryInfoRenderer": {
                    "title": {"runs": [{"text": stream.title}]},
                    // True for a waiting room too: on YouTube this does not tell live from upcoming.
                    "viewCount": {"videoViewCountRenderer": {
                        "viewCount": {"runs": [{"text": "573"}, {"text": waiting}]},
                        "isLive": stream.state != StreamState::Ended,
                    }},
                }},
                {"videoSecondaryInfoRenderer": {"owner": {"videoOwnerRenderer": {
                    "title": {"runs": [
                        {"text": stream.handle(), "navigationEndpoint": owner},
                    ]},
                }}}},
            ]}},
            // What else to watch.
            "secondaryResults": {"secondaryResults": {"results": []}},
        }},
        "currentVideoEndpoint": {"watchEndpoint": {"videoId": stream.video}},
    });
    let shown = "/contents/twoColumnWatchNextResults/results/results/contents";
    if let (StreamState::Private, Some(shown)) = (stream.state, data.pointer_mut(shown)) {
        *shown = json!([]);
    }
    let results = data.pointer_mut("/contents/twoColumnWatchNextResults");
    if let (Some(bar), Some(results)) =
        (live_chat::on_watch_page(stream), results.and_then(Value::as_object_mut))
    {
        results.insert("conversationBar".into(), bar);
    }
    data
}

/// `ytInitialPlayerResponse`, and the answer of `/youtubei/v1/player`.
pub(super) fn player_response(stream: &Stream) -> Value {
    let playability = match stream.state {
        StreamState::Upcoming => json!({
            "status": "LIVE_STREAM_OFFLINE",
            "reason": "This live event will begin in 45 minutes.",
        }),
        StreamState::MembersOnly => json!({
            "status": "UNPLAYABLE",
            "reason": "Join this channel to get access to members-only content.",
            "errorScreen": {"playerLegacyDesktopYpcOfferRenderer": {
                "itemTitle": "Members-only content",
                "offerId": "sponsors_only_video",
            }},
        }),
        StreamState::Private => json!({
            "status": "LOGIN_REQUIRED",
            "reason": "This is a private video. Please sign in to verify that you may see it.",
        }),
        _ => json!({"status": "OK", "playableInEmbed": true}),
    };
    let mut details = json!({
        "videoId": stream.video,
        "title": stream.title,
        "lengthSeconds": "0",
        "channelId": stream.channel,
        "isOwnerViewing": false,
        "isCrawlable": true,
        "viewCount": "573",
        "author": stream.handle(),
        "isPrivate": false,
        "isLiveContent": true,
    });
    if let Some(details) = details.as_object_mut() {
        if stream.state.is_on_air() {
            details.insert("isLive".into(), true.into());
        } else if stream.state == StreamState::Upcoming {
            details.insert("isUpcoming".into(), true.into());
        }
    }
    let mut broadcast = json!({
        "isLiveNow": stream.state.is_on_air(),
        "startTimestamp": time(stream.start()),
    });
    if let (StreamState::Ended, Some(broadcast)) = (stream.state, broadcast.as_object_mut()) {
        let end = stream.start().saturating_add(2 * 60 * 60);
        broadcast.insert("endTimestamp".into(), time(end).into());
    }
    json!({
        "responseContext": live_chat::response_context(),
        "playabilityStatus": playability,
        "videoDetails": details,
        "microformat": {"playerMicroformatRenderer": {
            "title": {"simpleText": stream.title},
            "ownerProfileUrl": format!("http://www.youtube.com/@{}", stream.handle()),
            "externalChannelId": stream.channel,
            "isUnlisted": false,
            "liveBroadcastDetails": broadcast,
            "externalVideoId": stream.video,
            "canonicalUrl": format!("https://www.youtube.com/watch?v={}", stream.video),
        }},
    })
}

/// The time as pages write it, of seconds since 1970.
fn time(seconds: i64) -> String {
    let time = Timestamp::from_second(seconds).unwrap_or_default();
    time.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()
}

/// `ytInitialData` of a channel's streams tab, and the answer of `/youtubei/v1/browse`.
pub(super) fn channel_data(owner: &Stream, streams: &[&Stream], lockups: bool) -> Value {
    let items: Vec<Value> = streams
        .iter()
        .map(|stream| {
            let item = if lockups { tab::lockup(stream) } else { tab::video_renderer(stream) };
            json!({"richItemRenderer": {"content": item}})
        })
        .collect();
    json!({
        "responseContext": live_chat::response_context(),
        "contents": {"twoColumnBrowseResultsRenderer": {"tabs": [{"tabRenderer": {
            "title": "Live",
            "selected": true,
            "content": {"richGridRenderer": {"contents": items}},
        }}]}},
        "metadata": {"channelMetadataRenderer": {
            "title": owner.handle(),
            "externalId": owner.channel,
            "vanityChannelUrl": format!("http://www.youtube.com/@{}", owner.handle()),
        }},
    })
}
