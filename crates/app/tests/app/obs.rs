//! OBS over the API, with a stand-in: what it is never told, and who may not ask.

use std::path::Path;

use fake_platforms::FakeObs;
use reqwest::Method;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

use crate::support::{App, View, World, sent, until};

const PASSWORD: &str = "a secret of OBS";
const PAGE: &str = "MultiChat: Chat";

async fn start(world: &World, obs: &FakeObs) -> App {
    let mut command = world.command(&["--port", "0"]);
    command.env("MULTICHAT_OBS_URL", obs.url()).env("MULTICHAT_LOG", "trace");
    world.started(command).await
}

/// One that is connected, with its password kept for this run.
async fn connected(world: &World, obs: &FakeObs) -> App {
    obs.set_password(Some(PASSWORD));
    let app = start(world, obs).await;
    app.post("/api/vault/keep", json!({"how": "this_run"})).await.is(200);
    let view = app.post("/api/obs/connect", json!({"password": PASSWORD})).await.is(200);
    assert_eq!(view["state"], "connected", "{view}");
    app
}

async fn overlay(app: &App) -> String {
    let overlays = app.get("/api/overlays").await.is(200);
    overlays[0]["id"].as_str().expect("an id").to_owned()
}

/// Whether a file under this folder has this text in it.
fn is_written(folder: &Path, text: &str) -> bool {
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("it can be read").path()).any(|path| {
        if path.is_dir() {
            return is_written(&path, text);
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        bytes.windows(text.len()).any(|part| part == text.as_bytes())
    })
}

#[tokio::test]
#[cfg_attr(
    not(target_os = "linux"),
    ignore = "the system's own keychain can't be taken away there"
)]
async fn the_password_of_obs_is_kept_sealed_answered_to_nobody_and_forgotten() {
    let (world, obs) = (World::new().await, FakeObs::start().await.expect("a free port"));
    obs.set_password(Some(PASSWORD));
    let app = start(&world, &obs).await;
    let asked = json!({"password": PASSWORD});
    let refused = app.post("/api/obs/connect", asked.clone()).await.refused(409);
    assert_eq!(refused["code"], "keychain_absent");
    assert_eq!(
        app.get("/api/obs").await.is(200)["state"],
        "off",
        "what is refused changes nothing"
    );

    let seal = json!({"how": "passphrase", "passphrase": "a horse that is correct"});
    app.post("/api/vault/keep", seal).await.is(200);
    assert_eq!(app.post("/api/obs/connect", asked).await.is(200)["state"], "connected");
    app.post("/api/diagnostics", Value::Null).await.is(200);
    for path in ["/api/obs", "/api/settings", "/api/health", "/api/diagnostics", "/api/vault"] {
        assert!(!app.get(path).await.text.contains(PASSWORD), "{path}");
    }
    assert!(!is_written(&world.data_dir(), PASSWORD), "while it runs");
    app.stop().await;
    assert!(!is_written(&world.data_dir(), PASSWORD), "and when it has ended");

    let app = start(&world, &obs).await;
    let state = async |wanted: &str| {
        until(wanted, async || {
            let view = app.get("/api/obs").await.is(200);
            (view["state"] == wanted).then_some(view)
        })
        .await
    };
    let view = state("password_needed").await;
    let detail = view["detail"].as_str().unwrap_or_default();
    assert!(detail.contains("passphrase"), "it says why it can't be read: {detail}");
    let horse = json!({"passphrase": "a horse that is correct"});
    app.post("/api/vault/unlock", horse).await.is(200);
    state("connected").await;
    app.delete("/api/obs/password").await.is(204);
    assert_eq!(app.get("/api/obs").await.is(200)["has_password"], false);
    app.post("/api/obs/disconnect", Value::Null).await.is(204);
    state("off").await;
    let view = app.post("/api/obs/connect", Value::Null).await.is(200);
    assert_eq!(view["state"], "password_needed");
    let empty = app.post("/api/obs/connect", json!({"password": ""})).await.refused(422);
    assert_eq!(empty["field"], "password");
    app.stop().await;
}

#[tokio::test]
async fn a_wrong_password_is_tried_once() {
    let (world, obs) = (World::new().await, FakeObs::start().await.expect("a free port"));
    obs.set_password(Some("another one"));
    let app = start(&world, &obs).await;
    app.post("/api/vault/keep", json!({"how": "this_run"})).await.is(200);
    let view = app.post("/api/obs/connect", json!({"password": PASSWORD})).await.is(200);
    assert_eq!(view["state"], "wrong_password");
    // Nothing that goes on in the application is a reason to try it again.
    app.patch("/api/settings", json!({"chat_speed": 40})).await.is(200);
    app.post("/api/overlays", json!({"name": "More"})).await.is(201);
    let refused = app.post("/api/obs/refresh", Value::Null).await.refused(409);
    assert_eq!(refused["code"], "obs_wrong_password");
    assert_eq!(obs.logins(), (0, 1));
}

#[tokio::test]
async fn a_dock_and_an_overlay_are_told_nothing_of_obs() {
    let (world, obs) = (World::new().await, FakeObs::start().await.expect("a free port"));
    let app = connected(&world, &obs).await;
    let url = app.get("/api/dock").await.is(200)["url"].as_str().expect("an address").to_owned();
    let dock = url.rsplit('/').next().expect("a key");
    for key in [dock, app.overlay_key()] {
        for (method, path) in [
            (Method::GET, "/api/obs"),
            (Method::POST, "/api/obs/connect"),
            (Method::POST, "/api/obs/disconnect"),
            (Method::POST, "/api/obs/refresh"),
            (Method::POST, "/api/obs/sources"),
            (Method::DELETE, "/api/obs/sources/x?scene=Main"),
            (Method::DELETE, "/api/obs/password"),
            (Method::GET, "/api/overlays/x/loader"),
        ] {
            sent(app.request(method, path).bearer_auth(key)).await.refused(403);
        }
    }
    let mut view = View::open(&app.ws(dock)).await;
    view.until("the dock knows how it is", |view| view.status.is_some()).await;
    let status = view.status.clone().unwrap_or_default();
    assert!(!status.to_string().contains("Break"), "no scene is in it: {status}");
}

#[tokio::test]
async fn a_blank_source_is_loaded_anew_and_a_page_that_lives_is_not() {
    let (world, obs) = (World::new().await, FakeObs::start().await.expect("a free port"));
    let app = start(&world, &obs).await;
    let key = app.overlay_key();
    let more = app.post("/api/overlays", json!({"name": "More"})).await.is(201);
    let other = more["url"].as_str().expect("an address");
    obs.put("Main", "Lives", "browser_source", &format!("{}/overlay/{key}", app.text("base_url")));
    obs.put("Main", "Blank", "browser_source", other);
    obs.put("Main", "Foreign", "browser_source", "http://127.0.0.1:9/overlay/x");
    let mut page = app.ws(key).into_client_request().expect("an address");
    let agent = "Mozilla/5.0 Chrome/127.0.0.0 Safari/537.36 OBS/31.0.0";
    page.headers_mut().insert("user-agent", agent.parse().expect("a header"));
    let (_socket, _) = tokio_tungstenite::connect_async(page).await.expect("it is let in");
    app.post("/api/obs/connect", Value::Null).await.is(200);
    let refreshed = obs.until(|obs| obs.refreshed("Blank") == 1);
    tokio::time::timeout(crate::support::PATIENCE, refreshed).await.expect("it is refreshed");
    assert_eq!((obs.refreshed("Lives"), obs.refreshed("Foreign")), (0, 0));
    let told = app.post("/api/obs/refresh", Value::Null).await.is(200);
    assert_eq!(told["sources"], 2);
    assert_eq!((obs.refreshed("Lives"), obs.refreshed("Foreign")), (1, 0));
}

#[tokio::test]
async fn an_overlay_goes_where_its_look_says_and_foreign_sources_are_left_alone() {
    let (world, obs) = (World::new().await, FakeObs::start().await.expect("a free port"));
    let foreign = format!("http://127.0.0.1:9/overlay/{}", "0".repeat(64));
    obs.put("Main", PAGE, "browser_source", &foreign);
    obs.nest("Break", "Main");
    let app = connected(&world, &obs).await;
    let id = overlay(&app).await;
    let look = json!({"options": {"look": {"width": 500, "align": "right"}}});
    app.patch(&format!("/api/overlays/{id}"), look).await.is(200);
    let placed = app.post("/api/obs/sources", json!({"overlay": id})).await.is(201);
    assert_eq!(placed["source"], format!("{PAGE} 2"), "the name was taken");
    let made = obs.source(&format!("{PAGE} 2")).expect("it is there");
    assert_eq!((&made.settings["width"], &made.settings["height"]), (&json!(540), &json!(1040)));
    assert_eq!(made.settings["webpage_control_level"], 0);

    let within = app.post("/api/obs/sources", json!({"overlay": id, "scene": "Break"})).await;
    assert_eq!(within.is(200)["added"], false, "it is there within another scene");
    app.post(&format!("/api/overlays/{id}/rotate-key"), Value::Null).await.is(200);
    let url = app.get("/api/overlays").await.is(200)[0]["url"].clone();
    obs.until(|obs| obs.source(&format!("{PAGE} 2")).is_some_and(|s| s.settings["url"] == url))
        .await;
    assert_eq!(obs.source(PAGE).expect("it is there").settings["url"], foreign);

    app.delete(&format!("/api/obs/sources/{id}?scene=Main")).await.is(204);
    assert_eq!(obs.items("Main"), [PAGE]);
    app.delete(&format!("/api/obs/sources/{id}?scene=Main")).await.refused(404);
}

#[tokio::test]
async fn a_focus_overlay_has_the_whole_picture() {
    let (world, obs) = (World::new().await, FakeObs::start().await.expect("a free port"));
    let app = connected(&world, &obs).await;
    let made = app.post("/api/overlays", json!({"kind": "focus"})).await.is(201);
    let placed = app.post("/api/obs/sources", json!({"overlay": made["id"]})).await.is(201);
    let source = obs.source(placed["source"].as_str().expect("a name")).expect("it is there");
    assert_eq!(
        (&source.settings["width"], &source.settings["height"]),
        (&json!(1920), &json!(1080))
    );
}

#[tokio::test]
async fn the_loader_s_question_is_answered_to_who_has_the_loader() {
    let world = World::new().await;
    let app = world.start().await;
    let id = overlay(&app).await;
    let loader = app.get(&format!("/api/overlays/{id}/loader")).await.is(200);
    assert_eq!(loader["name"], "Chat.html");
    let html = loader["html"].as_str().expect("a page");
    assert!(html.contains(app.overlay_key()));
    for left in ["SERVER", "KEY", "SIGN", "PROOF"] {
        assert!(!html.contains(left), "{html}");
    }
    let of = |name: &str| {
        let after = html.split(&format!("const {name} = \"")).nth(1);
        after.and_then(|rest| rest.split('"').next()).expect("it is there")
    };
    let asked = async |key: &str| {
        let address = format!("{}/alive/{key}", app.text("base_url"));
        let answer = app.http.get(address).send().await.expect("it answers");
        let header = |name| answer.headers().get(name).map(|value| value.as_bytes().to_vec());
        let policy = header("cross-origin-resource-policy");
        let reads = header("access-control-allow-origin");
        (answer.status().as_u16(), policy, reads, answer.text().await.expect("text"))
    };
    let (status, policy, reads, proof) = asked(of("sign")).await;
    assert_eq!(status, 200);
    assert_eq!(policy.as_deref(), Some(b"cross-origin".as_slice()));
    assert_eq!(reads.as_deref(), Some(b"*".as_slice()), "a page of no host reads it");
    assert_eq!(proof, of("proof"));
    assert_ne!(proof, of("sign"), "who has the sign can't answer");
    for key in ["x", app.overlay_key(), app.text("api_token")] {
        let (status, policy, reads, _) = asked(key).await;
        assert_eq!((status, reads), (404, None), "nobody else learns that we run");
        assert_eq!(policy.as_deref(), Some(b"same-origin".as_slice()));
    }
}

/// The warnings of health, when they are these.
async fn warned(app: &App, codes: &[&str]) -> Value {
    until(&format!("{codes:?}"), async || {
        let health = app.get("/api/health").await.is(200);
        let said = health["warnings"].as_array().expect("a list");
        let are = said.iter().map(|said| said["code"].as_str().expect("a code"));
        are.eq(codes.iter().copied()).then_some(health)
    })
    .await
}

#[tokio::test]
async fn what_is_wrong_with_obs_is_in_health_and_tray_while_it_is_wanted() {
    let (world, obs) = (World::new().await, FakeObs::start().await.expect("a free port"));
    let app = start(&world, &obs).await;
    app.post("/api/vault/keep", json!({"how": "this_run"})).await.is(200);
    obs.set_password(Some("another one"));
    app.post("/api/obs/connect", json!({"password": PASSWORD})).await.is(200);
    let health = warned(&app, &["obs_wrong_password"]).await;
    assert_eq!(health["face"], "attention");
    let hint = health["warnings"][0]["hint"].as_str().unwrap_or_default();
    assert!(hint.contains("Show Connect Info"), "{hint}");
    app.post("/api/obs/disconnect", Value::Null).await.is(204);
    warned(&app, &[]).await;

    obs.set_password(Some(PASSWORD));
    obs.set_browser(false);
    app.post("/api/obs/connect", Value::Null).await.is(200);
    warned(&app, &["obs_no_browser_plugin"]).await;
    app.post("/api/obs/disconnect", Value::Null).await.is(204);

    obs.set_browser(true);
    obs.set_version("29.0.2");
    let view = app.post("/api/obs/connect", Value::Null).await.is(200);
    assert_eq!((&view["state"], &view["has_old_browser"]), (&json!("connected"), &json!(true)));
    let detail = view["detail"].as_str().unwrap_or_default();
    assert!(detail.contains("29.0.2") && detail.contains("29.1"), "{detail}");
    warned(&app, &["obs_too_old"]).await;
    app.post("/api/obs/disconnect", Value::Null).await.is(204);
    obs.set_version("29.1.0");
    let view = app.post("/api/obs/connect", Value::Null).await.is(200);
    assert_eq!(view.get("has_old_browser"), None, "{view}");
    warned(&app, &[]).await;
}

#[tokio::test]
async fn an_overlay_that_a_loader_shows_is_in_its_scene() {
    let (world, obs) = (World::new().await, FakeObs::start().await.expect("a free port"));
    let app = start(&world, &obs).await;
    let id = overlay(&app).await;
    let loader = app.get(&format!("/api/overlays/{id}/loader")).await.is(200);
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("it is written");
        path.display().to_string()
    };
    let ours = file("Chat.html", loader["html"].as_str().expect("a page"));
    let other = file("other.html", &"<p>My own page".repeat(9_000));
    obs.put_file("Main", "Mine", &other);
    obs.put_file("Main", "Gone", "/nowhere/Chat.html");
    obs.put_file("Break", "Loader", &ours);
    let view = app.post("/api/obs/connect", Value::Null).await.is(200);
    let scenes = json!([
        {"name": "Main", "overlays": []},
        {"name": "Break", "overlays": [id]},
    ]);
    assert_eq!(view["scenes"], scenes);
    let asked = json!({"overlay": id, "scene": "Break"});
    let placed = app.post("/api/obs/sources", asked).await.is(200);
    assert_eq!((&placed["source"], &placed["added"]), (&json!("Loader"), &json!(false)));
    assert_eq!(obs.items("Break"), ["Loader"], "no second one is made");
    let settings = obs.source("Loader").expect("it is there").settings;
    assert_eq!(settings["local_file"], ours, "and it stays as it is");
}
