//! Accounts and the vault as pages see them.

use accounts::{Kept, Right, VaultState};
use chat::{Platform, Quota};
use jiff::Timestamp;
use serde::Serialize;

use crate::spoken::sentence;

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
