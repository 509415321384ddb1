//! The chat: tokens, polls, and what is in the answers.

use fake_platforms::youtube::{
    Author, Chat, Continuation, Emoji, Fault, GET_LIVE_CHAT, Limits, Token, stub,
};
use fake_platforms::{Numbers, Pace};
use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::viewer::{
    CHANNEL, CHAT, MENU, RELOAD, SOON, VIDEO, Viewer, assigned, menu_tokens, string,
};

#[tokio::test]
async fn the_way_to_all_messages_is_the_one_of_2026() {
    let viewer = Viewer::new().await;
    viewer.youtube.chat(VIDEO, "@ada", "one").expect("declared");
    viewer.youtube.spam(VIDEO, "@bot", "buy now").expect("declared");
    let data = assigned(&viewer.page("/@iofi/live").await, "var ytInitialData");
    let reload = string(&data, RELOAD);
    let token = Token::decode(&reload).expect("a token");
    assert_eq!((token.video.as_str(), token.channel.as_str()), (VIDEO, CHANNEL));
    assert_eq!(token.chat, Chat::Top, "pages lead to Top chat");
    let bar = data.pointer("/contents/twoColumnWatchNextResults/conversationBar/liveChatRenderer");
    let menu = menu_tokens(bar.expect("a chat"));
    assert_eq!(menu, [stub(Chat::Top), stub(Chat::All)], "since October 2025 of no use");
    let refused = viewer.poll(&stub(Chat::All)).send().await.expect("an answer");
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST, "a stub names no video");

    let first: Value =
        viewer.poll(&reload).send().await.expect("an answer").json().await.expect("JSON");
    let chat = first.pointer(CHAT).expect("a chat");
    let [_, all] = menu_tokens(chat);
    assert_eq!(Token::decode(&all).expect("a real token").chat, Chat::All);
    assert!(chat.get("emojis").is_some(), "the first answer lists the emoji");
    assert_eq!(viewer.read(&reload).await.0, ["one"], "Top chat leaves out spam");
    let (said, next) = viewer.read(&all).await;
    assert_eq!(said, ["one", "buy now"]);

    let pop_out = viewer.page(&format!("/live_chat?continuation={reload}")).await;
    let data = assigned(&pop_out, "window[\"ytInitialData\"]");
    let [_, pop_out] = menu_tokens(data.pointer(CHAT).expect("a chat"));
    assert_eq!(viewer.read(&pop_out).await.0, said, "the pop-out page leads there too");

    viewer.youtube.chat(VIDEO, "@ada", "two").expect("declared");
    let (said, after) = viewer.read(&next).await;
    assert_eq!(said, ["two"], "only what is new");
    assert_eq!(viewer.read(&next).await.0, ["two"], "asking again gets the same again");
    let quiet: Value =
        viewer.poll(&after).send().await.expect("an answer").json().await.expect("JSON");
    let quiet = quiet.pointer(CHAT).expect("a chat");
    assert!(quiet.get("actions").is_none(), "nothing new is no list at all");
    assert!(quiet.get("header").is_none(), "the header comes first only");
    timeout(SOON, viewer.youtube.polled(VIDEO, 7)).await.expect("seven polls named the video");
}

#[tokio::test]
async fn answers_come_in_the_asked_kind_and_size() {
    let viewer = Viewer::new().await;
    let youtube = &viewer.youtube;
    youtube.set_limits(Limits { per_answer: 2, kept: 3, kept_ms: 0 });
    let kinds =
        [Continuation::Timed(5000), Continuation::Invalidation(10_000), Continuation::Reload];
    youtube.set_continuations(VIDEO, &kinds).expect("declared");
    let actions: Vec<Value> = (0..4).map(|number| json!({"number": number})).collect();
    youtube.replay(VIDEO, &actions, Pace::even(0.0)).await.expect("declared");
    let mut token =
        Token { channel: CHANNEL.into(), video: VIDEO.into(), chat: Chat::All, position: Some(0) }
            .encode();
    let mut seen = Vec::new();
    for kind in ["timed", "invalidation", "reload"] {
        let answer: Value =
            viewer.poll(&token).send().await.expect("an answer").json().await.expect("JSON");
        let next = format!("{CHAT}/continuations/0/{kind}ContinuationData/continuation");
        token = string(&answer, &next);
        seen.push(answer.pointer(&format!("{CHAT}/actions")).cloned());
    }
    let expected =
        [Some(json!([{"number": 1}, {"number": 2}])), Some(json!([{"number": 3}])), None];
    assert_eq!(seen, expected, "0 is no longer kept; two fit into an answer");
}

#[tokio::test]
async fn roles_and_removals_have_their_shapes() {
    let viewer = Viewer::new().await;
    let author = Author {
        owner: true,
        moderator: true,
        verified: true,
        member_months: Some(27),
        ..Author::named("@iofi")
    };
    let id = viewer.youtube.chat_as(VIDEO, &author, "hi").expect("declared");
    viewer.youtube.remove(VIDEO, &id).expect("declared");
    viewer.youtube.remove_author(VIDEO, &author.channel_id()).expect("declared");
    viewer.youtube.set_forgets(true);
    let page = viewer.page(&format!("/live_chat?v={VIDEO}")).await;
    let data = assigned(&page, "window[\"ytInitialData\"]");
    let begins = data.pointer("/contents/liveChatRenderer").expect("a chat");
    assert_eq!(begins.get("actions"), None, "who begins sees nothing of what was taken off");
    let there =
        Token { channel: CHANNEL.into(), video: VIDEO.into(), chat: Chat::All, position: Some(0) };
    let answer: Value =
        viewer.poll(&there.encode()).send().await.expect("an answer").json().await.expect("JSON");
    let actions = answer.pointer(&format!("{CHAT}/actions")).expect("actions");
    let message = actions.pointer("/0/addChatItemAction/item/liveChatTextMessageRenderer");
    let message = message.expect("a message");
    assert!(id.starts_with("Chw"), "as real ids do: {id}");
    assert_eq!(string(message, "/id"), id);
    let badges = message.get("authorBadges").expect("badges").to_string();
    for part in ["OWNER", "MODERATOR", "VERIFIED", "customThumbnail", "Member (2 years)"] {
        assert!(badges.contains(part), "{part} in {badges}");
    }
    assert_eq!(string(actions, "/1/removeChatItemAction/targetItemId"), id);
    let author_id = string(actions, "/2/removeChatItemByAuthorAction/externalChannelId");
    assert_eq!(author_id, string(message, "/authorExternalChannelId"));
    assert!(author_id.len() == 24 && author_id.starts_with("UC"), "{author_id}");
}

#[tokio::test]
async fn photos_badges_and_emoji_are_where_the_test_says() {
    let viewer = Viewer::new().await;
    let author = Author {
        member_months: Some(2),
        photo: "https://lh3.googleusercontent.com/photo".to_owned(),
        badge: "https://yt3.ggpht.com/star".to_owned(),
        ..Author::named("@ada")
    };
    let emoji = ["wave", "cat"].map(|name| Emoji {
        name: name.to_owned(),
        image: format!("https://yt3.ggpht.com/{name}"),
        id: String::new(),
    });
    let text = "hi :cat::wave: :dog:";
    viewer.youtube.chat_with(VIDEO, &author, text, &emoji).expect("declared");
    let page = viewer.page(&format!("/live_chat?v={VIDEO}")).await;
    let data = assigned(&page, "window[\"ytInitialData\"]");
    let message = "/contents/liveChatRenderer/actions/0/addChatItemAction/item\
        /liveChatTextMessageRenderer";
    let message = data.pointer(message).expect("a message");
    let photo = string(message, "/authorPhoto/thumbnails/1/url");
    assert!(photo.starts_with("https://lh3.googleusercontent.com/photo=s64"), "{photo}");
    let badge = "/authorBadges/0/liveChatAuthorBadgeRenderer/customThumbnail/thumbnails/0/url";
    assert_eq!(string(message, badge), "https://yt3.ggpht.com/star=s16-c-k");
    let image = "/emoji/image/thumbnails/1/url";
    let runs = message.pointer("/message/runs").and_then(Value::as_array).expect("runs");
    let seen: Vec<_> =
        runs.iter().filter_map(|run| run.get("text").or_else(|| run.pointer(image))).collect();
    let of = |name: &str| format!("https://yt3.ggpht.com/{name}=w48-h48-c-k-nd");
    let expected = [json!("hi "), json!(of("cat")), json!(of("wave")), json!(" :dog:")];
    assert_eq!(seen, expected.iter().collect::<Vec<_>>());
}

#[tokio::test]
async fn polls_are_counted_even_when_the_client_gives_up() {
    let viewer = Viewer::new().await;
    let data = viewer.json("/youtubei/v1/next", json!({"videoId": VIDEO})).await;
    let token = string(&data, RELOAD);
    viewer.youtube.fail(GET_LIVE_CHAT, Fault::Slow(600_000), Some(2));
    let waiting = [viewer.poll(&token), viewer.poll(&token)].map(|poll| tokio::spawn(poll.send()));
    timeout(SOON, viewer.youtube.requested(GET_LIVE_CHAT, 2)).await.expect("both came in");
    viewer.read(&token).await;
    waiting.iter().for_each(tokio::task::JoinHandle::abort);
    let polls = || viewer.youtube.stats().polls.remove(VIDEO).expect("polls");
    timeout(SOON, async {
        while polls().in_flight > 0 {
            tokio::task::yield_now().await;
        }
    })
    .await
    .expect("given up polls are no longer in flight");
    let polls = polls();
    assert_eq!((polls.started, polls.answered, polls.max_in_flight), (3, 1, 3));
    assert_eq!(polls.gaps_ms.len(), 2, "between three polls");
}

/// A token for all of the chat from this position on.
fn from(position: u64) -> String {
    let position = Some(position);
    Token { channel: CHANNEL.into(), video: VIDEO.into(), chat: Chat::All, position }.encode()
}

#[tokio::test]
async fn a_late_poll_loses_what_the_window_no_longer_holds() {
    let viewer = Viewer::new().await;
    let youtube = &viewer.youtube;
    youtube.numbered(VIDEO, 300, Pace::even(0.0)).await.expect("declared");
    assert_eq!(viewer.read(&from(0)).await.0.len(), 300, "none is older than 10 s");
    youtube.set_limits(Limits { kept_ms: 0, ..Limits::default() });
    let (late, _) = viewer.read(&from(0)).await;
    assert_eq!(late.first().map(String::as_str), Some("#101"), "the last 200");
    let polls = youtube.stats().polls.remove(VIDEO).expect("polls");
    assert_eq!((polls.lost, polls.handed_out.count()), (100, 300));

    youtube.set_limits(Limits::endless());
    youtube.numbered(VIDEO, 300, Pace::even(0.0)).await.expect("declared");
    assert_eq!(viewer.read(&from(100)).await.0.len(), 500, "the window is off");
}

#[tokio::test]
async fn it_is_known_which_numbered_messages_were_handed_out() {
    let viewer = Viewer::new().await;
    let youtube = viewer.youtube.clone();
    youtube.set_limits(Limits { per_answer: 2, ..Limits::endless() });
    let saying = tokio::spawn(async move { youtube.numbered(VIDEO, 6, Pace::even(200.0)).await });
    timeout(SOON, viewer.youtube.said(VIDEO, 6)).await.expect("all in time");
    saying.await.expect("no panic").expect("declared");
    let (said, next) = viewer.read(&from(0)).await;
    assert_eq!(said, ["#1", "#2"]);
    viewer.youtube.fail(GET_LIVE_CHAT, Fault::Truncated, Some(1));
    viewer.poll(&next).send().await.expect("half an answer");
    assert_eq!(viewer.read(&from(4)).await.0, ["#5", "#6"]);
    let handed_out = viewer.youtube.stats().polls.remove(VIDEO).expect("polls").handed_out;
    let expected: Numbers = [1, 2, 5, 6].into_iter().collect();
    assert_eq!(handed_out, expected, "a spoiled answer hands out nothing");
    viewer.youtube.numbered(VIDEO, 1, Pace::even(0.0)).await.expect("declared");
    assert_eq!(viewer.read(&from(6)).await.0, ["#7"], "a second call counts on");
}

#[tokio::test]
async fn rejected_tokens_stay_rejected_and_new_ones_are_good() {
    let viewer = Viewer::new().await;
    let old = from(0);
    let status = async |token: &str| viewer.poll(token).send().await.expect("an answer").status();
    assert_eq!(status(&old).await, StatusCode::OK);
    viewer.youtube.reject_tokens(VIDEO).expect("declared");
    assert_eq!(status(&old).await, StatusCode::BAD_REQUEST);
    let data = viewer.json("/youtubei/v1/next", json!({"videoId": VIDEO})).await;
    assert_eq!(status(&string(&data, RELOAD)).await, StatusCode::OK, "from a new page");
    assert_eq!(status(&old).await, StatusCode::BAD_REQUEST, "still");
}

#[tokio::test]
async fn the_first_answer_may_begin_with_a_greeting_and_start_over_with_top_chat() {
    let viewer = Viewer::new().await;
    viewer.youtube.set_greeting(true);
    viewer.youtube.set_continuations(VIDEO, &[Continuation::ReloadTop]).expect("declared");
    let start =
        Token { channel: CHANNEL.into(), video: VIDEO.into(), chat: Chat::All, position: None };
    let greeting = "/addChatItemAction/item/liveChatViewerEngagementMessageRenderer";
    let mut token = start.encode();
    for selected in [1, 0] {
        let answer: Value =
            viewer.poll(&token).send().await.expect("an answer").json().await.expect("JSON");
        let chat = answer.pointer(CHAT).expect("a chat");
        let first = chat.pointer(&format!("/actions/0{greeting}/icon/iconType"));
        assert_eq!(first, Some(&json!("YOUTUBE_ROUND")), "at every start");
        let is_selected = chat.pointer(&format!("{MENU}/{selected}/selected"));
        assert_eq!(is_selected, Some(&json!(true)), "all messages first, then Top chat");
        token = string(chat, "/continuations/0/reloadContinuationData/continuation");
    }
}
