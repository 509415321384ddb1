//! A disk that is full, before a start and while the application runs. Linux alone: the disk is a small
//! one in memory.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::support::{App, World, until};

/// A small disk in the place of a folder; gone with this.
struct Disk(PathBuf);

impl Disk {
    /// `None` where nobody lets us.
    #[expect(clippy::print_stderr, reason = "who runs the tests is told that one was skipped")]
    fn on(folder: PathBuf) -> Option<Self> {
        std::fs::create_dir_all(&folder).expect("a folder");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=24m", "tmpfs"]).arg(&folder);
        if mount.output().is_ok_and(|done| done.status.success()) {
            return Some(Self(folder));
        }
        eprintln!("skipped: a disk of its own can be made by root alone");
        None
    }

    fn fill(&self) {
        let mut file = File::create(self.filling()).expect("a file has room for its name");
        // Down to the last byte.
        for size in [65_536, 1_024, 1] {
            while file.write(&vec![b'x'; size]).is_ok_and(|written| written > 0) {}
        }
    }

    fn free(&self) {
        std::fs::remove_file(self.filling()).expect("it is there");
    }

    fn filling(&self) -> PathBuf {
        self.0.join("filling")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // A folder that stays mounted is the system's to tell of.
        drop(Command::new("umount").arg("-l").arg(&self.0).status());
    }
}

/// What health warns of, once that is so.
async fn warned(app: &App, code: &str, stands: bool) {
    until(&format!("{code}: {stands}"), async || {
        let health = app.get("/api/health").await.is(200);
        let said = health["warnings"].as_array().expect("a list");
        (said.iter().any(|said| said["code"] == code) == stands).then_some(())
    })
    .await;
}

async fn say(app: &App) -> String {
    let test = json!({"kind": "chat", "platform": "twitch"});
    app.post("/api/test-message", test).await.is(200)["id"].as_str().expect("an id").to_owned()
}

/// Waits until all of these are in the history.
async fn kept(app: &App, said: &[String]) {
    until("nothing is lost", async || {
        let kept: Vec<_> = app.history().await.iter().map(|found| found["id"].clone()).collect();
        said.iter().all(|id| kept.contains(&json!(id))).then_some(())
    })
    .await;
}

fn is_written(folder: &Path) -> bool {
    folder.join("runtime.json").exists()
}

#[tokio::test]
async fn while_the_disk_is_full_chat_goes_on_and_what_came_is_written_when_it_has_room() {
    let world = World::new().await;
    let Some(disk) = Disk::on(world.data_dir()) else { return };
    let app = world.start().await;
    disk.fill();
    let mut said = Vec::new();
    // Some of them find room in what the database has set aside.
    while app.get("/api/health").await.is(200)["warnings"] == json!([]) {
        said.push(say(&app).await);
    }
    warned(&app, "history_not_written", true).await;
    said.push(say(&app).await);
    assert!(app.shown().await.len() >= said.len().min(50), "overlays show it");
    disk.free();
    warned(&app, "history_not_written", false).await;
    kept(&app, &said).await;
    app.patch("/api/settings", json!({"chat_speed": 31})).await.is(200);
    app.stop().await;
}

#[tokio::test]
async fn on_a_full_disk_the_application_starts_with_all_that_is_set() {
    let world = World::new().await;
    let Some(disk) = Disk::on(world.data_dir()) else { return };
    let app = world.start().await;
    let key = app.overlay_key().to_owned();
    app.patch("/api/settings", json!({"chat_speed": 31})).await.is(200);
    app.stop().await;
    disk.fill();
    let (child, line) = world.said(world.command(&["--port", "0"])).await;
    let base = line.strip_prefix("listening on ").expect("it is ready");
    let page = crate::support::http::client().get(format!("{base}/overlay/{key}")).send().await;
    assert_eq!(page.expect("it answers").status(), 200, "the overlay that OBS knows");
    assert!(!is_written(&world.data_dir()), "there is no room for it");
    disk.free();
    until("there is room", async || is_written(&world.data_dir()).then_some(())).await;
    let app = App::of(child, &world.data_dir());
    assert_eq!(app.get("/api/settings").await.is(200)["chat_speed"], 31);
    warned(&app, "files_not_written", false).await;
    kept(&app, &[say(&app).await]).await;
    app.stop().await;
}
