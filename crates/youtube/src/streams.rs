//! The streams of a channel that are live at once.

use chat::LiveStream;
use tokio::time::Instant;

use crate::stream::Stream;

/// A channel with more has no use for a choice.
pub(crate) const MOST: usize = 5;

/// The streams of a channel that are live, and when to look for others.
#[derive(Debug)]
pub(crate) struct Streams {
    /// The earliest first.
    live: Vec<Known>,
    /// Videos that the streams tab shows as live and whose pages were not read yet.
    pub(crate) unread: Vec<String>,
    /// When the streams tab is due.
    pub(crate) tab_due: Instant,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    id: String,
    title: String,
    started: Option<jiff::Timestamp>,
}

impl Streams {
    pub(crate) fn new() -> Self {
        Self { live: Vec::new(), unread: Vec::new(), tab_due: Instant::now() }
    }

    /// A stream that is live.
    pub(crate) fn add(&mut self, stream: &Stream) {
        let Stream { video, title, started, .. } = stream;
        self.remove(video);
        let known = Known { id: video.clone(), title: title.clone(), started: *started };
        self.live.push(known);
        // One that doesn't say when it began comes after those that do.
        self.live.sort_by_key(|known| (known.started.is_none(), known.started));
        self.live.truncate(MOST);
    }

    /// A stream that is not live any more.
    pub(crate) fn remove(&mut self, id: &str) {
        self.live.retain(|known| known.id != id);
    }

    pub(crate) fn clear(&mut self) {
        self.live.clear();
        self.unread.clear();
    }

    /// The streams tab was read, while `current` is read: what is not on it is over.
    pub(crate) fn on_tab(&mut self, ids: Vec<String>, current: &str) {
        self.live.retain(|known| known.id == current || ids.contains(&known.id));
        self.unread = ids.into_iter().filter(|id| !self.knows(id)).collect();
        let more = self.unread.len().saturating_sub(MOST);
        self.unread.drain(..more);
    }

    fn knows(&self, id: &str) -> bool {
        self.live.iter().any(|known| known.id == id)
    }

    /// The one to read: the one that a person chose if it is live, else the earliest.
    pub(crate) fn wanted(&self, choice: Option<&str>) -> Option<&str> {
        let chosen = self.live.iter().find(|known| Some(known.id.as_str()) == choice);
        chosen.or(self.live.first()).map(|known| known.id.as_str())
    }

    /// What there is to choose from, while `current` is read.
    pub(crate) fn view(&self, current: &str) -> Vec<LiveStream> {
        let view = |known: &Known| LiveStream {
            id: known.id.clone(),
            title: known.title.clone(),
            started: known.started,
            chosen: known.id == current,
        };
        self.live.iter().map(view).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Innertube;

    fn stream(id: &str, started: Option<i64>) -> Stream {
        Stream {
            video: id.to_owned(),
            channel: Box::default(),
            title: id.to_owned(),
            started: started.and_then(|second| jiff::Timestamp::from_second(second).ok()),
            top_chat: None,
            innertube: Innertube::default(),
        }
    }

    fn ids(streams: &Streams) -> Vec<String> {
        streams.view("").into_iter().map(|stream| stream.id).collect()
    }

    #[test]
    fn the_earliest_is_read_unless_a_person_chose_one_that_is_live() {
        let mut streams = Streams::new();
        assert_eq!(streams.wanted(None), None, "nothing is live");
        for (id, started) in [("c", None), ("b", Some(20)), ("a", Some(10)), ("b", Some(20))] {
            streams.add(&stream(id, started));
        }
        assert_eq!(ids(&streams), ["a", "b", "c"], "each once");
        assert_eq!(streams.wanted(None), Some("a"));
        assert_eq!(streams.wanted(Some("b")), Some("b"));
        streams.remove("b");
        assert_eq!(streams.wanted(Some("b")), Some("a"), "it has ended");
    }

    #[test]
    fn the_tab_says_what_is_over_and_what_is_new() {
        let mut streams = Streams::new();
        for id in ["a", "b", "c"] {
            streams.add(&stream(id, None));
        }
        let tab = ["z", "y", "x", "w", "v", "u", "b"].map(str::to_owned);
        streams.on_tab(tab.to_vec(), "a");
        assert_eq!(
            ids(&streams),
            ["a", "b"],
            "the one that is read is live, whatever the tab says"
        );
        assert_eq!(streams.unread, ["y", "x", "w", "v", "u"], "the oldest of those not known");
    }
}
