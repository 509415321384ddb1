//! Demo chat: something to see, and to place in OBS, with no network and no account.

use std::collections::VecDeque;
use std::time::Duration;

use chat::{ChatEvent, Message, Reason, Removal, Report, SourceId, SourceState, Status, Target};
use jiff::Timestamp;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::sample;

/// From message to message: the pace of a lively chat that can still be read.
pub(crate) const PACE: Duration = Duration::from_millis(1_400);
/// Every so many messages, one of those before is deleted, as moderators do.
const DELETED_EVERY: usize = 9;

/// Plays every kind of message in turn until `stop`.
pub(crate) async fn run(source: SourceId, reports: mpsc::Sender<Report>, stop: CancellationToken) {
    let status = Status::new(
        SourceState::Live,
        "Showing made-up chat, so that you can place and style your overlay",
    );
    if reports.send(Report::Status(status)).await.is_err() {
        return;
    }
    let mut before: Option<Message> = None;
    // A gift or a poll that still counts.
    let mut counting = VecDeque::<Message>::new();
    for (count, mut message) in sample::demo_script().enumerate() {
        message.source = source.clone();
        let mut events = vec![ChatEvent::Message(Box::new(message.clone()))];
        if let Some(grown) = counting.pop_front() {
            events.push(ChatEvent::Replaced { target: grown.id, message: Box::new(grown) });
        }
        let growth = sample::growth(&message).collect::<VecDeque<_>>();
        if !growth.is_empty() {
            counting = growth;
        }
        if count % DELETED_EVERY == DELETED_EVERY - 1
            && let Some(deleted) = before.replace(message)
        {
            events.push(ChatEvent::Removed(Removal {
                target: Target::Message { id: deleted.id },
                reason: Reason::Deleted,
                at: Timestamp::now(),
            }));
        }
        for event in events {
            if reports.send(Report::Event(event)).await.is_err() {
                return;
            }
        }
        // The pause is the only place to stop: nothing is half done then.
        if stop.run_until_cancelled(tokio::time::sleep(PACE)).await.is_none() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use chat::Platform;
    use store::Query;

    use crate::{Engine, Options, testing};

    #[tokio::test]
    async fn demo_chat_stands_in_until_there_is_a_channel_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        // A person looks on.
        let with_window = || Options { headless: false, ..testing::options(folder.path()) };
        let engine = Engine::start(with_window()).await.expect("an empty folder");
        let platforms = |engine: &Engine| -> Vec<_> {
            engine.status_now().sources.iter().map(|source| source.platform).collect()
        };
        let shown = async |engine: &Engine| engine.0.hub.follow().await.expect("it runs").1;
        assert_eq!(platforms(&engine), [Platform::Demo]);
        while shown(&engine).await.is_empty() {
            tokio::task::yield_now().await;
        }
        engine.add_source(Platform::Twitch, "ada").await.expect("it is added");
        assert_eq!(platforms(&engine), [Platform::Twitch]);
        assert_eq!(shown(&engine).await.len(), 0, "its messages go with it");
        engine.stop().await;

        let engine = Engine::start(with_window()).await.expect("a folder of ours");
        assert_eq!(platforms(&engine), [Platform::Twitch]);
        let all = Query { limit: 10, ..Query::default() };
        assert_eq!(engine.history(all).await.expect("it can be read"), [], "and are no history");
        engine.stop().await;
    }
}
