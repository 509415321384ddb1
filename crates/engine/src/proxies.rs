//! The ways to YouTube that a person has set, for those whose own address YouTube refuses.

use serde::{Deserialize, Serialize};
use url::Url;
use youtube::DIRECT;

use crate::{Engine, EngineError, Inner, Result};

/// A way to YouTube: `direct`, past the system's own proxy too, or a proxy's address.
///
/// An address has no name and password in it: settings are no place for a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Proxy(Option<Url>);

/// Why a text is no way to YouTube.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProxyError {
    /// It can't be read.
    #[error(
        "a proxy is written like http://proxy.example:8080 or socks5://127.0.0.1:9050, and the way \
         without one is direct"
    )]
    Unreadable,
    /// It would have to be kept secret.
    #[error(
        "a proxy with a name and a password can't be kept yet; use one that knows this computer by \
         its address"
    )]
    Secret,
}

impl TryFrom<String> for Proxy {
    type Error = ProxyError;

    fn try_from(text: String) -> std::result::Result<Self, ProxyError> {
        let text = text.trim();
        if text.eq_ignore_ascii_case(DIRECT) {
            return Ok(Self(None));
        }
        let url = Url::parse(text).map_err(|_| ProxyError::Unreadable)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(ProxyError::Secret);
        }
        let known = matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h");
        let bare = matches!(url.path(), "" | "/") && url.query().is_none();
        let host = url.host_str().is_some_and(|host| !host.is_empty());
        if known && bare && host { Ok(Self(Some(url))) } else { Err(ProxyError::Unreadable) }
    }
}

impl From<Proxy> for String {
    fn from(proxy: Proxy) -> Self {
        proxy.0.map_or_else(|| DIRECT.to_owned(), Into::into)
    }
}

impl Proxy {
    /// `direct`, or the proxy's host and port.
    fn name(&self) -> String {
        let Some(url) = &self.0 else {
            return DIRECT.to_owned();
        };
        let host = url.host_str().unwrap_or_default();
        url.port_or_known_default().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    fn client(&self) -> reqwest::Result<reqwest::Client> {
        let builder = net::client();
        match &self.0 {
            None => builder.no_proxy(),
            Some(url) => builder.proxy(reqwest::Proxy::all(url.as_str())?),
        }
        .build()
    }
}

impl Inner {
    /// The ways to YouTube, in the order in which they are tried: the system's own, where nothing
    /// else is set.
    pub(crate) fn youtube_routes(&self) -> Result<Vec<youtube::Route>> {
        let proxies = self.settings.borrow().youtube.proxies.clone();
        if proxies.is_empty() {
            return Ok(vec![youtube::Route { name: DIRECT.to_owned(), client: self.http.clone() }]);
        }
        let route = |proxy: &Proxy| {
            let client = proxy.client().map_err(|error| {
                EngineError::Internal(format!("the proxy {} can't be used: {error}", proxy.name()))
            });
            Ok(youtube::Route { name: proxy.name(), client: client? })
        };
        proxies.iter().map(route).collect()
    }
}

impl Engine {
    /// Takes new ways to YouTube into use: what runs starts again.
    pub(crate) fn restart_youtube(&self) {
        for (id, by_hand) in self.0.sources.stop_running(chat::Platform::YouTube) {
            // A person may be stopping it at this moment.
            if !self.0.sources.is_enabled(&id) {
                continue;
            }
            if let Err(error) = self.run_source(&id, by_hand) {
                // One that was removed in between needs no start.
                tracing::debug!(%id, %error, "not started again");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_read_and_named_without_its_scheme() {
        for (text, name) in [
            ("direct", "direct"),
            (" Direct ", "direct"),
            ("http://proxy.example:8080", "proxy.example:8080"),
            ("https://proxy.example", "proxy.example:443"),
            ("socks5://127.0.0.1:9050", "127.0.0.1:9050"),
        ] {
            let proxy = Proxy::try_from(text.to_owned()).expect(text);
            assert_eq!(proxy.name(), name);
            let stored = String::from(proxy.clone());
            assert_eq!(Proxy::try_from(stored), Ok(proxy), "as it is stored");
        }
    }

    #[test]
    fn what_is_no_proxy_or_holds_a_secret_is_refused() {
        for text in ["", "proxy.example:8080", "ftp://x", "http://x/path", "http://x/?a=b"] {
            assert_eq!(Proxy::try_from(text.to_owned()), Err(ProxyError::Unreadable), "{text:?}");
        }
        let secret = Proxy::try_from("http://ada:hunter2@proxy.example:8080".to_owned());
        let error = secret.expect_err("it is a secret");
        assert!(!error.to_string().contains("hunter2"), "and stays one: {error}");
    }
}
