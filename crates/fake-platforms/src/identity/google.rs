//! Google's sign-in for desktop applications, and YouTube's answer to whose a sign-in is.

use std::collections::HashMap;

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::routes::{Fields, Shared, answer, field, form, scopes};
use super::world::{Grant, World};
use super::writes::refused;

/// The codes that were given out.
pub(super) struct Codes {
    /// Whether the person agrees.
    pub(super) agrees: bool,
    /// Who they are.
    pub(super) person: String,
    /// Whether they have a channel at YouTube.
    pub(super) has_channel: bool,
    by_code: HashMap<String, Code>,
}

struct Code {
    challenge: String,
    redirect: String,
    grant: Grant,
}

impl Default for Codes {
    fn default() -> Self {
        Self { agrees: true, person: "ada".into(), has_channel: true, by_code: HashMap::new() }
    }
}

/// The page that asks the person. They decide at once: the control API says how.
pub(super) async fn auth(State(world): Shared, Query(fields): Query<Fields>) -> Response {
    let redirect = field(&fields, "redirect_uri");
    let wrong = if field(&fields, "client_id").starts_with("unknown") {
        Some("Error 401: invalid_client")
    } else if !redirect.starts_with("http://127.0.0.1:") {
        Some("Error 400: redirect_uri_mismatch")
    } else if field(&fields, "response_type") != "code" || field(&fields, "scope").is_empty() {
        Some("Error 400: invalid_request")
    } else {
        None
    };
    if let Some(wrong) = wrong {
        return (StatusCode::BAD_REQUEST, Html(wrong)).into_response();
    }
    let mut to = String::new();
    world.send_modify(|world| {
        let state = field(&fields, "state");
        world.secrets.insert(state.to_owned());
        to = if world.google.agrees {
            let code = world.secret("4/0A");
            let scope = field(&fields, "scope");
            let grant = Grant {
                client: field(&fields, "client_id").to_owned(),
                user: world.google.person.clone(),
                scopes: scopes(scope),
                ends: Instant::now(),
                spent: false,
            };
            let challenge = field(&fields, "code_challenge").to_owned();
            let to = query(redirect, &[("state", state), ("code", &code), ("scope", scope)]);
            let code_of = Code { challenge, redirect: redirect.to_owned(), grant };
            world.google.by_code.insert(code, code_of);
            to
        } else {
            query(redirect, &[("error", "access_denied"), ("state", state)])
        };
    });
    match HeaderValue::try_from(to) {
        Ok(to) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
        Err(error) => (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    }
}

/// An address with these fields in its query, percent-encoded.
fn query(address: &str, fields: &[(&str, &str)]) -> String {
    let encoded = |text: &str| -> String {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        text.bytes()
            .map(|byte| match plain(byte) {
                true => char::from(byte).to_string(),
                false => format!("%{byte:02X}"),
            })
            .collect()
    };
    let pairs: Vec<_> =
        fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    format!("{address}?{}", pairs.join("&"))
}

pub(super) async fn token(State(world): Shared, body: Bytes) -> Response {
    let fields = form(&body);
    if field(&fields, "client_id").starts_with("unknown") {
        return refusal(401, "invalid_client", "The OAuth client was not found.");
    }
    // Desktop clients have one, and it is no secret; it is wanted all the same.
    if field(&fields, "client_secret").is_empty() {
        return refusal(400, "invalid_request", "client_secret is missing.");
    }
    let mut response = None;
    world.send_modify(|world| {
        response = Some(match field(&fields, "grant_type") {
            "authorization_code" => exchange(world, &fields),
            "refresh_token" => refresh(world, &fields),
            grant => {
                let what = format!("Invalid grant_type: {grant}");
                refusal(400, "unsupported_grant_type", &what)
            }
        });
    });
    response.unwrap_or_else(|| refusal(500, "internal_failure", "nothing was done"))
}

fn exchange(world: &mut World, fields: &Fields) -> Response {
    // It works once, right or wrong.
    let Some(code) = world.google.by_code.remove(field(fields, "code")) else {
        return refusal(400, "invalid_grant", "Malformed auth code.");
    };
    if code.redirect != field(fields, "redirect_uri") {
        return refusal(400, "redirect_uri_mismatch", "Bad Request");
    }
    if code.grant.client != field(fields, "client_id") {
        return refusal(401, "unauthorized_client", "Unauthorized");
    }
    let verifier = field(fields, "code_verifier");
    if !code.challenge.is_empty() {
        if verifier.is_empty() {
            return refusal(400, "invalid_grant", "Missing code verifier.");
        }
        world.secrets.insert(verifier.to_owned());
        if code.challenge != s256(verifier) {
            return refusal(400, "invalid_grant", "Invalid code verifier.");
        }
    }
    world.stats.signed_in += 1;
    let access = world.grant_access("ya29.", &code.grant);
    let refresh = world.grant_refresh("1//", &code.grant);
    let mut body = given(world, &access, &code.grant);
    body["refresh_token"] = json!(refresh);
    answer(200, body)
}

fn refresh(world: &mut World, fields: &Fields) -> Response {
    let known = world.refresh.get(field(fields, "refresh_token"));
    let client = field(fields, "client_id");
    let Some(grant) = known.filter(|grant| !grant.spent && grant.client == client).cloned() else {
        world.stats.refused += 1;
        return refusal(400, "invalid_grant", "Token has been expired or revoked.");
    };
    world.stats.refreshed += 1;
    let access = world.grant_access("ya29.", &grant);
    let body = given(world, &access, &grant);
    answer(200, body)
}

fn given(world: &World, access: &str, grant: &Grant) -> Value {
    json!({
        "access_token": access,
        "expires_in": world.lifetime.as_secs(),
        "scope": grant.scopes.join(" "),
        "token_type": "Bearer",
    })
}

pub(super) async fn revoke(State(world): Shared, body: Bytes) -> Response {
    let fields = form(&body);
    let token = field(&fields, "token");
    let mut response = None;
    world.send_modify(|world| {
        let grants = [&world.access, &world.refresh];
        let known = grants.iter().find_map(|tokens| tokens.get(token)).filter(|g| !g.spent);
        response = Some(match known.map(|grant| grant.user.clone()) {
            Some(user) => {
                world.stats.revoked += 1;
                // All that the person has given to this client.
                world
                    .access
                    .retain(|token, grant| grant.user != user || !token.starts_with("ya29."));
                let refresh =
                    world.refresh.iter_mut().filter(|(token, _)| token.starts_with("1//"));
                refresh.filter(|(_, g)| g.user == user).for_each(|(_, g)| g.spent = true);
                answer(200, json!({}))
            }
            None => refusal(400, "invalid_token", "Token expired or revoked"),
        });
    });
    response.unwrap_or_else(|| refusal(500, "internal_failure", "nothing was done"))
}

/// `channels?part=snippet&mine=true`: whose sign-in it is; with `forHandle`, whose handle. There is
/// nobody called `@nobody`.
pub(super) async fn channels(
    State(world): Shared,
    headers: HeaderMap,
    Query(fields): Query<Fields>,
) -> Response {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = value.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
    let mut refusal = None;
    world.send_modify(|world| refusal = refused(world, "/youtube/v3/channels"));
    if let Some(refusal) = refusal {
        return refusal;
    }
    let world = world.borrow();
    let Some(grant) = world.access(token) else {
        let message = "Request had invalid authentication credentials.";
        return answer(
            401,
            json!({"error": {"code": 401, "message": message, "status": "UNAUTHENTICATED"}}),
        );
    };
    let handle = match field(&fields, "forHandle") {
        // Not every account at Google has a channel.
        "" if !world.google.has_channel => {
            return answer(200, json!({"kind": "youtube#channelListResponse"}));
        }
        "" => format!("@{}", grant.user),
        "@nobody" => return answer(200, json!({"kind": "youtube#channelListResponse"})),
        handle => handle.to_owned(),
    };
    answer(
        200,
        json!({
            "kind": "youtube#channelListResponse",
            "items": [{
                "kind": "youtube#channel",
                "id": crate::youtube::channel_id(&handle),
                "snippet": {"title": "Ada", "customUrl": handle},
            }],
        }),
    )
}

fn refusal(status: u16, error: &str, description: &str) -> Response {
    answer(status, json!({"error": error, "error_description": description}))
}

/// RFC 7636's challenge of a verifier.
fn s256(verifier: &str) -> String {
    use sha2::{Digest as _, Sha256};
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}
