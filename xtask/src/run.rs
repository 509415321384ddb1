//! `cargo xtask run`: from a clean clone to a running application.

use std::process::Command;

use anyhow::Result;

use crate::edges::SHELL;
use crate::{node, packages, process};

/// Starts the application with what comes after `--`, or with everything where there is no `--`.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let arguments = match arguments {
        [first, rest @ ..] if first == "--" => rest,
        all => all,
    };
    node::build_pages()?;
    let asked = arguments.iter().any(|argument| argument == "--headless");
    let mut application = if asked {
        headless()
    } else if has_display() {
        with_windows()?
    } else {
        eprintln!("no display here (DISPLAY, WAYLAND_DISPLAY): running headless");
        let mut application = headless();
        application.arg("--headless");
        application
    };
    application.args(arguments);
    process::become_command(application)
}

/// The same application, in a program that is built without GTK.
fn headless() -> Command {
    let program = ["--package", "app", "--bin", "multichat-headless"];
    process::cargo(&[&["run"], program.as_slice(), &["--"]].concat())
}

fn with_windows() -> Result<Command> {
    if let Some(needs) = outside_linux().filter(|_| is_first_build()) {
        eprintln!("building needs {needs}");
    }
    packages::ensure(&[packages::SHELL])?;
    Ok(process::cargo(&["run", "--package", SHELL, "--"]))
}

/// What no package manager of ours can bring.
fn outside_linux() -> Option<&'static str> {
    match std::env::consts::OS {
        "windows" => Some(
            "Visual Studio's C++ build tools; the window needs WebView2, which is part of \
             Windows 11 and of an up-to-date Windows 10",
        ),
        "macos" => Some("Xcode's command line tools (xcode-select --install)"),
        _ => None,
    }
}

fn is_first_build() -> bool {
    process::program(SHELL).is_ok_and(|program| !program.exists())
}

fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
