//! `FrankerFaceZ`.

use std::collections::BTreeMap;

use fake_platforms::emotes::{Badge, Emote, Platform, Provider, Room, modifier};
use serde_json::{Value, json};

use crate::client::{CHANNEL, Viewer, YOUTUBE, at};

const FFZ: Provider = Provider::Ffz;

fn emoticon<'a>(sets: &'a Value, name: &str) -> Option<&'a Value> {
    let mut all = sets.as_object()?.values().filter_map(|set| set.get("emoticons")?.as_array());
    all.find_map(|list| list.iter().find(|one| at(one, "/name") == name))
}

#[tokio::test]
async fn the_global_answer_holds_a_set_that_is_not_for_everybody() {
    let viewer = Viewer::new().await;
    let global = viewer.json(&format!("{}/set/global", viewer.emotes.ffz_url())).await;
    assert_eq!(at(&global, "/default_sets"), &json!([3, 1_532_818]));
    let sets = at(&global, "/sets");
    assert_eq!(sets.as_object().expect("sets").len(), 3);
    assert_eq!(at(sets, "/4330/emoticons/0/name"), &json!("NotForEverybody"));
    for (name, flags) in [
        ("ffzW", modifier::HIDDEN | modifier::GROW_X),
        ("ffzHyper", modifier::HIDDEN | modifier::HYPER_RED | modifier::SHAKE),
        ("ffzBounce", 65537),
        ("ZreknarF", 0),
    ] {
        let one = emoticon(sets, name).expect(name);
        let expected = (&json!(flags != 0), &json!(flags));
        assert_eq!((at(one, "/modifier"), at(one, "/modifier_flags")), expected, "{name}");
    }
}

#[tokio::test]
async fn a_room_has_its_set_and_its_badges() {
    let viewer = Viewer::new().await;
    let api = viewer.emotes.ffz_url();
    let hat = Emote { width: 40, ..Emote::overlay("Hat") };
    viewer.emotes.set(FFZ, Platform::Twitch, CHANNEL, &[Emote::moving("Dance"), hat]);
    let user_badge_ids = BTreeMap::from([("2".to_owned(), vec![1234])]);
    let room = Room { moderator_badge: true, vip_badge: false, user_badge_ids };
    viewer.emotes.set_room(Platform::Twitch, CHANNEL, room);
    let found = viewer.json(&format!("{api}/room/id/{CHANNEL}")).await;
    assert_eq!(at(&found, "/room/twitch_id"), &json!(62_300_805));
    assert_eq!(at(&found, "/room/vip_badge"), &Value::Null);
    assert!(at(&found, "/room/mod_urls/4").as_str().expect("a url").starts_with("//cdn."));
    assert_eq!(at(&found, "/room/user_badge_ids/2/0"), &json!(1234));
    let set = at(&found, "/room/set");
    let sets = at(&found, "/sets");
    assert!(set.is_u64() && sets.get(set.to_string()).is_some(), "{set} in {sets}");
    let dance = emoticon(sets, "Dance").expect("it");
    let id = at(dance, "/id");
    let url = format!("//cdn.frankerfacez.com/emote/{id}/animated/2");
    assert_eq!(at(dance, "/animated/2"), &json!(url), "without a scheme");
    let hat = emoticon(sets, "Hat").expect("it");
    assert_eq!((at(hat, "/modifier"), at(hat, "/width")), (&json!(true), &json!(40)));
    assert_eq!(at(hat, "/animated"), &Value::Null);
    assert_eq!(viewer.status(&format!("{api}/room/yt/{YOUTUBE}")).await, 404);
    viewer.emotes.set(FFZ, Platform::YouTube, YOUTUBE, &[Emote::named("yt")]);
    let found = viewer.json(&format!("{api}/room/yt/{YOUTUBE}")).await;
    let ids = (at(&found, "/room/youtube_id"), at(&found, "/room/twitch_id"));
    assert_eq!(ids, (&json!(YOUTUBE), &Value::Null));
    assert_eq!(viewer.emotes.push(FFZ, Platform::YouTube, YOUTUBE, &Emote::named("new")), 0);
    let found = viewer.json(&format!("{api}/room/yt/{YOUTUBE}")).await;
    assert!(emoticon(at(&found, "/sets"), "new").is_some(), "there, though nobody was told");
}

#[tokio::test]
async fn badges_name_those_who_have_them_by_number() {
    let viewer = Viewer::new().await;
    let badge = Badge {
        replaces: Some("moderator".to_owned()),
        ..Badge::new(FFZ, "2", "Bot", &["12", "34"])
    };
    viewer.emotes.set_badge(badge);
    let found = viewer.json(&format!("{}/badges/ids", viewer.emotes.ffz_url())).await;
    assert_eq!(at(&found, "/users/2"), &json!([12, 34]));
    assert_eq!(at(&found, "/badges/0/id"), &json!(2));
    assert_eq!(at(&found, "/badges/0/replaces"), &json!("moderator"));
    let url = "https://cdn.frankerfacez.com/badge/2/4";
    assert_eq!(at(&found, "/badges/0/urls/4"), &json!(url));
}
