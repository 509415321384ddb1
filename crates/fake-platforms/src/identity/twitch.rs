//! `id.twitch.tv`, as a public client with the device code flow meets it.

use std::collections::HashMap;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::routes::{Fields, Shared, answer, field, form, scopes};
use super::world::{Grant, World};

const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";
/// How long a code is good for.
const CODE_GOOD_FOR: Duration = Duration::from_mins(30);

/// The codes that were given out.
pub(super) struct Devices {
    /// Seconds between two polls.
    pub(super) interval: u64,
    by_code: HashMap<String, Device>,
}

struct Device {
    user_code: String,
    client: String,
    scopes: Vec<String>,
    ends: Instant,
    decided: Decided,
}

enum Decided {
    NotYet,
    Agreed(String),
    Over,
}

impl Default for Devices {
    fn default() -> Self {
        Self { interval: 5, by_code: HashMap::new() }
    }
}

impl Devices {
    /// A person types the code. False if there is no such code.
    pub(super) fn decide(&mut self, user_code: &str, login: Option<&str>) -> bool {
        let mut devices = self.by_code.values_mut();
        let Some(device) = devices.find(|device| device.user_code == user_code) else {
            return false;
        };
        device.decided = login.map_or(Decided::Over, |login| Decided::Agreed(login.to_owned()));
        true
    }
}

pub(super) async fn device(State(world): Shared, body: Bytes) -> Response {
    let fields = form(&body);
    let client = field(&fields, "client_id");
    if client.is_empty() {
        return refusal(400, "missing client id");
    }
    if client.starts_with("unknown") {
        return refusal(400, "invalid client");
    }
    let mut body = Value::Null;
    world.send_modify(|world| {
        let code = world.secret("dev");
        let user_code: String = (0..8).map(|_| char::from(b'A' + fastrand::u8(0..26))).collect();
        let page = format!("{}/twitch/activate?public=true&device-code={user_code}", world.base);
        body = json!({
            "device_code": code,
            "expires_in": CODE_GOOD_FOR.as_secs(),
            "interval": world.twitch.interval,
            "user_code": user_code,
            "verification_uri": page,
        });
        let device = Device {
            user_code,
            client: client.to_owned(),
            scopes: scopes(field(&fields, "scopes")),
            ends: Instant::now() + CODE_GOOD_FOR,
            decided: Decided::NotYet,
        };
        world.twitch.by_code.insert(code, device);
    });
    answer(200, body)
}

pub(super) async fn token(State(world): Shared, body: Bytes) -> Response {
    let fields = form(&body);
    if field(&fields, "client_id").is_empty() {
        return refusal(400, "missing client id");
    }
    let mut response = None;
    world.send_modify(|world| {
        response = Some(match field(&fields, "grant_type") {
            DEVICE_CODE => poll(world, &fields),
            "refresh_token" => refresh(world, &fields),
            "" => refusal(400, "missing grant type"),
            _ => refusal(400, "invalid grant type"),
        });
    });
    response.unwrap_or_else(|| refusal(500, "nothing was done"))
}

fn poll(world: &mut World, fields: &Fields) -> Response {
    let Some(device) = world.twitch.by_code.get_mut(field(fields, "device_code")) else {
        return refusal(400, "invalid device code");
    };
    if Instant::now() >= device.ends || device.client != field(fields, "client_id") {
        return refusal(400, "invalid device code");
    }
    match std::mem::replace(&mut device.decided, Decided::Over) {
        Decided::NotYet => {
            device.decided = Decided::NotYet;
            refusal(400, "authorization_pending")
        }
        Decided::Over => refusal(400, "invalid device code"),
        Decided::Agreed(login) => {
            let grant = Grant {
                client: device.client.clone(),
                user: login,
                scopes: device.scopes.clone(),
                ends: device.ends,
                spent: false,
            };
            world.stats.signed_in += 1;
            pair(world, &grant)
        }
    }
}

fn refresh(world: &mut World, fields: &Fields) -> Response {
    let known = world.refresh.get_mut(field(fields, "refresh_token"));
    let client = field(fields, "client_id");
    let Some(grant) = known.filter(|grant| !grant.spent && grant.client == client) else {
        world.stats.refused += 1;
        let again = world.refresh.get(field(fields, "refresh_token")).cloned();
        if let Some(grant) = again.filter(|grant| grant.client == client) {
            world.end_all_of(&grant);
        }
        return refusal(400, "Invalid refresh token");
    };
    // One use, for a public client.
    grant.spent = true;
    let grant = grant.clone();
    world.stats.refreshed += 1;
    pair(world, &grant)
}

fn pair(world: &mut World, grant: &Grant) -> Response {
    let access = world.grant_access("", grant);
    let refresh = world.grant_refresh("", grant);
    let scope = if grant.scopes.is_empty() { Value::Null } else { json!(grant.scopes) };
    answer(
        200,
        json!({
            "access_token": access,
            "expires_in": world.lifetime.as_secs(),
            "refresh_token": refresh,
            "scope": scope,
            "token_type": "bearer",
        }),
    )
}

pub(super) async fn validate(State(world): Shared, headers: HeaderMap) -> Response {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = value.and_then(|value| value.strip_prefix("OAuth ")).unwrap_or_default();
    let world = world.borrow();
    let Some(grant) = world.access(token) else {
        return refusal(401, "invalid access token");
    };
    let scopes = if grant.scopes.is_empty() { Value::Null } else { json!(grant.scopes) };
    answer(
        200,
        json!({
            "client_id": grant.client,
            "login": grant.user,
            "scopes": scopes,
            "user_id": crate::twitch::room_id(&grant.user),
            "expires_in": (grant.ends - Instant::now()).as_secs(),
        }),
    )
}

pub(super) async fn revoke(State(world): Shared, body: Bytes) -> Response {
    let fields = form(&body);
    let mut response = None;
    world.send_modify(|world| {
        let token = field(&fields, "token");
        response = Some(match world.access.remove(token) {
            Some(_) => {
                world.stats.revoked += 1;
                StatusCode::OK.into_response()
            }
            None => refusal(400, "Invalid token"),
        });
    });
    response.unwrap_or_else(|| refusal(500, "nothing was done"))
}

/// The page where a person types the code. The control API agrees in their place.
pub(super) async fn activate() -> Html<&'static str> {
    Html("<!DOCTYPE html><title>Activate</title><p>Activate your device")
}

fn refusal(status: u16, message: &str) -> Response {
    answer(status, json!({"status": status, "message": message}))
}
