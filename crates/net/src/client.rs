//! HTTP clients.

use reqwest::{Client, ClientBuilder};

use crate::tls;

/// Each HTTP client begins with this.
///
/// HTTP/1 alone: there a connection that died while the machine slept goes with the request that was
/// given up on it. One of HTTP/2 would be used again.
pub fn client() -> ClientBuilder {
    tls::install();
    Client::builder().http1_only()
}
