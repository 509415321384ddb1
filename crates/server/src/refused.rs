//! What a person sees who opened an address that is refused: an old link, most of the time.

use axum::extract::Request;
use axum::http::header::{ACCEPT, CONTENT_SECURITY_POLICY};
use axum::response::{Html, IntoResponse, Response};
use engine::Words;

use crate::error::ApiError;
use crate::headers;

const PAGE: &str = include_str!("refused.html");

/// Where programs ask, whatever they say that they take.
const FOR_PROGRAMS: [&str; 4] = ["/api/", "/hooks/", "/alive/", "/ws/"];
/// What viewers see.
const ON_AIR: &str = "/overlay/";

/// What the one who asks takes for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AskedFor {
    /// A program, or a script of ours.
    Data,
    /// A person's browser.
    Page,
    /// OBS, which shows viewers whatever an overlay's address gives.
    PageOnAir,
}

impl AskedFor {
    /// A browser that opens an address says that it takes HTML; a page's `fetch` does not.
    pub(crate) fn by(request: &Request) -> Self {
        let path = request.uri().path();
        let accepts = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok());
        let is_page = accepts.is_some_and(|accepts| accepts.contains("text/html"));
        if !is_page || FOR_PROGRAMS.iter().any(|start| path.starts_with(start)) {
            return Self::Data;
        }
        // A dock of OBS is the streamer's alone.
        match path.starts_with(ON_AIR) && headers::is_of_obs(request.headers()) {
            true => Self::PageOnAir,
            false => Self::Page,
        }
    }
}

/// What happened and what to do, as a page.
pub(crate) fn page(refusal: &ApiError, words: &Words) -> Response {
    let (message, hint) = refusal.said(words);
    let mut letters = message.chars();
    let first = letters.next().map(char::to_uppercase);
    let message: String = first.into_iter().flatten().chain(letters).collect();
    let page = PAGE.replace("LANGUAGE", words.language());
    let page = page.replace("MESSAGE", &as_text(&message)).replace("HINT", &as_text(&hint));
    ([(CONTENT_SECURITY_POLICY, headers::REFUSED)], Html(page)).into_response()
}

/// Viewers are told nothing.
pub(crate) fn nothing() -> Response {
    Html("<!doctype html><title>MultiChat Overlay</title>").into_response()
}

/// Between two tags these two are all that could be anything but text.
fn as_text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
