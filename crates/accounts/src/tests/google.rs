//! Signing in to Google, with a browser that follows redirects.

use std::sync::atomic::Ordering::Relaxed;

use fake_platforms::identity::{IdentityFault, Refusal};
use futures_util::future::join_all;
use secrecy::ExposeSecret;

use super::rig::{Rig, Run, http};
use crate::*;

/// The browser's part. Answers with the status and the text of the last page.
pub(super) async fn browse(url: &str) -> (u16, String) {
    let page = http().get(url).send().await.unwrap();
    let to = page.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
    match to {
        Some(to) => {
            let page = http().get(to).send().await.unwrap();
            (page.status().as_u16(), page.text().await.unwrap())
        }
        None => (page.status().as_u16(), page.text().await.unwrap()),
    }
}

pub(super) async fn sign_in(run: &Run, rights: &[Right]) -> AccountView {
    let prompt = run.google().connect(rights).await.unwrap();
    let (status, page) = browse(&prompt.url).await;
    assert_eq!(status, 200, "{page}");
    run.known(run.google()).await
}

#[tokio::test]
async fn who_signed_in_once_is_recognised_at_every_later_start() {
    let rig = Rig::new().await;
    let run = rig.run();
    let view = sign_in(&run, &[]).await;
    assert_eq!(run.spent.load(Relaxed), 1, "whose it is costs of the day's units");
    let person = view.person.unwrap();
    assert_eq!((person.name.as_deref(), person.login.as_deref()), (Some("Ada"), Some("@ada")));
    assert_eq!(view.can, [Right::Read]);
    run.stop().await;
    let run = rig.run();
    run.known(run.google()).await;
    let token = run.google().token().await.unwrap();
    assert!(rig.identity.is_good(token.secret.expose_secret()));
    run.stop().await;
    assert_eq!(rig.found_secrets(), 0);
}

#[tokio::test]
async fn the_least_is_asked_for_with_pkce_and_a_state_of_256_bits() {
    let rig = Rig::new().await;
    let run = rig.run();
    let prompt = run.google().connect(&[]).await.unwrap();
    let url = url::Url::parse(&prompt.url).unwrap();
    let field = |name: &str| {
        let found = url.query_pairs().find(|(known, _)| known == name);
        found.map(|(_, value)| value.into_owned()).unwrap_or_default()
    };
    assert_eq!(field("scope"), "https://www.googleapis.com/auth/youtube.readonly");
    assert_eq!(field("code_challenge_method"), "S256");
    assert_eq!(field("code_challenge").len(), 43);
    assert_eq!(field("state").len(), 43, "32 bytes in base64");
    assert_eq!(field("access_type"), "offline");
    assert!(field("redirect_uri").starts_with("http://127.0.0.1:"));
    assert!(!prompt.url.contains("client_secret"));
}

#[tokio::test]
async fn a_refresh_keeps_the_refresh_token_and_one_asks_for_all() {
    let rig = Rig::new().await;
    let run = rig.run();
    sign_in(&run, &[]).await;
    run.stop().await;
    for round in 1..=2 {
        let run = rig.run();
        run.known(run.google()).await;
        let refused = run.google().token().await.unwrap();
        rig.identity.expire_access_tokens();
        let tokens = join_all((0..100).map(|_| run.google().instead_of(&refused))).await;
        for token in tokens {
            assert!(rig.identity.is_good(token.unwrap().secret.expose_secret()));
        }
        assert_eq!(rig.identity.stats().refreshed, round);
        run.stop().await;
    }
}

#[tokio::test]
async fn signing_out_ends_the_sign_in_with_all_of_its_tokens() {
    let rig = Rig::new().await;
    let run = rig.run();
    sign_in(&run, &[Right::Send]).await;
    let token = run.google().token().await.unwrap();
    run.google().disconnect().await.unwrap();
    assert!(!rig.identity.is_good(token.secret.expose_secret()));
    assert!(!rig.identity.can_refresh());
    assert!(rig.written().is_empty());
}

#[tokio::test]
async fn a_person_who_refuses_is_not_signed_in() {
    let rig = Rig::new().await;
    let run = rig.run();
    rig.identity.set_consent(false);
    let prompt = run.google().connect(&[]).await.unwrap();
    let (status, page) = browse(&prompt.url).await;
    assert_eq!(status, 200);
    assert!(page.contains("Nothing was connected"), "{page}");
    let over = |view: &AccountView| view.state == AccountState::SignedOut;
    let view = run.until(run.google(), over).await;
    assert!(view.detail.contains("was cancelled"), "{}", view.detail);
    assert_eq!(rig.identity.stats().requests.get("/google/token"), None);
}

#[tokio::test]
async fn a_sign_in_that_google_ended_is_said() {
    let rig = Rig::new().await;
    let run = rig.run();
    sign_in(&run, &[]).await;
    let token = run.google().token().await.unwrap();
    run.stop().await;
    let run = rig.run();
    run.known(run.google()).await;
    rig.identity.end_sign_ins();
    assert_eq!(run.google().instead_of(&token).await.unwrap_err().code(), "sign_in_revoked");
    assert_eq!(run.google().view().state, AccountState::Revoked);
}

#[tokio::test]
async fn every_start_asks_whether_the_sign_in_is_valid() {
    let rig = Rig::new().await;
    let run = rig.run();
    sign_in(&run, &[]).await;
    run.stop().await;
    rig.identity.end_sign_ins();
    let run = rig.run();
    // Nobody asks for a token: the look alone finds it.
    let view = run.until(run.google(), |view| view.state == AccountState::Revoked).await;
    assert!(view.detail.contains("has ended the sign-in"), "{}", view.detail);
}

#[tokio::test]
async fn a_valid_sign_in_is_looked_at_again_within_the_hour() {
    let rig = Rig::new().await;
    let run = rig.run();
    sign_in(&run, &[]).await;
    run.stop().await;
    let run = rig.run();
    let due = loop {
        if let Some(due) = run.google().held().validate_at {
            break due;
        }
        tokio::task::yield_now().await;
    };
    let left = due.duration_since(tokio::time::Instant::now());
    assert!(left <= std::time::Duration::from_hours(1), "{left:?}");
    rig.identity.end_sign_ins();
    // An hour later.
    run.google().held().validate_at = Some(tokio::time::Instant::now());
    run.google().tell();
    run.until(run.google(), |view| view.state == AccountState::Revoked).await;
}

#[tokio::test]
async fn a_token_endpoint_that_fails_is_said_and_begun_again() {
    let rig = Rig::new().await;
    let run = rig.run();
    rig.identity.fail("/google/token", IdentityFault::Html, Some(1));
    let prompt = run.google().connect(&[]).await.unwrap();
    browse(&prompt.url).await;
    let over = |view: &AccountView| view.state == AccountState::SignedOut;
    let view = run.until(run.google(), over).await;
    assert!(view.detail.contains("can't be asked now"), "{}", view.detail);
    sign_in(&run, &[]).await;
}

#[tokio::test]
async fn sign_ins_that_wait_for_the_person_hold_up_no_end() {
    let rig = Rig::new().await;
    let run = rig.run();
    run.twitch().connect(&[]).await.unwrap();
    run.google().connect(&[]).await.unwrap();
    // Fails where it takes longer than a test waits: Google's page is waited for for five minutes.
    run.stop().await;
    assert_eq!(rig.identity.stats().signed_in, 0);
}

/// Signs in, and waits until something is told of it.
async fn nameless(run: &Run) -> AccountView {
    let prompt = run.google().connect(&[Right::Send]).await.unwrap();
    let (status, page) = browse(&prompt.url).await;
    assert_eq!(status, 200, "{page}");
    run.until(run.google(), |view| view.state == AccountState::Retrying).await
}

/// What the hour, or the minute, does: it is asked again who has signed in.
async fn asked_again(run: &Run) -> AccountView {
    run.google().held().validate_at = None;
    run.google().tell();
    run.known(run.google()).await
}

fn off(reason: &str, message: &str) -> Refusal {
    Refusal::YouTube { status: 403, reason: reason.into(), message: message.into() }
}

#[tokio::test]
async fn a_project_without_the_data_api_is_said_until_it_is_enabled() {
    let rig = Rig::new().await;
    let run = rig.run();
    let said = "YouTube Data API v3 has not been used in project 1 before or it is disabled.";
    rig.identity.refuse("/youtube/v3/channels", off("accessNotConfigured", said));
    let view = nameless(&run).await;
    assert_eq!(run.google().nameless(), Some(AccountsError::ApiOff));
    assert!(view.detail.contains("is not enabled"), "{}", view.detail);
    assert!(view.detail.contains("console.cloud.google.com"), "{}", view.detail);
    assert_eq!(asked_again(&run).await.detail, "Signed in.");
    assert_eq!(run.google().nameless(), None);
}

#[tokio::test]
async fn an_account_without_a_channel_is_said_until_it_has_one() {
    let rig = Rig::new().await;
    let run = rig.run();
    rig.identity.set_has_channel(false);
    let view = nameless(&run).await;
    assert!(view.detail.contains("has no YouTube channel"), "{}", view.detail);
    // Another token says no more than the one before.
    let token = run.google().token().await.unwrap();
    run.google().held().renewed = None;
    run.google().instead_of(&token).await.unwrap();
    assert_eq!(run.google().nameless(), Some(AccountsError::NoChannel));
    rig.identity.set_has_channel(true);
    assert_eq!(asked_again(&run).await.detail, "Signed in.");
}

#[tokio::test]
async fn any_other_refusal_to_say_who_it_is_is_said_in_youtube_s_words() {
    let rig = Rig::new().await;
    let run = rig.run();
    rig.identity.refuse("/youtube/v3/channels", off("forbidden", "Access forbidden."));
    let view = nameless(&run).await;
    assert!(view.detail.starts_with("YouTube refuses: Access forbidden. "), "{}", view.detail);
}
