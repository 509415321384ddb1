//! A file that is there whole, in its last version, whatever happens in between.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::steps::{Step, reached};

/// Writes it for its owner's eyes alone, so that it is on the disk when this returns. Until then
/// the one before is.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = beside(path);
    let mut file = private(&new)?;
    file.write_all(bytes)?;
    reached(Step::Written);
    file.sync_all()?;
    drop(file);
    reached(Step::Synced);
    fs::rename(&new, path)?;
    reached(Step::Renamed);
    sync_folder(path)
}

/// The name under which the next version is written.
pub(crate) fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    name.into()
}

/// Removes it. That it is not there is no error.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => sync_folder(path),
    }
}

/// Gives it another name, one that nothing has yet, and returns it.
pub(crate) fn put_aside(path: &Path) -> io::Result<PathBuf> {
    let aside = aside(path)?;
    fs::rename(path, &aside)?;
    sync_folder(path)?;
    Ok(aside)
}

/// A name for what is put aside, one that nothing has yet.
pub(crate) fn aside(path: &Path) -> io::Result<PathBuf> {
    for number in 1_u32.. {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".aside-{number}"));
        let aside = PathBuf::from(name);
        if !aside.try_exists()? {
            return Ok(aside);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
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

fn private(path: &Path) -> io::Result<File> {
    // One that an earlier run left behind may have other rights.
    remove_quietly(path)?;
    let mut options = File::options();
    options.create_new(true).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

fn remove_quietly(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
