//! The moderators' page and its files, the same for everybody, and a word to who comes otherwise.

use axum::Router;
use axum::extract::Path;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::RustEmbed;

use crate::Service;

/// The page and its files. Missing until the pages are built.
#[derive(RustEmbed)]
#[folder = "../../ui/dist/"]
#[include = "moderate.html"]
#[include = "favicon.svg"]
#[include = "assets/*"]
#[allow_missing = true]
struct Ui;

/// The platforms' marks.
#[derive(RustEmbed)]
#[folder = "../../overlay-themes/_runtime/icons/"]
#[include = "*.svg"]
struct Icons;

/// What the moderators' page may do. Its pictures come through the seal, and so by `blob:`.
const MODERATE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
    trusted-types 'none'";
/// What a page of words may do: have its own style.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

/// What the pages of words say: a heading, and the rest.
const HOME: [&str; 2] = [
    "This is a MultiChat sync service",
    "<p>Streamers’ applications and their moderators meet here. What they say to each other is sealed: \
     this server passes it on and can’t read it.</p><p>If a streamer has invited you, open the whole \
     link that they sent you, with what follows the <code>#</code>.</p>",
];
const JOIN: [&str; 2] = [
    "This link connects your application",
    "<p>Copy the whole address of this page, with what follows the <code>#</code>. In MultiChat \
     Overlay, paste it under Moderators, “From anywhere”.</p><p>It is for you alone: whoever has it \
     can stand in for your application here. What you and your moderators say to each other they \
     can’t read with it.</p>",
];

const ON_EVERY_ANSWER: [(HeaderName, &str); 6] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (X_FRAME_OPTIONS, "DENY"),
    // Asked again every time: an update shows at once.
    (CACHE_CONTROL, "no-cache"),
];

pub(crate) fn routes() -> Router<Service> {
    Router::new()
        .route("/", get(async || words(StatusCode::OK, HOME)))
        .route("/join", get(async || words(StatusCode::OK, JOIN)))
        .route("/moderate", get(async || page(file::<Ui>("moderate.html"), MODERATE)))
        .route("/ui/{*path}", get(asset))
        .route("/icons/{name}", get(async |Path(name): Path<String>| found(file::<Icons>(&name))))
        .route("/healthz", get(async || "ok"))
        .fallback(async || missing())
        .layer(map_response(on_every_answer))
}

/// A file of the page; the page itself has its own address.
async fn asset(Path(path): Path<String>) -> Response {
    let is_page = path.to_ascii_lowercase().ends_with(".html");
    found(file::<Ui>(&path).filter(|_| !is_page))
}

fn file<Files: RustEmbed>(path: &str) -> Option<Response> {
    let kind = match path.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        _ => return None,
    };
    let data = Files::get(path)?.data;
    Some(([(CONTENT_TYPE, kind)], data).into_response())
}

fn found(file: Option<Response>) -> Response {
    file.unwrap_or_else(missing)
}

fn page(page: Option<Response>, policy: &'static str) -> Response {
    let policy = [(CONTENT_SECURITY_POLICY, policy)];
    page.map_or_else(missing, |page| (policy, page).into_response())
}

fn words(status: StatusCode, [heading, words]: [&str; 2]) -> Response {
    let html = include_str!("words.html").replace("HEADING", heading).replace("WORDS", words);
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_SECURITY_POLICY, POLICY)];
    (status, headers, html).into_response()
}

fn missing() -> Response {
    words(StatusCode::NOT_FOUND, HOME)
}

async fn on_every_answer(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    for (name, value) in ON_EVERY_ANSWER {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    answer
}
