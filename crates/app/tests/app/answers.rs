//! What every answer says, and what no answer and no log ever says.

use reqwest::Method;
use serde_json::{Value, json};

use crate::faults::logs;
use crate::support::{World, privmsg, raw, sent};

/// What an overlay's page may do; anything else is refused by the browser.
const OVERLAY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    style-src-elem 'self' 'unsafe-inline'; style-src-attr 'none'; img-src 'self' data:; \
    font-src 'self' data:; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

#[tokio::test]
async fn every_answer_tells_the_browser_to_trust_nothing_else() {
    let world = World::new().await;
    let app = world.start().await;
    let (owner, key) = (app.text("api_token"), app.overlay_key());
    let get = |path: &str| app.request(Method::GET, path);
    for (request, status) in [
        (get(&format!("/overlay/{key}")), 200),
        (get("/runtime/overlay.js"), 200),
        (get("/themes/dark-purple/theme.css"), 200),
        (get("/icons/moderator.svg"), 200),
        (get("/api/health").bearer_auth(owner), 200),
        (get("/overlay/unknown"), 404),
        (get("/nothing"), 404),
        (get("/api/nothing").bearer_auth(owner), 404),
        (get("/api/health"), 401),
        (get("/api/health").bearer_auth(key), 403),
        (get("/api/health").header("Host", "evil.test"), 403),
        (get("/api/quit").bearer_auth(owner), 405),
        (app.request(Method::POST, "/api/sources").bearer_auth(owner).body("{}"), 415),
        (app.request(Method::POST, "/nothing"), 404),
    ] {
        let answer = sent(request).await;
        let what = &answer.text;
        assert_eq!(answer.status, status, "{what}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("x-frame-options", "SAMEORIGIN"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{name} of {status} {what}");
        }
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(policy.starts_with("default-src 'none'"), "{policy:?} of {status} {what}");
        assert!(answer.header("permissions-policy").is_some(), "{status} {what}");
        let is_file = status == 200 && !what.starts_with('{');
        let kept = if is_file { "no-cache" } else { "no-store" };
        let cache = answer.header("cache-control").unwrap_or_default();
        assert!(cache == kept || cache == "no-store", "{cache} of {status} {what}");
    }
    let page = sent(get(&format!("/overlay/{key}"))).await;
    assert_eq!(page.header("content-security-policy"), Some(OVERLAY_POLICY));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert!(!page.text.contains(key), "the key is in the address alone");
    let data = sent(get("/api/health").bearer_auth(owner)).await;
    assert_eq!(data.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn what_can_not_be_read_is_refused_as_all_else_is() {
    let world = World::new().await;
    let app = world.start().await;
    let (owner, key) = (app.text("api_token"), app.overlay_key());
    let get = |path: &str| app.request(Method::GET, path);
    let socket = format!("/ws/{key}");
    for request in [
        app.request(Method::DELETE, "/api/sources/%FF").bearer_auth(owner),
        get("/overlay/%FF"),
        get("/img/%FF"),
        get("/themes/dark-purple/%FF"),
        // Not opened as a WebSocket, and as one of another version.
        get(&socket),
        get(&socket)
            .header("Connection", "Upgrade")
            .header("Upgrade", "websocket")
            .header("Sec-WebSocket-Version", "12")
            .header("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="),
    ] {
        let answer = sent(request).await;
        assert_eq!(answer.header("content-type"), Some("application/json"), "{}", answer.text);
        assert_eq!(answer.refused(400)["code"], "bad_request");
    }
    let page = sent(get("/dashboard/%FF").header("Accept", "text/html")).await;
    assert_eq!((page.status, page.header("content-type")), (400, Some("text/html; charset=utf-8")));
}

#[tokio::test]
async fn no_address_leads_out_of_the_folders() {
    let world = World::new().await;
    let theme = world.data_dir().join("themes/mine");
    std::fs::create_dir_all(&theme).expect("a folder");
    std::fs::write(world.data_dir().join("theme.css"), "secret").expect("a file");
    std::fs::write(world.data_dir().join("themes/theme.css"), "secret").expect("a file");
    #[cfg(unix)]
    std::os::unix::fs::symlink(world.data_dir().join("theme.css"), theme.join("theme.css"))
        .expect("a link");
    let app = world.start().await;
    for prefix in ["/themes", "/themes/mine", "/runtime", "/ui", "/icons"] {
        for way in [
            "theme.css",
            "../theme.css",
            "../../theme.css",
            "../multichat.db",
            "..%2ftheme.css",
            "%2e%2e/theme.css",
            "%2e%2e%2ftheme.css",
            "..%5ctheme.css",
            "..%252ftheme.css",
            "theme.css%00",
            "theme.css%00.png",
            "%ff",
            "/etc/passwd",
            "%2fetc%2fpasswd",
            "%5c%5chost%5cshare",
            "C:%5cWindows%5cwin.ini",
            "file:///etc/passwd",
            "CON",
            "NUL.css",
            "dark-purple/../../theme.css",
            "_runtime/overlay.html",
        ] {
            let target = format!("{prefix}/{way}");
            let request = format!(
                "GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
                app.port()
            );
            let (status, answer) = raw(app.port(), &request).await;
            assert!([400, 404].contains(&status), "{target} gave {status}");
            assert!(!answer.contains("secret") && !answer.contains("root:"), "{target}");
        }
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn it_listens_on_this_machine_alone() {
    let world = World::new().await;
    let app = world.start().await;
    let open = std::fs::read_dir(format!("/proc/{}/fd", app.pid())).expect("it runs");
    let sockets: Vec<String> = open
        .filter_map(|file| std::fs::read_link(file.ok()?.path()).ok())
        .filter_map(|link| Some(link.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?.into()))
        .collect();
    let mut listening = Vec::new();
    for table in ["/proc/net/tcp", "/proc/net/tcp6"] {
        for line in std::fs::read_to_string(table).unwrap_or_default().lines().skip(1) {
            let field: Vec<&str> = line.split_whitespace().collect();
            if field[3] == "0A" && sockets.iter().any(|socket| socket == field[9]) {
                listening.push(field[1].to_owned());
            }
        }
    }
    assert_eq!(listening, [format!("0100007F:{:04X}", app.port())]);
}

#[tokio::test]
async fn no_key_is_ever_logged() {
    let world = World::new().await;
    let mut command = world.command(&["--port", "0"]);
    command.env("MULTICHAT_LOG", "trace");
    let app = world.started(command).await;
    app.add_live("twitch", "ada").await;
    let mut overlay = app.overlay().await;
    world.twitch.send_line(&privmsg("ada", "ann", "m1", "the words of a chatter")).await;
    overlay.message("the words of a chatter").await;
    let (owner, key) = (app.text("api_token").to_owned(), app.overlay_key().to_owned());
    for target in
        [format!("/overlay/{key}"), format!("/dashboard/{owner}"), format!("/overlay/{owner}")]
    {
        sent(app.request(Method::GET, &target)).await;
    }
    app.post("/api/sources", json!({"platform": key, "channel": owner})).await.refused(422);
    let overlays = app.get("/api/overlays").await.is(200);
    let id = overlays[0]["id"].as_str().expect("an id");
    let rotated = app.post(&format!("/api/overlays/{id}/rotate-key"), Value::Null).await.is(200);
    let new =
        rotated["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a key").to_owned();
    app.stop().await;
    let logged = logs(&world);
    assert!(logged.contains("started"), "there is a log");
    for secret in [owner, key, new] {
        assert!(!logged.contains(&secret[..12]), "a key is in the log");
    }
}

#[tokio::test]
async fn a_list_is_not_taken_for_an_object() {
    let world = World::new().await;
    let app = world.start().await;
    let before = app.get("/api/overlays").await.is(200);
    let overlay = format!("/api/overlays/{}", before[0]["id"].as_str().expect("an id"));
    for (patch, field) in [
        (json!(["Arr", null, null, null, null]), "body"),
        (json!({"options": {"emotes": [false, false, false, false, false]}}), "emotes"),
        (json!({"options": [true]}), "options"),
        (json!({"options": {"feed": {"words": [["x"]]}}}), "feed.words"),
    ] {
        let error = app.patch(&overlay, patch).await.refused(422);
        assert_eq!(error["field"], field, "{error}");
        assert!(!error["message"].as_str().expect("a sentence").contains("struct"), "{error}");
    }
    assert_eq!(app.get("/api/overlays").await.is(200), before, "a refusal changes nothing");
    app.post("/api/sources", json!(["twitch", "ada"])).await.refused(422);
    app.patch("/api/settings", json!([])).await.refused(422);
}
