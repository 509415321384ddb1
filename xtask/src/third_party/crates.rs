//! The crates that the program is linked from, on the systems that it is built for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Paper, Part, read};
use crate::edges::SHELL;
use crate::process::{cargo, output};

/// What there are packages for.
const SYSTEMS: &[&str] = &[
    "x86_64-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
];

/// How the names of files with licences begin.
const PAPERS: &[&str] = &["licen", "copying", "copyright", "notice", "unlicense"];

pub(super) fn parts() -> Result<Vec<Part>> {
    // With all that a package of ours can have in it.
    let mut ask = cargo(&["metadata", "--locked", "--format-version=1", "--features=updater"]);
    ask.args(SYSTEMS.iter().flat_map(|system| ["--filter-platform", system]));
    let metadata = serde_json::from_str(&output(&mut ask)?);
    let metadata: Value = metadata.context("cargo metadata wrote what is not JSON")?;
    let mut parts = linked(&metadata)?.into_iter().map(part).collect::<Result<Vec<_>>>()?;
    // What no manifest names, and is in the program all the same.
    for (name, terms, home) in [
        ("Rust's standard library", "MIT OR Apache-2.0", "https://github.com/rust-lang/rust"),
        ("SQLite, in libsqlite3-sys", "in the public domain", "https://sqlite.org/copyright.html"),
    ] {
        let (name, terms, home) = (name.into(), terms.into(), Some(home.into()));
        parts.push(Part { name, terms, home, papers: Vec::new() });
    }
    Ok(parts)
}

/// The packages of others that are in the program. What only builds or tests it is not, and neither
/// is a macro.
fn linked(metadata: &Value) -> Result<Vec<&Value>> {
    let by_id = |path: &str| -> BTreeMap<&str, &Value> {
        let entries = metadata.pointer(path).and_then(Value::as_array).into_iter().flatten();
        entries.filter_map(|entry| Some((entry["id"].as_str()?, entry))).collect()
    };
    let (packages, nodes) = (by_id("/packages"), by_id("/resolve/nodes"));
    let shell = packages.iter().find(|(_, package)| package["name"] == SHELL);
    let mut ahead = vec![*shell.context("cargo metadata names no shell")?.0];
    let mut linked = BTreeSet::new();
    while let Some(id) = ahead.pop() {
        let package = packages.get(id).with_context(|| format!("{id} is not described"))?;
        if is_macro(package) || !linked.insert(id) {
            continue;
        }
        let used = nodes.get(id).and_then(|node| node["deps"].as_array()).into_iter().flatten();
        ahead.extend(used.filter(|used| is_linked(used)).filter_map(|used| used["pkg"].as_str()));
    }
    let theirs = |id: &str| packages.get(id).copied().filter(|it| !it["source"].is_null());
    Ok(linked.into_iter().filter_map(theirs).collect())
}

fn is_macro(package: &Value) -> bool {
    let targets = package["targets"].as_array().into_iter().flatten();
    let mut kinds = targets.filter_map(|target| target["kind"].as_array()).flatten();
    kinds.any(|kind| kind == "proc-macro")
}

fn is_linked(used: &Value) -> bool {
    // Neither "dev" nor "build".
    used["dep_kinds"].as_array().into_iter().flatten().any(|kind| kind["kind"].is_null())
}

fn part(package: &Value) -> Result<Part> {
    let of = |field: &str| package[field].as_str();
    let name = of("name").context("a package has a name")?;
    let folder = Path::new(of("manifest_path").context("a package has a manifest")?);
    let folder = folder.parent().context("a manifest has a folder")?;
    let terms = of("license").or(of("license_file").map(|_| "its own licence"));
    Ok(Part {
        name: format!("{name} {}", of("version").unwrap_or_default()),
        terms: terms.with_context(|| format!("{name} names no licence"))?.to_owned(),
        home: of("repository").or(of("homepage")).map(str::to_owned),
        papers: papers(folder)?,
    })
}

/// The files with licences in a package's folder.
pub(super) fn papers(folder: &Path) -> Result<Vec<Paper>> {
    let entries = fs::read_dir(folder);
    let entries = entries.with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.is_file() && is_paper(file));
    files.sort();
    let texts = files.iter().map(|file| read(file)).collect::<Result<Vec<_>>>()?;
    // Of a choice that its makers leave us, this is what is never chosen.
    let chosen = texts.iter().filter(|text| !text.trim_start().starts_with("GNU "));
    Ok(chosen.map(|text| Paper::of(text)).collect())
}

fn is_paper(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    // A table about the package in SPDX's form has no text in it.
    let is_table = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("spdx"));
    PAPERS.iter().any(|start| name.starts_with(start)) && !is_table
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_linked_is_found_however_deep_and_what_only_builds_or_tests_is_not() {
        let package = |name: &str, kind: &str| {
            let source = (name != SHELL).then_some("registry");
            json!({"id": name, "name": name, "source": source, "targets": [{"kind": [kind]}]})
        };
        let used =
            |name: &str, kind: Option<&str>| json!({"pkg": name, "dep_kinds": [{"kind": kind}]});
        let metadata = json!({
            "packages": [package(SHELL, "bin"), package("a", "lib"), package("deep", "lib"),
                package("macro", "proc-macro"), package("of-macro", "lib"),
                package("builds", "lib"), package("tests", "lib")],
            "resolve": {"nodes": [
                {"id": SHELL, "deps": [used("a", None), used("builds", Some("build")),
                    used("tests", Some("dev")), used("macro", None)]},
                {"id": "a", "deps": [used("deep", None)]},
                {"id": "macro", "deps": [used("of-macro", None)]},
            ]},
        });
        let names: Vec<_> =
            linked(&metadata).expect("it is whole").iter().map(|it| it["name"].clone()).collect();
        assert_eq!(names, ["a", "deep"]);
    }
}
