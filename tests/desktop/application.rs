//! The application, started on a desk of its own: folder, session bus and platforms.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus};

use fake_platforms::{FakeEmotes, FakeTwitch, FakeYouTube};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::bus::Bus;
use crate::until;

/// Where an application is started, again and again if need be.
pub(crate) struct Desk {
    pub(crate) bus: Bus,
    /// What else programs here are told in their environment.
    pub(crate) told: Vec<(&'static str, OsString)>,
    folder: TempDir,
    twitch: FakeTwitch,
    youtube: FakeYouTube,
    emotes: FakeEmotes,
    /// The platforms run on it.
    _runtime: Runtime,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let display = std::env::var_os("DISPLAY").filter(|display| !display.is_empty());
        assert!(
            display.is_some(),
            "these tests need a display: run them by `cargo xtask test rust`, or under xvfb-run"
        );
        let runtime = Runtime::new().unwrap();
        let (twitch, youtube, emotes) = runtime.block_on(async {
            let twitch = FakeTwitch::start().await.unwrap();
            let youtube = FakeYouTube::start().await.unwrap();
            (twitch, youtube, FakeEmotes::start().await.unwrap())
        });
        Self {
            bus: Bus::start(),
            told: Vec::new(),
            folder: TempDir::new().unwrap(),
            twitch,
            youtube,
            emotes,
            _runtime: runtime,
        }
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// What stands in the log.
    pub(crate) fn log(&self) -> String {
        let files = fs::read_dir(self.data().join("logs")).into_iter().flatten().flatten();
        files.filter_map(|file| fs::read_to_string(file.path()).ok()).collect()
    }

    /// Anything that is to run here.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("HOME", self.folder.path())
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("XDG_CACHE_HOME")
            .env_remove("XDG_DATA_HOME")
            .env_remove("WAYLAND_DISPLAY")
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus.address)
            .env("MULTICHAT_TWITCH_IRC_URL", self.twitch.irc_url())
            .env("MULTICHAT_YOUTUBE_URL", self.youtube.url())
            .envs(self.emotes.env())
            .env("NO_AT_BRIDGE", "1")
            // There is no graphics card to share buffers with.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .envs(self.told.iter().map(|(name, value)| (name, value)));
        command
    }

    /// The program's arguments on this desk.
    pub(crate) fn arguments(&self) -> [String; 4] {
        let data = self.data().to_str().unwrap().to_owned();
        ["--data-dir".into(), data, "--port".into(), "0".into()]
    }

    pub(crate) fn start(&self, more: &[&str]) -> Application {
        self.start_by(self.program().args(more))
    }

    pub(crate) fn program(&self) -> Command {
        let mut command = self.command(PROGRAM);
        command.args(self.arguments());
        command
    }

    pub(crate) fn start_by(&self, command: &mut Command) -> Application {
        let child = command.spawn().unwrap();
        Application { runtime: self.running(), child }
    }

    /// What the application that runs here says of itself, once it is ready.
    pub(crate) fn running(&self) -> RuntimeFile {
        let file = self.data().join("runtime.json");
        until("the application is ready", || {
            let text = fs::read(&file).ok()?;
            Some(RuntimeFile(serde_json::from_slice(&text).unwrap()))
        })
    }
}

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_multichat-overlay");

/// `runtime.json`, and the API that it leads to.
pub(crate) struct RuntimeFile(Value);

impl RuntimeFile {
    pub(crate) fn text(&self, field: &str) -> &str {
        self.0[field].as_str().unwrap()
    }

    pub(crate) fn pid(&self) -> u32 {
        self.0["pid"].as_u64().unwrap().try_into().unwrap()
    }

    pub(crate) fn get(&self, path: &str) -> Value {
        let url = format!("{}{path}", self.text("base_url"));
        let answer = ureq::get(url).header("Authorization", self.key()).call();
        answer.unwrap().body_mut().read_json().unwrap()
    }

    pub(crate) fn post(&self, path: &str, body: &Value) {
        let url = format!("{}{path}", self.text("base_url"));
        let answer = ureq::post(&url).header("Authorization", self.key());
        answer.send_json(body).unwrap();
    }

    /// The status and the code of a call that is not done.
    #[cfg(feature = "updater")]
    pub(crate) fn post_refused(&self, path: &str, body: &Value) -> (u16, String) {
        let url = format!("{}{path}", self.text("base_url"));
        let answer = ureq::post(&url).header("Authorization", self.key());
        let mut answer =
            answer.config().http_status_as_error(false).build().send_json(body).unwrap();
        let refused: Value = answer.body_mut().read_json().unwrap();
        (answer.status().as_u16(), refused["error"]["code"].as_str().unwrap().to_owned())
    }

    pub(crate) fn patch(&self, path: &str, body: &Value) {
        let url = format!("{}{path}", self.text("base_url"));
        let answer = ureq::patch(&url).header("Authorization", self.key());
        answer.send_json(body).unwrap();
    }

    fn key(&self) -> String {
        format!("Bearer {}", self.text("api_token"))
    }

    pub(crate) fn add_twitch(&self, channel: &str) {
        self.post("/api/sources", &serde_json::json!({"platform": "twitch", "channel": channel}));
    }

    /// The state of the source on this channel.
    pub(crate) fn state_of(&self, channel: &str) -> Option<String> {
        let sources = self.get("/api/sources");
        let sources = sources.as_array().unwrap();
        let source = sources.iter().find(|source| source["channel"] == channel)?;
        Some(source["state"].as_str().unwrap().to_owned())
    }

    /// The codes of the warnings that stand.
    pub(crate) fn warnings(&self) -> Vec<String> {
        let health = self.get("/api/health");
        let warnings = health["warnings"].as_array().unwrap().iter();
        warnings.map(|warning| warning["code"].as_str().unwrap().to_owned()).collect()
    }

    /// The processes of the web views that the application has alive.
    pub(crate) fn web_views(&self) -> Vec<u32> {
        web_views(self.pid())
    }
}

/// The processes of the web views that this process has alive.
pub(crate) fn web_views(pid: u32) -> Vec<u32> {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let stat = |entry: fs::DirEntry| fs::read_to_string(entry.path().join("stat")).ok();
    let parent = pid.to_string();
    processes
        .filter_map(stat)
        // PID (NAME) STATE PARENT …; a name is cut after 15 characters.
        .filter_map(|stat| {
            let (name, rest) = stat.rsplit_once(')').unwrap();
            let mut rest = rest.split_whitespace();
            let pid = name.strip_suffix(" (WebKitWebProces")?;
            let is_its = rest.next() != Some("Z") && rest.next() == Some(&parent);
            is_its.then(|| pid.parse().unwrap())
        })
        .collect()
}

/// Sends a process a signal.
pub(crate) fn signal(pid: u32, name: &str) {
    let sent = Command::new("kill").args(["-s", name, &pid.to_string()]).status();
    assert!(sent.unwrap().success(), "it must be there to be signalled");
}

/// A running application. Dropped, it is killed.
pub(crate) struct Application {
    pub(crate) runtime: RuntimeFile,
    child: Child,
}

impl Application {
    pub(crate) fn signal(&self, name: &str) {
        signal(self.child.id(), name);
    }

    pub(crate) fn ended(&mut self) -> ExitStatus {
        until("the application ends", || self.child.try_wait().unwrap())
    }
}

impl Drop for Application {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}
