//! Moderators beyond the network: the real sync service between the application and a guest that speaks
//! as the page does.

use std::net::SocketAddr;

use futures_util::{SinkExt as _, StreamExt as _};
use reqwest::Method;
use serde_json::{Value, json};
use sync::channel::{Greeting, Opening, Sealing};
use sync::said::{self, Begun, OfGuest, OfHost};
use sync::wire::closed;
use sync_server::Codes;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use tokio_util::sync::CancellationToken;

use crate::support::{App, PATIENCE, World, until};

/// The service, in this process.
struct Service {
    folder: tempfile::TempDir,
    at: SocketAddr,
    stopping: CancellationToken,
}

impl Service {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let at = listener.local_addr().expect("an address");
        let folder = tempfile::tempdir().expect("a folder");
        let service = Self { folder, at, stopping: CancellationToken::new() };
        service.serve(listener);
        service
    }

    fn serve(&self, listener: TcpListener) {
        let (path, stop) = (self.folder.path().to_owned(), self.stopping.clone());
        tokio::spawn(async move { sync_server::serve(listener, &path, stop).await });
    }

    async fn restart(&mut self) {
        self.stopping.cancel();
        self.stopping = CancellationToken::new();
        let listener =
            until("its port is free", async || TcpListener::bind(self.at).await.ok()).await;
        self.serve(listener);
    }

    fn codes(&self) -> Codes {
        Codes::in_folder(self.folder.path())
    }

    fn link(&self, name: &str) -> String {
        let code = self.codes().allow(name).expect("a new name");
        format!("http://{}/join#{code}", self.at)
    }
}

/// A moderator's page.
struct Page {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    sealing: Sealing,
    opening: Opening,
}

impl Page {
    /// What a moderator's link opens.
    async fn open(link: &str) -> Self {
        let (address, key) = link.split_once("/moderate#").expect("a moderator's link");
        Self::greet(address, key, key).await.expect("its host has answered")
    }

    /// A page that comes into the room of a key, and has another one. Why it ended, where it did.
    async fn greet(address: &str, key: &str, known: &str) -> Result<Self, u16> {
        let url = format!("{}/guest/{}", address.replace("http", "ws"), sync::room(key));
        let mut socket = connect_async(url).await.expect("the service is there").0;
        let greeting = Greeting::new().expect("a greeting");
        socket.send(Message::binary(greeting.as_bytes().to_vec())).await.expect("it is taken");
        let answer = binary(&mut socket).await?;
        let (sealing, opening) = greeting.answered(known, &answer).expect("a greeting");
        Ok(Self { socket, sealing, opening })
    }

    async fn say(&mut self, head: &OfGuest, body: &[u8]) {
        let sealed = self.sealing.seal(said::written(head, body)).expect("it is sealed");
        self.socket.send(Message::binary(sealed)).await.expect("it is taken");
    }

    async fn told(&mut self) -> Result<(OfHost, Vec<u8>), u16> {
        let mut begun = Begun::default();
        loop {
            let sealed = binary(&mut self.socket).await?;
            let piece = self.opening.open(&sealed).expect("it is sealed for this page");
            if let Some(whole) = begun.add(&piece) {
                let (head, body) = said::read(&whole).expect("it is what a host says");
                return Ok((head, body.to_vec()));
            }
        }
    }

    /// Calls the API, and gives the status and the answer.
    async fn call(&mut self, method: &str, path: &str, body: Value) -> (u16, Value) {
        let call = OfGuest::Call { call: 7, method: method.into(), path: path.into() };
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        self.say(&call, &body).await;
        loop {
            if let (OfHost::Answer { call: 7, status, .. }, body) =
                self.told().await.expect("an answer")
            {
                return (status, serde_json::from_slice(&body).unwrap_or_default());
            }
        }
    }

    /// Asks so often at once, and gives how many were too many.
    async fn refused(&mut self, calls: u32) -> usize {
        for call in 0..calls {
            let head = OfGuest::Call { call, method: "GET".into(), path: "/api/me".into() };
            self.say(&head, b"").await;
        }
        let mut refused = 0;
        for _ in 0..calls {
            let (answer, _) = self.told().await.expect("an answer");
            refused += usize::from(matches!(answer, OfHost::Answer { status: 429, .. }));
        }
        refused
    }

    async fn listen(&mut self, listen: u32, epoch: Option<&str>, after: Option<u64>) {
        self.say(&OfGuest::Listen { listen, epoch: epoch.map(Into::into), after }, b"").await;
    }

    /// The next frame of this sort.
    async fn frame(&mut self, sort: &str) -> Value {
        loop {
            let (head, body) = self.told().await.expect("a frame");
            let frame: Value = serde_json::from_slice(&body).unwrap_or_default();
            if matches!(head, OfHost::Told { code: None, .. }) && frame["type"] == sort {
                return frame;
            }
        }
    }

    /// Why it is told nothing more.
    async fn last(&mut self) -> u16 {
        loop {
            if let (OfHost::Told { code: Some(code), .. }, _) = self.told().await.expect("a frame")
            {
                return code;
            }
        }
    }

    async fn end(mut self) -> u16 {
        loop {
            if let Err(code) = binary(&mut self.socket).await {
                return code;
            }
        }
    }
}

/// The next binary message, or why there is none.
async fn binary(socket: &mut WebSocketStream<MaybeTlsStream<TcpStream>>) -> Result<Vec<u8>, u16> {
    loop {
        match timeout(PATIENCE, socket.next()).await.expect("something in time") {
            Some(Ok(Message::Binary(bytes))) => return Ok(bytes.to_vec()),
            Some(Ok(Message::Close(Some(frame)))) => return Err(frame.code.into()),
            Some(Ok(_)) => {}
            other => panic!("{other:?}"),
        }
    }
}

/// An application that is connected to the service, with a moderator of these rights. Gives their link.
async fn connected(app: &App, service: &Service, rights: &[&str]) -> String {
    app.post("/api/vault/keep", json!({"how": "this_run"})).await.is(200);
    let sync =
        app.call(Method::PUT, "/api/sync", json!({"link": service.link("Ada")})).await.is(200);
    assert_eq!((&sync["state"], &sync["detail"]), (&json!("connected"), &json!("")), "{sync}");
    assert_eq!(sync["service"], format!("http://{}", service.at));
    let made = app.post("/api/moderators", json!({"name": "Mo", "rights": rights})).await.is(201);
    made["internet_url"].as_str().expect("it has an address").to_owned()
}

async fn state(app: &App, wanted: &str) -> Value {
    until(&format!("sync is {wanted}"), async || {
        let sync = app.get("/api/sync").await.is(200);
        (sync["state"] == wanted).then_some(sync)
    })
    .await
}

#[tokio::test]
async fn a_moderator_does_over_the_internet_what_they_may_and_no_more() {
    let world = World::new().await;
    let (app, service) = (world.start().await, Service::start().await);
    app.add_live("twitch", "ada").await;
    world.twitch.say("#ada", "Ann", "before").await;
    let link = connected(&app, &service, &["suggest"]).await;
    let mut page = until_open(&link).await;

    assert_eq!(page.call("GET", "/api/me", Value::Null).await.1["name"], "Mo");
    page.listen(1, None, None).await;
    let snapshot = page.frame("snapshot").await;
    assert_eq!(snapshot["messages"][0]["text"], "before");
    world.twitch.say("#ada", "Bob", "while it looks").await;
    let change = page.frame("changes").await;
    let message = &change["changes"][0]["add"];
    assert_eq!(message["text"], "while it looks");

    let id = message["id"].clone();
    let mark = json!({"message_id": id, "note": "a good one"});
    let (status, focus) = page.call("POST", "/api/focus/suggestions", mark).await;
    assert_eq!((status, &focus["suggestions"][0]["by"]), (200, &json!("Mo")), "{focus}");
    for (method, path, refused) in [
        ("POST", "/api/focus/queue", 403),
        ("GET", "/api/settings", 403),
        ("GET", "/api/moderators", 403),
        ("PUT", "/api/sync", 403),
        ("GET", "/dashboard/", 404),
        ("GET", "/runtime/overlay.js", 404),
        ("GET", "not a path", 404),
        ("G T", "/api/me", 405),
    ] {
        let (status, answer) = page.call(method, path, Value::Null).await;
        assert_eq!(status, refused, "{method} {path}: {answer}");
    }

    // Where it was, it goes on.
    let (epoch, seq) = (snapshot["epoch"].as_str(), change["changes"][0]["seq"].as_u64());
    world.twitch.say("#ada", "Cid", "meanwhile").await;
    page.frame("changes").await;
    page.listen(2, epoch, seq).await;
    let resumed = page.frame("resume").await;
    assert_eq!(resumed["changes"][0]["add"]["text"], "meanwhile");

    let id = app.get("/api/moderators").await.is(200)[0]["id"].as_str().expect("an id").to_owned();
    app.delete(&format!("/api/moderators/{id}")).await.is(204);
    assert_eq!(page.last().await, 1008, "revoked at once");
    assert_eq!(page.call("GET", "/api/me", Value::Null).await.0, 401);
    let (address, key) = link.split_once("/moderate#").expect("a moderator's link");
    assert!(Page::greet(address, key, key).await.is_err(), "nobody else comes in");
    assert_eq!(page.end().await, closed::NOBODY, "and then the room is closed");
}

/// The service may not know the room yet: it is told of it by the application.
async fn until_open(link: &str) -> Page {
    let (address, key) = link.split_once("/moderate#").expect("a moderator's link");
    until("the room is open", async || Page::greet(address, key, key).await.ok()).await
}

#[tokio::test]
async fn who_asks_too_much_does_not_begin_anew_by_coming_again() {
    let world = World::new().await;
    let (app, service) = (world.start().await, Service::start().await);
    let link = connected(&app, &service, &["suggest"]).await;
    let mut page = until_open(&link).await;
    let mut asked = 0;
    while page.refused(32).await == 0 {
        asked += 32;
        assert!(asked < 100_000, "there is an end");
    }
    drop(page);
    let mut page = Page::open(&link).await;
    let refused = page.refused(32).await + page.refused(32).await;
    // A hundred a second are given back.
    assert!(refused > 0, "all of a new page's calls were answered");
    assert_eq!(app.get("/api/me").await.status, 200, "others are");
}

#[tokio::test]
async fn who_has_not_the_key_gets_nothing() {
    let world = World::new().await;
    let (app, service) = (world.start().await, Service::start().await);
    let link = connected(&app, &service, &[]).await;
    drop(until_open(&link).await);
    let (address, key) = link.split_once("/moderate#").expect("a moderator's link");
    let mut other =
        Page::greet(address, key, &"0".repeat(64)).await.expect("a greeting is answered");
    other.listen(1, None, None).await;
    assert_eq!(other.end().await, closed::ENDED);
    let greeted = async |greeting: Vec<u8>| {
        let url = format!("{}/guest/{}", address.replace("http", "ws"), sync::room(key));
        let mut socket = connect_async(url).await.expect("the service is there").0;
        socket.send(Message::binary(greeting)).await.expect("it is taken");
        binary(&mut socket).await
    };
    assert_eq!(greeted(vec![4; 65]).await, Err(closed::ENDED), "no greeting");
    let mut page = Page::open(&link).await;
    page.socket.send(Message::binary(b"not sealed".to_vec())).await.expect("it is taken");
    assert_eq!(page.end().await, closed::ENDED);
    let mut page = Page::open(&link).await;
    let nonsense = page.sealing.seal(b"\0\0\0\x02{}".to_vec()).expect("it is sealed");
    page.socket.send(Message::binary(nonsense)).await.expect("it is taken");
    assert_eq!(page.end().await, closed::ENDED);
}

#[tokio::test]
async fn a_service_that_goes_and_comes_back_is_found_again_and_chat_goes_on_meanwhile() {
    let world = World::new().await;
    let app = world.start().await;
    let mut service = Service::start().await;
    app.add_live("twitch", "ada").await;
    let link = connected(&app, &service, &[]).await;
    let page = until_open(&link).await;
    let mut overlay = app.overlay().await;
    service.stopping.cancel();
    assert_eq!(page.end().await, 1001);
    let sync = state(&app, "unreachable").await;
    assert!(sync["detail"].as_str().is_some_and(|detail| detail.contains("by itself")), "{sync}");
    world.twitch.say("#ada", "Ann", "without it").await;
    overlay.message("without it").await;
    service.restart().await;
    state(&app, "connected").await;
    assert_eq!(until_open(&link).await.call("GET", "/api/me", Value::Null).await.0, 200);
    app.delete("/api/sync").await.is(204);
    let sync = state(&app, "off").await;
    assert_eq!(sync["service"], Value::Null);
    let moderators = app.get("/api/moderators").await.is(200);
    assert_eq!(moderators[0]["internet_url"], Value::Null);
}

#[tokio::test]
async fn a_link_that_is_none_is_refused_and_one_that_is_withdrawn_is_told() {
    let world = World::new().await;
    let (app, service) = (world.start().await, Service::start().await);
    let link = service.link("Ada");
    // Elsewhere a system has its own place for secrets.
    if cfg!(target_os = "linux") {
        app.call(Method::PUT, "/api/sync", json!({"link": link})).await.refused(409);
    }
    app.post("/api/vault/keep", json!({"how": "this_run"})).await.is(200);
    app.call(Method::PUT, "/api/sync", Value::Null).await.refused(422);
    for wrong in ["", "hello", "http://sync.example.org/join#00", &link[..link.len() - 1]] {
        let refused = app.call(Method::PUT, "/api/sync", json!({"link": wrong})).await;
        assert_eq!(refused.is(422)["error"]["field"], "link", "{wrong}");
    }
    service.codes().revoke("Ada").expect("it was let in");
    let sync = app.call(Method::PUT, "/api/sync", json!({"link": link})).await.is(200);
    assert_eq!(sync["state"], "refused");
    let health = app.get("/api/health").await.is(200);
    let mut warnings = health["warnings"].as_array().expect("a list").iter();
    assert!(warnings.any(|warning| warning["code"] == "sync_refused"), "{health}");
    // Another one is taken at once.
    let sync = app
        .call(Method::PUT, "/api/sync", json!({"link": service.link("Ada again")}))
        .await
        .is(200);
    assert_eq!(sync["state"], "connected");
    let log = std::fs::read_dir(world.data_dir().join("logs")).expect("logs");
    for file in log {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("a log");
        assert!(!text.contains(link.split_once('#').expect("a code").1), "the code is in no log");
    }
}

#[tokio::test]
async fn another_computer_with_the_same_link_is_told_and_had_back_by_hand() {
    let (here, there) = (World::new().await, World::new().await);
    let (app, other, service) = (here.start().await, there.start().await, Service::start().await);
    let link = json!({"link": service.link("Ada")});
    for app in [&app, &other] {
        app.post("/api/vault/keep", json!({"how": "this_run"})).await.is(200);
        assert_eq!(
            app.call(Method::PUT, "/api/sync", link.clone()).await.is(200)["state"],
            "connected"
        );
    }
    state(&app, "elsewhere").await;
    assert_eq!(app.call(Method::PUT, "/api/sync", json!({})).await.is(200)["state"], "connected");
    state(&other, "elsewhere").await;
}
