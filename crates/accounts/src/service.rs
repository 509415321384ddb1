//! The identity service of a platform.

use secrecy::SecretString;
use tokio_util::sync::CancellationToken;

use crate::google::{self, Google};
use crate::prompt::Prompt;
use crate::provider::{Client, No};
use crate::tokens::Tokens;
use crate::twitch::{self, Twitch};

#[derive(Debug, Clone)]
pub(crate) enum Service {
    Twitch(Twitch),
    Google(Box<Google>),
}

/// A sign-in that waits for the person.
#[derive(Debug)]
pub(crate) enum Waiting {
    Twitch(twitch::Waiting),
    Google(google::Waiting),
}

impl Service {
    pub(crate) async fn begin(
        &self,
        client: Client,
        scopes: Vec<String>,
    ) -> Result<(Prompt, Waiting), No> {
        match self {
            Self::Twitch(twitch) => {
                let (prompt, waiting) = twitch.begin(client, scopes).await?;
                Ok((prompt, Waiting::Twitch(waiting)))
            }
            Self::Google(google) => {
                let (prompt, waiting) = google.begin(client, scopes).await?;
                Ok((prompt, Waiting::Google(waiting)))
            }
        }
    }

    /// Waits for the person, and for the tokens. Those that are on their way when it is given up
    /// are waited for: they are good, and somebody has to end them.
    pub(crate) async fn finish(
        &self,
        waiting: Waiting,
        given_up: &CancellationToken,
    ) -> Result<Tokens, No> {
        match (self, waiting) {
            (Self::Twitch(twitch), Waiting::Twitch(waiting)) => {
                twitch.finish(waiting, given_up).await
            }
            (Self::Google(google), Waiting::Google(waiting)) => {
                google.finish(waiting, given_up).await
            }
            (Self::Twitch(_), Waiting::Google(_)) | (Self::Google(_), Waiting::Twitch(_)) => {
                Err(No::Cancelled)
            }
        }
    }

    pub(crate) async fn refresh(
        &self,
        client: &Client,
        refresh: &SecretString,
        scopes: &[String],
    ) -> Result<Tokens, No> {
        match self {
            Self::Twitch(twitch) => twitch.refresh(client, refresh, scopes).await,
            Self::Google(google) => google.refresh(client, refresh, scopes).await,
        }
    }

    /// Whether the sign-in is valid, and whose it is.
    pub(crate) async fn validate(&self, tokens: &mut Tokens) -> Result<(), No> {
        match self {
            Self::Twitch(twitch) => twitch.validate(tokens).await,
            Self::Google(google) => google.validate(tokens).await,
        }
    }

    /// Whether a refresh token works once. Then it is spent before a sign-in is ended: see
    /// [`Twitch::spend`].
    pub(crate) fn spends_refresh_tokens(&self) -> bool {
        match self {
            Self::Twitch(_) => true,
            Self::Google(_) => false,
        }
    }

    /// The first step of an end: what is to be revoked afterwards, each by itself.
    pub(crate) async fn spend(&self, tokens: &Tokens) -> Result<Vec<Tokens>, No> {
        match self {
            Self::Twitch(twitch) => twitch.spend(tokens).await,
            Self::Google(_) => Ok(vec![tokens.clone()]),
        }
    }

    /// The second step.
    pub(crate) async fn revoke(&self, tokens: &Tokens) -> Result<(), No> {
        match self {
            Self::Twitch(twitch) => twitch.revoke(tokens).await,
            Self::Google(google) => google.revoke(tokens).await,
        }
    }

    /// Ends a sign-in there in one go, with nothing on the disk in between.
    pub(crate) async fn end(&self, tokens: &Tokens) -> Result<(), No> {
        for left in self.spend(tokens).await? {
            self.revoke(&left).await?;
        }
        Ok(())
    }

    /// Whether ending one sign-in ends all that the person has made with this client id.
    pub(crate) fn ends_all_of_a_person(&self) -> bool {
        match self {
            Self::Twitch(_) => false,
            Self::Google(_) => true,
        }
    }

    /// Where a person ends sign-ins by hand.
    pub(crate) fn connections_page(&self) -> &'static str {
        match self {
            Self::Twitch(_) => "https://www.twitch.tv/settings/connections",
            Self::Google(_) => "https://myaccount.google.com/connections",
        }
    }
}
