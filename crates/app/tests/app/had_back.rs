//! What was removed or imported, had back as it was.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{App, World, sent, until};

async fn ids(app: &App, list: &str) -> Vec<String> {
    let all = app.get(&format!("/api/{list}")).await.is(200);
    let id = |each: &Value| each["id"].as_str().expect("an id").to_owned();
    all.as_array().expect("a list").iter().map(id).collect()
}

#[tokio::test]
async fn an_overlay_comes_back_to_its_place_with_the_address_that_obs_has() {
    let world = World::new().await;
    let app = world.start().await;
    app.post("/api/overlays", json!({"name": "Second"})).await.is(201);
    let before = app.get("/api/overlays").await.is(200);
    let first = format!("/api/overlays/{}", before[0]["id"].as_str().expect("an id"));
    let page = format!("/overlay/{}", app.overlay_key());
    let opens = async |status| assert_eq!(app.get(&page).await.status, status, "{page}");
    opens(200).await;

    app.post(&format!("{first}/restore"), json!({})).await.refused(404);
    app.delete(&first).await.is(204);
    opens(404).await;
    let back = app.post(&format!("{first}/restore"), json!({})).await.is(201);
    assert_eq!(back, before[0], "it is as it was");
    opens(200).await;
    assert_eq!(app.get("/api/overlays").await.is(200), before, "it is the default one again");
    app.post(&format!("{first}/restore"), json!({})).await.refused(404);
    app.stop().await;

    let app = world.start().await;
    let after = ids(&app, "overlays").await;
    let first = before[0]["id"].as_str().expect("an id");
    assert_eq!(after[0], first, "also at the next start");
}

#[tokio::test]
async fn a_channel_comes_back_with_its_id_and_is_read_if_it_was() {
    let world = World::new().await;
    let app = world.start().await;
    let read = app.add_live("twitch", "ada").await;
    let stopped = app.add("twitch", "grace").await;
    app.post(&format!("/api/sources/{stopped}/stop"), json!({})).await.is(204);
    app.add("twitch", "linus").await;
    let before = ids(&app, "sources").await;

    for id in [&stopped, &read] {
        app.delete(&format!("/api/sources/{id}")).await.is(204);
    }
    for id in [&stopped, &read] {
        app.post(&format!("/api/sources/{id}/restore"), json!({})).await.is(201);
    }
    assert_eq!(ids(&app, "sources").await, before, "each at its place, with its id");
    until("the one that was read is", async || {
        let all = app.get("/api/sources").await.is(200);
        (all[0]["state"] == "live").then_some(())
    })
    .await;
    assert_eq!(app.get("/api/sources").await.is(200)[1]["state"], "off", "and the other is not");

    app.delete(&format!("/api/sources/{read}")).await.is(204);
    app.add("twitch", "ada").await;
    let taken = app.post(&format!("/api/sources/{read}/restore"), json!({})).await.refused(409);
    assert_eq!(taken["code"], "already_added", "it was added anew meanwhile");
    app.stop().await;

    let app = world.start().await;
    assert_eq!(ids(&app, "sources").await[0], stopped, "also at the next start");
}

#[tokio::test]
async fn what_an_import_changed_is_taken_back_and_what_was_set_since_stays() {
    let world = World::new().await;
    let app = world.start().await;
    let undo = || app.post("/api/settings/import/undo", json!({}));
    undo().await.refused(404);
    app.add("twitch", "ada").await;
    app.patch("/api/settings", json!({"chat_speed": 20})).await.is(200);
    let mut file = app.get("/api/settings/export").await.is(200);
    let before = (file.clone(), app.get("/api/overlays").await.is(200));
    file["settings"]["chat_speed"] = json!(45);
    file["settings"]["hotkeys"]["hide_chat"] = json!("ctrl+alt+h");
    file["overlays"][0]["name"] = json!("Theirs");
    file["overlays"][0]["options"]["look"]["size"] = json!(40);
    let mut other = file["overlays"][0].clone();
    (other["id"], other["name"]) = (json!("ovl-other"), json!("Other"));
    file["overlays"].as_array_mut().expect("a list").push(other);
    let channel = json!({"platform": "twitch", "channel": "grace", "enabled": false});
    file["sources"].as_array_mut().expect("a list").push(channel);
    file["moderators"] = json!([{"name": "Mo", "rights": ["hide"]}]);
    file["support"] = json!({
        "name": "ada", "title": "Help", "text": "", "thanks": "", "links": [], "goals": [], "rates": [],
    });
    app.post("/api/settings/import", file).await.is(200);
    let (mut file, mut overlays) = before;
    app.get("/api/moderators").await.is(200)[0]["id"].as_str().expect("Mo is invited");
    app.patch("/api/settings", json!({"streamer_mode": true})).await.is(200);
    let id = overlays[0]["id"].as_str().expect("an id");
    let since = json!({
        "theme": "compact", "custom_css": ".text { color: red }",
        "options": {"look": {"font": "inter"}},
    });
    app.patch(&format!("/api/overlays/{id}"), since.clone()).await.is(200);
    let mut page = app.get("/api/support").await.is(200)["support"].take();
    page["text"] = json!("Thank you.");
    app.call(Method::PUT, "/api/support", page).await.is(200);

    undo().await.is(204);
    file["settings"]["streamer_mode"] = json!(true);
    for (name, value) in [("theme", &since["theme"]), ("custom_css", &since["custom_css"])] {
        file["overlays"][0][name] = value.clone();
        overlays[0][name] = value.clone();
    }
    file["overlays"][0]["options"]["look"]["font"] = json!("inter");
    overlays[0]["options"]["look"]["font"] = json!("inter");
    let mut now = app.get("/api/settings/export").await.is(200);
    let page = now["support"].take();
    now.as_object_mut().expect("an object").remove("support");
    assert_eq!((&page["title"], &page["name"]), (&json!(""), &json!("")), "as they were");
    assert_eq!(page["text"], "Thank you.", "as it was set since");
    assert_eq!(now, file);
    assert_eq!(app.get("/api/overlays").await.is(200), overlays);
    undo().await.refused(404);
}

#[tokio::test]
async fn what_of_an_import_could_not_be_taken_back_can_be_tried_again() {
    let world = World::new().await;
    let app = world.start().await;
    let undo = || app.post("/api/settings/import/undo", json!({}));
    let mut file = app.get("/api/settings/export").await.is(200);
    let own = file["overlays"][0]["id"].as_str().expect("an id").to_owned();
    file["settings"]["chat_speed"] = json!(45);
    file["overlays"][0]["id"] = json!("ovl-other");
    app.post("/api/settings/import", file).await.is(200);
    app.delete(&format!("/api/overlays/{own}")).await.is(204);

    let refused = undo().await.refused(409);
    assert_eq!(refused["code"], "last_overlay");
    assert_eq!(app.get("/api/settings").await.is(200)["chat_speed"], json!(null), "the rest is");
    app.patch("/api/settings", json!({"chat_speed": 20})).await.is(200);
    app.post(&format!("/api/overlays/{own}/restore"), json!({})).await.is(201);
    undo().await.is(204);
    assert_eq!(ids(&app, "overlays").await, [own]);
    let speed = app.get("/api/settings").await.is(200)["chat_speed"].take();
    assert_eq!(speed, 20, "what was taken back is not taken back again");
    undo().await.refused(404);
}

#[tokio::test]
async fn what_an_import_brought_takes_no_room_from_what_a_person_removed() {
    let world = World::new().await;
    let app = world.start().await;
    let removed = app.post("/api/overlays", json!({"name": "Mine"})).await.is(201);
    let removed = format!("/api/overlays/{}", removed["id"].as_str().expect("an id"));
    app.delete(&removed).await.is(204);
    let channel = format!("/api/sources/{}", app.add("twitch", "ada").await);
    app.delete(&channel).await.is(204);

    let mut file = app.get("/api/settings/export").await.is(200);
    let own = file["overlays"][0].clone();
    let numbered = |at: usize| {
        let mut overlay = own.clone();
        overlay["id"] = json!(format!("ovl-{at}"));
        overlay
    };
    file["overlays"] = (0..20).map(numbered).collect();
    let numbered =
        |at| json!({"platform": "twitch", "channel": format!("channel{at}"), "enabled": false});
    file["sources"] = (0..20).map(numbered).collect();
    app.post("/api/settings/import", file).await.is(200);
    app.post("/api/settings/import/undo", json!({})).await.is(204);
    for what in [removed, channel] {
        app.post(&format!("{what}/restore"), json!({})).await.is(201);
    }
}

#[tokio::test]
async fn an_import_is_undone_by_who_made_it_and_no_other() {
    let world = World::new().await;
    let app = world.start().await;
    let mut file = app.get("/api/settings/export").await.is(200);
    let mut kept = Vec::new();
    for (name, value) in [("chat_speed", json!(33)), ("streamer_mode", json!(true))] {
        file["settings"] = json!({ name: value });
        let made = app.post("/api/settings/import", file.clone()).await.is(200);
        kept.push(made["kept"].as_str().expect("a path").to_owned());
    }
    let undo = async |kept: &str| {
        let request = app.request(Method::POST, "/api/settings/import/undo");
        sent(request.bearer_auth(app.text("api_token")).query(&[("kept", kept)])).await
    };
    undo(&kept[0]).await.refused(404);
    assert_eq!(
        app.get("/api/settings").await.is(200)["streamer_mode"],
        true,
        "another one's stays"
    );
    undo(&kept[1]).await.is(204);
    let settings = app.get("/api/settings").await.is(200);
    assert_eq!((&settings["streamer_mode"], &settings["chat_speed"]), (&json!(false), &json!(33)));
}
