//! Why the application could not start, with what to do.

use std::io;
use std::path::PathBuf;

/// Why the application could not start or end. The text says what happened and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AppError {
    /// The data folder can't be used.
    #[error(
        "the data folder {folder} could not be used: {error}. Give another one with --data-dir",
        folder = folder.display()
    )]
    DataDir {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The system names no home folder.
    #[error("this system names no folder for application data. Give one with --data-dir")]
    NoHome,
    /// Another program has the port.
    #[error(
        "port {0} is used by another program. Close that program, or start with --port and another \
         number (0 takes any free one; the overlay's address in OBS changes with it)"
    )]
    PortTaken(u16),
    /// The port can't be used for another reason.
    #[error("port {port} could not be used: {error}. Try another number with --port")]
    Port {
        /// The port.
        port: u16,
        /// What the system said.
        error: io::Error,
    },
    /// An address of the outside world is not safe.
    #[error(transparent)]
    Endpoints(#[from] engine::EndpointsError),
    /// The engine did not start.
    #[error("{0}. {hint}", hint = .0.hint())]
    Engine(#[from] engine::EngineError),
    /// The application that runs already does not answer.
    #[error(
        "the application is running already, but does not answer. Quit it from its tray icon, or \
         end it in the system's task list, and start again"
    )]
    NoAnswer,
    /// The system does not let the application hear its signals.
    #[error("the system's signals could not be heard: {0}. Restart the computer")]
    NoSignals(io::Error),
    /// The system has no threads to give.
    #[error("the system gave no threads to run on: {0}. Close other programs and start again")]
    NoRuntime(io::Error),
    /// The system has no randomness to give.
    #[error("the system gave no random numbers, and keys need them. Restart the computer")]
    NoRandomness,
}

impl AppError {
    pub(crate) fn port(port: u16, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::AddrInUse => Self::PortTaken(port),
            _ => Self::Port { port, error },
        }
    }
}
