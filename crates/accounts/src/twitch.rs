//! Signing in to Twitch: the device code flow, as a public client without a secret.
//!
//! Facts from <https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/>,
//! <https://dev.twitch.tv/docs/authentication/refresh-tokens/> and
//! <https://dev.twitch.tv/docs/authentication/validate-tokens/>. What differs from RFC 8628 is put
//! right in [`translated`], so that the oauth2 crate understands it.

use std::future::pending;
use std::time::Duration;

use jiff::Timestamp;
use oauth2::basic::BasicClient;
use oauth2::http::{Method, StatusCode, header};
use oauth2::{
    ClientId, DeviceAuthorizationUrl, DeviceCodeErrorResponseType, HttpRequest, HttpResponse,
    RefreshToken, RequestTokenError, StandardDeviceAuthorizationResponse, TokenUrl,
};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::http::{NotNow, revoke, send, unusable};
use crate::prompt::Prompt;
use crate::provider::{Client, No, after, no, tokens};
use crate::tokens::{Person, Tokens};

/// Where a person types the code, if Twitch's answer names no page of its own.
const ACTIVATE: &str = "https://www.twitch.tv/activate";

/// What Twitch says of a code that was used or is too old; it was also seen of one that nobody has
/// typed yet (twitchdev/issues#971), so we ask on until the code's time is over.
const INVALID_CODE: &str = "invalid device code";

/// `id.twitch.tv`.
#[derive(Debug, Clone)]
pub(crate) struct Twitch {
    /// `https://id.twitch.tv/oauth2`.
    pub(crate) url: Url,
    pub(crate) http: reqwest::Client,
}

/// A sign-in that waits for the person.
#[derive(Debug)]
pub(crate) struct Waiting {
    client: Client,
    scopes: Vec<String>,
    device: StandardDeviceAuthorizationResponse,
}

/// What `/validate` answers.
#[derive(Deserialize)]
struct Validated {
    login: Option<String>,
    user_id: String,
    scopes: Option<Vec<String>>,
    expires_in: Option<u64>,
}

impl Twitch {
    fn at(&self, path: &str) -> String {
        format!("{}/{path}", self.url.as_str().trim_end_matches('/'))
    }

    /// Begins a sign-in.
    pub(crate) async fn begin(
        &self,
        client: Client,
        scopes: Vec<String>,
    ) -> Result<(Prompt, Waiting), No> {
        let url = DeviceAuthorizationUrl::new(self.at("device")).map_err(unusable)?;
        let oauth =
            BasicClient::new(ClientId::new(client.id.clone())).set_device_authorization_url(url);
        let http = |request| translated(self.http.clone(), request);
        let asked = oauth
            .exchange_device_code()
            // Twitch's own name of what RFC 8628 calls `scope`.
            .add_extra_param("scopes", scopes.join(" "))
            .request_async(&http)
            .await;
        let device: StandardDeviceAuthorizationResponse = asked.map_err(no)?;
        let prompt = Prompt {
            url: self.page(device.verification_uri().as_str()),
            code: Some(device.user_code().secret().clone()),
            expires_at: after(Timestamp::now(), device.expires_in()),
        };
        Ok((prompt, Waiting { client, scopes, device }))
    }

    /// Asks until the person has confirmed, at the pace that Twitch sets. Given up, it asks no more,
    /// and takes what is on its way: tokens may be in it.
    pub(crate) async fn finish(
        &self,
        waiting: Waiting,
        given_up: &CancellationToken,
    ) -> Result<Tokens, No> {
        let Waiting { client, scopes, device } = waiting;
        if given_up.is_cancelled() {
            return Err(No::Cancelled);
        }
        let url = TokenUrl::new(self.at("token")).map_err(unusable)?;
        let oauth = BasicClient::new(ClientId::new(client.id.clone())).set_token_uri(url);
        let http = |request| translated(self.http.clone(), request);
        let limit = device.expires_in();
        // Told between two questions alone, when nothing is on its way.
        let over = &CancellationToken::new();
        let pause = |pause| async move {
            if given_up.run_until_cancelled(tokio::time::sleep(pause)).await.is_none() {
                over.cancel();
                pending::<()>().await;
            }
        };
        let asking = oauth
            .exchange_device_access_token(&device)
            .add_extra_param("scopes", scopes.join(" "))
            .request_async(&http, pause, None);
        let asked = over.run_until_cancelled(tokio::time::timeout(limit, asking)).await;
        let answer = match asked.ok_or(No::Cancelled)? {
            Ok(Ok(answer)) => answer,
            Ok(Err(RequestTokenError::ServerResponse(said))) => {
                return Err(match said.error() {
                    DeviceCodeErrorResponseType::AccessDenied => No::Cancelled,
                    DeviceCodeErrorResponseType::ExpiredToken => No::TooLate,
                    error => No::Refused(
                        said.error_description().cloned().unwrap_or_else(|| error.to_string()),
                    ),
                });
            }
            Ok(Err(RequestTokenError::Request(NotNow(why)))) => return Err(No::NotNow(why)),
            Ok(Err(_)) => return Err(No::NotNow("its answer can't be understood".into())),
            Err(_) => return Err(No::TooLate),
        };
        Ok(tokens(&answer, &client.id, &scopes))
    }

    /// New tokens for old. The refresh token that was given is spent.
    pub(crate) async fn refresh(
        &self,
        client: &Client,
        refresh: &SecretString,
        scopes: &[String],
    ) -> Result<Tokens, No> {
        let url = TokenUrl::new(self.at("token")).map_err(unusable)?;
        let oauth = BasicClient::new(ClientId::new(client.id.clone())).set_token_uri(url);
        let http = |request| translated(self.http.clone(), request);
        let refresh = RefreshToken::new(refresh.expose_secret().to_owned());
        let answer = oauth.exchange_refresh_token(&refresh).request_async(&http).await;
        Ok(tokens(&answer.map_err(no)?, &client.id, scopes))
    }

    /// Whose the token is, and what it may do. Twitch wants to be asked at every start and every
    /// hour.
    pub(crate) async fn validate(&self, tokens: &mut Tokens) -> Result<(), No> {
        let mut value =
            header::HeaderValue::try_from(format!("OAuth {}", tokens.access.expose_secret()))
                .map_err(unusable)?;
        value.set_sensitive(true);
        let request = oauth2::http::Request::builder()
            .method(Method::GET)
            .uri(self.at("validate"))
            .header(header::AUTHORIZATION, value)
            .body(Vec::new())
            .map_err(unusable)?;
        let answer = send(self.http.clone(), request).await?;
        if answer.status() == StatusCode::UNAUTHORIZED {
            return Err(No::Over);
        }
        let known: Validated = serde_json::from_slice(answer.body())
            .map_err(|_| No::NotNow("its answer can't be understood".into()))?;
        tokens.scopes = known.scopes.unwrap_or_default();
        tokens.person =
            Person { user_id: known.user_id, name: known.login.clone(), login: known.login };
        // 0 is said of tokens that do not end.
        if let Some(seconds) = known.expires_in.filter(|seconds| *seconds > 0) {
            tokens.expires_at = after(Timestamp::now(), Duration::from_secs(seconds));
        }
        Ok(())
    }

    /// Spends the refresh token of a sign-in that is to be ended, as Twitch revokes access tokens
    /// alone (<https://dev.twitch.tv/docs/authentication/revoke-tokens/>). Answers with what is left
    /// to be revoked: what came for it and what was there before, neither with a refresh token. So
    /// the newest one is kept nowhere, and nothing that was ever on a disk is good for anything.
    ///
    /// In this order: a refresh token that is used when it is over ends all that the person has
    /// allowed this client id, on other computers too (twitchdev/issues#903).
    pub(crate) async fn spend(&self, tokens: &Tokens) -> Result<Vec<Tokens>, No> {
        let old = Tokens { refresh: None, ..tokens.clone() };
        let Some(refresh) = &tokens.refresh else {
            return Ok(vec![old]);
        };
        let client = Client { id: old.client_id.clone(), secret: None };
        match self.refresh(&client, refresh, &old.scopes).await {
            Ok(newest) => {
                let newest = Tokens { refresh: None, person: old.person.clone(), ..newest };
                Ok(vec![newest, old])
            }
            Err(No::NotNow(why)) => Err(No::NotNow(why)),
            // It is over, or not for us to spend.
            Err(_) => Ok(vec![old]),
        }
    }

    /// Ends an access token.
    pub(crate) async fn revoke(&self, tokens: &Tokens) -> Result<(), No> {
        let url = Url::parse(&self.at("revoke")).map_err(unusable)?;
        let token = tokens.access.expose_secret();
        let fields = [("client_id", tokens.client_id.as_str()), ("token", token)];
        revoke(self.http.clone(), &url, &fields).await
    }

    /// The page to open: Twitch's own, or the one on the host that stands in for it. No other
    /// address is ever opened, whatever the answer says.
    fn page(&self, said: &str) -> String {
        let is_twitch = |url: &Url| {
            let host = url.host_str().unwrap_or_default();
            let own = host == "twitch.tv" || host.ends_with(".twitch.tv");
            url.scheme() == "https" && own || url.origin() == self.url.origin()
        };
        Url::parse(said).ok().filter(is_twitch).map_or_else(|| ACTIVATE.to_owned(), String::from)
    }
}

/// Sends a request and puts the answer as the standards have it: an error's name is in `error`, not
/// in `message`, and `scope` is one text, not a list.
async fn translated(http: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, NotNow> {
    let answer = send(http, request).await?;
    let Ok(Value::Object(mut fields)) = serde_json::from_slice(answer.body()) else {
        return Ok(answer);
    };
    if answer.status() == StatusCode::OK {
        match fields.get("scope") {
            Some(Value::Array(scopes)) => {
                let scopes: Vec<_> = scopes.iter().filter_map(Value::as_str).collect();
                let scopes = scopes.join(" ");
                fields.insert("scope".into(), scopes.into());
            }
            Some(Value::Null) => {
                fields.insert("scope".into(), "".into());
            }
            _ => {}
        }
    } else if let Some(message) = fields.get("message").and_then(Value::as_str) {
        let error = match message {
            "authorization_pending" | INVALID_CODE => "authorization_pending",
            "slow_down" => "slow_down",
            "access_denied" => "access_denied",
            _ if message.eq_ignore_ascii_case("invalid refresh token") => "invalid_grant",
            // The docs: a refresh that gets 401 needs the person again.
            _ if answer.status() == StatusCode::UNAUTHORIZED => "invalid_grant",
            _ => "invalid_request",
        };
        let fields = json!({"error": error, "error_description": message});
        return Ok(with_body(&answer, &fields));
    }
    Ok(with_body(&answer, &Value::Object(fields)))
}

fn with_body(answer: &HttpResponse, body: &Value) -> HttpResponse {
    let mut changed = HttpResponse::new(body.to_string().into_bytes());
    *changed.status_mut() = answer.status();
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn twitch(url: &str) -> Twitch {
        Twitch { url: Url::parse(url).unwrap(), http: crate::tests::http() }
    }

    #[test]
    fn no_page_but_twitch_s_own_is_opened() {
        let real = twitch("https://id.twitch.tv/oauth2");
        let said = "https://www.twitch.tv/activate?public=true&device-code=ABCDEFGH";
        assert_eq!(real.page(said), said);
        for said in [
            "https://twitch.tv.evil.test/activate",
            "http://www.twitch.tv/activate",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "--help",
            "",
        ] {
            assert_eq!(real.page(said), ACTIVATE, "{said}");
        }
        let stand_in = twitch("http://127.0.0.1:9/oauth2");
        assert_eq!(stand_in.page("http://127.0.0.1:9/activate"), "http://127.0.0.1:9/activate");
    }
}
