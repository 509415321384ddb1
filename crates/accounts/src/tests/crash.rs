//! `kill -9` at every step of a refresh.

use std::path::Path;
use std::process::{Command, ExitStatus};
use std::sync::Arc;
use std::time::Duration;

use chat::Platform;
use fake_platforms::identity::IdentityFault;
use secrecy::ExposeSecret;
use url::Url;

use super::rig::{Rig, Run, TestKeychain, signed_in, signed_in_before};
use crate::steps::Step;
use crate::*;

const EVERY: [Step; 7] = [
    Step::Asking,
    Step::Answered,
    Step::Sealed,
    Step::File(files::Step::Written),
    Step::File(files::Step::Synced),
    Step::File(files::Step::Renamed),
    Step::Kept,
];

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
    let platform = std::env::var("CRASH_PLATFORM").unwrap();
    let account = if platform == "youtube" { run.google() } else { run.twitch() };
    run.known(account).await;
    let token = account.token().await.unwrap();
    let newer = account.instead_of(&token).await.unwrap();
    if std::env::var_os("CRASH_PANIC").is_some() {
        run.accounts.keep(Keep::ThisRun).await.unwrap();
        panic!("{:?} {account:?} {token:?} {newer:?}", run.accounts);
    }
    run.stop().await;
}

fn process(rig: &Rig, platform: Platform) -> Command {
    let base = rig.identity.twitch_url();
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", CHILD, "--ignored"]);
    child.env("CRASH_HOME", rig.home());
    child.env("CRASH_BASE", base.trim_end_matches("/twitch/oauth2"));
    child.env("CRASH_PLATFORM", platform.name());
    child
}

fn refresh_in_a_process(rig: &Rig, platform: Platform, die_at: Option<Step>) -> ExitStatus {
    let mut child = process(rig, platform);
    if let Some(step) = die_at {
        child.env("DIE_AT", format!("{step:?}"));
    }
    child.output().unwrap().status
}

fn killed_at(rig: &Rig, platform: Platform, step: Step) -> bool {
    let run = |step| tokio::task::block_in_place(|| refresh_in_a_process(rig, platform, step));
    assert!(!run(Some(step)).success(), "it died at {step:?}");
    // The next start.
    run(None).success()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_a_step_of_ours_no_sign_in_is_lost_that_the_disk_has_been_given() {
    let (rig, run) = signed_in().await;
    run.stop().await;
    let mut lost = Vec::new();
    // `Answered` and `Sealed` are between Twitch's word and the disk: see the next test.
    for step in EVERY.into_iter().filter(|step| ![Step::Answered, Step::Sealed].contains(step)) {
        if !killed_at(&rig, Platform::Twitch, step) {
            lost.push(step);
        }
    }
    assert!(lost.is_empty(), "lost at {lost:?}");
    assert_eq!(rig.identity.stats().refused, 0);
    assert_eq!(rig.found_secrets(), 0);
}

/// Google's refresh token goes on, so there is no step at which it could be lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_any_step_no_sign_in_with_google_is_lost() {
    let rig = Rig::new().await;
    let run = rig.run();
    super::google::sign_in(&run, &[]).await;
    run.stop().await;
    for step in EVERY {
        assert!(killed_at(&rig, Platform::YouTube, step), "lost at {step:?}");
    }
    assert_eq!(rig.identity.stats().refused, 0);
    assert_eq!(rig.found_secrets(), 0);
}

/// Between Twitch's answer and the disk nothing helps: Twitch takes a refresh token once, gives what
/// came for it once, and ends the sign-in when it is asked again with one that is spent
/// (twitchdev/issues#903). So no second try is made with it, and the person is told once, plainly.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_between_the_answer_and_the_disk_it_is_said_in_one_clear_sentence() {
    for step in [Step::Answered, Step::Sealed] {
        let (rig, run) = signed_in().await;
        run.stop().await;
        let run = |step| {
            tokio::task::block_in_place(|| refresh_in_a_process(&rig, Platform::Twitch, step))
        };
        assert!(!run(Some(step)).success(), "it died at {step:?}");
        // What is good is used until it ends.
        let next = rig.run();
        next.known(next.twitch()).await;
        let token = next.twitch().token().await.unwrap();
        assert!(rig.identity.is_good(token.secret.expose_secret()), "{step:?}");
        rig.identity.expire_access_tokens();
        let error = next.twitch().instead_of(&token).await.unwrap_err();
        assert_eq!(error.code(), "sign_in_revoked");
        let view = next.twitch().view();
        assert_eq!(
            view.detail,
            "Twitch has ended the sign-in. Sign in again under Accounts. Chat is read without a \
             sign-in meanwhile."
        );
        assert!(next.twitch().token().await.is_err());
        assert_eq!(rig.identity.stats().refused, 1, "it is asked once, and not again");
        assert!(rig.written().is_empty(), "nothing that is over is kept");
    }
}

/// What a panic says, with everything in it that could be printed, and where it came from.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panic_s_output_holds_no_secret() {
    let rig = Rig::new().await;
    let run = rig.run();
    super::google::sign_in(&run, &[Right::Send]).await;
    run.stop().await;
    let mut child = process(&rig, Platform::YouTube);
    child.args(["--nocapture"]).env("CRASH_PANIC", "1").env("RUST_BACKTRACE", "full");
    let output = tokio::task::block_in_place(|| child.output().unwrap());
    let said = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&said);
    assert!(text.contains("panicked at") && text.contains("AccessToken"), "{text}");
    let secrets = rig.identity.secrets();
    assert!(secrets.len() >= 5, "{}", secrets.len());
    for secret in secrets {
        assert!(!text.contains(&secret), "a secret is in it");
        // Nor as the numbers of its bytes.
        let numbers = secret.bytes().map(|byte| byte.to_string()).collect::<Vec<_>>().join(", ");
        assert!(!text.contains(&numbers), "the bytes of a secret are in it");
    }
}

/// Twitch takes a refresh token once. Whoever dies after Twitch has taken it, and before the disk has
/// what came for it, has nothing that Twitch would take: here that is a lost answer. What is left is
/// the access token, which is good for as long as it was: that is why refreshes come early.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_never_came_is_said_in_a_sentence_when_the_access_token_ends() {
    let (rig, run) = signed_in_before().await;
    let token = run.twitch().token().await.unwrap();
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
