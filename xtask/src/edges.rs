//! Which of our crates may use which. The compiler keeps a crate to what its manifest names;
//! this keeps the manifests to the architecture.

use anyhow::{Result, bail};
use serde_json::Value;

use crate::process;

/// The desktop shell: the one crate that may use Tauri.
pub(crate) const SHELL: &str = "multichat-overlay";

/// Each crate, and what of ours it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("words", &[]),
    ("chat", &[]),
    ("files", &[]),
    ("net", &[]),
    ("twitch", &["chat", "net"]),
    ("youtube", &["chat", "net"]),
    ("images", &["chat", "files", "net"]),
    ("emotes", &["chat", "net"]),
    ("donations", &["chat", "net"]),
    ("accounts", &["chat", "files", "net"]),
    ("writing", &["accounts", "chat", "net"]),
    ("store", &["chat", "files"]),
    ("obs", &["net"]),
    ("sync", &["net"]),
    ("sync-server", &["files", "sync"]),
    (
        "engine",
        &[
            "accounts",
            "chat",
            "donations",
            "emotes",
            "files",
            "images",
            "net",
            "obs",
            "store",
            "sync",
            "twitch",
            "words",
            "writing",
            "youtube",
        ],
    ),
    ("server", &["chat", "engine", "sync"]),
    ("app", &["chat", "engine", "files", "net", "server"]),
    (SHELL, &["app", "chat", "engine", "files"]),
    ("fake-platforms", &[]),
    ("bench", &["chat", "emotes", "fake-platforms", "images", "net", "store", "twitch"]),
    ("fuzz", &["chat", "twitch", "youtube"]),
    ("xtask", &[]),
];

/// Beside those, tests may use these.
const TESTS_MAY_USE: &[&str] = &["fake-platforms", "sync", "sync-server"];

/// What a crate may never name, not even in its tests: the start of a package's name.
const NEVER: &[(&str, &str)] = &[("chat", "tokio"), ("engine", "axum")];

/// Fails with every dependency in the workspace that should not be there.
pub(crate) fn check() -> Result<()> {
    let wrong = wrong_edges(&process::metadata()?);
    if wrong.is_empty() {
        return Ok(());
    }
    bail!("{}\nthe table of what may use what is in xtask/src/edges.rs", wrong.join("\n"));
}

fn wrong_edges(metadata: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    for package in list(metadata, "packages") {
        let name = text(package, "name");
        let Some((_, may_use)) = MAY_USE.iter().find(|(known, _)| *known == name) else {
            wrong.push(format!("{name} is not in the table of crates"));
            continue;
        };
        for dependency in list(package, "dependencies") {
            let used = text(dependency, "name");
            let in_tests = text(dependency, "kind") == "dev";
            let ours = MAY_USE.iter().any(|(known, _)| *known == used);
            let allowed = may_use.contains(&used) || in_tests && TESTS_MAY_USE.contains(&used);
            let never = NEVER.iter().any(|(by, start)| *by == name && used.starts_with(start))
                || used.starts_with("tauri") && name != SHELL;
            if never || ours && !allowed {
                wrong.push(format!("{name} must not use {used}"));
            }
        }
    }
    wrong
}

fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value.get(field).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn judged(package: &str, used: &str, kind: Option<&str>) -> Vec<String> {
        wrong_edges(&json!({"packages": [
            {"name": package, "dependencies": [{"name": used, "kind": kind}]}
        ]}))
    }

    #[test]
    fn a_wrong_edge_fails_and_is_named() {
        assert_eq!(judged("twitch", "store", None), ["twitch must not use store"]);
        assert_eq!(
            judged("server", "tauri-build", Some("build")),
            ["server must not use tauri-build"],
            "a build script is part of the crate"
        );
        assert_eq!(
            judged("chat", "tokio", Some("dev")),
            ["chat must not use tokio"],
            "the pure crate's tests are pure as well"
        );
        assert_eq!(
            judged("app", "fake-platforms", None),
            ["app must not use fake-platforms"],
            "stand-ins do not ship"
        );
        assert_eq!(judged("helpers", "serde", None), ["helpers is not in the table of crates"]);
    }

    #[test]
    fn the_table_s_own_edges_pass() {
        for (package, used, kind) in [
            ("engine", "store", None),
            ("twitch", "fake-platforms", Some("dev")),
            (SHELL, "tauri", None),
            ("server", "axum", None),
        ] {
            assert_eq!(
                judged(package, used, kind),
                Vec::<String>::new(),
                "{package} may use {used}"
            );
        }
    }
}
