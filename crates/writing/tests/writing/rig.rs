//! Somebody who has signed in on both stand-ins.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use accounts::{Account, AccountView, Accounts, Ask, Client, Keychain, KeychainError, Right};
use chat::Platform;
use fake_platforms::twitch::room_id;
use fake_platforms::youtube::{Stream, channel_id};
use fake_platforms::{FakeIdentity, FakeTwitch, FakeYouTube};
use futures_util::StreamExt as _;
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::TaskTracker;
use url::Url;
use writing::{Asked, Ban, Bans, Cost, Endpoints, Options, Room, Spend, Writing};
use zeroize::Zeroizing;

pub(crate) const VIDEO: &str = "c2lb7tb1SEA";
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Dropped, it ends.
pub(crate) struct Rig {
    pub(crate) twitch: FakeTwitch,
    pub(crate) youtube: FakeYouTube,
    pub(crate) identity: FakeIdentity,
    pub(crate) accounts: Accounts,
    pub(crate) writing: Writing,
    /// What was spent of YouTube's quota.
    pub(crate) spent: Arc<Mutex<Vec<Cost>>>,
    /// The bans that are kept.
    pub(crate) bans: Arc<Shelf>,
    http: reqwest::Client,
    keychain: Arc<Memory>,
    folder: TempDir,
    ends: DropGuard,
}

impl Rig {
    /// Nobody has signed in yet.
    pub(crate) async fn new() -> Self {
        let twitch = FakeTwitch::start().await.unwrap();
        let youtube = FakeYouTube::start().await.unwrap();
        let identity = FakeIdentity::start().await.unwrap();
        identity.write_to(&twitch, &youtube);
        identity.set_interval(1);
        youtube.declare(Stream::live("@ada", &channel_id("@ada"), VIDEO));
        let (folder, keychain, http) = (tempfile::tempdir().unwrap(), Arc::default(), http());
        let (spent, bans) = (Arc::default(), Arc::default());
        let opened = open(&folder, &keychain, &identity, &http, &spent, &bans);
        let (accounts, writing, ends) = opened;
        Self {
            twitch,
            youtube,
            identity,
            accounts,
            writing,
            spent,
            bans,
            http,
            keychain,
            folder,
            ends,
        }
    }

    /// The application starts again: what the last run was given counts as given long ago.
    pub(crate) async fn restart(&mut self) {
        let (keychain, identity) = (&self.keychain, &self.identity);
        let opened = open(&self.folder, keychain, identity, &self.http, &self.spent, &self.bans);
        (self.accounts, self.writing, self.ends) = opened;
        self.known().await;
    }

    /// Signed in with all rights.
    pub(crate) async fn signed_in() -> Self {
        let rig = Self::new().await;
        rig.sign_in(&[Right::Send, Right::Moderate]).await;
        rig
    }

    /// Signs in as `ada`, whose Google account has the channel `@ada`.
    pub(crate) async fn sign_in(&self, rights: &[Right]) {
        self.begin_on_twitch("ada", rights).await;
        self.sign_in_to_youtube(rights).await;
        self.known().await;
    }

    /// Signs in to Twitch as somebody.
    pub(crate) async fn sign_in_to_twitch(&self, login: &str, rights: &[Right]) {
        self.begin_on_twitch(login, rights).await;
        self.known().await;
    }

    async fn begin_on_twitch(&self, login: &str, rights: &[Right]) {
        let prompt = self.twitch_account().connect(rights).await.unwrap();
        assert!(self.identity.confirm(&prompt.code.unwrap(), login));
    }

    /// Signs in to one of both, and waits for nothing.
    pub(crate) async fn sign_in_to_youtube(&self, rights: &[Right]) {
        let prompt = self.account(Platform::YouTube).connect(rights).await.unwrap();
        let page = self.http.get(&prompt.url).send().await.unwrap();
        let to = page.headers()["location"].to_str().unwrap().to_owned();
        assert!(self.http.get(to).send().await.unwrap().status().is_success());
    }

    /// Waits until it is known who has signed in.
    async fn known(&self) {
        let is_known = |view: &AccountView| {
            view.prompt.is_none() && view.person.as_ref().is_some_and(|p| !p.user_id.is_empty())
        };
        self.until(|views| views.iter().all(is_known)).await;
    }

    /// Waits until the accounts are so.
    pub(crate) async fn until(&self, holds: impl Fn(&[AccountView]) -> bool) {
        let mut changed = self.accounts.changed();
        let so = async {
            while !holds(&self.accounts.views()) {
                changed.changed().await.unwrap();
            }
        };
        let so = timeout(PATIENCE, so).await;
        so.unwrap_or_else(|_| panic!("they are {:?}", self.accounts.views()));
    }

    pub(crate) fn twitch_account(&self) -> &Account {
        self.account(Platform::Twitch)
    }

    fn account(&self, platform: Platform) -> &Account {
        self.accounts.of(platform).unwrap()
    }
}

fn open(
    folder: &TempDir,
    keychain: &Arc<Memory>,
    identity: &FakeIdentity,
    http: &reqwest::Client,
    spent: &Arc<Mutex<Vec<Cost>>>,
    bans: &Arc<Shelf>,
) -> (Accounts, Writing, DropGuard) {
    let stopping = CancellationToken::new();
    let accounts = Accounts::open(accounts::Options {
        folder: folder.path().to_owned(),
        keychain: Arc::<Memory>::clone(keychain),
        ask: Ask::Never,
        keychain_patience: Duration::from_secs(2),
        endpoints: accounts::Endpoints {
            twitch: url(&identity.twitch_url()),
            google_auth: url(&identity.google_auth_url()),
            google_token: url(&identity.google_token_url()),
            google_revoke: url(&identity.google_revoke_url()),
            youtube: url(&identity.youtube_api_url()),
        },
        http: http.clone(),
        twitch: Some(Client { id: "ours".into(), secret: None }),
        google: Some(Client { id: "ours.apps".into(), secret: Some("no-secret".into()) }),
        spend: accounts::Spend::uncounted(),
        tasks: TaskTracker::new(),
        stopping: stopping.clone(),
    });
    let spent = Arc::clone(spent);
    let writing = Writing::new(Options {
        endpoints: Endpoints {
            twitch: url(&identity.twitch_api_url()),
            youtube: url(&identity.youtube_api_url()),
        },
        http: http.clone(),
        twitch: accounts.of(Platform::Twitch).unwrap().clone(),
        youtube: accounts.of(Platform::YouTube).unwrap().clone(),
        spend: Spend(Arc::new(move |cost| spent.lock().unwrap().push(cost))),
        bans: Arc::<Shelf>::clone(bans),
        clock: jiff::Timestamp::now,
    });
    (accounts, writing, stopping.drop_guard())
}

/// A channel of Twitch whose chat has told its id.
pub(crate) fn channel(login: &str) -> Room {
    Room::Twitch { login: login.to_owned(), id: Some(room_id(login)) }
}

/// The stream that is live.
pub(crate) fn stream() -> Room {
    Room::YouTube { channel: "@ada".to_owned(), video: Some(VIDEO.to_owned()) }
}

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn http() -> reqwest::Client {
    let redirects = reqwest::redirect::Policy::none();
    net::client().no_proxy().redirect(redirects).build().unwrap()
}

/// Keeps bans as long as the test lasts.
#[derive(Debug, Default)]
pub(crate) struct Shelf(pub(crate) Mutex<Vec<Ban>>);

impl Bans for Shelf {
    fn keep(&self, ban: Ban) -> Asked<'_, ()> {
        self.0.lock().unwrap().push(ban);
        Box::pin(async {})
    }

    fn id<'a>(&'a self, channel: &'a str, author: &'a str) -> Asked<'a, Option<String>> {
        let bans = self.0.lock().unwrap();
        let is_theirs = |ban: &&Ban| ban.channel == channel && ban.author == author;
        let id = bans.iter().rev().find(is_theirs).map(|ban| ban.id.clone());
        Box::pin(async move { id })
    }

    fn forget<'a>(&'a self, channel: &'a str, author: &'a str) -> Asked<'a, ()> {
        self.0.lock().unwrap().retain(|ban| ban.channel != channel || ban.author != author);
        Box::pin(async {})
    }
}

/// A keychain that lasts as long as the test.
#[derive(Debug, Default)]
struct Memory(Mutex<HashMap<String, Vec<u8>>>);

impl Keychain for Memory {
    fn read(&self, id: &str, _: Ask) -> Result<Option<Zeroizing<Vec<u8>>>, KeychainError> {
        Ok(self.0.lock().unwrap().get(id).cloned().map(Zeroizing::new))
    }

    fn write(&self, id: &str, _: &str, secret: &[u8], _: Ask) -> Result<(), KeychainError> {
        self.0.lock().unwrap().insert(id.to_owned(), secret.to_owned());
        Ok(())
    }

    fn delete(&self, id: &str, _: Ask) -> Result<(), KeychainError> {
        self.0.lock().unwrap().remove(id);
        Ok(())
    }
}

/// A viewer of a Twitch channel, who sees its lines.
pub(crate) struct Viewer(
    tokio_tungstenite::WebSocketStream<tokio_tungstenite::MaybeTlsStream<TcpStream>>,
);

impl Viewer {
    pub(crate) async fn of(twitch: &FakeTwitch, channel: &str) -> Self {
        use futures_util::SinkExt as _;
        let (mut socket, _) = tokio_tungstenite::connect_async(twitch.irc_url()).await.unwrap();
        for line in [
            "CAP REQ :twitch.tv/tags twitch.tv/commands",
            "NICK justinfan1",
            &format!("JOIN #{channel}"),
        ] {
            socket.send(line.to_owned().into()).await.unwrap();
        }
        twitch.joined(channel, 1).await;
        Self(socket)
    }

    /// The next line with this command.
    pub(crate) async fn next(&mut self, command: &str) -> String {
        let wanted = format!(" {command} ");
        let reading = async {
            loop {
                let frame = self.0.next().await.unwrap().unwrap().into_text().unwrap();
                if let Some(line) = frame.lines().find(|line| line.contains(&wanted)) {
                    return line.to_owned();
                }
            }
        };
        timeout(PATIENCE, reading).await.unwrap_or_else(|_| panic!("no {command} came"))
    }
}
