//! The tray icon and its menu: the application's status, put on the desktop's handles.

use std::sync::Arc;
use std::time::{Duration, Instant};

use app::tray_menu::{self, Action, Entry};
use engine::{Engine, Face, Status, Warning};
use tauri::image::Image;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager as _, RunEvent, Wry, include_image};
use tokio::sync::watch;
use tokio::task::block_in_place;

use crate::desktop::Desktop;

const ID: &str = "multichat-overlay";
/// A panel that comes up after us, as at login, is found soon.
const FIRST_RETRY: Duration = Duration::from_secs(1);
/// How long a login may take until the panel is there: before that, nobody is told that it is not.
const LOGIN: Duration = Duration::from_secs(15);
const LONGEST_RETRY: Duration = Duration::from_secs(30);

/// What a click on the icon or in its menu asks for.
pub(crate) fn action(event: &RunEvent) -> Option<Action> {
    match event {
        RunEvent::MenuEvent(event) => Action::from_id(event.id().as_ref()),
        RunEvent::TrayIconEvent(TrayIconEvent::Click {
            button: MouseButton::Left,
            button_state: MouseButtonState::Up,
            ..
        }) => Some(Action::OpenDashboard),
        _ => None,
    }
}

/// Whether the person has a tray icon to come back by.
pub(crate) fn is_there(tauri: &AppHandle) -> bool {
    tauri.tray_by_id(ID).is_some()
}

/// Keeps the tray as the status is. Where there is no tray, says so, shows the window in its place,
/// and goes on trying. `at_login`: the panel may be about to come.
pub(crate) async fn follow(tauri: AppHandle, engine: Engine, at_login: bool) {
    let mut status = engine.status();
    let patience = if at_login { LOGIN } else { Duration::ZERO };
    let mut tray = placed(&tauri, &engine, &status, patience).await;
    loop {
        let look = Look::of(&status.borrow_and_update());
        if let Err(error) = block_in_place(|| tray.show(&tauri, look)) {
            tracing::error!(%error, "the tray could not be brought up to date");
        }
        if status.changed().await.is_err() {
            return;
        }
    }
}

async fn placed(
    tauri: &AppHandle,
    engine: &Engine,
    status: &watch::Receiver<Arc<Status>>,
    patience: Duration,
) -> Tray {
    let (started, mut retry, mut is_told) = (Instant::now(), FIRST_RETRY, false);
    loop {
        let look = Look::of(&status.borrow());
        match block_in_place(|| Tray::place(tauri, look)) {
            Ok(tray) => {
                engine.clear_warning("no_tray");
                return tray;
            }
            Err(error) if !is_told && started.elapsed() >= patience => {
                is_told = true;
                tracing::warn!(%error, "no tray icon could be placed");
                engine.warn(no_tray());
                tauri.state::<Desktop>().act(tauri, Action::OpenDashboard);
            }
            Err(error) => tracing::debug!(%error, "still no tray icon could be placed"),
        }
        tokio::time::sleep(retry).await;
        retry = (retry * 2).min(LONGEST_RETRY);
    }
}

fn no_tray() -> Warning {
    Warning {
        code: "no_tray",
        message: "This desktop shows no tray icons. Closing the window ends the application."
            .into(),
        hint: if cfg!(target_os = "linux") {
            "On GNOME, the extension AppIndicator brings them."
        } else {
            "Keep the window open, minimized if you like."
        }
        .into(),
    }
}

/// Everything that can be seen of the tray.
#[derive(PartialEq)]
struct Look {
    face: Face,
    tooltip: String,
    entries: Vec<Entry>,
}

impl Look {
    fn of(status: &Status) -> Self {
        Self {
            face: status.face,
            tooltip: tray_menu::tooltip(status),
            entries: tray_menu::menu(status),
        }
    }

    fn icon(&self) -> Image<'static> {
        match self.face {
            Face::Off => include_image!("icons/tray-off.png"),
            Face::Live => include_image!("icons/tray-live.png"),
            Face::Attention | Face::Trouble => include_image!("icons/tray-attention.png"),
        }
    }
}

/// The menu's handles, and how everything looks now. The icon is Tauri's alone: it goes when the
/// event loop ends, not when the last task does.
struct Tray {
    /// One for each entry; a separator needs none.
    items: Vec<Option<MenuItem<Wry>>>,
    look: Look,
}

impl Tray {
    fn place(tauri: &AppHandle, look: Look) -> tauri::Result<Self> {
        let (menu, items) = built(tauri, &look.entries)?;
        TrayIconBuilder::with_id(ID)
            .icon(look.icon())
            .title("MultiChat Overlay")
            .tooltip(&look.tooltip)
            .menu(&menu)
            .show_menu_on_left_click(false)
            .build(tauri)?;
        Ok(Self { items, look })
    }

    fn show(&mut self, tauri: &AppHandle, look: Look) -> tauri::Result<()> {
        let Some(icon) = tauri.tray_by_id(ID) else {
            return Ok(());
        };
        if look.face != self.look.face {
            icon.set_icon(Some(look.icon()))?;
        }
        if look.tooltip != self.look.tooltip {
            icon.set_tooltip(Some(&look.tooltip))?;
        }
        let entries = || look.entries.iter().zip(&self.look.entries);
        if look.entries.len() == self.look.entries.len() && entries().all(|(a, b)| a.is_like(b)) {
            // New words on the same items leave a menu open that a person is reading.
            for (item, (new, old)) in self.items.iter().zip(entries()) {
                if let Some(item) = item.as_ref().filter(|_| new != old) {
                    let (text, enabled) = words(new);
                    item.set_text(text)?;
                    item.set_enabled(enabled)?;
                }
            }
        } else {
            let (menu, items) = built(tauri, &look.entries)?;
            icon.set_menu(Some(menu))?;
            self.items = items;
        }
        self.look = look;
        Ok(())
    }
}

/// An entry's text, and whether it can be clicked.
fn words(entry: &Entry) -> (String, bool) {
    let (text, enabled) = match entry {
        Entry::Words(text) => (text.as_str(), false),
        Entry::Action { label, enabled, .. } => (label.as_str(), *enabled),
        Entry::Separator => ("", false),
    };
    // A single & would underline the letter after it.
    (text.replace('&', "&&"), enabled)
}

type Built = (Menu<Wry>, Vec<Option<MenuItem<Wry>>>);

fn built(tauri: &AppHandle, entries: &[Entry]) -> tauri::Result<Built> {
    let menu = Menu::new(tauri)?;
    let mut items = Vec::new();
    for entry in entries {
        let (text, enabled) = words(entry);
        let item = match entry {
            Entry::Separator => {
                menu.append(&PredefinedMenuItem::separator(tauri)?)?;
                items.push(None);
                continue;
            }
            Entry::Words(_) => MenuItem::new(tauri, text, enabled, None::<&str>)?,
            Entry::Action { action, .. } => {
                MenuItem::with_id(tauri, action.id(), text, enabled, None::<&str>)?
            }
        };
        menu.append(&item)?;
        items.push(Some(item));
    }
    Ok((menu, items))
}
