//! The project's own commands. `cargo xtask` lists them.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "these commands talk to a person at a terminal"
)]

use std::process::ExitCode;

use anyhow::{Result, bail};

mod app;
mod clean_root;
mod deb;
mod docs;
mod edges;
mod files;
mod fuzz;
mod http;
mod node;
mod packages;
mod process;
mod replay;
mod run;
mod screenshots;
mod sync;
mod test;
mod third_party;
mod windows;

const USAGE: &str = "\
cargo xtask COMMAND

  run [-- ARGS]          installs what is missing, builds the pages, and starts the application
  test [STEP…]           everything that must pass before a change goes in; --list names the steps
  fuzz [TARGET…] [--seconds N]
                         looks for input that breaks the decoders or the hub, for 60 seconds a
                         target, and goes on from what it found before
  edges                  checks which of our crates uses which
  third-party [--check]  writes the list of what others made of the program, with its licences, or
                         checks that it is whole
  docs                   checks the links in the documents, and the API documentation
  windows [--test | --prepare]
                         builds the crates for Windows and tries the application under Wine (on
                         Debian); with --test, the tests that systems differ in too, which takes
                         half an hour; with --prepare it installs what that takes, and no more
  deb [--dev] [--try]    builds the package for Debian, with --dev from the development build; --try
                         installs, starts and removes it in a clean root (as root)
  sync                   builds the sync service for a server: docs/sync.md
  replay [OPTIONS] [-- ARGS]
                         starts the application on recorded chat; --window with its windows,
                         --rate N messages a second, --burst a second's messages at once
  screenshots            takes the pictures for the documents";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(status) = fuzz::compile(&arguments) {
        return status;
    }
    match obey(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey(arguments: &[String]) -> Result<()> {
    let Some((command, arguments)) = arguments.split_first() else {
        println!("{USAGE}");
        return Ok(());
    };
    match command.as_str() {
        "run" => run::run(arguments),
        "test" => test::test(arguments),
        "fuzz" => fuzz::fuzz(arguments),
        "edges" => edges::check(),
        "third-party" => third_party::third_party(arguments),
        "docs" => docs::check(),
        "windows" => windows::build_and_try(arguments),
        "deb" => deb::build(arguments),
        "sync" => sync::build(),
        "replay" => replay::replay(arguments),
        "screenshots" => screenshots::take(arguments),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => bail!("there is no command {other}\n\n{USAGE}"),
    }
}
