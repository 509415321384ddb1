//! Started again and again, and ended badly.

use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::support::{App, World, ended, until};

const AT_ONCE: usize = 50;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_fifty_starts_at_once_one_runs_and_all_others_say_so() {
    let world = World::new().await;
    let started = Instant::now();
    let mut all: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let mut command = world.command(&["--port", "0"]);
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the binary runs")
        })
        .collect();
    let ended = until("all but one have ended", async || {
        let ends = all.iter_mut().map(|child| child.try_wait().expect("it can be asked"));
        let ends: Vec<_> = ends.flatten().collect();
        (ends.len() == AT_ONCE - 1).then_some(ends)
    })
    .await;
    println!("{AT_ONCE} starts at once: one runs after {:?}", started.elapsed());
    let bad: Vec<_> = ended.iter().filter(|status| !status.success()).collect();
    let file = std::fs::read(world.data_dir().join("runtime.json")).expect("one runs");
    let runtime: Value = serde_json::from_slice(&file).expect("it is whole");
    let runs = |child: &mut Child| child.try_wait().is_ok_and(|ended| ended.is_none());
    let alive = all.iter_mut().find_map(|child| runs(child).then_some(child));
    let alive = alive.expect("one runs");
    let is_the_one = runtime["pid"] == alive.id();
    alive.kill().expect("it runs");
    alive.wait().expect("it has ended");
    assert!(is_the_one, "the file is of the one that runs");
    assert!(bad.is_empty(), "{bad:?}");
}

/// Says yes to whatever it is asked, as a program that is not ours; counts how often.
async fn stranger() -> (std::net::SocketAddr, Arc<AtomicUsize>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let read = socket.read(&mut request).await;
            count.fetch_add(read.is_ok().into(), Ordering::Relaxed);
            let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
            // One that has gone needs no answer.
            socket.write_all(answer.as_bytes()).await.unwrap_or_default();
        }
    });
    (address, asked)
}

#[tokio::test]
async fn who_has_the_port_of_a_run_that_was_killed_is_not_taken_for_ours() {
    let world = World::new().await;
    let (address, asked) = stranger().await;
    let app = world.start().await;
    // As the file is while a start is under way after a kill.
    let file = world.data_dir().join("runtime.json");
    let ours = std::fs::read(&file).expect("it runs");
    let mut left = app.runtime.clone();
    left["base_url"] = json!(format!("http://{address}"));
    std::fs::write(&file, left.to_string()).expect("it is ours");
    let (mut command, said) = (world.command(&["--port", "0"]), world.beside("said"));
    command.stdout(std::fs::File::create(&said).expect("a file"));
    let mut second = command.spawn().expect("the binary runs");
    until("it asks there, and again", async || (asked.load(Ordering::Relaxed) > 2).then_some(()))
        .await;
    assert_eq!(std::fs::read_to_string(&said).expect("text"), "", "nobody of ours has answered");
    std::fs::write(&file, ours).expect("it is ours");
    let ended = until("it ends", async || second.try_wait().expect("it can be asked")).await;
    assert!(ended.success());
    let said = std::fs::read_to_string(&said).expect("text");
    assert!(said.contains(app.text("base_url")), "{said}");
    app.stop().await;
}

#[tokio::test]
async fn a_port_whose_program_says_yes_to_everything_is_taken_all_the_same() {
    let world = World::new().await;
    let (address, asked) = stranger().await;
    let output = ended(world.command(&["--port", &address.port().to_string()])).await;
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("used by another program"), "{said}");
    assert_eq!(asked.load(Ordering::Relaxed), 0, "it is not even asked");
}

fn warned(app: &Value, code: &str) -> bool {
    let warnings = app["warnings"].as_array().expect("a list");
    warnings.iter().any(|warning| warning["code"] == code)
}

async fn health(app: &App) -> Value {
    app.get("/api/health").await.is(200)
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_run_that_was_killed_is_told_of_once_and_its_log_is_shown() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new().await;
    let app = world.start().await;
    assert!(!warned(&health(&app).await, "ended_badly"), "there was no run before");
    app.kill();

    // What shows a folder here writes down which.
    let (shown, opener) = (world.beside("shown"), world.beside("open"));
    std::fs::write(&opener, format!("#!/bin/sh\necho \"$1\" > '{}'\n", shown.display()))
        .expect("it is written");
    std::fs::set_permissions(&opener, std::fs::Permissions::from_mode(0o755)).expect("it is ours");
    let mut command = world.command(&["--port", "0"]);
    command.env("MULTICHAT_BROWSER", &opener);
    let app = world.started(command).await;
    assert!(warned(&health(&app).await, "ended_badly"));
    app.post("/api/logs/open", Value::Null).await.is(204);
    let logs = world.data_dir().join("logs");
    until("the folder is shown", async || {
        let seen = std::fs::read_to_string(&shown).ok()?;
        (seen.trim() == logs.display().to_string()).then_some(())
    })
    .await;
    app.delete("/api/warnings/ended_badly").await.is(204);
    assert!(!warned(&health(&app).await, "ended_badly"), "the person has taken note");
    app.delete("/api/warnings/ended_badly").await.refused(404);
    app.stop().await;

    let app = world.start().await;
    assert!(!warned(&health(&app).await, "ended_badly"), "the last run ended well");
    app.post("/api/logs/open", Value::Null).await.refused(409);
}

#[tokio::test]
async fn a_start_that_failed_is_no_crash() {
    let world = World::new().await;
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let output = ended(world.command(&["--port", &port])).await;
    assert_eq!(output.status.code(), Some(1));
    let app = world.start().await;
    assert!(!warned(&health(&app).await, "ended_badly"));
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn it_starts_with_the_computer_when_that_is_set() {
    let world = World::new().await;
    let config = world.beside("config with a space");
    let entry = config.join("autostart/multichat-overlay.desktop");
    let start = async || {
        let mut command = world.command(&["--port", "0"]);
        command.env("XDG_CONFIG_HOME", &config);
        world.started(command).await
    };
    let app = start().await;
    assert!(!entry.exists(), "nobody asked for it");
    app.patch("/api/settings", json!({"autostart": true})).await.is(200);
    let text = until("the entry is there", async || std::fs::read_to_string(&entry).ok()).await;
    let exec = text.lines().find_map(|line| line.strip_prefix("Exec=")).expect("a command");
    let data = world.data_dir().display().to_string();
    let program = env!("CARGO_BIN_EXE_multichat-headless");
    assert_eq!(exec, format!("{program} --headless --data-dir {data} --port 0"));
    app.stop().await;

    std::fs::write(&entry, text.replace(program, "/where/it/was/before")).expect("it is ours");
    let app = start().await;
    until("it names where the program is now", async || {
        let text = std::fs::read_to_string(&entry).ok()?;
        text.contains(program).then_some(())
    })
    .await;
    app.patch("/api/settings", json!({"autostart": false})).await.is(200);
    until("it is gone", async || (!entry.exists()).then_some(())).await;

    std::fs::remove_dir_all(&config).expect("it is there");
    std::fs::write(&config, "no folder").expect("it is ours");
    app.patch("/api/settings", json!({"autostart": true})).await.is(200);
    until("what can't be done is said", async || {
        warned(&health(&app).await, "autostart_failed").then_some(())
    })
    .await;
}
