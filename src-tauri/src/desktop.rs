//! The desktop's event loop: what people do with tray and window, and what ends the application.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use app::tray_menu::Action;
use app::{App, Args};
use arboard::Clipboard;
use chat::Platform;
use engine::{Engine, Warning};
use tauri::{AppHandle, Manager as _, RunEvent, WindowEvent};
use tokio::runtime::Handle;
use tokio::sync::Notify;

use crate::window::Window;
use crate::{hotkeys, notifications, tray};

/// Who closes the window twice within this time means it.
const SURELY: Duration = Duration::from_secs(10);

/// What is to be done when everything has ended.
pub(crate) type Afterwards = Box<dyn FnOnce() + Send>;

/// What the event loop's callbacks need.
pub(crate) struct Desktop {
    engine: Engine,
    runtime: Handle,
    /// Started with the computer, and not by a person who wants to see something.
    at_login: bool,
    window: Window,
    /// Asked for on the desktop; a second start and a script ask over the engine.
    window_wanted: Notify,
    overlay_url: Box<dyn Fn() -> Option<String> + Send + Sync>,
    /// Kept once it is made: on X11 the text is gone with the one who offers it.
    clipboard: Mutex<Option<Clipboard>>,
    /// When the person was asked last whether closing the window is to end the application.
    asked: Mutex<Option<Instant>>,
    afterwards: Mutex<Option<Afterwards>>,
}

/// Runs tray and window until the application is to end, and says what is to be done after that.
/// Fails, with the reason, where there is nothing to show them on.
pub(crate) fn run(app: &App, args: &Args) -> Result<Option<Afterwards>, String> {
    // Tauri would panic.
    #[cfg(target_os = "linux")]
    if gtk::init().is_err() {
        return Err("no display could be opened (DISPLAY, WAYLAND_DISPLAY)".into());
    }
    tauri::async_runtime::set(app.handle().clone());
    let desktop = Desktop {
        engine: app.engine().clone(),
        runtime: app.handle().clone(),
        at_login: args.minimized,
        window: Window::new(app),
        window_wanted: Notify::new(),
        overlay_url: Box::new(app.overlay_url()),
        clipboard: Mutex::default(),
        asked: Mutex::default(),
        afterwards: Mutex::default(),
    };
    // The window opens by itself while there is no channel yet and the tray has nothing to offer.
    // Later starts, at login most of all, stay in the tray, and so do those with --demo, which
    // scripts use.
    if !args.demo && !args.minimized && !has_channel(app.engine()) {
        desktop.window_wanted.notify_one();
    }
    #[cfg_attr(not(feature = "updater"), expect(unused_mut, reason = "the updater needs it"))]
    let (mut context, mut builder) = (tauri::generate_context!(), tauri::Builder::default());
    #[cfg(feature = "updater")]
    if crate::updates::configure(&mut context) {
        builder = builder.plugin(tauri_plugin_updater::Builder::new().build());
    }
    #[cfg_attr(not(target_os = "macos"), expect(unused_mut, reason = "macOS needs it"))]
    let mut tauri = builder
        .plugin(tauri_plugin_notification::init())
        .manage(desktop)
        .build(context)
        .map_err(|error| format!("the desktop could not be set up ({error})"))?;
    // No icon in the Dock: the application lives in the menu bar.
    #[cfg(target_os = "macos")]
    tauri.set_activation_policy(tauri::ActivationPolicy::Accessory);
    let handle = tauri.handle().clone();
    tauri.run_return(on_event);
    let afterwards = &handle.state::<Desktop>().afterwards;
    Ok(afterwards.lock().unwrap_or_else(PoisonError::into_inner).take())
}

fn on_event(tauri: &AppHandle, event: RunEvent) {
    let desktop = tauri.state::<Desktop>();
    if let Some(action) = tray::action(&event) {
        desktop.act(tauri, action);
    }
    match event {
        RunEvent::Ready => desktop.begin(tauri),
        // The last window was closed, nobody asked to quit.
        RunEvent::ExitRequested { code: None, api, .. } => api.prevent_exit(),
        RunEvent::ExitRequested { code: Some(_), .. } => desktop.window.remember_place(tauri),
        RunEvent::WindowEvent { event: WindowEvent::CloseRequested { api, .. }, .. } => {
            desktop.window.remember_place(tauri);
            if !tray::is_there(tauri) {
                api.prevent_close();
                desktop.ask_before_closing();
            }
        }
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => desktop.act(tauri, Action::OpenDashboard),
        _ => {}
    }
}

impl Desktop {
    /// Does what was chosen in the tray.
    pub(crate) fn act(&self, tauri: &AppHandle, action: Action) {
        match action {
            Action::StartListeners => {
                let engine = self.engine.clone();
                self.runtime.spawn(async move {
                    match engine.start_listeners().await {
                        Ok(()) => engine.clear_warning("listeners_not_started"),
                        Err(error) => engine.warn(Warning {
                            code: "listeners_not_started",
                            message: format!("The tray could not start the listeners: {error}."),
                            hint: error.hint(),
                        }),
                    }
                });
            }
            Action::StopListeners => self.engine.stop_listeners(),
            Action::ChatSpeed(speed) => {
                let engine = self.engine.clone();
                self.runtime.spawn(async move {
                    match engine.set_chat_speed(speed.characters()).await {
                        Ok(()) => engine.clear_warning("chat_speed_not_set"),
                        Err(error) => engine.warn(Warning {
                            code: "chat_speed_not_set",
                            message: format!("The tray could not set the chat speed: {error}."),
                            hint: error.hint(),
                        }),
                    }
                });
            }
            Action::HideChat => self.engine.draw_curtain(true),
            Action::ShowChat => self.engine.draw_curtain(false),
            Action::OpenDashboard => self.window_wanted.notify_one(),
            Action::CopyOverlayUrl => {
                let tauri = tauri.clone();
                self.runtime.spawn_blocking(move || tauri.state::<Self>().copy_overlay_url());
            }
            Action::Quit => self.engine.quit().cancel(),
        }
    }

    fn begin(&self, tauri: &AppHandle) {
        self.runtime.spawn(tray::follow(tauri.clone(), self.engine.clone(), self.at_login));
        self.runtime.spawn(hotkeys::follow(tauri.clone(), self.engine.clone()));
        self.runtime.spawn(notifications::follow(tauri.clone(), self.engine.clone()));
        #[cfg(feature = "updater")]
        if crate::updates::is_configured(tauri) {
            self.runtime.spawn(crate::updates::follow(tauri.clone(), self.engine.clone()));
        }
        self.runtime.spawn(show_when_wanted(tauri.clone()));
        let (tauri, quit) = (tauri.clone(), self.engine.quit().clone());
        self.runtime.spawn(async move {
            quit.cancelled().await;
            tauri.exit(0);
        });
    }

    /// Has this done when the application has ended.
    #[cfg(feature = "updater")]
    pub(crate) fn do_afterwards(&self, afterwards: Afterwards) {
        *self.afterwards.lock().unwrap_or_else(PoisonError::into_inner) = Some(afterwards);
    }

    /// Without a tray, closing the window ends the application. The dashboard asks the person; who
    /// closes again meanwhile, or has no dashboard that could ask, has answered.
    fn ask_before_closing(&self) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let again = asked.is_some_and(|at| at.elapsed() < SURELY);
        if again || !self.engine.announce_closing() {
            self.engine.quit().cancel();
        }
        *asked = Some(Instant::now());
    }

    fn copy_overlay_url(&self) {
        let mut clipboard = self.clipboard.lock().unwrap_or_else(PoisonError::into_inner);
        let url = (self.overlay_url)().unwrap_or_default();
        let copied = match clipboard.take().map_or_else(Clipboard::new, Ok) {
            Ok(ready) => clipboard.insert(ready).set_text(url),
            Err(error) => Err(error),
        };
        match copied {
            Ok(()) => self.engine.clear_warning("no_clipboard"),
            Err(error) => self.engine.warn(Warning {
                code: "no_clipboard",
                message: format!("The overlay's URL could not be copied: {error}."),
                hint: "Copy it in the dashboard instead.".into(),
            }),
        }
    }
}

/// Shows the window whenever it is wanted.
async fn show_when_wanted(tauri: AppHandle) {
    let desktop = tauri.state::<Desktop>();
    loop {
        tokio::select! {
            () = desktop.window_wanted.notified() => {}
            () = desktop.engine.window_wanted() => {}
        }
        desktop.window.show(&tauri, &desktop.engine);
    }
}

fn has_channel(engine: &Engine) -> bool {
    let sources = engine.status_now().sources;
    sources.iter().any(|source| source.platform != Platform::Demo)
}
