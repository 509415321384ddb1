//! Staying connected to a provider's events.

use std::time::Duration;

use chat::Provider;
use net::WebSocket;
use tokio::sync::watch;
use tokio::time::{Instant, sleep};
use url::Url;

use crate::Emotes;
use crate::web::{self, WebError};

/// The longest pause from an end to the next try, and the one after an end that trying again does
/// not mend.
const LAST_PAUSE: Duration = Duration::from_mins(1);
const LONG_PAUSE: Duration = Duration::from_mins(10);

/// How a connection ended.
pub(crate) enum End {
    /// It may be tried again.
    Again,
    /// The provider wants none of it: trying again soon would not mend that.
    Unwanted,
}

impl Emotes {
    /// Stays connected to a provider at `url` for as long as `wanted` holds something, and has each connection
    /// listened to until it ends.
    pub(crate) async fn stay_connected<Wanted, Listening>(
        &self,
        provider: Provider,
        url: Url,
        mut wanted: watch::Receiver<Wanted>,
        is_empty: fn(&Wanted) -> bool,
        listen: impl Fn(WebSocket) -> Listening,
    ) where
        Listening: Future<Output = Result<End, WebError>>,
    {
        let first_pause = self.0.options.timing.reconnect;
        let mut pause = first_pause;
        let mut is_first = true;
        while wanted.wait_for(|wanted| !is_empty(wanted)).await.is_ok() {
            let ended = match web::open(&url).await {
                Ok(socket) => {
                    if !is_first {
                        // What this one changed while nobody listened was told to nobody.
                        self.held().refresh(provider, |_| true);
                    }
                    let began = Instant::now();
                    let ended = listen(socket).await;
                    // One that is ended at once again and again is asked seldomer and seldomer.
                    if began.elapsed() > LAST_PAUSE {
                        pause = first_pause;
                    }
                    ended
                }
                Err(error) => Err(error),
            };
            is_first = false;
            let wait = match ended {
                Ok(End::Unwanted) => LONG_PAUSE,
                Ok(End::Again) => pause,
                Err(error) => {
                    let (provider, error) = (provider.name(), error.with_causes());
                    tracing::info!(provider, error, "a provider's events are not there");
                    pause
                }
            };
            pause = (pause * 2).min(LAST_PAUSE);
            sleep(Self::about(wait)).await;
        }
    }
}
