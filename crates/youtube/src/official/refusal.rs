//! How the official API says no.
//!
//! <https://developers.google.com/youtube/v3/live/docs/liveChatMessages/list#errors>

use std::time::Duration;

use reqwest::StatusCode;
use serde_json::Value;

use crate::json::{self, str_at};

/// Why a call did not bring what was asked for.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("the official API could not be reached")]
    Unreachable,
    #[error("the official API answered with status {0}")]
    Status(u16),
    #[error("the official API's answer can't be understood")]
    Unreadable,
    #[error("the official API does not take the sign-in any more")]
    SignedOut,
    #[error("the official API's quota of today is used up")]
    UsedUp,
    #[error("the official API says that it is asked too fast")]
    TooFast {
        /// How long it asks us to wait.
        retry_after: Option<Duration>,
    },
    #[error("the chat is over")]
    Ended,
    #[error("the chat is turned off")]
    ChatOff,
    #[error("the place in the chat is not known any more")]
    WrongPlace,
    /// In YouTube's words.
    #[error("the official API refuses: {0}")]
    Refused(String),
}

impl Refusal {
    /// What an answer other than a success says.
    pub(crate) fn read(
        status: StatusCode,
        retry_after: Option<Duration>,
        body: &Value,
    ) -> Option<Self> {
        if status.is_success() && body.get("error").is_none() {
            return None;
        }
        let code = json::at(body, "/error/code").and_then(Value::as_u64);
        let code = code.and_then(|code| u16::try_from(code).ok()).unwrap_or(status.as_u16());
        let reason = str_at(body, "/error/errors/0/reason")
            .or_else(|| str_at(body, "/error/details/0/reason"))
            .unwrap_or_default();
        let said = str_at(body, "/error/message").map(plain).filter(|said| !said.is_empty());
        Some(match (code, reason) {
            (_, "quotaExceeded" | "dailyLimitExceeded") => Self::UsedUp,
            (429, _)
            | (_, "rateLimitExceeded" | "userRateLimitExceeded" | "userRequestsExceedRateLimit") => {
                Self::TooFast { retry_after }
            }
            (_, "liveChatEnded" | "liveChatNotFound") => Self::Ended,
            (_, "liveChatDisabled") => Self::ChatOff,
            (_, "pageTokenInvalid" | "invalidPageToken") => Self::WrongPlace,
            (401, _) => Self::SignedOut,
            (400 | 403, _) => Self::Refused(said.unwrap_or_else(|| format!("status {code}"))),
            _ => Self::Status(code),
        })
    }
}

/// YouTube's words without their HTML, and not too many of them.
fn plain(said: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for letter in said.chars().take(300) {
        match letter {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            _ if is_tag => {}
            letter => text.push(letter),
        }
    }
    text.trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(status: u16, reason: &str) -> Option<Refusal> {
        let message = "You may <b>not</b>.";
        let body = json!({"error": {"code": status, "message": message,
            "errors": [{"reason": reason, "message": message, "domain": "youtube.liveChat"}]}});
        let status = StatusCode::from_u16(status).expect("a status");
        Refusal::read(status, Some(Duration::from_secs(9)), &body)
    }

    #[test]
    fn every_documented_refusal_is_told_from_the_others() {
        let too_fast = || Refusal::TooFast { retry_after: Some(Duration::from_secs(9)) };
        for (status, reason, expected) in [
            (401, "authError", Refusal::SignedOut),
            (403, "quotaExceeded", Refusal::UsedUp),
            (403, "rateLimitExceeded", too_fast()),
            (429, "", too_fast()),
            (403, "liveChatEnded", Refusal::Ended),
            (404, "liveChatNotFound", Refusal::Ended),
            (403, "liveChatDisabled", Refusal::ChatOff),
            (400, "pageTokenInvalid", Refusal::WrongPlace),
            (403, "forbidden", Refusal::Refused("You may not".to_owned())),
            (503, "backendError", Refusal::Status(503)),
        ] {
            assert_eq!(read(status, reason), Some(expected), "{status} {reason}");
        }
        assert_eq!(Refusal::read(StatusCode::OK, None, &json!({"items": []})), None);
        let inside = json!({"error": {"code": 403, "errors": [{"reason": "quotaExceeded"}]}});
        let inside = Refusal::read(StatusCode::OK, None, &inside);
        assert_eq!(inside, Some(Refusal::UsedUp), "in a stream that had begun well");
        let key = json!({"error": {"code": 400, "message": "API key not valid. Please pass one.",
            "status": "INVALID_ARGUMENT", "details": [{"reason": "API_KEY_INVALID"}]}});
        let key = Refusal::read(StatusCode::BAD_REQUEST, None, &key);
        let words = "API key not valid. Please pass one".to_owned();
        assert_eq!(key, Some(Refusal::Refused(words)));
    }
}
