//! Where the window was when it was closed: its place on the screens is the person's to choose.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager as _, PhysicalPosition, PhysicalSize, WebviewWindow};

/// As much of the window as must be on a screen for a person to take hold of it, in pixels.
const GRIP: (i64, i64) = (120, 40);

/// The file that keeps it.
pub(crate) struct Places {
    file: PathBuf,
}

/// A place, in pixels of the screens. Missing fields make it no place at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
    maximised: bool,
}

/// A screen, or the part of it that windows may cover.
#[derive(Debug, Clone, Copy)]
struct Screen {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
}

impl Places {
    pub(crate) fn new(data: &Path) -> Self {
        Self { file: data.join("window.json") }
    }

    /// Keeps the place of every window that is open, of which there is one at most. That it can't be
    /// kept is for the log: nobody is to be stopped from closing a window.
    pub(crate) fn remember(&self, tauri: &AppHandle) {
        for window in tauri.webview_windows().values() {
            let kept = self.of(window).and_then(|place| self.write(place));
            if let Err(error) = kept {
                tracing::warn!(%error, "the window's place could not be kept");
            }
        }
    }

    /// Puts a new window, not yet visible, where the last one was. It stays where the desktop puts it
    /// when there was none or when its screen is gone.
    pub(crate) fn restore(&self, window: &WebviewWindow) -> tauri::Result<()> {
        let Some(place) = self.read() else {
            return Ok(());
        };
        let screens: Vec<_> = window.available_monitors()?.iter().map(Screen::of).collect();
        if let Some(place) = place.on(&screens) {
            window.set_size(PhysicalSize::new(place.width, place.height))?;
            window.set_position(PhysicalPosition::new(place.x, place.y))?;
        }
        if place.maximised { window.maximize() } else { Ok(()) }
    }

    /// A maximised window says nothing of the place that it comes back to: that is the last known.
    fn of(&self, window: &WebviewWindow) -> io::Result<Place> {
        let look = || -> tauri::Result<Place> {
            let (at, size) = (window.outer_position()?, window.inner_size()?);
            let maximised = window.is_maximized()?;
            Ok(Place { x: at.x, y: at.y, width: size.width, height: size.height, maximised })
        };
        let now = look().map_err(io::Error::other)?;
        let before = if now.maximised { self.read() } else { None };
        Ok(before.map_or(now, |before| Place { maximised: true, ..before }))
    }

    fn read(&self) -> Option<Place> {
        serde_json::from_slice(&fs::read(&self.file).ok()?).ok()
    }

    fn write(&self, place: Place) -> io::Result<()> {
        files::write(&self.file, &serde_json::to_vec(&place)?)
    }
}

impl Place {
    /// This, no larger than the screen that its upper edge is on. `None` if too little of that edge,
    /// by which a window is moved, is on any of them.
    fn on(self, screens: &[Screen]) -> Option<Self> {
        let screen = screens.iter().find(|screen| screen.shows_edge_of(self))?;
        let (width, height) = (self.width.min(screen.width), self.height.min(screen.height));
        (width > 0 && height > 0).then_some(Self { width, height, ..self })
    }
}

impl Screen {
    fn of(monitor: &tauri::Monitor) -> Self {
        let area = monitor.work_area();
        let (at, size) = (area.position, area.size);
        Self { x: at.x, y: at.y, width: size.width, height: size.height }
    }

    fn shows_edge_of(&self, place: Place) -> bool {
        let (left, top) = (i64::from(place.x), i64::from(place.y));
        let (x, y) = (i64::from(self.x), i64::from(self.y));
        let (right, bottom) = (x + i64::from(self.width), y + i64::from(self.height));
        let seen = right.min(left + i64::from(place.width)) - x.max(left);
        seen >= GRIP.0 && top >= y && top + GRIP.1 <= bottom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEFT: Screen = Screen { x: 0, y: 0, width: 1920, height: 1080 };
    const RIGHT: Screen = Screen { x: 1920, y: 0, width: 1280, height: 720 };

    fn at(x: i32, y: i32) -> Place {
        Place { x, y, width: 1100, height: 760, maximised: false }
    }

    #[test]
    fn a_window_comes_back_to_the_screen_that_it_was_on() {
        let both = [LEFT, RIGHT];
        for place in [at(0, 0), at(400, 200), at(-900, 100), at(1800, 1000)] {
            assert_eq!(place.on(&both), Some(place), "{place:?}");
        }
        assert_eq!(
            at(2000, 10).on(&both),
            Some(Place { height: 720, ..at(2000, 10) }),
            "it is no higher than its screen"
        );
    }

    #[test]
    fn a_window_whose_screen_is_gone_is_not_lost() {
        for place in [at(2000, 10), at(-1050, 0), at(10, -30), at(10, 1060), at(i32::MAX, i32::MAX)]
        {
            assert_eq!(place.on(&[LEFT]), None, "{place:?}");
        }
        assert_eq!(at(0, 0).on(&[]), None);
        assert_eq!(Place { width: 0, ..at(0, 0) }.on(&[LEFT]), None);
    }
}
