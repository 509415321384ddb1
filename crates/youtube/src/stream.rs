//! What a page says of a stream.

use jiff::Timestamp;
use serde_json::Value;

use crate::{
    Target,
    json::{self, str_at},
    page::{Innertube, Page},
    text,
};

/// What a page shows.
#[derive(Debug)]
pub(crate) enum Found {
    /// A stream that is live, with its chat.
    Live(Stream),
    /// A stream that is live, whose chat is turned off.
    ChatOff,
    /// A stream that only members may see.
    MembersOnly,
    /// A video that only some may see.
    Private,
    /// A stream that is announced: a waiting room. It may have a chat, and may stay open for months.
    Upcoming,
    /// No live stream: a video, or a stream that has ended.
    NotLive,
    /// A channel's page: nothing is live.
    Channel,
    /// The video does not exist.
    Missing,
}

/// A channel, as far as the page of one of its streams says.
#[derive(Debug, Default)]
pub(crate) struct Channel {
    pub(crate) id: Option<String>,
    /// What it is called: its handle and its name.
    pub(crate) names: Vec<String>,
}

/// A live stream and where its chat begins.
#[derive(Debug)]
pub(crate) struct Stream {
    pub(crate) video: String,
    pub(crate) title: String,
    /// The channel that it is on.
    pub(crate) channel: Box<Channel>,
    /// When it began, where the page says.
    pub(crate) started: Option<Timestamp>,
    /// The continuation of Top chat, where the page has one.
    pub(crate) top_chat: Option<String>,
    pub(crate) innertube: Innertube,
}

/// Reads what a page shows.
///
/// `videoViewCountRenderer.isLive` is true for waiting rooms too, so what the player says counts.
pub(crate) fn read(page: Page) -> Found {
    let Page { video_id, data, player, innertube } = page;
    let Some(video) = video_id else {
        return Found::Channel;
    };
    let title = str_at(&player, "/videoDetails/title")
        .map(str::to_owned)
        .or_else(|| text::words(json::find(&data, "videoPrimaryInfoRenderer")?.get("title")))
        .unwrap_or_default();
    match timing(&player, &data) {
        Timing::Upcoming => return Found::Upcoming,
        Timing::NotLive => return unplayable(&data, &player).unwrap_or(Found::NotLive),
        Timing::Live => {}
    }
    let bar = json::at(&data, "/contents/twoColumnWatchNextResults/conversationBar");
    let token = "/liveChatRenderer/continuations/0/reloadContinuationData/continuation";
    let top_chat = bar.and_then(|bar| str_at(bar, token)).map(str::to_owned);
    let is_off = bar.is_some_and(|bar| bar.get("conversationBarRenderer").is_some());
    let began = "/microformat/playerMicroformatRenderer/liveBroadcastDetails/startTimestamp";
    let started = str_at(&player, began).and_then(|time| time.parse().ok());
    let missing = || {
        if is_members_only(&data, &player) {
            return Some(Found::MembersOnly);
        }
        unplayable(&data, &player).or_else(|| is_off.then_some(Found::ChatOff))
    };
    // A page that says nothing of a chat may have changed: the chat's own page is asked then.
    let found = if top_chat.is_none() { missing() } else { None };
    let id = str_at(&player, "/videoDetails/channelId").map(str::to_owned);
    let channel = Box::new(Channel { id, names: names(&player, &data) });
    let stream = Stream { video, title, channel, started, top_chat, innertube };
    found.unwrap_or(Found::Live(stream))
}

/// What the channel is called that a stream is on. YouTube may keep the player, and with it the
/// first place of each.
fn names(player: &Value, data: &Value) -> Vec<String> {
    let owner = json::find(data, "videoOwnerRenderer");
    let path = "/title/runs/0/navigationEndpoint/browseEndpoint/canonicalBaseUrl";
    let page = str_at(player, "/microformat/playerMicroformatRenderer/ownerProfileUrl")
        .or_else(|| str_at(owner?, path));
    let handle = page.and_then(|page| match Target::parse(page) {
        Ok(Target::Handle(handle)) => Some(format!("@{handle}")),
        _ => None,
    });
    let name = str_at(player, "/videoDetails/author")
        .map(str::to_owned)
        .or_else(|| text::words(owner?.get("title")));
    handle.into_iter().chain(name).collect()
}

enum Timing {
    Live,
    Upcoming,
    NotLive,
}

fn timing(player: &Value, data: &Value) -> Timing {
    let Some(details) = player.get("videoDetails") else {
        return timing_without_player(data);
    };
    let now = "/microformat/playerMicroformatRenderer/liveBroadcastDetails/isLiveNow";
    let is_live_now = json::at(player, now).and_then(Value::as_bool);
    if json::flag_at(details, "/isUpcoming") {
        Timing::Upcoming
    } else if json::flag_at(details, "/isLive") && is_live_now != Some(false) {
        Timing::Live
    } else {
        Timing::NotLive
    }
}

/// YouTube may keep the player from an address that it holds for a robot's; the chat is there all
/// the same. Then the page's own words must do: "517 waiting".
fn timing_without_player(data: &Value) -> Timing {
    let chat = json::find(data, "liveChatRenderer");
    let is_replay = chat.is_some_and(|chat| json::flag_at(chat, "/isReplay"));
    let count = json::find(data, "videoViewCountRenderer");
    if chat.is_none() || is_replay || !count.is_some_and(|count| json::flag_at(count, "/isLive")) {
        return Timing::NotLive;
    }
    let words = count.and_then(|count| text::words(count.get("viewCount"))).unwrap_or_default();
    if words.ends_with("waiting") { Timing::Upcoming } else { Timing::Live }
}

/// By the badge beside the title, or by the offer that stands in the player's place.
fn is_members_only(data: &Value, player: &Value) -> bool {
    let offer = "/playabilityStatus/errorScreen/playerLegacyDesktopYpcOfferRenderer/offerId";
    str_at(player, offer) == Some("sponsors_only_video")
        || json::all(data, "metadataBadgeRenderer")
            .iter()
            .any(|badge| str_at(badge, "/style") == Some("BADGE_STYLE_TYPE_MEMBERS_ONLY"))
}

/// YouTube asks whom it holds for a robot to log in as well: then the page shows the stream all the
/// same.
fn unplayable(data: &Value, player: &Value) -> Option<Found> {
    match str_at(player, "/playabilityStatus/status")? {
        "ERROR" => Some(Found::Missing),
        "LOGIN_REQUIRED" if json::find(data, "videoPrimaryInfoRenderer").is_none() => {
            Some(Found::Private)
        }
        _ => None,
    }
}

/// The streams that a channel's Streams tab shows as live, newest first, in both of its layouts.
///
/// Only its grid is the channel's own: a channel without streams shows its home page instead, and
/// that may recommend the streams of others.
pub(crate) fn live_on_tab(page: &Page) -> Vec<String> {
    let Some(grid) = json::find(&page.data, "richGridRenderer") else {
        return Vec::new();
    };
    let older = json::all(grid, "videoRenderer").into_iter().filter(|video| {
        json::list_at(video, "/thumbnailOverlays").iter().any(|overlay| {
            str_at(overlay, "/thumbnailOverlayTimeStatusRenderer/style") == Some("LIVE")
        })
    });
    let newer = json::all(grid, "lockupViewModel").into_iter().filter(|video| {
        json::all(video, "thumbnailBadgeViewModel")
            .iter()
            .any(|badge| str_at(badge, "/badgeStyle") == Some("THUMBNAIL_OVERLAY_BADGE_STYLE_LIVE"))
    });
    let ids = older
        .filter_map(|video| str_at(video, "/videoId"))
        .chain(newer.filter_map(|video| str_at(video, "/contentId")));
    ids.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! page {
        ($name:literal) => {
            Page::read(include_str!(concat!("../../../tests/fixtures/youtube/pages/", $name)))
        };
    }

    #[test]
    fn a_live_stream_is_found_with_the_token_that_names_it() {
        let Found::Live(stream) = read(page!("live.html")) else { panic!("it is live") };
        assert_eq!(stream.title, "【Drawing】School Swimsuit Usada Pekora 【iofi / ホロライブID】");
        assert_eq!(stream.video, "c2lb7tb1SEA");
        assert_eq!(
            stream.channel.names,
            ["Airani Iofifteen Channel hololive-ID"],
            "no handle is told"
        );
        assert_eq!(stream.started, "2026-02-17T13:00:00Z".parse().ok(), "as its page says");
        let top_chat = stream.top_chat.expect("a token");
        assert!(!crate::token::is_stub(&top_chat), "the token of the header is a stub");
        let innertube = stream.innertube;
        assert_eq!(innertube.client_version.as_deref(), Some("2.20260213.01.00"));
        assert!(innertube.visitor_data.is_some() && innertube.api_key.is_some(), "as on the page");
    }

    #[test]
    fn a_waiting_room_is_not_live_though_its_view_count_says_so() {
        let page = page!("waiting-room.html");
        let count = json::find(&page.data, "videoViewCountRenderer").expect("a view count");
        assert!(json::flag_at(count, "/isLive"), "the trap is in the recording");
        assert!(matches!(read(page), Found::Upcoming));
    }

    #[test]
    fn a_stream_that_is_over_is_not_live_with_its_player_and_without() {
        let mut replay = page!("replay-2021.html");
        assert!(
            json::find(&replay.data, "isReplay").is_some(),
            "its chat can be read all the same"
        );
        assert!(matches!(read(page!("replay-2021.html")), Found::NotLive));
        replay.player = Value::Null;
        assert!(matches!(read(replay), Found::NotLive));
    }

    #[test]
    fn without_a_player_the_words_of_the_page_tell() {
        let mut waiting = page!("waiting-room.html");
        waiting.player = serde_json::json!({"playabilityStatus": {"status": "LOGIN_REQUIRED"}});
        assert!(matches!(read(waiting), Found::Upcoming), "517 are waiting");
        let asked = serde_json::json!({"playabilityStatus": {"status": "LOGIN_REQUIRED"}});
        let mut over = page!("replay-2021.html");
        over.player = asked.clone();
        assert!(matches!(read(over), Found::NotLive), "the page shows it: it is not private");
        let mut private = page!("replay-2021.html");
        (private.player, private.data) = (asked, serde_json::json!({"contents": {}}));
        assert!(matches!(read(private), Found::Private), "the page shows nothing");
        let mut live = page!("live.html");
        live.player = Value::Null;
        let count = "/contents/twoColumnWatchNextResults/results/results/contents/0\
                     /videoPrimaryInfoRenderer/viewCount/videoViewCountRenderer/viewCount";
        *live.data.pointer_mut(count).expect("a view count") =
            serde_json::json!({"runs": [{"text": "517"}, {"text": " watching now"}]});
        let owner = "/contents/twoColumnWatchNextResults/results/results/contents/0";
        live.data.pointer_mut(owner).expect("what is shown")["videoOwnerRenderer"] = serde_json::json!({
            "title": {"runs": [{"text": "Airani", "navigationEndpoint": {
                "browseEndpoint": {"canonicalBaseUrl": "/@airani%E3%81%82"}}}]},
        });
        let Found::Live(stream) = read(live) else { panic!("the chat is there all the same") };
        assert_eq!(stream.channel.names, ["@airaniあ", "Airani"], "as below the video");
    }

    #[test]
    fn a_stream_for_members_is_told_from_one_without_chat() {
        let members = page!("members-only.html");
        assert!(matches!(read(members), Found::MembersOnly));
        let mut disabled = page!("members-only.html");
        let info = "/contents/twoColumnWatchNextResults/results/results/contents/0\
                    /videoPrimaryInfoRenderer/badges";
        *disabled.data.pointer_mut(info).expect("badges") = Value::Null;
        assert!(matches!(read(disabled), Found::ChatOff), "for everybody");
        let mut barless = page!("live.html");
        let results = barless.data.pointer_mut("/contents/twoColumnWatchNextResults");
        results.and_then(Value::as_object_mut).expect("results").remove("conversationBar");
        assert!(matches!(read(barless), Found::Live(stream) if stream.top_chat.is_none()));
    }

    #[test]
    fn both_layouts_of_the_streams_tab_are_read() {
        let older = page!("streams-tab-video-renderer.html");
        assert_eq!(live_on_tab(&older), ["qT5OTDvJK1Q"], "of one announced, one live, one over");
        let newer = page!("streams-tab-lockup.html");
        assert_eq!(live_on_tab(&newer), Vec::<String>::new(), "the badge of none says live");
        let html = include_str!("../../../tests/fixtures/youtube/pages/streams-tab-lockup.html");
        let html = html.replacen("BADGE_STYLE_DEFAULT", "BADGE_STYLE_LIVE", 1);
        assert_eq!(live_on_tab(&Page::read(&html)), ["197OEpjj8RI"], "the first was made live");
        let home = html.replace("richGridRenderer", "sectionListRenderer");
        assert!(
            live_on_tab(&Page::read(&home)).is_empty(),
            "others' streams are not the channel's"
        );
        assert!(matches!(read(newer), Found::Channel), "a channel's page is no stream");
    }
}
