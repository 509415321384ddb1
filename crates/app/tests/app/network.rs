//! The moderators' page on the local network: what a second listener serves, and to whom.

use reqwest::Method;
use serde_json::{Value, json};
use tokio::net::TcpStream;

use crate::support::{Answer, App, View, World, privmsg, raw, sent, until};

const UPGRADE: &str = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

/// Opens the page to the network, on any free port. Gives the port.
async fn opened(app: &App) -> u16 {
    let on = json!({"moderators": {"on_network": true, "port": 0}});
    app.patch("/api/settings", on).await.is(200);
    let moderators = app.get("/api/moderators").await.is(200);
    let url = moderators[0]["network_urls"][0].as_str().expect("it has an address").to_owned();
    let authority = url.strip_prefix("http://").and_then(|rest| rest.split('/').next());
    let port = authority.and_then(|authority| authority.rsplit(':').next());
    port.and_then(|port| port.parse().ok()).expect("a port")
}

async fn invite(app: &App) -> String {
    let new = json!({"name": "Mo", "rights": ["suggest"]});
    let made = app.post("/api/moderators", new).await.is(201);
    assert_eq!(made["network_urls"], json!([]), "it is closed at first");
    assert_eq!(made["qr"], Value::Null);
    let url = made["url"].as_str().expect("an address");
    url.rsplit('/').next().expect("a key").to_owned()
}

async fn on_network(app: &App, port: u16, method: Method, path: &str, key: &str) -> Answer {
    let url = format!("http://127.0.0.1:{port}{path}");
    let request = app.http.request(method, url);
    sent(if key.is_empty() { request } else { request.bearer_auth(key) }).await
}

async fn get(port: u16, target: &str, headers: &str) -> u16 {
    let close = if headers.contains("Upgrade") { "" } else { "Connection: close\r\n" };
    raw(port, &format!("GET {target} HTTP/1.1\r\n{headers}{close}\r\n")).await.0
}

#[tokio::test]
async fn the_network_gets_the_moderators_page_and_nothing_else() {
    let world = World::new().await;
    let app = world.start().await;
    let (mo, owner) = (invite(&app).await, app.text("api_token").to_owned());
    let dock = app.get("/api/dock").await.is(200)["url"].as_str().expect("its address").to_owned();
    let dock = dock.rsplit('/').next().expect("a key").to_owned();
    let overlay = app.overlay_key().to_owned();
    let port = opened(&app).await;

    let page = on_network(&app, port, Method::GET, &format!("/moderate/{mo}"), "").await;
    assert_eq!(page.status, 200, "{}", page.text);
    let script = page.text.split('"').find(|part| part.starts_with("/ui/") && part.ends_with("js"));
    let file = on_network(&app, port, Method::GET, script.expect("its script"), "").await;
    assert_eq!(file.status, 200, "its files are there");
    for (path, status) in [("/api/me", 200), ("/api/focus", 200), ("/api/settings", 403)] {
        let answer = on_network(&app, port, Method::GET, path, &mo).await;
        assert_eq!(answer.status, status, "{path}");
    }
    // Every key of another sort is unknown there, valid as it is here.
    for key in [&owner, &dock, &overlay] {
        // Ten of these are all that an address may have.
        for path in ["/api/me", "/api/settings"] {
            let answer = on_network(&app, port, Method::GET, path, key).await;
            assert_eq!(answer.status, 401, "{path}");
        }
    }
    let port = reopened(&app).await;
    for (path, status) in [
        (format!("/dashboard/{owner}"), 404),
        ("/dashboard/".to_owned(), 404),
        (format!("/dock/{dock}"), 404),
        (format!("/overlay/{overlay}"), 404),
        ("/runtime/overlay.js".to_owned(), 404),
        ("/themes/dark-purple/theme.css".to_owned(), 404),
        ("/ui/dashboard.html".to_owned(), 404),
        ("/ui/dock.HTML".to_owned(), 404),
        (format!("/moderate/{owner}"), 404),
        (format!("/moderate/{dock}"), 404),
        (format!("/moderate/{overlay}"), 404),
    ] {
        let answer = on_network(&app, port, Method::GET, &path, "").await;
        assert_eq!(answer.status, status, "{path}");
    }
    let host = format!("Host: 127.0.0.1:{port}\r\n{UPGRADE}");
    for key in [&owner, &dock, &overlay] {
        assert_eq!(get(port, &format!("/ws/{key}"), &host).await, 401, "their sockets too");
    }
    assert_eq!(get(port, &format!("/ws/{mo}"), &host).await, 101);
}

/// The same anew: nobody is remembered to have tried keys.
async fn reopened(app: &App) -> u16 {
    app.patch("/api/settings", json!({"moderators": {"on_network": false}})).await.is(200);
    opened(app).await
}

#[tokio::test]
async fn only_names_of_this_machine_and_its_own_pages_are_answered_on_the_network() {
    let world = World::new().await;
    let app = world.start().await;
    let mo = invite(&app).await;
    let port = opened(&app).await;
    let known = app.get("/api/moderators").await.is(200);
    let urls = known[0]["network_urls"].as_array().expect("a list").iter();
    let local = urls.filter_map(Value::as_str).find(|url| url.contains(".local:"));
    let names = local.and_then(|url| url.strip_prefix("http://")?.split(':').next());
    let targets = [(format!("/moderate/{mo}"), "", 200), (format!("/ws/{mo}"), UPGRADE, 101)];
    for (target, headers, status) in &targets {
        for name in names.into_iter().chain(["127.0.0.1"]) {
            let host = format!("Host: {name}:{port}\r\n{headers}");
            assert_eq!(get(port, target, &host).await, *status, "{name} {target}");
        }
        for host in [
            format!("evil.test:{port}"),
            format!("evil.local.test:{port}"),
            format!("other-machine.local:{port}"),
            // It is this machine, and not where this connection came to.
            format!("localhost:{port}"),
            format!("192.0.2.7:{port}"),
            format!("127.0.0.1:{}", app.port()),
            "127.0.0.1".into(),
        ] {
            let headers = format!("Host: {host}\r\n{headers}");
            assert_eq!(get(port, target, &headers).await, 403, "{host} {target}");
        }
    }
    let own = format!("Host: 127.0.0.1:{port}\r\n{UPGRADE}");
    let target = format!("/ws/{mo}");
    let origin = format!("{own}Origin: http://127.0.0.1:{port}\r\n");
    assert_eq!(get(port, &target, &origin).await, 101, "its own page");
    for origin in [
        "http://evil.test".to_owned(),
        "null".into(),
        format!("http://127.0.0.1:{}", app.port()),
        format!("https://127.0.0.1:{port}"),
    ] {
        let headers = format!("{own}Origin: {origin}\r\n");
        assert_eq!(get(port, &target, &headers).await, 403, "{origin}");
    }
}

#[tokio::test]
async fn who_tries_keys_on_the_network_is_kept_from_the_rest() {
    let world = World::new().await;
    let app = world.start().await;
    let mo = invite(&app).await;
    let port = opened(&app).await;
    for _ in 0..10 {
        on_network(&app, port, Method::GET, "/api/me", "wrong").await.refused(401);
    }
    let error = on_network(&app, port, Method::GET, "/api/me", &mo).await.refused(429);
    assert_eq!(error["code"], "too_many_requests");
    assert!(error["retry_after"].as_u64().is_some_and(|seconds| (1..=11).contains(&seconds)));
    app.get("/api/health").await.is(200);
}

#[tokio::test]
async fn it_is_closed_at_first_and_at_once_when_it_is_turned_off() {
    let world = World::new().await;
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    let settings = app.get("/api/settings").await.is(200);
    assert_eq!(settings["moderators"], json!({"on_network": false, "port": null}));
    let mo = invite(&app).await;
    let port = opened(&app).await;
    world.twitch.send_line(&privmsg("ada", "ann", "1", "hello")).await;
    let mut open = View::open(&format!("ws://127.0.0.1:{port}/ws/{mo}")).await;
    open.message("hello").await;
    let mut half = TcpStream::connect(("127.0.0.1", port)).await.expect("it is open");
    tokio::io::AsyncWriteExt::write_all(&mut half, b"GET /mod").await.expect("it listens");

    app.patch("/api/settings", json!({"moderators": {"on_network": false}})).await.is(200);
    let refused = TcpStream::connect(("127.0.0.1", port)).await;
    assert!(refused.is_err(), "nobody listens when the call has answered");
    let mut rest = Vec::new();
    let read = tokio::io::AsyncReadExt::read_to_end(&mut half, &mut rest).await;
    assert!(read.is_err() || rest.is_empty(), "half a request ends too");
    open.closed().await;
    let known = app.get("/api/moderators").await.is(200);
    assert_eq!(known[0]["network_urls"], json!([]));
    let here = app.request(Method::GET, "/api/me").bearer_auth(&mo);
    sent(here).await.is(200);
}

#[tokio::test]
async fn a_port_that_is_taken_is_said_and_another_one_helps() {
    let world = World::new().await;
    let app = world.start().await;
    invite(&app).await;
    let taken = std::net::TcpListener::bind("0.0.0.0:0").expect("a free port");
    let port = taken.local_addr().expect("its address").port();
    let on = json!({"moderators": {"on_network": true, "port": port}});
    app.patch("/api/settings", on).await.is(200);
    let known = app.get("/api/moderators").await.is(200);
    assert_eq!(known[0]["network_urls"], json!([]));
    let said = |health: &Value| {
        let warnings = health["warnings"].as_array().expect("a list").clone();
        warnings.into_iter().any(|warning| warning["code"] == "moderators_not_on_network")
    };
    assert!(said(&app.get("/api/health").await.is(200)));
    drop(taken);
    until("the port is free, and opened by itself", async || {
        let known = app.get("/api/moderators").await.is(200);
        (known[0]["network_urls"] != json!([])).then_some(())
    })
    .await;
    assert!(!said(&app.get("/api/health").await.is(200)));
}
