//! What can go wrong, with a sentence for the person.

use crate::shown_path;

/// Why the engine did not do what was asked. The text says what happened, [`hint`](Self::hint) what
/// to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// A value can't be taken.
    #[error("{field}: {message}")]
    Invalid {
        /// The field's name, dotted.
        field: String,
        /// What is wrong with it.
        message: String,
        /// What to give instead.
        hint: String,
    },
    /// The channel is there already.
    #[error("this channel is in the list already")]
    SourceTaken,
    /// The last overlay can't be removed.
    #[error("this is the only overlay")]
    LastOverlay,
    /// The message is not hidden, or its platform has deleted it too.
    #[error("this message is not hidden")]
    NotHidden,
    /// No overlay keeps the message for a person to decide.
    #[error("this message does not wait for a decision")]
    NotHeld,
    /// There is no window to show.
    #[error("the application runs without a window")]
    NoWindow,
    /// The program does not update itself.
    #[error("this program does not update itself")]
    NoUpdates,
    /// Starting again would be missed.
    #[error("the application is in use")]
    InUse,
    /// Nothing shows a folder here.
    #[error("no program could be opened that shows {}", .0.display())]
    NotOpened(std::path::PathBuf),
    /// A file could not be written.
    #[error("{path} could not be written: {error}")]
    NotWritten {
        /// The file.
        path: std::path::PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The database refused.
    #[error("{0}")]
    Store(store::StoreError),
    /// Pictures can't be fetched at all.
    #[error("{0}")]
    Images(#[from] images::ImagesError),
    /// A sign-in could not be made or used.
    #[error("{0}")]
    Account(accounts::AccountsError),
    /// The platform did not write, or moderate.
    #[error(transparent)]
    Writing(writing::WritingError),
    /// The message is gone from chat.
    #[error("this message was taken off: {}", why(*.0))]
    Removed(chat::Reason),
    /// The focus queue did not take it.
    #[error("{0}")]
    Focus(#[from] chat::FocusError),
    /// The streamer has decided otherwise.
    #[error("the streamer has decided on this message")]
    Overruled,
    /// It can't be taken back.
    #[error("this can't be undone")]
    NotUndoable,
    /// OBS did not do what was asked.
    #[error(transparent)]
    Obs(#[from] obs::ObsError),
    /// Nobody can write there.
    #[error("the demo chat can't be written to")]
    ReadOnly,
    /// Something that should not happen did.
    #[error("something went wrong inside the application: {0}")]
    Internal(String),
}

impl From<getrandom::Error> for EngineError {
    fn from(error: getrandom::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

impl EngineError {
    /// A value that can't be taken.
    pub fn invalid(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid {
            field: field.into(),
            message: message.into(),
            hint: "Correct it and send it again: nothing was changed.".into(),
        }
    }

    /// The error's fixed name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound(_) => "not_found",
            Self::Invalid { .. } | Self::Focus(chat::FocusError::Twice) => "invalid",
            Self::SourceTaken => "already_added",
            Self::LastOverlay => "last_overlay",
            Self::NotHidden => "not_hidden",
            Self::NotHeld => "not_held",
            Self::NoWindow => "no_window",
            Self::NoUpdates => "no_updates",
            Self::InUse => "in_use",
            Self::NotOpened(_) => "not_opened",
            Self::NotWritten { .. } | Self::Store(_) => "storage",
            Self::Images(_) => "pictures",
            Self::Account(error) => error.code(),
            Self::Writing(error) => error.code(),
            Self::Removed(_) => "removed",
            Self::Focus(chat::FocusError::NotQueued) => "not_queued",
            Self::Focus(chat::FocusError::NotSuggested) => "not_suggested",
            Self::Focus(chat::FocusError::OwnersAlone) => "small_scope",
            Self::Focus(chat::FocusError::Full) => "queue_full",
            Self::Focus(chat::FocusError::TooManySuggestions) => "too_many_suggestions",
            Self::Focus(chat::FocusError::TooManyQueued) => "too_many_queued",
            Self::Overruled | Self::Focus(chat::FocusError::Overruled) => "overruled",
            Self::NotUndoable => "not_undoable",
            Self::Obs(error) => error.code(),
            Self::ReadOnly => "read_only",
            Self::Internal(_) => "internal",
        }
    }

    /// Seconds until it may work, where that is known.
    #[must_use]
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            // A part of a second is waited for too.
            Self::Writing(error) => {
                error.retry_after().map(|wait| wait.as_millis().div_ceil(1_000))
            }
            _ => None,
        }
        .and_then(|seconds| u64::try_from(seconds).ok())
    }

    /// What to do.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::NotFound(thing) => format!("Reload the list: the {thing} may have been removed."),
            Self::Invalid { hint, .. } => hint.clone(),
            Self::SourceTaken => "Look for it in the list of channels.".into(),
            Self::LastOverlay => "Make another overlay first.".into(),
            Self::NotHidden => "A message that its platform deleted stays away.".into(),
            Self::NotHeld => "It was let pass, or its platform has removed it.".into(),
            Self::NoWindow => "Open the dashboard address in a browser.".into(),
            Self::NoUpdates => "Update it as you installed it.".into(),
            Self::InUse => {
                "Wait for the end of the stream, or say that the overlays may be without it for some \
                 seconds."
                    .into()
            }
            Self::NotOpened(folder) => format!("Look there yourself: {}", shown_path(folder)),
            Self::NotWritten { .. } | Self::Store(_) => {
                "Check that the disk is not full and can be written.".into()
            }
            Self::Account(error) => error.hint().into(),
            Self::Writing(error) => error.hint().into(),
            Self::Removed(_) => "Choose another one: this one is shown nowhere any more.".into(),
            Self::Focus(error) => of_focus(*error).into(),
            Self::Overruled => of_focus(chat::FocusError::Overruled).into(),
            Self::NotUndoable => "It is done on the platform, was taken back already, or you have decided on it since."
                .into(),
            Self::Obs(error) => error.hint().into(),
            Self::ReadOnly => "Add a channel, and write there.".into(),
            Self::Images(_) | Self::Internal(_) => {
                "Try again. If it happens again, report it on the project's page at GitHub, under \
                 “Issues”, with the newest file of the log folder."
                    .into()
            }
        }
    }
}

/// Why a message is gone, in words.
fn why(reason: chat::Reason) -> &'static str {
    match reason {
        chat::Reason::Deleted => "it was deleted",
        chat::Reason::Timeout => "its author was timed out",
        chat::Reason::Ban => "its author was banned",
        chat::Reason::Cleared => "its chat was cleared",
        chat::Reason::Hidden => "you have hidden it",
    }
}

/// What to do where the focus queue did not take something.
fn of_focus(error: chat::FocusError) -> &'static str {
    use chat::FocusError;
    match error {
        FocusError::NotQueued | FocusError::NotSuggested => {
            "Look at the list again: it was shown, decided on or taken out meanwhile."
        }
        FocusError::Twice => "Name each message once.",
        FocusError::Overruled => "Talk to the streamer: what they decide stands.",
        FocusError::OwnersAlone => "Suggest the message instead.",
        FocusError::Full => "Show some of it, or take some out.",
        FocusError::TooManySuggestions => "Wait until the streamer has decided on some.",
        FocusError::TooManyQueued => "Wait until some were shown, or take some out.",
    }
}

impl From<accounts::AccountsError> for EngineError {
    fn from(error: accounts::AccountsError) -> Self {
        Self::Account(error)
    }
}

impl From<store::StoreError> for EngineError {
    fn from(error: store::StoreError) -> Self {
        match error {
            store::StoreError::Missing(thing) => Self::NotFound(thing),
            error => Self::Store(error),
        }
    }
}
