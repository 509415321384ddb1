//! What Twitch tells of a channel to whose it is, and to nobody else: EventSub over WebSocket.
//!
//! Only what chat has nothing of: rewards that were redeemed without a text, polls, Hype Trains, who
//! follows, and what AutoMod holds. The protocol is described at <https://dev.twitch.tv/docs/eventsub/handling-websocket-events/>, the events at
//! <https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/>. A subscription takes a token,
//! which is never seen here: [`Subscribe`] has it.

mod automod;
mod decode;
mod frame;
mod link;
mod reader;
mod topic;

use std::sync::Arc;
use std::time::Duration;

use chat::{ChatEvent, SourceId};
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use url::Url;

pub use self::automod::{AutoMod, HeldByAutoMod};
use self::reader::Reader;
pub use self::topic::{Subject, Topic};

/// What to read, and by which clock and dice.
#[derive(Debug, Clone)]
pub struct Config {
    /// The address of EventSub: `wss`, or `ws` to this machine.
    pub url: Url,
    /// The source that the events belong to.
    pub source: SourceId,
    /// What to read; for the rest of [`Topic::ALL`] the person has not given a scope.
    pub topics: Vec<Topic>,
    /// Subscribes in the person's name.
    pub subscribe: Arc<dyn Subscribe>,
    /// The pauses follow from it.
    pub seed: u64,
    /// The clock that dates what Twitch does not date.
    pub now: fn() -> Timestamp,
    /// How long things may take.
    pub timing: Timing,
}

/// How long things may take. The default is for the world; tests have less time.
#[derive(Debug, Clone)]
pub struct Timing {
    /// To connect, and to be welcomed.
    pub connect: Duration,
    /// Added to the time within which Twitch says that it is there.
    pub slack: Duration,
    /// How long the old connection is still read after the new one was welcomed, and after each
    /// event that it still brings.
    pub overlap: Duration,
    /// The pauses after failures.
    pub pauses: crate::Timing,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            slack: Duration::from_secs(5),
            overlap: Duration::from_secs(2),
            pauses: crate::Timing {
                first_pause: Duration::from_secs(1),
                longest_pause: Duration::from_mins(2),
                ..crate::Timing::default()
            },
        }
    }
}

/// Subscribes in the name of the person who has signed in, to events of their own channel.
pub trait Subscribe: std::fmt::Debug + Send + Sync {
    /// Has this session told of this topic.
    fn subscribe(&self, session: String, topic: Topic) -> Subscribing;
}

/// A subscription that is waited for.
pub type Subscribing = BoxFuture<'static, Result<(), NotSubscribed>>;

/// Why there is no subscription.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSubscribed {
    /// The sign-in is not for this.
    #[error("the sign-in does not allow it")]
    NotAllowed,
    /// Twitch refuses it, and says why.
    #[error("{0}")]
    Refused(String),
    /// It may be there later.
    #[error("{0}")]
    NotNow(String),
}

/// What its owner is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Something happened.
    Event(Box<ChatEvent>),
    /// AutoMod holds a message, or one that it held waits no more.
    AutoMod(AutoMod),
    /// How it stands now.
    Standing(Standing),
}

/// How it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// On the way.
    Connecting,
    /// These are read.
    Reading(Vec<Topic>),
    /// Nothing is read now, and it is tried again by itself.
    Backoff(String),
    /// Nothing may be read: only the person can change that.
    NotAllowed,
}

/// Reads until `cancel` is cancelled or nobody takes what it tells.
///
/// Twitch delivers an event once or several times; it is told once. When Twitch sends its clients
/// elsewhere, the old connection is read until the new one was welcomed. What happens while there
/// is no connection is not told later: Twitch keeps nothing. Polls are closed when their time is over, and
/// at the end.
pub async fn run(config: Config, told: mpsc::Sender<Told>, cancel: CancellationToken) {
    let mut reader = Reader::new(config, told);
    let unheard = match cancel.run_until_cancelled(reader.read()).await {
        Some(_) => true,
        None => reader.end().await.is_err(),
    };
    if unheard {
        tracing::debug!("nobody takes the events of this channel any more");
    }
}
