//! What was set before each of the last imports, as files in the data folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const NAME: &str = "settings-before-import-";
const END: &str = ".json";
/// Files that are kept; the oldest one makes room.
const KEPT: usize = 10;

/// Keeps this under the next number, so that it is on the disk when this returns.
pub(super) fn keep(folder: &Path, file: &[u8]) -> io::Result<PathBuf> {
    let mut kept = numbers(folder)?;
    let next = kept.last().map_or(1, |last| last.saturating_add(1));
    let path = path(folder, next);
    files::write(&path, file)?;
    kept.push(next);
    let old = kept.len().saturating_sub(KEPT);
    for number in kept.into_iter().take(old) {
        if let Err(error) = files::remove(&self::path(folder, number)) {
            tracing::warn!(%error, "an old file of settings could not be removed");
        }
    }
    Ok(path)
}

/// The numbers of those that are there, the oldest first.
fn numbers(folder: &Path) -> io::Result<Vec<u32>> {
    let mut numbers = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix(NAME)?.strip_suffix(END));
        numbers.extend(number.and_then(|number| number.parse::<u32>().ok()));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

fn path(folder: &Path, number: u32) -> PathBuf {
    folder.join(format!("{NAME}{number}{END}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_import_has_a_file_of_its_own_and_the_last_ten_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("settings-before-import-mine.json"), "x").expect("written");
        for number in 1..=12 {
            let path = keep(folder.path(), number.to_string().as_bytes()).expect("it is kept");
            assert_eq!(fs::read_to_string(path).expect("it is there"), number.to_string());
        }
        assert_eq!(numbers(folder.path()).expect("a folder"), (3..=12).collect::<Vec<_>>());
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 11, "others stay too");
    }
}
