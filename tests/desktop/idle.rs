//! What the application costs in the tray when nothing happens, beside a Tauri program that has a tray
//! and an empty window and nothing else. A measurement, not a test: it takes twenty minutes of a quiet machine.
//!
//! ```sh
//! xvfb-run -a dbus-run-session -- \
//!   cargo test --release --features bare --test desktop -- --ignored --nocapture idle
//! ```
//!
//! `IDLE_SECONDS` is how long processor time is counted, 300 unless told.

#![expect(clippy::print_stdout, reason = "what is measured is printed")]

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::application::{Desk, web_views};
use crate::panel::Panel;
use crate::screen::Screen;
use crate::until;

const BARE: Option<&str> = option_env!("CARGO_BIN_EXE_bare-tray");
/// Until what a start or a window has set going is done.
const REST: Duration = Duration::from_secs(10);
/// Linux counts processor time so often a second.
const TICKS: f64 = 100.0;

#[test]
#[ignore = "a measurement: twenty minutes of a quiet machine"]
fn idle() {
    let seconds = std::env::var("IDLE_SECONDS").ok().and_then(|text| text.parse().ok());
    let time = Duration::from_secs(seconds.unwrap_or(300));
    let desk = Desk::new();
    let panel = Panel::open(&desk.bus);
    println!("{:40} {:>13} {:>14} {:>13}", "", "private, MiB", "written, MiB", "of a core, %");

    let bare = BARE.expect("build with --features bare");
    let started = Instant::now();
    let mut command = desk.command(bare);
    let mut bare = Running(command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap());
    let mut said = String::new();
    BufReader::new(bare.0.stdout.take().unwrap()).read_line(&mut said).unwrap();
    assert_eq!(said, "ready\n");
    let ready = started.elapsed();
    let _bare_icon = panel.icon();
    thread::sleep(REST);
    let screen = Screen::open();
    let pid = bare.0.id();
    measure("a bare Tauri program with a tray", pid, time);
    bare.0.stdin.take().unwrap().write_all(b"window\n").unwrap();
    open_and_close(&screen, pid);
    measure("the same, after its window was open", pid, time);
    drop(bare);

    let started = Instant::now();
    let app = desk.start(&["--minimized"]);
    let ours = started.elapsed();
    let _icon = panel.icon();
    for (platform, channel) in [("twitch", "ada"), ("youtube", "@ada")] {
        app.runtime.post("/api/sources", &json!({"platform": platform, "channel": channel}));
    }
    until("Twitch is read", || (app.runtime.state_of("ada")? == "live").then_some(()));
    let pid = app.runtime.pid();
    thread::sleep(REST);
    measure("ours, two sources", pid, time);

    app.runtime.post("/api/window/show", &json!({}));
    open_and_close(&screen, pid);
    measure("ours, after the window was open", pid, time);
    println!("until ready: the bare program {ready:.1?}, ours {ours:.1?}");
}

/// Waits for the window that this process opens, and closes it as a person does.
fn open_and_close(screen: &Screen, pid: u32) {
    let window = until("the window is seen", || screen.window_of(pid));
    thread::sleep(REST);
    screen.close(window);
    until("the web view is gone", || web_views(pid).is_empty().then_some(()));
    thread::sleep(REST);
}

/// Ended with the measurement, whatever becomes of it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

fn measure(name: &str, pid: u32, time: Duration) {
    let before = used(pid);
    thread::sleep(time);
    let share = 100.0 * (used(pid) - before) / time.as_secs_f64();
    let (private, written) = (own(pid, "Private_"), own(pid, "Private_Dirty"));
    println!("{name:40} {private:13.1} {written:14.1} {share:13.3}");
}

/// MiB of this kind that a process and its children have for themselves. What of it was not written is of
/// files, a program's own above all: the system takes it back whenever it is short of memory.
fn own(pid: u32, kind: &str) -> f64 {
    let of = |pid: u32| {
        let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
        let lines = text.lines().filter(|line| line.starts_with(kind));
        let sizes = lines.filter_map(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
        sizes.sum::<f64>() / 1024.0
    };
    family(pid).into_iter().map(of).sum()
}

/// Seconds of the processor that a process and its children have used.
fn used(pid: u32) -> f64 {
    let of = |pid: u32| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        let rest = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let ticks = |at: usize| fields.get(at).and_then(|text| text.parse::<f64>().ok());
        (ticks(11).unwrap_or_default() + ticks(12).unwrap_or_default()) / TICKS
    };
    family(pid).into_iter().map(of).sum()
}

/// The process, and all that it has started.
fn family(pid: u32) -> Vec<u32> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else { continue };
        let parent = stat.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(1));
        let child = entry.file_name().to_str().and_then(|name| name.parse().ok());
        if let (Some(parent), Some(child)) = (parent.and_then(|text| text.parse().ok()), child) {
            children.entry(parent).or_default().push(child);
        }
    }
    let mut all = vec![pid];
    let mut at = 0;
    while let Some(next) = all.get(at) {
        all.extend(children.remove(next).unwrap_or_default());
        at += 1;
    }
    all
}
