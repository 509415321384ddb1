//! The log: a file a day in the data folder, two weeks of them.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{Builder, RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

use crate::private;

const DAYS: usize = 14;
const NAME: &str = "multichat";
const END: &str = "log";

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
    private::folder(&folder)?;
    let made = make_file(&folder, today())?;
    let appender = Builder::new()
        .rotation(Rotation::DAILY)
        .filename_prefix(NAME)
        .filename_suffix(END)
        // The day's own is there when it counts them.
        .max_log_files(DAYS + 1)
        .build(&folder)
        .map_err(io::Error::other)?;
    let (writer, guard) = tracing_appender::non_blocking(Days { appender, folder, made });
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

/// Makes each day's file before the appender does, which would leave it to the system who may read it.
struct Days {
    appender: RollingFileAppender,
    folder: PathBuf,
    /// The day whose file is made.
    made: Date,
}

impl Write for Days {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let today = today();
        if today != self.made {
            // What can't be made here is the appender's to say.
            self.made = make_file(&self.folder, today).unwrap_or(today);
        }
        self.appender.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.appender.flush()
    }
}

fn make_file(folder: &Path, day: Date) -> io::Result<Date> {
    private::be_there(&folder.join(format!("{NAME}.{day}.{END}")))?;
    Ok(day)
}

/// As the appender has it.
fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}
