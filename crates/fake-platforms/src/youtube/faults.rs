//! Everything that InnerTube was seen to answer in place of chat.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Json, Redirect, Response};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::live_chat;
use super::routes::CONSENT;
use crate::socket::Reset;

/// One way to answer wrongly. The shape of an answer is changed by [`Self::Renamed`]: without its
/// conversation bar, say, a watch page is as good as one whose bar has another name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// This status with InnerTube's JSON for it: 400, 403, 404, 429, 500 and 503 are usual.
    Status(u16),
    /// Too many requests, with `Retry-After` in seconds. Without: `Status(429)`.
    RetryAfter(u64),
    /// A redirect to the "unusual traffic" page.
    UnusualTraffic,
    /// A redirect to the consent page, whatever cookies came along.
    Consent,
    /// A page where JSON is expected.
    Html,
    /// 200 with bytes that are neither JSON nor UTF-8.
    Garbage,
    /// The right answer, cut in half.
    Truncated,
    /// The right answer in which each field called `from` is called `to`.
    Renamed {
        /// The name that clients know.
        from: String,
        /// The name in its place.
        to: String,
    },
    /// 200 with nothing but a response context, as after the end of a stream.
    NoContents,
    /// 200 with a chat that has no continuations.
    NoContinuations,
    /// 200 with a `messageRenderer` in place of the chat.
    Message(String),
    /// The right answer after so many milliseconds.
    Slow(u64),
    /// No answer, ever; the connection stays open until the client gives up.
    Silent,
    /// The connection is closed before there is an answer.
    HangUp,
    /// The connection is reset before there is an answer.
    Reset,
}

/// A fault for the requests of one path.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) path: String,
    pub(super) fault: Fault,
    /// How many requests it still has to spoil; `None` is all of them.
    pub(super) left: Option<u32>,
}

/// The next fault for a request of this path, if one is due.
pub(super) fn take(rules: &mut Vec<Rule>, path: &str) -> Option<Fault> {
    let index = rules.iter().position(|rule| path.starts_with(&rule.path))?;
    let rule = rules.get_mut(index)?;
    let fault = rule.fault.clone();
    if let Some(left) = &mut rule.left {
        *left = left.saturating_sub(1);
        if *left == 0 {
            rules.remove(index);
        }
    }
    Some(fault)
}

impl Fault {
    /// Answers with the fault; `right` makes the right answer, for the faults that need it, and
    /// `socket` is what the answer goes out by.
    pub(super) async fn answer(
        self,
        right: impl AsyncFnOnce() -> Response,
        socket: &Reset,
    ) -> Response {
        let chat = |content| {
            let mut body = json!({"responseContext": live_chat::response_context()});
            if let Some(body) = body.as_object_mut() {
                body.extend(content);
            }
            Json(body).into_response()
        };
        match self {
            Self::Status(code) => {
                let status = StatusCode::from_u16(code).unwrap_or(StatusCode::BAD_REQUEST);
                (status, Json(live_chat::error(status))).into_response()
            }
            Self::RetryAfter(seconds) => {
                let status = StatusCode::TOO_MANY_REQUESTS;
                let after = [(header::RETRY_AFTER, seconds.to_string())];
                (status, after, Json(live_chat::error(status))).into_response()
            }
            Self::UnusualTraffic => Redirect::to("/sorry/index?continue=x").into_response(),
            Self::Consent => Redirect::to(CONSENT).into_response(),
            Self::Garbage => {
                let kind = [(header::CONTENT_TYPE, "application/json; charset=UTF-8")];
                (kind, [0x7b, 0xff, 0xfe, 0x00, 0x80, 0x22, 0x5d].as_slice()).into_response()
            }
            Self::Html => Html("<!DOCTYPE html><title>YouTube</title><p>Oops</p>").into_response(),
            Self::Truncated => changed(right().await, |body| body.slice(..body.len() / 2)).await,
            Self::Renamed { from, to } => {
                let rename = |body: Bytes| {
                    let text = String::from_utf8_lossy(&body);
                    text.replace(&format!("\"{from}\":"), &format!("\"{to}\":")).into()
                };
                changed(right().await, rename).await
            }
            Self::NoContents => chat(None),
            Self::NoContinuations => {
                let empty = json!({"liveChatContinuation": {"continuations": []}});
                chat(Some(("continuationContents".to_owned(), empty)))
            }
            Self::Message(text) => chat(Some(("contents".to_owned(), live_chat::message(&text)))),
            Self::Slow(milliseconds) => {
                tokio::time::sleep(Duration::from_millis(milliseconds)).await;
                right().await
            }
            Self::Silent => std::future::pending().await,
            Self::HangUp => broken(),
            Self::Reset => {
                socket.ask();
                broken()
            }
        }
    }
}

/// The answer with another body.
async fn changed(right: Response, change: impl FnOnce(Bytes) -> Bytes) -> Response {
    let (parts, body) = right.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let mut changed = Response::new(Body::from(change(body)));
    *changed.status_mut() = parts.status;
    if let Some(kind) = parts.headers.get(header::CONTENT_TYPE) {
        changed.headers_mut().insert(header::CONTENT_TYPE, kind.clone());
    }
    changed
}

/// An answer that ends the connection in place of being sent.
fn broken() -> Response {
    let broken = std::io::Error::other("a broken connection was asked for");
    let nothing: [Result<&str, _>; 1] = [Err(broken)];
    Response::new(Body::from_stream(futures_util::stream::iter(nothing)))
}
