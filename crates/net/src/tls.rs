//! The TLS of this program: rustls on ring, trusting what the operating system trusts.

use std::sync::Arc;

use rustls::ClientConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls_platform_verifier::BuilderVerifierExt as _;

/// Makes it the process' own, which [`reqwest`] takes.
pub(crate) fn install() {
    if CryptoProvider::get_default().is_none() {
        // Losing a race here means that the same provider was installed by another call.
        ring::default_provider().install_default().unwrap_or_default();
    }
}

/// Reads the system's certificates.
pub(crate) fn config() -> Result<ClientConfig, rustls::Error> {
    Ok(ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth())
}
