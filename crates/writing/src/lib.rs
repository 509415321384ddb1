//! Writes to and moderates chat on the platforms themselves, as the person who has signed in.
//!
//! [`Writing`] speaks Helix and YouTube's Data API. What it writes comes back through the ordinary
//! reading, so nothing is shown here, and nothing twice. What a platform would not take in time is
//! refused with when to try again: nothing waits for long, and nothing is lost silently.
//!
//! [`Helix`] is for those who read what Twitch tells to accounts alone, and see no token.

mod bans;
mod command;
mod error;
mod helix;
mod pace;
mod service;
mod twitch;
mod youtube;

use std::fmt;
use std::sync::Arc;

use accounts::Account;
use chat::Platform;
use jiff::Timestamp;
use url::Url;

pub use bans::{Asked, Ban, Bans};
pub use command::{COMMANDS, Command, CommandError, Known, LONGEST_TIMEOUT, Line, Mode, read};
pub use error::WritingError;
pub use helix::{Helix, Said};
use twitch::Twitch;
use youtube::YouTube;

/// The result of a call.
pub type Result<T> = std::result::Result<T, WritingError>;

/// Where the platforms' APIs are.
#[derive(Debug, Clone)]
pub struct Endpoints {
    /// `https://api.twitch.tv/helix`
    pub twitch: Url,
    /// `https://www.googleapis.com/youtube/v3`
    pub youtube: Url,
}

/// What it is made with.
#[derive(Debug)]
pub struct Options {
    /// Where the platforms' APIs are.
    pub endpoints: Endpoints,
    /// Asks them. It follows no redirects: one would carry a token elsewhere.
    pub http: reqwest::Client,
    /// Who writes on Twitch.
    pub twitch: Account,
    /// Who writes on YouTube.
    pub youtube: Account,
    /// Told what each call of YouTube's API has cost.
    pub spend: Spend,
    /// Keeps the bans that are placed on YouTube.
    pub bans: Arc<dyn Bans>,
    /// The wall clock: Twitch says by it until when its limit lasts, and a timeout ends by it.
    pub clock: fn() -> Timestamp,
}

/// What a call has cost of a quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// So many units.
    Units(u64),
    /// All that was left: the platform has said that there is nothing more today.
    All,
}

/// Counts what is spent of a quota.
#[derive(Clone)]
pub struct Spend(pub Arc<dyn Fn(Cost) + Send + Sync>);

impl fmt::Debug for Spend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Spend")
    }
}

/// A chat to write to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Room {
    /// A channel of Twitch.
    Twitch {
        /// The name in its address.
        login: String,
        /// Its user id, where its chat has told it.
        id: Option<String>,
    },
    /// A stream of YouTube.
    YouTube {
        /// The channel, as its source names it.
        channel: String,
        /// The id of the stream that is read now; `None` where none is.
        video: Option<String>,
    },
}

/// What a moderator does. Authors and messages by their platform's ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Takes one message away.
    Delete {
        /// The message.
        message: String,
    },
    /// Keeps somebody from writing for a while.
    Timeout {
        /// Who.
        author: String,
        /// For so many seconds.
        seconds: u32,
        /// Why; for Twitch's other moderators.
        reason: Option<String>,
    },
    /// Keeps somebody from writing until it is lifted.
    Ban {
        /// Who.
        author: String,
        /// Why; for Twitch's other moderators.
        reason: Option<String>,
    },
    /// Lifts a ban or a timeout.
    Unban {
        /// Who.
        author: String,
    },
}

/// The longest message that a platform takes, in characters. `None` where one can't write.
///
/// <https://dev.twitch.tv/docs/api/reference/#send-chat-message>; of YouTube its own input field
/// says it.
#[must_use]
pub fn longest(platform: Platform) -> Option<usize> {
    match platform {
        Platform::Twitch => Some(500),
        Platform::YouTube => Some(200),
        Platform::Demo | Platform::Donations => None,
    }
}

/// Writes and moderates.
#[derive(Debug)]
pub struct Writing {
    twitch: Twitch,
    youtube: YouTube,
}

impl Writing {
    /// Nothing is asked yet.
    #[must_use]
    pub fn new(options: Options) -> Self {
        let Options { endpoints, http, twitch, youtube, spend, bans, clock } = options;
        Self {
            twitch: Twitch::new(endpoints.twitch, http.clone(), twitch, clock),
            youtube: YouTube::new(endpoints.youtube, http, youtube, spend, bans, clock),
        }
    }

    /// Writes a message. `reply_to` is the platform's id of the one that it answers; YouTube has no
    /// such thing and writes it plainly.
    pub async fn send(&self, room: &Room, text: &str, reply_to: Option<&str>) -> Result<()> {
        let (platform, name) = match room {
            Room::Twitch { .. } => (Platform::Twitch, twitch::NAME),
            Room::YouTube { .. } => (Platform::YouTube, youtube::NAME),
        };
        let (length, most) = (text.chars().count(), longest(platform).unwrap_or_default());
        if length > most {
            return Err(WritingError::TooLong { platform: name, length, most });
        }
        match room {
            Room::Twitch { login, id } => {
                self.twitch.send(login, id.as_deref(), text, reply_to).await
            }
            Room::YouTube { video, .. } => self.youtube.send(live(video.as_deref())?, text).await,
        }
    }

    /// Does what a command says. `answered` is the platform's id of the message that it answers,
    /// `known` that of whom it is about, where their name does not tell it.
    pub async fn run(
        &self,
        room: &Room,
        command: &Command,
        answered: Option<&str>,
        known: Option<&str>,
    ) -> Result<()> {
        match (room, command) {
            (_, Command::Delete) => {
                let platform = match room {
                    Room::Twitch { .. } => twitch::NAME,
                    Room::YouTube { .. } => youtube::NAME,
                };
                let message = answered.ok_or(WritingError::NoMessage(platform))?.to_owned();
                self.act(room, &Act::Delete { message }).await
            }
            (Room::Twitch { .. }, Command::Me(text)) => {
                self.send(room, &format!("/me {text}"), None).await
            }
            (_, Command::Timeout { who, seconds, reason }) => {
                let (author, reason) = (self.person(room, who, known).await?, reason.clone());
                self.act(room, &Act::Timeout { author, seconds: *seconds, reason }).await
            }
            (_, Command::Ban { who, reason }) => {
                let (author, reason) = (self.person(room, who, known).await?, reason.clone());
                self.act(room, &Act::Ban { author, reason }).await
            }
            (_, Command::Unban(who)) => {
                let author = self.person(room, who, known).await?;
                self.act(room, &Act::Unban { author }).await
            }
            (Room::Twitch { login, id }, command) => {
                self.twitch.order(login, id.as_deref(), command, known).await
            }
            (Room::YouTube { .. }, command) => {
                Err(WritingError::NoCommand { platform: youtube::NAME, command: command.name() })
            }
        }
    }

    /// The platform's id of somebody by their name.
    async fn person(&self, room: &Room, name: &str, known: Option<&str>) -> Result<String> {
        if let Some(id) = known {
            return Ok(id.to_owned());
        }
        match room {
            Room::Twitch { .. } => self.twitch.person(name, accounts::Right::Moderate).await,
            Room::YouTube { .. } => self.youtube.person(name).await,
        }
    }

    /// Allows a message that Twitch's AutoMod holds, or denies it.
    pub async fn decide_held(&self, message: &str, allow: bool) -> Result<()> {
        self.twitch.decide_held(message, allow).await
    }

    /// Moderates.
    pub async fn act(&self, room: &Room, act: &Act) -> Result<()> {
        match room {
            Room::Twitch { login, id } => self.twitch.act(login, id.as_deref(), act).await,
            Room::YouTube { channel, video } => {
                self.youtube.act(channel, video.as_deref(), act).await
            }
        }
    }
}

/// Whether somebody on Twitch may be called so in their address. Who has their name in another
/// script has a login beside it, and Twitch knows them by that alone.
#[must_use]
pub fn is_login(name: &str) -> bool {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    !name.is_empty() && name.chars().all(fits)
}

/// The stream that is read now.
fn live(video: Option<&str>) -> Result<&str> {
    video.ok_or(WritingError::NotLive)
}
