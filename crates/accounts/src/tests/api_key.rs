//! YouTube's plain API key: checked, sealed, and forgotten.

use fake_platforms::identity::IdentityFault;
use fake_platforms::{FakeTwitch, FakeYouTube};
use secrecy::ExposeSecret;

use super::rig::{Mood, Rig, Run, sign_in};
use crate::*;

const KEY: &str = "AIzaSyA-key-of-a-test-0123456789";

async fn rig() -> Rig {
    let rig = Rig::new().await;
    let (twitch, youtube) =
        (FakeTwitch::start().await.unwrap(), FakeYouTube::start().await.unwrap());
    rig.identity.write_to(&twitch, &youtube);
    rig
}

fn reveal(run: &Run) -> Option<String> {
    run.accounts.api_key().get().map(|key| key.expose_secret().to_owned())
}

#[tokio::test]
async fn a_good_key_is_kept_sealed_over_restarts_until_it_is_forgotten() {
    let rig = rig().await;
    let run = rig.run();
    assert_eq!(run.accounts.api_key().state(), ApiKeyState::None);
    run.accounts.api_key().set(KEY.into()).await.unwrap();
    assert_eq!(rig.identity.stats().requests["/youtube/v3/videos"], 1, "one cheap call");
    sign_in(&rig, &run, &[]).await;
    run.stop().await;
    assert!(rig.identity.secrets().contains(&KEY.to_owned()));
    assert_eq!(rig.found_secrets(), 0, "nothing that was written holds it");
    let run = rig.run();
    run.vault(VaultState::Open(Kept::Keychain)).await;
    assert_eq!(reveal(&run).as_deref(), Some(KEY));
    run.twitch().disconnect().await.unwrap();
    assert_eq!(reveal(&run).as_deref(), Some(KEY), "it is no part of a sign-in");
    run.accounts.api_key().forget().await.unwrap();
    assert_eq!(run.accounts.api_key().state(), ApiKeyState::None);
    assert!(!rig.sealed().exists(), "with the last thing goes the file");
    run.stop().await;
}

#[tokio::test]
async fn a_key_that_youtube_does_not_take_is_not_kept_and_its_words_are_told() {
    let rig = rig().await;
    let run = rig.run();
    let error = run.accounts.api_key().set("not-a-key".into()).await.unwrap_err();
    let AccountsError::KeyRefused(said) = &error else { panic!("{error}") };
    assert_eq!(said, "API key not valid. Please pass a valid API key");
    assert!(!error.to_string().contains("not-a-key"));
    assert_eq!(run.accounts.api_key().state(), ApiKeyState::None);
    rig.identity.fail("/youtube/v3/videos", IdentityFault::Down, Some(1));
    let error = run.accounts.api_key().set(KEY.into()).await.unwrap_err();
    assert_eq!(error.code(), "platform_unreachable");
    assert_eq!(
        run.accounts.api_key().state(),
        ApiKeyState::None,
        "nobody knows whether it is good"
    );
    rig.identity.set_quota(Some(0));
    run.accounts.api_key().set(KEY.into()).await.unwrap();
    assert_eq!(run.accounts.api_key().state(), ApiKeyState::Set, "spent for today, and good");
    assert!(!format!("{:?}", run.accounts).contains(KEY));
    run.stop().await;
}

#[tokio::test]
async fn without_a_place_for_it_nothing_is_asked_and_what_is_locked_says_so() {
    let rig = rig().await;
    rig.keychain.set(Mood::Absent);
    let run = rig.run();
    let error = run.accounts.api_key().set(KEY.into()).await.unwrap_err();
    assert_eq!(error.code(), "keychain_absent");
    assert_eq!(rig.identity.stats().requests.get("/youtube/v3/videos"), None);
    rig.keychain.set(Mood::Works);
    run.accounts.api_key().set(KEY.into()).await.unwrap();
    run.stop().await;
    rig.keychain.set(Mood::Locked);
    let run = rig.run();
    run.vault(VaultState::Shut(Trouble::Locked)).await;
    assert_eq!(run.accounts.api_key().state(), ApiKeyState::Locked);
    assert_eq!(reveal(&run), None);
    run.stop().await;
}
