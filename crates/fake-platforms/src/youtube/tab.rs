//! The streams of a channel's "Live" tab, in both layouts that YouTube shows.

use std::cmp::Reverse;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::stream::{Stream, StreamState};

/// The streams as the tab lists them: what is to come, then the newest first.
pub(super) fn order<'a>(streams: &[&'a Stream]) -> Vec<&'a Stream> {
    let mut listed: Vec<_> = streams
        .iter()
        .copied()
        .filter(|stream| stream.state.is_listed() && !stream.unlisted)
        .collect();
    // Streams without a start are told apart by when they were declared.
    listed.reverse();
    listed.sort_by_key(|stream| Reverse((stream.state == StreamState::Upcoming, stream.start())));
    listed
}

/// An item of the streams tab as it was until spring 2026, and still is on some channels.
pub(super) fn video_renderer(stream: &Stream) -> Value {
    let (text, style) = match stream.state {
        StreamState::Upcoming => (json!({"simpleText": "Upcoming"}), "UPCOMING"),
        state if state.is_on_air() => (json!({"runs": [{"text": "LIVE"}]}), "LIVE"),
        _ => (json!({"simpleText": "2:00:00"}), "DEFAULT"),
    };
    let mut renderer = json!({
        "videoId": stream.video,
        "title": {"runs": [{"text": stream.title}]},
        "navigationEndpoint": {"watchEndpoint": {"videoId": stream.video}},
        "thumbnailOverlays": [{"thumbnailOverlayTimeStatusRenderer": {
            "text": text,
            "style": style,
        }}],
    });
    if let Some(renderer) = renderer.as_object_mut() {
        let viewers = |what: &str| json!({"runs": [{"text": "573"}, {"text": what}]});
        if stream.state == StreamState::Upcoming {
            let event = json!({
                "startTime": stream.start().to_string(),
                "isReminderSet": false,
                "upcomingEventText": {
                    "runs": [{"text": "Scheduled for "}, {"text": "DATE_PLACEHOLDER"}],
                },
            });
            renderer.insert("upcomingEventData".into(), event);
            renderer.insert("viewCountText".into(), viewers(" waiting"));
        } else if stream.state.is_on_air() {
            renderer.insert("viewCountText".into(), viewers(" watching"));
        } else {
            renderer.insert("viewCountText".into(), json!({"simpleText": "109,361 views"}));
            let published = json!({"simpleText": "Streamed 19 hours ago"});
            renderer.insert("publishedTimeText".into(), published);
        }
        if stream.state == StreamState::MembersOnly {
            let badge = json!([{"metadataBadgeRenderer": {
                "style": "BADGE_STYLE_TYPE_MEMBERS_ONLY",
                "label": "Members only",
            }}]);
            renderer.insert("badges".into(), badge);
        }
    }
    json!({"videoRenderer": renderer})
}

/// The same since April 2026. Only LIVE has a style of its own; the rest is text.
pub(super) fn lockup(stream: &Stream) -> Value {
    let text = |text: &str| json!({"text": {"content": text}});
    let (badge, style, parts) = match stream.state {
        StreamState::Upcoming => {
            let time = Timestamp::from_second(stream.start()).unwrap_or_default();
            let time = time.strftime("Scheduled for %-m/%-d/%y, %-I:%M %p").to_string();
            ("Upcoming", "DEFAULT", vec![text("573 waiting"), text(&time)])
        }
        state if state.is_on_air() => ("LIVE", "LIVE", vec![text("573 watching")]),
        _ => ("2:00:00", "DEFAULT", vec![text("109K views"), text("Streamed 3 days ago")]),
    };
    let mut rows = vec![json!({"metadataParts": parts})];
    if stream.state == StreamState::MembersOnly {
        rows.push(json!({"badges": [{"badgeViewModel": {
            "badgeText": "Members only",
            "badgeStyle": "BADGE_MEMBERS_ONLY",
            "iconName": "SPONSORSHIP_STAR",
        }}]}));
    }
    json!({"lockupViewModel": {
        "contentImage": {"thumbnailViewModel": {"overlays": [
            {"thumbnailBottomOverlayViewModel": {"badges": [{"thumbnailBadgeViewModel": {
                "text": badge,
                "badgeStyle": format!("THUMBNAIL_OVERLAY_BADGE_STYLE_{style}"),
            }}]}},
        ]}},
        "metadata": {"lockupMetadataViewModel": {
            "title": {"content": stream.title},
            "metadata": {"contentMetadataViewModel": {"metadataRows": rows, "delimiter": " • "}},
        }},
        "contentId": stream.video,
        "contentType": "LOCKUP_CONTENT_TYPE_VIDEO",
    }})
}
