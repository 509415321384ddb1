//! What is in the data folder is for its owner's eyes alone, whatever the system gives new files and
//! whoever made the folder.
//!
//! Each file gets its rights when it is made: rights for the whole process would be those of the
//! browser that it starts as well. Windows' folder of application data is its owner's anyway.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// The lock of the one application on a data folder.
pub(crate) const LOCK: &str = "lock";
/// How the names of our other files in it begin. A folder that a person has chosen may have others.
const OURS: [&str; 7] = [
    "accounts.sealed",
    "diagnostics.json",
    "multichat.",
    "running.json",
    "runtime.json",
    "settings-before-import-",
    "window.json",
];
/// Our folders in it. Nobody else gets into them, whatever rights their files have. Themes are the
/// person's own.
const FOLDERS: [&str; 3] = ["images", "logs", "webview"];

/// Writes a file for its owner's eyes alone.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use io::Write as _;
    make(path)?.write_all(bytes)
}

/// Makes a file for its owner's eyes alone, or empties it.
pub(crate) fn make(path: &Path) -> io::Result<File> {
    let file = options().truncate(true).open(path)?;
    closed(path);
    Ok(file)
}

/// Sees to it that there is a file, with what is in it.
pub(crate) fn be_there(path: &Path) -> io::Result<File> {
    let file = options().truncate(false).open(path)?;
    closed(path);
    Ok(file)
}

fn options() -> fs::OpenOptions {
    let mut options = File::options();
    options.create(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Sees to it that there is a folder that its owner alone gets into, and those around it.
pub fn folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(path)
}

/// Takes what an earlier version, or the system, has allowed to others in the data folder.
pub(crate) fn close_all(data_dir: &Path, is_chosen: bool) {
    if !is_chosen {
        closed(data_dir);
    }
    let entries = match fs::read_dir(data_dir) {
        Ok(entries) => entries,
        Err(error) => {
            tracing::warn!(%error, "the data folder can't be looked through");
            return;
        }
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_ours = entry.file_type().is_ok_and(|kind| {
            let file = *name == *LOCK || OURS.iter().any(|ours| name.starts_with(ours));
            // What is a link, a person has put there.
            (kind.is_file() && file) || (kind.is_dir() && FOLDERS.contains(&&*name))
        });
        if is_ours {
            closed(&entry.path());
        }
    }
}

/// Takes all rights of others from it. Where the disk knows no rights, or it is somebody else's,
/// there are none to take.
fn closed(path: &Path) {
    if let Err(error) = close(path) {
        tracing::warn!(path = %path.display(), %error, "what others may do with it can't be set");
    }
}

#[cfg(unix)]
fn close(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path)?.permissions().mode() & 0o777;
    if mode == mode & 0o700 {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it may fail")]
fn close(_: &Path) -> io::Result<()> {
    Ok(())
}
