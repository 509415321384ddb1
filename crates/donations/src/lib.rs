//! Donations from services beside the platforms.
//!
//! Two of them tell over a socket ([`run`]), one by calling us ([`kofi`]). A donation becomes a
//! message of the kind `donation`, whose id is made of the service's own id of it: however often it
//! is told, it is one. StreamElements can be asked for what was given while nobody listened
//! ([`Past`]); a Streamlabs socket token can't ask, and Ko-fi does not say.
//!
//! No token is in an error, a status or a log.

mod donation;
pub mod kofi;
mod link;
mod past;
mod provider;
mod socket_io;
mod streamelements;
mod streamlabs;

pub use link::{Config, run};
pub use past::{Channel, Past};
pub use provider::Provider;
