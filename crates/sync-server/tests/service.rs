//! The service as it is met from outside: by hosts with the real client of `sync`, by guests with a
//! socket, and by who tries what is not for them.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what a test does not expect fails it")]

use std::thread;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use sync::host::{self, Guest, HostError};
use sync::wire::closed;
use sync::{Link, room};
use sync_server::Codes;
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::{Bytes, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, accept_async, connect_async};
use tokio_util::sync::CancellationToken;

const PATIENCE: Duration = Duration::from_secs(20);

struct World {
    folder: TempDir,
    base: String,
    stopping: CancellationToken,
    serving: thread::JoinHandle<std::io::Result<()>>,
}

impl World {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap().into_std().unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let stopping = CancellationToken::new();
        let (path, stop) = (folder.path().to_owned(), stopping.clone());
        // Nothing of it goes on after its end, as in a process of its own.
        let serving = thread::spawn(move || {
            Runtime::new().unwrap().block_on(async {
                sync_server::serve(TcpListener::from_std(listener)?, &path, stop).await
            })
        });
        Self { folder, base, stopping, serving }
    }

    fn codes(&self) -> Codes {
        Codes::in_folder(self.folder.path())
    }

    fn link(&self, name: &str) -> Link {
        self.link_of(&self.codes().allow(name).unwrap())
    }

    fn link_of(&self, code: &str) -> Link {
        Link::parse(&format!("{}/join#{code}", self.base)).unwrap()
    }

    async fn guest(&self, room: &str) -> Page {
        let url = format!("{}/guest/{room}", self.base.replace("http", "ws"));
        Page(connect_async(url).await.unwrap().0)
    }
}

/// A host, as the application is one.
struct Host {
    rooms: watch::Sender<Vec<String>>,
    wakes: watch::Sender<u64>,
    guests: mpsc::Receiver<Guest>,
    ended: JoinHandle<Result<(), HostError>>,
}

impl Host {
    /// One whose rooms are open.
    async fn connect(link: Link, rooms: &[&str]) -> Self {
        let (host, opened) = Self::call(link, rooms);
        timeout(PATIENCE, opened).await.unwrap().unwrap();
        host
    }

    fn call(link: Link, rooms: &[&str]) -> (Self, oneshot::Receiver<()>) {
        let (to_guests, guests) = mpsc::channel(8);
        let rooms =
            watch::Sender::new(rooms.iter().map(|&room| room.to_owned()).collect::<Vec<_>>());
        let (following, (wakes, woken)) = (rooms.subscribe(), watch::channel(0));
        let (open, opened) = oneshot::channel();
        let ended = tokio::spawn(async move {
            let open = || open.send(()).unwrap();
            host::serve(&link.service, &link.code, following, woken, to_guests, open).await
        });
        (Self { rooms, wakes, guests, ended }, opened)
    }

    async fn guest(&mut self) -> Guest {
        timeout(PATIENCE, self.guests.recv()).await.unwrap().unwrap()
    }

    async fn end(self) -> HostError {
        timeout(PATIENCE, self.ended).await.unwrap().unwrap().unwrap_err()
    }
}

/// A guest's socket.
struct Page(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Page {
    async fn say(&mut self, said: &[u8]) {
        self.0.send(Message::binary(said.to_vec())).await.unwrap();
    }

    async fn told(&mut self) -> Bytes {
        loop {
            match timeout(PATIENCE, self.0.next()).await.unwrap().unwrap().unwrap() {
                Message::Binary(told) => return told,
                Message::Ping(_) | Message::Pong(_) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    /// Why it was closed.
    async fn end(mut self) -> u16 {
        loop {
            match timeout(PATIENCE, self.0.next()).await.unwrap() {
                Some(Ok(Message::Close(Some(frame)))) => return frame.code.into(),
                Some(Ok(_)) => {}
                other => panic!("{other:?}"),
            }
        }
    }
}

fn rooms() -> [String; 2] {
    [room("one key"), room("another key")]
}

#[tokio::test]
async fn what_a_guest_says_comes_to_the_host_of_its_room_and_back() {
    let world = World::new().await;
    let [one, other] = rooms();
    let mut host = Host::connect(world.link("Ada"), &[&one, &other]).await;
    let mut pages = Vec::new();
    for name in [&one, &other] {
        let mut page = world.guest(name).await;
        let mut guest = host.guest().await;
        assert_eq!(&guest.room, name);
        for said in [&b"hello"[..], b"", &vec![0; sync::MOST]] {
            page.say(said).await;
            assert_eq!(guest.says.recv().await.unwrap(), said);
        }
        let long = vec![1; sync::MOST];
        assert!(guest.told.tell(b"welcome".to_vec()).await && guest.told.tell(long.clone()).await);
        assert_eq!(page.told().await, &b"welcome"[..]);
        assert_eq!(page.told().await, long);
        pages.push(page);
        // It is sent away by who drops it.
    }
    for page in pages {
        assert_eq!(page.end().await, closed::ENDED);
    }
}

#[tokio::test]
async fn a_guest_that_goes_is_missed_by_its_host() {
    let world = World::new().await;
    let [one, _] = rooms();
    let mut host = Host::connect(world.link("Ada"), &[&one]).await;
    let page = world.guest(&one).await;
    let mut guest = host.guest().await;
    drop(page);
    assert_eq!(guest.says.recv().await, None);
}

#[tokio::test]
async fn a_room_is_open_while_its_host_has_it() {
    let world = World::new().await;
    let [one, other] = rooms();
    assert_eq!(world.guest(&one).await.end().await, closed::NOBODY, "there is no host");
    let mut host = Host::connect(world.link("Ada"), &[&one]).await;
    assert_eq!(world.guest(&other).await.end().await, closed::NOBODY, "it has no such room");
    let page = world.guest(&one).await;
    let _guest = host.guest().await;
    // The invitation is withdrawn, and another one made.
    host.rooms.send(vec![other.clone()]).unwrap();
    assert_eq!(page.end().await, closed::NOBODY);
    let page = loop {
        let mut page = world.guest(&other).await;
        if let Ok(Some(guest)) = timeout(Duration::from_millis(500), host.guests.recv()).await {
            assert!(guest.told.tell(b"welcome".to_vec()).await);
            assert_eq!(page.told().await, &b"welcome"[..]);
            break page;
        }
    };
    host.ended.abort();
    assert_eq!(page.end().await, closed::NOBODY, "the application ends");
}

#[tokio::test]
async fn a_room_is_the_first_hosts_that_has_it() {
    let world = World::new().await;
    let [one, _] = rooms();
    let mut host = Host::connect(world.link("Ada"), &[&one]).await;
    let mut thief = Host::connect(world.link("Eve"), &[&one]).await;
    let _page = world.guest(&one).await;
    host.guest().await;
    assert!(thief.guests.try_recv().is_err());
    // Another computer of the same streamer: it has them once the first is gone.
    host.ended.abort();
    let page = loop {
        let page = world.guest(&one).await;
        if let Ok(guest) = timeout(Duration::from_millis(100), thief.guests.recv()).await {
            break (page, guest.unwrap());
        }
    };
    assert_eq!(page.1.room, one);
}

#[tokio::test]
async fn who_comes_again_with_a_code_takes_the_place_of_who_was_there() {
    let world = World::new().await;
    let [one, _] = rooms();
    let code = world.codes().allow("Ada").unwrap();
    let mut first = Host::connect(world.link_of(&code), &[&one]).await;
    let page = world.guest(&one).await;
    let _guest = first.guest().await;
    let mut other = Host::connect(world.link("Eve"), &[&one]).await;
    let mut second = Host::connect(world.link_of(&code), &[&one]).await;
    assert!(matches!(first.end().await, HostError::Elsewhere));
    assert_eq!(page.end().await, closed::NOBODY);
    let _page = world.guest(&one).await;
    second.guest().await;
    assert!(other.guests.try_recv().is_err(), "a room stays with its code");
}

#[tokio::test]
async fn a_code_that_is_none_of_its_own_opens_nothing() {
    let world = World::new().await;
    // A list that is not there lets nobody in, and sends nobody away for good.
    let (host, _) = Host::call(world.link_of(&"0".repeat(64)), &[]);
    assert!(matches!(host.end().await, HostError::Lost));
    let code = world.codes().allow("Ada").unwrap();
    world.codes().revoke("Ada").unwrap();
    let (host, _) = Host::call(world.link_of(&code), &[]);
    assert!(matches!(host.end().await, HostError::UnknownCode));
    let (host, _) = Host::call(world.link_of(&"0".repeat(64)), &[]);
    assert!(matches!(host.end().await, HostError::UnknownCode));
    // Nor does one that is damaged.
    let link = world.link("Bob");
    std::fs::write(world.folder.path().join("codes.json"), "[{").unwrap();
    let (host, _) = Host::call(link, &[]);
    assert!(matches!(host.end().await, HostError::Lost));
}

#[tokio::test]
async fn what_is_nothing_of_ours_is_told_as_that() {
    let world = World::new().await;
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let gone = nobody.local_addr().unwrap();
    drop(nobody);
    let code = "0".repeat(64);
    let link = Link::parse(&format!("http://{gone}/join#{code}")).unwrap();
    assert!(matches!(Host::call(link, &[]).0.end().await, HostError::Unreachable(_)));
    // Another web server.
    let other = axum::Router::new();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let link =
        Link::parse(&format!("http://{}/join#{code}", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move { axum::serve(listener, other).await });
    assert!(matches!(Host::call(link, &[]).0.end().await, HostError::NoService));
    drop(world);
}

#[tokio::test]
async fn what_a_host_may_not_say_ends_it() {
    let world = World::new().await;
    let url = format!("{}/host", world.base.replace("http", "ws"));
    let code = world.codes().allow("Ada").unwrap();
    for first in [
        "hello".to_owned(),
        r#"{"rooms":[]}"#.to_owned(),
        format!(r#"{{"code":"{code}","rooms":["../host"]}}"#),
        format!(r#"{{"code":"{code}","rooms":[{}"0"]}}"#, "\"0\",".repeat(200)),
    ] {
        let mut socket = Page(connect_async(&url).await.unwrap().0);
        socket.0.send(Message::text(first.clone())).await.unwrap();
        assert_eq!(socket.end().await, closed::UNREADABLE, "{first}");
    }
    let mut socket = Page(connect_async(&url).await.unwrap().0);
    let hello = format!(r#"{{"code":"{code}","rooms":[]}}"#);
    socket.0.send(Message::text(hello)).await.unwrap();
    let welcome = timeout(PATIENCE, socket.0.next()).await.unwrap().unwrap().unwrap();
    assert_eq!(welcome.to_text().unwrap(), r#"{"multichat_sync":1}"#);
    socket.say(&[1]).await;
    assert_eq!(socket.end().await, closed::UNREADABLE);
}

#[tokio::test]
async fn a_guest_says_no_more_than_it_may_and_rooms_have_an_end() {
    let world = World::new().await;
    let [one, _] = rooms();
    let mut host = Host::connect(world.link("Ada"), &[&one]).await;
    let mut loud = world.guest(&one).await;
    let mut guest = host.guest().await;
    // It is cut off, with or without a word.
    loud.0.send(Message::binary(vec![0; sync::MOST + 1])).await.unwrap_or_default();
    assert_eq!(guest.says.recv().await, None);

    let mut inside = Vec::new();
    let code = loop {
        let mut page = world.guest(&one).await;
        let (refused, guest) = tokio::select! {
            first = page.0.next() => (first, None),
            guest = host.guests.recv() => (None, guest),
        };
        match refused {
            // The first ping of one that was let in.
            None | Some(Ok(Message::Ping(_))) => {
                let guest = match guest {
                    Some(guest) => guest,
                    None => host.guest().await,
                };
                inside.push((page, guest));
            }
            Some(Ok(Message::Close(Some(frame)))) => break u16::from(frame.code),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((inside.len(), code), (8, closed::FULL));
}

#[tokio::test]
async fn a_guest_that_takes_nothing_is_sent_away_and_holds_nobody_up() {
    let world = World::new().await;
    let [one, other] = rooms();
    let mut host = Host::connect(world.link("Ada"), &[&one, &other]).await;
    let slow = world.guest(&one).await;
    let mut to_slow = host.guest().await;
    let mut quick = world.guest(&other).await;
    let to_quick = host.guest().await;
    // What the system itself takes for it is not known: it is told until it is gone.
    let telling = tokio::spawn(async move {
        while to_slow.told.tell(vec![0; sync::MOST]).await {
            if matches!(to_slow.says.try_recv(), Err(mpsc::error::TryRecvError::Disconnected)) {
                return;
            }
        }
    });
    timeout(PATIENCE, telling).await.unwrap().unwrap();
    assert!(to_quick.told.tell(b"still here".to_vec()).await);
    assert_eq!(quick.told().await, &b"still here"[..]);
    assert_eq!(slow.end().await, closed::SLOW);
}

#[tokio::test]
async fn a_connection_that_died_while_the_machine_slept_is_noticed_and_one_that_lives_stays() {
    let world = World::new().await;
    let [one, _] = rooms();
    let mut living = Host::connect(world.link("Ada"), &[&one]).await;
    // Somebody who has fallen silent after the welcome.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let link = format!("http://{}/join#{}", silent.local_addr().unwrap(), "0".repeat(64));
    let (dead, opened) = Host::call(Link::parse(&link).unwrap(), &[]);
    let mut socket = accept_async(silent.accept().await.unwrap().0).await.unwrap();
    socket.send(Message::text(r#"{"multichat_sync":1}"#)).await.unwrap();
    timeout(PATIENCE, opened).await.unwrap().unwrap();

    for host in [&living, &dead] {
        host.wakes.send_modify(|count| *count += 1);
    }
    assert!(matches!(dead.end().await, HostError::Lost));
    let mut page = world.guest(&one).await;
    let guest = living.guest().await;
    assert!(guest.told.tell(b"still here".to_vec()).await);
    assert_eq!(page.told().await, &b"still here"[..]);
    assert!(!living.ended.is_finished());
}

#[tokio::test]
async fn it_stops_with_a_word_to_everybody() {
    let world = World::new().await;
    let [one, _] = rooms();
    let mut host = Host::connect(world.link("Ada"), &[&one]).await;
    let page = world.guest(&one).await;
    let _guest = host.guest().await;
    world.stopping.cancel();
    assert_eq!(page.end().await, 1001);
    assert!(matches!(host.end().await, HostError::Lost));
    world.serving.join().unwrap().unwrap();
}

#[tokio::test]
async fn the_page_and_its_files_are_served_and_nothing_else() {
    let world = World::new().await;
    let get = async |path: &str| {
        let (head, body) = http(&world.base, path).await;
        (head.lines().next().unwrap_or_default().to_owned(), head, body)
    };
    let (status, head, body) = get("/moderate").await;
    assert!(status.contains("200"), "{status}");
    assert!(head.contains("default-src 'none'") && head.contains("img-src 'self' data: blob:"));
    let script = body.split("src=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(get(script).await.0.contains("200"), "{script}");
    for (path, code) in [
        ("/", "200"),
        ("/join", "200"),
        ("/healthz", "200"),
        ("/icons/twitch.svg", "200"),
        ("/ui/moderate.html", "404"),
        ("/ui/dashboard.html", "404"),
        ("/ui/../codes.json", "404"),
        ("/codes.json", "404"),
        ("/moderate/0123", "404"),
    ] {
        let (status, head, _) = get(path).await;
        assert!(status.contains(code), "{path}: {status}");
        assert!(head.contains("nosniff") && head.contains("no-referrer"), "{path}");
    }
}

/// An answer's head and body.
async fn http(base: &str, path: &str) -> (String, String) {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let host = base.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).await.unwrap();
    let asked = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(asked.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.to_lowercase(), body.to_owned())
}
