//! With what the official API is asked. Where tokens and keys are kept is not known here.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use jiff::Timestamp;
use secrecy::SecretString;

use super::Quota;

/// What an [`Access`] answers, when it has asked around.
pub type Asked<'a> = Pin<Box<dyn Future<Output = Result<Pass, NoPass>> + Send + 'a>>;

/// Whoever has a sign-in or a key.
pub trait Access: fmt::Debug + Send + Sync {
    /// Something to ask with. Not `refused`, of which YouTube has just said that it is not valid.
    fn pass<'a>(&'a self, refused: Option<&'a Pass>) -> Asked<'a>;

    /// Something else, in the place of what is valid and may not ask this: the API is off in the
    /// project of a sign-in, say, and a key is of another one.
    fn other<'a>(&'a self, than: &'a Pass) -> Asked<'a>;
}

/// Something to ask with.
#[derive(Debug, Clone)]
pub struct Pass {
    /// The sign-in or the key.
    pub with: With,
    /// What it costs.
    pub quota: Arc<Quota>,
}

/// A sign-in, or a key.
#[derive(Debug, Clone)]
pub enum With {
    /// Somebody's sign-in to Google.
    SignIn {
        /// The access token.
        token: SecretString,
        /// The id of their channel.
        channel: String,
        /// Its handle, where they have one.
        handle: Option<String>,
    },
    /// A plain API key. It is nobody's, and reads what everybody may.
    Key(SecretString),
}

/// There is nothing to ask with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPass {
    /// Nobody has signed in or given a key.
    Nothing,
    /// What there is has spent its quota, until then.
    UsedUp(Timestamp),
    /// What there is does not do, or not now.
    Unusable(String),
}
