//! Who may ask.

use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, HOST, ORIGIN, UPGRADE};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::Response;
use subtle::ConstantTimeEq;

use crate::Site;
use crate::error::ApiError;

/// What a key allows. Each key has one scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Everything.
    Owner,
    /// To read what the overlay with this id shows.
    Overlay(String),
}

impl Site {
    /// The scope of a key. `None` if there is no such key.
    pub(crate) fn scope_of(&self, key: &str) -> Option<Scope> {
        let is = |known: &engine::Key| bool::from(known.reveal().as_bytes().ct_eq(key.as_bytes()));
        if is(&self.0.owner) {
            return Some(Scope::Owner);
        }
        let overlays = self.0.engine.overlays();
        let overlays = overlays.borrow();
        let found = overlays.iter().find(|overlay| is(&overlay.key))?;
        Some(Scope::Overlay(found.id.clone()))
    }
}

/// Refuses what did not come to our own address, and writes and WebSockets of other sites' pages.
///
/// A page that a hostile name resolved to this machine serves (DNS rebinding) is told by `Host`,
/// any other page by `Origin`. Both are set by the browser, and no page can change them.
pub(crate) async fn own_host_and_origin(
    State(site): State<Site>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let host = one(request.headers(), &HOST).ok_or_else(ApiError::foreign)?;
    let port = site.0.port;
    let own = ["127.0.0.1", "localhost", "[::1]"].map(|name| match port {
        // Browsers leave out the port that is HTTP's own.
        80 => name.to_owned(),
        _ => format!("{name}:{port}"),
    });
    let authority_fits = request.uri().authority().is_none_or(|named| named.as_str() == host);
    if !own.iter().any(|own| own == host) || !authority_fits {
        return Err(ApiError::foreign());
    }
    let reads_only = matches!(*request.method(), Method::GET | Method::HEAD)
        && !request.headers().contains_key(UPGRADE);
    if !reads_only && request.headers().contains_key(ORIGIN) {
        let expected = format!("http://{host}");
        if one(request.headers(), &ORIGIN) != Some(expected.as_str()) {
            return Err(ApiError::foreign());
        }
    }
    Ok(next.run(request).await)
}

/// Lets the owner's key pass, and nothing else.
pub(crate) async fn owner_only(
    State(site): State<Site>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let header = one(request.headers(), &AUTHORIZATION).unwrap_or_default();
    let key = header.strip_prefix("Bearer ").unwrap_or_default();
    match site.scope_of(key) {
        Some(Scope::Owner) => Ok(next.run(request).await),
        Some(Scope::Overlay(_)) => Err(ApiError::small_scope()),
        None => Err(ApiError::unknown_key()),
    }
}

/// The value of a header that is there exactly once, as text.
fn one<'a>(headers: &'a HeaderMap, name: &axum::http::HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}
