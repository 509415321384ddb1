//! A task owns the hub until the end: where one falls by a panic, another takes up what is written, and
//! the focus queue as it was seen last.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use chat::{Focus, Hub, HubOptions, Message, Placed, Removal, Target};
use jiff::Timestamp;
use store::{Found, Store};
use tokio::sync::{Mutex, broadcast, mpsc, watch};
use tokio_util::sync::CancellationToken;

use super::{
    AFTER_FALL, BEHIND, HubTask, Order, RESTORED_MESSAGES, RESTORED_REMOVALS, RESTORED_REMOVED,
    RESTORED_SECONDS, decided,
};
use crate::Result;

/// Where orders arrive: it outlives whoever takes them.
pub(super) type Inbox = Arc<Mutex<mpsc::Receiver<Order>>>;

/// A hub with what the last run, or the last task, left in the store.
pub(super) fn restored(store: &Store) -> Result<Hub> {
    let mut hub = empty();
    let (mut removals, mut messages) =
        store.tail(RESTORED_REMOVALS, RESTORED_MESSAGES, RESTORED_SECONDS)?;
    let sources: HashSet<_> = store.sources()?.into_iter().map(|row| row.id).collect();
    messages.retain(|Placed { message, .. }| {
        !message.is_of_channel() || sources.contains(&message.source)
    });
    let focus = Focus::restored(store.focus()?.unwrap_or_default(), Duration::ZERO);
    let said = messages.iter().map(|placed| &placed.message);
    removals.extend(removed_of_quotes(store, said.chain(focus.messages()))?);
    // Also what went with its author: a platform may hand it out once more.
    let lately = store.removed_lately(RESTORED_REMOVED)?.into_iter().rev();
    removals.extend(lately.map(|(id, reason)| Removal {
        target: Target::Message { id },
        reason,
        at: Timestamp::UNIX_EPOCH,
    }));
    hub.restore(removals, messages);
    Ok(hub)
}

/// What these messages quote and what was removed, however long ago.
fn removed_of_quotes<'a>(
    store: &Store,
    messages: impl Iterator<Item = &'a Arc<Message>>,
) -> Result<Vec<Removal>> {
    let ids: Vec<_> = messages.filter_map(|message| message.reply_to.as_ref()?.id).collect();
    let found = ids.iter().zip(store.messages(&ids)?);
    let removed = found.filter_map(|(id, found)| {
        let Found { message, removed } = found?;
        Some(Removal { target: Target::Message { id: *id }, reason: removed?, at: message.at })
    });
    Ok(removed.collect())
}

fn empty() -> Hub {
    Hub::new(uuid::Uuid::new_v4().simple().to_string(), HubOptions::default())
}

/// Has a task at work until `stopping`. `falls` counts those that fell.
pub(super) async fn over(
    mut task: HubTask,
    inbox: Inbox,
    stopping: CancellationToken,
    falls: watch::Sender<u32>,
) {
    loop {
        let store = task.store.clone();
        let stage = task.stage.successor();
        let orders = Arc::clone(&inbox).lock_owned().await;
        if tokio::spawn(task.run(orders, stopping.clone())).await.is_ok() {
            return;
        }
        falls.send_modify(|falls| *falls += 1);
        stopping.run_until_cancelled(tokio::time::sleep(AFTER_FALL)).await;
        let hub = left_in(store.clone()).await;
        // Who followed begins anew, with another epoch.
        let (frames, for_feeds) = (broadcast::channel(BEHIND).0, broadcast::channel(BEHIND).0);
        let stage = stage.take_over(&hub);
        task = HubTask { hub, stage, decided: decided(), frames, for_feeds, store };
    }
}

/// What the last task left, written to the end. Chat goes on with nothing where it can't be read.
async fn left_in(store: Store) -> Hub {
    let read = crate::blocking(move || {
        store.flush();
        restored(&store)
    });
    read.await.unwrap_or_else(|error| {
        tracing::error!(%error, "chat goes on without what was there before");
        empty()
    })
}

#[cfg(test)]
mod tests {
    use chat::{By, ChatEvent, MessageId, Platform, Reason};
    use jiff::Timestamp;
    use tokio::sync::broadcast::error::RecvError;

    use super::*;
    use crate::{Engine, First, Subscription, testing};

    /// What was said here.
    fn ids(begun: &Subscription) -> Vec<MessageId> {
        let First::Snapshot(snapshot) = &begun.first else { panic!("nothing was there before") };
        snapshot.messages.iter().map(|said| said.id).collect()
    }

    async fn said(engine: &Engine) -> MessageId {
        engine.test_message("chat", Platform::Twitch).await.expect("a test message").id
    }

    #[tokio::test]
    async fn after_a_panic_chat_the_queue_and_overlays_go_on_and_it_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let engine = testing::engine(folder.path()).await;
        let (before, gone) = (said(&engine).await, said(&engine).await);
        let queued = said(&engine).await;
        engine.queue(vec![queued], By::Owner).await.expect("it is there");
        let mut seen = engine.subscribe(None, 100).await.expect("the hub is there");

        engine.0.hub.order(Order::Fall).await.expect("it is taken");
        let target = Target::Message { id: gone };
        let removal = Removal { target, reason: Reason::Deleted, at: Timestamp::now() };
        engine.0.hub.event(ChatEvent::Removed(removal)).await.expect("it waits behind the fault");
        while !matches!(seen.frames.recv().await, Err(RecvError::Closed)) {}
        let after = said(&engine).await;
        let begun = engine.subscribe(None, 100).await.expect("another has taken over");
        assert_eq!(ids(&begun), [before, queued, after], "nothing is lost, and nothing twice");
        let stage = engine.focus();
        assert!(
            stage.borrow().messages().any(|message| message.id == queued),
            "the queue is there"
        );
        engine.queue(vec![after], By::Owner).await.expect("and goes on");

        let overlay = engine.overlays().borrow()[0].id.clone();
        let shown = async || {
            let begun = engine.follow_overlay(&overlay, None, 100).await;
            ids(&begun.expect("its feed is there"))
        };
        // It takes over by itself, when it hears of the fall.
        while !shown().await.contains(&after) {
            tokio::task::yield_now().await;
        }
        let mut status = engine.status();
        let warned =
            status.wait_for(|now| now.warnings.iter().any(|said| said.code == "chat_fell"));
        warned.await.expect("it is said");
        engine.stop().await;
    }
}
