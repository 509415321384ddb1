//! What an account holds in memory, and what it shows of it.

use std::time::Duration;

use chat::Platform;
use jiff::Timestamp;
use secrecy::SecretString;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::prompt::Prompt;
use crate::rights::{Right, rights};
use crate::tokens::{Person, Tokens};
use crate::{AccountsError, Trouble};

/// A token is renewed so long before its end, or after two thirds of a short life.
const AHEAD: Duration = Duration::from_mins(5);
/// Between two tries of a refresh that fails for now.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
const LONGEST_PAUSE: Duration = Duration::from_mins(5);

#[derive(Debug, Default)]
pub(crate) struct Held {
    pub(crate) tokens: Option<Tokens>,
    /// When the access token ends, and when it is renewed. By the monotonic clock: a clock that is
    /// set ends no sign-in.
    ends: Option<Instant>,
    due: Option<Instant>,
    pub(crate) renewed: Option<Instant>,
    /// When the platform is asked next whether the sign-in is valid; at once, where it is not set.
    pub(crate) validate_at: Option<Instant>,
    pub(crate) failed: Option<Failed>,
    /// Whether the refresh token is on its way to be spent: it is for nobody else any more, unless
    /// nothing comes for it.
    pub(crate) is_spending: bool,
    /// Why it is not known whose they are.
    pub(crate) nameless: Option<AccountsError>,
    /// Why the disk has not the newest tokens.
    pub(crate) not_kept: Option<Trouble>,
    pub(crate) connecting: Option<Connecting>,
    /// Why nobody is signed in, where there is more to say.
    pub(crate) why: Option<AccountsError>,
    /// What the last sign-out could not do.
    pub(crate) note: Option<String>,
    /// One higher with each sign-in and sign-out: what was begun before is not for now.
    pub(crate) epoch: u64,
}

/// A refresh that is tried again.
#[derive(Debug, Clone)]
pub(crate) struct Failed {
    pub(crate) error: AccountsError,
    pub(crate) again: Instant,
    pause: Duration,
    /// The platform had refused the token that is there: it is good for nothing, however fresh.
    is_refused: bool,
}

#[derive(Debug)]
pub(crate) struct Connecting {
    pub(crate) prompt: Prompt,
    pub(crate) scopes: Vec<String>,
    pub(crate) cancel: CancellationToken,
}

impl Held {
    pub(crate) fn take(&mut self, tokens: Tokens, now: Instant) {
        let left = |end: Timestamp| {
            let left = Duration::try_from(end.duration_since(Timestamp::now()));
            // Past already: it ends now.
            let left = left.unwrap_or_default();
            tokens.lifetime.map_or(left, |lifetime| left.min(lifetime))
        };
        let left = tokens.expires_at.map(left);
        let ahead = tokens.lifetime.map_or(AHEAD, |lifetime| AHEAD.min(lifetime / 3));
        self.ends = left.map(|left| now + left);
        self.due = left.map(|left| now + left.saturating_sub(ahead));
        if !tokens.person.user_id.is_empty() {
            self.nameless = None;
        }
        self.tokens = Some(tokens);
        self.is_spending = false;
        self.failed = None;
        self.why = None;
        self.note = None;
    }

    /// Forgets the tokens, and why it did if there is more to say.
    pub(crate) fn forget(&mut self, why: Option<AccountsError>) -> Option<Tokens> {
        let (connecting, epoch) = (self.connecting.take(), self.epoch + 1);
        let (tokens, is_spending) = (self.tokens.take(), self.is_spending);
        *self = Self { is_spending, connecting, why, epoch, ..Self::default() };
        tokens
    }

    /// Whether somebody is signed in, and it is not known who.
    pub(crate) fn is_nameless(&self) -> bool {
        self.tokens.as_ref().is_some_and(|tokens| tokens.person.user_id.is_empty())
    }

    /// Whether the access token need not be renewed yet.
    pub(crate) fn is_fresh(&self, now: Instant) -> bool {
        self.due.is_none_or(|due| now < due)
    }

    /// Whether it can be used all the same.
    pub(crate) fn is_good(&self, now: Instant) -> bool {
        self.ends.is_none_or(|ends| now < ends)
    }

    /// When the token is renewed next. What has failed was due.
    pub(crate) fn next_refresh(&self) -> Option<Instant> {
        self.failed.as_ref().map(|failed| failed.again).or(self.due)
    }

    /// The token that the platform has refused, while there is no other yet.
    pub(crate) fn refused(&self) -> Option<SecretString> {
        let is_refused = self.failed.as_ref().is_some_and(|failed| failed.is_refused);
        self.tokens.as_ref().filter(|_| is_refused).map(|tokens| tokens.access.clone())
    }

    pub(crate) fn fail(&mut self, error: AccountsError, is_refused: bool, now: Instant) {
        let pause = self.failed.as_ref().map_or(FIRST_PAUSE, |failed| failed.pause * 2);
        let pause = pause.min(LONGEST_PAUSE);
        self.failed = Some(Failed { error, again: now + pause, pause, is_refused });
    }
}

/// How an account is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountState {
    /// There is no client id to sign in with.
    NoClient,
    /// Nobody is signed in.
    SignedOut,
    /// A person is signing in.
    Connecting,
    /// Signed in.
    Connected,
    /// Signed in, and the platform can't be asked for a new token now, or does not say who it is.
    /// It is tried again.
    Retrying,
    /// The platform has ended the sign-in.
    Revoked,
    /// There is a sign-in, and it can't be read.
    Locked,
}

impl AccountState {
    /// Its name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NoClient => "no_client",
            Self::SignedOut => "signed_out",
            Self::Connecting => "connecting",
            Self::Connected => "connected",
            Self::Retrying => "retrying",
            Self::Revoked => "revoked",
            Self::Locked => "locked",
        }
    }
}

/// An account and how it is. No part of it is secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountView {
    /// The platform.
    pub platform: Platform,
    /// How it is.
    pub state: AccountState,
    /// Who is signed in.
    pub person: Option<Person>,
    /// What the platform lets us do, in its own words.
    pub scopes: Vec<String>,
    /// The same in ours.
    pub can: Vec<Right>,
    /// What the person does to sign in, while they are at it.
    pub prompt: Option<Prompt>,
    /// One sentence or two: what is, and what to do if there is something to do.
    pub detail: String,
}

/// A platform's name in sentences.
pub(crate) fn spoken(platform: Platform) -> &'static str {
    match platform {
        Platform::Twitch => "Twitch",
        Platform::YouTube => "YouTube",
        Platform::Demo => "the demo",
        Platform::Donations => "donations",
    }
}

impl Held {
    /// `shut` is why the vault can't read the sign-in that it has.
    pub(crate) fn view(
        &self,
        platform: Platform,
        shut: Option<Trouble>,
        has_client: bool,
    ) -> AccountView {
        let name = spoken(platform);
        let told = |error: &AccountsError| sentences(&error.to_string(), error.hint());
        let (state, detail) = if self.connecting.is_some() {
            let text = format!("Waiting for you to confirm at {name}.");
            (AccountState::Connecting, text)
        } else if self.tokens.is_some() {
            let failed = self.failed.as_ref().map(|failed| &failed.error);
            match (failed.or(self.nameless.as_ref()), &self.not_kept) {
                (Some(error), _) => (AccountState::Retrying, told(error)),
                (None, Some(trouble)) => {
                    (AccountState::Connected, sentences(&trouble.to_string(), trouble.hint()))
                }
                (None, None) => (AccountState::Connected, "Signed in.".to_owned()),
            }
        } else if let Some(trouble) = shut {
            (AccountState::Locked, sentences(&trouble.to_string(), trouble.hint()))
        } else if let Some(why @ AccountsError::Revoked(_)) = &self.why {
            (AccountState::Revoked, told(why))
        } else if !has_client {
            (AccountState::NoClient, told(&AccountsError::NoClient(name)))
        } else {
            let text = match (&self.why, &self.note) {
                (Some(why), _) => told(why),
                (None, Some(note)) => note.clone(),
                (None, None) => "Not signed in. Chat is read all the same.".to_owned(),
            };
            (AccountState::SignedOut, text)
        };
        let scopes = self.tokens.as_ref().map(|tokens| tokens.scopes.clone()).unwrap_or_default();
        AccountView {
            platform,
            state,
            person: self.tokens.as_ref().map(|tokens| tokens.person.clone()),
            can: if self.tokens.is_some() { rights(platform, &scopes) } else { Vec::new() },
            scopes,
            prompt: self.connecting.as_ref().map(|connecting| connecting.prompt.clone()),
            detail,
        }
    }
}

/// An error's text and its hint, as sentences.
fn sentences(error: &str, hint: &str) -> String {
    let mut letters = error.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}. {hint}", letters.as_str())
}
