//! The dashboard window: a browser on our own server, and nothing else.
//!
//! It is made when it is wanted and gone when it is closed: an idle web view is the largest memory
//! item there is. No command of Tauri's is open to the page, and no other site to the window.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
#[cfg(target_os = "linux")]
use std::time::{Duration, Instant};

use app::App;
use engine::{Engine, Warning};
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager as _, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};
use tokio::task::block_in_place;

use crate::place::Places;

/// Logical pixels.
const SIZE: (f64, f64) = (1100.0, 760.0);
const SMALLEST: (f64, f64) = (640.0, 480.0);
/// A page that ends a second time within this has something wrong.
#[cfg(target_os = "linux")]
const SOON: Duration = Duration::from_secs(10);

/// The window that there can be.
pub(crate) struct Window {
    /// The dashboard's address, with its key.
    url: String,
    places: Places,
    /// What the web view keeps.
    folder: PathBuf,
    /// How many there were. Each has a label of its own: one that is closed while it is still being
    /// made keeps its label for ever, and one just closed for a moment.
    opened: AtomicUsize,
}

impl Window {
    pub(crate) fn new(app: &App) -> Self {
        Self {
            url: app.dashboard_url(),
            places: Places::new(app.data_dir()),
            folder: app.data_dir().join("webview"),
            opened: AtomicUsize::new(0),
        }
    }

    /// Shows it and gives it the focus. Not from the event loop's own thread: Windows makes a web
    /// view only while that one runs.
    pub(crate) fn show(&self, tauri: &AppHandle, engine: &Engine) {
        let shown = block_in_place(|| {
            let mut windows = tauri.webview_windows().into_values();
            // Only one that is there can tell whether it is visible.
            match windows.find(|window| window.is_visible().is_ok()) {
                Some(window) => to_the_front(&window),
                None => self.open(tauri),
            }
        });
        match shown {
            Ok(()) => engine.clear_warning("no_window"),
            Err(error) => engine.warn(Warning {
                code: "no_window",
                message: format!("The dashboard window could not be opened: {error}."),
                hint: "Use the dashboard in a browser; the overlay works without it.".into(),
            }),
        }
    }

    fn open(&self, tauri: &AppHandle) -> tauri::Result<()> {
        let url = Url::parse(&self.url).map_err(tauri::Error::InvalidUrl)?;
        let ours = url.origin();
        // Where it can't be made, the web view says so.
        files::make_folder(&self.folder).unwrap_or_default();
        let label = format!("dashboard-{}", self.opened.fetch_add(1, Ordering::Relaxed));
        let window = WebviewWindowBuilder::new(tauri, label, WebviewUrl::External(url))
            .title("MultiChat Overlay")
            .inner_size(SIZE.0, SIZE.1)
            .min_inner_size(SMALLEST.0, SMALLEST.1)
            .visible(false)
            .data_directory(self.folder.clone())
            .on_navigation(move |to| to.origin() == ours)
            .on_new_window(|_, _| NewWindowResponse::Deny)
            .build()?;
        #[cfg(target_os = "linux")]
        revive(&window, &self.url)?;
        // A window in the wrong place is better than none.
        if let Err(error) = self.places.restore(&window) {
            tracing::warn!(%error, "the window could not be put where it was");
        }
        to_the_front(&window)
    }

    /// Keeps the place of the window that is open, if one is.
    pub(crate) fn remember_place(&self, tauri: &AppHandle) {
        self.places.remember(tauri);
    }
}

/// Loads the page again when its process has ended, killed for want of memory or crashed: WebKit would
/// leave the window empty. One that ends again and again rests in between.
#[cfg(target_os = "linux")]
fn revive(window: &WebviewWindow, url: &str) -> tauri::Result<()> {
    use std::cell::Cell;

    use gtk::glib::{object::ObjectExt as _, timeout_add_local_once};
    use webkit2gtk::WebViewExt as _;

    let url = url.to_owned();
    window.with_webview(move |web| {
        let ended = Cell::new(None::<Instant>);
        web.inner().connect_web_process_terminated(move |page, reason| {
            tracing::error!(?reason, "the process of the window's page ended");
            let before = ended.replace(Some(Instant::now()));
            let pause = before.filter(|at| at.elapsed() < SOON).map_or(Duration::ZERO, |_| SOON);
            let (page, url) = (page.downgrade(), url.clone());
            timeout_add_local_once(pause, move || {
                // It may have been closed meanwhile.
                if let Some(page) = page.upgrade() {
                    page.load_uri(&url);
                }
            });
        });
    })
}

fn to_the_front(window: &WebviewWindow) -> tauri::Result<()> {
    window.unminimize()?;
    window.show()?;
    window.set_focus()
}
