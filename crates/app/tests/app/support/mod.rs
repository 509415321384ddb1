//! The application in a process of its own, with stand-ins for the platforms around it.

pub(crate) mod http;
mod view;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use fake_platforms::youtube::Stream;
use fake_platforms::{FakeDonations, FakeEmotes, FakeIdentity, FakeTwitch, FakeYouTube};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::time::timeout;

pub(crate) use http::{Answer, raw, sent};
pub(crate) use view::{Socket, View};

/// Longer than anything here takes; only a broken program waits so long.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// The YouTube channel that [`World::live_on_youtube`] declares, and its stream.
pub(crate) const CHANNEL: &str = "UCAoy6rzhSf4ydcYjJw3WoVg";
pub(crate) const VIDEO: &str = "c2lb7tb1SEA";

/// What is around the application: platforms, and a data folder that outlives a run.
pub(crate) struct World {
    pub(crate) twitch: FakeTwitch,
    pub(crate) youtube: FakeYouTube,
    pub(crate) emotes: FakeEmotes,
    pub(crate) identity: FakeIdentity,
    pub(crate) donations: FakeDonations,
    folder: tempfile::TempDir,
}

/// A running application. Dropped, it is killed.
pub(crate) struct App {
    child: Child,
    /// What `runtime.json` says.
    pub(crate) runtime: Value,
    pub(crate) http: reqwest::Client,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self {
            twitch: FakeTwitch::start().await.expect("a free port"),
            youtube: FakeYouTube::start().await.expect("a free port"),
            emotes: FakeEmotes::start().await.expect("a free port"),
            identity: FakeIdentity::start().await.expect("a free port"),
            donations: FakeDonations::start().await.expect("a free port"),
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// Where the application keeps everything. It makes the folder itself.
    pub(crate) fn data_dir(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A file that is not the application's.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Declares a live stream of `@grace`.
    pub(crate) fn live_on_youtube(&self) {
        self.youtube.declare(Stream::live("@grace", CHANNEL, VIDEO));
    }

    /// The program, told where its data folder and the platforms are.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = program();
        command
            .arg("--data-dir")
            .arg(self.data_dir())
            .args(args)
            .env("MULTICHAT_TWITCH_IRC_URL", self.twitch.irc_url())
            .env("MULTICHAT_YOUTUBE_URL", self.youtube.url())
            .envs(self.emotes.env())
            .envs(self.identity.env())
            .envs(self.donations.env());
        command
    }

    pub(crate) async fn start(&self) -> App {
        self.start_with(&["--port", "0"]).await
    }

    pub(crate) async fn start_with(&self, args: &[&str]) -> App {
        self.started(self.command(args)).await
    }

    /// Waits until this start is ready.
    pub(crate) async fn started(&self, command: Command) -> App {
        let (child, line) = self.said(command).await;
        let app = App::of(child, &self.data_dir());
        assert_eq!(line, format!("listening on {}", app.text("base_url")), "the ready line");
        app
    }

    /// Starts it, and waits for the first line that it says.
    pub(crate) async fn said(&self, mut command: Command) -> (Child, String) {
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the binary runs");
        let output = BufReader::new(child.stdout.take().expect("it is piped"));
        let (lines, mut said) = mpsc::channel(16);
        std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                if lines.blocking_send(line).is_err() {
                    return;
                }
            }
        });
        let ready = timeout(PATIENCE, said.recv()).await;
        (child, ready.expect("it is ready in time").expect("it says that it is ready"))
    }
}

/// The program, with nothing of this machine's network settings.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_multichat-headless"));
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        command.env_remove(name);
    }
    command.env_remove("MULTICHAT_LOG");
    // Nor of its language.
    command.env("LANGUAGE", "en");
    // Nor of its keychain.
    command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    command
}

/// Runs a command that is expected to end by itself.
pub(crate) async fn ended(mut command: Command) -> Output {
    let piped = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect("the binary runs");
    let end = until_ended(&mut child);
    if timeout(PATIENCE / 2, end).await.is_err() {
        child.kill().expect("it runs");
        panic!("it should have ended by itself");
    }
    child.wait_with_output().expect("it has ended")
}

async fn until_ended(child: &mut Child) -> ExitStatus {
    until("it has ended", async || child.try_wait().expect("it can be asked")).await
}

impl App {
    /// The one that runs in this process, by what it has written.
    pub(crate) fn of(child: Child, data_dir: &Path) -> Self {
        let file = std::fs::read(data_dir.join("runtime.json"));
        let runtime = serde_json::from_slice(&file.expect("it is there when it is ready"));
        Self { child, runtime: runtime.expect("it is whole"), http: http::client() }
    }

    pub(crate) fn text(&self, field: &str) -> &str {
        self.runtime[field].as_str().expect("it is a text")
    }

    pub(crate) fn port(&self) -> u16 {
        let port = self.runtime["port"].as_u64().expect("it is a number");
        u16::try_from(port).expect("it is a port")
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The key in the default overlay's address.
    pub(crate) fn overlay_key(&self) -> &str {
        let url = self.text("overlay_url");
        url.rsplit('/').next().expect("it ends with the key")
    }

    /// The address of the WebSocket for a key.
    pub(crate) fn ws(&self, key: &str) -> String {
        format!("ws://127.0.0.1:{}/ws/{key}", self.port())
    }

    /// The default overlay's feed.
    pub(crate) async fn overlay(&self) -> View {
        View::open(&self.ws(self.overlay_key())).await
    }

    /// Adds a channel. Gives its id.
    pub(crate) async fn add(&self, platform: &str, channel: &str) -> String {
        let new = json!({"platform": platform, "channel": channel});
        let source = self.post("/api/sources", new).await.is(201);
        source["id"].as_str().expect("it has an id").to_owned()
    }

    /// The source with this id, once it is in this state.
    pub(crate) async fn in_state(&self, id: &str, state: &str) -> Value {
        let what = format!("{id} is {state}");
        until(&what, async || {
            let sources = self.get("/api/sources").await.is(200);
            let sources = sources.as_array().expect("a list").iter();
            let mut found = sources.filter(|source| source["id"] == id);
            found.find(|source| source["state"] == state).cloned()
        })
        .await
    }

    /// Adds a channel and waits until it is read.
    pub(crate) async fn add_live(&self, platform: &str, channel: &str) -> String {
        let id = self.add(platform, channel).await;
        self.in_state(&id, "live").await;
        id
    }

    /// The newest thousand messages of the history, newest first.
    pub(crate) async fn history(&self) -> Vec<Value> {
        let found = self.get("/api/messages?limit=1000").await.is(200);
        found.as_array().expect("a list").clone()
    }

    /// What a new client of the default overlay is shown, as texts.
    pub(crate) async fn shown(&self) -> Vec<String> {
        self.overlay().await.texts()
    }

    /// The memory that it holds, in bytes; 0 where it can't be known.
    pub(crate) fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid()));
        let status = status.unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        kib.unwrap_or_default() * 1024
    }

    /// As a crash ends it.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it has ended");
    }

    /// Asks it to end by `TERM` or `INT`. Gives its status, and how long it took.
    #[cfg(unix)]
    pub(crate) async fn stop_by(mut self, signal: &str) -> (ExitStatus, Duration) {
        let asked = Instant::now();
        let pid = self.pid().to_string();
        let sent = Command::new("kill").args(["-s", signal, &pid]).status();
        assert!(sent.expect("kill runs").success(), "the signal was sent");
        let status = until_ended(&mut self.child).await;
        (status, asked.elapsed())
    }

    /// Ends it well.
    pub(crate) async fn stop(mut self) {
        self.post("/api/quit", Value::Null).await.is(204);
        let status = until_ended(&mut self.child).await;
        assert!(status.success(), "it ended with {status}");
    }
}

impl Drop for App {
    fn drop(&mut self) {
        // It may have ended already; that it is gone is all that matters here.
        self.child.kill().unwrap_or_default();
        drop(self.child.wait());
    }
}

/// Looks again and again until there is something to see.
pub(crate) async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(seen) = look().await {
            return seen;
        }
        assert!(started.elapsed() < PATIENCE, "it never came: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A line of Twitch chat whose message id is known before it is sent. The user id is `u-login`.
pub(crate) fn privmsg(channel: &str, login: &str, id: &str, text: &str) -> String {
    format!(
        "@badges=;color=#1E90FF;display-name={login};emotes=;id={id};room-id=1;\
         tmi-sent-ts={now};user-id=u-{login} \
         :{login}!{login}@{login}.tmi.twitch.tv PRIVMSG #{channel} :{text}",
        now = millis(),
    )
}

/// Milliseconds since 1970, as Twitch stamps its lines.
pub(crate) fn millis() -> u128 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.expect("it is after 1970").as_millis()
}
