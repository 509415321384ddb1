//! Opening a page in the person's browser.

use std::process::{Command, Stdio};

/// Which browser is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Browser {
    /// None: nobody is there to see it.
    None,
    /// The system's own.
    System,
    /// This command, with the address behind its arguments.
    Command(String),
}

/// The variables that a browser has no use for, and that are not to be seen in its environment.
const NOT_PASSED_ON: [&str; 3] =
    ["MULTICHAT_TWITCH_CLIENT_ID", "MULTICHAT_GOOGLE_CLIENT_ID", "MULTICHAT_GOOGLE_CLIENT_SECRET"];

impl Browser {
    /// The one that the environment names; without one the system's, or none without a desktop.
    #[must_use]
    pub fn from_env(variable: impl Fn(&str) -> Option<String>, headless: bool) -> Self {
        match variable("MULTICHAT_BROWSER").filter(|command| !command.trim().is_empty()) {
            Some(command) => Self::Command(command),
            None if headless => Self::None,
            None => Self::System,
        }
    }

    /// Opens a page. False if none was opened: then the person opens it themselves.
    pub(crate) fn open(&self, url: &str) -> bool {
        let commands = match self {
            Self::None => return false,
            Self::System => open::commands(url),
            Self::Command(line) => command(line, url).into_iter().collect(),
        };
        commands.into_iter().any(|mut command| {
            for name in NOT_PASSED_ON {
                command.env_remove(name);
            }
            let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            match quiet.spawn() {
                Ok(mut child) => {
                    // It is waited for, so that none is left behind; it may take as long as it
                    // likes.
                    std::thread::spawn(move || drop(child.wait()));
                    true
                }
                Err(error) => {
                    tracing::info!(%error, "a browser could not be started");
                    false
                }
            }
        })
    }
}

/// A whole text that is a file is one program; otherwise words are the program and its arguments.
fn command(line: &str, url: &str) -> Option<Command> {
    let mut command = if std::path::Path::new(line).is_file() {
        Command::new(line)
    } else {
        let mut words = line.split_whitespace();
        let mut command = Command::new(words.next()?);
        command.args(words);
        command
    };
    command.arg(url);
    Some(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_s_command_goes_first_and_headless_opens_nothing_by_itself() {
        let named = |name: &str| (name == "MULTICHAT_BROWSER").then(|| "firefox -P x".to_owned());
        let command = Browser::Command("firefox -P x".into());
        assert_eq!(Browser::from_env(named, false), command);
        assert_eq!(Browser::from_env(named, true), command);
        assert_eq!(Browser::from_env(|_| None, false), Browser::System);
        assert_eq!(Browser::from_env(|_| None, true), Browser::None);
        assert!(!Browser::None.open("https://example.test"));
    }

    #[test]
    fn the_address_is_the_last_argument() {
        let command = command("firefox -P x", "https://example.test/?a=b&c").unwrap();
        let arguments: Vec<_> = command.get_args().collect();
        assert_eq!(arguments, ["-P", "x", "https://example.test/?a=b&c"]);
    }
}
