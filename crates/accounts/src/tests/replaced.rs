//! Sign-ins that nobody needs: given up while their tokens were on the way, or replaced by others.

use fake_platforms::identity::{IdentityFault, IdentityStats};
use secrecy::ExposeSecret;
use tokio::time::timeout;

use super::ending::{is_good_for_anything, nothing_is_left, refresh_token};
use super::google::{browse, sign_in as sign_in_to_google};
use super::rig::{PATIENCE, Rig, Run, signed_in};
use crate::*;

const TWITCH: &str = "/twitch/oauth2/token";
const GOOGLE: &str = "/google/token";

/// Goes on when Twitch has been asked, and its answer, with tokens in it, is on its way.
async fn tokens_are_on_their_way(rig: &Rig, run: &Run) {
    let asked = |stats: &IdentityStats| stats.requests.get(TWITCH).copied().unwrap_or_default();
    rig.identity.fail(TWITCH, IdentityFault::Slow(500), Some(1));
    let prompt = run.twitch().connect(&[]).await.unwrap();
    assert!(rig.identity.confirm(&prompt.code.unwrap(), "ada"));
    timeout(PATIENCE, rig.identity.until(|stats| asked(stats) == 1)).await.unwrap();
    assert_eq!(rig.identity.stats().signed_in, 0, "the answer has still to come");
}

async fn revoked(rig: &Rig, at_least: u64) {
    let revoked = rig.identity.until(|stats| stats.revoked >= at_least);
    let stats = || rig.identity.stats();
    timeout(PATIENCE, revoked).await.unwrap_or_else(|_| panic!("{:?}", stats()));
}

#[tokio::test]
async fn tokens_that_come_when_a_sign_in_was_given_up_are_ended() {
    let rig = Rig::new().await;
    let run = rig.run();
    tokens_are_on_their_way(&rig, &run).await;
    run.twitch().cancel();
    assert_eq!(run.twitch().view().state, AccountState::SignedOut);
    revoked(&rig, 2).await;
    nothing_is_left(&rig, run.twitch()).await;
    let stats = rig.identity.stats();
    assert_eq!((stats.signed_in, stats.refreshed, stats.refused), (1, 1, 0), "{stats:?}");
    assert_eq!(run.twitch().view().state, AccountState::SignedOut);
}

#[tokio::test]
async fn google_s_tokens_that_come_when_a_sign_in_was_given_up_are_ended() {
    let rig = Rig::new().await;
    let run = rig.run();
    let prompt = run.google().connect(&[]).await.unwrap();
    rig.identity.fail(GOOGLE, IdentityFault::Slow(500), Some(1));
    browse(&prompt.url).await;
    let asked = rig.identity.until(|stats| stats.requests.contains_key(GOOGLE));
    timeout(PATIENCE, asked).await.unwrap();
    run.google().cancel();
    revoked(&rig, 1).await;
    nothing_is_left(&rig, run.google()).await;
    assert!(!rig.identity.can_refresh());
    assert_eq!(run.google().view().state, AccountState::SignedOut);
}

#[tokio::test]
async fn tokens_that_come_when_the_program_quits_are_ended_at_the_next_start() {
    let rig = Rig::new().await;
    let run = rig.run();
    tokens_are_on_their_way(&rig, &run).await;
    run.stop().await;
    assert_eq!(rig.identity.stats().signed_in, 1, "the answer was waited for");
    assert_eq!(rig.found_secrets(), 0, "what is kept for it is sealed");
    let run = rig.run();
    revoked(&rig, 2).await;
    nothing_is_left(&rig, run.twitch()).await;
    assert_eq!(run.twitch().view().state, AccountState::SignedOut);
}

#[tokio::test]
async fn a_new_sign_in_at_twitch_ends_the_one_before() {
    for (person, right) in [("bob", Right::Send), ("ada", Right::Moderate)] {
        let (rig, run) = signed_in().await;
        let (token, refresh) = (run.twitch().token().await.unwrap(), refresh_token(run.twitch()));
        let prompt = run.twitch().connect(&[right]).await.unwrap();
        assert!(rig.identity.confirm(&prompt.code.unwrap(), person));
        let new = |view: &AccountView| {
            let is_it = |known: &Person| known.login.as_deref() == Some(person);
            view.can.contains(&right) && view.person.as_ref().is_some_and(is_it)
        };
        run.until(run.twitch(), new).await;
        assert!(run.twitch().all_ended(PATIENCE).await);
        let stats = rig.identity.stats();
        assert_eq!((stats.revoked, stats.refused), (2, 0), "{person}: {stats:?}");
        let now = run.twitch().token().await.unwrap();
        assert!(rig.identity.is_good(now.secret.expose_secret()), "{person}: the new one stays");
        assert!(!rig.identity.is_good(token.secret.expose_secret()), "{person}");
        assert!(!is_good_for_anything(&rig, &token, &refresh).await, "{person}");
    }
}

#[tokio::test]
async fn a_new_sign_in_at_google_ends_the_one_of_somebody_else_alone() {
    let rig = Rig::new().await;
    let run = rig.run();
    sign_in_to_google(&run, &[]).await;
    let first = run.google().token().await.unwrap();
    let prompt = run.google().connect(&[Right::Send]).await.unwrap();
    browse(&prompt.url).await;
    let more = |view: &AccountView| view.can.contains(&Right::Send) && view.person.is_some();
    run.until(run.google(), more).await;
    run.known(run.google()).await;
    run.accounts.network_is_back();
    assert!(run.google().all_ended(PATIENCE).await);
    assert_eq!(rig.identity.stats().revoked, 0, "Google would end the new one with the old one");
    assert!(rig.identity.is_good(first.secret.expose_secret()));
    let second = run.google().token().await.unwrap();
    assert!(rig.identity.is_good(second.secret.expose_secret()));

    rig.identity.set_person("bob");
    let prompt = run.google().connect(&[]).await.unwrap();
    browse(&prompt.url).await;
    let bob = |view: &AccountView| {
        view.person.as_ref().is_some_and(|person| person.login.as_deref() == Some("@bob"))
    };
    run.until(run.google(), bob).await;
    run.accounts.network_is_back();
    assert!(run.google().all_ended(PATIENCE).await);
    assert_eq!(rig.identity.stats().revoked, 1);
    assert!(!rig.identity.is_good(second.secret.expose_secret()));
    let third = run.google().token().await.unwrap();
    assert!(rig.identity.is_good(third.secret.expose_secret()));
}

#[tokio::test]
async fn one_that_twitch_could_not_be_told_of_is_told_at_the_next_start() {
    let (rig, run) = signed_in().await;
    let (token, refresh) = (run.twitch().token().await.unwrap(), refresh_token(run.twitch()));
    rig.identity.fail("/twitch/oauth2/revoke", IdentityFault::Down, None);
    let prompt = run.twitch().connect(&[Right::Send]).await.unwrap();
    assert!(rig.identity.confirm(&prompt.code.unwrap(), "bob"));
    run.until(run.twitch(), |view| view.can.contains(&Right::Send)).await;
    run.known(run.twitch()).await;
    assert!(!run.twitch().endings().unwrap().is_empty());
    run.stop().await;

    rig.identity.heal();
    let run = rig.run();
    let view = run.known(run.twitch()).await;
    assert_eq!(view.person.unwrap().login.as_deref(), Some("bob"));
    revoked(&rig, 2).await;
    assert!(!is_good_for_anything(&rig, &token, &refresh).await);
}
