//! Helix for those who read there what Twitch tells to accounts alone. They see no token.

use accounts::{Account, Right};
use reqwest::{Client, RequestBuilder};
use serde_json::Value;
use url::Url;

use crate::Result;
use crate::service::Service;
use crate::twitch::NAME;

/// Asks Helix as the person who has signed in. Clones ask as the same person.
#[derive(Debug, Clone)]
pub struct Helix(Service);

/// What Helix said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Its status.
    pub status: u16,
    /// Its JSON; null where it is none.
    pub body: Value,
}

impl Said {
    /// Whether it did what was asked.
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Why it did not, in its own words.
    #[must_use]
    pub fn why(&self) -> String {
        let said = self.body.get("message").and_then(Value::as_str).filter(|said| !said.is_empty());
        said.map_or_else(|| format!("it answered with status {}", self.status), str::to_owned)
    }
}

impl Helix {
    /// Asks at `url` (`https://api.twitch.tv/helix`) by `http`, which follows no redirects.
    #[must_use]
    pub fn new(url: Url, http: Client, account: Account) -> Self {
        Self(Service { name: NAME, url, http, account })
    }

    /// `GET`s what is at this path.
    pub async fn get(&self, path: &str, query: &[(&str, String)]) -> Result<Said> {
        let url = self.0.at(path);
        self.ask(|http| http.get(url.clone()).query(query)).await
    }

    /// `POST`s to this path.
    pub async fn post(&self, path: &str, body: &Value) -> Result<Said> {
        let url = self.0.at(path);
        self.ask(|http| http.post(url.clone()).json(body)).await
    }

    async fn ask(&self, request: impl Fn(&Client) -> RequestBuilder) -> Result<Said> {
        let asking = self
            .0
            .ask(Right::Read, |http, token| request(http).header("Client-Id", &token.client_id));
        let answer = asking.await?;
        Ok(Said { status: answer.status.as_u16(), body: answer.body })
    }
}
