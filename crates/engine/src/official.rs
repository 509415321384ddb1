//! YouTube's official API: with what it is asked, and what that costs.

use std::sync::Arc;
use std::time::Duration;

use accounts::{AccessToken, Account, AccountsError, ApiKey, ApiKeyState, Right};
use chat::Platform;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use reqwest::redirect::Policy;
use secrecy::{ExposeSecret, SecretString};
use store::{QuotaRow, Store};
use writing::{Cost, Spend};
use youtube::{Access, Asked, NoPass, Official, Pass, Quota, Spent, With};

use crate::{AccountView, Endpoints, Engine, EngineError, Result};

/// What is spent is written so often: a kill forgets no more.
const WRITTEN_EVERY: Duration = Duration::from_secs(5);
/// What it costs to see whether a key is good.
const CHECK: u64 = 1;
/// The longest key that is taken; YouTube's have 39 letters.
const LONGEST_KEY: usize = 200;

/// Whoever may ask, the sign-in first: it reads one's own streams as well.
#[derive(Debug)]
struct Passes {
    account: Account,
    key: ApiKey,
    /// A sign-in and a key may be of two projects at Google, and each has its quota.
    of_account: Arc<Quota>,
    of_key: Arc<Quota>,
}

/// The names of both quotas in the store.
const ACCOUNT: &str = "youtube_sign_in";
const KEY: &str = "youtube_api_key";

/// What is spent of both quotas.
#[derive(Debug)]
pub(crate) struct Quotas {
    of_account: Arc<Quota>,
    of_key: Arc<Quota>,
}

impl Quotas {
    /// As they were at the end of the last run.
    pub(crate) fn load(store: &Store) -> Result<Self> {
        let quota = |name| -> Result<Arc<Quota>> {
            let spent = store.quota(name)?.map(|row| Spent {
                units: row.units,
                all: row.used_up,
                resets_at: row.resets_at,
            });
            Ok(Arc::new(Quota::new(spent)))
        };
        Ok(Self { of_account: quota(ACCOUNT)?, of_key: quota(KEY)? })
    }

    /// Whose a sign-in is costs of its units too.
    pub(crate) fn spend(&self) -> accounts::Spend {
        let quota = Arc::clone(&self.of_account);
        accounts::Spend(Arc::new(move |units| quota.spend(units, Timestamp::now())))
    }
}

impl Passes {
    fn new(Quotas { of_account, of_key }: Quotas, accounts: &accounts::Accounts) -> Result<Self> {
        let account = accounts.of(Platform::YouTube).cloned();
        Ok(Self {
            account: account
                .ok_or_else(|| EngineError::Internal("YouTube has no account".into()))?,
            key: accounts.api_key().clone(),
            of_account,
            of_key,
        })
    }

    async fn signed_in(&self, refused: Option<&Pass>) -> std::result::Result<Pass, NoPass> {
        let token = match refused.map(|pass| &pass.with) {
            Some(With::SignIn { token, .. }) => {
                let refused = AccessToken {
                    secret: token.clone(),
                    client_id: String::new(),
                    user_id: String::new(),
                };
                self.account.instead_of(&refused).await
            }
            _ => self.account.token().await,
        };
        let token = token.map_err(|error| match error {
            AccountsError::SignedOut(_)
            | AccountsError::Revoked(_)
            | AccountsError::NoClient(_) => NoPass::Nothing,
            error => NoPass::Unusable(error.to_string()),
        })?;
        let view = self.account.view();
        if !view.can.contains(&Right::Read) {
            return Err(NoPass::Unusable("the sign-in is not for reading".to_owned()));
        }
        let handle = view.person.and_then(|person| person.login);
        let with = With::SignIn { token: token.secret, channel: token.user_id, handle };
        unspent(Pass { with, quota: Arc::clone(&self.of_account) })
    }

    fn with_key(&self, refused: Option<&Pass>) -> std::result::Result<Pass, NoPass> {
        let key = self.key.get().ok_or(NoPass::Nothing)?;
        if let Some(With::Key(refused)) = refused.map(|pass| &pass.with)
            && refused.expose_secret() == key.expose_secret()
        {
            return Err(NoPass::Unusable("it does not take the API key any more".to_owned()));
        }
        unspent(Pass { with: With::Key(key), quota: Arc::clone(&self.of_key) })
    }
}

fn unspent(pass: Pass) -> std::result::Result<Pass, NoPass> {
    match pass.quota.used_up(Timestamp::now()) {
        Some(until) => Err(NoPass::UsedUp(until)),
        None => Ok(pass),
    }
}

impl Access for Passes {
    fn pass<'a>(&'a self, refused: Option<&'a Pass>) -> Asked<'a> {
        Box::pin(async move {
            let one = match self.signed_in(refused).await {
                Ok(pass) => return Ok(pass),
                Err(no) => no,
            };
            let other = match self.with_key(refused) {
                Ok(pass) => return Ok(pass),
                Err(no) => no,
            };
            Err(match (one, other) {
                (NoPass::UsedUp(one), NoPass::UsedUp(other)) => NoPass::UsedUp(one.min(other)),
                (used @ NoPass::UsedUp(_), _) | (_, used @ NoPass::UsedUp(_)) => used,
                (NoPass::Nothing, other) => other,
                (one, _) => one,
            })
        })
    }

    fn other<'a>(&'a self, than: &'a Pass) -> Asked<'a> {
        Box::pin(async move {
            match &than.with {
                With::SignIn { .. } => self.with_key(None),
                With::Key(_) => Err(NoPass::Nothing),
            }
        })
    }
}

/// What stands in where YouTube's page can't be read.
#[derive(Debug)]
pub(crate) struct Standby {
    passes: Arc<Passes>,
    pub(crate) official: Official,
}

impl Standby {
    pub(crate) fn open(
        quotas: Quotas,
        accounts: &accounts::Accounts,
        endpoints: &Endpoints,
    ) -> Result<Self> {
        let passes = Arc::new(Passes::new(quotas, accounts)?);
        let http = net::client().redirect(Policy::none());
        let official = Official {
            access: Arc::<Passes>::clone(&passes),
            base_url: endpoints.accounts.youtube.clone(),
            http: crate::http::built(http)?,
            zone: TimeZone::system(),
        };
        Ok(Self { passes, official })
    }

    /// What is written costs of the sign-in's units too.
    pub(crate) fn spend(&self) -> Spend {
        let quota = Arc::clone(&self.passes.of_account);
        Spend(Arc::new(move |cost| match cost {
            Cost::Units(units) => quota.spend(units, Timestamp::now()),
            Cost::All => quota.use_up(Timestamp::now()),
        }))
    }
}

impl Engine {
    /// Keeps YouTube's plain API key, if YouTube takes it.
    pub async fn set_api_key(&self, key: SecretString) -> Result<()> {
        let text = key.expose_secret().trim();
        let plain = text.chars().all(|letter| letter.is_ascii_graphic());
        if text.is_empty() || text.len() > LONGEST_KEY || !plain {
            let message = "copy it as Google shows it, without spaces";
            return Err(EngineError::invalid("key", message));
        }
        let passes = &self.0.standby.passes;
        passes.of_key.spend(CHECK, Timestamp::now());
        Ok(passes.key.set(text.into()).await?)
    }

    /// Forgets it.
    pub async fn forget_api_key(&self) -> Result<()> {
        Ok(self.0.standby.passes.key.forget().await?)
    }

    /// Adds to an account what there is beside a sign-in.
    pub(crate) fn with_api_key(&self, mut account: AccountView) -> AccountView {
        if account.platform == Platform::YouTube {
            let (passes, now) = (&self.0.standby.passes, Timestamp::now());
            account.quota = passes.of_account.told(now);
            account.api_key_quota = passes.of_key.told(now);
            account.api_key = Some(match passes.key.state() {
                ApiKeyState::None => "none",
                ApiKeyState::Set => "set",
                ApiKeyState::Locked => "locked",
            });
        }
        account
    }

    /// Writes what is spent, as long as the engine runs, and tells of it. It sleeps while nothing is.
    pub(crate) async fn keep_quotas(self) {
        let stopping = self.0.stopping.clone();
        let mut kept = self.spent();
        let mut is_late = false;
        loop {
            let something = async {
                let passes = &self.0.standby.passes;
                if !is_late {
                    tokio::select! {
                        () = passes.of_account.changed() => {}
                        () = passes.of_key.changed() => {}
                    }
                }
                tokio::time::sleep(WRITTEN_EVERY).await;
            };
            let ended = stopping.run_until_cancelled(something).await.is_none();
            is_late = false;
            let spent = self.spent();
            if spent != kept {
                self.0.changed.notify_one();
                let write = self.with_store(move |store| {
                    spent.iter().try_for_each(|(name, row)| store.set_quota(name, *row))
                });
                match write.await {
                    Ok(()) => kept = spent,
                    Err(error) => {
                        tracing::warn!(%error, "what is spent could not be written");
                        is_late = true;
                    }
                }
            }
            if ended {
                return;
            }
        }
    }

    fn spent(&self) -> [(&'static str, QuotaRow); 2] {
        let (passes, now) = (&self.0.standby.passes, Timestamp::now());
        [(ACCOUNT, &passes.of_account), (KEY, &passes.of_key)].map(|(name, quota)| {
            let Spent { units, all, resets_at } = quota.spent(now);
            (name, QuotaRow { units, used_up: all, resets_at })
        })
    }
}
