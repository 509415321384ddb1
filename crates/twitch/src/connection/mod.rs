//! Keeps one channel's chat connected, whatever happens to the connection.

pub(crate) mod dial;
mod doubles;
mod joins;
mod link;
mod moment;
pub(crate) mod pace;
mod reader;
mod undated;

use std::{sync::Arc, time::Duration};

use chat::{Report, SourceId, SourceState, Status};
use jiff::Timestamp;
use tokio::sync::{mpsc, watch};
use tokio_util::sync::CancellationToken;
use url::Url;

pub use self::joins::Joins;
use self::{dial::Dialer, reader::Reader};
use crate::Login;

/// What to read, and by which clock and dice.
#[derive(Debug, Clone)]
pub struct Config {
    /// The address of the IRC server: `wss`, or `ws` to this machine.
    pub irc_url: Url,
    /// The source that the events belong to.
    pub source: SourceId,
    /// The channel.
    pub login: Login,
    /// What is decided by chance (the anonymous name, the pauses) follows from it.
    pub seed: u64,
    /// The clock that dates what Twitch does not date.
    pub now: fn() -> Timestamp,
    /// How long things may take.
    pub timing: Timing,
    /// Changes when the machine woke from sleep or its network changed: what is connected may be
    /// dead, and what could not be reached may be there.
    pub wake: watch::Receiver<u64>,
    /// The joins of this process: one for all channels.
    pub joins: Arc<Joins>,
}

/// How long things may take. The default is for the world; tests have less time.
#[derive(Debug, Clone)]
pub struct Timing {
    /// To find, reach and greet the server.
    pub connect: Duration,
    /// From `JOIN` to the first word about the room. Twitch says nothing of a channel that does
    /// not exist.
    pub join: Duration,
    /// Silence after which the server is asked whether it lives.
    pub silence: Duration,
    /// The time that it has to answer.
    pub answer: Duration,
    /// The time that it has to answer after the machine woke.
    pub wake_answer: Duration,
    /// How long the old connection is still read after a new one has joined in its place.
    pub overlap: Duration,
    /// How long the new one waits for what the old one still has to bring, so that chat keeps its
    /// order.
    pub order: Duration,
    /// The first pause after a failure. Each further one is three times as long…
    pub first_pause: Duration,
    /// …up to this. Chance moves each by up to a fifth, between these two.
    pub longest_pause: Duration,
    /// The pause after which a channel that could not be read is looked for again, moved by up to
    /// a fifth.
    pub look_again: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            join: Duration::from_secs(10),
            silence: Duration::from_secs(5),
            answer: Duration::from_secs(4),
            wake_answer: Duration::from_secs(2),
            overlap: Duration::from_secs(2),
            order: Duration::from_secs(1),
            first_pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(30),
            look_again: Duration::from_mins(1),
        }
    }
}

/// Reads a channel's chat until `cancel` is cancelled or nobody takes the reports any more.
///
/// A report waits until there is room for it, and reading waits with it. What two connections
/// deliver is reported once. When chat could not be read for a while, a [`chat::Kind::Gap`] is
/// reported as soon as it is read again, before what comes then. Only that a connection was dead
/// already when another took its place shows later ([`Timing::overlap`]): that gap is reported
/// after messages that were written after it, and its time is when the other one took over.
pub async fn run(config: Config, reports: mpsc::Sender<Report>, cancel: CancellationToken) {
    let dialer = match Dialer::new(&config) {
        Ok(dialer) => dialer,
        Err(error) => {
            let detail = format!(
                "The certificates of this system could not be read: {error}. Install its CA \
                 certificates and start this source again."
            );
            let status = Status::new(SourceState::Failed, detail);
            if reports.send(Report::Status(status)).await.is_ok() {
                // A person is needed: ending here would only have it tried again.
                cancel.cancelled().await;
            }
            return;
        }
    };
    let mut reader = Reader::new(config, dialer, reports);
    if cancel.run_until_cancelled(reader.read()).await.is_some() {
        tracing::debug!("nobody takes the reports of this source any more");
    }
}
