//! The application, started as a script would start it: by its ready line and `runtime.json`.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::http;

/// The first start under Wine may have to make a Wine prefix.
const START: Duration = Duration::from_mins(3);

/// A running application. Dropped, it is killed.
pub(crate) struct App {
    child: Child,
    runtime: Value,
}

impl App {
    /// Starts the program and waits until it is ready; `data` is the folder it was given.
    pub(crate) fn start(command: &mut Command, data: &Path) -> Result<Self> {
        let child = command.stdout(Stdio::piped()).spawn();
        let mut child = child.context("cannot start the application")?;
        let ready = first_line(&mut child);
        let mut app = Self { child, runtime: Value::Null };
        let ready = ready.context("the application did not become ready")?;
        if !ready.starts_with("listening on http://127.0.0.1:") {
            bail!("the application's first line was {ready:?}");
        }
        let file = data.join("runtime.json");
        let text = std::fs::read(&file);
        let text = text.with_context(|| format!("cannot read {}", file.display()))?;
        app.runtime = serde_json::from_slice(&text)
            .with_context(|| format!("{} is not JSON", file.display()))?;
        Ok(app)
    }

    /// A field of `runtime.json`.
    pub(crate) fn runtime(&self, field: &str) -> Result<&str> {
        let value = self.runtime.get(field).and_then(Value::as_str);
        value.with_context(|| format!("runtime.json has no {field}"))
    }

    /// One API call with the owner's key; a status that is not 2xx is an error.
    pub(crate) fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Result<String> {
        let url = format!("{}{path}", self.runtime("base_url")?);
        let body = body.map(Value::to_string);
        let key = self.runtime("api_token")?;
        let answer = http::ask(method, &url, Some(key), body.as_deref())?;
        if !(200..300).contains(&answer.status) {
            bail!("{method} {path}: {} {}", answer.status, answer.body);
        }
        Ok(answer.body)
    }

    /// Waits until it ends by itself; an exit status other than 0 is an error.
    pub(crate) fn wait(mut self) -> Result<()> {
        let status = self.child.wait().context("cannot wait for the application")?;
        if !status.success() {
            bail!("the application ended with {status}");
        }
        Ok(())
    }
}

impl Drop for App {
    fn drop(&mut self) {
        stop(&mut self.child);
    }
}

/// The first line that the program writes, while it goes on running.
pub(crate) fn first_line(child: &mut Child) -> Result<String> {
    let output = child.stdout.take().context("its output is not captured")?;
    let (send, receive) = mpsc::sync_channel(1);
    std::thread::spawn(move || {
        let mut lines = BufReader::new(output).lines();
        let told = match lines.next() {
            Some(Ok(line)) => send.send(line).is_ok(),
            _ => false,
        };
        // What else it says is passed on: with nobody reading, a full pipe would stop it.
        if told {
            lines.map_while(Result::ok).for_each(|line| println!("{line}"));
        }
    });
    match receive.recv_timeout(START) {
        Ok(line) => Ok(line),
        Err(mpsc::RecvTimeoutError::Disconnected) => bail!("it ended without a word"),
        Err(mpsc::RecvTimeoutError::Timeout) => {
            bail!("it said nothing for {} seconds", START.as_secs())
        }
    }
}

/// Ends the program, whether or not it still runs.
pub(crate) fn stop(child: &mut Child) {
    // Both fail only where it has ended already, which is what is wanted.
    let _ended = child.kill();
    let _reaped = child.wait();
}
