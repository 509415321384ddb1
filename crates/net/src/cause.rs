//! Why a request failed, below what the library says of it.

use std::error::Error;
use std::io;
use std::iter::successors;

/// What caused it, and what caused that.
pub fn causes<'a>(
    error: &'a (dyn Error + 'static),
) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    successors(cause(error), |&error| cause(error))
}

/// Whether somebody else answered: with a certificate that the system does not trust.
#[must_use]
pub fn is_of_certificate(error: &(dyn Error + 'static)) -> bool {
    causes(error)
        .any(|cause| matches!(cause.downcast_ref(), Some(rustls::Error::InvalidCertificate(_))))
}

fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    // An `io::Error` keeps what it wraps out of its sources.
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_certificate_is_found_within_what_wraps_it() {
        let wrong = rustls::Error::InvalidCertificate(rustls::CertificateError::Expired);
        let wrapped = io::Error::other(io::Error::other(wrong));
        assert!(is_of_certificate(&wrapped));
        assert!(!is_of_certificate(&io::Error::other("the plug was pulled")));
    }
}
