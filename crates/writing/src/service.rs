//! Asking a platform's API as the person who has signed in.

use std::time::Duration;

use accounts::{AccessToken, Account, AccountsError, Right};
use reqwest::header::HeaderMap;
use reqwest::{Client, RequestBuilder, StatusCode};
use secrecy::ExposeSecret;
use serde_json::Value;
use url::Url;

use crate::{Result, WritingError};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// No answer to what we ask is longer: a channel's cheermotes have some hundred kilobytes.
const LONGEST: usize = 4 * 1024 * 1024;

/// A platform's API, and who asks it.
#[derive(Debug, Clone)]
pub(crate) struct Service {
    pub(crate) name: &'static str,
    pub(crate) url: Url,
    pub(crate) http: Client,
    pub(crate) account: Account,
}

/// What it said.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// Null where it is no JSON.
    pub(crate) body: Value,
}

impl Service {
    /// The address of a call.
    pub(crate) fn at(&self, path: &str) -> Url {
        let mut url = self.url.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path.split('/'));
        }
        url
    }

    /// What to ask with, if the person's sign-in is for this.
    pub(crate) async fn token(&self, right: Right) -> Result<AccessToken> {
        let token = self.account.token().await.map_err(|error| self.signed_out(error))?;
        if !self.account.view().can.contains(&right) {
            return Err(WritingError::MissingRight { platform: self.name, right });
        }
        if token.user_id.is_empty() {
            return Err(match self.account.nameless() {
                Some(why) => self.signed_out(why),
                None => self.unreachable("it has not said yet who has signed in"),
            });
        }
        Ok(token)
    }

    /// Asks for something that takes this right. A token that is refused is renewed, and asked with
    /// once more: the platform has done nothing then.
    pub(crate) async fn ask(
        &self,
        right: Right,
        request: impl Fn(&Client, &AccessToken) -> RequestBuilder,
    ) -> Result<Answer> {
        let token = self.token(right).await?;
        let missing = WritingError::MissingRight { platform: self.name, right };
        let answer = self.exchange(request(&self.http, &token), &token).await?;
        if answer.status != StatusCode::UNAUTHORIZED {
            return Ok(answer);
        }
        if answer.lacks_scope() {
            return Err(missing);
        }
        let token = self.account.instead_of(&token).await;
        let token = token.map_err(|error| self.signed_out(error))?;
        let answer = self.exchange(request(&self.http, &token), &token).await?;
        match answer.status {
            StatusCode::UNAUTHORIZED if answer.lacks_scope() => Err(missing),
            StatusCode::UNAUTHORIZED => Err(WritingError::NotSignedIn(self.name)),
            _ => Ok(answer),
        }
    }

    fn signed_out(&self, error: AccountsError) -> WritingError {
        match error {
            AccountsError::SignedOut(_)
            | AccountsError::Revoked(_)
            | AccountsError::NoClient(_) => WritingError::NotSignedIn(self.name),
            AccountsError::Unreachable { why, .. } => self.unreachable(why),
            AccountsError::Refused { said, .. } => self.refused(said),
            other => WritingError::Account(other),
        }
    }

    pub(crate) fn unreachable(&self, why: impl Into<String>) -> WritingError {
        WritingError::Unreachable { platform: self.name, why: why.into() }
    }

    /// The platform's own words for a refusal.
    pub(crate) fn refused(&self, said: impl Into<String>) -> WritingError {
        WritingError::Refused { platform: self.name, said: said.into() }
    }

    async fn exchange(&self, request: RequestBuilder, token: &AccessToken) -> Result<Answer> {
        let request = request.bearer_auth(token.secret.expose_secret()).timeout(PATIENCE);
        let request = request.build().map_err(|error| self.unreachable(error.to_string()))?;
        // What only looks has done nothing, whatever became of its answer.
        let looks = request.method().is_safe();
        let no_answer = || match looks {
            true => self.unreachable("it gave no answer"),
            false => WritingError::NoAnswer(self.name),
        };
        let sent = self.http.execute(request).await;
        let answer = sent.map_err(|error| match error.is_connect() {
            true => self.unreachable("it could not be reached"),
            false => no_answer(),
        })?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        // A gateway says that it lost the answer of who was asked.
        if matches!(status, StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT) {
            return Err(no_answer());
        }
        if status.is_server_error() {
            let why = format!("it answered with status {}", status.as_u16());
            return Err(self.unreachable(why));
        }
        let body = net::body(answer, LONGEST).await.map_err(|_| no_answer())?;
        Ok(Answer { status, headers, body: net::json(&body).unwrap_or_default() })
    }
}

impl Answer {
    /// The text in its body at this JSON pointer.
    pub(crate) fn text(&self, pointer: &str) -> Option<&str> {
        self.body.pointer(pointer)?.as_str()
    }

    /// A number in a header.
    pub(crate) fn number(&self, header: &str) -> Option<i64> {
        self.headers.get(header)?.to_str().ok()?.trim().parse().ok()
    }

    /// Twitch says 401 as well where the sign-in is good and not for this: `Missing scope: …`.
    fn lacks_scope(&self) -> bool {
        self.text("/message").is_some_and(|said| said.to_ascii_lowercase().contains("scope"))
    }
}
