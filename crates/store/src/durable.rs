//! A file that is there whole, in its last version, whatever happens in between.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// Writes it for its owner's eyes alone, so that it is on the disk when this returns. Until then
/// the one before is. What the system refuses is the error; the one before is still there.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut new = path.as_os_str().to_owned();
    new.push(".new");
    remove(Path::new(&new))?;
    let mut file = private(Path::new(&new))?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    rename(Path::new(&new), path)
}

/// Gives it another name, on the disk too. What had that name is gone.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    sync_folder(to)
}

/// Removes it. That it is not there is no error; what the system refuses is.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
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

/// A new file for its owner's eyes alone.
pub(crate) fn private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create_new(true).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}
