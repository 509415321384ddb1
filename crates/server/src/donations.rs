//! The services that take donations: their tokens, how they are, and the address that Ko-fi calls.

use axum::body::Body as RawBody;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use engine::{DonationProvider, DonationView, HookAnswer, LONGEST_CALL};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use subtle::ConstantTimeEq;

use crate::Site;
use crate::api::{Answer, Done};
use crate::body::{Body, arrived};
use crate::error::ApiError;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/donations", get(services))
        .route("/donations/{provider}", put(set_token).delete(forget_token))
        .route("/donations/kofi/rotate-key", post(rotate_key))
}

/// What services call. They have no key of ours: the secret is in the address, and their own token
/// in the call.
pub(crate) fn hooks() -> Router<Site> {
    Router::new().route("/hooks/{name}/{secret}", post(hook))
}

/// The services, as `GET /api/donations` tells of them.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Donations"))]
pub(crate) struct DonationsView {
    #[cfg_attr(test, ts(type = "DonationService[]"))]
    services: Vec<DonationView>,
    /// The path that Ko-fi calls, its secret in it.
    kofi_path: String,
}

impl DonationsView {
    fn new(site: &Site) -> Self {
        let engine = &site.0.engine;
        let kofi_path = format!("/hooks/kofi/{}", engine.hook_key().reveal());
        Self { services: engine.donations(), kofi_path }
    }
}

async fn services(State(site): State<Site>) -> Json<DonationsView> {
    Json(DonationsView::new(&site))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewToken {
    token: String,
}

async fn set_token(
    State(site): State<Site>,
    Path(name): Path<String>,
    Body(NewToken { token }): Body<NewToken>,
) -> Answer<DonationView> {
    let provider = provider(&name)?;
    site.0.engine.set_donation_token(provider, &token).await?;
    Ok(Json(site.0.engine.donation_service(provider)?))
}

async fn forget_token(State(site): State<Site>, Path(name): Path<String>) -> Done {
    site.0.engine.forget_donation_token(provider(&name)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn rotate_key(State(site): State<Site>) -> Answer<DonationsView> {
    site.0.engine.rotate_hook_key().await?;
    Ok(Json(DonationsView::new(&site)))
}

fn provider(name: &str) -> Result<DonationProvider, ApiError> {
    DonationProvider::parse(name).ok_or_else(|| engine::EngineError::NotFound("service").into())
}

async fn hook(
    State(site): State<Site>,
    Path((name, secret)): Path<(String, String)>,
    headers: HeaderMap,
    body: RawBody,
) -> Answer<Value> {
    let engine = &site.0.engine;
    let known = engine.hook_key();
    let fits = bool::from(known.reveal().as_bytes().ct_eq(secret.as_bytes()));
    if !fits || name != DonationProvider::Kofi.name() {
        return Err(ApiError::no_such_page());
    }
    if !engine.may_call_hook() {
        return Err(refusal(HookAnswer::TooMany));
    }
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(refusal(HookAnswer::Malformed));
    }
    let form = arrived(body, LONGEST_CALL).await.ok_or_else(|| {
        ApiError::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too_large",
            "the call is too long or did not arrive whole",
            "Ko-fi's own calls are shorter than 64 KiB.",
        )
    })?;
    match engine.take_kofi(&form).await? {
        // One that is known is said to be fine: Ko-fi would call again and again.
        answer @ (HookAnswer::Taken | HookAnswer::Known) => {
            Ok(Json(json!({"taken": answer == HookAnswer::Taken})))
        }
        answer => Err(refusal(answer)),
    }
}

fn refusal(answer: HookAnswer) -> ApiError {
    let (status, code, message, hint) = match answer {
        HookAnswer::TooMany => (
            StatusCode::TOO_MANY_REQUESTS,
            "rate_limited",
            "there are too many calls",
            "Call again in a minute.",
        ),
        HookAnswer::WrongToken => (
            StatusCode::UNAUTHORIZED,
            "wrong_token",
            "the verification token is another one",
            "Copy it from Ko-fi's page again, into the panel Donations.",
        ),
        HookAnswer::Locked => (
            StatusCode::SERVICE_UNAVAILABLE,
            "vault_shut",
            "the verification token can't be read now",
            "Open the place where sign-ins are kept; Ko-fi calls again by itself.",
        ),
        HookAnswer::NotKept => (
            StatusCode::SERVICE_UNAVAILABLE,
            "not_kept",
            "the donation can't be written down now",
            "Make room on the disk; Ko-fi calls again by itself.",
        ),
        HookAnswer::NoSuchHook => return ApiError::no_such_page(),
        HookAnswer::Taken | HookAnswer::Known | HookAnswer::Malformed => (
            StatusCode::BAD_REQUEST,
            "malformed",
            "this is not what Ko-fi sends",
            "Ko-fi sends a form with one field, data, which is JSON.",
        ),
    };
    ApiError::new(status, code, message, hint)
}
