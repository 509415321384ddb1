//! The log: a file a day in the data folder, two weeks of them.

use std::io;
use std::path::Path;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::EnvFilter;

const DAYS: usize = 14;

/// Writes what is left when it goes.
pub(crate) type Guard = WorkerGuard;

/// Starts the log. `MULTICHAT_LOG` sets what is written, `info` by default. No message text and no
/// key is ever given to it.
///
/// `panicked` is told of each panic, by its place in the code. What the system refuses is the error;
/// then there is no log.
pub(crate) fn start(
    data_dir: &Path,
    panicked: impl Fn(&str) + Send + Sync + 'static,
) -> io::Result<Guard> {
    let folder = data_dir.join("logs");
    std::fs::create_dir_all(&folder)?;
    let file = Builder::new()
        .rotation(Rotation::DAILY)
        .filename_prefix("multichat")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(&folder)
        .map_err(io::Error::other)?;
    let (writer, guard) = tracing_appender::non_blocking(file);
    let filter = EnvFilter::try_from_env("MULTICHAT_LOG").unwrap_or_else(|_| {
        // Other crates say too much, and some of them too much of a request.
        EnvFilter::new(
            "warn,accounts=info,app=info,engine=info,server=info,store=info,twitch=info,youtube=info,\
             emotes=info",
        )
    });
    let started = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(writer)
        .try_init();
    if started.is_ok() {
        tracing::info!(version = engine::VERSION, "started");
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            // Where, not what: a panic's message may quote what came from outside.
            let place = panic.location().map(ToString::to_string);
            tracing::error!(place, "panic");
            panicked(place.as_deref().unwrap_or_default());
            before(panic);
        }));
    }
    Ok(guard)
}
