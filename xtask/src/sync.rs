//! `cargo xtask sync`: the sync service, as it is put on a server.

use anyhow::Result;

use crate::{node, process};

/// Builds the program with its pages inside, and says where it is.
pub(crate) fn build() -> Result<()> {
    node::build_pages()?;
    let build = ["build", "--release", "--package", "sync-server", "--bin", "multichat-sync"];
    process::run(&mut process::cargo(&build))?;
    println!("target/release/multichat-sync is all that a server needs: docs/sync.md");
    Ok(())
}
