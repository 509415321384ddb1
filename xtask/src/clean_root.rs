//! A Debian with nothing in it, to install the package in, start it, and remove it again.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::app::App;
use crate::edges::SHELL;
use crate::process::{command, output, run, target};
use crate::{http, packages};

/// Where the system's own sources of packages may stand.
const SOURCES: &[&str] = &["/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"];

/// What other packages make anew whenever something is installed, and what holds no files of ours.
const NOT_OURS: &[&str] = &["/dev", "/proc", "/sys", "/tmp", "/run", "/var"];

/// Fails if the package does not install, start and serve, or leaves anything behind.
pub(crate) fn try_package(package: &Path) -> Result<()> {
    if output(&mut command("id", &["-u"]))?.trim() != "0" {
        bail!("trying the package takes root: it is installed in a root of its own");
    }
    packages::ensure(&[packages::CLEAN_ROOT])?;
    let place = target()?.join("deb/clean-root");
    make(&place)?;
    fs::copy(package, place.join("tmp/package.deb")).context("cannot copy the package")?;

    // Its dependencies stay where they are: what they leave is theirs.
    let apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "--yes"];
    run(inside(&place, &apt).arg("update"))?;
    run(inside(&place, &apt).args(["install", "--no-install-recommends", "/tmp/package.deb"]))?;
    let with_it = files(&place)?;
    serve(&place)?;
    run(inside(&place, &apt).args(["remove", SHELL]))?;
    // Only dpkg knows a package that is gone already, as one without settings of the system's is.
    run(&mut inside(&place, &["dpkg", "--purge", SHELL]))?;
    let left = files(&place)?;

    let gone: Vec<_> = with_it.difference(&left).collect();
    let ours = |path: &&PathBuf| path.to_string_lossy().contains("multichat");
    let stray: Vec<_> = left.iter().filter(ours).collect();
    let new: Vec<_> = left.difference(&with_it).collect();
    println!("removed: {gone:#?}");
    if !stray.is_empty() || !new.is_empty() {
        bail!("this was left behind: {stray:?} {new:?}");
    }
    println!("the package was installed, served its overlay, was removed, and left nothing behind");
    Ok(())
}

/// Makes the root: unpacked anew each time, from an archive that is made once, of this system's own
/// packages.
fn make(place: &Path) -> Result<()> {
    let archive = place.with_extension("tar");
    if !archive.exists() {
        bootstrap(&archive)?;
    }
    if place.exists() {
        fs::remove_dir_all(place).with_context(|| format!("cannot empty {}", place.display()))?;
    }
    fs::create_dir_all(place).with_context(|| format!("cannot make {}", place.display()))?;
    let mut unpack = command("tar", &["--extract", "--file"]);
    run(unpack.arg(&archive).arg("--directory").arg(place))
}

fn bootstrap(archive: &Path) -> Result<()> {
    let release = fs::read_to_string("/etc/os-release").context("which Debian this is")?;
    let suite = release.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME="));
    let suite = suite.context("/etc/os-release names no release")?;
    let sources = SOURCES.iter().find(|file| Path::new(file).exists());
    let sources = sources.context("the sources of Debian's packages were not found")?;
    let file = fs::File::open(sources).with_context(|| format!("cannot read {sources}"))?;
    let mut make = command("mmdebstrap", &["--variant=apt", "--quiet", suite]);
    run(make.arg(archive).arg("-").stdin(file))
}

/// A command that will run in the root, which has `/proc` for as long as it runs.
fn inside(place: &Path, words: &[&str]) -> Command {
    let enter = "mount --bind /proc \"$0/proc\" && exec chroot \"$0\" \"$@\"";
    let mut command = command("unshare", &["--mount", "sh", "-c", enter]);
    command.arg(place).args(words);
    command
}

/// Starts it as its own user would, looks at the overlay and at its health, and ends it.
fn serve(place: &Path) -> Result<()> {
    let data = "/tmp/data";
    let mut start = inside(place, &["env", "HOME=/tmp", SHELL, "--headless", "--demo"]);
    let app = App::start(start.args(["--port", "0", "--data-dir", data]), &place.join("tmp/data"))?;
    let overlay = http::ask("GET", app.runtime("overlay_url")?, None, None)?;
    if overlay.status != 200 || !overlay.body.contains("<main class=\"overlay\"") {
        bail!("the overlay's page was answered with {}", overlay.status);
    }
    println!("health: {}", app.call("GET", "/api/health", None)?);
    app.call("POST", "/api/quit", None)?;
    app.wait()
}

/// All files of the root that a package could have brought.
fn files(place: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::new();
    let mut folders = vec![place.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let entry = entry?;
            let path = entry.path();
            let shown = Path::new("/").join(path.strip_prefix(place)?);
            if NOT_OURS.iter().any(|other| shown.starts_with(other)) {
                continue;
            }
            if entry.file_type()?.is_dir() {
                folders.push(path);
            }
            found.insert(shown);
        }
    }
    Ok(found)
}
