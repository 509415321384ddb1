//! Looking for the stream to read.

use reqwest::StatusCode;
use tokio::time::Instant;

use crate::{
    Target,
    faults::Remedy,
    run::Reader,
    signals::Signal,
    stream::{self, Found},
    streams::{MOST, Streams},
    voice::Gone,
    web::{Web, WebError},
};

/// Finds what there is to read, and notes all that is live in `streams`. Of several streams it is
/// the one with the id `choice`, else the earliest. `last`: the one that was read before.
///
/// A channel's own page shows one stream, and may show a waiting room in front of one that is live:
/// its streams tab tells. What can't be read of that decides nothing: it is an error.
pub(crate) async fn look(
    web: &mut Web,
    target: &Target,
    streams: &mut Streams,
    choice: Option<&str>,
    last: Option<&str>,
) -> Result<Found, WebError> {
    let found = match web.page(&target.live_path()).await {
        Err(WebError::Status(StatusCode::NOT_FOUND)) => return Ok(Found::Missing),
        page => stream::read(page?),
    };
    let Some(tab) = target.streams_path() else {
        return Ok(found);
    };
    streams.clear();
    let (mut live, mut other) = match found {
        Found::Live(stream) => (vec![stream], Found::Channel),
        // The channel is there: its page showed a video that is not.
        Found::Missing => (Vec::new(), Found::NotLive),
        other => (Vec::new(), other),
    };
    let mut failed = None;
    for id in on_tab(web, &tab).await?.into_iter().rev().take(MOST) {
        if live.iter().any(|stream| stream.video == id) {
            continue;
        }
        match look_at(web, &id).await {
            Ok(Found::Live(stream)) => live.push(stream),
            Ok(found @ (Found::MembersOnly | Found::ChatOff)) => other = found,
            Ok(_) => {}
            Err(error) if [choice, last].contains(&Some(&id)) => return Err(error),
            Err(error) => {
                tracing::debug!(%error, "a stream's page could not be read");
                failed = Some(error);
            }
        }
    }
    for stream in &live {
        streams.add(stream);
    }
    let wanted = streams.wanted(choice);
    let at = live.iter().position(|stream| Some(stream.video.as_str()) == wanted);
    match (at, failed) {
        (Some(at), _) => Ok(Found::Live(live.swap_remove(at))),
        // It may be the one to read.
        (None, Some(error)) => Err(error),
        (None, None) => Ok(other),
    }
}

/// What the page of one stream shows that was live a moment ago.
pub(crate) async fn look_at(web: &mut Web, id: &str) -> Result<Found, WebError> {
    match web.page(&Target::Video(id.to_owned()).live_path()).await {
        Err(WebError::Status(StatusCode::NOT_FOUND)) => Ok(Found::Missing),
        page => page.map(stream::read),
    }
}

/// What the streams tab shows as live, the newest first. A channel may have no such tab.
async fn on_tab(web: &mut Web, path: &str) -> Result<Vec<String>, WebError> {
    match web.page(path).await {
        Err(WebError::Status(StatusCode::NOT_FOUND)) => Ok(Vec::new()),
        tab => tab.map(|tab| stream::live_on_tab(&tab)),
    }
}

/// Looks one step further for other streams while `current` is read: one page at a time, so that
/// the chat is not kept waiting.
async fn look_around(
    web: &mut Web,
    tab: &str,
    streams: &mut Streams,
    current: &str,
) -> Result<(), WebError> {
    match streams.unread.pop() {
        Some(id) => {
            if let Found::Live(stream) = look_at(web, &id).await? {
                streams.add(&stream);
            }
        }
        None => {
            let page = web.page(tab).await?;
            streams.on_tab(stream::live_on_tab(&page), current);
        }
    }
    Ok(())
}

impl Reader {
    /// Looks one step further for other streams, where that is due.
    pub(crate) async fn look_around(&mut self, video: &str) -> Result<Option<Signal>, Gone> {
        let Some(tab) = self.target.streams_path() else {
            return Ok(None);
        };
        if self.streams.unread.is_empty() {
            if Instant::now() < self.streams.tab_due {
                return Ok(None);
            }
            self.streams.tab_due = Instant::now() + self.timings.streams;
        }
        self.web.timeout = self.web.timeout.min(self.timings.aside);
        let looking = look_around(&mut self.web, &tab, &mut self.streams, video);
        match self.signals.or(looking).await {
            Err(signal) => return Ok(Some(signal)),
            Ok(Err(error @ (WebError::Limited { .. } | WebError::Consent))) => {
                // The chat may go on, but slower; what else is live can wait.
                self.streams.unread.clear();
                if let Remedy::Again(pause) | Remedy::StartOver(pause) = self.remedy(&error) {
                    self.streams.tab_due = Instant::now() + self.timings.streams.max(pause);
                }
            }
            Ok(Err(error)) => tracing::debug!(%error, "a page of the channel could not be read"),
            Ok(Ok(())) => {}
        }
        if self.streams.unread.is_empty() {
            self.voice.streams(self.streams.view(video)).await?;
        }
        Ok(None)
    }
}
