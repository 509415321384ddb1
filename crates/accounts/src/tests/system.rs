//! The real keychain of a Linux desktop, gnome-keyring, in every way in which it can be.
#![cfg(target_os = "linux")]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use chat::Platform;
use secret_service::EncryptionType;
use secret_service::blocking::SecretService;
use tempfile::TempDir;
use tokio::time::timeout;

use crate::tokens::sample;
use crate::vault::Vault;
use crate::*;

const CHILD: &str = "tests::system::a_process_on_a_desktop";

/// A session bus, and what may be on it.
struct Desktop {
    home: TempDir,
    bus: Child,
    address: String,
    daemon: Option<Child>,
}

/// Nobody may speak to the keychain here.
const DENYING: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
<deny send_destination="org.freedesktop.secrets"/></policy></busconfig>"#;

/// A bus that starts no keychain by itself.
const EMPTY: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>"#;

impl Desktop {
    fn new(config: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join("data")).unwrap();
        let file = home.path().join("bus.conf");
        std::fs::write(&file, config).unwrap();
        let mut bus = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", file.display()))
            .args(["--nofork", "--print-address"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("dbus-daemon starts; `cargo xtask test` installs what is missing");
        let mut address = String::new();
        BufReader::new(bus.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self { home, bus, address: address.trim().to_owned(), daemon: None }
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        let home = self.home.path();
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        for name in ["HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
            command.env(name, home);
        }
        command.env_remove("DISPLAY").env_remove("GNOME_KEYRING_CONTROL");
        command
    }

    /// The keychain as it is after a login: unlocked with the login's password.
    fn log_in(&mut self) {
        self.start_daemon();
        self.until("collection", "there");
    }

    fn until(&self, ask: &str, wanted: &str) {
        let begun = std::time::Instant::now();
        loop {
            let said = self.ask(ask);
            if said == wanted {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "{ask} says {said}");
        }
    }

    fn start_daemon(&mut self) {
        let mut daemon = self
            .command("gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("gnome-keyring-daemon starts; `cargo xtask test` installs what is missing");
        daemon.stdin.take().unwrap().write_all(b"login").unwrap();
        self.daemon = Some(daemon);
    }

    fn signal(&self, name: &str) {
        let pid = self.daemon.as_ref().unwrap().id().to_string();
        assert!(Command::new("kill").args([name, &pid]).status().unwrap().success());
    }

    /// What a process on this desktop says.
    fn ask(&self, what: &str) -> String {
        let mut child = self.command(std::env::current_exe().unwrap());
        child.args(["--exact", CHILD, "--ignored", "--nocapture"]);
        child.env("ON_DESKTOP", what).env("DATA", self.home.path().join("data"));
        let output = child.output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let said = text.lines().find_map(|line| line.split("SAYS ").nth(1));
        let Some(said) = said else {
            panic!("{what}: {text}\n{}", String::from_utf8_lossy(&output.stderr));
        };
        said.to_owned()
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        for child in self.daemon.iter_mut().chain([&mut self.bus]) {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }
}

/// The child's part.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a part of the others, in a process of its own"]
async fn a_process_on_a_desktop() {
    let data = std::env::var("DATA").unwrap();
    let said = match std::env::var("ON_DESKTOP").unwrap().as_str() {
        "collection" => tokio::task::spawn_blocking(collection).await.unwrap(),
        "lock" => tokio::task::spawn_blocking(lock).await.unwrap(),
        "keep" => keep(Path::new(&data)).await,
        "read" => read(Path::new(&data), Ask::May).await,
        "read headless" => read(Path::new(&data), Ask::Never).await,
        "forget" => forget(Path::new(&data)).await,
        other => panic!("{other}"),
    };
    println!("\nSAYS {said}");
}

fn collection() -> String {
    let service = SecretService::connect(EncryptionType::Plain);
    let is_there = service.is_ok_and(|service| service.get_default_collection().is_ok());
    if is_there { "there" } else { "not there" }.to_owned()
}

fn lock() -> String {
    let service = SecretService::connect(EncryptionType::Plain).unwrap();
    service.get_default_collection().unwrap().lock().unwrap();
    "locked".to_owned()
}

fn vault(data: &Path, ask: Ask) -> Vault {
    Vault::open(data.to_owned(), Arc::new(SystemKeychain), ask, Duration::from_secs(2))
}

async fn keep(data: &Path) -> String {
    let vault = vault(data, Ask::May);
    match vault.ready().await {
        Ok(()) => match vault.put(Platform::Twitch, sample("hunter2")).await {
            Ok(()) => "kept".to_owned(),
            Err(trouble) => trouble.code().to_owned(),
        },
        Err(trouble) => trouble.code().to_owned(),
    }
}

async fn read(data: &Path, ask: Ask) -> String {
    let vault = vault(data, ask);
    let mut state = vault.state();
    let opening = tokio::spawn(vault.clone().keep_open());
    let settled = state.wait_for(|state| *state != VaultState::Opening);
    drop(timeout(Duration::from_secs(10), settled).await.expect("it settles"));
    opening.abort();
    match vault.state().borrow().clone() {
        VaultState::Open(_) => match vault.load(Platform::Twitch) {
            Some(_) => "read".to_owned(),
            None => "nothing".to_owned(),
        },
        VaultState::Shut(trouble) => trouble.code().to_owned(),
        state => format!("{state:?}"),
    }
}

async fn forget(data: &Path) -> String {
    let vault = vault(data, Ask::May);
    let mut state = vault.state();
    let opening = tokio::spawn(vault.clone().keep_open());
    drop(state.wait_for(|state| matches!(state, VaultState::Open(_))).await);
    vault.remove(Platform::Twitch).await.unwrap();
    opening.abort();
    // The key goes in a task of its own.
    let begun = std::time::Instant::now();
    loop {
        let left = tokio::task::spawn_blocking(|| {
            let service = SecretService::connect(EncryptionType::Plain).unwrap();
            let ours = std::collections::HashMap::from([("service", "multichat-overlay")]);
            service.search_items(ours).unwrap().unlocked.len()
        });
        let left = left.await.unwrap();
        if left == 0 || begun.elapsed() > Duration::from_secs(5) {
            return format!("{left} keys left");
        }
    }
}

fn sealed(desktop: &Desktop) -> Vec<u8> {
    std::fs::read(desktop.home.path().join("data/accounts.sealed")).unwrap_or_default()
}

#[test]
fn gnome_keyring_unlocked_locked_and_unlocked_again() {
    let mut desktop = Desktop::new(EMPTY);
    desktop.log_in();
    assert_eq!(desktop.ask("keep"), "kept");
    assert_eq!(desktop.ask("read"), "read");
    assert_eq!(desktop.ask("read headless"), "read");
    let before = sealed(&desktop);
    assert!(!before.windows(7).any(|part| part == b"hunter2"));

    assert_eq!(desktop.ask("lock"), "locked");
    assert_eq!(desktop.ask("read headless"), "keychain_locked");
    // There is no window here in which it could ask: it is as if the person had closed it.
    assert_eq!(desktop.ask("read"), "keychain_locked");
    assert_eq!(desktop.ask("keep"), "keychain_locked");
    assert_eq!(sealed(&desktop), before, "what could not be read was left");

    // The next login.
    desktop.signal("-9");
    desktop.daemon.take().unwrap().wait().unwrap();
    desktop.log_in();
    assert_eq!(desktop.ask("read"), "read");
    assert_eq!(desktop.ask("forget"), "0 keys left");
    assert!(sealed(&desktop).is_empty());
}

#[test]
fn gnome_keyring_locked_before_there_was_an_account() {
    let mut desktop = Desktop::new(EMPTY);
    desktop.log_in();
    assert_eq!(desktop.ask("lock"), "locked");
    assert_eq!(desktop.ask("keep"), "keychain_locked");
    assert!(sealed(&desktop).is_empty());
}

#[test]
fn a_desktop_without_a_keychain_and_one_without_a_bus() {
    let mut desktop = Desktop::new(EMPTY);
    assert_eq!(desktop.ask("keep"), "keychain_absent");
    desktop.log_in();
    assert_eq!(desktop.ask("keep"), "kept");
    let before = sealed(&desktop);
    desktop.address = "unix:path=/nowhere".to_owned();
    assert_eq!(desktop.ask("read"), "keychain_absent");
    assert_eq!(desktop.ask("keep"), "keychain_absent");
    assert_eq!(sealed(&desktop), before);
}

#[test]
fn a_bus_that_denies_the_keychain() {
    let mut desktop = Desktop::new(DENYING);
    desktop.start_daemon();
    // Until it is there, nobody is.
    desktop.until("keep", "keychain_denied");
    assert!(sealed(&desktop).is_empty());
}

#[test]
fn a_keychain_that_does_not_answer() {
    let mut desktop = Desktop::new(EMPTY);
    desktop.log_in();
    assert_eq!(desktop.ask("keep"), "kept");
    desktop.signal("-STOP");
    let begun = std::time::Instant::now();
    assert_eq!(desktop.ask("read"), "keychain_slow");
    assert_eq!(desktop.ask("read headless"), "keychain_slow");
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
    desktop.signal("-CONT");
    assert_eq!(desktop.ask("read"), "read");
}
