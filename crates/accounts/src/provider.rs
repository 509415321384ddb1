//! What an account asks of its identity service, and what that may answer.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use oauth2::basic::{BasicErrorResponse, BasicErrorResponseType, BasicTokenResponse};
use oauth2::{RequestTokenError, TokenResponse};
use secrecy::SecretString;

use crate::http::NotNow;
use crate::tokens::{Person, Tokens};

/// The application, as a platform knows it.
#[derive(Debug, Clone)]
pub struct Client {
    /// Its id, which is public.
    pub id: String,
    /// What Google calls a secret of desktop applications, and says is none:
    /// <https://developers.google.com/identity/protocols/oauth2/native-app>. Twitch has none here.
    pub secret: Option<SecretString>,
}

/// Why an identity service did not do what was asked.
#[derive(Debug)]
pub(crate) enum No {
    /// The sign-in is over: what we hold is worth nothing.
    Over,
    /// It refuses, in these words; what we hold may be good.
    Refused(String),
    /// Google's project of the client id may not ask YouTube.
    ApiOff,
    /// Nobody at YouTube: an account at Google without a channel.
    Channelless,
    /// Later, perhaps.
    NotNow(String),
    /// The person, or we, cancelled it.
    Cancelled,
    /// The person did not come in time.
    TooLate,
    /// No port could be opened.
    Port(std::io::Error),
}

impl From<NotNow> for No {
    fn from(NotNow(why): NotNow) -> Self {
        Self::NotNow(why)
    }
}

/// What the oauth2 crate says went wrong. Its error has the answer's text in it, which may hold
/// tokens: it is never printed.
pub(crate) fn no(error: RequestTokenError<NotNow, BasicErrorResponse>) -> No {
    match error {
        RequestTokenError::ServerResponse(said) => match said.error() {
            BasicErrorResponseType::InvalidGrant => No::Over,
            error => {
                let words = said.error_description().cloned();
                No::Refused(words.unwrap_or_else(|| error.to_string()))
            }
        },
        RequestTokenError::Request(NotNow(why)) => No::NotNow(why),
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            No::NotNow("its answer can't be understood".into())
        }
    }
}

/// The tokens of an answer. Whose they are is asked afterwards.
pub(crate) fn tokens(answer: &BasicTokenResponse, client_id: &str, asked: &[String]) -> Tokens {
    let lifetime = answer.expires_in();
    let scopes = answer.scopes().map_or_else(
        // Left out, they are those that were asked for (RFC 6749, section 5.1).
        || asked.to_vec(),
        |scopes| scopes.iter().map(|scope| scope.to_string()).filter(|s| !s.is_empty()).collect(),
    );
    Tokens {
        access: answer.access_token().secret().as_str().into(),
        refresh: answer.refresh_token().map(|token| token.secret().as_str().into()),
        expires_at: lifetime.and_then(|lifetime| after(Timestamp::now(), lifetime)),
        lifetime,
        scopes,
        client_id: client_id.to_owned(),
        person: Person::default(),
    }
}

/// So much later. `None` past the end of time.
pub(crate) fn after(now: Timestamp, later: Duration) -> Option<Timestamp> {
    now.checked_add(SignedDuration::try_from(later).ok()?).ok()
}
