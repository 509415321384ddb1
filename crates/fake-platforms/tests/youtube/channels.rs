//! From a channel to its streams, and what each of them is.

use fake_platforms::youtube::{Chat, Stream, StreamState, Token};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::viewer::{CHANNEL, CHAT, RELOAD, VIDEO, Viewer, assigned, canonical, string};

#[tokio::test]
async fn every_address_of_a_channel_leads_to_its_stream() {
    let viewer = Viewer::new().await;
    let watch = format!("https://www.youtube.com/watch?v={VIDEO}");
    for path in [
        "/@IOFI/live".to_owned(),
        "/c/iofi/live".to_owned(),
        "/user/iofi/live".to_owned(),
        format!("/channel/{CHANNEL}/live"),
        format!("/watch?v={VIDEO}&hl=en"),
        format!("/live/{VIDEO}"),
        format!("/embed/live_stream?channel={CHANNEL}"),
    ] {
        let page = viewer.page(&path).await;
        assert_eq!(canonical(&page), watch, "{path}");
        for key in ["INNERTUBE_API_KEY", "INNERTUBE_CLIENT_VERSION", "VISITOR_DATA"] {
            assert!(page.contains(&format!("\"{key}\":\"")), "{key} on {path}");
        }
    }
    let next = viewer.json("/youtubei/v1/next", json!({"videoId": VIDEO})).await;
    assert!(Token::decode(&string(&next, RELOAD)).is_some(), "the same without a page");
    let page = viewer.page(&format!("/live_chat?is_popout=1&v={VIDEO}")).await;
    let data = assigned(&page, "window[\"ytInitialData\"]");
    assert!(data.pointer("/contents/liveChatRenderer/continuations/0").is_some(), "{data}");

    let id = "contents/twoColumnBrowseResultsRenderer/tabs/0/tabRenderer/content/richGridRenderer\
        /contents/0/richItemRenderer/content";
    let tab = assigned(&viewer.page("/@iofi/streams").await, "var ytInitialData");
    assert_eq!(string(&tab, &format!("/{id}/videoRenderer/videoId")), VIDEO);
    viewer.youtube.set_lockups(true);
    let tab = viewer.json("/youtubei/v1/browse", json!({"browseId": CHANNEL})).await;
    assert_eq!(string(&tab, &format!("/{id}/lockupViewModel/contentId")), VIDEO);

    for path in ["/@nobody/live", "/channel/UCnobody/live", "/watch?v=nothing", "/live_chat?v=x"] {
        let answer = viewer.get(path).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn each_state_shows_in_the_page_the_player_and_the_chat() {
    use StreamState::{ChatDisabled, Ended, Live, MembersOnly, None, Private, Upcoming};
    let viewer = Viewer::new().await;
    let token = Token {
        channel: CHANNEL.into(),
        video: VIDEO.into(),
        chat: Chat::All,
        position: Option::None,
    };
    let token = token.encode();
    for (state, on_live, playable, message) in [
        (Live, true, "OK", ""),
        (Upcoming, true, "LIVE_STREAM_OFFLINE", ""),
        (MembersOnly, true, "UNPLAYABLE", "Sorry, live chat is currently unavailable"),
        (Private, false, "LOGIN_REQUIRED", "403"),
        (ChatDisabled, true, "OK", "Chat is disabled for this live stream."),
        (Ended, false, "OK", "-"),
        (None, false, "", "-"),
    ] {
        viewer.youtube.set_state(VIDEO, state).expect("declared");
        let page = viewer.page("/@iofi/live").await;
        let expected = if on_live { "watch?v=" } else { "channel/UC" };
        assert!(canonical(&page).contains(expected), "{state:?}: {}", canonical(&page));
        let player = viewer.json("/youtubei/v1/player", json!({"videoId": VIDEO})).await;
        if state != None {
            assert_eq!(string(&player, "/playabilityStatus/status"), playable, "{state:?}");
            let is_live = player.pointer("/videoDetails/isLive").is_some();
            assert_eq!(is_live, on_live && state != Upcoming, "isLive of {state:?}");
        }
        let page = viewer.page(&format!("/watch?v={VIDEO}")).await;
        let has_bar = page.contains("\"conversationBar\"");
        assert_eq!(has_bar, !matches!(state, None | Private), "{state:?}");
        let answer: Value =
            viewer.poll(&token).send().await.expect("an answer").json().await.expect("JSON");
        let said = answer.pointer("/contents/messageRenderer/text/runs/0/text");
        match message {
            "" => assert!(answer.pointer(CHAT).is_some(), "a chat while {state:?}"),
            "403" => assert_eq!(answer.pointer("/error/code"), Some(&json!(403)), "{state:?}"),
            "-" => assert!(answer.get("contents").or(answer.get("continuationContents")).is_none()),
            text => assert_eq!(said, Some(&json!(text)), "{state:?}"),
        }
    }
}

#[tokio::test]
async fn after_the_end_the_next_stream_takes_over() {
    let viewer = Viewer::new().await;
    viewer.youtube.declare(Stream {
        state: StreamState::Upcoming,
        ..Stream::live("@iofi", CHANNEL, "nextstream1")
    });
    assert!(canonical(&viewer.page("/@iofi/live").await).ends_with(VIDEO), "live before upcoming");
    viewer.youtube.end(VIDEO).expect("declared");
    assert!(canonical(&viewer.page("/@iofi/live").await).ends_with("nextstream1"));
    let old = viewer.page(&format!("/watch?v={VIDEO}")).await;
    assert!(old.contains("\"isReplay\":true"), "the old one is an archive now");
    let unknown = viewer.youtube.chat("unheard-of", "@ada", "hi");
    assert!(unknown.is_err(), "talking in an undeclared stream is a mistake of the test");
}

/// The streams of a tab: id and the style of its badge.
fn listed(tab: &Value) -> Vec<(String, String)> {
    let items = tab.pointer(
        "/contents/twoColumnBrowseResultsRenderer/tabs/0/tabRenderer/content/richGridRenderer\
         /contents",
    );
    let style = "/thumbnailOverlays/0/thumbnailOverlayTimeStatusRenderer/style";
    let badge = "/contentImage/thumbnailViewModel/overlays/0/thumbnailBottomOverlayViewModel\
        /badges/0/thumbnailBadgeViewModel/badgeStyle";
    let items = items.and_then(Value::as_array).expect("a grid");
    let one = |item: &Value| {
        let content = item.pointer("/richItemRenderer/content").expect("a content");
        match content.get("videoRenderer") {
            Some(old) => (string(old, "/videoId"), string(old, style)),
            None => {
                let new = content.get("lockupViewModel").expect("one of the two layouts");
                (string(new, "/contentId"), string(new, badge))
            }
        }
    };
    items.iter().map(one).collect()
}

#[tokio::test]
async fn several_streams_at_once_are_listed_newest_first_in_both_layouts() {
    let viewer = Viewer::new().await;
    let stream = |video: &str, state, started| Stream {
        state,
        started,
        ..Stream::live("@iofi", CHANNEL, video)
    };
    viewer.youtube.declare(stream("earlylive01", StreamState::Live, Some(1_000)));
    viewer.youtube.declare(stream("members0001", StreamState::MembersOnly, Some(3_000)));
    viewer.youtube.declare(stream("middlelive1", StreamState::Live, Some(2_000)));
    viewer.youtube.declare(stream("freechat001", StreamState::Upcoming, Some(9_000_000_000)));
    viewer.youtube.declare(stream("private0001", StreamState::Private, Some(4_000)));
    viewer.youtube.declare(stream("replay00001", StreamState::Ended, None));
    let order = [
        ("freechat001", "UPCOMING"),
        ("replay00001", "DEFAULT"),
        (VIDEO, "LIVE"),
        ("members0001", "LIVE"),
        ("middlelive1", "LIVE"),
        ("earlylive01", "LIVE"),
    ];
    let old = order.map(|(video, style)| (video.to_owned(), style.to_owned()));
    let new = order.map(|(video, style)| {
        let style = if style == "LIVE" { style } else { "DEFAULT" };
        (video.to_owned(), format!("THUMBNAIL_OVERLAY_BADGE_STYLE_{style}"))
    });
    let tab = async || {
        let page = assigned(&viewer.page("/@iofi/streams").await, "var ytInitialData");
        let answer = viewer.json("/youtubei/v1/browse", json!({"browseId": CHANNEL})).await;
        assert_eq!(listed(&page), listed(&answer), "the page and the call agree");
        (listed(&page), page.to_string())
    };
    let (videos, text) = tab().await;
    assert_eq!(videos, old, "a stream without a start began in 2026");
    assert!(text.contains("BADGE_STYLE_TYPE_MEMBERS_ONLY") && text.contains("\"9000000000\""));
    viewer.youtube.set_lockups_of(CHANNEL, true);
    let (videos, text) = tab().await;
    assert_eq!(videos, new, "this channel has the new layout");
    assert!(text.contains("BADGE_MEMBERS_ONLY"));
    viewer.youtube.set_lockups_of(CHANNEL, false);
    viewer.youtube.set_lockups(true);
    assert_eq!(tab().await.0, old, "whatever the others have");

    let page = viewer.page("/watch?v=middlelive1").await;
    assert!(page.contains(r#""startTimestamp":"1970-01-01T00:33:20+00:00""#), "{page}");
}

#[tokio::test]
async fn the_live_page_shows_what_was_set_as_long_as_there_is_something_to_show() {
    let viewer = Viewer::new().await;
    for (video, state) in
        [("waiting0001", StreamState::Upcoming), ("secondlive1", StreamState::Live)]
    {
        viewer.youtube.declare(Stream { state, ..Stream::live("@iofi", CHANNEL, video) });
    }
    let shown = async || {
        let page = viewer.page("/@iofi/live").await;
        let embed = viewer.page(&format!("/embed/live_stream?channel={CHANNEL}")).await;
        assert_eq!(canonical(&page), canonical(&embed), "every address shows the same");
        canonical(&page).rsplit('=').next().expect("an id").to_owned()
    };
    assert_eq!(shown().await, VIDEO, "the first on air");
    viewer.youtube.show_on_live(CHANNEL, Some("waiting0001"));
    assert_eq!(shown().await, "waiting0001", "a waiting room hides the live ones");
    viewer.youtube.end("waiting0001").expect("declared");
    assert_eq!(shown().await, VIDEO, "it is over");
    viewer.youtube.show_on_live(CHANNEL, Some("secondlive1"));
    assert_eq!(shown().await, "secondlive1");
    viewer.youtube.show_on_live(CHANNEL, None);
    assert_eq!(shown().await, VIDEO, "the usual choice again");
}
