//! What is in the data folder is for its owner's eyes alone, whoever made the folder and whatever an
//! earlier version has left there. What is new is made so (`files`).

use std::fs;
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

/// Takes what an earlier version, or the system, has allowed to others in the data folder.
pub(crate) fn close_all(data_dir: &Path, is_chosen: bool) {
    if !is_chosen {
        files::close(data_dir);
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
            files::close(&entry.path());
        }
    }
}
