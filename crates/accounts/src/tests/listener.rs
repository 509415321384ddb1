//! The port that waits for the browser's answer.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::rig::Rig;
use crate::AccountState;
use crate::loopback::{Answer, Loopback};

/// Sends a request as it is, and answers with the whole response.
async fn send(port: u16, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    text
}

fn get(port: u16, target: &str) -> String {
    format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n")
}

async fn open() -> (u16, tokio::task::JoinHandle<Answer>) {
    let loopback = Loopback::open().await.unwrap();
    let port = url::Url::parse(&loopback.url()).unwrap().port().unwrap();
    (port, tokio::spawn(async move { loopback.answer("right").await }))
}

async fn is_closed(port: u16) -> bool {
    TcpStream::connect(("127.0.0.1", port)).await.is_err()
}

#[tokio::test]
async fn what_is_not_the_answer_is_refused_and_changes_nothing() {
    let (port, answer) = open().await;
    let path = "/google/callback";
    let host = format!("Host: 127.0.0.1:{port}\r\n");
    let right = format!("{path}?state=right&code=c");
    for (request, status) in [
        (get(port, &format!("{path}?code=c")), 400),
        (get(port, &format!("{path}?state=wrong&code=c")), 400),
        (get(port, &format!("{path}?state=righ&code=c")), 400),
        (get(port, &format!("{path}?state=right&state=wrong&code=c")), 400),
        (get(port, &format!("{path}?state=right")), 400),
        (get(port, &format!("{path}?state=right&code=c&error=e")), 400),
        (get(port, &format!("{path}?state=right&code=c&code=d")), 400),
        (get(port, "/?state=right&code=c"), 404),
        (get(port, "/twitch/callback?state=right&code=c"), 404),
        (get(port, &format!("http://127.0.0.1:{port}{right}")), 404),
        (format!("POST {right} HTTP/1.1\r\n{host}\r\n"), 405),
        (format!("HEAD {right} HTTP/1.1\r\n{host}\r\n"), 405),
        (format!("GET {right} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"), 403),
        (format!("GET {right} HTTP/1.1\r\nHost: evil.test:{port}\r\n\r\n"), 403),
        (format!("GET {right} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"), 403),
        (format!("GET {right} HTTP/1.1\r\n{host}{host}\r\n"), 403),
        (format!("GET {right} HTTP/1.1\r\n\r\n"), 403),
        ("nonsense\r\n\r\n".to_owned(), 400),
        (format!("GET /{} HTTP/1.1\r\n", "x".repeat(20_000)), 431),
    ] {
        let response = send(port, &request).await;
        let said = response.split(' ').nth(1).unwrap_or_default();
        assert_eq!(said, status.to_string(), "{request}");
        assert!(!answer.is_finished(), "{request}");
    }
    let response = send(port, &get(port, &right)).await;
    assert!(response.starts_with("HTTP/1.1 200"), "{response}");
    assert!(matches!(answer.await.unwrap(), Answer::Code(_)));
}

#[tokio::test]
async fn the_page_keeps_nothing_and_tells_nobody() {
    let (port, answer) = open().await;
    let response = send(port, &get(port, "/google/callback?state=right&code=hunter2")).await;
    for wanted in [
        "cache-control: no-store",
        "referrer-policy: no-referrer",
        "default-src 'none'",
        "history.replaceState",
    ] {
        assert!(response.contains(wanted), "{wanted} is missing in {response}");
    }
    assert!(!response.contains("hunter2") && !response.contains("right"), "{response}");
    drop(answer.await.unwrap());
}

#[tokio::test]
async fn the_second_answer_finds_nobody() {
    let (port, answer) = open().await;
    // Open before the first answer, as a browser's connections in advance are.
    let mut early = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let begun = Instant::now();
    send(port, &get(port, "/google/callback?state=right&code=first")).await;
    let again = get(port, "/google/callback?state=right&code=second");
    // It may be closed already.
    drop(early.write_all(again.as_bytes()).await);
    let mut response = String::new();
    drop(early.read_to_string(&mut response).await);
    assert!(response.is_empty() || response.contains(" 410 "), "{response}");
    let Answer::Code(code) = answer.await.unwrap() else { panic!("it is an answer") };
    assert_eq!(secrecy::ExposeSecret::expose_secret(&code), "first");
    assert!(is_closed(port).await);
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn connections_that_say_nothing_do_not_hold_it() {
    let (port, answer) = open().await;
    let mut idle = Vec::new();
    for _ in 0..10 {
        idle.push(TcpStream::connect(("127.0.0.1", port)).await.unwrap());
    }
    send(port, &get(port, "/google/callback?state=right&code=c")).await;
    assert!(matches!(answer.await.unwrap(), Answer::Code(_)));
    drop(idle);
}

fn port_of(url: &str) -> u16 {
    let url = url::Url::parse(url).unwrap();
    let redirect = url.query_pairs().find(|(name, _)| name == "redirect_uri").unwrap().1;
    url::Url::parse(&redirect).unwrap().port().unwrap()
}

#[tokio::test]
async fn it_is_closed_within_a_second_of_cancelling() {
    let rig = Rig::new().await;
    let run = rig.run();
    let port = port_of(&run.google().connect(&[]).await.unwrap().url);
    assert!(!is_closed(port).await);
    let begun = Instant::now();
    run.google().cancel();
    while !is_closed(port).await {
        tokio::task::yield_now().await;
    }
    assert!(begun.elapsed() < Duration::from_secs(1));
    assert_eq!(run.google().view().state, AccountState::SignedOut);
}

#[tokio::test]
async fn a_wrong_state_never_reaches_the_token_endpoint() {
    let rig = Rig::new().await;
    let run = rig.run();
    let port = port_of(&run.google().connect(&[]).await.unwrap().url);
    let response = send(port, &get(port, "/google/callback?state=guessed&code=stolen")).await;
    assert!(response.starts_with("HTTP/1.1 400"));
    assert_eq!(run.google().view().state, AccountState::Connecting);
    assert_eq!(rig.identity.stats().requests.get("/google/token"), None);
}

#[tokio::test]
async fn it_is_closed_after_five_minutes() {
    let rig = Rig::new().await;
    let run = rig.run();
    let port = port_of(&run.google().connect(&[]).await.unwrap().url);
    tokio::time::pause();
    tokio::time::sleep(Duration::from_secs(299)).await;
    assert_eq!(run.google().view().state, AccountState::Connecting);
    tokio::time::sleep(Duration::from_secs(2)).await;
    tokio::time::resume();
    assert!(is_closed(port).await);
    let view = run.google().view();
    assert_eq!(view.state, AccountState::SignedOut);
    assert!(view.detail.contains("in time"), "{}", view.detail);
}
