//! Every way in which a keychain can be.

use std::fs;
use std::sync::atomic::Ordering::Relaxed;

use secrecy::ExposeSecret;

use super::rig::{Mood, Rig, sign_in, signed_in};
use crate::*;

#[tokio::test]
async fn who_has_no_account_is_never_asked_by_a_keychain() {
    let rig = Rig::new().await;
    let run = rig.run();
    assert_eq!(run.accounts.vault(), VaultState::Empty);
    run.stop().await;
    assert_eq!(rig.keychain.asked.load(Relaxed), 0);
    assert!(rig.written().is_empty());
}

#[tokio::test]
async fn a_keychain_that_is_locked_costs_nothing_and_is_noticed_when_it_opens() {
    let (rig, run) = signed_in().await;
    run.stop().await;
    for (mood, trouble) in [
        (Mood::Locked, Trouble::Locked),
        (Mood::Denied, Trouble::Denied("by a test".into())),
        (Mood::Absent, Trouble::Absent("by a test".into())),
        (Mood::Hangs, Trouble::Slow),
    ] {
        let before = fs::read(rig.sealed()).unwrap();
        rig.keychain.set(mood);
        let writes = rig.keychain.writes.load(Relaxed);
        let run = rig.run();
        run.vault(VaultState::Shut(trouble.clone())).await;
        let view = run.twitch().view();
        assert_eq!(view.state, AccountState::Locked);
        assert!(view.detail.contains(trouble.hint()), "{}", view.detail);
        assert!(!view.detail.contains("by a test"), "what a system says is for the log");
        assert!(run.twitch().token().await.is_err());
        let error = run.twitch().connect(&[]).await.unwrap_err();
        assert_eq!(error, AccountsError::Vault(trouble), "nothing is begun that has no place");
        assert_eq!(fs::read(rig.sealed()).unwrap(), before, "it is as it was");
        assert_eq!(rig.keychain.writes.load(Relaxed), writes);
        rig.keychain.set(Mood::Works);
        run.vault(VaultState::Open(Kept::Keychain)).await;
        run.known(run.twitch()).await;
        run.stop().await;
    }
    assert_eq!(rig.found_secrets(), 0);
}

#[tokio::test]
async fn a_view_and_a_change_of_the_vault_do_not_wait_for_each_other() {
    let (rig, run) = signed_in().await;
    run.stop().await;
    rig.keychain.set(Mood::Locked);
    let run = rig.run();
    run.vault(VaultState::Shut(Trouble::Locked)).await;
    let account = run.twitch().clone();
    let vault = account.0.vault.clone();
    let shelf = vault.shelf();
    let looking = std::thread::spawn(move || account.view());
    // It waits for the shelf by now.
    std::thread::sleep(std::time::Duration::from_millis(200));
    let (done, changed) = std::sync::mpsc::channel();
    let changing = vault.clone();
    let change = std::thread::spawn(move || {
        changing.publish(VaultState::Shut(Trouble::Slow));
        done.send(()).unwrap();
    });
    let in_time = changed.recv_timeout(super::rig::PATIENCE);
    drop(shelf);
    assert_eq!(looking.join().unwrap().state, AccountState::Locked);
    change.join().unwrap();
    assert_eq!(in_time, Ok(()), "who holds the shelf can say how the vault is");
}

#[tokio::test]
async fn a_first_sign_in_that_had_no_place_gets_one_when_the_keychain_opens() {
    for (mood, trouble) in [(Mood::Locked, Trouble::Locked), (Mood::Hangs, Trouble::Slow)] {
        let rig = Rig::new().await;
        rig.keychain.set(mood);
        let run = rig.run();
        let error = run.twitch().connect(&[]).await.unwrap_err();
        assert_eq!(error, AccountsError::Vault(trouble.clone()));
        assert_eq!(run.accounts.vault(), VaultState::Shut(trouble), "and every page is told");
        assert!(run.accounts.keeps_nothing());
        assert_eq!(run.twitch().view().state, AccountState::SignedOut);
        let asked = rig.keychain.may_have_asked.load(Relaxed);
        rig.keychain.set(Mood::Works);
        run.vault(VaultState::Open(Kept::Keychain)).await;
        if mood == Mood::Locked {
            assert_eq!(rig.keychain.may_have_asked.load(Relaxed), asked, "nobody is asked again");
        }
        assert_eq!(rig.keychain.secrets().len(), 1, "one key was made");
        sign_in(&rig, &run, &[]).await;
    }
}

#[tokio::test]
async fn a_keychain_that_answers_late_takes_nothing_from_what_was_chosen_meanwhile() {
    let rig = Rig::new().await;
    rig.keychain.set(Mood::Hangs);
    let run = rig.run();
    run.twitch().connect(&[]).await.unwrap_err();
    run.accounts.keep(Keep::ThisRun).await.unwrap();
    rig.keychain.set(Mood::Works);
    let begun = std::time::Instant::now();
    while rig.keychain.deletes.load(Relaxed) == 0 {
        assert!(begun.elapsed() < super::rig::PATIENCE, "the key is made, and taken out again");
        tokio::task::yield_now().await;
    }
    assert_eq!(rig.keychain.secrets().len(), 0);
    assert_eq!(run.accounts.vault(), VaultState::Open(Kept::ThisRun));
    assert!(rig.written().is_empty());
}

#[tokio::test]
async fn a_key_that_is_gone_makes_no_new_one_and_overwrites_nothing() {
    let (rig, run) = signed_in().await;
    run.stop().await;
    rig.keychain.lose_all();
    let before = fs::read(rig.sealed()).unwrap();
    let run = rig.run();
    run.vault(VaultState::Shut(Trouble::KeyLost)).await;
    assert_eq!(run.twitch().connect(&[]).await.unwrap_err().code(), "keychain_key_lost");
    assert_eq!(rig.keychain.secrets().len(), 0);
    assert_eq!(fs::read(rig.sealed()).unwrap(), before);
    // Only the person starts over, and what was there is put aside.
    run.accounts.keep(Keep::Keychain).await.unwrap();
    assert_eq!(rig.written()["accounts.sealed.aside-1"], before);
    sign_in(&rig, &run, &[]).await;
}

#[tokio::test]
async fn what_is_locked_outlives_a_sign_in_for_this_run_and_what_becomes_of_that() {
    let (rig, run) = signed_in().await;
    run.stop().await;
    rig.keychain.set(Mood::Locked);
    let before = fs::read(rig.sealed()).unwrap();
    let run = rig.run();
    run.vault(VaultState::Shut(Trouble::Locked)).await;
    run.accounts.keep(Keep::ThisRun).await.unwrap();
    sign_in(&rig, &run, &[]).await;
    run.twitch().disconnect().await.unwrap();
    assert_eq!(run.twitch().view().state, AccountState::SignedOut);
    assert_eq!(fs::read(rig.sealed()).unwrap(), before, "a sign-out is of what is signed in");

    sign_in(&rig, &run, &[]).await;
    run.accounts.keep(Keep::Passphrase("correct horse".into())).await.unwrap();
    assert_eq!(rig.written()["accounts.sealed.aside-1"], before, "nothing unread is overwritten");
    assert_ne!(fs::read(rig.sealed()).unwrap(), before);
    assert!(run.twitch().token().await.is_ok());
}

#[tokio::test]
async fn what_is_locked_can_be_forgotten_unread() {
    let (rig, run) = signed_in().await;
    run.stop().await;
    rig.keychain.set(Mood::Locked);
    let run = rig.run();
    run.vault(VaultState::Shut(Trouble::Locked)).await;
    run.twitch().disconnect().await.unwrap();
    let view = run.twitch().view();
    assert_eq!(view.state, AccountState::SignedOut);
    assert!(view.detail.contains("could not be told"), "{}", view.detail);
    rig.keychain.set(Mood::Works);
    run.vault(VaultState::Open(Kept::Keychain)).await;
    assert_eq!(run.twitch().view().state, AccountState::SignedOut);
}

#[tokio::test]
async fn a_damaged_file_is_left_until_the_person_starts_over() {
    let rig = Rig::new().await;
    fs::write(rig.sealed(), "x").unwrap();
    let run = rig.run();
    assert_eq!(run.accounts.vault(), VaultState::Shut(Trouble::Damaged));
    assert_eq!(run.twitch().view().state, AccountState::Locked);
    assert_eq!(run.twitch().connect(&[]).await.unwrap_err().code(), "sign_ins_damaged");
    assert_eq!(fs::read(rig.sealed()).unwrap(), b"x");
    run.accounts.keep(Keep::Keychain).await.unwrap();
    sign_in(&rig, &run, &[]).await;
    assert_eq!(rig.written()["accounts.sealed.aside-1"], b"x");
}

#[tokio::test]
async fn without_a_keychain_the_person_chooses_this_run_and_nothing_is_written() {
    let rig = Rig::new().await;
    rig.keychain.set(Mood::Absent);
    let run = rig.run();
    let error = run.twitch().connect(&[]).await.unwrap_err();
    assert_eq!(error.code(), "keychain_absent");
    assert!(error.hint().contains("this run only"));
    run.accounts.keep(Keep::ThisRun).await.unwrap();
    sign_in(&rig, &run, &[]).await;
    assert!(run.twitch().token().await.is_ok());
    assert!(rig.written().is_empty());
    run.stop().await;
    let run = rig.run();
    assert_eq!(run.twitch().view().state, AccountState::SignedOut);
}

#[tokio::test]
async fn without_a_keychain_the_person_chooses_a_passphrase() {
    let rig = Rig::new().await;
    rig.keychain.set(Mood::Absent);
    let run = rig.run();
    run.accounts.keep(Keep::Passphrase("correct horse".into())).await.unwrap();
    sign_in(&rig, &run, &[]).await;
    run.stop().await;
    assert_eq!(rig.found_secrets(), 0);
    let text = String::from_utf8(rig.written()["accounts.sealed"].clone()).unwrap();
    assert!(!text.contains("correct horse"));

    let run = rig.run();
    assert_eq!(run.accounts.vault(), VaultState::Shut(Trouble::Passphrase));
    assert_eq!(run.twitch().view().state, AccountState::Locked);
    let wrong = run.accounts.unlock(Some("battery staple".into())).await.unwrap_err();
    assert_eq!(wrong.code(), "wrong_passphrase");
    assert_eq!(run.accounts.unlock(None).await.unwrap_err().code(), "passphrase_needed");
    run.accounts.unlock(Some("correct horse".into())).await.unwrap();
    let view = run.known(run.twitch()).await;
    assert_eq!(view.person.unwrap().login.as_deref(), Some("ada"));
    run.stop().await;
}

#[tokio::test]
async fn a_sign_in_goes_along_from_this_run_into_the_keychain() {
    let rig = Rig::new().await;
    rig.keychain.set(Mood::Absent);
    let run = rig.run();
    run.accounts.keep(Keep::ThisRun).await.unwrap();
    sign_in(&rig, &run, &[]).await;
    rig.keychain.set(Mood::Works);
    run.accounts.keep(Keep::Keychain).await.unwrap();
    run.stop().await;
    let run = rig.run();
    run.known(run.twitch()).await;
    assert_eq!(rig.found_secrets(), 0);
}

#[tokio::test]
async fn headless_the_keychain_asks_nobody_and_is_waited_for_by_nobody() {
    let rig = Rig::new().await;
    let run = rig.run_headless();
    sign_in(&rig, &run, &[]).await;
    run.stop().await;
    rig.keychain.set(Mood::Hangs);
    let begun = std::time::Instant::now();
    let run = rig.run_headless();
    assert_eq!(run.twitch().view().state, AccountState::Locked);
    assert!(begun.elapsed().as_millis() < 500);
    rig.keychain.set(Mood::Works);
    run.known(run.twitch()).await;
    run.stop().await;
    assert!(rig.keychain.asked.load(Relaxed) > 0);
    assert_eq!(rig.keychain.may_have_asked.load(Relaxed), 0);
}

#[tokio::test]
async fn two_data_folders_have_two_keys() {
    let (one, other) = (Rig::new().await, Rig::new().await);
    let first = one.run();
    sign_in(&one, &first, &[]).await;
    let endpoints = super::rig::endpoints(&one.identity);
    let keychain = std::sync::Arc::clone(&one.keychain);
    let second = super::rig::Run::start(other.data(), keychain, Ask::May, endpoints);
    sign_in(&one, &second, &[]).await;
    assert_eq!(one.keychain.secrets().len(), 2);
    second.twitch().disconnect().await.unwrap();
    second.stop().await;
    assert!(first.twitch().token().await.is_ok());
}

#[tokio::test]
async fn the_password_of_obs_stays_beside_sign_ins_and_without_them() {
    let rig = Rig::new().await;
    let run = rig.run();
    assert!(!run.accounts.has_secret(crate::Copied::Obs));
    run.accounts.keep_secret(crate::Copied::Obs, &"hunter2".into()).await.unwrap();
    sign_in(&rig, &run, &[]).await;
    run.twitch().disconnect().await.unwrap();
    run.stop().await;
    assert!(!rig.written().values().any(|file| file.windows(7).any(|part| part == b"hunter2")));

    let run = rig.run();
    run.vault(VaultState::Open(Kept::Keychain)).await;
    let password =
        run.accounts.secret(crate::Copied::Obs).expect("the last sign-in did not take it along");
    assert_eq!(password.expose_secret(), "hunter2");
    run.accounts.keep(Keep::Passphrase("correct horse".into())).await.unwrap();
    assert!(run.accounts.secret(crate::Copied::Obs).is_some(), "it goes along into another file");
    run.accounts.forget_secret(crate::Copied::Obs).await.unwrap();
    assert!(!run.accounts.has_secret(crate::Copied::Obs));
}
