//! Who may ask.

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{AUTHORIZATION, HOST, ORIGIN, UPGRADE};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::Response;
use chat::By;
use engine::{EngineError, Key, ModRight, Moderator};
use jiff::Timestamp;
use subtle::ConstantTimeEq;

use crate::error::ApiError;
use crate::{Site, network};

/// What a key allows. Each key has one scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Everything.
    Owner,
    /// To read chat and to act on it, as [`DOCK_MAY`] says.
    Dock,
    /// To read chat, and what the streamer lets them, as [`MODERATOR_MAY`] says.
    Moderator(Box<Moderator>),
    /// To read what the overlay with this id shows.
    Overlay(String),
}

/// What a dock may ask of the API.
const DOCK_MAY: &[(Method, &str)] = &[
    (Method::GET, "/api/me"),
    (Method::GET, "/api/health"),
    (Method::GET, "/api/messages"),
    (Method::POST, "/api/messages/{id}/hide"),
    (Method::POST, "/api/messages/{id}/unhide"),
    (Method::POST, "/api/messages/{id}/pass"),
    (Method::GET, "/api/held"),
    (Method::GET, "/api/automod"),
    (Method::POST, "/api/automod/{id}/allow"),
    (Method::POST, "/api/automod/{id}/deny"),
    (Method::GET, "/api/sources"),
    (Method::POST, "/api/sources/{id}/start"),
    (Method::POST, "/api/sources/{id}/stop"),
    (Method::POST, "/api/listeners/start"),
    (Method::POST, "/api/listeners/stop"),
    (Method::POST, "/api/curtain"),
    (Method::GET, "/api/chat/limits"),
    (Method::GET, "/api/chat/commands"),
    (Method::GET, "/api/chat/emotes"),
    (Method::POST, "/api/chat/send"),
    (Method::POST, "/api/moderation/delete"),
    (Method::POST, "/api/moderation/timeout"),
    (Method::POST, "/api/moderation/ban"),
    (Method::POST, "/api/moderation/unban"),
    (Method::GET, "/api/focus"),
    (Method::POST, "/api/focus/queue"),
    (Method::PUT, "/api/focus/queue"),
    (Method::DELETE, "/api/focus/queue"),
    (Method::POST, "/api/focus/queue/restore"),
    (Method::DELETE, "/api/focus/queue/{id}"),
    (Method::POST, "/api/focus/queue/{id}/pin"),
    (Method::POST, "/api/focus/show"),
    (Method::POST, "/api/focus/next"),
    (Method::POST, "/api/focus/previous"),
    (Method::POST, "/api/focus/clear"),
    (Method::POST, "/api/focus/suggestions"),
    (Method::POST, "/api/focus/suggestions/{id}/accept"),
    (Method::POST, "/api/focus/suggestions/{id}/reject"),
    (Method::GET, "/api/audit"),
    (Method::POST, "/api/audit/undo"),
    (Method::POST, "/api/audit/{number}/undo"),
];

/// What a moderator may ask of the API, and the right that it needs.
const MODERATOR_MAY: &[(Method, &str, Option<ModRight>)] = &[
    (Method::GET, "/api/me", None),
    (Method::GET, "/api/health", None),
    (Method::GET, "/api/messages", None),
    (Method::GET, "/api/sources", None),
    (Method::GET, "/api/focus", None),
    (Method::POST, "/api/focus/suggestions", Some(ModRight::Suggest)),
    (Method::POST, "/api/focus/queue", Some(ModRight::Queue)),
    (Method::DELETE, "/api/focus/queue/{id}", Some(ModRight::Queue)),
    (Method::POST, "/api/messages/{id}/hide", Some(ModRight::Hide)),
    (Method::POST, "/api/messages/{id}/unhide", Some(ModRight::Hide)),
    (Method::POST, "/api/messages/{id}/pass", Some(ModRight::Hide)),
    (Method::GET, "/api/held", Some(ModRight::Hide)),
    (Method::GET, "/api/chat/limits", Some(ModRight::Send)),
    (Method::GET, "/api/chat/commands", Some(ModRight::Send)),
    (Method::GET, "/api/chat/emotes", Some(ModRight::Send)),
    (Method::POST, "/api/chat/send", Some(ModRight::Send)),
    (Method::POST, "/api/moderation/delete", Some(ModRight::Delete)),
    (Method::POST, "/api/moderation/timeout", Some(ModRight::Timeout)),
];

impl Scope {
    /// Whether it may call this route of the API.
    pub(crate) fn may_call(&self, method: &Method, route: &str) -> bool {
        match self {
            Self::Owner => true,
            Self::Dock => DOCK_MAY.iter().any(|(may, path)| may == method && *path == route),
            Self::Moderator(moderator) => MODERATOR_MAY.iter().any(|(may, path, right)| {
                may == method && *path == route && right.is_none_or(|right| moderator.may(right))
            }),
            Self::Overlay(_) => false,
        }
    }

    /// Who acts with such a key. The dock is the streamer's own.
    pub(crate) fn acts_for(&self) -> By {
        match self {
            Self::Moderator(moderator) => {
                By::Moderator { id: moderator.id.clone(), name: moderator.name.clone() }
            }
            Self::Owner | Self::Dock | Self::Overlay(_) => By::Owner,
        }
    }
}

impl Site {
    /// The scope of a key. `None` if there is no such key here: on the network there are those of
    /// moderators alone.
    pub(crate) fn scope_of(&self, key: &str) -> Option<Scope> {
        let scope = self.scope_anywhere(key)?;
        (!self.0.on_network || matches!(scope, Scope::Moderator(_))).then_some(scope)
    }

    fn scope_anywhere(&self, key: &str) -> Option<Scope> {
        let is = |known: &Key| bool::from(known.reveal().as_bytes().ct_eq(key.as_bytes()));
        if is(&self.0.owner) {
            return Some(Scope::Owner);
        }
        if is(&self.0.engine.dock_key().borrow()) {
            return Some(Scope::Dock);
        }
        let moderators = self.0.engine.moderators();
        let moderators = moderators.borrow();
        let now = Timestamp::now();
        if let Some(moderator) = moderators.iter().find(|moderator| is(&moderator.key)) {
            let valid = (!moderator.is_over(now)).then(|| Box::new(moderator.clone()));
            return valid.map(Scope::Moderator);
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
    let names = if site.0.on_network {
        network::names(request.extensions())
    } else {
        ["127.0.0.1", "localhost", "[::1]"].map(str::to_owned).to_vec()
    };
    let own = names.into_iter().map(|name| match port {
        // Browsers leave out the port that is HTTP's own.
        80 => name,
        _ => format!("{name}:{port}"),
    });
    let authority_fits = request.uri().authority().is_none_or(|named| named.as_str() == host);
    if !own.into_iter().any(|own| own == host) || !authority_fits {
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

/// Lets a key pass to the routes of the API that its scope covers. What changes something goes on to its
/// end where the client hangs up meanwhile: it would be on the disk and not in memory, or half done.
pub(crate) async fn within_scope(
    State(site): State<Site>,
    mut request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let asked = Asked::of(site, &request);
    let scope = asked.scope()?;
    request.extensions_mut().insert(scope);
    request.extensions_mut().insert(asked);
    if request.method().is_safe() {
        return Ok(next.run(request).await);
    }
    let done = tokio::spawn(next.run(request)).await;
    done.map_err(|error| EngineError::Internal(error.to_string()).into())
}

/// What is asked for, and the key it is asked with. It is looked at twice where a body follows: whose
/// key is revoked before that has come does nothing any more.
#[derive(Clone)]
pub(crate) struct Asked {
    site: Site,
    key: Key,
    method: Method,
    /// What is no route has no name, and is the owner's to ask for.
    route: Option<MatchedPath>,
}

impl Asked {
    fn of(site: Site, request: &Request) -> Self {
        let header = one(request.headers(), &AUTHORIZATION).unwrap_or_default();
        // A scheme's name is written in any case (RFC 9110, 11.1).
        let of_bearer =
            header.split_once(' ').filter(|(name, _)| name.eq_ignore_ascii_case("bearer"));
        let key = Key::known(of_bearer.map_or("", |(_, key)| key).to_owned());
        let route = request.extensions().get::<MatchedPath>().cloned();
        Self { site, key, method: request.method().clone(), route }
    }

    /// What the key allows now, if that is enough.
    pub(crate) fn scope(&self) -> Result<Scope, ApiError> {
        let scope = self.site.scope_of(self.key.reveal()).ok_or_else(ApiError::unknown_key)?;
        let route = self.route.as_ref().map_or("", MatchedPath::as_str);
        if scope.may_call(&self.method, route) { Ok(scope) } else { Err(ApiError::small_scope()) }
    }
}

/// The value of a header that is there exactly once, as text.
fn one<'a>(headers: &'a HeaderMap, name: &axum::http::HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}
