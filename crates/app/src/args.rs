//! The command line.

use std::io::ErrorKind;
use std::path::PathBuf;

use clap::Parser;

use crate::AppError;
use crate::instance::is_refusal;

/// The port that is used where none is named.
pub(crate) const DEFAULT_PORT: u16 = 7420;

/// Twitch and YouTube chat as one, on an overlay for OBS.
#[derive(Debug, Clone, Parser)]
#[command(name = "multichat-overlay", version)]
pub struct Args {
    /// Run without tray, window and display
    #[arg(long)]
    pub headless: bool,

    /// Keep everything under this folder [default: the system's folder for application data]
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,

    /// Serve on this port of the loopback interface; 0 is any free one
    #[arg(long, value_name = "N", default_value_t = DEFAULT_PORT)]
    pub port: u16,

    /// Start in the tray, without a window
    #[arg(long)]
    pub minimized: bool,

    /// Add the built-in demo chat as a source
    #[arg(long)]
    pub demo: bool,
}

impl Args {
    /// The data folder, made if it is not there, readable by its owner alone. Where a disk takes
    /// nothing there is none, and nothing is kept; nor where the usual one may not be made. One that a
    /// person has named must be where they say.
    pub(crate) fn data_dir(&self) -> Result<PathBuf, AppError> {
        let folder = match &self.data_dir {
            Some(folder) => folder.clone(),
            None => directories::ProjectDirs::from("", "", "multichat-overlay")
                .ok_or(AppError::NoHome)?
                .data_dir()
                .to_owned(),
        };
        let made = || -> std::io::Result<PathBuf> {
            let is_misnamed = |error: &std::io::Error| {
                self.data_dir.is_some()
                    && matches!(error.kind(), ErrorKind::NotFound | ErrorKind::PermissionDenied)
            };
            files::make_folder(&folder).or_else(|error| {
                if is_refusal(&error) && !is_misnamed(&error) { Ok(()) } else { Err(error) }
            })?;
            std::path::absolute(&folder)
        };
        made().map_err(|error| AppError::DataDir { folder: folder.clone(), error })
    }
}
