//! Everything that is set as one file, and read again.

use serde_json::{Value, json};

use crate::support::{App, World};

async fn filled(app: &App) -> Value {
    app.add("twitch", "ada").await;
    let patch = json!({
        "chat_speed": 33,
        "hotkeys": {"hide_chat": "ctrl+alt+h"},
        "accounts": {"google_client_secret": "not-to-be-seen"},
    });
    app.patch("/api/settings", patch).await.is(200);
    let new = json!({"name": "Second", "custom_css": ".text { color: red }", "options": {"look": {"size": 31}}});
    app.post("/api/overlays", new).await.is(201);
    app.get("/api/settings/export").await.is(200)
}

#[tokio::test]
async fn on_another_computer_it_is_all_there_and_no_secret_was_in_the_file() {
    let world = World::new().await;
    let app = world.start().await;
    let file = filled(&app).await;
    let overlays = app.get("/api/overlays").await.is(200);
    for overlay in overlays.as_array().expect("a list") {
        let key = overlay["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a key");
        assert!(!file.to_string().contains(key), "no overlay's key");
    }
    assert!(!file.to_string().contains("not-to-be-seen"));
    app.stop().await;

    let world = World::new().await;
    let other = world.start().await;
    let before = other.get("/api/settings/export").await.is(200);
    let change = other.post("/api/settings/import?preview=true", file.clone()).await.is(200);
    assert_eq!(change["sources_added"], json!(["twitch ada"]));
    let added = change["overlays_added"].as_array().expect("a list");
    assert!(added.contains(&json!("Second")), "{change}");
    let settings = change["settings"].as_array().expect("a list");
    let speed = json!({"name": "chat_speed", "from": null, "to": 33});
    assert!(settings.contains(&speed) && settings.len() == 2, "{change}");
    assert_eq!(change.get("kept"), None);
    let now = other.get("/api/settings/export").await.is(200);
    assert_eq!(now, before, "a preview changes nothing");

    let done = other.post("/api/settings/import", file.clone()).await.is(200);
    assert_eq!(done["overlays_added"], change["overlays_added"]);
    let settings = other.get("/api/settings").await.is(200);
    assert_eq!(settings["hotkeys"]["hide_chat"], "Ctrl+Alt+H");
    let overlays = other.get("/api/overlays").await.is(200);
    let second = overlays.as_array().expect("a list").iter().find(|o| o["name"] == "Second");
    assert_eq!(second.expect("it is there")["options"]["look"]["size"], 31);

    let kept = std::fs::read(done["kept"].as_str().expect("it was kept")).expect("it is there");
    let kept: Value = serde_json::from_slice(&kept).expect("it is whole");
    assert_eq!(kept, before, "what was set before can be read in the same way");
    let back = other.post("/api/settings/import", kept).await.is(200);
    assert_eq!(other.get("/api/settings").await.is(200)["chat_speed"], json!(null), "{back}");
}

#[tokio::test]
async fn on_the_same_computer_overlays_keep_their_addresses() {
    let world = World::new().await;
    let app = world.start().await;
    let file = filled(&app).await;
    let before = app.get("/api/overlays").await.is(200);
    let nothing = app.post("/api/settings/import?preview=true", file.clone()).await.is(200);
    let empty =
        json!({"settings": [], "sources_added": [], "overlays_added": [], "overlays_changed": []});
    assert_eq!(nothing, empty);

    let id = before[1]["id"].as_str().expect("an id");
    let patch = json!({"name": "Other", "options": {"look": {"size": 12, "font": "inter"}}});
    app.patch(&format!("/api/overlays/{id}"), patch).await.is(200);
    app.patch("/api/settings", json!({"chat_speed": null})).await.is(200);
    let change = app.post("/api/settings/import", file).await.is(200);
    assert_eq!(change["overlays_changed"], json!(["Other"]));
    assert_eq!(app.get("/api/overlays").await.is(200), before, "the address is in it");
    let secret = &app.get("/api/settings").await.is(200)["accounts"]["google_client_secret"];
    assert_eq!(secret, "not-to-be-seen", "what is not in the file stays");
}

#[tokio::test]
async fn a_file_that_can_not_be_taken_names_what_is_wrong_and_changes_nothing() {
    let world = World::new().await;
    let app = world.start().await;
    let file = filled(&app).await;
    for (at, bad, field) in [
        ("/format", json!("other"), "format"),
        ("/version", json!(2), "version"),
        ("/settings", json!({"chat_speed": 0}), "chat_speed"),
        ("/settings", json!({"bogus": 1}), "bogus"),
        ("/sources/0/platform", json!("myspace"), "sources[0].platform"),
        ("/sources/0/channel", json!("no channel!"), "sources[0].channel"),
        ("/overlays/1/name", json!(""), "overlays[1].name"),
        ("/overlays/1/options", json!({"look": {"size": 1_000}}), "overlays[1].look.size"),
        ("/overlays/0/theme", json!("no-such"), "overlays[0].theme"),
        (
            "/overlays/0/custom_css",
            json!("a { background: url(//x.test) }"),
            "overlays[0].custom_css",
        ),
    ] {
        let mut broken = file.clone();
        *broken.pointer_mut("/settings/chat_speed").expect("it is there") = json!(99);
        *broken.pointer_mut(at).expect("it is there") = bad;
        for how in ["?preview=true", ""] {
            let path = format!("/api/settings/import{how}");
            let error = app.post(&path, broken.clone()).await.refused(422);
            assert_eq!(error["field"], field, "{error}");
        }
        assert_eq!(app.get("/api/settings/export").await.is(200), file, "{field}");
    }
}
