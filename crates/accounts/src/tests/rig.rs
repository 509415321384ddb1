//! Accounts on a data folder of their own, with a keychain that does as it is told.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chat::Platform;
use fake_platforms::FakeIdentity;
use tempfile::TempDir;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use url::Url;
use zeroize::Zeroizing;

use crate::*;

pub(super) const PATIENCE: Duration = Duration::from_secs(20);

/// A keychain in a file, so that it outlives the process.
#[derive(Debug)]
pub(super) struct TestKeychain {
    file: PathBuf,
    pub(super) mood: Mutex<Mood>,
    pub(super) asked: AtomicUsize,
    pub(super) writes: AtomicUsize,
    pub(super) deletes: AtomicUsize,
    /// Whether a call was allowed to ask the person.
    pub(super) may_have_asked: AtomicUsize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    Works,
    Locked,
    Denied,
    Absent,
    /// Until the mood is another.
    Hangs,
}

impl TestKeychain {
    pub(super) fn new(file: PathBuf) -> Self {
        let mood = Mutex::new(Mood::Works);
        let (asked, writes, deletes, may_have_asked) = Default::default();
        Self { file, mood, asked, writes, deletes, may_have_asked }
    }

    pub(super) fn set(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    fn mood(&self) -> Mood {
        *self.mood.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn secrets(&self) -> BTreeMap<String, Vec<u8>> {
        fs::read(&self.file)
            .map_or_else(|_| BTreeMap::new(), |b| serde_json::from_slice(&b).unwrap())
    }

    pub(super) fn lose_all(&self) {
        fs::remove_file(&self.file).unwrap();
    }

    fn answers(&self, ask: Ask) -> Result<(), KeychainError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        if ask == Ask::May {
            self.may_have_asked.fetch_add(1, Ordering::Relaxed);
        }
        while self.mood() == Mood::Hangs {
            std::thread::sleep(Duration::from_millis(5));
        }
        match self.mood() {
            Mood::Works | Mood::Hangs => Ok(()),
            Mood::Locked => Err(KeychainError::Locked),
            Mood::Denied => Err(KeychainError::Denied("by a test".into())),
            Mood::Absent => Err(KeychainError::Absent("by a test".into())),
        }
    }

    fn change(&self, change: impl FnOnce(&mut BTreeMap<String, Vec<u8>>)) {
        let mut secrets = self.secrets();
        change(&mut secrets);
        fs::write(&self.file, serde_json::to_vec(&secrets).unwrap()).unwrap();
    }
}

impl Keychain for TestKeychain {
    fn read(&self, id: &str, ask: Ask) -> Result<Option<Zeroizing<Vec<u8>>>, KeychainError> {
        self.answers(ask)?;
        Ok(self.secrets().remove(id).map(Zeroizing::new))
    }

    fn write(&self, id: &str, _: &str, secret: &[u8], ask: Ask) -> Result<(), KeychainError> {
        self.answers(ask)?;
        self.writes.fetch_add(1, Ordering::Relaxed);
        self.change(|secrets| drop(secrets.insert(id.to_owned(), secret.to_owned())));
        Ok(())
    }

    fn delete(&self, id: &str, ask: Ask) -> Result<(), KeychainError> {
        self.answers(ask)?;
        self.change(|secrets| drop(secrets.remove(id)));
        self.deletes.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

/// One run after the other on one folder.
pub(super) struct Rig {
    home: TempDir,
    pub(super) keychain: Arc<TestKeychain>,
    pub(super) identity: FakeIdentity,
}

/// One of them. Dropped, it is stopped.
pub(super) struct Run {
    pub(super) accounts: Accounts,
    /// The units of YouTube's that were spent.
    pub(super) spent: Arc<AtomicU64>,
    tasks: TaskTracker,
    stopping: CancellationToken,
}

pub(crate) fn http() -> reqwest::Client {
    let redirects = reqwest::redirect::Policy::none();
    net::client().no_proxy().redirect(redirects).build().unwrap()
}

pub(super) fn endpoints(identity: &FakeIdentity) -> Endpoints {
    Endpoints {
        twitch: Url::parse(&identity.twitch_url()).unwrap(),
        google_auth: Url::parse(&identity.google_auth_url()).unwrap(),
        google_token: Url::parse(&identity.google_token_url()).unwrap(),
        google_revoke: Url::parse(&identity.google_revoke_url()).unwrap(),
        youtube: Url::parse(&identity.youtube_api_url()).unwrap(),
    }
}

impl Rig {
    pub(super) async fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("data")).unwrap();
        let keychain = Arc::new(TestKeychain::new(home.path().join("keychain")));
        let identity = FakeIdentity::start().await.unwrap();
        identity.set_interval(1);
        Self { home, keychain, identity }
    }

    pub(super) fn home(&self) -> &Path {
        self.home.path()
    }

    pub(super) fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    pub(super) fn sealed(&self) -> PathBuf {
        self.data().join("accounts.sealed")
    }

    pub(super) fn run(&self) -> Run {
        let keychain = Arc::clone(&self.keychain);
        Run::start(self.data(), keychain, Ask::May, endpoints(&self.identity))
    }

    pub(super) fn run_headless(&self) -> Run {
        let keychain = Arc::clone(&self.keychain);
        Run::start(self.data(), keychain, Ask::Never, endpoints(&self.identity))
    }

    /// Everything in the data folder, by name.
    pub(super) fn written(&self) -> BTreeMap<String, Vec<u8>> {
        let files = fs::read_dir(self.data()).unwrap();
        files
            .map(|file| {
                let path = file.unwrap().path();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                (name, fs::read(path).unwrap())
            })
            .collect()
    }

    /// How often a secret that was ever used is found in what was written.
    pub(super) fn found_secrets(&self) -> usize {
        let mut secrets: Vec<_> =
            self.identity.secrets().into_iter().map(String::into_bytes).collect();
        secrets.extend(self.keychain.secrets().into_values());
        assert!(!secrets.is_empty(), "nothing was looked for");
        let found = |bytes: &[u8]| {
            secrets
                .iter()
                .filter(|s| bytes.windows(s.len()).any(|part| part == s.as_slice()))
                .count()
        };
        self.written().values().map(|bytes| found(bytes)).sum()
    }
}

impl Run {
    pub(super) fn start(
        folder: PathBuf,
        keychain: Arc<dyn Keychain>,
        ask: Ask,
        endpoints: Endpoints,
    ) -> Self {
        let (tasks, stopping) = (TaskTracker::new(), CancellationToken::new());
        let spent = Arc::<AtomicU64>::default();
        let count = Arc::clone(&spent);
        let pay = move |units| {
            count.fetch_add(units, Ordering::Relaxed);
        };
        let accounts = Accounts::open(Options {
            folder,
            keychain,
            ask,
            keychain_patience: Duration::from_secs(2),
            endpoints,
            http: http(),
            twitch: Some(Client { id: "ours".into(), secret: None }),
            google: Some(Client { id: "ours.apps".into(), secret: Some("no-secret".into()) }),
            spend: Spend(Arc::new(pay)),
            tasks: tasks.clone(),
            stopping: stopping.clone(),
        });
        Self { accounts, spent, tasks, stopping }
    }

    pub(super) fn twitch(&self) -> &Account {
        self.accounts.of(Platform::Twitch).unwrap()
    }

    pub(super) fn google(&self) -> &Account {
        self.accounts.of(Platform::YouTube).unwrap()
    }

    /// Waits until this account is so.
    pub(super) async fn until(
        &self,
        account: &Account,
        holds: impl Fn(&AccountView) -> bool,
    ) -> AccountView {
        let mut changed = self.accounts.changed();
        let waiting = async {
            loop {
                changed.borrow_and_update();
                let view = account.view();
                if holds(&view) {
                    return view;
                }
                changed.changed().await.unwrap();
            }
        };
        timeout(PATIENCE, waiting).await.unwrap_or_else(|_| panic!("it is {:?}", account.view()))
    }

    /// Waits until somebody is signed in and known by name.
    pub(super) async fn known(&self, account: &Account) -> AccountView {
        let known = |view: &AccountView| {
            view.state == AccountState::Connected
                && view.person.as_ref().is_some_and(|person| !person.user_id.is_empty())
        };
        self.until(account, known).await
    }

    pub(super) async fn vault(&self, state: VaultState) {
        let mut changed = self.accounts.changed();
        let waiting = async {
            while self.accounts.vault() != state {
                changed.changed().await.unwrap();
            }
        };
        let waited = timeout(PATIENCE, waiting).await;
        waited.unwrap_or_else(|_| panic!("it is {:?}", self.accounts.vault()));
    }

    /// Ends it well, as the application does.
    pub(super) async fn stop(self) {
        self.stopping.cancel();
        self.tasks.close();
        timeout(PATIENCE, self.tasks.wait()).await.expect("its tasks end");
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        self.stopping.cancel();
    }
}

/// Signs in to Twitch as `ada`.
pub(super) async fn sign_in(rig: &Rig, run: &Run, rights: &[Right]) -> AccountView {
    let prompt = run.twitch().connect(rights).await.unwrap();
    assert!(rig.identity.confirm(&prompt.code.unwrap(), "ada"));
    run.known(run.twitch()).await
}

/// A run in which `ada` is signed in to Twitch.
pub(super) async fn signed_in() -> (Rig, Run) {
    let rig = Rig::new().await;
    let run = rig.run();
    sign_in(&rig, &run, &[]).await;
    (rig, run)
}

/// The run after one like that, once it knows who is signed in.
pub(super) async fn signed_in_before() -> (Rig, Run) {
    let (rig, run) = signed_in().await;
    run.stop().await;
    let run = rig.run();
    run.known(run.twitch()).await;
    (rig, run)
}
