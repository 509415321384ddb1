//! `runtime.json`: where the running application is, for its owner's scripts.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use engine::{Engine, Key};
use serde::{Deserialize, Serialize};

use crate::AppError;

const NAME: &str = "runtime.json";

/// The file, there for as long as the application runs.
#[derive(Debug, Clone)]
pub(crate) struct RuntimeFile(PathBuf);

/// What is in it. It holds the owner's key, so it has no `Debug`.
#[derive(Serialize, Deserialize)]
pub(crate) struct Contents {
    pid: u32,
    port: u16,
    pub(crate) base_url: String,
    pub(crate) api_token: String,
    overlay_url: String,
    dashboard_url: String,
}

impl RuntimeFile {
    /// The one in this folder.
    pub(crate) fn of(folder: &Path) -> Self {
        Self(folder.join(NAME))
    }

    /// Writes it, whole or not at all, for its owner's eyes alone.
    pub(crate) fn write(&self, engine: &Engine, port: u16, owner: &Key) -> io::Result<()> {
        let overlays = engine.overlays();
        let overlay_url = overlays.borrow().first().map(|o| server::overlay_url(port, o));
        let contents = Contents {
            pid: std::process::id(),
            port,
            base_url: server::base_url(port),
            api_token: owner.reveal().to_owned(),
            overlay_url: overlay_url.unwrap_or_default(),
            dashboard_url: server::dashboard_url(port, owner),
        };
        let new = self.0.with_extension("json.new");
        let mut file = files::create(&new)?;
        serde_json::to_writer(&mut file, &contents)?;
        file.flush()?;
        fs::rename(&new, &self.0)
    }

    /// The folder that it is in.
    pub(crate) fn folder(&self) -> &Path {
        self.0.parent().unwrap_or(&self.0)
    }

    /// Removes it.
    pub(crate) fn remove(self) -> Result<(), AppError> {
        match fs::remove_file(&self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(AppError::DataDir { folder: self.0, error })
            }
            _ => Ok(()),
        }
    }
}

/// What a running application wrote. `None` while there is nothing whole to read.
pub(crate) fn read(folder: &Path) -> Option<Contents> {
    serde_json::from_slice(&fs::read(folder.join(NAME)).ok()?).ok()
}
