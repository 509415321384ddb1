//! Running other programs, from the project's root.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// The folder of the workspace's `Cargo.toml`.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// A command that will run in the project's root.
pub(crate) fn command<A: AsRef<str>>(program: &str, arguments: &[A]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments.iter().map(AsRef::as_ref)).current_dir(root());
    command
}

/// `cargo` with these arguments, the same that runs this program.
pub(crate) fn cargo<A: AsRef<str>>(arguments: &[A]) -> Command {
    command("cargo", arguments)
}

/// Shows the command and runs it to its end; an exit status other than 0 is an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    eprintln!("$ {}", shown(command));
    let status = command.status().with_context(|| format!("cannot start {}", shown(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", shown(command));
    }
    Ok(())
}

/// What the command writes to standard output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("cannot start {}", shown(command)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{} ended with {}: {said}", shown(command), output.status);
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("{} wrote what is not text", shown(command)))
}

/// Whether the command can be run and ends with status 0; shows nothing.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// Becomes the command, so that signals and the exit status are the command's own.
#[cfg(unix)]
pub(crate) fn become_command(mut command: Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    eprintln!("$ {}", shown(&command));
    let error = command.exec();
    Err(error).with_context(|| format!("cannot start {}", shown(&command)))
}

/// Runs the command to its end: this system cannot replace a running program.
#[cfg(not(unix))]
pub(crate) fn become_command(mut command: Command) -> Result<()> {
    run(&mut command)
}

/// Where a program of this name is, if it is on the search path.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(&name))
        .find(|path| path.is_file())
}

/// What Cargo knows of the workspace; its dependencies' own dependencies are left out.
pub(crate) fn metadata() -> Result<Value> {
    let text = output(&mut cargo(&["metadata", "--no-deps", "--format-version=1"]))?;
    serde_json::from_str(&text).context("cargo metadata wrote what is not JSON")
}

/// Cargo's target folder, which the user may have moved.
pub(crate) fn target() -> Result<PathBuf> {
    let metadata = metadata()?;
    let folder = metadata.get("target_directory").and_then(Value::as_str);
    Ok(folder.context("cargo metadata names no target folder")?.into())
}

/// Where Cargo puts a program of ours that it builds for development.
pub(crate) fn program(name: &str) -> Result<PathBuf> {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    Ok(target()?.join("debug").join(name))
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}
