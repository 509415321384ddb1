//! The files that people write, as opposed to those that programs make.

use std::fs;
use std::path::{Path, PathBuf};

/// Made by building and installing.
const MADE: &[&str] = &["dist", "node_modules", "target"];

/// The path itself and all under it. A folder is in it as well: its time tells of deleted files.
pub(crate) fn walk(path: &Path) -> Vec<PathBuf> {
    let mut found = vec![path.to_owned()];
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let hidden = name.to_string_lossy().starts_with('.');
        if !hidden && !MADE.iter().any(|made| name == *made) {
            found.extend(walk(&entry.path()));
        }
    }
    found
}
