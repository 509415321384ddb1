//! What a person sees who opened an address that is refused: an old link, most of the time.

use axum::http::header::{ACCEPT, CONTENT_SECURITY_POLICY, USER_AGENT};
use axum::http::{HeaderMap, HeaderName};
use axum::response::{Html, IntoResponse, Response};
use engine::Words;

use crate::error::ApiError;

const PAGE: &str = include_str!("refused.html");
/// Its own style, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

/// What the one who asks takes for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AskedFor {
    /// A program, or a script of ours.
    Data,
    /// A person's browser.
    Page,
    /// OBS, which shows viewers whatever it gets.
    PageOnAir,
}

impl AskedFor {
    /// A browser that opens an address says that it takes HTML; a script's `fetch` does not.
    pub(crate) fn by(headers: &HeaderMap) -> Self {
        let says = |name: HeaderName, what: &str| {
            let value = headers.get(name).and_then(|value| value.to_str().ok());
            value.is_some_and(|value| value.contains(what))
        };
        match (says(ACCEPT, "text/html"), says(USER_AGENT, " OBS/")) {
            (false, _) => Self::Data,
            (true, false) => Self::Page,
            (true, true) => Self::PageOnAir,
        }
    }
}

/// What happened and what to do, as a page.
pub(crate) fn page(refusal: &ApiError, words: &Words) -> Response {
    let (message, hint) = refusal.said(words);
    let mut letters = message.chars();
    let first = letters.next().map(char::to_uppercase);
    let message: String = first.into_iter().flatten().chain(letters).collect();
    let page = PAGE.replace("MESSAGE", &as_text(&message)).replace("HINT", &as_text(&hint));
    ([(CONTENT_SECURITY_POLICY, POLICY)], Html(page)).into_response()
}

/// Viewers are told nothing.
pub(crate) fn nothing() -> Response {
    Html("<!doctype html><title>MultiChat Overlay</title>").into_response()
}

/// Between two tags these two are all that could be anything but text.
fn as_text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
