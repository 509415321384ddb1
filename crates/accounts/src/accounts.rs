//! The accounts of all platforms, and the one vault that they share.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chat::Platform;
use secrecy::SecretString;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use url::Url;

use crate::account::Account;
use crate::api_key::ApiKey;
use crate::google::Google;
use crate::held::AccountView;
use crate::keychain::{Ask, Keychain};
use crate::provider::Client;
use crate::service::Service;
use crate::twitch::Twitch;
use crate::vault::{Keep, Vault, VaultState};
use crate::{AccountsError, Trouble};

/// How long a keychain may take before we say that it is slow.
pub const KEYCHAIN_PATIENCE: Duration = Duration::from_secs(10);

/// Where the identity services are.
#[derive(Debug, Clone)]
pub struct Endpoints {
    /// `https://id.twitch.tv/oauth2`
    pub twitch: Url,
    /// `https://accounts.google.com/o/oauth2/v2/auth`
    pub google_auth: Url,
    /// `https://oauth2.googleapis.com/token`
    pub google_token: Url,
    /// `https://oauth2.googleapis.com/revoke`
    pub google_revoke: Url,
    /// `https://www.googleapis.com/youtube/v3`
    pub youtube: Url,
}

/// Counts the units that are spent of a sign-in's quota at YouTube.
#[derive(Clone)]
pub struct Spend(pub Arc<dyn Fn(u64) + Send + Sync>);

impl Spend {
    /// For where nobody counts.
    #[must_use]
    pub fn uncounted() -> Self {
        Self(Arc::new(|_| {}))
    }
}

impl fmt::Debug for Spend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Spend")
    }
}

/// What accounts are opened with.
#[derive(Debug)]
pub struct Options {
    /// The data folder.
    pub folder: PathBuf,
    /// Where the key that seals is kept.
    pub keychain: Arc<dyn Keychain>,
    /// Whether the keychain may ask the person.
    pub ask: Ask,
    /// How long it may take: [`KEYCHAIN_PATIENCE`], but for tests.
    pub keychain_patience: Duration,
    /// Where the identity services are.
    pub endpoints: Endpoints,
    /// Asks them. It follows no redirects: one would carry a token elsewhere.
    pub http: reqwest::Client,
    /// The application, as Twitch knows it.
    pub twitch: Option<Client>,
    /// The application, as Google knows it.
    pub google: Option<Client>,
    /// Told what it costs to ask YouTube whose a sign-in is.
    pub spend: Spend,
    /// Waited for at the end: a refresh that has begun is kept.
    pub tasks: TaskTracker,
    /// The end.
    pub stopping: CancellationToken,
}

/// All accounts. Clones are handles of the same ones.
#[derive(Debug, Clone)]
pub struct Accounts {
    twitch: Account,
    youtube: Account,
    api_key: ApiKey,
    pub(crate) vault: Vault,
    changed: Arc<watch::Sender<u64>>,
}

impl Accounts {
    /// Opens them. Nothing is waited for: the keychain may take its time.
    #[must_use]
    pub fn open(options: Options) -> Self {
        let Options { folder, keychain, ask, endpoints, http, tasks, stopping, .. } = options;
        let vault = Vault::open(folder, keychain, ask, options.keychain_patience);
        let changed = Arc::new(watch::Sender::default());
        let api_key = ApiKey::new(
            vault.clone(),
            endpoints.youtube.clone(),
            http.clone(),
            Arc::clone(&changed),
        );
        let twitch = Service::Twitch(Twitch { url: endpoints.twitch, http: http.clone() });
        let google = Service::Google(Box::new(Google {
            auth: endpoints.google_auth,
            token: endpoints.google_token,
            revoke: endpoints.google_revoke,
            youtube: endpoints.youtube,
            http,
            spend: options.spend,
        }));
        let account = |platform, service, client| {
            let (vault, changed) = (vault.clone(), Arc::clone(&changed));
            let (tasks, stopping) = (tasks.clone(), stopping.clone());
            Account::new(platform, service, vault, client, changed, tasks, stopping)
        };
        let twitch = account(Platform::Twitch, twitch, options.twitch);
        let youtube = account(Platform::YouTube, google, options.google);
        for account in [twitch.clone(), youtube.clone()] {
            let ending = account.clone().end_those_that_are_over();
            tasks.spawn(stopping.clone().run_until_cancelled_owned(ending));
            tasks.spawn(stopping.clone().run_until_cancelled_owned(account.tend()));
        }
        tasks.spawn(stopping.run_until_cancelled_owned(vault.clone().keep_open()));
        Self { twitch, youtube, api_key, vault, changed }
    }

    /// The account of a platform. `None` where one can't sign in.
    #[must_use]
    pub fn of(&self, platform: Platform) -> Option<&Account> {
        match platform {
            Platform::Twitch => Some(&self.twitch),
            Platform::YouTube => Some(&self.youtube),
            Platform::Demo | Platform::Donations => None,
        }
    }

    /// YouTube's plain API key.
    #[must_use]
    pub fn api_key(&self) -> &ApiKey {
        &self.api_key
    }

    /// How they are.
    #[must_use]
    pub fn views(&self) -> Vec<AccountView> {
        vec![self.twitch.view(), self.youtube.view()]
    }

    /// Why the disk has not the newest tokens of a sign-in, while it is so. They are in memory
    /// alone, and the disk is tried again every minute.
    #[must_use]
    pub fn not_kept(&self) -> Option<Trouble> {
        [&self.twitch, &self.youtube].iter().find_map(|account| account.held().not_kept.clone())
    }

    /// Told whenever a view changes.
    #[must_use]
    pub fn changed(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// How sign-ins are kept.
    #[must_use]
    pub fn vault(&self) -> VaultState {
        self.vault.state().borrow().clone()
    }

    /// Whether nothing is kept, and nothing is there that could not be read.
    #[must_use]
    pub fn keeps_nothing(&self) -> bool {
        self.vault.is_blank()
    }

    /// The network may be there again: what waited for it is tried now.
    pub fn network_is_back(&self) {
        self.twitch.end_soon();
        self.youtube.end_soon();
    }

    /// What the application signs in as from now on.
    pub fn set_clients(&self, twitch: Option<Client>, google: Option<Client>) {
        self.twitch.set_client(twitch);
        self.youtube.set_client(google);
    }

    /// Asks the keychain again, with the person's help, or takes their passphrase.
    pub async fn unlock(&self, passphrase: Option<SecretString>) -> Result<(), AccountsError> {
        match passphrase {
            Some(passphrase) => self.vault.unlock_with(passphrase).await?,
            None if self.vault() == VaultState::Shut(Trouble::Passphrase) => {
                return Err(Trouble::Passphrase.into());
            }
            None => self.vault.ready().await?,
        }
        Ok(())
    }

    /// Keeps sign-ins as the person has chosen. What can't be read is put aside.
    pub async fn keep(&self, how: Keep) -> Result<(), AccountsError> {
        Ok(self.vault.keep(how).await?)
    }
}
