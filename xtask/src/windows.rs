//! `cargo xtask windows`: most streamers use Windows, and Debian can build for it and try the
//! result under Wine. What that cannot show is the web view, the tray and the installer.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::app::App;
use crate::edges::SHELL;
use crate::process::{command, on_path, root, run, target};
use crate::{http, node, packages};

const TRIPLE: &str = "x86_64-pc-windows-gnu";
const MINGW: &str = "x86_64-w64-mingw32-gcc";
const WINE: &str = "/usr/lib/wine/wine64";
const WINE_SERVER: &str = "/usr/lib/wine/wineserver64";

/// Builds every crate but the shell for Windows, and has the application serve an overlay there.
pub(crate) fn build_and_try() -> Result<()> {
    if on_path("apt-get").is_none() {
        bail!(
            "building for Windows takes Debian's packages: rustc-web, rust-web-src and wine64 among them"
        );
    }
    packages::ensure(&[packages::WINDOWS])?;
    node::build_pages()?;
    // A folder of its own: another compiler's host artefacts would replace those of the others.
    let folder = target()?.join("windows");
    build(&folder)?;
    let programs = folder.join(TRIPLE).join("debug");
    stand_in_for_wine_s_random(&programs)?;
    try_it(&folder, &programs.join("multichat-headless.exe"))
}

/// Builds with Debian's compiler, which brings the source of the standard library: there is no
/// package with the standard library built for Windows.
fn build(folder: &Path) -> Result<()> {
    let mut cargo = command(
        "/usr/bin/cargo",
        &[
            "build",
            "--workspace",
            "--exclude",
            SHELL,
            "--exclude",
            "xtask",
            "--locked",
            "-Zbuild-std=std,panic_abort,panic_unwind",
            "--target",
            TRIPLE,
            "--target-dir",
        ],
    );
    cargo.arg(folder);
    // For -Zbuild-std; Debian's compiler is a stable one.
    cargo.env("RUSTC_BOOTSTRAP", "1");
    cargo.env("RUSTC", "/usr/bin/rustc");
    // Set by the cargo that runs this program, and meant for its own compiler.
    cargo.env_remove("LD_LIBRARY_PATH");
    cargo.env_remove("RUSTUP_TOOLCHAIN");
    run(&mut cargo)
}

fn stand_in_for_wine_s_random(programs: &Path) -> Result<()> {
    let mut compiler = command(MINGW, &["-shared", "-O1", "-Wall", "-Werror", "-o"]);
    compiler.arg(programs.join("bcryptprimitives.dll"));
    run(compiler.args(["tests/windows/bcryptprimitives.c", "-ladvapi32"]))
}

/// Starts the application, looks at the default overlay and at its health, and ends it.
fn try_it(folder: &Path, program: &Path) -> Result<()> {
    let wine = Wine { prefix: folder.join("wine") };
    let data = folder.join("data");
    if data.exists() {
        fs::remove_dir_all(&data).with_context(|| format!("cannot empty {}", data.display()))?;
    }
    let mut start = wine.command(WINE);
    start.arg(program).args(["--headless", "--demo", "--port", "0"]);
    start.arg("--data-dir").arg(seen_from_windows(&data));
    println!("starting {} under Wine", program.display());
    let app = App::start(&mut start, &data)?;

    let overlay = http::ask("GET", app.runtime("overlay_url")?, None, None)?;
    if overlay.status != 200 || !overlay.body.contains("<main class=\"overlay\"") {
        bail!("the overlay's page was answered with {}", overlay.status);
    }
    let health = app.call("GET", "/api/health", None)?;
    println!("health: {health}");
    app.call("POST", "/api/quit", None)?;
    app.wait()?;
    if data.join("runtime.json").exists() {
        bail!("runtime.json is still there after the application has ended");
    }
    println!("under Wine, the application served its overlay and ended when told");
    Ok(())
}

/// Wine with its files in a folder of ours. Dropped, it ends what runs in it.
struct Wine {
    prefix: PathBuf,
}

impl Wine {
    fn command(&self, program: &str) -> Command {
        let mut command = command::<&str>(program, &[]);
        command.env("WINEPREFIX", &self.prefix);
        command.env("WINEDEBUG", "-all");
        // Without these it offers to download .NET and a browser.
        command.env("WINEDLLOVERRIDES", "mscoree,mshtml=");
        command
    }
}

impl Drop for Wine {
    fn drop(&mut self) {
        if let Err(error) = run(self.command(WINE_SERVER).arg("--kill")) {
            eprintln!("Wine goes on running: {error:#}");
        }
    }
}

/// The path as a program under Wine names it: `Z:` is the root of the file system.
fn seen_from_windows(path: &Path) -> String {
    let path = if path.is_absolute() { path.to_owned() } else { root().join(path) };
    format!("Z:{}", path.display()).replace('/', "\\")
}
