//! The log: a file a day in the data folder, two weeks of them.

use std::env::VarError;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_appender::rolling::{Builder, RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

const DAYS: usize = 14;
const NAME: &str = "multichat";
const END: &str = "log";
/// Lines that may wait for a slow disk before some are left out. Room for them is taken at the start:
/// the crate's own 128,000 take 4 MiB.
const WAITING: usize = 4_096;

/// Writes what is left when it goes.
pub(crate) type Guard = WorkerGuard;

/// What sets what is written.
const VARIABLE: &str = "MULTICHAT_LOG";

/// The crates of the program that are ours, by the names under which they write.
const OURS: [&str; 18] = [
    "accounts",
    "app",
    "chat",
    "donations",
    "emotes",
    "engine",
    "files",
    "images",
    "multichat_overlay",
    "net",
    "obs",
    "server",
    "store",
    "sync",
    "twitch",
    "words",
    "writing",
    "youtube",
];

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
    files::make_folder(&folder)?;
    let made = make_file(&folder, today())?;
    let appender = Builder::new()
        .rotation(Rotation::DAILY)
        .filename_prefix(NAME)
        .filename_suffix(END)
        // The day's own is there when it counts them.
        .max_log_files(DAYS + 1)
        .build(&folder)
        .map_err(io::Error::other)?;
    let (writer, guard) = NonBlockingBuilder::default()
        .buffered_lines_limit(WAITING)
        .finish(Days { appender, folder, made });
    let filter = filter(std::env::var(VARIABLE)).unwrap_or_else(|why| {
        crate::complain(&format!("{VARIABLE} can't be read ({why}): it is as if it were not set"));
        usual()
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

/// What is written: as the variable says, or as usual where it is not set. The error is why what it says
/// can't be read.
fn filter(set: Result<String, VarError>) -> Result<EnvFilter, String> {
    match set {
        Ok(set) => EnvFilter::try_new(set).map_err(|error| error.to_string()),
        Err(VarError::NotPresent) => Ok(usual()),
        Err(error) => Err(error.to_string()),
    }
}

/// Other crates say too much, and some of them too much of a request.
fn usual() -> EnvFilter {
    let ours = OURS.map(|name| format!("{name}=info"));
    EnvFilter::new(format!("warn,{}", ours.join(",")))
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
    files::open(&folder.join(format!("{NAME}.{day}.{END}")))?;
    Ok(day)
}

/// As the appender has it.
fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn all_that_is_ours_is_written() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let crates = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let crates: BTreeSet<_> = crates.map(|name| name.into_string().unwrap()).collect();
        // They are in no program, or in none that has a log.
        let tools = ["bench", "fake-platforms", "fuzz", "sync-server"].map(str::to_owned);
        let program = ["multichat_overlay"].map(str::to_owned);
        let ours = OURS.map(str::to_owned).into_iter().chain(tools).collect::<BTreeSet<_>>();
        assert_eq!(ours, crates.into_iter().chain(program).collect());
        let usual = usual().to_string();
        assert!(usual.contains("multichat_overlay=info") && usual.contains("warn"), "{usual}");
    }

    #[test]
    fn what_can_not_be_read_is_told_from_what_is_not_set() {
        let filter = |set: &str| filter(Ok(set.to_owned())).map(|filter| filter.to_string());
        assert_eq!(filter("store=debug"), Ok("store=debug".to_owned()));
        assert!(filter("store=debgu").is_err(), "a level that there is not");
        let not_set = super::filter(Err(VarError::NotPresent)).map(|filter| filter.to_string());
        assert_eq!(not_set, Ok(usual().to_string()));
        assert!(super::filter(Err(VarError::NotUnicode("x".into()))).is_err());
    }
}
