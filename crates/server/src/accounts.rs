//! Signing in and out.

use axum::extract::{FromRequest, Path, Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{delete, get, post, put};
use axum::{Json, Router};
use engine::{AccountView, KeepIn, Right, SignIn, VaultView};
use serde::Deserialize;

use crate::Site;
use crate::api::{Answer, Done, platform};
use crate::body::Body;
use crate::error::ApiError;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/accounts", get(accounts))
        .route("/accounts/{platform}", delete(disconnect))
        .route("/accounts/{platform}/connect", post(connect))
        .route("/accounts/{platform}/cancel", post(cancel))
        .route("/accounts/youtube/key", put(set_key).delete(forget_key))
        .route("/vault", get(vault))
        .route("/vault/unlock", post(unlock))
        .route("/vault/keep", post(keep))
}

async fn accounts(State(site): State<Site>) -> Json<Vec<AccountView>> {
    Json(site.0.engine.accounts())
}

/// What the sign-in is for; without a body, the least.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Wanted {
    rights: Vec<Right>,
}

async fn connect(
    State(site): State<Site>,
    Path(name): Path<String>,
    request: Request,
) -> Answer<SignIn> {
    let Wanted { rights } = optional(request).await?;
    Ok(Json(site.0.engine.connect_account(platform(&name)?, &rights).await?))
}

async fn cancel(State(site): State<Site>, Path(name): Path<String>) -> Done {
    site.0.engine.cancel_sign_in(platform(&name)?)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn disconnect(State(site): State<Site>, Path(name): Path<String>) -> Done {
    site.0.engine.disconnect_account(platform(&name)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewKey {
    key: String,
}

async fn set_key(State(site): State<Site>, Body(NewKey { key }): Body<NewKey>) -> Done {
    site.0.engine.set_api_key(key.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn forget_key(State(site): State<Site>) -> Done {
    site.0.engine.forget_api_key().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn vault(State(site): State<Site>) -> Json<VaultView> {
    Json(site.0.engine.vault())
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Unlock {
    passphrase: Option<String>,
}

async fn unlock(State(site): State<Site>, request: Request) -> Answer<VaultView> {
    let Unlock { passphrase } = optional(request).await?;
    site.0.engine.unlock_vault(passphrase.map(Into::into)).await?;
    Ok(Json(site.0.engine.vault()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeepSignIns {
    how: KeepIn,
    passphrase: Option<String>,
}

async fn keep(
    State(site): State<Site>,
    Body(KeepSignIns { how, passphrase }): Body<KeepSignIns>,
) -> Answer<VaultView> {
    site.0.engine.keep_sign_ins(how, passphrase.map(Into::into)).await?;
    Ok(Json(site.0.engine.vault()))
}

/// A body that may be left out.
pub(crate) async fn optional<T: Default + serde::de::DeserializeOwned>(
    request: Request,
) -> Result<T, ApiError> {
    if is_empty(request.headers()) {
        return Ok(T::default());
    }
    Body::<T>::from_request(request, &()).await.map(|Body(body)| body)
}

fn is_empty(headers: &HeaderMap) -> bool {
    let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    match length {
        Some(length) => length == "0",
        None => !headers.contains_key(CONTENT_TYPE) && !headers.contains_key(TRANSFER_ENCODING),
    }
}
