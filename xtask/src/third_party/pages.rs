//! What others made of the pages: npm's packages, the fonts and the emoji.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Paper, Part, crates, read};
use crate::process::root;

/// What builds the pages puts some lines of its own into them.
const BUILDER: &str = "node_modules/vite";
const FONTS: &str = "overlay-themes/_runtime/fonts";
const EMOJI: &str = "overlay-themes/_runtime/emoji.LICENSE.txt";
/// How the name of a font's licence ends.
const PAPER: &str = ".LICENSE.txt";

pub(super) fn packages() -> Result<Vec<Part>> {
    let lock: Value = serde_json::from_str(&read(&root().join("package-lock.json"))?)?;
    shipped(&lock)?.into_iter().map(|(place, package)| part(place, package)).collect()
}

/// What the lock file says of all that goes into the pages, with each one's place.
fn shipped(lock: &Value) -> Result<Vec<(&str, &Value)>> {
    let packages = lock["packages"].as_object().context("package-lock.json names no packages")?;
    let is_shipped = |place: &str, package: &Value| {
        let installed = place.starts_with("node_modules/") && package["link"] != true;
        installed && (package["dev"] != true || place == BUILDER)
    };
    let all = packages.iter().map(|(place, package)| (place.as_str(), package));
    Ok(all.filter(|(place, package)| is_shipped(place, package)).collect())
}

fn part(place: &str, package: &Value) -> Result<Part> {
    let name = place.rsplit("node_modules/").next().unwrap_or(place);
    let version = package["version"].as_str().unwrap_or_default();
    let terms = package["license"].as_str();
    let folder = root().join(place);
    let papers = if place == BUILDER {
        // Those of what it is made of itself follow its own, and none of that is in the pages.
        let all = read(&folder.join("LICENSE.md"))?;
        let own = all.split("\n# Licenses of bundled").next().unwrap_or_default();
        vec![Paper::of(own)]
    } else {
        crates::papers(&folder)?
    };
    let described: Value = serde_json::from_str(&read(&folder.join("package.json"))?)?;
    let home = described.pointer("/repository/url").or(described.get("repository"));
    Ok(Part {
        name: format!("{name} {version}"),
        terms: terms.with_context(|| format!("{name} names no licence"))?.to_owned(),
        home: home.and_then(Value::as_str).map(str::to_owned),
        papers,
    })
}

pub(super) fn fonts() -> Result<Vec<Part>> {
    let folder = root().join(FONTS);
    let entries = fs::read_dir(&folder);
    let entries = entries.with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut parts = Vec::new();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(family) = name.strip_suffix(PAPER) {
            parts.push(font(family, "OFL-1.1", &file)?);
        } else {
            // No font without its terms, which the name of its family names.
            let has_paper = name.match_indices('-').any(|(end, _)| {
                let family = name.get(..end).unwrap_or_default();
                folder.join(format!("{family}{PAPER}")).exists()
            });
            anyhow::ensure!(has_paper, "{FONTS} has no licence of {name}");
        }
    }
    parts.push(font("twemoji", "CC-BY-4.0 AND OFL-1.1", &root().join(EMOJI))?);
    Ok(parts)
}

fn font(name: &str, terms: &str, file: &Path) -> Result<Part> {
    let papers = vec![Paper::of(&read(file)?)];
    Ok(Part { name: name.to_owned(), terms: terms.to_owned(), home: None, papers })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_only_builds_the_pages_is_not_in_them_but_for_the_builder_s_own_lines() {
        let lock = json!({"packages": {
            "": {}, "ui": {"version": "1"}, "node_modules/multichat-ui": {"link": true},
            "node_modules/preact": {"version": "1"}, "node_modules/@a/b": {"version": "1"},
            "node_modules/vite": {"dev": true}, "node_modules/vitest": {"dev": true},
        }});
        let places = shipped(&lock).expect("it is whole");
        let places: Vec<_> = places.into_iter().map(|(place, _)| place).collect();
        assert_eq!(places, ["node_modules/@a/b", "node_modules/preact", "node_modules/vite"]);
    }
}
