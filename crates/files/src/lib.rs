//! Our files on the disk: for their owner's eyes alone, whatever the system gives new files, and
//! whole in their last version, whatever happens in between.
//!
//! Each file gets its rights when it is made: rights for the whole process would be those of the
//! programs that it starts as well. Windows' folder of application data is its owner's anyway.

mod rights;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

pub use self::rights::close;

/// What has just been done of writing a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The next version is written, under another name.
    Written,
    /// It is on the disk.
    Synced,
    /// It has its name.
    Renamed,
}

/// Writes a file, so that it is on the disk when this returns. Until then the one before is, and it
/// stays where the system refuses something, which is the error.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_in_steps(path, bytes, |_| {})
}

/// The same, and tells of each step: a test may end there.
pub fn write_in_steps(path: &Path, bytes: &[u8], reached: impl Fn(Step)) -> io::Result<()> {
    let next = next(path);
    // One that an earlier run left behind may have other rights.
    remove_if_there(&next)?;
    let mut file = create_new(&next)?;
    file.write_all(bytes)?;
    reached(Step::Written);
    file.sync_all()?;
    drop(file);
    reached(Step::Synced);
    fs::rename(&next, path)?;
    reached(Step::Renamed);
    sync_folder(path)
}

/// The name under which the next version of a file is written.
#[must_use]
pub fn next(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    name.into()
}

/// Gives a file another name, on the disk too. What had that name is gone.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    sync_folder(to)
}

/// Removes a file, on the disk too. That it is not there is no error.
pub fn remove(path: &Path) -> io::Result<()> {
    if remove_if_there(path)? { sync_folder(path) } else { Ok(()) }
}

fn remove_if_there(path: &Path) -> io::Result<bool> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// A new name is on the disk only when its folder is. Windows does this by itself.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Makes a file. One that is there already is an error.
pub fn create_new(path: &Path) -> io::Result<File> {
    options().create_new(true).open(path)
}

/// Makes a file, or empties the one that is there.
pub fn create(path: &Path) -> io::Result<File> {
    let file = options().create(true).truncate(true).open(path)?;
    close(path);
    Ok(file)
}

/// Opens a file to be written, with what is in it, or makes it.
pub fn open(path: &Path) -> io::Result<File> {
    let file = options().create(true).truncate(false).open(path)?;
    close(path);
    Ok(file)
}

fn options() -> OpenOptions {
    let mut options = File::options();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Sees to it that there is a folder that its owner alone gets into, and those around it.
pub fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(path)
}

#[cfg(test)]
mod tests;
