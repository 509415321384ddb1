use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::*;

/// The Rust files below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("it is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The text literal with which this begins, after spaces.
fn literal(text: &str) -> Option<&str> {
    text.trim_start().strip_prefix('"')?.split('"').next()
}

/// What the application warns of by a code of its own, read where it does.
fn said() -> BTreeSet<String> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let mut found = Vec::new();
    for folder in ["crates/engine", "crates/server", "crates/app", "src-tauri"] {
        files(&root.join(folder).join("src"), &mut found);
    }
    let mut codes = BTreeSet::new();
    for path in found.iter().filter(|path| !path.ends_with("warnings/known/tests.rs")) {
        let text = std::fs::read_to_string(path).expect("it is text");
        // What a file's tests make up is after its own.
        let own = text.split("#[cfg(test)]").next().unwrap_or_default();
        for warning in own.split("Warning {").skip(1) {
            let Some(code) = warning.trim_start().strip_prefix("code: ") else { continue };
            let name = code.split(',').next().unwrap_or_default();
            let of_constant =
                || own.split(&format!("const {name}: &str =")).nth(1).and_then(literal);
            // What is made of a state has its code from there.
            codes.extend(literal(code).or_else(of_constant).map(str::to_owned));
        }
    }
    codes
}

#[test]
fn every_warning_is_known() {
    let known: BTreeSet<_> = ALL.iter().map(|known| known.code.to_owned()).collect();
    assert_eq!(known.len(), ALL.len(), "each is known once");
    let said = said();
    assert!(said.len() > 15, "the sources are read: {said:?}");
    let unknown: Vec<_> = said.difference(&known).collect();
    assert!(unknown.is_empty(), "nothing is known of {unknown:?}");
}

#[test]
fn a_warning_that_is_made_of_a_state_is_known() {
    use accounts::Trouble;
    let troubles = [
        Trouble::Locked,
        Trouble::Denied(String::new()),
        Trouble::Absent(String::new()),
        Trouble::Slow,
        Trouble::Passphrase,
        Trouble::WrongPassphrase,
        Trouble::KeyLost,
        Trouble::Damaged,
        Trouble::Newer,
        Trouble::File(String::new()),
        Trouble::NoRandomness,
    ];
    let of_obs = [
        obs::ObsError::WrongPassword,
        obs::ObsError::PasswordNeeded,
        obs::ObsError::TooOld,
        obs::ObsError::NoBrowser,
        obs::ObsError::OldBrowser(String::new()),
    ];
    let codes = troubles.iter().map(Trouble::code).chain(of_obs.iter().map(obs::ObsError::code));
    let others = [
        "streamlabs_token_refused",
        "streamelements_token_refused",
        "twitch_sign_in_ended",
        "youtube_sign_in_ended",
    ];
    for code in codes.chain(others) {
        let known = Known::of(code);
        assert_eq!(known.code, code);
        assert!(known.section.is_some(), "{code} is mended in the dashboard");
    }
}

#[test]
fn what_has_passed_says_so_and_the_log_tells_of_nothing_else() {
    for known in ALL {
        assert!(known.passed || !known.logged, "{}", known.code);
        assert_eq!(known.does.contains("until you dismiss it"), known.passed, "{}", known.code);
    }
}

#[test]
fn what_could_not_be_done_leads_to_where_it_is_done() {
    for (code, section) in [
        ("listeners_not_started", Section::Chat),
        ("chat_speed_not_set", Section::Overlays),
        ("hotkeys_on_wayland", Section::Settings),
    ] {
        assert_eq!(Known::of(code).section, Some(section), "{code}");
    }
}
