//! The Node part: installed packages, built pages, and programs that are Node scripts.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::files::walk;
use crate::process::{command, on_path, program, root, run};

/// What the pages are built from.
const PAGE_SOURCES: &[&str] = &["ui", "package-lock.json"];
/// The last file that a build of the pages writes anew.
const BUILT_PAGE: &str = "ui/dist/dashboard.html";

/// `npm` with these arguments; on Windows it is a script, which needs its full name.
pub(crate) fn npm(arguments: &[&str]) -> Command {
    command(if cfg!(windows) { "npm.cmd" } else { "npm" }, arguments)
}

/// Installs the packages that this folder's lock file names, unless they are installed.
pub(crate) fn install(folder: &str) -> Result<()> {
    if on_path("node").is_none() {
        bail!("Node is missing: install version 20 or later from https://nodejs.org");
    }
    let folder = root().join(folder);
    let wanted = changed(&folder.join("package-lock.json"))
        .with_context(|| format!("{} has no package-lock.json", folder.display()))?;
    let installed = changed(&folder.join("node_modules/.package-lock.json"));
    if installed.is_some_and(|installed| installed >= wanted) {
        return Ok(());
    }
    run(npm(&["ci"]).current_dir(folder))
}

/// Builds the dashboard's pages, unless they are newer than all they are made from.
pub(crate) fn build_pages() -> Result<()> {
    install(".")?;
    let built = changed(&root().join(BUILT_PAGE));
    let sources = PAGE_SOURCES.iter().map(|path| newest(&root().join(path)));
    if built.is_some() && built >= sources.max().flatten() {
        return Ok(());
    }
    run(&mut npm(&["run", "build", "--workspace", "ui"]))
}

/// `node`, told where our programs are, for scripts that start them.
pub(crate) fn script() -> Result<Command> {
    let mut node = command::<&str>("node", &[]);
    node.env("FAKE_PLATFORMS_BIN", program("fake-platforms")?);
    node.env("MULTICHAT_BIN", program("multichat-headless")?);
    node.env("MULTICHAT_SYNC_BIN", program("multichat-sync")?);
    Ok(node)
}

/// The test files of a folder, deepest included; none is an error, so that no suite gets lost.
pub(crate) fn test_files(folder: &str) -> Result<Vec<String>> {
    let mut files: Vec<_> = walk(&root().join(folder))
        .into_iter()
        .filter_map(|path| Some(path.to_str()?.to_owned()))
        .filter(|path| path.ends_with(".test.js") || path.ends_with(".test.mjs"))
        .collect();
    files.sort();
    if files.is_empty() {
        bail!("{folder} has no test (a file that ends with .test.js or .test.mjs)");
    }
    Ok(files)
}

fn newest(path: &Path) -> Option<SystemTime> {
    walk(path).iter().filter_map(|path| changed(path)).max()
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}
