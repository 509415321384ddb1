//! Every seed through its target, on every system and without libFuzzer.
#![expect(clippy::expect_used, reason = "what a test finds amiss ends it")]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn targets() -> Vec<Value> {
    serde_json::from_str(include_str!("../targets.json")).expect("JSON")
}

fn texts<'a>(target: &'a Value, field: &str) -> impl Iterator<Item = &'a str> {
    let list = target[field].as_array().expect("a list");
    list.iter().map(|text| text.as_str().expect("text"))
}

fn seeds(target: &Value) -> Vec<(String, Vec<u8>)> {
    let mut seeds = Vec::new();
    for file in texts(target, "lines") {
        let text = fs::read_to_string(root().join(file)).expect(file);
        let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty());
        seeds.extend(lines.map(|(at, line)| (format!("{file}:{}", at + 1), line.into())));
    }
    for folder in texts(target, "folders") {
        for file in fs::read_dir(root().join(folder)).expect(folder) {
            let path = file.expect(folder).path();
            seeds.push((path.display().to_string(), fs::read(&path).expect(folder)));
        }
    }
    seeds
}

#[test]
fn every_seed_passes() {
    for target in targets() {
        let name = target["name"].as_str().expect("a name");
        let run = fuzz::target(name).expect("targets.json names a target").run;
        let seeds = seeds(&target);
        assert!(!seeds.is_empty(), "{name} has seeds");
        for (seed, input) in seeds {
            let passed = std::panic::catch_unwind(|| run(&input));
            assert!(passed.is_ok(), "the target {name} fails with the seed {seed}");
        }
    }
}

#[test]
fn every_target_has_seeds_and_a_dictionary() {
    let listed = targets();
    let names: Vec<_> = listed.iter().filter_map(|target| target["name"].as_str()).collect();
    let built: Vec<_> = fuzz::TARGETS.iter().map(|target| target.name).collect();
    assert_eq!(names, built, "targets.json and lib.rs name the same targets");
    for target in &listed {
        let name = target["dictionary"].as_str().expect("a dictionary");
        let path = root().join("crates/fuzz/dictionaries").join(format!("{name}.dict"));
        assert!(path.exists(), "there is no {}", path.display());
    }
}
