//! The streamer's word stands over that of moderators: what these are refused because of it.

use chat::{Author, By, Message, MessageId, SourceId};
use store::AuditRow;
use writing::{Command, Line};

use crate::audit::{HID, UNHID};
use crate::{Engine, EngineError, Moderation, Result, Whom};

impl Engine {
    /// Refuses a moderator where the streamer has hidden this message, or brought it back. What they
    /// have on screen or queued the hub refuses, in the step in which it would leave.
    pub(crate) async fn may_hide(&self, by: &By, message: MessageId) -> Result<()> {
        if *by == By::Owner {
            return Ok(());
        }
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
                return self.unless_owners(|message| message.id == *id);
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
    pub fn may_write(
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
                self.unless_owners(|message| Some(message.id) == reply_to)
            }
            Line::Command(Command::Timeout { who, .. }) => self.unless_owners(|message| {
                let mut called = message.author.iter().flat_map(Author::names);
                sources.contains(&message.source) && called.any(|name| name == who.to_lowercase())
            }),
            _ => Ok(()),
        }
    }

    fn unless_owners(&self, meant: impl Fn(&Message) -> bool) -> Result<()> {
        let on_stage = self.on_stage();
        match on_stage.owners().any(meant) {
            true => Err(EngineError::Overruled),
            false => Ok(()),
        }
    }
}
