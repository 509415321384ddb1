//! Single messages: found again, taken off the overlays, made up; and their pictures.

use chat::{By, ChatEvent, ImageId, Message, MessageId};

use crate::audit::Doer;
use crate::hub::Waited;
use crate::{Engine, EngineError, Found, ImageError, Picture, Query, Result, demo, sample};

impl Engine {
    /// A picture that a message had, for a height of so many pixels. `None` where it is not there
    /// now and the caller does not want to `wait`.
    pub async fn picture(
        &self,
        id: ImageId,
        height: Option<u16>,
        wait: bool,
    ) -> std::result::Result<Option<Picture>, ImageError> {
        self.0.images.get(id, height, wait).await
    }

    /// Takes a message off every overlay, on this machine alone. Who is no streamer is refused where
    /// the streamer has decided on it.
    pub async fn hide(&self, id: MessageId, by: By) -> Result<()> {
        self.may_hide(&by, id).await?;
        self.hide_as(id, by.into()).await
    }

    /// Puts a hidden message back. Who is no streamer is refused where the streamer has decided on it.
    pub async fn unhide(&self, id: MessageId, by: By) -> Result<()> {
        self.may_hide(&by, id).await?;
        self.is_there(id).await?;
        self.unhide_as(id, by.into(), None).await
    }

    /// When this returns it is hidden, on the disk and in the audit list.
    pub(crate) async fn hide_as(&self, id: MessageId, doer: Doer) -> Result<()> {
        self.is_there(id).await?;
        self.0.hub.hide(id, doer).await?;
        self.0.support.removed();
        self.flush().await
    }

    async fn is_there(&self, id: MessageId) -> Result<()> {
        let is_there = self.0.hub.knows(id).await?
            || self.with_store(move |store| store.has_message(&id)).await?;
        is_there.then_some(()).ok_or(EngineError::NotFound("message"))
    }

    /// The same the other way round, also in the queue where it `waited` there: all of it is written
    /// in one step.
    pub(crate) async fn unhide_as(
        &self,
        id: MessageId,
        doer: Doer,
        waited: Option<Waited>,
    ) -> Result<()> {
        self.0.hub.unhide(id, doer, waited).await?;
        self.0.support.removed();
        self.flush().await
    }

    /// Waits for what was recorded.
    async fn flush(&self) -> Result<()> {
        let flushed = self.with_store(|store| {
            store.flush();
            Ok(())
        });
        flushed.await
    }

    /// The stored history, newest first.
    pub async fn history(&self, query: Query) -> Result<Vec<Found>> {
        let found = self.with_store(move |store| store.history(&query)).await?;
        for Found { message, .. } in &found {
            self.0.images.know_all_of(message);
        }
        Ok(found)
    }

    /// The same for a file, whose reader asks for no pictures.
    pub async fn history_for_file(&self, query: Query) -> Result<Vec<Found>> {
        self.with_store(move |store| store.history(&query)).await
    }

    /// Sends a made-up message of this kind through the whole pipeline, and answers with it.
    pub async fn test_message(&self, kind: &str, platform: chat::Platform) -> Result<Message> {
        let message = sample::wanted(kind, platform)?;
        self.take_event(platform, ChatEvent::Message(Box::new(message.clone()))).await?;
        // Whoever reads the answer finds it in the history.
        self.0.hub.knows(message.id).await?;
        self.spawn(self.clone().grow(sample::growth(&message)));
        Ok(message)
    }

    /// Lets a large gift or a poll count to its end, as the platforms do.
    async fn grow(self, growth: impl Iterator<Item = Message>) {
        for grown in growth {
            tokio::time::sleep(demo::PACE).await;
            let platform = grown.platform;
            let event = ChatEvent::Replaced { target: grown.id, message: Box::new(grown) };
            if let Err(error) = self.take_event(platform, event).await {
                tracing::error!(%error, "the hub is gone before a made-up message was whole");
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chat::{Kind, Platform};

    use crate::testing;

    #[tokio::test(start_paused = true)]
    async fn a_gift_bomb_is_one_card_that_counts_to_its_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let engine = testing::engine(folder.path()).await;
        let made = engine.test_message("gift_bomb", Platform::Twitch).await.expect("it is made");
        let named = async || match engine.message(made.id).await.expect("it is there").kind {
            Kind::Gift { recipients, count: 5, .. } => recipients.len(),
            other => panic!("another kind: {other:?}"),
        };
        assert_eq!(named().await, 0, "nobody is named yet");
        let all = async {
            while named().await < 5 {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        };
        tokio::time::timeout(Duration::from_mins(1), all).await.expect("in time");
        engine.stop().await;
    }
}
