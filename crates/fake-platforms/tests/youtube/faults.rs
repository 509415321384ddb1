//! What goes wrong on request.

use std::io::ErrorKind;

use fake_platforms::youtube::{Fault, GET_LIVE_CHAT};
use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::viewer::{RELOAD, SOON, VIDEO, Viewer, canonical, string, text};

#[tokio::test]
async fn faults_spoil_the_next_answers_and_then_end() {
    let viewer = Viewer::new().await;
    viewer.youtube.chat(VIDEO, "@ada", "hi").expect("declared");
    let data = viewer.json("/youtubei/v1/next", json!({"videoId": VIDEO})).await;
    let token = string(&data, RELOAD);
    let spoil = |fault| viewer.youtube.fail(GET_LIVE_CHAT, fault, Some(1));
    let answer = async || viewer.poll(&token).send().await.expect("headers");
    for code in [400, 403, 404, 429, 500, 503] {
        spoil(Fault::Status(code));
        let answer = answer().await;
        assert_eq!(answer.status().as_u16(), code);
        let body: Value = answer.json().await.expect("JSON");
        assert_eq!(body.pointer("/error/code"), Some(&json!(code)));
    }
    spoil(Fault::RetryAfter(30));
    assert_eq!(answer().await.headers().get("retry-after").expect("a header"), "30");
    spoil(Fault::UnusualTraffic);
    assert!(text(answer().await).await.contains("unusual traffic"));
    spoil(Fault::Html);
    assert!(text(answer().await).await.starts_with("<!DOCTYPE html>"));
    spoil(Fault::Truncated);
    let cut = text(answer().await).await;
    assert!(cut.starts_with('{') && serde_json::from_str::<Value>(&cut).is_err(), "half: {cut}");
    spoil(Fault::NoContents);
    assert!(!text(answer().await).await.contains("continuationContents"));
    spoil(Fault::NoContinuations);
    assert!(text(answer().await).await.contains("\"continuations\":[]"));
    spoil(Fault::Message("Not now".into()));
    assert!(text(answer().await).await.contains("Not now"));
    spoil(Fault::Consent);
    assert!(text(answer().await).await.contains("Before you continue"));
    spoil(Fault::Garbage);
    let garbage = answer().await.bytes().await.expect("bytes");
    assert!(serde_json::from_slice::<Value>(&garbage).is_err(), "not JSON: {garbage:?}");
    spoil(Fault::Renamed { from: "liveChatContinuation".into(), to: "liveChat2".into() });
    let renamed: Value = answer().await.json().await.expect("JSON");
    assert!(renamed.pointer("/continuationContents/liveChat2/actions").is_some(), "{renamed}");
    assert!(!renamed.to_string().contains("liveChatContinuation"), "{renamed}");
    for (fault, kind) in
        [(Fault::HangUp, ErrorKind::UnexpectedEof), (Fault::Reset, ErrorKind::ConnectionReset)]
    {
        spoil(fault.clone());
        assert_eq!(end(&viewer).await, kind, "{fault:?}");
    }
    viewer.youtube.fail("/watch", renamed_bar(), Some(1));
    let page = viewer.page(&format!("/watch?v={VIDEO}")).await;
    assert!(!page.contains("\"conversationBar\""), "a page without its bar");
    assert_eq!(viewer.read(&token).await.0, ["hi"], "each fault spoiled one answer");
    viewer.youtube.fail("/@", Fault::Status(503), None);
    for _ in 0..3 {
        let page = viewer.get("/@iofi/live").send().await.expect("an answer");
        assert_eq!(page.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
    viewer.youtube.heal();
    assert!(canonical(&viewer.page("/@iofi/live").await).ends_with(VIDEO));
}

#[tokio::test]
async fn the_consent_wall_opens_with_the_cookie() {
    let viewer = Viewer::new().await;
    viewer.youtube.set_consent_wall(true);
    let walled = viewer.get("/@iofi/live").send().await.expect("an answer");
    assert!(walled.url().path().contains("consent.youtube.com"), "{}", walled.url());
    assert!(text(walled).await.contains("Before you continue"));
    let agreed = viewer.get("/@iofi/live").header("Cookie", "A=b; SOCS=CAI").send().await;
    assert!(canonical(&text(agreed.expect("an answer")).await).ends_with(VIDEO));
}

fn renamed_bar() -> Fault {
    Fault::Renamed { from: "conversationBar".into(), to: "bar".into() }
}

/// How the connection of a poll ends that gets no answer.
async fn end(viewer: &Viewer) -> ErrorKind {
    let url = viewer.youtube.url();
    let host = url.trim_start_matches("http://");
    let mut socket = TcpStream::connect(host).await.expect("a connection");
    let request = format!("POST {GET_LIVE_CHAT} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
    socket.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    let end = timeout(SOON, socket.read_to_end(&mut answer)).await.expect("an end in time");
    assert_eq!(answer, b"", "nothing came before the end");
    end.map_or_else(|error| error.kind(), |_| ErrorKind::UnexpectedEof)
}

#[tokio::test]
async fn a_silent_server_never_answers_and_others_go_on() {
    let viewer = Viewer::new().await;
    viewer.youtube.fail(GET_LIVE_CHAT, Fault::Silent, Some(1));
    let data = viewer.json("/youtubei/v1/next", json!({"videoId": VIDEO})).await;
    let token = string(&data, RELOAD);
    let waiting = tokio::spawn(viewer.poll(&token).send());
    timeout(SOON, viewer.youtube.requested(GET_LIVE_CHAT, 1)).await.expect("it came in");
    viewer.read(&token).await;
    assert!(!waiting.is_finished(), "the first poll still waits");
    let polls = viewer.youtube.stats().polls.remove(VIDEO).expect("polls");
    assert_eq!((polls.started, polls.answered, polls.in_flight), (2, 1, 1));
    waiting.abort();
}
