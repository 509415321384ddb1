//! The one owner of a platform's tokens: whoever needs one asks here.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chat::Platform;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::{Notify, watch};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::ending::Endings;
use crate::held::{AccountView, Held, spoken};
use crate::prompt::Prompt;
use crate::provider::{Client, No};
use crate::service::{Service, Waiting};
use crate::steps::{Step, reached};
use crate::tokens::Tokens;
use crate::vault::{Vault, VaultState};
use crate::{AccountsError, Trouble};

/// A token that is refused so soon after it was given is not at fault: another one would be
/// refused as well.
const JUST_GIVEN: Duration = Duration::from_secs(10);

/// What to ask a platform with.
#[derive(Debug, Clone)]
pub struct AccessToken {
    /// The token.
    pub secret: SecretString,
    /// The client id that it belongs to, which Twitch wants beside it.
    pub client_id: String,
    /// Whose it is.
    pub user_id: String,
}

/// What follows from a platform's answer.
enum Next {
    Keep(Tokens),
    Forget,
    Answer(Result<AccessToken, AccountsError>),
}

/// An account of a platform, signed in or not. Clones are handles of the same one.
#[derive(Debug, Clone)]
pub struct Account(pub(crate) Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) platform: Platform,
    pub(crate) service: Service,
    pub(crate) vault: Vault,
    pub(crate) client: Mutex<Option<Client>>,
    held: Mutex<Held>,
    /// Held by whoever asks for new tokens: of many at once, one asks.
    pub(crate) changing: tokio::sync::Mutex<()>,
    /// What is over here and not yet there.
    pub(crate) endings: Endings,
    /// Told of whatever a view shows.
    pub(crate) changed: Arc<watch::Sender<u64>>,
    /// Wakes the task that looks after it.
    pub(crate) look: Notify,
    pub(crate) tasks: TaskTracker,
    /// The end. Nobody signs in any more then; a refresh that has begun is waited for.
    pub(crate) stopping: CancellationToken,
}

impl Account {
    pub(crate) fn new(
        platform: Platform,
        service: Service,
        vault: Vault,
        client: Option<Client>,
        changed: Arc<watch::Sender<u64>>,
        tasks: TaskTracker,
        stopping: CancellationToken,
    ) -> Self {
        Self(Arc::new(Inner {
            platform,
            service,
            vault,
            client: Mutex::new(client),
            held: Mutex::default(),
            changing: tokio::sync::Mutex::default(),
            endings: Endings::default(),
            changed,
            look: Notify::new(),
            tasks,
            stopping,
        }))
    }

    /// A token that is good now. It is renewed first where that is due, once for all who ask.
    pub async fn token(&self) -> Result<AccessToken, AccountsError> {
        let now = Instant::now();
        let fresh = {
            let held = self.held();
            held.tokens.as_ref().filter(|_| held.is_fresh(now)).map(handed_out)
        };
        match fresh {
            Some(token) => Ok(token),
            None => self.renewed(None).await,
        }
    }

    /// Another token, in the place of one that the platform has refused with 401.
    pub async fn instead_of(&self, refused: &AccessToken) -> Result<AccessToken, AccountsError> {
        self.renewed(Some(refused.secret.clone())).await
    }

    /// How it is.
    #[must_use]
    pub fn view(&self) -> AccountView {
        // Not borrowed: whoever holds what the vault looks at may be about to change it.
        let state = self.0.vault.state().borrow().clone();
        let shut = match state {
            VaultState::Shut(trouble) if self.0.vault.has(self.0.platform) => Some(trouble),
            VaultState::Opening => Some(Trouble::Slow),
            // A file that can't be read may have it.
            VaultState::Shut(trouble @ (Trouble::Damaged | Trouble::Newer | Trouble::File(_))) => {
                Some(trouble)
            }
            _ => None,
        };
        self.held().view(self.0.platform, shut, self.client().is_ok())
    }

    /// Why it is not known who has signed in, where the platform was asked and did not say.
    #[must_use]
    pub fn nameless(&self) -> Option<AccountsError> {
        self.held().nameless.clone()
    }

    /// In a task of its own: who waits may give up, and the new tokens are kept all the same.
    pub(crate) async fn renewed(
        &self,
        refused: Option<SecretString>,
    ) -> Result<AccessToken, AccountsError> {
        let this = self.clone();
        let renewing = self.0.tasks.spawn(async move { this.renew(refused).await });
        renewing.await.map_err(|error| AccountsError::Internal(error.to_string()))?
    }

    async fn renew(&self, refused: Option<SecretString>) -> Result<AccessToken, AccountsError> {
        let _one = self.0.changing.lock().await;
        let (tokens, epoch) = match self.still_good(refused.as_ref())? {
            Ok(token) => return Ok(token),
            Err(work) => work,
        };
        let result = self.ask(&tokens).await;
        match self.settle(result, &tokens, epoch, refused.is_some()) {
            Next::Keep(new) => self.keep(new, epoch).await,
            Next::Forget => {
                tracing::warn!(platform = self.0.platform.name(), "the sign-in was ended there");
                self.forget_on_disk().await;
                self.tell();
                Err(AccountsError::Revoked(self.name()))
            }
            Next::Answer(answer) => answer,
        }
    }

    /// What to do with what the platform answered.
    fn settle(
        &self,
        result: Result<Tokens, No>,
        old: &Tokens,
        epoch: u64,
        is_refused: bool,
    ) -> Next {
        let mut held = self.held();
        if result.is_err() {
            held.is_spending = false;
        }
        if held.epoch != epoch {
            // Signed out meanwhile. What came has no owner any more; where nothing came, the sign-out
            // has left the refresh token to us.
            match result {
                Ok(tokens) => self.end_later(tokens),
                Err(No::Over) => {}
                Err(_) if self.0.service.spends_refresh_tokens() => self.end_later(old.clone()),
                Err(_) => {}
            }
            return Next::Answer(Err(AccountsError::SignedOut(self.name())));
        }
        match result {
            Ok(new) => Next::Keep(new),
            Err(No::Over) => {
                held.forget(Some(AccountsError::Revoked(self.name())));
                Next::Forget
            }
            Err(no) => {
                let (error, now) = (self.error(no), Instant::now());
                held.fail(error.clone(), is_refused, now);
                let good = !is_refused && held.is_good(now);
                drop(held);
                self.tell();
                Next::Answer(if good { Ok(handed_out(old)) } else { Err(error) })
            }
        }
    }

    /// The token that is there, if another caller has renewed it meanwhile or it can't be renewed
    /// now; or what to renew.
    fn still_good(
        &self,
        refused: Option<&SecretString>,
    ) -> Result<Result<AccessToken, (Tokens, u64)>, AccountsError> {
        let (mut held, now) = (self.held(), Instant::now());
        let Some(tokens) = &held.tokens else {
            let why = held.why.clone();
            return Err(why.unwrap_or(AccountsError::SignedOut(self.name())));
        };
        let is_refused =
            refused.is_some_and(|refused| refused.expose_secret() == tokens.access.expose_secret());
        if !is_refused && held.is_fresh(now) {
            return Ok(Ok(handed_out(tokens)));
        }
        if let Some(failed) = held.failed.as_ref().filter(|failed| now < failed.again) {
            let good = !is_refused && held.is_good(now);
            return if good { Ok(Ok(handed_out(tokens))) } else { Err(failed.error.clone()) };
        }
        if is_refused && held.renewed.is_some_and(|renewed| now - renewed < JUST_GIVEN) {
            let said = "it does not take a sign-in that it has just given".to_owned();
            return Err(AccountsError::Refused { platform: self.name(), said });
        }
        let work = (tokens.clone(), held.epoch);
        held.is_spending = self.0.service.spends_refresh_tokens();
        Ok(Err(work))
    }

    /// Asks the platform for new tokens.
    async fn ask(&self, old: &Tokens) -> Result<Tokens, No> {
        let Some(refresh) = &old.refresh else {
            return Err(No::Over);
        };
        let client = self.client().map_err(|error| No::Refused(error.to_string()))?;
        if client.id != old.client_id {
            let why = "the sign-in was made with another client id; sign in again";
            return Err(No::Refused(why.to_owned()));
        }
        reached(Step::Asking);
        let new = self.0.service.refresh(&client, refresh, &old.scopes).await?;
        reached(Step::Answered);
        // Google gives no new one: the old one goes on.
        let refresh = new.refresh.or_else(|| old.refresh.clone());
        Ok(Tokens { refresh, person: old.person.clone(), ..new })
    }

    /// Keeps new tokens, first on the disk and then for use.
    pub(crate) async fn keep(
        &self,
        tokens: Tokens,
        epoch: u64,
    ) -> Result<AccessToken, AccountsError> {
        // The old ones are spent: without a disk, these in memory are all there is.
        let not_kept = self.0.vault.put(self.0.platform, tokens.clone()).await.err();
        reached(Step::Kept);
        if let Some(trouble) = &not_kept {
            tracing::error!(%trouble, "a sign-in is in memory alone");
        }
        let token = handed_out(&tokens);
        if !self.hold(&tokens, epoch, not_kept) {
            self.forget_on_disk().await;
            self.end_later(tokens);
            return Err(AccountsError::SignedOut(self.name()));
        }
        self.tell();
        Ok(token)
    }

    /// False if the person has signed out meanwhile.
    fn hold(&self, tokens: &Tokens, epoch: u64, not_kept: Option<Trouble>) -> bool {
        let (mut held, now) = (self.held(), Instant::now());
        if held.epoch != epoch {
            return false;
        }
        held.take(tokens.clone(), now);
        held.renewed = Some(now);
        held.not_kept = not_kept;
        true
    }

    pub(crate) async fn forget_on_disk(&self) {
        if let Err(trouble) = self.0.vault.remove(self.0.platform).await {
            tracing::error!(%trouble, "a sign-in that is over could not be taken off the disk");
        }
    }

    pub(crate) fn error(&self, no: No) -> AccountsError {
        let platform = self.name();
        match no {
            No::Over => AccountsError::Revoked(platform),
            No::Refused(said) => AccountsError::Refused { platform, said },
            No::ApiOff => AccountsError::ApiOff,
            No::Channelless => AccountsError::NoChannel,
            No::NotNow(why) => AccountsError::Unreachable { platform, why },
            No::Cancelled => AccountsError::Cancelled(platform),
            No::TooLate => AccountsError::TooLate(platform),
            No::Port(error) => AccountsError::NoPort(error.to_string()),
        }
    }

    pub(crate) fn client(&self) -> Result<Client, AccountsError> {
        let client = self.0.client.lock().unwrap_or_else(PoisonError::into_inner).clone();
        client.ok_or(AccountsError::NoClient(self.name()))
    }

    pub(crate) fn set_client(&self, client: Option<Client>) {
        *self.0.client.lock().unwrap_or_else(PoisonError::into_inner) = client;
        self.tell();
    }

    pub(crate) fn name(&self) -> &'static str {
        spoken(self.0.platform)
    }

    pub(crate) fn held(&self) -> MutexGuard<'_, Held> {
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something that a view shows has changed.
    pub(crate) fn tell(&self) {
        self.0.changed.send_modify(|count| *count += 1);
        self.0.look.notify_one();
    }

    pub(crate) async fn begin(
        &self,
        client: Client,
        scopes: Vec<String>,
    ) -> Result<(Prompt, Waiting), AccountsError> {
        self.0.service.begin(client, scopes).await.map_err(|no| self.error(no))
    }
}

pub(crate) fn handed_out(tokens: &Tokens) -> AccessToken {
    AccessToken {
        secret: tokens.access.clone(),
        client_id: tokens.client_id.clone(),
        user_id: tokens.person.user_id.clone(),
    }
}
