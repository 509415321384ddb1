//! HTTP clients, with an error of ours where the system gives none.

use crate::{EngineError, Result};

pub(crate) fn built(builder: reqwest::ClientBuilder) -> Result<reqwest::Client> {
    builder
        .build()
        .map_err(|error| EngineError::Internal(format!("no HTTP client could be made: {error}")))
}
