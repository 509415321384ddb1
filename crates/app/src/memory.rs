//! No memory of ours is written down when the program crashes: tokens and keys are in it.

/// Set to anything, whoever looks for a fault gets core dumps all the same.
#[cfg(target_os = "linux")]
const WANTED: &str = "MULTICHAT_CORE_DUMPS";

/// Keeps the system from it. Programs that are started from here leave none either.
///
/// The limit is 1 and not 0: a program that takes dumps (systemd-coredump, Apport) gets those of
/// processes with 0 as well, and Linux makes none for it with 1 alone (`fs/coredump.c`). That the
/// process is called undumpable (`PR_SET_DUMPABLE`) would do too, and keep desktop portals from seeing
/// whose window it is.
#[cfg(target_os = "linux")]
pub(crate) fn is_not_dumped() -> std::io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    if std::env::var_os(WANTED).is_some_and(|wanted| !wanted.is_empty()) {
        return Ok(());
    }
    let maximum = getrlimit(Resource::Core).maximum;
    let limit = Rlimit { current: Some(maximum.unwrap_or(1).min(1)), maximum };
    Ok(setrlimit(Resource::Core, limit)?)
}

/// Elsewhere the system writes none unless somebody has set it up.
#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "on Linux it may be refused")]
pub(crate) fn is_not_dumped() -> std::io::Result<()> {
    Ok(())
}
