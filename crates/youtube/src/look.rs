//! Looking for the stream to read.

use reqwest::StatusCode;

use crate::{
    Target,
    stream::{self, Found, Stream},
    streams::{MOST, Streams},
    web::{Web, WebError},
};

/// Finds what there is to read, and notes all that is live in `streams`. Of several streams it is
/// the one with the id `choice`, else the earliest.
///
/// A channel's own page shows one stream, and may show a waiting room in front of one that is live:
/// its streams tab tells.
pub(crate) async fn look(
    web: &mut Web,
    target: &Target,
    streams: &mut Streams,
    choice: Option<&str>,
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
        other => (Vec::new(), other),
    };
    for id in on_tab(web, &tab).await.into_iter().rev().take(MOST) {
        if live.iter().any(|stream| stream.video == id) {
            continue;
        }
        match web.page(&Target::Video(id).live_path()).await.map(stream::read) {
            Ok(Found::Live(stream)) => live.push(stream),
            Ok(found @ (Found::MembersOnly | Found::ChatOff)) => other = found,
            Ok(_) => {}
            Err(error) => tracing::debug!(%error, "a stream's page could not be read"),
        }
    }
    for stream in &live {
        streams.add(stream);
    }
    let wanted = streams.wanted(choice);
    let at = live.iter().position(|stream| Some(stream.video.as_str()) == wanted);
    Ok(at.map_or(other, |at| Found::Live(live.swap_remove(at))))
}

/// The page of one stream that was live a moment ago.
pub(crate) async fn look_at(web: &mut Web, id: &str) -> Option<Stream> {
    match web.page(&Target::Video(id.to_owned()).live_path()).await.map(stream::read) {
        Ok(Found::Live(stream)) => Some(stream),
        Ok(_) => None,
        Err(error) => {
            tracing::debug!(%error, "a stream's page could not be read");
            None
        }
    }
}

/// What the streams tab shows as live, the newest first.
async fn on_tab(web: &mut Web, path: &str) -> Vec<String> {
    match web.page(path).await {
        Ok(tab) => stream::live_on_tab(&tab),
        Err(error) => {
            tracing::debug!(%error, "the streams tab could not be read");
            Vec::new()
        }
    }
}

/// Looks one step further for other streams while `current` is read: one page at a time, so that
/// the chat is not kept waiting.
pub(crate) async fn look_around(
    web: &mut Web,
    tab: &str,
    streams: &mut Streams,
    current: &str,
) -> Result<(), WebError> {
    match streams.unread.pop() {
        Some(id) => {
            if let Some(stream) = look_at(web, &id).await {
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
