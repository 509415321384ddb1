//! Signing in to Google for YouTube: the browser, a port of this computer for its answer, PKCE.
//!
//! Facts from <https://developers.google.com/identity/protocols/oauth2/native-app> and RFC 8252.

use std::time::Duration;

use jiff::Timestamp;
use oauth2::basic::BasicClient;
use oauth2::http::{Method, StatusCode, header};
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RefreshToken, Scope, TokenUrl,
};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::Spend;
use crate::http::{revoke, send, unusable};
use crate::loopback::{Answer, Loopback};
use crate::prompt::Prompt;
use crate::provider::{Client, No, after, no, tokens};
use crate::tokens::{Person, Tokens};

/// How long the browser's answer is waited for.
const OPEN_FOR: Duration = Duration::from_mins(5);
/// Of YouTube's words for a refusal, so many letters are shown.
const LONGEST_REFUSAL: usize = 300;
/// What it costs to ask whose a sign-in is, whatever the answer.
const LOOK: u64 = 1;

/// Google's identity service, and the API that tells whose a sign-in is.
#[derive(Debug, Clone)]
pub(crate) struct Google {
    /// `https://accounts.google.com/o/oauth2/v2/auth`
    pub(crate) auth: Url,
    /// `https://oauth2.googleapis.com/token`
    pub(crate) token: Url,
    /// `https://oauth2.googleapis.com/revoke`
    pub(crate) revoke: Url,
    /// `https://www.googleapis.com/youtube/v3`
    pub(crate) youtube: Url,
    pub(crate) http: reqwest::Client,
    pub(crate) spend: Spend,
}

/// A sign-in that waits for the browser.
#[derive(Debug)]
pub(crate) struct Waiting {
    client: Client,
    scopes: Vec<String>,
    loopback: Loopback,
    state: CsrfToken,
    verifier: PkceCodeVerifier,
}

impl Google {
    /// Begins a sign-in: the port is open when this returns.
    pub(crate) async fn begin(
        &self,
        client: Client,
        scopes: Vec<String>,
    ) -> Result<(Prompt, Waiting), No> {
        let loopback = Loopback::open().await.map_err(No::Port)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (url, state) = BasicClient::new(ClientId::new(client.id.clone()))
            .set_auth_uri(AuthUrl::from_url(self.auth.clone()))
            .set_redirect_uri(redirect(&loopback)?)
            // 256 bits.
            .authorize_url(|| CsrfToken::new_random_len(32))
            .add_scopes(scopes.iter().cloned().map(Scope::new))
            .set_pkce_challenge(challenge)
            // Without these, there is no refresh token at a second sign-in.
            .add_extra_param("access_type", "offline")
            .add_extra_param("prompt", "consent")
            .url();
        let prompt =
            Prompt { url: url.into(), code: None, expires_at: after(Timestamp::now(), OPEN_FOR) };
        Ok((prompt, Waiting { client, scopes, loopback, state, verifier }))
    }

    /// Waits for the browser's answer, and turns it into tokens. Given up, it waits for no browser;
    /// tokens that are on their way still come.
    pub(crate) async fn finish(
        &self,
        waiting: Waiting,
        given_up: &CancellationToken,
    ) -> Result<Tokens, No> {
        let Waiting { client, scopes, loopback, state, verifier } = waiting;
        let redirect = redirect(&loopback)?;
        let browser = tokio::time::timeout(OPEN_FOR, loopback.answer(state.secret()));
        // A code that nobody asks with ends by itself.
        let code = match given_up.run_until_cancelled(browser).await.ok_or(No::Cancelled)? {
            Ok(Answer::Code(code)) => code,
            Ok(Answer::Error(error)) if error == "access_denied" => return Err(No::Cancelled),
            Ok(Answer::Error(error)) => return Err(No::Refused(error)),
            Err(_) => return Err(No::TooLate),
        };
        let http = |request: HttpRequest| send(self.http.clone(), request);
        let oauth = self.oauth(&client).set_redirect_uri(redirect);
        let asked = oauth
            .exchange_code(AuthorizationCode::new(code.expose_secret().to_owned()))
            .set_pkce_verifier(verifier)
            .request_async(&http)
            .await;
        Ok(tokens(&asked.map_err(no)?, &client.id, &scopes))
    }

    /// A new access token. The refresh token goes on.
    pub(crate) async fn refresh(
        &self,
        client: &Client,
        refresh: &SecretString,
        scopes: &[String],
    ) -> Result<Tokens, No> {
        let http = |request: HttpRequest| send(self.http.clone(), request);
        let refresh = RefreshToken::new(refresh.expose_secret().to_owned());
        let oauth = self.oauth(client);
        let answer = oauth.exchange_refresh_token(&refresh).request_async(&http).await;
        Ok(tokens(&answer.map_err(no)?, &client.id, scopes))
    }

    /// Whether the sign-in is valid, and whose channel it is. That costs of YouTube's quota.
    pub(crate) async fn validate(&self, tokens: &mut Tokens) -> Result<(), No> {
        let url = format!("{}/channels", self.youtube.as_str().trim_end_matches('/'));
        let mut url = Url::parse(&url).map_err(unusable)?;
        url.query_pairs_mut().append_pair("part", "snippet").append_pair("mine", "true");
        let bearer = format!("Bearer {}", tokens.access.expose_secret());
        let mut bearer = header::HeaderValue::try_from(bearer).map_err(unusable)?;
        bearer.set_sensitive(true);
        let request = oauth2::http::Request::builder()
            .method(Method::GET)
            .uri(url.as_str())
            .header(header::AUTHORIZATION, bearer)
            .body(Vec::new())
            .map_err(unusable)?;
        let answer = send(self.http.clone(), request).await?;
        (self.spend.0)(LOOK);
        let body: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
        if answer.status() != StatusCode::OK {
            return Err(refusal(answer.status(), &body));
        }
        if !body.is_object() {
            return Err(No::NotNow("its answer can't be understood".into()));
        }
        let text = |path: &str| body.pointer(path).and_then(Value::as_str).map(str::to_owned);
        tokens.person = Person {
            user_id: text("/items/0/id").ok_or(No::Channelless)?,
            login: text("/items/0/snippet/customUrl"),
            name: text("/items/0/snippet/title"),
        };
        Ok(())
    }

    /// Ends the sign-in at Google, with all that the person has allowed this client id.
    ///
    /// <https://developers.google.com/identity/protocols/oauth2/native-app#tokenrevoke>
    pub(crate) async fn revoke(&self, tokens: &Tokens) -> Result<(), No> {
        let token = tokens.refresh.as_ref().unwrap_or(&tokens.access);
        revoke(self.http.clone(), &self.revoke, &[("token", token.expose_secret())]).await
    }

    fn oauth(&self, client: &Client) -> TokenClient {
        let oauth = BasicClient::new(ClientId::new(client.id.clone()))
            .set_auth_type(AuthType::RequestBody)
            .set_token_uri(TokenUrl::from_url(self.token.clone()));
        match &client.secret {
            Some(secret) => {
                oauth.set_client_secret(ClientSecret::new(secret.expose_secret().to_owned()))
            }
            None => oauth,
        }
    }
}

type TokenClient = BasicClient<
    oauth2::EndpointNotSet,
    oauth2::EndpointNotSet,
    oauth2::EndpointNotSet,
    oauth2::EndpointNotSet,
    oauth2::EndpointSet,
>;

/// Why YouTube does not say whose a sign-in is.
///
/// <https://developers.google.com/youtube/v3/docs/errors>
fn refusal(status: StatusCode, body: &Value) -> No {
    let text = |path: &str| body.pointer(path).and_then(Value::as_str).unwrap_or_default();
    match (status, text("/error/errors/0/reason")) {
        (_, "accessNotConfigured") => No::ApiOff,
        // The one 401 that no other token helps against.
        (_, "youtubeSignupRequired") => No::Channelless,
        (StatusCode::UNAUTHORIZED, _) => No::Over,
        _ => {
            let said = text("/error/message").trim_end_matches('.');
            let said: String = said.chars().take(LONGEST_REFUSAL).collect();
            let status = status.as_u16();
            No::Refused(if said.is_empty() { format!("status {status}") } else { said })
        }
    }
}

fn redirect(loopback: &Loopback) -> Result<RedirectUrl, No> {
    RedirectUrl::new(loopback.url()).map_err(unusable)
}
