//! Paths as a person is shown them. A window may be on the stream, and a home folder has the name that
//! somebody has on their computer.

use std::env::home_dir;
use std::path::Path;

/// What stands for the home folder: both can be typed where a path can.
const HOME: &str = if cfg!(windows) { "%USERPROFILE%" } else { "~" };

/// The path as it is shown.
#[must_use]
pub fn shown_path(path: &Path) -> String {
    below(home_dir().as_deref(), path)
}

fn below(home: Option<&Path>, path: &Path) -> String {
    match home.and_then(|home| path.strip_prefix(home).ok()) {
        Some(rest) => Path::new(HOME).join(rest).display().to_string(),
        None => path.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_folder_keeps_its_name_to_itself() {
        let home = Path::new("home").join("ada");
        let logs = home.join("data").join("logs");
        let shown = Path::new(HOME).join("data").join("logs").display().to_string();
        assert_eq!(below(Some(&home), &logs), shown);
        for elsewhere in ["home/adam/logs", "srv/logs"] {
            assert_eq!(below(Some(&home), Path::new(elsewhere)), elsewhere);
        }
        assert_eq!(below(None, &logs), logs.display().to_string());
    }
}
