//! `kill -9` at every step of a refresh.

use std::path::Path;
use std::process::{Command, ExitStatus};
use std::sync::Arc;
use std::time::Duration;

use fake_platforms::identity::IdentityFault;
use url::Url;

use super::rig::{Rig, Run, TestKeychain, sign_in};
use crate::steps::Step;
use crate::*;

const CHILD: &str = "tests::crash::a_process_that_refreshes";

/// The child's part: on the folder of its parent's run, it refreshes once.
#[tokio::test]
#[ignore = "a part of the others, in a process of its own"]
async fn a_process_that_refreshes() {
    let home = std::env::var("CRASH_HOME").unwrap();
    let base = std::env::var("CRASH_BASE").unwrap();
    let at = |path: &str| Url::parse(&format!("{base}{path}")).unwrap();
    let endpoints = Endpoints {
        twitch: at("/twitch/oauth2"),
        google_auth: at("/google/auth"),
        google_token: at("/google/token"),
        google_revoke: at("/google/revoke"),
        youtube: at("/youtube/v3"),
    };
    let keychain = Arc::new(TestKeychain::new(Path::new(&home).join("keychain")));
    let run = Run::start(Path::new(&home).join("data"), keychain, Ask::May, endpoints);
    run.known(run.twitch()).await;
    let token = run.twitch().token().await.unwrap();
    run.twitch().instead_of(&token).await.unwrap();
    run.stop().await;
}

fn refresh_in_a_process(rig: &Rig, die_at: Option<Step>) -> ExitStatus {
    let base = rig.identity.twitch_url();
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", CHILD, "--ignored"]);
    child.env("CRASH_HOME", rig.home());
    child.env("CRASH_BASE", base.trim_end_matches("/twitch/oauth2"));
    if let Some(step) = die_at {
        child.env("DIE_AT", format!("{step:?}"));
    }
    child.output().unwrap().status
}

fn killed_at(rig: &Rig, step: Step) -> bool {
    let status = tokio::task::block_in_place(|| refresh_in_a_process(rig, Some(step)));
    assert!(!status.success(), "it died at {step:?}");
    // The next start.
    let status = tokio::task::block_in_place(|| refresh_in_a_process(rig, None));
    status.success()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_a_step_of_ours_no_sign_in_is_lost_that_the_disk_has_been_given() {
    let rig = Rig::new().await;
    let run = rig.run();
    sign_in(&rig, &run, &[]).await;
    run.stop().await;
    let mut lost = Vec::new();
    // `Answered` and `Sealed` are between Twitch's word and the disk: see the next test.
    for step in [Step::Asking, Step::Written, Step::Synced, Step::Renamed, Step::Kept] {
        if !killed_at(&rig, step) {
            lost.push(step);
        }
    }
    assert!(lost.is_empty(), "lost at {lost:?}");
    assert_eq!(rig.identity.stats().refused, 0);
    assert_eq!(rig.found_secrets(), 0);
}

/// Twitch takes a refresh token once. Whoever dies after Twitch has taken it, and before the disk has
/// what came for it, has nothing that Twitch would take: here that is a lost answer. What is left is
/// the access token, which is good for as long as it was: that is why refreshes come early.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_never_came_is_said_in_a_sentence_when_the_access_token_ends() {
    let rig = Rig::new().await;
    let run = rig.run();
    sign_in(&rig, &run, &[]).await;
    let token = run.twitch().token().await.unwrap();
    run.stop().await;
    let run = rig.run();
    run.known(run.twitch()).await;
    rig.identity.fail("/twitch/oauth2/token", IdentityFault::Lost, Some(1));
    assert!(run.twitch().instead_of(&token).await.is_err());
    run.stop().await;
    let run = rig.run();
    run.known(run.twitch()).await;
    assert!(run.twitch().token().await.is_ok(), "what is good is used");
    rig.identity.expire_access_tokens();
    let error = run.twitch().instead_of(&token).await.unwrap_err();
    assert_eq!(error.code(), "sign_in_revoked");
    let view = run.twitch().view();
    assert!(view.detail.contains("Sign in again"), "{}", view.detail);
}

/// How long that window is, from the answer to the disk.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_the_answer_to_the_disk_it_is_milliseconds() {
    let folder = tempfile::tempdir().unwrap();
    let keychain = Arc::new(TestKeychain::new(folder.path().join("keychain")));
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let vault = crate::vault::Vault::open(data, keychain, Ask::May, Duration::from_secs(2));
    vault.ready().await.unwrap();
    let mut took = Vec::new();
    for number in 0..50 {
        let tokens = crate::tokens::sample(&number.to_string());
        let begun = std::time::Instant::now();
        vault.put(chat::Platform::Twitch, tokens).await.unwrap();
        took.push(begun.elapsed());
    }
    took.sort();
    println!("answer to disk: median {:?}, longest {:?}", took[25], took[49]);
    assert!(took[25] < Duration::from_millis(500), "{:?}", took[25]);
}
