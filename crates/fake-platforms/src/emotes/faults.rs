//! Everything that goes wrong with emote services and image hosts.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderValue, Response as Answer, StatusCode, header};
use axum::response::{Html, IntoResponse, Json, Response};
use futures_util::{Stream, StreamExt, stream};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::changed::Shape;
use super::{FakeEmotes, bombs};
use crate::socket::Reset;

/// What [`Fault::Huge`] promises.
const HUGE: usize = 50 << 20;

/// A body that has no end comes in such pieces.
const PIECE: usize = 1 << 16;

/// How often a slow body goes on.
const TICK: Duration = Duration::from_millis(100);

/// An image that is a program.
const SVG: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"><script>alert(1)</script><circle r="9" onclick="alert(1)"/></svg>"#;

/// One way to answer wrongly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The connection is reset before there is an answer.
    Down,
    /// This status with a short body.
    Status(u16),
    /// 429 with `Retry-After` in seconds.
    RetryAfter(u64),
    /// The right answer after so many milliseconds.
    Slow(u64),
    /// The right headers, and then nothing, ever.
    Stall,
    /// The right answer, so many bytes a second.
    SlowBody(u64),
    /// 200 with the first half of the right answer, as if it was all.
    Truncated,
    /// The right answer's length, and half of it; then the connection is reset.
    Cut,
    /// 200 without a byte.
    Empty,
    /// A redirect to this address.
    Redirect(String),
    /// 200 with bytes that are nothing, as `image/png`.
    WrongBytes,
    /// A page, as `text/html`.
    Html,
    /// An SVG with a script, as `image/svg+xml`.
    Svg,
    /// The same as `image/png`.
    SvgAsPng,
    /// A picture whose `Content-Length` is 50 MB.
    Huge,
    /// A picture without a length and without an end.
    Endless,
    /// A megabyte of `Content-Encoding: gzip` that is a gigabyte of spaces, as `application/json`.
    GzipBomb,
    /// A PNG of a few bytes that says it is 50,000 × 50,000.
    PngBomb,
    /// A GIF with 100,000 frames on a large canvas.
    GifBomb,
    /// A WebP of a few bytes that says it is 16,383 × 16,383.
    WebpBomb,
    /// A WebP with 10,000 frames on a large canvas.
    WebpFrames,
    /// 200 with bytes that are neither JSON nor UTF-8, as `application/json`.
    Garbage,
    /// The right answer in another shape.
    Changed(Shape),
}

/// A fault for some requests.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) on: String,
    pub(super) fault: Fault,
    /// How many requests it still has to spoil; `None` is all of them.
    pub(super) left: Option<u32>,
}

impl Rule {
    fn hits(&self, url: &str) -> bool {
        if self.on.starts_with('/') {
            return url.starts_with(&self.on);
        }
        let host = url.split('/').next().unwrap_or(url);
        self.on == url || self.on == host
    }
}

impl FakeEmotes {
    /// Spoils the next `times` requests, or all of them: those of a service whose path starts with
    /// `on` (`/bttv/3`, `/7tv/events`), those of one image (`cdn.7tv.app/emote/ID/1x.webp`), or
    /// those of a whole image host (`cdn.7tv.app`). Faults of the same requests take turns in the
    /// order they were asked for.
    pub fn fail(&self, on: &str, fault: Fault, times: Option<u32>) {
        let rule = Rule { on: on.to_owned(), fault, left: times };
        self.world.send_modify(|world| world.faults.push(rule));
    }

    /// Ends all faults of requests, or those that were asked for with this `on`.
    pub fn heal(&self, on: Option<&str>) {
        self.world.send_modify(|world| {
            world.faults.retain(|rule| on.is_some_and(|on| on != rule.on));
        });
    }
}

/// The next fault for a request of this address, if one is due.
pub(super) fn take(rules: &mut Vec<Rule>, url: &str) -> Option<Fault> {
    let index = rules.iter().position(|rule| rule.hits(url))?;
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
        match self {
            Self::Down => {
                socket.ask();
                Response::new(Body::from_stream(stream::iter([Err::<Bytes, _>(broken())])))
            }
            Self::Status(code) => {
                let status = StatusCode::from_u16(code).unwrap_or(StatusCode::BAD_REQUEST);
                (status, Json(json!({"status_code": code, "error": "asked for"}))).into_response()
            }
            Self::RetryAfter(seconds) => {
                let after = [(header::RETRY_AFTER, seconds.to_string())];
                (StatusCode::TOO_MANY_REQUESTS, after, Json(json!({}))).into_response()
            }
            Self::Slow(milliseconds) => {
                tokio::time::sleep(Duration::from_millis(milliseconds)).await;
                right().await
            }
            Self::Stall => streamed(right().await, |_| stream::pending()).await,
            Self::SlowBody(rate) => streamed(right().await, |body| slowly(body, rate)).await,
            Self::Truncated => changed(right().await, |body| body.slice(..body.len() / 2)).await,
            Self::Cut => {
                socket.ask();
                let half = |body: Bytes| {
                    // What goes out with the reset would be lost, so half is sent well before.
                    let end = stream::once(async {
                        tokio::time::sleep(TICK).await;
                        Err(broken())
                    });
                    stream::iter([Ok(body.slice(..body.len() / 2))]).chain(end)
                };
                streamed(right().await, half).await
            }
            Self::Empty => changed(right().await, |_| Bytes::new()).await,
            Self::Redirect(to) => match HeaderValue::try_from(to) {
                Ok(to) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
                Err(error) => (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
            },
            Self::WrongBytes => typed("image/png", [0x00, 0xff, 0x13, 0x37].repeat(64)),
            Self::Html => Html("<!DOCTYPE html><title>Oops</title><p>Oops").into_response(),
            Self::Svg => typed("image/svg+xml", SVG),
            Self::SvgAsPng => typed("image/png", SVG),
            Self::Huge => {
                let all = endless().take(HUGE / PIECE);
                let mut answer = typed("image/png", Body::from_stream(all));
                answer.headers_mut().insert(header::CONTENT_LENGTH, HUGE.into());
                answer
            }
            Self::Endless => typed("image/png", Body::from_stream(endless())),
            Self::GzipBomb => {
                let mut answer = made("application/json", bombs::gzip());
                let gzip = HeaderValue::from_static("gzip");
                answer.headers_mut().insert(header::CONTENT_ENCODING, gzip);
                answer
            }
            Self::PngBomb => made("image/png", bombs::png()),
            Self::GifBomb => made("image/gif", bombs::gif()),
            Self::WebpBomb => made("image/webp", Ok(bombs::webp())),
            Self::WebpFrames => made("image/webp", bombs::webp_frames()),
            Self::Garbage => typed("application/json", vec![0x7b, 0xff, 0xfe, 0x00, 0x22, 0x5d]),
            Self::Changed(shape) => {
                let change = |body: Bytes| match serde_json::from_slice::<Value>(&body) {
                    Ok(right) => shape.of(right).to_string().into(),
                    Err(_) => body,
                };
                changed(right().await, change).await
            }
        }
    }
}

fn typed(kind: &'static str, body: impl Into<Body>) -> Response {
    let mut answer = Answer::new(body.into());
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    answer
}

/// A picture; 500 if it could not be made.
pub(super) fn made(kind: &'static str, picture: std::io::Result<Vec<u8>>) -> Response {
    match picture {
        Ok(picture) => typed(kind, picture),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

fn broken() -> std::io::Error {
    std::io::Error::other("a broken connection was asked for")
}

/// The beginning of a PNG, and then zeros.
fn endless() -> impl Stream<Item = std::io::Result<Bytes>> + Send {
    const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
    let zeros = Bytes::from(vec![0; PIECE]);
    let first = [SIGNATURE, &zeros.slice(SIGNATURE.len()..)].concat();
    stream::iter([Bytes::from(first)]).chain(stream::repeat(zeros)).map(Ok)
}

fn slowly(body: Bytes, rate: u64) -> impl Stream<Item = std::io::Result<Bytes>> + Send {
    // Ten pieces a second, or one byte at a time where that is too much.
    let piece = usize::try_from(rate / 10).unwrap_or(usize::MAX).max(1);
    let pause = if rate < 10 {
        Duration::from_secs(1) / u32::try_from(rate.max(1)).unwrap_or(1)
    } else {
        TICK
    };
    stream::unfold(body, move |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        tokio::time::sleep(pause).await;
        let next = rest.split_to(piece.min(rest.len()));
        Some((Ok(next), rest))
    })
}

/// The answer with the same length, and its body in other pieces.
async fn streamed<S>(right: Response, pieces: impl FnOnce(Bytes) -> S) -> Response
where
    S: Stream<Item = std::io::Result<Bytes>> + Send + 'static,
{
    let (mut parts, body) = right.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.insert(header::CONTENT_LENGTH, body.len().into());
    Response::from_parts(parts, Body::from_stream(pieces(body)))
}

/// The answer with another body.
async fn changed(right: Response, change: impl FnOnce(Bytes) -> Bytes) -> Response {
    let (mut parts, body) = right.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(change(body)))
}
