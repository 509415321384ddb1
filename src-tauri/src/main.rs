//! The desktop program: the application with its tray and its window.
//!
//! Everything but those two is in the crate `app`, which is started first: the overlay works before
//! there is a window, and goes on working where there can be none.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod desktop;
mod hotkeys;
mod notifications;
mod place;
mod sorry;
mod tray;
#[cfg(feature = "updater")]
mod updates;
mod window;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use app::{App, AppError, Args, Started};
use clap::Parser as _;
use engine::Warning;

fn main() -> ExitCode {
    let args = Args::parse();
    if args.headless {
        return app::finish(app::run_headless(&args));
    }
    let ended = run(&args);
    let error = ended.as_ref().err().map(ToString::to_string);
    let status = app::finish(ended);
    if let Some(error) = error
        && !std::io::stderr().is_terminal()
        && !is_started_by_program()
    {
        sorry::show(&error);
    }
    status
}

/// Whether a program reads what this one says: it waits for the end, and no box may hold that up. A
/// menu and a session give no pipe, but a file, a socket or nothing.
fn is_started_by_program() -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        std::fs::metadata("/dev/stdout").is_ok_and(|stdout| stdout.file_type().is_fifo())
    }
    #[cfg(not(unix))]
    false
}

fn run(args: &Args) -> Result<(), AppError> {
    let app = match app::start(args)? {
        Started::Running(app) => app,
        Started::AlreadyRunning(said) => {
            app::complain(&said);
            return Ok(());
        }
    };
    let afterwards = desktop::run(&app, args).unwrap_or_else(|reason| {
        go_without(&app, &reason);
        None
    });
    let stopped = app.stop();
    if let Some(afterwards) = afterwards {
        // It may start another program in the place of this one: nobody else would say it.
        if let Err(error) = &stopped {
            app::complain(&error.to_string());
        }
        afterwards();
    }
    stopped
}

/// Where there is no desktop, everything else works until it is asked to end.
fn go_without(app: &App, reason: &str) {
    app::complain(&format!("{reason}: running without tray and window, as with --headless"));
    app.engine().do_without_window();
    app.engine().warn(Warning {
        code: "no_display",
        message: format!("There is no tray and no window: {reason}."),
        hint: "Use the dashboard in a browser, or start again where there is a display.".into(),
    });
    app.handle().block_on(app.engine().quit().cancelled());
}
