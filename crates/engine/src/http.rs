//! How the outside world is asked: one TLS, and HTTP/1 alone.

use crate::{EngineError, Result};

/// Makes the process use one TLS for everything: rustls on ring, trusting what the system does.
pub fn use_our_tls() {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Losing a race here means that the same provider was installed by another call.
        rustls::crypto::ring::default_provider().install_default().unwrap_or_default();
    }
}

/// HTTP/1 alone: there a connection that died while the machine slept goes with the request that was
/// given up on it. One of HTTP/2 would be used again.
pub(crate) fn builder() -> reqwest::ClientBuilder {
    reqwest::Client::builder().http1_only()
}

pub(crate) fn client() -> Result<reqwest::Client> {
    built(builder())
}

pub(crate) fn built(builder: reqwest::ClientBuilder) -> Result<reqwest::Client> {
    use_our_tls();
    builder
        .build()
        .map_err(|error| EngineError::Internal(format!("no HTTP client could be made: {error}")))
}
