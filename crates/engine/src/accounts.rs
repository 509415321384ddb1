//! The accounts that a person has signed in to, as pages see them.

use std::sync::Arc;

use accounts::{
    Account, AccountState, Accounts, Ask, Client, KEYCHAIN_PATIENCE, Keep, Kept, Right,
    SystemKeychain, VaultState,
};
use chat::{Platform, Quota};
use jiff::Timestamp;
use reqwest::redirect::Policy;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

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

/// An account and how it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Account"))]
pub struct AccountView {
    /// Its platform.
    #[cfg_attr(feature = "typescript", ts(type = "Platform"))]
    pub platform: Platform,
    /// How it is.
    #[cfg_attr(
        feature = "typescript",
        ts(
            type = "'no_client' | 'signed_out' | 'connecting' | 'connected' | 'retrying' | 'revoked' | 'locked'"
        )
    )]
    pub state: &'static str,
    /// The name that is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub name: Option<String>,
    /// The name in addresses.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub login: Option<String>,
    /// The platform's id of the person; a YouTube channel's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub user_id: Option<String>,
    /// What the platform lets us do, in its own words.
    pub scopes: Vec<String>,
    /// The same in ours.
    #[cfg_attr(
        feature = "typescript",
        ts(type = "Array<'read' | 'send' | 'moderate' | 'commands' | 'events' | 'followers'>")
    )]
    pub can: Vec<Right>,
    /// While a person signs in: the code to type, or to compare.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub code: Option<String>,
    /// While a person signs in: the page to open.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub verification_url: Option<String>,
    /// While a person signs in: until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "string"))]
    pub expires_at: Option<Timestamp>,
    /// What is, and what to do if there is something to do.
    pub detail: String,
    /// The person's own channel, as a new source takes it, where it is none yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub own_channel: Option<String>,
    /// How the rewards, polls and Hype Trains of the person's own channel are read, in a sentence,
    /// while it is a source that runs (Twitch).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub events: Option<String>,
    /// Whether there is a plain API key, which reads where YouTube's page can't be read. YouTube only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "'none' | 'set' | 'locked'"))]
    pub api_key: Option<&'static str>,
    /// What is spent and left today of what the platform lets the sign-in ask, once something is.
    /// YouTube only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "Quota"))]
    pub quota: Option<Quota>,
    /// The same of the plain API key.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "Quota"))]
    pub api_key_quota: Option<Quota>,
}

impl AccountView {
    /// Whether there is a sign-in, whose it is, and what can be done with it.
    pub(crate) fn for_moderators(&self) -> Self {
        Self {
            login: None,
            user_id: None,
            scopes: Vec::new(),
            code: None,
            verification_url: None,
            expires_at: None,
            detail: String::new(),
            own_channel: None,
            events: None,
            api_key: None,
            quota: None,
            api_key_quota: None,
            ..self.clone()
        }
    }
}

impl From<accounts::AccountView> for AccountView {
    fn from(view: accounts::AccountView) -> Self {
        let person = view.person.unwrap_or_default();
        let (code, verification_url, expires_at) = match view.prompt {
            Some(prompt) => (prompt.code, Some(prompt.url), prompt.expires_at),
            None => (None, None, None),
        };
        Self {
            platform: view.platform,
            state: view.state.name(),
            name: person.name,
            login: person.login,
            user_id: Some(person.user_id).filter(|id| !id.is_empty()),
            scopes: view.scopes,
            can: view.can,
            code,
            verification_url,
            expires_at,
            detail: view.detail,
            own_channel: None,
            events: None,
            api_key: None,
            quota: None,
            api_key_quota: None,
        }
    }
}

/// A sign-in that was begun: the account, and what else helps the person.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SignIn {
    /// The account, which waits for the person.
    #[serde(flatten)]
    pub account: AccountView,
    /// The page's address as a QR code, for a phone: an SVG. Not where the answer has to come from
    /// this computer's own browser.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub qr: Option<String>,
    /// Whether the page was opened in a browser already.
    pub opened: bool,
}

/// How sign-ins are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Vault"))]
pub struct VaultView {
    /// `empty` (nothing is kept), `opening`, `keychain`, `passphrase`, `this_run`, or `shut`.
    #[cfg_attr(
        feature = "typescript",
        ts(type = "'empty' | 'opening' | 'keychain' | 'passphrase' | 'this_run' | 'shut'")
    )]
    pub state: &'static str,
    /// Why it is shut: the fixed name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "string"))]
    pub code: Option<&'static str>,
    /// Why, and what to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub detail: Option<String>,
}

impl Default for VaultView {
    fn default() -> Self {
        Self { state: "empty", code: None, detail: None }
    }
}

impl From<&VaultState> for VaultView {
    fn from(state: &VaultState) -> Self {
        let name = match state {
            VaultState::Empty => "empty",
            VaultState::Opening => "opening",
            VaultState::Open(Kept::Keychain) => "keychain",
            VaultState::Open(Kept::Passphrase) => "passphrase",
            VaultState::Open(Kept::ThisRun) => "this_run",
            VaultState::Shut(trouble) => {
                let detail = Some(format!("{} {}", sentence(&trouble.to_string()), trouble.hint()));
                return Self { state: "shut", code: Some(trouble.code()), detail };
            }
        };
        Self { state: name, ..Self::default() }
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
