//! What others may do with what is on the disk.

use std::io;
use std::path::Path;

/// Takes all rights of others from a file or folder. Where the disk knows no rights, or it is
/// somebody else's, there are none to take.
pub fn close(path: &Path) {
    if let Err(error) = take(path) {
        tracing::warn!(path = %path.display(), %error, "what others may do with it can't be set");
    }
}

#[cfg(unix)]
fn take(path: &Path) -> io::Result<()> {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path)?.permissions().mode() & 0o777;
    if mode == mode & 0o700 {
        return Ok(());
    }
    fs::set_permissions(path, Permissions::from_mode(mode & 0o700))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it may fail")]
fn take(_: &Path) -> io::Result<()> {
    Ok(())
}
