//! The application without its windows: arguments, data folder, one instance, the ready line, and
//! an end that loses nothing.
//!
//! The desktop shell puts a tray and a window on it; `multichat-headless` runs it as it is.

mod args;
mod autostart;
mod error;
mod instance;
mod last_run;
mod log;
mod memory;
pub mod notices;
mod private;
mod runtime_file;
pub mod tray_menu;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use engine::{Browser, Clients, Endpoints, Engine, Key, Options, Overlay, Warning, shown_path};
use tokio::runtime::{Handle, Runtime};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

pub use args::Args;
pub use error::AppError;

/// How long the parts may take to end: together less than the three seconds that are promised.
const PAGES_CLOSE_WITHIN: Duration = Duration::from_millis(500);
const ENGINE_STOPS_WITHIN: Duration = Duration::from_secs(2);

/// The warning that something could not be written.
const NOT_WRITTEN: &str = "files_not_written";
/// How long what could not be written waits for room on the disk.
const WRITTEN_AGAIN_AFTER: Duration = Duration::from_secs(5);

/// The running application. It ends well by [`stop`](Self::stop).
#[derive(Debug)]
pub struct App {
    runtime: Runtime,
    engine: Engine,
    server: JoinHandle<std::io::Result<()>>,
    serving: CancellationToken,
    port: u16,
    owner: Key,
    data_dir: PathBuf,
    runtime_file: runtime_file::RuntimeFile,
    /// The mark that it runs, where that could be left.
    mark: Option<last_run::Mark>,
    /// Held for as long as the application runs.
    _lock: instance::Lock,
    /// The log, where it could be begun.
    log: Option<log::Guard>,
}

/// What a start led to.
#[derive(Debug)]
pub enum Started {
    /// The application runs.
    Running(Box<App>),
    /// Another one runs on this data folder already. It has been asked to show its window; the text
    /// says what happened.
    AlreadyRunning(String),
}

/// Starts everything but windows. When it returns, the server answers.
pub fn start(args: &Args) -> Result<Started, AppError> {
    let is_not_dumped = memory::is_not_dumped();
    let data_dir = args.data_dir()?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(AppError::NoRuntime)?;
    let Some(lock) = instance::Lock::take(&data_dir)? else {
        // What starts with the computer, and once more with the session that is restored, asks for
        // no window.
        let quiet = args.headless || args.minimized;
        let said = runtime.block_on(instance::hand_over(&data_dir, quiet))?;
        return Ok(Started::AlreadyRunning(said));
    };
    let log = log::start(&data_dir, last_run::note_panics(&data_dir));
    if let Err(error) = is_not_dumped {
        tracing::warn!(%error, "a crash may leave a core dump");
    }
    private::close_all(&data_dir, args.data_dir.is_some());
    let begun = begin(args, runtime, data_dir, lock);
    let mut app = begun.inspect_err(|error| tracing::error!(%error, "could not start"))?;
    app.log = noted(&app.engine, &app.data_dir, log);
    if app.engine.keeps_nothing() {
        // Without the folder there may be no log, and without its runtime file no way to ask.
        for warning in app.engine.status_now().warnings {
            complain(&format!("{} {}", warning.message, warning.hint));
        }
    }
    say(&format!("listening on {}", app.base_url()));
    Ok(Started::Running(Box::new(app)))
}

/// Starts everything in a data folder that is ours alone.
fn begin(
    args: &Args,
    runtime: Runtime,
    data_dir: PathBuf,
    lock: instance::Lock,
) -> Result<App, AppError> {
    // What is no text stays wrong, and is refused: it must not be taken for what is not set.
    let variable =
        |name: &str| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    let endpoints = Endpoints::from_env(variable)?;
    let owner = Key::new().map_err(|_| AppError::NoRandomness)?;
    let serving = CancellationToken::new();
    let (engine, server, port) = runtime.block_on(async {
        // Who is told to end while it starts ends as it always does, once it has started.
        let signals = Signals::listen().map_err(AppError::NoSignals)?;
        let bound = server::Bound::to(args.port).await.map_err(|e| AppError::port(args.port, e))?;
        let port = bound.port();
        let options = Options {
            data_dir: data_dir.clone(),
            endpoints,
            demo: args.demo,
            headless: args.headless,
            clients: Clients::from_env(variable),
            browser: Browser::from_env(variable, args.headless),
            pages: server::base_url(port),
        };
        let engine = Engine::start(options).await?;
        let site = server::Options {
            engine: engine.clone(),
            owner: owner.clone(),
            themes: data_dir.join("themes"),
        };
        let server = tokio::spawn(bound.serve(site, serving.clone()));
        tokio::spawn(signals.quit(engine.clone()));
        Ok::<_, AppError>((engine, server, port))
    })?;
    // Chat is worth more than what is noted of the run: a full disk refuses no start.
    let runtime_file = runtime_file::RuntimeFile::of(&data_dir);
    let written = runtime_file.write(&engine, port, &owner);
    let mark = last_run::Mark::leave(&data_dir);
    let (mark, crashed) = noted(&engine, &data_dir, mark).unzip();
    if let Some(warning) = crashed.flatten() {
        engine.warn(warning);
    }
    let is_written = noted(&engine, &data_dir, written).is_some();
    let in_folder = |error| AppError::DataDir { folder: data_dir.clone(), error };
    let again = autostart::Command::of_this_run(args, &data_dir).map_err(in_folder)?;
    runtime.spawn(autostart::follow(engine.clone(), again));
    let keeping = KeptFile { file: runtime_file.clone(), port, owner: owner.clone(), is_written };
    runtime.spawn(keeping.keep(engine.clone()));
    Ok(App {
        runtime,
        engine,
        server,
        serving,
        port,
        owner,
        data_dir,
        runtime_file,
        mark,
        _lock: lock,
        log: None,
    })
}

/// Runs the application without tray, window and display.
#[must_use]
pub fn main_headless() -> ExitCode {
    finish(run_headless(&Args::parse()))
}

/// Runs without tray, window and display until it is asked to end.
pub fn run_headless(args: &Args) -> Result<(), AppError> {
    match start(&Args { headless: true, ..args.clone() })? {
        Started::Running(app) => {
            app.handle().block_on(app.engine().quit().cancelled());
            app.stop()
        }
        Started::AlreadyRunning(said) => {
            say(&said);
            Ok(())
        }
    }
}

/// The exit status, and on standard error the sentence of what went wrong.
#[must_use]
pub fn finish(result: Result<(), AppError>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

impl App {
    /// The engine.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Where the application's tasks run.
    #[must_use]
    pub fn handle(&self) -> &Handle {
        self.runtime.handle()
    }

    /// The server's address.
    #[must_use]
    pub fn base_url(&self) -> String {
        server::base_url(self.port)
    }

    /// The dashboard's address, with the owner's key in it: never to be shown or logged.
    #[must_use]
    pub fn dashboard_url(&self) -> String {
        server::dashboard_url(self.port, &self.owner)
    }

    /// Tells the default overlay's address as it is when asked.
    pub fn overlay_url(&self) -> impl Fn() -> Option<String> + Send + Sync + use<> {
        let (overlays, port) = (self.engine.overlays(), self.port);
        move || Some(server::overlay_url(port, overlays.borrow().first()?))
    }

    /// The folder under which everything is kept.
    #[must_use]
    pub fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// Ends everything: pages first, then sources, then what is still to be written.
    pub fn stop(self) -> Result<(), AppError> {
        let Self { runtime, engine, server, serving, runtime_file, mark, data_dir, .. } = self;
        serving.cancel();
        runtime.block_on(async {
            // A client that has sent half a request holds the server; it costs no history.
            match tokio::time::timeout(PAGES_CLOSE_WITHIN, server).await {
                Ok(Ok(Ok(()))) => {}
                Ok(Ok(Err(error))) => tracing::error!(%error, "the server failed"),
                Ok(Err(error)) => tracing::error!(%error, "the server ended by a panic"),
                Err(_) => tracing::info!("a client held its connection to the end"),
            }
            if tokio::time::timeout(ENGINE_STOPS_WITHIN, engine.stop()).await.is_err() {
                tracing::warn!("not everything ended in time");
            }
        });
        let keeps_nothing = engine.keeps_nothing();
        drop(engine);
        runtime.shutdown_timeout(Duration::from_millis(200));
        let unmarked = mark.map_or(Ok(()), last_run::Mark::remove);
        let removed = runtime_file.remove();
        if keeps_nothing {
            // That the folder can't be written is said since the start.
            return Ok(());
        }
        unmarked.map_err(|error| AppError::DataDir { folder: data_dir, error })?;
        removed
    }
}

/// Says of what could not be written that it was not, unless that is said of all.
fn noted<T>(engine: &Engine, data_dir: &Path, written: std::io::Result<T>) -> Option<T> {
    written
        .map_err(|error| {
            if engine.keeps_nothing() {
                return;
            }
            let said = format!("{} could not be written: {error}", shown_path(data_dir));
            engine.warn(Warning {
                code: NOT_WRITTEN,
                message: said + ".",
                hint: "Check that the disk is not full and can be written.".into(),
            });
        })
        .ok()
}

/// The runtime file of this run.
struct KeptFile {
    file: runtime_file::RuntimeFile,
    port: u16,
    owner: Key,
    is_written: bool,
}

impl KeptFile {
    /// Writes it again when the default overlay's address changes, and until it can be written.
    async fn keep(mut self, engine: Engine) {
        let mut overlays = engine.overlays();
        let ending = engine.quit().clone();
        let mut address = address_of(&overlays.borrow());
        loop {
            // Every arm is cancel-safe: each only waits.
            tokio::select! {
                () = ending.cancelled() => return,
                changed = overlays.changed() => if changed.is_err() { return },
                () = tokio::time::sleep(WRITTEN_AGAIN_AFTER), if !self.is_written => {}
            }
            let now = address_of(&overlays.borrow_and_update());
            if self.is_written && now == address {
                continue;
            }
            address = now;
            let written = self.file.write(&engine, self.port, &self.owner);
            if written.is_ok() && !self.is_written {
                engine.clear_warning(NOT_WRITTEN);
            }
            self.is_written = noted(&engine, self.file.folder(), written).is_some();
        }
    }
}

/// What the address of the default overlay is made of.
fn address_of(overlays: &[Overlay]) -> Option<Key> {
    overlays.first().map(|overlay| overlay.key.clone())
}

/// What ends the application from outside, heard from the moment that this is made.
struct Signals {
    #[cfg(unix)]
    asked: [tokio::signal::unix::Signal; 2],
    #[cfg(windows)]
    asked: (tokio::signal::windows::CtrlC, tokio::signal::windows::CtrlClose),
}

impl Signals {
    #[cfg(unix)]
    fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { asked: [signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?] })
    }

    #[cfg(windows)]
    fn listen() -> std::io::Result<Self> {
        use tokio::signal::windows::{ctrl_c, ctrl_close};
        Ok(Self { asked: (ctrl_c()?, ctrl_close()?) })
    }

    /// Waits for one of them, and asks the engine to quit.
    async fn quit(self, engine: Engine) {
        #[cfg(unix)]
        let [mut one, mut other] = self.asked;
        #[cfg(windows)]
        let (mut one, mut other) = self.asked;
        tokio::select! {
            _ = one.recv() => {}
            _ = other.recv() => {}
        }
        engine.quit().cancel();
    }
}

/// Says a sentence on standard error, where those of a start that goes wrong are looked for.
pub fn complain(sentence: &str) {
    use std::io::Write;
    // With no standard error there is nobody to tell.
    writeln!(std::io::stderr(), "multichat-overlay: {sentence}").unwrap_or_default();
}

fn say(line: &str) {
    use std::io::Write;
    let mut out = std::io::stdout();
    // With no standard output there is nobody to tell.
    writeln!(out, "{line}").and_then(|()| out.flush()).unwrap_or_default();
}
