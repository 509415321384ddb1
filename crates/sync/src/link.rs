//! Where a service is, and the link that its owner gives a streamer.

use secrecy::SecretString;
use url::Url;

/// Letters of a code: 256 random bits.
const CODE: usize = 64;

/// Where a service is: encrypted, or on this machine's own loopback.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service(Url);

/// What is no link of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// It has no code.
    #[error("this is no connection link: one looks like https://sync.example.org/join#…")]
    NoLink,
    /// What is said would be read by others.
    #[error("a connection link begins with https://")]
    NotSecure,
}

impl Service {
    /// The service of an address, of which its origin counts.
    pub fn parse(address: &str) -> Result<Self, LinkError> {
        let url = Url::parse(address.trim()).map_err(|_| LinkError::NoLink)?;
        match url.scheme() {
            "https" => {}
            "http" if net::is_loopback(&url) => {}
            "http" => return Err(LinkError::NotSecure),
            _ => return Err(LinkError::NoLink),
        }
        Url::parse(&url.origin().ascii_serialization()).map(Self).map_err(|_| LinkError::NoLink)
    }

    /// Its address without a slash at the end.
    #[must_use]
    pub fn address(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// A moderator's page there. The key follows `#`, and so stays in their browser.
    #[must_use]
    pub fn page(&self, key: &str) -> String {
        format!("{}/moderate#{key}", self.address())
    }

    /// The link that lets the application of this code in.
    #[must_use]
    pub fn invitation(&self, code: &str) -> String {
        format!("{}/join#{code}", self.address())
    }

    /// Where a socket is.
    pub(crate) fn socket(&self, path: &str) -> Url {
        let mut url = self.0.clone();
        url.set_path(path);
        let scheme = if url.scheme() == "https" { "wss" } else { "ws" };
        // From one special scheme to another, which is always taken.
        let set = url.set_scheme(scheme);
        debug_assert!(set.is_ok());
        url
    }
}

/// What connects an application: a service, and the code that it knows it by.
#[derive(Debug)]
pub struct Link {
    /// Where it is.
    pub service: Service,
    /// What tells who calls.
    pub code: SecretString,
}

impl Link {
    /// Reads `https://SERVICE/join#CODE`.
    pub fn parse(text: &str) -> Result<Self, LinkError> {
        let (address, code) = text.trim().split_once('#').ok_or(LinkError::NoLink)?;
        let service = Service::parse(address)?;
        let is_code = code.len() == CODE && code.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_code {
            return Err(LinkError::NoLink);
        }
        Ok(Self { service, code: code.into() })
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    #[test]
    fn a_link_is_a_service_and_a_code() {
        let code = "0f".repeat(32);
        let link = Link::parse(&format!("  https://Sync.example.org/join#{code}\n")).unwrap();
        assert_eq!(link.service.address(), "https://sync.example.org");
        assert_eq!(link.service.socket("/host").as_str(), "wss://sync.example.org/host");
        assert_eq!(link.service.page("key"), "https://sync.example.org/moderate#key");
        assert_eq!(link.code.expose_secret(), code);
        assert!(!format!("{link:?}").contains(&code));
        let link = Link::parse(&format!("http://127.0.0.1:7430/join#{code}")).unwrap();
        assert_eq!(link.service.socket("/host").as_str(), "ws://127.0.0.1:7430/host");
    }

    #[test]
    fn what_is_none_is_refused() {
        let code = "0f".repeat(32);
        for (text, why) in [
            ("", LinkError::NoLink),
            ("https://sync.example.org/join", LinkError::NoLink),
            ("https://sync.example.org/join#0f", LinkError::NoLink),
            (&format!("https://sync.example.org/join#{}", "g".repeat(64)), LinkError::NoLink),
            (&format!("javascript:alert(1)#{code}"), LinkError::NoLink),
            (&format!("/join#{code}"), LinkError::NoLink),
            (&format!("http://sync.example.org/join#{code}"), LinkError::NotSecure),
            (&format!("http://localhost.example.org/join#{code}"), LinkError::NotSecure),
        ] {
            assert_eq!(Link::parse(text).unwrap_err(), why, "{text}");
        }
    }
}
