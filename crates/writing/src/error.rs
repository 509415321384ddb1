//! Why a message was not written, or nobody moderated, with a sentence for the person.

use std::time::Duration;

use accounts::{AccountsError, Right};

/// Why the platform did not do it. The text says what happened, [`hint`](Self::hint) what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WritingError {
    /// Nobody is signed in, or not any more.
    #[error("nobody is signed in to {0}")]
    NotSignedIn(&'static str),
    /// The sign-in is not for this.
    #[error("the sign-in to {platform} does not allow to {}", doing(*right))]
    MissingRight {
        /// The platform.
        platform: &'static str,
        /// What is missing.
        right: Right,
    },
    /// The message is longer than the platform takes.
    #[error("{platform} takes messages of up to {most} characters, and this one has {length}")]
    TooLong {
        /// The platform.
        platform: &'static str,
        /// How long it is.
        length: usize,
        /// How long it may be.
        most: usize,
    },
    /// There is no live chat to write to.
    #[error("this YouTube channel has no live chat that is read now")]
    NotLive,
    /// There is no such channel.
    #[error("{platform} knows no channel called {name}")]
    NoChannel {
        /// The platform.
        platform: &'static str,
        /// The channel.
        name: String,
    },
    /// There is nobody of this name.
    #[error("{platform} knows nobody called {name}")]
    Nobody {
        /// The platform.
        platform: &'static str,
        /// The name.
        name: String,
    },
    /// The platform has no such command for applications.
    #[error("{platform} lets no application do what /{command} does")]
    NoCommand {
        /// The platform.
        platform: &'static str,
        /// The command.
        command: &'static str,
    },
    /// It is for the channel's owner.
    #[error("{platform} lets the channel's owner alone use /{command}")]
    OwnersAlone {
        /// The platform.
        platform: &'static str,
        /// The command.
        command: &'static str,
    },
    /// The platform says no, and why.
    #[error("{platform} refuses: {said}")]
    Refused {
        /// The platform.
        platform: &'static str,
        /// Its own words.
        said: String,
    },
    /// The message is not there to be deleted.
    #[error("{0} can't delete this message: it is gone, too old, or nothing that somebody wrote")]
    NoMessage(&'static str),
    /// A ban can't be lifted without its id.
    #[error("YouTube lifts a ban by its id alone, and this one was not made here")]
    UnknownBan,
    /// There is nothing to lift.
    #[error("this person is neither banned nor timed out on {0}")]
    NotBanned(&'static str),
    /// So much in so short a time is more than the platform takes. Nothing was sent.
    #[error("this is more than {platform} takes in so short a time")]
    RateLimited {
        /// The platform.
        platform: &'static str,
        /// When to try again.
        retry_after: Duration,
    },
    /// What Google allows this client id a day is used up.
    #[error("what YouTube allows this client id a day is used up")]
    QuotaExceeded,
    /// The platform could not be asked. Nothing was done.
    #[error("{platform} can't be asked now: {why}")]
    Unreachable {
        /// The platform.
        platform: &'static str,
        /// Why.
        why: String,
    },
    /// It was asked, and did not answer.
    #[error("{0} was asked and gave no answer: it may have done it all the same")]
    NoAnswer(&'static str),
    /// The sign-in can't be used now.
    #[error(transparent)]
    Account(AccountsError),
}

fn doing(right: Right) -> &'static str {
    match right {
        Right::Read => "read what needs one",
        Right::Send => "write in chat",
        Right::Moderate => "moderate",
        Right::Commands => "use the other slash commands",
        Right::Events => "read the events of its channel",
        Right::Followers => "read who follows its channel",
    }
}

impl WritingError {
    /// The fixed name of [`NoAnswer`](Self::NoAnswer).
    pub const NO_ANSWER: &str = "no_answer";

    /// Its fixed name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotSignedIn(_) => "not_signed_in",
            Self::MissingRight { .. } => "missing_right",
            Self::TooLong { .. } => "too_long",
            Self::NotLive => "not_live",
            Self::NoChannel { .. } => "no_channel",
            Self::Nobody { .. } => "nobody",
            Self::NoCommand { .. } => "no_command",
            Self::OwnersAlone { .. } => "owners_alone",
            Self::Refused { .. } => "refused",
            Self::NoMessage(_) => "no_message",
            Self::UnknownBan => "unknown_ban",
            Self::NotBanned(_) => "not_banned",
            Self::RateLimited { .. } => "rate_limited",
            Self::QuotaExceeded => "quota_exceeded",
            Self::Unreachable { .. } => "unreachable",
            Self::NoAnswer(_) => Self::NO_ANSWER,
            Self::Account(error) => error.code(),
        }
    }

    /// What to do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotSignedIn(_) => "Sign in under Accounts.",
            Self::MissingRight { .. } => "Turn it on under Accounts, and confirm it there.",
            Self::TooLong { .. } => "Make it shorter, or send it in two.",
            Self::NotLive => "Start the source, and wait until the stream is live.",
            Self::NoChannel { .. } => "Check the channel's name.",
            Self::Nobody { .. } => "Check how the name is written.",
            Self::NoCommand { .. } => {
                "Do it on the platform's own page. YouTube has /ban, /timeout, /unban and /delete."
            }
            Self::OwnersAlone { .. } => "Sign in with the channel's own account.",
            Self::Refused { .. } => "Its words say why. Nothing was changed.",
            Self::NoMessage(_) => "Hide it, if it still is on an overlay.",
            Self::UnknownBan => "Lift it in YouTube Studio, under Settings, Community.",
            Self::NotBanned(_) => "They can write already: there is nothing to lift.",
            Self::RateLimited { .. } => "Wait a little, and send it again.",
            Self::QuotaExceeded => {
                "It begins anew at midnight in California. Write on YouTube's own page until then."
            }
            Self::Unreachable { .. } => "Check the connection, and send it again.",
            Self::NoAnswer(_) => "Look at the chat before you do it again.",
            Self::Account(error) => error.hint(),
        }
    }

    /// When to try again, where that is known.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::RateLimited { retry_after, .. } => Some(*retry_after),
            _ => None,
        }
    }
}
