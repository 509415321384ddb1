//! Who may ask. What a browser would never send is sent by hand.

use reqwest::Method;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{App, View, World, privmsg, raw, sent, until};

/// What makes a GET a WebSocket's.
const UPGRADE: &str = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

/// Sends a GET with these header lines. Gives the status and the whole answer.
async fn get(app: &App, target: &str, headers: &str) -> (u16, String) {
    let connection = if headers.contains("Upgrade:") { "Upgrade" } else { "close" };
    let request = format!("GET {target} HTTP/1.1\r\n{headers}Connection: {connection}\r\n\r\n");
    raw(app.port(), &request).await
}

/// Everything that a request could change, as the API tells it.
async fn state(app: &App) -> Vec<Value> {
    let mut state = Vec::new();
    for path in ["/api/settings", "/api/overlays", "/api/messages"] {
        state.push(app.get(path).await.is(200));
    }
    let sources = app.get("/api/sources").await.is(200);
    let sources = sources.as_array().expect("a list").iter();
    state.extend(sources.map(|source| json!([source["id"], source["state"]])));
    state
}

/// An application that reads a channel.
async fn reading(world: &World) -> App {
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    app
}

#[tokio::test]
async fn only_the_servers_own_names_are_answered() {
    let world = World::new().await;
    let app = reading(&world).await;
    let (port, key) = (app.port(), app.overlay_key());
    let bearer = format!("Authorization: Bearer {}\r\n", app.text("api_token"));
    let targets = [
        (format!("/overlay/{key}"), String::new()),
        (format!("/ws/{key}"), UPGRADE.to_owned()),
        ("/api/health".to_owned(), bearer),
        ("/runtime/overlay.js".to_owned(), String::new()),
        ("/themes/dark-purple/theme.css".to_owned(), String::new()),
        ("/nothing".to_owned(), String::new()),
    ];
    for (target, headers) in &targets {
        for name in ["127.0.0.1", "localhost", "[::1]"] {
            let host = format!("Host: {name}:{port}\r\n{headers}");
            let (status, _) = get(&app, target, &host).await;
            assert!([101, 200, 404].contains(&status), "{name} is our own: {target} gave {status}");
        }
        for host in [
            format!("Host: evil.test:{port}\r\n"),
            "Host: evil.test\r\n".into(),
            format!("Host: 127.0.0.1.evil.test:{port}\r\n"),
            format!("Host: localhost.evil.test:{port}\r\n"),
            format!("Host: 0.0.0.0:{port}\r\n"),
            format!("Host: [::]:{port}\r\n"),
            "Host: 169.254.169.254\r\n".into(),
            "Host:\r\n".into(),
            String::new(),
            format!("Host: 127.0.0.1:{port}\r\nHost: 127.0.0.1:{port}\r\n"),
            format!("Host: 127.0.0.1:{port}\r\nHost: evil.test\r\n"),
            format!("Host: user@127.0.0.1:{port}\r\n"),
            format!("Host: localhost.:{port}\r\n"),
            format!("Host: LOCALHOST:{port}\r\n"),
            format!("Host: 127.0.0.1:{}\r\n", port.wrapping_add(1)),
            "Host: 127.0.0.1\r\n".into(),
        ] {
            let (status, answer) = get(&app, target, &format!("{host}{headers}")).await;
            assert!([400, 403].contains(&status), "{host:?} {target} gave {status}");
            assert!(!answer.contains(key), "a refusal hands out no key");
        }
        for authority in
            ["evil.test".to_owned(), format!("evil.test:{port}"), format!("localhost:{port}")]
        {
            let target = format!("http://{authority}{target}");
            let headers = format!("Host: 127.0.0.1:{port}\r\n{headers}");
            let (status, _) = get(&app, &target, &headers).await;
            assert!([400, 403].contains(&status), "{target} gave {status}");
        }
    }
}

/// The values of `Origin` that are not the page's own.
fn foreign_origins(port: u16) -> Vec<String> {
    let other = port.wrapping_add(1);
    let near = [
        format!("http://127.0.0.1:{other}"),
        format!("http://localhost:{port}"),
        format!("https://127.0.0.1:{port}"),
        format!("http://127.0.0.1:{port}.evil.test"),
        format!("http://127.0.0.1:{port}/"),
        format!("http://127.0.0.1:{port}, http://evil.test"),
    ];
    let far = ["http://evil.test", "null", "", "file://", "http://absolute"];
    near.into_iter().chain(far.map(str::to_owned)).collect()
}

#[tokio::test]
async fn a_foreign_page_gets_no_socket_even_with_a_key() {
    let world = World::new().await;
    let app = reading(&world).await;
    let port = app.port();
    for key in [app.overlay_key(), app.text("api_token")] {
        let target = format!("/ws/{key}");
        let own = format!("Host: 127.0.0.1:{port}\r\n{UPGRADE}");
        let (status, _) = get(&app, &target, &own).await;
        assert_eq!(status, 101, "no browser");
        let origin = format!("Origin: http://127.0.0.1:{port}\r\n");
        let (status, answer) = get(&app, &target, &format!("{own}{origin}")).await;
        assert_eq!(status, 101, "its own page");
        let answer = answer.to_lowercase();
        assert!(!answer.contains("permessage-deflate"), "nothing is unpacked: {answer}");
        for origin in foreign_origins(port) {
            let (status, _) = get(&app, &target, &format!("{own}Origin: {origin}\r\n")).await;
            assert_eq!(status, 403, "{origin:?}");
        }
    }
}

#[tokio::test]
async fn a_foreign_page_writes_nothing_and_reads_nothing() {
    let world = World::new().await;
    let app = reading(&world).await;
    let (port, token) = (app.port(), app.text("api_token"));
    let before = state(&app).await;
    let body = r#"{"platform":"twitch","channel":"evil"}"#;
    for origin in foreign_origins(port) {
        for method in ["POST", "PATCH", "DELETE", "PUT", "OPTIONS"] {
            let request = format!(
                "{method} /api/sources HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}\r\n\
                 Authorization: Bearer {token}\r\nContent-Type: application/json\r\n\
                 Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
            let (status, _) = raw(port, &request).await;
            assert_eq!(status, 403, "{method} from {origin:?}");
        }
    }
    assert_eq!(state(&app).await, before);

    for path in ["/api/health".to_owned(), format!("/overlay/{}", app.overlay_key())] {
        let request = app.request(Method::GET, &path).bearer_auth(token);
        let answer = sent(request.header("Origin", "http://evil.test")).await;
        assert_eq!(answer.status, 200, "its sender can't read it: {path}");
        let is_sharing = |name: &&str| name.starts_with("access-control-");
        let shared =
            answer.headers.keys().map(reqwest::header::HeaderName::as_str).find(is_sharing);
        assert_eq!(shared, None, "{path}");
    }
}

#[tokio::test]
async fn a_key_does_what_its_scope_says_and_no_more() {
    let world = World::new().await;
    let app = reading(&world).await;
    let (overlay, owner) = (app.overlay_key().to_owned(), app.text("api_token").to_owned());
    let short = owner[..owner.len() - 1].to_owned();
    for key in ["", "x", &short, &format!("{owner}x"), &overlay.to_uppercase()] {
        for page in ["overlay", "dashboard"] {
            let answer = sent(app.request(Method::GET, &format!("/{page}/{key}x"))).await;
            assert_eq!(answer.status, 404, "{page}");
        }
        let answer = sent(app.request(Method::GET, "/api/health").bearer_auth(key)).await;
        answer.refused(401);
        let headers = format!("Host: 127.0.0.1:{}\r\n{UPGRADE}", app.port());
        let (status, _) = get(&app, &format!("/ws/{key}"), &headers).await;
        assert!([401, 404].contains(&status), "/ws/{key}: {status}");
    }
    sent(app.request(Method::GET, "/api/health")).await.refused(401);
    let query = format!("/api/health?key={owner}");
    sent(app.request(Method::GET, &query)).await.refused(401);
    let basic = app.request(Method::GET, "/api/health").header("Authorization", &owner);
    sent(basic).await.refused(401);

    for (method, path) in [
        (Method::GET, "/api/settings"),
        (Method::GET, "/api/messages"),
        (Method::GET, "/api/overlays"),
        (Method::POST, "/api/listeners/stop"),
        (Method::GET, "/api/chat/limits"),
        (Method::GET, "/api/chat/commands"),
        (Method::GET, "/api/chat/emotes"),
        (Method::POST, "/api/chat/send"),
        (Method::POST, "/api/moderation/delete"),
        (Method::POST, "/api/moderation/timeout"),
        (Method::POST, "/api/moderation/ban"),
        (Method::POST, "/api/moderation/unban"),
        (Method::POST, "/api/quit"),
        (Method::GET, "/api/nothing"),
    ] {
        sent(app.request(method, path).bearer_auth(&overlay)).await.refused(403);
    }
    sent(app.request(Method::GET, &format!("/dashboard/{overlay}"))).await.refused(403);
    for page in ["overlay", "dock", "moderate"] {
        sent(app.request(Method::GET, &format!("/{page}/{owner}"))).await.refused(403);
        sent(app.request(Method::GET, &format!("/{page}/unknown"))).await.refused(404);
    }
    app.get("/api/health").await.is(200);
}

/// The key in an address that a page is opened by.
fn key_of(url: &Value) -> String {
    url["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("an address").to_owned()
}

#[tokio::test]
async fn a_dock_reads_and_acts_and_manages_nothing() {
    let world = World::new().await;
    let app = reading(&world).await;
    let dock = key_of(&app.get("/api/dock").await.is(200));
    let source = app.get("/api/sources").await.is(200)[0]["id"].as_str().expect("an id").to_owned();
    let mut overlay = app.overlay().await;
    world.twitch.send_line(&privmsg("ada", "ann", "1", "hello")).await;
    let message = overlay.message("hello").await["id"].as_str().expect("an id").to_owned();
    for (method, path, status) in [
        (Method::GET, "/api/health".to_owned(), 200),
        (Method::GET, "/api/messages".to_owned(), 200),
        (Method::GET, "/api/sources".to_owned(), 200),
        (Method::POST, format!("/api/messages/{message}/hide"), 204),
        (Method::POST, format!("/api/messages/{message}/unhide"), 204),
        (Method::POST, format!("/api/sources/{source}/stop"), 204),
        (Method::POST, format!("/api/sources/{source}/start"), 204),
        (Method::POST, "/api/listeners/stop".to_owned(), 204),
        (Method::POST, "/api/listeners/start".to_owned(), 204),
        (Method::GET, "/api/chat/limits".to_owned(), 200),
        (Method::GET, "/api/chat/commands".to_owned(), 200),
        (Method::GET, "/api/chat/emotes".to_owned(), 200),
        // They are let in, and miss their body.
        (Method::POST, "/api/chat/send".to_owned(), 415),
        (Method::POST, "/api/moderation/delete".to_owned(), 415),
        (Method::POST, "/api/moderation/timeout".to_owned(), 415),
        (Method::POST, "/api/moderation/ban".to_owned(), 415),
        (Method::POST, "/api/moderation/unban".to_owned(), 415),
        (Method::POST, "/api/curtain".to_owned(), 415),
        (Method::GET, "/api/settings/export".to_owned(), 403),
        (Method::POST, "/api/settings/import".to_owned(), 403),
        (Method::POST, "/api/logs/open".to_owned(), 403),
        (Method::POST, "/api/data/open".to_owned(), 403),
        (Method::DELETE, "/api/warnings/ended_badly".to_owned(), 403),
        (Method::GET, "/api/accounts".to_owned(), 403),
        (Method::POST, "/api/accounts/twitch/connect".to_owned(), 403),
        (Method::GET, "/api/dock".to_owned(), 403),
        (Method::POST, "/api/dock/rotate-key".to_owned(), 403),
        (Method::GET, "/api/settings".to_owned(), 403),
        (Method::PATCH, "/api/settings".to_owned(), 403),
        (Method::POST, "/api/sources".to_owned(), 403),
        (Method::DELETE, format!("/api/sources/{source}"), 403),
        (Method::GET, "/api/overlays".to_owned(), 403),
        (Method::GET, "/api/themes".to_owned(), 403),
        (Method::POST, "/api/test-message".to_owned(), 403),
        (Method::GET, "/api/diagnostics".to_owned(), 403),
        (Method::POST, "/api/quit".to_owned(), 403),
        (Method::GET, "/api/nothing".to_owned(), 403),
    ] {
        let answer = sent(app.request(method.clone(), &path).bearer_auth(&dock)).await;
        assert_eq!(answer.status, status, "{method} {path}");
    }
    let page = |path: String| app.request(Method::GET, &path);
    sent(page(format!("/dashboard/{dock}"))).await.refused(403);
    sent(page(format!("/overlay/{dock}"))).await.refused(403);
    sent(page(format!("/dock/{}", app.overlay_key()))).await.refused(403);

    let mut open = View::open(&app.ws(&dock)).await;
    let rotated = app.post("/api/dock/rotate-key", json!({})).await.is(200);
    assert_ne!(key_of(&rotated), dock);
    assert_eq!(open.closed().await, 1008, "its sockets end");
    sent(page(format!("/dock/{dock}"))).await.refused(404);
    sent(app.request(Method::GET, "/api/messages").bearer_auth(&dock)).await.refused(401);
}

#[tokio::test]
async fn nothing_changes_without_a_write_of_json() {
    let world = World::new().await;
    let app = reading(&world).await;
    let source = app.get("/api/sources").await.is(200)[0]["id"].clone();
    let overlay = app.get("/api/overlays").await.is(200)[0]["id"].clone();
    let (source, overlay) = (source.as_str().expect("an id"), overlay.as_str().expect("an id"));
    let before = state(&app).await;
    for path in [
        format!("/api/sources/{source}/stop"),
        format!("/api/sources/{source}"),
        "/api/listeners/stop".into(),
        format!("/api/overlays/{overlay}"),
        format!("/api/overlays/{overlay}/rotate-key"),
        "/api/test-message".into(),
        "/api/quit".into(),
        "/api/window/show".into(),
    ] {
        for method in [Method::GET, Method::HEAD] {
            let answer = app.call(method.clone(), &path, Value::Null).await;
            assert_eq!(answer.status, 405, "{method} {path}");
        }
    }
    let new = r#"{"platform":"twitch","channel":"evil"}"#;
    for kind in
        ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json", ""]
    {
        let request = app.request(Method::POST, "/api/sources").header("Content-Type", kind);
        sent(request.bearer_auth(app.text("api_token")).body(new)).await.refused(415);
        let request = app.request(Method::PATCH, "/api/settings").header("Content-Type", kind);
        let patch = r#"{"chat_speed": 1}"#;
        sent(request.bearer_auth(app.text("api_token")).body(patch)).await.refused(415);
    }
    let request = app.request(Method::POST, "/api/sources").bearer_auth(app.text("api_token"));
    sent(request.body(new)).await.refused(415);
    assert_eq!(state(&app).await, before);
}

/// What a browser says that it takes when a person opens an address.
const AS_A_PERSON: &str = "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n";
const IN_OBS: &str = "User-Agent: Mozilla/5.0 Chrome/127.0 Safari/537.36 OBS/31.0.0\r\n";

#[tokio::test]
async fn who_opens_an_old_link_reads_a_page_and_programs_and_viewers_do_not() {
    let world = World::new().await;
    let app = world.start().await;
    let own = format!("Host: 127.0.0.1:{}\r\n{AS_A_PERSON}", app.port());
    let on_air = format!("{own}{IN_OBS}");
    let said = "<h1>This link is not valid any more</h1>";

    for (path, headers, status, expected, what) in [
        ("/moderate/old", &own, 404, said, "a moderator's browser"),
        ("/support/nobody", &own, 404, said, "a viewer's browser"),
        ("/dock/old", &on_air, 404, "<h1>There is nothing at this address</h1>", "a dock of OBS"),
        ("/overlay/old", &on_air, 404, "<title>MultiChat Overlay</title>", "what is on air"),
        ("/api/health", &own, 401, r#"{"error":{"code":"#, "a program that takes everything"),
    ] {
        let (answered, answer) = get(&app, path, headers).await;
        assert_eq!(answered, status, "{what}");
        assert!(answer.contains(expected), "{what}: {answer}");
    }
    let (_, on_air) = get(&app, "/overlay/old", &on_air).await;
    assert!(!on_air.contains("address"), "viewers are told nothing: {on_air}");
}

#[tokio::test]
async fn a_key_that_is_revoked_before_the_body_has_come_does_nothing() {
    let world = World::new().await;
    let app = world.start().await;
    let dock = app.get("/api/dock").await.is(200);
    let key = dock["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a key");
    let mut socket = TcpStream::connect(("127.0.0.1", app.port())).await.expect("it is open");
    let head = format!(
        "POST /api/curtain HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAuthorization: Bearer {key}\r\n\
         Content-Type: application/json\r\nContent-Length: 14\r\nExpect: 100-continue\r\n\
         Connection: close\r\n\r\n",
        app.port()
    );
    socket.write_all(head.as_bytes()).await.expect("it takes the head");
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\n") {
        assert!(socket.read_buf(&mut answer).await.expect("it answers") > 0, "it waits for more");
    }
    assert!(answer.starts_with(b"HTTP/1.1 100 "), "the key was good for the head");

    app.post("/api/dock/rotate-key", Value::Null).await.is(200);
    socket.write_all(br#"{"drawn":true}"#).await.expect("it takes the body");
    answer.clear();
    socket.read_to_end(&mut answer).await.expect("it answers to the end");
    assert!(answer.starts_with(b"HTTP/1.1 401 "), "{}", String::from_utf8_lossy(&answer));
    assert_eq!(app.get("/api/health").await.is(200)["curtain"], false);
}

#[tokio::test]
async fn who_hangs_up_before_the_answer_leaves_nothing_half_done() {
    let world = World::new().await;
    let app = world.start().await;
    for _ in 0..20 {
        let new = json!({"name": "Mo", "rights": ["suggest"]});
        let made = app.post("/api/moderators", new).await.is(201);
        let text = |name: &str| made[name].as_str().expect("a text").to_owned();
        let (id, url) = (text("id"), text("url"));
        let head = format!(
            "DELETE /api/moderators/{id} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\
             Authorization: Bearer {}\r\n\r\n",
            app.port(),
            app.text("api_token"),
        );
        let mut socket = TcpStream::connect(("127.0.0.1", app.port())).await.expect("it is open");
        socket.write_all(head.as_bytes()).await.expect("it takes the request");
        drop(socket);
        // Of those that had not begun nothing is done.
        let again = app.delete(&format!("/api/moderators/{id}")).await.status;
        assert!(matches!(again, 204 | 404), "{again}");
        let key = url.rsplit('/').next().expect("a key");
        until("the key is not valid any more", async || {
            let request = app.request(Method::GET, "/api/me").bearer_auth(key);
            (sent(request).await.status == 401).then_some(())
        })
        .await;
    }
}
