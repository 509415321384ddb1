//! `cargo xtask windows`: most streamers use Windows, and Debian can build for it and try the
//! result under Wine. What that cannot show is the web view, the tray and the installer.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::app::App;
use crate::process::{command, on_path, root, run, target};
use crate::{http, node, packages};

const TRIPLE: &str = "x86_64-pc-windows-gnu";
const MINGW: &str = "x86_64-w64-mingw32-gcc";
const WINE: &str = "/usr/lib/wine/wine64";
const WINE_SERVER: &str = "/usr/lib/wine/wineserver64";

/// Whose tests run there: those that have files, sockets, clocks and programs. What other crates
/// do is the same on every system.
const TESTED: [&str; 5] = ["files", "store", "engine", "server", "app"];

/// Builds the application without its window for Windows, and has it serve an overlay there. With
/// `--test` it runs the tests of [`TESTED`] before; with `--prepare` it installs what that takes, and
/// no more.
pub(crate) fn build_and_try(arguments: &[String]) -> Result<()> {
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let with_tests = match arguments[..] {
        [] => false,
        ["--test"] => true,
        ["--prepare"] => return prepare(),
        _ => bail!("cargo xtask windows takes --test, --prepare, or nothing"),
    };
    prepare()?;
    // A folder of its own: another compiler's host artefacts would replace those of the others.
    let folder = target()?.join("windows");
    run(cargo(&folder, "build").args(["--package", "app"]))?;
    let programs = folder.join(TRIPLE).join("debug");
    stand_in_for_wine_s_random(&programs)?;
    let wine = Wine { prefix: folder.join("wine") };
    if with_tests {
        test(&folder, &wine)?;
    }
    try_it(&folder, &wine, &programs.join("multichat-headless.exe"))
}

fn prepare() -> Result<()> {
    if on_path("apt-get").is_none() {
        bail!(
            "building for Windows takes Debian's packages: rustc-web, rust-web-src and wine64 among them"
        );
    }
    packages::ensure(&[packages::WINDOWS])?;
    node::build_pages()
}

/// Debian's own Cargo and compiler, which bring the source of the standard library: there is no
/// package with the standard library built for Windows.
fn cargo(folder: &Path, what: &str) -> Command {
    let mut cargo = command("/usr/bin/cargo", &[what, "--locked", "--target", TRIPLE]);
    cargo.args(["-Zbuild-std=std,panic_abort,panic_unwind", "--target-dir"]).arg(folder);
    // For -Zbuild-std; Debian's compiler is a stable one.
    cargo.env("RUSTC_BOOTSTRAP", "1");
    cargo.env("RUSTC", "/usr/bin/rustc");
    // Line numbers for a backtrace, which nobody reads there, take a tenth of the time.
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "none");
    // Set by the cargo that runs this program, and meant for its own compiler.
    cargo.env_remove("LD_LIBRARY_PATH");
    cargo.env_remove("RUSTUP_TOOLCHAIN");
    cargo
}

/// Runs the tests of [`TESTED`] under Wine.
fn test(folder: &Path, wine: &Wine) -> Result<()> {
    let mut tests = cargo(folder, "test");
    for crate_ in TESTED {
        tests.args(["--package", crate_]);
    }
    tests.args(["--lib", "--bins", "--tests", "--no-fail-fast"]);
    wine.surround(&mut tests);
    run(tests.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", WINE))
}

fn stand_in_for_wine_s_random(programs: &Path) -> Result<()> {
    let library = programs.join("bcryptprimitives.dll");
    let mut compiler = command(MINGW, &["-shared", "-O1", "-Wall", "-Werror", "-o"]);
    compiler.arg(&library);
    run(compiler.args(["tests/windows/bcryptprimitives.c", "-ladvapi32"]))?;
    // Where Cargo puts the tests: a program looks for it beside itself.
    let beside_tests = programs.join("deps").join("bcryptprimitives.dll");
    fs::copy(&library, &beside_tests)
        .with_context(|| format!("cannot write {}", beside_tests.display()))?;
    Ok(())
}

/// Starts the application, looks at the default overlay and at its health, and ends it.
fn try_it(folder: &Path, wine: &Wine, program: &Path) -> Result<()> {
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
        self.surround(&mut command);
        command
    }

    /// Has what the command starts use this Wine.
    fn surround(&self, command: &mut Command) {
        command.env("WINEPREFIX", &self.prefix);
        command.env("WINEDEBUG", "-all");
        // Without these it offers to download .NET and a browser.
        command.env("WINEDLLOVERRIDES", "mscoree,mshtml=");
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
