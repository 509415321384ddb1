//! The least that a Tauri program with a tray and a window can be: what ours is measured against.
//!
//! A line on its standard input opens its window, which is built anew each time, as ours is.

use std::io::{Write as _, stdin};
use std::thread;

use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, RunEvent, WebviewUrl, WebviewWindowBuilder};

fn main() -> tauri::Result<()> {
    let tauri = tauri::Builder::default().build(tauri::generate_context!())?;
    let opener = tauri.handle().clone();
    thread::spawn(move || stdin().lines().for_each(|_| open(&opener)));
    tauri.run_return(|tauri, event| match event {
        RunEvent::Ready => {
            let icon = TrayIconBuilder::new().icon(tauri::include_image!("icons/tray-live.png"));
            say(icon.build(tauri).map_or_else(|error| error.to_string(), |_| "ready".to_owned()));
        }
        // It stays in the tray when its window is closed.
        RunEvent::ExitRequested { api, code: None, .. } => api.prevent_exit(),
        _ => {}
    });
    Ok(())
}

fn open(tauri: &AppHandle) {
    let window = WebviewWindowBuilder::new(tauri, "main", WebviewUrl::default());
    if let Err(error) = window.build() {
        say(error.to_string());
    }
}

fn say(text: String) {
    // Without a standard output there is nobody who waits for it.
    writeln!(std::io::stdout(), "{text}").unwrap_or_default();
}
