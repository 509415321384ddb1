//! Checks that the documents are true where a program can tell.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::edges::SHELL;
use crate::files::walk;
use crate::process;

const MAP: &str = "ARCHITECTURE.md";

/// Fails where a document's link leads nowhere, where a crate is not in the architecture's map,
/// or where the API documentation has a fault.
pub(crate) fn check() -> Result<()> {
    let mut faults = Vec::new();
    for document in documents() {
        let text = fs::read_to_string(&document)
            .with_context(|| format!("cannot read {}", document.display()))?;
        let folder = document.parent().unwrap_or(process::root());
        for target in dead_links(&text, folder) {
            faults.push(format!("{} links to {target}, which is not there", document.display()));
        }
    }
    let map = fs::read_to_string(process::root().join(MAP));
    let map = map.with_context(|| format!("cannot read {MAP}"))?;
    for name in crates()? {
        if !map.contains(&format!("`crates/{name}`")) {
            faults.push(format!("{MAP} does not describe `crates/{name}`"));
        }
    }
    if !faults.is_empty() {
        bail!("{}", faults.join("\n"));
    }
    let mut rustdoc = process::cargo(&["doc", "--workspace", "--exclude", SHELL, "--no-deps"]);
    process::run(rustdoc.env("RUSTDOCFLAGS", "-D warnings"))
}

fn documents() -> impl Iterator<Item = PathBuf> {
    let is_document = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "md");
    walk(process::root()).into_iter().filter(is_document)
}

/// The links that name a file which is not there; those to other hosts are not followed.
fn dead_links<'a>(text: &'a str, folder: &Path) -> Vec<&'a str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', ' ']).next())
        .filter(|target| !target.contains("://") && !target.starts_with(['#', '<']))
        .filter(|target| !target.starts_with("mailto:"))
        .filter(|target| {
            let path = target.split('#').next().unwrap_or_default();
            !folder.join(path).exists()
        })
        .collect()
}

/// The names of the folders under `crates/`.
fn crates() -> Result<Vec<String>> {
    let metadata = process::metadata()?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    let packages = packages.context("cargo metadata names no packages")?;
    Ok(packages
        .iter()
        .filter_map(|package| package.get("name")?.as_str())
        .filter(|name| *name != SHELL && *name != "xtask")
        .map(str::to_owned)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_a_file_that_is_not_there_is_found() {
        let text = "[a](main.rs) [b](gone.md#part) ![c](docs.rs \"title\") \
                    [d](https://example.org/x) [e](#here)";
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert_eq!(dead_links(text, &here), ["gone.md#part"]);
    }
}
