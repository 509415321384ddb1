//! Signing in and out, as a person does it through the API, with a browser of their own.

use std::path::{Path, PathBuf};

use reqwest::Method;
use serde_json::{Value, json};

use crate::faults::logs;
use crate::support::{App, View, World, http, sent, until};

const PASSPHRASE: &str = "a horse that is correct";

/// A browser that writes down what it is told to open, and with which environment, in `written`.
#[cfg(unix)]
pub(crate) fn browser(world: &World) -> (PathBuf, PathBuf) {
    use std::os::unix::fs::PermissionsExt;
    let (program, opened) = (world.beside("browser"), world.beside("opened"));
    let script = format!(
        "#!/bin/sh\nprintf '%s\\n' \"$@\" >> '{}'\nenv >> '{}/environment'\n",
        opened.display(),
        written(world).display()
    );
    std::fs::write(&program, script).expect("it can be written");
    let mode = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&program, mode).expect("it can be made a program");
    (program, opened)
}

/// The folder for what is written outside the data folder.
pub(crate) fn written(world: &World) -> PathBuf {
    let folder = world.beside("written");
    std::fs::create_dir_all(&folder).expect("it can be made");
    folder
}

async fn account(app: &App, platform: &str) -> Value {
    let accounts = app.get("/api/accounts").await.is(200);
    let found = accounts.as_array().expect("a list").iter().find(|a| a["platform"] == platform);
    found.expect("it is in the list").clone()
}

pub(crate) async fn in_state(app: &App, platform: &str, state: &str) -> Value {
    until(&format!("{platform} is {state}"), async || {
        let account = account(app, platform).await;
        let named = state != "connected" || account.get("user_id").is_some();
        (account["state"] == state && named).then_some(account)
    })
    .await
}

async fn sign_in_to_twitch(world: &World, app: &App) {
    world.identity.set_interval(1);
    let begun = app.post("/api/accounts/twitch/connect", Value::Null).await.is(200);
    let code = begun["code"].as_str().expect("a code");
    assert!(begun["verification_url"].as_str().expect("a page").contains(code));
    assert!(begun["qr"].as_str().expect("a picture").contains("<svg"));
    assert_eq!(begun["state"], "connecting");
    assert!(world.identity.confirm(code, "ada"));
    in_state(app, "twitch", "connected").await;
}

/// A text of the status that the dashboard was told last.
fn told<'a>(view: &'a View, place: &str) -> &'a str {
    let status = view.status.as_ref();
    status.and_then(|status| status.pointer(place)?.as_str()).unwrap_or_default()
}

/// The files under this folder that hold one of these texts.
pub(crate) fn found(folder: &Path, secrets: &[String]) -> Vec<PathBuf> {
    let mut holding = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            holding.extend(found(&path, secrets));
            continue;
        }
        // A file that is written under another name, and then renamed, may be gone by now.
        let bytes = match std::fs::read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            read => read.expect("it can be read"),
        };
        let holds =
            |secret: &String| bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
        if secrets.iter().any(holds) {
            holding.push(path);
        }
    }
    holding
}

#[tokio::test]
#[cfg_attr(
    not(target_os = "linux"),
    ignore = "the system's own keychain can't be taken away there"
)]
async fn invariant_7_without_a_keychain_a_person_chooses_and_is_recognised_at_the_next_start() {
    let world = World::new().await;
    let app = world.start().await;
    assert_eq!(account(&app, "twitch").await["state"], "signed_out");
    assert_eq!(app.get("/api/vault").await.is(200)["state"], "empty");
    let refused = app.post("/api/accounts/twitch/connect", Value::Null).await.refused(409);
    assert_eq!(refused["code"], "keychain_absent");
    let vault = app.get("/api/vault").await.is(200);
    let of_account = account(&app, "twitch").await;
    for said in [refused.to_string(), vault.to_string(), of_account.to_string()] {
        let lower = said.to_lowercase();
        for word in ["zbus", "d-bus", "dbus", "/nowhere", "os error", "i/o"] {
            assert!(!lower.contains(word), "no word of the system's: {said}");
        }
    }
    let said = vault["detail"].as_str().expect("words");
    assert!(
        said.starts_with("This computer has no keychain that works, a safe place for passwords"),
        "{said}"
    );
    let hint =
        if cfg!(target_os = "linux") { "Install a keyring" } else { "Choose in the dashboard" };
    assert!(said.contains(hint), "{said}");
    // It is written by a thread of its own.
    let is_logged = async || logs(&world).contains("detail=").then_some(());
    until("the log has what the system says", is_logged).await;

    let short = json!({"how": "passphrase", "passphrase": "short"});
    assert_eq!(app.post("/api/vault/keep", short).await.refused(422)["field"], "passphrase");
    let long = json!({"how": "passphrase", "passphrase": PASSPHRASE});
    assert_eq!(app.post("/api/vault/keep", long).await.is(200)["state"], "passphrase");
    sign_in_to_twitch(&world, &app).await;
    app.stop().await;

    let app = world.start().await;
    let locked = account(&app, "twitch").await;
    assert_eq!(locked["state"], "locked");
    let health = app.get("/api/health").await.is(200);
    let warning = &health["warnings"][0];
    assert_eq!(warning["code"], "passphrase_needed");
    assert_eq!((&warning["section"], &warning["passed"]), (&json!("accounts"), &json!(false)));
    let does = warning["does"].as_str().expect("words");
    assert!(does.starts_with("What is kept of your sign-ins stays as it is"), "{does}");
    let wrong = json!({"passphrase": "another horse"});
    assert_eq!(app.post("/api/vault/unlock", wrong).await.refused(409)["code"], "wrong_passphrase");
    app.post("/api/vault/unlock", json!({"passphrase": PASSPHRASE})).await.is(200);
    let known = in_state(&app, "twitch", "connected").await;
    assert_eq!((&known["login"], &known["can"]), (&json!("ada"), &json!(["read"])));
    assert_eq!(app.get("/api/health").await.is(200)["warnings"], json!([]));
    app.stop().await;
}

#[cfg(unix)]
#[tokio::test]
async fn nothing_that_is_written_holds_a_secret_and_signing_out_forgets() {
    let world = World::new().await;
    let (program, opened) = browser(&world);
    let mut command = world.command(&["--port", "0"]);
    command.env("MULTICHAT_BROWSER", &program).env("MULTICHAT_LOG", "trace");
    let said = std::fs::File::create(written(&world).join("stderr")).expect("a file");
    command.stderr(said);
    let app = world.started(command).await;
    let keep = json!({"how": "passphrase", "passphrase": PASSPHRASE});
    app.post("/api/vault/keep", keep).await.is(200);
    sign_in_to_twitch(&world, &app).await;

    let begun =
        app.post("/api/accounts/youtube/connect", json!({"rights": ["send"]})).await.is(200);
    assert_eq!((&begun["opened"], begun.get("qr")), (&json!(true), None));
    let url = begun["verification_url"].as_str().expect("a page").to_owned();
    let told = until("the browser was told", async || {
        let told = std::fs::read_to_string(&opened).ok()?;
        told.lines().find(|line| **line == url).map(str::to_owned)
    });
    let told = told.await;
    let page = http::client().get(told).send().await.expect("it follows to the end");
    assert_eq!(page.status(), 200);
    let known = in_state(&app, "youtube", "connected").await;
    assert_eq!(
        (&known["name"], &known["can"]),
        (&json!("Ada"), &json!(["read", "send", "moderate"]))
    );
    assert_eq!(known.get("verification_url"), None, "that is over");

    let none: Vec<PathBuf> = Vec::new();
    app.post("/api/diagnostics", Value::Null).await.is(200);
    let answers = [app.get("/api/accounts").await.text, app.get("/api/health").await.text];
    let mut secrets = world.identity.secrets();
    assert!(secrets.len() >= 7, "codes, states, verifiers and tokens of both: {}", secrets.len());
    secrets.push(PASSPHRASE.to_owned());
    for answer in &answers {
        assert!(!secrets.iter().any(|secret| answer.contains(secret.as_str())), "{answer}");
    }
    let arguments = std::fs::read_to_string(format!("/proc/{}/cmdline", app.pid()));
    let arguments = arguments.unwrap_or_default();
    assert!(!secrets.iter().any(|secret| arguments.contains(secret.as_str())));
    assert_eq!(found(&world.data_dir(), &secrets), none, "while it runs");
    assert!(written(&world).join("environment").exists(), "the browser was a child");
    app.kill();
    assert_eq!(found(&world.data_dir(), &secrets), none, "after kill -9");
    assert_eq!(found(&written(&world), &secrets), none, "nor is it told to children, or said");

    let app = world.start().await;
    app.post("/api/vault/unlock", json!({"passphrase": PASSPHRASE})).await.is(200);
    in_state(&app, "twitch", "connected").await;
    in_state(&app, "youtube", "connected").await;
    app.delete("/api/accounts/youtube").await.is(204);
    app.delete("/api/accounts/twitch").await.is(204);
    assert_eq!(account(&app, "twitch").await["state"], "signed_out");
    // Twitch's access token, and the one that came when its refresh token was spent; Google's.
    assert_eq!(world.identity.stats().revoked, 3);
    app.stop().await;
    assert_eq!(found(&world.data_dir(), &secrets), none, "and when it has ended");
    println!("secrets used: {}; found: 0", secrets.len());
}

#[tokio::test]
async fn the_dashboard_is_told_and_an_overlay_s_key_may_nothing() {
    let world = World::new().await;
    let app = world.start().await;
    let mut dashboard = View::open(&app.ws(app.text("api_token"))).await;
    app.post("/api/vault/keep", json!({"how": "this_run"})).await.is(200);
    dashboard
        .until("it is told where sign-ins go", |view| told(view, "/vault/state") == "this_run")
        .await;
    app.post("/api/accounts/twitch/connect", Value::Null).await.is(200);
    dashboard
        .until("it is told to wait", |view| told(view, "/accounts/0/state") == "connecting")
        .await;
    app.post("/api/accounts/twitch/cancel", Value::Null).await.is(204);
    dashboard
        .until("it is told that it is over", |view| told(view, "/accounts/0/state") == "signed_out")
        .await;

    for path in ["/api/accounts", "/api/vault"] {
        let overlay = app.request(reqwest::Method::GET, path).bearer_auth(app.overlay_key());
        crate::support::sent(overlay).await.refused(403);
    }
    app.post("/api/accounts/demo/connect", Value::Null).await.refused(404);
    app.post("/api/accounts/nowhere/connect", Value::Null).await.refused(422);
}

#[tokio::test]
async fn a_client_id_is_set_in_the_dashboard() {
    let world = World::new().await;
    let mut command = world.command(&["--port", "0"]);
    command.env_remove("MULTICHAT_TWITCH_CLIENT_ID");
    let app = world.started(command).await;
    assert_eq!(account(&app, "twitch").await["state"], "no_client");
    let refused = app.post("/api/accounts/twitch/connect", Value::Null).await.refused(409);
    assert_eq!(refused["code"], "no_client_id");
    app.patch("/api/settings", json!({"accounts": {"twitch_client_id": "mine"}})).await.is(200);
    app.post("/api/vault/keep", json!({"how": "this_run"})).await.is(200);
    sign_in_to_twitch(&world, &app).await;
}

#[tokio::test]
async fn a_dock_is_not_told_of_a_sign_in_that_is_under_way() {
    let world = World::new().await;
    let app = world.start().await;
    app.post("/api/vault/keep", json!({"how": "this_run"})).await.is(200);
    let begun = app.post("/api/accounts/twitch/connect", Value::Null).await.is(200);
    let code = begun["code"].as_str().expect("a code").to_owned();
    let mut owner = View::open(&app.ws(app.text("api_token"))).await;
    owner.until("the owner knows the code", |view| told(view, "/accounts/0/code") == code).await;

    let url = app.get("/api/dock").await.is(200)["url"].as_str().expect("an address").to_owned();
    let key = url.rsplit('/').next().expect("a key");
    let mut dock = View::open(&app.ws(key)).await;
    dock.until("it knows how it is", |v| told(v, "/accounts/0/state") == "connecting").await;
    let health = app.request(Method::GET, "/api/health").bearer_auth(key);
    let told = [dock.status.clone().unwrap_or_default(), sent(health).await.is(200)];
    for status in told {
        assert_eq!(status["accounts"][0]["state"], "connecting");
        assert!(!status.to_string().contains(&code), "{status}");
    }
}

#[tokio::test]
async fn a_sign_in_that_the_disk_does_not_take_is_a_warning_until_it_does() {
    let world = World::new().await;
    let app = world.start().await;
    let keep = json!({"how": "passphrase", "passphrase": PASSPHRASE});
    app.post("/api/vault/keep", keep).await.is(200);
    // No rights keep root out; that it is a folder does.
    let sealed = world.data_dir().join("accounts.sealed");
    std::fs::remove_file(&sealed).expect("it is there");
    std::fs::create_dir(&sealed).expect("it can be made");
    sign_in_to_twitch(&world, &app).await;
    let health = app.get("/api/health").await.is(200);
    assert_eq!(health["warnings"][0]["code"], "sign_ins_not_written");
    let message = health["warnings"][0]["message"].as_str().expect("words");
    assert!(
        message.starts_with("A sign-in is lost when the application ends: the file"),
        "{message}"
    );
    let hint = health["warnings"][0]["hint"].as_str().expect("words");
    assert!(hint.contains("the disk is not full"), "{hint}");

    std::fs::remove_dir(&sealed).expect("it is there");
    // Whatever is told of the account has the disk tried again.
    app.post("/api/accounts/twitch/connect", json!({"rights": ["send"]})).await.is(200);
    until("it is written", async || {
        let health = app.get("/api/health").await.is(200);
        health["warnings"].as_array().expect("a list").is_empty().then_some(())
    })
    .await;
    // One that waits for the person holds up no end.
    app.stop().await;
    let app = world.start().await;
    app.post("/api/vault/unlock", json!({"passphrase": PASSPHRASE})).await.is(200);
    in_state(&app, "twitch", "connected").await;
}
