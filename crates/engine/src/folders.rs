//! The folders that are the person's: shown by the system's own program.

use std::path::PathBuf;

use crate::{Engine, EngineError, Result};

impl Engine {
    /// Shows the person the folder with the logs.
    pub async fn open_logs(&self) -> Result<()> {
        self.open_folder(self.0.data_dir.join("logs")).await
    }

    /// Shows the person the folder with all that is kept.
    pub async fn open_data(&self) -> Result<()> {
        self.open_folder(self.0.data_dir.clone()).await
    }

    async fn open_folder(&self, folder: PathBuf) -> Result<()> {
        let (browser, shown) = (self.0.browser.clone(), folder.display().to_string());
        let opened = crate::blocking(move || Ok(browser.open(&shown))).await?;
        if opened { Ok(()) } else { Err(EngineError::NotOpened(folder)) }
    }
}
