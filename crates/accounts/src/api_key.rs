//! YouTube's plain API key, for who wants no sign-in: it reads what everybody may.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use oauth2::http::{Method, StatusCode, header};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tokio::sync::watch;
use url::Url;
use zeroize::Zeroizing;

use crate::http::{NotNow, send};
use crate::slot::Slot;
use crate::vault::{Vault, VaultState};
use crate::{AccountsError, Trouble};

/// The first video of all. To ask for it costs one unit, as the cheapest calls do.
const ANY_VIDEO: &str = "jNQXAC9IVRw";
const NAME: &str = "YouTube";

/// How the key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiKeyState {
    /// There is none.
    None,
    /// There is one.
    Set,
    /// There is one, and it can't be read now.
    Locked,
}

/// The key, or its empty place. Clones are handles of the same one.
#[derive(Debug, Clone)]
pub struct ApiKey(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    vault: Vault,
    youtube: Url,
    http: reqwest::Client,
    changed: Arc<watch::Sender<u64>>,
    /// One that the disk did not take is good for this run.
    unkept: Mutex<Option<SecretString>>,
}

impl ApiKey {
    pub(crate) fn new(
        vault: Vault,
        youtube: Url,
        http: reqwest::Client,
        changed: Arc<watch::Sender<u64>>,
    ) -> Self {
        Self(Arc::new(Inner { vault, youtube, http, changed, unkept: Mutex::default() }))
    }

    /// The key, where there is one that can be read.
    #[must_use]
    pub fn get(&self) -> Option<SecretString> {
        let unkept = self.unkept().clone();
        unkept.or_else(|| {
            let kept = self.0.vault.secret(Slot::ApiKey)?;
            std::str::from_utf8(&kept).ok().map(SecretString::from)
        })
    }

    /// How it is.
    #[must_use]
    pub fn state(&self) -> ApiKeyState {
        let is_shut = matches!(*self.0.vault.state().borrow(), VaultState::Shut(_));
        if self.get().is_some() {
            ApiKeyState::Set
        } else if is_shut && self.0.vault.has_secret(Slot::ApiKey) {
            ApiKeyState::Locked
        } else {
            ApiKeyState::None
        }
    }

    /// Keeps this key, if YouTube takes it.
    pub async fn set(&self, key: SecretString) -> Result<(), AccountsError> {
        self.0.vault.ready().await?;
        self.check(&key).await?;
        let secret = Zeroizing::new(key.expose_secret().as_bytes().to_vec());
        let kept = self.0.vault.keep_secret(Slot::ApiKey, secret).await;
        *self.unkept() = kept.is_err().then_some(key);
        self.tell();
        if let Err(trouble) = kept {
            tracing::error!(%trouble, "an API key is in memory alone");
        }
        Ok(())
    }

    /// Forgets it, readable or not. Fails only where the disk does not let go of it.
    pub async fn forget(&self) -> Result<(), AccountsError> {
        *self.unkept() = None;
        let forgotten = self.0.vault.forget_secret(Slot::ApiKey).await;
        self.tell();
        forgotten.map_err(|trouble: Trouble| trouble.into())
    }

    /// Asks YouTube for something that everybody may have.
    async fn check(&self, key: &SecretString) -> Result<(), AccountsError> {
        let not_now = |NotNow(why)| AccountsError::Unreachable { platform: NAME, why };
        let no_key = |_| AccountsError::KeyRefused("it has letters of no key".into());
        let url = format!("{}/videos", self.0.youtube.as_str().trim_end_matches('/'));
        let mut url = Url::parse(&url).map_err(|error| not_now(NotNow(error.to_string())))?;
        url.query_pairs_mut().append_pair("part", "id").append_pair("id", ANY_VIDEO);
        let mut value = header::HeaderValue::try_from(key.expose_secret()).map_err(no_key)?;
        value.set_sensitive(true);
        let request = oauth2::http::Request::builder()
            .method(Method::GET)
            .uri(url.as_str())
            .header("x-goog-api-key", value)
            .body(Vec::new())
            .map_err(|error| not_now(NotNow(error.to_string())))?;
        let answer = send(self.0.http.clone(), request).await.map_err(not_now)?;
        if answer.status() == StatusCode::OK {
            return Ok(());
        }
        let body: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
        let text = |at: &str| body.pointer(at).and_then(Value::as_str).unwrap_or_default();
        // A key that has spent its quota is a good one.
        if matches!(text("/error/errors/0/reason"), "quotaExceeded" | "dailyLimitExceeded") {
            return Ok(());
        }
        let said: String = text("/error/message").trim_end_matches('.').chars().take(300).collect();
        let status = answer.status().as_u16();
        let said = if said.is_empty() { format!("status {status}") } else { said };
        Err(AccountsError::KeyRefused(said))
    }

    fn unkept(&self) -> MutexGuard<'_, Option<SecretString>> {
        self.0.unkept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self) {
        self.0.changed.send_modify(|count| *count += 1);
    }
}
