//! Settings: changed whole or not at all, kept, and obeyed.

use reqwest::Method;
use serde_json::json;

use crate::support::{View, World};

#[tokio::test]
async fn a_patch_changes_what_it_names_and_is_kept() {
    let world = World::new().await;
    let app = world.start().await;
    let before = app.get("/api/settings").await.is(200);
    assert_eq!(before["listeners"]["mode"], "always");
    assert_eq!(before["chat_speed"], json!(null));
    assert_eq!(before["focus"]["auto_superchats"], false);

    let patch = json!({"chat_speed": 40, "listeners": {"mode": "in_use"}});
    let after = app.patch("/api/settings", patch).await.is(200);
    assert_eq!((&after["chat_speed"], &after["listeners"]["mode"]), (&json!(40), &json!("in_use")));
    assert_eq!(after["focus"], before["focus"], "what is not named stays");
    assert_eq!(app.get("/api/settings").await.is(200), after);
    app.stop().await;

    let app = world.start().await;
    assert_eq!(app.get("/api/settings").await.is(200), after, "a restart changes nothing");
    let off = app.patch("/api/settings", json!({"chat_speed": null})).await.is(200);
    assert_eq!((&off["chat_speed"], &off["listeners"]), (&json!(null), &after["listeners"]));
}

#[tokio::test]
async fn a_refused_patch_names_the_field_and_changes_nothing() {
    let world = World::new().await;
    let app = world.start().await;
    let before = app.get("/api/settings").await.is(200);
    for (bad, field) in [
        (json!({"bogus": 1}), "bogus"),
        (json!({"focus": {"bogus": 1}}), "focus.bogus"),
        (json!({"bogus": null}), "bogus"),
        (json!({"focus": {"bogus": null}}), "focus.bogus"),
        (json!({"listeners": null, "zz": null}), "zz"),
        (json!({"chat_speed": "fast"}), "chat_speed"),
        (json!({"chat_speed": 0}), "chat_speed"),
        (json!({"listeners": {"mode": "sometimes"}}), "listeners.mode"),
        (json!({"listeners": "manual"}), "listeners"),
        (json!({"focus": {"auto_superchats": 1}}), "focus.auto_superchats"),
    ] {
        let mut patch = json!({"chat_speed": 99, "focus": {"auto_superchats": true}});
        for (name, value) in bad.as_object().expect("it is one") {
            patch[name] = value.clone();
        }
        let error = app.patch("/api/settings", patch).await.refused(422);
        assert_eq!(error["field"], field, "{error}");
        let now = app.get("/api/settings").await.is(200);
        assert_eq!(now, before, "{bad} changed something");
    }
}

#[tokio::test]
async fn a_password_that_is_no_text_is_not_repeated() {
    let world = World::new().await;
    let app = world.start().await;
    for (method, path, body) in [
        (Method::POST, "/api/obs/connect", json!({"password": 271_828})),
        (Method::PUT, "/api/accounts/youtube/key", json!({"key": 271_828})),
        (Method::PATCH, "/api/settings", json!({"accounts": {"google_client_secret": 271_828}})),
        (Method::POST, "/api/vault/keep", json!({"how": "271828"})),
    ] {
        let error = app.call(method, path, body).await.refused(422);
        assert!(!error.to_string().contains("271828"), "{path}: {error}");
    }
}

#[tokio::test]
async fn an_open_dashboard_is_told_of_what_another_one_sets() {
    let world = World::new().await;
    let app = world.start().await;
    let mut dashboard = View::open(&app.ws(app.text("api_token"))).await;
    let set = app.patch("/api/settings", json!({"streamer_mode": true})).await.is(200);
    dashboard.until("it is told", |view| view.settings.is_some()).await;
    assert_eq!(dashboard.settings, Some(set));
}

#[tokio::test]
async fn manual_listeners_start_when_a_person_says_so() {
    let world = World::new().await;
    let app = world.start().await;
    let id = app.add_live("twitch", "ada").await;
    let patch = json!({"listeners": {"mode": "manual"}});
    app.patch("/api/settings", patch).await.is(200);
    app.stop().await;

    let app = world.start().await;
    let _overlay = app.overlay().await;
    app.in_state(&id, "off").await;
    assert_eq!(world.twitch.stats().joins["#ada"], 1, "nobody asked for it in this run");
    app.post("/api/listeners/start", json!(null)).await.is(204);
    app.in_state(&id, "live").await;
    app.post("/api/listeners/stop", json!(null)).await.is(204);
    app.in_state(&id, "off").await;
    let patch = json!({"listeners": {"mode": "always"}});
    app.patch("/api/settings", patch).await.is(200);
    app.in_state(&id, "live").await;
}

#[tokio::test]
async fn listeners_in_use_start_with_the_first_overlay() {
    let world = World::new().await;
    let app = world.start().await;
    let id = app.add("twitch", "ada").await;
    let patch = json!({"listeners": {"mode": "in_use"}});
    app.patch("/api/settings", patch).await.is(200);
    app.stop().await;

    let app = world.start().await;
    app.in_state(&id, "off").await;
    let mut overlay = app.overlay().await;
    app.in_state(&id, "live").await;
    world.twitch.say("#ada", "Ann", "now").await;
    overlay.message("now").await;
}
