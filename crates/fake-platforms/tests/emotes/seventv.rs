//! 7TV's sets.

use std::io::Write as _;

use fake_platforms::emotes::{Emote, Platform, Provider};
use serde_json::{Value, json};

use crate::client::{CHANNEL, Viewer, YOUTUBE, at, each};

#[tokio::test]
async fn a_user_has_a_sets_id_and_not_the_set() {
    let viewer = Viewer::new().await;
    let api = viewer.emotes.seventv_url();
    let emotes = [Emote::moving("catJAM"), Emote::overlay("RainTime")];
    let set = viewer.emotes.set(Provider::SevenTv, Platform::Twitch, CHANNEL, &emotes);
    let user = viewer.json(&format!("{api}/users/twitch/{CHANNEL}")).await;
    assert_eq!(at(&user, "/emote_set"), &Value::Null, "as since August 2026");
    assert_eq!(at(&user, "/emote_set_id"), &json!(set));
    assert_eq!((at(&user, "/id"), at(&user, "/platform")), (&json!(CHANNEL), &json!("TWITCH")));
    assert_eq!(at(&user, "/user/connections/0/id"), &json!(CHANNEL));
    let found = viewer.json(&format!("{api}/emote-sets/{set}")).await;
    assert_eq!(each(&found, "/emotes", "name"), ["catJAM", "RainTime"]);
    assert_eq!(at(&found, "/emotes/0/data/animated"), &json!(true));
    assert_eq!(at(&found, "/emotes/1/flags"), &json!(1), "laid over");
    assert_eq!(at(&found, "/emotes/1/data/flags"), &json!(256));
    let host = at(&found, "/emotes/0/data/host");
    let id = at(&found, "/emotes/0/id").as_str().expect("an id");
    assert_eq!(at(host, "/url"), &json!(format!("//cdn.7tv.app/emote/{id}")));
    let files = each(host, "/files", "name");
    assert!(files.contains(&"1x.webp") && files.contains(&"4x.avif"), "{files:?}");
    assert_eq!(viewer.status(&format!("{api}/users/youtube/{CHANNEL}")).await, 404);
    let missing = viewer.get(&format!("{api}/users/twitch/1")).await;
    let missing: Value = missing.json().await.expect("JSON");
    assert_eq!(at(&missing, "/status_code"), &json!(404));
}

#[tokio::test]
async fn a_youtube_channel_is_known_by_both_words() {
    let viewer = Viewer::new().await;
    let api = viewer.emotes.seventv_url();
    viewer.emotes.set(Provider::SevenTv, Platform::YouTube, YOUTUBE, &[Emote::named("EZ")]);
    for word in ["youtube", "google"] {
        let user = viewer.json(&format!("{api}/users/{word}/{YOUTUBE}")).await;
        assert_eq!(at(&user, "/platform"), &json!("YOUTUBE"), "{word}");
    }
    viewer.emotes.forget(Provider::SevenTv, Platform::YouTube, YOUTUBE);
    assert_eq!(viewer.status(&format!("{api}/users/google/{YOUTUBE}")).await, 404);
}

#[tokio::test]
async fn global_emotes_are_there_undeclared() {
    let viewer = Viewer::new().await;
    let url = format!("{}/emote-sets/global", viewer.emotes.seventv_url());
    let global = viewer.json(&url).await;
    let names = each(&global, "/emotes", "name");
    assert!(names.contains(&"RainTime") && names.contains(&"PETPET"), "{names:?}");
    viewer.emotes.set_global(Provider::SevenTv, &[Emote::named("Only")]);
    assert_eq!(each(&viewer.json(&url).await, "/emotes", "name"), ["Only"]);
}

#[tokio::test]
async fn five_thousand_emotes_all_differ() {
    let viewer = Viewer::new().await;
    for provider in Provider::ALL {
        viewer.emotes.generate(provider, Platform::Twitch, CHANNEL, 5000);
    }
    let set = viewer.emotes.set_of(Provider::SevenTv, Platform::Twitch, CHANNEL).expect("a set");
    let seventv = format!("{}/emote-sets/{set}", viewer.emotes.seventv_url());
    let bttv = format!("{}/cached/users/twitch/{CHANNEL}", viewer.emotes.bttv_url());
    for (url, list, name) in [(seventv, "/emotes", "name"), (bttv, "/channelEmotes", "code")] {
        let found = viewer.json(&url).await;
        for field in [name, "id"] {
            let mut all = each(&found, list, field);
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), 5000, "{field} of {url}");
        }
    }
    let room = viewer.json(&format!("{}/room/id/{CHANNEL}", viewer.emotes.ffz_url())).await;
    let set = at(&room, "/room/set").to_string();
    let emoticons = at(&room, &format!("/sets/{set}/emoticons")).as_array().expect("a list");
    let mut ids: Vec<_> = emoticons.iter().map(|one| at(one, "/id").as_u64()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 5000);
}

#[tokio::test]
async fn a_recorded_set_is_served_as_it_was() {
    let viewer = Viewer::new().await;
    let file = |name: &str, width: u32| {
        json!({"name": name, "static_name": "1x_static.webp", "width": width, "height": 32,
            "frame_count": 1, "size": 1, "format": "WEBP"})
    };
    let host = json!({"url": "//cdn.7tv.app/emote/60ae", "files": [file("1x.webp", 90)]});
    let data = json!({"id": "60ae", "name": "PagMan", "flags": 0, "animated": false, "host": host});
    let emote = json!({"id": "60ae", "name": "PagMan", "flags": 0, "data": data, "new": 1});
    let recorded = json!({"id": CHANNEL, "emote_set": {"id": "63b0", "name": "Rasa",
        "emotes": [emote, {"id": "gone", "name": "Gone", "data": null}]}});
    let mut path = std::env::temp_dir();
    path.push(format!("recorded-set-{}.json", std::process::id()));
    let mut written = std::fs::File::create(&path).expect("a file");
    written.write_all(recorded.to_string().as_bytes()).expect("written");
    let loaded = viewer.emotes.load(Platform::Twitch, CHANNEL, &path);
    std::fs::remove_file(&path).expect("removed");
    assert_eq!(loaded.expect("a recording"), 2);
    let api = viewer.emotes.seventv_url();
    let user = viewer.json(&format!("{api}/users/twitch/{CHANNEL}")).await;
    assert_eq!(at(&user, "/emote_set_id"), &json!("63b0"));
    let set = viewer.json(&format!("{api}/emote-sets/63b0")).await;
    assert_eq!(at(&set, "/emotes/0/new"), &json!(1), "fields that nobody knows stay");
    let (_, picture) = viewer.image("cdn.7tv.app/emote/60ae/2x.webp").await;
    let decoder = image_webp::WebPDecoder::new(std::io::Cursor::new(picture)).expect("a WebP");
    assert_eq!(decoder.dimensions(), (180, 64), "twice what the recording says");
    let absent = viewer.emotes.load(Platform::Twitch, CHANNEL, &path);
    let error = absent.expect_err("the file is gone").to_string();
    assert!(error.starts_with("cannot read the recording"), "{error}");
}
