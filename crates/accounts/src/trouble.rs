//! What keeps sign-ins from being read or kept, with a sentence each.

use crate::keychain::KeychainError;
use crate::seal::NoRandomness;

/// Why sign-ins can't be read or kept. The text says what is, [`hint`](Self::hint) what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The keychain is locked.
    #[error("the keychain is locked, so sign-ins can't be read or kept")]
    Locked,
    /// The keychain does not let us, and what it says of that, for the log.
    #[error("the keychain, where this computer keeps passwords, does not let this application in")]
    Denied(String),
    /// There is no keychain, and what is said of that, for the log.
    #[error(
        "this computer has no keychain that works, a safe place for passwords: sign-ins can't be read \
         or kept"
    )]
    Absent(String),
    /// The keychain has not answered yet.
    #[error("the keychain has not answered yet")]
    Slow,
    /// The file is sealed with a passphrase.
    #[error("your sign-ins are sealed with a passphrase")]
    Passphrase,
    /// Another passphrase.
    #[error("this is not the passphrase with which your sign-ins are sealed")]
    WrongPassphrase,
    /// The keychain works, and does not have the key of what is sealed.
    #[error("the keychain has no key any more for the sign-ins that are kept")]
    KeyLost,
    /// The sealed file is damaged.
    #[error("the file with your sign-ins, accounts.sealed, is damaged and was left as it is")]
    Damaged,
    /// A newer version wrote it.
    #[error("a newer version of this application wrote the file with your sign-ins")]
    Newer,
    /// The disk refused.
    #[error("the file with your sign-ins could not be written or read: {0}")]
    File(String),
    /// No random numbers.
    #[error("the operating system gives no random numbers, so nothing can be sealed")]
    NoRandomness,
}

impl Trouble {
    /// Its fixed name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Locked => "keychain_locked",
            Self::Denied(_) => "keychain_denied",
            Self::Absent(_) => "keychain_absent",
            Self::Slow => "keychain_slow",
            Self::Passphrase => "passphrase_needed",
            Self::WrongPassphrase => "wrong_passphrase",
            Self::KeyLost => "keychain_key_lost",
            Self::Damaged => "sign_ins_damaged",
            Self::Newer => "sign_ins_newer",
            Self::File(_) => "sign_ins_not_written",
            Self::NoRandomness => "no_randomness",
        }
    }

    /// What to do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            // It asks there whenever it is asked, so it is only asked when the person wants that.
            Self::Locked if cfg!(target_os = "macos") => {
                "Unlock it, and press “Try again” in the dashboard, under Accounts. Chat is read \
                 without a sign-in meanwhile."
            }
            Self::Locked => {
                "Unlock it, or log in to your desktop again: the application notices by itself. \
                 Chat is read without a sign-in meanwhile."
            }
            Self::Denied(_) => {
                "Allow this application in your keychain's settings and try again, or keep \
                 sign-ins for this run only or sealed with a passphrase."
            }
            // Elsewhere the system always has one.
            Self::Absent(_) if cfg!(target_os = "linux") => {
                "Install a keyring, as GNOME Keyring or KWallet, and log in to your desktop again. Or \
                 choose under Accounts whether sign-ins are kept for this run only or sealed with a \
                 passphrase. Chat is read without a sign-in meanwhile."
            }
            Self::Absent(_) => {
                "Choose in the dashboard whether sign-ins are kept for this run only or sealed \
                 with a passphrase. Chat is read without a sign-in meanwhile."
            }
            Self::Slow => {
                "Look for a window in which it asks you something. The application goes on by \
                 itself when it answers."
            }
            Self::Passphrase => "Give the passphrase in the dashboard, under Accounts.",
            Self::WrongPassphrase => "Try again. Nothing was changed.",
            Self::KeyLost => {
                "If you restored or changed your keychain, put the old one back and start again. \
                 Otherwise start over under Accounts and sign in again: the old file is put \
                 aside, not deleted."
            }
            Self::Damaged => {
                "Start over under Accounts and sign in again: the damaged file is put aside, not \
                 deleted."
            }
            Self::Newer => "Install that version again. The file was left as it is.",
            Self::File(_) => "Check that the disk is not full and that the data folder is yours.",
            Self::NoRandomness => "Restart the computer and try again.",
        }
    }

    /// What the system says of it, where that is more than a person needs: it is for the log.
    pub(crate) fn detail(&self) -> Option<&str> {
        match self {
            Self::Denied(said) | Self::Absent(said) => Some(said),
            _ => None,
        }
    }

    /// Whether it may go by itself: then it is looked at again from time to time.
    pub(crate) fn may_pass(&self) -> bool {
        matches!(self, Self::Locked | Self::Denied(_) | Self::Absent(_) | Self::Slow)
    }
}

impl From<KeychainError> for Trouble {
    fn from(error: KeychainError) -> Self {
        match error {
            KeychainError::Locked => Self::Locked,
            KeychainError::Denied(why) => Self::Denied(why),
            KeychainError::Absent(why) => Self::Absent(why),
        }
    }
}

impl From<NoRandomness> for Trouble {
    fn from(_: NoRandomness) -> Self {
        Self::NoRandomness
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Self::File(error.to_string())
    }
}
