//! `cargo xtask test`: everything that must pass before a change goes in, in the order in which a
//! fault is found soonest.
//!
//! All that builds names the whole workspace: Cargo builds a dependency once for each set of
//! features, and the set follows from the packages named.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::process::{cargo, command, root, run, succeeds, target};
use crate::{docs, edges, fuzz, node, packages, third_party};

struct Step {
    name: &'static str,
    what: &'static str,
    run: fn() -> Result<()>,
}

const STEPS: &[Step] = &[
    Step { name: "packages", what: "system packages, and npm's", run: install },
    Step {
        name: "format",
        what: "Rust is formatted",
        run: || run(&mut cargo(&["fmt", "--all", "--check"])),
    },
    Step { name: "edges", what: "no crate uses what it must not", run: edges::check },
    Step {
        name: "third-party",
        what: "all that others made is listed, with its licences",
        run: third_party::check,
    },
    Step { name: "pages", what: "the dashboard: build, types, format, tests", run: pages },
    Step { name: "overlay", what: "the types of the overlay's scripts", run: overlay },
    Step { name: "clippy", what: "no warning of the compiler or of Clippy", run: clippy },
    Step { name: "docs", what: "links, the map of crates, API documentation", run: docs::check },
    Step {
        name: "build",
        what: "every program and every test",
        run: || run(&mut cargo(&["build", "--workspace", "--all-targets"])),
    },
    Step {
        name: "rust",
        what: "the tests in Rust, with a display and a session bus for the shell's",
        run: rust,
    },
    Step {
        name: "fuzz",
        what: "some seconds of made-up input for each decoder and the hub",
        run: fuzz::briefly,
    },
    Step {
        name: "node",
        what: "the tests in Node: other clients against ours, faults, and the pages in a browser",
        run: node_suites,
    },
];

/// Folders of Node tests; each must have some.
const SUITES: &[&str] = &["tests/peers", "tests/faults", "tests/browser", "tests/obs"];

pub(crate) fn test(arguments: &[String]) -> Result<()> {
    if arguments.iter().any(|argument| argument == "--list") {
        for step in STEPS {
            println!("{:11} {}", step.name, step.what);
        }
        return Ok(());
    }
    let mut took = Vec::new();
    let mut outcome = Ok(());
    for step in chosen(arguments)? {
        println!("\n== {}: {}", step.name, step.what);
        let start = Instant::now();
        outcome = (step.run)().with_context(|| format!("the step {} failed", step.name));
        took.push((step.name, start.elapsed()));
        if outcome.is_err() {
            break;
        }
    }
    println!("\n{}", summary(&took, outcome.is_ok()));
    outcome
}

/// The named steps in the order of the list, or all.
fn chosen(names: &[String]) -> Result<Vec<&'static Step>> {
    for name in names {
        if !STEPS.iter().any(|step| step.name == name) {
            bail!("there is no step {name}: cargo xtask test --list names them");
        }
    }
    let wanted = |step: &&Step| names.is_empty() || names.iter().any(|name| name == step.name);
    Ok(STEPS.iter().filter(wanted).collect())
}

fn summary(took: &[(&str, Duration)], passed: bool) -> String {
    let mut lines: Vec<_> =
        took.iter().map(|(name, time)| format!("{:8.1} s  {name}", time.as_secs_f64())).collect();
    let total: Duration = took.iter().map(|(_, time)| *time).sum();
    let word = if passed { "passed" } else { "failed" };
    lines.push(format!("{:8.1} s  in all: {word}", total.as_secs_f64()));
    lines.join("\n")
}

fn install() -> Result<()> {
    packages::ensure(&[packages::SHELL, packages::TESTS])?;
    node::install(".")?;
    node::install("tests")
}

fn pages() -> Result<()> {
    node::build_pages()?;
    run(&mut node::npm(&["run", "check", "--workspace", "ui"]))?;
    run(&mut node::npm(&["run", "test", "--workspace", "ui"]))
}

fn overlay() -> Result<()> {
    let project = "overlay-themes/_runtime/jsconfig.json";
    run(&mut node::npm(&["exec", "--no", "--", "tsc", "--project", project]))
}

/// Twice: what is built for people to fetch has the feature `updater`, and nothing else here does. The
/// second time takes some seconds, because the crates are those of the first.
fn clippy() -> Result<()> {
    let all = ["clippy", "--workspace", "--all-targets"];
    for features in [&[][..], &["--features", "updater"]] {
        run(&mut cargo(&[&all, features, &["--", "-D", "warnings"]].concat()))?;
    }
    Ok(())
}

/// Runs the tests with cargo-nextest where it is installed, and without it as well.
fn rust() -> Result<()> {
    let words: &[&str] = if succeeds(&mut cargo(&["nextest", "--version"])) {
        &["nextest", "run", "--workspace"]
    } else {
        &["test", "--workspace", "--all-targets"]
    };
    run(&mut if cfg!(target_os = "linux") {
        // A display that starts anew when nobody is on it refuses who comes at that moment.
        let display = "--server-args=-screen 0 1280x1024x24 -noreset";
        let around = ["--", "xvfb-run", "--auto-servernum", display, "cargo"];
        command("dbus-run-session", &[around.as_slice(), words].concat())
    } else {
        cargo(words)
    })?;
    run(&mut cargo(&["test", "--workspace", "--doc"]))
}

/// As many files at once as there are processors: each waits for its pages for much of its time. Node
/// alone would take one fewer.
///
/// Browsers, programs and stand-ins share the machine with whatever else runs on it, and a test may lose its
/// patience. So a file that fails is run once more, with nothing beside it; one that passes then is named
/// at the end, because it is a fault all the same: of the test, or of ours in a race.
fn node_suites() -> Result<()> {
    let at_once = thread::available_parallelism().context("cannot count the processors")?;
    let mut files = Vec::new();
    for suite in SUITES {
        files.extend(node::test_files(suite)?);
    }
    let failed = failed_of(&files, at_once.get())?;
    if failed.is_empty() {
        return Ok(());
    }
    let again = failed_of(&failed, 1)?;
    if !again.is_empty() {
        bail!("these failed twice: {}", again.join(", "));
    }
    eprintln!("UNSTEADY, failed once and passed alone: {}", failed.join(", "));
    Ok(())
}

/// Runs these files, so many at once. Gives those that failed.
fn failed_of(files: &[String], at_once: usize) -> Result<Vec<String>> {
    let list = target()?.join("failed-tests.txt");
    let mut node = node::script()?;
    node.args(["--test", "--test-reporter=spec", "--test-reporter-destination=stdout"])
        .arg(format!("--test-reporter={}", root().join("tests/failed.js").display()))
        .arg(format!("--test-reporter-destination={}", list.display()))
        .arg(format!("--test-concurrency={at_once}"))
        .args(files);
    if run(&mut node).is_ok() {
        return Ok(Vec::new());
    }
    let failed = std::fs::read_to_string(&list)
        .with_context(|| format!("{} was not written", list.display()))?;
    let failed: Vec<_> = failed.lines().map(str::to_owned).collect();
    if failed.is_empty() {
        bail!("Node's tests ended badly, and none has failed");
    }
    Ok(failed)
}
