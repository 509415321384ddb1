//! One application on one data folder.
//!
//! A lock on a file in the folder says who runs: the system lets go of it with the process, however
//! that ends, so there is nothing stale to clean up. The second one finds the first by its runtime
//! file and asks it over its API.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::time::Duration;

use crate::runtime_file::{self, Contents};
use crate::{AppError, private};

/// How long a running application may take to say where it is: long enough for one that is just
/// starting on a busy machine, as when somebody clicks again and again.
const PATIENCE: Duration = Duration::from_secs(30);

/// Said where the folder of the one that runs can't be written, and so does not say where it is.
const MUTE: &str = "MultiChat Overlay is running already. Its data folder can't be written: look for its \
                    icon in the tray";

/// Held by the one application on a data folder; nothing, where the folder has no such file and takes
/// none.
#[derive(Debug)]
pub(crate) struct Lock(#[expect(dead_code, reason = "held, never read")] Option<File>);

impl Lock {
    /// Takes the folder's lock. `None` if another process has it.
    pub(crate) fn take(folder: &Path) -> Result<Option<Self>, AppError> {
        let failed = |error| AppError::DataDir { folder: folder.to_owned(), error };
        let path = folder.join(private::LOCK);
        let file = match files::open(&path) {
            Err(error) if is_refusal(&error) => match File::open(&path) {
                Ok(file) => file,
                // Chat is worth more than to know of another one, which would have the port.
                Err(_) => return Ok(Some(Self(None))),
            },
            opened => opened.map_err(failed)?,
        };
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(Some(file)))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }
}

/// Whether the system does not let a folder be written, and so not be made either.
pub(crate) fn is_refusal(error: &io::Error) -> bool {
    use io::ErrorKind::{NotFound, PermissionDenied, ReadOnlyFilesystem, StorageFull};
    [NotFound, PermissionDenied, ReadOnlyFilesystem, StorageFull].contains(&error.kind())
}

/// Asks the application that runs on this folder to show its dashboard, unless `quiet`; says what
/// happened.
pub(crate) async fn hand_over(folder: &Path, quiet: bool) -> Result<String, AppError> {
    let is_mute =
        File::options().write(true).open(folder.join(private::LOCK)).is_err_and(|e| is_refusal(&e));
    let asked = tokio::time::timeout(PATIENCE, async {
        loop {
            if let Some(running) = runtime_file::read(folder)
                && let Ok(Some(shown)) = ask(&running, quiet).await
            {
                return said(&running, shown);
            }
            if is_mute {
                return MUTE.to_owned();
            }
            // It may be starting: its file comes when it answers.
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    asked.await.map_err(|_| AppError::NoAnswer)
}

/// Whether the window is shown now. `None`: it is not ours that answers there.
async fn ask(running: &Contents, quiet: bool) -> reqwest::Result<Option<bool>> {
    let client = net::client().no_proxy().build()?;
    let asking = |method, path: &str| {
        let url = format!("{}/api/{path}", running.base_url);
        client.request(method, url).bearer_auth(&running.api_token).send()
    };
    // The file may be one that a killed run left, and its port another program's by now, which
    // answers whatever it is asked.
    let health = asking(reqwest::Method::GET, "health").await?.error_for_status()?;
    let health: serde_json::Value = health.json().await?;
    if !health["version"].is_string() || !health["sources"].is_array() {
        return Ok(None);
    }
    if quiet {
        return Ok(Some(false));
    }
    let answer = asking(reqwest::Method::POST, "window/show").await?;
    if answer.status() == reqwest::StatusCode::CONFLICT {
        return Ok(Some(false));
    }
    answer.error_for_status()?;
    Ok(Some(true))
}

fn said(running: &Contents, shown: bool) -> String {
    let Contents { base_url, .. } = running;
    match shown {
        true => format!("MultiChat Overlay is running already ({base_url}): its window is shown"),
        false => format!(
            "MultiChat Overlay is running already, on {base_url}. The address of its dashboard is \
             in runtime.json in the data folder"
        ),
    }
}
