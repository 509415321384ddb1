//! A data folder that can't be written. Linux alone: it is mounted so.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::support::{View, World, http, privmsg, sent, until};

/// The code of the warning.
const NOTHING_KEPT: &str = "nothing_kept";

/// A folder that is mounted on itself, so that it can be read only; nothing more, when this is gone.
struct Mount(PathBuf);

impl Mount {
    /// `None` where nobody lets us.
    #[expect(clippy::print_stderr, reason = "who runs the tests is told that one was skipped")]
    fn read_only(folder: PathBuf) -> Option<Self> {
        let mount = |arguments: &[&str], folders: &[&Path]| {
            let done = Command::new("mount").args(arguments).args(folders).output();
            done.is_ok_and(|done| done.status.success())
        };
        if mount(&["--bind"], &[&folder, &folder]) {
            let mounted = Self(folder);
            if mount(&["-o", "remount,bind,ro"], &[&mounted.0]) {
                return Some(mounted);
            }
        }
        eprintln!("skipped: a folder can be mounted by root alone");
        None
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        // A folder that stays mounted is the system's to tell of.
        drop(Command::new("umount").arg("-l").arg(&self.0).status());
    }
}

/// A run that wrote nothing down: the keys are those of an earlier one.
struct Run {
    child: std::process::Child,
    base: String,
    overlay: String,
    dock: String,
}

impl Run {
    async fn start(world: &World, overlay: &str, dock: &str) -> Self {
        let (child, line) = world.said(world.command(&["--port", "0"])).await;
        let base = line.strip_prefix("listening on ").expect("it is ready").to_owned();
        Self { child, base, overlay: overlay.to_owned(), dock: dock.to_owned() }
    }

    async fn feed(&self) -> View {
        View::open(&format!("{}/ws/{}", self.base.replacen("http", "ws", 1), self.overlay)).await
    }

    async fn get(&self, path: &str) -> Value {
        let request = http::client().get(format!("{}{path}", self.base)).bearer_auth(&self.dock);
        sent(request).await.is(200)
    }

    /// Asks it to end, and waits until it has.
    async fn end(mut self) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").arg(&pid).status().expect("kill runs").success());
        let ended = async || self.child.try_wait().expect("it can be asked");
        let status = until("it has ended", ended).await;
        assert!(status.success(), "it ended with {status}");
    }
}

#[tokio::test]
async fn in_a_folder_that_cant_be_written_chat_goes_on_as_it_was_set_with_one_warning() {
    let world = World::new().await;
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    app.patch("/api/settings", json!({"chat_speed": 31})).await.is(200);
    let overlay = app.overlay_key().to_owned();
    let dock = app.get("/api/dock").await.is(200)["url"].as_str().expect("it has one").to_owned();
    let dock = dock.rsplit('/').next().expect("it ends with the key").to_owned();
    // Whatever it leaves of itself is there, too.
    app.kill();
    let Some(mount) = Mount::read_only(world.data_dir()) else { return };

    let run = Run::start(&world, &overlay, &dock).await;
    let mut page = run.feed().await;
    until("the channel is read", async || {
        (run.get("/api/sources").await[0]["state"] == "live").then_some(())
    })
    .await;
    world.twitch.send_lines(&[privmsg("ada", "ann", "1", "from memory")]).await;
    page.until("the message", |page| page.ever.iter().any(|text| text == "from memory")).await;
    let found = run.get("/api/messages?q=memory").await;
    assert_eq!(found[0]["text"], "from memory", "what came can be looked for");
    let warnings = run.get("/api/health").await["warnings"].clone();
    let codes: Vec<_> = warnings.as_array().expect("a list").iter().map(|w| &w["code"]).collect();
    assert_eq!(codes, [NOTHING_KEPT], "{warnings}");
    run.end().await;

    drop(mount);
    let app = world.start().await;
    assert_eq!(app.overlay_key(), overlay);
    assert_eq!(app.get("/api/settings").await.is(200)["chat_speed"], 31);
    let kept = app.history().await;
    assert!(kept.iter().all(|found| found["text"] != "from memory"), "nothing of it was kept");
    let warnings = app.get("/api/health").await.is(200)["warnings"].clone();
    assert!(!warnings.to_string().contains(NOTHING_KEPT), "{warnings}");
    app.stop().await;
}

#[tokio::test]
async fn where_the_folder_can_not_even_be_made_the_application_starts() {
    let world = World::new().await;
    let folder = world.data_dir();
    let around = folder.parent().expect("it is in a folder").to_owned();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let Some(_mount) = Mount::read_only(around) else { return };
    let (mut command, said) = (world.command(&["--port", "0"]), elsewhere.path().join("said"));
    command.stderr(std::fs::File::create(&said).expect("a file"));
    let (mut child, line) = world.said(command).await;
    assert!(line.starts_with("listening on "), "{line}");
    until("it says why nothing is kept", async || {
        let said = std::fs::read_to_string(&said).expect("it is text");
        said.contains("can't be written").then_some(())
    })
    .await;
    assert!(!folder.exists());
    child.kill().expect("it runs");
    child.wait().expect("it has ended");
}
