//! What the overlays' feeds keep back, and rules that are tried out.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use chat::{Because, FeedCounts, Message, MessageView, Outcome, Trial};
use engine::{HeldMessage, KeptBack};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::Site;
use crate::access::Scope;
use crate::api::{Answer, Done, TestMessage, as_json, message_id, platform};
use crate::body::Body;
use crate::error::ApiError;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/overlays/{id}/feed", get(feed))
        .route("/overlays/{id}/try", post(try_rules))
        .route("/overlays/{id}/sample", post(sample))
        .route("/messages/{id}/pass", post(pass))
        .route("/held", get(held))
}

/// What a feed has kept from its overlay.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct FeedView {
    #[cfg_attr(test, ts(type = "FeedCounts"))]
    counts: FeedCounts,
    /// The messages that wait for a person.
    held: Vec<JudgedView>,
}

/// A message, and the rule that it met.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Judged", optional_fields))]
pub(crate) struct JudgedView {
    #[cfg_attr(test, ts(type = "Message"))]
    message: Value,
    #[cfg_attr(test, ts(type = "Outcome"))]
    outcome: Outcome,
    /// The rule's name: that of the option.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
    /// What the rule met: the word, the kind, the prefix.
    #[serde(skip_serializing_if = "Option::is_none")]
    met: Option<String>,
}

impl JudgedView {
    fn new(
        message: &Message,
        outcome: Outcome,
        because: Option<Because>,
    ) -> Result<Self, ApiError> {
        let message = as_json(&MessageView::new(message))?;
        let (rule, met) = because.map(|because| (because.rule, because.met)).unzip();
        Ok(Self { message, outcome, rule, met: met.filter(|met| !met.is_empty()) })
    }
}

async fn feed(State(site): State<Site>, Path(id): Path<String>) -> Answer<FeedView> {
    let KeptBack { counts, held } = site.0.engine.kept_back(&id).await?;
    Ok(Json(FeedView { counts, held: judged(&held)? }))
}

/// What waits for a person on any overlay.
async fn held(State(site): State<Site>) -> Answer<Vec<JudgedView>> {
    let held = site.0.engine.held().borrow().clone();
    Ok(Json(judged(held.each_once())?))
}

/// How clients are told of messages that wait for a person.
pub(crate) fn judged<'a>(
    held: impl IntoIterator<Item = &'a HeldMessage>,
) -> Result<Vec<JudgedView>, ApiError> {
    let view = |(message, because): &HeldMessage| {
        JudgedView::new(message, Outcome::Held, Some(because.clone()))
    };
    held.into_iter().map(view).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tried {
    /// A merge patch of the overlay's options; nothing: as they are.
    #[serde(default)]
    options: Option<Value>,
}

async fn try_rules(
    State(site): State<Site>,
    Path(id): Path<String>,
    Body(Tried { options }): Body<Tried>,
) -> Answer<Vec<JudgedView>> {
    let patch = options.unwrap_or_else(|| json!({}));
    let trials = site.0.engine.try_rules(&id, &patch).await?;
    let view = |Trial { message, outcome, because }| JudgedView::new(&message, outcome, because);
    Ok(Json(trials.into_iter().map(view).collect::<Result<_, _>>()?))
}

/// Makes up a message for the overlay's previews alone, and says what its rules make of it.
async fn sample(
    State(site): State<Site>,
    Path(id): Path<String>,
    Body(TestMessage { kind, platform: name }): Body<TestMessage>,
) -> Answer<JudgedView> {
    let Trial { message, outcome, because } = site.0.engine.sample(&id, &kind, platform(&name)?)?;
    Ok(Json(JudgedView::new(&message, outcome, because)?))
}

async fn pass(
    State(site): State<Site>,
    Path(id): Path<String>,
    Extension(scope): Extension<Scope>,
) -> Done {
    site.0.engine.pass(message_id(&id)?, scope.acts_for()).await?;
    Ok(StatusCode::NO_CONTENT)
}
