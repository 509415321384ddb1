//! `cargo xtask screenshots`: the pictures in the documents, taken of the real thing.

use anyhow::Result;

use crate::{node, packages, process};

pub(crate) fn take(arguments: &[String]) -> Result<()> {
    packages::ensure(&[packages::TESTS, packages::SCREENSHOTS])?;
    node::build_pages()?;
    node::install("tests")?;
    process::run(&mut process::cargo(&["build", "-p", "app", "-p", "fake-platforms"]))?;
    for script in ["tests/screenshots.mjs", "tests/obs/pictures.mjs"] {
        process::run(node::script()?.arg(script).args(arguments))?;
    }
    Ok(())
}
