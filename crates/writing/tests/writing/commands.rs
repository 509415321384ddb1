//! Slash commands, on both platforms.

use accounts::Right;
use fake_platforms::twitch::{ChannelKind, room_id};
use fake_platforms::youtube::{Author, channel_id};
use serde_json::{Value, json};
use writing::{Command, Line, Result, Room, WritingError, read};

use crate::rig::{Rig, VIDEO, Viewer, channel, stream};

const ALL: [Right; 3] = [Right::Send, Right::Moderate, Right::Commands];

async fn signed_in() -> Rig {
    let rig = Rig::new().await;
    rig.sign_in(&ALL).await;
    rig
}

fn command(line: &str) -> Command {
    match read(line) {
        Ok(Line::Command(command)) => command,
        other => panic!("{line}: {other:?}"),
    }
}

async fn run(rig: &Rig, room: &Room, line: &str) -> Result<()> {
    rig.writing.run(room, &command(line), None, None).await
}

#[tokio::test]
async fn each_command_asks_helix_for_what_it_says() {
    let rig = signed_in().await;
    let (ada, bob) = (room_id("ada"), room_id("bob"));
    let ours = json!({"broadcaster_id": ada, "moderator_id": ada});
    let theirs = json!({"broadcaster_id": ada, "user_id": bob});
    let to_bob = json!({"from_broadcaster_id": ada, "to_broadcaster_id": bob});
    let mode = |body: Value| ("PATCH /chat/settings", ours.clone(), body);
    let empty = Value::Null;
    let calls = [
        (
            "/announcegreen now",
            ("POST /chat/announcements", ours.clone(), json!({"message": "now", "color": "green"})),
        ),
        ("/slow 1m", mode(json!({"slow_mode": true, "slow_mode_wait_time": 60}))),
        ("/slowoff", mode(json!({"slow_mode": false}))),
        ("/followers 2h", mode(json!({"follower_mode": true, "follower_mode_duration": 120}))),
        ("/followersoff", mode(json!({"follower_mode": false}))),
        ("/subscribers", mode(json!({"subscriber_mode": true}))),
        ("/subscribersoff", mode(json!({"subscriber_mode": false}))),
        ("/emoteonly", mode(json!({"emote_mode": true}))),
        ("/emoteonlyoff", mode(json!({"emote_mode": false}))),
        ("/uniquechat", mode(json!({"unique_chat_mode": true}))),
        ("/uniquechatoff", mode(json!({"unique_chat_mode": false}))),
        (
            "/shoutout @Bob",
            (
                "POST /chat/shoutouts",
                json!({"from_broadcaster_id": ada, "to_broadcaster_id": bob, "moderator_id": ada}),
                empty.clone(),
            ),
        ),
        ("/raid bob", ("POST /raids", to_bob, empty.clone())),
        ("/unraid", ("DELETE /raids", json!({"broadcaster_id": ada}), empty.clone())),
        (
            "/commercial 60",
            (
                "POST /channels/commercial",
                json!({"broadcaster_id": ada}),
                json!({"broadcaster_id": ada, "length": 60}),
            ),
        ),
        (
            "/marker a goal",
            (
                "POST /streams/markers",
                json!({"user_id": ada}),
                json!({"user_id": ada, "description": "a goal"}),
            ),
        ),
        ("/mod bob", ("POST /moderation/moderators", theirs.clone(), empty.clone())),
        ("/unmod bob", ("DELETE /moderation/moderators", theirs.clone(), empty.clone())),
        ("/vip bob", ("POST /channels/vips", theirs.clone(), empty.clone())),
        ("/unvip bob", ("DELETE /channels/vips", theirs, empty.clone())),
        ("/color blue", ("PUT /chat/color", json!({"user_id": ada, "color": "blue"}), empty)),
        (
            "/w bob hi there",
            (
                "POST /whispers",
                json!({"from_user_id": ada, "to_user_id": bob}),
                json!({"message": "hi there"}),
            ),
        ),
    ];
    let mut expected = Vec::new();
    for (line, (call, query, body)) in calls {
        run(&rig, &channel("ada"), line).await.expect(line);
        expected.push(json!({"call": call, "query": query, "body": body}));
    }
    assert_eq!(rig.identity.orders(), expected);
    assert!(!rig.identity.stats().requests.contains_key("/twitch/helix/chat/messages"));
}

#[tokio::test]
async fn what_is_said_and_moderated_by_a_command_is_seen_in_chat() {
    let rig = signed_in().await;
    let mut viewer = Viewer::of(&rig.twitch, "ada").await;
    let room = channel("ada");
    run(&rig, &room, "/me waves").await.unwrap();
    assert!(viewer.next("PRIVMSG").await.contains("waves"));
    let id = rig.twitch.say("ada", "Bob", "something bad").await;
    rig.writing.run(&room, &Command::Delete, Some(&id), None).await.unwrap();
    assert!(viewer.next("CLEARMSG").await.contains(&id));
    run(&rig, &room, "/timeout @Bob 2m").await.unwrap();
    assert!(viewer.next("CLEARCHAT").await.contains("ban-duration=120;"));
    run(&rig, &room, "/ban bob spam").await.unwrap();
    assert!(viewer.next("CLEARCHAT").await.contains("target-user-id"));
    run(&rig, &room, "/unban bob").await.unwrap();
    run(&rig, &room, "/clear").await.unwrap();
    assert!(!viewer.next("CLEARCHAT").await.contains("target-user-id"));
    let error = rig.writing.run(&room, &Command::Delete, None, None).await.unwrap_err();
    assert_eq!(error, WritingError::NoMessage("Twitch"));
}

#[tokio::test]
async fn what_a_command_can_not_do_says_why() {
    let rig = signed_in().await;
    let (own, other) = (channel("ada"), channel("grace"));
    rig.twitch.set_channel("nobody", ChannelKind::Missing);
    run(&rig, &own, "/shoutout bob").await.unwrap();
    for (room, line, code, words) in [
        (&own, "/shoutout bob", "refused", "until the cooldown period expires"),
        (&own, "/shoutout ada", "refused", "may not give themselves"),
        (&own, "/shoutout nobody", "nobody", "knows nobody called nobody"),
        (&own, "/unraid", "refused", "doesn't have a pending raid"),
        (&own, "/unvip bob", "refused", "does not have that role"),
        (&own, "/color mauve", "refused", "not valid"),
        (&other, "/slow", "refused", "not one of the broadcaster's moderators"),
        (&other, "/raid bob", "owners_alone", "owner alone use /raid"),
        (&other, "/vip bob", "owners_alone", "owner alone use /vip"),
        (&stream(), "/slow", "no_command", "YouTube lets no application do what /slow does"),
        (&stream(), "/me waves", "no_command", "/me"),
        (&stream(), "/ban nobody", "nobody", "@nobody"),
    ] {
        let error = run(&rig, room, line).await.expect_err(line);
        assert_eq!(error.code(), code, "{line}: {error}");
        assert!(error.to_string().contains(words), "{line}: {error}");
        assert!(!error.hint().is_empty());
    }
    rig.identity.make_moderator("ada", &room_id("grace"));
    run(&rig, &other, "/slow").await.expect("a moderator may");
    assert_eq!(rig.identity.stats().refreshed, 0, "no other token would help");
}

#[tokio::test]
async fn a_sign_in_that_is_not_for_commands_says_what_to_turn_on() {
    let rig = Rig::signed_in().await;
    for line in ["/slow", "/raid bob", "/w bob hi", "/announce hi", "/color blue"] {
        let error = run(&rig, &channel("ada"), line).await.unwrap_err();
        assert!(
            matches!(error, WritingError::MissingRight { right: Right::Commands, .. }),
            "{error}"
        );
        assert_eq!(error.hint(), "Turn it on under Accounts, and confirm it there.");
    }
    assert_eq!(rig.identity.orders(), Vec::<Value>::new());
}

#[tokio::test]
async fn on_youtube_one_bans_times_out_and_lifts_by_handle_or_channel() {
    let rig = signed_in().await;
    let bob = Author::named("@bob");
    rig.youtube.chat_as(VIDEO, &bob, "something bad").unwrap();
    for line in ["/timeout @bob 5m".to_owned(), format!("/ban {}", channel_id("@bob"))] {
        run(&rig, &stream(), &line).await.unwrap();
        run(&rig, &stream(), "/unban bob").await.unwrap();
    }
    let error = run(&rig, &stream(), "/untimeout bob").await.unwrap_err();
    assert_eq!(error, WritingError::UnknownBan);
}

#[tokio::test]
async fn who_has_a_name_in_another_script_is_meant_by_their_id() {
    let rig = signed_in().await;
    let room = channel("ada");
    let asked = || rig.identity.stats().requests.get("/twitch/helix/users").copied();
    let before = asked();
    let error = run(&rig, &room, "/timeout @表示名 2m").await.unwrap_err();
    assert_eq!((error.code(), asked()), ("nobody", before), "Twitch knows nobody by such a name");
    let mut viewer = Viewer::of(&rig.twitch, "ada").await;
    let bob = room_id("bob");
    for line in ["/timeout @表示名 2m", "/unban 表示名", "/shoutout @表示名"] {
        rig.writing.run(&room, &command(line), None, Some(&bob)).await.unwrap();
    }
    assert!(viewer.next("CLEARCHAT").await.contains(&format!("target-user-id={bob}")));
    assert_eq!(asked(), before);
}
