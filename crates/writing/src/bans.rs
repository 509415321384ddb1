//! What is known of YouTube's bans: one is lifted by its id, and nothing tells that later.

use std::fmt;
use std::pin::Pin;

use jiff::Timestamp;

/// An answer that takes a moment.
pub type Asked<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A ban or a timeout that was placed from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ban {
    /// The channel that it is of, as its source names it.
    pub channel: String,
    /// Whom it keeps from writing, by YouTube's id.
    pub author: String,
    /// YouTube's id of it.
    pub id: String,
    /// The end of a timeout. `None` where it lasts until it is lifted.
    pub until: Option<Timestamp>,
}

/// Keeps them over restarts. Whoever is banned twice in a channel has the later one.
pub trait Bans: fmt::Debug + Send + Sync {
    /// Keeps one that was placed.
    fn keep(&self, ban: Ban) -> Asked<'_, ()>;
    /// The id of somebody's ban in a channel, where one was placed from here.
    fn id<'a>(&'a self, channel: &'a str, author: &'a str) -> Asked<'a, Option<String>>;
    /// Forgets one that is over.
    fn forget<'a>(&'a self, channel: &'a str, author: &'a str) -> Asked<'a, ()>;
}
