//! `cargo xtask fuzz`: libFuzzer looks for input that breaks what `crates/fuzz` says must hold.
//!
//! It needs the promised compiler and nothing else. libFuzzer only has to learn which code an input
//! reaches, and the compiler can tell it that; what needs a nightly compiler, a sanitizer of memory,
//! would find nothing in crates without unsafe code.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process::{cargo, command, program, root, run, target};

/// Tells this program that Cargo calls it in the compiler's place.
const COMPILES: &str = "XTASK_COMPILES_FOR_LIBFUZZER";

/// The crates whose paths libFuzzer follows. They are compiled for it alone, and optimised; all
/// others are those that the other steps have built.
const FOLLOWED: &[&str] = &["chat", "fuzz", "twitch", "youtube"];

/// Compiled optimised as well: otherwise libFuzzer itself takes most of the time.
const FUZZER: &str = "libfuzzer-sys";

/// What makes a crate tell libFuzzer its path, as cargo-fuzz has it.
const FLAGS: &[&str] = &[
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// Seconds for each target where the command names none.
const SECONDS: u64 = 60;
/// Seconds for each target in `cargo xtask test`.
const BRIEFLY: u64 = 3;
/// Seconds that no input may take. Those that are read take microseconds.
const TIMEOUT: u64 = 5;

/// Lines of libFuzzer's that are shown where a target fails.
const SHOWN: usize = 12;

/// How a target did.
struct Outcome {
    name: String,
    executions: u64,
    per_second: u64,
    edges: u64,
}

/// Fuzzes the named targets, or all, for `--seconds N` each, and goes on from what was found before.
pub(crate) fn fuzz(arguments: &[String]) -> Result<()> {
    let (mut names, mut seconds) = (Vec::new(), SECONDS);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == "--seconds" {
            let given = rest.next().context("--seconds needs a number")?;
            seconds = given.parse().with_context(|| format!("{given} is no number of seconds"))?;
        } else {
            names.push(argument.as_str());
        }
    }
    all(&names, seconds, &target()?.join("fuzz"))
}

/// A few seconds for each target, from the same seeds every time: it begins with nothing else.
pub(crate) fn briefly() -> Result<()> {
    let folder = target()?.join("fuzz-briefly");
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    all(&[], BRIEFLY, &folder)
}

fn all(names: &[&str], seconds: u64, folder: &Path) -> Result<()> {
    let path = root().join("crates/fuzz/targets.json");
    let text = fs::read_to_string(&path);
    let text = text.with_context(|| format!("cannot read {}", path.display()))?;
    let targets: Vec<Value> = serde_json::from_str(&text).context("targets.json")?;
    let known: Vec<_> = targets.iter().filter_map(|target| target["name"].as_str()).collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(name)) {
        bail!("there is no target {unknown}, but {}", known.join(", "));
    }
    build()?;
    let mut outcomes = Vec::new();
    for target in &targets {
        let name = target["name"].as_str().unwrap_or_default();
        if names.is_empty() || names.contains(&name) {
            outcomes.push(one(name, target, seconds, folder)?);
        }
    }
    println!(
        "{:8} {:>12} {:>10} {:>7} {:>8}",
        "target", "executions", "a second", "edges", "crashes"
    );
    for Outcome { name, executions, per_second, edges } in outcomes {
        println!("{name:8} {executions:>12} {per_second:>10} {edges:>7} {:>8}", 0);
    }
    Ok(())
}

/// Builds the targets from the dependencies that are there. The whole workspace is named because
/// the features of a dependency follow from the packages named.
fn build() -> Result<()> {
    let mut build =
        cargo(&["build", "--workspace", "--example", "libfuzzer", "--features", "fuzz/libfuzzer"]);
    for name in FOLLOWED.iter().chain([&FUZZER]) {
        // Of its own, so that what other builds made of these crates is not taken.
        build.arg("--config").arg(format!("profile.dev.package.{name}.opt-level=2"));
    }
    // By its place: a build of the whole workspace before may have put a new file there.
    run(build.env("RUSTC_WRAPPER", program("xtask")?).env(COMPILES, "1"))
}

fn one(name: &str, target: &Value, seconds: u64, folder: &Path) -> Result<Outcome> {
    let [found, seeds, crashes] =
        ["found", "seeds", "crashes"].map(|kind| folder.join(kind).join(name));
    for folder in [&found, &seeds, &crashes] {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    write_lines(target, &seeds)?;
    let log = folder.join(format!("{name}.log"));
    let binary = program("examples/libfuzzer")?;
    let dictionary = target["dictionary"].as_str().unwrap_or_default();
    let mut fuzzer = command(
        &binary.to_string_lossy(),
        &[
            format!("-max_total_time={seconds}"),
            format!("-max_len={}", target["longest"]),
            format!("-timeout={TIMEOUT}"),
            format!("-dict=crates/fuzz/dictionaries/{dictionary}.dict"),
            format!("-artifact_prefix={}/", crashes.display()),
            "-seed=1".to_owned(),
            "-print_final_stats=1".to_owned(),
            // It looks up the name of each function that is new to it, which takes seconds.
            "-print_funcs=0".to_owned(),
        ],
    );
    fuzzer.args([&found, &seeds]).args(texts(target, "folders"));
    let output = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
    println!("{name}: {seconds} s, told in {}", log.display());
    let status = fuzzer.env("FUZZ_TARGET", name).stderr(output).status();
    let status = status.with_context(|| format!("cannot start {}", binary.display()))?;
    let told = fs::read(&log).with_context(|| format!("cannot read {}", log.display()))?;
    let told = String::from_utf8_lossy(&told);
    if !status.success() {
        let lines: Vec<_> = told.lines().collect();
        // A panic says what does not hold; without one it took too long, or too much memory.
        let panic = lines.iter().position(|line| line.contains(" panicked at "));
        let from = panic.unwrap_or(lines.len().saturating_sub(SHOWN));
        let last: Vec<_> = lines.into_iter().skip(from).take(SHOWN).collect();
        let last = last.join("\n");
        bail!(
            "{last}\nthe target {name} failed. The input is in {}; try it again by\n  \
             FUZZ_TARGET={name} {} INPUT\nand put it into crates/fuzz/corpus once it is mended",
            crashes.display(),
            binary.display()
        );
    }
    outcome(name, &told).with_context(|| format!("libFuzzer did not finish: see {}", log.display()))
}

/// Each line of the target's recordings as a seed of its own.
fn write_lines(target: &Value, folder: &Path) -> Result<()> {
    let mut number = 0;
    for file in texts(target, "lines") {
        let text = fs::read(root().join(file)).with_context(|| format!("cannot read {file}"))?;
        for line in text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let seed = folder.join(number.to_string());
            fs::write(&seed, line).with_context(|| format!("cannot write {}", seed.display()))?;
            number += 1;
        }
    }
    Ok(())
}

fn texts<'a>(target: &'a Value, field: &str) -> impl Iterator<Item = &'a str> {
    target[field].as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// What libFuzzer tells at its end.
fn outcome(name: &str, told: &str) -> Option<Outcome> {
    let last = |before: &str| -> Option<u64> {
        let (_, after) = told.rsplit_once(before)?;
        after.split_whitespace().next()?.parse().ok()
    };
    Some(Outcome {
        name: name.to_owned(),
        executions: last("stat::number_of_executed_units:")?,
        per_second: last("stat::average_exec_per_sec:")?,
        edges: last(" cov: ")?,
    })
}

/// The compiler, if Cargo has called this program in its place.
pub(crate) fn compile(arguments: &[String]) -> Option<ExitCode> {
    std::env::var_os(COMPILES)?;
    let (rustc, arguments) = arguments.split_first()?;
    let mut rustc = Command::new(PathBuf::from(rustc));
    let status = rustc.args(arguments).args(flags(arguments)).status().ok()?;
    Some(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What is added to a call of the compiler.
fn flags(arguments: &[String]) -> &'static [&'static str] {
    let mut pairs = arguments.iter().zip(arguments.iter().skip(1));
    let name = pairs.find(|(option, _)| *option == "--crate-name").map(|(_, name)| name.as_str());
    if name.is_some_and(|name| FOLLOWED.contains(&name)) { FLAGS } else { &[] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_followed_is_compiled_for_it() {
        let added = |line: &str| {
            let arguments: Vec<_> = line.split(' ').map(str::to_owned).collect();
            !flags(&arguments).is_empty()
        };
        assert!(added("--crate-name twitch --edition=2024 src/lib.rs"));
        assert!(!added("--crate-name tokio --edition=2021 src/lib.rs"), "it is there already");
        assert!(!added("--crate-name build_script_build build.rs"), "it runs while building");
        assert!(!added("-vV"), "Cargo asks for the version");
    }

    #[test]
    fn the_last_figures_are_libfuzzer_s_own() {
        let told = "#2 INITED cov: 7 ft: 8 corp: 1/1b\n#64 DONE   cov: 70 ft: 80 corp: 2/9b\n\
                    stat::number_of_executed_units: 64\nstat::average_exec_per_sec:     32\n";
        let outcome = outcome("line", told).expect("all figures are there");
        assert_eq!((outcome.executions, outcome.per_second, outcome.edges), (64, 32, 70));
    }
}
