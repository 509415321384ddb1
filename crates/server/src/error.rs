//! How the API says no.

use std::borrow::Cow;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, LAST_MODIFIED};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use chat::FocusError;
use engine::{AccountsError, EngineError, ObsError, Words, WritingError};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::Site;
use crate::refused::{self, AskedFor};

/// A refusal: the status, a fixed name, what happened and what to do.
#[derive(Debug)]
pub(crate) struct ApiError {
    status: StatusCode,
    code: &'static str,
    message: String,
    hint: String,
    field: Option<String>,
    /// The line of the field's text, from 1.
    line: Option<u32>,
    /// Seconds until it may work.
    retry_after: Option<u64>,
}

impl ApiError {
    pub(crate) fn new(
        status: StatusCode,
        code: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            hint: hint.into(),
            field: None,
            line: None,
            retry_after: None,
        }
    }

    /// A value that can't be taken.
    pub(crate) fn invalid(
        field: impl Into<String>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Self { field: Some(field.into()), ..Self::new(status, "invalid", message, hint) }
    }

    /// The same, with the line of the field's text where it is, from 1.
    pub(crate) fn at_line(self, line: u32) -> Self {
        Self { line: Some(line), ..self }
    }

    pub(crate) fn code(&self) -> &'static str {
        self.code
    }

    /// The same of something else, as it was sent.
    pub(crate) fn saying(self, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into(), ..self }
    }

    /// The same, where the field is in a part of a whole.
    pub(crate) fn within(self, place: &str) -> Self {
        let field = self.field.map(|field| format!("{place}.{field}"));
        Self { field, ..self }
    }

    /// Not from our own pages.
    pub(crate) fn foreign() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "foreign",
            "this request does not come from the application's own pages",
            "Use the address that the application shows, as it is.",
        )
    }

    pub(crate) fn unknown_key() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "unknown_key",
            "there is no such key",
            "Send Authorization: Bearer with the api_token of this run; it is new at every start.",
        )
    }

    pub(crate) fn small_scope() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "small_scope",
            "this key may not do that",
            "Use the owner's key, or ask the streamer for the right to do it.",
        )
    }

    /// More than one address may ask.
    pub(crate) fn too_many(wait: std::time::Duration) -> Self {
        let seconds = wait.as_secs() + 1;
        let mut refusal = Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too_many_requests",
            "this device asks too much, or with a key that is not valid",
            format!(
                "Wait for {seconds} seconds. Then open the address that the streamer gave you."
            ),
        );
        refusal.retry_after = Some(seconds);
        refusal
    }

    pub(crate) fn bad_method() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "bad_method",
            "this address does not take this method",
            "Look the call up in docs/protocol.md.",
        )
    }

    pub(crate) fn no_such_page() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not_found",
            "there is nothing at this address",
            "Copy the address from the dashboard again: its key may have been changed.",
        )
    }

    /// Refused by axum, before anything of ours looked at it: a path that is no UTF-8, a WebSocket that
    /// is not opened as one.
    fn bad_request(status: StatusCode) -> Self {
        Self::new(
            status,
            "bad_request",
            "this request can't be read",
            "Look the call up in docs/protocol.md.",
        )
    }

    /// Parameters that can't be taken, by axum's words on it: they end with the parameter's name and
    /// what is wrong with it, which is Rust's.
    fn bad_query(told: &str) -> Self {
        let told = told.rsplit_once("query string: ").map_or(told, |(_, told)| told);
        let unknown = told.split('`').nth(1).filter(|_| told.contains("unknown field"));
        let named = unknown.or_else(|| told.split_once(": ").map(|(name, _)| name));
        let message = match named {
            Some(name) => format!("the parameter {name} can't be taken as it is"),
            None => "the parameters can't be taken as they are".to_owned(),
        };
        let hint = "Look the call up in docs/protocol.md.";
        let refusal = Self::new(StatusCode::BAD_REQUEST, "bad_query", message, hint);
        Self { field: named.map(str::to_owned), ..refusal }
    }

    /// A link that the streamer gave to somebody.
    pub(crate) fn old_link() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not_found",
            "this link is not valid any more",
            "Ask the streamer for a new one.",
        )
    }
}

impl ApiError {
    /// As a program gets it, in the language of these words.
    fn told(&self, words: &Words) -> Value {
        let (message, hint) = self.said(words);
        let mut error = json!({ "code": self.code, "message": message, "hint": hint });
        for (name, value) in [
            ("field", self.field.clone().map(Value::from)),
            ("line", self.line.map(Value::from)),
            ("retry_after", self.retry_after.map(Value::from)),
        ] {
            if let Some(value) = value {
                error[name] = value;
            }
        }
        json!({ "error": error })
    }

    pub(crate) fn said<'s>(&'s self, words: &Words) -> (Cow<'s, str>, Cow<'s, str>) {
        (words.put(&self.message), words.put(&self.hint))
    }
}

/// Without words: [`in_words`] knows which language is set.
impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        (self.status, Extension(Arc::new(self))).into_response()
    }
}

/// Says each refusal in the language that is set, wherever it was made: to programs as JSON, to a person
/// who opened a page as one.
pub(crate) async fn in_words(State(site): State<Site>, request: Request, next: Next) -> Response {
    let asked_for = AskedFor::by(&request);
    let mut answer = next.run(request).await;
    let is_ours = answer.extensions().get::<Arc<ApiError>>().is_some();
    if answer.status().is_client_error() && !is_ours {
        answer = in_our_words(answer);
    }
    match answer.extensions_mut().remove::<Arc<ApiError>>() {
        Some(refusal) => {
            let headers = std::mem::take(answer.headers_mut());
            let words = site.0.engine.words();
            let told = match asked_for {
                AskedFor::Page => refused::page(&refusal, words),
                AskedFor::PageOnAir => refused::nothing(),
                AskedFor::Data => Json(refusal.told(words)).into_response(),
            };
            (answer.status(), headers, told).into_response()
        }
        None => answer,
    }
}

/// A refusal of axum's as one of ours: its own words are no JSON, and in no language but theirs. What its
/// headers say beside them, as `Allow`, stays.
fn in_our_words(mut answer: Response) -> Response {
    let mut headers = std::mem::take(answer.headers_mut());
    for of_its_words in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING, ETAG, LAST_MODIFIED] {
        headers.remove(of_its_words);
    }
    (headers, ApiError::bad_request(answer.status())).into_response()
}

impl From<EngineError> for ApiError {
    fn from(error: EngineError) -> Self {
        let status = match &error {
            EngineError::NotFound(_) => StatusCode::NOT_FOUND,
            EngineError::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            EngineError::SourceTaken
            | EngineError::LastOverlay
            | EngineError::NotHidden
            | EngineError::NotHeld
            | EngineError::NoWindow
            | EngineError::NoUpdates
            | EngineError::InUse
            | EngineError::NotOpened(_)
            | EngineError::ReadOnly => StatusCode::CONFLICT,
            EngineError::Removed(_) | EngineError::Overruled | EngineError::NotUndoable => {
                StatusCode::CONFLICT
            }
            EngineError::Focus(error) => of_focus(*error),
            EngineError::Account(error) => of_account(error),
            EngineError::Writing(error) => of_writing(error),
            EngineError::Obs(error) => of_obs(error),
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let (code, hint, retry_after) = (error.code(), error.hint(), error.retry_after());
        let message = error.to_string();
        match error {
            EngineError::Invalid { field, .. } => Self::invalid(field, message, hint),
            _ => Self { retry_after, ..Self::new(status, code, message, hint) },
        }
    }
}

fn of_focus(error: FocusError) -> StatusCode {
    match error {
        FocusError::NotQueued | FocusError::NotSuggested => StatusCode::NOT_FOUND,
        FocusError::Twice => StatusCode::UNPROCESSABLE_ENTITY,
        FocusError::OwnersAlone => StatusCode::FORBIDDEN,
        FocusError::Overruled
        | FocusError::Full
        | FocusError::TooManySuggestions
        | FocusError::TooManyQueued => StatusCode::CONFLICT,
    }
}

fn of_account(error: &AccountsError) -> StatusCode {
    match error {
        AccountsError::Refused { .. } => StatusCode::BAD_GATEWAY,
        AccountsError::KeyRefused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        AccountsError::Unreachable { .. } => StatusCode::SERVICE_UNAVAILABLE,
        AccountsError::NoPort(_) | AccountsError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::CONFLICT,
    }
}

fn of_writing(error: &WritingError) -> StatusCode {
    match error {
        WritingError::Refused { .. } => StatusCode::BAD_GATEWAY,
        WritingError::NoAnswer(_) => StatusCode::GATEWAY_TIMEOUT,
        WritingError::Unreachable { .. } => StatusCode::SERVICE_UNAVAILABLE,
        WritingError::RateLimited { .. } | WritingError::QuotaExceeded => {
            StatusCode::TOO_MANY_REQUESTS
        }
        WritingError::Account(error) => of_account(error),
        _ => StatusCode::CONFLICT,
    }
}

fn of_obs(error: &ObsError) -> StatusCode {
    match error {
        ObsError::NoScene(_) => StatusCode::NOT_FOUND,
        ObsError::Refused { .. } => StatusCode::BAD_GATEWAY,
        ObsError::Silent | ObsError::Lost => StatusCode::GATEWAY_TIMEOUT,
        _ => StatusCode::CONFLICT,
    }
}

/// Query parameters. What does not fit is named in our own words.
pub(crate) struct Params<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Params<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        match axum::extract::Query::try_from_uri(&parts.uri) {
            Ok(axum::extract::Query(params)) => Ok(Self(params)),
            Err(error) => Err(ApiError::bad_query(&error.body_text())),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Wanted {
        #[expect(dead_code, reason = "it is read, and no more")]
        h: Option<u16>,
    }

    #[test]
    fn what_is_refused_by_another_keeps_its_headers_but_those_of_its_words() {
        use axum::http::header::ALLOW;
        let told = [(ALLOW, "GET,HEAD"), (CONTENT_LENGTH, "5"), (CONTENT_TYPE, "text/plain")];
        let theirs = (StatusCode::METHOD_NOT_ALLOWED, told, "never").into_response();
        let ours = in_our_words(theirs);
        assert_eq!(ours.status(), StatusCode::METHOD_NOT_ALLOWED);
        assert!(ours.extensions().get::<Arc<ApiError>>().is_some(), "it is said in our words");
        let headers: Vec<_> = ours.headers().iter().collect();
        assert_eq!(headers.len(), 1, "{headers:?}");
        assert_eq!(ours.headers()[ALLOW], "GET,HEAD");
    }

    #[tokio::test]
    async fn a_parameter_that_can_not_be_taken_is_named_without_words_of_rust() {
        for (query, field) in [("h=99999", "h"), ("h=tall", "h"), ("h=1&bogus=2", "bogus")] {
            let request = Request::builder().uri(format!("/img/x?{query}"));
            let (mut parts, ()) = request.body(()).expect("a request").into_parts();
            let refused = Params::<Wanted>::from_request_parts(&mut parts, &()).await.err();
            let refused = refused.expect(query);
            assert_eq!(refused.status, StatusCode::BAD_REQUEST);
            assert_eq!(refused.field.as_deref(), Some(field));
            assert_eq!(refused.message, format!("the parameter {field} can't be taken as it is"));
        }
    }
}
