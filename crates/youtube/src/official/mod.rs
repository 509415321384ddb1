//! YouTube's official API, for when its page can't be read.
//!
//! It costs units of a daily quota, and knows neither the pictures of emoji nor those of badges; so
//! it stands in, and the page is tried again all the while. Names of messages are those of the page
//! ([`chat::youtube_item_id`]), so what both tell is told once.
//!
//! <https://developers.google.com/youtube/v3/live/docs/liveChatMessages>

mod access;
mod api;
mod decode;
mod feed;
mod listen;
mod names;
mod pieces;
mod quota;
mod refusal;
mod stand_in;
mod words;

use std::sync::Arc;

use jiff::tz::TimeZone;
use url::Url;

pub use access::{Access, Asked, NoPass, Pass, With};
pub use quota::{Quota, Spent};
pub(crate) use stand_in::{StandIn, Why};

/// How the official API is asked.
#[derive(Debug, Clone)]
pub struct Official {
    /// Who asks.
    pub access: Arc<dyn Access>,
    /// `https://www.googleapis.com/youtube/v3`, or a local stand-in's.
    pub base_url: Url,
    /// Asks. It follows no redirects: one would carry a token elsewhere.
    pub http: reqwest::Client,
    /// Where the person is: they are told hours.
    pub zone: TimeZone,
}
