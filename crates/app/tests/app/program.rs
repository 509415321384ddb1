//! The program's face: how it starts, says that it is ready, and ends.

use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::support::{View, World, ended, privmsg, program};

#[tokio::test]
async fn when_it_says_that_it_is_ready_it_is() {
    let world = World::new().await;
    let app = world.start().await;
    let base = format!("http://127.0.0.1:{}", app.port());
    assert_eq!(app.runtime["pid"], app.pid());
    assert_eq!(app.text("base_url"), base);
    for (field, page) in [("overlay_url", "overlay"), ("dashboard_url", "dashboard")] {
        let key = app.text(field).strip_prefix(&format!("{base}/{page}/"));
        let key = key.expect("it is on this server");
        assert!(key.len() >= 22, "128 random bits are at least 22 letters: {field}");
    }
    assert!(app.text("api_token").len() >= 22, "128 random bits");
    app.get("/api/health").await.is(200);
    let page = app.http.get(app.text("overlay_url")).send().await;
    assert_eq!(page.expect("it answers").status(), 200, "the overlay's page");
}

#[cfg(unix)]
#[tokio::test]
async fn what_holds_keys_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new().await;
    let _app = world.start().await;
    let mode = |name: &str| {
        let data = std::fs::metadata(world.data_dir().join(name)).expect("it is there");
        data.permissions().mode() & 0o777
    };
    assert_eq!(mode("runtime.json"), 0o600);
    assert_eq!(mode(""), 0o700, "the folder itself");
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_crash_writes_no_memory_down_unless_that_is_wanted() {
    let world = World::new().await;
    let limit = |pid: u32| {
        let limits = std::fs::read_to_string(format!("/proc/{pid}/limits")).expect("it runs");
        let line = limits.lines().find(|line| line.starts_with("Max core file size"));
        let mut words = line.expect("it is there").split_whitespace().skip(4).map(str::to_owned);
        (words.next().expect("a soft one"), words.next().expect("a hard one"))
    };
    let app = world.start().await;
    let (soft, hard) = limit(app.pid());
    assert_eq!(soft, if hard == "0" { "0" } else { "1" }, "of {hard}");
    app.stop().await;
    let mut command = world.command(&["--port", "0"]);
    command.env("MULTICHAT_CORE_DUMPS", "1");
    let app = world.started(command).await;
    assert_eq!(limit(app.pid()), limit(std::process::id()), "it is as the system has it");
    app.stop().await;
}

#[tokio::test]
async fn the_token_is_new_at_every_start_and_the_overlays_address_is_not() {
    let world = World::new().await;
    let first = world.start().await;
    let port = first.runtime["port"].to_string();
    let (token, overlay) =
        (first.runtime["api_token"].clone(), first.runtime["overlay_url"].clone());
    first.stop().await;
    let second = world.start_with(&["--port", &port]).await;
    assert_ne!(second.runtime["api_token"], token);
    assert_eq!(second.runtime["overlay_url"], overlay, "OBS has it in a scene");
}

#[tokio::test]
async fn it_says_its_version_and_its_flags() {
    let mut command = program();
    command.arg("--version");
    let version = ended(command).await;
    assert_eq!(version.status.code(), Some(0));
    let said = String::from_utf8_lossy(&version.stdout);
    assert_eq!(said.trim(), concat!("multichat-overlay ", env!("CARGO_PKG_VERSION")));

    let mut command = program();
    command.arg("--help");
    let help = ended(command).await;
    assert_eq!(help.status.code(), Some(0));
    let said = String::from_utf8_lossy(&help.stdout);
    for flag in ["--headless", "--data-dir", "--port", "--demo", "--version", "--help"] {
        assert!(said.contains(flag), "{flag} is missing: {said}");
    }
}

#[tokio::test]
async fn bad_arguments_end_with_status_2() {
    for args in
        [&["--bogus"][..], &["--port", "70000"], &["--port", "x"], &["word"], &["--data-dir"]]
    {
        let mut command = program();
        command.args(args);
        let output = ended(command).await;
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(!output.stderr.is_empty(), "{args:?} are refused with words");
    }
}

#[tokio::test]
async fn a_folder_that_can_not_be_made_is_named_with_the_flag() {
    let mut command = program();
    command.args(["--headless", "--port", "0", "--data-dir", "/proc/multichat"]);
    let output = ended(command).await;
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("/proc/multichat") && said.contains("--data-dir"), "{said}");
}

#[tokio::test]
async fn a_taken_port_is_named_with_the_flag() {
    let world = World::new().await;
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let output = ended(world.command(&["--port", &port])).await;
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(&port) && said.contains("--port"), "{said}");
    assert_eq!(said.trim().lines().count(), 1, "one sentence: {said}");
    assert!(!world.data_dir().join("runtime.json").exists(), "nothing runs");
}

#[tokio::test]
async fn an_unsafe_address_of_a_platform_is_refused_at_the_start() {
    let world = World::new().await;
    for (name, value) in [
        ("MULTICHAT_TWITCH_IRC_URL", "ws://evil.test"),
        ("MULTICHAT_TWITCH_IRC_URL", "https://127.0.0.1"),
        ("MULTICHAT_YOUTUBE_URL", "http://192.168.0.1"),
        ("MULTICHAT_YOUTUBE_URL", "http://localhost.evil.test"),
        ("MULTICHAT_YOUTUBE_URL", "not an address"),
    ] {
        let mut command = world.command(&["--port", "0"]);
        let output = ended({
            command.env(name, value);
            command
        })
        .await;
        assert_eq!(output.status.code(), Some(1), "{name}={value}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(name), "it names the variable: {said}");
        assert!(output.stdout.is_empty(), "it was never ready");
    }
}

#[tokio::test]
async fn a_second_start_says_that_the_first_runs_and_leaves_it_alone() {
    let world = World::new().await;
    let first = world.start().await;
    let second = ended(world.command(&["--headless", "--port", "0"])).await;
    assert_eq!(second.status.code(), Some(0));
    let said = String::from_utf8_lossy(&second.stdout);
    assert!(said.contains("running already") && said.contains(first.text("base_url")), "{said}");
    assert!(!said.contains(first.text("api_token")), "no key is printed");
    first.get("/api/health").await.is(200);
    let file = std::fs::read_to_string(world.data_dir().join("runtime.json"));
    assert!(
        file.expect("it is there").contains(first.text("api_token")),
        "the file is the first one's"
    );
}

#[tokio::test]
async fn after_a_crash_nothing_stale_is_in_the_way() {
    let world = World::new().await;
    world.start().await.kill();
    assert!(world.data_dir().join("runtime.json").exists(), "a crash cleans nothing up");
    let app = world.start().await;
    app.get("/api/health").await.is(200);
}

#[cfg(unix)]
#[tokio::test]
async fn it_ends_in_time_and_well_with_pages_open_and_sources_connected() {
    let world = World::new().await;
    world.live_on_youtube();
    for signal in ["TERM", "INT"] {
        let app = world.start().await;
        if signal == "TERM" {
            app.add("twitch", "ada").await;
            app.add("youtube", "@grace").await;
        }
        for source in app.get("/api/sources").await.is(200).as_array().expect("a list") {
            app.in_state(source["id"].as_str().expect("an id"), "live").await;
        }
        let mut overlay = app.overlay().await;
        let mut owner = View::open(&app.ws(app.text("api_token"))).await;
        world.twitch.say("#ada", "Ann", &format!("last words before {signal}")).await;
        overlay.message(&format!("last words before {signal}")).await;

        let (status, took) = app.stop_by(signal).await;
        assert_eq!(status.code(), Some(0), "{signal}");
        assert!(took < Duration::from_secs(3), "{signal} took {took:?}");
        assert_eq!(overlay.closed().await, 1001, "pages are told that it goes away");
        assert_eq!(owner.closed().await, 1001, "the dashboard too");
        assert!(!world.data_dir().join("runtime.json").exists());
    }
    let app = world.start().await;
    let kept = app.history().await;
    for signal in ["TERM", "INT"] {
        let last = format!("last words before {signal}");
        assert!(kept.iter().any(|m| m["text"] == last.as_str()), "nothing is lost by {signal}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn no_client_can_hold_up_its_end_or_cost_a_message() {
    let world = World::new().await;
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    let mut reading = app.overlay().await;
    let _stalled = (app.overlay().await, app.overlay().await);
    let mut half_asked = TcpStream::connect(("127.0.0.1", app.port())).await.expect("it is open");
    half_asked.write_all(b"GET /api/health HTTP/1.1\r\nHost:").await.expect("it is taken");
    let _silent = TcpStream::connect(("127.0.0.1", app.port())).await.expect("it is open");
    let long = "x".repeat(480);
    for round in 0..50 {
        let line =
            |n: usize| privmsg("ada", "ann", &format!("{round}-{n}"), &format!("{long} {n}"));
        let lines: Vec<String> = (0..200).map(line).collect();
        world.twitch.send_lines(&lines).await;
        let end = reading.seq + 200;
        reading.until("this round", |view| view.seq >= end).await;
        reading.messages.clear();
    }
    world.twitch.say("#ada", "Ann", "the last words").await;
    reading.message("the last words").await;
    let (status, took) = app.stop_by("TERM").await;
    assert_eq!(status.code(), Some(0));
    assert!(took < Duration::from_secs(3), "it took {took:?}");
    drop(half_asked);

    let app = world.start().await;
    let kept = app.history().await;
    assert_eq!(kept[0]["text"], "the last words", "nothing is lost");
}
