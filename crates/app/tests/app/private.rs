//! What is in the data folder is for its owner alone, whatever the system gives to new files.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::{World, privmsg};

/// The same, where new files are for everybody.
fn generous(command: &Command) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", "umask 000; exec \"$0\" \"$@\""]);
    shell.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("it is there").permissions().mode() & 0o777
}

/// What others may do with what is in this folder, and in those in it.
fn open_to_others(folder: &Path) -> Vec<String> {
    let mut open = Vec::new();
    for entry in fs::read_dir(folder).expect("it can be read") {
        let path = entry.expect("it can be read").path();
        // What is written under another name first goes away with that.
        let Ok(data) = fs::metadata(&path) else { continue };
        let mode = data.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            open.push(format!("{} {mode:o}", path.display()));
        }
        if path.is_dir() {
            open.extend(open_to_others(&path));
        }
    }
    open
}

async fn run(world: &World) {
    let app = world.started(generous(&world.command(&["--port", "0"]))).await;
    let mut page = app.overlay().await;
    app.add_live("twitch", "ada").await;
    world.twitch.send_lines(&[privmsg("ada", "ann", "1", "for the streamer")]).await;
    page.message("for the streamer").await;
    assert_eq!(app.history().await[0]["text"], "for the streamer");
    app.post("/api/diagnostics", Value::Null).await.is(200);
    assert_eq!(open_to_others(&world.data_dir()), Vec::<String>::new(), "while it runs");
    app.stop().await;
    assert_eq!(open_to_others(&world.data_dir()), Vec::<String>::new(), "and afterwards");
}

#[tokio::test]
async fn files_are_for_their_owner_alone_and_a_folder_that_a_person_has_chosen_stays_as_it_is() {
    let world = World::new().await;
    let folder = world.data_dir();
    fs::create_dir(&folder).expect("it can be made");
    fs::set_permissions(&folder, Permissions::from_mode(0o755)).expect("it is ours");
    run(&world).await;
    assert_eq!(mode(&folder), 0o755, "it is the person's");
    for name in ["multichat.db", "diagnostics.json", "logs"] {
        let path = folder.join(name);
        let wide = if path.is_dir() { 0o755 } else { 0o644 };
        fs::set_permissions(path, Permissions::from_mode(wide)).expect("it is ours");
    }
    let other = folder.join("notes.txt");
    fs::write(&other, "not ours").expect("it can be written");
    fs::set_permissions(&other, Permissions::from_mode(0o644)).expect("it is ours");
    let app = world.start().await;
    assert_eq!(mode(&folder.join("multichat.db")), 0o600, "what an earlier version left is closed");
    assert_eq!(mode(&folder.join("diagnostics.json")), 0o600);
    assert_eq!(mode(&folder.join("logs")), 0o700);
    assert_eq!(mode(&other), 0o644, "what is not ours stays as it is");
    app.stop().await;
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn the_systems_folder_for_it_is_closed_where_it_was_there_before() {
    let world = World::new().await;
    let folder = world.beside("share/multichat-overlay");
    fs::create_dir_all(&folder).expect("it can be made");
    fs::set_permissions(&folder, Permissions::from_mode(0o755)).expect("it is ours");
    let mut command = crate::support::program();
    command.args(["--port", "0"]).env("XDG_DATA_HOME", world.beside("share"));
    let (mut child, line) = world.said(generous(&command)).await;
    assert!(line.starts_with("listening on "), "{line}");
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(open_to_others(&folder), Vec::<String>::new());
    child.kill().expect("it runs");
    child.wait().expect("it has ended");
}
