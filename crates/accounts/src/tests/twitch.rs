//! Signing in to Twitch, and what becomes of it.

use std::time::Duration;

use fake_platforms::identity::IdentityFault;
use futures_util::future::join_all;
use secrecy::ExposeSecret;
use tokio::time::timeout;

use super::rig::{PATIENCE, Rig, sign_in, signed_in, signed_in_before};
use crate::*;

#[tokio::test]
async fn who_signed_in_once_is_recognised_at_every_later_start() {
    let rig = Rig::new().await;
    let run = rig.run();
    assert_eq!(run.twitch().view().state, AccountState::SignedOut);
    let prompt = run.twitch().connect(&[]).await.unwrap();
    let view = run.twitch().view();
    assert_eq!(view.state, AccountState::Connecting);
    let code = prompt.code.clone().unwrap();
    assert!(prompt.url.contains(&code), "{prompt:?}");
    assert!(prompt.qr_svg().unwrap().contains("<svg"));
    assert_eq!(run.twitch().connect(&[]).await.unwrap(), prompt, "the same one goes on");
    assert!(rig.identity.confirm(&code, "ada"));
    let view = run.known(run.twitch()).await;
    assert_eq!(view.person.unwrap().login.as_deref(), Some("ada"));
    assert_eq!(view.scopes, ["user:read:chat"]);
    assert_eq!(view.can, [Right::Read]);
    let token = run.twitch().token().await.unwrap();
    run.stop().await;

    for _ in 0..2 {
        let run = rig.run();
        let view = run.known(run.twitch()).await;
        assert_eq!(view.person.unwrap().login.as_deref(), Some("ada"));
        let again = run.twitch().token().await.unwrap();
        assert_eq!(again.secret.expose_secret(), token.secret.expose_secret());
        run.stop().await;
    }
    assert_eq!(rig.identity.stats().refreshed, 0);
    assert_eq!(rig.found_secrets(), 0);
}

#[tokio::test]
async fn every_start_asks_whether_the_sign_in_is_valid() {
    let (rig, run) = signed_in().await;
    run.stop().await;
    let path = "/twitch/oauth2/validate";
    let before = rig.identity.stats().requests[path];
    let run = rig.run();
    let asked = rig.identity.until(|stats| stats.requests[path] > before);
    timeout(PATIENCE, asked).await.unwrap();
    run.stop().await;
}

#[tokio::test]
async fn more_rights_are_asked_for_beside_those_that_are_there() {
    let (rig, run) = signed_in().await;
    let prompt = run.twitch().connect(&[Right::Send]).await.unwrap();
    let view = run.twitch().view();
    assert_eq!(view.state, AccountState::Connecting);
    assert!(run.twitch().token().await.is_ok(), "the sign-in that is there goes on");
    assert!(rig.identity.confirm(&prompt.code.unwrap(), "ada"));
    let more = |view: &AccountView| view.can == [Right::Read, Right::Send];
    let view = run.until(run.twitch(), more).await;
    assert_eq!(view.scopes, ["user:read:chat", "user:write:chat"]);
}

#[tokio::test]
async fn of_a_hundred_callers_with_an_expired_token_one_asks_for_another_and_all_get_it() {
    let rig = Rig::new().await;
    let run = rig.run();
    // The first tokens are over at once.
    rig.identity.set_lifetime(Duration::from_secs(0));
    let prompt = run.twitch().connect(&[]).await.unwrap();
    rig.identity.fail("/twitch/oauth2/validate", IdentityFault::Down, None);
    assert!(rig.identity.confirm(&prompt.code.unwrap(), "ada"));
    rig.identity.set_lifetime(Duration::from_hours(4));
    let tokens = join_all((0..100).map(|_| async {
        run.until(run.twitch(), |view| view.state == AccountState::Connected).await;
        run.twitch().token().await
    }));
    let tokens: Vec<_> = tokens.await.into_iter().map(Result::unwrap).collect();
    assert_eq!(tokens.len(), 100);
    for token in &tokens {
        assert!(rig.identity.is_good(token.secret.expose_secret()));
    }
    let stats = rig.identity.stats();
    assert!(stats.refreshed <= 1, "{stats:?}");
    assert_eq!(stats.refused, 0, "{stats:?}");
}

#[tokio::test]
async fn of_a_hundred_callers_that_get_401_one_asks_for_another_and_all_get_it() {
    let (rig, run) = signed_in_before().await;
    let refused = run.twitch().token().await.unwrap();
    rig.identity.expire_access_tokens();
    let tokens = join_all((0..100).map(|_| run.twitch().instead_of(&refused))).await;
    for token in tokens {
        assert!(rig.identity.is_good(token.unwrap().secret.expose_secret()));
    }
    let stats = rig.identity.stats();
    assert_eq!((stats.refreshed, stats.refused), (1, 0));
}

#[tokio::test]
async fn a_token_is_renewed_before_it_ends() {
    let rig = Rig::new().await;
    let run = rig.run();
    rig.identity.set_lifetime(Duration::from_secs(3));
    sign_in(&rig, &run, &[]).await;
    timeout(PATIENCE, rig.identity.until(|stats| stats.refreshed >= 2)).await.unwrap();
    for _ in 0..20 {
        let token = run.twitch().token().await.unwrap();
        assert!(rig.identity.is_good(token.secret.expose_secret()), "no moment without one");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(rig.identity.stats().refused, 0);
}

#[tokio::test]
async fn a_caller_that_gives_up_costs_no_sign_in() {
    let (rig, run) = signed_in_before().await;
    let refused = run.twitch().token().await.unwrap();
    rig.identity.fail("/twitch/oauth2/token", IdentityFault::Slow(300), Some(1));
    let gone = timeout(Duration::from_millis(50), run.twitch().instead_of(&refused)).await;
    assert!(gone.is_err());
    run.stop().await;
    let run = rig.run();
    run.known(run.twitch()).await;
    let token = run.twitch().token().await.unwrap();
    assert!(rig.identity.is_good(token.secret.expose_secret()));
    assert_eq!(rig.identity.stats().refused, 0);
}

#[tokio::test]
async fn a_sign_in_that_was_ended_there_is_said_once_and_not_asked_for_again() {
    let (rig, run) = signed_in_before().await;
    let token = run.twitch().token().await.unwrap();
    rig.identity.end_sign_ins();
    let error = run.twitch().instead_of(&token).await.unwrap_err();
    assert_eq!(error, AccountsError::Revoked("Twitch"));
    let view = run.twitch().view();
    assert_eq!(view.state, AccountState::Revoked);
    assert!(view.detail.contains("Sign in again"), "{}", view.detail);
    for _ in 0..10 {
        assert_eq!(run.twitch().token().await.unwrap_err(), error);
    }
    assert_eq!(rig.identity.stats().refused, 1);
    assert!(!rig.sealed().exists(), "what is worth nothing is not kept");
    // And signing in again works.
    sign_in(&rig, &run, &[]).await;
}

#[tokio::test]
async fn what_fails_for_now_is_not_a_signed_out_and_is_not_hammered() {
    let (rig, run) = signed_in_before().await;
    let refused = run.twitch().token().await.unwrap();
    rig.identity.fail("/twitch/oauth2/token", IdentityFault::Status(503), None);
    for _ in 0..50 {
        let error = run.twitch().instead_of(&refused).await.unwrap_err();
        assert_eq!(error.code(), "platform_unreachable");
    }
    let asked = rig.identity.stats().requests["/twitch/oauth2/token"];
    assert!(asked <= 6, "{asked}, those of the sign-in among them");
    let view = run.twitch().view();
    assert_eq!(view.state, AccountState::Retrying);
    let still = run.twitch().token().await.unwrap();
    assert_eq!(still.secret.expose_secret(), refused.secret.expose_secret(), "it may be good");
    rig.identity.heal();
    run.until(run.twitch(), |view| view.state == AccountState::Retrying).await;
    tokio::time::sleep(Duration::from_millis(2_100)).await;
    let token = run.twitch().instead_of(&refused).await.unwrap();
    assert!(rig.identity.is_good(token.secret.expose_secret()));
}

#[tokio::test]
async fn what_was_refused_and_could_not_be_renewed_is_renewed_soon_with_nobody_asking() {
    let (rig, run) = signed_in_before().await;
    let refused = run.twitch().token().await.unwrap();
    rig.identity.fail("/twitch/oauth2/token", IdentityFault::Status(503), Some(1));
    run.twitch().instead_of(&refused).await.unwrap_err();
    assert_eq!(run.twitch().view().state, AccountState::Retrying);
    run.until(run.twitch(), |view| view.state == AccountState::Connected).await;
    let token = run.twitch().token().await.unwrap();
    assert_ne!(token.secret.expose_secret(), refused.secret.expose_secret());
    assert_eq!(rig.identity.stats().refreshed, 1);
}

#[tokio::test]
async fn signing_out_ends_it_there_and_forgets_it_here() {
    let (rig, run) = signed_in().await;
    let token = run.twitch().token().await.unwrap();
    run.twitch().disconnect().await.unwrap();
    assert!(!rig.identity.is_good(token.secret.expose_secret()));
    assert_eq!(run.twitch().view().state, AccountState::SignedOut);
    assert_eq!(run.twitch().token().await.unwrap_err(), AccountsError::SignedOut("Twitch"));
    assert!(rig.written().is_empty(), "{:?}", rig.written().keys());
    run.stop().await;
    let run = rig.run();
    assert_eq!(run.twitch().view().state, AccountState::SignedOut);
}

#[tokio::test]
async fn signing_out_offline_forgets_it_all_the_same_and_says_what_is_left_to_do() {
    let (rig, run) = signed_in().await;
    rig.identity.fail("/", IdentityFault::Stall, None);
    let begun = std::time::Instant::now();
    run.twitch().disconnect().await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(3));
    let view = run.twitch().view();
    assert_eq!(view.state, AccountState::SignedOut);
    assert!(view.detail.contains("https://www.twitch.tv/settings/connections"), "{}", view.detail);
    assert_eq!(rig.found_secrets(), 0);
}

#[tokio::test]
async fn a_refresh_that_a_sign_out_overtakes_brings_nothing_back() {
    let (rig, run) = signed_in_before().await;
    let token = run.twitch().token().await.unwrap();
    rig.identity.fail("/twitch/oauth2/token", IdentityFault::Slow(400), Some(1));
    let (renewed, signed_out) = tokio::join!(run.twitch().instead_of(&token), async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        run.twitch().disconnect().await
    });
    signed_out.unwrap();
    assert_eq!(renewed.unwrap_err(), AccountsError::SignedOut("Twitch"));
    // The old access token, the new one, and the one that came when its refresh token was spent.
    let ended = rig.identity.until(|stats| stats.revoked == 3);
    timeout(PATIENCE, ended).await.expect("the new token is ended as well");
    assert_eq!(rig.identity.stats().refused, 0, "no refresh token is spent twice");
    super::ending::nothing_is_left(&rig, run.twitch()).await;
}

#[tokio::test]
async fn a_sign_in_that_is_given_up_ends() {
    let rig = Rig::new().await;
    let run = rig.run();
    let prompt = run.twitch().connect(&[]).await.unwrap();
    run.twitch().cancel();
    assert_eq!(run.twitch().view().state, AccountState::SignedOut);
    assert!(rig.identity.confirm(&prompt.code.unwrap(), "ada"));
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    assert_eq!(rig.identity.stats().signed_in, 0);
    assert_eq!(run.twitch().view().state, AccountState::SignedOut);
}

#[tokio::test]
async fn a_client_id_that_twitch_does_not_know_is_said_in_its_words() {
    let rig = Rig::new().await;
    let run = rig.run();
    run.accounts.set_clients(Some(Client { id: "unknown".into(), secret: None }), None);
    let error = run.twitch().connect(&[]).await.unwrap_err();
    assert_eq!(error.to_string(), "Twitch refuses: invalid client");
    run.accounts.set_clients(None, None);
    assert_eq!(run.twitch().view().state, AccountState::NoClient);
    assert_eq!(run.twitch().connect(&[]).await.unwrap_err().code(), "no_client_id");
}

#[tokio::test]
async fn a_sign_in_that_was_begun_before_the_last_account_went_is_kept() {
    let (rig, run) = signed_in().await;
    let prompt = run.google().connect(&[]).await.unwrap();
    run.twitch().disconnect().await.unwrap();
    assert!(!rig.sealed().exists());
    let page = super::rig::http().get(&prompt.url).send().await.unwrap();
    let to = page.headers()["location"].to_str().unwrap().to_owned();
    super::rig::http().get(to).send().await.unwrap();
    run.known(run.google()).await;
    run.stop().await;
    let run = rig.run();
    run.known(run.google()).await;
}

#[tokio::test]
async fn what_a_sign_out_has_forgotten_is_not_read_back_while_the_disk_has_it() {
    let (_rig, run) = signed_in_before().await;
    // As far as a sign-out has come before it waits for the disk.
    run.twitch().held().forget(None);
    run.twitch().load();
    assert_eq!(run.twitch().view().state, AccountState::SignedOut);
}

#[tokio::test]
async fn a_sign_out_that_the_disk_does_not_take_is_said_and_holds_all_the_same() {
    let (rig, run) = signed_in().await;
    // No rights keep root out; that it is a folder does.
    std::fs::remove_file(rig.sealed()).unwrap();
    std::fs::create_dir(rig.sealed()).unwrap();
    let error = run.twitch().disconnect().await.unwrap_err();
    assert_eq!(error.code(), "sign_ins_not_written");
    run.twitch().load();
    let view = run.twitch().view();
    assert_eq!(view.state, AccountState::SignedOut);
    assert!(view.detail.contains("could not be taken off the disk"), "{}", view.detail);
    assert!(rig.identity.stats().revoked > 0, "it is ended there all the same");
}

#[tokio::test]
async fn what_a_check_puts_on_the_disk_after_a_sign_out_is_taken_off_again() {
    let (rig, run) = signed_in().await;
    let (tokens, epoch) = {
        let held = run.twitch().held();
        (held.tokens.clone().unwrap(), held.epoch)
    };
    run.twitch().disconnect().await.unwrap();
    run.twitch().put_again(tokens, epoch).await;
    assert!(rig.written().is_empty(), "{:?}", rig.written().keys());
    assert_eq!(run.twitch().view().state, AccountState::SignedOut);
}
