//! Single messages: found again, taken off the overlays, made up; and their pictures.

use chat::{ChatEvent, ImageId, Message, MessageId, Reason, Removal, Target};
use jiff::Timestamp;

use crate::{Engine, EngineError, Found, ImageError, Picture, Query, Result, sample};

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

    /// Takes a message off every overlay, on this machine alone.
    pub async fn hide(&self, id: MessageId) -> Result<()> {
        let stored = id;
        if !self.0.hub.knows(id).await?
            && !self.with_store(move |store| store.has_message(&stored)).await?
        {
            return Err(EngineError::NotFound("message"));
        }
        let removal = Removal {
            target: Target::Message { id },
            reason: Reason::Hidden,
            at: Timestamp::now(),
        };
        self.0.hub.event(ChatEvent::Removed(removal)).await
    }

    /// Puts a hidden message back.
    pub async fn unhide(&self, id: MessageId) -> Result<()> {
        if self.0.hub.unhide(id).await? { Ok(()) } else { Err(EngineError::NotHidden) }
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
        Ok(message)
    }
}
