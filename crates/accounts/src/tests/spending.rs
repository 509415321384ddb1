//! The refresh token of a sign-in that is over: it is neither lost nor spent twice.

use std::sync::Arc;

use fake_platforms::identity::IdentityFault;
use secrecy::ExposeSecret;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;
use tokio::time::timeout;
use url::Url;

use super::ending::{is_good_for_anything, nothing_is_left, offline, refresh_token};
use super::google::sign_in as sign_in_to_google;
use super::rig::{PATIENCE, Rig, Run, endpoints, signed_in};
use crate::ending::Ending;
use crate::*;

/// Waits until what is to be ended is so.
async fn until(account: &Account, holds: impl Fn(&[Ending]) -> bool) {
    let waiting = async {
        while !holds(&account.endings().unwrap()) {
            tokio::task::yield_now().await;
        }
    };
    let waited = timeout(PATIENCE, waiting).await;
    waited.unwrap_or_else(|_| panic!("it is {:?}", account.endings().unwrap()));
}

fn has_refresh_token(ending: &Ending) -> bool {
    ending.tokens.refresh.is_some()
}

/// The next start ends all that was ever kept of a sign-in.
async fn ended_at_the_next_start(rig: &Rig, token: &AccessToken, refresh: &str) {
    rig.identity.heal();
    let run = rig.run();
    nothing_is_left(rig, run.twitch()).await;
    assert_eq!(rig.identity.stats().refused, 0, "no refresh token is spent twice");
    assert!(!is_good_for_anything(rig, token, refresh).await);
}

#[tokio::test]
async fn a_sign_out_during_a_check_takes_the_refresh_token_along() {
    let (rig, run) = signed_in().await;
    sign_in_to_google(&run, &[]).await;
    offline(&rig);
    for account in [run.twitch(), run.google()] {
        let check = account.0.changing.lock().await;
        account.disconnect().await.unwrap();
        let endings = account.endings().unwrap();
        assert_eq!(endings.len(), 1);
        assert!(has_refresh_token(&endings[0]), "{endings:?}");
        drop(check);
    }
}

#[tokio::test]
async fn a_refresh_that_fails_after_a_sign_out_leaves_the_refresh_token_to_be_ended() {
    let (rig, run) = signed_in().await;
    let (token, refresh) = (run.twitch().token().await.unwrap(), refresh_token(run.twitch()));
    run.stop().await;

    // Takes what it is asked, and does not answer.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let twitch = Url::parse(&format!("http://{}", silent.local_addr().unwrap())).unwrap();
    let endpoints = Endpoints { twitch, ..endpoints(&rig.identity) };
    let run = Run::start(rig.data(), Arc::clone(&rig.keychain) as _, Ask::May, endpoints);
    // The start's check.
    drop(silent.accept().await.unwrap());
    let (account, refused) = (run.twitch().clone(), token.clone());
    let renewing = tokio::spawn(async move { account.instead_of(&refused).await });
    let (mut asked, _) = silent.accept().await.unwrap();
    let mut line = [0; 11];
    asked.read_exact(&mut line).await.unwrap();
    assert_eq!(&line, b"POST /token");
    run.twitch().disconnect().await.unwrap();
    let endings = run.twitch().endings().unwrap();
    assert_eq!(endings.len(), 1);
    assert!(!has_refresh_token(&endings[0]), "it is about to be spent");
    drop((asked, silent));
    let renewed = timeout(PATIENCE, renewing).await.unwrap().unwrap();
    assert_eq!(renewed.unwrap_err(), AccountsError::SignedOut("Twitch"));
    until(run.twitch(), |endings| endings.len() == 1 && has_refresh_token(&endings[0])).await;
    run.stop().await;
    ended_at_the_next_start(&rig, &token, &refresh).await;
}

#[tokio::test]
async fn what_comes_after_a_sign_out_is_kept_until_it_is_ended() {
    let (rig, run) = signed_in().await;
    let (token, refresh) = (run.twitch().token().await.unwrap(), refresh_token(run.twitch()));
    offline(&rig);
    let (tokens, epoch) = {
        let mut held = run.twitch().held();
        let epoch = held.epoch;
        (held.forget(None).unwrap(), epoch)
    };
    assert!(run.twitch().keep(tokens, epoch).await.is_err());
    until(run.twitch(), |endings| endings.len() == 1).await;
    run.stop().await;
    ended_at_the_next_start(&rig, &token, &refresh).await;
}

#[tokio::test]
async fn a_program_that_ends_before_the_access_tokens_are_revoked_has_kept_no_spent_one() {
    let (rig, run) = signed_in().await;
    let (token, refresh) = (run.twitch().token().await.unwrap(), refresh_token(run.twitch()));
    rig.identity.fail("/twitch/oauth2/revoke", IdentityFault::Stall, None);
    run.twitch().disconnect().await.unwrap();
    assert_eq!(rig.identity.stats().refreshed, 1);
    let endings = run.twitch().endings().unwrap();
    assert_eq!(endings.len(), 2, "the newest access token, and the one before");
    assert!(!endings.iter().any(has_refresh_token), "{endings:?}");
    run.stop().await;
    ended_at_the_next_start(&rig, &token, &refresh).await;
}

#[tokio::test]
async fn a_program_that_ends_while_a_refresh_token_is_spent_keeps_what_comes_for_it() {
    let (rig, run) = signed_in().await;
    let (token, refresh) = (run.twitch().token().await.unwrap(), refresh_token(run.twitch()));
    let path = "/twitch/oauth2/token";
    let before = rig.identity.stats().requests[path];
    rig.identity.fail(path, IdentityFault::Slow(300), Some(1));
    let account = run.twitch().clone();
    let signing_out = tokio::spawn(async move { account.disconnect().await });
    let asked = rig.identity.until(|stats| stats.requests[path] > before);
    timeout(PATIENCE, asked).await.unwrap();
    run.stop().await;
    assert_eq!(rig.identity.stats().refreshed, 1, "it was waited for");
    signing_out.await.unwrap().unwrap();
    ended_at_the_next_start(&rig, &token, &refresh).await;
}

#[tokio::test]
async fn both_access_tokens_are_revoked_though_one_of_them_takes_two_tries() {
    let (rig, run) = signed_in().await;
    let token = run.twitch().token().await.unwrap();
    let path = "/twitch/oauth2/revoke";
    rig.identity.fail(path, IdentityFault::Slow(0), Some(1));
    rig.identity.fail(path, IdentityFault::Down, Some(1));
    run.twitch().disconnect().await.unwrap();
    run.accounts.network_is_back();
    assert!(run.twitch().all_ended(PATIENCE).await);
    assert!(!rig.identity.is_good(token.secret.expose_secret()));
    let stats = rig.identity.stats();
    assert_eq!((stats.refreshed, stats.revoked, stats.refused), (1, 2, 0), "{stats:?}");
}

#[tokio::test]
async fn where_the_refresh_token_is_refused_the_access_token_is_revoked_once() {
    let (rig, run) = signed_in().await;
    rig.identity.fail("/twitch/oauth2/token", IdentityFault::Status(400), Some(1));
    run.twitch().disconnect().await.unwrap();
    nothing_is_left(&rig, run.twitch()).await;
    assert_eq!(rig.identity.stats().requests["/twitch/oauth2/revoke"], 1);
}

#[tokio::test]
async fn a_disk_that_takes_nothing_makes_no_refresh_token_be_spent_twice() {
    let (rig, run) = signed_in().await;
    offline(&rig);
    run.twitch().disconnect().await.unwrap();
    let sealed = std::fs::read(rig.sealed()).unwrap();
    std::fs::remove_file(rig.sealed()).unwrap();
    std::fs::create_dir(rig.sealed()).unwrap();
    rig.identity.heal();
    run.accounts.network_is_back();
    assert!(run.twitch().all_ended(PATIENCE).await);
    // The next try is before both or after both: between them there would be nothing to take off.
    let shelf = run.twitch().0.vault.shelf();
    std::fs::remove_dir(rig.sealed()).unwrap();
    std::fs::write(rig.sealed(), sealed).unwrap();
    drop(shelf);
    // The disk is tried again.
    run.accounts.network_is_back();
    let gone = async {
        while rig.sealed().exists() {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, gone).await.expect("what is over is taken off the disk");
    assert_eq!(rig.identity.stats().refused, 0);
}
