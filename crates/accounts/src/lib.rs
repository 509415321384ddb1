//! Sign-in to Twitch and Google, and the one place where their tokens are kept.
//!
//! [`Account`] owns the tokens of a platform: whoever needs one asks it. The vault keeps them,
//! sealed, under a key that the keychain has; [`AccountView`] says how everything is. No token is
//! ever in a view, an error or a log.

mod account;
mod accounts;
mod api_key;
mod copied;
mod ending;
mod error;
mod google;
mod held;
mod http;
mod keychain;
mod loopback;
mod prompt;
mod provider;
mod rights;
mod seal;
mod sealed_file;
mod service;
mod shelf;
mod sign_in;
mod slot;
mod steps;
mod tend;
mod tokens;
mod trouble;
mod twitch;
mod vault;

pub use account::{AccessToken, Account};
pub use accounts::{Accounts, Endpoints, KEYCHAIN_PATIENCE, Options, Spend};
pub use api_key::{ApiKey, ApiKeyState};
pub use copied::Copied;
pub use error::AccountsError;
pub use held::{AccountState, AccountView};
pub use keychain::{Ask, Keychain, KeychainError, SystemKeychain};
pub use prompt::{Prompt, qr_svg};
pub use provider::Client;
pub use rights::Right;
pub use tokens::Person;
pub use trouble::Trouble;
pub use vault::{Keep, Kept, VaultState};

#[cfg(test)]
mod tests;
