//! The desktop program as a person has it: the real one, on a session bus and an X display, its
//! tray read as a panel reads it and its window driven as a person drives it.
#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what went wrong by panicking, and so do its parts"
)]

mod application;
mod bus;
mod hotkeys;
mod idle;
mod notifications;
mod panel;
mod screen;
mod start;
mod tray;
#[cfg(feature = "updater")]
mod update_server;
#[cfg(feature = "updater")]
mod updates;
mod webdriver;
mod window;

use std::thread;
use std::time::{Duration, Instant};

/// Enough for a first start on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// Looks until there is something, and fails when it does not come.
fn until<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    within(PATIENCE, what, look)
}

fn within<T>(time: Duration, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < time, "waited {time:?} in vain until {what}");
        // Between two looks, not in place of one.
        thread::sleep(Duration::from_millis(20));
    }
}
