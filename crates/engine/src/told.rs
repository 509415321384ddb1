//! What a person has been told: taking note of it, and looking further.

use std::path::PathBuf;

use crate::{Engine, EngineError, Result};

/// Warnings of something that has passed: they stay until a person has taken note.
const PASSED: [&str; 5] =
    ["chat_fell", "database_damaged", "ended_badly", "history_fell", "settings_unreadable"];

impl Engine {
    /// Takes back a warning of something that has passed.
    pub fn take_note(&self, code: &str) -> Result<()> {
        let stands = self.0.warnings.said().iter().any(|warning| warning.code == code);
        if !stands || !PASSED.contains(&code) {
            return Err(EngineError::NotFound("warning that could be dismissed"));
        }
        self.clear_warning(code);
        Ok(())
    }

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
