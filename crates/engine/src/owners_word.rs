//! The streamer's word stands over that of moderators: what these are refused because of it.

use chat::{Author, By, Message, MessageId, SourceId};
use store::{AuditRow, Query};
use writing::{Command, Line};

use crate::audit::{HID, TIMED_OUT, UNHID};
use crate::{Deed, Engine, EngineError, Moderation, Result, Whom};

impl Engine {
    /// Refuses a moderator where the streamer has hidden this message, or brought it back. What they
    /// have on screen or queued the hub refuses, in the step in which it would leave.
    pub(crate) async fn may_hide(&self, by: &By, message: MessageId) -> Result<()> {
        if *by == By::Owner {
            return Ok(());
        }
        let message = self.0.hub.shown(message).await?;
        let last = self.with_store(move |store| store.last_deed(&message, [HID, UNHID])).await?;
        match last {
            Some(AuditRow { who: None, .. }) => Err(EngineError::Overruled),
            _ => Ok(()),
        }
    }

    /// Refuses a moderator what would take away, on its platform, a message that the streamer has on
    /// screen or queued.
    pub async fn may_moderate(&self, by: &By, whom: &Whom, what: &Moderation) -> Result<()> {
        if *by == By::Owner {
            return Ok(());
        }
        let (source, author) = match whom {
            Whom::Message(id) if *what == Moderation::Delete => {
                let shown = self.0.hub.shown(*id).await?;
                return self.unless_owners(|message| message.id == shown);
            }
            Whom::Message(id) => {
                let Message { source, author, .. } = self.message(*id).await?;
                (source, author.map(|author| author.id))
            }
            Whom::Author { source, author } => (source.clone(), Some(author.clone())),
        };
        self.unless_owners(|message| {
            let wrote = message.author.as_ref().map(|author| &author.id);
            message.source == source && wrote.is_some() && wrote == author.as_ref()
        })
    }

    /// The same for a line that is a command, written to these sources.
    pub async fn may_write(
        &self,
        by: &By,
        text: &str,
        sources: &[SourceId],
        reply_to: Option<MessageId>,
    ) -> Result<()> {
        if *by == By::Owner {
            return Ok(());
        }
        match writing::read(text)? {
            Line::Command(Command::Delete) => {
                let Some(reply_to) = reply_to else { return Ok(()) };
                let shown = self.0.hub.shown(reply_to).await?;
                self.unless_owners(|message| message.id == shown)
            }
            Line::Command(Command::Timeout { who, .. }) => self.unless_owners(|message| {
                let mut called = message.author.iter().flat_map(Author::names);
                sources.contains(&message.source) && called.any(|name| name == who.to_lowercase())
            }),
            _ => Ok(()),
        }
    }

    /// The streamer has said whether somebody of these names may write in a source: no timeout that a
    /// moderator gave them before is taken back any more, for that would lift what the streamer has
    /// placed since.
    pub(crate) async fn decided_on(&self, source: &SourceId, names: Vec<String>) {
        if let Err(error) = self.overrule_timeouts(source, names).await {
            tracing::error!(%error, "an undo may lift what the streamer has placed since");
        }
    }

    async fn overrule_timeouts(&self, source: &SourceId, mut names: Vec<String>) -> Result<()> {
        // By one name, the others are those of who wrote under it last.
        if let [name] = names.as_slice() {
            let (author, source) = (Some(name.clone()), Some(source.clone()));
            let theirs = Query { limit: 1, author, source, ..Query::default() };
            let found = self.with_store(move |store| store.history(&theirs)).await?;
            let author = found.iter().find_map(|found| found.message.author.as_ref());
            names = author
                .map(Author::names)
                .into_iter()
                .flatten()
                .chain([name.to_lowercase()])
                .collect();
        }
        let mut overruled = Vec::new();
        for AuditRow { number, entry, .. } in
            self.with_store(|store| store.standing(TIMED_OUT)).await?
        {
            let Ok(Deed::TimedOut { message, source: mut of, author, name, .. }) =
                serde_json::from_value(entry)
            else {
                continue;
            };
            let author = author.map(|author| author.as_str().to_owned());
            let mut called: Vec<_> =
                author.iter().chain(&name).map(|name| name.to_lowercase()).collect();
            // One that is in no history any more names nobody, and nothing is lifted by it.
            if let Some(message) = message
                && let Ok(message) = self.message(message).await
            {
                called.extend(message.author.iter().flat_map(Author::names));
                of = Some(message.source);
            }
            if of.as_ref() == Some(source) && called.iter().any(|name| names.contains(name)) {
                overruled.push(number);
            }
        }
        self.with_store(move |store| store.overrule(&overruled)).await
    }

    fn unless_owners(&self, meant: impl Fn(&Message) -> bool) -> Result<()> {
        let on_stage = self.on_stage();
        match on_stage.owners().any(meant) {
            true => Err(EngineError::Overruled),
            false => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use chat::{ChatEvent, Platform};
    use jiff::Timestamp;

    use super::*;
    use crate::{sample, testing};

    #[tokio::test]
    async fn by_the_copy_that_another_channel_has_nothing_of_the_streamers_is_taken_away() {
        let folder = tempfile::tempdir().expect("a folder");
        let engine = testing::engine(folder.path()).await;
        let made = sample::of_kind("shared", Platform::Twitch, Timestamp::now()).expect("a kind");
        let copy = Message { id: MessageId::of(Platform::Twitch, "the copy"), ..made.clone() };
        for message in [&made, &copy] {
            let event = ChatEvent::Message(Box::new(message.clone()));
            engine.take_event(Platform::Twitch, event).await.expect("it runs");
        }
        engine.queue(vec![made.id], By::Owner).await.expect("it is there");
        let moderator = By::Moderator { id: "mod-1".into(), name: "Mo".into() };
        let refused = [
            engine.hide(copy.id, moderator.clone()).await,
            engine.may_moderate(&moderator, &Whom::Message(copy.id), &Moderation::Delete).await,
            engine.may_write(&moderator, "/delete", &[], Some(copy.id)).await,
        ];
        for refused in refused {
            assert!(matches!(refused, Err(EngineError::Overruled)), "{refused:?}");
        }
        engine.hide(copy.id, By::Owner).await.expect("it is theirs");
        let (_, messages, _) = engine.0.hub.follow().await.expect("it runs");
        assert!(messages.iter().all(|placed| placed.is_hidden), "{messages:?}");
        engine.stop().await;
    }

    #[tokio::test]
    async fn what_the_streamer_has_just_brought_back_no_moderator_hides() {
        let folder = tempfile::tempdir().expect("a folder");
        let engine = testing::engine(folder.path()).await;
        let message = engine.test_message("chat", Platform::Twitch).await.expect("it is made").id;
        let moderator = By::Moderator { id: "mod-1".into(), name: "Mo".into() };
        engine.hide(message, moderator.clone()).await.expect("nobody has decided yet");
        engine.unhide(message, By::Owner).await.expect("it is hidden");
        // Past the audit list, which may not have it yet.
        let hidden = engine.0.hub.hide(message, moderator.clone().into()).await;
        assert!(matches!(hidden, Err(EngineError::Overruled)), "{hidden:?}");
        engine.hide(message, By::Owner).await.expect("it is theirs");
        let back = engine.0.hub.unhide(message, moderator.into(), None).await;
        assert!(matches!(back, Err(EngineError::Overruled)), "{back:?}");
        engine.stop().await;
    }
}
