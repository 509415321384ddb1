//! Whether the run before this one ended well.
//!
//! A file is there while the application runs. One that is found at the start was left by a run that
//! crashed or was killed; unless the machine has been started anew since, and nothing had gone wrong
//! before: then it went down with the machine, which is no fault of ours to tell of.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use engine::{Warning, shown_path};
use serde::{Deserialize, Serialize};

const NAME: &str = "running.json";

/// The mark that the application runs.
#[derive(Debug)]
pub(crate) struct Mark(PathBuf);

#[derive(Debug, Default, Serialize, Deserialize)]
struct Contents {
    /// This start of the machine, where it has a name.
    boot: Option<String>,
    /// Where something panicked.
    #[serde(default)]
    panic: Option<String>,
}

impl Mark {
    /// Leaves it in the data folder. Gives what to say of the run before.
    pub(crate) fn leave(data_dir: &Path) -> io::Result<(Self, Option<Warning>)> {
        let path = data_dir.join(NAME);
        let before = match fs::read(&path) {
            Ok(text) => Some(serde_json::from_slice(&text).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let boot = boot();
        let crashed = before.is_some_and(|before: Contents| {
            before.panic.is_some() || (boot.is_some() && before.boot == boot)
        });
        write(&path, &Contents { boot, panic: None })?;
        Ok((Self(path), crashed.then(|| ended_badly(data_dir))))
    }

    /// Takes it away: this run ended well.
    pub(crate) fn remove(self) -> io::Result<()> {
        match fs::remove_file(self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// What to call when something panics, with the place in the code.
pub(crate) fn note_panics(data_dir: &Path) -> impl Fn(&str) + Send + Sync + use<> {
    let path = data_dir.join(NAME);
    move |place| {
        let contents = Contents { boot: boot(), panic: Some(place.to_owned()) };
        if let Err(error) = write(&path, &contents) {
            tracing::warn!(%error, "the panic could not be noted");
        }
    }
}

fn write(path: &Path, contents: &Contents) -> io::Result<()> {
    files::create(path)?.write_all(&serde_json::to_vec(contents)?)
}

/// The name of this start of the machine. Linux gives one; elsewhere the path may be anybody's, and
/// under Wine it is that of the Linux around it.
fn boot() -> Option<String> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let id = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    Some(id.trim().to_owned())
}

fn ended_badly(data_dir: &Path) -> Warning {
    Warning {
        code: "ended_badly",
        message: "MultiChat Overlay did not end well the last time.".into(),
        hint: format!(
            "If that was not you, report it on the project's page at GitHub, under “Issues”: say what \
             you did, and add the newest file in {}. No chat and no keys are in it.",
            shown_path(&data_dir.join("logs"))
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(boot: &str, panic: Option<&str>) -> bool {
        let folder = tempfile::tempdir().expect("a folder");
        let boot = match boot {
            "this" => super::boot(),
            other => Some(other.to_owned()),
        };
        let contents = Contents { boot, panic: panic.map(str::to_owned) };
        write(&folder.path().join(NAME), &contents).expect("it is written");
        let (_, warning) = Mark::leave(folder.path()).expect("it is left");
        warning.is_some()
    }

    #[test]
    fn a_run_that_went_down_with_the_machine_is_not_spoken_of() {
        assert!(!found("an earlier one", None));
        assert!(found("an earlier one", Some("hub.rs:1")), "what panicked before that is");
        assert_eq!(found("this", None), cfg!(target_os = "linux"));
    }

    #[test]
    fn a_run_that_ended_well_leaves_nothing_and_one_that_panicked_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mark, warning) = Mark::leave(folder.path()).expect("it is left");
        assert_eq!(warning, None, "there was none before");
        mark.remove().expect("it is there");
        let (_, warning) = Mark::leave(folder.path()).expect("it is left");
        assert_eq!(warning, None);
        note_panics(folder.path())("hub.rs:1");
        let (_, warning) = Mark::leave(folder.path()).expect("it is left");
        let warning = warning.expect("it is said");
        assert_eq!(warning.code, "ended_badly");
        let logs = shown_path(&folder.path().join("logs"));
        for part in ["GitHub", "“Issues”", "newest file", logs.as_str()] {
            assert!(warning.hint.contains(part), "where to, and with what: {}", warning.hint);
        }
    }
}
