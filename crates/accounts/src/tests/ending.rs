//! Sign-outs that their platform could not be told of at once.

use chat::Platform;
use fake_platforms::identity::IdentityFault;
use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret;

use super::google::sign_in as sign_in_to_google;
use super::rig::{PATIENCE, Rig, http, sign_in, signed_in};
use crate::ending::{Ending, MOST, to_bytes};
use crate::*;

/// Nobody at the other end, as without a network.
pub(super) fn offline(rig: &Rig) {
    rig.identity.fail("/", IdentityFault::Down, None);
}

/// Waits until nothing of a sign-in is on the disk any more.
pub(super) async fn nothing_is_left(rig: &Rig, account: &Account) {
    let gone = async {
        // Names alone: what is being written has another one in a moment.
        while std::fs::read_dir(rig.data()).unwrap().next().is_some() {
            tokio::task::yield_now().await;
        }
    };
    let in_time = tokio::time::timeout(PATIENCE, gone).await.is_ok();
    assert!(in_time, "{:?}: {:?}", rig.written().keys(), account.endings().unwrap());
}

/// What the sign-in can still do, with all that was ever kept of it.
pub(super) async fn is_good_for_anything(rig: &Rig, token: &AccessToken, refresh: &str) -> bool {
    let url = format!("{}/token", rig.identity.twitch_url());
    let form = format!("client_id=ours&grant_type=refresh_token&refresh_token={refresh}");
    let kind = "application/x-www-form-urlencoded";
    let asked = http().post(url).header("content-type", kind).body(form).send().await.unwrap();
    asked.status().is_success() || rig.identity.is_good(token.secret.expose_secret())
}

pub(super) fn refresh_token(account: &Account) -> String {
    let tokens = account.held().tokens.clone().unwrap();
    tokens.refresh.unwrap().expose_secret().to_owned()
}

#[tokio::test]
async fn signing_out_leaves_nothing_at_twitch_that_was_ever_kept() {
    let (rig, run) = signed_in().await;
    let (token, refresh) = (run.twitch().token().await.unwrap(), refresh_token(run.twitch()));
    // After four hours an access token is nothing that could be revoked.
    rig.identity.expire_access_tokens();
    run.twitch().disconnect().await.unwrap();
    nothing_is_left(&rig, run.twitch()).await;
    assert!(!is_good_for_anything(&rig, &token, &refresh).await);
    assert!(rig.identity.stats().revoked >= 1, "what came for the refresh token was revoked");
}

#[tokio::test]
async fn a_sign_out_without_a_network_is_told_at_a_later_start() {
    let (rig, run) = signed_in().await;
    sign_in_to_google(&run, &[]).await;
    let (token, refresh) = (run.twitch().token().await.unwrap(), refresh_token(run.twitch()));
    offline(&rig);
    for account in [run.twitch(), run.google()] {
        account.disconnect().await.unwrap();
        let view = account.view();
        assert_eq!(view.state, AccountState::SignedOut);
        assert!(view.detail.contains("told again by itself"), "{}", view.detail);
        assert!(view.detail.contains("https://"), "and by hand at once: {}", view.detail);
        assert!(account.token().await.is_err(), "here it is over");
    }
    assert_eq!(rig.found_secrets(), 0, "what is kept for it is sealed");
    run.stop().await;

    // Still none at the next start.
    let run = rig.run();
    run.vault(VaultState::Open(Kept::Keychain)).await;
    assert_eq!(run.twitch().view().state, AccountState::SignedOut);
    assert_eq!(
        (run.twitch().endings().unwrap().len(), run.google().endings().unwrap().len()),
        (1, 1)
    );
    run.stop().await;

    rig.identity.heal();
    let run = rig.run();
    let ended = rig.identity.until(|stats| stats.revoked >= 3);
    tokio::time::timeout(PATIENCE, ended).await.expect("both are told");
    nothing_is_left(&rig, run.twitch()).await;
    nothing_is_left(&rig, run.google()).await;
    assert!(!is_good_for_anything(&rig, &token, &refresh).await);
}

#[tokio::test]
async fn when_the_network_is_back_it_is_told_in_the_same_run() {
    let (rig, run) = signed_in().await;
    offline(&rig);
    run.twitch().disconnect().await.unwrap();
    assert_eq!(rig.identity.stats().revoked, 0);
    rig.identity.heal();
    run.accounts.network_is_back();
    nothing_is_left(&rig, run.twitch()).await;
    run.until(run.twitch(), |view| view.detail.starts_with("Not signed in")).await;
}

#[tokio::test]
async fn a_process_that_dies_in_a_sign_out_has_forgotten_and_tells_at_the_next_start() {
    let rig = Rig::new().await;
    let run = rig.run();
    sign_in_to_google(&run, &[]).await;
    rig.identity.fail("/google/revoke", IdentityFault::Status(503), None);
    let account = run.google().clone();
    let tokens = account.held().tokens.clone().unwrap();
    // As far as it comes in one step on the disk.
    assert!(account.retire(&tokens).await);
    drop(run);
    rig.identity.heal();
    let run = rig.run();
    run.vault(VaultState::Open(Kept::Keychain)).await;
    assert_eq!(run.google().view().state, AccountState::SignedOut, "it does not come back");
    let ended = rig.identity.until(|stats| stats.revoked == 1);
    tokio::time::timeout(PATIENCE, ended).await.expect("Google is told");
}

#[tokio::test]
async fn after_a_week_it_is_given_up() {
    let (rig, run) = signed_in().await;
    let tokens = run.twitch().held().tokens.clone().unwrap();
    run.stop().await;
    let run = rig.run();
    run.known(run.twitch()).await;
    let ending = |hours: i64, name: &str| {
        let since = Timestamp::now() - SignedDuration::from_hours(hours);
        Ending { since, tokens: crate::tokens::Tokens { access: name.into(), ..tokens.clone() } }
    };
    offline(&rig);
    let all = [ending(24 * 7 + 1, "old"), ending(24 * 6, "younger")];
    let slot = run.twitch().ending_slot();
    run.twitch().0.vault.keep_secret(slot, to_bytes(&all)).await.unwrap();
    run.accounts.network_is_back();
    let mut left = run.twitch().endings().unwrap().len();
    while left == 2 {
        tokio::task::yield_now().await;
        left = run.twitch().endings().unwrap().len();
    }
    let left: Vec<_> =
        run.twitch().endings().unwrap().into_iter().map(|ending| ending.tokens.access).collect();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].expose_secret(), "younger");
    assert!(run.twitch().token().await.is_ok(), "who is signed in stays so");
}

#[tokio::test]
async fn who_signs_in_to_google_again_is_not_signed_out_by_what_was_not_told_before() {
    let rig = Rig::new().await;
    let run = rig.run();
    sign_in_to_google(&run, &[]).await;
    rig.identity.fail("/google/revoke", IdentityFault::Down, None);
    run.google().disconnect().await.unwrap();
    sign_in_to_google(&run, &[]).await;
    rig.identity.heal();
    run.accounts.network_is_back();
    assert!(run.google().all_ended(PATIENCE).await);
    assert_eq!(rig.identity.stats().revoked, 0, "Google would end the new one with the old one");
    let token = run.google().token().await.unwrap();
    assert!(rig.identity.is_good(token.secret.expose_secret()));
}

#[tokio::test]
async fn who_signs_in_to_google_again_is_not_signed_out_by_one_without_a_name() {
    let rig = Rig::new().await;
    let run = rig.run();
    rig.identity.set_has_channel(false);
    let prompt = run.google().connect(&[]).await.unwrap();
    super::google::browse(&prompt.url).await;
    run.until(run.google(), |view| view.state == AccountState::Retrying).await;
    rig.identity.fail("/google/revoke", IdentityFault::Down, None);
    run.google().disconnect().await.unwrap();
    rig.identity.set_has_channel(true);
    sign_in_to_google(&run, &[]).await;
    rig.identity.heal();
    run.accounts.network_is_back();
    assert!(run.google().all_ended(PATIENCE).await);
    assert_eq!(rig.identity.stats().revoked, 0, "whose it was is not known");
    let token = run.google().token().await.unwrap();
    assert!(rig.identity.is_good(token.secret.expose_secret()));
}

/// Else somebody could sign in between the look who is there, and the end of all that they have.
#[tokio::test]
async fn google_is_told_while_nobody_signs_in() {
    let rig = Rig::new().await;
    let run = rig.run();
    sign_in_to_google(&run, &[]).await;
    let signing_in = run.google().0.changing.lock().await;
    run.google().disconnect().await.unwrap();
    assert_eq!(rig.identity.stats().revoked, 0);
    drop(signing_in);
    assert!(run.google().all_ended(PATIENCE).await);
    assert_eq!(rig.identity.stats().revoked, 1);
}

#[tokio::test]
async fn so_many_are_kept_and_no_more() {
    let (rig, run) = signed_in().await;
    offline(&rig);
    let one = |number: usize| crate::tokens::sample(&number.to_string());
    let all: Vec<_> =
        (0..MOST).map(|number| Ending { since: Timestamp::now(), tokens: one(number) }).collect();
    let slot = run.twitch().ending_slot();
    run.twitch().0.vault.keep_secret(slot, to_bytes(&all)).await.unwrap();
    assert!(run.twitch().retire(&one(MOST)).await);
    let all = run.twitch().endings().unwrap();
    assert_eq!(all.len(), MOST);
    assert_eq!(all[0].tokens.access.expose_secret(), "1", "the oldest went");
    assert_eq!(all[MOST - 1].tokens.access.expose_secret(), MOST.to_string());
}

/// Of a newer version, say: those in it would never be ended.
#[tokio::test]
async fn a_list_that_can_not_be_read_is_never_written_over() {
    let (rig, run) = signed_in().await;
    offline(&rig);
    let (account, slot) = (run.twitch(), run.twitch().ending_slot());
    let unknown = b"{\"version\":2}".to_vec();
    account.0.vault.keep_secret(slot, unknown.clone().into()).await.unwrap();
    assert!(matches!(account.endings(), Err(Trouble::Damaged)));
    run.accounts.network_is_back();
    account.disconnect().await.unwrap();
    let all = account.endings().unwrap();
    assert_eq!(all.len(), 1, "what is to be ended now is kept beside it");

    let aside = rig.sealed().with_extension("sealed.aside-1");
    let file = crate::sealed_file::SealedFile::read(&aside).unwrap().unwrap();
    let key = rig.keychain.secrets().remove(&file.vault).unwrap();
    let key = crate::seal::SealKey::from_bytes(&key).unwrap();
    assert_eq!(file.get(slot, &key).unwrap().to_vec(), unknown, "it is there as it was");
    let others = crate::slot::Slot::ALL.into_iter().filter(|other| *other != slot);
    assert_eq!(others.filter(|other| file.has(*other)).count(), 0, "and nothing else");
}

/// The place where nothing outlives the run.
#[tokio::test]
async fn for_this_run_alone_it_says_to_end_it_by_hand() {
    let rig = Rig::new().await;
    let run = rig.run();
    run.accounts.keep(Keep::ThisRun).await.unwrap();
    sign_in(&rig, &run, &[]).await;
    offline(&rig);
    run.twitch().disconnect().await.unwrap();
    let detail = run.twitch().view().detail;
    assert!(detail.contains("could not be told: end the sign-in there too"), "{detail}");
    rig.identity.heal();
    run.accounts.network_is_back();
    nothing_is_left(&rig, run.twitch()).await;
    assert_eq!(run.accounts.of(Platform::Twitch).unwrap().view().state, AccountState::SignedOut);
}
