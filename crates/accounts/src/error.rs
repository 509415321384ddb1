//! Why a sign-in could not be made or used, with a sentence for the person.

use crate::Trouble;

/// Why it did not work. The text says what happened, [`hint`](Self::hint) what to do. No token is
/// ever in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AccountsError {
    /// There is no client id to sign in with.
    #[error("there is no client id for {0} to sign in with")]
    NoClient(&'static str),
    /// Nobody is signed in.
    #[error("nobody is signed in to {0}")]
    SignedOut(&'static str),
    /// The platform has ended the sign-in.
    #[error("{0} has ended the sign-in")]
    Revoked(&'static str),
    /// The platform refuses what we ask, and says why.
    #[error("{platform} refuses: {said}")]
    Refused {
        /// The platform.
        platform: &'static str,
        /// Its own words.
        said: String,
    },
    /// Google's project of the client id may not ask YouTube anything.
    #[error("the YouTube Data API v3 is not enabled in the project of the client id")]
    ApiOff,
    /// The account at Google has nothing at YouTube that could write or be read.
    #[error("the Google account that has signed in has no YouTube channel")]
    NoChannel,
    /// YouTube does not take an API key, and says why.
    #[error("YouTube does not take this API key: {0}")]
    KeyRefused(String),
    /// The platform could not be reached, or can't answer now.
    #[error("{platform} can't be asked now: {why}")]
    Unreachable {
        /// The platform.
        platform: &'static str,
        /// Why.
        why: String,
    },
    /// The sign-in was cancelled, by the person here or at the platform.
    #[error("the sign-in to {0} was cancelled")]
    Cancelled(&'static str),
    /// Nobody confirmed the sign-in.
    #[error("nobody confirmed the sign-in to {0} in time")]
    TooLate(&'static str),
    /// No port for the answer of the browser.
    #[error("no port of this computer could be opened for the browser's answer: {0}")]
    NoPort(String),
    /// Sign-ins can't be read or kept.
    #[error(transparent)]
    Vault(#[from] Trouble),
    /// Something that should not happen did.
    #[error("something went wrong inside the application: {0}")]
    Internal(String),
}

impl AccountsError {
    /// Its fixed name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoClient(_) => "no_client_id",
            Self::SignedOut(_) => "signed_out",
            Self::Revoked(_) => "sign_in_revoked",
            Self::Refused { .. } => "platform_refused",
            Self::ApiOff => "youtube_api_off",
            Self::NoChannel => "no_youtube_channel",
            Self::KeyRefused(_) => "api_key_refused",
            Self::Unreachable { .. } => "platform_unreachable",
            Self::Cancelled(_) => "sign_in_cancelled",
            Self::TooLate(_) => "sign_in_too_late",
            Self::NoPort(_) => "no_port",
            Self::Vault(trouble) => trouble.code(),
            Self::Internal(_) => "internal",
        }
    }

    /// What to do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoClient("Twitch") => {
                "Register the application at dev.twitch.tv/console (as a public client), and set \
                 its id under Accounts."
            }
            Self::NoClient(_) => {
                "Register the application at console.cloud.google.com (as a desktop client), and \
                 set its id under Accounts."
            }
            Self::SignedOut(_) => "Sign in under Accounts.",
            Self::Revoked(_) => {
                "Sign in again under Accounts. Chat is read without a sign-in meanwhile."
            }
            Self::Refused { .. } => {
                "Check the client id under Accounts, and what its platform says of it."
            }
            Self::ApiOff => {
                "Enable it at console.cloud.google.com, in the project that the client id is of. \
                 It is tried again by itself."
            }
            Self::NoChannel => {
                "Make a channel at youtube.com, which is noticed by itself, or sign out and sign \
                 in with the account that has one."
            }
            Self::KeyRefused(_) => {
                "Copy it again from console.cloud.google.com, under “Credentials”, and see that the \
                 YouTube Data API v3 is enabled in its project."
            }
            Self::Unreachable { .. } => {
                "Check the connection. What was kept is kept, and it is tried again by itself."
            }
            Self::Cancelled(_) | Self::TooLate(_) => "Start the sign-in again.",
            Self::NoPort(_) => "Close programs that hold many ports, and start it again.",
            Self::Vault(trouble) => trouble.hint(),
            Self::Internal(_) => {
                "Try again. If it happens again, report it on the project's page at GitHub, under \
                 “Issues”, with the newest file of the log folder."
            }
        }
    }
}
