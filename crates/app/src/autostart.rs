//! Starting with the computer, as the setting `autostart` says.

use std::io;
use std::path::PathBuf;

use engine::{Engine, Warning};

use crate::Args;
use crate::args::DEFAULT_PORT;

/// What is started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Command {
    program: PathBuf,
    args: Vec<String>,
}

impl Command {
    /// This program as it was started, without its window.
    pub(crate) fn of_this_run(args: &Args, data_dir: &std::path::Path) -> io::Result<Self> {
        // An AppImage runs from where it is unpacked for this run alone.
        let program = match std::env::var_os("APPIMAGE") {
            Some(image) => PathBuf::from(image),
            None => std::env::current_exe()?,
        };
        let quiet = if args.headless { "--headless" } else { "--minimized" };
        let mut again = vec![quiet.to_owned()];
        if args.data_dir.is_some() {
            again.extend(["--data-dir".into(), data_dir.display().to_string()]);
        }
        if args.port != DEFAULT_PORT {
            again.extend(["--port".into(), args.port.to_string()]);
        }
        Ok(Self { program, args: again })
    }
}

/// Keeps the system as the setting is. What can't be done is said.
pub(crate) async fn follow(engine: Engine, command: Command) {
    let mut settings = engine.follow_settings();
    let ending = engine.quit().clone();
    let mut is_on = false;
    loop {
        let wanted = settings.borrow_and_update().autostart;
        if wanted != is_on {
            is_on = wanted;
            let command = command.clone();
            let set = move || if wanted { system::add(&command) } else { system::remove() };
            let set = tokio::task::spawn_blocking(set).await.map_err(io::Error::other);
            match set.and_then(|set| set) {
                Ok(()) => engine.clear_warning("autostart_failed"),
                Err(error) => engine.warn(failed(wanted, &error)),
            }
        }
        if !matches!(ending.run_until_cancelled(settings.changed()).await, Some(Ok(()))) {
            return;
        }
    }
}

fn failed(wanted: bool, error: &io::Error) -> Warning {
    let what = if wanted { "made to start" } else { "kept from starting" };
    Warning {
        code: "autostart_failed",
        message: format!("MultiChat Overlay could not be {what} with the computer: {error}."),
        hint: "Set it in your system's own list of programs that start by themselves.".into(),
    }
}

/// A file of the desktop's: what is in the folder `autostart` is started at login
/// (<https://specifications.freedesktop.org/autostart-spec/latest/>).
#[cfg(target_os = "linux")]
mod system {
    use std::fs;
    use std::io;
    use std::path::{Path, PathBuf};

    use super::Command;

    const FILE: &str = "multichat-overlay.desktop";

    /// Of a Flatpak's own folders, the desktop sees none.
    const IN_FLATPAK: &str = "/.flatpak-info";

    pub(super) fn add(command: &Command) -> io::Result<()> {
        if Path::new(IN_FLATPAK).exists() {
            return Err(io::Error::other("a Flatpak can't do this by itself"));
        }
        let folder = folder()?;
        fs::create_dir_all(&folder)?;
        let new = folder.join(format!("{FILE}.new"));
        fs::write(&new, entry(command))?;
        fs::rename(new, folder.join(FILE))
    }

    pub(super) fn remove() -> io::Result<()> {
        match fs::remove_file(folder()?.join(FILE)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn folder() -> io::Result<PathBuf> {
        let base = directories::BaseDirs::new();
        let base = base.ok_or_else(|| io::Error::other("there is no home folder"))?;
        Ok(base.config_dir().join("autostart"))
    }

    fn entry(Command { program, args }: &Command) -> String {
        let program = program.display().to_string();
        let words: Vec<_> =
            std::iter::once(&program).chain(args).map(|word| quoted(word)).collect();
        format!(
            "[Desktop Entry]\n\
             Type=Application\n\
             Name=MultiChat Overlay\n\
             Comment=Twitch and YouTube live chat, merged into one overlay for OBS\n\
             TryExec={}\n\
             Exec={}\n\
             Icon=app.multichat.overlay\n\
             Terminal=false\n\
             StartupNotify=false\n\
             X-GNOME-Autostart-enabled=true\n",
            program.replace('\\', "\\\\").replace('\n', "\\n"),
            words.join(" ")
        )
    }

    /// A word of the key `Exec`: quoted by its own rules, and escaped once more as every text of the
    /// file is (<https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html>).
    fn quoted(word: &str) -> String {
        let plain = |letter: char| letter.is_alphanumeric() || "/._-+:=,@".contains(letter);
        if !word.is_empty() && word.chars().all(plain) {
            return word.to_owned();
        }
        let mut quoted = String::from('"');
        for letter in word.chars() {
            match letter {
                '"' | '`' | '$' => quoted.extend(["\\\\", &letter.to_string()]),
                '\\' => quoted.push_str("\\\\\\\\"),
                '%' => quoted.push_str("%%"),
                '\n' => quoted.push_str("\\n"),
                letter => quoted.push(letter),
            }
        }
        quoted.push('"');
        quoted
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn every_path_is_one_word_of_the_command() {
            for (word, written) in [
                ("/usr/bin/multichat-overlay", "/usr/bin/multichat-overlay"),
                ("/home/Ada L/x", r#""/home/Ada L/x""#),
                (r#"a"b"#, r#""a\\"b""#),
                (r"a\b$c", r#""a\\\\b\\$c""#),
                ("100%", r#""100%%""#),
                ("", r#""""#),
            ] {
                assert_eq!(quoted(word), written, "{word}");
            }
        }
    }
}

#[cfg(any(windows, target_os = "macos"))]
mod system {
    use std::io;

    use auto_launch::{AutoLaunch, AutoLaunchBuilder};

    use super::Command;

    pub(super) fn add(command: &Command) -> io::Result<()> {
        entry(command)?.enable().map_err(io::Error::other)
    }

    pub(super) fn remove() -> io::Result<()> {
        let nothing = Command { program: std::env::current_exe()?, args: Vec::new() };
        let entry = entry(&nothing)?;
        match entry.is_enabled().map_err(io::Error::other)? {
            true => entry.disable().map_err(io::Error::other),
            false => Ok(()),
        }
    }

    fn entry(Command { program, args }: &Command) -> io::Result<AutoLaunch> {
        // On Windows the words become one command line as they are.
        let quoted = |word: &String| match cfg!(windows) && word.contains(' ') {
            true => format!("\"{word}\""),
            false => word.clone(),
        };
        let args: Vec<_> = args.iter().map(quoted).collect();
        AutoLaunchBuilder::new()
            .set_app_name("MultiChat Overlay")
            .set_app_path(&quoted(&program.display().to_string()))
            .set_args(&args)
            .build()
            .map_err(io::Error::other)
    }
}
