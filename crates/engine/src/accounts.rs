//! The accounts that a person has signed in to.

mod view;

use std::sync::Arc;

use accounts::{
    Account, AccountState, Accounts, Ask, Client, KEYCHAIN_PATIENCE, Keep, Right, SystemKeychain,
    VaultState,
};
use chat::Platform;
use reqwest::redirect::Policy;
use secrecy::SecretString;
use serde::Deserialize;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub use self::view::{AccountView, SignIn, VaultView};
use crate::spoken::{Spoken, sentence};
use crate::{Engine, EngineError, Result, Settings, Warning, own_channel};

/// The application as the platforms know it, from the environment and from the time it was built.
/// What a person sets in the dashboard comes between the two.
#[derive(Debug, Clone, Default)]
pub struct Clients {
    twitch: Option<String>,
    google: Option<String>,
    google_secret: Option<SecretString>,
}

/// Those that the program was built with.
const BUILT_IN: [Option<&str>; 3] = [
    option_env!("MULTICHAT_TWITCH_CLIENT_ID"),
    option_env!("MULTICHAT_GOOGLE_CLIENT_ID"),
    option_env!("MULTICHAT_GOOGLE_CLIENT_SECRET"),
];

impl Clients {
    /// What the environment says.
    #[must_use]
    pub fn from_env(variable: impl Fn(&str) -> Option<String>) -> Self {
        let get = |name| variable(name).filter(|value| !value.trim().is_empty());
        Self {
            twitch: get("MULTICHAT_TWITCH_CLIENT_ID"),
            google: get("MULTICHAT_GOOGLE_CLIENT_ID"),
            google_secret: get("MULTICHAT_GOOGLE_CLIENT_SECRET").map(SecretString::from),
        }
    }

    pub(crate) fn with(&self, settings: &Settings) -> (Option<Client>, Option<Client>) {
        let [built_twitch, built_google, built_secret] = BUILT_IN;
        let set = &settings.accounts;
        let pick = |env: &Option<String>, set: &Option<String>, built: Option<&str>| {
            env.clone().or_else(|| set.clone()).or_else(|| built.map(str::to_owned))
        };
        let twitch = pick(&self.twitch, &set.twitch_client_id, built_twitch)
            .map(|id| Client { id, secret: None });
        // An id and its secret come from one place: another's would not fit.
        let google = if let Some(id) = &self.google {
            Some(Client { id: id.clone(), secret: self.google_secret.clone() })
        } else if let Some(id) = &set.google_client_id {
            let secret = set.google_client_secret.clone().map(SecretString::from);
            Some(Client { id: id.clone(), secret })
        } else {
            let secret = built_secret.map(SecretString::from);
            built_google.map(|id| Client { id: id.to_owned(), secret })
        };
        (twitch, google)
    }
}

/// How a person wants sign-ins to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeepIn {
    /// With a new key in the keychain.
    Keychain,
    /// Sealed with a passphrase.
    Passphrase,
    /// Until the application ends.
    ThisRun,
}

/// The shortest passphrase that is taken: guessing goes on where the file was copied to.
const SHORTEST_PASSPHRASE: usize = 10;

/// Opens the accounts of this data folder.
pub(crate) fn open(
    options: &crate::Options,
    settings: &Settings,
    spend: accounts::Spend,
    tasks: TaskTracker,
    stopping: CancellationToken,
) -> Result<Accounts> {
    let (twitch, google) = options.clients.with(settings);
    Ok(Accounts::open(accounts::Options {
        folder: options.data_dir.clone(),
        keychain: Arc::new(SystemKeychain),
        ask: if options.headless { Ask::Never } else { Ask::May },
        keychain_patience: KEYCHAIN_PATIENCE,
        endpoints: options.endpoints.accounts.clone(),
        http: crate::http::built(net::client().redirect(Policy::none()))?,
        twitch,
        google,
        spend,
        tasks,
        stopping,
    }))
}

impl Engine {
    /// The accounts and how they are.
    #[must_use]
    pub fn accounts(&self) -> Vec<AccountView> {
        self.0.accounts.views().into_iter().map(|view| self.account_view(view)).collect()
    }

    fn account_view(&self, view: accounts::AccountView) -> AccountView {
        let own_channel = own_channel::to_add(&view, &self.0.sources);
        let events = self.0.own_twitch.events.said().filter(|_| view.platform == Platform::Twitch);
        let view = AccountView { own_channel, events, ..view.into() };
        self.with_api_key(view).spoken(self.words())
    }

    /// Begins a sign-in for these rights, and opens its page where there is a browser to open.
    pub async fn connect_account(&self, platform: Platform, rights: &[Right]) -> Result<SignIn> {
        let account = self.account(platform)?;
        let prompt = account.connect(rights).await?;
        let (browser, url) = (self.0.browser.clone(), prompt.url.clone());
        let opened = crate::blocking(move || Ok(browser.open(&url))).await?;
        // Google's answer comes to this computer alone: a phone would wait for it in vain.
        let qr = prompt.code.as_ref().and_then(|_| prompt.qr_svg());
        Ok(SignIn { account: self.account_view(account.view()), qr, opened })
    }

    /// Gives up a sign-in that waits for the person.
    pub fn cancel_sign_in(&self, platform: Platform) -> Result<()> {
        self.account(platform)?.cancel();
        Ok(())
    }

    /// Signs out: there where that can be reached, and here in any case.
    pub async fn disconnect_account(&self, platform: Platform) -> Result<()> {
        Ok(self.account(platform)?.disconnect().await?)
    }

    /// How sign-ins are kept.
    #[must_use]
    pub fn vault(&self) -> VaultView {
        VaultView::from(&self.0.accounts.vault()).spoken(self.words())
    }

    /// Asks the keychain again, or takes the passphrase.
    pub async fn unlock_vault(&self, passphrase: Option<SecretString>) -> Result<()> {
        Ok(self.0.accounts.unlock(passphrase).await?)
    }

    /// Keeps sign-ins in another way from now on. What could not be read is put aside.
    pub async fn keep_sign_ins(&self, how: KeepIn, passphrase: Option<SecretString>) -> Result<()> {
        use secrecy::ExposeSecret;
        let how = match (how, passphrase) {
            (KeepIn::Keychain, _) => Keep::Keychain,
            (KeepIn::ThisRun, _) => Keep::ThisRun,
            (KeepIn::Passphrase, Some(passphrase))
                if passphrase.expose_secret().chars().count() >= SHORTEST_PASSPHRASE =>
            {
                Keep::Passphrase(passphrase)
            }
            (KeepIn::Passphrase, _) => {
                let message = format!("give one of at least {SHORTEST_PASSPHRASE} characters");
                return Err(EngineError::invalid("passphrase", message));
            }
        };
        Ok(self.0.accounts.keep(how).await?)
    }

    fn account(&self, platform: Platform) -> Result<&Account> {
        self.0.accounts.of(platform).ok_or(EngineError::NotFound("account"))
    }

    /// What a person should know of their accounts.
    pub(crate) fn account_warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        // Where nothing is kept, nobody misses anything: it is said where they sign in.
        let vault = Some(self.0.accounts.vault()).filter(|_| !self.0.accounts.keeps_nothing());
        if let Some(VaultState::Shut(trouble)) = vault {
            warnings.push(Warning {
                code: trouble.code(),
                message: sentence(&trouble.to_string()),
                hint: trouble.hint().to_owned(),
            });
        }
        if let Some(trouble) = self.0.accounts.not_kept() {
            warnings.push(Warning {
                code: "sign_ins_not_written",
                message: format!("A sign-in is lost when the application ends: {trouble}."),
                hint: trouble.hint().to_owned(),
            });
        }
        for view in self.0.accounts.views() {
            if view.state == AccountState::Revoked {
                let (code, name) = match view.platform {
                    Platform::YouTube => ("youtube_sign_in_ended", "YouTube"),
                    _ => ("twitch_sign_in_ended", "Twitch"),
                };
                let error = accounts::AccountsError::Revoked(name);
                let message = sentence(&error.to_string());
                warnings.push(Warning { code, message, hint: error.hint().to_owned() });
            }
        }
        warnings
    }

    /// The status shows how accounts are, and what they add to reading is read.
    pub(crate) async fn follow_accounts(self) {
        self.follow_own_twitch();
        self.spawn(self.clone().end_sign_ins_when_the_network_is_back());
        let mut changed = self.0.accounts.changed();
        while changed.changed().await.is_ok() {
            self.0.changed.notify_one();
        }
    }

    async fn end_sign_ins_when_the_network_is_back(self) {
        let mut wakes = self.0.wakes.subscribe();
        while wakes.changed().await.is_ok() {
            self.0.accounts.network_is_back();
        }
    }
}
