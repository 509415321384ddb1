//! Donations from services beside the platforms.
//!
//! Two of them tell over a socket ([`run`]), one by calling us ([`kofi`]). A donation becomes a
//! message of the kind `donation`, whose id is made of the service's own id of it: however often it
//! is told, it is one.
//!
//! No token is in an error, a status or a log.

mod donation;
pub mod kofi;
mod link;
mod provider;
mod socket_io;
mod streamelements;
mod streamlabs;

pub use link::{Config, run};
pub use provider::Provider;
