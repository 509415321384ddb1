//! `cargo xtask replay`: the application on recorded chat, for working on it without a stream.

use std::fs;
use std::process::{Child, Stdio};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::app::{App, first_line, stop};
use crate::edges::SHELL;
use crate::process::{cargo, command, program, root, run, target};
use crate::{node, packages};

/// Recorded chat that is replayed where the command names no other.
const RECORDINGS: &[(&str, &str)] = &[
    ("--lines", "tests/fixtures/twitch/busy.txt"),
    ("--actions", "tests/fixtures/youtube/actions"),
];

/// The stand-ins for the platforms, running. Dropped, they end.
struct Platforms {
    child: Child,
    /// Where they are, as they said it.
    told: Value,
}

pub(crate) fn replay(arguments: &[String]) -> Result<()> {
    let mut parts = arguments.splitn(2, |argument| argument == "--");
    let mut options = parts.next().unwrap_or_default().to_vec();
    let to_application = parts.next().unwrap_or_default();
    let everything = options.len();
    options.retain(|option| option != "--window");
    let window = options.len() < everything;

    node::build_pages()?;
    let (package, name) = if window {
        packages::ensure(&[packages::SHELL])?;
        (SHELL, SHELL)
    } else {
        ("app", "multichat-headless")
    };
    run(&mut cargo(&["build", "-p", package, "-p", "fake-platforms"]))?;

    let platforms = Platforms::start(&options)?;
    let data = target()?.join("replay");
    // Left over from the last replay: every one starts with an empty history.
    if data.exists() {
        fs::remove_dir_all(&data).with_context(|| format!("cannot empty {}", data.display()))?;
    }
    let mut application = command::<&str>(program(name)?.to_string_lossy().as_ref(), &[]);
    application.envs(platforms.environment());
    application.arg("--data-dir").arg(&data).args(["--port", "0"]);
    if !window {
        application.arg("--headless");
    }
    let app = App::start(application.args(to_application), &data)?;
    for (platform, channel) in platforms.channels() {
        let source = json!({"platform": platform, "channel": channel});
        app.call("POST", "/api/sources", Some(&source))?;
    }
    println!("overlay:   {}", app.runtime("overlay_url")?);
    println!("dashboard: {}", app.runtime("dashboard_url")?);
    println!("Ctrl-C ends it");
    // The terminal's Ctrl-C reaches all three programs; each ends itself.
    app.wait()
}

impl Platforms {
    fn start(options: &[String]) -> Result<Self> {
        let mut stand_ins = command(program("fake-platforms")?.to_string_lossy().as_ref(), options);
        for (option, recording) in RECORDINGS {
            let named = options.iter().any(|given| given == option);
            if !named && root().join(recording).exists() {
                stand_ins.args([option, recording]);
            }
        }
        let child = stand_ins.stdout(Stdio::piped()).spawn();
        let mut platforms =
            Self { child: child.context("cannot start fake-platforms")?, told: Value::Null };
        let line = first_line(&mut platforms.child).context("fake-platforms did not start")?;
        platforms.told = serde_json::from_str(&line)
            .with_context(|| format!("fake-platforms said {line:?}, which is not JSON"))?;
        Ok(platforms)
    }

    /// The variables that lead the application here.
    fn environment(&self) -> impl Iterator<Item = (&str, &str)> {
        let variables = self.told.get("env").and_then(Value::as_object);
        let variables = variables.into_iter().flatten();
        variables.filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
    }

    /// Each platform and a channel of it that has recorded chat.
    fn channels(&self) -> impl Iterator<Item = (&'static str, &str)> {
        ["twitch", "youtube"].into_iter().flat_map(|platform| {
            let channels = self.told.get(platform).and_then(Value::as_array);
            let channels = channels.into_iter().flatten();
            channels.filter_map(move |channel| Some((platform, channel.as_str()?)))
        })
    }
}

impl Drop for Platforms {
    fn drop(&mut self) {
        stop(&mut self.child);
    }
}
