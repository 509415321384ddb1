//! The combinations of keys that work in every program, as the desktop grants them.

use engine::{Engine, HotkeyAction, Hotkeys, Warning};
use tauri::AppHandle;
use tauri_plugin_global_shortcut::{Builder, GlobalShortcutExt as _, ShortcutState};
use tokio::task::block_in_place;

/// Keeps them as they are set. Nothing listens, and nothing costs, while none is.
pub(crate) async fn follow(tauri: AppHandle, engine: Engine) {
    let mut settings = engine.follow_settings();
    let mut bound = Hotkeys::default();
    let mut listening = false;
    loop {
        let wanted = settings.borrow_and_update().hotkeys.clone();
        if wanted != bound {
            if !listening {
                listening = listen(&tauri).await;
            }
            let refused = match listening {
                true => block_in_place(|| bind(&tauri, &engine, &wanted)),
                false => wanted.set().map(|(_, keys)| keys.to_string()).collect(),
            };
            tell(&engine, &wanted, &refused);
            bound = wanted;
        }
        if settings.changed().await.is_err() {
            return;
        }
    }
}

/// Begins to listen, on the event loop's own thread: macOS and Windows hear keys on no other.
async fn listen(tauri: &AppHandle) -> bool {
    let (done, answer) = tokio::sync::oneshot::channel();
    let on = tauri.clone();
    let asked = tauri.run_on_main_thread(move || {
        // Nobody waits for the answer where the application ends.
        done.send(on.plugin(Builder::new().build())).unwrap_or_default();
    });
    match (asked, answer.await) {
        (Ok(()), Ok(Ok(()))) => true,
        (Err(error), _) | (_, Ok(Err(error))) => {
            tracing::error!(%error, "the desktop gives no hotkeys");
            false
        }
        (Ok(()), Err(_)) => false,
    }
}

/// Binds these and no others. Gives those that could not be bound.
fn bind(tauri: &AppHandle, engine: &Engine, wanted: &Hotkeys) -> Vec<String> {
    let shortcuts = tauri.global_shortcut();
    if let Err(error) = shortcuts.unregister_all() {
        tracing::error!(%error, "the hotkeys could not be let go");
    }
    let bound = |action: HotkeyAction, keys: &str| {
        let engine = engine.clone();
        shortcuts.on_shortcut(keys, move |_, _, event| {
            if event.state == ShortcutState::Pressed {
                let engine = engine.clone();
                // Not on the event loop: what is done is on the disk when it is done.
                tauri::async_runtime::spawn(async move {
                    if let Err(error) = engine.press(action).await {
                        tracing::info!(%error, ?action, "a hotkey had nothing to do");
                    }
                });
            }
        })
    };
    let refused = wanted.set().filter_map(|(action, keys)| match bound(action, keys.as_str()) {
        Ok(()) => None,
        Err(error) => {
            tracing::info!(%error, %keys, "a hotkey could not be bound");
            Some(keys.to_string())
        }
    });
    refused.collect()
}

fn tell(engine: &Engine, wanted: &Hotkeys, refused: &[String]) {
    if refused.is_empty() {
        engine.clear_warning("hotkey_taken");
    } else {
        engine.warn(Warning {
            code: "hotkey_taken",
            message: format!("The hotkey {} does nothing here.", refused.join(", ")),
            hint: "Another program has these keys, or this keyboard lacks one. Choose others."
                .into(),
        });
    }
    let wayland = std::env::var_os("WAYLAND_DISPLAY").is_some_and(|name| !name.is_empty());
    if cfg!(target_os = "linux") && wayland && wanted.set().next().is_some() {
        engine.warn(Warning {
            code: "hotkeys_on_wayland",
            message: "On Wayland, hotkeys are heard only while the window of an X11 program has \
                      the focus."
                .into(),
            hint: "Use the tray's menu, or log in to a session on Xorg.".into(),
        });
    } else {
        engine.clear_warning("hotkeys_on_wayland");
    }
}
