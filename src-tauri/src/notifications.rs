//! The desktop's notifications: what needs a person is told while no window of ours has the focus.

use std::time::Instant;

use app::notices::{Notice, Told};
use engine::Engine;
use tauri::{AppHandle, Manager as _};
use tauri_plugin_notification::NotificationExt as _;
use tokio::task::block_in_place;

/// Tells what comes up, where that is not turned off.
pub(crate) async fn follow(tauri: AppHandle, engine: Engine) {
    let opens = engine.clone();
    let clicked = tauri.notification().on_action(move |_| {
        if let Err(error) = opens.show_window() {
            tracing::warn!(%error, "a notification was clicked in vain");
        }
    });
    if let Err(error) = clicked {
        tracing::warn!(%error, "a click on a notification will do nothing");
    }
    let settings = engine.follow_settings();
    let mut status = engine.status();
    let mut told = Told::default();
    loop {
        let new = told.new_of(&status.borrow_and_update(), Instant::now());
        // Also what is seen in the window, or not wanted, counts as told.
        let is_wanted = !new.is_empty() && settings.borrow().notifications.enabled;
        // A window is asked on the event loop's own thread.
        if is_wanted && !block_in_place(|| is_looked_at(&tauri)) {
            for notice in new {
                show(&tauri, notice);
            }
        }
        if status.changed().await.is_err() {
            return;
        }
    }
}

fn is_looked_at(tauri: &AppHandle) -> bool {
    tauri.webview_windows().values().any(|window| window.is_focused().unwrap_or_default())
}

fn show(tauri: &AppHandle, Notice { title, text }: Notice) {
    let notification = tauri.notification().builder().title(title).body(text);
    if let Err(error) = notification.show() {
        tracing::warn!(%error, "the desktop took no notification");
    }
}
